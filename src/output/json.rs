//! Pretty JSON: one document gives an object, several give an array.

use std::io::{self, Write};

use super::writer::to_bytes;
use crate::record::Extraction;

/// One extraction as an indented JSON object, without a final line break.
///
/// # Errors
/// What `out` reports.
pub fn write_object(extraction: &Extraction, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&to_bytes::<true>(extraction)?)
}

/// Puts rendered objects ([`write_object`]) together as they come: an object if there is only one,
/// an array otherwise. Holds back one object at most.
#[derive(Debug, Default)]
pub struct Joiner {
    first: Option<Vec<u8>>,
    open: bool,
}

impl Joiner {
    /// Adds the next rendered object.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn push(&mut self, object: Vec<u8>, out: &mut impl Write) -> io::Result<()> {
        if self.open {
            out.write_all(b",\n")?;
            return out.write_all(&object);
        }
        match self.first.take() {
            None => self.first = Some(object),
            Some(first) => {
                self.open = true;
                out.write_all(b"[\n")?;
                out.write_all(&first)?;
                out.write_all(b",\n")?;
                out.write_all(&object)?;
            }
        }
        Ok(())
    }

    /// Ends the output: `[]` if nothing came.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn finish(self, out: &mut impl Write) -> io::Result<()> {
        match (self.open, self.first) {
            (true, _) => out.write_all(b"\n]\n"),
            (false, Some(first)) => {
                out.write_all(&first)?;
                out.write_all(b"\n")
            }
            (false, None) => out.write_all(b"[]\n"),
        }
    }
}

/// JSON Schema (2020-12) of an extraction, as `schemas/extraction.json` holds it.
#[must_use]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Extraction);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
