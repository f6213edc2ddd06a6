//! Chance as a function: counter-based hashing instead of a generator with state.
//!
//! A draw depends on (seed, stream, index) only, so a new attribute never shifts another, and the
//! number of threads cannot matter. Integers throughout: floating point may differ per platform.

/// One stream of draws, for one attribute. Streams are numbered in one place, [`stream`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stream(u64);

const PHI: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of splitmix64.
#[inline]
pub(crate) const fn mix64(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

impl Stream {
    /// The stream of `attribute` in the world of `seed`.
    #[inline]
    pub(crate) const fn new(seed: u64, attribute: u64) -> Self {
        Self(mix64(
            mix64(seed ^ PHI).wrapping_add(attribute.wrapping_mul(PHI)),
        ))
    }

    /// The draw for entity `index`: 64 evenly spread bits.
    #[inline]
    pub(crate) const fn draw(self, index: u64) -> u64 {
        mix64(index.wrapping_mul(PHI) ^ self.0)
    }

    /// A number below `bound` for entity `index`; 0 when `bound` is 0. Bias is below `bound` / 2^64.
    #[inline]
    pub(crate) const fn below(self, index: u64, bound: u64) -> u64 {
        ((self.draw(index) as u128 * bound as u128) >> 64) as u64
    }

    /// True for `promille` of 1,000 entities.
    #[inline]
    pub(crate) const fn chance(self, index: u64, promille: u64) -> bool {
        self.below(index, 1000) < promille
    }

    /// A stream for the draws of one entity, where it needs several.
    #[inline]
    pub(crate) const fn sub(self, index: u64) -> Self {
        Self(mix64(self.draw(index)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_fixed_for_ever() {
        assert_eq!(Stream::new(1, 2).draw(3), Stream::new(1, 2).draw(3));
        assert_ne!(Stream::new(1, 2).draw(3), Stream::new(1, 3).draw(3));
        assert_ne!(Stream::new(1, 2).draw(3), Stream::new(2, 2).draw(3));
    }

    #[test]
    fn below_stays_below_and_spreads() {
        let stream = Stream::new(7, 1);
        let mut counts = [0_u32; 10];
        for i in 0..100_000 {
            counts[usize::try_from(stream.below(i, 10)).unwrap()] += 1;
        }
        assert!(
            counts.iter().all(|&n| (9_500..10_500).contains(&n)),
            "{counts:?}"
        );
    }
}
