//! What a team changes is so in all registers at once, and in no other team's.

use fieldlab_world::{Objectsoort, Partij};
use serde_json::{Value, json};

use crate::town::{BAG, BRK, KVK, PDOK, Town, WOZ, text, village};

/// Two teams over one world.
fn teams() -> (Town, Town) {
    let town = |base| Town::new(village(), base);
    (
        town("http://stad.example.org/t/rood"),
        town("http://stad.example.org/t/blauw"),
    )
}

fn woz(town: &Town, number: &str) -> Value {
    let found = town
        .get(&format!(
            "{WOZ}/wozobjecten?nummeraanduidingIdentificatie={number}"
        ))
        .unwrap();
    found["_embedded"]["wozObjecten"][0].clone()
}

fn parcel(town: &Town, number: &str) -> Value {
    let found = town
        .get(&format!(
            "{BRK}/kadastraalonroerendezaken?nummeraanduidingIdentificatie={number}&expand=zakelijkGerechtigden"
        ))
        .unwrap();
    found["_embedded"]["kadastraalOnroerendeZaken"][0].clone()
}

/// Who has a right on the parcel of an address, by number.
fn holders(town: &Town, number: &str) -> Vec<String> {
    let parcel = parcel(town, number);
    let rights = parcel["_embedded"]["zakelijkGerechtigden"]
        .as_array()
        .unwrap();
    let ids = rights
        .iter()
        .map(|right| text(right, "/persoon/identificatie").unwrap());
    ids.map(str::to_owned).collect()
}

fn home(town: &Town, bsn: &str) -> Value {
    let person = town
        .person(bsn, &["verblijfplaats.nummeraanduidingIdentificatie"])
        .unwrap();
    person["verblijfplaats"]["nummeraanduidingIdentificatie"].clone()
}

fn sanne(town: &Town) -> String {
    town.state.view().world().personas()[0]
        .burgerservicenummer()
        .to_string()
}

/// The nummeraanduiding of the first address outside the cast that fits.
fn address(town: &Town, fits: impl Fn(fieldlab_world::AdresId) -> bool) -> String {
    let view = town.state.view();
    let id = view
        .places()
        .adressen()
        .skip(60)
        .find(|id| fits(*id))
        .unwrap();
    view.adres(id).nummeraanduiding().to_string()
}

#[test]
fn a_move_is_in_the_brp_and_the_woz() {
    let (mut red, blue) = teams();
    let bsn = sanne(&red);
    let to = {
        let view = red.state.view();
        address(&red, |id| {
            view.adres(id).is_woning() && view.bewoners(id).is_empty()
        })
    };
    red.change(
        json!({"soort": "verhuizing", "personen": [bsn], "naar": to, "datum": "2026-05-30"}),
    );
    assert_eq!(home(&red, &bsn), to);
    assert_ne!(home(&blue, &bsn), to);
    let user =
        |town: &Town| woz(town, &to)["belanghebbendeGebruiker"]["burgerservicenummer"].clone();
    assert_eq!((user(&red), user(&blue)), (json!(bsn), Value::Null));
    // The address itself is what it was.
    let bag =
        |town: &Town| town.get(&format!("{BAG}/adressen/{to}")).unwrap()["adresregel5"].clone();
    assert_eq!(bag(&red), bag(&blue));
}

#[test]
fn a_sale_is_in_the_brk_and_the_woz() {
    let (mut red, blue) = teams();
    let bsn = sanne(&red);
    let house = {
        let view = red.state.view();
        address(&red, |id| {
            let zaak = view.onroerende_zaak(view.kozen_van(id)[0]);
            let rechten = zaak.rechten();
            rechten.len() == 1
                && matches!(rechten[0].houder, Partij::Bedrijf(_))
                && zaak.adressen().len() == 1
                && zaak.beslagen().is_empty()
        })
    };
    red.change(json!({
        "soort": "verkoop", "onroerendeZaak": house, "kopers": [{"wie": bsn}],
        "koopsom": 250_000, "datum": "2026-05-20",
    }));
    assert_eq!(holders(&red, &house), [bsn.as_str()]);
    assert_eq!(parcel(&red, &house)["koopsom"]["koopsom"], 250_000);
    assert_eq!(
        woz(&red, &house)["belanghebbendeEigenaar"]["burgerservicenummer"],
        bsn
    );
    assert_ne!(holders(&blue, &house), [bsn.as_str()]);
    assert_eq!(
        woz(&blue, &house)["belanghebbendeEigenaar"]["type"],
        "niet_natuurlijk_persoon"
    );
}

