//! What happens in the world, as the register shows it afterwards.

use std::sync::Arc;

use fieldlab_sim::{Entry, Seq, Session, State, dispatch};
use serde_json::{Value, json};

use super::zusters::HISTORIE;
use super::{PAD, lab, request};

const SANNE: &str = "999990019";
const JORIS: &str = "999990123";
const ZOE: &str = "999990433";
const WILHELMINA: &str = "999990949";
const MARLOES: &str = "999991474";
/// A team of its own, on 15 May 2026.
struct Team {
    state: State,
}

impl Team {
    fn new() -> Self {
        Self {
            state: State::new(Arc::clone(&lab().world)),
        }
    }

    /// Makes a change, as the lab's call writes it; gives types and BSNs of what others hear.
    fn gebeurt(&mut self, mutation: Value) -> Vec<(&'static str, String)> {
        self.probeer(mutation).unwrap()
    }

    fn probeer(&mut self, mutation: Value) -> Result<Vec<(&'static str, String)>, String> {
        let entry = Entry {
            seq: self.state.head().next(),
            at: "2026-05-15T10:00:00Z".parse().unwrap(),
            request: "1".to_owned(),
            mutation: serde_json::from_value(mutation).unwrap(),
        };
        // As it stands in a ledger: through JSON and back.
        let entry: Entry = serde_json::from_value(serde_json::to_value(&entry).unwrap()).unwrap();
        let before: Seq = self.state.head();
        self.state
            .apply(&entry)
            .map_err(|error| error.to_string())?;
        let told = self.state.gebeurtenissen(before).iter().map(|(_, told)| {
            let fieldlab_world::Onderwerp::Persoon(bsn) = told.onderwerp else {
                panic!("{told:?} is of no person");
            };
            (told.soort.type_naam(), bsn.to_string())
        });
        Ok(told.collect())
    }

    fn vraag(&self, body: &Value) -> Vec<Value> {
        self.stel(PAD, body)["personen"].as_array().unwrap().clone()
    }

    fn stel(&self, pad: &str, body: &Value) -> Value {
        let json = [("content-type".to_owned(), "application/json".to_owned())];
        let request = request("POST", pad, &json, body.to_string().as_bytes());
        let mut session = Session::new(&self.state, "2026-05-15T10:00:00Z".parse().unwrap());
        let reply = dispatch(&lab().brp, &request, &mut session);
        let answer: Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(reply.status, 200, "{body}: {answer}");
        answer
    }

    fn persoon(&self, bsn: &str) -> Value {
        let fields = json!([
            "adressering",
            "burgerservicenummer",
            "geboorte",
            "geslacht",
            "immigratie",
            "kinderen",
            "naam",
            "nationaliteiten",
            "ouders",
            "overlijden",
            "partners",
            "verblijfplaats",
        ]);
        let body = json!({
            "type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn], "fields": fields,
        });
        self.vraag(&body).remove(0)
    }

    /// BSNs of those found by name and birth date.
    fn met_naam(&self, naam: &str, geboren: &str) -> Vec<String> {
        bsns(&self.vraag(&json!({
            "type": "ZoekMetGeslachtsnaamEnGeboortedatum", "geslachtsnaam": naam, "geboortedatum": geboren,
            "fields": ["burgerservicenummer"],
        })))
    }

    /// BSNs of those who live at a nummeraanduiding.
    fn op_adres(&self, id: &str) -> Vec<String> {
        bsns(&self.vraag(&json!({
            "type": "ZoekMetNummeraanduidingIdentificatie", "nummeraanduidingIdentificatie": id,
            "fields": ["burgerservicenummer"],
        })))
    }
}

fn bsns(personen: &[Value]) -> Vec<String> {
    personen
        .iter()
        .map(|persoon| persoon["burgerservicenummer"].as_str().unwrap().to_owned())
        .collect()
}

/// The vacant house of the cast, 8000AA 15.
fn leeg() -> String {
    let view = lab().state.view();
    let postcode = fieldlab_world::Postcode::parse("8000AA").unwrap();
    let adres = view.adressen_op(postcode, 15).next().unwrap();
    view.adres(adres).nummeraanduiding().to_string()
}

