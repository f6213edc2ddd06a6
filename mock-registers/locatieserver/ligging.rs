//! Where a document lies: its point, its shape, and how far it is.

use fieldlab_world::{Objectsoort, Rd, Vierhoek, View};

use super::index::{Index, Vlak, omhullend};
use super::kandidaat::{Deel, Kandidaat, Type};

/// Longitude first, as WKT has it.
pub(super) fn in_graden(punt: Rd) -> String {
    let (breedte, lengte) = punt.etrs89();
    format!("{lengte:.8} {breedte:.8}")
}

/// In metres RD.
pub(super) fn in_meters(punt: Rd) -> String {
    let (x, y) = punt.in_metres();
    format!("{x} {y}")
}

fn midden(vlak: Vlak) -> Rd {
    Rd {
        x: vlak[0].midpoint(vlak[2]),
        y: vlak[1].midpoint(vlak[3]),
    }
}

/// The smallest rectangle around a document.
fn vlak(index: &Index, view: View<'_>, wie: &Kandidaat) -> Vlak {
    let places = view.places();
    let om = |punt: Rd| [punt.x, punt.y, punt.x, punt.y];
    if let Deel::Is(koz) = wie.koz {
        return om(view.onroerende_zaak(koz).punt());
    }
    match (wie.soort, wie.provincie, wie.gemeente, wie.plaats) {
        (Type::Provincie, Deel::Is(rij), ..) => index.provincies[rij].vlak,
        (Type::Gemeente, _, Deel::Is(rij), _) => index.gemeenten[rij].vlak,
        (Type::Woonplaats, .., Deel::Is(rij)) => index.plaatsen[rij].vlak,
        (Type::Buurt, ..) => match wie.buurt {
            Deel::Is(rij) => omhullend(
                index.buurten[rij]
                    .vlak
                    .ring()
                    .into_iter()
                    .map(|hoek| (hoek.x, hoek.y)),
            ),
            _ => om(Rd { x: 0, y: 0 }),
        },
        _ => match (wie.straat, wie.gebied, wie.adres) {
            (_, _, Deel::Is(adres)) => om(places.adres(adres).punt()),
            (_, Deel::Is(gebied), _) => omhullend(
                index
                    .adressen_in(places, gebied)
                    .map(|adres| places.adres(adres).punt())
                    .map(|punt| (punt.x, punt.y)),
            ),
            (Deel::Is(straat), ..) => omhullend(
                places
                    .straat(index.straten[straat].id)
                    .lijn()
                    .into_iter()
                    .map(|punt| (punt.x, punt.y)),
            ),
            _ => om(Rd { x: 0, y: 0 }),
        },
    }
}

/// The point that stands for a document: of an address, the point of the BAG.
pub(super) fn centroide(index: &Index, view: View<'_>, wie: &Kandidaat) -> Rd {
    midden(vlak(index, view, wie))
}

/// How far a document lies from a point, in millimetres: from an address itself, from the nearest
/// address of a postcode, from the axis of a street, from the edge of a neighbourhood, from
/// the rectangle around everything else; nothing from within.
pub(super) fn afstand(index: &Index, view: View<'_>, wie: &Kandidaat, punt: Rd) -> i64 {
    let places = view.places();
    if let Deel::Is(koz) = wie.koz {
        let zaak = view.onroerende_zaak(koz);
        return match zaak.vlak() {
            Some(vlak) => tot_rand(vlak, punt),
            None => hemelsbreed(zaak.punt(), punt),
        };
    }
    match (wie.soort, wie.straat, wie.gebied) {
        (Type::Weg, Deel::Is(straat), _) => {
            tot_lijn(places.straat(index.straten[straat].id).lijn(), punt)
        }
        (Type::Buurt, ..) => match wie.buurt {
            Deel::Is(rij) => tot_rand(index.buurten[rij].vlak, punt),
            _ => i64::MAX,
        },
        (Type::Postcode, _, Deel::Is(gebied)) => index
            .adressen_in(places, gebied)
            .map(|adres| hemelsbreed(places.adres(adres).punt(), punt))
            .min()
            .unwrap_or(i64::MAX),
        _ => tot_vlak(vlak(index, view, wie), punt),
    }
}