#[test]
fn a_new_company_is_in_the_kvk_and_can_buy() {
    let (mut red, blue) = teams();
    let bsn = sanne(&red);
    let view_address = |town: &Town, business: bool| {
        let view = town.state.view();
        address(town, |id| {
            let zaak = view.onroerende_zaak(view.kozen_van(id)[0]);
            view.adres(id).is_woning() != business
                && zaak.rechten().len() == 1
                && zaak.adressen().len() == 1
                && zaak.beslagen().is_empty()
        })
    };
    let shop = view_address(&red, true);
    let told = red.change(json!({
        "soort": "bedrijf-start", "rechtsvorm": "bv", "naam": "Zwaluwnest Proef", "eigenaren": [bsn],
        "adres": shop, "sbi": ["7022"], "datum": "2026-05-10",
    }));
    let kvk = text(&told[0], "/kvkNummer").unwrap().to_owned();
    let profile = red
        .get(&format!("{KVK}/v1/basisprofielen/{kvk}?geoData=true"))
        .unwrap();
    let rsin = text(&profile, "/_embedded/eigenaar/rsin")
        .unwrap()
        .to_owned();
    let seat = &profile["_embedded"]["hoofdvestiging"]["adressen"][0];
    assert_eq!(seat["geoData"]["nummerAanduidingId"], shop);
    red.get(&format!("{KVK}/v2/zoeken?naam=zwaluwnest"))
        .unwrap();
    red.change(json!({
        "soort": "verkoop", "onroerendeZaak": shop, "kopers": [{"wie": kvk}],
        "koopsom": 400_000, "datum": "2026-05-20",
    }));
    assert_eq!(holders(&red, &shop), [rsin.as_str()]);
    assert_eq!(woz(&red, &shop)["belanghebbendeEigenaar"]["kvkNummer"], kvk);
    let owned = red
        .get(&format!(
            "{BRK}/kadastraalonroerendezaken?persoon__identificatie={rsin}"
        ))
        .unwrap();
    let owned = &owned["_embedded"]["kadastraalOnroerendeZaken"];
    assert_eq!(
        owned[0]["identificatie"],
        parcel(&red, &shop)["identificatie"]
    );
    // The other team knows nothing of it.
    assert!(blue.get(&format!("{KVK}/v1/basisprofielen/{kvk}")).is_err());
    assert!(
        blue.get(&format!("{KVK}/v2/zoeken?naam=zwaluwnest"))
            .is_err()
    );
    assert_ne!(holders(&blue, &shop), [rsin]);
}

