//! What a template can see.

use std::collections::BTreeMap;

use fieldlab_world::{Gebruiksdoel, Objectsoort, Postcode};
use serde_json::{Map, Value, json};

use crate::{Call, Session};

/// The parameters of the contract (null for those not given), today, now, and the API's own URL.
pub(super) fn of<'a>(call: &Call<'_>, session: &Session<'_>) -> BTreeMap<&'a str, Value> {
    let parameters: Map<String, Value> = call
        .operation
        .parameters()
        .iter()
        .map(|parameter| {
            let value = call.parameters.get(parameter.name()).cloned();
            (parameter.name().to_owned(), value.unwrap_or(Value::Null))
        })
        .collect();
    BTreeMap::from([
        ("parameters", Value::Object(parameters)),
        ("vandaag", json!(session.today().to_string())),
        ("nu", json!(session.now().to_string())),
        ("basis", json!(call.api_base())),
        ("url", json!(call.request.url())),
    ])
}

/// The address that the parameters ask for: number, letter and addition as given, and no others.
pub(super) fn adres(call: &Call<'_>, session: &Session<'_>) -> Option<Value> {
    let text = |name: &str| call.parameters.text(name).unwrap_or("");
    let postcode = Postcode::parse(text("postcode"))?;
    let huisnummer = u32::try_from(call.parameters.integer("huisnummer")?).ok()?;
    let (letter, toevoeging) = (text("huisletter"), text("huisnummertoevoeging"));
    let view = session.view();
    let adres = view
        .adressen_op(postcode, huisnummer)
        .map(|id| view.adres(id))
        .find(|adres| {
            adres.huisletter().eq_ignore_ascii_case(letter)
                && adres
                    .huisnummertoevoeging()
                    .eq_ignore_ascii_case(toevoeging)
                && !adres.is_ingetrokken()
        })?;
    let straat = adres.straat();
    let identificatie = straat.identificatie().to_string();
    // The last digits spread evenly: for choices that a street shares.
    let nummer: u64 = identificatie[7..].parse().unwrap_or(0);
    let doelen: Vec<&str> = adres
        .gebruiksdoelen()
        .iter()
        .copied()
        .map(Gebruiksdoel::as_str)
        .collect();
    let optional = |text: &str| {
        if text.is_empty() {
            Value::Null
        } else {
            json!(text)
        }
    };
    Some(json!({
        "straat": straat.naam(),
        "huisnummer": huisnummer,
        "huisletter": optional(&adres.huisletter()),
        "huisnummertoevoeging": optional(&adres.huisnummertoevoeging()),
        "postcode": postcode.to_string(),
        "woonplaats": straat.woonplaats().naam(),
        "nummeraanduidingIdentificatie": adres.nummeraanduiding().to_string(),
        "adresseerbaarObjectIdentificatie": adres.object().to_string(),
        "openbareRuimteIdentificatie": identificatie,
        "straatgetal": nummer,
        "gebruiksdoelen": doelen,
        "isWoning": adres.is_woning(),
        "soort": match adres.soort() {
            Objectsoort::Verblijfsobject => "Verblijfsobject",
            Objectsoort::Ligplaats => "Ligplaats",
            Objectsoort::Standplaats => "Standplaats",
        },
    }))
}
