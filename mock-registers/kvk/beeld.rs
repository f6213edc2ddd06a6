//! A company as the trade register shows it, read once.

use fieldlab_world::{
    Adres, Bedrijf, BedrijfId, BuitenlandsAdres, Correspondentieadres, GbaDatum, KvkNummer,
    Postcode, Vestiging, View,
};

/// What is known of a company.
pub(super) struct Beeld<'w> {
    pub(super) view: View<'w>,
    pub(super) bedrijf: Bedrijf<'w>,
    /// The number it is shown with: its own, or the published one that was asked for.
    pub(super) kvk: KvkNummer,
    pub(super) einde: Option<GbaDatum>,
    /// The main one first.
    pub(super) vestigingen: Vec<Vestiging>,
}

/// A place in an address.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plek<'w> {
    Adres(Adres<'w>),
    /// There is one, not to be seen.
    Afgeschermd,
    Postbus {
        nummer: u32,
        postcode: Postcode,
        plaats: &'static str,
    },
    Buitenland(&'static BuitenlandsAdres),
}

/// Where something is, and where it wants its post if that is elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Adressen<'w> {
    pub(super) bezoek: Option<Plek<'w>>,
    pub(super) post: Option<Plek<'w>>,
}

/// Registrations that ended before this day are known by name only.
const DIGITAAL_SINDS: GbaDatum = GbaDatum::new(2010, 5, 22);

impl<'w> Beeld<'w> {
    /// Reads a company; `kvk` is the number it is shown with when that is not its own.
    pub(super) fn lees(view: View<'w>, id: BedrijfId, kvk: Option<KvkNummer>) -> Self {
        let bedrijf = view.bedrijf(id);
        Self {
            view,
            bedrijf,
            kvk: kvk.unwrap_or_else(|| bedrijf.kvk_nummer()),
            einde: bedrijf.einde(),
            vestigingen: bedrijf.vestigingen(),
        }
    }

    /// The main establishment.
    pub(super) fn hoofdvestiging(&self) -> Option<&Vestiging> {
        self.vestigingen.first()
    }

    /// Whether it ended before there were profiles.
    pub(super) fn is_zonder_profiel(&self) -> bool {
        self.einde
            .is_some_and(|einde| einde.number() < DIGITAAL_SINDS.number())
    }

    /// The addresses of an establishment, or without one those of the company itself.
    pub(super) fn adressen(&self, vestiging: Option<&Vestiging>) -> Adressen<'w> {
        if let Some(neven) = vestiging.filter(|vestiging| !vestiging.is_hoofdvestiging) {
            return Adressen {
                bezoek: Some(Plek::Adres(self.view.adres(neven.adres))),
                post: None,
            };
        }
        let bezoek = match self.bedrijf.bezoekadres_buitenland() {
            Some(ver) => Some(Plek::Buitenland(ver)),
            None => self.bedrijf.adres().map(|adres| {
                if self.view.is_afgeschermd(self.bedrijf) {
                    Plek::Afgeschermd
                } else {
                    Plek::Adres(self.view.adres(adres))
                }
            }),
        };
        let post = self.bedrijf.correspondentieadres().map(|post| match post {
            Correspondentieadres::Postbus {
                nummer,
                postcode,
                plaats,
            } => Plek::Postbus {
                nummer,
                postcode,
                plaats,
            },
            Correspondentieadres::Buitenland(ver) => Plek::Buitenland(ver),
        });
        Adressen { bezoek, post }
    }
}

/// `Ja` or `Nee`.
pub(super) const fn ja_nee(ja: bool) -> &'static str {
    if ja { "Ja" } else { "Nee" }
}
