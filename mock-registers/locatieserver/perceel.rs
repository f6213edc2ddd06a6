//! Parcels and apartment rights: found by their whole designation, as people write it.
//!
//! They are in no table of the index: `WAT90 A 123` and `Waterlinge A 123` are read as what they are.

use fieldlab_world::{Aanduiding, Koz, View};

/// The designation as one word: `WAT90-A-123`, `WAT90-A-123-A-4`.
pub(super) fn kort(aanduiding: &Aanduiding) -> String {
    let Aanduiding {
        gemeentecode,
        sectie,
        perceelnummer,
        appartementsindex,
        ..
    } = aanduiding;
    match appartementsindex {
        Some(nummer) => format!("{gemeentecode}-{sectie}-{perceelnummer}-A-{nummer}"),
        None => format!("{gemeentecode}-{sectie}-{perceelnummer}"),
    }
}

/// The parcels and apartment rights that words (in lower case) name.
pub(super) fn genoemd(view: View<'_>, woorden: &[&str]) -> Vec<Koz> {
    let mut gevonden = Vec::new();
    for at in 1..woorden.len() {
        let Some(nummer) = woorden
            .get(at + 1)
            .and_then(|woord| woord.parse::<u32>().ok())
        else {
            continue;
        };
        let sectie = woorden[at].to_uppercase();
        if sectie.len() > 2 || !sectie.bytes().all(|b| b.is_ascii_uppercase()) {
            continue;
        }
        let index = appartement(&woorden[at + 2..]);
        // The name of the municipality may have several words.
        for begin in (0..at).rev() {
            let naam = woorden[begin..at].join(" ");
            let koz = view
                .koz_met_aanduiding(&naam.to_uppercase(), &sectie, nummer, index)
                .or_else(|| view.koz_met_aanduiding(&naam, &sectie, nummer, index));
            gevonden.extend(koz);
        }
    }
    gevonden
}

/// `a 4` or `a4` behind the number of the parcel.
fn appartement(rest: &[&str]) -> u16 {
    let index = match rest {
        ["a", nummer, ..] => nummer.parse().ok(),
        [samen, ..] => samen
            .strip_prefix('a')
            .and_then(|nummer| nummer.parse().ok()),
        [] => None,
    };
    index.unwrap_or(0)
}

/// Those with this designation as one word.
pub(super) fn met_kort(view: View<'_>, tekst: &str) -> Vec<Koz> {
    let klein = tekst.to_lowercase();
    let woorden: Vec<&str> = klein.split('-').collect();
    genoemd(view, &woorden)
        .into_iter()
        .filter(|koz| kort(&view.onroerende_zaak(*koz).aanduiding()).to_lowercase() == klein)
        .collect()
}

/// Every parcel with its apartment rights.
pub(super) fn alle(view: View<'_>, gesplitst: bool) -> impl Iterator<Item = Koz> {
    view.percelen().flat_map(move |koz| {
        if gesplitst {
            view.onroerende_zaak(koz).appartementsrechten()
        } else {
            vec![koz]
        }
    })
}
