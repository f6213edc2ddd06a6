//! Sales of parcels, companies that begin, end and move, and dwellings that are split, as they stand in
//! a ledger.
//!
//! A party is named by BSN (nine digits) or KVK number (eight).

use fieldlab_world::{
    Aandeel, BagId, BedrijfId, BedrijfStart as StartInWereld, EventError, Koz, KvkNummer, Partij,
    Rechtsvorm, Sbi, Splitsing as SplitsingInWereld, Verkoop as VerkoopInWereld, View,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::MutationError;
use crate::world_events::{Outcome, find, find_address, unknown};

/// A right on a parcel or an apartment is sold: the lease where there is one, or else the ownership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Verkoop {
    /// Its number of fourteen (in a large world fifteen) digits, or the sixteen of a nummeraanduiding
    /// that stands on it.
    pub onroerende_zaak: String,
    /// Who sell all they have of it; without it everybody who has a share.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verkopers: Vec<String>,
    /// Who buy.
    pub kopers: Vec<Koper>,
    /// Whole euros.
    pub koopsom: u32,
    /// A new mortgage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hypotheek: Option<Hypotheek>,
    /// The day of the deed.
    pub datum: Date,
}

/// Somebody who buys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Koper {
    /// BSN or KVK number.
    pub wie: String,
    /// The share of what is sold, `1/2`; without it all buyers have as much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aandeel: Option<String>,
}

/// A new mortgage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hypotheek {
    /// Whole euros.
    pub bedrag: u32,
    /// KVK number of the lender; without it a bank of the world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub houder: Option<String>,
}

/// A company begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct BedrijfStart {
    /// The legal form.
    pub rechtsvorm: Vormkeuze,
    /// The trade name.
    pub naam: String,
    /// BSNs and KVK numbers of those who own and run it.
    pub eigenaren: Vec<String>,
    /// Identificatie of the nummeraanduiding where it is.
    pub adres: String,
    /// What it does: codes of four digits, the main activity first.
    pub sbi: Vec<String>,
    /// People who work there; without it as many as there are owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub werkzame_personen: Option<u32>,
    /// The first day.
    pub datum: Date,
}

/// Legal forms that somebody can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Vormkeuze {
    Eenmanszaak,
    Maatschap,
    Vof,
    Bv,
}

/// A company ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BedrijfStop {
    /// KVK number.
    pub bedrijf: String,
    /// The last day.
    pub datum: Date,
}

/// A company moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BedrijfVerhuist {
    /// KVK number.
    pub bedrijf: String,
    /// Identificatie of the nummeraanduiding it moves to.
    pub naar: String,
    /// The day it is there.
    pub datum: Date,
}

/// A dwelling is split: part of it becomes a unit with an address of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Splitsing {
    /// Identificatie of the nummeraanduiding of what is split.
    pub adres: String,
    /// Letter of the new address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub huisletter: String,
    /// Addition of the new address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub huisnummertoevoeging: String,
    /// Floor area of the new unit in whole square metres; the other keeps what is left.
    pub oppervlakte: u32,
    /// The first day.
    pub datum: Date,
}

impl Splitsing {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let splitsing = SplitsingInWereld {
            van: find_address(view, &self.adres)?,
            huisletter: &self.huisletter,
            huisnummertoevoeging: &self.huisnummertoevoeging,
            oppervlakte: self.oppervlakte,
            datum: self.datum,
        };
        Ok(view.splitsing(&splitsing, vandaag)?)
    }
}

