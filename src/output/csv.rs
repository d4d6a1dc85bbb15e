//! CSV (RFC 4180): the numeric claims, one a row, for a spreadsheet.
//!
//! A cell is empty where the text does not say. Offsets are code points.

use std::io::{self, Write};

use smol_str::{SmolStr, ToSmolStr};

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

fn row(document: &str, claim: &NumericClaim, lines: &Lines) -> [SmolStr; 26] {
    let number = &claim.quantity;
    let time = claim.date.as_ref().map(|d| &d.time);
    let words = |field: &Option<Field>| field.as_ref().map_or("", phrase::name).to_smolstr();
    let shown = |d: &Option<_>| d.as_ref().map(ToSmolStr::to_smolstr).unwrap_or_default();
    let day = |d: &Option<String>| d.as_deref().unwrap_or_default().to_smolstr();
    [
        document.to_smolstr(),
        claim.id.clone(),
        lines.line(claim.span.start).map(|l| l.to_smolstr()).unwrap_or_default(),
        claim.span.start.to_smolstr(),
        claim.span.end.to_smolstr(),
        claim.span.text.clone(),
        claim.event.clone(),
        phrase::code(&number.bound).into(),
        shown(&number.value),
        shown(&number.low),
        shown(&number.high),
        number.unit.clone().unwrap_or_default(),
        words(&claim.counted),
        words(&claim.place),
        time.map(|t| t.value.to_smolstr()).unwrap_or_default(),
        time.map(|t| day(&t.from)).unwrap_or_default(),
        time.map(|t| day(&t.to)).unwrap_or_default(),
        words(&claim.source),
        phrase::code(&claim.role).into(),
        claim.part_of.clone().unwrap_or_default(),
        phrase::code(&claim.modality).into(),
        claim.superseded.to_smolstr(),
        claim.comparison_key.clone(),
        claim.rule.id.clone(),
        claim.rule.at.clone(),
        claim.missing.join("; ").into(),
    ]
}
