//! A word of a question, laid beside the index: what it names, and how well.

use fieldlab_world::{AdresId, Places};

use super::index::{Index, Past, Plek};
use super::kandidaat::{Deel, Genoemd, Kandidaat, Type, Uitkomst};

/// A word that is exactly a word of a name. Scores are in thousandths.
pub(super) const GEHEEL: u32 = 1_000;
const POSTCODE: u32 = 1_200;
/// The digits of a postcode; each letter adds, each digit less subtracts a hundred.
const VIER_CIJFERS: u32 = 700;
/// Letter or addition behind the number.
const ACHTERVOEGSEL: u32 = 300;

/// How much each part of a score counts (`qf`), in thousandths of what it counts when nothing is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gewichten {
    pub(super) exact: u32,
    pub(super) woord: u32,
    pub(super) nummer: u32,
    pub(super) achtervoegsel: u32,
}

impl Default for Gewichten {
    fn default() -> Self {
        Self {
            exact: 1_000,
            woord: 1_000,
            nummer: 1_000,
            achtervoegsel: 1_000,
        }
    }
}

/// A score weighed; what fits keeps at least something.
pub(super) fn weeg(score: u32, gewicht: u32) -> u32 {
    if gewicht == 1_000 {
        return score;
    }
    u32::try_from(u64::from(score) * u64::from(gewicht) / 1_000)
        .unwrap_or(u32::MAX)
        .max(1)
}

/// What a word scores in each row of a table; empty when it names none of them.
#[derive(Debug, Default)]
struct Scores {
    per_rij: Vec<u16>,
    hoogste: u32,
}

impl Scores {
    fn zet(&mut self, rij: usize, score: u32, rijen: usize) {
        if self.per_rij.is_empty() {
            self.per_rij = vec![0; rijen];
        }
        let cel = &mut self.per_rij[rij];
        *cel = (*cel).max(u16::try_from(score).unwrap_or(u16::MAX));
        self.hoogste = self.hoogste.max(score);
    }

    fn van(&self, rij: usize) -> u32 {
        u32::from(self.per_rij.get(rij).copied().unwrap_or(0))
    }
}

/// A number as people type it: `12`, `12a`, `12a3`.
#[derive(Debug)]
pub(super) struct Nummer {
    pub(super) getal: u32,
    /// Letter and addition, in lower case.
    pub(super) rest: String,
    /// Whether `1` also stands for the beginning of 12. It does when another word says where.
    pub(super) ook_begin: bool,
}

impl Nummer {
    /// Whether it can be the number, or the beginning of one, from the lowest to the highest.
    fn past_tussen(&self, (laagste, hoogste): (u32, u32)) -> bool {
        let (mut van, mut tot) = (self.getal, self.getal);
        loop {
            if van <= hoogste && laagste <= tot {
                return true;
            }
            if !self.ook_begin || van > hoogste {
                return false;
            }
            (van, tot) = (
                van.saturating_mul(10),
                tot.saturating_mul(10).saturating_add(9),
            );
        }
    }

    /// Whether a house number is it, or begins with it where that counts.
    fn past(&self, huisnummer: u32) -> bool {
        huisnummer == self.getal
            || self.ook_begin && self.rest.is_empty() && begint_met(huisnummer, self.getal)
    }
}

/// A word of the question.
#[derive(Debug)]
pub(super) struct Blad {
    provincies: Scores,
    gemeenten: Scores,
    plaatsen: Scores,
    buurten: Scores,
    straten: Scores,
    /// The streets that it names.
    genoemde_straten: Vec<usize>,
    /// `gemeente` and `provincie` are words of the names of those documents.
    soort: Option<Type>,
    /// Places in the order of postcodes, and the score.
    postcodes: std::ops::Range<usize>,
    postcode_score: u32,
    pub(super) nummer: Option<Nummer>,
    /// What comes behind a number, in lower case.
    pub(super) achtervoegsel: Option<String>,
}

impl Blad {
    fn leeg() -> Self {
        Self {
            provincies: Scores::default(),
            gemeenten: Scores::default(),
            plaatsen: Scores::default(),
            buurten: Scores::default(),
            straten: Scores::default(),
            genoemde_straten: Vec::new(),
            soort: None,
            postcodes: 0..0,
            postcode_score: 0,
            nummer: None,
            achtervoegsel: None,
        }
    }

