//! Whether JSON is a person list: its shape, its categories and elements, and what each can hold.
//!
//! Source: Logisch Ontwerp BRP, categories 01–13. Everything that is wrong is listed, each fault
//! with a JSON pointer. What is incomplete, one-sided or impossible is not wrong: registers are
//! like that, and a list is kept as it is.

use fieldlab_sim::InvalidParam;
use serde_json::{Map, Value};

/// What an element can hold.
#[derive(Clone, Copy)]
pub(crate) enum Vorm {
    /// So many digits.
    Cijfers(usize),
    /// One to so many digits.
    Getal(usize),
    /// Eight digits, zeros for unknown parts. Any day passes: 30 February is in real registers.
    Datum,
    /// One to so many characters of the register's own set.
    Tekst(usize),
    /// One to so many capitals, digits or full stops.
    Code(usize),
    /// One of these.
    Een(&'static [&'static str]),
}

use Vorm::{Cijfers, Code, Datum, Een, Getal, Tekst};

/// Categories that describe a person: whoever it is, the same elements may be known.
const PERSONEN: &[u8] = &[1, 2, 3, 5, 9];
const ELKE: &[u8] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const TITELS: Vorm = Een(&[
    "B", "BS", "G", "GI", "H", "HI", "M", "MI", "P", "PS", "R", "JH", "JV",
]);

/// The categories of which there is more than one stack: nationality, partner, child, travel document.
pub(crate) const MEER_STAPELS: [&str; 4] = ["04", "05", "09", "12"];

/// Number, what it can hold, and the categories it stands in.
pub(crate) const ELEMENTEN: &[(&str, Vorm, &[u8])] = &[
    ("01.10", Cijfers(10), PERSONEN),
    ("01.20", Cijfers(9), PERSONEN),
    ("02.10", Tekst(200), PERSONEN),
    ("02.20", TITELS, PERSONEN),
    ("02.30", Tekst(10), PERSONEN),
    ("02.40", Tekst(200), PERSONEN),
    ("03.10", Datum, PERSONEN),
    ("03.20", Tekst(40), PERSONEN),
    ("03.30", Cijfers(4), PERSONEN),
    ("04.10", Een(&["M", "V", "O"]), PERSONEN),
    ("05.10", Cijfers(4), &[4]),
    ("06.10", Datum, PERSONEN),
    ("06.20", Tekst(40), PERSONEN),
    ("06.30", Cijfers(4), PERSONEN),
    ("07.10", Datum, PERSONEN),
    ("07.20", Tekst(40), PERSONEN),
    ("07.30", Cijfers(4), PERSONEN),
    ("07.40", Code(1), PERSONEN),
    ("08.10", Datum, &[6]),
    ("08.20", Tekst(40), &[6]),
    ("08.30", Cijfers(4), &[6]),
    ("09.10", Cijfers(4), &[8]),
    ("09.20", Datum, &[8]),
    ("10.10", Een(&["W", "B", "."]), &[8]),
    ("10.20", Tekst(24), &[8]),
    ("10.30", Datum, &[8]),
    ("11.10", Tekst(24), &[8]),
    ("11.15", Tekst(80), &[8]),
    ("11.20", Getal(5), &[8]),
    ("11.30", Tekst(1), &[8]),
    ("11.40", Tekst(4), &[8]),
    ("11.50", Een(&["by", "to"]), &[8]),
    ("11.60", Tekst(6), &[8]),
    ("11.70", Tekst(80), &[8]),
    ("11.80", Cijfers(16), &[8]),
    ("11.90", Cijfers(16), &[8]),
    ("12.10", Tekst(35), &[8]),
    ("13.10", Cijfers(4), &[8]),
    ("13.20", Datum, &[8]),
    ("13.30", Tekst(35), &[8]),
    ("13.40", Tekst(35), &[8]),
    ("13.50", Tekst(35), &[8]),
    ("14.10", Cijfers(4), &[8]),
    ("14.20", Datum, &[8]),
    ("15.10", Een(&["H", "P", "."]), PERSONEN),
    ("20.10", Cijfers(10), PERSONEN),
    ("20.20", Cijfers(10), PERSONEN),
    ("31.10", Cijfers(1), &[13]),
    ("31.20", Datum, &[13]),
    ("31.30", Datum, &[13]),
    ("31.40", Tekst(40), &[13]),
    ("31.50", Tekst(40), &[13]),
    ("31.60", Cijfers(4), &[13]),
    (
        "32.10",
        Een(&["1", "2", "12", "1D", "2D", "D", "3D"]),
        &[11],
    ),
    ("33.10", Een(&["1"]), &[11]),
    ("35.10", Code(2), &[12]),
    ("35.20", Tekst(9), &[12]),
    ("35.30", Datum, &[12]),
    ("35.40", Tekst(6), &[12]),
    ("35.50", Datum, &[12]),
    ("35.60", Datum, &[12]),
    ("35.70", Een(&["I", "R", "V", "."]), &[12]),
    ("36.10", Een(&["1"]), &[12]),
    ("38.10", Een(&["A"]), &[13]),
    ("38.20", Datum, &[13]),
    ("39.10", Cijfers(2), &[10]),
    ("39.20", Datum, &[10]),
    ("39.30", Datum, &[10]),
    ("61.10", Een(&["E", "N", "P", "V"]), PERSONEN),
    ("62.10", Datum, PERSONEN),
    ("63.10", Cijfers(3), &[4]),
    ("64.10", Cijfers(3), &[4]),
    ("65.10", Een(&["B", "V"]), &[4]),
    ("66.20", Datum, &[7]),
    ("67.10", Datum, &[7]),
    ("67.20", Een(&["E", "F", "M", "O", "R", "W", "."]), &[7]),
    ("68.10", Datum, &[7]),
    ("69.10", Cijfers(4), &[7]),
    (
        "70.10",
        Een(&["0", "1", "2", "3", "4", "5", "6", "7"]),
        &[7],
    ),
    ("71.10", Datum, &[7]),
    ("71.20", Tekst(50), &[7]),
    ("72.10", Code(1), &[8]),
    ("73.10", Tekst(40), &[4]),
    ("75.10", Code(1), &[8]),
    ("80.10", Cijfers(4), &[7]),
    ("80.20", Cijfers(17), &[7]),
    ("81.10", Cijfers(4), ELKE),
    ("81.20", Tekst(7), ELKE),
    ("82.10", Cijfers(4), ELKE),
    ("82.20", Datum, ELKE),
    ("82.30", Tekst(40), ELKE),
    ("83.10", Cijfers(6), ELKE),
    ("83.20", Datum, ELKE),
    ("83.30", Datum, ELKE),
    ("84.10", Een(&["O", "S"]), ELKE),
    ("85.10", Datum, ELKE),
    ("86.10", Datum, ELKE),
    ("87.10", Een(&["P"]), &[7]),
    ("88.10", Cijfers(4), ELKE),
    ("88.20", Tekst(60), ELKE),
    ("89.10", Een(&["L"]), PERSONEN),
];

