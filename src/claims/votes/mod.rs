//! Votes: counts, named voters, motion, body, outcome and veto, put together from pieces.
//!
//! For and against are about the motion: "rejected by 324 votes to 288" is 288 for and 324
//! against; "voted 7-2 against" is 2 for and 7 against. Nothing is taken from the world: a lone
//! member against is one against because the words say so.

mod body;
mod counts;
mod date;
mod decision;
mod group;
mod join;
mod motion;
mod names;
mod pieces;

use smol_str::SmolStr;

use crate::claims::entities::Entities;
use crate::claims::reader::Reader;
use crate::record::{EntityKind, Evidence, Via, Vote};
use counts::{counts, entailed, outcome, warnings};
use date::date;
use group::{Group, group};
use join::{content_words, join_vetoes, same_tally};
use motion::Range;
use names::{named, same_voter, voters, wished};
use pieces::{Piece, Says, Side, collect};

/// All votes, in text order.
pub(crate) fn build(reader: &Reader<'_, '_>, entities: &Entities) -> Vec<Vote> {
    let pieces = collect(reader);
    let groups = group(&pieces);
    let drafts = groups.iter().filter_map(|g| draft(reader, entities, g, &pieces)).collect();
    let mut votes: Vec<Vote> =
        same_tally(join_vetoes(drafts)).into_iter().map(|d| d.vote).collect();
    votes.sort_by_key(|v| (v.span.start, v.span.end));
    votes
}

/// A vote with what joining needs.
struct Draft {
    vote: Vote,
    counted: bool,
    vetoed: bool,
    /// Has both sides in one expression.
    tally: bool,
    /// Names voters.
    named: bool,
    sentence: u32,
    motion_words: Vec<String>,
}

