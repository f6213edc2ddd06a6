//! fieldlab
fn main() {}