impl Verkoop {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let even = Aandeel {
            teller: 1,
            noemer: u32::try_from(self.kopers.len()).unwrap_or(u32::MAX),
        };
        let kopers = self
            .kopers
            .iter()
            .map(|koper| {
                let aandeel = match &koper.aandeel {
                    None => even,
                    Some(text) => share(text).ok_or(EventError::Shares)?,
                };
                Ok((party(view, &koper.wie)?, aandeel))
            })
            .collect::<Result<Vec<_>, MutationError>>()?;
        let verkopers = parties(view, &self.verkopers)?;
        let hypotheek = match &self.hypotheek {
            None => None,
            Some(Hypotheek { bedrag, houder }) => {
                let houder = houder.as_deref().map(|kvk| company(view, kvk));
                Some((*bedrag, houder.transpose()?))
            }
        };
        let verkoop = VerkoopInWereld {
            koz: parcel(view, &self.onroerende_zaak)?,
            verkopers: &verkopers,
            kopers: &kopers,
            koopsom: self.koopsom,
            hypotheek,
            datum: self.datum,
        };
        Ok(view.verkoop(&verkoop, vandaag)?)
    }
}

impl BedrijfStart {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let eigenaren = parties(view, &self.eigenaren)?;
        let sbi = self
            .sbi
            .iter()
            .map(|code| Sbi::parse(code).ok_or_else(|| unknown("activity (SBI)", code)))
            .collect::<Result<Vec<_>, _>>()?;
        let start = StartInWereld {
            rechtsvorm: match self.rechtsvorm {
                Vormkeuze::Eenmanszaak => Rechtsvorm::Eenmanszaak,
                Vormkeuze::Maatschap => Rechtsvorm::Maatschap,
                Vormkeuze::Vof => Rechtsvorm::VennootschapOnderFirma,
                Vormkeuze::Bv => Rechtsvorm::BeslotenVennootschap,
            },
            naam: &self.naam,
            eigenaren: &eigenaren,
            adres: find_address(view, &self.adres)?,
            sbi: &sbi,
            werkzame_personen: self.werkzame_personen,
            datum: self.datum,
        };
        Ok(view.bedrijf_start(&start, vandaag)?)
    }
}

impl BedrijfStop {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let bedrijf = company(view, &self.bedrijf)?;
        Ok(view.bedrijf_stop(bedrijf, self.datum, vandaag)?)
    }
}

impl BedrijfVerhuist {
    pub(crate) fn event(&self, view: View<'_>, vandaag: Date) -> Outcome {
        let bedrijf = company(view, &self.bedrijf)?;
        let naar = find_address(view, &self.naar)?;
        Ok(view.bedrijf_verhuist(bedrijf, naar, self.datum, vandaag)?)
    }
}

fn company(view: View<'_>, text: &str) -> Result<BedrijfId, MutationError> {
    KvkNummer::parse(text)
        .and_then(|kvk| view.bedrijf_met_kvk(kvk))
        .ok_or_else(|| MutationError::UnknownCompany(short(text)))
}

fn party(view: View<'_>, text: &str) -> Result<Partij, MutationError> {
    if text.len() == 8 {
        return company(view, text).map(Partij::Bedrijf);
    }
    find(view, text).map(Partij::Persoon)
}

fn parties(view: View<'_>, texts: &[String]) -> Result<Vec<Partij>, MutationError> {
    texts.iter().map(|text| party(view, text)).collect()
}

/// By its own number, or by an address on it.
fn parcel(view: View<'_>, text: &str) -> Result<Koz, MutationError> {
    let by_address = || {
        let adres = view.adres_met_nummeraanduiding(BagId::parse(text)?)?;
        view.kozen_van(adres).first().copied()
    };
    view.koz_met_identificatie(text)
        .or_else(by_address)
        .ok_or_else(|| MutationError::UnknownParcel(short(text)))
}

