//! Person lists that nobody thought of: every element, with everything that it may hold, most of it
//! improbable and some of it impossible.

use fake::rand::rngs::StdRng;
use fake::rand::{RngExt, SeedableRng};
use serde_json::{Map, Value, json};

use super::PAD;
use super::personen::ALLES;
use super::team::Team;
use crate::brp::lo3_controle::{ELEMENTEN, MEER_STAPELS, Vorm};

const DATUMS: [&str; 12] = [
    "00000000", "19670230", "20240500", "20240000", "99999999", "00000512", "20231301", "20230012",
    "19000101", "20260515", "20260516", "20100229",
];
const BEWONINGEN: &str = "/haalcentraal/api/bewoning/bewoningen";
const HISTORIE: &str = "/haalcentraal/api/brphistorie/verblijfplaatshistorie";
const REISDOCUMENTEN: &str = "/haalcentraal/api/reisdocumenten/reisdocumenten";
const OBJECT: &str = "0518010000000001";

fn een<'a>(keuzes: &[&'a str], rng: &mut StdRng) -> &'a str {
    keuzes[rng.random_range(0..keuzes.len())]
}

/// Something that an element of this form may hold.
fn waarde(nummer: &str, vorm: Vorm, bsns: &[String], rng: &mut StdRng) -> String {
    match nummer {
        "01.20" => return bsns[rng.random_range(0..bsns.len())].clone(),
        "11.80" | "11.90" if rng.random_bool(0.7) => return OBJECT.to_owned(),
        "83.10" if rng.random_bool(0.8) => {
            let codes = [
                "010000", "080000", "089999", "589999", "050000", "120000", "113210", "000000",
            ];
            return een(&codes, rng).to_owned();
        }
        "09.10" if rng.random_bool(0.5) => return een(&["0518", "1999", "0000"], rng).to_owned(),
        "02.40" if rng.random_bool(0.5) => return een(&[".", "Spoel", "É"], rng).to_owned(),
        "81.20" if rng.random_bool(0.8) => {
            return een(
                &["1AA0100", "1CA3426", "1QA0001", "1VA1234", "1", "éé"],
                rng,
            )
            .to_owned();
        }
        _ => {}
    }
    let cijfers = |aantal: usize, rng: &mut StdRng| -> String {
        let zero = rng.random_bool(0.3);
        (0..aantal)
            .map(|_| {
                if zero {
                    '0'
                } else {
                    char::from(b'0' + rng.random_range(0..10_u8))
                }
            })
            .collect()
    };
    match vorm {
        Vorm::Cijfers(aantal) => cijfers(aantal, rng),
        Vorm::Getal(hoogstens) => {
            let aantal = rng.random_range(1..=hoogstens);
            cijfers(aantal, rng)
        }
        Vorm::Datum => {
            if rng.random_bool(0.7) {
                een(&DATUMS, rng).to_owned()
            } else {
                cijfers(8, rng)
            }
        }
        Vorm::Tekst(hoogstens) => {
            let tekens = [".", "a", "É", "ß", " ", "-", "'", "9", "van "];
            let mut tekst = String::new();
            for _ in 0..rng.random_range(1..=6) {
                let teken = een(&tekens, rng);
                if tekst.chars().count() + teken.chars().count() <= hoogstens {
                    tekst.push_str(teken);
                }
            }
            if tekst.is_empty() {
                ".".to_owned()
            } else {
                tekst
            }
        }
        Vorm::Code(hoogstens) => "Z".repeat(hoogstens),
        Vorm::Een(codes) => een(codes, rng).to_owned(),
    }
}

fn voorkomen(categorie: u8, bsns: &[String], rng: &mut StdRng) -> Value {
    let vol = rng.random_range(0.1..0.9);
    let mut elementen = Map::new();
    for (nummer, vorm, categorieen) in ELEMENTEN {
        if categorieen.contains(&categorie) && rng.random_bool(vol) {
            let waarde = waarde(nummer, *vorm, bsns, rng);
            elementen.insert((*nummer).to_owned(), waarde.into());
        }
    }
    Value::Object(elementen)
}

