//! The rule engine: mentions, matcher, phases, resolution, trace.

pub(crate) mod anchor;
pub mod chart;
pub(crate) mod compiler;
pub(crate) mod context;
pub mod engine;
pub(crate) mod filing;
pub(crate) mod gate;
pub(crate) mod machine;
pub mod mention;
pub mod phase;
pub mod prepare;
pub mod program;
mod propose;
pub(crate) mod resolve;
pub(crate) mod scan;
pub(crate) mod shared;
pub(crate) mod tokenset;
pub(crate) mod trace;
pub(crate) mod versions;
pub(crate) mod wordset;
