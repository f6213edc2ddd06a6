//! Searching parcels and apartments: the five categories, and what somebody with a BSN has.

use fieldlab_sim::Problem;
use fieldlab_world::{AdresId, BagId, Bsn, Koz, Postcode, Rsin};
use serde_json::{Map, Value};

use super::bron::{Bron, HOOGSTENS, Zaak};
use super::vraag::Ingang;

/// A designation taken apart.
struct Aanduiding<'t> {
    gemeente: &'t str,
    sectie: &'t str,
    perceelnummer: u32,
    appartementsindex: u16,
}

impl<'t> Aanduiding<'t> {
    /// The pattern of the contract has been checked; a number too large is nothing's.
    fn lees(tekst: &'t str) -> Option<Self> {
        let (begin, laatste) = tekst.rsplit_once(' ')?;
        let index = laatste
            .strip_prefix('A')
            .and_then(|index| index.parse().ok());
        let (perceel, appartementsindex) = match index {
            Some(index) => (begin, index),
            None => (tekst, 0),
        };
        let mut delen = perceel.rsplitn(3, ' ');
        Some(Self {
            perceelnummer: delen.next()?.parse().ok()?,
            sectie: delen.next()?,
            gemeente: delen.next()?,
            appartementsindex,
        })
    }
}

