//! Questions that nobody thought of: right, nearly right and wrong in every part.
//!
//! `fake` draws them from a seeded generator; the world itself never uses it.

use fake::faker::address::raw::{PostCode, StreetName};
use fake::faker::name::raw::{FirstName, LastName};
use fake::locales::NL_NL;
use fake::rand::{Rng, RngExt};
use fake::{Dummy, Fake, Faker};
use serde_json::{Map, Value, json};

/// A body for `POST /personen`.
#[derive(Clone, Debug)]
pub struct BrpQuestion(pub Value);

/// A path and a body for Bewoning, Verblijfplaatshistorie or Reisdocumenten.
#[derive(Clone, Debug)]
pub struct BrpSisterQuestion(pub &'static str, pub Value);

/// A path with a query, below the BAG's mount.
#[derive(Clone, Debug)]
pub struct BagQuestion(pub String);

/// A whole path with a query, to the KVK.
#[derive(Clone, Debug)]
pub struct KvkQuestion(pub String);

/// A path with a query, below the Locatieserver's mount.
#[derive(Clone, Debug)]
pub struct LocatieserverQuestion(pub String);

/// One of these.
fn pick<'a, R: Rng + ?Sized>(choices: &[&'a str], rng: &mut R) -> &'a str {
    choices[(0..choices.len()).fake_with_rng::<usize, _>(rng)]
}

/// Anything that JSON can hold.
fn anything<R: Rng + ?Sized>(rng: &mut R) -> Value {
    match (0..7).fake_with_rng::<u8, _>(rng) {
        0 => Value::Null,
        1 => json!(Faker.fake_with_rng::<bool, _>(rng)),
        2 => json!(Faker.fake_with_rng::<i64, _>(rng)),
        3 => json!(Faker.fake_with_rng::<f64, _>(rng)),
        4 => json!(Faker.fake_with_rng::<String, _>(rng)),
        5 => json!([Faker.fake_with_rng::<String, _>(rng)]),
        _ => json!({"a": Faker.fake_with_rng::<i32, _>(rng)}),
    }
}

/// What every question may ask for.
const FIELDS_OF_ALL: &[&str] = &[
    "adressering",
    "burgerservicenummer",
    "geboorte.datum",
    "geslacht",
    "leeftijd",
    "naam",
];

/// What only some questions may ask for, or none.
const FIELDS_OF_SOME: &[&str] = &[
    "kinderen",
    "ouders",
    "partners.naam",
    "rni",
    "schoenmaat",
    "verblijfplaats",
    "",
];

/// A value that could be right for a member of that name.
fn plausible<R: Rng + ?Sized>(name: &str, rng: &mut R) -> Value {
    match name {
        "burgerservicenummer" => {
            let numbers: Vec<String> = (0..(1..4).fake_with_rng::<u8, _>(rng))
                .map(|_| format!("{:09}", (0..999_999_999).fake_with_rng::<u32, _>(rng)))
                .collect();
            json!(numbers)
        }
        "geslachtsnaam" => json!(LastName(NL_NL).fake_with_rng::<String, _>(rng)),
        "voornamen" => json!(format!(
            "{}*",
            FirstName(NL_NL).fake_with_rng::<String, _>(rng)
        )),
        "geboortedatum" => json!(format!(
            "{}-{:02}-{:02}",
            (1900..2030).fake_with_rng::<u16, _>(rng),
            (1..14).fake_with_rng::<u8, _>(rng),
            (1..33).fake_with_rng::<u8, _>(rng)
        )),
        "postcode" => json!(PostCode(NL_NL).fake_with_rng::<String, _>(rng)),
        "huisnummer" => json!((0..100_000).fake_with_rng::<u32, _>(rng)),
        "straat" => json!(StreetName(NL_NL).fake_with_rng::<String, _>(rng)),
        "gemeenteVanInschrijving" => json!(pick(&["9001", "0363", "9", "abcd"], rng)),
        "inclusiefOverledenPersonen" => json!(Faker.fake_with_rng::<bool, _>(rng)),
        "geslacht" => json!(pick(&["M", "V", "O", "X"], rng)),
        "fields" => {
            let names: Vec<&str> = (0..(1..4).fake_with_rng::<u8, _>(rng))
                .map(|_| match rng.random_bool(0.85) {
                    true => pick(FIELDS_OF_ALL, rng),
                    false => pick(FIELDS_OF_SOME, rng),
                })
                .collect();
            json!(names)
        }
        _ => json!(format!("{:016}", Faker.fake_with_rng::<u32, _>(rng))),
    }
}

