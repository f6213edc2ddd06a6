//! What a document says: its fields, read from the world.

use fieldlab_world::{
    Adres, AdresId, BagId, Objectsoort, Postcode, Rd, Vierhoek, View, zoeksleutel,
};
use serde_json::{Map, Value};

use super::index::{Index, Vlak, omhullend};
use super::kandidaat::{Deel, Kandidaat, Type};
use super::perceel;

/// Every field that a client may ask for, filter by or sort by. Those without a value in this world are
/// here too: a condition on them finds nothing, and is no mistake.
const VELDEN: [&str; 50] = [
    "adresseerbaarobject_id",
    "appartementsindex",
    "bron",
    "buurtcode",
    "buurtnaam",
    "centroide_ll",
    "centroide_rd",
    "exacte_match",
    "gekoppeld_appartement",
    "gekoppeld_perceel",
    "gemeentecode",
    "gemeentenaam",
    "geometrie_ll",
    "geometrie_rd",
    "hectometernummer",
    "huis_nlt",
    "huisletter",
    "huisnummer",
    "huisnummertoevoeging",
    "id",
    "identificatie",
    "kadastrale_gemeentecode",
    "kadastrale_gemeentenaam",
    "kadastrale_grootte",
    "kadastrale_sectie",
    "nummeraanduiding_id",
    "nwb_id",
    "openbareruimte_id",
    "openbareruimtetype",
    "perceelnummer",
    "postcode",
    "provincieafkorting",
    "provinciecode",
    "provincienaam",
    "rdf_seealso",
    "shards",
    "sortering",
    "straatnaam",
    "straatnaam_verkort",
    "suggest",
    "tekst",
    "type",
    "typesortering",
    "waterschapscode",
    "waterschapsnaam",
    "weergavenaam",
    "wijkcode",
    "wijknaam",
    "woonplaatscode",
    "woonplaatsnaam",
];

/// Whether documents can have a field of this name.
pub(super) fn is_veld(naam: &str) -> bool {
    VELDEN.binary_search(&naam).is_ok()
}

/// Which fields are answered (`fl`).
#[derive(Clone, Debug, Default)]
pub(super) struct Velden {
    /// All but the geometries.
    alle: bool,
    namen: Vec<String>,
}

impl Velden {
    /// Reads names separated by commas or spaces. Names that do not exist give nothing, as in Solr.
    pub(super) fn lees(tekst: &str) -> Self {
        let namen: Vec<String> = tekst
            .split([',', ' '])
            .filter(|naam| !naam.is_empty())
            .map(str::to_owned)
            .collect();
        Self {
            alle: namen.iter().any(|naam| naam == "*"),
            namen,
        }
    }

    /// Whether a field is answered.
    pub(super) fn bevat(&self, naam: &str) -> bool {
        let op_verzoek = matches!(naam, "geometrie_ll" | "geometrie_rd" | "score" | "afstand");
        (self.alle && !op_verzoek) || self.namen.iter().any(|gevraagd| gevraagd == naam)
    }
}

/// `PV24`.
pub(super) fn provinciecode(code: u8) -> String {
    format!("PV{code:02}")
}

/// `FL`.
pub(super) fn afkorting(code: u8) -> &'static str {
    match code {
        20 => "GR",
        21 => "FR",
        22 => "DR",
        23 => "OV",
        24 => "FL",
        25 => "GD",
        26 => "UT",
        27 => "NH",
        28 => "ZH",
        29 => "ZL",
        30 => "NB",
        31 => "LB",
        _ => "",
    }
}

/// Number, letter and addition: `12A-3`.
pub(super) fn huis_nlt(adres: Adres<'_>) -> String {
    let toevoeging = adres.huisnummertoevoeging();
    let streep = if toevoeging.is_empty() { "" } else { "-" };
    format!(
        "{}{}{streep}{toevoeging}",
        adres.huisnummer(),
        adres.huisletter()
    )
}

/// A postcode as a number, and back.
fn postcode_getal(postcode: Postcode) -> u64 {
    postcode
        .letters()
        .bytes()
        .fold(u64::from(postcode.cijfers()), |getal, letter| {
            getal * 26 + u64::from(letter - b'A')
        })
}

