//! A question laid beside the index: which documents fit, and how well.

use fieldlab_world::{Koz, View};

use super::blad::{self, Blad, GEHEEL, Gewichten, achter_nummer};
use super::index::{Index, Plek};
use super::kandidaat::{Deel, Genoemd, Kandidaat, Type, Uitkomst};
use super::perceel;
use super::veld::{Veldblad, Waarde};
use super::woorden::{Woord, teksten, woorden};
use super::zoekvraag::{Boom, Syntaxfout};

/// The score of a parcel that is named in full.
const KOZ: u32 = 3 * GEHEEL;

/// The bare words of a question.
#[derive(Debug)]
pub(super) struct Woordenlijst {
    bladen: Vec<Blad>,
    /// So many of them have to fit.
    minstens: usize,
    /// The house number that was typed, with what stands behind it, in lower case.
    huis: Option<(u32, String)>,
    /// The parcels and apartment rights that they name together.
    kozen: Vec<Koz>,
    /// Words that no name begins with.
    onbekend: Vec<Woord>,
    /// Beginnings of words that are shown in bold.
    vet: Vec<String>,
}

/// A question.
#[derive(Debug)]
pub(super) enum Knoop {
    Alles,
    Woorden(Woordenlijst),
    Veld(Veldblad),
    En(Vec<Knoop>),
    Of(Vec<Knoop>),
    Niet(Box<Knoop>),
    Maal(Box<Knoop>, u32),
}

/// How a question is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lezing<'a> {
    pub(super) index: &'a Index,
    pub(super) view: View<'a>,
    /// A filter: an unknown field is an error, and clauses side by side are alternatives.
    pub(super) is_filter: bool,
    /// The field of bare words (`df`), when it is not all of them.
    pub(super) veld: Option<&'a str>,
    /// Words that nothing begins with count as the words that they are nearly.
    pub(super) verwant: bool,
    /// So many words may be missing.
    pub(super) gemist: usize,
}

/// The words of a question, `8000 ab` glued together, each with its place in it.
pub(super) fn losse_woorden(index: &Index, tekst: &str, begin: usize) -> Vec<Woord> {
    let mut gevonden: Vec<Woord> = Vec::new();
    for mut woord in woorden(tekst) {
        woord.plek = begin + woord.plek.start..begin + woord.plek.end;
        gevonden.push(woord);
    }
    plak_postcodes(index, &mut gevonden);
    gevonden
}

fn plak_postcodes(index: &Index, gevonden: &mut Vec<Woord>) {
    let mut at = 1;
    while at < gevonden.len() {
        let (cijfers, letters) = (&gevonden[at - 1].tekst, &gevonden[at].tekst);
        let samen = format!("{cijfers}{letters}");
        let is_postcode = cijfers.len() == 4
            && letters.bytes().all(|b| b.is_ascii_alphabetic())
            && blad::kan_postcode_zijn(&samen)
            && !index
                .postcodes_met_begin(&samen.to_ascii_uppercase())
                .is_empty();
        if is_postcode {
            let einde = gevonden.remove(at).plek.end;
            gevonden[at - 1].plek.end = einde;
            gevonden[at - 1].tekst = samen;
        }
        at += 1;
    }
}

