//! Points, boxes and outlines in RD: reading them from a request, testing what they touch, writing
//! them as GeoJSON.
//!
//! The source of the rules is the functional specification of the BAG API ("bounding-box-zoeken",
//! "locatie-zoeken"): a border counts, half a millimetre outside counts, more does not.

use fieldlab_world::Rd;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value;

use super::fouten::Onjuist;

/// Half a millimetre, with room for what floating point loses.
const TOLERANTIE: f64 = 0.000_51;
/// In square metres.
const GROOTSTE_BOX: f64 = 250_000.0;
/// What can be RD: west, east, south, north.
const RD_BEREIK: (f64, f64, f64, f64) = (-7_000.0, 300_000.0, 289_000.0, 629_000.0);

/// A rectangle in metres, its tolerance included. A point is one without a size of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kader {
    west: f64,
    zuid: f64,
    oost: f64,
    noord: f64,
}

fn kan_rd_zijn(x: f64, y: f64) -> bool {
    let (west, oost, zuid, noord) = RD_BEREIK;
    (west..=oost).contains(&x) && (zuid..=noord).contains(&y)
}

impl Kader {
    fn om(x1: f64, y1: f64, x2: f64, y2: f64) -> Self {
        Self {
            west: x1.min(x2) - TOLERANTIE,
            zuid: y1.min(y2) - TOLERANTIE,
            oost: x1.max(x2) + TOLERANTIE,
            noord: y1.max(y2) + TOLERANTIE,
        }
    }

    /// Two opposite corners, in either order.
    pub(super) fn van_bbox(hoeken: &[f64], fouten: &mut Vec<Onjuist>) -> Option<Self> {
        let &[x1, y1, x2, y2] = hoeken else {
            return None;
        };
        if !(kan_rd_zijn(x1, y1) && kan_rd_zijn(x2, y2)) {
            fouten.push(Onjuist::ander_crs("bbox"));
            return None;
        }
        if (x2 - x1).abs() * (y2 - y1).abs() > GROOTSTE_BOX {
            fouten.push(Onjuist::te_grote_box("bbox"));
            return None;
        }
        Some(Self::om(x1, y1, x2, y2))
    }

    fn van_punt(name: &str, coordinaten: &[f64], fouten: &mut Vec<Onjuist>) -> Option<Self> {
        match coordinaten {
            [] | [_] => fouten.push(Onjuist::te_weinig(name, 2)),
            &[x, y] if kan_rd_zijn(x, y) => return Some(Self::om(x, y, x, y)),
            [_, _] => fouten.push(Onjuist::ander_crs(name)),
            _ => fouten.push(Onjuist::te_veel(name, 2)),
        }
        None
    }

    /// The parameter `point`: `type,Point,coordinates,155000,463000`.
    pub(super) fn van_parameter(tekst: &str, fouten: &mut Vec<Onjuist>) -> Option<Self> {
        let delen: Vec<&str> = tekst.split(',').map(str::trim).collect();
        let coordinaten = match delen.as_slice() {
            ["type", "Point", "coordinates", rest @ ..]
            | ["coordinates", rest @ .., "type", "Point"] => rest,
            ["null"] => {
                fouten.push(Onjuist::puntgeojson("point"));
                return None;
            }
            _ => {
                fouten.push(Onjuist::schema("point"));
                return None;
            }
        };
        if coordinaten.contains(&"null") {
            fouten.push(Onjuist::puntgeojson("point"));
            return None;
        }
        let getallen: Option<Vec<f64>> = coordinaten.iter().map(|deel| getal(deel)).collect();
        let Some(getallen) = getallen else {
            fouten.push(Onjuist::schema("point"));
            return None;
        };
        Self::van_punt("point", &getallen, fouten)
    }