pub(super) fn postcode_van(getal: u64) -> Option<String> {
    let letter = |getal: u64| {
        u8::try_from(getal % 26)
            .ok()
            .map(|at| char::from(b'A' + at))
    };
    let tekst = format!(
        "{:04}{}{}",
        getal / 676,
        letter(getal / 26)?,
        letter(getal)?
    );
    Postcode::parse(&tekst).map(|postcode| postcode.to_string())
}

fn getal_van(id: BagId) -> u64 {
    id.to_string().parse().unwrap_or(0)
}

/// The document's id.
pub(super) fn id(index: &Index, view: View<'_>, wie: &Kandidaat) -> String {
    let places = view.places();
    let code = |tekst: String| tekst.parse().unwrap_or(0);
    if let Deel::Is(koz) = wie.koz {
        let identificatie = view.onroerende_zaak(koz).identificatie();
        return zoeksleutel(wie.soort.letters(), identificatie.parse().unwrap_or(0));
    }
    let nummer = match (wie.soort, wie.provincie, wie.gemeente, wie.plaats) {
        (Type::Provincie, Deel::Is(rij), ..) => index.provincies[rij].code.into(),
        (Type::Gemeente, _, Deel::Is(rij), _) => code(index.gemeenten[rij].code.to_string()),
        (Type::Woonplaats, .., Deel::Is(rij)) => code(index.plaatsen[rij].code.to_string()),
        _ => match (wie.straat, wie.gebied, wie.adres) {
            _ if wie.soort == Type::Buurt => match wie.buurt {
                Deel::Is(rij) => code(index.buurten[rij].code.replace("BU", "")),
                _ => 0,
            },
            (_, _, Deel::Is(adres)) => getal_van(places.adres(adres).nummeraanduiding()),
            (_, Deel::Is(gebied), _) => postcode_getal(index.gebieden[gebied].postcode),
            (Deel::Is(straat), ..) => {
                getal_van(places.straat(index.straten[straat].id).identificatie())
            }
            _ => 0,
        },
    };
    zoeksleutel(wie.soort.letters(), nummer)
}

/// The name that is shown.
pub(super) fn weergavenaam(index: &Index, view: View<'_>, wie: &Kandidaat) -> String {
    let places = view.places();
    if let Deel::Is(koz) = wie.koz {
        let aanduiding = view.onroerende_zaak(koz).aanduiding();
        let wat = if koz.is_appartementsrecht() {
            "Appartementsrecht"
        } else {
            "Perceel"
        };
        let kort = perceel::kort(&aanduiding);
        return format!("{wat} {kort}, {}", aanduiding.gemeentenaam);
    }
    let straat = |straat: usize| places.straat(index.straten[straat].id).naam();
    let (provincie, gemeente, plaats) = namen(index, wie);
    match (wie.soort, wie.straat, wie.gebied, wie.adres) {
        (Type::Buurt, ..) => match wie.buurt {
            Deel::Is(rij) => format!("{}, {gemeente}", index.buurten[rij].naam),
            _ => String::new(),
        },
        (Type::Provincie, ..) => format!("Provincie {provincie}"),
        (Type::Gemeente, ..) => format!("Gemeente {gemeente}"),
        (Type::Weg, Deel::Is(rij), ..) => format!("{}, {plaats}", straat(rij)),
        (Type::Postcode, Deel::Is(rij), Deel::Is(gebied), _) => {
            format!(
                "{}, {} {plaats}",
                straat(rij),
                index.gebieden[gebied].postcode
            )
        }
        (Type::Adres, Deel::Is(rij), Deel::Is(gebied), Deel::Is(adres)) => format!(
            "{} {}, {} {plaats}",
            straat(rij),
            huis_nlt(places.adres(adres)),
            index.gebieden[gebied].postcode
        ),
        _ => format!("{plaats}, {gemeente}, {provincie}"),
    }
}

fn namen(index: &Index, wie: &Kandidaat) -> (&'static str, &'static str, &'static str) {
    (
        match wie.provincie {
            Deel::Is(rij) => index.provincies[rij].naam,
            _ => "",
        },
        match wie.gemeente {
            Deel::Is(rij) => index.gemeenten[rij].naam,
            _ => "",
        },
        match wie.plaats {
            Deel::Is(rij) => index.plaatsen[rij].naam,
            _ => "",
        },
    )
}

