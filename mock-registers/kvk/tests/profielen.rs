//! Every company of the town, in every product and both forms.

use std::collections::BTreeSet;

use fieldlab_world::{Bedrijf, BedrijfId, Correspondentieadres, GbaDatum};
use serde_json::{Value, json};

use super::{BASIS, HAL, JSON, bedrijf, codes, get, goed, view, vraag};

/// All links of an answer; fails when one is written in the other form.
fn links(waarde: &Value, hal: bool, gevonden: &mut BTreeSet<String>) {
    match waarde {
        Value::Object(leden) => {
            let (goed, fout) = if hal {
                ("_links", "links")
            } else {
                ("links", "_links")
            };
            assert!(!leden.contains_key(fout), "{fout} in {waarde}");
            match leden.get(goed) {
                Some(Value::Object(relaties)) if hal => {
                    for link in relaties.values() {
                        gevonden.insert(link["href"].as_str().unwrap().to_owned());
                    }
                }
                Some(Value::Array(lijst)) if !hal => {
                    for link in lijst {
                        assert!(link["rel"].is_string());
                        gevonden.insert(link["href"].as_str().unwrap().to_owned());
                    }
                }
                None => {}
                Some(links) => panic!("{links}"),
            }
            let andere = leden.iter().filter(|(naam, _)| *naam != goed);
            andere.for_each(|(_, lid)| links(lid, hal, gevonden));
        }
        Value::Array(lijst) => lijst.iter().for_each(|lid| links(lid, hal, gevonden)),
        _ => {}
    }
}

fn basisprofiel(id: BedrijfId) -> Value {
    let kvk = view().bedrijf(id).kvk_nummer();
    goed(get(&format!("/api/v1/basisprofielen/{kvk}")))
}

#[test]
fn every_company_is_what_the_world_says() {
    let view = view();
    let (mut zonder, mut verborgen, mut geen_profiel) = (0, 0, 0);
    for id in view.bedrijven() {
        let bedrijf = view.bedrijf(id);
        let kvk = bedrijf.kvk_nummer();
        let namen = goed(get(&format!("/api/v1/naamgevingen/kvknummer/{kvk}")));
        assert_eq!(namen["kvkNummer"], kvk.to_string());
        let profiel = get(&format!("/api/v1/basisprofielen/{kvk}"));
        let oud = |einde: GbaDatum| einde.number() < 20_100_522;
        if bedrijf.einde().is_some_and(oud) {
            geen_profiel += 1;
            assert_eq!(codes(&profiel), ["IPD0005"], "{kvk}");
            assert!(
                namen["einddatum"].is_string() && namen["_links"].get("basisprofiel").is_none()
            );
            for vestiging in bedrijf.vestigingen() {
                let pad = format!("/api/v1/vestigingsprofielen/{}", vestiging.nummer);
                assert_eq!(codes(&get(&pad)), ["IPD0007"]);
            }
            continue;
        }
        let profiel = goed(profiel);
        assert_eq!(profiel["naam"], namen["naam"], "{kvk}");
        assert_eq!(profiel["statutaireNaam"], namen["statutaireNaam"]);
        assert_eq!(
            profiel["materieleRegistratie"]["datumAanvang"],
            namen["startdatum"]
        );
        let einde = &profiel["materieleRegistratie"]["datumEinde"];
        assert_eq!(einde.as_str().is_some(), bedrijf.einde().is_some());
        let eigenaar = &profiel["_embedded"]["eigenaar"];
        assert_eq!(eigenaar["rechtsvorm"], bedrijf.rechtsvorm().as_str());
        let rsin = bedrijf.rsin().map(|rsin| rsin.to_string());
        assert_eq!(eigenaar["rsin"].as_str(), rsin.as_deref());
        let hoofd = &profiel["_embedded"]["hoofdvestiging"];
        let vestigingen = bedrijf.vestigingen();
        assert_eq!(hoofd.is_null(), vestigingen.is_empty());
        assert_eq!(
            eigenaar.get("adressen").is_some(),
            vestigingen.is_empty(),
            "{kvk}"
        );
        assert_eq!(
            profiel["_links"].get("vestigingen").is_some(),
            !vestigingen.is_empty()
        );
        zonder += usize::from(vestigingen.is_empty());
        for naam in [
            "indNonMailing",
            "voltijdWerkzamePersonen",
            "handelsnamen",
            "sbiActiviteiten",
        ] {
            assert!(hoofd.get(naam).is_none(), "{naam} in the short form");
        }
        if view.is_afgeschermd(bedrijf) && !vestigingen.is_empty() {
            verborgen += 1;
            let adres = json!({"type": "bezoekadres", "indAfgeschermd": "Ja", "land": "Nederland"});
            assert_eq!(hoofd["adressen"][0], adres);
        }
    }
    assert!(
        zonder > 20 && verborgen > 5 && geen_profiel > 0,
        "{zonder} {verborgen} {geen_profiel}"
    );
}

