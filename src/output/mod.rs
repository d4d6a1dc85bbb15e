//! Writing extractions: for a person ([`table`]), for programs ([`json`], [`ndjson`], [`csv`]).
//!
//! Every writer takes an [`Extraction`](crate::record::Extraction) and an [`std::io::Write`], reads
//! no clock and asks no terminal: width and colour are told to it. The graph formats are in
//! [`crate::graph`]. The formats are described in `docs/output.md`.

pub mod csv;
pub mod json;
mod lines;
pub mod ndjson;
mod paint;
pub mod phrase;
pub mod table;
mod writer;

pub use lines::Lines;
pub use paint::Style;
