//! Checks of single parameters: what they may hold and the sentence when they do not.
//!
//! Source: BRP Personen 2.7. The patterns are printed as the real service prints them and
//! checked by hand: one of them looks ahead, and a hand-written check costs nanoseconds.

use std::borrow::Cow;

use fieldlab_sim::InvalidParam;
use jiff::civil::Date;
use serde_json::{Map, Number, Value};

use super::tijdlijn::Tijdvak;
use super::velden::{Antwoordsoort, Selectie, Veldfout, verzamel};

/// A pattern as printed, and its check.
pub(crate) struct Patroon {
    tekst: &'static str,
    past: fn(&str) -> bool,
}

pub(crate) const BURGERSERVICENUMMER: Patroon = Patroon {
    tekst: "^[0-9]{9}$",
    past: |text| cijfers(text, 9),
};
pub(crate) const GEMEENTECODE: Patroon = Patroon {
    tekst: "^[0-9]{4}$",
    past: |text| cijfers(text, 4),
};
pub(crate) const NAAM: Patroon = Patroon {
    tekst: r"^[a-zA-Z0-9À-ž \.\-\']{1,200}$|^[a-zA-Z0-9À-ž \.\-\']{3,199}\*{1}$",
    past: |text| {
        telt(text, 1..=200, is_naamteken)
            || text
                .strip_suffix('*')
                .is_some_and(|text| telt(text, 3..=199, is_naamteken))
    },
};
pub(crate) const VOORNAMEN_OPTIONEEL: Patroon = Patroon {
    tekst: r"^[a-zA-Z0-9À-ž \.\-\']{1,199}\*{0,1}$",
    past: |text| {
        telt(
            text.strip_suffix('*').unwrap_or(text),
            1..=199,
            is_naamteken,
        )
    },
};
pub(crate) const VOORVOEGSEL: Patroon = Patroon {
    tekst: r"^[a-zA-Z \']{1,10}$",
    past: |text| {
        telt(text, 1..=10, |c| {
            c.is_ascii_alphabetic() || matches!(c, ' ' | '\'')
        })
    },
};
pub(crate) const GESLACHT: Patroon = Patroon {
    tekst: "^([Mm]|[Vv]|[Oo])$",
    past: |text| matches!(text, "M" | "m" | "V" | "v" | "O" | "o"),
};
pub(crate) const POSTCODE: Patroon = Patroon {
    tekst: "^[1-9]{1}[0-9]{3}[ ]?[A-Za-z]{2}$",
    past: |text| {
        text.split_at_checked(4).is_some_and(|(digits, letters)| {
            cijfers(digits, 4)
                && !digits.starts_with('0')
                && telt(letters.strip_prefix(' ').unwrap_or(letters), 2..=2, |c| {
                    c.is_ascii_alphabetic()
                })
        })
    },
};
pub(crate) const HUISLETTER: Patroon = Patroon {
    tekst: "^[a-zA-Z]{1}$",
    past: |text| telt(text, 1..=1, |c| c.is_ascii_alphabetic()),
};
pub(crate) const HUISNUMMERTOEVOEGING: Patroon = Patroon {
    tekst: r"^[a-zA-Z0-9 \-]{1,4}$",
    past: |text| {
        telt(text, 1..=4, |c| {
            c.is_ascii_alphanumeric() || matches!(c, ' ' | '-')
        })
    },
};
pub(crate) const STRAAT: Patroon = Patroon {
    tekst: r"^[a-zA-Z0-9À-ž \-\'\.]{1,80}$|^[a-zA-Z0-9À-ž \-\'\.]{7,79}\*{1}$|^\*{1}[a-zA-Z0-9À-ž \-\'\.]{7,79}$",
    past: |text| {
        let rest = text.strip_suffix('*').or_else(|| text.strip_prefix('*'));
        match rest {
            Some(rest) => telt(rest, 7..=79, is_naamteken),
            None => telt(text, 1..=80, is_naamteken),
        }
    },
};
pub(crate) const REISDOCUMENTNUMMER: Patroon = Patroon {
    tekst: "^[A-Z0-9]{9}$",
    past: |text| {
        telt(text, 9..=9, |c| {
            c.is_ascii_uppercase() || c.is_ascii_digit()
        })
    },
};
pub(crate) const IDENTIFICATIE: Patroon = Patroon {
    tekst: "^(?!0{16})[0-9]{16}$",
    past: |text| cijfers(text, 16) && text.bytes().any(|b| b != b'0'),
};
const VELD: Patroon = Patroon {
    tekst: r"^[a-zA-Z0-9\._]{1,200}$",
    past: |text| {
        (1..=200).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'))
    },
};

