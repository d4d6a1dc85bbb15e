//! The graph as JSON-LD 1.1 with its context embedded: one node a line, no blank nodes, ids that
//! depend on nothing but the document's text and the record's place in it.
//!
//! `@context`, `@type` and `@id` come first, which streaming parsers want. Integers are native,
//! other decimals typed strings, so that no reader rounds them. The terms are in
//! [`vocabulary`](super::vocabulary), the shapes the result conforms to in `schemas/shapes.ttl`.

mod claims;
mod events;
mod nodes;
mod object;
mod votes;

use std::io::{self, Write};

use crate::record::Extraction;

use super::{build, vocabulary};

/// Writes the graph of all documents.
///
/// # Errors
/// What `out` reports.
pub fn write(extractions: &[Extraction], out: &mut impl Write) -> io::Result<()> {
    let graph = build(extractions);
    let mut writer = nodes::Nodes::new(&graph, extractions);
    // With one document its ids are written relative to it, which saves a fifth of the size.
    let alone = writer.only_document();
    let mut context = vocabulary::context();
    if let Some(key) = &alone {
        context["@base"] = format!("{}{key}", vocabulary::BASE).into();
    }
    out.write_all(b"{\"@context\":")?;
    serde_json::to_writer(&mut *out, &context).map_err(io::Error::from)?;
    out.write_all(b",\n\"@graph\":[")?;
    let mut first = true;
    for object in writer.all() {
        out.write_all(if first { b"\n" } else { b",\n" })?;
        first = false;
        match &alone {
            Some(key) => out.write_all(object.replace(&format!("\"{key}#"), "\"#").as_bytes())?,
            None => out.write_all(object.as_bytes())?,
        }
    }
    out.write_all(b"\n]}\n")
}
