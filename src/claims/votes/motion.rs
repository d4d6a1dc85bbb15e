//! What was voted on: the words around the decision.

use super::pieces::{Piece, Says};
use crate::claims::names::{Kind, Lex, Part};
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};

/// Token range.
pub(super) type Range = (u32, u32);

/// Which way a plain "voted" went, by the word behind the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    For,
    Against,
}

/// Where the motion's words stand, and which way a plain "voted" went.
fn stated(
    reader: &Reader<'_, '_>,
    action: Option<&Piece>,
    main: &Piece,
) -> (Option<Range>, Option<Toward>) {
    if let Says::Names { motion: Some(motion), .. } = &main.says {
        return (Some(*motion), None);
    }
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
        count_start(main, verb.1).filter(|s| *s >= verb.1).unwrap_or(end)
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
    // "The bill passed the Senate 52-47": the object is the body, the subject the motion.
    let is_body = |o: &Range| {
        head_in(reader, *o, Lex::VotingBody) && body.is_some_and(|b| is_motion(reader, b))
    };
    let object = phrase_upto(reader, verb.1, limit, limit < end).filter(|o| !by && !is_body(o));
    if object.is_some() {
        return (object, None);
    }
    // "Ruled 6-3 that …"
    if *sentence == main.sentence && main.start >= verb.0 {
        if let Some((range, _)) = behind_count(reader, main.end) {
            return (Some(range), None);
        }
    }
    // "The bill passed 219-210": the subject is the motion.
    let subject = body.filter(|b| is_motion(reader, *b));
    let subject = subject.map(|b| (of_motion(reader, b).unwrap_or(b.0), b.1));
    (subject, None)
}

/// A motion that only says that there is one ("the motion carried"), or none.
pub(super) fn bare(reader: &Reader<'_, '_>, motion: Option<Range>) -> bool {
    motion.is_none_or(|(start, end)| {
        (start..end).all(|t| {
            let tags = reader.analysis.tokens[t as usize].tags;
            tags & (tag::DET | tag::PRON) != 0 || reader.entry_from(Lex::MotionNoun, t).is_some()
        })
    })
}

/// The motion and which way a plain "voted" went, with what was moved before in place of "it".
pub(super) fn find(
    reader: &Reader<'_, '_>,
    action: Option<&Piece>,
    main: &Piece,
) -> (Option<Range>, Option<Toward>) {
    let (motion, toward) = stated(reader, action, main);
    match bare(reader, motion).then(|| moved(reader, main)).flatten() {
        Some(range) => (Some(range), toward),
        None => (motion, toward),
    }
}