fn cijfers(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

fn telt(text: &str, count: std::ops::RangeInclusive<usize>, may: fn(char) -> bool) -> bool {
    count.contains(&text.chars().count()) && text.chars().all(may)
}

fn is_naamteken(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, 'À'..='ž' | ' ' | '.' | '-' | '\'')
}

/// The parameters of a request while they are checked, and what is wrong so far, in the order of
/// the checks.
pub(crate) struct Controle<'b> {
    body: &'b Map<String, Value>,
    pub(crate) fouten: Vec<InvalidParam>,
}

impl<'b> Controle<'b> {
    /// Starts with nothing wrong.
    pub(crate) fn new(body: &'b Map<String, Value>) -> Self {
        Self {
            body,
            fouten: Vec::new(),
        }
    }

    fn fout(&mut self, name: impl Into<String>, code: &str, reason: impl Into<String>) {
        self.fouten.push(InvalidParam::new(name, code, reason));
    }

    fn patroonfout(&mut self, name: impl Into<String>, patroon: &Patroon) {
        self.fout(
            name,
            "pattern",
            format!("Waarde voldoet niet aan patroon {}.", patroon.tekst),
        );
    }

    fn ontbreekt(&mut self, name: &str) {
        self.fout(name, "required", "Parameter is verplicht.");
    }

