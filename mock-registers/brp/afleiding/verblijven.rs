//! The derivations about residences in a period: which are delivered, and who lives where.

use serde_json::{Value, json};

use super::{AfleidingError, gba, text};
use crate::brp::bewoning::{Venster, delen, opgeschort, samengevoegd};
use crate::brp::historie::geleverd;
use crate::brp::tijdlijn::{Aanvang, Tijdvak};

/// `peildatum`, or `datumVan` and `datumTot`.
fn tijdvak(invoer: &Value) -> Result<Tijdvak, AfleidingError> {
    let dag = |name: &'static str| {
        text(invoer, name)
            .and_then(|text| text.parse().ok())
            .ok_or(AfleidingError::Invoer(name))
    };
    if invoer["peildatum"].is_string() {
        return dag("peildatum").map(Tijdvak::dag);
    }
    Ok(Tijdvak {
        van: dag("datumVan")?,
        tot: dag("datumTot")?,
    })
}

fn lijst<'a>(invoer: &'a Value, name: &'static str) -> Result<&'a [Value], AfleidingError> {
    let list = invoer[name].as_array().map(Vec::as_slice);
    list.ok_or(AfleidingError::Invoer(name))
}

/// The beginnings of residences, the oldest first.
fn aanvangen(verblijven: &[Value]) -> Result<Vec<Aanvang>, AfleidingError> {
    verblijven
        .iter()
        .map(|verblijf| gba(verblijf, "aanvang").map(Aanvang::from))
        .collect()
}

/// `historieSelectie`: the ids of the residences in the period, the newest first.
pub(super) fn historie(invoer: &Value) -> Result<Value, AfleidingError> {
    let verblijven = lijst(invoer, "verblijven")?;
    let geleverd: Vec<&Value> = geleverd(&aanvangen(verblijven)?, tijdvak(invoer)?)
        .into_iter()
        .map(|nummer| &verblijven[nummer]["id"])
        .collect();
    Ok(json!({"geleverd": geleverd}))
}

/// `bewoningSelectie`: who lived at the object in each part of the period; ids sorted as text.
pub(super) fn bewoning(invoer: &Value) -> Result<Value, AfleidingError> {
    let object = text(invoer, "object").ok_or(AfleidingError::Invoer("object"))?;
    let personen = lijst(invoer, "personen")?;
    let mut vensters = Vec::new();
    for (nummer, persoon) in personen.iter().enumerate() {
        if matches!(text(persoon, "redenOpschorting"), Some("F" | "W")) {
            continue;
        }
        let verblijven = lijst(persoon, "verblijven")?;
        let aanvangen = aanvangen(verblijven)?;
        let opschorting = opgeschort(gba(persoon, "datumOpschorting").ok());
        for (woning, verblijf) in verblijven.iter().enumerate() {
            let hier = text(verblijf, "object") == Some(object)
                && text(verblijf, "functieAdres") != Some("B");
            if hier {
                vensters.extend(Venster::van(nummer, woning, &aanvangen, opschorting, None));
            }
        }
    }
    let ids = |nummers: &[usize]| {
        let mut ids: Vec<String> = nummers
            .iter()
            .map(|nummer| &personen[vensters[*nummer].persoon]["id"])
            .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
            .collect();
        ids.sort();
        ids
    };
    let parts = delen(&vensters, tijdvak(invoer)?)
        .into_iter()
        .map(|deel| (deel.tijdvak, (ids(&deel.bewoners), ids(&deel.mogelijke))))
        .collect();
    let bewoningen: Vec<Value> = samengevoegd(parts)
        .into_iter()
        .map(|(tijdvak, (bewoners, mogelijke))| {
            json!({
                "datumVan": tijdvak.van.to_string(),
                "datumTot": tijdvak.tot.to_string(),
                "bewoners": bewoners,
                "mogelijkeBewoners": mogelijke,
            })
        })
        .collect();
    Ok(json!({"bewoningen": bewoningen}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brp::afleiden;

    #[test]
    fn a_period_has_to_be_given() {
        let verblijven = json!([{"id": "a", "aanvang": "20200101"}]);
        assert_eq!(
            afleiden("historieSelectie", &json!({"verblijven": verblijven})),
            Err(AfleidingError::Invoer("datumVan"))
        );
        assert_eq!(
            afleiden(
                "historieSelectie",
                &json!({"verblijven": verblijven, "peildatum": "2020-01-01"})
            ),
            Ok(json!({"geleverd": ["a"]}))
        );
        assert_eq!(
            afleiden("bewoningSelectie", &json!({"object": "O"})),
            Err(AfleidingError::Invoer("personen"))
        );
    }

    #[test]
    fn people_come_in_the_order_of_the_alphabet_and_a_postal_address_houses_nobody() {
        let woont = |id: &str, functie: &str| json!({"id": id, "verblijven": [{"object": "O", "aanvang": "20200101", "functieAdres": functie}]});
        let uit = afleiden(
            "bewoningSelectie",
            &json!({
                "object": "O", "personen": [woont("c", "W"), woont("a", "W"), woont("b", "B")],
                "peildatum": "2021-06-01"
            }),
        );
        assert_eq!(
            uit,
            Ok(json!({"bewoningen": [{
                "datumVan": "2021-06-01", "datumTot": "2021-06-02",
                "bewoners": ["a", "c"], "mogelijkeBewoners": []
            }]}))
        );
    }
}
