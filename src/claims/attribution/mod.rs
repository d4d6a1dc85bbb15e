//! Attributions: who says what.
//!
//! The rules find the cue (`rules/en/attribution.toml`) and what it may take. From there
//! [`cue`] finds the source in the noun groups around it ([`nominal`]), and [`content`] how far
//! the words reach that are attributed. [`speaker`] says who a source is, [`chain`] which
//! attribution stands in the words of another.

mod certainty;
mod content;
mod cue;
mod layout;
mod nominal;
mod speaker;

use crate::claims::reader::Reader;
use crate::lexis::token::tag;
use crate::record::{Attribution, Evidence, SpeechKind, Via};
use content::Stops;
use cue::{Cue, Frame, Order};
use layout::{Class, Layout, QuoteRange};
use speaker::{Speaker, Speakers};

/// An attribution in tokens.
struct Draft<'m> {
    cue: Cue<'m>,
    content: Vec<(u32, u32)>,
}

/// In text order of their cues.
pub(crate) fn build(reader: &Reader<'_, '_>) -> Vec<Attribution> {
    if reader.mentions("attribution").next().is_none() {
        return Vec::new();
    }
    let lay = Layout::new(reader);
    let mut cues: Vec<Cue<'_>> =
        reader.mentions("attribution").filter_map(|(_, m)| cue::read(&lay, m)).collect();
    cues.sort_by_key(|c| c.head);
    cue::share(&lay, &mut cues);
    for c in &mut cues {
        orient(&lay, c);
    }
    // A word that has no content is no cue, and ends no other's content.
    let none = Stops::new(&lay, &[]);
    cues.retain(|c| !pieces(&lay, c, &none).is_empty());
    drop_inner(&lay, &mut cues);
    let stops = Stops::new(&lay, &cues);
    let mut drafts: Vec<Draft<'_>> = cues
        .into_iter()
        .filter_map(|c| {
            let content = pieces(&lay, &c, &stops);
            (!content.is_empty()).then_some(Draft { cue: c, content })
        })
        .collect();
    continue_quotes(&lay, &mut drafts);
    drafts.sort_by_key(|d| (d.cue.unit, d.cue.head));
    let mut speakers = Speakers::new(&lay);
    let mut out: Vec<Attribution> = drafts
        .iter()
        .map(|d| {
            let speaker = d.cue.source.map(|n| speakers.identify(&n)).unwrap_or_default();
            record(&lay, d, speaker)
        })
        .collect();
    chain(&drafts, &mut out);
    out
}

/// Cues that are words of another cue: "reportedly told", "denied reports that".
fn drop_inner(lay: &Layout<'_, '_, '_>, cues: &mut Vec<Cue<'_>>) {
    let mut verbal = vec![false; lay.len() as usize + 1];
    for c in cues.iter().filter(|c| c.frame.verbal()) {
        verbal[c.start as usize..=c.end as usize].fill(true);
        verbal[c.end as usize] = true;
    }
    cues.retain(|c| match c.frame {
        Frame::Hearsay => !verbal[c.start as usize],
        Frame::Noun => !verbal[c.unit as usize],
        _ => true,
    });
}