/// The fields of a document that are asked for; `score` and `afstand` are for the caller.
pub(super) fn lees(
    index: &Index,
    view: View<'_>,
    wie: &Kandidaat,
    velden: &Velden,
) -> Map<String, Value> {
    let places = view.places();
    let mut document = Map::new();
    let mut zet = |naam: &str, waarde: &dyn Fn() -> Value| {
        if velden.bevat(naam) {
            document.insert(naam.to_owned(), waarde());
        }
    };
    zet("bron", &|| wie.soort.bron().into());
    zet("type", &|| wie.soort.naam().into());
    zet("id", &|| id(index, view, wie).into());
    zet("weergavenaam", &|| weergavenaam(index, view, wie).into());
    if let Deel::Is(straat) = wie.straat {
        let straat = places.straat(index.straten[straat].id);
        let openbareruimte = straat.identificatie();
        zet("openbareruimte_id", &|| openbareruimte.to_string().into());
        zet("straatnaam", &|| straat.naam().into());
        if wie.soort != Type::Postcode {
            zet("straatnaam_verkort", &|| straat.korte_naam().into());
            zet("openbareruimtetype", &|| "Weg".into());
        }
        if wie.soort == Type::Weg {
            zet("identificatie", &|| openbareruimte.to_string().into());
            zet("rdf_seealso", &|| {
                seealso("openbare-ruimte", &openbareruimte)
            });
        }
    }
    if let Deel::Is(gebied) = wie.gebied {
        zet("postcode", &|| {
            index.gebieden[gebied].postcode.to_string().into()
        });
    }
    if let Deel::Is(adres) = wie.adres {
        let adres = places.adres(adres);
        let nummer = adres.nummeraanduiding();
        zet("identificatie", &|| {
            format!("{}-{nummer}", adres.object()).into()
        });
        zet("nummeraanduiding_id", &|| nummer.to_string().into());
        zet("adresseerbaarobject_id", &|| {
            adres.object().to_string().into()
        });
        zet("huisnummer", &|| adres.huisnummer().into());
        if !adres.huisletter().is_empty() {
            zet("huisletter", &|| adres.huisletter().into());
        }
        if !adres.huisnummertoevoeging().is_empty() {
            zet("huisnummertoevoeging", &|| {
                adres.huisnummertoevoeging().into()
            });
        }
        zet("huis_nlt", &|| huis_nlt(adres).into());
        zet("rdf_seealso", &|| seealso("nummeraanduiding", &nummer));
    }
    if let Deel::Is(adres) = wie.adres {
        for (naam, gesplitst) in [
            ("gekoppeld_perceel", false),
            ("gekoppeld_appartement", true),
        ] {
            let gekoppeld = || gekoppeld(view, adres, gesplitst);
            if velden.bevat(naam) && !gekoppeld().is_empty() {
                zet(naam, &|| gekoppeld().into());
            }
        }
    }
    if let Deel::Is(koz) = wie.koz {
        let zaak = view.onroerende_zaak(koz);
        let aanduiding = zaak.aanduiding();
        zet("identificatie", &|| zaak.identificatie().into());
        zet("kadastrale_gemeentecode", &|| {
            aanduiding.gemeentecode.clone().into()
        });
        zet("kadastrale_gemeentenaam", &|| {
            aanduiding.gemeentenaam.into()
        });
        zet("kadastrale_sectie", &|| aanduiding.sectie.clone().into());
        zet("perceelnummer", &|| {
            aanduiding.perceelnummer.to_string().into()
        });
        if let Some(nummer) = aanduiding.appartementsindex {
            zet("appartementsindex", &|| nummer.to_string().into());
        }
        if let Some(grootte) = zaak.oppervlakte() {
            zet("kadastrale_grootte", &|| grootte.to_string().into());
        }
    }
    if let Deel::Is(plaats) = wie.plaats {
        let plaats = &index.plaatsen[plaats];
        zet("woonplaatscode", &|| plaats.code.to_string().into());
        zet("woonplaatsnaam", &|| plaats.naam.into());
        if wie.soort == Type::Woonplaats {
            zet("identificatie", &|| plaats.code.to_string().into());
            zet("rdf_seealso", &|| seealso("woonplaats", &plaats.code));
        }
    }
    if let Deel::Is(buurt) = wie.buurt
        && matches!(wie.soort, Type::Adres | Type::Buurt)
    {
        let buurt = &index.buurten[buurt];
        if wie.soort == Type::Buurt {
            zet("identificatie", &|| buurt.code.clone().into());
        }
        zet("buurtcode", &|| buurt.code.clone().into());
        zet("buurtnaam", &|| buurt.naam.clone().into());
        zet("wijkcode", &|| buurt.wijkcode.clone().into());
    }
    if let Deel::Is(gemeente) = wie.gemeente {
        let gemeente = &index.gemeenten[gemeente];
        if wie.soort == Type::Gemeente {
            zet("identificatie", &|| gemeente.code.to_string().into());
        }
        zet("gemeentecode", &|| gemeente.code.to_string().into());
        zet("gemeentenaam", &|| gemeente.naam.into());
    }
    if let Deel::Is(provincie) = wie.provincie {
        let provincie = &index.provincies[provincie];
        zet("provinciecode", &|| provinciecode(provincie.code).into());
        zet("provincienaam", &|| provincie.naam.into());
        zet("provincieafkorting", &|| afkorting(provincie.code).into());
    }
    let punt = || centroide(index, view, wie);
    zet("centroide_ll", &|| {
        format!("POINT({})", in_graden(punt())).into()
    });
    zet("centroide_rd", &|| {
        format!("POINT({})", in_meters(punt())).into()
    });
    if let Some(geometrie) = geometrie(view, wie, index) {
        zet("geometrie_ll", &|| geometrie.schrijf(in_graden).into());
        zet("geometrie_rd", &|| geometrie.schrijf(in_meters).into());
    }
    document
}

