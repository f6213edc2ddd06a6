//! publiccode.yml, key by key.

mod description;
mod lists;
mod maintenance;
mod optional;

use crate::catalogue::Severity;
use crate::findings::{Findings, Place};
use crate::fix::Fix;
use crate::repository::Repository;
use crate::tree::{self, Kind, Node};

/// The file under examination.
struct Sheet<'a> {
    path: &'a str,
    root: &'a Node,
    found: &'a mut Findings,
}

/// Checks the file; gives its path and content when it can be read.
pub(super) fn check(repository: &Repository, found: &mut Findings) -> Option<(String, Node)> {
    let Some((path, text)) = repository.first_text(&["publiccode.yml", "publiccode.yaml"]) else {
        found.add("CC02", Place::Repository, "there is no publiccode.yml");
        for rule in crate::catalogue::rules().filter(|rule| rule.id.starts_with("PC")) {
            found.skip(rule.id, "there is no publiccode.yml");
        }
        found.skip("CC10", "there is no publiccode.yml");
        return None;
    };
    if path != "publiccode.yml" {
        found
            .add("PC00", Place::file(path), format!("it is named {path}"))
            .mend("name it publiccode.yml")
            .fix(Fix::Rename {
                from: path.to_owned(),
                to: "publiccode.yml".to_owned(),
            });
    }
    let root = match tree::parse(&text) {
        Ok(root) if root.is_map() => root,
        Ok(_) => {
            found.add("CC02", Place::file(path), "it holds no keys");
            return None;
        }
        Err((line, reason)) => {
            found.add(
                "CC02",
                Place::line(path, line),
                format!("it cannot be read: {reason}"),
            );
            return None;
        }
    };
    Sheet {
        path,
        root: &root,
        found,
    }
    .check(repository);
    Some((path.to_owned(), root))
}

