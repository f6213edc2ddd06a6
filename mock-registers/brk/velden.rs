//! `fields` and `expand`: which names exist, what they mean, and what is left of a resource.
//!
//! Which names exist is read from the contract itself, so that the two cannot disagree.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::fouten::Onjuist;

/// The names that a resource of the contract has: paths with dots, groups as well as single fields.
#[derive(Clone, Debug, Default)]
pub(super) struct Schema {
    paden: Vec<String>,
}

/// The resources, by the name of their schema in the contract.
#[derive(Debug, Default)]
pub(super) struct Schemas(BTreeMap<&'static str, Schema>);

/// Resources: name of the schema, and the fields that are there whatever is asked.
pub(super) const KOZ: &str = "KadastraalOnroerendeZaakHal";
pub(super) const GERECHTIGDE: &str = "ZakelijkGerechtigdeHal";
pub(super) const HYPOTHEEK: &str = "HypotheekHal";
pub(super) const BESLAG: &str = "BeslagHal";
pub(super) const PRIVAAT: &str = "PrivaatrechtelijkeBeperkingHal";
pub(super) const PUBLIEK: &str = "PubliekrechtelijkeBeperkingHal";
pub(super) const NATUURLIJK: &str = "KadasterNatuurlijkPersoonHal";
pub(super) const NIET_NATUURLIJK: &str = "KadasterNietNatuurlijkPersoonHal";
pub(super) const STUK: &str = "StukHal";
pub(super) const STUKDEEL: &str = "StukdeelHal";

const ALLE: [&str; 10] = [
    KOZ,
    GERECHTIGDE,
    HYPOTHEEK,
    BESLAG,
    PRIVAAT,
    PUBLIEK,
    NATUURLIJK,
    NIET_NATUURLIJK,
    STUK,
    STUKDEEL,
];

const LINKS: &str = "_links";
/// What is delivered together or not at all.
const KOOPSOM: [&str; 4] = [
    "koopsom.koopsom",
    "koopsom.koopjaar",
    "aardCultuurBebouwd",
    "aardCultuurOnbebouwd",
];

impl Schemas {
    /// Reads them from the contract as JSON.
    pub(super) fn lees(document: &[u8]) -> Self {
        let document: Value = serde_json::from_slice(document).unwrap_or_default();
        let schemas = ALLE.into_iter().map(|name| {
            let mut schema = Schema::default();
            let start = &document["components"]["schemas"][name];
            schema.verzamel(&document, start, "", 0);
            (name, schema)
        });
        Self(schemas.collect())
    }

    /// The names of a resource.
    pub(super) fn van(&self, name: &str) -> &Schema {
        const GEEN: &Schema = &Schema { paden: Vec::new() };
        self.0.get(name).unwrap_or(GEEN)
    }
}

impl Schema {
    fn verzamel(&mut self, document: &Value, schema: &Value, voor: &str, diepte: usize) {
        if diepte > 8 {
            return;
        }
        if let Some(naar) = schema["$ref"].as_str() {
            let naar = naar.trim_start_matches('#');
            if let Some(schema) = document.pointer(naar) {
                self.verzamel(document, schema, voor, diepte + 1);
            }
            return;
        }
        if schema.get("items").is_some() {
            self.verzamel(document, &schema["items"], voor, diepte + 1);
        }
        for (name, lid) in schema["properties"].as_object().into_iter().flatten() {
            if name == "_embedded" {
                continue;
            }
            let pad = if voor.is_empty() {
                name.clone()
            } else {
                format!("{voor}.{name}")
            };
            self.paden.push(pad.clone());
            self.verzamel(document, lid, &pad, diepte + 1);
        }
    }

    /// What a name means: a whole path, or the last part of one path only. Otherwise what it could
    /// mean, possibly nothing.
    fn zoek(&self, naam: &str) -> Result<&str, Vec<&str>> {
        if let Some(pad) = self.paden.iter().find(|pad| *pad == naam) {
            return Ok(pad);
        }
        let eindigt = |pad: &&String| {
            pad.strip_suffix(naam)
                .is_some_and(|voor| voor.ends_with('.'))
        };
        let alle: Vec<&str> = self
            .paden
            .iter()
            .filter(eindigt)
            .map(String::as_str)
            .collect();
        // A link only when no property is called so.
        let (links, velden): (Vec<&str>, Vec<&str>) =
            alle.into_iter().partition(|pad| pad.starts_with(LINKS));
        let kandidaten = if velden.is_empty() { links } else { velden };
        match kandidaten.as_slice() {
            [een] if !naam.is_empty() => Ok(een),
            _ => Err(kandidaten),
        }
    }

    /// Reads a comma list of names.
    pub(super) fn kies(
        &self,
        parameter: &'static str,
        tekst: &str,
        onjuist: &mut Vec<Onjuist>,
    ) -> Keuze {
        let mut keuze = Keuze::default();
        for naam in tekst.split(',') {
            self.kies_een(parameter, naam, naam, &mut keuze, onjuist);
        }
        keuze
    }

    fn kies_een(
        &self,
        parameter: &'static str,
        naam: &str,
        geschreven: &str,
        keuze: &mut Keuze,
        onjuist: &mut Vec<Onjuist>,
    ) {
        match self.zoek(naam) {
            Ok(pad) => keuze.paden.push(pad.to_owned()),
            Err(kandidaten) if kandidaten.is_empty() => {
                onjuist.push(Onjuist::deel(parameter, geschreven));
            }
            Err(kandidaten) => {
                let eerste = &kandidaten[..kandidaten.len().min(3)];
                let keus = format!("{geschreven} ({})", eerste.join(", "));
                onjuist.push(Onjuist::deel(parameter, &keus));
            }
        }
    }
}

/// The paths that somebody asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keuze {
    paden: Vec<String>,
}