    /// Looks a word up. `na_nummer`: it stands behind a number, so it may be its letter or addition.
    pub(super) fn van_woord(index: &Index, woord: &str, na_nummer: bool) -> Self {
        let mut blad = Self::leeg();
        index.met_woord(woord, true, |plek, past| {
            let score = match past {
                Past::Geheel => GEHEEL,
                Past::Begin(letters) => 400 + (500 * woord.len() / letters) as u32,
            };
            blad.noem(index, plek, score);
        });
        blad.genoemde_straten.sort_unstable();
        blad.genoemde_straten.dedup();
        for soort in [Type::Gemeente, Type::Provincie] {
            if woord.len() >= 2 && soort.naam().starts_with(woord) {
                blad.soort = Some(soort);
            }
        }
        if kan_postcode_zijn(woord) {
            let begin = woord.to_ascii_uppercase();
            blad.postcodes = index.postcodes_met_begin(&begin);
            blad.postcode_score = if begin.len() == 6 {
                POSTCODE
            } else {
                VIER_CIJFERS - 400 + 100 * begin.len() as u32
            };
        }
        blad.nummer = nummer(woord, index.hoogste_huisnummer());
        blad.achtervoegsel =
            (na_nummer && woord.len() <= 4 && woord.is_ascii()).then(|| woord.to_owned());
        blad
    }

    /// A word of which no name knows anything, taken for the words that it is nearly.
    pub(super) fn van_verwante(index: &Index, verwante: &[(String, u8)]) -> Self {
        let mut blad = Self::leeg();
        for (woord, afstand) in verwante {
            let score = 350 - 100 * u32::from((*afstand).min(3));
            index.met_woord(woord, false, |plek, _| blad.noem(index, plek, score));
        }
        blad.genoemde_straten.sort_unstable();
        blad.genoemde_straten.dedup();
        blad
    }

    /// Words in a row within one name.
    pub(super) fn van_zin(index: &Index, places: &Places, woorden: &[String], zo: bool) -> Self {
        let mut blad = Self::leeg();
        for plek in plekken_met_zin(index, places, woorden, zo) {
            blad.noem(index, plek, GEHEEL);
        }
        blad.genoemde_straten.sort_unstable();
        blad.genoemde_straten.dedup();
        blad
    }

    fn noem(&mut self, index: &Index, plek: Plek, score: u32) {
        match plek {
            Plek::Provincie(rij) => self.provincies.zet(rij, score, index.provincies.len()),
            Plek::Gemeente(rij) => self.gemeenten.zet(rij, score, index.gemeenten.len()),
            Plek::Plaats(rij) => self.plaatsen.zet(rij, score, index.plaatsen.len()),
            Plek::Buurt(rij) => self.buurten.zet(rij, score, index.buurten.len()),
            Plek::Straat(rij) => {
                self.straten.zet(rij, score, index.straten.len());
                self.genoemde_straten.push(rij);
            }
        }
    }

    /// Whether a name, a postcode or a house number that exists begins with it.
    pub(super) fn is_bekend(&self) -> bool {
        self.noemt_een_plek()
            || self.soort.is_some()
            || self.nummer.is_some()
            || self.achtervoegsel.is_some()
    }

    /// Whether it says where, so that a number beside it is a number there.
    pub(super) fn noemt_een_plek(&self) -> bool {
        !self.postcodes.is_empty()
            || [
                &self.provincies,
                &self.gemeenten,
                &self.plaatsen,
                &self.buurten,
                &self.straten,
            ]
            .iter()
            .any(|scores| scores.hoogste > 0)
    }

    /// Whether it names postcodes and can stand for nothing else.
    pub(super) fn is_alleen_postcode(&self) -> bool {
        let namen = [
            &self.provincies,
            &self.gemeenten,
            &self.plaatsen,
            &self.buurten,
            &self.straten,
        ];
        !self.postcodes.is_empty()
            && namen.iter().all(|scores| scores.hoogste == 0)
            && self.soort.is_none()
            && self.nummer.is_none()
            && self.achtervoegsel.is_none()
    }

    /// Whether it is a word of the name of that street, town … itself, and not only the beginning.
    pub(super) fn is_geheel(&self, plek: Plek) -> bool {
        let score = match plek {
            Plek::Provincie(rij) => self.provincies.van(rij),
            Plek::Gemeente(rij) => self.gemeenten.van(rij),
            Plek::Plaats(rij) => self.plaatsen.van(rij),
            Plek::Straat(rij) => self.straten.van(rij),
            Plek::Buurt(rij) => self.buurten.van(rij),
        };
        score >= GEHEEL
    }

    /// How much of a postcode it is, in thousandths: all of it, or at least the four digits.
    pub(super) fn deel_van_postcode(&self, rang: usize) -> u32 {
        match self.postcode_score {
            _ if !self.postcodes.contains(&rang) => 0,
            POSTCODE.. => 1_000,
            VIER_CIJFERS.. => 600,
            _ => 0,
        }
    }

