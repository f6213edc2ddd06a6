//! What a register writes down of the questions that it answers, for whoever they are about.

use serde::Serialize;
use serde_json::Value;

/// A line of a register's own log. It is made into JSON when somebody reads it, not when it is written.
pub trait ProtocolLine: Send + Sync {
    /// The line as JSON.
    fn show(&self) -> Value;
}

impl<T: Serialize + Send + Sync> ProtocolLine for T {
    fn show(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }
}
