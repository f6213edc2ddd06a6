//! A description in Dutch, read into conditions.
//!
//! Parts are separated by commas; within a part the longest known phrase wins. What is not known is
//! kept, to be said.

use fieldlab_world::Rechtsvorm;

use super::vraag::{Heeft, Partner, Status, Vraag, WoontIn, nationality};
use crate::range::Range;

/// What a phrase means.
enum Meaning {
    Met(Partner),
    In(WoontIn),
    Is(Status),
    Heeft(Heeft),
    Vorm(Rechtsvorm),
    Jaren(Range),
    Anders(fn(&mut Vraag)),
}

use Meaning::{Anders, In, Is, Jaren, Met, Vorm};

/// Phrases in lower case; those of more words first where one begins another.
const PHRASES: &[(&str, Meaning)] = &[
    ("geregistreerd partnerschap", Met(Partner::Geregistreerd)),
    ("geregistreerde partner", Met(Partner::Geregistreerd)),
    ("partner overleden", Met(Partner::Overleden)),
    ("overleden partner", Met(Partner::Overleden)),
    ("nooit getrouwd", Met(Partner::Nooit)),
    ("nooit gehuwd", Met(Partner::Nooit)),
    ("zonder partner", Met(Partner::Nee)),
    ("geen partner", Met(Partner::Nee)),
    ("met partner", Met(Partner::Ja)),
    ("gehuwd", Met(Partner::Gehuwd)),
    ("getrouwd", Met(Partner::Gehuwd)),
    ("gescheiden", Met(Partner::Gescheiden)),
    ("verweduwd", Met(Partner::Overleden)),
    (
        "weduwe",
        Anders(|v| {
            v.partner = Some(Partner::Overleden);
            v.geslacht = Some("V".to_owned());
        }),
    ),
    (
        "weduwnaar",
        Anders(|v| {
            v.partner = Some(Partner::Overleden);
            v.geslacht = Some("M".to_owned());
        }),
    ),
    ("ongehuwd", Met(Partner::Nee)),
    (
        "alleenstaande ouder",
        Anders(|v| {
            v.partner = Some(Partner::Nee);
            v.minderjarige_kinderen.get_or_insert(Range::from(1));
        }),
    ),
    (
        "alleenstaande moeder",
        Anders(|v| {
            v.partner = Some(Partner::Nee);
            v.geslacht = Some("V".to_owned());
            v.minderjarige_kinderen.get_or_insert(Range::from(1));
        }),
    ),
    (
        "alleenstaande vader",
        Anders(|v| {
            v.partner = Some(Partner::Nee);
            v.geslacht = Some("M".to_owned());
            v.minderjarige_kinderen.get_or_insert(Range::from(1));
        }),
    ),
    (
        "alleenwonend",
        Anders(|v| {
            v.bewoners = Some(Range::exact(1));
        }),
    ),
    (
        "alleenstaand",
        Anders(|v| {
            v.partner = Some(Partner::Nee);
            v.bewoners = Some(Range::exact(1));
        }),
    ),
    ("ex-partner", Meaning::Heeft(Heeft::ExPartner)),
    (
        "man",
        Anders(|v| {
            v.geslacht = Some("M".to_owned());
        }),
    ),
    (
        "vrouw",
        Anders(|v| {
            v.geslacht = Some("V".to_owned());
        }),
    ),
    (
        "moeder",
        Anders(|v| {
            v.geslacht = Some("V".to_owned());
            v.kinderen.get_or_insert(Range::from(1));
        }),
    ),
    (
        "vader",
        Anders(|v| {
            v.geslacht = Some("M".to_owned());
            v.kinderen.get_or_insert(Range::from(1));
        }),
    ),
    ("twee moeders", Meaning::Heeft(Heeft::TweeMoeders)),
    ("twee vaders", Meaning::Heeft(Heeft::TweeVaders)),
    ("één ouder", Meaning::Heeft(Heeft::EenOuder)),
    ("een ouder", Meaning::Heeft(Heeft::EenOuder)),
    ("tweeling", Meaning::Heeft(Heeft::Tweeling)),
    (
        "kinderloos",
        Anders(|v| {
            v.kinderen = Some(Range::exact(0));
        }),
    ),
    ("minderjarig", Jaren(Range::to(17))),
    ("meerderjarig", Jaren(Range::from(18))),
    ("volwassen", Jaren(Range::from(18))),
    ("baby", Jaren(Range::to(0))),
    ("peuter", Jaren(Range::between(1, 3))),
    ("kleuter", Jaren(Range::between(4, 5))),
    ("tiener", Jaren(Range::between(10, 19))),
    ("aow", Jaren(Range::from(67))),
    ("gepensioneerd", Jaren(Range::from(67))),
    ("bejaard", Jaren(Range::from(75))),
    ("honderdjarig", Jaren(Range::from(100))),
    ("overleden", Is(Status::Overleden)),
    ("geëmigreerd", Is(Status::Geemigreerd)),
    ("emigratie", Is(Status::Geemigreerd)),
    ("vertrokken", Is(Status::Geemigreerd)),
    ("niet-ingezetene", Is(Status::Rni)),
    ("rni", Is(Status::Rni)),
    (
        "onbekend waarheen",
        Anders(|v| {
            v.status = Some(Status::Geemigreerd);
            v.woont_in = Some(WoontIn::Onbekend);
        }),
    ),
    ("buitenland", In(WoontIn::Buitenland)),
    ("woonboot", In(WoontIn::Woonboot)),
    ("ligplaats", In(WoontIn::Woonboot)),
    ("woonwagen", In(WoontIn::Woonwagen)),
    ("standplaats", In(WoontIn::Woonwagen)),
    ("koopwoning", In(WoontIn::Koopwoning)),
    ("koophuis", In(WoontIn::Koopwoning)),
    ("huurwoning", In(WoontIn::Huurwoning)),
    ("huurhuis", In(WoontIn::Huurwoning)),
    ("huurder", In(WoontIn::Huurwoning)),
    ("eigenaar", Anders(|v| v.eigenaar = Some(true))),
    ("huiseigenaar", Anders(|v| v.eigenaar = Some(true))),
    ("tweede woning", Meaning::Heeft(Heeft::TweedeWoning)),
    ("verhuurder", Meaning::Heeft(Heeft::Verhuurt)),
    ("verhuurt", Meaning::Heeft(Heeft::Verhuurt)),
    (
        "appartementsrecht",
        Meaning::Heeft(Heeft::Appartementsrecht),
    ),
    ("erfpacht", Meaning::Heeft(Heeft::Erfpacht)),
    ("erfpachter", Meaning::Heeft(Heeft::Erfpacht)),
    ("vruchtgebruik", Meaning::Heeft(Heeft::Vruchtgebruik)),
    ("hypotheek", Meaning::Heeft(Heeft::Hypotheek)),
    ("beslag", Meaning::Heeft(Heeft::Beslag)),
    ("beperking", Meaning::Heeft(Heeft::Beperking)),
    ("eenmanszaak", Vorm(Rechtsvorm::Eenmanszaak)),
    ("zzp'er", Vorm(Rechtsvorm::Eenmanszaak)),
    ("bv", Vorm(Rechtsvorm::BeslotenVennootschap)),
    ("vof", Vorm(Rechtsvorm::VennootschapOnderFirma)),
    ("maatschap", Vorm(Rechtsvorm::Maatschap)),
    ("vve", Vorm(Rechtsvorm::VerenigingVanEigenaars)),
    ("stichting", Vorm(Rechtsvorm::Stichting)),
    ("ondernemer", Meaning::Heeft(Heeft::Bedrijf)),
    ("bedrijf", Meaning::Heeft(Heeft::Bedrijf)),
    ("flat", In(WoontIn::Flat)),
    ("appartement", In(WoontIn::Flat)),
    ("eengezinswoning", In(WoontIn::Eengezinswoning)),
    ("verzorgingshuis", In(WoontIn::Instelling)),
    ("verpleeghuis", In(WoontIn::Instelling)),
    ("instelling", In(WoontIn::Instelling)),
    ("tehuis", In(WoontIn::Instelling)),
    ("briefadres", In(WoontIn::Briefadres)),
    ("locatie", In(WoontIn::Locatie)),
    ("geheim adres", Meaning::Heeft(Heeft::Geheim)),
    ("geheim", Meaning::Heeft(Heeft::Geheim)),
    ("curatele", Meaning::Heeft(Heeft::Curatele)),
    ("onderzoek", Meaning::Heeft(Heeft::Onderzoek)),
    ("adellijk", Meaning::Heeft(Heeft::Titel)),
    ("adellijke titel", Meaning::Heeft(Heeft::Titel)),
    ("verblijfstitel", Meaning::Heeft(Heeft::Verblijfstitel)),
    ("reisdocument", Meaning::Heeft(Heeft::Reisdocument)),
    (
        "paspoort",
        Anders(|v| {
            v.reisdocument = Some("PN".to_owned());
        }),
    ),
    (
        "identiteitskaart",
        Anders(|v| v.reisdocument = Some("NI".to_owned())),
    ),
    ("gezagsbesluit", Meaning::Heeft(Heeft::Gezagsbesluit)),
    (
        "uitsluiting kiesrecht",
        Meaning::Heeft(Heeft::UitsluitingKiesrecht),
    ),
    ("geïmmigreerd", Meaning::Heeft(Heeft::Immigratie)),
    ("immigratie", Meaning::Heeft(Heeft::Immigratie)),
    (
        "dubbele nationaliteit",
        Meaning::Heeft(Heeft::MeerNationaliteiten),
    ),
    (
        "staatloos",
        Anders(|v| {
            v.nationaliteiten.push(499);
        }),
    ),
];

