//! Which of the forms a file has, and where in it everybody stands.

use std::path::Path;

use serde_json::Value;
use serde_json::value::RawValue;

use super::{Gelezen, Melding, Persoon, gba, lo3, naam};
use crate::failure::Failure;

/// Reads a file: JSON, JSON lines, or CSV with one element a line.
pub(super) fn bestand(path: &Path, gelezen: &mut Gelezen) -> Result<(), Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::usage(format!("cannot read `{}`: {error}", path.display())))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::usage(format!("`{}` is not UTF-8", path.display()))
            .help("convert it first: iconv -f WINDOWS-1252 -t UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lezer = Lezer {
        bestand: naam(path),
        text,
    };
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv") => lo3::csv(&lezer, gelezen),
        Some("jsonl" | "ndjson") => {
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                if !line.trim().is_empty() {
                    lezer.stuk(
                        line.trim(),
                        at + line.len() - line.trim_start().len(),
                        gelezen,
                    );
                }
                at += line.len();
            }
            Ok(())
        }
        _ => lezer.json(gelezen),
    }
}

/// A file that is being read.
pub(super) struct Lezer<'t> {
    pub(super) bestand: String,
    pub(super) text: &'t str,
}

impl Lezer<'_> {
    /// The line that a place in the text is on.
    fn regel(&self, at: usize) -> usize {
        1 + self.text.as_bytes()[..at.min(self.text.len())]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    }

    pub(super) fn melding(
        &self,
        regel: usize,
        ongeldig: bool,
        reden: impl Into<String>,
    ) -> Melding {
        Melding {
            bestand: self.bestand.clone(),
            regel,
            burgerservicenummer: None,
            ongeldig,
            reden: reden.into(),
        }
    }

    /// A list of people, an object that holds one, or one person.
    fn json(&self, gelezen: &mut Gelezen) -> Result<(), Failure> {
        let broken = |error: &serde_json::Error| {
            Failure::usage(format!(
                "`{}` is not JSON: line {}, column {}: {error}",
                self.bestand,
                error.line(),
                error.column()
            ))
            .help("give the test data of the personen-mock, person lists, or CSV with one element a line")
        };
        let whole: &RawValue = serde_json::from_str(self.text).map_err(|error| broken(&error))?;
        let list: Vec<&RawValue> = match serde_json::from_str(whole.get()) {
            Ok(list) => list,
            Err(_) => match self.held(whole) {
                Some(list) => list,
                None => vec![whole],
            },
        };
        for stuk in list {
            // Both are parts of the same text.
            let at = stuk.get().as_ptr() as usize - self.text.as_ptr() as usize;
            self.stuk(stuk.get(), at, gelezen);
        }
        Ok(())
    }

    /// The list in `{"personen": […]}` or `{"persoonslijsten": […]}`.
    fn held<'v>(&self, whole: &'v RawValue) -> Option<Vec<&'v RawValue>> {
        #[derive(serde::Deserialize)]
        struct Holder<'v> {
            #[serde(borrow, alias = "personen")]
            persoonslijsten: Vec<&'v RawValue>,
        }
        serde_json::from_str::<Holder<'v>>(whole.get())
            .ok()
            .map(|holder| holder.persoonslijsten)
    }

    /// One person, which begins at this place.
    fn stuk(&self, text: &str, at: usize, gelezen: &mut Gelezen) {
        let regel = self.regel(at);
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                let reden = format!("not JSON: column {}: {error}", error.column());
                gelezen
                    .meldingen
                    .push(self.melding(regel + error.line() - 1, true, reden));
                return;
            }
        };
        let mut notes = Vec::new();
        let made = if value.get("categorieen").is_some() {
            lo3::lijst(value)
        } else if value.get("burgerservicenummer").is_some() {
            gba::lijst(&value, &mut notes)
        } else {
            Err("neither `categorieen` nor `burgerservicenummer` is here".to_owned())
        };
        match made {
            Ok((burgerservicenummer, lijst)) => {
                gelezen
                    .meldingen
                    .extend(notes.into_iter().map(|reden| Melding {
                        burgerservicenummer: Some(burgerservicenummer.clone()),
                        ..self.melding(regel, false, reden)
                    }));
                gelezen.personen.push(Persoon {
                    bestand: self.bestand.clone(),
                    regel,
                    burgerservicenummer,
                    lijst,
                });
            }
            Err(reden) => gelezen.meldingen.push(self.melding(regel, true, reden)),
        }
    }
}
