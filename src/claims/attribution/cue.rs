//! Cues: what a rule found, the verb group around it, and the source it takes.

use super::layout::Layout;
use super::nominal::{self, Nominal};
use super::subject;
use crate::claims::names::{Lex, Part, Word};
use crate::lexis::token::{Shape, tag};
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
    Colon,
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
            "colon" => Self::Colon,
            _ => return None,
        })
    }

    /// Is the cue a verb?
    pub(super) fn verbal(self) -> bool {
        matches!(self, Self::Clause | Self::Weak | Self::Tell | Self::Object)
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
    /// The verb, noun or preposition itself.
    pub head: u32,
    /// The cue's words, with auxiliaries and adverbs.
    pub start: u32,
    pub end: u32,
    pub source: Option<Nominal>,
    pub order: Order,
    /// A gerund or infinitive: no clause of its own.
    pub bare: bool,
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
    let mut frame = Frame::parse(lay.r.constant(mention, Part::Frame)?)?;
    let slot = lay.r.slot(mention, Part::Cue).filter(|s| s.start < s.end)?;
    let (from, to) = (slot.start, slot.end);
    let (low, high) = lay.sentence(from);
    if frame == Frame::Noun && !lay.has(from, tag::NOUN) {
        frame = Frame::Clause; // "warning that": a verb after all
    }
    let mut cue = Cue {
        mention,
        frame,
        head: from,
        start: from,
        end: to,
        source: None,
        order: Order::Before,
        bare: false,
        unit: from,
        unit_end: to,
        low,
        high,
    };
    match frame {
        Frame::Preposition => {
            let source = nominal::starting(lay, to, high, true)?;
            cue.unit_end = source.end;
            cue.source = Some(source);
            let open = from == low || (lay.is(from - 1, Lex::ConjCoord) && from - 1 == low);
            cue.order = if open { Order::Before } else { Order::After };
        }
        Frame::Noun => {
            if lay.vg(to + 1).is_some_and(|v| v.start == to + 1) {
                return None; // "a report that could": a relative clause
            }
            noun(lay, &mut cue);
        }
        Frame::Hearsay => {}
        Frame::Colon => {
            let s = lay.r.slot(mention, Part::Source).filter(|s| s.start < s.end)?;
            // In a text only before a quotation; in the headline before anything.
            let named = lay.has(s.end - 1, tag::NAME) && !lay.shape(to).has(Shape::DIGITS);
            let (block, end) = lay.block(from);
            let headline = lay.r.block(from) <= 1 && (low, high) == (block, end);
            if !(named && headline || lay.mark(to))
                || lay.r.block(from) > 1 && lay.has(s.start, tag::DET)
            {
                return None;
            }
            cue.source = Some(Nominal { start: s.start, end: s.end, head: (s.start, s.end) });
            cue.unit = s.start;
        }
        _ => cue = verb(lay, cue)?,
    }
    // Words reported inside somebody's quotation stay his: only a cue whose source stands outside
    // ("have “flatly denied”") is one of the text.
    if let Some(q) = lay.quote(from) {
        let q = lay.quotes[q];
        let inside = cue.source.is_none_or(|n| n.start >= q.start && n.start < q.end);
        if inside && q.end - q.start > 3 || q.end - q.start > 8 {
            return None;
        }
    }
    Some(cue)
}

/// "her claim that", "the mayor's claim that"
fn noun(lay: &Layout<'_, '_, '_>, cue: &mut Cue<'_>) {
    let Some(m) = lay.np(cue.head).filter(|m| m.start < cue.head) else { return };
    let owner = (m.start..cue.head)
        .rev()
        .find(|t| lay.has(*t, tag::POSS) || lay.is(*t, Lex::PossessiveDet));
    cue.start = m.start;
    if let Some(p) = owner {
        let end = if lay.is(p, Lex::PossessiveDet) { p + 1 } else { p };
        if end > m.start {
            cue.source = Some(Nominal { start: m.start, end, head: (m.start, end) });
            cue.start = p + 1;
        }
    }
    cue.unit = m.start;
}

