//! From extractions to bytes: each document's part is made in parallel, then put together in order.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::graph::{self, dot, jsonld};
use crate::output::{Lines, Style, csv, json, ndjson, table};
use crate::record::Extraction;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For a person: claims, votes, time line, sources
    Table,
    /// One object, or an array for several documents
    Json,
    /// One object a line
    Ndjson,
    /// The numeric claims, one a row
    Csv,
    /// The event graph as JSON-LD
    Jsonld,
    /// The event graph for Graphviz
    Dot,
    /// Pairs of claims or votes that agree, update or contradict each other, one a line
    Relations,
}

/// One document's part of the output.
pub(super) enum Part {
    /// Bytes to be written as they are.
    Bytes(Vec<u8>),
    /// For formats that need all documents together.
    Whole(Box<Extraction>),
}

/// Makes one document's part.
pub(super) fn part(
    format: Format,
    style: Style,
    extraction: Extraction,
    lines: &Lines,
) -> io::Result<Part> {
    let mut bytes = Vec::new();
    match format {
        Format::Table => table::write(&extraction, lines, style, &mut bytes)?,
        Format::Json => json::write_object(&extraction, &mut bytes)?,
        Format::Ndjson => ndjson::write(&extraction, &mut bytes)?,
        Format::Csv => csv::write_rows(&extraction, lines, &mut bytes)?,
        Format::Jsonld | Format::Dot | Format::Relations => {
            return Ok(Part::Whole(Box::new(extraction)));
        }
    }
    Ok(Part::Bytes(bytes))
}

/// Puts the parts together.
pub(super) struct Assembly<W: Write> {
    format: Format,
    objects: json::Joiner,
    whole: Vec<Extraction>,
    out: W,
}

impl<W: Write> Assembly<W> {
    /// Begins the output.
    pub(super) fn begin(format: Format, mut out: W) -> io::Result<Self> {
        if format == Format::Csv {
            csv::write_header(&mut out)?;
        }
        Ok(Self { format, objects: json::Joiner::default(), whole: Vec::new(), out })
    }

    /// Adds the next part.
    pub(super) fn push(&mut self, part: Part) -> io::Result<()> {
        match (self.format, part) {
            (Format::Json, Part::Bytes(bytes)) => self.objects.push(bytes, &mut self.out),
            (_, Part::Bytes(bytes)) => self.out.write_all(&bytes),
            (_, Part::Whole(extraction)) => {
                self.whole.push(*extraction);
                Ok(())
            }
        }
    }

    /// Ends the output and gives back where it went.
    pub(super) fn finish(mut self) -> io::Result<W> {
        match self.format {
            Format::Json => self.objects.finish(&mut self.out)?,
            Format::Jsonld => jsonld::write(&self.whole, &mut self.out)?,
            Format::Dot => dot::write(&graph::build(&self.whole), &mut self.out)?,
            Format::Relations => graph::relate::write(&self.whole, &mut self.out)?,
            Format::Table | Format::Ndjson | Format::Csv => {}
        }
        Ok(self.out)
    }
}
