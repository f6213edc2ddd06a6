//! Persons whom only the cadastre knows: owners who live abroad and never were in the BRP, owners who
//! died without anybody telling the cadastre, companies of other countries, parishes.
//!
//! A natural person goes with the one address that is his, an organisation with a district of
//! postcode areas. So both are found from their numbers without a table, and nothing of them is stored.

use std::borrow::Cow;

use super::eigendom::{Bezit, bezit};
use super::{Koz, Partij, stream};
use crate::date::{Day, GbaDatum};
use crate::hash::Stream;
use crate::people::{
    Buitenadres, Geslacht, Naam, Naamgebruik, ORIGINS, Plaats, adres_buiten, draw_given,
    draw_surname, noble_surname, surnames, title,
};
use crate::places::{AdresId, Gebruiksdoel, Gemeentecode, Objectsoort, Postgebied, Role, cast};
use crate::view::View;
use crate::world::World;

/// A person whom only the cadastre knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KadasterPersoonId(Wie);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Wie {
    /// The owner of an address.
    Eigenaar(AdresId),
    /// An organisation in a district.
    Organisatie(u32, Organisatie),
}

/// Organisations of a district: one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Organisatie {
    Buitenlands,
    Kerk,
    /// Nobody in particular: in whose name silted ground stands.
    Gorzen,
}

const ORGANISATIES: [Organisatie; 3] = [
    Organisatie::Buitenlands,
    Organisatie::Kerk,
    Organisatie::Gorzen,
];

/// Postcode areas in a district.
const DISTRICT: u32 = 64;

/// Numbers have ten digits, the first two for the sort.
const EIGENAREN: u64 = 9_900_000_000;
const ORGANISATIE_NUMMERS: u64 = 9_800_000_000;
const EEN_SOORT: u64 = 100_000_000;

