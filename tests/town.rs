//! One town in five registers, asked in this process: for every address the way from the Locatieserver
//! to the BAG, the BRK, its owner in BRP or KVK, and the WOZ, by what the answers say and nothing else.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use fieldlab_sim::{Entry, Register, Request, RequestId, Session, State, dispatch};
use fieldlab_world::{Size, World, WorldSpec};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde_json::{Value, json};

pub(crate) const PDOK: &str = "/bzk/locatieserver/search/v3_1";
pub(crate) const BAG: &str = "/lvbag/individuelebevragingen/v2";
pub(crate) const BRK: &str = "/esd/bevragen/v2";
pub(crate) const KVK: &str = "/api";
pub(crate) const WOZ: &str = "/lvwoz/huidigebevragingen";
pub(crate) const BRP: &str = "/haalcentraal/api/brp/personen";

/// Every register over one team's world, without a server.
pub(crate) struct Town {
    pub(crate) registers: Arc<Vec<Arc<dyn Register>>>,
    pub(crate) state: State,
    /// Host and team by which its client knows it.
    pub(crate) base: &'static str,
}

/// An answer with its body read.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// The village, for tests that change it each in its own way.
pub(crate) fn village() -> Arc<World> {
    static VILLAGE: OnceLock<Arc<World>> = OnceLock::new();
    let build = || {
        let spec = WorldSpec {
            size: Size::Dorp,
            ..WorldSpec::default()
        };
        Arc::new(World::build(&spec).unwrap())
    };
    Arc::clone(VILLAGE.get_or_init(build))
}

fn registers() -> Arc<Vec<Arc<dyn Register>>> {
    static REGISTERS: OnceLock<Arc<Vec<Arc<dyn Register>>>> = OnceLock::new();
    Arc::clone(REGISTERS.get_or_init(|| Arc::new(fieldlab_registers::all().unwrap())))
}

impl Town {
    pub(crate) fn new(world: Arc<World>, base: &'static str) -> Self {
        Self {
            registers: registers(),
            state: State::new(world),
            base,
        }
    }

    /// Changes the team's world; gives what others hear of it.
    pub(crate) fn change(&mut self, mutation: Value) -> Vec<Value> {
        let seq = self.state.head();
        let entry = Entry {
            seq: seq.next(),
            at: "2026-06-01T10:00:00Z".parse().unwrap(),
            request: "test".to_owned(),
            mutation: serde_json::from_value(mutation).unwrap(),
        };
        self.state.apply(&entry).unwrap();
        let told = self.state.gebeurtenissen(seq).iter();
        told.map(|(_, told)| serde_json::to_value(fieldlab_sim::GebeurtenisView(*told)).unwrap())
            .collect()
    }

    /// The register at a path, and the mount of its API.
    pub(crate) fn register(&self, path: &str) -> Option<(&Arc<dyn Register>, &str)> {
        self.registers.iter().find_map(|register| {
            let mut mounts = register.apis().iter().map(|api| api.mount.as_str());
            let mount = mounts.find(|mount| {
                path.strip_prefix(mount)
                    .is_some_and(|below| below.is_empty() || below.starts_with('/'))
            })?;
            Some((register, mount))
        })
    }

    /// Asks on 1 June 2026. `target` is a path with a query, or an absolute URL of this town. The answer
    /// keeps to its contract.
    pub(crate) fn ask(&self, method: &Method, target: &str, body: &str) -> Reply {
        let target = target.strip_prefix(self.base).unwrap_or(target);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let (register, mount) = self
            .register(path)
            .unwrap_or_else(|| panic!("no register lives at {target}"));
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-api-key", "fieldlab"),
            ("apikey", "fieldlab"),
            ("content-type", "application/json"),
        ] {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        let request = Request {
            method: method.clone(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body: body.as_bytes().to_vec().into(),
            base: self.base.to_owned(),
            id: RequestId::new("test"),
        };
        let mut session = Session::new(&self.state, "2026-06-01T10:00:00Z".parse().unwrap());
        let reply = dispatch(register.as_ref(), &request, &mut session);
        let body: Value = serde_json::from_slice(&reply.body).unwrap_or(Value::Null);
        let mut apis = register.apis().iter();
        let api = apis.find(|api| api.mount == mount).unwrap();
        if let Ok(Some(matched)) = api.contract.route(&path[mount.len()..])
            && let Some(operation) = matched.operation(method)
        {
            let media_type = reply.headers["content-type"].to_str().unwrap();
            let wrong = operation.validate_reply(reply.status.as_u16(), media_type, &body);
            assert!(wrong.is_empty(), "{target}: {wrong:?} {body}");
        }
        Reply {
            status: reply.status.as_u16(),
            body,
        }
    }

    /// The body of a 200.
    pub(crate) fn get(&self, target: &str) -> Result<Value, String> {
        let reply = self.ask(&Method::GET, target, "");
        if reply.status == 200 {
            return Ok(reply.body);
        }
        Err(format!("{target}: {} {}", reply.status, reply.body))
    }

    /// A person as the BRP has it, with these fields.
    pub(crate) fn person(&self, bsn: &str, fields: &[&str]) -> Result<Value, String> {
        let question = json!({
            "type": "RaadpleegMetBurgerservicenummer",
            "burgerservicenummer": [bsn],
            "fields": fields,
        });
        let reply = self.ask(&Method::POST, BRP, &question.to_string());
        match &reply.body["personen"][0] {
            Value::Null => Err(format!("the BRP has no {bsn}: {}", reply.body)),
            person => Ok(person.clone()),
        }
    }
}

/// A text member, or what is wrong.
pub(crate) fn text<'v>(value: &'v Value, pointer: &str) -> Result<&'v str, String> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.ok_or_else(|| format!("no {pointer} in {value}"))
}

