//! Quotations that go on: behind the sentence that attributes them, and over paragraphs.

use super::Draft;
use super::layout::{Layout, QuoteRange};

/// A quotation that goes on behind the sentence: `"A," he said. "B."`
pub(super) fn continue_quotes(lay: &Layout<'_, '_, '_>, drafts: &mut [Draft<'_>]) {
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

/// Paragraphs that are all quotation, behind one whose speaker is known: his words go on.
pub(super) fn lone_quotes(lay: &Layout<'_, '_, '_>, drafts: &mut [Draft<'_>]) {
    let mut taken = vec![false; lay.len() as usize + 1];
    for (a, b) in drafts.iter().flat_map(|d| &d.content) {
        taken[*a as usize..*b as usize].fill(true);
    }
    let mut next = 0;
    for q in &lay.quotes {
        let (from, to) = lay.block(q.start);
        let whole = q.start == from && q.end + 1 >= to && q.end - q.start > 6;
        if !whole || q.single || (q.start..q.end).any(|t| taken[t as usize]) {
            continue;
        }
        while next < drafts.len() && drafts[next].cue.unit < q.start {
            next += 1;
        }
        let here = lay.r.block(q.start);
        let speaker = drafts[..next].iter_mut().rev().find(|d| d.cue.frame.verbal()).filter(|d| {
            let last = d.content.last().map_or(d.cue.end, |p| p.1).max(d.cue.unit_end);
            lay.r.block(last - 1) + 1 >= here
                && d.content.iter().any(|(a, b)| (*a..*b).any(|t| lay.mark(t)))
        });
        if let Some(d) = speaker {
            d.content.push((q.start, q.end));
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
