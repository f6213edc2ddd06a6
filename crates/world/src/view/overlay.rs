//! What a team changed, kept apart from the base and found by number, birth day, name and address.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::gebeurtenis::{Gebeurtenis, Onderwerp, Soort};
use super::goederen::{Goederen, Wijzigingen};
use crate::date::{Day, GbaDatum};
use crate::people::{
    Geslachtsnaam, Immigratie, Naam, Naamgebruik, Nationaliteit, Ontbinding, Opschorting,
    Overlijden, PersonId, Plaats, Row, Verblijfplaats, Verblijfstitel,
};
use crate::places::{AdresId, Places};

/// What a team knows of a person otherwise than the base does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changed {
    /// For somebody who is not in the base: what the base would have in its rows.
    pub(crate) row: Option<Row>,
    /// Date, place and country of birth of somebody who is not in the base.
    pub(crate) geboorte: Option<(GbaDatum, Plaats, u16)>,
    /// The name now.
    pub(crate) naam: Option<Naam>,
    /// Names that were, and until when; the oldest first.
    pub(crate) eerdere_namen: Vec<(Naam, GbaDatum)>,
    pub(crate) naamgebruik: Option<Naamgebruik>,
    /// Parents beside those of the base, and since when.
    pub(crate) ouders: Vec<Ouderschap>,
    /// Children beside those of the base.
    pub(crate) kinderen: Vec<PersonId>,
    /// How the bond of the base ended.
    pub(crate) einde: Option<Ontbinding>,
    /// Bonds beside those of the base, the oldest first.
    pub(crate) verbintenissen: Vec<Band>,
    /// Residences after those of the base, the oldest first.
    pub(crate) verblijfplaatsen: Vec<Verblijfplaats>,
    pub(crate) nationaliteiten: Option<Vec<Nationaliteit>>,
    pub(crate) overlijden: Option<Overlijden>,
    /// Suspended, or no longer suspended.
    pub(crate) opschorting: Option<Option<Opschorting>>,
    pub(crate) immigratie: Option<Immigratie>,
    pub(crate) verblijfstitel: Option<Verblijfstitel>,
    pub(crate) geheim: Option<u8>,
}

/// A parent that a team added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ouderschap {
    pub(crate) persoon: PersonId,
    pub(crate) sinds: GbaDatum,
    /// Sort of deed (table 39), when it matters.
    pub(crate) akte: Option<char>,
}

/// A marriage or registered partnership that a team made.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    pub(crate) partner: PersonId,
    /// `H` or `P`.
    pub(crate) soort: char,
    pub(crate) datum: GbaDatum,
    pub(crate) plaats: Plaats,
    pub(crate) land: u16,
    pub(crate) ontbinding: Option<Ontbinding>,
}

impl Changed {
    /// Where the person went to live, when the team moved him or her.
    fn adres(&self) -> Option<AdresId> {
        self.verblijfplaatsen.last()?.adres()
    }

    pub(crate) fn is_moved(&self) -> bool {
        !self.verblijfplaatsen.is_empty()
    }
}

/// A change that has been checked, ready to apply.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Whole replacements.
    pub(super) changed: BTreeMap<PersonId, Changed>,
    pub(super) goederen: Wijzigingen,
    /// All places, when something was split.
    pub(super) places: Option<Box<Places>>,
    pub(super) datum: Day,
    pub(super) gebeurtenissen: Vec<Gebeurtenis>,
}

impl Patch {
    /// A change on a day, as yet of nothing.
    pub(super) fn op(datum: Day) -> Self {
        Self {
            datum,
            ..Self::default()
        }
    }

    /// What is to change of a person: what is known now, to be written over.
    pub(super) fn change(&mut self, view: View<'_>, id: PersonId) -> &mut Changed {
        self.changed
            .entry(id)
            .or_insert_with(|| view.changed(id).cloned().unwrap_or_default())
    }

    /// Ends the bond of two partners.
    pub(super) fn dissolve(&mut self, view: View<'_>, partners: [PersonId; 2], end: Ontbinding) {
        for id in partners {
            let changed = self.change(view, id);
            let open = changed.verbintenissen.iter_mut();
            match open.rev().find(|band| band.ontbinding.is_none()) {
                Some(band) => band.ontbinding = Some(end),
                None => changed.einde = Some(end),
            }
        }
    }

