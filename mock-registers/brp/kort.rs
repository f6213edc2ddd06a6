//! Short texts made on the stack: dates and codes, dozens in every answer.
//!
//! Does what `format!` does for digits, without its machinery and without an allocation.

/// At most thirty-two bytes of text. What does not fit is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kort {
    tekens: [u8; Self::MEESTE],
    lengte: usize,
}

impl Kort {
    const MEESTE: usize = 32;

    /// No text.
    #[inline]
    pub(crate) fn new() -> Self {
        Self {
            tekens: [0; Self::MEESTE],
            lengte: 0,
        }
    }

    /// Adds a text, when there is room for all of it.
    #[inline]
    pub(crate) fn tekst(mut self, tekst: &str) -> Self {
        let einde = self.lengte + tekst.len();
        if let Some(plaats) = self.tekens.get_mut(self.lengte..einde) {
            plaats.copy_from_slice(tekst.as_bytes());
            self.lengte = einde;
        }
        self
    }

    /// Adds a number in at least so many digits, when there is room for all of them.
    #[inline]
    pub(crate) fn getal(mut self, mut getal: u64, minstens: usize) -> Self {
        let cijfers = getal.checked_ilog10().unwrap_or(0) as usize + 1;
        let einde = self.lengte + cijfers.max(minstens);
        if let Some(plaats) = self.tekens.get_mut(self.lengte..einde) {
            for cijfer in plaats.iter_mut().rev() {
                // The remainder of ten is one digit.
                *cijfer = b'0' + (getal % 10) as u8;
                getal /= 10;
            }
            self.lengte = einde;
        }
        self
    }

    /// The text.
    #[inline]
    pub(crate) fn als_str(&self) -> &str {
        std::str::from_utf8(&self.tekens[..self.lengte]).unwrap_or_default()
    }
}

/// A number in exactly so many digits; what does not fit falls off at the front.
#[inline]
pub(crate) fn cijfers<const N: usize>(mut getal: u64) -> [u8; N] {
    let mut cijfers = [b'0'; N];
    for cijfer in cijfers.iter_mut().rev() {
        // The remainder of ten is one digit.
        *cijfer = b'0' + (getal % 10) as u8;
        getal /= 10;
    }
    cijfers
}

/// Digits as text.
#[inline]
pub(crate) fn als_tekst(cijfers: &[u8]) -> &str {
    std::str::from_utf8(cijfers).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_format_does() {
        for getal in [0, 7, 9, 10, 99, 518, 6030, 65_535, 999_999_999, u64::MAX] {
            for minstens in 0..=20 {
                assert_eq!(
                    Kort::new().getal(getal, minstens).als_str(),
                    format!("{getal:0minstens$}")
                );
            }
        }
    }

    #[test]
    fn digits_are_as_many_as_asked_for() {
        assert_eq!(als_tekst(&cijfers::<4>(518)), "0518");
        assert_eq!(als_tekst(&cijfers::<2>(7)), "07");
        assert_eq!(
            als_tekst(&cijfers::<16>(599_010_051_001_502)),
            "0599010051001502"
        );
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let vol = Kort::new().tekst(&"a".repeat(32));
        assert_eq!(vol.tekst("b").als_str(), "a".repeat(32));
        assert_eq!(Kort::new().tekst(&"é".repeat(17)).als_str(), "");
    }
}
