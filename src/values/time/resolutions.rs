//! What is known of a document's times once they have been resolved, for when they are resolved
//! again.
//!
//! Nearly all of them come out the same: a full date asks neither for the tense nor for what was
//! named before. So each is filed with what it asked for and what it was told, and is only done
//! again where it would be told something else.

use chrono::NaiveDate;

use super::cal::Cal;
use super::timeline::{Step, Timeline};
use crate::matching::mention::Mention;

/// The times of a document as they were resolved.
#[derive(Clone, Debug, Default)]
pub struct Resolutions {
    /// Date of the document.
    today: Option<NaiveDate>,
    /// The text is history.
    history: bool,
    /// In text order, with the mention's start and number.
    times: Vec<((u32, u32), Known)>,
    /// What they name, in text order.
    named: Vec<Cal>,
}

/// What is known of one time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The token behind its last, so that no other analysis is taken for this one.
    pub(super) end: u32,
    /// What it adds to those before it, and what it was made from.
    pub(super) step: Step,
    /// Part of it stands in the time before it ("19 and 20 November").
    pub(super) shares: bool,
    /// Nothing it is made of can change.
    pub(super) fixed: bool,
}

/// Times being resolved, perhaps again.
#[derive(Debug)]
pub(super) struct Again<'e> {
    earlier: &'e Resolutions,
    /// The first of the earlier times that has not been come to.
    next: usize,
    /// How many of the first that were named are the same as before.
    agreeing: usize,
    now: Resolutions,
}

impl<'e> Again<'e> {
    /// With what is known from earlier.
    pub(super) fn new(earlier: &'e Resolutions, today: Option<NaiveDate>, history: bool) -> Self {
        let now = Resolutions { today, history, ..Resolutions::default() };
        Self { earlier, next: 0, agreeing: 0, now }
    }

    /// What is known of the next time, if all that comes before it is as it was where that decides.
    pub(super) fn known(&mut self, id: u32, time: &Mention, timeline: &Timeline) -> Option<Known> {
        let key = (time.start, id);
        let times = &self.earlier.times;
        while times.get(self.next).is_some_and(|(earlier, _)| *earlier < key) {
            self.next += 1;
        }
        let known = times.get(self.next).filter(|(earlier, _)| *earlier == key)?.1;
        let named = timeline.named().len();
        let same = known.end == time.end
            && known.fixed
            && self.earlier.today == self.now.today
            && self.earlier.history == self.now.history
            && known.step.after.is_none_or(|n| n == named && n == self.agreeing);
        same.then_some(known)
    }

    /// A time has been resolved, and the timeline has gone on.
    pub(super) fn file(&mut self, id: u32, start: u32, known: Known, timeline: &Timeline) {
        self.now.times.push(((start, id), known));
        let named = timeline.named();
        let next = self.agreeing;
        if named.len() == next + 1 && self.earlier.named.get(next) == named.last() {
            self.agreeing += 1;
        }
    }

    /// All times are resolved.
    pub(super) fn finish(mut self, timeline: Timeline) -> Resolutions {
        self.now.named = timeline.into_named();
        self.now
    }
}
