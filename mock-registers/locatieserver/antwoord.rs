//! Answers: the four operations, from parameters to Solr's envelope.

use fieldlab_sim::{Call, Problem, Reply};
use fieldlab_world::View;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::document::{self, Velden};
use super::fouten::onjuist;
use super::ids;
use super::index::Index;
use super::kandidaat::{Kandidaat, Type};
use super::knoop::{Knoop, Lezing, Weegschaal};
use super::omkeren::{self, Kaart, STRAAL};
use super::spelling;
use super::vraag::{Vraag, boom, teksten};
use super::woorden::woorden;
use super::xml;
use super::zoeken::{Gevonden, Opdracht, Treffer, zoek};
use super::zoekvraag::{Boom, Syntaxfout};

/// The score of a document that was asked for by its id.
const GEVRAAGD: u32 = 1_000;

/// Everything that an operation reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bron<'a> {
    pub(super) index: &'a Index,
    pub(super) kaart: &'a Kaart,
    pub(super) view: View<'a>,
}

impl<'a> Bron<'a> {
    fn lezing<'b>(&'b self) -> Lezing<'b> {
        Lezing {
            index: self.index,
            view: self.view,
            is_filter: false,
            veld: None,
            verwant: false,
            gemist: 0,
        }
    }

    fn filters(&self, vraag: &Vraag) -> Result<Vec<Knoop>, Problem> {
        let lezing = Lezing {
            is_filter: true,
            ..self.lezing()
        };
        vraag
            .filters
            .iter()
            .map(|boom| lezing.lees(boom).map_err(geweigerd))
            .collect()
    }

    fn schaal<'b>(&'b self, vraag: &'b Vraag, ruim: bool) -> Weegschaal<'b> {
        Weegschaal {
            index: self.index,
            view: self.view,
            gewichten: &vraag.gewichten,
            ruim,
        }
    }

    fn document(&self, wie: &Kandidaat, velden: &Velden, score: u32) -> Map<String, Value> {
        let mut document = document::lees(self.index, self.view, wie, velden);
        if velden.bevat("score") {
            document.insert("score".to_owned(), punten(score));
        }
        document
    }

    /// `suggest`: what somebody who types may mean.
    pub(super) fn suggest(&self, call: &Call<'_>) -> Result<Reply, Problem> {
        let vraag = Vraag::lees(call, "type,weergavenaam,id,score", true)?;
        let q = call.parameters.text("q").unwrap_or_default();
        let gevraagd = boom(q)?;
        let zoeker = Zoeker::nieuw(self, &vraag, false)?;
        let (gevonden, knoop) = zoeker.zoek(&gevraagd, self.lezing(), false)?;
        let onbekend = knoop.onbekende_woorden();
        let vet = knoop.vette_woorden();
        let mut highlighting = Map::new();
        for treffer in blad(&gevonden, &vraag) {
            let id = ids::id(self.index, self.view, &treffer.wie);
            let naam = document::weergavenaam(self.index, self.view, &treffer.wie);
            let mut suggesties = Map::new();
            if let Some(naam) = markeer(&naam, &vet) {
                suggesties.insert("suggest".to_owned(), json!([naam]));
            }
            highlighting.insert(id, suggesties.into());
        }
        let spelling = spelling::kijk_na(q, &onbekend, self.index, |verbeterd| {
            let boom = boom(verbeterd).ok()?;
            let (gevonden, _) = zoeker.tel(&boom, self.lezing()).ok()?;
            Some(gevonden.totaal)
        });
        let mut antwoord = self.envelop(&vraag, &gevonden);
        antwoord.insert("highlighting".to_owned(), highlighting.into());
        antwoord.insert("spellcheck".to_owned(), spelling);
        Ok(verstuur(&vraag, &antwoord))
    }

    /// `free`: documents in full, also when not every word fits.
    pub(super) fn free(&self, call: &Call<'_>) -> Result<Reply, Problem> {
        let vraag = Vraag::lees(call, "*,score", true)?;
        let gevraagd = boom(call.parameters.text("q").unwrap_or("*:*"))?;
        let df = call.parameters.text("df").filter(|df| *df != "tekst");
        if let Some(df) = df.filter(|df| !document::is_veld(df)) {
            return Err(onjuist(&format!("undefined field {df}")));
        }
        let lezing = Lezing {
            veld: df,
            ..self.lezing()
        };
        let zoeker = Zoeker::nieuw(self, &vraag, true)?;
        let (gevonden, _) = zoeker.zoek(&gevraagd, lezing, true)?;
        Ok(verstuur(&vraag, &self.envelop(&vraag, &gevonden)))
    }

    /// `lookup`: one document by its id.
    pub(super) fn lookup(&self, call: &Call<'_>) -> Result<Reply, Problem> {
        let vraag = Vraag::lees(call, "*", false)?;
        let filters = self.filters(&vraag)?;
        let schaal = self.schaal(&vraag, true);
        let id = call.parameters.text("id").unwrap_or_default();
        let treffers: Vec<Treffer> = ids::met_id(self.index, self.view, id)
            .filter(|wie| omkeren::past(&schaal, &filters, wie))
            .map(|wie| Treffer::gevraagd(wie, GEVRAAGD))
            .into_iter()
            .collect();
        let gevonden = Gevonden {
            totaal: treffers.len(),
            afgekapt: false,
            hoogste: if treffers.is_empty() { 0 } else { GEVRAAGD },
            treffers,
        };
        Ok(verstuur(&vraag, &self.envelop(&vraag, &gevonden)))
    }

    /// `reverse`: what lies nearest.
    pub(super) fn reverse(&self, call: &Call<'_>) -> Result<Reply, Problem> {
        let vraag = Vraag::lees(call, "type,weergavenaam,id,score,afstand", false)?;
        let Some(punt) = vraag.bij else {
            return Err(onjuist("Geef 'lat' en 'lon', of 'X' en 'Y'"));
        };
        let namen = teksten(&call.parameters, "type");
        let soorten: Vec<Type> = if namen.is_empty() {
            vec![Type::Adres]
        } else {
            Type::ALLE
                .into_iter()
                .filter(|soort| namen.contains(&soort.naam()))
                .collect()
        };
        let straal = call
            .parameters
            .get("distance")
            .and_then(Value::as_f64)
            .unwrap_or(STRAAL);
        let filters = self.filters(&vraag)?;
        let schaal = self.schaal(&vraag, true);
        let gevonden = omkeren::bij(&schaal, self.kaart, &soorten, &filters, punt, straal);
        let docs: Vec<Value> = gevonden
            .iter()
            .skip(vraag.start)
            .take(vraag.rows)
            .map(|(ver, wie)| {
                let mut document = self.document(wie, &vraag.velden, GEVRAAGD);
                if vraag.velden.bevat("afstand") {
                    // To the centimetre.
                    let centimeters = (*ver + 5) / 10;
                    document.insert("afstand".to_owned(), json!(centimeters as f64 / 100.0));
                }
                document.into()
            })
            .collect();
        let hoogste = if gevonden.is_empty() { 0 } else { GEVRAAGD };
        let antwoord = omhul(&vraag, gevonden.len(), true, hoogste, docs);
        Ok(verstuur(&vraag, &antwoord))
    }

    fn envelop(&self, vraag: &Vraag, gevonden: &Gevonden) -> Map<String, Value> {
        let docs = blad(gevonden, vraag)
            .map(|treffer| {
                self.document(&treffer.wie, &vraag.velden, treffer.score)
                    .into()
            })
            .collect();
        omhul(
            vraag,
            gevonden.totaal,
            !gevonden.afgekapt,
            gevonden.hoogste,
            docs,
        )
    }
}

