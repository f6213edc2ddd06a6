//! The fake registers, one folder each.