    fn text(&self, name: &str) -> Option<Cow<'b, str>> {
        self.body.get(name).and_then(als_tekst)
    }

    /// `type`, read before anything else.
    pub(crate) fn soort<T>(&mut self, zoek: impl Fn(&str) -> Option<T>) -> Option<T> {
        let Some(text) = self.text("type") else {
            self.ontbreekt("type");
            return None;
        };
        let found = zoek(&text);
        if found.is_none() {
            self.fout("type", "value", "Waarde is geen geldig zoek type.");
        }
        found
    }

    /// Names that a question with `fields` does not know, in the order of the request.
    pub(crate) fn onbekend(&mut self, bekend: &[&str]) {
        self.onverwacht(|name| name == "fields" || bekend.contains(&name));
    }

    /// Names that a question without `fields` does not know, in the order of the request.
    pub(crate) fn onbekend_ook_fields(&mut self, bekend: &[&str]) {
        self.onverwacht(|name| bekend.contains(&name));
    }

    fn onverwacht(&mut self, bekend: impl Fn(&str) -> bool) {
        let body = self.body;
        for name in body.keys() {
            if name != "type" && !bekend(name) {
                self.fout(html(name), "unknownParam", "Parameter is niet verwacht.");
            }
        }
    }

    /// A text that has to be there.
    pub(crate) fn verplicht(&mut self, name: &str, patroon: &Patroon) -> Option<Cow<'b, str>> {
        match self.text(name).filter(|text| !text.trim().is_empty()) {
            None => self.ontbreekt(name),
            Some(text) if (patroon.past)(&text) => return Some(text),
            Some(_) => self.patroonfout(name, patroon),
        }
        None
    }

    /// A text that may be absent, but not empty.
    pub(crate) fn optioneel(&mut self, name: &str, patroon: &Patroon) -> Option<Cow<'b, str>> {
        let text = self.text(name)?;
        if (patroon.past)(&text) {
            return Some(text);
        }
        self.patroonfout(name, patroon);
        None
    }

    /// A text that may be absent or blank.
    pub(crate) fn optioneel_of_leeg(
        &mut self,
        name: &str,
        patroon: &Patroon,
    ) -> Option<Cow<'b, str>> {
        if self.text(name)?.trim().is_empty() {
            return None;
        }
        self.optioneel(name, patroon)
    }

    /// A house number: a number, or its digits as text.
    pub(crate) fn huisnummer(&mut self, name: &str) -> Option<u32> {
        const HOOGSTE: u32 = 99_999;
        let Some(text) = self.text(name).filter(|text| !text.trim().is_empty()) else {
            self.ontbreekt(name);
            return None;
        };
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            self.fout(name, "integer", "Waarde is geen geldig getal.");
            return None;
        }
        match text.parse::<u32>().unwrap_or(u32::MAX) {
            0 => self.fout(name, "minimum", "Waarde is lager dan minimum 1."),
            number @ 1..=HOOGSTE => return Some(number),
            _ => self.fout(name, "maximum", "Waarde is hoger dan maximum 99999."),
        }
        None
    }

    /// A date that has to be there.
    pub(crate) fn datum_verplicht(&mut self, name: &str) -> Option<Date> {
        if self.text(name).is_none_or(|text| text.trim().is_empty()) {
            self.ontbreekt(name);
            return None;
        }
        self.datum_optioneel(name)
    }

    /// A date that may be absent.
    pub(crate) fn datum_optioneel(&mut self, name: &str) -> Option<Date> {
        let date = lees_datum(&self.text(name)?);
        if date.is_none() {
            self.fout(name, "date", "Waarde is geen geldige datum.");
        }
        date
    }

    /// `peildatum`: that day.
    pub(crate) fn peildatum(&mut self) -> Option<Tijdvak> {
        self.datum_verplicht("peildatum").map(Tijdvak::dag)
    }

    /// `datumTot` and `datumVan`, checked in that order; the one lies after the other.
    pub(crate) fn tijdvak(&mut self) -> Option<Tijdvak> {
        let tot = self.datum_verplicht("datumTot");
        let van = self.datum_verplicht("datumVan");
        let tijdvak = Tijdvak {
            van: van?,
            tot: tot?,
        };
        if tijdvak.is_leeg() {
            self.fout("datumTot", "date", "datumTot moet na datumVan liggen.");
            return None;
        }
        Some(tijdvak)
    }

    /// True or false; false when absent.
    pub(crate) fn boolean(&mut self, name: &str) -> bool {
        match self.body.get(name) {
            None | Some(Value::Null) => return false,
            Some(Value::Bool(value)) => return *value,
            Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => return true,
            Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => return false,
            Some(_) => {}
        }
        self.fout(name, "boolean", "Waarde is geen boolean.");
        false
    }

    fn lijst(&mut self, name: &str, most: usize) -> Option<(&'b [Value], bool)> {
        let list = match self.body.get(name) {
            None | Some(Value::Null) => {
                self.ontbreekt(name);
                return None;
            }
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.fout(name, "array", "Parameter is geen array.");
                return None;
            }
        };
        if list.is_empty() {
            self.fout(name, "minItems", "Array bevat minder dan 1 items.");
        } else if list.len() > most {
            self.fout(
                name,
                "maxItems",
                format!("Array bevat meer dan {most} items."),
            );
        }
        Some((list, (1..=most).contains(&list.len())))
    }

    /// A list of texts; the elements are checked in a list that is too long, too.
    pub(crate) fn teksten(
        &mut self,
        name: &str,
        most: usize,
        patroon: &Patroon,
    ) -> Vec<Cow<'b, str>> {
        let Some((list, _)) = self.lijst(name, most) else {
            return Vec::new();
        };
        let mut found = Vec::with_capacity(list.len());
        for (at, element) in list.iter().enumerate() {
            match als_tekst(element).filter(|text| (patroon.past)(text)) {
                Some(text) => found.push(text),
                None => self.patroonfout(format!("{name}[{at}]"), patroon),
            }
        }
        found
    }

    /// `fields` of a question about persons.
    pub(crate) fn velden(&mut self, soort: Antwoordsoort) -> Selectie {
        let mut selectie = Selectie::default();
        self.paden(130, |path| verzamel(&mut selectie, soort, path));
        selectie
    }

    /// `fields`; the elements are not checked in a list of the wrong length. `neem` takes one path.
    pub(crate) fn paden(
        &mut self,
        meeste: usize,
        mut neem: impl FnMut(&str) -> Result<(), Veldfout>,
    ) {
        let Some((list, true)) = self.lijst("fields", meeste) else {
            return;
        };
        let paths = list
            .iter()
            .map(|element| als_tekst(element).unwrap_or_default());
        for (at, path) in paths.enumerate() {
            if !(VELD.past)(&path) {
                self.patroonfout(format!("fields[{at}]"), &VELD);
                continue;
            }
            match neem(&path) {
                Ok(()) => {}
                Err(fout) => {
                    let reason = match fout {
                        Veldfout::NietToegestaan => "Parameter bevat een niet toegestane veldnaam.",
                        Veldfout::NietBestaand => "Parameter bevat een niet bestaande veldnaam.",
                    };
                    self.fout(format!("fields[{at}]"), "fields", reason);
                }
            }
        }
    }
}