#[test]
fn a_split_dwelling_is_in_all_of_them_and_one_can_live_and_work_there() {
    let (mut red, blue) = teams();
    let bsn = sanne(&red);
    let whole = {
        let view = red.state.view();
        address(&red, |id| {
            let adres = view.adres(id);
            adres.is_woning()
                && !adres.is_tehuis()
                && adres.soort() == Objectsoort::Verblijfsobject
                && adres.oppervlakte() > 100
                && adres.huisletter().is_empty()
        })
    };
    let before = red
        .get(&format!("{BAG}/adressenuitgebreid/{whole}"))
        .unwrap();
    let told = red.change(json!({
        "soort": "splitsing", "adres": whole, "huisletter": "x", "oppervlakte": 45, "datum": "2026-05-04",
    }));
    assert_eq!(told[0]["type"], "nl.fieldlab.bag.verblijfsobject-gesplitst");
    assert_eq!(told[0]["nummeraanduidingIdentificatie"], whole);
    assert_eq!(
        told[1]["type"],
        "nl.fieldlab.bag.nummeraanduiding-toegekend"
    );
    assert_eq!(told[2]["type"], "nl.fieldlab.woz.wozobject-ontstaan");
    let number = text(&told[1], "/nummeraanduidingIdentificatie")
        .unwrap()
        .to_owned();

    // BAG: the address, its object, the building, the versions of what was split.
    let house = format!(
        "postcode={}&huisnummer={}",
        before["postcode"].as_str().unwrap(),
        before["huisnummer"]
    );
    let found = red
        .get(&format!("{BAG}/adressen?{house}&huisletter=X"))
        .unwrap();
    let address = &found["_embedded"]["adressen"][0];
    assert_eq!(address["nummeraanduidingIdentificatie"], number);
    assert_eq!(address["pandIdentificaties"], before["pandIdentificaties"]);
    for link in [
        "self",
        "adresseerbaarObject",
        "nummeraanduiding",
        "openbareRuimte",
        "woonplaats",
    ] {
        red.get(text(address, &format!("/_links/{link}/href")).unwrap())
            .unwrap();
    }
    let after = red
        .get(&format!("{BAG}/adressenuitgebreid/{whole}"))
        .unwrap();
    let area = |address: &Value| address["oppervlakte"].as_u64().unwrap();
    assert_eq!(area(&after) + 45, area(&before));
    let object = text(&before, "/adresseerbaarObjectIdentificatie").unwrap();
    let unit = format!("{BAG}/verblijfsobjecten/{object}");
    let cycle = red.get(&format!("{unit}/lvc")).unwrap();
    let versions = cycle["_embedded"]["voorkomens"].as_array().unwrap();
    assert_eq!(versions.len(), 2, "{cycle}");
    for version in versions {
        red.get(text(version, "/_links/self/href").unwrap())
            .unwrap();
    }
    assert_eq!(
        versions[0]["verblijfsobject"]["voorkomen"]["eindGeldigheid"],
        "2026-05-04"
    );
    let then = |day: &str| {
        let unit = red.get(&format!("{unit}?geldigOp={day}")).unwrap();
        unit["verblijfsobject"]["oppervlakte"].as_u64().unwrap()
    };
    assert_eq!(
        (then("2026-05-03"), then("2026-05-04")),
        (area(&before), area(&after))
    );
    let not_yet = format!("{BAG}/nummeraanduidingen/{number}?geldigOp=2026-05-03");
    assert!(red.get(&not_yet).is_err());
    let in_building = red
        .get(&format!(
            "{BAG}/verblijfsobjecten?pandIdentificatie={}",
            before["pandIdentificaties"][0].as_str().unwrap()
        ))
        .unwrap();
    assert!(
        in_building
            .to_string()
            .contains(text(address, "/adresseerbaarObjectIdentificatie").unwrap())
    );

    // Locatieserver: typed, by id, by number, near.
    let line = text(address, "/adresregel5").unwrap().replace(' ', "%20");
    let town_name = text(address, "/woonplaatsNaam")
        .unwrap()
        .replace(' ', "%20");
    let typed = red
        .get(&format!(
            "{PDOK}/suggest?q={line}%20{town_name}&fq=type:adres"
        ))
        .unwrap();
    let id = text(&typed, "/response/docs/0/id").unwrap();
    let document =
        red.get(&format!("{PDOK}/lookup?id={id}")).unwrap()["response"]["docs"][0].clone();
    assert_eq!(document["nummeraanduiding_id"], number, "{typed}");
    let near = text(&document, "/centroide_rd").unwrap();
    let near: Vec<&str> = near
        .trim_start_matches("POINT(")
        .trim_end_matches(')')
        .split(' ')
        .collect();
    let near = red
        .get(&format!(
            "{PDOK}/reverse?X={}&Y={}&rows=3",
            near[0], near[1]
        ))
        .unwrap();
    assert_eq!(near["response"]["docs"][0]["id"], id);
    let count = |town: &Town| {
        let all = town
            .get(&format!("{PDOK}/free?q=*:*&fq=type:adres&rows=0"))
            .unwrap();
        all["response"]["numFound"].as_u64().unwrap()
    };
    assert_eq!(count(&red), count(&blue) + 1);

    // BRK: the same parcel, with both addresses. WOZ: an object of its own.
    let both = parcel(&red, &number);
    assert_eq!(both["identificatie"], parcel(&red, &whole)["identificatie"]);
    assert!(both["adressen"].as_array().unwrap().len() >= 2);
    let (object, other) = (woz(&red, &number), woz(&red, &whole));
    assert_ne!(object["identificatie"], other["identificatie"]);
    assert_eq!(
        object["belanghebbendeEigenaar"],
        other["belanghebbendeEigenaar"]
    );
    assert_eq!(object["identificatie"], told[2]["wozObjectNummer"]);

    // BRP and KVK: one lives there, and has a company.
    red.change(
        json!({"soort": "verhuizing", "personen": [bsn], "naar": number, "datum": "2026-05-30"}),
    );
    assert_eq!(home(&red, &bsn), number);
    let user = woz(&red, &number)["belanghebbendeGebruiker"]["burgerservicenummer"].clone();
    assert_eq!(user, bsn);
    let told = red.change(json!({
        "soort": "bedrijf-start", "rechtsvorm": "eenmanszaak", "naam": "Zolderkamer Advies",
        "eigenaren": [bsn], "adres": number, "sbi": ["7022"], "datum": "2026-05-31",
    }));
    let kvk = text(&told[0], "/kvkNummer").unwrap();
    let profile = red
        .get(&format!("{KVK}/v1/basisprofielen/{kvk}?geoData=true"))
        .unwrap();
    let seat = &profile["_embedded"]["hoofdvestiging"]["adressen"][0];
    assert_eq!(seat["geoData"]["nummerAanduidingId"], number, "{profile}");

    // The other team has the house as it was.
    for target in [
        format!("{BAG}/adressen/{number}"),
        format!(
            "{WOZ}/wozobjecten/{}",
            object["identificatie"].as_str().unwrap()
        ),
    ] {
        assert!(blue.get(&target).is_err(), "{target}");
    }
    assert_eq!(
        blue.get(&format!("{PDOK}/lookup?id={id}")).unwrap()["response"]["numFound"],
        0
    );
    assert_eq!(
        blue.get(&format!("{BAG}/adressenuitgebreid/{whole}"))
            .unwrap()["oppervlakte"],
        before["oppervlakte"]
    );
    let none = blue.get(&format!(
        "{BRK}/kadastraalonroerendezaken?nummeraanduidingIdentificatie={number}"
    ));
    assert_eq!(none.unwrap()["_embedded"], json!({}));
}
