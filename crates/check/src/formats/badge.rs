//! A badge for a README: a picture, or an endpoint for shields.io.

use serde_json::json;

use crate::Report;

const LABEL: &str = "fieldlab check";

fn message(report: &Report) -> (String, &'static str, &'static str) {
    let summary = report.summary;
    match (summary.errors, summary.warnings) {
        (0, 0) => ("voldoet".to_owned(), "#2e7d32", "brightgreen"),
        (0, 1) => ("1 waarschuwing".to_owned(), "#8a6100", "yellow"),
        (0, warnings) => (format!("{warnings} waarschuwingen"), "#8a6100", "yellow"),
        (1, _) => ("1 fout".to_owned(), "#b3261e", "red"),
        (errors, _) => (format!("{errors} fouten"), "#b3261e", "red"),
    }
}

/// The badge as SVG: text of sufficient contrast, a title for screen readers, no request to another host.
pub fn svg(report: &Report) -> String {
    let (message, colour, _) = message(report);
    // Wide enough for any sans-serif at 11 px.
    let width = |text: &str| text.chars().count() * 7 + 12;
    let (left, right) = (width(LABEL), width(&message));
    let whole = left + right;
    format!(
        concat!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"20\" role=\"img\" ",
            "aria-label=\"{label}: {message}\"><title>{label}: {message}</title>",
            "<rect width=\"{left}\" height=\"20\" fill=\"#444\"/>",
            "<rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{colour}\"/>",
            "<g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\" text-anchor=\"middle\">",
            "<text x=\"{middle_left}\" y=\"14\">{label}</text>",
            "<text x=\"{middle_right}\" y=\"14\">{message}</text></g></svg>"
        ),
        whole = whole,
        left = left,
        right = right,
        label = LABEL,
        message = message,
        colour = colour,
        middle_left = left / 2,
        middle_right = left + right / 2,
    )
}

/// The badge as an endpoint for shields.io.
pub fn shields(report: &Report) -> String {
    let (message, _, colour) = message(report);
    json!({"schemaVersion": 1, "label": LABEL, "message": message, "color": colour}).to_string()
}