/// Words that only tie others together.
const SMALL: &[&str] = &[
    "de",
    "het",
    "een",
    "en",
    "met",
    "in",
    "op",
    "van",
    "die",
    "dat",
    "heeft",
    "hebben",
    "woont",
    "wonend",
    "is",
    "zijn",
    "haar",
    "persoon",
    "iemand",
    "mensen",
    "er",
    "aan",
    "onder",
    "nationaliteit",
    "adres",
    "staat",
    "te",
    "oud",
    "bij",
    "zoek",
    "naar",
    "gezin",
    "maar",
    "ook",
];

/// A word that is not known, and the one that looks most like it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) word: String,
    pub(crate) near: Option<String>,
}

/// Reads a description into `vraag`; says how many phrases it knew, and which words it did not.
pub(crate) fn read(text: &str, vraag: &mut Vraag) -> (usize, Vec<Unknown>) {
    let (mut known, mut unknown) = (0, Vec::new());
    let lower = text.to_lowercase();
    for part in lower.split([',', ';', '.']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let taken = ages(rest, vraag)
                .or_else(|| children(rest, vraag))
                .or_else(|| phrase(rest, vraag))
                .or_else(|| country(rest, vraag));
            match taken {
                Some(taken) => {
                    known += 1;
                    at += taken;
                }
                None => {
                    if !SMALL.contains(&words[at]) {
                        unknown.push(Unknown {
                            word: words[at].to_owned(),
                            near: near(words[at]),
                        });
                    }
                    at += 1;
                }
            }
        }
    }
    (known, unknown)
}

