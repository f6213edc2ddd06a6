//! `fieldlab world map`: draws a town.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use fieldlab_world::{
    AdresId, BuurtSoort, Objectsoort, Places, Rd, Straat, TerreinSoort, Vierhoek, Woonplaats,
};
use serde_json::json;

use crate::args::WorldMapArgs;
use crate::commands::up;
use crate::failure::Failure;
use crate::output;

/// Drawn from below to above. The class, and how it looks.
const LAYERS: [(&str, &str); 17] = [
    ("bebouwd", "fill:#ece8dc"),
    ("bedrijventerrein", "fill:#e3dfe3"),
    ("groen", "fill:#b9d59c"),
    ("erf", "fill:#d5e3b5;stroke:#a9b58c;stroke-width:1.4"),
    ("erf-steen", "fill:#e4ddd0;stroke:#bfb5a3;stroke-width:1.4"),
    ("sportveld", "fill:#8fc06f;stroke:#fff;stroke-width:5"),
    ("water", "fill:#93c1e2;stroke:#6fa5cc;stroke-width:3"),
    ("weg", "fill:#fff;stroke:#cfc8bb;stroke-width:3"),
    ("straat", "fill:#fbfaf7;stroke:#d9d3c6;stroke-width:2"),
    ("plein", "fill:#efe0c4;stroke:#d2bd95;stroke-width:3"),
    ("kanaal", "fill:#93c1e2;stroke:#6fa5cc;stroke-width:3"),
    ("huis", "fill:#c8745a;stroke:#8d4a38;stroke-width:2"),
    ("flat", "fill:#a9705f;stroke:#6f4337;stroke-width:3"),
    ("winkel", "fill:#c99a3f;stroke:#8d691f;stroke-width:2"),
    ("hal", "fill:#8f8d9c;stroke:#5f5d6b;stroke-width:3"),
    ("boot", "fill:#7a5a3c;stroke:#fff;stroke-width:2"),
    ("boom", "fill:#7fae66"),
];

pub(crate) fn run(args: &WorldMapArgs) -> Result<(), Failure> {
    let world = up::build(&args.world)?;
    let places = world.places();
    let uitsnede = Uitsnede::choose(places, args)?;
    let svg = draw(places, &uitsnede, &world.identity());
    std::fs::write(&args.out, &svg).map_err(|error| {
        Failure::new(format!("cannot write {}: {error}", args.out.display()))
            .help("give another file with --out")
    })?;
    if args.output.json {
        output::json(&json!({
            "file": args.out.display().to_string(),
            "what": uitsnede.naam,
            "streets": uitsnede.straten.len(),
            "bytes": svg.len(),
        }));
    } else {
        output::line(&format!(
            "{}: {}, {} streets, {} kB",
            args.out.display(),
            uitsnede.naam,
            uitsnede.straten.len(),
            svg.len() / 1000
        ));
    }
    Ok(())
}

/// What is drawn: some towns, some streets, and the corners of the sheet.
struct Uitsnede<'w> {
    naam: String,
    woonplaatsen: Vec<Woonplaats<'w>>,
    straten: Vec<Straat<'w>>,
    kader: (Rd, Rd),
}

impl<'w> Uitsnede<'w> {
    fn choose(places: &'w Places, args: &WorldMapArgs) -> Result<Self, Failure> {
        if let Some(code) = &args.buurt {
            let buurt = places
                .buurten()
                .find(|buurt| buurt.code() == *code)
                .ok_or_else(|| {
                    let known = places.buurten().take(3).map(fieldlab_world::Buurt::code);
                    Failure::new(format!("there is no neighbourhood {code} in this world")).help(
                        format!("there are {}, …", known.collect::<Vec<_>>().join(", ")),
                    )
                })?;
            return Ok(Self {
                naam: format!("{} ({code})", buurt.naam()),
                woonplaatsen: vec![buurt.woonplaats()],
                straten: buurt
                    .woonplaats()
                    .straten()
                    .map(|id| places.straat(id))
                    .collect(),
                kader: kader(&buurt.vlak().hoeken(), 30_000),
            });
        }
        if let Some(asked) = &args.woonplaats {
            let town = places
                .woonplaatsen()
                .find(|town| {
                    town.code().to_string() == *asked || town.naam().eq_ignore_ascii_case(asked)
                })
                .ok_or_else(|| {
                    let known: Vec<&str> = places
                        .woonplaatsen()
                        .take(8)
                        .map(Woonplaats::naam)
                        .collect();
                    Failure::new(format!("there is no town `{asked}` in this world"))
                        .help(format!("there are {}", known.join(", ")))
                })?;
            return Ok(Self::of(
                places,
                town.naam().to_owned(),
                vec![town],
                &town.vlak()[..4],
            ));
        }
        let gemeente = places
            .gemeenten()
            .next()
            .ok_or_else(|| Failure::new("this world has no municipality"))?;
        Ok(Self::of(
            places,
            format!("gemeente {}", gemeente.naam()),
            gemeente.woonplaatsen().collect(),
            &gemeente.vlak().hoeken(),
        ))
    }

