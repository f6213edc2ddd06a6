//! The register as a client sees it: the proof that data alone will do.

use std::sync::Arc;

use fieldlab_sim::{Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, Method};
use serde_json::Value;

struct Lab {
    register: Arc<dyn fieldlab_sim::Register>,
    state: State,
}

fn lab() -> Lab {
    let spec = WorldSpec {
        size: Size::Dorp,
        ..WorldSpec::default()
    };
    let register = crate::all()
        .unwrap()
        .into_iter()
        .find(|register| register.manifest().name == "afvalkalender")
        .unwrap();
    Lab {
        register,
        state: State::new(Arc::new(World::build(&spec).unwrap())),
    }
}

impl Lab {
    /// The first address that has its days.
    fn adres(&self) -> String {
        let places = self.state.view().places();
        let adres = places
            .adressen()
            .map(|id| places.adres(id))
            .find(|adres| {
                adres.postcode().is_some()
                    && adres.huisletter().is_empty()
                    && adres.huisnummertoevoeging().is_empty()
                    && !adres.is_ingetrokken()
            })
            .unwrap();
        let postcode = adres.postcode().unwrap();
        format!("postcode={postcode}&huisnummer={}", adres.huisnummer())
    }

    /// Asks, checks the answer against the contract, gives status and body.
    fn get(&self, doel: &str) -> (u16, Value) {
        let (path, query) = doel.split_once('?').unwrap_or((doel, ""));
        let request = Request {
            method: Method::GET,
            path: format!("/afvalkalender/v1{path}"),
            query: query.to_owned(),
            headers: HeaderMap::new(),
            body: bytes::Bytes::new(),
            base: "http://lab.example.org".to_owned(),
            id: RequestId::new("1"),
        };
        let wall = "2026-05-15T10:00:00Z".parse().unwrap();
        let mut session = Session::new(&self.state, wall);
        let reply = dispatch(self.register.as_ref(), &request, &mut session);
        assert_eq!(reply.headers["api-version"], "1.0.0");
        let body: Value = serde_json::from_slice(&reply.body).unwrap();
        let contract = &self.register.apis()[0].contract;
        if let Ok(Some(matched)) = contract.route(path)
            && let Some(operation) = matched.operation(&Method::GET)
        {
            let media_type = reply.headers["content-type"].to_str().unwrap();
            let fouten = operation.validate_reply(reply.status.as_u16(), media_type, &body);
            assert!(fouten.is_empty(), "{fouten:?} {body:#}");
        }
        (reply.status.as_u16(), body)
    }
}

#[test]
fn every_address_of_the_village_has_its_days() {
    let lab = lab();
    let view = lab.state.view();
    let mut weekdays = std::collections::BTreeSet::new();
    let mut found = 0;
    for id in view.places().adressen() {
        let adres = view.adres(id);
        let Some(postcode) = adres.postcode().filter(|_| !adres.is_ingetrokken()) else {
            continue;
        };
        let mut query = format!("?postcode={postcode}&huisnummer={}", adres.huisnummer());
        for (name, value) in [
            ("huisletter", adres.huisletter()),
            ("huisnummertoevoeging", adres.huisnummertoevoeging()),
        ] {
            if !value.is_empty() {
                query.push_str(&format!("&{name}={value}"));
            }
        }
        let (status, body) = lab.get(&format!("/ophaaldagen{query}"));
        assert_eq!(status, 200, "{query}: {body}");
        assert_eq!(
            body["adres"]["nummeraanduidingIdentificatie"],
            adres.nummeraanduiding().to_string()
        );
        assert_eq!(body["van"], "2026-05-15");
        let gft = body["ophaaldagen"]
            .as_array()
            .unwrap()
            .iter()
            .any(|dagen| dagen["fractie"] == "gft");
        assert_eq!(gft, adres.is_woning(), "{query}");
        let day: jiff::civil::Date = body["ophaaldagen"][0]["dagen"][0]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        weekdays.insert(day.weekday().to_monday_one_offset());
        found += 1;
    }
    assert!(found > 300, "only {found}");
    assert!(
        weekdays.len() > 2 && weekdays.iter().all(|day| *day <= 5),
        "{weekdays:?}"
    );
}

