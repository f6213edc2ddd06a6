//! What the program prints. Data goes to stdout, everything else to stderr.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the one place that prints"
)]

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

/// A table in at most 80 columns when that is what the terminal has.
pub(crate) fn table(header: &[&str], rows: Vec<Vec<String>>) {
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header.iter().copied());
    if table.width().is_none() {
        table.set_width(100);
    }
    for row in rows {
        table.add_row(row);
    }
    line(&table.to_string());
}

/// A line for the person at the terminal.
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}
