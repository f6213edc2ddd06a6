//! Burgerservicenummers in text: which could be somebody's.

/// Whether nine digits pass the eleven-test of a burgerservicenummer.
pub(crate) fn passes(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    if bytes.len() != 9 || !bytes.iter().all(u8::is_ascii_digit) || digits == "000000000" {
        return false;
    }
    let sum: i32 = bytes
        .iter()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(digit, weight)| i32::from(digit - b'0') * weight)
        .sum();
    sum % 11 == 0
}

/// Whether it could be the number of a person: it passes the test and is not of the series for tests.
pub(crate) fn may_be_real(digits: &str) -> bool {
    passes(digits) && !digits.starts_with("999")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_for_tests_is_nobodys() {
        assert!(passes("999990019") && !may_be_real("999990019"));
        assert!(may_be_real("123456782"));
        assert!(!passes("123456789") && !passes("000000000") && !passes("12345678"));
    }
}