impl Lezing<'_> {
    /// Lays a question beside the index.
    ///
    /// # Errors
    /// An unknown field in a filter.
    pub(super) fn lees(&self, boom: &Boom) -> Result<Knoop, Syntaxfout> {
        Ok(match boom {
            Boom::Alles => Knoop::Alles,
            Boom::Woord { .. } | Boom::Zin(_) => self.naast(std::slice::from_ref(boom))?,
            Boom::Naast(delen) if self.is_filter => Knoop::Of(self.elk(delen)?),
            Boom::Naast(delen) => self.naast(delen)?,
            Boom::En(delen) => Knoop::En(self.elk(delen)?),
            Boom::Of(delen) => Knoop::Of(self.elk(delen)?),
            Boom::Niet(deel) => Knoop::Niet(Box::new(self.lees(deel)?)),
            Boom::Maal(deel, gewicht) => Knoop::Maal(Box::new(self.lees(deel)?), *gewicht),
            Boom::Bereik(..) => Knoop::Of(Vec::new()),
            Boom::Veld(naam, waarde) => self.veld(naam, waarde)?,
        })
    }

    fn elk(&self, delen: &[Boom]) -> Result<Vec<Knoop>, Syntaxfout> {
        delen.iter().map(|deel| self.lees(deel)).collect()
    }

    /// Clauses side by side: the words together, everything else besides.
    fn naast(&self, delen: &[Boom]) -> Result<Knoop, Syntaxfout> {
        let mut knopen = Vec::new();
        let mut gevonden: Vec<Woord> = Vec::new();
        let mut zinnen = Vec::new();
        for deel in delen {
            match deel {
                Boom::Woord { .. } | Boom::Zin(_) if self.veld.is_some() => {
                    knopen.push(self.veld(self.veld.unwrap_or_default(), deel)?);
                }
                Boom::Woord { tekst, plek, .. } => {
                    gevonden.extend(losse_woorden(self.index, tekst, plek.start));
                }
                Boom::Zin(tekst) => zinnen.push(teksten(tekst)),
                deel => knopen.push(self.lees(deel)?),
            }
        }
        let had_woorden = delen
            .iter()
            .any(|deel| matches!(deel, Boom::Woord { .. } | Boom::Zin(_)));
        if had_woorden && self.veld.is_none() {
            plak_postcodes(self.index, &mut gevonden);
            knopen.push(Knoop::Woorden(self.woordenlijst(&gevonden, &zinnen)));
        }
        Ok(match knopen.pop() {
            Some(enige) if knopen.is_empty() => enige,
            laatste => {
                knopen.extend(laatste);
                // Nothing but punctuation asks for nothing.
                if knopen.is_empty() {
                    Knoop::Of(knopen)
                } else {
                    Knoop::En(knopen)
                }
            }
        })
    }

    fn woordenlijst(&self, gevonden: &[Woord], zinnen: &[Vec<String>]) -> Woordenlijst {
        let mut bladen: Vec<Blad> = Vec::new();
        let mut huis: Option<(u32, String)> = None;
        let mut na_nummer = false;
        let mut onbekend = Vec::new();
        let mut vet: Vec<String> = zinnen.iter().flatten().cloned().collect();
        for woord in gevonden {
            vet.push(woord.tekst.clone());
            let mut blad = Blad::van_woord(self.index, &woord.tekst, na_nummer);
            match (&blad.nummer, &mut huis) {
                (_, Some((_, rest))) if na_nummer && blad.achtervoegsel.is_some() => {
                    rest.push_str(&woord.tekst);
                }
                (Some(nummer), huis) if huis.is_none() => {
                    *huis = Some((nummer.getal, nummer.rest.clone()));
                    na_nummer = true;
                }
                _ => na_nummer = false,
            }
            if !blad.is_bekend() {
                onbekend.push(woord.clone());
                if self.verwant {
                    let verwante = self.index.verwante(&woord.tekst);
                    blad = Blad::van_verwante(self.index, &verwante);
                    vet.extend(verwante.into_iter().map(|(woord, _)| woord));
                }
            }
            bladen.push(blad);
        }
        for zin in zinnen {
            let blad = Blad::van_zin(self.index, self.view.places(), zin, false);
            if blad.noemt_een_plek() {
                bladen.push(blad);
            } else {
                // No name at all: words of several fields, such as street and number.
                bladen.extend(
                    zin.iter()
                        .map(|woord| Blad::van_woord(self.index, woord, false)),
                );
            }
        }
        for at in 0..bladen.len() {
            let elders = bladen
                .iter()
                .enumerate()
                .any(|(ander, blad)| ander != at && blad.noemt_een_plek());
            if let Some(nummer) = &mut bladen[at].nummer {
                nummer.ook_begin = elders;
            }
        }
        let teksten: Vec<&str> = gevonden.iter().map(|woord| woord.tekst.as_str()).collect();
        Woordenlijst {
            kozen: perceel::genoemd(self.view, &teksten),
            minstens: bladen.len().saturating_sub(self.gemist).max(1),
            bladen,
            huis,
            onbekend,
            vet,
        }
    }

    fn veld(&self, naam: &str, waarde: &Boom) -> Result<Knoop, Syntaxfout> {
        // These are all words together.
        if matches!(naam, "tekst" | "suggest" | "exacte_match" | "weergavenaam") {
            let vrij = Self {
                veld: None,
                ..*self
            };
            return match waarde {
                Boom::Naast(delen) => vrij.naast(delen),
                waarde => vrij.lees(waarde),
            };
        }
        let elk = |delen: &[Boom]| -> Result<Vec<Knoop>, Syntaxfout> {
            delen.iter().map(|deel| self.veld(naam, deel)).collect()
        };
        let blad = |waarde: &Waarde| {
            Veldblad::van(self.index, self.view, naam, waarde)
                .map(Knoop::Veld)
                .ok_or_else(|| Syntaxfout(format!("undefined field {naam}")))
        };
        match waarde {
            Boom::Alles => blad(&Waarde::Bestaat),
            Boom::Woord {
                tekst, begin: true, ..
            } => blad(&Waarde::Begin(tekst.clone())),
            Boom::Woord { tekst, .. } | Boom::Zin(tekst) => blad(&Waarde::Tekst(tekst.clone())),
            Boom::Bereik(van, tot) => blad(&Waarde::Bereik(van.clone(), tot.clone())),
            Boom::En(delen) => Ok(Knoop::En(elk(delen)?)),
            Boom::Of(delen) | Boom::Naast(delen) => Ok(Knoop::Of(elk(delen)?)),
            Boom::Niet(deel) => Ok(Knoop::Niet(Box::new(self.veld(naam, deel)?))),
            Boom::Maal(deel, gewicht) => {
                Ok(Knoop::Maal(Box::new(self.veld(naam, deel)?), *gewicht))
            }
            Boom::Veld(..) => Err(Syntaxfout(format!("undefined field {naam}"))),
        }
    }
}