fn adres(team: &Team, bsn: &str) -> String {
    let id = &team.persoon(bsn)["verblijfplaats"]["nummeraanduidingIdentificatie"];
    id.as_str().unwrap().to_owned()
}

#[test]
fn a_newborn_is_a_child_of_both_parents_and_found_by_name_and_address() {
    let mut team = Team::new();
    let huis = adres(&team, SANNE);
    assert_eq!(team.op_adres(&huis).len(), 4);
    let told = team.gebeurt(json!({
        "soort": "geboorte", "moeder": SANNE, "datum": "2026-05-10", "geslacht": "V", "voornamen": "Fenna Zoë",
    }));
    let (soort, kind) = &told[0];
    assert_eq!(*soort, "nl.fieldlab.brp.persoon-geboren");
    assert_eq!(told.len(), 3);

    let persoon = team.persoon(kind);
    assert_eq!(persoon["naam"]["voornamen"], "Fenna Zoë");
    // Within marriage, and as her brother and sister.
    assert_eq!(persoon["naam"]["geslachtsnaam"], "Bakker");
    assert_eq!(persoon["geslacht"]["code"], "V");
    assert_eq!(persoon["geboorte"]["datum"]["datum"], "2026-05-10");
    assert_eq!(
        persoon["nationaliteiten"][0]["nationaliteit"]["code"],
        "0001"
    );
    let ouders = bsns(persoon["ouders"].as_array().unwrap());
    assert_eq!(ouders, [SANNE, JORIS]);
    assert_eq!(
        persoon["verblijfplaats"]["nummeraanduidingIdentificatie"],
        huis.as_str()
    );
    assert_eq!(persoon["verblijfplaats"]["datumVan"]["datum"], "2026-05-10");
    for ouder in [SANNE, JORIS] {
        let kinderen = bsns(team.persoon(ouder)["kinderen"].as_array().unwrap());
        assert_eq!(kinderen.len(), 3, "{ouder}");
        assert!(kinderen.contains(kind), "{ouder}");
    }
    assert_eq!(team.met_naam("Bakker", "2026-05-10"), [kind.as_str()]);
    assert!(team.op_adres(&huis).contains(kind));

    let refused = |team: &mut Team, datum: &str, ouder2: Value| {
        let mut geboorte = json!({"soort": "geboorte", "moeder": SANNE, "datum": datum});
        if !ouder2.is_null() {
            geboorte["ouder2"] = ouder2;
        }
        team.probeer(geboorte).unwrap_err()
    };
    let text = refused(&mut team, "2026-05-16", Value::Null);
    assert!(text.contains("has not come yet"), "{text}");
    let text = refused(&mut team, "2026-05-11", Value::Null);
    assert!(text.contains("240 days"), "{text}");
    let text = refused(&mut team, "2026-05-10", json!(WILHELMINA));
    assert!(text.contains("by law"), "{text}");
    // A twin is welcome.
    team.gebeurt(json!({"soort": "geboorte", "moeder": SANNE, "datum": "2026-05-10"}));
    assert_eq!(team.persoon(JORIS)["kinderen"].as_array().unwrap().len(), 4);
}

#[test]
fn a_death_suspends_the_record_and_leaves_a_widow() {
    let mut team = Team::new();
    let told =
        team.gebeurt(json!({"soort": "overlijden", "persoon": JORIS, "datum": "2026-05-01"}));
    assert_eq!(
        told,
        [
            ("nl.fieldlab.brp.persoon-overleden", JORIS.to_owned()),
            ("nl.fieldlab.brp.persoon-gewijzigd", SANNE.to_owned()),
        ]
    );
    let joris = team.persoon(JORIS);
    assert_eq!(joris["opschortingBijhouding"]["reden"]["code"], "O");
    assert_eq!(joris["overlijden"]["datum"]["datum"], "2026-05-01");
    let sanne = team.persoon(SANNE);
    let partner = &sanne["partners"][0];
    assert_eq!(
        partner["ontbindingHuwelijkPartnerschap"]["datum"]["datum"],
        "2026-05-01"
    );
    assert!(team.met_naam("Bakker", "1986-09-03").is_empty());
    // Their mother dies too: the children stay where they are.
    team.gebeurt(json!({"soort": "overlijden", "persoon": SANNE, "datum": "2026-05-02"}));
    let sanne = team.persoon(SANNE);
    let kind = sanne["kinderen"][0]["burgerservicenummer"]
        .as_str()
        .unwrap();
    let kind = team.persoon(kind);
    assert!(kind.get("opschortingBijhouding").is_none());
    assert!(kind["verblijfplaats"]["verblijfadres"]["postcode"].is_string());
    let text = team
        .probeer(json!({"soort": "huwelijk", "personen": [JORIS, ZOE], "datum": "2026-05-03"}))
        .unwrap_err();
    assert!(text.contains("has died"), "{text}");
}

