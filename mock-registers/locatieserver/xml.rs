//! The same answers in Solr's XML (`wt=xml`).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::{Map, Value};

type Schrijver = Writer<Vec<u8>>;

/// An answer as XML.
pub(super) fn schrijf(antwoord: &Map<String, Value>, inspringen: bool) -> Vec<u8> {
    let mut schrijver = if inspringen {
        Writer::new_with_indent(Vec::new(), b' ', 2)
    } else {
        Writer::new(Vec::new())
    };
    // Writing to memory does not fail.
    let _ = schrijver.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    open(&mut schrijver, "response", &[]);
    for (naam, waarde) in antwoord {
        match (naam.as_str(), waarde) {
            ("response", Value::Object(response)) => resultaat(&mut schrijver, response),
            ("spellcheck", Value::Object(delen)) => {
                open(&mut schrijver, "lst", &[("name", naam)]);
                for (naam, deel) in delen {
                    open(&mut schrijver, "lst", &[("name", naam)]);
                    om_en_om(&mut schrijver, deel);
                    sluit(&mut schrijver, "lst");
                }
                sluit(&mut schrijver, "lst");
            }
            _ => element(&mut schrijver, Some(naam), waarde),
        }
    }
    sluit(&mut schrijver, "response");
    schrijver.into_inner()
}

fn open(schrijver: &mut Schrijver, tag: &str, attributen: &[(&str, &str)]) {
    let start = BytesStart::new(tag).with_attributes(attributen.iter().copied());
    let _ = schrijver.write_event(Event::Start(start));
}

fn sluit(schrijver: &mut Schrijver, tag: &str) {
    let _ = schrijver.write_event(Event::End(BytesEnd::new(tag)));
}

fn resultaat(schrijver: &mut Schrijver, response: &Map<String, Value>) {
    let teksten: Vec<(&str, String)> = response
        .iter()
        .filter(|(naam, _)| *naam != "docs")
        .map(|(naam, waarde)| (naam.as_str(), waarde.to_string()))
        .collect();
    let mut attributen = vec![("name", "response")];
    attributen.extend(teksten.iter().map(|(naam, tekst)| (*naam, tekst.as_str())));
    open(schrijver, "result", &attributen);
    for document in response
        .get("docs")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        open(schrijver, "doc", &[]);
        for (naam, waarde) in document.as_object().into_iter().flatten() {
            element(schrijver, Some(naam), waarde);
        }
        sluit(schrijver, "doc");
    }
    sluit(schrijver, "result");
}

/// A flat list of names and values.
fn om_en_om(schrijver: &mut Schrijver, lijst: &Value) {
    for paar in lijst
        .as_array()
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .chunks(2)
    {
        if let [naam, waarde] = paar {
            element(schrijver, naam.as_str(), waarde);
        }
    }
}

fn element(schrijver: &mut Schrijver, naam: Option<&str>, waarde: &Value) {
    let tag = match waarde {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(getal) if getal.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "arr",
        Value::Object(_) => "lst",
    };
    let attributen: Vec<(&str, &str)> = naam.map(|naam| ("name", naam)).into_iter().collect();
    open(schrijver, tag, &attributen);
    match waarde {
        Value::Array(leden) => leden.iter().for_each(|lid| element(schrijver, None, lid)),
        Value::Object(leden) => leden
            .iter()
            .for_each(|(naam, lid)| element(schrijver, Some(naam), lid)),
        Value::String(tekst) => tekst_in(schrijver, tekst),
        Value::Null => {}
        getal => tekst_in(schrijver, &getal.to_string()),
    }
    sluit(schrijver, tag);
}

fn tekst_in(schrijver: &mut Schrijver, tekst: &str) {
    // What XML cannot hold at all (a client may have typed it) is left out.
    let leesbaar: String = tekst
        .chars()
        .filter(|teken| !teken.is_control() || matches!(teken, '\t' | '\n' | '\r'))
        .collect();
    let _ = schrijver.write_event(Event::Text(BytesText::new(&leesbaar)));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_has_solrs_elements_and_escapes_what_was_typed() {
        let antwoord = json!({
            "response": {"numFound": 1, "start": 0, "maxScore": 2.5, "docs": [
                {"type": "adres", "huisnummer": 12, "score": 2.5, "gekoppeld_perceel": ["A&B"]}
            ]},
            "highlighting": {"adr-1": {"suggest": ["<b>Weg</b>"]}},
            "spellcheck": {"suggestions": ["w<g", {"numFound": 1, "suggestion": ["weg"]}], "collations": []},
        });
        let Value::Object(antwoord) = antwoord else {
            panic!()
        };
        let tekst = String::from_utf8(schrijf(&antwoord, false)).unwrap();
        assert_eq!(
            tekst,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><response>\
             <result name=\"response\" numFound=\"1\" start=\"0\" maxScore=\"2.5\"><doc>\
             <str name=\"type\">adres</str><int name=\"huisnummer\">12</int><float name=\"score\">2.5</float>\
             <arr name=\"gekoppeld_perceel\"><str>A&amp;B</str></arr></doc></result>\
             <lst name=\"highlighting\"><lst name=\"adr-1\"><arr name=\"suggest\">\
             <str>&lt;b&gt;Weg&lt;/b&gt;</str></arr></lst></lst>\
             <lst name=\"spellcheck\"><lst name=\"suggestions\"><lst name=\"w&lt;g\">\
             <int name=\"numFound\">1</int><arr name=\"suggestion\"><str>weg</str></arr></lst></lst>\
             <lst name=\"collations\"></lst></lst></response>"
        );
    }
}
