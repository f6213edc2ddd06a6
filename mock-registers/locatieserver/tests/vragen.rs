//! Filters, fields, orders and forms; parcels; what lies near.

use super::{get, vraag};

fn gefilterd(filters: &[&str]) -> u64 {
    let mut parameters: Vec<(&str, &str)> = filters.iter().map(|filter| ("fq", *filter)).collect();
    parameters.push(("rows", "0"));
    vraag("free", &parameters).totaal()
}

#[test]
fn filters_select_what_they_say_in_every_form() {
    let alles = gefilterd(&["*"]);
    let gewoon = gefilterd(&[]);
    let adressen = gefilterd(&["type:adres"]);
    let wegen = gefilterd(&["type:weg"]);
    let provincies = gefilterd(&["type:provincie"]);
    let buurten = gefilterd(&["type:buurt"]);
    assert!(adressen > 300 && wegen > 6 && provincies == 1 && buurten > 2);
    let percelen = gefilterd(&["type:(perceel or appartementsrecht)"]);
    assert_eq!(gefilterd(&["bron:DKK"]), percelen);
    assert_eq!(gewoon, alles - provincies - buurten - percelen);
    for (filters, aantal) in [
        (&["type:(adres OR weg)"][..], adressen + wegen),
        (&["type:(adres weg)"], adressen + wegen),
        (&["type:(adres or weg)", "type:adres"], adressen),
        (&["type:adres and type:weg"], 0),
        (&["*:* and not type:adres"], alles - adressen),
        (&["-type:adres"], alles - adressen),
        (&["type:(not adres)"], alles - adressen),
        (&["bron:BAG and type:(adres or gemeente)"], adressen),
        (&["bron:\"Bestuurlijke Grenzen\""], 2),
        (&["gemeentecode:9001", "type:adres"], adressen),
        (&["gemeentecode:9999"], 0),
        (&["gemeentenaam:Waterlinge", "type:weg"], wegen),
        (&["provinciecode:PV24 AND type:weg"], wegen),
        (&["provincieafkorting:fl AND type:weg"], wegen),
        (&["type:hectometerpaal"], 0),
        (&["buurtcode:BU00000000"], 0),
        (&["bron:CBS"], buurten),
        (&["buurtnaam:* AND type:adres"], adressen),
        (&["buurtnaam:* AND type:weg"], 0),
        (&["straatnaam:Ooievaarsagaatlaan AND type:weg"], 1),
        (&["straatnaam:ooievaars* AND type:weg"], 1),
        (&["straatnaam:\"van nergenshuizenstraat\" AND type:weg"], 1),
        (&["straatnaam:\"nergenshuizenstraat van\" AND type:weg"], 0),
        (
            &["type:adres AND (straatnaam:Ooievaarsagaatlaan AND huisnummer:12)"],
            3,
        ),
        (
            &[
                "type:adres",
                "straatnaam:Ooievaarsagaatlaan",
                "huis_nlt:12A-3",
            ],
            1,
        ),
        (
            &[
                "type:adres",
                "straatnaam:Ooievaarsagaatlaan",
                "huisletter:c",
            ],
            2,
        ),
        (
            &[
                "type:adres",
                "straatnaam:Ooievaarsagaatlaan",
                "huisnummertoevoeging:*",
            ],
            4,
        ),
        (
            &[
                "type:adres",
                "straatnaam:Ooievaarsagaatlaan",
                "huisnummer:[1 TO 3]",
            ],
            3,
        ),
        (&["identificatie:9001"], 2),
    ] {
        assert_eq!(gefilterd(filters), aantal, "{filters:?}");
    }
    let per_nummer: u64 = (1..400)
        .map(|nummer| gefilterd(&[&format!("huisnummer:{nummer}")]))
        .sum();
    assert_eq!(per_nummer, adressen);
    let zonder_letter = gefilterd(&["type:adres", "-huisletter:*"]);
    let met_letter = gefilterd(&["huisletter:*"]);
    assert_eq!(zonder_letter + met_letter, adressen);
    let per_buurt: u64 = vraag("free", &[("fq", "type:buurt"), ("rows", "1000")])
        .docs()
        .iter()
        .map(|buurt| {
            let code = buurt["buurtcode"].as_str().unwrap();
            gefilterd(&[&format!("buurtcode:{code}"), "type:adres"])
        })
        .sum();
    assert_eq!(per_buurt, adressen);
    let per_plaats: u64 = vraag("free", &[("fq", "type:woonplaats")])
        .docs()
        .iter()
        .map(|plaats| {
            let filter = format!(
                "woonplaatsnaam:\"{}\"",
                plaats["woonplaatsnaam"].as_str().unwrap()
            );
            gefilterd(&[&filter, "type:adres"])
        })
        .sum();
    assert_eq!(per_plaats, adressen);
}

