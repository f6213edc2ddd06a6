//! `fieldlab world search`: people who fit a description.

use fieldlab_world::{Overlay, PersonId, Postcode, View};
use serde::Serialize;

use super::views;
use crate::args::WorldSearchArgs;
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

#[derive(Serialize)]
struct Row {
    burgerservicenummer: String,
    naam: String,
    geboortedatum: String,
    leeftijd: Option<i16>,
    adres: Option<String>,
    kinderen: usize,
    partner: bool,
}

pub(crate) fn run(args: &WorldSearchArgs) -> Result<(), Failure> {
    let postcode = args
        .postcode
        .as_deref()
        .map(|text| {
            Postcode::parse(text).ok_or_else(|| {
                Failure::usage(format!("`{text}` is no postcode")).help("write it as 8000AA")
            })
        })
        .transpose()?;
    let world = up::build(&args.world)?;
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let rows: Vec<Row> = view
        .personen()
        .filter(|&id| fits(view, id, args, postcode))
        .take(args.max)
        .map(|id| row(view, id))
        .collect();
    if args.output.json {
        output::json(&rows);
        return Ok(());
    }
    if rows.is_empty() {
        return Err(Failure::new("nobody in this world fits that description")
            .help("ask for less, or build a larger world with --size"));
    }
    let cells = rows
        .into_iter()
        .map(|row| {
            vec![
                row.burgerservicenummer,
                row.naam,
                row.geboortedatum,
                row.leeftijd
                    .map_or_else(|| "-".to_owned(), |jaren| jaren.to_string()),
                row.adres.unwrap_or_else(|| "-".to_owned()),
                row.kinderen.to_string(),
                if row.partner { "ja" } else { "nee" }.to_owned(),
            ]
        })
        .collect();
    output::table(
        &[
            "BSN", "naam", "geboren", "leeftijd", "adres", "kinderen", "partner",
        ],
        cells,
    );
    Ok(())
}

/// The cheap questions first: most people fall out at one of them.
fn fits(view: View<'_>, id: PersonId, args: &WorldSearchArgs, postcode: Option<Postcode>) -> bool {
    let persoon = view.persoon(id);
    let holds = |range: Option<crate::range::Range>, value: Option<u32>| {
        range.is_none_or(|range| value.is_some_and(|value| range.holds(value)))
    };
    let age = || {
        views::leeftijd(persoon, view.world().spec().peildatum)
            .and_then(|jaren| u32::try_from(jaren).ok())
    };
    let has_name = |wanted: &str| {
        let naam = persoon.naam();
        let full = format!("{} {}", naam.voorvoegsel, naam.geslachtsnaam);
        [naam.geslachtsnaam.as_ref(), full.trim()]
            .iter()
            .any(|name| {
                let name = name.to_lowercase();
                match wanted.to_lowercase().strip_suffix('*') {
                    Some(start) => name.starts_with(start),
                    None => name == wanted.to_lowercase(),
                }
            })
    };
    args.geboren
        .is_none_or(|day| persoon.geboortedatum().date() == Some(day))
        && (args.leeftijd.is_none() || holds(args.leeftijd, age()))
        && postcode.is_none_or(|postcode| {
            persoon
                .verblijfplaats()
                .adres()
                .is_some_and(|adres| view.adres(adres).postcode() == Some(postcode))
        })
        && args.naam.as_deref().is_none_or(has_name)
        && (args.kinderen.is_none()
            || holds(args.kinderen, u32::try_from(persoon.kinderen().len()).ok()))
        && args
            .partner
            .is_none_or(|wanted| has_partner(view, id) == wanted)
}

fn has_partner(view: View<'_>, id: PersonId) -> bool {
    view.persoon(id)
        .verbintenissen()
        .iter()
        .any(|verbintenis| verbintenis.ontbinding.is_none())
}

fn row(view: View<'_>, id: PersonId) -> Row {
    let persoon = views::persoon(view, id);
    Row {
        burgerservicenummer: persoon.burgerservicenummer,
        naam: persoon.naam,
        geboortedatum: persoon.geboortedatum,
        leeftijd: persoon.leeftijd,
        adres: persoon.adres.map(|adres| adres.line()),
        kinderen: persoon.kinderen.len(),
        partner: has_partner(view, id),
    }
}