#[test]
fn every_product_has_its_form_and_every_link_resolves_below_the_root_that_was_called() {
    let view = view();
    let mut gevonden = BTreeSet::new();
    for id in view.bedrijven().step_by(7) {
        let kvk = view.bedrijf(id).kvk_nummer();
        for (wortel, accept) in [("/api", HAL), ("/test/api", JSON)] {
            for doel in [
                format!("/v2/zoeken?kvkNummer={kvk}&inclusiefInactieveRegistraties=true"),
                format!("/v1/naamgevingen/kvknummer/{kvk}"),
                format!("/v1/basisprofielen/{kvk}"),
                format!("/v1/basisprofielen/{kvk}/eigenaar"),
                format!("/v1/basisprofielen/{kvk}/vestigingen"),
                format!("/v1/basisprofielen/{kvk}/hoofdvestiging"),
            ] {
                let antwoord = vraag(&format!("{wortel}{doel}"), accept);
                if antwoord.status == 404 {
                    continue;
                }
                let mut hier = BTreeSet::new();
                links(&goed(antwoord), accept == HAL, &mut hier);
                let begin = format!("{BASIS}{wortel}/v");
                assert!(hier.iter().all(|link| link.starts_with(&begin)), "{hier:?}");
                gevonden.append(&mut hier);
            }
        }
    }
    assert!(gevonden.len() > 1000, "{}", gevonden.len());
    for link in &gevonden {
        assert_eq!(get(link).status, 200, "{link}");
    }
}

#[test]
fn an_establishment_by_itself_is_the_one_of_its_company_with_everything() {
    let view = view();
    let mut neven = 0;
    for id in view.bedrijven().step_by(5) {
        let bedrijf = view.bedrijf(id);
        if bedrijf.einde().is_some() || bedrijf.vestigingen().is_empty() {
            continue;
        }
        let kvk = bedrijf.kvk_nummer();
        let lijst = goed(get(&format!("/api/v1/basisprofielen/{kvk}/vestigingen")));
        let rijen = lijst["vestigingen"].as_array().unwrap();
        assert_eq!(lijst["totaalAantalVestigingen"], rijen.len());
        let commercieel = if bedrijf.is_commercieel() {
            rijen.len()
        } else {
            0
        };
        assert_eq!(lijst["aantalCommercieleVestigingen"], commercieel);
        assert_eq!(
            lijst["aantalNietCommercieleVestigingen"],
            rijen.len() - commercieel
        );
        for (rij, vestiging) in rijen.iter().zip(bedrijf.vestigingen()) {
            let pad = format!("/api/v1/vestigingsprofielen/{}", vestiging.nummer);
            let profiel = goed(get(&pad));
            assert_eq!(profiel["kvkNummer"], kvk.to_string());
            for naam in [
                "eersteHandelsnaam",
                "indHoofdvestiging",
                "indCommercieleVestiging",
            ] {
                assert_eq!(profiel[naam], rij[naam], "{pad} {naam}");
            }
            assert_eq!(
                profiel["adressen"][0].get("volledigAdres"),
                rij.get("volledigAdres")
            );
            assert_eq!(profiel["handelsnamen"][0]["naam"], vestiging.handelsnaam);
            let werkt = |soort: &str| profiel[format!("{soort}WerkzamePersonen")].as_u64();
            if bedrijf.is_commercieel() {
                assert_eq!(
                    werkt("voltijd").unwrap() + werkt("deeltijd").unwrap(),
                    werkt("totaal").unwrap()
                );
            } else {
                assert_eq!(werkt("totaal").or(werkt("voltijd")), None);
            }
            neven += usize::from(!vestiging.is_hoofdvestiging);
        }
        let hoofd = goed(get(&format!("/api/v1/basisprofielen/{kvk}/hoofdvestiging")));
        let pad = format!(
            "/api/v1/vestigingsprofielen/{}",
            bedrijf.vestigingen()[0].nummer
        );
        let mut los = goed(get(&pad));
        assert_eq!(los["_links"]["self"]["href"], format!("{BASIS}{pad}"));
        los["_links"] = hoofd["_links"].clone();
        assert_eq!(los, hoofd);
    }
    assert!(neven > 0);
}

