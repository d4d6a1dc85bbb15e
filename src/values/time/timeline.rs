//! Resolving a document's expressions one after the other.

use chrono::{NaiveDate, NaiveTime};

use super::cal::Cal;
use super::context::{Context, Direction};
use super::frame::TimeFrame;
use super::resolve::resolve;
use crate::record::TimeValue;

/// Keeps what has been named so far, in text order.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    doc_date: Option<NaiveDate>,
    doc_time: Option<NaiveTime>,
    before: Vec<Cal>,
}

impl Timeline {
    /// For a document of this date and (rarely known) time of day.
    #[must_use]
    pub fn new(doc_date: Option<NaiveDate>, doc_time: Option<NaiveTime>) -> Self {
        Self { doc_date, doc_time, before: Vec::new() }
    }

    /// Resolves the next expression of the text; `None` if it is no time after all.
    pub fn next(&mut self, frame: &TimeFrame<'_>, direction: Direction) -> Option<TimeValue> {
        let ctx = Context {
            doc_date: self.doc_date,
            doc_time: self.doc_time,
            before: &self.before,
            direction,
        };
        let r = resolve(frame, &ctx)?;
        // What something is compared with ("a year earlier") is not what the text goes on about.
        if !frame.is("keep", "yes") {
            self.before.extend(r.cal);
        }
        Some(r.time)
    }
}
