//! Direction from the tense of the verb that a time expression belongs to.

use std::ops::Range;

use super::context::Direction;

/// A verb (or a phrase such as "due on") in a sentence: its tokens and where it points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tense {
    /// Tokens.
    pub at: Range<u32>,
    /// Past, future, or unknown for the present.
    pub direction: Direction,
}

/// Where the tense nearest to the expression `at` points. `tenses` are those of its sentence in
/// text order; `breaks` are the tokens that end a clause (commas, semicolons, conjunctions).
///
/// A verb before the expression is preferred, since English puts time after the verb ("will vote
/// on Tuesday"); one behind it must be near, or the only one ("On Tuesday they will vote"). A
/// clause break between the two counts as five tokens.
#[must_use]
pub fn direction(tenses: &[Tense], breaks: &[u32], at: &Range<u32>) -> Direction {
    let cost = |t: &Tense| {
        let (low, high, after) =
            if t.at.end <= at.start { (t.at.end, at.start, 0) } else { (at.end, t.at.start, 3) };
        if high < low {
            return u32::MAX;
        }
        let crossed = breaks.iter().filter(|b| (low..high).contains(b)).count() as u32;
        high - low + after + 5 * crossed
    };
    tenses.iter().min_by_key(|t| cost(t)).map_or(Direction::Unknown, |t| t.direction)
}