#[test]
fn geo_data_are_those_of_the_bag() {
    let view = view();
    let id = bedrijf(|bedrijf| {
        let hier = bedrijf
            .adres()
            .is_some_and(|adres| !view.adres(adres).is_woning());
        hier && bedrijf.einde().is_none() && bedrijf.correspondentieadres().is_some()
    });
    let bedrijf = view.bedrijf(id);
    let kvk = bedrijf.kvk_nummer();
    let adres = view.adres(bedrijf.adres().unwrap());
    let (breedte, lengte) = adres.punt().etrs89();
    let (x, y) = adres.punt().in_metres();
    let verwacht = json!({
        "addresseerbaarObjectId": adres.object().to_string(),
        "nummerAanduidingId": adres.nummeraanduiding().to_string(),
        "gpsLatitude": breedte, "gpsLongitude": lengte,
        "rijksdriehoekX": x, "rijksdriehoekY": y, "rijksdriehoekZ": 0.0,
    });
    for geo in ["geoData=true", "geodata=true"] {
        let profiel = goed(get(&format!("/api/v1/basisprofielen/{kvk}?{geo}")));
        let adressen = &profiel["_embedded"]["hoofdvestiging"]["adressen"];
        assert_eq!(adressen[0]["geoData"], verwacht);
        assert_eq!(adressen[1]["type"], "correspondentieadres");
        assert!(adressen[1].get("geoData").is_none());
    }
    let zonder = goed(get(&format!("/api/v1/basisprofielen/{kvk}?geoData=false")));
    assert_eq!(zonder, basisprofiel(id));
    assert!(!zonder.to_string().contains("geoData"));
}

#[test]
fn every_sort_of_address_and_date_occurs() {
    let met = |is: &dyn Fn(Bedrijf<'_>) -> bool| {
        let loopt = |bedrijf: Bedrijf<'_>| bedrijf.einde().is_none() && is(bedrijf);
        basisprofiel(bedrijf(loopt))
    };
    let postbus = met(&|bedrijf| {
        let post = bedrijf.correspondentieadres();
        let hier = !bedrijf.vestigingen().is_empty();
        hier && matches!(post, Some(Correspondentieadres::Postbus { .. }))
    });
    let post = &postbus["_embedded"]["hoofdvestiging"]["adressen"][1];
    assert!(post["postbusnummer"].as_u64() > Some(99_000) && post.get("huisnummer").is_none());
    let volledig = post["volledigAdres"].as_str().unwrap();
    assert!(volledig.starts_with("Postbus 99"), "{volledig}");
    let ver = met(&|bedrijf| bedrijf.bezoekadres_buitenland().is_some());
    let adres = &ver["_embedded"]["eigenaar"]["adressen"][0];
    assert!(
        adres["straatHuisnummer"].is_string() && adres["land"] != "Nederland",
        "{adres}"
    );
    assert!(adres.get("plaats").is_none());
    let half = met(&|bedrijf| bedrijf.datum_aanvang().month() == 0);
    let aanvang = half["materieleRegistratie"]["datumAanvang"]
        .as_str()
        .unwrap();
    assert!(aanvang.len() == 8 && aanvang.ends_with("0000"), "{aanvang}");
    let namen =
        met(&|bedrijf| bedrijf.handelsnamen().len() > 1 && !bedrijf.vestigingen().is_empty());
    assert_eq!(namen["handelsnamen"][1]["volgorde"], 1);
    let website = met(&|bedrijf| {
        !bedrijf.websites(&bedrijf.alle_namen()).is_empty() && !bedrijf.vestigingen().is_empty()
    });
    let site = website["_embedded"]["hoofdvestiging"]["websites"][0]
        .as_str()
        .unwrap();
    assert!(site.ends_with(".example"), "{site}");
}