/// Where the words of the count begin behind a verb that may be part of them.
fn count_start(main: &Piece, from: u32) -> Option<u32> {
    match &main.says {
        Says::Tally { first, .. } => Some(if main.start < from { first.start } else { main.start }),
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
    at = skip_time(reader, skip_occasion(reader, at, end), end);
    at = skip_abstentions(reader, at, end);
    // ", with two abstentions, to demand …"
    if at + 2 < end && reader.analysis.word(at) == "," {
        let opened = reader.entry_from(Lex::MotionOpener, at + 1).is_some();
        if opened && reader.analysis.tokens[at as usize + 2].tags & tag::BASE != 0 {
            at += 1;
        }
    }
    let longest = |lexicon: Lex, at: u32| reader.entry_from(lexicon, at);
    if at >= end {
        return None;
    }
    // "not to hear the case": the negation is the motion's.
    if reader.word_in(at, Lex::Negation) && longest(Lex::MotionOpener, at + 1).is_some() {
        return phrase(reader, at, end).map(|r| (r, Toward::For));
    }
    let toward = if let Some(next) = longest(Lex::SideAgainst, at) {
        at = next;
        Toward::Against
    } else if let Some(next) = longest(Lex::SideFor, at) {
        at = next;
        Toward::For
    } else if let Some(next) = longest(Lex::MotionOpener, at) {
        at = next;
        Toward::For
    } else {
        return None;
    };
    // "in favour of": the preposition is not the motion's.
    if at < end && reader.analysis.tokens[at as usize].tags & tag::PREP != 0 {
        at += 1;
    }
    // "… voting against and Chad abstaining": no motion follows.
    let joined = at < end && reader.analysis.tokens[at as usize].tags & tag::CONJ != 0;
    if joined {
        return None;
    }
    phrase(reader, at, end).map(|r| (r, toward))
}

/// Tokens of an aside that names voters.
const ASIDE: u32 = 16;

/// ", with two abstentions," and ", with Chad abstaining," between a count and what it was about:
/// before a comma that stays, or behind it.
fn skip_abstentions(reader: &Reader<'_, '_>, from: u32, end: u32) -> u32 {
    let comma = |t: u32| t < end && reader.analysis.word(t) == ",";
    if !comma(from) {
        return from;
    }
    let counted = reader
        .mentions_between(Kind::VoteSide, from, end.min(from + 4))
        .map(|(_, m)| m.end)
        .find(|e| comma(*e))
        .map(|e| e + 1);
    let aside = || {
        let named = reader.mentions_between(Kind::VoteVoters, from, end.min(from + ASIDE));
        named.map(|(_, m)| m.end).find(|e| comma(*e))
    };
    counted.or_else(aside).unwrap_or(from)
}

/// An aside between dashes or commas.
fn skip_aside(reader: &Reader<'_, '_>, from: u32, end: u32) -> u32 {
    let is_dash = |t: u32| reader.word_in(t, Lex::Dash);
    if from < end && is_dash(from) {
        if let Some(close) = (from + 1..end.min(from + 15)).find(|t| is_dash(*t)) {
            return close + 1;
        }
    }
    from
}

/// "At a special meeting" between a count and what it was about.
fn skip_occasion(reader: &Reader<'_, '_>, from: u32, end: u32) -> u32 {
    let preposition = from < end && reader.analysis.tokens[from as usize].tags & tag::PREP != 0;
    if !preposition {
        return from;
    }
    reader
        .mentions_between(Kind::Np, from + 1, end.min(from + 2))
        .map(|(_, m)| m.end)
        .filter(|e| reader.entry_upto(Lex::VoteOccasion, *e))
        .max()
        .unwrap_or(from)
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
    phrase_upto(reader, from, limit, false)
}

/// The same; `counted` when a count stands right behind `limit`.
fn phrase_upto(reader: &Reader<'_, '_>, from: u32, limit: u32, counted: bool) -> Option<Range> {
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
        if end > from && reader.entry_from(Lex::MotionEnd, end).is_some() {
            break;
        }
        if matches!(word, "–" | "—") || (word == "-" && !t.shape.has(Shape::GLUED)) {
            break;
        }
        end += 1;
    }
    // "… by a recorded vote" of so many.
    if counted {
        while end > from && reader.entry_from(Lex::VoteNoun, end - 1).is_some() {
            end -= 1;
            while end > from && tokens[end as usize - 1].tags & tag::ADJ != 0 {
                end -= 1;
            }
        }
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
            && reader.analysis.word(end - 1) != "%"
            || tokens[end as usize - 1].tags & (tag::PRON | tag::CONJ | tag::ADV | tag::AUX) != 0)
    {
        end -= 1;
    }
    (range.0, end)
}

/// Is the noun group something to be voted on? "A motion of no confidence" is one by its first noun.
pub(super) fn is_motion(reader: &Reader<'_, '_>, range: Range) -> bool {
    head_in(reader, range, Lex::MotionNoun) || of_motion(reader, range).is_some()
}

/// Where the noun begins that a group behind "of" or "on" belongs to, if it is a motion.
fn of_motion(reader: &Reader<'_, '_>, range: Range) -> Option<u32> {
    let before = range.0.checked_sub(1)?;
    let joined = reader.analysis.tokens[before as usize].tags & tag::PREP != 0;
    (joined && reader.entry_upto(Lex::MotionNoun, before))
        .then(|| widen(reader, (before - 1, before)).0)
}

/// The words of the motion that was moved ("Motion by Bell to approve the minutes. It carried.").
fn moved(reader: &Reader<'_, '_>, main: &Piece) -> Option<Range> {
    let (from, _) = reader.sentence_tokens(main.sentence.saturating_sub(3), main.sentence);
    let (at, end) = reader
        .mentions_between(Kind::VoteMotion, from, main.end)
        .filter_map(|(_, m)| reader.slot(m, Part::Motion))
        .map(|s| (s.start, s.end))
        .last()?;
    let (_, limit) = reader.sentence_range(at);
    phrase(reader, at, limit.min(end)).or(Some((at, end)))
}

/// Is the last word (or a phrase at the end) of the range in the lexicon?
pub(super) fn head_in(reader: &Reader<'_, '_>, range: Range, lexicon: Lex) -> bool {
    range.0 < range.1 && reader.entry_upto(lexicon, range.1)
}

/// The noun group that a range ends.
pub(super) fn widen(reader: &Reader<'_, '_>, range: Range) -> Range {
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
