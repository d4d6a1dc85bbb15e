//! Who voted.

use super::motion::{Range, head_in, widen};
use super::pieces::{Piece, Says};
use crate::claims::names::{Kind, Lex, Part};
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::Mention;

/// The voting body: the decision's subject if it can vote, else the nearest body named before.
pub(super) fn body(
    reader: &Reader<'_, '_>,
    action: Option<&Piece>,
    main: &Piece,
    voters: &[Vec<Range>; 4],
    poll: bool,
    motion: Option<Range>,
) -> Option<(Range, bool)> {
    if let Some(Piece { says: Says::Action { body: Some(b), .. }, .. }) = action {
        // "Twelve members voted": a count of voters is not the body, unless the body is named in it.
        let b = &widen(reader, *b);
        let tags = |t: u32| reader.analysis.tokens[t as usize].tags;
        let count = (b.0..b.1).find(|t| tags(*t) & tag::NUM != 0);
        let named = count.is_none_or(|n| (b.0..n).any(|t| tags(t) & tag::NAME != 0));
        let institution = || {
            reader.analysis.ending_at(b.1).any(|(_, m)| {
                reader.is(m, Kind::Name) && reader.constant(m, Part::Type) == Some("org")
            })
        };
        let people =
            poll && matches!(action, Some(Piece { says: Says::Action { people: true, .. }, .. }));
        let voter = voters.iter().flatten().any(|v| v.0 < b.1 && b.0 < v.1);
        let can_vote = named
            && !voter
            && (people
                || institution()
                || [Lex::BodyNoun, Lex::VoterNoun, Lex::OrgTail]
                    .iter()
                    .any(|l| head_in(reader, *b, *l)));
        if can_vote {
            return Some((*b, true));
        }
    }
    let mut best: Option<((u32, u32), Range)> = None;
    let (from, to) = reader.sentence_tokens(main.sentence.saturating_sub(4), main.sentence + 1);
    for kind in [Kind::Np, Kind::Name] {
        for (_, m) in reader.mentions_between(kind, from, to) {
            let range = (m.start, m.end);
            if !names_body(reader, m)
                || motion.is_some_and(|r| r.0 < m.start && m.end <= r.1 && governed(reader, m))
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
                main.sentence.abs_diff(sentence) * 2 + 3 * u32::from(behind),
                m.start.abs_diff(main.start),
            );
            if best.is_none_or(|b| key < b.0) {
                best = Some((key, range));
            }
        }
    }
    best.map(|(_, r)| (r, false))
}

/// Does the group stand behind a preposition ("send the note to the chamber")?
fn governed(reader: &Reader<'_, '_>, m: &Mention) -> bool {
    let tags = |t: u32| reader.analysis.tokens[t as usize].tags;
    let mut before = m.start;
    while before > 0 && tags(before - 1) & (tag::DET | tag::ADJ) != 0 {
        before -= 1;
    }
    before > 0 && tags(before - 1) & (tag::PREP | tag::TO) != 0
}

/// A name or a definite noun group whose head is a body that votes.
fn names_body(reader: &Reader<'_, '_>, m: &Mention) -> bool {
    let counted = reader.analysis.tokens[m.start as usize].tags & tag::NUM != 0;
    !counted
        && head_in(reader, (m.start, m.end), Lex::VotingBody)
        && (m.start..m.end).any(|t| reader.analysis.tokens[t as usize].shape.has(Shape::CAP))
}
