//! The record of an attribution.

use smol_str::SmolStr;

use super::cue::Frame;
use super::layout::Layout;
use super::speaker::Speaker;
use super::{Draft, certainty};
use crate::claims::missing;
use crate::lexis::token::tag;
use crate::record::{Attribution, Evidence, SpeechKind, Via};

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

/// Evidence, kind of speech, certainty, and what the speaker is known to be.
pub(super) fn record(lay: &Layout<'_, '_, '_>, d: &Draft<'_>, speaker: Speaker<'_>) -> Attribution {
    let r = lay.r;
    let c = &d.cue;
    let cue_end = cue_end(lay, d);
    let content: Vec<Evidence> = d.content.iter().map(|(a, b)| r.evidence(*a, *b)).collect();
    let via = if speaker.resolved { Via::Anaphora } else { Via::Rule };
    let source = c.source.map(|n| {
        let mut field = r.field(n.start, n.end, via);
        field.norm = speaker.name.filter(|n| *n != field.evidence.text).map(SmolStr::new);
        field
    });
    let missing = missing(&[("source", source.is_none())]);
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
        id: r.id("attribution", r.points(c.start, c.end)),
        span,
        source,
        title: speaker.title.map(SmolStr::new),
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
