//! Zoeken: establishments and legal persons by numbers, names and addresses.
//!
//! Numbers and house numbers lead straight to companies; words, streets and towns go through an
//! index of the world as it was made, beside which the companies that the team changed are laid.

mod index;
mod treffer;
mod vraag;
mod woorden;

use std::borrow::Cow;

use fieldlab_sim::{Problem, Reply};
use fieldlab_world::{BedrijfId, KvkNummer, Postcode, Rsin, Vestigingsnummer, View};
use http::StatusCode;
use serde::Serialize;

pub(super) use index::Index;

use self::treffer::{Kandidaat, Past, Treffer};
use self::vraag::{Soort, Zoekvraag};
use super::beeld::{Beeld, Plek, ja_nee};
use super::fouten;
use super::links::{Doel, Href, Links, Tekst, Wegwijzer};
use super::vraag::Vorm;

/// No more results than this can be paged through.
const TE_BLADEREN: usize = 1000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resultaat<'a> {
    pagina: usize,
    resultaten_per_pagina: usize,
    totaal: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    vorige: Option<Tekst<Href<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volgende: Option<Tekst<Href<'a>>>,
    resultaten: Vec<Item<'a>>,
    #[serde(flatten)]
    links: Links<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    kvk_nummer: Tekst<KvkNummer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rsin: Option<Tekst<Rsin>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vestigingsnummer: Option<Tekst<Vestigingsnummer>>,
    naam: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    adres: Option<Itemadres<'a>>,
    #[serde(rename = "type")]
    soort: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    actief: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vervallen_naam: Option<String>,
    #[serde(flatten)]
    links: Links<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Itemadres<'a> {
    BinnenlandsAdres(Binnenland<'a>),
    BuitenlandsAdres(Buitenland),
}

#[derive(Serialize)]
struct Binnenland<'a> {
    #[serde(rename = "type")]
    soort: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    straatnaam: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    huisnummer: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    huisletter: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postbusnummer: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<Tekst<Postcode>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plaats: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Buitenland {
    #[serde(rename = "type")]
    soort: &'static str,
    straat_huisnummer: &'static str,
    postcode_woonplaats: &'static str,
    land: &'static str,
}

/// What a search looks in.
pub(super) struct Zoeker<'a, I> {
    pub(super) view: View<'a>,
    /// Gives the index, which is made when it is first needed.
    pub(super) index: I,
    /// The company behind one of the published test numbers.
    pub(super) testnummer: &'a dyn Fn(KvkNummer) -> Option<BedrijfId>,
}

impl<I: FnOnce() -> std::sync::Arc<Index>> Zoeker<'_, I> {
    /// Answers a search.
    ///
    /// # Errors
    /// Wrong parameters, or nothing found.
    pub(super) fn antwoord(
        self,
        query: &str,
        weg: Wegwijzer<'_>,
        vorm: Vorm,
    ) -> Result<Reply, Problem> {
        let vraag = Zoekvraag::lees(query)?;
        let view = self.view;
        let treffers = self.zoek(&vraag);
        let tot = treffers.len().min(TE_BLADEREN);
        let van = (vraag.pagina - 1) * vraag.per_pagina;
        if van >= tot {
            return Err(fouten::GEEN_GEGEVENS.into());
        }
        let blad = &treffers[van..tot.min(van + vraag.per_pagina)];
        let mut beelden: Vec<Beeld<'_>> = Vec::new();
        for treffer in blad {
            if beelden
                .last()
                .is_none_or(|al| al.bedrijf.id() != treffer.bedrijf)
            {
                // Found by a number, it is shown with that number.
                beelden.push(Beeld::lees(view, treffer.bedrijf, vraag.kvk));
            }
        }
        let mut resultaten = Vec::with_capacity(blad.len());
        let mut rest = blad;
        for beeld in &beelden {
            let aantal = rest
                .iter()
                .take_while(|treffer| treffer.bedrijf == beeld.bedrijf.id())
                .count();
            let kandidaat = Kandidaat::new(beeld, vraag.naam.is_some());
            for treffer in &rest[..aantal] {
                let nth = treffer.nth as usize;
                let deel = kandidaat.delen().find(|(deel, _)| *deel == nth);
                let past =
                    deel.and_then(|(_, soort)| Some((soort, kandidaat.past(nth, soort, &vraag)?)));
                if let Some((soort, past)) = past {
                    resultaten.push(item(
                        beeld,
                        kandidaat.vestiging(nth),
                        soort,
                        past,
                        &vraag,
                        weg,
                    ));
                }
            }
            rest = &rest[aantal..];
        }
        let queries =
            [-1, 0, 1].map(|stap: isize| vraag.query(vraag.pagina.saturating_add_signed(stap)));
        let naar = |nth: usize| Tekst(weg.naar(Doel::Zoeken(&queries[nth])));
        let resultaat = Resultaat {
            pagina: vraag.pagina,
            resultaten_per_pagina: vraag.per_pagina,
            totaal: treffers.len(),
            vorige: (vraag.pagina > 1).then(|| naar(0)),
            volgende: (van + vraag.per_pagina < tot).then(|| naar(2)),
            resultaten,
            links: weg.links([("self", Some(Doel::Zoeken(&queries[1])))]),
        };
        Ok(Reply::json(StatusCode::OK, vorm.media_type(), &resultaat))
    }

    /// Everything that fits, in a fixed order.
    fn zoek(self, vraag: &Zoekvraag) -> Vec<Treffer> {
        let view = self.view;
        let adres = &vraag.adres;
        let bedrijven: Vec<BedrijfId> = if let Some(kvk) = vraag.kvk {
            let bedrijf = view.bedrijf_met_kvk(kvk);
            bedrijf
                .or_else(|| (self.testnummer)(kvk))
                .into_iter()
                .collect()
        } else if let Some(rsin) = vraag.rsin {
            view.bedrijf_met_rsin(rsin).into_iter().collect()
        } else if let Some(nummer) = vraag.vestiging {
            let vestiging = view.vestiging_met_nummer(nummer);
            vestiging
                .map(|vestiging| vestiging.bedrijf)
                .into_iter()
                .collect()
        } else if let Some(postcode) = adres.postcode {
            match (postcode, adres.huisnummer, adres.postbusnummer) {
                (Some(postcode), Some(huisnummer), None) => op_adres(view, postcode, huisnummer),
                (Some(postcode), None, Some(nummer)) => {
                    (self.index)().met_postbus(postcode, nummer)
                }
                _ => Vec::new(),
            }
        } else {
            let gewijzigd = view.gewijzigde_bedrijven();
            let mut treffers = (self.index)().zoek(vraag);
            if !gewijzigd.is_empty() {
                treffers.retain(|treffer| gewijzigd.binary_search(&treffer.bedrijf).is_err());
                treffers.extend(passend(view, &gewijzigd, vraag));
            }
            return treffers;
        };
        passend(view, &bedrijven, vraag)
    }
}