    /// What it names, for whoever looks for candidates.
    pub(super) fn genoemd(&self, index: &Index, genoemd: &mut Genoemd) {
        match genoemd {
            Genoemd::Straten(straten) => straten.extend(&self.genoemde_straten),
            Genoemd::Gebieden(gebieden) => {
                let rangen = self.postcodes.clone();
                gebieden.extend(rangen.map(|rang| index.gebied_op_rang(rang)));
            }
            Genoemd::Adressen(adressen) => {
                let Some(nummer) = &self.nummer else { return };
                for huisnummer in 1..=index.hoogste_huisnummer() {
                    if nummer.past(huisnummer) {
                        adressen.extend(index.met_huisnummer(huisnummer));
                    }
                }
            }
            Genoemd::Kozen(_) => {}
        }
    }

    /// Whether and how well it fits. `ruim`: the names of municipality and province count everywhere.
    pub(super) fn weeg(
        &self,
        index: &Index,
        places: &Places,
        wie: &Kandidaat,
        gewichten: &Gewichten,
        ruim: bool,
    ) -> Uitkomst {
        let mut zeker = 0;
        let mut misschien = 0;
        // A name of its own counts in full, those of what it lies in for less.
        let mut deel = |scores: &Scores, deel: Deel<usize>, promille: u32| match deel {
            Deel::Is(rij) => zeker = zeker.max(scores.van(rij) * promille / 1_000),
            Deel::Onbekend => misschien = misschien.max(scores.hoogste * promille / 1_000),
            Deel::Ander | Deel::Geen => {}
        };
        let of = |eigen: bool, anders: u32| if eigen { 1_000 } else { anders };
        if ruim || wie.soort.noemt_gemeente() {
            deel(
                &self.provincies,
                wie.provincie,
                of(wie.soort == Type::Provincie, 600),
            );
            deel(
                &self.gemeenten,
                wie.gemeente,
                of(wie.soort == Type::Gemeente, 700),
            );
        }
        deel(
            &self.plaatsen,
            wie.plaats,
            of(wie.soort == Type::Woonplaats, 800),
        );
        deel(&self.straten, wie.straat, 1_000);
        if wie.soort == Type::Buurt {
            deel(&self.buurten, wie.buurt, 1_000);
        }
        if self.soort == Some(wie.soort) {
            zeker = zeker.max(GEHEEL / 2);
        }
        zeker = if zeker > 0 {
            weeg(zeker, gewichten.woord)
        } else {
            0
        };
        misschien = if misschien > 0 {
            weeg(misschien, gewichten.woord)
        } else {
            0
        };
        match wie.gebied {
            Deel::Is(gebied) if self.postcodes.contains(&index.gebieden[gebied].rang) => {
                zeker = zeker.max(weeg(self.postcode_score, gewichten.woord));
            }
            Deel::Onbekend if !self.postcodes.is_empty() => {
                misschien = misschien.max(weeg(self.postcode_score, gewichten.woord));
            }
            _ => {}
        }
        match wie.adres {
            Deel::Is(adres) => {
                zeker = zeker.max(self.weeg_nummer(index, places, adres, gewichten));
            }
            Deel::Onbekend => {
                let kan = |nummer: &Nummer| match wie.gebied {
                    Deel::Is(gebied) => nummer.past_tussen(index.gebieden[gebied].nummers),
                    _ => true,
                };
                if self.nummer.as_ref().is_some_and(kan) {
                    misschien = misschien.max(weeg(GEHEEL + 100, gewichten.nummer));
                }
                if self.achtervoegsel.is_some() {
                    misschien = misschien.max(weeg(ACHTERVOEGSEL, gewichten.achtervoegsel));
                }
            }
            // No number of the question: an addition can still be anywhere.
            Deel::Ander if self.achtervoegsel.is_some() => {
                misschien = misschien.max(weeg(ACHTERVOEGSEL, gewichten.achtervoegsel));
            }
            Deel::Ander | Deel::Geen => {}
        }
        Uitkomst {
            zeker: zeker > 0,
            mogelijk: zeker.max(misschien) > 0,
            score: zeker.max(misschien),
        }
    }

    fn weeg_nummer(
        &self,
        index: &Index,
        places: &Places,
        id: AdresId,
        gewichten: &Gewichten,
    ) -> u32 {
        let mut hoogste = 0;
        if let Some(nummer) = &self.nummer {
            let hier = index.huisnummer(places, id);
            let score = if !nummer.past(hier) {
                0
            } else if hier != nummer.getal {
                400
            } else if nummer.rest.is_empty() {
                GEHEEL
            } else {
                let rest = achter_nummer(places, id);
                match rest.strip_prefix(nummer.rest.as_str()) {
                    Some("") => GEHEEL + 100,
                    Some(_) => 700,
                    None => 0,
                }
            };
            if score > 0 {
                hoogste = weeg(score, gewichten.nummer);
            }
        }
        if let Some(gevraagd) = &self.achtervoegsel {
            let adres = places.adres(id);
            if adres.huisletter().eq_ignore_ascii_case(gevraagd)
                || adres.huisnummertoevoeging().eq_ignore_ascii_case(gevraagd)
            {
                hoogste = hoogste.max(weeg(ACHTERVOEGSEL, gewichten.achtervoegsel));
            }
        }
        hoogste
    }
}