#[test]
fn a_marriage_is_on_both_sides_and_ends_on_both() {
    let mut team = Team::new();
    let told = team.gebeurt(json!({
        "soort": "huwelijk", "personen": [ZOE, WILHELMINA], "datum": "2026-03-20", "plaats": "0363",
        "naamgebruik": ["V", "E"],
    }));
    assert!(
        told.iter()
            .all(|(soort, _)| *soort == "nl.fieldlab.brp.persoon-gehuwd")
    );
    for (eigen, ander) in [(ZOE, WILHELMINA), (WILHELMINA, ZOE)] {
        let partner = &team.persoon(eigen)["partners"][0];
        assert_eq!(partner["burgerservicenummer"], ander);
        assert_eq!(partner["soortVerbintenis"]["code"], "H");
        let aangaan = &partner["aangaanHuwelijkPartnerschap"];
        assert_eq!(aangaan["datum"]["datum"], "2026-03-20");
        assert_eq!(aangaan["plaats"]["omschrijving"], "Amsterdam");
    }
    let naam = &team.persoon(ZOE)["adressering"]["aanschrijfwijze"]["naam"];
    assert!(naam.as_str().unwrap().contains("Roo-Müller"), "{naam}");
    let tried = team
        .probeer(json!({"soort": "partnerschap", "personen": [ZOE, SANNE], "datum": "2026-04-01"}));
    assert!(tried.unwrap_err().contains("married"));

    team.gebeurt(json!({"soort": "scheiding", "persoon": WILHELMINA, "datum": "2026-05-04"}));
    for eigen in [ZOE, WILHELMINA] {
        let partner = &team.persoon(eigen)["partners"][0];
        assert_eq!(
            partner["ontbindingHuwelijkPartnerschap"]["datum"]["datum"],
            "2026-05-04"
        );
    }
    let tried = team.probeer(json!({"soort": "scheiding", "persoon": ZOE, "datum": "2026-05-05"}));
    assert!(tried.unwrap_err().contains("not married"));
}

#[test]
fn another_name_is_found_and_the_old_one_no_longer() {
    let mut team = Team::new();
    assert_eq!(team.met_naam("Müller", "1992-02-28"), [ZOE]);
    let told = team.gebeurt(json!({
        "soort": "naamswijziging", "persoon": ZOE, "datum": "2026-02-01",
        "voornamen": "Zoë", "voorvoegsel": "van", "geslachtsnaam": "Proefhoven",
    }));
    assert_eq!(told[0].0, "nl.fieldlab.brp.persoon-naam-gewijzigd");
    assert!(team.met_naam("Müller", "1992-02-28").is_empty());
    assert_eq!(team.met_naam("Proefhoven", "1992-02-28"), [ZOE]);
    let op_gemeente = team.vraag(&json!({
        "type": "ZoekMetNaamEnGemeenteVanInschrijving", "geslachtsnaam": "proefho*", "voornamen": "Zoë",
        "gemeenteVanInschrijving": "9001", "fields": ["burgerservicenummer"],
    }));
    assert_eq!(bsns(&op_gemeente), [ZOE]);
    assert_eq!(team.persoon(ZOE)["naam"]["voorvoegsel"], "van");
    let tried = team.probeer(json!({
        "soort": "naamswijziging", "persoon": ZOE, "datum": "2026-03-01", "geslachtsnaam": "R2D2",
    }));
    assert!(tried.unwrap_err().contains("R2D2"));
}

