//! Travelling in time: `geldigOp` (what held then) and `beschikbaarOp` (what was known then).

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use fieldlab_world::Voorkomen;

/// Registrations are written in Dutch time, without a zone.
fn zone() -> &'static TimeZone {
    static AMSTERDAM: OnceLock<TimeZone> = OnceLock::new();
    AMSTERDAM.get_or_init(|| {
        TimeZone::get("Europe/Amsterdam").expect("the zone database is compiled in")
    })
}

/// A moment as the Dutch clock shows it.
pub(super) fn nederlands(moment: Timestamp) -> DateTime {
    zone().to_datetime(moment)
}

/// The Dutch clock's reading in milliseconds since 1970, as version links have it.
pub(super) fn milliseconden(moment: DateTime) -> i64 {
    zone()
        .to_timestamp(moment)
        .map_or(0, Timestamp::as_millisecond)
}

/// Reads `2024-05-01T10:30`, with or without seconds, decimals and zone. More than three decimals are cut off.
pub(super) fn tijdstip(tekst: &str) -> Option<DateTime> {
    let (dag, rest) = tekst.split_once('T')?;
    if dag.len() != 10 || !rest.is_ascii() {
        return None;
    }
    let dag: Date = dag.parse().ok()?;
    // A plus sign in a query reads as a space.
    let einde = rest.find(['Z', '+', '-', ' ']).unwrap_or(rest.len());
    let (klok, zone_tekst) = rest.split_at(einde);
    let mut delen = klok.splitn(3, ':');
    let uur = twee(delen.next()?, 23)?;
    let minuut = twee(delen.next()?, 59)?;
    let (seconde, milliseconde) = match delen.next() {
        None => (0, 0),
        Some(deel) => {
            let (seconde, fractie) = deel.split_once('.').unwrap_or((deel, "0"));
            let cijfers = !fractie.is_empty() && fractie.bytes().all(|b| b.is_ascii_digit());
            let drie: String = fractie.chars().chain("000".chars()).take(3).collect();
            (
                twee(seconde, 59)?,
                if cijfers {
                    drie.parse::<i32>().ok()?
                } else {
                    return None;
                },
            )
        }
    };
    let gelezen = dag.at(uur, minuut, seconde, milliseconde * 1_000_000);
    if zone_tekst.is_empty() {
        return Some(gelezen);
    }
    let verschil = verschil(zone_tekst)?;
    Some(nederlands(verschil.to_timestamp(gelezen).ok()?))
}

fn twee(tekst: &str, hoogste: i8) -> Option<i8> {
    (tekst.len() == 2 && tekst.bytes().all(|b| b.is_ascii_digit()))
        .then(|| tekst.parse().ok())
        .flatten()
        .filter(|getal| *getal <= hoogste)
}

/// `Z`, `+01:00`, `-0500`, `+01`.
fn verschil(tekst: &str) -> Option<Offset> {
    if tekst == "Z" {
        return Some(Offset::UTC);
    }
    let teken = if tekst.starts_with('-') { -1 } else { 1 };
    let cijfers = tekst[1..].replace(':', "");
    let (uren, minuten) = match cijfers.len() {
        2 => (twee(&cijfers, 18)?, 0),
        4 => (twee(&cijfers[..2], 18)?, twee(&cijfers[2..], 59)?),
        _ => return None,
    };
    Offset::from_seconds(teken * (i32::from(uren) * 3600 + i32::from(minuten) * 60)).ok()
}

/// The moment asked for. Without parameters: now.
#[derive(Clone, Debug, Default)]
pub(super) struct Reis {
    pub(super) geldig_op: Option<Date>,
    pub(super) beschikbaar_op: Option<DateTime>,
    /// What links to the object itself carry: what the client gave, as given.
    pub(super) zelf: String,
    /// What links to related objects carry: both, the missing one filled with the moment of the request.
    pub(super) relatie: String,
}

