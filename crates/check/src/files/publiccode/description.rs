//! What the file tells of the software, in each language.

use super::{Sheet, is_address, is_language, texts};
use crate::catalogue::Severity;
use crate::repository::Repository;
use crate::tree::Node;

impl Sheet<'_> {
    pub(super) fn description(&mut self, repository: &Repository) {
        let Some(description) = self.root.get("description") else {
            self.add("PC07", 0, "description is missing");
            return;
        };
        let languages = description.entries();
        if languages.is_empty() {
            self.add("PC07", description.line, "description has no language");
            return;
        }
        for (language, line, _) in languages {
            if !is_language(language) {
                self.add(
                    "PC07",
                    *line,
                    format!("`{language}` is no code of a language"),
                )
                .mend("write nl or en, a code after BCP 47");
            }
        }
        if languages
            .iter()
            .all(|(language, _, _)| is_language(language) && !language.starts_with("nl"))
        {
            self.add(
                "PC07",
                description.line,
                "there is no description in Dutch (nl)",
            )
            .only(Severity::Warning);
        }
        // The long description and the features have to be there in one language.
        let mut lacking: Vec<(&'static str, u64, String)> = Vec::new();
        let mut whole = [false, false];
        for (language, line, node) in languages {
            let name = |key: &str| format!("description.{language}.{key}");
            match node
                .get("shortDescription")
                .map(|short| (short.line, short.text()))
            {
                None => {
                    self.add(
                        "PC08",
                        *line,
                        format!("{} is missing", name("shortDescription")),
                    );
                }
                Some((line, Some(text))) if !text.trim().is_empty() => {
                    let length = text.trim().chars().count();
                    if length > 150 {
                        self.add(
                            "PC08",
                            line,
                            format!(
                                "{} has {length} characters: 150 is the most",
                                name("shortDescription")
                            ),
                        );
                    }
                }
                Some((line, _)) => {
                    self.add(
                        "PC08",
                        line,
                        format!("{} is no text", name("shortDescription")),
                    );
                }
            }
            match node
                .get("longDescription")
                .map(|long| (long.line, long.text()))
            {
                None => lacking.push((
                    "PC09",
                    *line,
                    format!("{} is missing", name("longDescription")),
                )),
                Some((line, Some(text))) => {
                    whole[0] = true;
                    let length = text.trim().chars().count();
                    if !(150..=10_000).contains(&length) {
                        self.add(
                            "PC09",
                            line,
                            format!(
                                "{} has {length} characters: 150 to 10,000 are asked",
                                name("longDescription")
                            ),
                        );
                    }
                }
                Some((line, None)) => {
                    whole[0] = true;
                    self.add(
                        "PC09",
                        line,
                        format!("{} is no text", name("longDescription")),
                    );
                }
            }
            match node
                .get("features")
                .map(|features| (features.line, texts(features)))
            {
                None => lacking.push(("PC10", *line, format!("{} is missing", name("features")))),
                Some((line, Some(features))) => {
                    whole[1] = true;
                    if features.is_empty()
                        || features.iter().any(|feature| feature.trim().is_empty())
                    {
                        self.add("PC10", line, format!("{} holds nothing", name("features")));
                    } else if features.len() < 5 {
                        self.add(
                            "PC10",
                            line,
                            format!(
                                "{} has {} of the 5 to 20 that are advised",
                                name("features"),
                                features.len()
                            ),
                        )
                        .only(Severity::Note);
                    }
                }
                Some((line, None)) => {
                    whole[1] = true;
                    self.add(
                        "PC10",
                        line,
                        format!("{} is no list of texts", name("features")),
                    );
                }
            }
            self.about(language, node, repository);
        }
        for (rule, there) in [("PC09", whole[0]), ("PC10", whole[1])] {
            if let Some((_, line, message)) =
                lacking.iter().find(|(id, _, _)| *id == rule && !there)
            {
                self.add(rule, *line, message.clone());
            }
        }
    }

    /// Links and pictures of a description.
    fn about(&mut self, language: &str, node: &Node, repository: &Repository) {
        for key in ["documentation", "apiDocumentation"] {
            if let Some(value) = node.get(key)
                && !value.text().is_some_and(is_address)
            {
                self.add(
                    "PC22",
                    value.line,
                    format!("description.{language}.{key} is no https address"),
                );
            }
        }
        for key in ["videos", "awards", "screenshots"] {
            let Some(value) = node.get(key) else { continue };
            let Some(items) = texts(value) else {
                self.add(
                    "PC22",
                    value.line,
                    format!("description.{language}.{key} is no list"),
                );
                continue;
            };
            for item in items {
                if key == "screenshots" {
                    let picture = [".png", ".jpg", ".jpeg"]
                        .iter()
                        .any(|ending| item.to_lowercase().ends_with(ending));
                    if !picture
                        || (!is_address(&item) && !repository.has(item.trim_start_matches("./")))
                    {
                        self.add(
                            "PC22",
                            value.line,
                            format!("`{item}` is no PNG or JPG in the repository"),
                        );
                    }
                } else if key == "videos" && !is_address(&item) {
                    self.add("PC22", value.line, format!("`{item}` is no https address"));
                }
            }
        }
    }
}
