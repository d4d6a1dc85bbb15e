//! Resolving a document's expressions one after the other.

use chrono::{NaiveDate, NaiveTime};

use super::cal::Cal;
use super::context::{Anchor, Asked, Context, Direction};
use super::frame::TimeFrame;
use super::resolve::{Resolved, resolve};
use crate::record::TimeValue;

/// Keeps what has been named so far, in text order.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    doc_date: Option<NaiveDate>,
    doc_time: Option<NaiveTime>,
    history: bool,
    before: Vec<Cal>,
    last: Option<Cal>,
}

impl Timeline {
    /// For a document of this date and (rarely known) time of day.
    #[must_use]
    pub fn new(doc_date: Option<NaiveDate>, doc_time: Option<NaiveTime>) -> Self {
        Self { doc_date, doc_time, ..Self::default() }
    }

    /// The same for a text that is history.
    #[must_use]
    pub fn history(self, history: bool) -> Self {
        Self { history, ..self }
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
        let (time, step) = self.next_step(frame, begin, &mut || direction)?;
        self.go_on(&step);
        Some(time)
    }

    /// The value of the next expression and what it adds to what has been named, which is for the
    /// caller to add ([`Timeline::go_on`]). The tense is asked for only where it decides.
    pub(super) fn next_step(
        &self,
        frame: &TimeFrame<'_>,
        begin: Option<NaiveDate>,
        tense: &mut dyn FnMut() -> Direction,
    ) -> Option<(TimeValue, Step)> {
        let asked = Asked::default();
        let mut direction = Direction::Unknown;
        let mut found = self.resolved(frame, direction, begin, &asked);
        if asked.direction() {
            direction = tense();
            if direction != Direction::Unknown {
                found = self.resolved(frame, direction, begin, &asked);
            }
        }
        let found = found?;
        let step = Step {
            cal: found.cal,
            kept: frame.is("keep", "yes"),
            direction: asked.direction().then_some(direction),
            after: asked.before().then_some(self.before.len()),
            begin,
        };
        Some((found.time, step))
    }

    /// What an expression names goes to what has been named before the next one.
    pub(super) fn go_on(&mut self, step: &Step) {
        self.last = step.cal;
        // What something is compared with ("a year earlier") is not what the text goes on about.
        if !step.kept {
            self.before.extend(step.cal);
        }
    }

    /// Calendar values named so far.
    pub(super) fn named(&self) -> &[Cal] {
        &self.before
    }

    /// All that has been named.
    pub(super) fn into_named(self) -> Vec<Cal> {
        self.before
    }

    fn resolved(
        &self,
        frame: &TimeFrame<'_>,
        direction: Direction,
        begin: Option<NaiveDate>,
        asked: &Asked,
    ) -> Option<Resolved> {
        let ctx = Context {
            doc_date: self.doc_date,
            doc_time: self.doc_time,
            before: &self.before,
            direction,
            history: self.history,
            asked: Some(asked),
        };
        let mut r = resolve(frame, &ctx)?;
        // The end of a range is the first one behind its beginning: "from October to March".
        let dated = |_: &NaiveDate| r.time.anchor == Anchor::Document.name() && recurs(frame);
        if let Some(start) = begin.filter(dated) {
            let ctx = Context { doc_date: Some(start), ..ctx.clone() };
            let mut coming = frame.clone();
            coming.push("dir", "coming");
            let later = resolve(&coming, &ctx);
            if let Some(later) = later.filter(|l| l.cal.and_then(|c| c.start()) >= Some(start)) {
                r = later;
                r.time.reason = "the first behind the beginning of the range".into();
            }
        }
        Some(r)
    }
}

/// What one expression adds to those before it, and what its value was made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Its calendar value.
    pub(super) cal: Option<Cal>,
    /// It is only compared with: the text does not go on about it.
    pub(super) kept: bool,
    /// The tense it was resolved by, if tense decides.
    pub(super) direction: Option<Direction>,
    /// How many had been named before, if these decide.
    pub(super) after: Option<usize>,
    /// Beginning of the range that it ends.
    pub(super) begin: Option<NaiveDate>,
}

/// A day or month that comes again and again, with nothing to tell which one is meant.
fn recurs(frame: &TimeFrame<'_>) -> bool {
    let told = ["year", "yshift", "wshift", "mshift", "dir", "ysame"];
    let op = frame.get("op").unwrap_or_default();
    matches!(op, "date" | "numdate" | "weekday" | "holiday" | "season" | "quarter" | "dom")
        && told.iter().all(|slot| frame.get(slot).is_none())
}