/// What is needed to weigh.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weegschaal<'a> {
    pub(super) index: &'a Index,
    pub(super) view: View<'a>,
    pub(super) gewichten: &'a Gewichten,
    /// The names of municipality and province count for every document.
    pub(super) ruim: bool,
}

impl Knoop {
    /// Whether and how well a document or branch fits.
    pub(super) fn weeg(&self, schaal: &Weegschaal<'_>, wie: &Kandidaat) -> Uitkomst {
        match self {
            Self::Alles => Uitkomst::ja(GEHEEL),
            Self::Woorden(lijst) => lijst.weeg(schaal, wie),
            Self::Veld(blad) => blad.weeg(schaal.index, schaal.view.places(), wie),
            Self::En(delen) => delen.iter().fold(Uitkomst::ja(0), |samen, deel| {
                if samen.mogelijk {
                    samen.en(deel.weeg(schaal, wie))
                } else {
                    samen
                }
            }),
            Self::Of(delen) => delen.iter().fold(Uitkomst::NEE, |samen, deel| {
                samen.of(deel.weeg(schaal, wie))
            }),
            Self::Niet(deel) => deel.weeg(schaal, wie).niet(),
            Self::Maal(deel, gewicht) => {
                let uitkomst = deel.weeg(schaal, wie);
                Uitkomst {
                    score: (u64::from(uitkomst.score) * u64::from(*gewicht) / 1_000)
                        .min(1_000_000_000) as u32,
                    ..uitkomst
                }
            }
        }
    }

    /// The streets, parts of postcodes or addresses that some word or field of it names.
    pub(super) fn genoemd(&self, index: &Index, genoemd: &mut Genoemd) {
        match self {
            Self::Alles => {}
            Self::Woorden(lijst) => {
                if let Genoemd::Kozen(kozen) = genoemd {
                    kozen.extend(&lijst.kozen);
                }
                // All words have to fit, and one of them can be nothing but a postcode.
                let alleen = lijst.bladen.iter().find(|blad| blad.is_alleen_postcode());
                match (alleen, &genoemd) {
                    (Some(blad), Genoemd::Gebieden(_)) if lijst.minstens == lijst.bladen.len() => {
                        blad.genoemd(index, genoemd);
                    }
                    _ => {
                        for blad in &lijst.bladen {
                            blad.genoemd(index, genoemd);
                        }
                    }
                }
            }
            Self::Veld(blad) => blad.genoemd(index, genoemd),
            Self::En(delen) | Self::Of(delen) => {
                for deel in delen {
                    deel.genoemd(index, genoemd);
                }
            }
            Self::Niet(deel) | Self::Maal(deel, _) => deel.genoemd(index, genoemd),
        }
    }

    /// Its bare words side by side, list by list.
    fn lijsten<'a>(&'a self, gevonden: &mut Vec<&'a Woordenlijst>) {
        match self {
            Self::Woorden(lijst) => gevonden.push(lijst),
            Self::En(delen) | Self::Of(delen) => {
                delen.iter().for_each(|deel| deel.lijsten(gevonden));
            }
            Self::Maal(deel, _) => deel.lijsten(gevonden),
            Self::Alles | Self::Veld(_) | Self::Niet(_) => {}
        }
    }

    /// The bare words that no name begins with.
    pub(super) fn onbekende_woorden(&self) -> Vec<Woord> {
        let mut lijsten = Vec::new();
        self.lijsten(&mut lijsten);
        lijsten
            .into_iter()
            .flat_map(|lijst| lijst.onbekend.iter().cloned())
            .collect()
    }

    /// Beginnings of words that are shown in bold.
    pub(super) fn vette_woorden(&self) -> Vec<&str> {
        let mut lijsten = Vec::new();
        self.lijsten(&mut lijsten);
        lijsten
            .into_iter()
            .flat_map(|lijst| lijst.vet.iter().map(String::as_str))
            .collect()
    }

    /// How many bare words there are side by side, for whoever leaves some out.
    pub(super) fn aantal_woorden(&self) -> usize {
        match self {
            Self::Woorden(lijst) => lijst.bladen.len(),
            Self::En(delen) => delen.iter().map(Self::aantal_woorden).max().unwrap_or(0),
            _ => 0,
        }
    }
}