/// The sorts of question with what they need, and one that does not exist.
const SORTS: [(&str, &[&str]); 8] = [
    ("RaadpleegMetBurgerservicenummer", &["burgerservicenummer"]),
    (
        "ZoekMetGeslachtsnaamEnGeboortedatum",
        &["geslachtsnaam", "geboortedatum"],
    ),
    (
        "ZoekMetNaamEnGemeenteVanInschrijving",
        &["geslachtsnaam", "voornamen", "gemeenteVanInschrijving"],
    ),
    ("ZoekMetPostcodeEnHuisnummer", &["postcode", "huisnummer"]),
    (
        "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving",
        &["straat", "huisnummer", "gemeenteVanInschrijving"],
    ),
    (
        "ZoekMetNummeraanduidingIdentificatie",
        &["nummeraanduidingIdentificatie"],
    ),
    (
        "ZoekMetAdresseerbaarObjectIdentificatie",
        &["adresseerbaarObjectIdentificatie"],
    ),
    ("ZoekMetSchoenmaat", &[]),
];

/// What any question may hold besides.
const MORE: [&str; 6] = [
    "voorvoegsel",
    "geslacht",
    "huisletter",
    "huisnummertoevoeging",
    "inclusiefOverledenPersonen",
    "schoenmaat",
];

impl Dummy<Faker> for BrpQuestion {
    fn dummy_with_rng<R: Rng + ?Sized>(_: &Faker, rng: &mut R) -> Self {
        let (sort, needed) = SORTS[(0..SORTS.len()).fake_with_rng::<usize, _>(rng)];
        let mut body = Map::new();
        body.insert("type".to_owned(), json!(sort));
        for name in needed.iter().chain(&["fields"]) {
            if rng.random_bool(0.95) {
                body.insert((*name).to_owned(), plausible(name, rng));
            }
        }
        for name in MORE {
            if rng.random_bool(0.1) {
                body.insert(name.to_owned(), plausible(name, rng));
            }
        }
        if rng.random_bool(0.2) {
            let names: Vec<String> = body.keys().cloned().collect();
            let name = &names[(0..names.len()).fake_with_rng::<usize, _>(rng)];
            body.insert(name.clone(), anything(rng));
        }
        Self(Value::Object(body))
    }
}

const BEWONING: &str = "/haalcentraal/api/bewoning/bewoningen";
const HISTORIE: &str = "/haalcentraal/api/brphistorie/verblijfplaatshistorie";
const REISDOCUMENTEN: &str = "/haalcentraal/api/reisdocumenten/reisdocumenten";

/// Questions to the sister APIs with what they need.
const SISTERS: [(&str, &str, &[&str]); 6] = [
    (
        BEWONING,
        "BewoningMetPeildatum",
        &["adresseerbaarObjectIdentificatie", "peildatum"],
    ),
    (
        BEWONING,
        "BewoningMetPeriode",
        &["adresseerbaarObjectIdentificatie", "datumVan", "datumTot"],
    ),
    (
        HISTORIE,
        "RaadpleegMetPeildatum",
        &["burgerservicenummer", "peildatum"],
    ),
    (
        HISTORIE,
        "RaadpleegMetPeriode",
        &["burgerservicenummer", "datumVan", "datumTot"],
    ),
    (
        REISDOCUMENTEN,
        "RaadpleegMetReisdocumentnummer",
        &["reisdocumentnummer", "fields"],
    ),
    (
        REISDOCUMENTEN,
        "ZoekMetBurgerservicenummer",
        &["burgerservicenummer", "fields"],
    ),
];

