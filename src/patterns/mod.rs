//! Patterns as programs: what the matcher runs, made of a checked rule set.
//!
//! Nothing here looks at a text, so that it can be done while the program is built.

pub(crate) mod anchor;
mod build;
mod compact;
pub(crate) mod compiler;
pub(crate) mod context;
pub mod engine;
pub(crate) mod filing;
pub(crate) mod frequency;
pub(crate) mod gate;
pub mod program;
pub(crate) mod scan;
mod seal;
pub(crate) mod shared;
pub(crate) mod tokenset;
pub(crate) mod wordset;