fn draft(
    reader: &Reader<'_, '_>,
    entities: &Entities,
    group: &Group,
    pieces: &[Piece],
) -> Option<Draft> {
    let main = decision::main_piece(group, pieces);
    let action = decision::action(reader, group, pieces);
    let (mut motion_range, toward) = motion::find(reader, action, main);
    if motion_range.is_none() {
        // "Chad voted against the draft": the motion is told with a voter.
        let by_voter = decision::voter_action(group, pieces, main);
        motion_range = by_voter.and_then(|a| motion::find(reader, Some(a), main).0);
    }
    let own_verb = decision::of_tally(reader, main);
    // "Adopted the text by consensus", "voted to sell the port by 79 votes to 61": how it was
    // adopted is not what was.
    if let Some(range) = &mut motion_range {
        let how = |p: &&Piece| matches!(p.says, Says::Manner { .. } | Says::Tally { .. });
        let inside = |p: &&Piece| range.0 < p.start && p.start < range.1;
        let of_group = group.pieces.iter().map(|i| &pieces[*i]);
        if let Some(p) = of_group.filter(how).filter(inside).min_by_key(|p| p.start) {
            range.1 = p.start;
        }
    }
    let decided = match action.map(|a| &a.says) {
        None => own_verb.as_deref(),
        // "Two members backed it" tells how two voted, not what came of it.
        Some(Says::Action { body: Some(b), .. }) if counted_voters(group, pieces, *b) => {
            decision::told_by(reader, group, pieces, *b)
        }
        Some(Says::Action { outcome, .. }) if outcome != "vote" => Some(outcome.as_str()),
        _ => None,
    };
    let veto: Vec<Range> = group
        .pieces
        .iter()
        .filter_map(|i| match &pieces[*i].says {
            Says::Veto { who, .. } => Some(who.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    let vetoed = !veto.is_empty() || decided == Some("vetoed");
    let mut names: [Vec<Range>; 4] = Default::default();
    named(group, pieces, &mut names);
    let opens = action.and_then(|a| match &a.says {
        Says::Action { verb, .. } => Some(verb.0),
        _ => None,
    });
    wished(reader, group, pieces, opens, motion_range, &mut names);
    let mut sides = counts(reader, group, pieces, decided, toward, &names);
    // Who vetoes is who votes against: a state, whoever spoke for it.
    let all_against =
        sides[Side::Against as usize].as_ref().is_some_and(|c| c.value as usize == veto.len());
    if all_against {
        names[Side::Against as usize].clear();
    }
    let against = &mut names[Side::Against as usize];
    // A mayor or president who vetoes has no vote; a member state has.
    let votes = |v: &&Range| entities.of(v.0, v.1).is_none_or(|e| e.kind != EntityKind::Person);
    for v in veto.iter().filter(|_| group.pieces.len() > 1).filter(votes) {
        if !against.iter().any(|known| same_voter(reader, entities, *known, *v)) {
            against.push(*v);
        }
    }
    entailed(group, pieces, &names, &mut sides);
    let counted = sides.iter().any(Option::is_some);
    let manner = group.pieces.iter().find_map(|i| match &pieces[*i].says {
        Says::Manner { how } => Some(how.as_str()),
        _ => None,
    });
    // Who was away tells of a meeting, not of a vote.
    let away = |i: &usize| matches!(pieces[*i].says, Says::Names { side: Side::Absent, .. });
    let counted = counted && !group.pieces.iter().all(away);
    if !counted && !vetoed && manner.is_none() {
        return None;
    }
    let agreed = manner.is_some_and(|m| m != "referendum");
    let outcome = outcome(decided, vetoed, &sides, agreed, group.tally.is_some());
    let span = span_of(reader, group, pieces, action, main);
    let body = body::body(reader, action, main, &names, manner == Some("referendum"), motion_range)
        .map(|(r, own)| reader.field(r.0, r.1, if own { Via::Rule } else { Via::Neighbour }));
    let date = date(reader, action, main, group, pieces, motion_range);
    let voters = voters(reader, &names);
    let body_size = counts::size(reader, group, main);
    let warnings = warnings(&sides, &voters, body_size.as_ref());
    let [for_, against, abstain, absent] = sides;
    let mention = reader.mention(main.mention);
    let motion = motion_range.map(|r| reader.field(r.0, r.1, Via::Rule));
    let motion_words = motion.as_ref().map(|m| content_words(&m.evidence.text)).unwrap_or_default();
    let mut vote = Vote {
        id: reader.id("vote", (span.start, span.end)),
        span,
        also: Vec::new(),
        body,
        body_size,
        motion,
        r#for: for_,
        against,
        abstain,
        absent,
        voters,
        outcome: outcome.map(SmolStr::new),
        unanimous: manner == Some("unanimous"),
        method: manner.filter(|m| *m != "unanimous").map(SmolStr::new),
        veto_by: veto.iter().map(|r| reader.field(r.0, r.1, Via::Rule)).collect(),
        date,
        source: None,
        warnings,
        rule: reader.rule(mention),
        missing: Vec::new(),
    };
    vote.missing = missing(&vote);
    let tally = group.tally.is_some();
    let named = names.iter().any(|n| !n.is_empty());
    Some(Draft { vote, counted, vetoed, tally, named, sentence: main.sentence, motion_words })
}

/// Is the subject a number of voters that is one side's count?
fn counted_voters(group: &Group, pieces: &[Piece], body: Range) -> bool {
    group.pieces.iter().any(|i| match &pieces[*i].says {
        Says::Count { number, .. } => body.0 <= number.end + 1 && number.end <= body.1,
        _ => false,
    })
}

/// From the first to the last piece, the decision included when it stands near.
fn span_of(
    reader: &Reader<'_, '_>,
    group: &Group,
    pieces: &[Piece],
    action: Option<&Piece>,
    main: &Piece,
) -> Evidence {
    let near = group
        .pieces
        .iter()
        .map(|i| &pieces[*i])
        .filter(|p| p.sentence.abs_diff(main.sentence) <= 1);
    let all = near.chain(action.filter(|a| a.sentence == main.sentence));
    let (start, end) = all.fold((main.start, main.end), |(s, e), p| (s.min(p.start), e.max(p.end)));
    reader.evidence(start, end)
}

fn missing(vote: &Vote) -> Vec<SmolStr> {
    super::missing(&[
        ("body", vote.body.is_none()),
        ("motion", vote.motion.is_none()),
        ("for", vote.r#for.is_none()),
        ("against", vote.against.is_none()),
        ("date", vote.date.is_none()),
    ])
}