/// `1/2`.
fn share(text: &str) -> Option<Aandeel> {
    let number = |text: &str| {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    let (teller, noemer) = text.split_once('/')?;
    Some(Aandeel {
        teller: number(teller)?,
        noemer: number(noemer)?,
    })
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use fieldlab_world::{Gebeurtenis, Overlay, Size, World, WorldSpec};
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;
    use crate::Mutation;
    use crate::world_events::GebeurtenisView;

    const TODAY: Date = date(2026, 6, 1);

    fn told(gebeurtenissen: &[Gebeurtenis]) -> Value {
        let views: Vec<_> = gebeurtenissen
            .iter()
            .copied()
            .map(GebeurtenisView)
            .collect();
        serde_json::to_value(views).unwrap()
    }

    #[test]
    fn what_stands_in_a_ledger_happens_in_the_world_and_is_told() {
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        let world = World::build(&spec).unwrap();
        let mut overlay = Overlay::default();
        let base = Overlay::default();
        let view = View::new(&world, &base);
        let sanne = world.personas()[0].burgerservicenummer();
        // A house for one household, of somebody else.
        let mine = Partij::Persoon(view.persoon_met_bsn(sanne).unwrap());
        let free = |id: &fieldlab_world::AdresId| {
            let zaak = view.onroerende_zaak(view.kozen_van(*id)[0]);
            let rechten = zaak.rechten();
            rechten.len() == 1 && rechten[0].houder != mine && zaak.beslagen().is_empty()
        };
        let adres = view.places().adressen().skip(100).find(free).unwrap();
        let nummeraanduiding = view.adres(adres).nummeraanduiding().to_string();
        let koz = view
            .onroerende_zaak(view.kozen_van(adres)[0])
            .identificatie();
        let mut happen = |mutation: Value| {
            let mutation: Mutation = serde_json::from_value(mutation).unwrap();
            let again = serde_json::to_value(&mutation).unwrap();
            assert_eq!(mutation, serde_json::from_value(again).unwrap());
            let mut records = crate::records::Records::default();
            let mut clock = crate::Clock::frozen(jiff::Timestamp::UNIX_EPOCH);
            mutation
                .apply(&world, &mut overlay, &mut records, &mut clock, TODAY)
                .map(|gebeurtenissen| told(&gebeurtenissen))
                .map_err(|error| error.to_string())
        };
        let sold = happen(json!({
            "soort": "verkoop",
            "onroerendeZaak": nummeraanduiding,
            "kopers": [{"wie": sanne.to_string(), "aandeel": "1/1"}],
            "koopsom": 350_000,
            "hypotheek": {"bedrag": 200_000},
            "datum": "2026-05-20",
        }));
        let sold = sold.unwrap();
        assert_eq!(sold[0]["type"], "nl.fieldlab.brk.onroerende-zaak-verkocht");
        assert_eq!(sold[0]["kadastraalOnroerendeZaakIdentificatie"], koz);
        assert_eq!(sold[1]["type"], "nl.fieldlab.woz.belanghebbende-gewijzigd");
        assert_eq!(sold[1]["wozObjectNummer"].as_str().unwrap().len(), 12);
        for aandeel in ["1", "0/1", "1/0", "a/2", "+1/1", "2/1", "99999999999/2"] {
            let refused = happen(json!({
                "soort": "verkoop",
                "onroerendeZaak": koz,
                "kopers": [{"wie": sanne.to_string(), "aandeel": aandeel}],
                "koopsom": 1,
                "datum": "2026-05-21",
            }));
            assert!(refused.unwrap_err().contains("add up to 1/1"), "{aandeel}");
        }
        let started = happen(json!({
            "soort": "bedrijf-start",
            "rechtsvorm": "bv",
            "naam": "Proef & Zn.",
            "eigenaren": [sanne.to_string()],
            "adres": nummeraanduiding,
            "sbi": ["7022"],
            "datum": "2026-05-22",
        }));
        let started = started.unwrap();
        assert_eq!(started[0]["type"], "nl.fieldlab.kvk.bedrijf-gestart");
        let kvk = started[0]["kvkNummer"].as_str().unwrap();
        let stop = json!({"soort": "bedrijf-stop", "bedrijf": kvk, "datum": "2026-05-23"});
        let stopped = happen(stop.clone()).unwrap();
        assert_eq!(
            stopped,
            json!([{"type": "nl.fieldlab.kvk.bedrijf-gestopt", "kvkNummer": kvk}])
        );
        assert!(happen(stop).unwrap_err().contains("stopped on"));
    }
}
