//! The request for a permit: what comes in, what is kept, and when it is accepted. Pure: no HTTP, no clock.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::problem::InvalidParam;
use crate::sources::{Adres, Persoon};

/// The permits this register knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Soort {
    /// For a car of the resident.
    Bewoner,
    /// For visitors of the resident.
    Bezoeker,
}

impl Soort {
    /// Reads the wire form.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "bewoner" => Some(Self::Bewoner),
            "bezoeker" => Some(Self::Bezoeker),
            _ => None,
        }
    }
}

/// Nine digits that pass the eleven-test. Neither printed nor serialised, on purpose.
#[derive(Clone, PartialEq, Eq)]
pub struct Burgerservicenummer(String);

impl Burgerservicenummer {
    /// Checks length, digits and the eleven-test.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 9 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let sum: i32 = text
            .bytes()
            .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
            .map(|(byte, weight)| i32::from(byte - b'0') * weight)
            .sum();
        (sum % 11 == 0 && text != "000000000").then(|| Self(text.to_owned()))
    }

    /// The number itself, for the question to the BRP only.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Burgerservicenummer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Burgerservicenummer(***)")
    }
}

/// Whether `text` is the identification of a nummeraanduiding: 16 digits with object type 20.
pub fn is_nummeraanduiding(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit()) && &text[4..6] == "20"
}

/// A request as it came in, checked for form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuweAanvraag {
    /// Who asks.
    pub burgerservicenummer: Burgerservicenummer,
    /// The address the permit is for.
    pub nummeraanduiding: String,
    /// Which permit.
    pub soort: Soort,
    /// First day of the permit.
    pub ingangsdatum: Date,
}

impl NieuweAanvraag {
    /// Reads a JSON body and reports every fault in it.
    pub fn parse(body: &Value) -> Result<Self, Vec<InvalidParam>> {
        const MEMBERS: [&str; 4] = [
            "burgerservicenummer",
            "nummeraanduidingIdentificatie",
            "soort",
            "ingangsdatum",
        ];
        let mut faults = Vec::new();
        let Some(members) = body.as_object() else {
            return Err(vec![fault("body", "object", "Moet een JSON-object zijn.")]);
        };
        if members.keys().any(|name| !MEMBERS.contains(&name.as_str())) {
            // The name is not echoed: it is free text of the caller.
            faults.push(fault("body", "unknown", "Bevat een onbekend gegeven."));
        }
        let mut text = |name: &'static str| match members.get(name) {
            None | Some(Value::Null) => {
                faults.push(fault(name, "required", "Is verplicht."));
                None
            }
            Some(Value::String(text)) => Some(text.as_str()),
            Some(_) => {
                faults.push(fault(name, "type", "Moet tekst zijn."));
                None
            }
        };
        let [bsn, nummeraanduiding, soort, ingangsdatum] = MEMBERS.map(&mut text);
        let burgerservicenummer = check(bsn, Burgerservicenummer::parse, || {
            faults.push(fault(
                MEMBERS[0],
                "format",
                "Moet negen cijfers zijn die aan de elfproef voldoen.",
            ));
        });
        let nummeraanduiding = check(
            nummeraanduiding,
            |text| is_nummeraanduiding(text).then(|| text.to_owned()),
            || {
                faults.push(fault(
                    MEMBERS[1],
                    "format",
                    "Moet een BAG-nummeraanduiding zijn: 16 cijfers.",
                ));
            },
        );
        let soort = check(soort, Soort::parse, || {
            faults.push(fault(MEMBERS[2], "enum", "Moet bewoner of bezoeker zijn."));
        });
        let ingangsdatum = check(
            ingangsdatum,
            |text| (text.len() == 10).then(|| text.parse().ok()).flatten(),
            || {
                faults.push(fault(
                    MEMBERS[3],
                    "format",
                    "Moet een datum zijn: jjjj-mm-dd.",
                ));
            },
        );
        match (burgerservicenummer, nummeraanduiding, soort, ingangsdatum) {
            (
                Some(burgerservicenummer),
                Some(nummeraanduiding),
                Some(soort),
                Some(ingangsdatum),
            ) if faults.is_empty() => Ok(Self {
                burgerservicenummer,
                nummeraanduiding,
                soort,
                ingangsdatum,
            }),
            _ => Err(faults),
        }
    }
}

fn check<'a, T>(
    text: Option<&'a str>,
    parse: impl Fn(&'a str) -> Option<T>,
    wrong: impl FnOnce(),
) -> Option<T> {
    let parsed = parse(text?);
    if parsed.is_none() {
        wrong();
    }
    parsed
}

fn fault(name: &str, code: &'static str, reason: &'static str) -> InvalidParam {
    InvalidParam {
        name: name.to_owned(),
        code,
        reason,
    }
}