/// The URLs that a link leads to: one, or one for each value that fills its variables in from the body
/// that it stands in.
pub(crate) fn urls(link: &Value, body: &Value) -> Result<Vec<String>, String> {
    let href = text(link, "/href")?;
    if link["templated"] != true {
        return Ok(vec![href.to_owned()]);
    }
    let (before, rest) = href
        .split_once('{')
        .ok_or("a template without a variable")?;
    let (variable, after) = rest.split_once('}').ok_or("a variable without an end")?;
    let mut values = vec![body];
    for name in variable.split('.') {
        values = values
            .into_iter()
            .filter_map(|value| value.get(name))
            .flat_map(|value| match value {
                Value::Array(list) => list.iter().collect(),
                one => vec![one],
            })
            .collect();
    }
    if values.is_empty() {
        return Err(format!("nothing fills {variable} in {href}"));
    }
    let filled = values.into_iter().filter_map(Value::as_str);
    Ok(filled
        .map(|value| format!("{before}{value}{after}"))
        .collect())
}

/// What was seen on the way.
#[derive(Debug, Default)]
struct Walk {
    addresses: usize,
    persons: BTreeSet<String>,
    companies: BTreeSet<String>,
    /// Whom only the cadastre knows.
    others: BTreeSet<String>,
    broken: Vec<String>,
}

impl Walk {
    /// Every so manyth address of every street.
    fn over(town: &Town, stride: usize) -> Self {
        let mut walk = Self::default();
        let mut streets = Vec::new();
        loop {
            let start = streets.len();
            let target = format!(
                "{PDOK}/free?q=*:*&fq=type:weg&fl=openbareruimte_id&rows=1000&start={start}"
            );
            let page = town.get(&target).unwrap();
            let docs = page["response"]["docs"].as_array().unwrap();
            streets.extend(docs.iter().cloned());
            if streets.len() as u64 >= page["response"]["numFound"].as_u64().unwrap() {
                break;
            }
        }
        let mut nth = 0;
        for street in &streets {
            let id = text(street, "/openbareruimte_id").unwrap();
            let target = format!(
                "{PDOK}/free?q=*:*&fq=type:adres&fq=openbareruimte_id:{id}&fl=id&rows=10000"
            );
            let page = town.get(&target).unwrap();
            for doc in page["response"]["docs"].as_array().unwrap() {
                nth += 1;
                if nth % stride != 0 {
                    continue;
                }
                walk.addresses += 1;
                if let Err(wrong) = walk.address(town, text(doc, "/id").unwrap()) {
                    walk.broken.push(wrong);
                }
            }
        }
        walk
    }

