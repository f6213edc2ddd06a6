//! The fake registers, one folder each.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod bag;
pub mod brp;

use std::sync::Arc;

use fieldlab_sim::{ManifestError, Register};

/// Every register that comes with fieldlab.
///
/// # Errors
/// When a folder that is compiled in does not hold together; a test says that they do.
pub fn all() -> Result<Vec<Arc<dyn Register>>, ManifestError> {
    Ok(vec![Arc::new(bag::Bag::load()?)])
}
