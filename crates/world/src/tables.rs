//! The national code tables (LO3 tables 32, 33, 34, 37, 38, 48, 56, 60) and the tables that names are drawn from.

mod data {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub(crate) use data::*;

fn lookup(table: &'static [(u32, &'static str)], code: u32) -> Option<&'static str> {
    table
        .binary_search_by_key(&code, |row| row.0)
        .ok()
        .map(|at| table[at].1)
}

/// Name of a nationality (table 32); code as a number, `1` for 0001.
pub fn nationaliteit(code: u16) -> Option<&'static str> {
    lookup(NATIONALITEITEN, code.into())
}

/// All nationalities: code and name (table 32).
pub fn nationaliteiten() -> impl Iterator<Item = (u16, &'static str)> {
    NATIONALITEITEN
        .iter()
        .filter_map(|(code, name)| Some((u16::try_from(*code).ok()?, *name)))
}

/// Name of a municipality, also of one that has ended (table 33).
pub fn gemeente(code: u16) -> Option<&'static str> {
    lookup(GEMEENTENAMEN, code.into())
        .or_else(|| (code == crate::places::INVENTED.0).then_some(crate::places::INVENTED_NAME))
}

/// Name of a country (table 34).
pub fn land(code: u16) -> Option<&'static str> {
    lookup(LANDEN, code.into())
}

/// Reason for taking up a nationality (table 37).
pub fn reden_nationaliteit(code: u16) -> Option<&'static str> {
    lookup(REDEN_NATIONALITEIT, code.into())
}

/// Sort of travel document (table 48): `PN`.
pub fn reisdocument(code: &str) -> Option<&'static str> {
    REISDOCUMENTEN
        .iter()
        .find(|row| row.0 == code)
        .map(|row| row.1)
}

/// Residence title (table 56).
pub fn verblijfstitel(code: u8) -> Option<&'static str> {
    lookup(VERBLIJFSTITELS, code.into())
}

/// RNI participant (table 60).
pub fn rni_deelnemer(code: u16) -> Option<&'static str> {
    lookup(RNI_DEELNEMERS, code.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_published_names() {
        assert_eq!(nationaliteit(1), Some("Nederlandse"));
        assert_eq!(gemeente(363), Some("Amsterdam"));
        assert_eq!(gemeente(9001), Some(crate::places::INVENTED_NAME));
        assert_eq!(gemeente(9002), None);
        assert_eq!(land(6030), Some("Nederland"));
        assert_eq!(reisdocument("PN"), Some("Nationaal paspoort"));
        for table in [
            NATIONALITEITEN,
            GEMEENTENAMEN,
            LANDEN,
            REDEN_NATIONALITEIT,
            VERBLIJFSTITELS,
            RNI_DEELNEMERS,
        ] {
            assert!(table.is_sorted_by_key(|row| row.0));
        }
    }
}
