//! Searches beside a list of everything, looked through one by one.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use fake::rand::rngs::StdRng;
use fake::rand::{RngExt, SeedableRng};
use fieldlab_world::Correspondentieadres;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{BASIS, JSON, codes, get, goed, view, vraag};
use crate::proef::codeer;

/// A result that can be, with all that it can be found by.
#[derive(Clone, Debug, Default)]
struct Feit {
    kvk: String,
    rsin: Option<String>,
    vestiging: Option<String>,
    soort: &'static str,
    actief: bool,
    namen: Vec<String>,
    vroeger: Vec<String>,
    adressen: Vec<Waar>,
}

/// One address by which it can be found.
#[derive(Clone, Debug, Default)]
struct Waar {
    straat: Option<String>,
    plaats: String,
    postcode: String,
    huisnummer: Option<u32>,
    huisletter: String,
    postbus: Option<u32>,
}

fn feiten() -> &'static [Feit] {
    static FEITEN: OnceLock<Vec<Feit>> = OnceLock::new();
    FEITEN.get_or_init(|| {
        let view = view();
        let mut feiten = Vec::new();
        for id in view.bedrijven() {
            let bedrijf = view.bedrijf(id);
            let waar = |adres| {
                let adres = view.adres(adres);
                Waar {
                    straat: Some(adres.straat().naam().into_owned()),
                    plaats: adres.woonplaats().naam().to_owned(),
                    postcode: adres.postcode().unwrap().to_string(),
                    huisnummer: Some(adres.huisnummer()),
                    huisletter: adres.huisletter().into_owned(),
                    postbus: None,
                }
            };
            let verborgen =
                view.is_afgeschermd(bedrijf) || bedrijf.bezoekadres_buitenland().is_some();
            let mut adressen: Vec<Waar> = bedrijf
                .adres()
                .filter(|_| !verborgen)
                .map(waar)
                .into_iter()
                .collect();
            if let Some(Correspondentieadres::Postbus {
                nummer,
                postcode,
                plaats,
            }) = bedrijf.correspondentieadres()
            {
                adressen.push(Waar {
                    plaats: plaats.to_owned(),
                    postcode: postcode.to_string(),
                    postbus: Some(nummer),
                    ..Waar::default()
                });
            }
            let zelf = Feit {
                kvk: bedrijf.kvk_nummer().to_string(),
                rsin: bedrijf.rsin().map(|rsin| rsin.to_string()),
                soort: "rechtspersoon",
                actief: bedrijf.einde().is_none(),
                namen: bedrijf.statutaire_naam().into_iter().collect(),
                adressen,
                ..Feit::default()
            };
            for vestiging in bedrijf.vestigingen() {
                let hoofd = vestiging.is_hoofdvestiging;
                feiten.push(Feit {
                    vestiging: Some(vestiging.nummer.to_string()),
                    soort: if hoofd {
                        "hoofdvestiging"
                    } else {
                        "nevenvestiging"
                    },
                    namen: if hoofd {
                        bedrijf.handelsnamen()
                    } else {
                        vec![vestiging.handelsnaam]
                    },
                    vroeger: if hoofd {
                        bedrijf.vervallen_namen()
                    } else {
                        Vec::new()
                    },
                    adressen: if hoofd {
                        zelf.adressen.clone()
                    } else {
                        vec![waar(vestiging.adres)]
                    },
                    ..zelf.clone()
                });
            }
            if bedrijf.rechtsvorm().is_rechtspersoon() {
                feiten.push(zelf);
            }
        }
        feiten
    })
}

/// Text without case, diacritics and punctuation, in words.
fn kaal(tekst: &str) -> Vec<String> {
    let kaal: String = tekst
        .to_lowercase()
        .nfd()
        .filter(|letter| !is_combining_mark(*letter) && !matches!(letter, '.' | '\''))
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    kaal.split_whitespace().map(str::to_owned).collect()
}

