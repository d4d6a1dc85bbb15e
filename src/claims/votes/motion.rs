//! What was voted on, and by whom: the words around the decision.

use super::group::Group;
use super::pieces::{Piece, Says};
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::Mention;

/// Token range.
pub(super) type Range = (u32, u32);

/// Which way a plain "voted" went, by the word behind the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    For,
    Against,
}

/// A decision that belongs to a group: its piece, and how far it stands from the count.
pub(super) fn action<'p>(
    reader: &Reader<'_, '_>,
    group: &Group,
    pieces: &'p [Piece],
) -> Option<&'p Piece> {
    let main = main_piece(group, pieces);
    // Pieces are in text order: only those of the sentences around are looked at.
    let from = pieces.partition_point(|p| p.sentence + 2 < group.first);
    let to = pieces.partition_point(|p| p.sentence <= group.last);
    let candidates =
        pieces[from..to.max(from)].iter().filter(|p| matches!(p.says, Says::Action { .. }));
    candidates.filter(|p| reader.block(p.start).abs_diff(reader.block(main.start)) <= 1).min_by_key(
        |p| {
            let Says::Action { outcome, .. } = &p.says else { return (9, 0, 0) };
            let apart = p.sentence.abs_diff(main.sentence);
            // A decision in the count's own sentence, before it rather than behind it; one without
            // a motion says little.
            let behind = u32::from(p.start > main.end);
            let plain = u32::from(apart > 0 && outcome == "vote");
            let empty = u32::from(find(reader, Some(p), main).0.is_none()) * 3;
            (apart + behind + plain + empty, apart, p.start.abs_diff(main.start))
        },
    )
}

/// The piece that carries the count.
pub(super) fn main_piece<'p>(group: &Group, pieces: &'p [Piece]) -> &'p Piece {
    let rank = |p: &Piece| match p.says {
        Says::Tally { .. } => 0,
        Says::Count { .. } => 1,
        Says::Names { .. } => 2,
        Says::Veto { .. } => 3,
        _ => 4,
    };
    let best = group.pieces.iter().min_by_key(|i| (rank(&pieces[**i]), **i));
    &pieces[best.copied().unwrap_or(0)]
}

/// Where the motion's words stand, and which way a plain "voted" went.
pub(super) fn find(
    reader: &Reader<'_, '_>,
    action: Option<&Piece>,
    main: &Piece,
) -> (Option<Range>, Option<Toward>) {
    if let Says::Tally { .. } = main.says {
        if let Some((range, toward)) = behind_count(reader, main.end) {
            let plain = action.is_none_or(
                |a| matches!(&a.says, Says::Action { outcome, .. } if outcome == "vote"),
            );
            if plain {
                return (Some(range), Some(toward));
            }
        }
    }
    let Some(Piece { says: Says::Action { body, verb, outcome, motion, .. }, sentence, .. }) =
        action
    else {
        return (None, None);
    };
    if let Some(motion) = motion {
        return (Some(trim(reader, *motion)), None);
    }
    let (_, end) = reader.sentence_range(verb.0);
    let limit = if *sentence == main.sentence {
        count_start(main).filter(|s| *s >= verb.1).unwrap_or(end)
    } else {
        end
    };
    if outcome == "vote" {
        return match behind_count(reader, verb.1) {
            Some((range, toward)) => (Some(range), Some(toward)),
            None => (None, None),
        };
    }
    let by = reader.analysis.tokens.get(verb.1 as usize).is_some_and(|t| t.tags & tag::PREP != 0);
    let object = phrase(reader, verb.1, limit).filter(|_| !by);
    if object.is_some() {
        return (object, None);
    }
    // "The bill passed 219-210": the subject is the motion.
    let subject = body.filter(|b| is_motion(reader, *b));
    (subject, None)
}

fn count_start(main: &Piece) -> Option<u32> {
    match &main.says {
        Says::Tally { first, .. } => Some(first.start.max(main.start)),
        Says::Count { .. } => Some(main.start),
        _ => None,
    }
}

