//! The whole village: whatever is found leads back, and says what the world says.

use std::collections::BTreeSet;

use fieldlab_world::Adres;

use super::{lab, vraag};
use crate::locatieserver::document::huis_nlt;

/// The addresses in use.
fn adressen() -> impl Iterator<Item = Adres<'static>> {
    let places = lab().state.view().places();
    places
        .adressen()
        .map(|id| places.adres(id))
        .filter(|adres| !adres.is_ingetrokken())
}

#[test]
fn every_address_is_found_first_by_what_people_type_and_leads_to_its_ids() {
    let mut ids = BTreeSet::new();
    for adres in adressen() {
        let straat = adres.straat().naam();
        let huis = huis_nlt(adres);
        let plaats = adres.woonplaats().naam();
        let postcode = adres.postcode().unwrap();
        let naam = format!("{straat} {huis}, {postcode} {plaats}");
        for getypt in [
            format!("{straat} {huis} {plaats}"),
            format!("{postcode} {huis}"),
        ] {
            let antwoord = vraag("suggest", &[("q", &getypt)]);
            assert_eq!(antwoord.namen()[0], naam, "{getypt}: {}", antwoord.tekst);
            ids.insert(antwoord.docs()[0]["id"].as_str().unwrap().to_owned());
        }
        let id = vraag("free", &[("q", &naam), ("rows", "1")]).docs()[0]["id"].clone();
        let antwoord = vraag("lookup", &[("id", id.as_str().unwrap())]);
        assert_eq!(antwoord.totaal(), 1);
        let document = &antwoord.docs()[0];
        let (x, y) = adres.punt().in_metres();
        for (veld, waarde) in [
            ("weergavenaam", naam.clone()),
            ("nummeraanduiding_id", adres.nummeraanduiding().to_string()),
            ("adresseerbaarobject_id", adres.object().to_string()),
            (
                "openbareruimte_id",
                adres.straat().identificatie().to_string(),
            ),
            ("centroide_rd", format!("POINT({x} {y})")),
        ] {
            assert_eq!(document[veld], waarde, "{veld} of {document}");
        }
        assert_eq!(document["huisnummer"], adres.huisnummer());
        assert_eq!(document["buurtcode"], adres.buurt().code());
        assert_eq!(document["buurtnaam"], adres.buurt().naam());
    }
    assert_eq!(ids.len(), adressen().count());
    assert!(ids.len() > 300, "only {} addresses", ids.len());
}

#[test]
fn every_document_of_every_type_leads_back_by_its_id_and_is_counted() {
    let places = lab().state.view().places();
    let postcodes: BTreeSet<_> = adressen().filter_map(Adres::postcode).collect();
    for (soort, aantal) in [
        ("provincie", 1),
        ("gemeente", 1),
        ("woonplaats", places.woonplaatsen().count()),
        ("weg", places.straten().count()),
        ("postcode", postcodes.len()),
        ("adres", adressen().count()),
        ("buurt", places.buurten().count()),
    ] {
        let filter = format!("type:{soort}");
        let antwoord = vraag("free", &[("fq", &filter), ("rows", "10000")]);
        assert_eq!(antwoord.totaal(), aantal as u64, "{soort}");
        assert_eq!(antwoord.docs().len(), aantal, "{soort}");
        let namen = antwoord.namen();
        assert!(namen.is_sorted(), "{soort}: {namen:?}");
        let mut ids = BTreeSet::new();
        for document in antwoord.docs() {
            assert_eq!(document["type"], soort);
            let id = document["id"].as_str().unwrap();
            ids.insert(id);
            let gevonden = vraag("lookup", &[("id", id), ("fl", "*,score")]);
            let mut zelfde = gevonden.docs()[0].clone();
            zelfde["score"] = document["score"].clone();
            assert_eq!(&zelfde, document);
        }
        assert_eq!(ids.len(), aantal, "two of {soort} have one id");
    }
}

#[test]
fn pages_laid_behind_each_other_are_the_whole_without_repetition() {
    let geheel = vraag("free", &[("q", "w"), ("fq", "*"), ("rows", "10000")]);
    let totaal = geheel.totaal() as usize;
    assert!(totaal > 100 && geheel.docs().len() == totaal);
    let mut namen: Vec<String> = Vec::new();
    for start in (0..totaal).step_by(97) {
        let start = start.to_string();
        let blad = vraag(
            "free",
            &[("q", "w"), ("fq", "*"), ("start", &start), ("rows", "97")],
        );
        assert_eq!(blad.totaal() as usize, totaal);
        namen.extend(blad.namen().into_iter().map(str::to_owned));
    }
    assert_eq!(namen, geheel.namen());
    let voorbij = vraag("free", &[("q", "w"), ("start", "2000000000")]);
    assert!(voorbij.docs().is_empty() && voorbij.totaal() > 0);
}

#[test]
fn the_nearest_address_to_every_address_is_itself() {
    for adres in adressen().step_by(7) {
        let (x, y) = adres.punt().in_metres();
        let antwoord = vraag(
            "reverse",
            &[
                ("X", &x.to_string()),
                ("Y", &y.to_string()),
                ("rows", "1"),
                ("distance", "30"),
                ("fl", "nummeraanduiding_id,afstand,huisnummer"),
            ],
        );
        let document = &antwoord.docs()[0];
        assert_eq!(document["afstand"], 0.0);
        assert_eq!(
            document["nummeraanduiding_id"],
            adres.nummeraanduiding().to_string()
        );
        assert_eq!(document.as_object().unwrap().len(), 3);
        let (lat, lon) = adres.punt().etrs89();
        let (lat, lon) = (format!("{lat:.8}"), format!("{lon:.8}"));
        let antwoord = vraag("reverse", &[("lat", &lat), ("lon", &lon), ("rows", "3")]);
        let afstanden: Vec<f64> = antwoord
            .docs()
            .iter()
            .map(|doc| doc["afstand"].as_f64().unwrap())
            .collect();
        assert!(
            afstanden.is_sorted() && afstanden[0] < 0.02,
            "{afstanden:?}"
        );
    }
}
