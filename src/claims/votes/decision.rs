//! Which decision belongs to a count, and which piece carries the count.

use super::group::Group;
use super::motion::{Range, bare, find};
use super::pieces::{Piece, Says};
use crate::claims::names::{Kind, Lex, Part};
use crate::claims::reader::Reader;

/// A decision that belongs to a group: its piece, and how far it stands from the count.
pub(super) fn action<'p>(
    reader: &Reader<'_, '_>,
    group: &Group,
    pieces: &'p [Piece],
) -> Option<&'p Piece> {
    let main = main_piece(group, pieces);
    // Pieces are in text order: only those of the sentences around are looked at.
    let from = pieces.partition_point(|p| p.sentence + 2 < group.first);
    let to = pieces.partition_point(|p| p.sentence <= group.last + 1);
    let voters = voters(group, pieces);
    // "Motion to adopt it: carried 5-2": a line of minutes tells all of its vote.
    let (a, b) = reader.sentence_tokens(main.sentence, main.sentence);
    let complete = reader.mentions_between(Kind::VoteMotion, a, b).next().is_some();
    // "The school board's vote was 4-3": whose vote it is, is told; only the sentence before may
    // tell on what.
    let bodied = |p: &Piece| match p.says {
        Says::Action { body: Some(_), verb, .. } => {
            p.sentence == main.sentence && reader.word_in(verb.0, Lex::VoteNoun)
        }
        _ => false,
    };
    let own = pieces[from..to.max(from)].iter().any(bodied);
    let candidates = pieces[from..to.max(from)].iter().filter(|p| match &p.says {
        Says::Action { .. } if own && p.sentence + 1 < main.sentence => false,
        // What single voters did is no decision ("…, with Bell and Hart voting to approve it").
        Says::Action { body, people, .. } => {
            // What a people decided is told beside a count of heads, not counted by it.
            let apart = p.sentence < group.first || p.sentence > group.last;
            let heads = group.tally.is_some() || group.counts[0].is_some();
            let beside = *people && apart && heads;
            !beside
                && !body.is_some_and(|b| among(&voters, b))
                && (!complete || p.sentence == main.sentence)
                && (p.sentence <= group.last || body.is_some_and(|b| bare(reader, Some(b))))
        }
        _ => false,
    });
    candidates.filter(|p| reader.block(p.start).abs_diff(reader.block(main.start)) <= 1).min_by_key(
        |p| {
            let Says::Action { outcome, motion, .. } = &p.says else { return (9, 0, 0) };
            let apart = p.sentence.abs_diff(main.sentence);
            // A decision in the count's own sentence, before it rather than behind it; one without
            // a motion says little.
            let behind = u32::from(p.start > main.end);
            let plain = u32::from(apart > 0 && outcome == "vote");
            // "The draft got nine votes" decides nothing.
            let got = 2 * u32::from(outcome == "vote" && motion.is_some());
            let empty = u32::from(find(reader, Some(p), main).0.is_none()) * 3;
            (apart + behind + plain + got + empty, apart, p.start.abs_diff(main.start))
        },
    )
}

/// The decision told by the verb of the tally itself: "carried 5-2-1".
pub(super) fn of_tally(reader: &Reader<'_, '_>, main: &Piece) -> Option<String> {
    let Says::Tally { .. } = main.says else { return None };
    let verb = reader.slot(reader.mention(main.mention), Part::Verb)?;
    Some(reader.value_of(verb)).filter(|outcome| outcome != "vote")
}

/// What a single voter did, where it tells the motion.
pub(super) fn voter_action<'p>(
    group: &Group,
    pieces: &'p [Piece],
    main: &Piece,
) -> Option<&'p Piece> {
    let voters = voters(group, pieces);
    let from = pieces.partition_point(|p| p.sentence < group.first);
    let to = pieces.partition_point(|p| p.sentence <= group.last);
    pieces[from..to.max(from)]
        .iter()
        .filter(|p| matches!(&p.says, Says::Action { body: Some(b), .. } if among(&voters, *b)))
        .min_by_key(|p| (p.sentence.abs_diff(main.sentence), p.start.abs_diff(main.start)))
}

/// What came of it, told of the same voters without their number ("MEPs failed to back it").
pub(super) fn told_by<'p>(
    reader: &Reader<'_, '_>,
    group: &Group,
    pieces: &'p [Piece],
    body: Range,
) -> Option<&'p str> {
    let last = |r: Range| reader.analysis.word(r.1.saturating_sub(1));
    let from = pieces.partition_point(|p| p.sentence + 2 < group.first);
    let to = pieces.partition_point(|p| p.sentence <= group.last);
    pieces[from..to.max(from)].iter().rev().find_map(|p| match &p.says {
        Says::Action { body: Some(b), outcome, .. } => {
            (*b != body && outcome != "vote" && last(*b) == last(body)).then_some(outcome.as_str())
        }
        _ => None,
    })
}

/// All who are named in a group, whichever way they voted.
fn voters(group: &Group, pieces: &[Piece]) -> Vec<Range> {
    let of = |i: &usize| match &pieces[*i].says {
        Says::Names { who, .. } | Says::Wish { who, .. } => who.clone(),
        _ => Vec::new(),
    };
    group.pieces.iter().flat_map(of).collect()
}

/// Is one of them named in the range?
fn among(voters: &[Range], range: Range) -> bool {
    voters.iter().any(|v| v.0 < range.1 && range.0 < v.1)
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
