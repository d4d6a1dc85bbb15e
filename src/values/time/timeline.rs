//! Resolving a document's expressions one after the other.

use chrono::{NaiveDate, NaiveTime};

use super::cal::Cal;
use super::context::{Anchor, Context, Direction};
use super::frame::TimeFrame;
use super::resolve::resolve;
use crate::record::TimeValue;

/// Keeps what has been named so far, in text order.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    doc_date: Option<NaiveDate>,
    doc_time: Option<NaiveTime>,
    before: Vec<Cal>,
    last: Option<Cal>,
}

impl Timeline {
    /// For a document of this date and (rarely known) time of day.
    #[must_use]
    pub fn new(doc_date: Option<NaiveDate>, doc_time: Option<NaiveTime>) -> Self {
        Self { doc_date, doc_time, before: Vec::new(), last: None }
    }

    /// First day of the expression resolved last.
    #[must_use]
    pub fn last_start(&self) -> Option<NaiveDate> {
        self.last.and_then(|c| c.start())
    }

    /// Resolves the next expression of the text; `None` if it is no time after all.
    pub fn next(&mut self, frame: &TimeFrame<'_>, direction: Direction) -> Option<TimeValue> {
        self.next_in_range(frame, direction, None)
    }

    /// The same; with `begin`, the expression is the end of a range that begins on that day.
    pub fn next_in_range(
        &mut self,
        frame: &TimeFrame<'_>,
        direction: Direction,
        begin: Option<NaiveDate>,
    ) -> Option<TimeValue> {
        let ctx = Context {
            doc_date: self.doc_date,
            doc_time: self.doc_time,
            before: &self.before,
            direction,
        };
        let mut r = resolve(frame, &ctx)?;
        // The end of a range is the first one behind its beginning: "from October to March".
        if let Some(start) = begin.filter(|_| r.time.anchor == Anchor::Document.name()) {
            let ctx = Context { doc_date: Some(start), ..ctx.clone() };
            let mut coming = frame.clone();
            coming.push("dir", "coming");
            let later = resolve(&coming, &ctx).filter(|_| recurs(frame));
            if let Some(later) = later.filter(|l| l.cal.and_then(|c| c.start()) >= Some(start)) {
                r = later;
                r.time.reason = "the first behind the beginning of the range".into();
            }
        }
        self.last = r.cal;
        // What something is compared with ("a year earlier") is not what the text goes on about.
        if !frame.is("keep", "yes") {
            self.before.extend(r.cal);
        }
        Some(r.time)
    }
}

/// A day or month that comes again and again, with nothing to tell which one is meant.
fn recurs(frame: &TimeFrame<'_>) -> bool {
    let told = ["year", "yshift", "wshift", "mshift", "dir", "ysame"];
    let op = frame.get("op").unwrap_or_default();
    matches!(op, "date" | "numdate" | "weekday" | "holiday" | "season" | "quarter" | "dom")
        && told.iter().all(|slot| frame.get(slot).is_none())
}
