//! `fieldlab world show`: a person, an address or the world itself.

use fieldlab_world::{Bsn, KvkNummer, Overlay, Postcode, View, World};
use serde::Serialize;
use serde_json::json;

use super::views::{self, AdresView, BewonerView, PersoonView, RelatieView};
use super::zaken::{self, BedrijfView, ZaakView};
use crate::args::WorldShowArgs;
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

const HELP: &str = "give a BSN (nine digits), a postcode and a house number (8000AA 12A), a KVK number \
                    (eight digits) or the number of a parcel (fourteen or fifteen); `fieldlab \
                    personas` and `world search` list people, with what they own and run";

pub(crate) fn run(args: &WorldShowArgs) -> Result<(), Failure> {
    let question = question(&args.what)?;
    let world = up::build(&args.world)?;
    if args.digest {
        output::line(&world.digest().to_string());
        return Ok(());
    }
    let overlay = Overlay::default();
    let view = View::new(&world, &overlay);
    match question {
        Question::World => show_world(&world, args.output.json),
        Question::Person(bsn) => {
            let id = view.persoon_met_bsn(bsn).ok_or_else(|| {
                Failure::new(format!(
                    "nobody in this world has burgerservicenummer {bsn}"
                ))
                .help(HELP)
            })?;
            let persoon = views::persoon(view, id);
            if args.output.json {
                output::json(&persoon);
            } else {
                print_person(&persoon);
            }
        }
        Question::Company(kvk) => {
            let id = view.bedrijf_met_kvk(kvk).ok_or_else(|| {
                Failure::new(format!("no company in this world has KVK number {kvk}")).help(HELP)
            })?;
            let bedrijf = OmBedrijf {
                bedrijf: zaken::bedrijf(view, id),
                gevestigd: view
                    .bedrijf(id)
                    .adres()
                    .map(|adres| views::adres(view, adres)),
            };
            if args.output.json {
                output::json(&bedrijf);
            } else {
                let mut rows = company(&bedrijf.bedrijf);
                if let Some(adres) = bedrijf.gevestigd {
                    let others =
                        |other: &&BedrijfView| other.kvk_nummer != bedrijf.bedrijf.kvk_nummer;
                    rows.extend(at_address(&adres));
                    rows.extend(adres.onroerende_zaken.iter().flat_map(parcel));
                    rows.extend(adres.bedrijven.iter().filter(others).flat_map(company));
                }
                output::fields(rows);
            }
        }
        Question::Parcel(number) => {
            let koz = view.koz_met_identificatie(&number).ok_or_else(|| {
                Failure::new(format!(
                    "there is no parcel or apartment {number} in this world"
                ))
                .help(HELP)
            })?;
            let adressen = view.onroerende_zaak(koz).adressen().into_iter();
            let zaak = OmZaak {
                zaak: zaken::zaak(view, koz),
                erop: adressen.map(|adres| views::adres(view, adres)).collect(),
            };
            if args.output.json {
                output::json(&zaak);
            } else {
                let mut rows = parcel(&zaak.zaak);
                for adres in &zaak.erop {
                    rows.extend(at_address(adres));
                    rows.extend(adres.bedrijven.iter().flat_map(company));
                }
                output::fields(rows);
            }
        }
        Question::Address(postcode, number) => {
            let found = addresses(view, postcode, number.as_deref())?;
            if args.output.json {
                output::json(&found);
            } else {
                for adres in &found {
                    print_address(adres);
                }
            }
        }
    }
    Ok(())
}

/// A company, and what else there is where it has its seat.
#[derive(Serialize)]
struct OmBedrijf {
    #[serde(flatten)]
    bedrijf: BedrijfView,
    gevestigd: Option<AdresView>,
}

/// A parcel or apartment right, and the addresses that stand on it.
#[derive(Serialize)]
struct OmZaak {
    #[serde(flatten)]
    zaak: ZaakView,
    erop: Vec<AdresView>,
}

enum Question {
    World,
    Person(Bsn),
    Company(KvkNummer),
    Parcel(String),
    Address(Postcode, Option<String>),
}

fn question(what: &[String]) -> Result<Question, Failure> {
    let Some(first) = what.first() else {
        return Ok(Question::World);
    };
    if what.len() == 1
        && let Some(bsn) = Bsn::parse(first)
    {
        return Ok(Question::Person(bsn));
    }
    if what.len() == 1
        && let Some(kvk) = KvkNummer::parse(first)
    {
        return Ok(Question::Company(kvk));
    }
    let digits = first.bytes().all(|byte| byte.is_ascii_digit());
    if what.len() == 1 && digits && matches!(first.len(), 14 | 15) {
        return Ok(Question::Parcel(first.clone()));
    }
    match Postcode::parse(first) {
        Some(postcode) => Ok(Question::Address(postcode, what.get(1).cloned())),
        None => Err(Failure::usage(format!(
            "`{}` is no BSN, postcode, KVK number or number of a parcel",
            what.join(" ")
        ))
        .help(HELP)),
    }
}

