//! Whether the people of an import know one another. A register may be one-sided, so nothing is
//! changed: what does not match is said.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Gelezen, Melding};

/// Categories of relatives, and the categories in which the relative names this person.
const RELATIES: [(&str, &str, &[&str]); 4] = [
    ("02", "parent", &["09"]),
    ("03", "parent", &["09"]),
    ("05", "partner", &["05"]),
    ("09", "child", &["02", "03"]),
];

pub(super) fn vergelijk(gelezen: &mut Gelezen) {
    let known: BTreeMap<&str, &Value> = gelezen
        .personen
        .iter()
        .map(|persoon| (persoon.burgerservicenummer.as_str(), &persoon.lijst))
        .collect();
    let mut meldingen = Vec::new();
    for persoon in &gelezen.personen {
        for (categorie, what, back) in RELATIES {
            for other in genoemd(&persoon.lijst, categorie) {
                let reden = match known.get(other) {
                    None => format!(
                        "{what} {other} is not in these files: the data about them stay, without a person"
                    ),
                    Some(lijst)
                        if !back.iter().any(|categorie| {
                            genoemd(lijst, categorie).any(|bsn| bsn == persoon.burgerservicenummer)
                        }) =>
                    {
                        format!("{what} {other} does not name this person: kept one-sided")
                    }
                    Some(_) => continue,
                };
                meldingen.push(Melding {
                    bestand: persoon.bestand.clone(),
                    regel: persoon.regel,
                    burgerservicenummer: Some(persoon.burgerservicenummer.clone()),
                    ongeldig: false,
                    reden,
                });
            }
        }
    }
    gelezen.meldingen.extend(meldingen);
}

/// The numbers in the actual occurrences of a category.
fn genoemd<'l>(lijst: &'l Value, categorie: &str) -> impl Iterator<Item = &'l str> {
    lijst["categorieen"][categorie]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|stapel| stapel[0]["01.20"].as_str())
}