impl Reis {
    /// Takes the parameters as read, with their texts, and the moment of the request.
    pub(super) fn new(
        geldig_op: Option<(Date, &str)>,
        beschikbaar_op: Option<(DateTime, &str)>,
        vandaag: Date,
        nu: Timestamp,
    ) -> Self {
        if geldig_op.is_none() && beschikbaar_op.is_none() {
            return Self::default();
        }
        let geldig = geldig_op.map(|(_, tekst)| format!("geldigOp={tekst}"));
        let beschikbaar = beschikbaar_op
            .map(|(_, tekst)| format!("beschikbaarOp={}", tekst.replace(['+', ' '], "%2B")));
        let gegeven: Vec<&str> = [&geldig, &beschikbaar]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let zelf = format!("?{}", gegeven.join("&"));
        let geldig = geldig.unwrap_or_else(|| format!("geldigOp={vandaag}"));
        let beschikbaar = beschikbaar.unwrap_or_else(|| {
            let nu = nederlands(nu);
            format!("beschikbaarOp={}", nu.strftime("%Y-%m-%dT%H:%M:%S%.3f"))
        });
        Self {
            geldig_op: geldig_op.map(|(dag, _)| dag),
            beschikbaar_op: beschikbaar_op.map(|(moment, _)| moment),
            zelf,
            relatie: format!("?{geldig}&{beschikbaar}"),
        }
    }

    /// Whether the client asks for another moment than now.
    pub(super) fn is_reis(&self) -> bool {
        self.geldig_op.is_some() || self.beschikbaar_op.is_some()
    }

    /// Whether a version held, and was known, at the moment asked for. Without a moment: it does.
    pub(super) fn ziet(&self, voorkomen: &Voorkomen) -> bool {
        self.ziet_sinds(
            voorkomen.begin_geldigheid,
            voorkomen.tijdstip_registratie_lv,
        )
    }

    pub(super) fn ziet_sinds(&self, begin: Date, bekend: DateTime) -> bool {
        self.geldig_op.is_none_or(|dag| begin <= dag)
            && self.beschikbaar_op.is_none_or(|moment| bekend <= moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_may_lack_seconds_decimals_and_zone() {
        for (tekst, gelezen) in [
            ("2024-05-01T10:30", "2024-05-01T10:30:00"),
            ("2024-05-01T10:30:15", "2024-05-01T10:30:15"),
            ("2024-05-01T10:30:15.5", "2024-05-01T10:30:15.5"),
            ("2024-05-01T10:30:15.123999", "2024-05-01T10:30:15.123"),
            ("2024-05-01T10:30:15Z", "2024-05-01T12:30:15"),
            ("2024-01-01T10:30:15 01:00", "2024-01-01T10:30:15"),
            ("2024-01-01T10:30:15-0500", "2024-01-01T16:30:15"),
        ] {
            assert_eq!(
                tijdstip(tekst).map(|moment| moment.to_string()).as_deref(),
                Some(gelezen),
                "{tekst}"
            );
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for tekst in [
            "2024-05-01",
            "2024-05-01T",
            "2024-05-01T24:00",
            "2024-05-01T1:00",
            "2024-13-01T10:00",
            "nu",
            "2024-05-01T10:30:15.",
        ] {
            assert_eq!(tijdstip(tekst), None, "{tekst}");
        }
    }

    #[test]
    fn a_missing_half_of_the_journey_is_filled_in_links_to_others_only() {
        let nu: Timestamp = "2026-03-01T11:00:00Z".parse().unwrap();
        let vandaag = jiff::civil::date(2026, 3, 1);
        let reis = Reis::new(
            Some((jiff::civil::date(2020, 1, 2), "2020-01-02")),
            None,
            vandaag,
            nu,
        );
        assert_eq!(reis.zelf, "?geldigOp=2020-01-02");
        assert_eq!(
            reis.relatie,
            "?geldigOp=2020-01-02&beschikbaarOp=2026-03-01T12:00:00.000"
        );
        assert!(!Reis::new(None, None, vandaag, nu).is_reis());
    }
}
