//! `fieldlab import`: a team's own people, from files, into a running simulator.
//!
//! Everything is read and judged before anything is sent, by the rule that the simulator itself
//! holds a person list to. What cannot be used is said with file, line and reason.

mod gba;
mod lees;
mod lo3;
mod relaties;
mod stuur;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::args::ImportArgs;
use crate::failure::Failure;
use crate::output;

/// Somebody as read from a file: a person list, and where it stands.
struct Persoon {
    bestand: String,
    regel: usize,
    burgerservicenummer: String,
    lijst: Value,
}

/// Something that could not be used, or that is worth knowing.
#[derive(Clone, Debug, Serialize)]
struct Melding {
    bestand: String,
    regel: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    burgerservicenummer: Option<String>,
    /// Whether the whole person was left out because of it.
    ongeldig: bool,
    reden: String,
}

impl Melding {
    fn regel(&self) -> String {
        let kind = if self.ongeldig { "invalid" } else { "note" };
        let wie = self
            .burgerservicenummer
            .as_ref()
            .map_or_else(String::new, |bsn| format!("{bsn}: "));
        format!(
            "{}:{}: {kind}: {wie}{}",
            self.bestand, self.regel, self.reden
        )
    }
}

/// What was read of all files.
#[derive(Default)]
struct Gelezen {
    personen: Vec<Persoon>,
    meldingen: Vec<Melding>,
}

pub(crate) fn run(args: &ImportArgs) -> Result<(), Failure> {
    let mut gelezen = Gelezen::default();
    for file in &args.files {
        lees::bestand(file, &mut gelezen)?;
    }
    keur(&mut gelezen);
    relaties::vergelijk(&mut gelezen);
    gelezen
        .meldingen
        .sort_by(|one, other| (&one.bestand, one.regel).cmp(&(&other.bestand, other.regel)));
    let ongeldig = gelezen
        .meldingen
        .iter()
        .filter(|melding| melding.ongeldig)
        .count();
    let may_send = ongeldig == 0 || args.skip_invalid;
    let sent = if may_send && !args.dry_run {
        stuur::alle(&gelezen.personen, &args.url, args.team.as_deref())?
    } else {
        0
    };
    if args.output.json {
        output::json(&serde_json::json!({
            "gelezen": gelezen.personen.len(),
            "verstuurd": sent,
            "meldingen": gelezen.meldingen,
        }));
    } else {
        for melding in &gelezen.meldingen {
            output::line(&melding.regel());
        }
        output::note(&format!(
            "{} person lists that can be used, {ongeldig} faults, {sent} sent",
            gelezen.personen.len()
        ));
    }
    if gelezen.personen.is_empty() && ongeldig == 0 {
        return Err(Failure::usage("there is nobody in these files"));
    }
    if may_send {
        Ok(())
    } else {
        Err(Failure::new(format!("{ongeldig} faults: nobody was sent"))
            .help("mend them, or send the others with --skip-invalid"))
    }
}

/// Leaves out whom the simulator would refuse, and whoever comes a second time.
fn keur(gelezen: &mut Gelezen) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let Gelezen {
        personen,
        meldingen,
    } = gelezen;
    personen.retain(|persoon| {
        let mut fouten: Vec<String> =
            fieldlab_registers::brp::controleer(&persoon.lijst, &persoon.burgerservicenummer)
                .into_iter()
                .map(|fout| format!("{} {}", fout.name, fout.reason))
                .collect();
        let here = format!("{}:{}", persoon.bestand, persoon.regel);
        if let Some(first) = seen.get(&persoon.burgerservicenummer) {
            fouten.push(format!("this burgerservicenummer is at {first} already"));
        } else if fouten.is_empty() {
            seen.insert(persoon.burgerservicenummer.clone(), here);
        }
        meldingen.extend(fouten.iter().map(|reden| Melding {
            bestand: persoon.bestand.clone(),
            regel: persoon.regel,
            burgerservicenummer: Some(persoon.burgerservicenummer.clone()),
            ongeldig: true,
            reden: reden.clone(),
        }));
        fouten.is_empty()
    });
}

/// A file's name in messages.
fn naam(path: &Path) -> String {
    path.display().to_string()
}