    /// Tells others what happens.
    pub(super) fn meld(&mut self, soort: Soort, onderwerp: Onderwerp) {
        self.gebeurtenissen.push(Gebeurtenis { soort, onderwerp });
    }

    /// What others will hear of it.
    pub fn gebeurtenissen(&self) -> &[Gebeurtenis] {
        &self.gebeurtenissen
    }
}

/// What a team changed. An untouched record costs one look-up.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    changed: BTreeMap<PersonId, Changed>,
    /// How many persons there are beside those of the base.
    nieuw: u32,
    /// New persons by birth day.
    geboren: BTreeMap<Day, Vec<PersonId>>,
    /// Numbers of the names in `genaamd`.
    namen: BTreeMap<(String, String), usize>,
    /// Surname and prefix as the map has them, and who has that name: new persons, and those whose
    /// name was changed.
    genaamd: Vec<(String, String, BTreeSet<PersonId>)>,
    /// Who moved to an address and is still there.
    woont: BTreeMap<AdresId, BTreeSet<PersonId>>,
    /// Parcels and companies.
    pub(super) goederen: Goederen,
    /// The places of the base with what was split beside them.
    places: Option<Box<Places>>,
    /// The latest day on which something happened.
    laatste: Day,
}

impl Overlay {
    /// Makes a checked change.
    pub fn apply(&mut self, patch: Patch) {
        self.laatste = self.laatste.max(patch.datum);
        self.goederen.apply(patch.goederen);
        if patch.places.is_some() {
            self.places = patch.places;
        }
        for (id, new) in patch.changed {
            let old = self.changed.remove(&id).unwrap_or_default();
            if let Some(adres) = old.adres()
                && let Some(there) = self.woont.get_mut(&adres)
            {
                there.remove(&id);
            }
            if let Some(adres) = new.adres() {
                self.woont.entry(adres).or_default().insert(id);
            }
            if let Some(naam) = &old.naam {
                let at = self.name_number(naam);
                self.genaamd[at].2.remove(&id);
            }
            if let Some(naam) = &new.naam {
                let at = self.name_number(naam);
                self.genaamd[at].2.insert(id);
            }
            if let (None, Some(row)) = (&old.row, &new.row) {
                self.geboren.entry(row.birth).or_default().push(id);
                self.nieuw += 1;
            }
            self.changed.insert(id, new);
        }
    }

    fn name_number(&mut self, naam: &Naam) -> usize {
        let (voorvoegsel, geslachtsnaam) = (naam.voorvoegsel.as_ref(), naam.geslachtsnaam.as_ref());
        let next = self.genaamd.len();
        let key = (voorvoegsel.to_owned(), geslachtsnaam.to_owned());
        let at = *self.namen.entry(key).or_insert(next);
        if at == next {
            self.genaamd.push((
                voorvoegsel.to_owned(),
                geslachtsnaam.to_owned(),
                BTreeSet::new(),
            ));
        }
        at
    }

    pub(super) fn changed(&self, id: PersonId) -> Option<&Changed> {
        self.changed.get(&id)
    }

    pub(super) fn touched(&self) -> impl Iterator<Item = PersonId> + use<'_> {
        self.changed.keys().copied()
    }

    /// Whether the team changed nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.goederen.is_empty() && self.places.is_none()
    }

    /// The places, when the team split something.
    pub(super) fn places(&self) -> Option<&Places> {
        self.places.as_deref()
    }

    pub(super) fn nieuw(&self) -> u32 {
        self.nieuw
    }

    pub(super) fn laatste(&self) -> Day {
        self.laatste
    }

    pub(super) fn geboren(&self, day: Day) -> &[PersonId] {
        self.geboren.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The names of new persons and those whose name was changed.
    pub(super) fn namen(&self) -> impl Iterator<Item = Geslachtsnaam<'_>> {
        self.genaamd
            .iter()
            .map(|(voorvoegsel, naam, _)| Geslachtsnaam { voorvoegsel, naam })
    }

    /// Who has the nth of those names.
    pub(super) fn genaamd(&self, nth: usize) -> impl Iterator<Item = PersonId> + use<'_> {
        self.genaamd
            .get(nth)
            .into_iter()
            .flat_map(|(_, _, ids)| ids.iter().copied())
    }

    pub(super) fn woont(&self, adres: AdresId) -> impl Iterator<Item = PersonId> + use<'_> {
        self.woont.get(&adres).into_iter().flatten().copied()
    }
}
