//! Everybody whom the register knows for one team: the lists that the team stored, and behind them
//! the persons of the world. A stored list stands in the place of the world's person with its BSN.

use std::borrow::Cow;

use fieldlab_sim::{Collection, Session};
use fieldlab_world::{BagId, Bsn, PersonId, View};

use super::gezag::{Bron, Lijst};
use super::lo3;
use super::persoonslijst::{BagNummer, Persoonslijst, Stapel};
use super::uit_wereld::{Bekenden, met_historie, persoonslijst};
use super::velden::Velden;

/// The register's name in the ledger.
pub(crate) const REGISTER: &str = "brp";
/// The collection of stored lists, by BSN.
pub(crate) const PERSOONSLIJSTEN: &str = "persoonslijsten";

/// All persons of one team, for one question. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bevolking<'s> {
    wereld: View<'s>,
    lijsten: &'s Collection,
    bekenden: &'s Bekenden,
}

impl<'s> Bevolking<'s> {
    /// What the session's team has.
    pub(crate) fn van(session: &Session<'s>, bekenden: &'s Bekenden) -> Self {
        Self {
            bekenden,
            wereld: session.view(),
            lijsten: session.records(REGISTER, PERSOONSLIJSTEN),
        }
    }

    /// The world, to look for candidates in. Who is in it may have been replaced.
    pub(crate) fn wereld(self) -> View<'s> {
        self.wereld
    }

    /// The person with this BSN; one of the world is filled as far as `nodig` asks.
    pub(crate) fn met_bsn(
        self,
        bsn: Bsn,
        nodig: Velden,
    ) -> Option<Cow<'s, Persoonslijst<'static>>> {
        if let Some(lijst) = self.bewaarde_lijst(bsn) {
            return Some(Cow::Borrowed(lijst));
        }
        let id = self.wereld.persoon_met_bsn(bsn)?;
        Some(Cow::Owned(self.uit_wereld(id, nodig)))
    }

    /// The list of a person of the world, filled as far as `nodig` asks.
    pub(crate) fn uit_wereld(self, id: PersonId, nodig: Velden) -> Persoonslijst<'static> {
        persoonslijst(self.wereld, id, nodig, self.bekenden)
    }

    /// The person with this BSN, with every residence and travel document there was.
    pub(crate) fn met_bsn_en_historie(self, bsn: Bsn) -> Option<Cow<'s, Persoonslijst<'static>>> {
        if let Some(lijst) = self.bewaarde_lijst(bsn) {
            return Some(Cow::Borrowed(lijst));
        }
        let id = self.wereld.persoon_met_bsn(bsn)?;
        Some(Cow::Owned(met_historie(self.wereld, id, self.bekenden)))
    }

    /// These persons of the world, unless replaced, and every stored list; with every residence
    /// and travel document there was.
    pub(crate) fn met_historie(
        self,
        wereld: impl IntoIterator<Item = PersonId>,
    ) -> Vec<Cow<'s, Persoonslijst<'static>>> {
        let wereld = wereld
            .into_iter()
            .filter(|id| !self.is_vervangen(*id))
            .map(|id| Cow::Owned(met_historie(self.wereld, id, self.bekenden)));
        wereld.chain(self.bewaard().map(Cow::Borrowed)).collect()
    }

    /// A stored list has taken the place of this person of the world.
    pub(crate) fn is_vervangen(self, id: PersonId) -> bool {
        !self.lijsten.is_empty()
            && self
                .bewaarde_lijst(self.wereld.persoon(id).burgerservicenummer())
                .is_some()
    }

    /// Every stored list, by BSN.
    pub(crate) fn bewaard(self) -> impl Iterator<Item = &'s Persoonslijst<'static>> {
        self.lijsten
            .iter()
            .map(|(_, record)| record.read(lo3::persoonslijst))
    }

    /// The municipalities in which an object lies or lay, as far as anybody's record or the world tells.
    pub(crate) fn gemeenten_van(self, object: BagNummer) -> Vec<u16> {
        let in_wereld = BagId::parse(&object.to_string())
            .and_then(|id| self.wereld.adres_met_object(id))
            .map(|adres| {
                let straat = self.wereld.adres(adres).straat();
                straat.woonplaats().gemeente().number()
            });
        let in_lijsten = self.bewaard().flat_map(|lijst| {
            lijst
                .verblijf
                .iter()
                .flat_map(Stapel::voorkomens)
                .map(|voorkomen| &voorkomen.gegevens)
                .filter(move |verblijf| verblijf.object == Some(object))
                .filter_map(|verblijf| verblijf.gemeente)
        });
        in_wereld.into_iter().chain(in_lijsten).collect()
    }

    fn bewaarde_lijst(self, bsn: Bsn) -> Option<&'s Persoonslijst<'static>> {
        // Most teams store nothing, and need not write the number out.
        if self.lijsten.is_empty() {
            return None;
        }
        let record = self.lijsten.get(&bsn.to_string())?;
        Some(record.read(lo3::persoonslijst))
    }
}

impl Bron for Bevolking<'_> {
    fn lijst<'b>(
        &'b self,
        bsn: Bsn,
        klaar: Option<(&'b Persoonslijst<'static>, Velden)>,
    ) -> Option<Lijst<'b>> {
        if let Some(lijst) = self.bewaarde_lijst(bsn) {
            return Some(Lijst::Heel(lijst));
        }
        let id = self.wereld.persoon_met_bsn(bsn)?;
        Some(Lijst::uit_wereld(self.wereld, id, self.bekenden, klaar))
    }
}