    fn of(
        places: &'w Places,
        naam: String,
        woonplaatsen: Vec<Woonplaats<'w>>,
        hoeken: &[Rd],
    ) -> Self {
        Self {
            naam,
            straten: woonplaatsen
                .iter()
                .flat_map(|town| town.straten())
                .map(|id| places.straat(id))
                .collect(),
            woonplaatsen,
            kader: kader(hoeken, 0),
        }
    }
}

fn kader(hoeken: &[Rd], rand: i64) -> (Rd, Rd) {
    let edge = |part: fn(&Rd) -> i64| {
        let parts = hoeken.iter().map(part);
        (
            parts.clone().min().unwrap_or(0) - rand,
            parts.max().unwrap_or(0) + rand,
        )
    };
    let (x, y) = (edge(|hoek| hoek.x), edge(|hoek| hoek.y));
    (Rd { x: x.0, y: y.0 }, Rd { x: x.1, y: y.1 })
}

/// A sheet in decimetres, the north above.
struct Blad {
    kader: (Rd, Rd),
    paths: BTreeMap<&'static str, String>,
}

impl Blad {
    fn punt(&self, punt: Rd) -> (i64, i64) {
        (
            (punt.x - self.kader.0.x) / 100,
            (self.kader.1.y - punt.y) / 100,
        )
    }

    fn shows(&self, ring: &[Rd]) -> bool {
        let (low, high) = self.kader;
        let all = |out: &dyn Fn(&Rd) -> bool| ring.iter().all(out);
        !(all(&|p| p.x < low.x)
            || all(&|p| p.x > high.x)
            || all(&|p| p.y < low.y)
            || all(&|p| p.y > high.y))
    }

    fn add(&mut self, layer: &'static str, vlak: Vierhoek) {
        self.ring(layer, &vlak.hoeken());
    }

    fn ring(&mut self, layer: &'static str, ring: &[Rd]) {
        if !self.shows(ring) {
            return;
        }
        let punten: Vec<(i64, i64)> = ring.iter().map(|&punt| self.punt(punt)).collect();
        let path = self.paths.entry(layer).or_default();
        for (nth, (x, y)) in punten.iter().enumerate() {
            let _ = write!(path, "{}{x} {y}", if nth == 0 { 'M' } else { 'L' });
        }
        path.push('Z');
    }

    /// A tree, drawn as a dot.
    fn boom(&mut self, midden: Rd, straal: i64) {
        if !self.shows(&[midden]) {
            return;
        }
        let (x, y) = self.punt(midden);
        let path = self.paths.entry("boom").or_default();
        let _ = write!(
            path,
            "M{} {y}a{straal} {straal} 0 1 0 {} 0a{straal} {straal} 0 1 0 {} 0",
            x - straal,
            2 * straal,
            -2 * straal
        );
    }
}

fn draw(places: &Places, uitsnede: &Uitsnede<'_>, identity: &str) -> String {
    let mut blad = Blad {
        kader: uitsnede.kader,
        paths: BTreeMap::new(),
    };
    let (width, height) = (
        (uitsnede.kader.1.x - uitsnede.kader.0.x) / 100,
        (uitsnede.kader.1.y - uitsnede.kader.0.y) / 100,
    );
    for straat in &uitsnede.straten {
        for id in places.adressen_aan(straat.id()) {
            adres(&mut blad, places, id);
        }
    }
    let built = std::mem::take(&mut blad.paths);
    let mut svg = String::new();
    // A sheet of 1600 pixels wide; the drawing itself is in decimetres.
    let pixels = (1600, (1600 * height / width.max(1)).max(1));
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\">\n\
         <title>{} — fictief, {identity}</title>\n<style>\n",
        pixels.0,
        pixels.1,
        escape(&uitsnede.naam)
    );
    for (layer, style) in LAYERS {
        let _ = writeln!(svg, ".{layer}{{{style}}}");
    }
    svg.push_str(
        "text{font-family:sans-serif;text-anchor:middle;fill:#4a443a}\
         .grens{fill:none;stroke:#7a5c8a;stroke-width:8;stroke-dasharray:60 30}\n</style>\n",
    );
    for (nth, town) in uitsnede.woonplaatsen.iter().enumerate() {
        polder(&mut svg, nth, *town, &blad);
        terrein(&mut blad, *town);
        let ground = std::mem::take(&mut blad.paths);
        let _ = writeln!(svg, "<g clip-path=\"url(#grens{nth})\">");
        paths(&mut svg, &ground);
        svg.push_str("</g>\n");
    }
    paths(&mut svg, &built);
    letters(&mut svg, places, uitsnede, &blad, width);
    svg.push_str("</svg>\n");
    svg
}

