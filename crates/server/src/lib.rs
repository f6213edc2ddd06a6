//! fieldlab-server