    /// A body with a GeoJSON point. `None` without an error in the list: it is no point at all.
    pub(super) fn van_inhoud(inhoud: &[u8], fouten: &mut Vec<Onjuist>) -> Option<Self> {
        let value: Value = serde_json::from_slice(inhoud).ok()?;
        if value["type"] != "Point" {
            return None;
        }
        let getallen: Option<Vec<f64>> = match value.get("coordinates")? {
            Value::Array(delen) => delen.iter().map(Value::as_f64).collect(),
            Value::String(_) => None,
            _ => return None,
        };
        let Some(getallen) = getallen else {
            fouten.push(Onjuist::getal("coordinates"));
            return None;
        };
        Self::van_punt("coordinates", &getallen, fouten)
    }

    /// Whether a point lies in it.
    pub(super) fn bevat(&self, punt: Rd) -> bool {
        let (x, y) = punt.in_metres();
        (self.west..=self.oost).contains(&x) && (self.zuid..=self.noord).contains(&y)
    }

    /// Whether it lies within this many metres of a point, along either axis.
    pub(super) fn is_binnen(&self, afstand: f64, punt: Rd) -> bool {
        let (x, y) = punt.in_metres();
        (self.west - afstand..=self.oost + afstand).contains(&x)
            && (self.zuid - afstand..=self.noord + afstand).contains(&y)
    }

    /// Whether an outline (closed ring, no holes) touches or overlaps it.
    pub(super) fn raakt(&self, ring: &[Rd]) -> bool {
        let punten: Vec<(f64, f64)> = ring.iter().map(|punt| punt.in_metres()).collect();
        punten
            .windows(2)
            .any(|zijde| self.snijdt(zijde[0], zijde[1]))
            || is_in(
                &punten,
                (self.west + self.oost) / 2.0,
                (self.zuid + self.noord) / 2.0,
            )
    }

    /// Whether a line segment comes inside: what is left of it after clipping at each side.
    fn snijdt(&self, van: (f64, f64), tot: (f64, f64)) -> bool {
        let (dx, dy) = (tot.0 - van.0, tot.1 - van.1);
        let (mut begin, mut eind) = (0.0_f64, 1.0_f64);
        for (richting, ruimte) in [
            (-dx, van.0 - self.west),
            (dx, self.oost - van.0),
            (-dy, van.1 - self.zuid),
            (dy, self.noord - van.1),
        ] {
            if richting == 0.0 {
                if ruimte < 0.0 {
                    return false;
                }
            } else if richting < 0.0 {
                begin = begin.max(ruimte / richting);
            } else {
                eind = eind.min(ruimte / richting);
            }
        }
        begin <= eind
    }
}

fn getal(tekst: &str) -> Option<f64> {
    let is_getal = tekst
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    is_getal.then(|| tekst.parse().ok()).flatten()
}

/// Even-odd rule.
fn is_in(ring: &[(f64, f64)], x: f64, y: f64) -> bool {
    let kruisingen = ring
        .windows(2)
        .filter(|zijde| (zijde[0].1 > y) != (zijde[1].1 > y))
        .filter(|zijde| {
            let (a, b) = (zijde[0], zijde[1]);
            x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0
        })
        .count();
    kruisingen % 2 == 1
}

/// A position as GeoJSON has it here: x and y in metres, z is 0.
struct Positie(Rd);

impl Serialize for Positie {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (x, y) = self.0.in_metres();
        (x, y, 0_u8).serialize(serializer)
    }
}

/// A GeoJSON `Point`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Punt(pub(super) Rd);

impl Serialize for Punt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut punt = serializer.serialize_struct("Punt", 2)?;
        punt.serialize_field("type", "Point")?;
        punt.serialize_field("coordinates", &Positie(self.0))?;
        punt.end()
    }
}

/// A GeoJSON `Polygon` without holes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vlak(pub(super) [Rd; 5]);