type Criteria = Vec<(&'static str, String)>;

fn voldoet(feit: &Feit, criteria: &Criteria) -> bool {
    let een = |naam: &str| {
        let mut alle = criteria.iter().filter(|(criterium, _)| *criterium == naam);
        alle.next().map(|(_, waarde)| waarde)
    };
    let woorden = een("naam").map(|naam| kaal(naam));
    let met_naam = woorden.is_none_or(|woorden| {
        let mut namen = feit.namen.iter().chain(&feit.vroeger);
        namen.any(|naam| {
            let naam = kaal(naam);
            woorden.iter().all(|woord| naam.contains(woord))
        })
    });
    let soorten: Vec<&String> = criteria
        .iter()
        .filter(|(naam, _)| *naam == "type")
        .map(|(_, soort)| soort)
        .collect();
    let adres = [
        "straatnaam",
        "plaats",
        "postcode",
        "huisnummer",
        "huisletter",
        "postbusnummer",
    ];
    let ergens = adres.iter().any(|naam| een(naam).is_some());
    let hier = |waar: &Waar| {
        let gelijk = |gezocht: &String, naam: &str| kaal(gezocht) == kaal(naam);
        een("straatnaam").is_none_or(|straat| {
            waar.straat
                .as_ref()
                .is_some_and(|hier| gelijk(straat, hier))
        }) && een("plaats").is_none_or(|plaats| gelijk(plaats, &waar.plaats))
            && een("postcode").is_none_or(|code| code.eq_ignore_ascii_case(&waar.postcode))
            && een("huisnummer").is_none_or(|nummer| nummer.parse().ok() == waar.huisnummer)
            && een("huisletter").is_none_or(|letter| letter.eq_ignore_ascii_case(&waar.huisletter))
            && een("postbusnummer").is_none_or(|nummer| nummer.parse().ok() == waar.postbus)
    };
    met_naam
        && (feit.actief || een("inclusiefInactieveRegistraties").is_some_and(|ja| ja == "true"))
        && (soorten.is_empty() || soorten.iter().any(|soort| *soort == feit.soort))
        && een("kvkNummer").is_none_or(|kvk| *kvk == feit.kvk)
        && een("rsin").is_none_or(|rsin| Some(rsin) == feit.rsin.as_ref())
        && een("vestigingsnummer").is_none_or(|nummer| Some(nummer) == feit.vestiging.as_ref())
        && (!ergens || feit.adressen.iter().any(hier))
}

fn doel(criteria: &Criteria) -> String {
    let paren: Vec<String> = criteria
        .iter()
        .map(|(naam, waarde)| format!("{naam}={}", codeer(waarde)))
        .collect();
    format!("/api/v2/zoeken?{}", paren.join("&"))
}

/// All results of a search, page by page along `volgende`, and the total.
fn alles(doel: &str) -> (u64, Vec<Value>) {
    let mut resultaten = Vec::new();
    let mut totaal = 0;
    let mut volgende = Some(doel.to_owned());
    while let Some(pagina) = volgende {
        let antwoord = get(&pagina);
        if antwoord.status == 404 {
            assert_eq!(codes(&antwoord), ["IPD5200"], "{pagina}");
            return (0, Vec::new());
        }
        let mut body = goed(antwoord);
        totaal = body["totaal"].as_u64().unwrap();
        resultaten.append(body["resultaten"].as_array_mut().unwrap());
        volgende = body["volgende"].as_str().map(str::to_owned);
    }
    (totaal, resultaten)
}

fn sleutel(kvk: &str, vestiging: Option<&str>) -> String {
    format!("{kvk} {}", vestiging.unwrap_or("-"))
}

/// Compares one search with the list, and says how many it found.
fn controleer(criteria: &Criteria) -> usize {
    let verwacht: BTreeSet<String> = feiten()
        .iter()
        .filter(|feit| voldoet(feit, criteria))
        .map(|feit| sleutel(&feit.kvk, feit.vestiging.as_deref()))
        .collect();
    let doel = format!("{}&resultatenPerPagina=100", doel(criteria));
    let (totaal, resultaten) = alles(&doel);
    assert_eq!(totaal as usize, verwacht.len(), "{doel}");
    let gevonden: BTreeSet<String> = resultaten
        .iter()
        .map(|item| {
            sleutel(
                item["kvkNummer"].as_str().unwrap(),
                item["vestigingsnummer"].as_str(),
            )
        })
        .collect();
    assert_eq!(gevonden.len(), resultaten.len(), "{doel}: one twice");
    if verwacht.len() <= 1000 {
        assert_eq!(gevonden, verwacht, "{doel}");
    } else {
        assert!(
            gevonden.is_subset(&verwacht) && gevonden.len() == 1000,
            "{doel}"
        );
    }
    verwacht.len()
}

fn hutsel(tekst: &str, rng: &mut StdRng) -> String {
    match rng.random_range(0..4) {
        0 => tekst.to_uppercase(),
        1 => tekst.to_lowercase(),
        2 => kaal(tekst).join(" "),
        _ => tekst.to_owned(),
    }
}

/// Criteria that fit a result, each of them or mixed with those of another.
fn criteria(rng: &mut StdRng) -> Criteria {
    let alle = feiten();
    let een = &alle[rng.random_range(0..alle.len())];
    let ander = &alle[rng.random_range(0..alle.len())];
    let mut gekozen: Criteria = Vec::new();
    let van = |rng: &mut StdRng| if rng.random_bool(0.9) { een } else { ander };
    if rng.random_bool(0.12) {
        gekozen.push(("kvkNummer", van(rng).kvk.clone()));
    }
    if rng.random_bool(0.1) {
        gekozen.extend(van(rng).rsin.clone().map(|rsin| ("rsin", rsin)));
    }
    if rng.random_bool(0.1) {
        gekozen.extend(
            van(rng)
                .vestiging
                .clone()
                .map(|nummer| ("vestigingsnummer", nummer)),
        );
    }
    if rng.random_bool(0.6) {
        let feit = van(rng);
        let namen: Vec<&String> = feit.namen.iter().chain(&feit.vroeger).collect();
        let mut woorden = kaal(namen[rng.random_range(0..namen.len())]);
        while woorden.len() > 1 && rng.random_bool(0.6) {
            woorden.swap_remove(rng.random_range(0..woorden.len()));
        }
        if rng.random_bool(0.5) {
            woorden.reverse();
        }
        gekozen.push(("naam", hutsel(&woorden.join(" "), rng)));
    }
    let adressen = &van(rng).adressen;
    if let Some(waar) =
        (!adressen.is_empty()).then(|| &adressen[rng.random_range(0..adressen.len())])
    {
        if rng.random_bool(0.3) {
            gekozen.push(("plaats", hutsel(&waar.plaats, rng)));
        }
        if rng.random_bool(0.3)
            && let Some(straat) = &waar.straat
        {
            gekozen.push(("straatnaam", hutsel(straat, rng)));
        }
        if rng.random_bool(0.3) {
            gekozen.push(("postcode", hutsel(&waar.postcode, rng)));
            match waar.postbus {
                Some(postbus) => gekozen.push(("postbusnummer", postbus.to_string())),
                None => {
                    gekozen.push(("huisnummer", waar.huisnummer.unwrap().to_string()));
                    if !waar.huisletter.is_empty() && rng.random_bool(0.7) {
                        gekozen.push(("huisletter", hutsel(&waar.huisletter, rng)));
                    }
                }
            }
        }
    }
    if gekozen.is_empty() {
        gekozen.push((
            "plaats",
            een.adressen
                .first()
                .map_or("Nergens", |waar| &waar.plaats)
                .to_owned(),
        ));
    }
    if rng.random_bool(0.3) {
        let soorten = ["hoofdvestiging", "nevenvestiging", "rechtspersoon"];
        gekozen.push(("type", soorten[rng.random_range(0..3)].to_owned()));
        if rng.random_bool(0.3) {
            gekozen.push(("type", soorten[rng.random_range(0..3)].to_owned()));
        }
    }
    if rng.random_bool(0.4) {
        gekozen.push((
            "inclusiefInactieveRegistraties",
            rng.random_bool(0.8).to_string(),
        ));
    }
    gekozen
}

#[test]
fn any_combination_finds_what_a_walk_over_everything_finds() {
    let mut rng = StdRng::seed_from_u64(5);
    let (mut iets, mut meer) = (0, 0);
    for _ in 0..500 {
        let aantal = controleer(&criteria(&mut rng));
        iets += usize::from(aantal > 0);
        meer += usize::from(aantal > 20);
    }
    assert!(iets > 250 && meer > 25, "{iets} {meer}");
}

#[test]
fn a_street_a_house_and_a_post_box_show_what_was_asked_and_no_more() {
    let feit = feiten()
        .iter()
        .find(|feit| {
            let letter = feit.adressen.iter().any(|waar| !waar.huisletter.is_empty());
            feit.actief && letter && feit.vestiging.is_some()
        })
        .unwrap();
    let waar = &feit.adressen[0];
    let nummer = waar.huisnummer.unwrap();
    let zelf = feit.vestiging.as_deref().unwrap();
    let zonder = goed(get(&format!("/api/v2/zoeken?vestigingsnummer={zelf}")));
    let adres = &zonder["resultaten"][0]["adres"]["binnenlandsAdres"];
    assert_eq!(adres["type"], "bezoekadres");
    assert_eq!(adres["straatnaam"], waar.straat.as_deref().unwrap());
    for naam in ["postcode", "huisnummer", "huisletter", "postbusnummer"] {
        assert!(adres.get(naam).is_none(), "{adres}");
    }
    assert!(zonder["resultaten"][0].get("rsin").is_none());
    assert!(zonder["resultaten"][0].get("actief").is_none());
    let doel = format!(
        "/api/v2/zoeken?postcode={}&huisnummer={nummer}",
        waar.postcode
    );
    for item in goed(get(&doel))["resultaten"].as_array().unwrap() {
        let adres = &item["adres"]["binnenlandsAdres"];
        assert_eq!(
            (&adres["postcode"], &adres["huisnummer"]),
            (&waar.postcode.clone().into(), &nummer.into())
        );
        assert!(adres.get("huisletter").is_none());
    }
    let met = goed(get(&format!(
        "{doel}&huisletter={}",
        waar.huisletter.to_lowercase()
    )));
    assert_eq!(
        met["resultaten"][0]["adres"]["binnenlandsAdres"]["huisletter"],
        waar.huisletter
    );
    let (feit, bus) = feiten()
        .iter()
        .find_map(|feit| {
            let bus = feit.adressen.iter().find(|waar| waar.postbus.is_some());
            feit.actief.then_some(feit).zip(bus)
        })
        .unwrap();
    let nummer = bus.postbus.unwrap();
    let doel = format!(
        "/api/v2/zoeken?postcode={}&postbusnummer={nummer}&kvkNummer={}",
        bus.postcode, feit.kvk
    );
    let adres = &goed(get(&doel))["resultaten"][0]["adres"]["binnenlandsAdres"];
    assert_eq!(adres["type"], "postadres");
    assert_eq!(adres["postbusnummer"], nummer);
    assert_eq!(adres["postcode"], bus.postcode.as_str());
}

#[test]
fn a_former_name_is_shown_when_only_that_fits() {
    let feit = feiten()
        .iter()
        .find(|feit| feit.actief && !feit.vroeger.is_empty())
        .unwrap();
    let vroeger = &feit.vroeger[0];
    let doel = format!(
        "/api/v2/zoeken?naam={}&kvkNummer={}",
        codeer(vroeger),
        feit.kvk
    );
    let gevonden = goed(get(&doel));
    let item = &gevonden["resultaten"][0];
    assert_eq!(
        (&item["vervallenNaam"], &item["naam"]),
        (&vroeger.as_str().into(), &feit.namen[0].as_str().into())
    );
    let nu = get(&format!(
        "/api/v2/zoeken?naam={}&kvkNummer={}",
        codeer(&feit.namen[0]),
        feit.kvk
    ));
    assert!(goed(nu)["resultaten"][0].get("vervallenNaam").is_none());
    let rsin = feiten()
        .iter()
        .find(|feit| feit.actief && feit.rsin.is_some())
        .unwrap();
    let nummer = rsin.rsin.as_deref().unwrap();
    assert_eq!(
        goed(get(&format!("/api/v2/zoeken?rsin={nummer}")))["resultaten"][0]["rsin"],
        nummer
    );
}

#[test]
fn pages_follow_one_another_up_to_a_thousand_results() {
    let plaats = &feiten()
        .iter()
        .find(|feit| !feit.adressen.is_empty())
        .unwrap()
        .adressen[0]
        .plaats;
    let criteria: Criteria = vec![
        ("plaats", plaats.clone()),
        ("inclusiefInactieveRegistraties", "true".to_owned()),
    ];
    let aantal = controleer(&criteria);
    assert!(aantal > 1000, "{aantal}");
    let doel = doel(&criteria);
    let begin = format!(
        "{BASIS}/api/v2/zoeken?plaats={}&inclusiefinactieveregistraties=true",
        codeer(plaats)
    );
    let eerste = goed(vraag(&doel, JSON));
    assert_eq!(
        (&eerste["pagina"], &eerste["resultatenPerPagina"]),
        (&1.into(), &10.into())
    );
    assert!(eerste.get("vorige").is_none());
    assert_eq!(
        eerste["volgende"],
        format!("{begin}&pagina=2&resultatenperpagina=10")
    );
    let zelf = format!("{begin}&pagina=1&resultatenperpagina=10");
    assert_eq!(
        eerste["links"],
        serde_json::json!([{"rel": "self", "href": zelf}])
    );
    assert_eq!(goed(vraag(&zelf, JSON)), eerste);
    let laatste = goed(get(&format!("{doel}&pagina=100")));
    assert_eq!(laatste["totaal"], aantal);
    assert_eq!(laatste["resultaten"].as_array().unwrap().len(), 10);
    assert!(laatste.get("volgende").is_none());
    assert_eq!(
        laatste["vorige"],
        format!("{begin}&pagina=99&resultatenperpagina=10")
    );
    // 34 pages of 30: the last one has ten.
    let rest = goed(get(&format!("{doel}&pagina=34&resultatenPerPagina=30")));
    assert_eq!(rest["resultaten"].as_array().unwrap().len(), 10);
    for voorbij in [
        "pagina=101",
        "pagina=1000",
        "pagina=11&resultatenPerPagina=100",
    ] {
        assert_eq!(
            codes(&get(&format!("{doel}&{voorbij}"))),
            ["IPD5200"],
            "{voorbij}"
        );
    }
}
