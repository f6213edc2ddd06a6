//! What a document says: its fields, read from the world.

use fieldlab_world::{Adres, AdresId, View};
use serde_json::{Map, Value};

use super::ids::id;
use super::index::Index;
use super::kandidaat::{Deel, Kandidaat, Type};
use super::ligging::{centroide, geometrie, in_graden, in_meters};
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
    if let Some(geometrie) = geometrie(index, view, wie) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_are_in_order_for_the_search_in_them() {
        assert!(VELDEN.is_sorted());
        assert!(is_veld("woonplaatsnaam") && !is_veld("schoenmaat"));
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
