//! What a match captured, before the words are looked at.
//!
//! The outline of a match follows from its path through the pattern alone, so that of a path that
//! was gone before it is known (see `automaton::paths`). Only the values of lexicon entries depend
//! on the words: they are filled in for each match.

use crate::lexis::lexicon::LexId;
use crate::matching::chart::Analysis;
use crate::matching::machine::CaptureEvent;
use crate::matching::mention::{ConstId, MentionId, Slot, SlotValue};
use crate::patterns::engine::{Engine, RuleInfo};
use crate::patterns::program::SlotId;

/// A slot to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outline {
    name: SlotId,
    start: u32,
    end: u32,
    value: Known,
}

/// What is known of its value.
#[derive(Clone, Copy, Debug)]
enum Known {
    Words,
    /// That of its first word in this lexicon.
    Lexicon(LexId),
    Mention(MentionId),
    Const(ConstId),
}

impl Outline {
    /// The same so many tokens on (modulo 2³², so that it can be moved back, too).
    pub(crate) fn moved(self, by: u32) -> Self {
        Self { start: self.start.wrapping_add(by), end: self.end.wrapping_add(by), ..self }
    }

    /// The slot, so many tokens on.
    #[inline]
    pub(crate) fn slot(&self, engine: &Engine, analysis: &Analysis<'_>, by: u32) -> Slot {
        let (start, end) = (self.start.wrapping_add(by), self.end.wrapping_add(by));
        let value = match self.value {
            Known::Words => SlotValue::Words,
            Known::Mention(id) => SlotValue::Mention(id),
            Known::Const(id) => SlotValue::Const(id),
            Known::Lexicon(lexicon) => {
                let word = analysis.tokens[start as usize].word;
                let value = engine.lexicons.value_number(lexicon, word);
                value.map_or(SlotValue::Words, |id| SlotValue::Const(ConstId(id)))
            }
        };
        Slot { name: self.name, start, end, value }
    }
}

/// The outline of a match of a rule at token `at` from its capture events, into `out`: the slots in
/// order of place, then those that the rule sets.
pub(crate) fn outline(
    events: &[CaptureEvent],
    rule: &RuleInfo,
    at: u32,
    analysis: &Analysis<'_>,
    out: &mut Vec<Outline>,
) {
    out.clear();
    for e in events {
        let (name, start, end, value) = match *e {
            CaptureEvent::Open(name, at) => {
                // The nearest close of the same slot at or behind it.
                let close = events
                    .iter()
                    .filter_map(|c| match c {
                        CaptureEvent::Close(n, end) if *n == name && *end >= at => Some(*end),
                        _ => None,
                    })
                    .min();
                let Some(end) = close else { continue };
                (name, at, end, Known::Words)
            }
            CaptureEvent::Close(..) => continue,
            CaptureEvent::Token(name, t, lexicon) => {
                let value = LexId::try_from(lexicon).map_or(Known::Words, Known::Lexicon);
                (name, t, t + 1, value)
            }
            CaptureEvent::Phrase(name, p) => {
                let phrase = &analysis.phrases[p as usize];
                let value = match phrase.value {
                    0 => Known::Words,
                    number => Known::Const(ConstId(number)),
                };
                (name, phrase.start, phrase.end, value)
            }
            CaptureEvent::Mention(name, m) => {
                let mention = &analysis.mentions[m as usize];
                (name, mention.start, mention.end, Known::Mention(m))
            }
            CaptureEvent::Bind(name, value, at) => (name, at, at, Known::Const(value)),
        };
        out.push(Outline { name, start, end, value });
    }
    if out.len() > 1 {
        out.sort_by_key(|s| (s.start, s.end, s.name));
    }
    for (name, value) in &rule.set {
        out.push(Outline { name: *name, start: at, end: at, value: Known::Const(*value) });
    }
}
