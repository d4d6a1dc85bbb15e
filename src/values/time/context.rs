//! What a time expression is resolved against.

use std::cell::Cell;

use chrono::{NaiveDate, NaiveTime};

use super::cal::{Cal, Unit};

/// Where tense and modality point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Reported as having happened.
    Past,
    /// Said to come.
    Future,
    /// The words do not tell.
    #[default]
    Unknown,
}

/// The document's date and what was named before.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// Date of the document; without it relative expressions stay unresolved.
    pub doc_date: Option<NaiveDate>,
    /// Time of day of the document, if known: "three hours ago" needs it.
    pub doc_time: Option<NaiveTime>,
    /// Calendar values named before this one, the latest last.
    pub before: &'a [Cal],
    /// Tense of the clause.
    pub direction: Direction,
    /// The text is history: what names no year is of the time told about, not of the document's.
    pub history: bool,
    /// Where it is noted what of this was looked at, if somebody wants to know.
    pub asked: Option<&'a Asked>,
}

/// What a resolution has looked at. Where it has not asked, another answer would have changed
/// nothing, so that it need not be done again.
#[derive(Debug, Default)]
pub struct Asked {
    direction: Cell<bool>,
    before: Cell<bool>,
}

impl Asked {
    /// Was the tense looked at?
    #[must_use]
    pub fn direction(&self) -> bool {
        self.direction.get()
    }

    /// Was it looked at what was named before?
    #[must_use]
    pub fn before(&self) -> bool {
        self.before.get()
    }
}

/// What a value was resolved against, for `TimeValue::anchor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing was needed (or nothing was there).
    None,
    /// The document's date.
    Document,
    /// An earlier expression.
    Previous,
}

impl Anchor {
    /// The name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Document => "document_date",
            Self::Previous => "previous_date",
        }
    }
}

impl Context<'_> {
    /// Tense of the clause; that it was asked for is noted.
    #[must_use]
    pub fn direction(&self) -> Direction {
        if let Some(asked) = self.asked {
            asked.direction.set(true);
        }
        self.direction
    }

    /// Calendar values named before, the latest last; that they were asked for is noted.
    #[must_use]
    pub fn before(&self) -> &[Cal] {
        if let Some(asked) = self.asked {
            asked.before.set(true);
        }
        self.before
    }

    /// The document's day as a calendar value.
    #[must_use]
    pub fn document(&self) -> Option<Cal> {
        self.doc_date.map(Cal::Day)
    }

    /// The latest earlier value no coarser than `unit`: "that month" may follow a day, "the next
    /// day" cannot follow a year.
    #[must_use]
    pub fn previous(&self, unit: Unit) -> Option<Cal> {
        self.before().iter().rev().find(|c| c.unit() <= unit && c.start().is_some()).copied()
    }

    /// The quarter that the last few expressions are about.
    #[must_use]
    pub fn quarter(&self) -> Option<Cal> {
        const BACK: usize = 8;
        let quarter = |c: &&Cal| matches!(c, Cal::Quarter(Some(_), _));
        self.before().iter().rev().take(BACK).find(quarter).copied()
    }

    /// The document's date, or (for `previous`) the latest earlier value that fits.
    #[must_use]
    pub fn anchor(&self, previous: bool, unit: Unit) -> Option<(Cal, Anchor)> {
        if let Some(c) = self.previous(unit).filter(|_| previous) {
            return Some((c, Anchor::Previous));
        }
        self.document().map(|c| (c, Anchor::Document))
    }
}