/// An accepted request as it is kept: references, and no copy of what the sources hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Aanvraag {
    /// Given by this register.
    pub id: Uuid,
    /// Reference to the person in the BRP. Kept to recognise a second request; never part of an answer.
    #[serde(skip)]
    pub burgerservicenummer: Burgerservicenummer,
    /// Reference to the address in the BAG.
    pub nummeraanduiding_identificatie: String,
    /// Which permit.
    pub soort: Soort,
    /// First day of the permit.
    pub ingangsdatum: Date,
    /// Moment of acceptance, UTC.
    pub ontvangen_op: Timestamp,
}

/// Why a well-formed request is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weigering {
    /// The BAG does not know the address.
    #[error("Het adres staat niet in de BAG.")]
    AdresOnbekend,
    /// The BRP does not confirm that the person lives there. Unknown, moved, deceased and "lives elsewhere" get
    /// one and the same answer, so that nobody can find out by trying where a person lives.
    #[error("De BRP bevestigt niet dat de aanvrager op dit adres woont.")]
    BewonerNietBevestigd,
}

impl Weigering {
    /// Code in the problem.
    pub fn code(self) -> &'static str {
        match self {
            Self::AdresOnbekend => "adresOnbekend",
            Self::BewonerNietBevestigd => "bewonerNietBevestigd",
        }
    }
}

/// Decides with what the sources say now.
pub fn toets(
    aanvraag: &NieuweAanvraag,
    adres: Option<&Adres>,
    persoon: Option<&Persoon>,
) -> Result<(), Weigering> {
    if adres.is_none() {
        return Err(Weigering::AdresOnbekend);
    }
    let woont_er = persoon.is_some_and(|persoon| {
        !persoon.opgeschort
            && !persoon.verblijft_niet_op_adres
            && persoon.nummeraanduiding.as_deref() == Some(aanvraag.nummeraanduiding.as_str())
    });
    if woont_er {
        Ok(())
    } else {
        Err(Weigering::BewonerNietBevestigd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ADRES: &str = "9001200000000001";

    fn valid() -> Value {
        json!({
            "burgerservicenummer": "999990019",
            "nummeraanduidingIdentificatie": ADRES,
            "soort": "bewoner",
            "ingangsdatum": "2026-02-01"
        })
    }

    fn persoon() -> Persoon {
        Persoon {
            nummeraanduiding: Some(ADRES.to_owned()),
            opgeschort: false,
            verblijft_niet_op_adres: false,
        }
    }

    #[test]
    fn all_faults_of_a_body_are_reported_together() {
        let faults = NieuweAanvraag::parse(&json!({
            "burgerservicenummer": "999990018", "soort": 3, "ingangsdatum": "2026-02-30"
        }))
        .unwrap_err();
        let mut found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.name.as_str(), fault.code))
            .collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [
                ("burgerservicenummer", "format"),
                ("ingangsdatum", "format"),
                ("nummeraanduidingIdentificatie", "required"),
                ("soort", "type"),
            ]
        );
    }

    #[test]
    fn an_unknown_member_is_refused_without_echo() {
        let mut body = valid();
        body["999990019"] = json!(true);
        let faults = NieuweAanvraag::parse(&body).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert!(!format!("{faults:?}").contains("999990019"));
    }

    #[test]
    fn a_burgerservicenummer_must_pass_the_eleven_test() {
        assert!(Burgerservicenummer::parse("999990019").is_some());
        assert!(Burgerservicenummer::parse("999990018").is_none());
        assert!(Burgerservicenummer::parse("000000000").is_none());
        assert!(Burgerservicenummer::parse("99999001").is_none());
    }

    #[test]
    fn who_lives_at_a_known_address_is_accepted() {
        let aanvraag = NieuweAanvraag::parse(&valid()).unwrap();
        assert_eq!(toets(&aanvraag, Some(&Adres), Some(&persoon())), Ok(()));
    }

    #[test]
    fn an_address_the_bag_does_not_know_is_refused() {
        let aanvraag = NieuweAanvraag::parse(&valid()).unwrap();
        assert_eq!(
            toets(&aanvraag, None, Some(&persoon())),
            Err(Weigering::AdresOnbekend)
        );
    }

    #[test]
    fn unknown_moved_and_suspended_persons_get_the_same_refusal() {
        let aanvraag = NieuweAanvraag::parse(&valid()).unwrap();
        let moved = Persoon {
            nummeraanduiding: Some("9001200000000002".to_owned()),
            ..persoon()
        };
        let suspended = Persoon {
            opgeschort: true,
            ..persoon()
        };
        let absent = Persoon {
            verblijft_niet_op_adres: true,
            ..persoon()
        };
        for persoon in [None, Some(moved), Some(suspended), Some(absent)] {
            assert_eq!(
                toets(&aanvraag, Some(&Adres), persoon.as_ref()),
                Err(Weigering::BewonerNietBevestigd)
            );
        }
    }
}
