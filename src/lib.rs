//! claimgraph: numeric claims, votes and dated events from text, by rules.

pub mod cli;
pub mod document;
pub mod graph;
pub mod lexis;
pub mod matching;
pub mod output;
pub mod record;
pub mod rules;
pub mod values;
