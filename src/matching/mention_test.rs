//! Does a mention pass the tests that a pattern makes on its slots and value?

use crate::matching::chart::Analysis;
use crate::matching::machine::Ground;
use crate::matching::mention::{ConstId, Mention, SlotValue, Value};
use crate::patterns::program::MentionTest;

pub(crate) fn passes(mention: &Mention, tests: &[MentionTest], ground: &Ground<'_, '_>) -> bool {
    tests.iter().all(|t| {
        let hit = t.values.iter().any(|(id, v)| slot_is(mention, t, (*id, v), ground.analysis))
            || (!t.lexicons.is_empty() && in_lexicon(mention, t, ground));
        hit != t.negated
    })
}

/// Are the slot's words an entry of one of the test's lexicons? `first` and `last` name the
/// mention's own first and last token where it has no slot of that name.
fn in_lexicon(mention: &Mention, test: &MentionTest, ground: &Ground<'_, '_>) -> bool {
    let holds = |start: u32, end: u32| {
        let one = end == start + 1 && {
            let token = &ground.analysis.tokens[start as usize];
            test.lexicons
                .iter()
                .any(|l| ground.lexicons.has(*l, token, &ground.analysis.document.text))
        };
        one || ground.analysis.phrases_by_start.at(start).iter().any(|p| {
            let phrase = &ground.analysis.phrases[*p as usize];
            phrase.end == end && test.lexicons.contains(&phrase.lex)
        })
    };
    let all = ground.analysis.slots(mention).iter();
    let mut slots = all.filter(|s| s.name == test.slot && s.start < s.end).peekable();
    if slots.peek().is_none() && mention.start < mention.end {
        return match &*test.name {
            "first" => holds(mention.start, mention.start + 1),
            "last" => holds(mention.end - 1, mention.end),
            _ => false,
        };
    }
    slots.any(|s| holds(s.start, s.end))
}

fn slot_is(
    mention: &Mention,
    test: &MentionTest,
    (id, value): (ConstId, &str),
    analysis: &Analysis<'_>,
) -> bool {
    let slots = analysis.slots(mention).iter();
    let by_slot = slots.filter(|s| s.name == test.slot).any(|s| match s.value {
        SlotValue::Const(c) => c == id || analysis.own_text(c) == Some(value),
        SlotValue::Words => {
            value == "*" || analysis.words(s.start, s.end).eq_ignore_ascii_case(value)
        }
        SlotValue::Mention(_) => value == "*",
    });
    if by_slot {
        return true;
    }
    match &mention.value {
        Value::Quantity(q) => match &*test.name {
            "kind" => q.kind == value,
            "unit" => q.unit.as_deref() == Some(value),
            "vague" => q.vague.to_string() == value,
            _ => false,
        },
        Value::Time(t) => match &*test.name {
            "type" => t.kind == value,
            _ => false,
        },
        Value::None => false,
    }
}
