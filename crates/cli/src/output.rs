//! What the program prints. Data goes to stdout, everything else to stderr.

#![expect(clippy::print_stderr, reason = "the one place that prints")]

use std::io::Write;

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

/// A line of data.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe (`| head`) is no reason to complain.
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// A value as JSON, readable.
pub(crate) fn json<T: Serialize>(value: &T) {
    line(&serde_json::to_string_pretty(value).expect("output types have text keys"));
}

/// How wide a table is when nobody looks at it in a terminal.
const WIDTH: u16 = 100;

/// A table as wide as the terminal.
pub(crate) fn table(header: &[&str], rows: Vec<Vec<String>>) {
    let mut table = plain_table(rows);
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_header(header.iter().copied());
    line(&table.trim_fmt());
}

/// Names with their values, one a line.
pub(crate) fn fields(rows: Vec<(String, String)>) {
    let rows = rows
        .into_iter()
        .map(|(name, value)| vec![name, value])
        .collect();
    let mut table = plain_table(rows);
    table.load_style(presets::NOTHING);
    line(&table.trim_fmt());
}

fn plain_table(rows: Vec<Vec<String>>) -> Table {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_none() {
        table.set_width(WIDTH);
    }
    for row in rows {
        table.add_row(row);
    }
    table
}

/// A line for the person at the terminal.
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}
