//! How a town grows: neighbourhoods around the middle, each filled with streets of one sort.

use super::bouw::Vorm;
use super::plan::{AXIS, KolomRow, TURNS};
use super::{Places, WoonplaatsId, cast, stream};
use crate::hash::Stream;
use crate::tables;

/// What a neighbourhood is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuurtSoort {
    /// The middle of a town: narrow houses, shops below, no front gardens.
    Centrum,
    /// The middle of a village.
    Dorpskern,
    /// Terraced houses.
    Rijtjes,
    /// Blocks of flats in the green.
    Flats,
    /// Detached houses.
    Villas,
    /// A business park.
    Bedrijven,
    /// A park; nobody lives there.
    Park,
    /// Sports fields.
    Sportvelden,
}

/// The section of a street, from its axis outward, in half metres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Doorsnede {
    /// To the front of the parcels.
    pub(super) weg: i32,
    /// Front garden.
    pub(super) voor: i32,
    /// House.
    pub(super) diep: i32,
    /// Back garden.
    pub(super) achter: i32,
    /// Half of the path behind the gardens.
    pub(super) pad: i32,
}

impl Doorsnede {
    pub(super) const fn half(self) -> i32 {
        self.perceel()[1] + self.pad
    }

    /// From where to where the parcels reach.
    pub(super) const fn perceel(self) -> [i32; 2] {
        [self.weg, self.weg + self.voor + self.diep + self.achter]
    }
}

impl BuurtSoort {
    /// All of them, in the order in which a snapshot counts them.
    pub const ALLE: [Self; 8] = [
        Self::Centrum,
        Self::Dorpskern,
        Self::Rijtjes,
        Self::Flats,
        Self::Villas,
        Self::Bedrijven,
        Self::Park,
        Self::Sportvelden,
    ];

    pub(super) const fn doorsnede(self) -> Doorsnede {
        let (weg, voor, diep, achter, pad) = match self {
            Self::Centrum => (7, 0, 24, 19, 1),
            Self::Dorpskern => (9, 8, 20, 30, 1),
            Self::Rijtjes => (9, 7, 18, 23, 2),
            Self::Flats => (12, 14, 24, 28, 2),
            Self::Villas => (10, 14, 22, 44, 1),
            Self::Bedrijven => (14, 14, 60, 20, 2),
            Self::Park | Self::Sportvelden => (0, 0, 0, 0, 0),
        };
        Doorsnede {
            weg,
            voor,
            diep,
            achter,
            pad,
        }
    }

    /// The wanted length of a run of one postcode along a street.
    const fn run(self) -> i32 {
        match self {
            Self::Villas => 380,
            Self::Bedrijven => 400,
            _ => 260,
        }
    }

    /// Whether there are streets in it.
    pub(crate) const fn has_streets(self) -> bool {
        !matches!(self, Self::Park | Self::Sportvelden)
    }
}

/// A neighbourhood: a rectangle of the plan with parallel streets. Lengths are in half metres.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BuurtRow {
    pub(crate) first_street: u32,
    pub(crate) kolom: u32,
    pub(crate) woonplaats: u16,
    pub(crate) soort: BuurtSoort,
    /// Streets run away from the main road rather than along it.
    pub(crate) staand: bool,
    /// On which side of the main road.
    pub(crate) noord: bool,
    /// Distance from the main road, and how far it reaches.
    pub(crate) begin: i32,
    pub(crate) diepte: i32,
    /// Length of its streets, and in how many runs of one postcode.
    pub(crate) lengte: i32,
    pub(crate) runs: u8,
    /// From its side to the first street, where streets do not fill it.
    pub(crate) rand: i32,
    /// Year in which its streets were built, about.
    pub(crate) jaar: u16,
    /// Numbers of district and neighbourhood, as in `BU90010203`.
    pub(crate) wijk: u8,
    pub(crate) nummer: u8,
}

/// A column while it grows: how far it has come on either side of the main road.
struct Open {
    kolom: u32,
    reach: [i32; 2],
    wijk: [u8; 2],
    buurten: [u8; 2],
}

/// The growing of one town.
struct Groei {
    town: u16,
    households: u32,
    open: Vec<Open>,
    /// Places in `open` of the outermost columns.
    outer: [usize; 2],
    nth: u32,
}