/// A value read as text: a number or a truth value as it is written, `null` as absent.
fn als_tekst(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(cijferreeks(number))),
        other => Some(Cow::Owned(other.to_string())),
    }
}

/// A number as text. A whole one that fits no integer was read as a fraction: its digits are written
/// out, as they were sent.
fn cijferreeks(number: &Number) -> String {
    match number.as_f64() {
        Some(large) if number.is_f64() && large >= 1e19 && large.is_finite() => {
            format!("{large:.0}")
        }
        _ => number.to_string(),
    }
}

/// `yyyy-MM-dd` and an existing day.
fn lees_datum(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, b)| match at {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    let date = Date::new(
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    );
    date.ok().filter(|date| date.year() > 0)
}

/// HTML-encodes a name, as the real service does with names that it echoes.
fn html(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if matches!(u32::from(c), 160..=255 | 0x1_0000..) => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(patroon: &Patroon, text: &str) -> bool {
        (patroon.past)(text)
    }

    #[test]
    fn patterns_accept_what_they_print() {
        assert!(
            past(&NAAM, "d'Één-Naam 2.") && past(&NAAM, "Zan*") && past(&NAAM, &"a".repeat(200))
        );
        assert!(
            !past(&NAAM, "Za*")
                && !past(&NAAM, "Z*nd")
                && !past(&NAAM, &"a".repeat(201))
                && !past(&NAAM, "")
        );
        assert!(past(&VOORNAMEN_OPTIONEEL, "A*") && !past(&VOORNAMEN_OPTIONEEL, "*"));
        assert!(
            past(&VOORVOEGSEL, "in 't")
                && !past(&VOORVOEGSEL, "vän")
                && !past(&VOORVOEGSEL, "van der van")
        );
        assert!(past(&POSTCODE, "8000 aa") && past(&POSTCODE, "8000AA"));
        assert!(
            !past(&POSTCODE, "0800AA")
                && !past(&POSTCODE, "8000  AA")
                && !past(&POSTCODE, "800€AA")
        );
        assert!(past(&STRAAT, "Pad") && past(&STRAAT, "*zandpad") && past(&STRAAT, "Zandweg*"));
        assert!(!past(&STRAAT, "Zand*") && !past(&STRAAT, "*zandpad*") && !past(&STRAAT, "a/b"));
        assert!(
            past(&IDENTIFICATIE, "0000000000000001") && !past(&IDENTIFICATIE, "0000000000000000")
        );
        assert!(!past(&HUISLETTER, "é") && !past(&HUISNUMMERTOEVOEGING, "12345"));
    }

    #[test]
    fn a_date_has_to_exist() {
        assert!(lees_datum("2024-02-29").is_some());
        for wrong in [
            "2023-02-29",
            "2023-2-01",
            "01-02-2023",
            "2023-02-01T00:00",
            "0000-01-01",
            "20230201",
        ] {
            assert!(lees_datum(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn unknown_names_are_echoed_harmlessly() {
        assert_eq!(
            html(r#"<a href="x">'&"#),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;"
        );
        assert_eq!(html("één"), "&#233;&#233;n");
    }
}