fn paths(svg: &mut String, paths: &BTreeMap<&'static str, String>) {
    for (layer, _) in LAYERS {
        if let Some(path) = paths.get(layer) {
            let _ = writeln!(svg, "<path class=\"{layer}\" d=\"{path}\"/>");
        }
    }
}

fn terrein(blad: &mut Blad, town: Woonplaats<'_>) {
    for stuk in town.terrein() {
        let layer = match stuk.soort {
            TerreinSoort::Bebouwd => "bebouwd",
            TerreinSoort::Bedrijventerrein => "bedrijventerrein",
            TerreinSoort::Straat => "straat",
            TerreinSoort::Weg => "weg",
            TerreinSoort::Plein => "plein",
            TerreinSoort::Water => "kanaal",
            TerreinSoort::Groen => "groen",
            TerreinSoort::Sportveld => "sportveld",
        };
        match stuk.soort {
            TerreinSoort::Groen => bos(blad, stuk.vlak),
            TerreinSoort::Water => laan(blad, stuk.vlak),
            _ => {}
        }
        blad.add(layer, stuk.vlak);
    }
}

/// Trees along the water, on the quay.
fn laan(blad: &mut Blad, vlak: Vierhoek) {
    let hoeken = vlak.hoeken();
    let midden = vlak.midden();
    for nth in 0..4 {
        let (a, b) = (hoeken[nth], hoeken[(nth + 1) % 4]);
        let length = (b.x - a.x).abs().max((b.y - a.y).abs());
        // The short sides have none.
        if length < 60_000 {
            continue;
        }
        let (c, d) = (hoeken[(nth + 2) % 4], hoeken[(nth + 3) % 4]);
        let wide = (d.x - a.x)
            .abs()
            .max((d.y - a.y).abs())
            .max(c.x.abs_diff(b.x) as i64);
        let count = length / 11_000;
        for at in 0..count {
            let x = a.x + (b.x - a.x) * at / count;
            let y = a.y + (b.y - a.y) * at / count;
            // Two and a half metres from the edge, away from the water.
            let away = |from: i64, across: i64| from - across * 2_500 / wide.max(1);
            let punt = Rd {
                x: away(x, d.x - a.x),
                y: away(y, d.y - a.y),
            };
            if (punt.x - midden.x).abs() < 30_000_000 {
                blad.boom(punt, 26);
            }
        }
    }
}

/// Trees along the sides of a park.
fn bos(blad: &mut Blad, vlak: Vierhoek) {
    let hoeken = vlak.hoeken();
    let midden = vlak.midden();
    for nth in 0..4 {
        let (a, b) = (hoeken[nth], hoeken[(nth + 1) % 4]);
        let length = (b.x - a.x).abs().max((b.y - a.y).abs());
        let count = (length / 14_000).max(1);
        for at in 0..count {
            // Somewhat inward, by turns.
            let inward = 30 + (at * 7 + nth as i64 * 3) % 5 * 22;
            let x = a.x + (b.x - a.x) * at / count;
            let y = a.y + (b.y - a.y) * at / count;
            let punt = Rd {
                x: x + (midden.x - x) * inward / 1000,
                y: y + (midden.y - y) * inward / 1000,
            };
            blad.boom(punt, 34 + (at * 5 + nth as i64) % 4 * 8);
        }
    }
}

fn adres(blad: &mut Blad, places: &Places, id: AdresId) {
    let adres = places.adres(id);
    if !blad.shows(&adres.erf().hoeken()) {
        return;
    }
    let first = adres
        .pand()
        .is_none_or(|pand| pand.adressen().next() == Some(id));
    if !first {
        return;
    }
    let several = adres.pand().is_some_and(|pand| pand.adressen().count() > 1);
    let soort = adres.buurt().soort();
    let (erf, gebouw) = match (adres.soort(), soort) {
        (Objectsoort::Ligplaats, _) => ("water", "boot"),
        (Objectsoort::Standplaats, _) => ("erf-steen", "boot"),
        (_, BuurtSoort::Bedrijven) => ("erf-steen", "hal"),
        (_, BuurtSoort::Centrum) if !adres.is_woning() => ("erf-steen", "winkel"),
        (_, BuurtSoort::Centrum) => ("erf-steen", "huis"),
        _ if several => ("erf", "flat"),
        _ if !adres.is_woning() => ("erf", "winkel"),
        _ => ("erf", "huis"),
    };
    // A berth lies in water that is there already.
    if erf != "water" {
        blad.add(erf, adres.erf());
    }
    blad.ring(gebouw, &adres.vlak()[..4]);
}

