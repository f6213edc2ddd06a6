//! The KVK numbers of the public test environment: each stands for a company of this world in the same
//! form. They work below `/test/api` only, as they do in reality.

use std::collections::BTreeMap;

use fieldlab_world::{BedrijfId, KvkNummer, Overlay, Rechtsvorm, View, World};

use super::fouten::{self, Fout};

/// A published number, the form of its company, and whether that has ended.
type Nummer = (&'static str, Rechtsvorm, bool);

/// The world has no mutual insurers and no "other" private legal persons: 90002490 and 55505201 are left out.
const NUMMERS: [Nummer; 16] = [
    ("69599084", Rechtsvorm::Eenmanszaak, false),
    ("68727720", Rechtsvorm::NaamlozeVennootschap, false),
    ("90004760", Rechtsvorm::NaamlozeVennootschap, false),
    ("68750110", Rechtsvorm::BeslotenVennootschap, false),
    ("90001354", Rechtsvorm::BeslotenVennootschap, false),
    ("69599068", Rechtsvorm::Stichting, false),
    ("90000102", Rechtsvorm::Stichting, false),
    ("90006623", Rechtsvorm::Stichting, false),
    ("69599076", Rechtsvorm::VennootschapOnderFirma, false),
    ("90005414", Rechtsvorm::VennootschapOnderFirma, false),
    ("55344526", Rechtsvorm::Cooperatie, false),
    ("96354429", Rechtsvorm::Cooperatie, true),
    ("90002520", Rechtsvorm::Kerkgenootschap, false),
    ("90001745", Rechtsvorm::Maatschap, false),
    ("90003942", Rechtsvorm::CommanditaireVennootschap, false),
    ("90000749", Rechtsvorm::VerenigingVanEigenaars, false),
];

/// So many companies are looked through at most.
const BEKEKEN: usize = 100_000;

/// Which company of a world stands behind each number.
#[derive(Debug)]
pub(super) struct Testnummers(BTreeMap<KvkNummer, BedrijfId>);

impl Testnummers {
    /// Chooses companies, the first that fit; the same for every team. A small world has not every form.
    pub(super) fn kies(world: &World) -> Self {
        let overlay = Overlay::default();
        let view = View::new(world, &overlay);
        let mut gekozen = BTreeMap::new();
        let mut over: Vec<Nummer> = NUMMERS.to_vec();
        for id in view.bedrijven().take(BEKEKEN) {
            if over.is_empty() {
                break;
            }
            let bedrijf = view.bedrijf(id);
            let vorm = bedrijf.rechtsvorm();
            if !over.iter().any(|(_, gezocht, _)| *gezocht == vorm) {
                continue;
            }
            let beeindigd = bedrijf.einde().is_some();
            let past = over
                .iter()
                .position(|(_, gezocht, einde)| *gezocht == vorm && *einde == beeindigd);
            let toonbaar = vorm == Rechtsvorm::VerenigingVanEigenaars
                || (!bedrijf.vestigingen().is_empty() && !view.is_afgeschermd(bedrijf));
            if let Some(plek) = past.filter(|_| toonbaar)
                && let Some(nummer) = KvkNummer::parse(over.remove(plek).0)
            {
                gekozen.insert(nummer, id);
            }
        }
        Self(gekozen)
    }

    pub(super) fn bedrijf(&self, nummer: KvkNummer) -> Option<BedrijfId> {
        self.0.get(&nummer).copied()
    }
}

/// The error of a number that has nothing else.
pub(super) fn fout(nummer: &str) -> Option<Fout> {
    match nummer {
        "90004973" => Some(fouten::IN_BEHANDELING),
        "90002903" => Some(fouten::OVER_VIJF_MINUTEN),
        _ => None,
    }
}
