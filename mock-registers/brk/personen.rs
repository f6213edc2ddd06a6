//! Persons whom only the cadastre knows: found by words that begin their names, and shown.

use fieldlab_sim::Problem;
use fieldlab_world::{
    GbaDatum, Geslacht, KadasterNatuurlijkPersoon, KadasterNietNatuurlijkPersoon, KadasterPersoon,
    KadasterPersoonId, Naam, Overlay, Partij, Plaats, View, World, tables,
};
use serde_json::{Map, Value, json};

use super::bron::{Bron, HOOGSTENS, pad_van};
use super::links::{Links, zet_lijst};
use super::namen::{self, voluit};
use super::{lijst, lijsten};

type Resource = Map<String, Value>;

/// The words of everybody's name. Teams change nobody of these, so one list serves them all.
#[derive(Debug)]
pub(super) struct Namenlijst {
    natuurlijk: Woorden,
    niet_natuurlijk: Woorden,
}

/// Words in order, each with whose it is.
#[derive(Debug)]
struct Woorden(Vec<(Box<str>, KadasterPersoonId)>);

impl Namenlijst {
    pub(super) fn van(world: &World) -> Self {
        let overlay = Overlay::default();
        let view = View::new(world, &overlay);
        Self {
            natuurlijk: Woorden::van(view, view.kadaster_natuurlijk_personen().into_iter()),
            niet_natuurlijk: Woorden::van(view, view.kadaster_niet_natuurlijk_personen()),
        }
    }
}

impl Woorden {
    fn van(view: View<'_>, wie: impl Iterator<Item = KadasterPersoonId>) -> Self {
        let mut woorden: Vec<(Box<str>, KadasterPersoonId)> = wie
            .flat_map(|id| {
                let tekst = zoektekst(&view.kadasterpersoon(id));
                let woorden: Vec<Box<str>> = in_woorden(&tekst).map(Box::from).collect();
                woorden.into_iter().map(move |woord| (woord, id))
            })
            .collect();
        woorden.sort_unstable();
        woorden.dedup();
        Self(woorden)
    }

    /// Everybody of whom a word begins so, in order.
    fn die_beginnen_met(&self, begin: &str) -> Vec<KadasterPersoonId> {
        let van = self.0.partition_point(|(woord, _)| woord.as_ref() < begin);
        let mut gevonden: Vec<KadasterPersoonId> = self.0[van..]
            .iter()
            .take_while(|(woord, _)| woord.starts_with(begin))
            .map(|(_, id)| *id)
            .collect();
        gevonden.sort_unstable();
        gevonden.dedup();
        gevonden
    }
}

/// The words of a text in lower case.
fn in_woorden(tekst: &str) -> impl Iterator<Item = &str> {
    tekst
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '.' | '\'')))
        .filter(|woord| !woord.is_empty())
}

/// By what a person is found: names, or name and seat.
fn zoektekst(persoon: &KadasterPersoon) -> String {
    match persoon {
        KadasterPersoon::Natuurlijk(persoon) => voluit(&persoon.naam),
        KadasterPersoon::NietNatuurlijk(persoon) => format!("{} {}", persoon.naam, persoon.zetel),
    }
    .to_lowercase()
}

/// A full date, as one writes it in a question.
fn is_datum(woord: &str) -> bool {
    let delen: Vec<&str> = woord.split('-').collect();
    let cijfers = |deel: &str| deel.bytes().all(|b| b.is_ascii_digit());
    matches!(delen.as_slice(), [jaar, maand, dag]
        if (jaar.len(), maand.len(), dag.len()) == (4, 2, 2)
            && cijfers(jaar) && cijfers(maand) && cijfers(dag))
}

