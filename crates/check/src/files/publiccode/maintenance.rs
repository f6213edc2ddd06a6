//! Who keeps the software up.

use super::{Sheet, is_date, lists};
use crate::catalogue::Severity;
use crate::tree::Node;

impl Sheet<'_> {
    pub(super) fn maintenance(&mut self) {
        let Some(kind) = self.one_of("PC12", &["maintenance", "type"], lists::MAINTENANCE) else {
            return;
        };
        let line = self.root.entry("maintenance").map_or(0, |(line, _)| line);
        let contacts = self.root.at(&["maintenance", "contacts"]);
        match contacts {
            None if kind == "internal" || kind == "community" => {
                self.add(
                    "PC13",
                    line,
                    format!("maintenance.contacts is missing, and the type is {kind}"),
                );
            }
            None => {}
            Some(node) => {
                let people = node.list().unwrap_or_default();
                if people.is_empty() {
                    self.add(
                        "PC13",
                        node.line,
                        "maintenance.contacts is no list of people",
                    );
                }
                for person in people {
                    self.contact(person);
                }
            }
        }
        match (
            self.root.at(&["maintenance", "contractors"]),
            kind == "contract",
        ) {
            (None, true) => {
                self.add(
                    "PC14",
                    line,
                    "maintenance.contractors is missing, and the type is contract",
                );
            }
            (Some(node), false) => {
                self.add(
                    "PC14",
                    node.line,
                    format!("there are contractors, and the type is {kind}"),
                );
            }
            (Some(node), true) => {
                for contractor in node.list().unwrap_or_default() {
                    if !contractor.has_text("name") {
                        self.add("PC14", contractor.line, "a contractor has no name");
                    }
                    if !contractor
                        .get("until")
                        .is_some_and(|until| until.text().is_some_and(is_date))
                    {
                        self.add(
                            "PC14",
                            contractor.line,
                            "a contractor has no `until` as YYYY-MM-DD",
                        );
                    }
                }
                if node.list().unwrap_or_default().is_empty() {
                    self.add("PC14", node.line, "maintenance.contractors is no list");
                }
            }
            (None, false) => {}
        }
    }

    fn contact(&mut self, person: &Node) {
        match person.get("name").map(|name| (name.line, name.text())) {
            Some((line, Some(name))) if !name.trim().is_empty() => {
                if !name.trim().contains(' ') {
                    self.add(
                        "PC13",
                        line,
                        format!("`{name}` does not look like the name of a person"),
                    )
                    .only(Severity::Warning);
                }
            }
            _ => {
                self.add("PC13", person.line, "a contact has no name");
            }
        }
        if let Some(email) = person.get("email") {
            let text = email.text().unwrap_or_default();
            let (local, host) = text.split_once('@').unwrap_or_default();
            if local.is_empty() || !host.contains('.') {
                self.add("PC13", email.line, format!("`{text}` is no e-mail address"));
            } else if ["info", "noreply", "no-reply", "postbus", "algemeen"].contains(&local) {
                self.add(
                    "PC13",
                    email.line,
                    format!("{text} is a mailbox, not a person"),
                )
                .only(Severity::Warning);
            }
        }
        if let Some(phone) = person.get("phone")
            && phone.text().is_none()
        {
            self.add("PC13", phone.line, "phone is a number: it loses its zeros")
                .only(Severity::Warning)
                .mend("put it between quotes");
        }
    }
}
