//! One call's way to the world, and how resources and collections are put together.

use fieldlab_sim::Problem;
use fieldlab_world::{
    GbaDatum, KadasterPersoon, Koz, OnroerendeZaak, Partij, PersonId, VervallenPerceel, View,
};
use serde_json::{Map, Value, json};

use super::links::Links;
use super::namen;
use super::vraag::Vraag;

/// So many results are delivered, and no more.
pub(super) const HOOGSTENS: usize = 200;

/// What a call reads from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bron<'a> {
    pub(super) view: View<'a>,
    pub(super) vraag: &'a Vraag<'a>,
}

/// A parcel or apartment right, or a parcel that is no more.
#[derive(Clone, Copy, Debug)]
pub(super) enum Zaak<'w> {
    Actueel(OnroerendeZaak<'w>),
    Vervallen(VervallenPerceel<'w>),
}

impl<'w> Zaak<'w> {
    pub(super) fn identificatie(self) -> String {
        match self {
            Self::Actueel(zaak) => zaak.identificatie(),
            Self::Vervallen(perceel) => perceel.identificatie(),
        }
    }

    /// Path of its own.
    pub(super) fn pad(self) -> String {
        format!("/kadastraalonroerendezaken/{}", self.identificatie())
    }

    /// What is still there; of what lapsed nothing rests on it any more.
    pub(super) fn actueel(self) -> Option<OnroerendeZaak<'w>> {
        match self {
            Self::Actueel(zaak) => Some(zaak),
            Self::Vervallen(_) => None,
        }
    }
}

impl<'a> Bron<'a> {
    pub(super) fn actueel(self, koz: Koz) -> Zaak<'a> {
        Zaak::Actueel(self.view.onroerende_zaak(koz))
    }

    /// What has this number.
    pub(super) fn met_identificatie(self, identificatie: &str) -> Option<Zaak<'a>> {
        let koz = self.view.koz_met_identificatie(identificatie);
        koz.map(|koz| self.actueel(koz)).or_else(|| {
            let vervallen = self.view.vervallen_perceel_met_identificatie(identificatie);
            vervallen.map(Zaak::Vervallen)
        })
    }

    /// What the path names.
    ///
    /// # Errors
    /// 404 when there is no such thing.
    pub(super) fn van_pad(self) -> Result<Zaak<'a>, Problem> {
        self.met_identificatie(self.vraag.pad("kadastraalOnroerendeZaakIdentificatie"))
            .ok_or_else(|| self.vraag.niet_gevonden())
    }

    /// What `fields` leaves of a resource.
    pub(super) fn snoei(self, resource: Map<String, Value>) -> Map<String, Value> {
        match &self.vraag.velden {
            Some(keuze) => keuze.van(resource),
            None => resource,
        }
    }

    /// A collection: each element with what `fields` leaves of it. Without elements `_embedded` is empty.
    pub(super) fn collectie(
        self,
        name: &str,
        elementen: impl IntoIterator<Item = Map<String, Value>>,
    ) -> Map<String, Value> {
        let elementen: Vec<Value> = elementen
            .into_iter()
            .map(|element| Value::Object(self.snoei(element)))
            .collect();
        let mut embedded = Map::new();
        if !elementen.is_empty() {
            embedded.insert(name.to_owned(), Value::Array(elementen));
        }
        let mut collectie = Map::new();
        let links = Links::met_zelf(self.vraag.instance());
        collectie.insert("_links".to_owned(), links.klaar());
        collectie.insert("_embedded".to_owned(), Value::Object(embedded));
        collectie
    }

    /// Who a party is, as it stands with a right: number, description and sort.
    pub(super) fn partij(self, partij: Partij) -> Value {
        match partij {
            Partij::Persoon(id) => self.ingeschrevene(id),
            Partij::Bedrijf(id) => {
                let bedrijf = self.view.bedrijf(id);
                let rsin = bedrijf.rsin().map(|rsin| rsin.to_string());
                json!({
                    "identificatie": rsin.unwrap_or_default(),
                    "omschrijving": bedrijf.naam(),
                    "type": "ingeschreven_niet_natuurlijk_persoon",
                })
            }
            Partij::Kadaster(id) => {
                let (omschrijving, soort) = match self.view.kadasterpersoon(id) {
                    KadasterPersoon::Natuurlijk(persoon) => {
                        (namen::voluit(&persoon.naam), "kadaster_natuurlijk_persoon")
                    }
                    KadasterPersoon::NietNatuurlijk(organisatie) => {
                        (organisatie.naam, "kadaster_niet_natuurlijk_persoon")
                    }
                };
                json!({
                    "identificatie": id.identificatie().to_string(),
                    "omschrijving": omschrijving,
                    "type": soort,
                })
            }
        }
    }

    /// Somebody in the BRP.
    pub(super) fn ingeschrevene(self, id: PersonId) -> Value {
        let persoon = self.view.persoon(id);
        json!({
            "identificatie": persoon.burgerservicenummer().to_string(),
            "omschrijving": namen::voluit(&persoon.naam()),
            "type": "ingeschreven_natuurlijk_persoon",
        })
    }
}

/// Where a kadasterpersoon is served; the BRP and the trade register serve the others.
pub(super) fn pad_van(partij: Partij) -> Option<String> {
    let Partij::Kadaster(id) = partij else {
        return None;
    };
    let collectie = if id.is_natuurlijk() {
        "kadasternatuurlijkpersonen"
    } else {
        "kadasternietnatuurlijkpersonen"
    };
    Some(format!("/{collectie}/{}", id.identificatie()))
}

/// A day, when it is known in full.
pub(super) fn dag(datum: GbaDatum) -> Option<Value> {
    datum.date().map(|date| Value::from(date.to_string()))
}

/// A sum in euros.
pub(super) fn bedrag(som: u32) -> Value {
    json!({"som": som, "valuta": {"code": "EUR", "waarde": "Euro"}})
}