/// A question with its filters and weights, ready to be asked more than once.
struct Zoeker<'a> {
    schaal: Weegschaal<'a>,
    vraag: &'a Vraag,
    filters: Vec<Knoop>,
    per_type: [u32; 9],
}

impl<'a> Zoeker<'a> {
    fn nieuw(bron: &'a Bron<'a>, vraag: &'a Vraag, ruim: bool) -> Result<Self, Problem> {
        let schaal = bron.schaal(vraag, ruim);
        let lezing = Lezing {
            is_filter: true,
            ..bron.lezing()
        };
        let mut per_type = [0; 9];
        for boom in &vraag.per_type {
            let knoop = lezing.lees(boom).map_err(geweigerd)?;
            for soort in Type::ALLE {
                let uitkomst = knoop.weeg(&schaal, &Kandidaat::alle(soort));
                if uitkomst.zeker {
                    per_type[soort as usize] += uitkomst.score;
                }
            }
        }
        Ok(Self {
            schaal,
            vraag,
            filters: bron.filters(vraag)?,
            per_type,
        })
    }

    /// What fits. When nothing does, words that are nearly right count; with `soepel`, then fewer words.
    fn zoek(
        &self,
        boom: &Boom,
        lezing: Lezing<'_>,
        soepel: bool,
    ) -> Result<(Gevonden, Knoop), Problem> {
        let nodig = self.vraag.start.saturating_add(self.vraag.rows.max(1));
        let mut lezing = lezing;
        let knoop = lezing.lees(boom).map_err(geweigerd)?;
        let gevonden = self.vraag_naar(&knoop, nodig);
        if gevonden.totaal > 0 || knoop.aantal_woorden() == 0 {
            return Ok((gevonden, knoop));
        }
        if !knoop.onbekende_woorden().is_empty() {
            lezing.verwant = true;
            let knoop = lezing.lees(boom).map_err(geweigerd)?;
            let gevonden = self.vraag_naar(&knoop, nodig);
            if gevonden.totaal > 0 {
                return Ok((gevonden, knoop));
            }
        }
        if soepel {
            for gemist in 1..knoop.aantal_woorden() {
                lezing.gemist = gemist;
                let knoop = lezing.lees(boom).map_err(geweigerd)?;
                let gevonden = self.vraag_naar(&knoop, nodig);
                if gevonden.totaal > 0 {
                    return Ok((gevonden, knoop));
                }
            }
        }
        Ok((gevonden, knoop))
    }