impl Bron<'_> {
    /// Human beings by `q`.
    ///
    /// # Errors
    /// 400 when more are found than are delivered.
    pub(super) fn natuurlijk_personen(self, namen: &Namenlijst) -> Result<Resource, Problem> {
        self.zoek_personen(&namen.natuurlijk, "kadasterNatuurlijkPersonen")
    }

    /// Organisations by `q`.
    ///
    /// # Errors
    /// 400 when more are found than are delivered.
    pub(super) fn niet_natuurlijk_personen(self, namen: &Namenlijst) -> Result<Resource, Problem> {
        self.zoek_personen(&namen.niet_natuurlijk, "kadasterNietNatuurlijkPersonen")
    }

    fn zoek_personen(self, woorden: &Woorden, name: &str) -> Result<Resource, Problem> {
        let vraag = self.vraag.parameters.text("q").unwrap_or_default();
        let gevonden = self.wie(woorden, &vraag.to_lowercase());
        if gevonden.len() > HOOGSTENS {
            return Err(self.vraag.te_veel());
        }
        let elementen = gevonden.into_iter().map(|id| {
            let zelf = pad_van(Partij::Kadaster(id)).unwrap_or_default();
            self.persoon_als_json(id, &zelf)
        });
        Ok(self.collectie(name, elementen))
    }

    /// Everybody whom all words fit.
    fn wie(self, woorden: &Woorden, vraag: &str) -> Vec<KadasterPersoonId> {
        let gevraagd: Vec<&str> = in_woorden(vraag).collect();
        let (data, namen): (Vec<&str>, Vec<&str>) =
            gevraagd.into_iter().partition(|woord| is_datum(woord));
        let mut gevonden: Option<Vec<KadasterPersoonId>> = None;
        for naam in namen {
            let deze = woorden.die_beginnen_met(naam);
            gevonden = Some(match gevonden {
                None => deze,
                Some(eerder) => eerder
                    .into_iter()
                    .filter(|id| deze.binary_search(id).is_ok())
                    .collect(),
            });
        }
        // A date alone: everybody is looked at.
        let mut gevonden = match gevonden {
            Some(gevonden) => gevonden,
            None if data.is_empty() => Vec::new(),
            None => woorden.die_beginnen_met(""),
        };
        gevonden.retain(|id| {
            data.is_empty() || {
                let KadasterPersoon::Natuurlijk(persoon) = self.view.kadasterpersoon(*id) else {
                    return false;
                };
                let geboren = persoon.geboortedatum.date();
                geboren.is_some_and(|geboren| data.iter().all(|dag| *dag == geboren.to_string()))
            }
        });
        gevonden
    }

    /// One person of that sort.
    ///
    /// # Errors
    /// 404 when there is none with that number.
    pub(super) fn persoon(self, natuurlijk: bool) -> Result<Resource, Problem> {
        let nummer = self.vraag.pad(if natuurlijk {
            "kadasterNatuurlijkPersoonIdentificatie"
        } else {
            "kadasterNietNatuurlijkPersoonIdentificatie"
        });
        let id = nummer
            .parse()
            .ok()
            .filter(|gelezen: &u64| gelezen.to_string() == nummer)
            .and_then(|gelezen| self.view.kadasterpersoon_met_identificatie(gelezen))
            .filter(|id| id.is_natuurlijk() == natuurlijk)
            .ok_or_else(|| self.vraag.niet_gevonden())?;
        Ok(self.snoei(self.persoon_als_json(id, &self.vraag.instance())))
    }

    fn persoon_als_json(self, id: KadasterPersoonId, zelf: &str) -> Resource {
        let persoon = self.view.kadasterpersoon(id);
        let omschrijving = match &persoon {
            KadasterPersoon::Natuurlijk(persoon) => voluit(&persoon.naam),
            KadasterPersoon::NietNatuurlijk(persoon) => persoon.naam.clone(),
        };
        let mut json = Map::new();
        let nummer = id.identificatie().to_string();
        json.insert("identificatie".to_owned(), nummer.into());
        json.insert("omschrijving".to_owned(), omschrijving.into());
        json.insert("domein".to_owned(), "NL.IMKAD.Persoon".into());
        match &persoon {
            KadasterPersoon::Natuurlijk(persoon) => natuurlijk_als_json(persoon, &mut json),
            KadasterPersoon::NietNatuurlijk(persoon) => {
                niet_natuurlijk_als_json(persoon, &mut json);
            }
        }
        let mut links = Links::met_zelf(zelf);
        let kozen = self.view.kozen_van_kadasterpersoon(id).into_iter();
        let zaken = kozen.map(|koz| self.view.onroerende_zaak(koz).identificatie());
        let name = "kadastraalOnroerendeZaakIdentificaties";
        if zet_lijst(&mut json, name, zaken) {
            let href = format!("/kadastraalonroerendezaken/{{{name}}}");
            links.zet_sjablonen("kadastraalOnroerendeZaken", vec![href]);
        }
        json.insert("_links".to_owned(), links.klaar());
        json
    }
}