/// The longest phrase that the words begin with; inflected words count (`gescheiden`, `adellijke`).
fn phrase(words: &[&str], vraag: &mut Vraag) -> Option<usize> {
    let (length, meaning) = PHRASES
        .iter()
        .filter_map(|(phrase, meaning)| {
            let length = phrase.split(' ').count();
            let same = phrase
                .split(' ')
                .enumerate()
                .all(|(nth, word)| words.get(nth).is_some_and(|found| same(found, word)));
            same.then_some((length, meaning))
        })
        .max_by_key(|(length, _)| *length)?;
    match meaning {
        Met(partner) => vraag.partner = Some(*partner),
        In(kind) => vraag.woont_in = Some(*kind),
        Is(status) => vraag.status = Some(*status),
        Meaning::Heeft(what) => vraag.heeft.push(*what),
        Vorm(vorm) => vraag.rechtsvorm = Some(*vorm),
        Jaren(range) => vraag.leeftijd = Some(*range),
        Anders(change) => change(vraag),
    }
    Some(length)
}

fn same(found: &str, word: &str) -> bool {
    let plain = |text: &str| text.replace('ë', "e").replace('ï', "i").replace('é', "e");
    let (found, word) = (plain(found), plain(word));
    found == word
        || ["e", "en", "s"]
            .iter()
            .any(|ending| found == format!("{word}{ending}"))
}

