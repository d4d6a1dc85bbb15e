//! claimgraph: numeric claims, votes and dated events from text, by rules.

pub mod claims;
pub mod cli;
pub mod document;
pub mod extractor;
pub mod graph;
pub mod lexis;
pub mod matching;
pub mod output;
pub mod record;
pub mod rules;
pub mod values;
pub mod workbench;

pub use extractor::{Extractor, RuleErrors};