fn addresses(
    view: View<'_>,
    postcode: Postcode,
    number: Option<&str>,
) -> Result<Vec<AdresView>, Failure> {
    let same = |adres: &AdresView| {
        let Some(number) = number else { return true };
        let letter = adres.huisletter.as_deref().unwrap_or_default();
        let addition = adres.huisnummertoevoeging.as_deref().unwrap_or_default();
        let full = format!("{}{letter}{addition}", adres.huisnummer);
        let asked: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
        // A bare number shows every address with that number.
        full.eq_ignore_ascii_case(&asked) || adres.huisnummer.to_string() == asked
    };
    let found: Vec<AdresView> = view
        .places()
        .adressen_in_postcode(postcode)
        .map(|id| views::adres(view, id))
        .filter(same)
        .collect();
    if found.is_empty() {
        let number = number.map_or_else(String::new, |number| format!(" {number}"));
        return Err(Failure::new(format!(
            "there is no address {postcode}{number} in this world"
        ))
        .help(HELP));
    }
    Ok(found)
}

fn show_world(world: &World, json: bool) {
    let rows = [
        ("world", world.identity()),
        ("digest", world.digest().to_string()),
        ("persons", world.person_count().to_string()),
        ("households", world.household_count().to_string()),
        ("addresses", world.places().address_count().to_string()),
        ("streets", world.places().street_count().to_string()),
        ("personas", world.personas().len().to_string()),
    ];
    if json {
        output::json(&json!({
            "world": world.identity(),
            "digest": world.digest().to_string(),
            "persons": world.person_count(),
            "households": world.household_count(),
            "addresses": world.places().address_count(),
            "streets": world.places().street_count(),
            "personas": world.personas().len(),
        }));
    } else {
        output::fields(
            rows.into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        );
    }
}

fn print_person(persoon: &PersoonView) {
    let mut rows = vec![
        (
            "burgerservicenummer".to_owned(),
            persoon.burgerservicenummer.clone(),
        ),
        ("naam".to_owned(), persoon.naam.clone()),
        ("geslacht".to_owned(), persoon.geslacht.to_owned()),
        ("geboren".to_owned(), persoon.geboortedatum.clone()),
    ];
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            rows.push((name.to_owned(), value));
        }
    };
    add("leeftijd", persoon.leeftijd.map(|jaren| jaren.to_string()));
    add("overleden", persoon.overleden.clone());
    add("verhaal", persoon.verhaal.map(str::to_owned));
    if let Some(adres) = &persoon.adres {
        add("adres", Some(adres.line()));
        add(
            "nummeraanduiding",
            Some(adres.nummeraanduiding_identificatie.clone()),
        );
        add(
            "adresseerbaar object",
            Some(adres.adresseerbaar_object_identificatie.clone()),
        );
    }
    add("verblijft", persoon.elders.clone());
    for (name, list) in [
        ("ouder", &persoon.ouders),
        ("partner", &persoon.partners),
        ("kind", &persoon.kinderen),
    ] {
        for relatie in list {
            add(name, Some(relation(relatie)));
        }
    }
    if let Some(adres) = &persoon.adres {
        let others =
            |bewoner: &&BewonerView| bewoner.burgerservicenummer != persoon.burgerservicenummer;
        let household: Vec<&BewonerView> = adres.bewoners.iter().filter(others).collect();
        rows.extend(residents("woont met", &household));
        rows.extend(
            adres
                .woz
                .iter()
                .map(|woz| ("WOZ-waarde".to_owned(), value(woz))),
        );
        rows.extend(adres.onroerende_zaken.iter().flat_map(parcel));
    }
    for zaak in &persoon.onroerende_zaken {
        let here = persoon.adres.as_ref().is_some_and(|adres| {
            let same = |other: &ZaakView| other.identificatie == zaak.identificatie;
            adres.onroerende_zaken.iter().any(same)
        });
        if !here {
            rows.extend(parcel(zaak));
        }
    }
    for bedrijf in &persoon.bedrijven {
        rows.extend(company(bedrijf));
    }
    output::fields(rows);
}

/// Who live somewhere; of an institution a few.
fn residents(name: &str, all: &[&BewonerView]) -> Vec<(String, String)> {
    const MOST: usize = 8;
    let mut rows: Vec<(String, String)> = all
        .iter()
        .take(MOST)
        .map(|bewoner| {
            let BewonerView {
                burgerservicenummer,
                naam,
                geboortedatum,
            } = bewoner;
            let text = format!("{burgerservicenummer}  {naam}, {geboortedatum}");
            (name.to_owned(), text)
        })
        .collect();
    if all.len() > MOST {
        let text = format!("en {} anderen; --json noemt ze alle", all.len() - MOST);
        rows.push((name.to_owned(), text));
    }
    rows
}

