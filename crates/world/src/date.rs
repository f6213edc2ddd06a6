//! Dates as registers keep them: full, or with unknown parts.

use std::fmt;

use jiff::civil::Date;

/// A source date, `yyyymmdd` with zeros for what is unknown (Logisch Ontwerp BRP).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GbaDatum(u32);

impl GbaDatum {
    /// Wholly unknown: `00000000`.
    pub const ONBEKEND: Self = Self(0);

    /// Parts as they are; 0 for unknown. Not checked: impossible dates occur in real registers.
    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Self(year as u32 * 10_000 + month as u32 * 100 + day as u32)
    }

    /// The date of a number `yyyymmdd`.
    pub(crate) const fn of(number: u32) -> Self {
        Self(number)
    }

    /// Reads eight digits.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok().map(Self))
            .flatten()
    }

    /// The year; 0 when unknown.
    pub const fn year(self) -> u16 {
        (self.0 / 10_000) as u16
    }

    /// The month; 0 when unknown.
    pub const fn month(self) -> u8 {
        (self.0 / 100 % 100) as u8
    }

    /// The day; 0 when unknown.
    pub const fn day(self) -> u8 {
        (self.0 % 100) as u8
    }

    /// The day, when it is fully known and exists.
    pub fn date(self) -> Option<Date> {
        Date::new(
            i16::try_from(self.year()).ok()?,
            i8::try_from(self.month()).ok()?,
            i8::try_from(self.day()).ok()?,
        )
        .ok()
        .filter(|_| self.year() > 0)
    }

    /// The number `yyyymmdd`.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl From<Date> for GbaDatum {
    fn from(date: Date) -> Self {
        Self::new(
            date.year().unsigned_abs(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    }
}

impl fmt::Display for GbaDatum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}

/// A day as the number of days since 1900-01-01; the rows of the world hold these. Until 2079.
#[repr(transparent)]
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    bytemuck::Pod,
    bytemuck::Zeroable,
)]
pub(crate) struct Day(pub(crate) u16);

/// Days from 0000-03-01 to 1900-01-01 in the proleptic calendar.
const EPOCH: i64 = 693_901;

impl Day {
    /// The day of a calendar date; saturates outside 1900..2079.
    pub(crate) fn of(date: Date) -> Self {
        let (y, m, d) = (
            i64::from(date.year()),
            i64::from(date.month()),
            i64::from(date.day()),
        );
        let y = if m <= 2 { y - 1 } else { y };
        let shifted = (m + 9) % 12;
        let days = y * 365 + y / 4 - y / 100 + y / 400 + (shifted * 153 + 2) / 5 + d - 1 - EPOCH;
        Self(u16::try_from(days.clamp(0, 65_535)).unwrap_or(0))
    }

    pub(crate) fn ymd(year: i16, month: i8, day: i8) -> Self {
        Self::of(jiff::civil::date(year, month, day))
    }

    /// Year, month, day. Own arithmetic: this runs for every date of every answer.
    pub(crate) fn parts(self) -> (u16, u8, u8) {
        let days = i64::from(self.0) + EPOCH;
        let mut y = (10_000 * days + 14_780) / 3_652_425;
        let mut rest = days - (365 * y + y / 4 - y / 100 + y / 400);
        if rest < 0 {
            y -= 1;
            rest = days - (365 * y + y / 4 - y / 100 + y / 400);
        }
        let shifted = (100 * rest + 52) / 3060;
        let month = (shifted + 2) % 12 + 1;
        let year = y + (shifted + 2) / 12;
        let day = rest - (shifted * 306 + 5) / 10 + 1;
        (
            u16::try_from(year).unwrap_or(0),
            u8::try_from(month).unwrap_or(0),
            u8::try_from(day).unwrap_or(0),
        )
    }

    pub(crate) fn gba(self) -> GbaDatum {
        let (y, m, d) = self.parts();
        GbaDatum::new(y, m, d)
    }

    #[cfg(test)]
    pub(crate) fn date(self) -> Date {
        let (y, m, d) = self.parts();
        jiff::civil::date(
            i16::try_from(y).unwrap_or(1900),
            i8::try_from(m).unwrap_or(1),
            i8::try_from(d).unwrap_or(1),
        )
    }

    pub(crate) fn year(self) -> u16 {
        self.parts().0
    }

    /// Whole years on the calendar until a later day; negative before.
    pub(crate) fn years_until(self, later: Self) -> i64 {
        let (from, until) = (self.parts(), later.parts());
        let before = (until.1, until.2) < (from.1, from.2);
        i64::from(until.0) - i64::from(from.0) - i64::from(before)
    }

    pub(crate) fn plus(self, days: i64) -> Self {
        Self(u16::try_from((i64::from(self.0) + days).clamp(0, 65_535)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_agree_with_the_calendar_library() {
        let mut date = jiff::civil::date(1900, 1, 1);
        for number in 0..60_000_u16 {
            assert_eq!(Day::of(date), Day(number), "{date}");
            assert_eq!(Day(number).date(), date);
            date = date.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_year_is_full_on_the_birthday() {
        let born = Day::ymd(2008, 2, 29);
        assert_eq!(born.years_until(Day::ymd(2026, 2, 28)), 17);
        assert_eq!(born.years_until(Day::ymd(2026, 3, 1)), 18);
        assert_eq!(born.years_until(Day::ymd(2008, 2, 28)), -1);
    }

    #[test]
    fn source_dates_keep_what_is_unknown() {
        let partly = GbaDatum::parse("19850000").unwrap();
        assert_eq!((partly.year(), partly.month(), partly.day()), (1985, 0, 0));
        assert_eq!(partly.date(), None);
        assert_eq!(GbaDatum::parse("19670230").unwrap().date(), None);
        assert_eq!(GbaDatum::parse("2024051"), None);
        assert_eq!(GbaDatum::new(2024, 5, 10).to_string(), "20240510");
    }
}
