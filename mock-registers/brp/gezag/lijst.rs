//! The list of somebody who matters for gezag, as far as gezag reads it.
//!
//! A list that a team stored is there. One of a person of the world is made category by category,
//! when it is read: of most parents that is the marriages alone. What was made for the answer
//! already is not made again.

use std::cell::OnceCell;
use std::rc::Rc;

use fieldlab_world::{Bsn, GbaDatum, PersonId, View};

use crate::brp::persoonslijst::{
    Gezag, Kind, Onderzoek, Ouder, Persoon, Persoonslijst, Stapel, Verbintenis, Voorkomen,
};
use crate::brp::samenstellen::{KINDEREN, OUDERS};
use crate::brp::uit_wereld::{Bekenden, INDICATIES, MET_PARTNER, Maker};
use crate::brp::velden::Velden;

/// A list, whole or made as it is read. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Lijst<'b> {
    /// All of it is there.
    Heel(&'b Persoonslijst<'static>),
    /// A person of the world.
    Wereld(Rc<Wereldlijst<'b>>),
}

/// The categories of a person of the world.
pub(crate) struct Wereldlijst<'b> {
    maker: Maker<'b>,
    reden_opschorting: Option<char>,
    /// What was made for the answer, and for which values.
    klaar: Option<(&'b Persoonslijst<'static>, Velden)>,
    persoon: OnceCell<Stapel<Persoon<'static>>>,
    ouders: OnceCell<[Option<Stapel<Ouder<'static>>>; 2]>,
    verbintenissen: OnceCell<Vec<Stapel<Verbintenis<'static>>>>,
    kinderen: OnceCell<Vec<Stapel<Kind<'static>>>>,
    gezag: OnceCell<Option<Stapel<Gezag<'static>>>>,
}

/// What gezag asks of a residence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verblijf {
    pub(super) gemeente: Option<u16>,
    /// Settled here, from elsewhere.
    pub(super) gevestigd: bool,
    pub(super) onderzoek: Option<Onderzoek>,
}

impl<'b> Wereldlijst<'b> {
    fn klaar(&self, voor: Velden) -> Option<&'b Persoonslijst<'static>> {
        self.klaar
            .filter(|(_, gevuld)| gevuld.iets_van(voor))
            .map(|(lijst, _)| lijst)
    }
}

impl<'b> Lijst<'b> {
    /// The list of a person of the world. `klaar` is what was made of it for an answer, and for
    /// which values.
    pub(crate) fn uit_wereld(
        view: View<'b>,
        id: PersonId,
        bekenden: &'b Bekenden,
        klaar: Option<(&'b Persoonslijst<'static>, Velden)>,
    ) -> Self {
        let maker = Maker::van(view, id, bekenden);
        let opschorting = maker.persoon.opschorting();
        Self::Wereld(Rc::new(Wereldlijst {
            maker,
            reden_opschorting: opschorting.map(|opschorting| opschorting.reden),
            klaar,
            persoon: OnceCell::new(),
            ouders: OnceCell::new(),
            verbintenissen: OnceCell::new(),
            kinderen: OnceCell::new(),
            gezag: OnceCell::new(),
        }))
    }

    /// 67.20
    pub(super) fn reden_opschorting(&self) -> Option<char> {
        match self {
            Self::Heel(lijst) => lijst.inschrijving.reden_opschorting,
            Self::Wereld(wereld) => wereld.reden_opschorting,
        }
    }

    pub(super) fn is_overleden(&self) -> bool {
        self.reden_opschorting() == Some('O')
    }

    /// Whose list it is.
    pub(super) fn burgerservicenummer(&self) -> Option<Bsn> {
        match self {
            Self::Heel(lijst) => lijst.burgerservicenummer(),
            Self::Wereld(wereld) => Some(wereld.maker.persoon.burgerservicenummer()),
        }
    }

    /// Day of birth as a number; 0 when nothing is known.
    pub(super) fn geboorte(&self) -> u32 {
        let datum = match self {
            Self::Heel(lijst) => {
                let wie = &lijst.persoon.actueel.gegevens.identiteit;
                wie.geboorte.datum
            }
            Self::Wereld(wereld) => Some(wereld.maker.persoon.geboortedatum()),
        };
        datum.map_or(0, GbaDatum::number)
    }

    /// What of category 01 is being investigated.
    pub(super) fn onderzoek_persoon(&self) -> Option<Onderzoek> {
        match self {
            Self::Heel(lijst) => lijst.persoon.actueel.in_onderzoek(),
            Self::Wereld(wereld) => wereld.maker.onderzoek(1),
        }
    }

    /// Category 01.
    pub(super) fn persoon(&self) -> &Stapel<Persoon<'static>> {
        match self {
            Self::Heel(lijst) => &lijst.persoon,
            Self::Wereld(wereld) => match wereld.klaar {
                Some((lijst, _)) => &lijst.persoon,
                None => wereld
                    .persoon
                    .get_or_init(|| wereld.maker.eigen(Velden::GEEN)),
            },
        }
    }

    /// Categories 02 and 03.
    pub(super) fn ouders(&self) -> &[Option<Stapel<Ouder<'static>>>; 2] {
        match self {
            Self::Heel(lijst) => &lijst.ouders,
            Self::Wereld(wereld) => match wereld.klaar(OUDERS) {
                Some(lijst) => &lijst.ouders,
                None => wereld.ouders.get_or_init(|| wereld.maker.ouders()),
            },
        }
    }

    /// Category 05.
    pub(super) fn verbintenissen(&self) -> &[Stapel<Verbintenis<'static>>] {
        match self {
            Self::Heel(lijst) => &lijst.verbintenissen,
            Self::Wereld(wereld) => match wereld.klaar(MET_PARTNER) {
                Some(lijst) => &lijst.verbintenissen,
                None => wereld
                    .verbintenissen
                    .get_or_init(|| wereld.maker.verbintenissen()),
            },
        }
    }

    /// Category 08.
    pub(super) fn verblijf(&self) -> Option<Verblijf> {
        match self {
            Self::Heel(lijst) => {
                let voorkomen = &lijst.verblijf.as_ref()?.actueel;
                Some(Verblijf {
                    gemeente: voorkomen.gegevens.gemeente,
                    gevestigd: voorkomen.gegevens.vestiging.is_some(),
                    onderzoek: voorkomen.in_onderzoek(),
                })
            }
            Self::Wereld(wereld) => Some(Verblijf {
                gemeente: Some(wereld.maker.persoon.woning().gemeente.number()),
                gevestigd: wereld.maker.persoon.immigratie().is_some(),
                onderzoek: wereld.maker.onderzoek(8),
            }),
        }
    }

    /// Category 09.
    pub(super) fn kinderen(&self) -> &[Stapel<Kind<'static>>] {
        match self {
            Self::Heel(lijst) => &lijst.kinderen,
            Self::Wereld(wereld) => match wereld.klaar(KINDEREN) {
                Some(lijst) => &lijst.kinderen,
                None => wereld.kinderen.get_or_init(|| wereld.maker.kinderen()),
            },
        }
    }

    /// Category 11, what holds now.
    pub(super) fn gezag(&self) -> Option<&Voorkomen<Gezag<'static>>> {
        let stapel = match self {
            Self::Heel(lijst) => &lijst.gezag,
            Self::Wereld(wereld) => match wereld.klaar(INDICATIES) {
                Some(lijst) => &lijst.gezag,
                None => wereld.gezag.get_or_init(|| wereld.maker.gezag()),
            },
        };
        stapel.as_ref().map(|stapel| &stapel.actueel)
    }
}
