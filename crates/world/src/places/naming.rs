//! What streets are called.

use std::borrow::Cow;

use super::{INVENTED, Places, StraatId, cast, stream};
use crate::hash::Stream;
use crate::permutation::Permutation;
use crate::tables::{STRAAT_ACHTERVOEGSELS, STRAAT_STAMMEN, STRATEN_KLASSIEK};

impl Places {
    /// The full name. Unique within a municipality.
    pub(super) fn street_name(&self, straat: StraatId) -> Cow<'static, str> {
        if let Some(cast) = cast::STRATEN.get(straat.0 as usize) {
            return Cow::Borrowed(cast.naam);
        }
        let town = &self.woonplaatsen[usize::from(self.woonplaats_of(straat).0)];
        let gemeente = &self.gemeenten[usize::from(town.gemeente)];
        let first = self.woonplaatsen[usize::from(gemeente.woonplaatsen.start)].first_street;
        let nth = u64::from(straat.0 - first.max(cast::STRATEN.len() as u32).min(straat.0));
        // Names that exist are only for the municipality that does not.
        let classic = STRATEN_KLASSIEK.len() as u64;
        let nth = if gemeente.code == INVENTED {
            let order = Permutation::new(classic, Stream::new(self.seed, stream::STREET_NAME));
            if nth < classic {
                return Cow::Borrowed(STRATEN_KLASSIEK[order.apply(nth) as usize].0);
            }
            nth - classic
        } else {
            nth
        };
        let stems = STRAAT_STAMMEN.len() as u64;
        let pairs = Permutation::new(
            stems * stems,
            Stream::new(self.seed, stream::STREET_NAME + 100),
        );
        let pair = pairs.apply(nth % (stems * stems));
        let (front, back) = (
            STRAAT_STAMMEN[(pair / stems) as usize].0,
            STRAAT_STAMMEN[(pair % stems) as usize].0,
        );
        let suffix = self.suffix(straat);
        let back = back.to_lowercase();
        Cow::Owned(if back.starts_with(['\'', ' ']) || front.ends_with(' ') {
            format!("{front}{suffix}")
        } else {
            format!("{front}{back}{suffix}")
        })
    }

    fn suffix(&self, straat: StraatId) -> &'static str {
        let total: u32 = STRAAT_ACHTERVOEGSELS.iter().map(|row| row.1).sum();
        let mut draw = Stream::new(self.seed, stream::STREET_NAME + 200)
            .below(straat.0.into(), total.into()) as u32;
        for (suffix, weight) in STRAAT_ACHTERVOEGSELS {
            if draw < *weight {
                return suffix;
            }
            draw -= weight;
        }
        "straat"
    }

    /// The name in at most 24 characters (NEN 5825).
    pub(super) fn short_street_name(&self, straat: StraatId) -> Cow<'static, str> {
        if let Some(cast) = cast::STRATEN.get(straat.0 as usize) {
            return Cow::Borrowed(cast.korte_naam);
        }
        let name = self.street_name(straat);
        if name.chars().count() <= 24 {
            return name;
        }
        let suffix = self.suffix(straat);
        let short = match suffix {
            "straat" => "str",
            "plantsoen" => "plnts",
            "singel" => "sngl",
            "gracht" => "gr",
            "laan" => "ln",
            "plein" => "pln",
            other => other,
        };
        let stem = name.strip_suffix(suffix).unwrap_or(&name);
        let kept: String = stem.chars().take(24 - short.chars().count()).collect();
        Cow::Owned(format!("{kept}{short}"))
    }
}
