//! fieldlab-world