/// A value that could be right for a member of a sister's question.
fn plausible_for_sister<R: Rng + ?Sized>(name: &str, rng: &mut R) -> Value {
    let year = match name {
        "datumVan" => 1950..2010,
        "datumTot" => 2005..2030,
        _ => 1950..2030,
    };
    match name {
        "peildatum" | "datumVan" | "datumTot" => json!(format!(
            "{}-{:02}-{:02}",
            year.fake_with_rng::<u16, _>(rng),
            (1..13).fake_with_rng::<u8, _>(rng),
            (1..30).fake_with_rng::<u8, _>(rng)
        )),
        "burgerservicenummer" => json!(format!(
            "{:09}",
            (999_990_000..1_000_000_000).fake_with_rng::<u32, _>(rng)
        )),
        "reisdocumentnummer" => json!([pick(&["TS0FL0A10", "NS1234567", "ts0fl0a10", ""], rng)]),
        "fields" => json!([
            pick(&["reisdocumentnummer", "soort", "houder", "naam"], rng),
            pick(
                &["inhoudingOfVermissing", "datumEindeGeldigheid.datum"],
                rng
            ),
        ]),
        _ => json!(pick(
            &[
                "9001019621900869",
                "9001010000000001",
                "0000000000000000",
                "9"
            ],
            rng
        )),
    }
}

impl Dummy<Faker> for BrpSisterQuestion {
    fn dummy_with_rng<R: Rng + ?Sized>(_: &Faker, rng: &mut R) -> Self {
        let (path, sort, needed) = SISTERS[(0..SISTERS.len()).fake_with_rng::<usize, _>(rng)];
        let mut body = Map::new();
        body.insert("type".to_owned(), json!(sort));
        for name in needed {
            if rng.random_bool(0.95) {
                body.insert((*name).to_owned(), plausible_for_sister(name, rng));
            }
        }
        if rng.random_bool(0.1) {
            body.insert("schoenmaat".to_owned(), anything(rng));
        }
        if rng.random_bool(0.1) {
            let names: Vec<String> = body.keys().cloned().collect();
            let name = &names[(0..names.len()).fake_with_rng::<usize, _>(rng)];
            body.insert(name.clone(), anything(rng));
        }
        Self(path, Value::Object(body))
    }
}

impl Dummy<Faker> for BagQuestion {
    fn dummy_with_rng<R: Rng + ?Sized>(_: &Faker, rng: &mut R) -> Self {
        let id = format!(
            "{}{:010}",
            pick(
                &[
                    "900120", "900101", "900110", "900130", "036320", "9001", "x"
                ],
                rng
            ),
            (0..500).fake_with_rng::<u32, _>(rng)
        );
        let path = match (0..3).fake_with_rng::<u8, _>(rng) {
            0 => pick(
                &[
                    "/adressen",
                    "/nummeraanduidingen",
                    "/panden",
                    "/woonplaatsen",
                    "/openbareruimten",
                ],
                rng,
            )
            .to_owned(),
            1 => format!(
                "{}/{id}",
                pick(
                    &[
                        "/adressen",
                        "/nummeraanduidingen",
                        "/panden",
                        "/verblijfsobjecten",
                        "/openbareruimten"
                    ],
                    rng
                )
            ),
            _ => format!(
                "/woonplaatsen/{}",
                pick(&["9001", "0001", "x", "3560"], rng)
            ),
        };
        let mut query = Vec::new();
        for (name, values) in [
            ("postcode", &["8000AA", "8000 aa", "1", "%41", "é"][..]),
            ("huisnummer", &["1", "0", "-1", "99999999999", "x"]),
            ("page", &["1", "2", "0", "x"]),
            ("pageSize", &["10", "100", "101", ""]),
            ("expand", &["true", "ligtIn", "niets", ","]),
            ("geldigOp", &["2026-01-01", "gisteren", "2026-02-30"]),
            (
                "bbox",
                &["1,2,3,4", "1,2", "a,b,c,d", "200000,500000,200100,500100"],
            ),
            ("q", &["8000AA 1", "zzz", "*", "%00"]),
            ("inclusiefEindStatus", &["true", "ja"]),
        ] {
            if rng.random_bool(0.25) {
                query.push(format!("{name}={}", pick(values, rng)));
            }
        }
        if query.is_empty() {
            return Self(path);
        }
        Self(format!("{path}?{}", query.join("&")))
    }
}

