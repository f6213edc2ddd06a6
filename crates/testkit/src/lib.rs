//! fieldlab-testkit
