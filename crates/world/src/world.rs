//! The whole: people and places of one spec.

use std::fmt;
use std::path::Path;

use crate::bedrijven::Bedrijven;
use crate::cast;
use crate::check::CheckReport;
use crate::hash::{Stream, mix64};
use crate::identifiers::{ANummer, BsnScheme};
use crate::kadaster::{Kadaster, Koz, Partij};
use crate::people::{People, stream};
use crate::permutation::Permutation;
use crate::places::{Gemeentecode, Places};
use crate::snapshot::{self, Columns, Snapshot, SnapshotError};
use crate::spec::{Size, WorldSpec};
use crate::view::{Overlay, View};

/// The version of the recipe: raised whenever the same spec would give other bytes.
pub const RECIPE: u32 = 1;

/// Hears which step a build is at, and how far it is in thousandths of the whole.
pub type Watch<'a> = dyn FnMut(&'static str, u32) + 'a;

/// Why a world cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// No such municipality.
    #[error(
        "there is no municipality with code {0}; 9001 is the invented one, and the codes of today's municipalities work"
    )]
    UnknownGemeente(Gemeentecode),
    /// Too few or too many people.
    #[error("a world has {min} to {max} people, not {0}", min = Size::SMALLEST, max = Size::LARGEST)]
    Persons(u32),
}

/// A synthetic population and the places where it lives. A pure function of its spec.
#[derive(Debug)]
pub struct World {
    spec: WorldSpec,
    pub(crate) people: People,
    pub(crate) places: Places,
    pub(crate) kadaster: Kadaster,
    pub(crate) bedrijven: Bedrijven,
    pub(crate) bsns: BsnScheme,
    a_numbers: Permutation,
    leeg: bool,
}

impl World {
    /// Builds the world of a spec.
    ///
    /// # Errors
    /// When the municipality does not exist or the number of people is out of range.
    pub fn build(spec: &WorldSpec) -> Result<Self, WorldError> {
        Self::build_watched(spec, &mut |_, _| {})
    }

    /// Builds the world of a spec, and tells how far it is.
    ///
    /// # Errors
    /// As [`World::build`].
    pub fn build_watched(spec: &WorldSpec, watch: &mut Watch<'_>) -> Result<Self, WorldError> {
        let persons = spec.size.persons();
        if !(Size::SMALLEST..=Size::LARGEST).contains(&persons) {
            return Err(WorldError::Persons(persons));
        }
        let people = People::build(spec, watch);
        watch("places", 950);
        let households = people.homes - cast::HOMES.len() as u32;
        let places = Places::build(spec, households, cast::HOMES)
            .ok_or(WorldError::UnknownGemeente(spec.gemeente))?;
        let kadaster = Kadaster::build(&places);
        let bedrijven = Bedrijven::build(&places, spec);
        Ok(Self::of(spec, people, places, kadaster, bedrijven, false))
    }

    /// The municipality of a spec without any person or address.
    ///
    /// # Errors
    /// When the municipality does not exist.
    pub fn leeg(spec: &WorldSpec) -> Result<Self, WorldError> {
        let places = Places::leeg(spec).ok_or(WorldError::UnknownGemeente(spec.gemeente))?;
        let kadaster = Kadaster::build(&places);
        let bedrijven = Bedrijven::build(&places, spec);
        Ok(Self::of(
            spec,
            People::leeg(spec),
            places,
            kadaster,
            bedrijven,
            true,
        ))
    }

    /// Writes it to a file that [`World::open`] opens, and says how large that is. `written` hears how
    /// many bytes of how many are there. An existing file is replaced when all has been written.
    ///
    /// # Errors
    /// When the file cannot be written; then nothing is left behind.
    pub fn save(
        &self,
        path: &Path,
        written: &mut dyn FnMut(u64, u64),
    ) -> Result<u64, SnapshotError> {
        let mut columns = Columns::default();
        if !self.leeg {
            self.people.columns(&mut columns);
            self.places.columns(&mut columns);
            self.kadaster.columns(&mut columns);
            self.bedrijven.columns(&mut columns);
        }
        snapshot::save(path, &self.spec, &columns, written)
    }