/// One field, to sort by.
pub(super) fn veld(index: &Index, view: View<'_>, wie: &Kandidaat, naam: &str) -> Option<Value> {
    let velden = Velden {
        alle: false,
        namen: vec![naam.to_owned()],
    };
    lees(index, view, wie, &velden).remove(naam)
}

/// The parcel below an address, or its apartment right.
fn gekoppeld(view: View<'_>, adres: AdresId, gesplitst: bool) -> Vec<String> {
    view.kozen_van(adres)
        .into_iter()
        .filter(|koz| koz.is_appartementsrecht() == gesplitst)
        .map(|koz| perceel::kort(&view.onroerende_zaak(koz).aanduiding()))
        .collect()
}

fn seealso(soort: &str, id: &dyn std::fmt::Display) -> Value {
    format!("http://bag.basisregistraties.overheid.nl/bag/id/{soort}/{id}").into()
}

/// Longitude first, as WKT has it.
fn in_graden(punt: Rd) -> String {
    let (breedte, lengte) = punt.etrs89();
    format!("{lengte:.8} {breedte:.8}")
}

fn in_meters(punt: Rd) -> String {
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
pub(super) fn vlak(index: &Index, view: View<'_>, wie: &Kandidaat) -> Vlak {
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

pub(super) fn tot_vlak(vlak: Vlak, punt: Rd) -> i64 {
    let dx = (vlak[0] - punt.x).max(punt.x - vlak[2]).max(0);
    let dy = (vlak[1] - punt.y).max(punt.y - vlak[3]).max(0);
    (dx as f64).hypot(dy as f64).round() as i64
}

/// A shape that the world knows.
enum Geometrie {
    Punt(Rd),
    Lijn([Rd; 2]),
    Vlak([Rd; 5]),
}

impl Geometrie {
    fn schrijf(&self, punt: fn(Rd) -> String) -> String {
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

fn geometrie(view: View<'_>, wie: &Kandidaat, index: &Index) -> Option<Geometrie> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_are_in_order_for_the_search_in_them() {
        assert!(VELDEN.is_sorted());
        assert!(is_veld("woonplaatsnaam") && !is_veld("schoenmaat"));
    }

    #[test]
    fn a_postcode_is_a_number_and_back() {
        for tekst in ["8000AA", "1011ZZ", "9999BX"] {
            let getal = postcode_getal(Postcode::parse(tekst).unwrap());
            assert_eq!(postcode_van(getal).as_deref(), Some(tekst));
        }
        assert_eq!(postcode_van(0), None);
        assert_eq!(postcode_van(u64::MAX), None);
    }

    #[test]
    fn all_fields_are_all_but_the_large_and_the_computed() {
        let alle = Velden::lees("*,score");
        assert!(alle.bevat("bron") && alle.bevat("score"));
        assert!(!alle.bevat("geometrie_ll") && !alle.bevat("afstand"));
        let enkele = Velden::lees("id weergavenaam,,type");
        assert!(enkele.bevat("id") && enkele.bevat("type") && !enkele.bevat("bron"));
    }
}
