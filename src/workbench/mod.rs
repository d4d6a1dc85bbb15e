//! Tools for people who write rules: running the tests that stand in the pattern files, saying why
//! a rule does not match and what would repair it, comparing rule sets, measuring coverage.

pub mod bench;
pub mod edits;
pub mod nearest;
pub mod repair;
pub mod rule_tests;
pub mod watch;
