//! One row after another, as text.

use std::fmt::{self, Write as _};
use std::io::Write as _;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// A number with three decimals.
    Decimal,
}

/// Name and kind.
pub(super) type Column = (&'static str, Kind);

/// Takes the values of a row, in the order of the columns.
pub(super) trait Row {
    fn text(&mut self, value: &str);
    fn number(&mut self, value: i64);
    /// In thousandths.
    fn decimal(&mut self, thousandths: i64);
    fn none(&mut self);
    fn end(&mut self);
    /// Room to write a value in.
    fn scratch(&mut self) -> String;
    fn give_back(&mut self, scratch: String);

    /// A value as it is shown.
    fn shown(&mut self, value: &dyn fmt::Display) {
        let mut text = self.scratch();
        text.clear();
        let _ = write!(text, "{value}");
        self.text(&text);
        self.give_back(text);
    }

    /// A value that may be absent.
    fn shown_or_none(&mut self, value: Option<&dyn fmt::Display>) {
        match value {
            Some(value) => self.shown(value),
            None => self.none(),
        }
    }

    /// A text that is absent when it is empty.
    fn text_or_none(&mut self, value: &str) {
        if value.is_empty() {
            self.none();
        } else {
            self.text(value);
        }
    }
}

/// A format of lines of text.
pub(super) trait Lines: Row {
    /// What comes before the first row.
    fn header(columns: &'static [Column]) -> Vec<u8>;
    fn new(columns: &'static [Column]) -> Self;
    /// The text, and how many rows it has.
    fn done(self) -> (Vec<u8>, u64);
}

/// Comma-separated values.
pub(super) struct Csv {
    writer: csv::Writer<Vec<u8>>,
    rows: u64,
    scratch: String,
}

impl Csv {
    fn field(&mut self, bytes: &[u8]) {
        self.writer
            .write_field(bytes)
            .expect("a vector takes all that is written");
    }
}

impl Row for Csv {
    fn text(&mut self, value: &str) {
        self.field(value.as_bytes());
    }

    fn number(&mut self, value: i64) {
        self.shown(&value);
    }

    fn decimal(&mut self, thousandths: i64) {
        self.shown(&Thousandths(thousandths));
    }

    fn none(&mut self) {
        self.field(b"");
    }

    fn end(&mut self) {
        self.writer
            .write_record(None::<&[u8]>)
            .expect("rows are of one length, and a vector takes all");
        self.rows += 1;
    }

    fn scratch(&mut self) -> String {
        std::mem::take(&mut self.scratch)
    }

    fn give_back(&mut self, scratch: String) {
        self.scratch = scratch;
    }
}

impl Lines for Csv {
    fn header(columns: &'static [Column]) -> Vec<u8> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        (names.join(",") + "\n").into_bytes()
    }

    fn new(_: &'static [Column]) -> Self {
        Self {
            writer: csv::WriterBuilder::new()
                .has_headers(false)
                .from_writer(Vec::with_capacity(2 << 20)),
            rows: 0,
            scratch: String::new(),
        }
    }

    fn done(self) -> (Vec<u8>, u64) {
        let bytes = self
            .writer
            .into_inner()
            .expect("a vector can always be flushed");
        (bytes, self.rows)
    }
}

/// One JSON object a line; what is absent is left out.
pub(super) struct JsonLines {
    columns: &'static [Column],
    at: usize,
    open: bool,
    bytes: Vec<u8>,
    rows: u64,
    scratch: String,
}

impl JsonLines {
    fn key(&mut self) {
        self.bytes
            .extend_from_slice(if self.open { b",\"" } else { b"{\"" });
        self.open = true;
        self.bytes
            .extend_from_slice(self.columns[self.at].0.as_bytes());
        self.bytes.extend_from_slice(b"\":");
        self.at += 1;
    }
}

impl Row for JsonLines {
    fn text(&mut self, value: &str) {
        self.key();
        serde_json::to_writer(&mut self.bytes, value).expect("a vector takes all that is written");
    }

    fn number(&mut self, value: i64) {
        self.key();
        let _ = write!(self.bytes, "{value}");
    }

    fn decimal(&mut self, thousandths: i64) {
        self.key();
        let _ = write!(self.bytes, "{}", Thousandths(thousandths));
    }

    fn none(&mut self) {
        self.at += 1;
    }

    fn end(&mut self) {
        self.bytes
            .extend_from_slice(if self.open { b"}\n" } else { b"{}\n" });
        (self.at, self.open) = (0, false);
        self.rows += 1;
    }

    fn scratch(&mut self) -> String {
        std::mem::take(&mut self.scratch)
    }

    fn give_back(&mut self, scratch: String) {
        self.scratch = scratch;
    }
}

impl Lines for JsonLines {
    fn header(_: &'static [Column]) -> Vec<u8> {
        Vec::new()
    }

    fn new(columns: &'static [Column]) -> Self {
        Self {
            columns,
            at: 0,
            open: false,
            bytes: Vec::with_capacity(4 << 20),
            rows: 0,
            scratch: String::new(),
        }
    }

    fn done(self) -> (Vec<u8>, u64) {
        (self.bytes, self.rows)
    }
}

/// Shown as `172034.500`.
struct Thousandths(i64);

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:03}", all / 1000, all % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        ("naam", Kind::Text),
        ("aantal", Kind::Number),
        ("x", Kind::Decimal),
    ];

    fn rows(row: &mut impl Row) {
        row.text("d'Een, \"Twee\"");
        row.number(-3);
        row.decimal(-1_005);
        row.end();
        row.none();
        row.none();
        row.none();
        row.end();
    }

    #[test]
    fn values_are_quoted_and_absent_ones_empty_in_csv() {
        let mut csv = Csv::new(COLUMNS);
        rows(&mut csv);
        let (bytes, count) = csv.done();
        assert_eq!(count, 2);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\"d'Een, \"\"Twee\"\"\",-3,-1.005\n,,\n"
        );
        assert_eq!(Csv::header(COLUMNS), b"naam,aantal,x\n");
    }

    #[test]
    fn values_are_escaped_and_absent_ones_left_out_in_json_lines() {
        let mut json = JsonLines::new(COLUMNS);
        rows(&mut json);
        let text = String::from_utf8(json.done().0).unwrap();
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(
            lines,
            [
                serde_json::json!({"naam": "d'Een, \"Twee\"", "aantal": -3, "x": -1.005}),
                serde_json::json!({}),
            ]
        );
    }
}
