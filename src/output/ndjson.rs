//! NDJSON: one extraction a line.

use std::io::{self, Write};

use crate::record::Extraction;

/// One extraction as one line of JSON, line break included.
///
/// # Errors
/// What `out` reports.
pub fn write(extraction: &Extraction, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, extraction).map_err(io::Error::from)?;
    out.write_all(b"\n")
}
