//! `fieldlab world search`: people who fit a description.

use fieldlab_world::{Overlay, PersonId, Postcode, View, tables};
use serde::Serialize;

use super::views::{self, AdresView};
use super::vraag::{Vraag, nationality};
use super::woorden::{self, Unknown};
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
    /// Where somebody is who is not at an address here.
    elders: Option<String>,
    kinderen: usize,
    partner: bool,
    burgerlijke_staat: &'static str,
    /// Of the address, in euros.
    woz_waarde: Option<u64>,
    /// Numbers of the parcels and apartments that the person has a right on.
    onroerende_zaken: Vec<String>,
    /// Number and name of each company in which the person has a function.
    bedrijven: Vec<String>,
}

pub(crate) fn run(args: &WorldSearchArgs) -> Result<(), Failure> {
    let vraag = vraag(args)?;
    let world = up::build(&args.world)?;
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    let rows: Vec<Row> = view
        .personen()
        .filter(|&id| vraag.fits(view, id))
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
            let age = row
                .leeftijd
                .map_or_else(String::new, |jaren| format!("\n{jaren} jaar"));
            let children = match row.kinderen {
                0 => String::new(),
                1 => "\n1 kind".to_owned(),
                more => format!("\n{more} kinderen"),
            };
            let has: Vec<String> = row
                .woz_waarde
                .map(|waarde| format!("WOZ {waarde}"))
                .into_iter()
                .chain(row.onroerende_zaken)
                .chain(row.bedrijven)
                .collect();
            let place = row.adres.or(row.elders).unwrap_or_else(|| "-".to_owned());
            vec![
                format!("{}\n{}", row.burgerservicenummer, row.naam),
                format!("{}{age}", row.geboortedatum),
                place.replace(", ", "\n"),
                format!("{}{children}", row.burgerlijke_staat),
                has.join("\n"),
            ]
        })
        .collect();
    output::table(
        &[
            "BSN en naam",
            "geboren",
            "adres",
            "gezin",
            "waarde en bezit",
        ],
        cells,
    );
    Ok(())
}

/// The conditions of the arguments, and of the description.
fn vraag(args: &WorldSearchArgs) -> Result<Vraag, Failure> {
    let mut vraag = Vraag::default();
    let text = args.omschrijving.join(" ");
    if !text.trim().is_empty() {
        let (known, unknown) = woorden::read(&text, &mut vraag);
        for Unknown { word, near } in &unknown {
            output::note(&match near {
                Some(near) => format!("not understood: `{word}` (did you mean `{near}`?)"),
                None => format!("not understood: `{word}`"),
            });
        }
        if known == 0 {
            return Err(
                Failure::usage(format!("nothing of `{text}` was understood")).help(
                    "write it as \"weduwe, ouder dan 70, drie kinderen\", or use the options of \
                     `fieldlab world search --help`",
                ),
            );
        }
    }
    let postcode = |text: &str| {
        Postcode::parse(text).ok_or_else(|| {
            Failure::usage(format!("`{text}` is no postcode")).help("write it as 8000AA")
        })
    };
    if let Some(text) = args.postcode.as_deref() {
        vraag.postcode = Some(postcode(text)?);
    }
    if let Some(text) = args.nationaliteit.as_deref() {
        vraag.nationaliteiten = nationality(text);
        if vraag.nationaliteiten.is_empty() {
            return Err(Failure::usage(format!("`{text}` is no nationality"))
                .help("give a code of table 32 (0339) or the adjective in Dutch (Turkse)"));
        }
    }
    if let Some(sort) = args.reisdocument.as_deref() {
        let sort = sort.to_uppercase();
        if tables::reisdocument(&sort).is_none() {
            return Err(
                Failure::usage(format!("`{sort}` is no sort of travel document"))
                    .help("give a code of table 48: PN passport, NI identity card, PV, PB, TE ..."),
            );
        }
        vraag.reisdocument = Some(sort);
    }
    fn over<T: Clone>(place: &mut Option<T>, given: &Option<T>) {
        if given.is_some() {
            place.clone_from(given);
        }
    }
    over(&mut vraag.naam, &args.naam);
    over(&mut vraag.leeftijd, &args.leeftijd);
    over(&mut vraag.geboren, &args.geboren);
    over(&mut vraag.geslacht, &args.geslacht);
    over(&mut vraag.kinderen, &args.kinderen);
    over(
        &mut vraag.minderjarige_kinderen,
        &args.minderjarige_kinderen,
    );
    over(&mut vraag.bewoners, &args.bewoners);
    over(&mut vraag.partner, &args.partner);
    over(&mut vraag.woont_in, &args.woont_in);
    over(&mut vraag.status, &args.status);
    over(&mut vraag.gezag, &args.gezag);
    over(&mut vraag.toont, &args.toont);
    over(&mut vraag.eigenaar, &args.eigenaar);
    over(&mut vraag.rechtsvorm, &args.rechtsvorm);
    vraag.heeft.extend(&args.heeft);
    Ok(vraag)
}

fn row(view: View<'_>, id: PersonId) -> Row {
    let persoon = views::persoon(view, id);
    let bonds = view.persoon(id).verbintenissen();
    let now = bonds.iter().find(|bond| bond.ontbinding.is_none());
    let last = bonds.iter().find_map(|bond| bond.ontbinding);
    Row {
        burgerservicenummer: persoon.burgerservicenummer,
        naam: persoon.naam,
        geboortedatum: persoon.geboortedatum,
        leeftijd: persoon.leeftijd,
        adres: persoon.adres.as_ref().map(AdresView::line),
        elders: persoon.elders,
        kinderen: persoon.kinderen.len(),
        partner: now.is_some(),
        woz_waarde: persoon
            .adres
            .as_ref()
            .and_then(|adres| Some(adres.woz.as_ref()?.waarde)),
        onroerende_zaken: persoon
            .onroerende_zaken
            .into_iter()
            .map(|zaak| zaak.identificatie)
            .collect(),
        bedrijven: persoon
            .bedrijven
            .into_iter()
            .map(|bedrijf| format!("{} {}", bedrijf.kvk_nummer, bedrijf.naam))
            .collect(),
        burgerlijke_staat: match (now, last) {
            _ if persoon.overleden.is_some() => "overleden",
            (Some(bond), _) if bond.soort == 'P' => "partnerschap",
            (Some(_), _) => "gehuwd",
            (None, Some(end)) if end.reden == 'O' => "verweduwd",
            (None, Some(_)) => "gescheiden",
            (None, None) => "ongehuwd",
        },
    }
}
