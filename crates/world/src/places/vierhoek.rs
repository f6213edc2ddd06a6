//! Outlines with four corners, in whole millimetres, so that inside and outside are never a matter
//! of rounding.

use super::Rd;

/// A convex outline with four corners, counter-clockwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vierhoek([Rd; 4]);

/// Twice the area of the triangle; positive when `c` lies left of the line from `a` to `b`.
const fn turn(a: Rd, b: Rd, c: Rd) -> i64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

impl Vierhoek {
    /// Corners in order; turned around when they run clockwise.
    pub(crate) fn new(mut corners: [Rd; 4]) -> Self {
        if turn(corners[0], corners[1], corners[2]) < 0 {
            corners.swap(1, 3);
        }
        Self(corners)
    }

    /// A rectangle along the axes.
    pub(crate) fn rechthoek(zuidwest: Rd, noordoost: Rd) -> Self {
        let (a, b) = (zuidwest, noordoost);
        Self([a, Rd { x: b.x, y: a.y }, b, Rd { x: a.x, y: b.y }])
    }

    /// The corners.
    pub fn hoeken(self) -> [Rd; 4] {
        self.0
    }

    /// The corners, counter-clockwise, the first again at the end.
    pub fn ring(self) -> [Rd; 5] {
        let [a, b, c, d] = self.0;
        [a, b, c, d, a]
    }

    fn sides(self) -> [(Rd, Rd); 4] {
        let [a, b, c, d] = self.0;
        [(a, b), (b, c), (c, d), (d, a)]
    }

    /// Whether a point lies in it; the border counts.
    pub fn bevat(self, punt: Rd) -> bool {
        self.sides().iter().all(|&(a, b)| turn(a, b, punt) >= 0)
    }

    /// Whether another outline lies wholly in it; the border counts.
    pub fn omvat(self, ander: Self) -> bool {
        ander.0.iter().all(|&hoek| self.bevat(hoek))
    }

    /// Whether they have ground in common; a shared border is none.
    pub fn overlapt(self, ander: Self) -> bool {
        // Two convex outlines lie apart when a side of one has the whole of the other outside.
        let apart = |one: Self, other: Self| {
            one.sides()
                .iter()
                .any(|&(a, b)| other.0.iter().all(|&corner| turn(a, b, corner) <= 0))
        };
        !apart(self, ander) && !apart(ander, self)
    }

    /// Area in square millimetres, doubled so that it is whole.
    fn doubled_area(self) -> i64 {
        let [a, b, c, d] = self.0;
        turn(a, b, c) + turn(a, c, d)
    }

    /// Area in whole square metres, rounded, at least 1.
    pub fn oppervlakte(self) -> u32 {
        ((self.doubled_area() + 1_000_000) / 2_000_000).max(1) as u32
    }

    /// The middle of the corners.
    pub fn midden(self) -> Rd {
        let sum = |part: fn(&Rd) -> i64| self.0.iter().map(part).sum::<i64>() / 4;
        Rd {
            x: sum(|corner| corner.x),
            y: sum(|corner| corner.y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i64, y: i64, size: i64) -> Vierhoek {
        Vierhoek::rechthoek(Rd::metres(x, y), Rd::metres(x + size, y + size))
    }

    #[test]
    fn neighbours_share_a_border_and_no_ground() {
        let one = square(0, 0, 10);
        assert!(!one.overlapt(square(10, 0, 10)));
        assert!(!one.overlapt(square(10, 10, 10)));
        assert!(one.overlapt(square(9, 9, 10)));
        assert!(one.overlapt(square(2, 2, 3)) && square(2, 2, 3).overlapt(one));
        assert!(one.overlapt(one));
        let tilted =
            Vierhoek::new([(12, 5), (17, 0), (22, 5), (17, 10)].map(|(x, y)| Rd::metres(x, y)));
        assert!(!one.overlapt(tilted));
    }

    #[test]
    fn borders_belong_to_it_and_areas_are_exact() {
        let one = square(0, 0, 10);
        assert!(
            one.bevat(Rd::metres(10, 4))
                && !one.bevat(Rd {
                    x: 10_001,
                    y: 4_000
                })
        );
        assert!(one.omvat(square(0, 0, 10)) && !one.omvat(square(1, 1, 10)));
        assert_eq!(one.oppervlakte(), 100);
        let clockwise =
            Vierhoek::new([(0, 0), (0, 4), (3, 4), (3, 0)].map(|(x, y)| Rd::metres(x, y)));
        assert_eq!(clockwise.oppervlakte(), 12);
        assert!(clockwise.bevat(Rd::metres(1, 1)));
    }
}
