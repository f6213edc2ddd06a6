//! The cast itself, by subject. Their order is that of persons: new ones come last.

mod gezag;
mod gezinnen;
mod papieren;
mod plaatsen;
mod titels;

use super::CastPersoon;

const DELEN: [&[CastPersoon]; 5] = [
    gezinnen::LEDEN,
    plaatsen::LEDEN,
    gezag::LEDEN,
    titels::LEDEN,
    papieren::LEDEN,
];

const AANTAL: usize = {
    let mut count = 0;
    let mut deel = 0;
    while deel < DELEN.len() {
        count += DELEN[deel].len();
        deel += 1;
    }
    count
};

const fn all() -> [CastPersoon; AANTAL] {
    let mut all = [DELEN[0][0]; AANTAL];
    let (mut at, mut deel) = (0, 0);
    while deel < DELEN.len() {
        let mut nth = 0;
        while nth < DELEN[deel].len() {
            all[at] = DELEN[deel][nth];
            at += 1;
            nth += 1;
        }
        deel += 1;
    }
    all
}

/// In the order of persons.
pub(crate) static CAST: &[CastPersoon] = &ALL;
static ALL: [CastPersoon; AANTAL] = all();

/// Where the households of the cast live: place in the order of the cast's addresses.
#[rustfmt::skip]
pub(crate) const HOMES: &[Option<u32>] = &[
    Some(0), Some(1), Some(2), Some(25), Some(24), Some(3), Some(5), None, None,
    None, None, Some(13), Some(14), Some(15), Some(16), Some(17), Some(18), Some(19),
    Some(20), Some(21), Some(22), Some(23), Some(33), Some(35), Some(36), Some(37), Some(28),
    Some(29), Some(30), Some(31), Some(32), Some(38), Some(8), None, None, None,
    Some(39), Some(40), Some(41), Some(42), Some(43), Some(44), None, Some(45), Some(46),
    Some(47), Some(48), None, Some(49), Some(50), None, Some(51), Some(52), Some(53),
    Some(54), Some(55), Some(56), Some(57), Some(58), Some(59), Some(60), Some(61), Some(62),
    Some(63), Some(64), Some(65), Some(66), Some(69), Some(70), Some(71), Some(72), Some(73),
    Some(74), Some(75), Some(76), Some(77), Some(78), Some(79), Some(80), Some(81), Some(82),
    None, None, None, None, None, None, None,
];
