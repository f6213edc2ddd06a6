//! The decision on facts that a caller describes, without any list: for comparing it with another
//! implementation.

use serde_json::{Value, json};

use super::beslissing::{
    Bevoegdheid, Dossier, Erkenning, Ontbreekt, Ouder, Ouderschap, Relatie, Uitkomst, Uitspraak,
    bepaal,
};
use super::ontbrekend;

struct Feiten<'a>(&'a Value);

impl Feiten<'_> {
    fn ja(&self, naam: &str) -> bool {
        self.0["minderjarige"][naam] == true
    }

    fn toestand(&self, ouder: Ouder) -> Option<&str> {
        self.0["ouders"].get(ouder.plek())?.as_str()
    }

    fn relatie_is(&self, wat: &str) -> bool {
        self.0["oudersRelatie"] == wat
    }
}

fn bevoegdheid(toestand: &str) -> Bevoegdheid {
    match toestand {
        "overleden" => Bevoegdheid::Overleden,
        "onderCuratele" => Bevoegdheid::Curatele,
        "minderjarig" => Bevoegdheid::Minderjarig,
        _ => Bevoegdheid::Bevoegd,
    }
}

impl Dossier for Feiten<'_> {
    fn is_ingezetene(&self) -> Result<bool, Ontbreekt> {
        Ok(self.ja("ingezetene"))
    }

    fn heeft_elders_gewoond(&self) -> Result<bool, Ontbreekt> {
        Ok(self.ja("geborenInNederland")
            && self.ja("geemigreerdGeweest")
            && !self.relatie_is("gehuwd"))
    }

    fn is_elders_geboren(&self) -> Result<bool, Ontbreekt> {
        Ok(!self.ja("geborenInNederland"))
    }

    fn is_geadopteerd(&self) -> bool {
        self.ja("geadopteerdMetNlAkte")
    }

    fn uitspraak(&self) -> Result<Option<Uitspraak>, Ontbreekt> {
        let twee_ouders = Ouder::BEIDE
            .into_iter()
            .all(|ouder| self.ouderschap(ouder) == Ouderschap::Bekend);
        Ok(match self.0["uitspraak"].as_str() {
            // Meant for two parents, and there are not two any more.
            Some("12") if twee_ouders => Some(Uitspraak::BeideOuders),
            Some("1") => Some(Uitspraak::Ouder(Ouder::Een)),
            Some("2") => Some(Uitspraak::Ouder(Ouder::Twee)),
            Some("1D") => Some(Uitspraak::OuderEnDerde(Ouder::Een)),
            Some("2D") => Some(Uitspraak::OuderEnDerde(Ouder::Twee)),
            Some("D") => Some(Uitspraak::Derde),
            _ => None,
        })
    }

    fn ouderschap(&self, ouder: Ouder) -> Ouderschap {
        match self.toestand(ouder) {
            None => Ouderschap::Geen,
            Some("puntouder") => Ouderschap::Punt,
            Some(_) => Ouderschap::Bekend,
        }
    }

    fn relatie(&self) -> Result<Relatie, Ontbreekt> {
        Ok(match self.0["oudersRelatie"].as_str() {
            Some("gehuwd") => Relatie::Nu,
            Some("gehuwdGeweest" | "gescheidenNaGeboorte") => Relatie::NaGeboorte,
            _ => Relatie::Geen,
        })
    }

    fn erkenning(&self) -> Result<Option<Erkenning>, Ontbreekt> {
        let erkenning = &self.0["erkenning"];
        if erkenning["datum"]
            .as_str()
            .is_some_and(|op| op >= "20230101")
        {
            return Ok(Some(Erkenning::Sinds2023));
        }
        Ok(match erkenning["doorOuder"].as_u64() {
            Some(1) => Some(Erkenning::Door(Ouder::Een)),
            Some(2) => Some(Erkenning::Door(Ouder::Twee)),
            _ => None,
        })
    }

    /// Told by age: nobody of four years or more was born since.
    fn is_geboren_voor_2023(&self) -> bool {
        self.0["minderjarige"]["leeftijd"]
            .as_u64()
            .is_some_and(|jaren| jaren >= 4)
    }

    fn geboortemoeder(&self) -> Option<Ouder> {
        None
    }

    fn niet_ouder(&self, _ouder: Ouder) -> Result<Option<Bevoegdheid>, Ontbreekt> {
        Ok(self.0["partnerBijGeboorte"].as_str().map(bevoegdheid))
    }

    fn bevoegdheid(&self, ouder: Ouder) -> Result<Bevoegdheid, Ontbreekt> {
        self.toestand(ouder)
            .filter(|toestand| *toestand != "puntouder")
            .map(bevoegdheid)
            .ok_or(Ontbreekt::ouder(ouder))
    }
}

/// The outcome as JSON: parents by place, the partner at the birth as `partner`.
pub(crate) fn uit_feiten(invoer: &Value) -> Value {
    let feiten = Feiten(invoer);
    let jaren = invoer["minderjarige"]["leeftijd"].as_u64();
    if jaren.is_none_or(|jaren| jaren >= 18) || invoer["minderjarige"]["overleden"] == true {
        return json!({});
    }
    let nummer = |ouder: Ouder| ouder.plek() + 1;
    match bepaal(&feiten) {
        Uitkomst::BeideOuders => json!({"type": "GezamenlijkOuderlijkGezag", "ouders": [1, 2]}),
        Uitkomst::EenOuder(ouder) => {
            json!({"type": "EenhoofdigOuderlijkGezag", "ouder": nummer(ouder)})
        }
        Uitkomst::MetNietOuder(ouder) => {
            json!({"type": "GezamenlijkGezag", "ouder": nummer(ouder), "derde": "partner"})
        }
        Uitkomst::MetOnbekende(ouder) => {
            json!({"type": "GezamenlijkGezag", "ouder": nummer(ouder), "derde": "onbekend"})
        }
        Uitkomst::VoogdijNietOuder => json!({"type": "Voogdij", "derden": ["partner"]}),
        Uitkomst::VoogdijOnbekend => json!({"type": "Voogdij", "derden": []}),
        Uitkomst::TijdelijkGeen(toelichting) => {
            json!({"type": "TijdelijkGeenGezag", "toelichting": toelichting})
        }
        Uitkomst::NietTeBepalen(toelichting) => {
            json!({"type": "GezagNietTeBepalen", "toelichting": toelichting})
        }
        Uitkomst::GegevensOntbreken(gegeven) => {
            json!({"type": "GezagNietTeBepalen", "toelichting": ontbrekend(gegeven)})
        }
    }
}
