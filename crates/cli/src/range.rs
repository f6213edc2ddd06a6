//! Ranges as one types them: `30`, `18..25`, `70..`, `..12`.

/// Inclusive bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    from: u32,
    to: u32,
}

impl Range {
    pub(crate) const fn between(from: u32, to: u32) -> Self {
        Self { from, to }
    }

    pub(crate) const fn exact(value: u32) -> Self {
        Self::between(value, value)
    }

    pub(crate) const fn from(value: u32) -> Self {
        Self::between(value, u32::MAX)
    }

    pub(crate) const fn to(value: u32) -> Self {
        Self::between(0, value)
    }

    pub(crate) fn holds(self, value: u32) -> bool {
        (self.from..=self.to).contains(&value)
    }
}

/// Reads a range.
pub(crate) fn parse(text: &str) -> Result<Range, String> {
    let number = |text: &str, otherwise: u32| {
        if text.is_empty() {
            Ok(otherwise)
        } else {
            text.parse::<u32>()
                .map_err(|_| "a number or a range: 30, 18..25, 70.. or ..12".to_owned())
        }
    };
    let range = match text.split_once("..") {
        Some((from, to)) => Range {
            from: number(from, 0)?,
            to: number(to, u32::MAX)?,
        },
        None => {
            let value = number(text, u32::MAX)?;
            Range {
                from: value,
                to: value,
            }
        }
    };
    if range.from > range.to {
        return Err("the first number is larger than the second".to_owned());
    }
    Ok(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_read_as_one_types_them() {
        assert!(parse("30").unwrap().holds(30));
        assert!(!parse("30").unwrap().holds(31));
        assert!(parse("70..").unwrap().holds(105));
        assert!(parse("..12").unwrap().holds(0));
        assert!(parse("18..25").unwrap().holds(25));
        assert!(parse("25..18").is_err());
        assert!(parse("oud").is_err());
    }
}
