//! fieldlab-scaffold
