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
    /// A phrase that says more than the tense ("planned for"): it wins over a verb as near.
    pub cue: bool,
    /// An infinitive behind the time does not tell: "voted on Thursday to give approval".
    pub infinitive: bool,
}

/// Where the tense nearest to the expression `at` points. `tenses` are those of its sentence, each
/// with the number of that sentence; `breaks` counts the clause boundaries in a range of tokens.
///
/// A date that names something (`names`: "Tuesday's vote", "a June agreement") is not when the verb
/// takes place: the present and an infinitive say nothing about it.
///
/// A verb before the expression is preferred, since English puts time after the verb ("will vote
/// on Tuesday"); one behind it must be near, or the only one ("On Tuesday they will vote"). A
/// clause boundary between the two counts as five tokens.
#[must_use]
pub fn direction(
    tenses: &[(u32, Tense)],
    breaks: impl Fn(Range<u32>) -> u32,
    at: &Range<u32>,
    names: bool,
) -> Direction {
    /// "The council meets on Tuesday": the present right before a date is a plan.
    const PLAN: u32 = 4;
    let cost = |t: &Tense| {
        let (low, high, after) =
            if t.at.end <= at.start { (t.at.end, at.start, 0) } else { (at.end, t.at.start, 3) };
        if high < low || (t.infinitive && after > 0) {
            u32::MAX
        } else {
            high - low + after + 5 * breaks(low..high)
        }
    };
    let nearest = tenses.iter().map(|t| &t.1).min_by_key(|t| (cost(t), !t.cue));
    match nearest {
        Some(t) if names && (t.infinitive || t.direction == Direction::Unknown) => {
            Direction::Unknown
        }
        Some(t) if t.direction == Direction::Unknown && t.at.end <= at.start && cost(t) <= PLAN => {
            Direction::Future
        }
        Some(t) => t.direction,
        None => Direction::Unknown,
    }
}