/// Distance between columns and between neighbourhoods: a road, or water with a road on both sides.
const ROAD: i32 = 30;
const CANAL: i32 = 60;

impl Groei {
    fn is_city(&self) -> bool {
        self.households >= 700
    }

    fn expected(&self) -> u32 {
        self.households / 420 + 1
    }
}

impl Places {
    /// Adds the neighbourhoods and streets of a town. `first` and `home` count addresses and homes.
    pub(super) fn grow(
        &mut self,
        town: WoonplaatsId,
        households: u32,
        wijk: &mut u8,
        first: &mut u32,
        home: &mut u32,
    ) {
        let draws = Stream::new(self.seed, stream::PLAN).sub(town.0.into());
        let ligging = &mut self.woonplaatsen[usize::from(town.0)].ligging;
        ligging.draai = draws.below(0, TURNS.len() as u64) as u8;
        ligging.leunt = [1, 2].map(|nth| draws.below(nth, 3) as i8 - 1);
        let mut groei = Groei {
            town: town.0,
            households,
            open: Vec::new(),
            outer: [0, 0],
            nth: 0,
        };
        self.open_column(&mut groei, None, wijk);
        if town.0 == 0 {
            self.place_cast(&mut groei);
        }
        let until = *home + households;
        while *home < until {
            let (at, noord) = self.choose(&mut groei, wijk);
            self.add_buurt(&mut groei, at, noord, wijk, until, first, home);
            groei.nth += 1;
        }
    }

    fn open_column(&mut self, groei: &mut Groei, east: Option<bool>, wijk: &mut u8) {
        let index = self.kolommen.len() as u32;
        let draws = Stream::new(self.seed, stream::KOLOM).sub(index.into());
        let (breedte, helling) = if east.is_none() {
            (300, draws.below(1, 3) as i32 - 1)
        } else {
            let runs = match draws.below(0, 10) {
                0..=3 => 1,
                4..=7 => 2,
                _ => 3,
            };
            let breedte = runs * 260 + draws.below(2, 60) as i32;
            (breedte, draws.below(1, 5) as i32 - 2)
        };
        let gap = if groei.open.len() <= 2 && groei.is_city() {
            CANAL
        } else {
            ROAD
        };
        let (west, hoogte) = match east {
            None => (-150, 0),
            Some(true) => {
                let last = &self.kolommen[groei.open[groei.outer[1]].kolom as usize];
                (
                    last.west + last.breedte + gap,
                    last.hoogte + last.helling * (last.breedte + gap),
                )
            }
            Some(false) => {
                let last = &self.kolommen[groei.open[groei.outer[0]].kolom as usize];
                (
                    last.west - gap - breedte,
                    last.hoogte - helling * (breedte + gap),
                )
            }
        };
        self.kolommen.to_mut().push(KolomRow {
            west,
            breedte,
            helling,
            hoogte,
        });
        match east {
            None => groei.outer = [0, 0],
            Some(east) => groei.outer[usize::from(east)] = groei.open.len(),
        }
        let numbers = [*wijk, wijk.saturating_add(1)];
        *wijk = wijk.saturating_add(2).min(98);
        groei.open.push(Open {
            kolom: index,
            reach: [AXIS, AXIS],
            wijk: numbers,
            buurten: [0, 0],
        });
    }

    /// The free place nearest to the middle; opens a column when that is nearest.
    fn choose(&mut self, groei: &mut Groei, wijk: &mut u8) -> (usize, bool) {
        // Half of what a neighbourhood will be, about.
        const HALF: i64 = 250;
        let centre = |places: &Self, at: usize| {
            let kolom = &places.kolommen[groei.open[at].kolom as usize];
            i64::from(kolom.west + kolom.breedte / 2)
        };
        let (mut best, mut nearest) = ((0, true), i64::MAX);
        for (at, open) in groei.open.iter().enumerate() {
            for noord in [true, false] {
                let v = i64::from(open.reach[usize::from(!noord)]) + HALF;
                let far = centre(self, at).pow(2) + v * v;
                if far < nearest {
                    (best, nearest) = ((at, noord), far);
                }
            }
        }
        let mut wider = None;
        for east in [true, false] {
            let kolom = &self.kolommen[groei.open[groei.outer[usize::from(east)]].kolom as usize];
            let edge = if east {
                kolom.west + kolom.breedte
            } else {
                -kolom.west
            };
            let u = i64::from(edge) + HALF;
            let far = u * u + (i64::from(AXIS) + HALF).pow(2);
            if far < nearest {
                (wider, nearest) = (Some(east), far);
            }
        }
        if let Some(east) = wider {
            self.open_column(groei, Some(east), wijk);
            best = (groei.open.len() - 1, true);
        }
        best
    }

