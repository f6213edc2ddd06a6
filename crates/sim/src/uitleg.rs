//! Explaining an answer: links to the rules that shaped or refused it, for whoever asks.
//!
//! A register keeps its rules as Markdown with a heading of the second level for each, and says of an
//! answer which of them it comes from. A request with `X-Fieldlab-Uitleg: ja` gets a `Link` to each; the
//! shell serves the text at `/_lab/uitleg/{register}/{rule}`.

use http::{HeaderValue, header};

use crate::{Register, Reply, Request};

/// The header that asks.
const VRAAG: &str = "x-fieldlab-uitleg";

/// Where the shell serves the rules, below the team's address.
pub const UITLEG: &str = "/_lab/uitleg";

/// Adds the links, when the request asks for them.
pub(crate) fn leg_uit(register: &dyn Register, request: &Request, reply: &mut Reply) {
    let asked = request
        .header(VRAAG)
        .is_some_and(|value| value.trim().eq_ignore_ascii_case("ja"));
    if !asked {
        return;
    }
    let name = &register.manifest().name;
    for rule in register.explain(request, reply) {
        let link = format!(
            "<{}{UITLEG}/{name}/{rule}>; rel=\"describedby\"; title=\"{rule}\"",
            request.base
        );
        if let Ok(link) = HeaderValue::from_str(&link) {
            reply.headers.append(header::LINK, link);
        }
    }
}

/// The text below the heading `## {rule}`, with its heading; `None` when there is no such rule.
pub fn rule<'t>(rules: &'t str, rule: &str) -> Option<&'t str> {
    let starts = rules.match_indices("\n## ").map(|(at, _)| at + 1);
    let text = starts
        .map(|start| &rules[start..])
        .find(|text| text["## ".len()..].lines().next() == Some(rule))?;
    let end = text.find("\n## ").unwrap_or(text.len());
    Some(text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str =
        "# Rules\n\nAll of them.\n\n## een\n\nThe first.\n\n## twee\n\nThe second,\nlonger.\n";

    #[test]
    fn a_rule_is_found_by_its_whole_heading() {
        assert_eq!(rule(RULES, "een"), Some("## een\n\nThe first."));
        assert_eq!(rule(RULES, "twee"), Some("## twee\n\nThe second,\nlonger."));
        assert_eq!(rule(RULES, "twe"), None);
        assert_eq!(rule(RULES, ""), None);
        assert_eq!(rule("", "een"), None);
    }
}
