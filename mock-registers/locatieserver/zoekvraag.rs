//! The language of `q`, `fq` and `bq`: the part of Solr's syntax that clients of the Locatieserver use.
//!
//! Words, phrases between double quotes, `veld:waarde`, `veld:(a or b)`, `veld:[1 TO 9]`, a closing
//! `*`, `and`/`or`/`not` in either case, `&&`, `||`, `+`, `-`, `!`, parentheses, `*:*`, and a weight (`^1.5`).

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// More clauses than this is no question any more (Solr's maxBooleanClauses is 1,024).
const MEESTE: usize = 128;
/// Parentheses within parentheses.
const DIEPSTE: usize = 32;

/// A question as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Boom {
    /// `*:*` or `*`.
    Alles,
    /// A bare word; `plek` is where it stands, in bytes. A closing `*` is gone, and `begin` true.
    Woord {
        tekst: String,
        begin: bool,
        plek: Range<usize>,
    },
    /// Words between double quotes.
    Zin(String),
    /// `[1 TO 9]`; `None` is open.
    Bereik(Option<String>, Option<String>),
    /// `naam:waarde`.
    Veld(String, Box<Boom>),
    En(Vec<Boom>),
    Of(Vec<Boom>),
    /// Beside each other without an operator.
    Naast(Vec<Boom>),
    Niet(Box<Boom>),
    /// With a weight, in thousandths.
    Maal(Box<Boom>, u32),
}

/// What is wrong with it, in Solr's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Syntaxfout(pub(super) String);

#[derive(Clone, Debug, PartialEq)]
enum Teken {
    Open,
    Dicht,
    En,
    Of,
    Niet,
    Moet,
    Alles,
    Woord(String, bool, Range<usize>),
    Zin(String),
    Veld(String),
    Bereik(Option<String>, Option<String>),
    Maal(u32),
}

/// Reads a question.
///
/// # Errors
/// When quotes, parentheses, ranges or operators do not fit.
pub(super) fn lees(tekst: &str) -> Result<Boom, Syntaxfout> {
    let fout = |_| {
        Syntaxfout(format!(
            "org.apache.solr.search.SyntaxError: Cannot parse '{tekst}'"
        ))
    };
    let tekens = ontleed(tekst).map_err(fout)?;
    if tekens.len() > 4 * MEESTE {
        return Err(Syntaxfout("too many boolean clauses".to_owned()));
    }
    if tekens.is_empty() {
        return Ok(Boom::Naast(Vec::new()));
    }
    let mut lezer = Lezer {
        tekens: &tekens,
        at: 0,
        diepte: 0,
        bladen: 0,
    };
    let boom = lezer.of().map_err(fout)?;
    if lezer.bladen > MEESTE {
        return Err(Syntaxfout("too many boolean clauses".to_owned()));
    }
    if lezer.at < tekens.len() {
        return Err(fout(()));
    }
    Ok(boom)
}

fn ontleed(tekst: &str) -> Result<Vec<Teken>, ()> {
    let mut tekens = Vec::new();
    let mut letters = tekst.char_indices().peekable();
    while let Some(&(at, letter)) = letters.peek() {
        let na_veld = matches!(tekens.last(), Some(Teken::Veld(_)));
        match letter {
            _ if letter.is_whitespace() => {
                letters.next();
            }
            '(' | ')' => {
                letters.next();
                tekens.push(if letter == '(' {
                    Teken::Open
                } else {
                    Teken::Dicht
                });
            }
            '"' => {
                letters.next();
                tekens.push(Teken::Zin(tot(&mut letters, '"')?));
            }
            '[' | '{' if na_veld => {
                letters.next();
                let sluit = if letter == '[' { ']' } else { '}' };
                tekens.push(bereik(&tot(&mut letters, sluit)?)?);
            }
            '^' => {
                letters.next();
                let gewicht: f64 = kale_tekens(&mut letters).parse().map_err(|_| ())?;
                if !(0.0..=1e6).contains(&gewicht) {
                    return Err(());
                }
                tekens.push(Teken::Maal((gewicht * 1000.0).round() as u32));
            }
            '+' | '-' | '!' => {
                letters.next();
                // With white space behind it, or nothing, it is a dash.
                if letters
                    .peek()
                    .is_some_and(|(_, next)| !next.is_whitespace())
                {
                    tekens.push(if letter == '+' {
                        Teken::Moet
                    } else {
                        Teken::Niet
                    });
                }
            }
            _ => tekens.push(woord(at, &mut letters)?),
        }
    }
    Ok(tekens)
}