/// The companies that have their seat or an establishment at a house number.
fn op_adres(view: View<'_>, postcode: Postcode, huisnummer: u32) -> Vec<BedrijfId> {
    let mut bedrijven: Vec<BedrijfId> = view
        .adressen_op(postcode, huisnummer)
        .flat_map(|adres| {
            let hier = view.vestigingen_op(adres).into_iter();
            let gevestigd = hier.map(|vestiging| vestiging.bedrijf);
            view.bedrijven_op(adres).into_iter().chain(gevestigd)
        })
        .collect();
    bedrijven.sort_unstable();
    bedrijven.dedup();
    bedrijven
}

/// What fits of these companies.
fn passend(view: View<'_>, bedrijven: &[BedrijfId], vraag: &Zoekvraag) -> Vec<Treffer> {
    let mut treffers = Vec::new();
    for &bedrijf in bedrijven {
        let beeld = Beeld::lees(view, bedrijf, vraag.kvk);
        let kandidaat = Kandidaat::new(&beeld, vraag.naam.is_some());
        treffers.extend(
            kandidaat
                .delen()
                .filter(|(nth, soort)| kandidaat.past(*nth, *soort, vraag).is_some())
                .map(|(nth, _)| Treffer {
                    bedrijf,
                    nth: nth as u32,
                }),
        );
    }
    treffers
}

fn item<'a>(
    beeld: &'a Beeld<'a>,
    vestiging: Option<&fieldlab_world::Vestiging>,
    soort: Soort,
    past: Past<'_, 'a>,
    vraag: &Zoekvraag,
    weg: Wegwijzer<'a>,
) -> Item<'a> {
    let nummer = vestiging.map(|vestiging| vestiging.nummer);
    let profiel = |doel: Doel<'a>| (!beeld.is_zonder_profiel()).then_some(doel);
    Item {
        kvk_nummer: Tekst(beeld.kvk),
        rsin: vraag.rsin.map(Tekst),
        vestigingsnummer: nummer.map(Tekst),
        naam: past.naam.to_owned(),
        adres: past
            .adres
            .map(|(plek, is_post)| itemadres(plek, is_post, vraag)),
        soort: soort.as_str(),
        actief: vraag.ook_inactief.then(|| ja_nee(beeld.einde.is_none())),
        vervallen_naam: past.vervallen.map(str::to_owned),
        links: weg.links([
            ("basisprofiel", profiel(Doel::Basisprofiel(beeld.kvk))),
            (
                "vestigingsprofiel",
                nummer.and_then(|nummer| profiel(Doel::Vestigingsprofiel(nummer))),
            ),
        ]),
    }
}

/// An address, with no more of its numbers than were asked for.
fn itemadres<'a>(plek: Plek<'a>, is_post: bool, vraag: &Zoekvraag) -> Itemadres<'a> {
    let soort = if is_post { "postadres" } else { "bezoekadres" };
    let gezocht = &vraag.adres;
    let leeg = Binnenland {
        soort,
        straatnaam: None,
        huisnummer: None,
        huisletter: None,
        postbusnummer: None,
        postcode: None,
        plaats: None,
    };
    match plek {
        Plek::Afgeschermd => Itemadres::BinnenlandsAdres(leeg),
        Plek::Adres(adres) => Itemadres::BinnenlandsAdres(Binnenland {
            straatnaam: Some(adres.straat().naam()),
            huisnummer: gezocht.huisnummer,
            huisletter: gezocht.huisletter.as_ref().map(|_| adres.huisletter()),
            postcode: gezocht.postcode.flatten().map(Tekst),
            plaats: Some(adres.woonplaats().naam()),
            ..leeg
        }),
        Plek::Postbus { plaats, .. } => Itemadres::BinnenlandsAdres(Binnenland {
            postbusnummer: gezocht.postbusnummer,
            postcode: gezocht.postcode.flatten().map(Tekst),
            plaats: Some(plaats),
            ..leeg
        }),
        Plek::Buitenland(ver) => Itemadres::BuitenlandsAdres(Buitenland {
            soort,
            straat_huisnummer: ver.straat_huisnummer,
            postcode_woonplaats: ver.postcode_woonplaats,
            land: ver.land,
        }),
    }
}
