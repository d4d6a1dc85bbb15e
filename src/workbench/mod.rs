//! Tools for people who write rules: running the tests that stand in the pattern files, saying why
//! a rule does not match and what would repair it, comparing rule sets, measuring coverage.

pub mod bench;
pub mod brackets;
pub mod coverage;
pub mod diff;
pub mod document_tests;
pub mod edits;
pub mod explain;
pub mod fields;
pub mod gold;
pub mod line_diff;
pub mod mutants;
pub mod nearest;
pub mod propose;
pub mod repair;
pub mod rule_tests;
pub mod snapshot;
pub mod snapshot_files;
pub(crate) mod versions;
pub mod watch;
pub mod why_not;