    /// Opens a world that [`World::save`] wrote, without reading more of it than is asked for.
    ///
    /// # Errors
    /// When it is no snapshot, not whole, or made by another recipe.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        let file = Snapshot::open(path)?;
        let people = People::open(file.spec(), &file)?;
        let homes = people
            .homes
            .checked_sub(cast::HOMES.len() as u32)
            .filter(|_| people.count() as usize >= cast::CAST.len())
            .ok_or_else(|| file.damaged("it has no room for the fixed cast"))?;
        let places = Places::open(file.spec(), &file, homes, cast::HOMES)?;
        let kadaster = Kadaster::open(&file, &places)?;
        let bedrijven = Bedrijven::open(file.spec(), &file, &places)?;
        Ok(Self::of(
            file.spec(),
            people,
            places,
            kadaster,
            bedrijven,
            false,
        ))
    }

    /// Reads a snapshot from end to end, and compares it with the hashes of what was written.
    ///
    /// # Errors
    /// When it cannot be opened, or holds something else.
    pub fn verify(path: &Path) -> Result<(), SnapshotError> {
        Snapshot::open(path)?.verify()
    }

    fn of(
        spec: &WorldSpec,
        people: People,
        places: Places,
        kadaster: Kadaster,
        bedrijven: Bedrijven,
        leeg: bool,
    ) -> Self {
        Self {
            spec: *spec,
            people,
            places,
            kadaster,
            bedrijven,
            bsns: BsnScheme::new(spec.seed, cast::bsns()),
            a_numbers: Permutation::new(
                ANummer::COUNT - 256,
                Stream::new(spec.seed, stream::A_NUMBER),
            ),
            leeg,
        }
    }

    /// The spec it was built from.
    pub fn spec(&self) -> &WorldSpec {
        &self.spec
    }

    /// Streets, addresses and buildings.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The number of people with a record: those who live here, those who died, those who left, and
    /// non-residents.
    pub fn person_count(&self) -> u32 {
        self.people.count()
    }

    /// The number of people who live here. The cast's dead and departed are counted among them, so
    /// that it is the number asked for.
    pub fn resident_count(&self) -> u32 {
        if self.leeg {
            0
        } else {
            self.spec.size.persons()
        }
    }

    /// The number of households.
    pub fn household_count(&self) -> u32 {
        self.people.homes
    }

    /// Everything that decides it, in words: equal texts mean equal worlds.
    pub fn identity(&self) -> String {
        format!(
            "{} (seed {}, gemeente {}, {}, recipe {RECIPE})",
            if self.leeg {
                "leeg".to_owned()
            } else {
                self.spec.size.to_string()
            },
            self.spec.seed,
            self.spec.gemeente,
            self.spec.peildatum
        )
    }

    /// The cast's stories. Empty in an empty world.
    pub fn personas(&self) -> &'static [cast::Persona] {
        if self.leeg { &[] } else { cast::personas() }
    }

    /// The cast's A-numbers are the same everywhere; the last 256 places are theirs.
    pub(crate) fn a_nummer(&self, person: u32) -> ANummer {
        if (person as usize) < cast::CAST.len() {
            return ANummer::unrank(ANummer::COUNT - 1 - u64::from(person));
        }
        ANummer::unrank(self.a_numbers.apply(u64::from(person)))
    }

    /// Walks every person and address and checks the world's rules.
    pub fn check(&self) -> CheckReport {
        View::new(self, &Overlay::default()).check()
    }

    /// A fingerprint: over every row, and over the derived data of every person of a small world, a
    /// sample of a large one. Equal on every machine, for any number of threads, in any profile.
    pub fn digest(&self) -> Digest {
        let mut digest = Digest(mix64(u64::from(RECIPE)));
        for row in (0..self.person_count()).map(|id| self.people.row(id)) {
            digest.number(u64::from(row.parent1) << 32 | u64::from(row.parent2));
            digest.number(u64::from(row.household) << 32 | u64::from(row.first_child));
            digest.number(
                u64::from(row.birth.0) << 48
                    | u64::from(row.surname) << 32
                    | u64::from(row.flags) << 8
                    | u64::from(row.origin),
            );
        }
        let overlay = Overlay::default();
        let view = View::new(self, &overlay);
        let step = (self.person_count() / 50_000).max(1) as usize;
        for id in view.personen().step_by(step) {
            let person = view.persoon(id);
            digest.number(u64::from(person.burgerservicenummer().number()));
            digest.text(&person.a_nummer().to_string());
            let naam = person.naam();
            digest.text(&naam.voornamen);
            digest.text(&naam.voorvoegsel);
            digest.text(&naam.geslachtsnaam);
            for relation in person.verbintenissen() {
                digest.number(u64::from(relation.datum.number()));
                digest.text(&relation.relatie.naam.voornamen);
                if let Some(end) = relation.ontbinding {
                    digest.number(u64::from(end.datum.number()));
                }
            }
            for residence in person.verblijfplaatsen() {
                digest.number(u64::from(residence.aanvang.number()));
            }
            for document in person.reisdocumenten() {
                digest.text(&document.nummer.to_string());
            }
            if let Some(death) = person.overlijden() {
                digest.number(u64::from(death.datum.number()));
            }
        }
        let step = (self.places.address_count() / 50_000).max(1) as usize;
        for id in self.places.adressen().step_by(step) {
            let adres = self.places.adres(id);
            digest.text(&adres.nummeraanduiding().to_string());
            digest.text(&adres.straat().naam());
            digest.number(u64::from(adres.huisnummer()));
            digest.number(u64::from(adres.oppervlakte()));
            let punt = adres.punt();
            digest.number((punt.x * 1_000_003 + punt.y) as u64);
            let [a, _, c, ..] = adres.vlak();
            digest.number((a.x * 1_000_003 + c.y) as u64);
            if let Some(object) = view.woz_object(id) {
                digest.text(&object.identificatie());
                for value in object.waarden(self.spec.peildatum) {
                    digest.number(u64::from(value.vastgestelde_waarde));
                }
            }
            for koz in view.kozen_van(id) {
                digest.zaak(view, koz);
            }
        }
        let step = (self.perceel_count() / 20_000).max(1) as usize;
        for koz in view.percelen().step_by(step) {
            digest.zaak(view, koz);
        }
        let step = (self.bedrijf_count() / 20_000).max(1) as usize;
        for id in view.bedrijven().step_by(step) {
            let company = view.bedrijf(id);
            digest.text(&company.kvk_nummer().to_string());
            digest.text(&company.naam());
            digest.number(company.rechtsvorm() as u64);
            digest.number(u64::from(company.aanvang().number()));
            digest.number(u64::from(company.werkzame_personen()));
            for vestiging in company.vestigingen() {
                digest.text(&vestiging.nummer.to_string());
            }
            for functionaris in company.functionarissen() {
                digest.partij(functionaris.wie);
            }
        }
        digest
    }
}