#[test]
fn fields_and_operators_work_in_q_too() {
    let adres = vraag("free", &[("q", "ooievaarsagaatlaan 12")]).docs()[0].clone();
    let postcode = adres["postcode"].as_str().unwrap();
    let eerste = |q: &str| vraag("free", &[("q", q)]).docs()[0]["id"].clone();
    for q in [
        format!("postcode:{postcode} and huisnummer:12 and huis_nlt:12"),
        format!(
            "postcode:\"{} {}\" and huis_nlt:12",
            &postcode[..4],
            &postcode[4..]
        ),
        format!("{postcode} and 12"),
        format!("\"ooievaarsagaatlaan\" 12 {postcode}"),
        "\"Ooievaarsagaatlaan 12\"".to_owned(),
        "suggest:ooievaarsagaatlaan 12".to_owned(),
        format!(
            "nummeraanduiding_id:{}",
            adres["nummeraanduiding_id"].as_str().unwrap()
        ),
        format!("identificatie:{}", adres["identificatie"].as_str().unwrap()),
        format!("id:{}", adres["id"].as_str().unwrap()),
    ] {
        assert_eq!(eerste(&q), adres["id"], "{q}");
    }
    let of = vraag(
        "free",
        &[
            ("q", "fuutgranietkade or kievitkoraalveld"),
            ("fq", "type:weg"),
        ],
    );
    assert_eq!(of.totaal(), 2);
    let zonder = vraag(
        "free",
        &[
            ("q", "fuutgranietkade or kievitkoraalveld not fuut"),
            ("fq", "type:weg"),
        ],
    );
    assert_eq!(zonder.totaal(), 2);
    let met_df = vraag(
        "free",
        &[
            ("q", "waterlinge"),
            ("df", "woonplaatsnaam"),
            ("fq", "type:gemeente"),
        ],
    );
    assert_eq!(met_df.totaal(), 0);
}

#[test]
fn only_the_fields_that_are_asked_for_are_answered() {
    let namen = |pad: &str, parameters: &[(&str, &str)]| -> Vec<String> {
        let antwoord = vraag(pad, parameters);
        let mut namen: Vec<String> = antwoord.docs()[0]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        namen.sort();
        namen
    };
    let q = ("q", "ooievaarsagaatlaan 12");
    assert_eq!(
        namen("suggest", &[q]),
        ["id", "score", "type", "weergavenaam"]
    );
    assert_eq!(
        namen("suggest", &[q, ("fl", "id straatnaam,bestaatniet")]),
        ["id", "straatnaam"]
    );
    let alles = namen("free", &[q]);
    assert!(alles.len() > 20 && alles.contains(&"centroide_ll".to_owned()));
    assert!(
        !alles.contains(&"geometrie_ll".to_owned()) && !alles.contains(&"huisletter".to_owned())
    );
    let met = namen("free", &[q, ("fl", "*,geometrie_ll,geometrie_rd")]);
    assert_eq!(met.len(), alles.len() + 1);
    let plaats = vraag(
        "free",
        &[
            ("q", "waterlinge"),
            ("fq", "type:woonplaats"),
            ("fl", "geometrie_rd,centroide_ll"),
        ],
    );
    let document = &plaats.docs()[0];
    assert!(
        document["geometrie_rd"]
            .as_str()
            .unwrap()
            .starts_with("POLYGON((")
    );
    assert!(
        document["centroide_ll"]
            .as_str()
            .unwrap()
            .starts_with("POINT(5.")
    );
}

