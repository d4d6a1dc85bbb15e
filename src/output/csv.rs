//! CSV (RFC 4180): the numeric claims, one a row, for a spreadsheet.
//!
//! A cell is empty where the text does not say. Offsets are code points.

use std::io::{self, Write};

use crate::record::{Extraction, Field, NumericClaim};

use super::{Lines, phrase};

/// The columns, in order.
pub const COLUMNS: [&str; 26] = [
    "document",
    "id",
    "line",
    "start",
    "end",
    "text",
    "event",
    "bound",
    "value",
    "low",
    "high",
    "unit",
    "counted",
    "place",
    "date",
    "date_from",
    "date_to",
    "source",
    "role",
    "part_of",
    "modality",
    "superseded",
    "comparison_key",
    "rule",
    "rule_at",
    "missing",
];

/// The heading row.
///
/// # Errors
/// What `out` reports.
pub fn write_header(out: &mut impl Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(COLUMNS).map_err(io::Error::from)?;
    writer.flush()
}

/// One row for each claim of `extraction`.
///
/// # Errors
/// What `out` reports.
pub fn write_rows(extraction: &Extraction, lines: &Lines, out: &mut impl Write) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    for claim in &extraction.claims {
        writer.write_record(row(&extraction.document.id, claim, lines)).map_err(io::Error::from)?;
    }
    writer.flush()
}

fn row(document: &str, claim: &NumericClaim, lines: &Lines) -> [String; 26] {
    let number = &claim.quantity;
    let time = claim.date.as_ref().map(|d| &d.time);
    let words = |field: &Option<Field>| field.as_ref().map_or("", phrase::name).to_owned();
    let shown = |d: &Option<_>| d.as_ref().map(ToString::to_string).unwrap_or_default();
    [
        document.to_owned(),
        claim.id.clone(),
        lines.line(claim.span.start).map(|l| l.to_string()).unwrap_or_default(),
        claim.span.start.to_string(),
        claim.span.end.to_string(),
        claim.span.text.clone(),
        claim.event.clone(),
        phrase::code(&number.bound),
        shown(&number.value),
        shown(&number.low),
        shown(&number.high),
        number.unit.clone().unwrap_or_default(),
        words(&claim.counted),
        words(&claim.place),
        time.map(|t| t.value.clone()).unwrap_or_default(),
        time.and_then(|t| t.from.clone()).unwrap_or_default(),
        time.and_then(|t| t.to.clone()).unwrap_or_default(),
        words(&claim.source),
        phrase::code(&claim.role),
        claim.part_of.clone().unwrap_or_default(),
        phrase::code(&claim.modality),
        claim.superseded.to_string(),
        claim.comparison_key.clone(),
        claim.rule.id.clone(),
        claim.rule.at.clone(),
        claim.missing.join("; "),
    ]
}