fn verb<'m>(lay: &Layout<'_, '_, '_>, mut cue: Cue<'m>) -> Option<Cue<'m>> {
    let head = cue.start;
    let tags = lay.tags(head);
    // Where the tagger saw a noun that stands alone: “…,” states a draft; "Ruth Bell, the harbour
    // master, estimates that they".
    let alone = tags & tag::NOUN != 0
        && head > cue.low
        && lay.np(head).is_some_and(|m| m.start == head && m.end == head + 1);
    let quoted = || lay.mark(head - 1) && lay.has(head + 1, tag::DET | tag::NAME);
    let apposed = || {
        lay.comma(head - 1)
            && lay.may_be_verb(head)
            && lay.is(cue.end, Lex::ContentOpener)
            && lay.np(cue.end + 1).is_some()
    };
    let said_noun = alone && (quoted() || apposed());
    if !said_noun && tags & (tag::VERB | tag::BASE | tag::GERUND | tag::PASTPART | tag::PAST) == 0 {
        return None;
    }
    let gerund = tags & tag::GERUND != 0;
    let mut group = lay.vg(head);
    if group.is_none_or(|g| g.start == head) && tags & (tag::PASTPART | tag::PAST | tag::VERB) != 0
    {
        // have “flatly denied”
        let mut t = head;
        while t > cue.low && (lay.mark(t - 1) || lay.adverb(t - 1)) {
            t -= 1;
        }
        if t > cue.low && t < head && lay.has(t - 1, tag::AUX) {
            group = lay.vg(t - 1);
            if lay.mark(cue.end) {
                cue.end += 1;
            }
        }
    }
    match group {
        Some(g) if lay.r.says(g, Part::Voice, Word::Passive) => return None,
        Some(g) => cue.start = g.start,
        None if gerund => {}
        None if said_noun => {}
        None if tags & tag::PASTPART != 0 || lay.np(head).is_some() => return None,
        None => {}
    }
    let bare_gerund = gerund && group.is_none();
    // "went on to say", "tried to explain"
    if group.is_some_and(|g| lay.has(g.start, tag::TO)) {
        for _ in 0..3 {
            let mut t = cue.start.checked_sub(1).filter(|t| *t > cue.low)?;
            while t > cue.low && lay.adverb(t) && lay.vg(t).is_none() {
                t -= 1;
            }
            if lay.vg(t).is_none() && t > cue.low && lay.has(t, tag::PREP) {
                t -= 1; // went on to say
            }
            match lay.vg(t) {
                Some(v) => cue.start = v.start,
                None => break,
            }
        }
        if lay.has(cue.start, tag::TO) {
            cue.source = subject::governing(lay, cue.start, cue.low);
            cue.order = Order::Shared;
            cue.bare = true;
            cue.unit = cue.start;
            return cue.source.is_some().then_some(cue);
        }
    }
    // Adverbs before a simple verb: "also said".
    while cue.start > cue.low
        && lay.adverb(cue.start - 1)
        && lay.np(cue.start - 1).is_none()
        && !lay.comma(cue.start - 1)
    {
        cue.start -= 1;
    }
    cue.unit = cue.start;
    let before = cue.start.checked_sub(1).filter(|t| *t >= cue.low);
    if bare_gerund {
        cue.bare = true;
        cue.order = Order::Shared;
        cue.source = match before {
            // "a message to supporters saying"
            Some(t) if lay.np(t).is_some_and(|m| m.end == t + 1) => {
                let n = nominal::ending(lay, cue.start, cue.low)?;
                Some(n)
            }
            _ => subject::governing(lay, cue.start, cue.low),
        };
        return cue.source.is_some().then_some(cue);
    }
    // "Y," said X
    let closed = before.is_none_or(|t| lay.comma(t) || lay.mark(t) || lay.dash(t));
    if closed && cue.end - cue.start <= 2 && matches!(cue.frame, Frame::Clause | Frame::Weak) {
        // "Jane Miller, the captain, said the law professor lied": a subject stands before.
        let own = before
            .filter(|t| lay.comma(*t))
            .and_then(|_| subject::subject(lay, cue.start, cue.low, 0))
            .is_some_and(|n| {
                !(cue.low..n.start).any(|t| lay.finite(t).is_some()) && n.end + 1 >= cue.start
            });
        if let Some(n) = (!own).then(|| inverted(lay, &cue)).flatten() {
            cue.order = Order::Inverted;
            cue.unit_end = n.end;
            cue.source = Some(n);
            return Some(cue);
        }
    }
    let t = before?;
    let mut n = subject::subject(lay, cue.start, cue.low, 0)?;
    if n.end == n.start + 1 && lay.is(n.start, Lex::ConjSub) && !lay.is(n.start, Lex::ContentOpener)
    {
        return None; // "when asked": nobody is named
    }
    if lay.is(t, Lex::ConjCoord) && !lay.mark(t) {
        cue.source = Some(n);
        cue.order = Order::Shared;
        return Some(cue);
    }
    if n.end == n.start + 1 && lay.is(n.start, Lex::ContentOpener) {
        // "another firm that had said": the firm, not "that"
        (n.start, n.end) = n.head;
    }
    cue.unit = n.start;
    cue.source = Some(n);
    Some(cue)
}

/// The source behind an inverted cue: a noun phrase with nothing that could be a content behind it.
fn inverted(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>) -> Option<Nominal> {
    let at = cue.end;
    if lay.is(at, Lex::ContentOpener) || lay.is(at, Lex::SubjectPron) || lay.time(at).is_some() {
        return None;
    }
    let n = nominal::starting(lay, at, cue.high, false)?;
    let after = n.end;
    if after < cue.high && lay.finite(after).is_some() {
        return None;
    }
    if lay.np(n.start).is_some_and(|m| m.end < after && lay.finite(m.end).is_some()) {
        return None;
    }
    Some(n)
}

/// A cue that goes on with an earlier verb takes the source of an earlier cue of its sentence:
/// "X said Y, adding Z", "X said Y, and accused Z".
pub(super) fn share(lay: &Layout<'_, '_, '_>, cues: &mut [Cue<'_>]) {
    for i in 1..cues.len() {
        if cues[i].order != Order::Shared {
            continue;
        }
        let comma = cues[i].unit > 1
            && (lay.comma(cues[i].unit - 1)
                || lay.mark(cues[i].unit - 1)
                || (lay.is(cues[i].unit - 1, Lex::ConjCoord) && lay.comma(cues[i].unit - 2)));
        let weak = cues[i].source.is_some_and(|n| lay.is(n.start, Lex::SubjectPron));
        let low = cues[i].low;
        let head = cues[i].head;
        let earlier = cues[..i].iter().rev().take_while(|c| c.head >= low).find(|c| {
            c.frame.verbal()
                && c.source.is_some()
                && c.head < head
                && !(c.bare && c.order != Order::Shared)
        });
        let Some(e) = earlier else { continue };
        let source = e.source;
        // The subject found by the nearest verb stands before that cue anyway: keep it.
        let nearest = cues[i].source;
        let behind = nearest.is_some_and(|n| n.start > e.unit);
        if (comma || weak) && behind {
            cues[i].source = source;
        }
    }
}