/// `ouder dan 70`, `jonger dan 30`, `70 jaar`, `70+`, `70-plus`, `tussen 30 en 40 jaar`.
fn ages(words: &[&str], vraag: &mut Vraag) -> Option<usize> {
    let years = |at: usize| usize::from(words.get(at).is_some_and(|word| *word == "jaar"));
    match words {
        ["ouder", "dan", age, ..] => {
            vraag.leeftijd = Some(Range::from(number(age)? + 1));
            Some(3 + years(3))
        }
        ["jonger", "dan", age, ..] => {
            vraag.leeftijd = Some(Range::to(number(age)?.checked_sub(1)?));
            Some(3 + years(3))
        }
        ["vanaf", age, "jaar", ..] => {
            vraag.leeftijd = Some(Range::from(number(age)?));
            Some(3)
        }
        ["tussen", from, "en", to, ..] => {
            let (from, to) = (number(from)?, number(to)?);
            (from <= to).then(|| vraag.leeftijd = Some(Range::between(from, to)))?;
            Some(4 + years(4))
        }
        [age, "jaar", ..] => {
            vraag.leeftijd = Some(Range::exact(number(age)?));
            Some(2)
        }
        [age, ..] => {
            let age = ["-plusser", "-plus", "plusser", "+"]
                .iter()
                .find_map(|ending| age.strip_suffix(ending))?;
            vraag.leeftijd = Some(Range::from(age.parse().ok()?));
            Some(1)
        }
        [] => None,
    }
}

/// `twee minderjarige kinderen`, `geen kinderen`, `minstens drie kinderen`, `kinderen`.
fn children(words: &[&str], vraag: &mut Vraag) -> Option<usize> {
    let mut at = 0;
    let least = match words.first()? {
        &"minstens" | &"minimaal" => {
            at += 1;
            true
        }
        _ => false,
    };
    let count = words.get(at).and_then(|word| number(word));
    at += usize::from(count.is_some());
    let none = count.is_none() && matches!(words.get(at), Some(&"geen" | &"zonder"));
    at += usize::from(none);
    let minor = words
        .get(at)
        .is_some_and(|word| matches!(*word, "minderjarige" | "minderjarig" | "jonge"));
    at += usize::from(minor);
    let kids = matches!(*words.get(at)?, "kind" | "kinderen" | "zoon" | "dochter");
    // Alone, `kind` says that somebody is one; that is no condition.
    if !kids || (at == 0 && words[0] == "kind") {
        return None;
    }
    let range = match count {
        _ if none => Range::exact(0),
        Some(count) if least => Range::from(count),
        Some(count) => Range::exact(count),
        None => Range::from(1),
    };
    if minor {
        vraag.minderjarige_kinderen = Some(range);
    } else {
        vraag.kinderen = Some(range);
    }
    Some(at + 1)
}