    fn address(&mut self, town: &Town, id: &str) -> Result<(), String> {
        let found = town.get(&format!("{PDOK}/lookup?id={id}"))?;
        let document = &found["response"]["docs"][0];
        let number = text(document, "/nummeraanduiding_id")?;
        let address = town.get(&format!("{BAG}/adressen/{number}"))?;
        let same = |ok: bool, what: &str| ok.then_some(()).ok_or(format!("{what} of {number}"));
        same(
            address["adresseerbaarObjectIdentificatie"] == document["adresseerbaarobject_id"],
            "the object in BAG and Locatieserver",
        )?;
        for link in ["adresseerbaarObject", "openbareRuimte"] {
            town.get(text(&address, &format!("/_links/{link}/href"))?)?;
        }
        let number = text(&address, "/nummeraanduidingIdentificatie")?;

        let parcels = town.get(&format!(
            "{BRK}/kadastraalonroerendezaken?nummeraanduidingIdentificatie={number}"
        ))?;
        let parcels = parcels["_embedded"]["kadastraalOnroerendeZaken"].as_array();
        let parcels = parcels.ok_or(format!("the BRK has no parcel for {number}"))?;
        let mut holders = BTreeSet::new();
        let mut ids = Vec::new();
        for parcel in parcels {
            ids.push(text(parcel, "/identificatie")?);
            let addresses = parcel["adressen"].as_array().into_iter().flatten();
            let here = addresses
                .into_iter()
                .any(|at| at["nummeraanduidingIdentificatie"] == number);
            same(here, "the address of the parcel")?;
            for url in urls(&parcel["_links"]["zakelijkGerechtigden"][0], parcel)? {
                let right = town.get(&format!("{BRK}{url}"))?;
                holders.insert(self.holder(town, &right)?);
            }
        }
        same(!holders.is_empty(), "a holder of a right")?;

        let objects = town.get(&format!(
            "{WOZ}/wozobjecten?nummeraanduidingIdentificatie={number}"
        ))?;
        let objects = objects["_embedded"]["wozObjecten"].as_array();
        let [object] = objects.map_or(&[][..], Vec::as_slice) else {
            return Err(format!("the WOZ has not one object for {number}"));
        };
        let on = object["kadastraalOnroerendeZaken"]
            .as_array()
            .into_iter()
            .flatten();
        let on: Vec<&str> = on
            .filter_map(|parcel| parcel["identificatie"].as_str())
            .collect();
        same(on == ids, "the parcel in WOZ and BRK")?;
        let owner = &object["belanghebbendeEigenaar"];
        let names = ["burgerservicenummer", "rsin", "naam"];
        let owns = names.iter().any(|name| {
            let known = owner[name].as_str();
            known.is_some_and(|known| {
                holders
                    .iter()
                    .any(|(id, name)| id == known || name == known)
            })
        });
        // Whom only the cadastre knows is named otherwise there.
        let without_number =
            owner.get("burgerservicenummer").is_none() && owner.get("rsin").is_none();
        same(owns || without_number, "the owner in WOZ and BRK")?;
        town.get(text(object, "/_links/self/href")?)?;
        town.get(text(object, "/_links/adres/href")?).map(|_| ())
    }

    /// Number and name of who has a right, known in the register that it is from.
    fn holder(&mut self, town: &Town, right: &Value) -> Result<(String, String), String> {
        let person = &right["persoon"];
        let id = text(person, "/identificatie")?.to_owned();
        let name = text(person, "/omschrijving")?.to_owned();
        match text(person, "/type")? {
            "ingeschreven_natuurlijk_persoon" => {
                if self.persons.insert(id.clone()) {
                    let found = town.person(&id, &["burgerservicenummer"])?;
                    if found["burgerservicenummer"] != id {
                        return Err(format!("the BRP answers another than {id}"));
                    }
                }
            }
            "ingeschreven_niet_natuurlijk_persoon" => {
                if self.companies.insert(id.clone()) {
                    // A company that ended may have something still.
                    let ended = "inclusiefInactieveRegistraties=true";
                    let found = town.get(&format!("{KVK}/v2/zoeken?rsin={id}&{ended}"))?;
                    let profile = text(&found, "/resultaten/0/_links/basisprofiel/href")
                        .or_else(|_| text(&found, "/resultaten/0/links/0/href"))?;
                    let profile = town.get(profile)?;
                    if profile["_embedded"]["eigenaar"]["rsin"] != id {
                        return Err(format!("the KVK answers another than {id}: {profile}"));
                    }
                }
            }
            _ => {
                let link = text(right, "/_links/persoon/href")?;
                if self.others.insert(id.clone()) {
                    let found = town.get(&format!("{BRK}{link}"))?;
                    if found["identificatie"] != id {
                        return Err(format!("the BRK answers another than {id}"));
                    }
                }
            }
        }
        Ok((id, name))
    }

    fn is_whole(&self) {
        eprintln!(
            "walked {} addresses, {} persons, {} companies, {} others: {} broken",
            self.addresses,
            self.persons.len(),
            self.companies.len(),
            self.others.len(),
            self.broken.len()
        );
        let some: Vec<&String> = self.broken.iter().take(10).collect();
        assert!(self.broken.is_empty(), "{some:#?}");
        assert!(!self.persons.is_empty() && !self.companies.is_empty() && !self.others.is_empty());
    }
}

#[test]
fn every_address_of_the_village_leads_through_all_registers() {
    let walk = Walk::over(&Town::new(village(), "http://stad.example.org"), 1);
    assert!(walk.addresses > 400, "only {} addresses", walk.addresses);
    walk.is_whole();
}

/// Of the default world one address in this many; `FIELDLAB_STRIDE=1` walks them all.
const STRIDE: usize = 9;

#[test]
fn addresses_of_the_default_world_lead_through_all_registers() {
    let stride = std::env::var("FIELDLAB_STRIDE").map_or(STRIDE, |text| text.parse().unwrap());
    let world = World::build(&WorldSpec::default()).unwrap();
    let walk = Walk::over(
        &Town::new(Arc::new(world), "http://stad.example.org"),
        stride,
    );
    assert!(
        walk.addresses * stride > 9_000,
        "only {} addresses",
        walk.addresses
    );
    walk.is_whole();
}
