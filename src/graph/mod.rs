//! The event graph: documents, claims, votes, events, attributions, actors, places, times and rules
//! as nodes, linked by edges that know their evidence; and its forms JSON-LD ([`jsonld`]) and DOT
//! ([`dot`]).
//!
//! The same actor under two names is one node, because the records' fields point to
//! [`Entity`](crate::record::Entity). Over several documents, entities are one node when kind and
//! normal name are equal and the name is a proper one; claims are never merged, but related
//! ([`relate`]).

mod build;
pub mod dot;
mod ids;
pub mod jsonld;
mod node;
pub mod relate;
pub mod shapes;
pub mod vocabulary;

pub use build::build;
pub use node::{Edge, EdgeKind, EventGraph, Node, NodeKind, Record};