impl Keuze {
    /// Adds fields that are always there.
    pub(super) fn altijd(mut self, velden: &[&str]) -> Self {
        self.paden
            .extend(velden.iter().map(|&veld| veld.to_owned()));
        self
    }

    /// Who asks for one of price, year and use gets all three.
    pub(super) fn met_koopsomregel(mut self) -> Self {
        let raakt = |pad: &String| {
            pad == "koopsom"
                || KOOPSOM.iter().any(|veld| {
                    pad == veld
                        || pad
                            .strip_prefix(veld)
                            .is_some_and(|rest| rest.starts_with('.'))
                })
        };
        if self.paden.iter().any(raakt) {
            self.paden.extend(KOOPSOM.map(str::to_owned));
        }
        self
    }

    /// What is left of a resource.
    pub(super) fn van(&self, resource: Map<String, Value>) -> Map<String, Value> {
        let paden: Vec<&str> = self.paden.iter().map(String::as_str).collect();
        snoei(resource, &paden)
    }
}

fn snoei(leden: Map<String, Value>, paden: &[&str]) -> Map<String, Value> {
    leden
        .into_iter()
        .filter_map(|(name, value)| {
            if paden.contains(&name.as_str()) {
                return Some((name, value));
            }
            let dieper: Vec<&str> = paden
                .iter()
                .filter_map(|pad| pad.strip_prefix(name.as_str())?.strip_prefix('.'))
                .collect();
            if dieper.is_empty() {
                return None;
            }
            Some((name, snoei_waarde(value, &dieper)?))
        })
        .collect()
}

fn snoei_waarde(value: Value, paden: &[&str]) -> Option<Value> {
    match value {
        Value::Object(leden) => {
            let leden = snoei(leden, paden);
            (!leden.is_empty()).then_some(Value::Object(leden))
        }
        Value::Array(leden) => {
            let leden: Vec<Value> = leden
                .into_iter()
                .filter_map(|lid| snoei_waarde(lid, paden))
                .collect();
            (!leden.is_empty()).then_some(Value::Array(leden))
        }
        _ => None,
    }
}

/// Price, year and use are delivered together or not at all.
pub(super) fn houd_aan_koopsomregel(zaak: &mut Map<String, Value>) {
    let koopsom = zaak.get("koopsom");
    let bekend = koopsom.is_some_and(|koopsom| {
        koopsom.get("koopsom").is_some() && koopsom.get("koopjaar").is_some()
    }) && (zaak.contains_key("aardCultuurBebouwd")
        || zaak.contains_key("aardCultuurOnbebouwd"));
    if bekend {
        return;
    }
    zaak.shift_remove("aardCultuurBebouwd");
    zaak.shift_remove("aardCultuurOnbebouwd");
    if let Some(Value::Object(koopsom)) = zaak.get_mut("koopsom") {
        koopsom.shift_remove("koopsom");
        koopsom.shift_remove("koopjaar");
        if koopsom.is_empty() {
            zaak.shift_remove("koopsom");
        }
    }
}

/// What to embed: each resource by the name under which it stands, with the choice of its fields.
#[derive(Clone, Debug, Default)]
pub(super) struct Expand(Vec<(&'static str, Option<Keuze>)>);

impl Expand {
    /// Reads a comma list of resources and their fields; `mogelijk` are the names that are possible
    /// here, with their schemas.
    pub(super) fn lees(
        tekst: &str,
        mogelijk: &[(&'static str, &'static str)],
        schemas: &Schemas,
        onjuist: &mut Vec<Onjuist>,
    ) -> Self {
        let mut gekozen: Vec<(&'static str, Option<Keuze>)> = Vec::new();
        for deel in tekst.split(',') {
            let (resource, veld) = match deel.split_once('.') {
                Some((resource, veld)) => (resource, Some(veld)),
                None => (deel, None),
            };
            let Some(&(name, schema)) = mogelijk.iter().find(|(name, _)| *name == resource) else {
                onjuist.push(Onjuist::deel("expand", deel));
                continue;
            };
            let at = gekozen.iter().position(|(known, _)| *known == name);
            let at = at.unwrap_or_else(|| {
                gekozen.push((name, Some(Keuze::default())));
                gekozen.len() - 1
            });
            match (veld, &mut gekozen[at].1) {
                (Some(veld), Some(keuze)) => {
                    let schema = schemas.van(schema);
                    schema.kies_een("expand", veld, deel, keuze, onjuist);
                }
                // The whole resource: single fields add nothing.
                (None, keuze) => *keuze = None,
                (Some(_), None) => {}
            }
        }
        Self(gekozen)
    }

    /// What to embed of this, if it is to be embedded: `None` inside is all of it.
    pub(super) fn van(&self, name: &str) -> Option<&Option<Keuze>> {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, keuze)| keuze)
    }

    /// Whether nothing is to be embedded.
    pub(super) fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }
}

/// What `expand` leaves of an embedded resource: the fields asked for and the link to itself.
pub(super) fn ingebed(keuze: &Option<Keuze>, resource: Map<String, Value>) -> Value {
    Value::Object(match keuze {
        None => resource,
        Some(keuze) => keuze.clone().altijd(&["_links.self"]).van(resource),
    })
}
