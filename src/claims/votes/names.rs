//! Who voted which way by name, also where only what they wanted is told.

use super::group::Group;
use super::motion::Range;
use super::pieces::{Piece, Says, Side};
use crate::claims::entities::Entities;
use crate::claims::names::{Kind, Lex};
use crate::claims::reader::Reader;
use crate::record::{Via, Voters};

/// Voters of pieces that say their side.
pub(super) fn named(group: &Group, pieces: &[Piece], names: &mut [Vec<Range>; 4]) {
    // "Voting for no change": the side follows from what they wanted.
    let wishing: Vec<Range> = group
        .pieces
        .iter()
        .filter_map(|i| match &pieces[*i].says {
            Says::Wish { who, course: Some(_), .. } => Some(who.as_slice()),
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    for i in &group.pieces {
        if let Says::Names { side, who, .. } = &pieces[*i].says {
            for w in who {
                let list = &mut names[*side as usize];
                let wished = *side == Side::For && wishing.contains(w);
                if !wished && !list.contains(w) {
                    list.push(*w);
                }
            }
        }
    }
}

/// The same words, or two names of one actor.
pub(super) fn same_voter(reader: &Reader<'_, '_>, entities: &Entities, a: Range, b: Range) -> bool {
    reader.analysis.words(a.0, a.1) == reader.analysis.words(b.0, b.1)
        || entities
            .of(a.0, a.1)
            .is_some_and(|e| entities.of(b.0, b.1).is_some_and(|f| e.id == f.id))
}

/// The fields of the named voters.
pub(super) fn voters(reader: &Reader<'_, '_>, names: &[Vec<Range>; 4]) -> Voters {
    let side = |i: usize| names[i].iter().map(|r| reader.field(r.0, r.1, Via::Rule)).collect();
    Voters { r#for: side(0), against: side(1), abstain: side(2), absent: side(3) }
}

/// Voters of whom the text tells what they wanted: the motion, or something else.
///
/// `opens` is where the decision's words begin (its verb, before the motion).
pub(super) fn wished(
    reader: &Reader<'_, '_>,
    group: &Group,
    pieces: &[Piece],
    opens: Option<u32>,
    motion: Option<Range>,
    names: &mut [Vec<Range>; 4],
) {
    let decided = motion.and_then(|m| course_of(reader, opens, m));
    let smaller = group.tally.and_then(|t| match &pieces[t].says {
        Says::Tally { first, second, .. } => Some(first.value.min(second.value)),
        _ => None,
    });
    // Where only those in favour are counted, dissenters are fewer.
    let smaller =
        smaller.or_else(|| group.counts[Side::For as usize].map(|n| n.value.saturating_sub(1)));
    for i in &group.pieces {
        let Says::Wish { who, course, backing } = &pieces[*i].says else { continue };
        let fresh: Vec<Range> =
            who.iter().filter(|w| !names.iter().flatten().any(|n| n == *w)).copied().collect();
        let few = smaller.is_some_and(|n| !fresh.is_empty() && fresh.len() as u32 <= n);
        let side = match (course.as_deref(), decided.as_deref()) {
            (Some(own), Some(d)) if own == d => {
                let more =
                    few && !backing && motion.is_some_and(|m| other_amount(reader, &pieces[*i], m));
                Some(if more { Side::Against } else { Side::For })
            }
            (Some(_), Some(_)) => few.then_some(Side::Against),
            (Some("for"), None) => Some(Side::For),
            (Some("against"), None) => Some(Side::Against),
            _ if *backing => None,
            _ => few.then_some(Side::Against),
        };
        if let Some(side) = side {
            names[side as usize].extend(fresh);
        }
    }
}

/// The direction of the decision: that of its verb or of the first word in the motion that has one.
fn course_of(reader: &Reader<'_, '_>, opens: Option<u32>, motion: Range) -> Option<String> {
    let start = opens.filter(|o| *o < motion.0 && motion.0 - o < 12);
    let verb = start.and_then(|o| reader.entry_value(Lex::VoteCourse, o));
    // "Rejected the plan": what became of the motion is not what the motion wants.
    let verb = verb.filter(|v| !matches!(*v, "for" | "against"));
    verb.or_else(|| (motion.0..motion.1).find_map(|t| reader.entry_value(Lex::VoteCourse, t)))
        .map(str::to_owned)
}

/// Does the wish name an amount that the motion does not ("voted for a half-point rise")?
fn other_amount(reader: &Reader<'_, '_>, wish: &Piece, motion: Range) -> bool {
    let (_, end) = reader.sentence_range(wish.start);
    let amounts = |from: u32, to: u32| -> Vec<&str> {
        reader
            .mentions_between(Kind::Quantity, from, to)
            .map(|(_, m)| reader.analysis.words(m.start, m.end))
            .collect()
    };
    let (own, decided) = (amounts(wish.end, end.min(wish.end + 12)), amounts(motion.0, motion.1));
    !own.is_empty() && !decided.is_empty() && !own.iter().any(|o| decided.contains(o))
}