impl Vorm {
    /// Code and reason when a value cannot be this.
    fn fout(self, waarde: &str) -> Option<(&'static str, String)> {
        let cijfers = waarde.bytes().all(|b| b.is_ascii_digit());
        let lengte = waarde.chars().count();
        let (code, past, reden) = match self {
            Cijfers(aantal) => (
                "pattern",
                cijfers && lengte == aantal,
                format!("has {aantal} digits"),
            ),
            Getal(hoogstens) => (
                "pattern",
                cijfers && (1..=hoogstens).contains(&lengte),
                format!("has 1 to {hoogstens} digits"),
            ),
            Datum => (
                "date",
                cijfers && lengte == 8,
                "is a date: yyyymmdd, zeros for unknown parts".to_owned(),
            ),
            Tekst(hoogstens) => (
                "length",
                (1..=hoogstens).contains(&lengte) && waarde.chars().all(is_teken),
                format!("has 1 to {hoogstens} characters: Latin letters, digits and punctuation"),
            ),
            Code(hoogstens) => (
                "pattern",
                (1..=hoogstens).contains(&lengte)
                    && waarde
                        .bytes()
                        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.'),
                format!("is a code of 1 to {hoogstens} capitals, digits or full stops"),
            ),
            Een(codes) => (
                "enum",
                codes.contains(&waarde),
                format!("is one of {}", codes.join(", ")),
            ),
        };
        (!past).then_some((code, reden))
    }
}

