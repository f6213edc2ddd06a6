//! For those who run the component: figures to watch, and where to report a weakness.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp, Unit};

/// The classes of status.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// How many answers there were, by the first digit of their status.
#[derive(Debug, Default)]
pub struct Figures([AtomicU64; 5]);

impl Figures {
    /// Counts one answer.
    pub fn count(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(counter) = self.0.get(class) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// As OpenMetrics.
    pub fn openmetrics(&self) -> Response {
        let mut text = String::from(
            "# TYPE http_answers counter\n# HELP http_answers Answers by class of status.\n",
        );
        for (class, counter) in CLASSES.iter().zip(&self.0) {
            let number = counter.load(Ordering::Relaxed).to_string();
            text += &["http_answers_total{class=\"", class, "\"} ", &number, "\n"].concat();
        }
        text.push_str("# EOF\n");
        let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        ([(header::CONTENT_TYPE, kind)], text).into_response()
    }
}

/// Where to report a weakness (RFC 9116). It is valid for a year from each answer: whoever stops the component stops
/// the promise.
pub fn security_txt() -> Response {
    let expires = Timestamp::now() + SignedDuration::from_hours(24 * 364);
    let expires = expires.round(Unit::Second).unwrap_or(expires);
    let text = format!(
        "Contact: mailto:{{contact_email}}\nExpires: {expires}\nPreferred-Languages: nl, en\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