/// `Turkse nationaliteit`, `Poolse`, `nationaliteit onbekend`.
fn country(words: &[&str], vraag: &mut Vraag) -> Option<usize> {
    if let ["nationaliteit", which, ..] = words {
        let codes = nationality(which);
        return (!codes.is_empty()).then(|| {
            vraag.nationaliteiten.extend(codes);
            2
        });
    }
    let codes = nationality(words.first()?);
    // A bare number or `onbekend` is no country here.
    if codes.is_empty() || words[0].parse::<u32>().is_ok() || codes == [0] {
        return None;
    }
    vraag.nationaliteiten.extend(codes);
    Some(1 + usize::from(words.get(1) == Some(&"nationaliteit")))
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
        "elf", "twaalf",
    ];
    if word == "een" {
        return Some(1);
    }
    word.parse().ok().or_else(|| {
        WORDS
            .iter()
            .position(|known| *known == word)
            .and_then(|at| u32::try_from(at).ok())
    })
}

/// The known word that looks most like it.
fn near(word: &str) -> Option<String> {
    PHRASES
        .iter()
        .flat_map(|(phrase, _)| phrase.split(' '))
        .chain(["kinderen", "jaar", "nationaliteit", "minderjarige"])
        .map(|known| (strsim::damerau_levenshtein(known, word), known))
        .filter(|(distance, known)| *distance <= 1 + known.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(text: &str) -> Vraag {
        let mut vraag = Vraag::default();
        let (_, unknown) = read(text, &mut vraag);
        assert_eq!(unknown, [], "{text}");
        vraag
    }

    #[test]
    fn families_are_read() {
        let vraag = understood("gescheiden, twee minderjarige kinderen, flat");
        assert_eq!(vraag.partner, Some(Partner::Gescheiden));
        assert_eq!(vraag.minderjarige_kinderen, Some(Range::exact(2)));
        assert_eq!(vraag.woont_in, Some(WoontIn::Flat));
        let vraag = understood("weduwe met minstens 3 kinderen, ouder dan 70 jaar");
        assert_eq!(vraag.geslacht.as_deref(), Some("V"));
        assert_eq!(vraag.partner, Some(Partner::Overleden));
        assert_eq!(vraag.kinderen, Some(Range::from(3)));
        assert_eq!(vraag.leeftijd, Some(Range::from(71)));
        assert_eq!(
            understood("zonder kinderen").kinderen,
            Some(Range::exact(0))
        );
        assert_eq!(understood("een kind").kinderen, Some(Range::exact(1)));
    }

    #[test]
    fn ages_nationalities_and_what_stands_in_a_record_are_read() {
        assert_eq!(
            understood("tussen 30 en 40 jaar").leeftijd,
            Some(Range::between(30, 40))
        );
        assert_eq!(understood("80-plusser").leeftijd, Some(Range::from(80)));
        assert_eq!(understood("18 jaar").leeftijd, Some(Range::exact(18)));
        assert_eq!(understood("Turkse nationaliteit").nationaliteiten, [339]);
        assert_eq!(understood("poolse man").geslacht.as_deref(), Some("M"));
        assert_eq!(
            understood("heeft een geheim adres, staat onder curatele").heeft,
            [Heeft::Geheim, Heeft::Curatele]
        );
        let vraag = understood("zzp'er met een hypotheek, verhuurt een huurhuis");
        assert_eq!(vraag.rechtsvorm, Some(Rechtsvorm::Eenmanszaak));
        assert_eq!(vraag.heeft, [Heeft::Hypotheek, Heeft::Verhuurt]);
        assert_eq!(understood("geemigreerd").status, Some(Status::Geemigreerd));
    }

    #[test]
    fn what_is_not_known_is_said_with_what_looks_like_it() {
        let mut vraag = Vraag::default();
        let (known, unknown) = read("gescheidn, twee kinderen, kaboutermuts", &mut vraag);
        assert_eq!(known, 1);
        assert_eq!(
            unknown,
            [
                Unknown {
                    word: "gescheidn".to_owned(),
                    near: Some("gescheiden".to_owned())
                },
                Unknown {
                    word: "kaboutermuts".to_owned(),
                    near: None
                },
            ]
        );
    }
}