/// The register holds Latin letters with any diacritic, digits, and the punctuation that goes with them.
fn is_teken(c: char) -> bool {
    !c.is_control()
        && matches!(c, ' '..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}' | '€')
}

/// Everything because of which `lijst` is no list of the person with this BSN, in the order of the JSON.
pub fn controleer(lijst: &Value, burgerservicenummer: &str) -> Vec<InvalidParam> {
    let mut controle = Controle { fouten: Vec::new() };
    controle.lijst(lijst);
    let eigen = "/categorieen/01/0/0/01.20";
    match lijst.pointer(eigen).and_then(Value::as_str) {
        Some(bsn) if bsn == burgerservicenummer => {}
        Some(bsn) => controle.fout(
            eigen,
            "unequal",
            format!("The list is of {bsn}, the path says {burgerservicenummer}."),
        ),
        None => controle.fout(
            eigen,
            "required",
            "The actual burgerservicenummer has to be there.",
        ),
    }
    controle.fouten
}

struct Controle {
    fouten: Vec<InvalidParam>,
}

impl Controle {
    fn fout(&mut self, pointer: impl Into<String>, code: &str, reason: impl Into<String>) {
        self.fouten.push(InvalidParam::new(pointer, code, reason));
    }

    fn object<'v>(&mut self, value: &'v Value, pointer: &str) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.fout(pointer, "type", "Has to be an object.");
        }
        object
    }

    fn array<'v>(&mut self, value: &'v Value, pointer: &str) -> &'v [Value] {
        match value.as_array() {
            Some(array) => array,
            None => {
                self.fout(pointer, "type", "Has to be a list.");
                &[]
            }
        }
    }

    fn lijst(&mut self, lijst: &Value) {
        let Some(members) = self.object(lijst, "") else {
            return;
        };
        for name in members.keys().filter(|name| *name != "categorieen") {
            let pointer = format!("/{}", ontsnap(name));
            self.fout(pointer, "unknownMember", "Only `categorieen` stands here.");
        }
        let Some(categorieen) = members.get("categorieen") else {
            self.fout("/categorieen", "required", "Has to be there.");
            return;
        };
        let Some(categorieen) = self.object(categorieen, "/categorieen") else {
            return;
        };
        for (nummer, stapels) in categorieen {
            self.categorie(nummer, stapels);
        }
    }

    fn categorie(&mut self, nummer: &str, stapels: &Value) {
        let pointer = format!("/categorieen/{}", ontsnap(nummer));
        let categorie = Some(nummer)
            .filter(|nummer| nummer.len() == 2)
            .and_then(|nummer| nummer.parse().ok())
            .filter(|categorie| ELKE.contains(categorie));
        let Some(categorie) = categorie else {
            self.fout(
                pointer,
                "unknownCategory",
                "Categories are 01 to 13; history stands in the stack of its own category.",
            );
            return;
        };
        let stapels = self.array(stapels, &pointer);
        if stapels.len() > 1 && !MEER_STAPELS.contains(&nummer) {
            self.fout(
                pointer.as_str(),
                "maxItems",
                "This category has one stack at most.",
            );
        }
        for (stapel, voorkomens) in stapels.iter().enumerate() {
            let pointer = format!("{pointer}/{stapel}");
            for (voorkomen, elementen) in self.array(voorkomens, &pointer).iter().enumerate() {
                let pointer = format!("{pointer}/{voorkomen}");
                let elementen = self.object(elementen, &pointer);
                for (nummer, waarde) in elementen.into_iter().flatten() {
                    self.element(categorie, nummer, waarde, &pointer);
                }
            }
        }
    }

    fn element(&mut self, categorie: u8, nummer: &str, waarde: &Value, pointer: &str) {
        let pointer = format!("{pointer}/{}", ontsnap(nummer));
        let Some((_, vorm, categorieen)) = ELEMENTEN.iter().find(|row| row.0 == nummer) else {
            self.fout(pointer, "unknownElement", "There is no such element.");
            return;
        };
        if !categorieen.contains(&categorie) {
            let reason = format!("Category {categorie:02} has no such element.");
            self.fout(pointer, "unknownElement", reason);
            return;
        }
        let Some(waarde) = waarde.as_str() else {
            self.fout(pointer, "type", "Has to be a text.");
            return;
        };
        if let Some((code, reden)) = vorm.fout(waarde) {
            self.fout(pointer, code, format!("Element {nummer} {reden}."));
        }
    }
}