fn value(woz: &zaken::WozView) -> String {
    format!(
        "{} euro op {} ({})",
        woz.waarde, woz.waardepeildatum, woz.identificatie
    )
}

fn parcel(zaak: &ZaakView) -> Vec<(String, String)> {
    let area = zaak
        .oppervlakte
        .map_or_else(String::new, |area| format!(", {area} m2"));
    let mut rows = vec![(
        "onroerende zaak".to_owned(),
        format!("{}  {}{area}", zaak.identificatie, zaak.aanduiding),
    )];
    let at = zaak.adressen.iter().take(3);
    rows.extend(at.map(|adres| ("  aan".to_owned(), adres.clone())));
    for recht in &zaak.rechten {
        rows.push((
            format!("  {}", recht.soort),
            format!(
                "{}  {}, {}, sinds {}",
                recht.nummer, recht.houder, recht.aandeel, recht.sinds
            ),
        ));
    }
    let text = |name: &str, text: &String| (format!("  {name}"), text.clone());
    let paid = zaak.koopsom.map(|bedrag| format!("{bedrag} euro"));
    rows.extend(paid.iter().map(|paid| text("koopsom", paid)));
    rows.extend(zaak.hypotheken.iter().map(|line| text("hypotheek", line)));
    rows.extend(zaak.beslagen.iter().map(|line| text("beslag", line)));
    rows.extend(zaak.beperkingen.iter().map(|line| text("beperking", line)));
    rows
}

fn company(bedrijf: &BedrijfView) -> Vec<(String, String)> {
    let mut rows = vec![(
        "onderneming".to_owned(),
        format!(
            "{}  {}, {}",
            bedrijf.kvk_nummer, bedrijf.naam, bedrijf.rechtsvorm
        ),
    )];
    let text = |name: &str, text: &String| (format!("  {name}"), text.clone());
    rows.extend(bedrijf.rsin.iter().map(|rsin| text("rsin", rsin)));
    let until = bedrijf.einde.as_ref();
    let until = until.map_or_else(String::new, |einde| format!(" tot {einde}"));
    rows.push(text("sinds", &format!("{}{until}", bedrijf.aanvang)));
    rows.extend(
        bedrijf
            .activiteiten
            .iter()
            .map(|sbi| text("activiteit", sbi)),
    );
    rows.extend(bedrijf.adres.iter().map(|adres| text("aan", adres)));
    let most = bedrijf.vestigingen.iter().take(5);
    rows.extend(most.map(|vestiging| text("vestiging", vestiging)));
    let who = bedrijf.functionarissen.iter();
    rows.extend(who.map(|wie| text("functionaris", wie)));
    rows
}

fn relation(relatie: &RelatieView) -> String {
    let bsn = relatie
        .burgerservicenummer
        .as_deref()
        .unwrap_or("(geen BSN)");
    let period = match (&relatie.sinds, &relatie.tot) {
        (Some(sinds), Some(tot)) => format!(", {sinds} tot {tot}"),
        (Some(sinds), None) => format!(", sinds {sinds}"),
        _ => String::new(),
    };
    format!("{bsn}  {}, {}{period}", relatie.naam, relatie.geboortedatum)
}

fn print_address(adres: &AdresView) {
    let mut rows = at_address(adres);
    rows.extend(adres.onroerende_zaken.iter().flat_map(parcel));
    rows.extend(adres.bedrijven.iter().flat_map(company));
    output::fields(rows);
}

/// An address with who live there and what it is worth, without parcels and companies.
fn at_address(adres: &AdresView) -> Vec<(String, String)> {
    let mut rows = vec![
        ("adres".to_owned(), adres.line()),
        (
            "nummeraanduiding".to_owned(),
            adres.nummeraanduiding_identificatie.clone(),
        ),
        (
            "adresseerbaar object".to_owned(),
            adres.adresseerbaar_object_identificatie.clone(),
        ),
        ("gebruik".to_owned(), adres.gebruiksdoelen.join(", ")),
    ];
    if let (Some(pand), Some(bouwjaar)) = (&adres.pand_identificatie, adres.bouwjaar) {
        rows.push(("pand".to_owned(), format!("{pand}, {bouwjaar}")));
    }
    let all: Vec<&BewonerView> = adres.bewoners.iter().collect();
    rows.extend(residents("bewoner", &all));
    rows.extend(
        adres
            .woz
            .iter()
            .map(|woz| ("WOZ-waarde".to_owned(), value(woz))),
    );
    rows
}