#[test]
fn what_is_wrong_is_named_and_what_is_not_there_is_a_404() {
    let lab = lab();
    let (status, body) = lab.get("/ophaaldagen?postcode=x&huisnummer=nul&van=gisteren");
    assert_eq!(status, 400);
    let names: Vec<&str> = body["invalidParams"]
        .as_array()
        .unwrap()
        .iter()
        .map(|param| param["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["postcode", "huisnummer", "van"]);
    assert_eq!(lab.get("/ophaaldagen").0, 400);
    let (status, body) = lab.get("/ophaaldagen?postcode=9999ZZ&huisnummer=99999");
    assert_eq!(
        (status, &body["title"]),
        (404, &Value::from("Adres onbekend"))
    );
    assert_eq!(lab.get("/nergens").0, 404);
    assert_eq!(lab.get("/fracties/").0, 404);
    assert_eq!(
        lab.get("/fracties").1["fracties"].as_array().unwrap().len(),
        4
    );
}

#[test]
fn every_period_that_can_be_written_is_answered() {
    let lab = lab();
    let adres = lab.adres();
    for (periode, van, tot, dagen) in [
        // The last day is four weeks after the first: a street whose day is today has five.
        ("", "2026-05-15", "2026-06-12", None),
        ("&van=&totEnMet=", "2026-05-15", "2026-06-12", None),
        (
            "&van=2026-06-01&totEnMet=2026-06-28",
            "2026-06-01",
            "2026-06-28",
            Some(4),
        ),
        (
            "&van=2026-06-01&totEnMet=2026-05-01",
            "2026-06-01",
            "2026-05-01",
            Some(0),
        ),
        ("&van=9999-12-31", "9999-12-31", "9999-12-31", None),
        (
            "&van=0001-01-01&totEnMet=9999-12-31",
            "0001-01-01",
            "9999-12-31",
            Some(1000),
        ),
    ] {
        let (status, body) = lab.get(&format!("/ophaaldagen?{adres}{periode}"));
        assert_eq!(status, 200, "{periode}: {body}");
        assert_eq!(
            (&body["van"], &body["totEnMet"]),
            (&van.into(), &tot.into()),
            "{periode}"
        );
        let lijsten = body["ophaaldagen"].as_array().unwrap();
        let gft = lijsten.iter().find(|lijst| lijst["fractie"] == "gft");
        if let (Some(dagen), Some(gft)) = (dagen, gft) {
            assert_eq!(gft["dagen"].as_array().unwrap().len(), dagen, "{periode}");
        }
        for dag in lijsten
            .iter()
            .flat_map(|lijst| lijst["dagen"].as_array().unwrap())
        {
            let dag = dag.as_str().unwrap();
            assert!(van <= dag && dag <= tot, "{periode}: {dag}");
        }
    }
}

#[test]
fn rest_and_pmd_take_turns_week_by_week() {
    let lab = lab();
    let (_, body) = lab.get(&format!("/ophaaldagen?{}&totEnMet=2026-12-31", lab.adres()));
    let dagen = |fractie: &str| -> Vec<Value> {
        let lijsten = body["ophaaldagen"].as_array().unwrap();
        let lijst = lijsten.iter().find(|lijst| lijst["fractie"] == fractie);
        lijst.unwrap()["dagen"].as_array().unwrap().clone()
    };
    let mut samen = [dagen("rest"), dagen("pmd")].concat();
    samen.sort_by_key(Value::to_string);
    assert!(samen.len() > 25);
    let dag = |dag: &Value| -> jiff::civil::Date { dag.as_str().unwrap().parse().unwrap() };
    for paar in samen.windows(2) {
        assert_eq!((dag(&paar[1]) - dag(&paar[0])).get_days(), 7);
    }
}

#[test]
fn its_document_is_served_and_names_both_operations() {
    let (status, body) = lab().get("/openapi.json");
    assert_eq!((status, &body["info"]["version"]), (200, &"1.0.0".into()));
    let paden: Vec<&str> = body["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(paden, ["/fracties", "/ophaaldagen"]);
}
