//! How many voted which way: a tally's order, counts that names entail, and what does not add up.

use smol_str::{SmolStr, format_smolstr};

use super::group::Group;
use super::motion::{Range, Toward};
use super::pieces::{Number, Piece, Says, Side, number};
use crate::claims::names::{Kind, Part};
use crate::claims::reader::Reader;
use crate::record::{Count, Field, Via, Voters};

/// For, against, abstaining, absent.
pub(super) type Sides = [Option<Count>; 4];

/// Counts by side; a tally's order is settled by the decision.
pub(super) fn counts(
    reader: &Reader<'_, '_>,
    group: &Group,
    pieces: &[Piece],
    decided: Option<&str>,
    toward: Option<Toward>,
    names: &[Vec<Range>; 4],
) -> Sides {
    let mut sides = Sides::default();
    if let Some(Says::Tally { first, second, abstain, sides_named }) =
        group.tally.map(|t| &pieces[t].says)
    {
        let turned = match (decided, toward) {
            _ if *sides_named => false,
            (Some("failed" | "vetoed"), _) => first.value > second.value,
            (_, Some(Toward::Against)) => true,
            (Some("passed"), None) => first.value < second.value,
            _ => false,
        };
        // Who is named for it and who against it says which count is whose.
        let told =
            |side: Side, n: &Number| n.value > 0 && names[side as usize].len() as u32 == n.value;
        let crossed = !sides_named
            && first.value != second.value
            && !matches!(decided, Some("passed" | "failed" | "vetoed"));
        let turned = if crossed && told(Side::For, second) && !told(Side::For, first) {
            true
        } else if crossed && told(Side::Against, first) && !told(Side::Against, second) {
            first.value < second.value
        } else {
            turned
        };
        let (f, a) = if turned { (second, first) } else { (first, second) };
        sides[Side::For as usize] = Some(count(reader, f));
        sides[Side::Against as usize] = Some(count(reader, a));
        if let Some(n) = abstain {
            sides[Side::Abstain as usize] = Some(count(reader, n));
        }
    }
    for side in [Side::For, Side::Against, Side::Abstain, Side::Absent] {
        if sides[side as usize].is_none() {
            sides[side as usize] = group.counts[side as usize].as_ref().map(|n| count(reader, n));
        }
    }
    sides
}

fn count(reader: &Reader<'_, '_>, n: &Number) -> Count {
    let written = n.start < n.end;
    Count {
        value: n.value,
        evidence: written.then(|| reader.evidence(n.start, n.end)),
        via: if written { Via::Rule } else { Via::Entailed },
    }
}

/// A complete list of names is a count.
pub(super) fn entailed(
    group: &Group,
    pieces: &[Piece],
    names: &[Vec<Range>; 4],
    sides: &mut Sides,
) {
    let has_count = sides.iter().any(Option::is_some);
    for (i, list) in names.iter().enumerate() {
        if list.is_empty() || sides[i].is_some() {
            continue;
        }
        let listed = group.pieces.iter().any(|p| {
            matches!(&pieces[*p].says, Says::Names { side, complete: true, .. } if *side as usize == i)
        });
        let by_veto = i == Side::Against as usize && has_count;
        if listed || by_veto {
            sides[i] = Some(Count { value: list.len() as u32, evidence: None, via: Via::Entailed });
        }
    }
}

pub(super) fn outcome(
    decided: Option<&str>,
    vetoed: bool,
    sides: &Sides,
    manner: bool,
    tally: bool,
) -> Option<&'static str> {
    if vetoed {
        return Some("failed");
    }
    match decided {
        Some("failed") => return Some("failed"),
        Some("passed") => return Some("passed"),
        _ => {}
    }
    let value = |s: Side| sides[s as usize].as_ref().map(|c| c.value);
    match (value(Side::For), value(Side::Against)) {
        // Sides counted one by one do not say what it took to pass.
        (Some(f), Some(a)) if tally => Some(if f > a { "passed" } else { "failed" }),
        _ if manner => Some("passed"),
        _ => None,
    }
}

pub(super) fn warnings(sides: &Sides, voters: &Voters, size: Option<&Count>) -> Vec<SmolStr> {
    let lists: [(&str, &Vec<Field>); 4] = [
        ("for", &voters.r#for),
        ("against", &voters.against),
        ("abstain", &voters.abstain),
        ("absent", &voters.absent),
    ];
    let mut out = Vec::new();
    for ((side, names), count) in lists.iter().zip(sides) {
        if let Some(c) = count {
            if names.len() as u32 > c.value {
                out.push(format_smolstr!(
                    "{side}: {} named, but a count of {}",
                    names.len(),
                    c.value
                ));
            }
        }
    }
    if let Some(size) = size {
        let counted: u32 = sides.iter().flatten().map(|c| c.value).sum();
        let all = sides.iter().take(3).all(Option::is_some);
        if counted > size.value {
            out.push(format_smolstr!("{counted} votes counted in a body of {}", size.value));
        } else if counted < size.value && all && sides[Side::Absent as usize].is_some() {
            out.push(format_smolstr!("{counted} of {} accounted for", size.value));
        }
    }
    out
}

/// The size of the body, where the words around the vote give it ("the 15-member council").
pub(super) fn size(reader: &Reader<'_, '_>, group: &Group, main: &Piece) -> Option<Count> {
    let (from, to) = reader.sentence_tokens(group.first.saturating_sub(2), group.last + 1);
    reader
        .mentions_between(Kind::VoteSize, from, to)
        .min_by_key(|(_, m)| m.start.abs_diff(main.start))
        .and_then(|(_, m)| number(reader, reader.slot(m, Part::N)?))
        .map(|n| count(reader, &n))
}