impl<'a> Bron<'a> {
    /// A search.
    ///
    /// # Errors
    /// 400 when more is found than is delivered.
    pub(super) fn zoek(self) -> Result<Map<String, Value>, Problem> {
        let zaken: Vec<Zaak<'a>> = match &self.vraag.ingang {
            Some(Ingang::Aanduiding) => self.op_aanduiding("kadastraleAanduiding"),
            Some(Ingang::AanduidingMetCode) => {
                self.op_aanduiding("kadastraleAanduidingMetGemeentecode")
            }
            Some(Ingang::Persoon) => self.op_persoon(),
            Some(Ingang::Adres) => self.op_adres(),
            Some(Ingang::Nummeraanduiding) => self.op_nummeraanduiding(),
            Some(Ingang::Bsn(bsn)) => self.op_bsn(bsn),
            None => Vec::new(),
        };
        if zaken.len() > HOOGSTENS {
            return Err(self.vraag.te_veel());
        }
        let zonder_gerechtigden =
            matches!(self.vraag.ingang, Some(Ingang::Persoon | Ingang::Bsn(_)));
        let elementen: Vec<Map<String, Value>> = zaken
            .into_iter()
            .map(|zaak| self.zaak_als_json(zaak, &zaak.pad(), !zonder_gerechtigden))
            .collect();
        let mut collectie = self.collectie("kadastraalOnroerendeZaken", Vec::new());
        if !elementen.is_empty() {
            let elementen = elementen.into_iter().map(Value::Object).collect();
            let mut embedded = Map::new();
            embedded.insert(
                "kadastraalOnroerendeZaken".to_owned(),
                Value::Array(elementen),
            );
            collectie.insert("_embedded".to_owned(), Value::Object(embedded));
        }
        Ok(collectie)
    }

    fn met_kozen(self, mut kozen: Vec<Koz>) -> Vec<Zaak<'a>> {
        kozen.dedup();
        kozen.into_iter().map(|koz| self.actueel(koz)).collect()
    }

    fn op_aanduiding(self, parameter: &str) -> Vec<Zaak<'a>> {
        let tekst = self.vraag.parameters.text(parameter).unwrap_or_default();
        let Some(gevraagd) = Aanduiding::lees(tekst) else {
            return Vec::new();
        };
        let met_code = parameter == "kadastraleAanduidingMetGemeentecode";
        let (gemeente, sectie) = (gevraagd.gemeente, gevraagd.sectie);
        let koz = self.view.koz_met_aanduiding(
            gemeente,
            sectie,
            gevraagd.perceelnummer,
            gevraagd.appartementsindex,
        );
        let zaak = match koz {
            Some(koz) => Some(self.actueel(koz)),
            None if gevraagd.appartementsindex == 0 => self
                .view
                .vervallen_perceel_met_aanduiding(gemeente, sectie, gevraagd.perceelnummer)
                .map(Zaak::Vervallen),
            None => None,
        };
        // The world takes name and code alike; here each has a parameter of its own.
        let zaak = zaak.filter(|zaak| {
            let code = match zaak {
                Zaak::Actueel(zaak) => zaak.aanduiding().gemeentecode,
                Zaak::Vervallen(perceel) => perceel.aanduiding().gemeentecode,
            };
            (code == gemeente) == met_code
        });
        let mut zaken: Vec<Zaak<'a>> = zaak.into_iter().collect();
        if self.vraag.inclusief()
            && let Some(zaak) = zaak.and_then(Zaak::actueel)
        {
            let sluimerend = zaak.sluimerend().filter(|koz| *koz != zaak.koz());
            let kozen = sluimerend.into_iter().chain(zaak.appartementsrechten());
            zaken.extend(kozen.map(|koz| self.actueel(koz)));
        }
        zaken
    }

    /// Companies by RSIN, and persons whom only the cadastre knows. Those with a BSN are not found here.
    fn op_persoon(self) -> Vec<Zaak<'a>> {
        let nummer = self
            .vraag
            .parameters
            .text("persoon__identificatie")
            .unwrap_or_default();
        let bedrijf = Rsin::parse(nummer).and_then(|rsin| self.view.bedrijf_met_rsin(rsin));
        if let Some(bedrijf) = bedrijf {
            let kozen = self.view.kozen_van_bedrijf(bedrijf);
            return self.met_kozen(kozen.take(HOOGSTENS + 1).collect());
        }
        let persoon = nummer
            .parse()
            .ok()
            .and_then(|nummer| self.view.kadasterpersoon_met_identificatie(nummer));
        persoon.map_or_else(Vec::new, |persoon| {
            self.met_kozen(self.view.kozen_van_kadasterpersoon(persoon))
        })
    }

    fn op_adres(self) -> Vec<Zaak<'a>> {
        let vraag = &self.vraag.parameters;
        let tekst = |name| vraag.text(name).unwrap_or_default();
        let Some(postcode) = Postcode::parse(tekst("postcode")) else {
            return Vec::new();
        };
        let huisnummer = vraag.integer("huisnummer");
        let (letter, toevoeging) = (tekst("huisletter"), tekst("huisnummertoevoeging"));
        let past = |id: &AdresId| {
            let adres = self.view.adres(*id);
            let zelfde = |gevraagd: &str, hier: &str| {
                gevraagd.is_empty() || gevraagd.eq_ignore_ascii_case(hier)
            };
            huisnummer.is_none_or(|nummer| nummer == i64::from(adres.huisnummer()))
                && zelfde(letter, &adres.huisletter())
                && zelfde(toevoeging, &adres.huisnummertoevoeging())
        };
        let adressen = self.view.places().adressen_in_postcode(postcode);
        self.op_adressen(adressen.filter(past))
    }

    fn op_nummeraanduiding(self) -> Vec<Zaak<'a>> {
        let nummer = self.vraag.parameters.text("nummeraanduidingIdentificatie");
        let adres = nummer
            .and_then(BagId::parse)
            .and_then(|id| self.view.adres_met_nummeraanduiding(id));
        self.op_adressen(adres.into_iter())
    }

    /// What addresses stand on; an address that was withdrawn is nobody's any more.
    fn op_adressen(self, adressen: impl Iterator<Item = AdresId>) -> Vec<Zaak<'a>> {
        let mut kozen: Vec<Koz> = adressen
            .filter(|id| !self.view.adres(*id).is_ingetrokken())
            .flat_map(|id| self.view.kozen_van(id))
            .collect();
        kozen.sort_unstable();
        self.met_kozen(kozen)
    }

    fn op_bsn(self, bsn: &str) -> Vec<Zaak<'a>> {
        let persoon = Bsn::parse(bsn).and_then(|bsn| self.view.persoon_met_bsn(bsn));
        persoon.map_or_else(Vec::new, |persoon| {
            self.met_kozen(self.view.kozen_van_persoon(persoon))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_designation_is_read_from_the_end() {
        for (tekst, delen) in [
            ("Waterlinge A 12", ("Waterlinge", "A", 12, 0)),
            ("'s Gravenhage C 1277 A3", ("'s Gravenhage", "C", 1277, 3)),
            ("A A A 1 A9999", ("A A", "A", 1, 9999)),
            ("Oude Wetering AB 99999", ("Oude Wetering", "AB", 99_999, 0)),
        ] {
            let gelezen = Aanduiding::lees(tekst).unwrap();
            let hier = (
                gelezen.gemeente,
                gelezen.sectie,
                gelezen.perceelnummer,
                gelezen.appartementsindex,
            );
            assert_eq!(hier, delen, "{tekst}");
        }
        assert!(Aanduiding::lees("Waterlinge A").is_none());
        assert!(Aanduiding::lees("").is_none());
    }
}