#[test]
fn who_leaves_lives_abroad_and_who_comes_back_immigrates() {
    let mut team = Team::new();
    let huis = adres(&team, ZOE);
    team.gebeurt(json!({
        "soort": "emigratie", "personen": [ZOE], "land": "5010", "regels": ["Proefstraat 1", "0999 Testgem"],
        "datum": "2026-02-01",
    }));
    let zoe = team.persoon(ZOE);
    assert_eq!(zoe["opschortingBijhouding"]["reden"]["code"], "E");
    assert_eq!(zoe["verblijfplaats"]["type"], "VerblijfplaatsBuitenland");
    assert_eq!(
        zoe["verblijfplaats"]["verblijfadres"]["regel1"],
        "Proefstraat 1"
    );
    assert!(!team.op_adres(&huis).iter().any(|bsn| bsn == ZOE));

    let told = team.gebeurt(json!({
        "soort": "vestiging", "personen": [ZOE, MARLOES], "naar": leeg(), "datum": "2026-04-01",
    }));
    assert_eq!(told.len(), 2);
    let zoe = team.persoon(ZOE);
    assert!(zoe.get("opschortingBijhouding").is_none(), "{zoe:#}");
    assert_eq!(zoe["immigratie"]["landVanwaarIngeschreven"]["code"], "5010");
    assert_eq!(
        zoe["immigratie"]["datumVestigingInNederland"]["datum"],
        "2026-04-01"
    );
    assert_eq!(team.op_adres(&leeg()), [ZOE, MARLOES]);
    let historie = team.stel(
        HISTORIE,
        &json!({
            "type": "RaadpleegMetPeriode", "burgerservicenummer": ZOE,
            "datumVan": "2026-01-01", "datumTot": "2026-05-01",
        }),
    );
    let plaatsen: Vec<&str> = historie["verblijfplaatsen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|woning| woning["type"].as_str().unwrap())
        .collect();
    assert_eq!(plaatsen, ["Adres", "VerblijfplaatsBuitenland", "Adres"]);
}

#[test]
fn who_comes_for_the_first_time_gets_a_number_from_the_test_range() {
    let mut team = Team::new();
    let told = team.gebeurt(json!({
        "soort": "vestiging", "naar": leeg(), "datum": "2026-04-01", "nieuw": [{
            "voornamen": "Agnieszka", "geslachtsnaam": "Proefowska", "geslacht": "V",
            "geboortedatum": "1990-07-01", "geboorteplaats": "Gdansk", "geboorteland": "7028",
            "nationaliteit": "0072",
        }],
    }));
    let (soort, bsn) = &told[0];
    assert_eq!(*soort, "nl.fieldlab.brp.persoon-gevestigd");
    assert!(bsn.starts_with("999"), "{bsn}");
    let persoon = team.persoon(bsn);
    assert_eq!(persoon["geboorte"]["plaats"]["omschrijving"], "Gdansk");
    assert_eq!(
        persoon["immigratie"]["landVanwaarIngeschreven"]["code"],
        "7028"
    );
    assert_eq!(
        persoon["nationaliteiten"][0]["nationaliteit"]["code"],
        "0072"
    );
    assert_eq!(team.met_naam("Proefowska", "1990-07-01"), [bsn.as_str()]);
    // She has a child; a neighbour acknowledges it, and it gets his name.
    let kind = team
        .gebeurt(json!({"soort": "geboorte", "moeder": bsn, "datum": "2026-05-01"}))
        .remove(0)
        .1;
    assert_eq!(team.persoon(&kind)["ouders"].as_array().unwrap().len(), 1);
    team.gebeurt(json!({
        "soort": "erkenning", "kind": kind, "erkenner": JORIS, "datum": "2026-05-12", "naamskeuze": "ouder2",
    }));
    let persoon = team.persoon(&kind);
    assert_eq!(persoon["naam"]["geslachtsnaam"], "Bakker");
    assert_eq!(
        bsns(persoon["ouders"].as_array().unwrap()),
        [bsn.as_str(), JORIS]
    );
    assert!(bsns(team.persoon(JORIS)["kinderen"].as_array().unwrap()).contains(&kind));
}