/// Does the content stand before or behind the source and cue?
fn orient(lay: &Layout<'_, '_, '_>, c: &mut Cue<'_>) {
    if c.order != Order::Before || !c.frame.verbal() {
        return;
    }
    if c.source.is_some_and(|n| lay.is(n.start, Class::Relative) && n.end == n.start + 1) {
        return;
    }
    let (block, _) = lay.block(c.unit);
    let Some(before) = c.unit.checked_sub(1).filter(|t| *t >= block) else { return };
    if lay.is(before, Class::AsCue) && before >= c.low {
        // "Y, as X said"; "As X said, Y"
        c.unit = before;
        if before > c.low && lay.comma(before - 1) {
            c.order = Order::After;
        }
        return;
    }
    let right = content::right_start(lay, c);
    let mark = if lay.mark(before) {
        Some(before)
    } else if lay.comma(before) && before > block && lay.mark(before - 1) {
        Some(before - 1)
    } else {
        None
    };
    if right.is_none() && mark.is_some_and(|m| lay.quote(m).is_none()) {
        // A closing mark that nothing opened.
        c.order = Order::After;
        return;
    }
    if let Some(q) =
        mark.and_then(|m| lay.quote(m)).map(|q| lay.quotes[q]).filter(|q| q.end <= c.unit)
    {
        let over = matches!(lay.text(q.end.saturating_sub(2)), ".");
        // A fragment may belong to an opening phrase: "Calling it “sad,” he said that".
        let opens = right.is_some_and(|t| {
            !lay.mark(t) && (content::is_clause(lay, t, c.high) || lay.colon(t) || over)
                || lay.mark(t) && over
        });
        let whole = q.start == lay.sentence(q.start).0 && !over;
        if !opens
            || (whole && !right.is_some_and(|t| lay.is(t, Class::ContentOpener) || lay.colon(t)))
        {
            c.order = Order::After;
        }
        return;
    }
    if before < c.low || !(lay.comma(before) || lay.dash(before)) || c.frame == Frame::Object {
        return;
    }
    // "Many days, officials said, the road is closed."
    let between =
        lay.comma(before) && closing(lay, c).is_some_and(|t| lay.comma(t) && !lay.mark(t + 1));
    if between && c.frame != Frame::Tell {
        c.order = Order::After;
        return;
    }
    let closed = match right {
        None => true,
        Some(t) => {
            lay.comma(t)
                || (!lay.mark(t)
                    && !lay.colon(t)
                    && !content::is_clause(lay, t, c.high)
                    && c.frame != Frame::Tell)
        }
    };
    if closed && content::is_clause(lay, c.low, before) {
        c.order = Order::After;
    }
}

/// The token behind a cue and the times behind it.
fn closing(lay: &Layout<'_, '_, '_>, c: &Cue<'_>) -> Option<u32> {
    let mut t = c.unit_end;
    while t < c.high {
        match lay.time(t) {
            Some(m) => t = m.end.max(t + 1),
            None if lay.adverb(t) || (lay.has(t, tag::PREP) && lay.time(t + 1).is_some()) => t += 1,
            None => break,
        }
    }
    (t < c.high).then_some(t)
}

/// The pieces of a cue's content.
fn pieces(lay: &Layout<'_, '_, '_>, c: &Cue<'_>, stops: &Stops) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let mut push = |a: u32, b: u32| {
        if let Some(p) = lay.trim(a, b) {
            out.push(p);
        }
    };
    match c.frame {
        Frame::Preposition => {
            if c.order == Order::Before {
                let from = c.unit_end;
                push(from, content::right_end(lay, c, stops, from));
            } else {
                if let Some((a, b)) = content::left(lay, c, stops) {
                    push(a, b);
                }
                rest(lay, c, stops, &mut push);
            }
        }
        Frame::Noun => push(c.end, content::right_end(lay, c, stops, c.end)),
        Frame::Colon => push(c.end, content::right_end(lay, c, stops, c.end)),
        Frame::Hearsay => {
            push(c.low, c.start);
            push(c.end, content::right_end(lay, c, stops, c.end));
        }
        _ => match c.order {
            Order::After | Order::Inverted => {
                let left = content::left(lay, c, stops);
                if let Some((a, b)) = left {
                    push(a, b);
                }
                rest(lay, c, stops, &mut push);
            }
            _ => {
                if let Some(from) = content::right_start(lay, c) {
                    let from = if c.unit < c.head && lay.is(c.unit, Class::AsCue) && lay.comma(from)
                    {
                        from + 1
                    } else {
                        from
                    };
                    let to = content::right_end(lay, c, stops, from);
                    if !(c.frame == Frame::Weak || c.bare && lay.has(c.start, tag::TO))
                        || clausal(lay, from, to)
                    {
                        push(from, to);
                    }
                }
            }
        },
    }
    out
}