/// A natural person whom only the cadastre knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KadasterNatuurlijkPersoon {
    /// Sex.
    pub geslacht: Geslacht,
    /// The own name.
    pub naam: Naam,
    /// How the person wants to be addressed.
    pub naamgebruik: Naamgebruik,
    /// The name of husband, wife or partner.
    pub partner: Option<Naam>,
    /// Date of birth, perhaps not known in full.
    pub geboortedatum: GbaDatum,
    /// Place of birth.
    pub geboorteplaats: Plaats,
    /// Country of birth (table 34).
    pub geboorteland: u16,
    /// When the person died, if the cadastre heard of it.
    pub overlijden: Option<GbaDatum>,
    /// Where the person lives: country (table 34) and three lines.
    pub adres: Option<(u16, [&'static str; 3])>,
}

/// An organisation whom only the cadastre knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KadasterNietNatuurlijkPersoon {
    /// The name in its statutes.
    pub naam: String,
    /// Where it has its seat.
    pub zetel: String,
    /// The legal form in words; nobody in particular has none.
    pub rechtsvorm: Option<&'static str>,
    /// Its address abroad.
    pub adres: Option<(u16, [&'static str; 3])>,
}

/// What a kadasterpersoon is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KadasterPersoon {
    /// Somebody.
    Natuurlijk(Box<KadasterNatuurlijkPersoon>),
    /// Something.
    NietNatuurlijk(KadasterNietNatuurlijkPersoon),
}

impl KadasterPersoonId {
    /// The number: ten digits.
    pub fn identificatie(self) -> u64 {
        match self.0 {
            Wie::Eigenaar(adres) => EIGENAREN + u64::from(adres.0),
            Wie::Organisatie(district, soort) => {
                ORGANISATIE_NUMMERS + u64::from(district) * 10 + soort as u64
            }
        }
    }

    /// Whether it is a human being.
    pub const fn is_natuurlijk(self) -> bool {
        matches!(self.0, Wie::Eigenaar(_))
    }

    /// Whether it stands for nobody in particular, and owns nothing.
    pub const fn is_fictief(self) -> bool {
        matches!(self.0, Wie::Organisatie(_, Organisatie::Gorzen))
    }
}

/// The words of which invented companies abroad are named.
const NAMEN: [&str; 8] = [
    "Merelduynen",
    "Fuutenburgh",
    "Roodenhazelaer",
    "Kievitsborch",
    "Ooievaersteyn",
    "Granietschaft",
    "Opaalenburg",
    "Agaatvoorde",
];

/// What follows the name in a country (table 34), and the legal form.
const BUITENLANDS: [(u16, &str, &str); 4] = [
    (
        6029,
        "Immobilien GmbH",
        "Gesellschaft mit beschränkter Haftung",
    ),
    (
        5010,
        "Vastgoed NV",
        "Naamloze vennootschap naar Belgisch recht",
    ),
    (6039, "Estates Ltd", "Limited company"),
    (5002, "Foncier SARL", "Société à responsabilité limitée"),
];

fn naam(surname: u16, voornamen: String, female: bool) -> Naam {
    let own = surnames()[usize::from(surname)];
    Naam {
        voornamen: voornamen.into(),
        titel: title(surname, female),
        voorvoegsel: own.voorvoegsel.into(),
        geslachtsnaam: own.naam.into(),
    }
}

impl World {
    fn kadaster_draws(&self, adres: AdresId) -> Stream {
        Stream::new(self.spec().seed, stream::KADASTER_PERSON).sub(adres.0.into())
    }

    /// The person unknown to the BRP who owns a place that is somebody's who lives elsewhere.
    pub(super) fn kadaster_eigenaar(
        &self,
        gebied: &Postgebied<'_>,
        place: u32,
    ) -> Option<KadasterPersoonId> {
        let adres = AdresId(gebied.first + place);
        let owns = gebied.pc6 >= cast::PC6
            && self.kadaster_draws(adres).chance(0, 150)
            && bezit(gebied, place) == Bezit::Persoon;
        owns.then_some(KadasterPersoonId(Wie::Eigenaar(adres)))
    }

    /// The organisation unknown to the trade register that owns a place that would be a company's.
    pub(super) fn kadaster_organisatie(
        &self,
        gebied: &Postgebied<'_>,
        place: u32,
    ) -> Option<KadasterPersoonId> {
        let draws = self.kadaster_draws(AdresId(gebied.first + place));
        if gebied.pc6 < cast::PC6 {
            return None;
        }
        let assembly = || {
            let adres = self.places.adres(AdresId(gebied.first + place));
            gebied.role(place) == Role::Business
                && adres.gebruiksdoelen().first() == Some(&Gebruiksdoel::Bijeenkomstfunctie)
        };
        let soort = match bezit(gebied, place) {
            Bezit::Vastgoed(_) | Bezit::Gebruiker if draws.chance(2, 500) && assembly() => {
                Organisatie::Kerk
            }
            Bezit::Vastgoed(_) if draws.chance(1, 100) => Organisatie::Buitenlands,
            _ => return None,
        };
        Some(KadasterPersoonId(Wie::Organisatie(
            gebied.pc6 / DISTRICT,
            soort,
        )))
    }

    /// In whose name a mooring on silted ground stands.
    pub(super) fn gorzen(&self, gebied: &Postgebied<'_>, place: u32) -> Option<KadasterPersoonId> {
        let adres = AdresId(gebied.first + place);
        let silted = gebied.strook.soort(place) == Objectsoort::Ligplaats
            && self.kadaster_draws(adres).chance(3, 200);
        silted.then_some(KadasterPersoonId(Wie::Organisatie(
            gebied.pc6 / DISTRICT,
            Organisatie::Gorzen,
        )))
    }

    fn kadaster_natuurlijk(&self, adres: AdresId) -> KadasterNatuurlijkPersoon {
        let seed = self.spec().seed;
        let draws = self.kadaster_draws(adres);
        let today = self.people.peildatum;
        let base = crate::view::Overlay::default();
        let koz = View::new(self, &base).kozen_van(adres)[0];
        let got = self.acquired(koz).date().map_or(today, Day::of);
        let died = draws.chance(10, 300) && got.plus(400) < today;
        let abroad = (!died || draws.chance(11, 200)).then(|| adres_buiten(draws.draw(12)));
        let origin = abroad.map_or(0, |abroad| abroad.herkomst);
        let female = draws.chance(13, 480);
        // Of age when it was bought; the living are not older than people get.
        let birth = got.plus(-(18 * 366 + draws.below(14, 40 * 365) as i64));
        let birth = if died {
            birth
        } else {
            birth.max(today.plus(-96 * 365))
        };
        let overlijden = died.then(|| {
            let last = today.plus(-30).min(birth.plus(99 * 365)).max(got.plus(30));
            let span = u64::from(last.0 - got.0).max(1);
            got.plus(1 + draws.below(15, span) as i64).gba()
        });
        let born_here = origin == 0;
        let gba = birth.gba();
        let geboortedatum = match draws.below(16, 100) {
            0..=4 if !born_here => GbaDatum::new(gba.year(), 0, 0),
            5..=6 if !born_here => GbaDatum::new(gba.year(), gba.month(), 0),
            _ => gba,
        };
        let surname = if born_here && draws.chance(17, 60) {
            noble_surname(draws.draw(18))
        } else {
            draw_surname(seed, stream::KADASTER_PERSON, adres.0, origin)
        };
        let key = u64::from(adres.0) | 1 << 50;
        let partner = draws.chance(19, 550).then(|| {
            let other = draw_surname(seed, stream::KADASTER_PERSON + 1, adres.0, origin);
            let given = draw_given(seed, key | 1 << 51, gba.year(), !female, origin);
            naam(other, given, !female)
        });
        let naamgebruik = match (partner.is_some(), female, draws.below(20, 100)) {
            (true, true, 0..=29) => Naamgebruik::Partner,
            (true, true, 30..=64) => Naamgebruik::PartnerVoorEigen,
            (true, true, 65..=79) | (true, false, 0..=5) => Naamgebruik::PartnerNaEigen,
            _ => Naamgebruik::Eigen,
        };
        let home = self.places.adres(adres).woonplaats().gemeente();
        KadasterNatuurlijkPersoon {
            geslacht: match draws.below(21, 100) {
                0..=2 => Geslacht::Onbekend,
                _ if female => Geslacht::Vrouw,
                _ => Geslacht::Man,
            },
            naam: naam(
                surname,
                draw_given(seed, key, gba.year(), female, origin),
                female,
            ),
            naamgebruik,
            partner,
            geboortedatum,
            geboorteplaats: if born_here {
                Plaats::Gemeente(home)
            } else {
                Plaats::Buitenland(Cow::Borrowed(ORIGINS[usize::from(origin)].plaats))
            },
            geboorteland: ORIGINS[usize::from(origin)].land,
            overlijden,
            adres: abroad.map(|abroad| (abroad.land, abroad.regels)),
        }
    }

    fn kadaster_niet_natuurlijk(
        &self,
        district: u32,
        soort: Organisatie,
    ) -> KadasterNietNatuurlijkPersoon {
        let draws = Stream::new(self.spec().seed, stream::KADASTER_PERSON + 2)
            .sub(u64::from(district) * 10 + soort as u64);
        let town = self
            .places
            .adres(AdresId(self.places.postgebied(district * DISTRICT).first))
            .woonplaats()
            .naam();
        match soort {
            Organisatie::Buitenlands => {
                let word = NAMEN[draws.below(0, NAMEN.len() as u64) as usize];
                let (land, rest, rechtsvorm) =
                    BUITENLANDS[draws.below(1, BUITENLANDS.len() as u64) as usize];
                let place = Buitenadres::in_land(land, draws.draw(2));
                KadasterNietNatuurlijkPersoon {
                    naam: format!("{word} {rest}"),
                    zetel: place.plaats().to_owned(),
                    rechtsvorm: Some(rechtsvorm),
                    adres: Some((land, place.regels)),
                }
            }
            Organisatie::Kerk => {
                let naam = match draws.below(0, 3) {
                    0 => format!("Parochie Sint Proefius te {town}"),
                    1 => format!("Voorbeeldkerk {town}"),
                    _ => format!("Hersteld Verzonnen Gemeente te {town}"),
                };
                KadasterNietNatuurlijkPersoon {
                    naam,
                    zetel: town.to_owned(),
                    rechtsvorm: Some("Kerkgenootschap"),
                    adres: None,
                }
            }
            Organisatie::Gorzen => KadasterNietNatuurlijkPersoon {
                naam: format!("Gorzen en aanwassen {town}"),
                zetel: town.to_owned(),
                rechtsvorm: None,
                adres: None,
            },
        }
    }
}

impl View<'_> {
    /// Who or what a kadasterpersoon is.
    pub fn kadasterpersoon(self, id: KadasterPersoonId) -> KadasterPersoon {
        match id.0 {
            Wie::Eigenaar(adres) => {
                KadasterPersoon::Natuurlijk(Box::new(self.world().kadaster_natuurlijk(adres)))
            }
            Wie::Organisatie(district, soort) => KadasterPersoon::NietNatuurlijk(
                self.world().kadaster_niet_natuurlijk(district, soort),
            ),
        }
    }

    /// The kadasterpersoon with this number.
    pub fn kadasterpersoon_met_identificatie(
        self,
        identificatie: u64,
    ) -> Option<KadasterPersoonId> {
        let world = self.world();
        let of_sort = |from| {
            let nth = identificatie
                .checked_sub(from)
                .filter(|nth| *nth < EEN_SOORT)?;
            u32::try_from(nth).ok()
        };
        if let Some(adres) = of_sort(EIGENAREN) {
            if adres >= world.places.address_count() {
                return None;
            }
            let (gebied, place) = world.places.postgebied_van(AdresId(adres));
            return world.kadaster_eigenaar(&gebied, place);
        }
        let nth = of_sort(ORGANISATIE_NUMMERS)?;
        let soort = *ORGANISATIES.get((nth % 10) as usize)?;
        let district = nth / 10;
        (district < world.places.pc6_count().div_ceil(DISTRICT))
            .then_some(KadasterPersoonId(Wie::Organisatie(district, soort)))
    }

    /// The natural persons whom only the cadastre knows, of one postcode area after the other. In a
    /// country there are a hundred thousand.
    pub fn kadaster_natuurlijk_personen(self) -> Vec<KadasterPersoonId> {
        use rayon::prelude::*;
        let world = self.world();
        (0..world.places.pc6_count())
            .into_par_iter()
            .with_min_len(256)
            .flat_map_iter(|pc6| {
                let gebied = world.places.postgebied(pc6);
                (0..gebied.size())
                    .filter_map(|place| world.kadaster_eigenaar(&gebied, place))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// The organisations whom only the cadastre knows.
    pub fn kadaster_niet_natuurlijk_personen(
        self,
    ) -> impl Iterator<Item = KadasterPersoonId> + use<> {
        (0..self.world().places.pc6_count().div_ceil(DISTRICT)).flat_map(|district| {
            ORGANISATIES.map(|soort| KadasterPersoonId(Wie::Organisatie(district, soort)))
        })
    }

    /// The parcels and apartments on which a kadasterpersoon has a right.
    pub fn kozen_van_kadasterpersoon(self, id: KadasterPersoonId) -> Vec<Koz> {
        let world = self.world();
        let adressen = match id.0 {
            Wie::Eigenaar(adres) => vec![adres],
            Wie::Organisatie(_, Organisatie::Gorzen) => Vec::new(),
            Wie::Organisatie(district, _) => {
                let last = ((district + 1) * DISTRICT).min(world.places.pc6_count());
                let mut adressen = Vec::new();
                for pc6 in district * DISTRICT..last {
                    let gebied = world.places.postgebied(pc6);
                    let theirs = (0..gebied.size())
                        .filter(|&place| world.kadaster_organisatie(&gebied, place) == Some(id));
                    adressen.extend(theirs.map(|place| AdresId(gebied.first + place)));
                }
                adressen
            }
        };
        self.kozen_with(adressen, Partij::Kadaster(id))
    }

    /// The municipality of the first address that an organisation without an address abroad is near.
    pub fn kadaster_gemeente(self, id: KadasterPersoonId) -> Gemeentecode {
        let adres = match id.0 {
            Wie::Eigenaar(adres) => adres,
            Wie::Organisatie(district, _) => {
                AdresId(self.world().places.postgebied(district * DISTRICT).first)
            }
        };
        self.adres(adres).woonplaats().gemeente()
    }
}
