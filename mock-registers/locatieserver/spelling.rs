//! What a word may have been meant to be, in Solr's flat lists.

use serde_json::{Value, json};

use super::index::Index;
use super::woorden::Woord;

/// So many suggestions for a word.
const SUGGESTIES: usize = 5;
/// So many mended questions.
const VERBETERD: usize = 3;

/// The words of `q` that no name knows, and `q` with better ones; `tel` says how many documents fit a question.
pub(super) fn kijk_na(
    q: &str,
    onbekend: &[Woord],
    index: &Index,
    tel: impl Fn(&str) -> Option<usize>,
) -> Value {
    let mut suggestions = Vec::new();
    let mut verbeteringen: Vec<(&Woord, Vec<String>)> = Vec::new();
    for woord in onbekend {
        let (Some(voor), Some(getypt)) = (q.get(..woord.plek.start), q.get(woord.plek.clone()))
        else {
            continue;
        };
        let mut betere: Vec<String> = index
            .verwante(&woord.tekst)
            .into_iter()
            .map(|(tekst, _)| tekst)
            .collect();
        betere.truncate(SUGGESTIES);
        if betere.is_empty() {
            continue;
        }
        let begin = voor.chars().count();
        suggestions.push(json!(woord.tekst));
        suggestions.push(json!({
            "numFound": betere.len(),
            "startOffset": begin,
            "endOffset": begin + getypt.chars().count(),
            "suggestion": betere,
        }));
        verbeteringen.push((woord, betere));
    }
    json!({
        "suggestions": suggestions,
        "collations": verbeterd(q, &verbeteringen, tel),
    })
}

/// The whole question with every word mended: with the best for each, and with the next ones for the first.
fn verbeterd(
    q: &str,
    verbeteringen: &[(&Woord, Vec<String>)],
    tel: impl Fn(&str) -> Option<usize>,
) -> Vec<Value> {
    let Some((_, eerste)) = verbeteringen.first() else {
        return Vec::new();
    };
    let mut collations = Vec::new();
    for keuze in 0..eerste.len().min(VERBETERD) {
        let mut vraag = String::new();
        let mut paren = Vec::new();
        let mut tot = 0;
        for (at, (woord, betere)) in verbeteringen.iter().enumerate() {
            let beter = &betere[if at == 0 { keuze } else { 0 }];
            let Some(tussen) = q.get(tot..woord.plek.start) else {
                return collations;
            };
            vraag.push_str(tussen);
            vraag.push_str(beter);
            tot = woord.plek.end;
            paren.push(json!(woord.tekst));
            paren.push(json!(beter));
        }
        vraag.push_str(q.get(tot..).unwrap_or_default());
        let hits = tel(&vraag).unwrap_or(0);
        if hits > 0 {
            collations.push(json!("collation"));
            collations.push(json!({
                "collationQuery": vraag,
                "hits": hits,
                "misspellingsAndCorrections": paren,
            }));
        }
    }
    collations
}
