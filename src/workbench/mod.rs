//! Tools for people who write rules: running the tests that stand in the pattern files.

pub mod rule_tests;
