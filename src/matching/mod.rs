//! The rule engine: mentions, matcher, phases, resolution, trace.

pub mod mention;
