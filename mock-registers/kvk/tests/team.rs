//! What a team begins, moves and stops is seen at once, by that team.

use fieldlab_sim::{Entry, State};
use fieldlab_world::AdresId;
use serde_json::{Value, json};

use super::{HAL, codes, get, goed, stad, stuur, view};
use crate::proef::{Antwoord, codeer};

struct Team(State);

impl Team {
    fn new() -> Self {
        Self(State::new(stad()))
    }

    fn doe(&mut self, mutatie: Value) {
        let entry = Entry {
            seq: self.0.head().next(),
            at: "2026-02-15T10:00:00Z".parse().unwrap(),
            request: "1".to_owned(),
            mutation: serde_json::from_value(mutatie).unwrap(),
        };
        self.0.apply(&entry).unwrap();
    }

    fn get(&self, doel: &str) -> Antwoord {
        stuur(&self.0, doel, &[("apikey", "fieldlab"), ("accept", HAL)])
    }

    fn totaal(&self, query: &str) -> u64 {
        let antwoord = self.get(&format!("/api/v2/zoeken?{query}"));
        if antwoord.status == 404 {
            0
        } else {
            goed(antwoord)["totaal"].as_u64().unwrap()
        }
    }
}

/// Business premises in use.
fn winkels() -> impl Iterator<Item = AdresId> {
    let places = view().places();
    places.adressen().skip(500).filter(move |id| {
        let adres = places.adres(*id);
        !adres.is_woning() && !adres.is_ingetrokken()
    })
}

fn nummeraanduiding(adres: AdresId) -> String {
    view().adres(adres).nummeraanduiding().to_string()
}

/// A question by which an address is found.
fn op(adres: AdresId) -> String {
    let adres = view().adres(adres);
    format!(
        "postcode={}&huisnummer={}",
        adres.postcode().unwrap(),
        adres.huisnummer()
    )
}

#[test]
fn a_company_that_begins_moves_and_stops_is_found_where_it_is() {
    let mut team = Team::new();
    let bsn = stad().personas()[0].burgerservicenummer().to_string();
    let mut plekken = winkels();
    let (eerst, later) = (plekken.next().unwrap(), plekken.nth(40).unwrap());
    let straat = |adres| view().adres(adres).straat().naam();
    assert_ne!(straat(eerst), straat(later));
    let hier = |adres: AdresId| format!("straatnaam={}&naam=ZZQProef", codeer(&straat(adres)));
    assert_eq!(team.totaal("naam=ZZQProef"), 0);
    let was = (team.totaal(&op(eerst)), team.totaal(&op(later)));
    team.doe(json!({
        "soort": "bedrijf-start", "rechtsvorm": "bv", "naam": "ZZQProef & Söhne", "eigenaren": [bsn],
        "adres": nummeraanduiding(eerst), "sbi": ["7022"], "werkzamePersonen": 3, "datum": "2026-02-01",
    }));
    // The legal person and its main establishment.
    assert_eq!(team.totaal("naam=sohne%20zzqproef"), 2);
    assert_eq!(team.totaal(&op(eerst)), was.0 + 2);
    assert_eq!(
        (team.totaal(&hier(eerst)), team.totaal(&hier(later))),
        (2, 0)
    );
    let gevonden = goed(team.get("/api/v2/zoeken?naam=ZZQProef&type=rechtspersoon"));
    assert_eq!(gevonden["totaal"], 1);
    let kvk = gevonden["resultaten"][0]["kvkNummer"]
        .as_str()
        .unwrap()
        .to_owned();
    let profiel = goed(team.get(&format!("/api/v1/basisprofielen/{kvk}")));
    assert_eq!(
        profiel["materieleRegistratie"],
        json!({"datumAanvang": "20260201"})
    );
    assert_eq!(profiel["statutaireNaam"], "ZZQProef & Söhne B.V.");
    assert_eq!(profiel["totaalWerkzamePersonen"], 3);
    let hoofd = &profiel["_embedded"]["hoofdvestiging"];
    assert_eq!(hoofd["adressen"][0]["straatnaam"], straat(eerst).as_ref());

    team.doe(json!({
        "soort": "bedrijf-verhuist", "bedrijf": kvk, "naar": nummeraanduiding(later), "datum": "2026-02-05",
    }));
    assert_eq!(
        (team.totaal(&hier(eerst)), team.totaal(&hier(later))),
        (0, 2)
    );
    assert_eq!(
        (team.totaal(&op(eerst)), team.totaal(&op(later))),
        (was.0, was.1 + 2)
    );
    let vestiging = hoofd["vestigingsnummer"].as_str().unwrap();
    let verhuisd = goed(team.get(&format!("/api/v1/vestigingsprofielen/{vestiging}")));
    assert_eq!(
        verhuisd["adressen"][0]["straatnaam"],
        straat(later).as_ref()
    );

    team.doe(json!({"soort": "bedrijf-stop", "bedrijf": kvk, "datum": "2026-02-10"}));
    assert_eq!(team.totaal("naam=ZZQProef"), 0);
    assert_eq!(
        team.totaal("naam=ZZQProef&inclusiefInactieveRegistraties=true"),
        2
    );
    let gestopt = goed(team.get(&format!("/api/v1/basisprofielen/{kvk}")));
    assert_eq!(gestopt["materieleRegistratie"]["datumEinde"], "20260210");
    let namen = goed(team.get(&format!("/api/v1/naamgevingen/kvknummer/{kvk}")));
    assert_eq!(namen["einddatum"], "20260210");
    // Nobody else sees any of it.
    assert_eq!(
        codes(&get(&format!("/api/v1/basisprofielen/{kvk}"))),
        ["IPD0005"]
    );
    assert_eq!(codes(&get("/api/v2/zoeken?naam=ZZQProef")), ["IPD5200"]);
}

