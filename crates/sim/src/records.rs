//! What a team stored for a register, in that register's own vocabulary.
//!
//! A record is JSON under a key in a collection of a register: `brp`, `persoonslijsten`, a BSN.
//! What it means is the register's business. The ledger holds the JSON; what the register reads
//! in it is kept beside it, so that it is read once and not for every question.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

/// One stored record, and what its register made of it.
pub struct Record {
    value: Value,
    read: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl Record {
    fn new(value: Value) -> Self {
        Self {
            value,
            read: OnceLock::new(),
        }
    }

    /// The JSON as it was stored.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// What the register makes of the record. `read` runs the first time only.
    ///
    /// # Panics
    /// When the same collection is read as two types: a fault in the register's own code.
    pub fn read<T: Send + Sync + 'static>(&self, read: impl FnOnce(&Value) -> T) -> &T {
        self.read
            .get_or_init(|| Box::new(read(&self.value)))
            .downcast_ref()
            .expect("a register reads a collection of its own as one type")
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Record").field(&self.value).finish()
    }
}

/// The records of one kind that a team stored for one register, by key.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// A record never changes, so the states of a team and of its forks share it.
    records: BTreeMap<String, Arc<Record>>,
}

static EMPTY: Collection = Collection {
    records: BTreeMap::new(),
};

impl Collection {
    /// The record under this key.
    pub fn get(&self, key: &str) -> Option<&Record> {
        self.records.get(key).map(AsRef::as_ref)
    }

    /// All records in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.records
            .iter()
            .map(|(key, record)| (key.as_str(), record.as_ref()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Nothing was stored, or all of it was removed.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// Everything that a team stored, by register and collection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    collections: BTreeMap<String, BTreeMap<String, Collection>>,
}

impl Records {
    pub(crate) fn collection(&self, register: &str, collection: &str) -> &Collection {
        self.collections
            .get(register)
            .and_then(|of_register| of_register.get(collection))
            .unwrap_or(&EMPTY)
    }

    pub(crate) fn store(&mut self, register: &str, collection: &str, key: &str, value: Value) {
        self.collections
            .entry(register.to_owned())
            .or_default()
            .entry(collection.to_owned())
            .or_default()
            .records
            .insert(key.to_owned(), Arc::new(Record::new(value)));
    }

    pub(crate) fn remove(&mut self, register: &str, collection: &str, key: &str) {
        if let Some(collection) = self
            .collections
            .get_mut(register)
            .and_then(|of_register| of_register.get_mut(collection))
        {
            collection.records.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_is_read_once_until_it_is_replaced() {
        let mut records = Records::default();
        records.store("brp", "lijsten", "1", json!({"a": 1}));
        let record = records.collection("brp", "lijsten").get("1").unwrap();
        assert_eq!(record.read(|value| value["a"].as_u64()), &Some(1));
        assert_eq!(record.read(|_| -> Option<u64> { unreachable!() }), &Some(1));
        records.store("brp", "lijsten", "1", json!({"a": 2}));
        let record = records.collection("brp", "lijsten").get("1").unwrap();
        assert_eq!(record.read(|value| value["a"].as_u64()), &Some(2));
        assert_eq!(record.value(), &json!({"a": 2}));
    }

    #[test]
    fn collections_are_apart_and_empty_until_something_is_stored() {
        let mut records = Records::default();
        assert!(records.collection("brp", "lijsten").is_empty());
        records.store("brp", "lijsten", "2", json!(2));
        records.store("brp", "lijsten", "1", json!(1));
        assert!(records.collection("brp", "andere").is_empty());
        assert!(records.collection("bag", "lijsten").is_empty());
        let keys: Vec<&str> = records
            .collection("brp", "lijsten")
            .iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(keys, ["1", "2"]);
        records.remove("brp", "lijsten", "1");
        records.remove("brp", "lijsten", "9");
        assert_eq!(records.collection("brp", "lijsten").len(), 1);
    }
}