/// The words behind a count: `to …`, `in favour of …`, `for …`, `against …`.
fn behind_count(reader: &Reader<'_, '_>, from: u32) -> Option<(Range, Toward)> {
    let (_, end) = reader.sentence_range(from.saturating_sub(1));
    let mut at = skip_aside(reader, from, end);
    at = skip_time(reader, at, end);
    at = skip_aside(reader, at, end);
    let lexicon = |name: &str| reader.engine.lexicons.id(name);
    let longest = |name: &str, at: u32| -> Option<u32> {
        let lex = lexicon(name)?;
        let phrase = reader
            .analysis
            .phrases
            .iter()
            .filter(|p| p.lex == lex && p.start == at)
            .map(|p| p.end)
            .max();
        phrase.or_else(|| {
            let token = reader.analysis.tokens.get(at as usize)?;
            reader.engine.lexicons.has(lex, token, &reader.analysis.document.text).then_some(at + 1)
        })
    };
    if at >= end {
        return None;
    }
    let toward = if let Some(next) = longest("side-against", at) {
        at = next;
        Toward::Against
    } else if let Some(next) = longest("side-for", at) {
        at = next;
        Toward::For
    } else if let Some(next) = longest("to", at) {
        at = next;
        Toward::For
    } else {
        return None;
    };
    // "in favour of": the preposition is not the motion's.
    if at < end && reader.analysis.tokens[at as usize].tags & tag::PREP != 0 {
        at += 1;
    }
    phrase(reader, at, end).map(|r| (r, toward))
}

/// An aside between dashes or commas.
fn skip_aside(reader: &Reader<'_, '_>, from: u32, end: u32) -> u32 {
    let dash = reader.engine.lexicons.id("dash");
    let is_dash = |t: u32| {
        let token = &reader.analysis.tokens[t as usize];
        dash.is_some_and(|d| reader.engine.lexicons.has_word(d, token.word))
    };
    if from < end && is_dash(from) {
        if let Some(close) = (from + 1..end.min(from + 15)).find(|t| is_dash(*t)) {
            return close + 1;
        }
    }
    from
}

/// A time expression with its preposition.
fn skip_time(reader: &Reader<'_, '_>, from: u32, end: u32) -> u32 {
    let time = reader.engine.kinds.get("time").unwrap_or(u16::MAX);
    let ends = |t: u32| {
        reader.analysis.starting_at(t).filter(|(_, m)| m.kind == time).map(|(_, m)| m.end).max()
    };
    if from >= end {
        return from;
    }
    if let Some(e) = ends(from) {
        return e;
    }
    let preposition = reader.analysis.tokens[from as usize].tags & tag::PREP != 0;
    if preposition && from + 1 < end { ends(from + 1).unwrap_or(from) } else { from }
}

/// A phrase from `from` to the end of its clause, times at its end left out.
pub(super) fn phrase(reader: &Reader<'_, '_>, from: u32, limit: u32) -> Option<Range> {
    let tokens = &reader.analysis.tokens;
    let from = skip_time(reader, from, limit);
    let mut end = from;
    while end < limit {
        let t = &tokens[end as usize];
        let word = reader.analysis.word(end);
        let inner_mark = t.shape.has(Shape::GLUED)
            && end + 1 < limit
            && tokens[end as usize + 1].shape.has(Shape::GLUED);
        if t.shape.has(Shape::PUNCT)
            && !t.shape.has(Shape::QUOTE)
            && !inner_mark
            && !matches!(word, "%" | "#" | "/" | "$" | "&" | "(" | ")" | "-")
        {
            break;
        }
        if matches!(word, "–" | "—") || (word == "-" && !t.shape.has(Shape::GLUED)) {
            break;
        }
        end += 1;
    }
    // "… early on Thursday", "… by a": what leads to the count is not the motion's.
    let adverbial =
        |t: u32| tokens[t as usize].tags & (tag::ADV | tag::PREP | tag::DET | tag::CONJ) != 0;
    let time = reader.engine.kinds.get("time").unwrap_or(u16::MAX);
    loop {
        let before = end;
        if let Some(start) = reader
            .analysis
            .ending_at(end)
            .filter(|(_, m)| m.kind == time && m.start > from)
            .map(|(_, m)| m.start)
            .min()
        {
            end = start;
        }
        while end > from && adverbial(end - 1) {
            end -= 1;
        }
        if end == before {
            break;
        }
    }
    (end > from).then_some((from, end))
}

