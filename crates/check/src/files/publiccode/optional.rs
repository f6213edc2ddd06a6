//! What may be there, what is on its way out, and what the standard does not know.

use super::{Sheet, is_address, is_date, lists, texts};
use crate::catalogue::Severity;
use crate::fix::Fix;
use crate::tree::Node;

impl Sheet<'_> {
    pub(super) fn optional(&mut self) {
        if let Some(node) = self.root.get("categories") {
            match texts(node) {
                None => {
                    self.add("PC17", node.line, "categories is no list");
                }
                Some(names) => {
                    for name in names
                        .iter()
                        .filter(|name| !lists::CATEGORIES.contains(&name.as_str()))
                    {
                        let finding = self.add(
                            "PC17",
                            node.line,
                            format!("`{name}` is not on the list of categories"),
                        );
                        if let Some(near) = lists::nearest(lists::CATEGORIES, name) {
                            finding.mend(format!("did you mean `{near}`?"));
                        }
                    }
                }
            }
        }
        if let Some(node) = self.root.get("softwareVersion")
            && node.text().is_none()
        {
            self.add(
                "PC18",
                node.line,
                "softwareVersion is a number: it has to be text",
            );
        }
        if let Some(node) = self.root.get("releaseDate")
            && !node.text().is_some_and(is_date)
        {
            self.add("PC18", node.line, "releaseDate is no date (YYYY-MM-DD)");
        }
        if let Some(node) = self.root.get("organisation")
            && !node.has_text("uri")
        {
            self.add("PC19", node.line, "organisation has no uri");
        }
        self.audience();
        self.depends_on();
        if let Some(node) = self.root.get("supports") {
            let fault = match node.list() {
                None => Some("supports is no list".to_owned()),
                Some(items) => items.iter().find_map(|item| {
                    let id = item.get("id").and_then(Node::text).unwrap_or_default();
                    let known =
                        id == "alias:gdpr" || (id.contains(':') && !id.starts_with("alias:"));
                    (!known)
                        .then(|| format!("supports has no id, or one that nobody knows: `{id}`"))
                }),
            };
            if let Some(fault) = fault {
                self.add("PC25", node.line, fault);
            } else if self.root.get("publiccodeYmlVersion").and_then(Node::text) != Some("0.7") {
                self.add(
                    "PC25",
                    node.line,
                    "supports came with version 0.7 of the standard",
                )
                .only(Severity::Note);
            }
        }
    }

    fn audience(&mut self) {
        let Some(audience) = self.root.get("intendedAudience") else {
            return;
        };
        for key in ["countries", "unsupportedCountries"] {
            let Some(node) = audience.get(key) else {
                continue;
            };
            for code in node.list().unwrap_or_default() {
                let text = code.text().unwrap_or_default();
                if text.len() != 2 || !text.chars().all(|c| c.is_ascii_alphabetic()) {
                    self.add(
                        "PC20",
                        code.line,
                        format!("`{text}` is no code of a country"),
                    );
                } else if text.chars().any(|c| c.is_ascii_lowercase()) {
                    let path = self.path.to_owned();
                    self.add("PC20", code.line, format!("`{text}` is in small letters"))
                        .mend(format!("write {}", text.to_uppercase()))
                        .fix(Fix::Replace {
                            path,
                            line: code.line,
                            from: text.to_owned(),
                            to: text.to_uppercase(),
                        });
                }
            }
        }
        if let Some(node) = audience.get("scope") {
            for name in texts(node).unwrap_or_default() {
                if !lists::SCOPE.contains(&name.as_str()) {
                    let finding = self.add(
                        "PC20",
                        node.line,
                        format!("`{name}` is not on the list of scopes"),
                    );
                    if let Some(near) = lists::nearest(lists::SCOPE, &name) {
                        finding.mend(format!("did you mean `{near}`?"));
                    }
                }
            }
        }
    }

    fn depends_on(&mut self) {
        let Some(node) = self.root.get("dependsOn") else {
            return;
        };
        for (kind, line, items) in node.entries() {
            if !["open", "proprietary", "hardware"].contains(&kind.as_str()) {
                self.add("PC24", *line, format!("dependsOn has no part `{kind}`"));
                continue;
            }
            for item in items.list().unwrap_or_default() {
                if !item.has_text("name") {
                    self.add(
                        "PC24",
                        item.line,
                        format!("something under dependsOn.{kind} has no name"),
                    );
                }
            }
        }
    }

    pub(super) fn links(&mut self) {
        for key in ["landingURL", "roadmap"] {
            if let Some(node) = self.root.get(key)
                && !node.text().is_some_and(is_address)
            {
                self.add("PC21", node.line, format!("{key} is no https address"));
            }
        }
        for key in ["usedBy"] {
            if let Some(node) = self.root.get(key)
                && texts(node).is_none()
            {
                self.add("PC21", node.line, format!("{key} is no list of names"));
            }
        }
        if let Some(node) = self.root.get("isBasedOn")
            && node.text().is_none()
            && texts(node).is_none()
        {
            self.add(
                "PC21",
                node.line,
                "isBasedOn is no address, nor a list of them",
            );
        }
        if let Some(node) = self.root.get("fundedBy") {
            let fine = node.list().is_some_and(|items| {
                items
                    .iter()
                    .all(|item| item.get("name").is_some_and(|name| name.text().is_some()))
            });
            if !fine {
                self.add("PC21", node.line, "fundedBy is no list of {name, uri}");
            }
        }
    }

    pub(super) fn outgoing(&mut self) {
        let mut lines: Vec<(u64, String)> = ["monochromeLogo", "inputTypes", "outputTypes", "it"]
            .into_iter()
            .filter_map(|key| Some((self.root.entry(key)?.0, key.to_owned())))
            .collect();
        for key in ["repoOwner", "authorsFile"] {
            if let Some((line, _)) = self.root.get("legal").and_then(|legal| legal.entry(key)) {
                lines.push((line, format!("legal.{key}")));
            }
        }
        for (language, _, node) in self
            .root
            .get("description")
            .map(Node::entries)
            .unwrap_or_default()
        {
            if let Some((line, _)) = node.entry("genericName") {
                lines.push((line, format!("description.{language}.genericName")));
            }
        }
        for (line, key) in lines {
            self.add("PC26", line, format!("{key} is on its way out"));
        }
    }

    pub(super) fn unknown_keys(&mut self) {
        let root = self.root;
        let mut parts: Vec<(&Node, &'static [&'static str])> = vec![(root, lists::KEYS)];
        for (key, list) in [
            ("legal", lists::LEGAL_KEYS),
            ("maintenance", lists::MAINTENANCE_KEYS),
            ("localisation", lists::LOCALISATION_KEYS),
        ] {
            if let Some(node) = root.get(key) {
                parts.push((node, list));
            }
        }
        for (_, _, node) in root
            .get("description")
            .map(Node::entries)
            .unwrap_or_default()
        {
            parts.push((node, lists::DESCRIPTION_KEYS));
        }
        for (node, list) in parts {
            for (key, line, _) in node.entries() {
                if list.contains(&key.as_str()) {
                    continue;
                }
                let finding = self.add(
                    "PC00",
                    *line,
                    format!("the standard has no key `{key}` here"),
                );
                if let Some(near) = lists::nearest(list, key) {
                    finding.mend(format!("did you mean `{near}`?"));
                }
            }
        }
    }
}