/// Everything up to the closing character, which goes too.
fn tot(letters: &mut Peekable<CharIndices<'_>>, sluit: char) -> Result<String, ()> {
    let mut tekst = String::new();
    while let Some((_, letter)) = letters.next() {
        match letter {
            '\\' => tekst.extend(letters.next().map(|(_, escaped)| escaped)),
            _ if letter == sluit => return Ok(tekst),
            _ => tekst.push(letter),
        }
    }
    Err(())
}

fn bereik(tekst: &str) -> Result<Teken, ()> {
    let delen: Vec<&str> = tekst.split_whitespace().collect();
    let [van, "TO" | "to", tot] = delen.as_slice() else {
        return Err(());
    };
    let grens = |tekst: &str| (tekst != "*").then(|| tekst.trim_matches('"').to_owned());
    Ok(Teken::Bereik(grens(van), grens(tot)))
}

/// Digits and a point.
fn kale_tekens(letters: &mut Peekable<CharIndices<'_>>) -> String {
    let mut tekst = String::new();
    while let Some((_, letter)) = letters.next_if(|(_, c)| c.is_ascii_digit() || *c == '.') {
        tekst.push(letter);
    }
    tekst
}

fn woord(begin: usize, letters: &mut Peekable<CharIndices<'_>>) -> Result<Teken, ()> {
    let mut tekst = String::new();
    let mut einde = begin;
    let mut letterlijk = false;
    while let Some(&(at, letter)) = letters.peek() {
        if letter.is_whitespace() || matches!(letter, '(' | ')' | '"' | '^') {
            break;
        }
        letters.next();
        einde = at + letter.len_utf8();
        match letter {
            '\\' => {
                let (at, escaped) = letters.next().ok_or(())?;
                einde = at + escaped.len_utf8();
                letterlijk = true;
                tekst.push(escaped);
            }
            ':' if !letterlijk && is_veldnaam(&tekst) && gaat_door(letters) => {
                return Ok(if tekst == "*" {
                    // `*:*`; anything else in every field is just a word.
                    match letters.next_if(|(_, next)| *next == '*') {
                        Some(_) => Teken::Alles,
                        None => return woord(einde, letters),
                    }
                } else {
                    Teken::Veld(tekst)
                });
            }
            _ => tekst.push(letter),
        }
    }
    if letterlijk {
        return Ok(Teken::Woord(tekst, false, begin..einde));
    }
    Ok(match tekst.as_str() {
        "AND" | "and" | "&&" => Teken::En,
        "OR" | "or" | "||" => Teken::Of,
        "NOT" | "not" => Teken::Niet,
        "*" => Teken::Alles,
        _ => {
            let kaal = tekst.trim_end_matches(['*', '?', '~']);
            let is_begin = tekst.ends_with(['*', '?']);
            Teken::Woord(kaal.to_owned(), is_begin, begin..einde)
        }
    })
}

fn is_veldnaam(tekst: &str) -> bool {
    tekst == "*"
        || (tekst.starts_with(|c: char| c.is_ascii_lowercase())
            && tekst
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
}

fn gaat_door(letters: &mut Peekable<CharIndices<'_>>) -> bool {
    letters
        .peek()
        .is_some_and(|(_, next)| !next.is_whitespace() && *next != ')')
}

struct Lezer<'t> {
    tekens: &'t [Teken],
    at: usize,
    diepte: usize,
    bladen: usize,
}

