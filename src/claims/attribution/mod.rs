//! Attributions: who says what.
//!
//! The rules find the cue (`rules/en/attribution.toml`) and what it may take. From there
//! [`cue`] finds the source in the noun groups around it ([`nominal`], [`subject`]), [`placing`] on
//! which side the content stands and [`content`] how far it reaches; [`quotations`] adds what goes
//! on in quotation marks. [`speaker`] says who a source is, [`certainty`] how sure, and the chain
//! which attribution stands in the words of another.

mod certainty;
mod content;
mod cue;
mod known;
mod layout;
mod naming;
mod nominal;
mod placing;
mod quotations;
mod recording;
mod resolving;
mod speaker;
mod subject;

use crate::claims::names::Kind;
use crate::claims::reader::Reader;
use crate::record::Attribution;
use content::Stops;
use cue::{Cue, Frame};
use known::Speakers;
use layout::Layout;
use placing::{orient, pieces};
use quotations::{continue_quotes, lone_quotes};
use recording::record;

/// An attribution in tokens.
struct Draft<'m> {
    pub cue: Cue<'m>,
    /// Pieces of the content, as tokens.
    pub content: Vec<(u32, u32)>,
}

/// In text order of their cues.
pub(crate) fn build(reader: &Reader<'_, '_>) -> Vec<Attribution> {
    if reader.mentions(Kind::Attribution).next().is_none() {
        return Vec::new();
    }
    let lay = Layout::new(reader);
    let mut cues: Vec<Cue<'_>> =
        reader.mentions(Kind::Attribution).filter_map(|(_, m)| cue::read(&lay, m)).collect();
    cues.sort_by_key(|c| c.head);
    cue::share(&lay, &mut cues);
    for c in &mut cues {
        orient(&lay, c);
    }
    // A word that has no content is no cue, and ends no other's content.
    let none = Stops::new(&lay, std::iter::empty());
    let mut drafts: Vec<Draft<'_>> = cues
        .into_iter()
        .map(|cue| Draft { content: pieces(&lay, &cue, &none), cue })
        .filter(|d| !d.content.is_empty())
        .collect();
    drop_inner(&lay, &mut drafts);
    let stops = Stops::new(&lay, drafts.iter().map(|d| &d.cue));
    for d in drafts.iter_mut().filter(|d| stops.around(&lay, &d.cue)) {
        d.content = pieces(&lay, &d.cue, &stops);
    }
    drafts.retain(|d| !d.content.is_empty());
    continue_quotes(&lay, &mut drafts);
    drafts.sort_by_key(|d| (d.cue.unit, d.cue.head));
    lone_quotes(&lay, &mut drafts);
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
fn drop_inner(lay: &Layout<'_, '_, '_>, drafts: &mut Vec<Draft<'_>>) {
    let mut verbal = vec![false; lay.len() as usize + 1];
    let cues = || drafts.iter().map(|d| &d.cue).filter(|c| c.frame.verbal());
    for c in cues() {
        verbal[c.start as usize..=c.end as usize].fill(true);
        verbal[c.end as usize] = true;
    }
    // "said in a statement that": the clause is the verb's.
    let mut opened = vec![false; lay.len() as usize + 1];
    for t in cues().filter_map(|c| content::right_start(lay, c)) {
        opened[t as usize] = true;
    }
    drafts.retain(|Draft { cue: c, .. }| match c.frame {
        Frame::Noun if opened[c.end as usize] => false,
        Frame::Hearsay => !verbal[c.start as usize],
        Frame::Noun => !verbal[c.unit as usize],
        _ => true,
    });
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