/// May this cue take that content?
fn accepts(lay: &Layout<'_, '_, '_>, c: &Cue<'_>, from: u32, to: u32) -> bool {
    match c.frame {
        Frame::Weak => clausal(lay, from, to),
        Frame::Tell => lay.has(from, tag::TO) || clausal(lay, from, to),
        _ if c.bare && lay.has(c.start, tag::TO) => clausal(lay, from, to),
        _ => true,
    }
}

/// A clause, or with a quotation.
fn clausal(lay: &Layout<'_, '_, '_>, from: u32, to: u32) -> bool {
    if lay.has(from, tag::TO) || (lay.mark(from) && lay.has(from + 1, tag::TO)) {
        return false;
    }
    lay.is(from, Class::ContentOpener)
        || lay.colon(from)
        || (from..to).any(|t| lay.mark(t))
        || lay.np(from).is_some_and(|m| {
            lay.finite(m.end).is_some() || lay.vg(m.end).is_some_and(|v| lay.has(v.start, tag::TO))
        })
}

/// What goes on behind words that attribute in the middle: "Y, X said, Z".
fn rest(lay: &Layout<'_, '_, '_>, c: &Cue<'_>, stops: &Stops, push: &mut dyn FnMut(u32, u32)) {
    let (_, high) = lay.sentence(c.end);
    let mut t = closing(lay, c).unwrap_or(high);
    if t < high && !lay.comma(t) {
        while t < high && !lay.mark(t) && !lay.colon(t) {
            t += 1;
        }
    }
    if t >= high {
        return;
    }
    let from = t;
    // Behind words in quotation marks, only more of them.
    let quoted = c.unit > 1 && (lay.mark(c.unit - 1) || lay.mark(c.unit - 2));
    if quoted && !lay.mark(from) && !lay.mark(from + 1) {
        return;
    }
    if stops.at[from as usize + 1] != 0 && !lay.mark(from) {
        return;
    }
    let gerund = lay.has(from + 1, tag::GERUND);
    if gerund {
        return;
    }
    let wide = Cue { high, ..c.clone() };
    push(from, content::right_end(lay, &wide, stops, from));
}

/// A quotation that goes on behind the sentence: `"A," he said. "B."`
fn continue_quotes(lay: &Layout<'_, '_, '_>, drafts: &mut [Draft<'_>]) {
    let mut claimed = vec![false; lay.quotes.len()];
    for d in drafts.iter() {
        for (a, b) in &d.content {
            for t in *a..*b {
                if let Some(q) = lay.quote(t) {
                    let range = lay.quotes[q];
                    claimed[q] |= *a <= range.start && range.end <= *b + 1;
                }
            }
        }
    }
    for d in drafts.iter_mut() {
        if !d.cue.frame.verbal() {
            continue;
        }
        let last = d.content.last().map_or(0, |p| p.1).max(d.cue.unit_end);
        let (_, block_end) = lay.block(last.saturating_sub(1));
        let (_, sentence_end) = lay.sentence(last.saturating_sub(1));
        let mut at = sentence_end.max(last);
        while let Some(q) = quote_at(lay, at, block_end).filter(|(i, _)| !claimed[*i]) {
            let (i, q) = q;
            claimed[i] = true;
            d.content.push((q.start, q.end));
            at = q.end;
            if q.open_ended {
                if let Some((j, next)) = following(lay, i).filter(|(j, _)| !claimed[*j]) {
                    claimed[j] = true;
                    d.content.push((next.start, next.end));
                }
                break;
            }
        }
    }
}

