//! Turns the tables in `data/` into Rust statics, so that a world starts without parsing.

use std::fmt::Write as _;
use std::path::Path;

/// Name of the table, and its columns: `s` text, `n` number.
const TABLES: &[(&str, &str)] = &[
    ("achternamen", "ssn"),
    ("bedrijfsnamen", "ss"),
    ("bouwjaren", "nnn"),
    ("cbs", "ssn"),
    ("gemeenten", "nsnsnnn"),
    ("gemeentenamen", "ns"),
    ("herkomst_namen", "sss"),
    ("landen", "ns"),
    ("leeftijden", "nnn"),
    ("nationaliteiten", "ns"),
    ("reden_nationaliteit", "ns"),
    ("reisdocumenten", "ss"),
    ("rni_deelnemers", "ns"),
    ("sbi", "nssns"),
    ("straat_achtervoegsels", "sn"),
    ("straat_stammen", "s"),
    ("straten_klassiek", "s"),
    ("verblijfstitels", "ns"),
    ("voornamen", "snsn"),
    ("woonplaatsen", "nns"),
    ("woz_niveau", "nn"),
];

fn main() {
    println!("cargo:rerun-if-changed=data");
    let mut code = String::new();
    let mut digest = FNV_START;
    for (name, columns) in TABLES {
        let path = format!("data/{name}.csv");
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        digest = fnv(fnv(digest, name.as_bytes()), &bytes);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let kinds: Vec<&str> = columns
            .chars()
            .map(|kind| if kind == 's' { "&str" } else { "u32" })
            .collect();
        let _ = writeln!(
            code,
            "pub(crate) static {}: &[({},)] = &[",
            name.to_uppercase(),
            kinds.join(", ")
        );
        for (line, record) in reader.records().enumerate() {
            let record = record.unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(record.len(), columns.len(), "{path}, row {}", line + 2);
            code.push('(');
            for (kind, field) in columns.chars().zip(&record) {
                if kind == 's' {
                    let _ = write!(code, "{field:?}, ");
                } else {
                    let number: u32 = if field.is_empty() {
                        0
                    } else {
                        field
                            .parse()
                            .unwrap_or_else(|_| panic!("{path}, row {}: `{field}`", line + 2))
                    };
                    let _ = write!(code, "{number}, ");
                }
            }
            code.push_str("),\n");
        }
        code.push_str("];\n");
    }
    let _ = writeln!(
        code,
        "/// Stands for all tables together: a snapshot made from others is refused.\n\
         pub(crate) const DATA_DIGEST: u64 = {digest:#018x};"
    );
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("tables.rs"), code)
        .expect("the output folder can be written");
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits.
fn fnv(digest: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(digest, |digest, byte| {
        (digest ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