fn natuurlijk_als_json(persoon: &KadasterNatuurlijkPersoon, json: &mut Resource) {
    let mut zet = |name: &str, value: Value| {
        json.insert(name.to_owned(), value);
    };
    if let Some((code, regels)) = persoon.adres {
        zet("woonadres", adres(code, regels));
        zet("landWaarnaarVertrokken", land(code));
    }
    let geslacht = match persoon.geslacht {
        Geslacht::Man => "man",
        Geslacht::Vrouw => "vrouw",
        Geslacht::Onbekend => "onbekend",
    };
    zet("geslachtsaanduiding", geslacht.into());
    if let Some(partner) = &persoon.partner {
        let naam = Value::Object(naam(partner));
        zet("heeftPartnerschap", json!([{"naam": naam}]));
    }
    let vormen = namen::vormen(
        &persoon.naam,
        persoon.geslacht,
        persoon.naamgebruik,
        persoon.partner.as_ref(),
    );
    let mut groep = naam(&persoon.naam);
    for (name, tekst) in [
        ("aanschrijfwijze", vormen.aanschrijfwijze),
        ("aanhef", vormen.aanhef),
        ("gebruikInLopendeTekst", vormen.lopende_tekst),
    ] {
        groep.insert(name.to_owned(), tekst.into());
    }
    zet("naam", Value::Object(groep));
    let mut groep = Map::new();
    let plaats = match &persoon.geboorteplaats {
        Plaats::Gemeente(code) => tables::gemeente(code.number()).map(str::to_owned),
        Plaats::Buitenland(naam) => Some(naam.clone().into_owned()),
        Plaats::Onbekend => None,
    };
    groep.extend(plaats.map(|plaats| ("plaats".to_owned(), plaats.into())));
    groep.extend(datum(persoon.geboortedatum));
    groep.insert("land".to_owned(), land(persoon.geboorteland));
    zet("geboorte", Value::Object(groep));
    if let Some(overlijden) = persoon.overlijden {
        let groep: Map<String, Value> = datum(overlijden).into_iter().collect();
        zet("overlijden", Value::Object(groep));
    }
}

fn niet_natuurlijk_als_json(persoon: &KadasterNietNatuurlijkPersoon, json: &mut Resource) {
    let mut zet = |name: &str, value: Value| {
        json.insert(name.to_owned(), value);
    };
    if let Some((code, regels)) = persoon.adres {
        zet("woonadres", adres(code, regels));
    }
    zet("statutaireNaam", persoon.naam.as_str().into());
    zet("statutaireZetel", persoon.zetel.as_str().into());
    if let Some(vorm) = persoon.rechtsvorm {
        let (code, waarde) = lijsten::rechtsvorm(vorm);
        zet("rechtsvorm", lijst(code, waarde));
    }
}

fn naam(naam: &Naam) -> Map<String, Value> {
    [
        ("geslachtsnaam", &naam.geslachtsnaam),
        ("voornamen", &naam.voornamen),
        ("voorvoegsel", &naam.voorvoegsel),
    ]
    .into_iter()
    .filter(|(_, tekst)| !tekst.is_empty())
    .map(|(name, tekst)| (name.to_owned(), tekst.as_ref().into()))
    .collect()
}

fn land(code: u16) -> Value {
    lijst(
        &format!("{code:04}"),
        tables::land(code).unwrap_or_default(),
    )
}

/// Three lines abroad.
fn adres(code: u16, regels: [&str; 3]) -> Value {
    let mut groep = Map::new();
    for (nth, regel) in (1..).zip(regels) {
        if !regel.is_empty() {
            groep.insert(format!("adresregel{nth}"), regel.into());
        }
    }
    groep.insert("land".to_owned(), land(code));
    Value::Object(groep)
}

/// A date as far as it is known.
fn datum(datum: GbaDatum) -> Option<(String, Value)> {
    let mut groep = Map::new();
    if let Some(date) = datum.date() {
        groep.insert("datum".to_owned(), date.to_string().into());
    }
    for (name, deel) in [
        ("jaar", u32::from(datum.year())),
        ("maand", datum.month().into()),
        ("dag", datum.day().into()),
    ] {
        if deel > 0 {
            groep.insert(name.to_owned(), deel.into());
        }
    }
    (!groep.is_empty()).then(|| ("datum".to_owned(), Value::Object(groep)))
}