impl Dummy<Faker> for KvkQuestion {
    fn dummy_with_rng<R: Rng + ?Sized>(_: &Faker, rng: &mut R) -> Self {
        let root = pick(&["/api", "/test/api"], rng);
        let number = pick(&["69599084", "90004973", "1", "%00", "000900000000"], rng);
        let path = match (0..6).fake_with_rng::<u8, _>(rng) {
            0 => format!(
                "/v1/basisprofielen/{number}{}",
                pick(
                    &["", "/eigenaar", "/hoofdvestiging", "/vestigingen", "/x"],
                    rng
                )
            ),
            1 => format!("/v1/vestigingsprofielen/{number}"),
            2 => format!("/v1/naamgevingen/kvknummer/{number}"),
            _ => "/v2/zoeken".to_owned(),
        };
        let mut query = Vec::new();
        for (name, values) in [
            (
                "naam",
                &["de", "Stichting", "B.V.", "zzqxv", "%41", "", "%ff"][..],
            ),
            ("plaats", &["Waterlinge", "waterlinge", "Nergens"]),
            ("straatnaam", &["Kerkstraat", "'"]),
            ("postcode", &["8000AA", "8000,a", "1"]),
            ("huisnummer", &["1", "0", "999999", "x"]),
            ("huisletter", &["a", "ab"]),
            ("postbusnummer", &["99001", "-1"]),
            ("kvkNummer", &["69599084", "1"]),
            (
                "type",
                &["hoofdvestiging", "rechtspersoon,nevenvestiging", "bv"],
            ),
            ("inclusiefInactieveRegistraties", &["true", "false", "ja"]),
            ("pagina", &["1", "2", "1000", "0", "99999999999"]),
            ("resultatenPerPagina", &["1", "100", "101"]),
            ("geoData", &["true", "nee"]),
        ] {
            let often = if name == "naam" { 0.5 } else { 0.08 };
            if rng.random_bool(often) {
                // A good value more often than not.
                let good = rng.random_bool(0.7);
                let value = if good { values[0] } else { pick(values, rng) };
                query.push(format!("{name}={value}"));
            }
        }
        Self(format!("{root}{path}?{}", query.join("&")))
    }
}

impl Dummy<Faker> for LocatieserverQuestion {
    fn dummy_with_rng<R: Rng + ?Sized>(_: &Faker, rng: &mut R) -> Self {
        let path = pick(&["/suggest", "/free", "/lookup", "/reverse"], rng);
        let needed: &[(&str, &[&str])] = match path {
            "/suggest" => &[(
                "q",
                &[
                    "ooi",
                    "ke%2012",
                    "8000AA%201",
                    "8",
                    "1",
                    "kerkstrat",
                    "%22open",
                    "type:weg",
                    "a%20or%20b",
                    "%00",
                    "%F0%9F%98%80",
                    "*",
                ],
            )],
            "/lookup" => &[(
                "id",
                &[
                    "adr-00000000000000000000000000000000",
                    "gem-1",
                    "x",
                    "%ff",
                    "-",
                ],
            )],
            "/reverse" => &[
                ("X", &["172000", "-1", "1e9", "x"]),
                ("Y", &["502000", "0", "502000.5"]),
            ],
            _ => &[("q", &["waterlinge", "*:*", "postcode:8000AA", "(a", "12"])],
        };
        let more: &[(&str, &[&str])] = &[
            (
                "fq",
                &[
                    "*",
                    "type:adres",
                    "type:(adres",
                    "bron:CBS",
                    "huisnummer:%5B1%20TO%203%5D",
                    "x:y",
                    "not%20type:weg",
                ],
            ),
            ("fl", &["*", "id,score", "geometrie_ll afstand", "x"]),
            ("rows", &["0", "3", "-1", "x", "100000"]),
            ("start", &["0", "7", "99999999999"]),
            (
                "sort",
                &["score desc", "weergavenaam%20asc", "x%20asc", "score"],
            ),
            ("indent", &["true", "false", "x"]),
            ("lat", &["52.5", "91", "x"]),
            ("lon", &["5.6", "-181"]),
            ("type", &["gemeente", "perceel", ""]),
            ("distance", &["30", "1e300", "-1"]),
            ("bq", &["type:adres%5E9", "type:"]),
            ("qf", &["suggest%5E2", "x"]),
            ("limit", &["5"]),
        ];
        let mut query = Vec::new();
        for (odds, parameters) in [(0.95, needed), (0.12, more)] {
            for (name, values) in parameters {
                if rng.random_bool(odds) {
                    query.push(format!("{name}={}", pick(values, rng)));
                }
            }
        }
        Self(format!("{path}?{}", query.join("&")))
    }
}
