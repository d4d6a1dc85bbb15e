//! NDJSON: one extraction a line.

use std::io::{self, Write};

use super::writer::to_bytes;
use crate::record::Extraction;

/// One extraction as one line of JSON, line break included.
///
/// # Errors
/// What `out` reports.
pub fn write(extraction: &Extraction, out: &mut impl Write) -> io::Result<()> {
    let mut line = to_bytes::<false>(extraction)?;
    line.push(b'\n');
    out.write_all(&line)
}
