//! What comes first: what a person typed.

use super::{Antwoord, vraag};

/// The cast's own streets are the same in every world.
const STRAAT: &str = "Ooievaarsagaatlaan";

fn suggest(q: &str) -> Antwoord {
    vraag("suggest", &[("q", q)])
}

fn types(antwoord: &Antwoord) -> Vec<&str> {
    antwoord
        .docs()
        .iter()
        .map(|doc| doc["type"].as_str().unwrap())
        .collect()
}

#[test]
fn a_street_before_its_addresses_when_no_number_is_typed_and_an_address_when_one_is() {
    let straten = vraag("suggest", &[("q", "oo"), ("fq", "type:weg")]);
    assert!(straten.namen()[0].starts_with(STRAAT), "{}", straten.tekst);
    for getypt in ["ooi", "ooiev", "ooievaarsagaatlaan", "OOIEVAARSAGAATLAAN"] {
        let antwoord = suggest(getypt);
        assert_eq!(types(&antwoord)[0], "weg", "{getypt}: {}", antwoord.tekst);
        assert!(antwoord.namen()[0].starts_with(STRAAT), "{getypt}");
    }
    let antwoord = suggest("ooiev 1");
    assert!(types(&antwoord).iter().all(|soort| *soort == "adres"));
    // First the number itself, then what begins with it.
    assert!(antwoord.namen()[0].starts_with("Ooievaarsagaatlaan 1,"));
    assert!(antwoord.totaal() > 5);
}

#[test]
fn a_number_without_letter_before_the_same_with_one_and_each_when_it_is_typed() {
    let kaal = suggest("ooievaarsagaatlaan 12");
    let namen = kaal.namen();
    assert!(namen[0].starts_with("Ooievaarsagaatlaan 12,"), "{namen:?}");
    assert!(
        namen
            .iter()
            .any(|naam| naam.starts_with("Ooievaarsagaatlaan 12A-3,"))
    );
    for (getypt, eerste) in [
        ("ooievaarsagaatlaan 12a", "12A,"),
        ("ooievaarsagaatlaan 12 a", "12A,"),
        ("ooievaarsagaatlaan 12A-3", "12A-3,"),
        ("ooievaarsagaatlaan 12 a 3", "12A-3,"),
        ("ooievaarsagaatlaan 12a3", "12A-3,"),
        ("ooievaarsagaatlaan 16-2", "16-2,"),
        ("ooievaarsagaatlaan 16c-ii", "16C-II,"),
    ] {
        let antwoord = suggest(getypt);
        let verwacht = format!("{STRAAT} {eerste}");
        assert!(
            antwoord.namen()[0].starts_with(&verwacht),
            "{getypt}: {:?}",
            antwoord.namen()
        );
    }
}

#[test]
fn diacritics_order_and_short_names_do_not_matter() {
    for getypt in [
        "reunieganzenpad 2",
        "Reüniegánzenpad 2",
        "2 reunieganzen",
        "waterlinge reunieg 2",
    ] {
        assert!(
            suggest(getypt).namen()[0].starts_with("Reünieganzenpad 2,"),
            "{getypt}"
        );
    }
    for getypt in [
        "burg nergens",
        "burgemeester van nergenshuizenstraat",
        "nergenshuizenstr",
    ] {
        assert!(
            suggest(getypt).namen()[0].starts_with("Burgemeester Van Nergenshuizenstraat,"),
            "{getypt}"
        );
    }
}

#[test]
fn a_postcode_is_one_word_however_it_is_written() {
    let adres = suggest("ooievaarsagaatlaan 1");
    let naam = adres.namen()[0].to_owned();
    let postcode = naam.split(' ').nth(2).unwrap();
    let (cijfers, letters) = postcode.split_at(4);
    for getypt in [
        postcode.to_owned(),
        format!("{cijfers} {letters}"),
        format!("{cijfers} {}", letters.to_lowercase()),
    ] {
        let antwoord = suggest(&getypt);
        assert_eq!(
            types(&antwoord)[0],
            "postcode",
            "{getypt}: {}",
            antwoord.tekst
        );
        assert!(types(&antwoord)[1..].iter().all(|soort| *soort == "adres"));
        assert_eq!(
            suggest(&format!("{getypt} 1")).namen()[0],
            naam,
            "{getypt} 1"
        );
    }
    // Unfinished, it is still the beginning of postcodes.
    let antwoord = suggest(&format!("{cijfers}{}", &letters[..1]));
    assert!(antwoord.totaal() > 10 && types(&antwoord)[0] == "postcode");
}