impl Woordenlijst {
    fn weeg(&self, schaal: &Weegschaal<'_>, wie: &Kandidaat) -> Uitkomst {
        // The words of a designation mean something together only.
        let koz = match wie.koz {
            Deel::Geen => None,
            Deel::Is(koz) => Some(self.kozen.contains(&koz)),
            Deel::Onbekend | Deel::Ander => {
                return Uitkomst {
                    score: KOZ,
                    mogelijk: !self.kozen.is_empty(),
                    zeker: false,
                };
            }
        };
        if let Some(past) = koz {
            return if past {
                Uitkomst::ja(KOZ)
            } else {
                Uitkomst::NEE
            };
        }
        let (mut zeker, mut mogelijk, mut score) = (0, 0, 0);
        for (at, blad) in self.bladen.iter().enumerate() {
            let uitkomst = blad.weeg(
                schaal.index,
                schaal.view.places(),
                wie,
                schaal.gewichten,
                schaal.ruim,
            );
            zeker += usize::from(uitkomst.zeker);
            mogelijk += usize::from(uitkomst.mogelijk);
            score += uitkomst.score;
            // Not enough words are left to make up for those that do not fit.
            if mogelijk + self.bladen.len() - at - 1 < self.minstens {
                return Uitkomst::NEE;
            }
        }
        if mogelijk < self.minstens {
            return Uitkomst::NEE;
        }
        Uitkomst {
            zeker: zeker >= self.minstens,
            mogelijk: true,
            score: score + self.premie(schaal, wie),
        }
    }

    /// More for a document that is called exactly so.
    fn premie(&self, schaal: &Weegschaal<'_>, wie: &Kandidaat) -> u32 {
        let index = schaal.index;
        let genoemd = |plek: Plek, woorden: &dyn Fn() -> usize| {
            let geheel = self
                .bladen
                .iter()
                .filter(|blad| blad.is_geheel(plek))
                .count();
            geheel > 0 && geheel >= woorden()
        };
        let woorden_van = |naam: &str| teksten(naam).len();
        let exact = match (
            wie.soort,
            wie.provincie,
            wie.gemeente,
            wie.plaats,
            wie.straat,
        ) {
            (Type::Provincie, Deel::Is(rij), ..) => genoemd(Plek::Provincie(rij), &|| {
                woorden_van(index.provincies[rij].naam)
            }),
            (Type::Gemeente, _, Deel::Is(rij), ..) => genoemd(Plek::Gemeente(rij), &|| {
                woorden_van(index.gemeenten[rij].naam)
            }),
            (Type::Woonplaats, _, _, Deel::Is(rij), _) => {
                genoemd(Plek::Plaats(rij), &|| woorden_van(index.plaatsen[rij].naam))
            }
            (Type::Weg, .., Deel::Is(rij)) => {
                genoemd(Plek::Straat(rij), &|| index.straten[rij].woorden)
            }
            (Type::Buurt, ..) => match wie.buurt {
                Deel::Is(rij) => {
                    genoemd(Plek::Buurt(rij), &|| woorden_van(&index.buurten[rij].naam))
                }
                _ => true,
            },
            (Type::Postcode, ..) => {
                let Deel::Is(gebied) = wie.gebied else {
                    return schaal.gewichten.exact;
                };
                let rang = index.gebieden[gebied].rang;
                let deel = self.bladen.iter().map(|blad| blad.deel_van_postcode(rang));
                return schaal.gewichten.exact * deel.max().unwrap_or(0) / 1_000;
            }
            (Type::Adres, ..) => match (wie.adres, &self.huis) {
                (_, None) => false,
                (Deel::Is(adres), Some((nummer, rest))) => {
                    index.huisnummer(schaal.view.places(), adres) == *nummer
                        && if rest.is_empty() {
                            index.is_kaal(adres)
                        } else {
                            achter_nummer(schaal.view.places(), adres) == *rest
                        }
                }
                (_, Some((nummer, _))) => match wie.gebied {
                    Deel::Is(gebied) => {
                        let (laagste, hoogste) = index.gebieden[gebied].nummers;
                        (laagste..=hoogste).contains(nummer)
                    }
                    _ => true,
                },
            },
            // A branch: it may hold one that is.
            _ => true,
        };
        if exact { schaal.gewichten.exact } else { 0 }
    }
}
