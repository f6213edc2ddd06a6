//! fieldlab-contract
