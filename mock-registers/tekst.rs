//! Values in answers.

use std::fmt::Display;

use serde::ser::{Serialize, Serializer};

/// Anything that is written as its own text, straight into the answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tekst<T>(pub(crate) T);

impl<T: Display> Serialize for Tekst<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