#[test]
fn orders_and_weights_that_are_asked_for_are_given() {
    let nummers = |sort: &str| -> Vec<i64> {
        vraag(
            "free",
            &[
                ("q", "ooievaarsagaatlaan"),
                ("fq", "type:adres"),
                ("sort", sort),
                ("rows", "100"),
            ],
        )
        .docs()
        .iter()
        .map(|doc| doc["huisnummer"].as_i64().unwrap())
        .collect()
    };
    let oplopend = nummers("huisnummer asc");
    assert!(oplopend.len() == 23 && oplopend.is_sorted());
    let aflopend = nummers("huisnummer desc, huis_nlt asc");
    assert!(aflopend.is_sorted_by(|een, ander| een >= ander));
    let types = |extra: &[(&str, &str)]| -> String {
        let mut parameters = vec![("q", "ooi")];
        parameters.extend(extra);
        vraag("suggest", &parameters).docs()[0]["type"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(types(&[]), "weg");
    assert_eq!(
        types(&[("bq", "type:postcode^9"), ("bq", "type:weg^1")]),
        "postcode"
    );
    assert_eq!(types(&[("sort", "sortering desc")]), "adres");
    assert_eq!(
        types(&[("qf", "suggest"), ("sort", "typesortering asc")]),
        "weg"
    );
}

#[test]
fn the_forms_of_an_answer() {
    let ingesprongen = get("/suggest?q=ooi");
    assert!(ingesprongen.tekst.contains("\n  \"response\""));
    let plat = get("/suggest?q=ooi&indent=false");
    assert!(!plat.tekst.contains('\n'));
    assert_eq!(ingesprongen.body, plat.body);
    let xml = get("/suggest?q=ooievaarsagaatlaan%2012&wt=xml&indent=false");
    assert_eq!(xml.status, 200);
    assert!(
        xml.headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("application/xml")
    );
    assert!(
        xml.tekst.contains("<str name=\"type\">adres</str>"),
        "{}",
        xml.tekst
    );
    assert!(xml.tekst.contains("&lt;b&gt;12&lt;/b&gt;"), "{}", xml.tekst);
}

#[test]
fn parcels_are_found_by_what_they_are_called_and_linked_to_addresses() {
    let view = super::lab().state.view();
    let dkk = ("fq", "type:(perceel or appartementsrecht)");
    let mut gesplitst = 0;
    for adres in vraag("free", &[("fq", "type:adres"), ("rows", "10000")])
        .docs()
        .iter()
        .step_by(3)
    {
        let gekoppeld = ["gekoppeld_perceel", "gekoppeld_appartement"]
            .into_iter()
            .find_map(|veld| Some((veld, adres[veld][0].as_str()?)));
        let (veld, kort) = gekoppeld.unwrap();
        gesplitst += usize::from(veld == "gekoppeld_appartement");
        let los = kort.replace('-', " ").to_lowercase();
        let naam = format!("waterlinge{}", &los[5..]);
        for getypt in [kort, &los, &naam] {
            let antwoord = vraag("suggest", &[("q", getypt), dkk]);
            assert_eq!(antwoord.totaal(), 1, "{getypt}: {}", antwoord.tekst);
            let id = antwoord.docs()[0]["id"].as_str().unwrap();
            let document = &vraag("lookup", &[("id", id)]).docs()[0].clone();
            let identificatie = document["identificatie"].as_str().unwrap();
            let koz = view.koz_met_identificatie(identificatie).unwrap();
            let zaak = view.onroerende_zaak(koz);
            assert!(document["weergavenaam"].as_str().unwrap().contains(kort));
            assert_eq!(
                document["perceelnummer"],
                zaak.aanduiding().perceelnummer.to_string()
            );
            assert_eq!(
                document.get("kadastrale_grootte").is_none(),
                koz.is_appartementsrecht()
            );
            let filter = format!("identificatie:{identificatie}");
            assert_eq!(vraag("free", &[("fq", &filter)]).docs()[0]["id"], id);
        }
        let filter = format!("{veld}:\"{kort}\"");
        let terug = vraag("free", &[("fq", &filter), ("rows", "100")]);
        assert!(
            terug.docs().iter().any(|doc| doc["id"] == adres["id"]),
            "{filter}"
        );
        let punt = adres["centroide_rd"].as_str().unwrap();
        let (x, y) = punt[6..punt.len() - 1].split_once(' ').unwrap();
        let hier = vraag(
            "reverse",
            &[
                ("X", x),
                ("Y", y),
                ("type", "perceel"),
                ("rows", "1"),
                ("fl", "weergavenaam,afstand"),
            ],
        );
        assert_eq!(hier.docs()[0]["afstand"], 0.0, "{adres}");
        let perceel = kort.split('-').take(3).collect::<Vec<_>>().join("-");
        assert!(hier.namen()[0].contains(&perceel), "{adres} {}", hier.tekst);
    }
    assert!(gesplitst > 2, "only {gesplitst} apartments");
    let alle = vraag("free", &[("fq", "type:perceel"), ("rows", "10000")]);
    assert_eq!(alle.totaal(), u64::from(view.world().perceel_count()));
    // Without a filter for them they are not among the answers.
    let eerste = alle.docs()[0]["weergavenaam"].as_str().unwrap();
    assert_eq!(vraag("suggest", &[("q", eerste)]).totaal(), 0);
}

#[test]
fn reverse_answers_each_type_around_a_point() {
    let adres = vraag("free", &[("q", "ooievaarsagaatlaan 12")]).docs()[0].clone();
    let punt = adres["centroide_rd"]
        .as_str()
        .unwrap()
        .replace("POINT(", "")
        .replace(')', "");
    let (x, y) = punt.split_once(' ').unwrap();
    for (soort, veld) in [
        ("gemeente", "gemeentecode"),
        ("woonplaats", "woonplaatscode"),
        ("provincie", "provinciecode"),
        ("buurt", "buurtcode"),
        ("postcode", "postcode"),
    ] {
        let antwoord = vraag(
            "reverse",
            &[
                ("X", x),
                ("Y", y),
                ("type", soort),
                ("rows", "1"),
                ("fl", "*,afstand"),
            ],
        );
        assert_eq!(antwoord.docs()[0][veld], adres[veld], "{soort}");
        assert_eq!(antwoord.docs()[0]["afstand"], 0.0, "{soort}");
    }
    let weg = vraag(
        "free",
        &[("q", "fuutgranietkade"), ("fl", "*,geometrie_rd")],
    )
    .docs()[0]
        .clone();
    assert!(
        weg["geometrie_rd"]
            .as_str()
            .unwrap()
            .starts_with("LINESTRING(")
    );
    let midden = weg["centroide_rd"].as_str().unwrap();
    let (wx, wy) = midden[6..midden.len() - 1].split_once(' ').unwrap();
    let gevonden = vraag(
        "reverse",
        &[("X", wx), ("Y", wy), ("type", "weg"), ("rows", "1")],
    );
    assert_eq!(gevonden.docs()[0]["id"], weg["id"]);
    let twee = vraag(
        "reverse",
        &[
            ("X", x),
            ("Y", y),
            ("type", "adres"),
            ("type", "gemeente"),
            ("distance", "0"),
        ],
    );
    assert_eq!(twee.totaal(), 2);
    let gefilterd = vraag("reverse", &[("X", x), ("Y", y), ("fq", "huis_nlt:12A-3")]);
    assert_eq!(gefilterd.totaal(), 1);
    let niets = vraag("reverse", &[("X", "1"), ("Y", "1")]);
    assert!(niets.totaal() == 0 && niets.docs().is_empty());
    let ver = vraag(
        "reverse",
        &[
            ("lat", "52.1"),
            ("lon", "5.1"),
            ("distance", "1000000"),
            ("rows", "1"),
        ],
    );
    assert_eq!(ver.docs().len(), 1);
}
