//! The rule engine: mentions, matcher, phases, resolution, trace.

pub(crate) mod anchor;
pub mod chart;
pub mod engine;
pub(crate) mod machine;
pub mod mention;
pub mod phase;
pub mod prepare;
pub mod program;
pub(crate) mod resolve;
pub(crate) mod trace;
