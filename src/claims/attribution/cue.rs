//! Cues: what a rule found, the verb group around it, and the source it takes.

use super::layout::{Class, Layout};
use super::nominal::{self, Nominal};
use crate::lexis::token::tag;
use crate::matching::mention::Mention;

/// What a cue may take; the `frame` of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Clause,
    Weak,
    Tell,
    Object,
    Preposition,
    Noun,
    Hearsay,
}

impl Frame {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "clause" => Self::Clause,
            "weak" => Self::Weak,
            "tell" => Self::Tell,
            "object" => Self::Object,
            "preposition" => Self::Preposition,
            "noun" => Self::Noun,
            "hearsay" => Self::Hearsay,
            _ => return None,
        })
    }
}

/// How the source stands to the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// X said Y
    Before,
    /// Y, X said
    After,
    /// Y, said X
    Inverted,
    /// saying Y, and said Y: the source is the subject of an earlier verb
    Shared,
}

/// A cue with its source.
#[derive(Clone, Debug)]
pub(super) struct Cue<'m> {
    pub mention: &'m Mention,
    pub frame: Frame,
    /// The cue's words, with auxiliaries and adverbs.
    pub start: u32,
    pub end: u32,
    pub source: Option<Nominal>,
    pub order: Order,
    /// First token of the words that attribute (source or cue).
    pub unit: u32,
    /// One past the last token of source and cue.
    pub unit_end: u32,
    /// Lowest and highest token it may use.
    pub low: u32,
    pub high: u32,
}

/// Read a mention as a cue; `None` if the word is no cue here.
pub(super) fn read<'m>(lay: &Layout<'_, '_, '_>, mention: &'m Mention) -> Option<Cue<'m>> {
    let frame = Frame::parse(lay.r.constant(mention, "frame")?)?;
    let slot = lay.r.slot(mention, "cue").filter(|s| s.start < s.end)?;
    let (from, to) = (slot.start, slot.end);
    let (mut low, mut high) = lay.sentence(from);
    // Inside a quotation, only the quotation's own words matter, and outside, not those of one.
    if let Some(q) = lay.quote(from) {
        let q = lay.quotes[q];
        if q.end - q.start > 6 {
            low = low.max(q.start + 1);
            high = high.min(q.end - 1);
        }
    }
    let mut cue = Cue {
        mention,
        frame,
        start: from,
        end: to,
        source: None,
        order: Order::Before,
        unit: from,
        unit_end: to,
        low,
        high,
    };
    match frame {
        Frame::Preposition => {
            let source = nominal::starting(lay, to, high)?;
            cue.unit_end = source.end;
            cue.source = Some(source);
            let open = from == low || (lay.is(from - 1, Class::Coordinator) && from - 1 == low);
            cue.order = if open { Order::Before } else { Order::After };
            Some(cue)
        }
        Frame::Noun => {
            if let Some(m) = lay.np(from).filter(|m| m.start < from) {
                // "her claim that", "the mayor's claim that"
                if lay.has(m.start, tag::DET | tag::POSS) || lay.has(from - 1, tag::POSS) {
                    let owner = (m.start..from).rev().find(|t| lay.has(*t, tag::POSS));
                    if let Some(p) = owner {
                        let end = if p == m.start { p + 1 } else { p };
                        cue.source = Some(Nominal { start: m.start, end, head: (m.start, end) });
                        cue.unit = m.start;
                    }
                }
            }
            Some(cue)
        }
        Frame::Hearsay => Some(cue),
        _ => verb(lay, cue),
    }
}

fn verb<'m>(lay: &Layout<'_, '_, '_>, mut cue: Cue<'m>) -> Option<Cue<'m>> {
    let head = cue.start;
    let tags = lay.tags(head);
    if tags & (tag::VERB | tag::BASE | tag::GERUND | tag::PASTPART | tag::PAST) == 0 {
        return None;
    }
    let gerund = tags & tag::GERUND != 0;
    let group = lay.vg(head);
    if let Some(g) = group {
        if lay.r.constant(g, "voice") == Some("passive") {
            return None;
        }
        cue.start = g.start;
    } else if !gerund && tags & tag::PASTPART != 0 {
        return None;
    } else if !gerund && lay.np(head).is_some() {
        return None;
    }
    let bare_gerund = gerund && group.is_none();
    let infinitive = group.is_some_and(|g| lay.has(g.start, tag::TO));
    // "went on to say", "tried to explain"
    if infinitive {
        let mut guard = 0;
        while cue.start > cue.low && guard < 3 {
            let mut t = cue.start - 1;
            while t > cue.low && lay.adverb(t) && lay.vg(t).is_none() {
                t -= 1;
            }
            match lay.vg(t) {
                Some(v) => cue.start = v.start,
                None => break,
            }
            guard += 1;
        }
        if lay.has(cue.start, tag::TO) {
            // "a chance to say", "He used the visit to say"
            cue.source = nominal::governing(lay, cue.start, cue.low);
            cue.order = Order::Shared;
            cue.unit = cue.start;
            cue.unit_end = cue.end;
            return cue.source.is_some().then_some(cue);
        }
    }
    // Adverbs before a simple verb: "also said".
    while cue.start > cue.low && lay.adverb(cue.start - 1) && lay.np(cue.start - 1).is_none() {
        if lay.comma(cue.start - 1) {
            break;
        }
        cue.start -= 1;
    }
    cue.unit = cue.start;
    cue.unit_end = cue.end;
    let before = cue.start.checked_sub(1).filter(|t| *t >= cue.low);
    if bare_gerund {
        if let Some(n) = nominal::governing(lay, cue.start, cue.low) {
            cue.source = Some(n);
        }
        cue.order = Order::Shared;
        return cue.source.is_some().then_some(cue);
    }
    // "Y," said X
    let closed = before.is_none_or(|t| lay.comma(t) || lay.mark(t) || lay.dash(t));
    if closed
        && cue.end - cue.start <= 2
        && cue.frame != Frame::Object
        && let Some(n) = inverted(lay, &cue)
    {
        cue.order = Order::Inverted;
        cue.unit_end = n.end;
        cue.source = Some(n);
        return Some(cue);
    }
    let t = before?;
    if lay.is(t, Class::Coordinator) && !lay.mark(t) {
        cue.source = Some(nominal::subject(lay, cue.start, cue.low, 0)?);
        cue.order = Order::Shared;
        return Some(cue);
    }
    let n = nominal::subject(lay, cue.start, cue.low, 0)?;
    cue.unit = n.start;
    cue.source = Some(n);
    Some(cue)
}

/// The source behind an inverted cue: a noun phrase with nothing that could be a content behind it.
fn inverted(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>) -> Option<Nominal> {
    let (_, high) = lay.sentence(cue.end);
    let n = nominal::starting(lay, cue.end, high)?;
    let after = n.end;
    if after < high && lay.finite(after).is_some() {
        return None;
    }
    if lay.np(n.start).is_some_and(|m| m.end < after && lay.finite(m.end).is_some()) {
        return None;
    }
    Some(n)
}
