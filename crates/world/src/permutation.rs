//! Keyed bijections of 0..n: an index becomes a number that looks arbitrary, and back, without a table.

use crate::hash::Stream;

/// A permutation of `0..size`: a Feistel network over two mixed-radix halves, walked until inside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permutation {
    size: u64,
    left: u64,
    right: u64,
    key: Stream,
}

const ROUNDS: u64 = 4;

impl Permutation {
    pub(crate) const fn new(size: u64, key: Stream) -> Self {
        let left = size.isqrt() + 1;
        // The product is at least `size` and little more, so walks are short.
        let right = size.div_ceil(left);
        Self {
            size,
            left,
            right: if right == 0 { 1 } else { right },
            key,
        }
    }

    /// How many there are.
    pub(crate) const fn size(self) -> u64 {
        self.size
    }

    /// The remainder of a number below twice `limit`, without a division.
    const fn within(x: u64, limit: u64) -> u64 {
        if x < limit { x } else { x - limit }
    }

    const fn forward(self, x: u64) -> u64 {
        let (mut l, mut r) = (x / self.right, x % self.right);
        let mut round = 0;
        while round < ROUNDS {
            if round.is_multiple_of(2) {
                l = Self::within(l + self.key.draw(r * ROUNDS + round) % self.left, self.left);
            } else {
                r = Self::within(
                    r + self.key.draw(l * ROUNDS + round) % self.right,
                    self.right,
                );
            }
            round += 1;
        }
        l * self.right + r
    }

    const fn backward(self, y: u64) -> u64 {
        let (mut l, mut r) = (y / self.right, y % self.right);
        let mut round = ROUNDS;
        while round > 0 {
            round -= 1;
            if round.is_multiple_of(2) {
                let turned = self.key.draw(r * ROUNDS + round) % self.left;
                l = Self::within(l + self.left - turned, self.left);
            } else {
                let turned = self.key.draw(l * ROUNDS + round) % self.right;
                r = Self::within(r + self.right - turned, self.right);
            }
        }
        l * self.right + r
    }

    /// Where `x` (below the size) goes.
    pub(crate) const fn apply(self, x: u64) -> u64 {
        debug_assert!(x < self.size);
        let mut y = self.forward(x);
        while y >= self.size {
            y = self.forward(y);
        }
        y
    }

    /// What goes to `y` (below the size).
    pub(crate) const fn invert(self, y: u64) -> u64 {
        debug_assert!(y < self.size);
        let mut x = self.backward(y);
        while x >= self.size {
            x = self.backward(x);
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_once_and_goes_back() {
        for size in [1, 2, 3, 10, 97, 1000, 4096] {
            let permutation = Permutation::new(size, Stream::new(5, size));
            let mut seen = vec![false; usize::try_from(size).unwrap()];
            for x in 0..size {
                let y = permutation.apply(x);
                assert!(!std::mem::replace(
                    &mut seen[usize::try_from(y).unwrap()],
                    true
                ));
                assert_eq!(permutation.invert(y), x);
            }
        }
    }
}