fn quote_at(lay: &Layout<'_, '_, '_>, at: u32, high: u32) -> Option<(usize, QuoteRange)> {
    let mut t = at;
    while t < high && lay.punct(t) && !lay.mark(t) {
        t += 1;
    }
    let i = (t < high).then(|| lay.quote(t)).flatten()?;
    let q = lay.quotes[i];
    (q.start == t).then_some((i, q))
}

fn following(lay: &Layout<'_, '_, '_>, i: usize) -> Option<(usize, QuoteRange)> {
    let q = lay.quotes.get(i + 1)?;
    q.continues.then_some((i + 1, *q))
}

/// Which attribution stands in the words of another: the innermost that holds it.
fn chain(drafts: &[Draft<'_>], out: &mut [Attribution]) {
    // Drafts are in text order, so those that may hold this one are near; a sentence bounds them.
    for (i, d) in drafts.iter().enumerate() {
        let holder = drafts
            .iter()
            .enumerate()
            .skip(i.saturating_sub(8))
            .take(17)
            .filter(|(j, h)| {
                *j != i
                    && h.cue.frame != Frame::Hearsay
                    && h.content.iter().any(|(a, b)| *a <= d.cue.unit && d.cue.end <= *b)
            })
            .min_by_key(|(_, h)| h.content.iter().map(|(a, b)| b - a).sum::<u32>());
        if let Some((j, _)) = holder {
            out[i].within = Some(out[j].id.clone());
        }
    }
}

/// A time right behind the cue belongs to it: "said Tuesday".
fn cue_end(lay: &Layout<'_, '_, '_>, d: &Draft<'_>) -> u32 {
    let c = &d.cue;
    if !matches!(c.frame, Frame::Clause | Frame::Weak) {
        return c.end;
    }
    match lay.time(c.end) {
        Some(m) if m.start == c.end && !lay.has(m.start, tag::PREP) => {
            let content = d.content.iter().any(|(a, b)| *a < m.end && m.start < *b);
            if content { c.end } else { m.end }
        }
        _ => c.end,
    }
}

fn record(lay: &Layout<'_, '_, '_>, d: &Draft<'_>, speaker: Speaker) -> Attribution {
    let r = lay.r;
    let c = &d.cue;
    let cue_end = cue_end(lay, d);
    let content: Vec<Evidence> = d.content.iter().map(|(a, b)| r.evidence(*a, *b)).collect();
    let via = if speaker.resolved { Via::Anaphora } else { Via::Rule };
    let source = c.source.map(|n| {
        let mut field = r.field(n.start, n.end, via);
        field.norm = speaker.name.clone().filter(|n| *n != field.evidence.text);
        field
    });
    let mut missing = Vec::new();
    if source.is_none() {
        missing.push("source".to_owned());
    }
    let (mut inside, mut outside) = (0u32, 0u32);
    for (a, b) in &d.content {
        for t in *a..*b {
            if !lay.punct(t) {
                if lay.quote(t).is_some() {
                    inside += 1;
                } else {
                    outside += 1;
                }
            }
        }
    }
    let kind = match (inside, outside) {
        (0, _) => SpeechKind::Indirect,
        (_, 0) => SpeechKind::Direct,
        _ => SpeechKind::Mixed,
    };
    let first = d.content.first().map_or(c.unit, |p| p.0).min(c.unit);
    let last = d.content.last().map_or(c.unit_end, |p| p.1).max(c.unit_end);
    let span = r.evidence(first, last);
    Attribution {
        id: r.id("attribution", &r.evidence(c.start, c.end)),
        span,
        source,
        title: speaker.title,
        source_type: speaker.kind,
        outlet: speaker.outlet,
        anonymity_reason: speaker.anonymity.map(|(a, b)| r.evidence(a, b)),
        cue: Some(r.evidence(c.start, cue_end)),
        content,
        kind,
        certainty: certainty::of(lay, c, &d.content),
        within: None,
        rule: r.rule(c.mention),
        missing,
    }
}