/// From the edge of an outline; nothing from within.
fn tot_rand(vlak: Vierhoek, punt: Rd) -> i64 {
    if vlak.bevat(punt) {
        return 0;
    }
    let zijden = vlak.ring();
    let afstanden = zijden
        .windows(2)
        .map(|zijde| tot_lijn([zijde[0], zijde[1]], punt));
    afstanden.min().unwrap_or(i64::MAX)
}

fn hemelsbreed(een: Rd, ander: Rd) -> i64 {
    tot_vlak([een.x, een.y, een.x, een.y], ander)
}

fn tot_lijn([van, tot]: [Rd; 2], punt: Rd) -> i64 {
    let langs = ((tot.x - van.x) as f64, (tot.y - van.y) as f64);
    let naar = ((punt.x - van.x) as f64, (punt.y - van.y) as f64);
    let lengte = langs.0 * langs.0 + langs.1 * langs.1;
    let deel = if lengte > 0.0 {
        ((naar.0 * langs.0 + naar.1 * langs.1) / lengte).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (naar.0 - deel * langs.0)
        .hypot(naar.1 - deel * langs.1)
        .round() as i64
}

/// From the nearest side of a rectangle; nothing from within.
pub(super) fn tot_vlak(vlak: Vlak, punt: Rd) -> i64 {
    let dx = (vlak[0] - punt.x).max(punt.x - vlak[2]).max(0);
    let dy = (vlak[1] - punt.y).max(punt.y - vlak[3]).max(0);
    (dx as f64).hypot(dy as f64).round() as i64
}

/// A shape that the world knows.
pub(super) enum Geometrie {
    Punt(Rd),
    Lijn([Rd; 2]),
    Vlak([Rd; 5]),
}

impl Geometrie {
    /// As WKT, with its points written by `punt`.
    pub(super) fn schrijf(&self, punt: fn(Rd) -> String) -> String {
        let rij = |punten: &[Rd]| {
            let punten: Vec<String> = punten.iter().map(|hier| punt(*hier)).collect();
            punten.join(",")
        };
        match self {
            Self::Punt(waar) => format!("POINT({})", punt(*waar)),
            Self::Lijn(lijn) => format!("LINESTRING({})", rij(lijn)),
            Self::Vlak(ring) => format!("POLYGON(({}))", rij(ring)),
        }
    }
}

/// The shape of a document, when the world knows one.
pub(super) fn geometrie(index: &Index, view: View<'_>, wie: &Kandidaat) -> Option<Geometrie> {
    let places = view.places();
    if let Deel::Is(koz) = wie.koz {
        let vlak = view.onroerende_zaak(koz).vlak()?;
        return Some(Geometrie::Vlak(vlak.ring()));
    }
    Some(match (wie.soort, wie.gemeente, wie.plaats, wie.straat) {
        (Type::Gemeente, Deel::Is(rij), ..) => {
            let code = index.gemeenten[rij].code;
            let gemeente = places
                .gemeenten()
                .find(|gemeente| gemeente.code() == code)?;
            Geometrie::Vlak(gemeente.vlak().ring())
        }
        (Type::Woonplaats, _, Deel::Is(rij), _) => {
            let plaats = places.woonplaats_met_code(index.plaatsen[rij].code)?;
            Geometrie::Vlak(plaats.vlak())
        }
        (Type::Buurt, ..) => {
            let Deel::Is(rij) = wie.buurt else {
                return None;
            };
            Geometrie::Vlak(index.buurten[rij].vlak.ring())
        }
        (Type::Weg, _, _, Deel::Is(rij)) => {
            Geometrie::Lijn(places.straat(index.straten[rij].id).lijn())
        }
        (Type::Adres, ..) => {
            let Deel::Is(adres) = wie.adres else {
                return None;
            };
            let adres = places.adres(adres);
            match adres.soort() {
                Objectsoort::Verblijfsobject => Geometrie::Punt(adres.punt()),
                _ => Geometrie::Vlak(adres.vlak()),
            }
        }
        _ => return None,
    })
}