#[test]
fn a_company_of_the_world_that_moves_leaves_every_list_that_it_was_in() {
    let mut team = Team::new();
    let naar = winkels().nth(60).unwrap();
    let view = view();
    let bedrijf = view
        .bedrijven()
        .map(|id| view.bedrijf(id))
        .skip(300)
        .find(|bedrijf| {
            let plek = bedrijf
                .adres()
                .is_some_and(|adres| !view.adres(adres).is_woning());
            plek && bedrijf.einde().is_none()
                && bedrijf.vestigingen().len() == 1
                && bedrijf.adres() != Some(naar)
        })
        .unwrap();
    let kvk = bedrijf.kvk_nummer();
    let van = view.adres(bedrijf.adres().unwrap()).straat();
    let er = view.adres(naar).straat();
    assert_ne!(van.id(), er.id());
    let aan = |naam: &str| {
        format!(
            "straatnaam={}&inclusiefInactieveRegistraties=true",
            codeer(naam)
        )
    };
    let (oud, nieuw) = (aan(&van.naam()), aan(&er.naam()));
    let was = (team.totaal(&oud), team.totaal(&nieuw));
    let delen = team.totaal(&format!("kvkNummer={kvk}"));
    team.doe(json!({
        "soort": "bedrijf-verhuist", "bedrijf": kvk.to_string(), "naar": nummeraanduiding(naar), "datum": "2026-02-05",
    }));
    assert_eq!(
        (team.totaal(&oud), team.totaal(&nieuw)),
        (was.0 - delen, was.1 + delen)
    );
    team.doe(json!({"soort": "bedrijf-stop", "bedrijf": kvk.to_string(), "datum": "2026-02-06"}));
    assert_eq!(team.totaal(&nieuw), was.1 + delen);
    assert_eq!(team.totaal(&format!("kvkNummer={kvk}")), 0);
}

#[test]
fn a_company_at_an_address_that_the_team_split_off_is_found_there() {
    let mut team = Team::new();
    let bsn = stad().personas()[0].burgerservicenummer().to_string();
    let huis = view()
        .places()
        .adressen()
        .skip(500)
        .find(|id| {
            let adres = view().adres(*id);
            let heel = adres.huisletter().is_empty() && adres.huisnummertoevoeging().is_empty();
            heel && adres.is_woning() && adres.oppervlakte() > 150
        })
        .unwrap();
    team.doe(json!({
        "soort": "splitsing", "adres": nummeraanduiding(huis), "huisletter": "Z", "oppervlakte": 60,
        "datum": "2026-02-01",
    }));
    let deel = {
        let adres = view().adres(huis);
        let hier = team
            .0
            .view()
            .adressen_op(adres.postcode().unwrap(), adres.huisnummer());
        let namen = hier.map(|id| team.0.view().adres(id));
        let mut nieuw = namen.filter(|deel| deel.huisletter() == "Z");
        nieuw.next().unwrap().nummeraanduiding().to_string()
    };
    let vraag = format!("{}&huisletter=z", op(huis));
    assert_eq!(team.totaal(&vraag), 0);
    team.doe(json!({
        "soort": "bedrijf-start", "rechtsvorm": "eenmanszaak", "naam": "ZZQDeel", "eigenaren": [bsn],
        "adres": deel, "sbi": ["7022"], "datum": "2026-02-05",
    }));
    assert_eq!(team.totaal(&vraag), 1);
    let gevonden = goed(team.get("/api/v2/zoeken?naam=ZZQDeel"));
    let nummer = gevonden["resultaten"][0]["vestigingsnummer"]
        .as_str()
        .unwrap();
    let profiel = goed(team.get(&format!(
        "/api/v1/vestigingsprofielen/{nummer}?geoData=true"
    )));
    let adres = &profiel["adressen"][0];
    assert_eq!(adres["huisletter"], "Z");
    assert_eq!(adres["geoData"]["nummerAanduidingId"], deel);
}