    /// How many fit to the letter.
    fn tel(&self, boom: &Boom, lezing: Lezing<'_>) -> Result<(Gevonden, Knoop), Problem> {
        let knoop = lezing.lees(boom).map_err(geweigerd)?;
        Ok((self.vraag_naar(&knoop, 1), knoop))
    }

    fn vraag_naar(&self, knoop: &Knoop, nodig: usize) -> Gevonden {
        zoek(Opdracht {
            schaal: self.schaal,
            vraag: knoop,
            filters: &self.filters,
            per_type: self.per_type,
            volgorde: &self.vraag.volgorde,
            bij: self.vraag.bij,
            nodig,
        })
    }
}

fn geweigerd(Syntaxfout(bericht): Syntaxfout) -> Problem {
    onjuist(&bericht)
}

/// The page that was asked for.
fn blad<'a>(gevonden: &'a Gevonden, vraag: &Vraag) -> impl Iterator<Item = &'a Treffer> {
    gevonden.treffers.iter().skip(vraag.start).take(vraag.rows)
}

/// A score as a number.
fn punten(score: u32) -> Value {
    json!(f64::from(score) / 1_000.0)
}

fn omhul(
    vraag: &Vraag,
    totaal: usize,
    precies: bool,
    hoogste: u32,
    docs: Vec<Value>,
) -> Map<String, Value> {
    let mut response = Map::new();
    response.insert("numFound".to_owned(), totaal.into());
    response.insert("start".to_owned(), vraag.start.into());
    response.insert("maxScore".to_owned(), punten(hoogste));
    response.insert("numFoundExact".to_owned(), precies.into());
    response.insert("docs".to_owned(), docs.into());
    let mut antwoord = Map::new();
    antwoord.insert("response".to_owned(), response.into());
    antwoord
}

fn verstuur(vraag: &Vraag, antwoord: &Map<String, Value>) -> Reply {
    if vraag.is_xml {
        let tekst = xml::schrijf(antwoord, vraag.inspringen);
        return Reply::new(StatusCode::OK, "application/xml; charset=UTF-8", tekst);
    }
    if vraag.inspringen {
        let tekst = serde_json::to_vec_pretty(antwoord)
            .expect("a map with text keys always serialises to memory");
        return Reply::new(StatusCode::OK, "application/json", tekst);
    }
    Reply::json(StatusCode::OK, "application/json", antwoord)
}

/// A name with the words that were typed in bold; `None` when none of them was.
fn markeer(naam: &str, vet: &[&str]) -> Option<String> {
    let mut tekst = String::with_capacity(naam.len() + 16);
    let mut tot = 0;
    for woord in woorden(naam) {
        if vet.iter().any(|begin| woord.tekst.starts_with(begin)) {
            tekst.push_str(&naam[tot..woord.plek.start]);
            tekst.push_str("<b>");
            tekst.push_str(&naam[woord.plek.clone()]);
            tekst.push_str("</b>");
            tot = woord.plek.end;
        }
    }
    if tot == 0 {
        return None;
    }
    tekst.push_str(&naam[tot..]);
    Some(tekst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_are_bold() {
        assert_eq!(
            markeer("Dorpsweg 12A-3, 8000AB Één", &["dor", "8000ab", "een"]).unwrap(),
            "<b>Dorpsweg</b> 12A-3, <b>8000AB</b> <b>Één</b>"
        );
        assert_eq!(markeer("Dorpsweg", &["weg"]), None);
    }
}