/// A name as it stands in a JSON pointer.
fn ontsnap(naam: &str) -> String {
    naam.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fouten(lijst: &Value) -> Vec<String> {
        controleer(lijst, "000000012")
            .iter()
            .map(|fout| format!("{} {}", fout.name, fout.code))
            .collect()
    }

    fn met(categorie: &str, elementen: &Value) -> Value {
        let mut lijst = json!({"categorieen": {"01": [[{"01.20": "000000012"}]]}});
        let categorieen = lijst["categorieen"].as_object_mut().unwrap();
        if categorie == "01" {
            let eigen = categorieen["01"][0][0].as_object_mut().unwrap();
            eigen.extend(elementen.as_object().unwrap().clone());
        } else {
            categorieen.insert(categorie.to_owned(), json!([[elementen]]));
        }
        lijst
    }

    #[test]
    fn what_is_incomplete_or_impossible_is_a_list() {
        for (categorie, elementen) in [
            ("05", json!({"83.10": "050000"})),
            ("01", json!({"03.10": "19670230", "02.40": "."})),
            ("09", json!({"03.20": "0000", "01.20": "000000012"})),
            (
                "08",
                json!({"10.30": "00000000", "11.20": "0", "13.10": "0000"}),
            ),
            ("12", json!({"35.20": ".........", "35.10": ".."})),
            ("04", json!({})),
        ] {
            assert_eq!(fouten(&met(categorie, &elementen)), [""; 0], "{categorie}");
        }
        let leeg = json!({"categorieen": {"01": [[{"01.20": "000000012"}, {}]], "05": []}});
        assert_eq!(fouten(&leeg), [""; 0]);
    }

    #[test]
    fn every_fault_is_listed_in_the_order_of_the_json() {
        let lijst = json!({
            "naam": "Blom",
            "categorieen": {
                "51": [],
                "01": [[{"01.20": "12", "03.10": "1967-02-30", "04.10": "X", "a/b": "1"}]],
                "08": [[{"11.20": 70, "09.10": "518"}], [{"11.80": "1"}]],
                "04": {"05.10": "0001"},
                "09": [[["kind"]]],
                "07": [[{"70.10": "8", "11.10": "Spui"}]]
            }
        });
        assert_eq!(
            fouten(&lijst),
            [
                "/naam unknownMember",
                "/categorieen/51 unknownCategory",
                "/categorieen/01/0/0/01.20 pattern",
                "/categorieen/01/0/0/03.10 date",
                "/categorieen/01/0/0/04.10 enum",
                "/categorieen/01/0/0/a~1b unknownElement",
                "/categorieen/08 maxItems",
                "/categorieen/08/0/0/11.20 type",
                "/categorieen/08/0/0/09.10 pattern",
                "/categorieen/08/1/0/11.80 pattern",
                "/categorieen/04 type",
                "/categorieen/09/0/0 type",
                "/categorieen/07/0/0/70.10 enum",
                "/categorieen/07/0/0/11.10 unknownElement",
                "/categorieen/01/0/0/01.20 unequal"
            ]
        );
    }

    #[test]
    fn what_is_no_object_or_has_no_person_is_no_list() {
        for lijst in [
            json!(null),
            json!([]),
            json!("x"),
            json!({}),
            json!({"categorieen": 1}),
        ] {
            assert!(!fouten(&lijst).is_empty(), "{lijst}");
        }
        assert_eq!(
            fouten(&json!({"categorieen": {}})),
            ["/categorieen/01/0/0/01.20 required"]
        );
    }

    #[test]
    fn texts_are_counted_in_characters_and_may_not_be_empty() {
        let straat = |naam: String| fouten(&met("08", &json!({"11.10": naam})));
        assert_eq!(straat("é".repeat(24)), [""; 0]);
        let pointer = "/categorieen/08/0/0/11.10 length";
        assert_eq!(straat("é".repeat(25)), [pointer]);
        assert_eq!(straat(String::new()), [pointer]);
        for vreemd in ["a\u{0}b", "Дом", "\u{1f3e0}"] {
            assert_eq!(straat(vreemd.to_owned()), [pointer], "{vreemd}");
        }
        assert_eq!(straat("Șerif’s Plein – 1".to_owned()), [""; 0]);
    }
}
