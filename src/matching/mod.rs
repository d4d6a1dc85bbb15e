//! The rule engine: mentions, matcher, phases, resolution, trace.

pub(crate) mod automaton;
pub mod chart;
pub(crate) mod entry;
pub(crate) mod machine;
pub mod mention;
mod mention_test;
mod outline;
pub mod phase;
pub mod prepare;
mod propose;
pub(crate) mod resolve;
mod scanning;
mod settle;
pub(crate) mod symbol;
pub(crate) mod trace;
pub(crate) mod versions;
pub(crate) mod workspace;