fn lijst(bsn: &str, bsns: &[String], rng: &mut StdRng) -> Value {
    let mut categorieen = Map::new();
    for categorie in 1..=13_u8 {
        if categorie != 1 && rng.random_bool(0.3) {
            continue;
        }
        let nummer = format!("{categorie:02}");
        let most = if MEER_STAPELS.contains(&nummer.as_str()) {
            3
        } else {
            1
        };
        let stapels: Vec<Value> = (0..rng.random_range(1..=most))
            .map(|_| {
                (0..rng.random_range(1..=3))
                    .map(|_| voorkomen(categorie, bsns, rng))
                    .collect()
            })
            .collect();
        categorieen.insert(nummer, stapels.into());
    }
    categorieen["01"][0][0]["01.20"] = bsn.into();
    json!({"categorieen": categorieen})
}

/// Every question of every API, about these persons.
fn vragen(bsns: &[String]) -> Vec<(&'static str, Value)> {
    let beperkt = json!([
        "burgerservicenummer",
        "naam",
        "geboorte",
        "leeftijd",
        "geslacht",
        "adressering"
    ]);
    let met_gezag = json!([
        "burgerservicenummer",
        "naam",
        "gezag",
        "adresseringBinnenland"
    ]);
    let mut vragen = vec![
        (
            PAD,
            json!({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": bsns, "fields": ALLES}),
        ),
        (
            PAD,
            json!({"type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": "Spoel",
            "geboortedatum": "1900-01-01", "fields": beperkt}),
        ),
        (
            PAD,
            json!({"type": "ZoekMetNaamEnGemeenteVanInschrijving", "geslachtsnaam": "Spoel", "voornamen": "Aaa*",
            "gemeenteVanInschrijving": "0518", "fields": beperkt}),
        ),
        (
            PAD,
            json!({"type": "ZoekMetPostcodeEnHuisnummer", "postcode": "1234AB", "huisnummer": 1, "fields": beperkt}),
        ),
        (
            PAD,
            json!({"type": "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving", "straat": "a", "huisnummer": 1,
            "gemeenteVanInschrijving": "0518", "fields": beperkt}),
        ),
        (
            PAD,
            json!({"type": "ZoekMetNummeraanduidingIdentificatie", "nummeraanduidingIdentificatie": OBJECT,
            "inclusiefOverledenPersonen": true, "fields": beperkt}),
        ),
        (
            PAD,
            json!({"type": "ZoekMetAdresseerbaarObjectIdentificatie", "adresseerbaarObjectIdentificatie": OBJECT,
            "inclusiefOverledenPersonen": true, "fields": met_gezag}),
        ),
        (
            BEWONINGEN,
            json!({"type": "BewoningMetPeriode", "adresseerbaarObjectIdentificatie": OBJECT,
            "datumVan": "1900-01-01", "datumTot": "2100-01-01"}),
        ),
        (
            BEWONINGEN,
            json!({"type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": OBJECT,
            "peildatum": "2024-05-10"}),
        ),
    ];
    let documentvelden = json!([
        "reisdocumentnummer",
        "soort",
        "datumEindeGeldigheid",
        "inhoudingOfVermissing",
        "houder"
    ]);
    for bsn in bsns {
        vragen.push((
            HISTORIE,
            json!({"type": "RaadpleegMetPeriode", "burgerservicenummer": bsn,
            "datumVan": "0001-01-01", "datumTot": "9999-12-31"}),
        ));
        vragen.push((HISTORIE, json!({"type": "RaadpleegMetPeildatum", "burgerservicenummer": bsn, "peildatum": "2024-05-10"})));
        vragen.push((
            REISDOCUMENTEN,
            json!({"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": bsn,
            "fields": documentvelden}),
        ));
    }
    vragen
}

#[test]
fn whatever_lists_are_stored_every_question_keeps_to_its_contract() {
    for seed in 0..60 {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut team = Team::in_leegte();
        let bsns: Vec<String> = (1..=8).map(|nummer| format!("{nummer:09}")).collect();
        for bsn in &bsns {
            team.bewaar(&lijst(bsn, &bsns, &mut rng));
        }
        for (pad, vraag) in vragen(&bsns) {
            let ((status, answer), _) = team.vraag_aan(pad, &[], &vraag);
            assert_eq!(status, 200, "seed {seed}: {vraag}: {answer}");
        }
    }
}