#[test]
fn a_place_before_what_lies_in_it() {
    let antwoord = vraag("free", &[("q", "waterlinge"), ("fq", "*")]);
    assert_eq!(types(&antwoord)[..3], ["gemeente", "woonplaats", "weg"]);
    assert_eq!(antwoord.namen()[0], "Gemeente Waterlinge");
    assert_eq!(antwoord.namen()[1], "Waterlinge, Waterlinge, Flevoland");
    let antwoord = vraag("free", &[("q", "provincie flevoland"), ("fq", "*")]);
    assert_eq!(antwoord.namen()[0], "Provincie Flevoland");
    // Provinces are not among what is searched without a filter.
    let gewoon = vraag("free", &[("q", "flevoland")]);
    assert!(types(&gewoon).iter().all(|soort| *soort != "provincie"));
    // A street in a village of the municipality is found with the municipality's name, by free only.
    let in_gemeente = vraag(
        "free",
        &[
            ("q", "waterlinge"),
            ("fq", "type:weg and not woonplaatsnaam:waterlinge"),
        ],
    );
    assert!(in_gemeente.totaal() > 0);
}

#[test]
fn scores_fall_and_the_highest_is_said() {
    let antwoord = suggest("ooi 1");
    let scores: Vec<f64> = antwoord
        .docs()
        .iter()
        .map(|doc| doc["score"].as_f64().unwrap())
        .collect();
    assert!(scores.is_sorted_by(|een, ander| een >= ander), "{scores:?}");
    assert_eq!(antwoord.body["response"]["maxScore"], scores[0]);
    let geen = vraag("suggest", &[("q", "ooi 1"), ("rows", "0")]);
    assert_eq!(geen.body["response"]["maxScore"], scores[0]);
    assert_eq!(geen.totaal(), antwoord.totaal());
}

#[test]
fn typed_words_are_bold_in_every_suggestion() {
    let antwoord = suggest("ooie 1");
    for document in antwoord.docs() {
        let id = document["id"].as_str().unwrap();
        let vet = antwoord.body["highlighting"][id]["suggest"][0]
            .as_str()
            .unwrap();
        assert!(vet.starts_with("<b>Ooievaarsagaatlaan</b> <b>1"), "{vet}");
        let kaal = vet.replace("<b>", "").replace("</b>", "");
        assert_eq!(document["weergavenaam"], kaal);
    }
    assert_eq!(
        antwoord.body["spellcheck"]["suggestions"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn a_slip_of_the_finger_is_mended_and_said() {
    for (getypt, fout) in [
        ("ooievaarsagatlaan", "ooievaarsagatlaan"),
        ("ooievaarsaagatlaan 12", "ooievaarsaagatlaan"),
        ("12 Ooievarsagaatlaan", "ooievarsagaatlaan"),
    ] {
        let antwoord = suggest(getypt);
        assert!(
            antwoord.namen()[0].contains(STRAAT),
            "{getypt}: {}",
            antwoord.tekst
        );
        let spelling = &antwoord.body["spellcheck"];
        assert_eq!(spelling["suggestions"][0], fout);
        let suggestie = &spelling["suggestions"][1];
        assert_eq!(suggestie["suggestion"][0], "ooievaarsagaatlaan");
        let (van, tot) = (
            suggestie["startOffset"].as_u64().unwrap() as usize,
            suggestie["endOffset"].as_u64().unwrap() as usize,
        );
        assert_eq!(getypt[van..tot].to_lowercase(), fout);
        assert_eq!(spelling["collations"][0], "collation");
        let collatie = &spelling["collations"][1];
        let verbeterd = collatie["collationQuery"].as_str().unwrap();
        assert_eq!(collatie["hits"], suggest(verbeterd).totaal());
        assert_eq!(collatie["misspellingsAndCorrections"][0], fout);
    }
    let niets = suggest("zzqxvunbestaand");
    assert_eq!(niets.totaal(), 0);
    assert_eq!(
        niets.body["spellcheck"]["collations"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn free_leaves_out_a_word_that_fits_nowhere_and_suggest_does_not() {
    let q = "ooievaarsagaatlaan 12 zzqxvunbestaand";
    assert_eq!(suggest(q).totaal(), 0);
    let antwoord = vraag("free", &[("q", q)]);
    assert!(antwoord.namen()[0].starts_with("Ooievaarsagaatlaan 12,"));
}

#[test]
fn where_the_user_is_decides_the_order_when_it_is_given() {
    let adres = &vraag("free", &[("q", "merelopaalplein 1")]).docs()[0].clone();
    let punt = adres["centroide_ll"].as_str().unwrap();
    let (lon, lat) = punt
        .trim_start_matches("POINT(")
        .trim_end_matches(')')
        .split_once(' ')
        .unwrap();
    let antwoord = vraag(
        "suggest",
        &[("q", "1"), ("lat", lat), ("lon", lon), ("fq", "type:adres")],
    );
    assert_eq!(antwoord.docs()[0]["id"], adres["id"]);
}

#[test]
fn what_is_no_longer_counted_is_not_among_the_best() {
    // With room for all of them nothing is left out.
    let alles = vraag("free", &[("q", "waterlinge 1"), ("rows", "5000")]);
    assert_eq!(alles.body["response"]["numFoundExact"], true);
    assert!(alles.totaal() > 100, "only {}", alles.totaal());
    let beste = vraag("free", &[("q", "waterlinge 1"), ("rows", "3")]);
    assert_eq!(beste.body["response"]["numFoundExact"], false);
    assert!(beste.totaal() < alles.totaal());
    assert_eq!(beste.namen(), alles.namen()[..3]);
}