/// Sixteen hexadecimal digits that stand for a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Digest {
    fn number(&mut self, number: u64) {
        self.0 = mix64(self.0.rotate_left(5) ^ number);
    }

    fn partij(&mut self, partij: Partij) {
        self.number(match partij {
            Partij::Persoon(id) => u64::from(id.0),
            Partij::Bedrijf(id) => u64::from(id.0) | 1 << 32,
            Partij::Kadaster(id) => id.identificatie() | 1 << 40,
        });
    }

    fn zaak(&mut self, view: View<'_>, koz: Koz) {
        let zaak = view.onroerende_zaak(koz);
        self.text(&zaak.identificatie());
        self.number(u64::from(zaak.oppervlakte().unwrap_or(0)));
        for recht in zaak.rechten() {
            self.partij(recht.houder);
            self.number(u64::from(recht.aandeel.teller) << 32 | u64::from(recht.aandeel.noemer));
            self.number(u64::from(recht.sinds.number()));
        }
        if let Some(koopsom) = zaak.koopsom() {
            self.number(u64::from(koopsom.bedrag));
        }
        for hypotheek in zaak.hypotheken() {
            self.number(u64::from(hypotheek.bedrag));
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        for chunk in text.as_bytes().chunks(8) {
            let mut bytes = [0; 8];
            bytes[..chunk.len()].copy_from_slice(chunk);
            self.number(u64::from_le_bytes(bytes));
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(persons: u32) -> World {
        World::build(&WorldSpec {
            size: Size::Personen(persons),
            ..WorldSpec::default()
        })
        .unwrap()
    }

    /// Raise [`RECIPE`] when these change, and say so in the changelog.
    #[test]
    fn the_same_spec_gives_the_same_bytes_for_ever() {
        let digests: Vec<String> = [1_000, 25_000, 100_000]
            .into_iter()
            .map(|persons| world(persons).digest().to_string())
            .collect();
        assert_eq!(digests, DIGESTS);
    }

    const DIGESTS: [&str; 3] = ["74b63fbcc95a4db9", "769eb99fe0af05aa", "84193a5f9fac9f3c"];

    #[test]
    fn the_number_of_threads_does_not_matter() {
        let digest = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| world(30_000).digest())
        };
        assert_eq!(digest(1), digest(2));
    }

    #[test]
    fn every_rule_holds_for_every_person_of_a_village() {
        let report = world(1_000).check();
        assert!(report.is_clean(), "{report}");
    }

    #[test]
    fn every_rule_holds_for_every_person_of_a_municipality_under_a_real_code() {
        let spec = WorldSpec {
            gemeente: Gemeentecode::parse("0363").unwrap(),
            ..WorldSpec::default()
        };
        let report = World::build(&spec).unwrap().check();
        assert!(report.is_clean(), "{report}");
    }

    #[test]
    fn every_rule_holds_for_every_person_of_a_municipality() {
        let report = world(25_000).check();
        assert!(report.is_clean(), "{report}");
    }

    #[test]
    fn every_rule_holds_for_every_one_of_a_million() {
        let report = world(1_000_000).check();
        assert!(report.is_clean(), "{report}");
    }

    #[test]
    fn impossible_specs_are_refused() {
        let spec = WorldSpec {
            gemeente: Gemeentecode::parse("8888").unwrap(),
            ..WorldSpec::default()
        };
        assert!(matches!(
            World::build(&spec),
            Err(WorldError::UnknownGemeente(_))
        ));
        let spec = WorldSpec {
            size: Size::Personen(3),
            ..WorldSpec::default()
        };
        assert!(matches!(World::build(&spec), Err(WorldError::Persons(3))));
    }

    #[test]
    fn an_empty_world_has_nobody_and_no_address() {
        let world = World::leeg(&WorldSpec::default()).unwrap();
        assert_eq!(world.person_count(), 0);
        assert_eq!(world.places().address_count(), 0);
        assert!(world.personas().is_empty());
        let overlay = Overlay::default();
        let view = View::new(&world, &overlay);
        let bsn = cast::personas()[0].burgerservicenummer();
        assert_eq!(view.persoon_met_bsn(bsn), None);
        assert!(world.check().is_clean());
    }
}
