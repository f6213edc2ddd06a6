//! HAL links: relative to the base path of this API, except those to the BAG.

use fieldlab_sim::Call;
use serde_json::{Map, Value, json};

/// Where this API's base path ends, and where the BAG of this simulator is.
const BAG: &str = "/lvbag/individuelebevragingen/v2";

/// A path below the base path with its query, as it was sent.
pub(super) fn onder(pad: &str, query: &str) -> String {
    if query.is_empty() {
        pad.to_owned()
    } else {
        format!("{pad}?{query}")
    }
}

/// What the client called, relative to the base path.
pub(super) fn zelf(call: &Call<'_>) -> String {
    onder(
        &call.request.path[call.api.mount.len()..],
        &call.request.query,
    )
}

/// Our own BAG, for this client and team.
pub(super) fn bag(call: &Call<'_>) -> String {
    format!("{}{BAG}", call.request.base)
}

/// A plain link.
pub(super) fn link(href: impl Into<String>) -> Value {
    json!({"href": href.into()})
}

/// A link whose variables are properties of the body.
fn sjabloon(href: String) -> Value {
    let mut link = Map::new();
    link.insert("href".to_owned(), href.into());
    link.insert("templated".to_owned(), true.into());
    Value::Object(link)
}

/// `_links` with at least a link to itself.
#[derive(Debug)]
pub(super) struct Links(Map<String, Value>);

impl Links {
    pub(super) fn met_zelf(href: impl Into<String>) -> Self {
        let mut links = Self::zonder_zelf();
        links.zet("self", link(href));
        links
    }

    pub(super) fn zonder_zelf() -> Self {
        Self(Map::new())
    }

    pub(super) fn zet(&mut self, name: &str, link: Value) {
        self.0.insert(name.to_owned(), link);
    }

    /// Templated links under one name, when there is any.
    pub(super) fn zet_sjablonen(&mut self, name: &str, hrefs: Vec<String>) {
        if !hrefs.is_empty() {
            let links = hrefs.into_iter().map(sjabloon).collect();
            self.0.insert(name.to_owned(), Value::Array(links));
        }
    }

    pub(super) fn klaar(self) -> Value {
        Value::Object(self.0)
    }
}

/// Adds a list of numbers or texts to a resource; nothing when it is empty.
pub(super) fn zet_lijst<T: ToString>(
    resource: &mut Map<String, Value>,
    name: &str,
    leden: impl IntoIterator<Item = T>,
) -> bool {
    let leden: Vec<Value> = leden
        .into_iter()
        .map(|lid| Value::from(lid.to_string()))
        .collect();
    let some = !leden.is_empty();
    if some {
        resource.insert(name.to_owned(), Value::Array(leden));
    }
    some
}