/// Meadows and ditches around a town, in the direction of its streets.
fn polder(svg: &mut String, nth: usize, town: Woonplaats<'_>, blad: &Blad) {
    let [a, _, c, ..] = town.vlak();
    let (x, y) = blad.punt(Rd { x: a.x, y: c.y });
    let (east, south) = blad.punt(Rd { x: c.x, y: a.y });
    let vlak = format!(
        "x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"",
        east - x,
        south - y
    );
    let draai = town.draai();
    let _ = writeln!(
        svg,
        "<pattern id=\"polder{nth}\" width=\"1500\" height=\"5200\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate({draai})\">\
         <rect width=\"1500\" height=\"5200\" fill=\"#cfdfab\"/>\
         <rect x=\"0\" width=\"480\" height=\"5200\" fill=\"#c5d99f\"/>\
         <rect x=\"980\" width=\"520\" height=\"5200\" fill=\"#d6e4b6\"/>\
         <path d=\"M0 0V5200M480 0V5200M980 0V5200\" stroke=\"#93c1e2\" stroke-width=\"26\"/>\
         <path d=\"M0 0H1500\" stroke=\"#93c1e2\" stroke-width=\"50\"/></pattern>\
         <clipPath id=\"grens{nth}\"><rect {vlak}/></clipPath>\
         <rect {vlak} fill=\"url(#polder{nth})\"/><rect class=\"grens\" {vlak}/>"
    );
}

/// Names, a scale, and the word that says that none of it exists.
fn letters(svg: &mut String, places: &Places, uitsnede: &Uitsnede<'_>, blad: &Blad, width: i64) {
    for straat in &uitsnede.straten {
        let lijn = straat.lijn();
        if !blad.shows(&lijn) {
            continue;
        }
        let (a, b) = (blad.punt(lijn[0]), blad.punt(lijn[1]));
        let (mut dx, mut dy) = ((b.0 - a.0) as f64, (b.1 - a.1) as f64);
        if dx < 0.0 {
            (dx, dy) = (-dx, -dy);
        }
        let _ = writeln!(
            svg,
            "<text transform=\"translate({} {}) rotate({:.1})\" y=\"14\" font-size=\"42\">{}</text>",
            i64::midpoint(a.0, b.0),
            i64::midpoint(a.1, b.1),
            dy.atan2(dx).to_degrees(),
            escape(&straat.naam())
        );
        // House numbers on a sheet of a neighbourhood only.
        if width > 12_000 {
            continue;
        }
        for id in places.adressen_aan(straat.id()) {
            let adres = places.adres(id);
            if !blad.shows(&[adres.punt()]) {
                continue;
            }
            let (x, y) = blad.punt(adres.punt());
            let _ = writeln!(
                svg,
                "<text x=\"{x}\" y=\"{}\" font-size=\"22\">{}{}</text>",
                y + 8,
                adres.huisnummer(),
                adres.huisletter()
            );
        }
    }
    let size = width / 60;
    for town in &uitsnede.woonplaatsen {
        let [a, _, c, ..] = town.vlak();
        let (x, y) = blad.punt(Rd {
            x: i64::midpoint(a.x, c.x),
            y: c.y,
        });
        let _ = writeln!(
            svg,
            "<text x=\"{x}\" y=\"{}\" font-size=\"{size}\" font-weight=\"bold\">{}</text>",
            y + size * 3 / 2,
            escape(town.naam())
        );
    }
    // A bar of a round number of metres, about an eighth of the sheet.
    let metres = [50, 100, 200, 500, 1000, 2000, 5000]
        .into_iter()
        .rfind(|metres| metres * 10 <= width / 5)
        .unwrap_or(50);
    let (low, high) = uitsnede.kader;
    let (_, bottom) = blad.punt(Rd {
        x: high.x,
        y: low.y,
    });
    let _ = writeln!(
        svg,
        "<rect x=\"{size}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#4a443a\"/>\
         <text x=\"{size}\" y=\"{}\" font-size=\"{}\" style=\"text-anchor:start\">{metres} m · {} · fictief</text>",
        bottom - size,
        metres * 10,
        size / 6,
        bottom - size * 5 / 4,
        size * 2 / 3,
        escape(&uitsnede.naam)
    );
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
