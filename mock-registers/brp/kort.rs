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
    pub(crate) fn new() -> Self {
        Self {
            tekens: [0; Self::MEESTE],
            lengte: 0,
        }
    }

    /// Adds a text, when there is room for all of it.
    pub(crate) fn tekst(mut self, tekst: &str) -> Self {
        let einde = self.lengte + tekst.len();
        if let Some(plaats) = self.tekens.get_mut(self.lengte..einde) {
            plaats.copy_from_slice(tekst.as_bytes());
            self.lengte = einde;
        }
        self
    }

    /// Adds a number in at least so many digits.
    pub(crate) fn getal(self, mut getal: u32, minstens: usize) -> Self {
        let mut cijfers = [b'0'; 10];
        let mut eerste = cijfers.len();
        for cijfer in cijfers.iter_mut().rev() {
            if getal == 0 && cijfers_klaar(eerste, minstens) {
                break;
            }
            // The remainder of ten is one digit.
            *cijfer = b'0' + (getal % 10) as u8;
            getal /= 10;
            eerste -= 1;
        }
        self.tekst(std::str::from_utf8(&cijfers[eerste..]).unwrap_or_default())
    }

    /// The text.
    pub(crate) fn als_str(&self) -> &str {
        std::str::from_utf8(&self.tekens[..self.lengte]).unwrap_or_default()
    }
}

fn cijfers_klaar(eerste: usize, minstens: usize) -> bool {
    10 - eerste >= minstens.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_format_does() {
        for getal in [0, 7, 10, 99, 518, 6030, 65_535, u32::MAX] {
            for minstens in 0..=10 {
                assert_eq!(
                    Kort::new().getal(getal, minstens).als_str(),
                    format!("{getal:0minstens$}")
                );
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let vol = Kort::new().tekst(&"a".repeat(32));
        assert_eq!(vol.tekst("b").als_str(), "a".repeat(32));
        assert_eq!(Kort::new().tekst(&"é".repeat(17)).als_str(), "");
    }
}