impl Serialize for Vlak {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut vlak = serializer.serialize_struct("Vlak", 2)?;
        vlak.serialize_field("type", "Polygon")?;
        vlak.serialize_field("coordinates", &[self.0.map(Positie)])?;
        vlak.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(west: i64, zuid: i64, oost: i64, noord: i64) -> [Rd; 5] {
        let hoek = |x, y| Rd { x, y };
        [
            hoek(west, zuid),
            hoek(oost, zuid),
            hoek(oost, noord),
            hoek(west, noord),
            hoek(west, zuid),
        ]
    }

    fn punt(x: f64, y: f64) -> Kader {
        Kader::van_punt("point", &[x, y], &mut Vec::new()).unwrap()
    }

    #[test]
    fn half_a_millimetre_outside_is_inside_and_more_is_not() {
        let pand = ring(155_000_000, 463_000_000, 155_010_000, 463_010_000);
        for (x, hit) in [
            (154_999.999_5, true),
            (154_999.999_4, false),
            (155_010.000_5, true),
            (155_010.000_6, false),
        ] {
            assert_eq!(punt(x, 463_005.0).raakt(&pand), hit, "{x}");
        }
        assert!(punt(155_005.0, 463_005.0).raakt(&pand));
    }

    #[test]
    fn a_box_around_inside_or_across_an_outline_touches_it() {
        let pand = ring(155_000_000, 463_000_000, 155_010_000, 463_010_000);
        for (hoeken, hit) in [
            ([154_990.0, 462_990.0, 155_020.0, 463_020.0], true),
            ([155_002.0, 463_002.0, 155_003.0, 463_003.0], true),
            ([154_990.0, 463_004.0, 155_020.0, 463_005.0], true),
            ([155_010.0, 463_010.0, 155_020.0, 463_020.0], true),
            ([155_011.0, 463_000.0, 155_020.0, 463_020.0], false),
        ] {
            let kader = Kader::van_bbox(&hoeken, &mut Vec::new()).unwrap();
            assert_eq!(kader.raakt(&pand), hit, "{hoeken:?}");
        }
    }

    #[test]
    fn a_point_parameter_is_read_or_refused_by_name() {
        for (tekst, code) in [
            ("type,Point,coordinates,155000", "minItems"),
            ("type,Point,coordinates,155000,463000,0", "maxItems"),
            ("type,Point,coordinates,abc,def", "schema"),
            ("type,Punt,coordinates,155000,463000", "schema"),
            ("type,Point,coordinates,null,463000", "pointgeojson"),
            ("null", "pointgeojson"),
            ("type,Point,coordinates,52.1,5.1", "geometryMismatch"),
        ] {
            let mut fouten = Vec::new();
            assert_eq!(Kader::van_parameter(tekst, &mut fouten), None, "{tekst}");
            assert_eq!(fouten[0].code, code, "{tekst}");
        }
        assert!(
            Kader::van_parameter("type,Point,coordinates,155000.5,463000", &mut Vec::new())
                .is_some()
        );
    }

    #[test]
    fn a_body_is_a_point_or_nothing_that_can_be_read() {
        let lees = |tekst: &str| {
            let mut fouten = Vec::new();
            let kader = Kader::van_inhoud(tekst.as_bytes(), &mut fouten);
            (kader.is_some(), fouten.first().map(|fout| fout.code))
        };
        assert_eq!(
            lees(r#"{"type":"Point","coordinates":[155000,463000]}"#),
            (true, None)
        );
        assert_eq!(lees("{punt"), (false, None));
        assert_eq!(
            lees(r#"{"type":"Polygon","coordinates":[]}"#),
            (false, None)
        );
        assert_eq!(lees(r#"{"type":"Point"}"#), (false, None));
        assert_eq!(
            lees(r#"{"type":"Point","coordinates":[null,1]}"#),
            (false, Some("number"))
        );
        assert_eq!(
            lees(r#"{"type":"Point","coordinates":[155000]}"#),
            (false, Some("minItems"))
        );
    }
}