/// Without a relative pronoun or a mark at the end ("the text, which was rejected").
fn trim(reader: &Reader<'_, '_>, range: Range) -> Range {
    let tokens = &reader.analysis.tokens;
    let mut end = range.1;
    while end > range.0 + 1
        && (tokens[end as usize - 1].shape.has(Shape::PUNCT)
            || tokens[end as usize - 1].tags & (tag::PRON | tag::CONJ | tag::ADV) != 0)
    {
        end -= 1;
    }
    (range.0, end)
}

/// Is the noun group something to be voted on?
pub(super) fn is_motion(reader: &Reader<'_, '_>, range: Range) -> bool {
    head_in(reader, range, "motion-noun")
}

/// Is the last word (or a phrase at the end) of the range in the lexicon?
pub(super) fn head_in(reader: &Reader<'_, '_>, range: Range, lexicon: &str) -> bool {
    let Some(lex) = reader.engine.lexicons.id(lexicon) else { return false };
    let Some(last) = reader.analysis.tokens.get(range.1.wrapping_sub(1) as usize) else {
        return false;
    };
    reader.engine.lexicons.has(lex, last, &reader.analysis.document.text)
}

/// The voting body: the decision's subject if it can vote, else the nearest body named before.
pub(super) fn body(
    reader: &Reader<'_, '_>,
    action: Option<&Piece>,
    main: &Piece,
    voters: &[Vec<Range>; 4],
) -> Option<(Range, bool)> {
    if let Some(Piece { says: Says::Action { body: Some(b), .. }, .. }) = action {
        // "Twelve members voted": a count of voters is not the body, unless the body is named in it.
        let tags = |t: u32| reader.analysis.tokens[t as usize].tags;
        let counts = (b.0..b.1).any(|t| tags(t) & tag::NUM != 0);
        let named = (b.0..b.1).any(|t| tags(t) & tag::NAME != 0 && tags(t) & tag::NUM == 0);
        let can_vote = (!counts || named)
            && ["body-noun", "voter-noun", "org-tail"].iter().any(|l| head_in(reader, *b, l));
        if can_vote {
            return Some((widen(reader, *b), true));
        }
    }
    let mut best: Option<((u32, u32), Range)> = None;
    let (from, to) = reader.sentence_tokens(main.sentence.saturating_sub(4), main.sentence + 1);
    for kind in ["np", "name"] {
        for (_, m) in reader.mentions_between(kind, from, to) {
            let range = (m.start, m.end);
            if !names_body(reader, m)
                || voters.iter().flatten().any(|v| v.0 < m.end && m.start < v.1)
            {
                continue;
            }
            let sentence = reader.analysis.tokens[m.start as usize].sentence;
            if sentence + 4 < main.sentence || sentence > main.sentence + 1 {
                continue;
            }
            let behind = sentence > main.sentence;
            let key = (
                main.sentence.abs_diff(sentence) * 2 + u32::from(behind),
                m.start.abs_diff(main.start),
            );
            if best.is_none_or(|b| key < b.0) {
                best = Some((key, range));
            }
        }
    }
    best.map(|(_, r)| (r, false))
}

/// A name or a definite noun group whose head is a body that votes.
fn names_body(reader: &Reader<'_, '_>, m: &Mention) -> bool {
    head_in(reader, (m.start, m.end), "voting-body")
        && (m.start..m.end).any(|t| reader.analysis.tokens[t as usize].shape.has(Shape::CAP))
}

/// The noun group that a range ends.
fn widen(reader: &Reader<'_, '_>, range: Range) -> Range {
    let np = reader.engine.kinds.get("np").unwrap_or(u16::MAX);
    let start = reader
        .analysis
        .ending_at(range.1)
        .filter(|(_, m)| m.kind == np)
        .map(|(_, m)| m.start)
        .min()
        .unwrap_or(range.0);
    (start.min(range.0), range.1)
}