impl Lezer<'_> {
    fn neem(&mut self, teken: &Teken) -> bool {
        let is_het = self.tekens.get(self.at) == Some(teken);
        self.at += usize::from(is_het);
        is_het
    }

    fn of(&mut self) -> Result<Boom, ()> {
        let mut delen = vec![self.en()?];
        while self.neem(&Teken::Of) {
            delen.push(self.en()?);
        }
        Ok(een_of(delen, Boom::Of))
    }

    fn en(&mut self) -> Result<Boom, ()> {
        let mut delen = vec![self.naast()?];
        while self.neem(&Teken::En) {
            delen.push(self.naast()?);
        }
        Ok(een_of(delen, Boom::En))
    }

    fn naast(&mut self) -> Result<Boom, ()> {
        let mut delen = vec![self.niet()?];
        while let Some(teken) = self.tekens.get(self.at) {
            match teken {
                Teken::Dicht | Teken::En | Teken::Of => break,
                _ => delen.push(self.niet()?),
            }
        }
        Ok(een_of(delen, Boom::Naast))
    }

    fn niet(&mut self) -> Result<Boom, ()> {
        let mut ontkend = false;
        loop {
            if self.neem(&Teken::Niet) {
                ontkend = !ontkend;
            } else if !self.neem(&Teken::Moet) {
                break;
            }
        }
        let blad = self.blad()?;
        Ok(if ontkend {
            Boom::Niet(Box::new(blad))
        } else {
            blad
        })
    }

    fn blad(&mut self) -> Result<Boom, ()> {
        let teken = self.tekens.get(self.at).ok_or(())?.clone();
        self.at += 1;
        self.bladen += 1;
        let boom = match teken {
            Teken::Alles => Boom::Alles,
            Teken::Woord(tekst, begin, plek) => Boom::Woord { tekst, begin, plek },
            Teken::Zin(tekst) => Boom::Zin(tekst),
            Teken::Bereik(van, tot) => Boom::Bereik(van, tot),
            Teken::Open => {
                self.diepte += 1;
                if self.diepte > DIEPSTE {
                    return Err(());
                }
                let binnen = self.of()?;
                self.diepte -= 1;
                if !self.neem(&Teken::Dicht) {
                    return Err(());
                }
                binnen
            }
            Teken::Veld(naam) => {
                // A field of a field is no question.
                if matches!(self.tekens.get(self.at), Some(Teken::Veld(_))) {
                    return Err(());
                }
                Boom::Veld(naam, Box::new(self.blad()?))
            }
            _ => return Err(()),
        };
        Ok(match self.tekens.get(self.at) {
            Some(&Teken::Maal(gewicht)) => {
                self.at += 1;
                Boom::Maal(Box::new(boom), gewicht)
            }
            _ => boom,
        })
    }
}

fn een_of(mut delen: Vec<Boom>, samen: fn(Vec<Boom>) -> Boom) -> Boom {
    match delen.pop() {
        Some(enige) if delen.is_empty() => enige,
        laatste => {
            delen.extend(laatste);
            samen(delen)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woord(tekst: &str, plek: Range<usize>) -> Boom {
        Boom::Woord {
            tekst: tekst.to_owned(),
            begin: false,
            plek,
        }
    }

    #[test]
    fn the_forms_that_clients_use_are_read() {
        assert_eq!(
            lees("type:(adres or weg)").unwrap(),
            Boom::Veld(
                "type".to_owned(),
                Box::new(Boom::Of(vec![woord("adres", 6..11), woord("weg", 15..18)]))
            )
        );
        assert_eq!(
            lees("type:adres AND NOT bron:BAG").unwrap(),
            Boom::En(vec![
                Boom::Veld("type".to_owned(), Box::new(woord("adres", 5..10))),
                Boom::Niet(Box::new(Boom::Veld(
                    "bron".to_owned(),
                    Box::new(woord("BAG", 24..27))
                ))),
            ])
        );
        assert_eq!(
            lees("\"Proef dorp\"").unwrap(),
            Boom::Zin("Proef dorp".to_owned())
        );
        assert_eq!(
            lees("kerk 12-3").unwrap(),
            Boom::Naast(vec![woord("kerk", 0..4), woord("12-3", 5..9)])
        );
        assert_eq!(lees("*:*").unwrap(), Boom::Alles);
        assert_eq!(
            lees("huisnummer:[1 TO *]").unwrap(),
            Boom::Veld(
                "huisnummer".to_owned(),
                Box::new(Boom::Bereik(Some("1".to_owned()), None))
            )
        );
        assert!(
            matches!(lees("type:weg^1.5").unwrap(), Boom::Veld(_, waarde)
            if matches!(*waarde, Boom::Maal(_, 1500)))
        );
        assert!(
            matches!(lees("postcode:9991*").unwrap(), Boom::Veld(_, waarde)
            if matches!(*waarde, Boom::Woord { begin: true, .. }))
        );
    }

    #[test]
    fn broken_ones_are_refused() {
        for fout in [
            "type:(adres",
            "type:adres)",
            "\"Proef",
            "a AND",
            "or b",
            "()",
            "huisnummer:[1 2]",
            "a^b",
            "type:bron:BAG",
            "\\",
        ] {
            assert!(lees(fout).is_err(), "{fout}");
        }
        assert!(lees(&"(".repeat(5_000)).is_err());
        assert!(lees(&"a ".repeat(5_000)).is_err());
    }
}
