//! The rule engine: mentions, matcher, phases, resolution, trace.

pub(crate) mod anchor;
pub(crate) mod automaton;
pub mod chart;
pub(crate) mod compiler;
pub(crate) mod context;
pub mod engine;
pub(crate) mod filing;
pub(crate) mod frequency;
pub(crate) mod gate;
pub(crate) mod machine;
pub mod mention;
mod mention_test;
pub mod phase;
pub mod prepare;
pub mod program;
mod propose;
pub(crate) mod resolve;
pub(crate) mod scan;
mod scanning;
mod settle;
pub(crate) mod shared;
pub(crate) mod symbol;
pub(crate) mod tokenset;
pub(crate) mod trace;
pub(crate) mod versions;
pub(crate) mod wordset;
pub(crate) mod workspace;