impl Sheet<'_> {
    fn add(
        &mut self,
        rule: &'static str,
        line: u64,
        message: impl Into<String>,
    ) -> &mut crate::Finding {
        self.found.add(rule, Place::line(self.path, line), message)
    }

    fn check(&mut self, repository: &Repository) {
        self.version();
        self.identity();
        self.description(repository);
        self.legal();
        self.maintenance();
        self.localisation();
        self.optional();
        self.links();
        self.outgoing();
        self.unknown_keys();
    }

    /// Text that has to be there; says so when it is not.
    fn compulsory(&mut self, rule: &'static str, keys: &[&str]) -> Option<(u64, String)> {
        let name = keys.join(".");
        match self.root.at(keys) {
            None => {
                self.add(rule, 0, format!("{name} is missing"));
                None
            }
            Some(node) => match node.text().map(str::trim) {
                Some("") => {
                    self.add(rule, node.line, format!("{name} is empty"));
                    None
                }
                Some(text) => Some((node.line, text.to_owned())),
                None => {
                    self.add(rule, node.line, format!("{name} is no text"));
                    None
                }
            },
        }
    }

    /// A word of a fixed list.
    fn one_of(
        &mut self,
        rule: &'static str,
        keys: &[&str],
        list: &'static [&'static str],
    ) -> Option<String> {
        let (line, text) = self.compulsory(rule, keys)?;
        if !list.contains(&text.as_str()) {
            let finding = self.add(rule, line, format!("{} cannot be `{text}`", keys.join(".")));
            if let Some(near) = lists::nearest(list, &text) {
                finding.mend(format!("did you mean `{near}`? choose {}", list.join(", ")));
            }
            return None;
        }
        Some(text)
    }

    fn version(&mut self) {
        let Some(node) = self.root.get("publiccodeYmlVersion") else {
            self.add("PC01", 0, "publiccodeYmlVersion is missing");
            return;
        };
        let line = node.line;
        match &node.kind {
            Kind::Text(text) => {
                let known = ["0", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"];
                let short = text.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
                if !known.contains(&short.as_str()) {
                    self.add(
                        "PC01",
                        line,
                        format!("there is no version `{text}` of the standard"),
                    );
                } else if ["0.2", "0.3", "0.4"].contains(&short.as_str()) {
                    let text = text.clone();
                    self.add(
                        "PC01",
                        line,
                        format!("version {text} of the standard is old"),
                    )
                    .only(Severity::Warning);
                }
            }
            Kind::Number(number) => {
                let number = number.to_string();
                let path = self.path.to_owned();
                self.add("PC01", line, "the version is a number: it has to be text")
                    .mend(format!("write publiccodeYmlVersion: \"{number}\""))
                    .fix(Fix::Replace {
                        path,
                        line,
                        from: format!("publiccodeYmlVersion: {number}"),
                        to: format!("publiccodeYmlVersion: \"{number}\""),
                    });
            }
            _ => {
                self.add("PC01", line, "the version is no text");
            }
        }
    }

    fn identity(&mut self) {
        self.compulsory("PC02", &["name"]);
        if let Some((line, url)) = self.compulsory("PC03", &["url"])
            && !is_https(&url)
        {
            self.add("PC03", line, format!("`{url}` is no https address"));
        }
        match self.root.get("platforms") {
            None => {
                self.add("PC04", 0, "platforms is missing");
            }
            Some(node) => {
                let line = node.line;
                let texts = texts(node);
                match texts {
                    Some(texts) if !texts.is_empty() => {
                        for text in texts {
                            let near = lists::nearest(lists::PLATFORMS, &text);
                            if let Some(near) = near.filter(|near| *near != text) {
                                self.add(
                                    "PC04",
                                    line,
                                    format!("`{text}` is no platform that readers know"),
                                )
                                .only(Severity::Note)
                                .mend(format!("did you mean `{near}`?"));
                            }
                        }
                    }
                    _ => {
                        self.add("PC04", line, "platforms is no list of names");
                    }
                }
            }
        }
        self.one_of("PC05", &["developmentStatus"], lists::STATUS);
        self.one_of("PC06", &["softwareType"], lists::SOFTWARE_TYPE);
    }

    fn legal(&mut self) {
        if let Some((line, licence)) = self.compulsory("PC11", &["legal", "license"]) {
            match spdx::Expression::parse(&licence) {
                Ok(_) => {}
                Err(error) => {
                    let reason = error.reason.to_string();
                    let near = spdx::imprecise_license_id(&licence).map(|(id, _)| id.name);
                    let finding = self.add(
                        "PC11",
                        line,
                        format!("`{licence}` is no SPDX expression: {reason}"),
                    );
                    if let Some(near) = near {
                        finding.mend(format!("did you mean `{near}`?"));
                    }
                }
            }
        }
        match self.root.at(&["legal", "mainCopyrightOwner"]) {
            None => {
                let line = self.root.entry("legal").map_or(0, |(line, _)| line);
                self.add("CC10", line, "legal.mainCopyrightOwner is missing");
            }
            Some(node) if node.text().is_none_or(|text| text.trim().is_empty()) => {
                self.add("PC23", node.line, "legal.mainCopyrightOwner is no text");
            }
            Some(_) => {}
        }
    }

    fn localisation(&mut self) {
        let line = self.root.entry("localisation").map_or(0, |(line, _)| line);
        match self.root.at(&["localisation", "localisationReady"]) {
            None => {
                self.add("PC15", line, "localisation.localisationReady is missing");
            }
            Some(node) if node.boolean().is_none() => {
                self.add(
                    "PC15",
                    node.line,
                    "localisation.localisationReady is not true or false",
                );
            }
            Some(_) => {}
        }
        match self.root.at(&["localisation", "availableLanguages"]) {
            None => {
                self.add("PC16", line, "localisation.availableLanguages is missing");
            }
            Some(node) => match texts(node) {
                Some(codes) if !codes.is_empty() => {
                    if let Some(code) = codes.iter().find(|code| !is_language(code)) {
                        self.add(
                            "PC16",
                            node.line,
                            format!("`{code}` is no code of a language"),
                        );
                    }
                }
                _ => {
                    self.add(
                        "PC16",
                        node.line,
                        "localisation.availableLanguages is no list of codes",
                    );
                }
            },
        }
    }
}

/// A list of texts; nothing for anything else.
fn texts(node: &Node) -> Option<Vec<String>> {
    node.list()?
        .iter()
        .map(|item| item.text().map(str::to_owned))
        .collect()
}

fn is_https(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        host.contains('.') && !text.contains(char::is_whitespace)
    })
}

fn is_address(text: &str) -> bool {
    is_https(text)
        || text
            .strip_prefix("http://")
            .is_some_and(|rest| rest.contains('.'))
}

/// `nl`, `en-GB`: two or three letters, with parts after hyphens.
fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

/// A day that exists, as YYYY-MM-DD.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return false;
    }
    let (Ok(year), Ok(month), Ok(day)) = (
        year.parse::<u32>(),
        month.parse::<u32>(),
        day.parse::<u32>(),
    ) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        assert!(is_date("2024-02-29") && is_date("2026-11-25"));
        assert!(
            !is_date("2026-02-29")
                && !is_date("2026-13-01")
                && !is_date("25-11-2026")
                && !is_date("2026-1-1")
        );
    }

    #[test]
    fn codes_of_languages() {
        assert!(is_language("nl") && is_language("en-GB") && is_language("fry"));
        assert!(!is_language("Nederlands") && !is_language("") && !is_language("NL"));
    }
}
