//! fieldlab-ledger