    fn soort(&self, groei: &Groei, draws: Stream) -> BuurtSoort {
        use BuurtSoort as S;
        let (nth, expected) = (groei.nth, groei.expected());
        if groei.is_city() {
            if nth < expected.div_ceil(14) {
                return S::Centrum;
            }
        } else if nth == 0 {
            return S::Dorpskern;
        }
        let draw = draws.below(0, 100);
        if nth >= 2 && draw < 9 {
            return if draw < 6 { S::Park } else { S::Sportvelden };
        }
        let outside = nth * 100 / expected > 40;
        match draw {
            9..=21 if groei.is_city() => S::Flats,
            22..=32 if outside || !groei.is_city() => S::Villas,
            33..=44 if outside && nth >= 3 => S::Bedrijven,
            45..=54 if !groei.is_city() => S::Dorpskern,
            _ => S::Rijtjes,
        }
    }

    /// The year of a neighbourhood: towns grow outward, and have the ages that the country has.
    /// `placed` households of the town have a home by then.
    fn year(&self, groei: &Groei, placed: u32, draws: Stream) -> u16 {
        let inside = u64::from(placed) * 1000 / u64::from(groei.households.max(1));
        // Give or take some; what would fall off an end is turned back, so that no era swells.
        let around = (inside + draws.below(9, 240)).abs_diff(120);
        let mut promille = around.min(1998_u64.saturating_sub(around)).min(999);
        for era in tables::BOUWJAREN {
            if promille < u64::from(era.2) {
                let span = u64::from((era.1 - era.0).max(1));
                return ((u64::from(era.0) + promille * span / u64::from(era.2)) as u16).min(2025);
            }
            promille -= u64::from(era.2);
        }
        2024
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what is being counted, and where it goes"
    )]
    fn add_buurt(
        &mut self,
        groei: &mut Groei,
        at: usize,
        noord: bool,
        wijk: &mut u8,
        until: u32,
        first: &mut u32,
        home: &mut u32,
    ) {
        let index = self.buurten.len();
        let draws = Stream::new(self.seed, stream::BUURT).sub(index as u64);
        let soort = self.soort(groei, draws);
        let side = usize::from(!noord);
        let kolom = self.kolommen[groei.open[at].kolom as usize];
        let strip = 2 * soort.doorsnede().half();
        // In the middle streets run along the main road; elsewhere a third stands across.
        let staand = soort.has_streets()
            && groei.nth > 0
            && soort != BuurtSoort::Centrum
            && kolom.breedte >= strip
            && draws.chance(1, 330);
        let (streets, lengte, diepte, rand) = if !soort.has_streets() {
            let diepte = 200 + draws.below(2, 160) as i32;
            (0, kolom.breedte, diepte, 0)
        } else if staand {
            let streets = kolom.breedte / strip;
            let lengte = soort.run() * (1 + draws.below(2, 2) as i32) + draws.below(3, 40) as i32;
            (
                streets,
                lengte,
                lengte,
                (kolom.breedte - streets * strip) / 2,
            )
        } else {
            let streets = match soort {
                BuurtSoort::Centrum => 5 + draws.below(2, 3),
                BuurtSoort::Dorpskern => 2 + draws.below(2, 2),
                BuurtSoort::Bedrijven => 2 + draws.below(2, 3),
                _ => 3 + draws.below(2, 4),
            } as i32;
            (streets, kolom.breedte, streets * strip, 0)
        };
        let open = &mut groei.open[at];
        // A district has at most a hundred neighbourhoods.
        if open.buurten[side] == 99 {
            open.wijk[side] = *wijk;
            open.buurten[side] = 0;
            *wijk = wijk.saturating_add(1).min(98);
        }
        let mut row = BuurtRow {
            first_street: self.street_first_pc6.len() as u32,
            kolom: open.kolom,
            woonplaats: groei.town,
            soort,
            staand,
            noord,
            begin: open.reach[side],
            diepte,
            lengte,
            runs: (lengte / soort.run()).clamp(1, 4) as u8,
            rand,
            jaar: 0,
            wijk: open.wijk[side],
            nummer: open.buurten[side],
        };
        open.buurten[side] += 1;
        let placed = groei.households.saturating_sub(until.saturating_sub(*home));
        row.jaar = self.year(groei, placed, draws);
        let mut built = 0;
        while built < streets && *home < until {
            self.add_street(&row, until, first, home);
            built += 1;
        }
        if !staand && soort.has_streets() {
            row.diepte = built * strip;
        }
        // Water beyond the middle of a city, and here and there.
        let wet = if groei.nth == 0 {
            groei.is_city()
        } else {
            draws.chance(4, 140)
        };
        groei.open[at].reach[side] = row.begin + row.diepte + if wet { CANAL } else { ROAD };
        self.buurten.push(row);
    }

    /// Adds a street: runs of one postcode, alternately on the north and the south side.
    fn add_street(&mut self, buurt: &BuurtRow, until: u32, first: &mut u32, home: &mut u32) {
        let sizes = Stream::new(self.seed, stream::PC6_SIZE);
        let next = self.pc6_first.len() as u32;
        self.street_first_pc6.to_mut().push(next);
        for _ in 0..2 * buurt.runs {
            let pc6 = self.pc6_first.len() as u32;
            self.pc6_first.to_mut().push(*first);
            self.pc6_home.to_mut().push(*home);
            let vorm = Vorm::draw(self.seed, buurt.soort, pc6);
            let run = buurt.lengte / i32::from(buurt.runs);
            let size = vorm.addresses(run, sizes.sub(pc6.into()));
            let dwellings = size - self.businesses(pc6, size, buurt.soort, vorm);
            // Every 21st dwelling or so stands empty.
            let vacant = u32::from(sizes.sub(pc6.into()).below(1, 21) < u64::from(dwellings));
            *first += size;
            *home += (dwellings - vacant.min(dwellings)).min(until - *home);
            if *home == until {
                break;
            }
        }
    }

    /// The cast's streets: a neighbourhood south of the main road.
    fn place_cast(&mut self, groei: &mut Groei) {
        let soort = BuurtSoort::Dorpskern;
        let strip = 2 * soort.doorsnede().half();
        let open = &mut groei.open[0];
        let row = BuurtRow {
            first_street: 0,
            kolom: open.kolom,
            woonplaats: groei.town,
            soort,
            staand: false,
            noord: false,
            begin: open.reach[1],
            diepte: cast::STRATEN.len() as i32 * strip,
            lengte: 300,
            runs: 1,
            rand: 0,
            jaar: 1930,
            wijk: open.wijk[1],
            nummer: 0,
        };
        open.buurten[1] = 1;
        open.reach[1] = row.begin + row.diepte + ROAD;
        self.buurten.push(row);
    }

    /// How many of the addresses of a postcode area are no dwelling.
    pub(super) fn businesses(&self, pc6: u32, size: u32, soort: BuurtSoort, vorm: Vorm) -> u32 {
        if matches!(vorm, Vorm::Boten | Vorm::Wagens) {
            return 0;
        }
        let draw = Stream::new(self.seed, stream::PC6_ZAKEN).below(pc6.into(), 100) as u32;
        match (soort, draw) {
            (BuurtSoort::Bedrijven, _) => size,
            // Shopping streets, corner shops, and mostly nothing.
            (BuurtSoort::Centrum, 0..=69) => size * (35 + draw / 2) / 100,
            (BuurtSoort::Dorpskern, 0..=29) => 1 + draw % 4,
            (BuurtSoort::Rijtjes, 0..=4) => size / 2,
            (BuurtSoort::Flats, 0..=6) => size / 3,
            (_, 5..=34) => 1 + draw % 2,
            _ => draw % 2,
        }
        .min(size)
    }
}