/// Letter and addition of an address glued together, in lower case.
pub(super) fn achter_nummer(places: &Places, id: AdresId) -> String {
    let adres = places.adres(id);
    let mut rest = adres.huisletter().to_ascii_lowercase();
    rest.push_str(&adres.huisnummertoevoeging().to_ascii_lowercase());
    rest
}

/// Whether the digits of `getal` begin with those of `begin`.
pub(super) fn begint_met(getal: u32, begin: u32) -> bool {
    let mut rest = getal;
    while rest > begin {
        rest /= 10;
    }
    rest == begin
}

fn nummer(woord: &str, hoogste: u32) -> Option<Nummer> {
    let cijfers = woord.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &woord[cijfers..];
    let getal: u32 = woord[..cijfers].parse().ok()?;
    let past = (1..=hoogste).contains(&getal)
        && rest.len() <= 5
        && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    past.then(|| Nummer {
        getal,
        rest: rest.to_owned(),
        ook_begin: false,
    })
}

/// One to four digits, or four and one or two letters.
pub(super) fn kan_postcode_zijn(woord: &str) -> bool {
    let bytes = woord.as_bytes();
    let cijfers = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = &bytes[cijfers..];
    (1..=4).contains(&cijfers)
        && bytes[0] != b'0'
        && rest.len() <= 2
        && (rest.is_empty() || cijfers == 4)
        && rest.iter().all(u8::is_ascii_alphabetic)
}

/// The places whose name has these words in a row; `zo` when the last may be a beginning.
pub(super) fn plekken_met_zin(
    index: &Index,
    places: &Places,
    woorden: &[String],
    zo: bool,
) -> Vec<Plek> {
    let Some(eerste) = woorden.first() else {
        return Vec::new();
    };
    let mut gevonden = Vec::new();
    index.met_woord(eerste, zo && woorden.len() == 1, |plek, _| {
        gevonden.push(plek);
    });
    if woorden.len() > 1 {
        gevonden.retain(|plek| heeft_zin(&naam(index, places, *plek), woorden, zo));
    }
    gevonden.sort_unstable();
    gevonden.dedup();
    gevonden
}

/// Whether a name has these words in a row.
fn heeft_zin(naam: &str, woorden: &[String], zo: bool) -> bool {
    let van_naam = super::woorden::teksten(naam);
    let Some((laatste, kop)) = woorden.split_last() else {
        return false;
    };
    van_naam.windows(woorden.len()).any(|rij| {
        rij[..kop.len()] == *kop
            && (rij[kop.len()] == *laatste || zo && rij[kop.len()].starts_with(laatste.as_str()))
    })
}

fn naam(index: &Index, places: &Places, plek: Plek) -> String {
    match plek {
        Plek::Provincie(rij) => index.provincies[rij].naam.to_owned(),
        Plek::Gemeente(rij) => index.gemeenten[rij].naam.to_owned(),
        Plek::Plaats(rij) => index.plaatsen[rij].naam.to_owned(),
        Plek::Straat(rij) => places.straat(index.straten[rij].id).naam().into_owned(),
        Plek::Buurt(rij) => index.buurten[rij].naam.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_begin_with_digits() {
        assert!(begint_met(12, 1) && begint_met(120, 12) && begint_met(7, 7));
        assert!(!begint_met(21, 1) && !begint_met(1, 12) && !begint_met(0, 1));
    }

    #[test]
    fn a_number_can_lie_between_the_lowest_and_the_highest() {
        let mut twaalf = nummer("12", 200).unwrap();
        assert!(twaalf.past_tussen((1, 49)) && !twaalf.past_tussen((101, 149)));
        twaalf.ook_begin = true;
        assert!(twaalf.past_tussen((101, 149)) && !twaalf.past_tussen((51, 99)));
        assert!(!twaalf.past_tussen((u32::MAX, 0)));
    }

    #[test]
    fn what_can_be_a_postcode_and_what_a_number() {
        for goed in ["8", "8000", "8000a", "8000ab"] {
            assert!(kan_postcode_zijn(goed), "{goed}");
        }
        for fout in ["", "0123", "80a", "80000", "8000abc", "a8000", "8000é"] {
            assert!(!kan_postcode_zijn(fout), "{fout}");
        }
        let gelezen = nummer("12a3", 200).unwrap();
        assert_eq!((gelezen.getal, gelezen.rest.as_str()), (12, "a3"));
        assert!(nummer("0", 200).is_none() && nummer("201", 200).is_none());
        assert!(nummer("a12", 200).is_none() && nummer("99999999999", 200).is_none());
    }
}
