//! Votes: counts, named voters, motion, body, outcome and veto, put together from pieces.
//!
//! For and against are about the motion: "rejected by 324 votes to 288" is 288 for and 324
//! against; "voted 7-2 against" is 2 for and 7 against. Nothing is taken from the world: a lone
//! member against is one against because the words say so.

mod group;
mod motion;
mod pieces;

use crate::claims::entities::Entities;
use crate::claims::reader::Reader;
use crate::record::{Count, DateField, Evidence, Field, Via, Vote, Voters};
use group::{Group, group};
use motion::{Range, Toward};
use pieces::{Number, Piece, Says, Side, collect};

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
    sentence: u32,
    motion_words: Vec<String>,
}

fn draft(
    reader: &Reader<'_, '_>,
    entities: &Entities,
    group: &Group,
    pieces: &[Piece],
) -> Option<Draft> {
    let main = motion::main_piece(group, pieces);
    let action = motion::action(reader, group, pieces);
    let (motion_range, toward) = motion::find(reader, action, main);
    let decided = match action.map(|a| &a.says) {
        Some(Says::Action { outcome, .. }) if outcome != "vote" => Some(outcome.as_str()),
        _ => None,
    };
    let veto: Vec<Range> = group
        .pieces
        .iter()
        .filter_map(|i| match &pieces[*i].says {
            Says::Veto { who } => Some(who.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    let vetoed = !veto.is_empty() || decided == Some("vetoed");
    let mut sides: [Option<Count>; 4] = Default::default();
    counts(reader, group, pieces, decided, toward, &mut sides);
    let mut names: [Vec<Range>; 4] = Default::default();
    named(group, pieces, &mut names);
    // Who vetoes is who votes against: a state, whoever spoke for it.
    let all_against =
        sides[Side::Against as usize].as_ref().is_some_and(|c| c.value as usize == veto.len());
    if all_against {
        names[Side::Against as usize].clear();
    }
    let against = &mut names[Side::Against as usize];
    for v in veto.iter().filter(|_| group.pieces.len() > 1) {
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
    if !counted && !vetoed && manner.is_none() {
        return None;
    }
    let outcome = outcome(decided, vetoed, &sides, manner.is_some(), group.tally.is_some());
    let span = span_of(reader, group, pieces, action, main);
    let body = motion::body(reader, action, main, &names)
        .map(|(r, own)| reader.field(r.0, r.1, if own { Via::Rule } else { Via::Neighbour }));
    let date = date(reader, action, main, group, motion_range);
    let voters = voters(reader, &names);
    let warnings = warnings(&sides, &voters);
    let [for_, against, abstain, absent] = sides;
    let mention = reader.mention(main.mention);
    let motion = motion_range.map(|r| reader.field(r.0, r.1, Via::Rule));
    let motion_words = motion.as_ref().map(|m| content_words(&m.evidence.text)).unwrap_or_default();
    let mut vote = Vote {
        id: reader.id("vote", &span),
        span,
        also: Vec::new(),
        body,
        motion,
        r#for: for_,
        against,
        abstain,
        absent,
        voters,
        outcome: outcome.map(str::to_owned),
        unanimous: manner == Some("unanimous"),
        method: manner.filter(|m| *m != "unanimous").map(str::to_owned),
        veto_by: veto.iter().map(|r| reader.field(r.0, r.1, Via::Rule)).collect(),
        date,
        source: None,
        warnings,
        rule: reader.rule(mention),
        missing: Vec::new(),
    };
    vote.missing = missing(&vote);
    Some(Draft { vote, counted, sentence: main.sentence, motion_words })
}

/// Counts by side; a tally's order is settled by the decision.
fn counts(
    reader: &Reader<'_, '_>,
    group: &Group,
    pieces: &[Piece],
    decided: Option<&str>,
    toward: Option<Toward>,
    sides: &mut [Option<Count>; 4],
) {
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
}

fn count(reader: &Reader<'_, '_>, n: &Number) -> Count {
    let written = n.start < n.end;
    Count {
        value: n.value,
        evidence: written.then(|| reader.evidence(n.start, n.end)),
        via: if written { Via::Rule } else { Via::Entailed },
    }
}

fn named(group: &Group, pieces: &[Piece], names: &mut [Vec<Range>; 4]) {
    for i in &group.pieces {
        if let Says::Names { side, who, .. } = &pieces[*i].says {
            for w in who {
                let list = &mut names[*side as usize];
                if !list.contains(w) {
                    list.push(*w);
                }
            }
        }
    }
}

/// The same words, or two names of one actor.
fn same_voter(reader: &Reader<'_, '_>, entities: &Entities, a: Range, b: Range) -> bool {
    reader.analysis.words(a.0, a.1) == reader.analysis.words(b.0, b.1)
        || entities
            .of(a.0, a.1)
            .is_some_and(|e| entities.of(b.0, b.1).is_some_and(|f| e.id == f.id))
}

/// A complete list of names is a count.
fn entailed(
    group: &Group,
    pieces: &[Piece],
    names: &[Vec<Range>; 4],
    sides: &mut [Option<Count>; 4],
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

fn outcome(
    decided: Option<&str>,
    vetoed: bool,
    sides: &[Option<Count>; 4],
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

fn voters(reader: &Reader<'_, '_>, names: &[Vec<Range>; 4]) -> Voters {
    let side = |i: usize| names[i].iter().map(|r| reader.field(r.0, r.1, Via::Rule)).collect();
    Voters { r#for: side(0), against: side(1), abstain: side(2), absent: side(3) }
}

fn warnings(sides: &[Option<Count>; 4], voters: &Voters) -> Vec<String> {
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
                out.push(format!("{side}: {} named, but a count of {}", names.len(), c.value));
            }
        }
    }
    out
}

/// The date of the sentence of the decision or the count, else of the sentences between.
fn date(
    reader: &Reader<'_, '_>,
    action: Option<&Piece>,
    main: &Piece,
    group: &Group,
    motion: Option<Range>,
) -> Option<DateField> {
    let near = |sentence: u32, at: u32| {
        let (from, to) = reader.sentence_tokens(sentence, sentence);
        reader
            .mentions_between("time", from, to)
            .filter_map(|(_, m)| Some((m, reader.time(m)?)))
            .filter(|(_, t)| (t.kind == "DATE" || t.kind == "TIME") && t.from.is_some())
            // "the first since 1881" dates something else.
            .filter(|(m, _)| reader.slot(m, "rel").is_none() && m.start.abs_diff(at) < 40)
            // A day, or at least a month; a year is what the count is compared with.
            .filter(|(_, t)| {
                t.value
                    .get(5..6)
                    .is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit() || c == 'W'))
            })
            // A date inside the motion, behind a verb or a pronoun, is the motion's.
            .filter(|(m, _)| motion.is_none_or(|r| !inside_motion(reader, r, m.start)))
            .min_by_key(|(m, _)| m.start.abs_diff(at))
    };
    let found = action
        .filter(|a| a.sentence.abs_diff(main.sentence) <= 1)
        .and_then(|a| near(a.sentence, a.start))
        .or_else(|| near(main.sentence, main.start))
        .or_else(|| near(group.first, main.start));
    found.map(|(m, t)| DateField {
        evidence: reader.evidence(m.start, m.end),
        time: t.clone(),
        via: Via::Sentence,
    })
}

/// Does the token stand in the motion, behind a word that opens a clause of it?
fn inside_motion(reader: &Reader<'_, '_>, motion: Range, at: u32) -> bool {
    use crate::lexis::token::tag;
    let clause = tag::VERB | tag::GERUND | tag::PRON | tag::TO;
    motion.0 <= at
        && at < motion.1
        && reader.analysis.tokens[motion.0 as usize..at as usize]
            .iter()
            .any(|t| t.tags & clause != 0)
}

/// A veto told elsewhere joins the vote that it decided.
fn join_vetoes(drafts: Vec<Draft>) -> Vec<Draft> {
    let (mut counted, vetoes): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|d| d.counted && !only_veto(d));
    let mut alone = Vec::new();
    for v in vetoes {
        let fits = |d: &Draft| {
            let losers = |d: &Draft| {
                d.vote.voters.against.iter().map(|f| f.evidence.text.clone()).collect::<Vec<_>>()
            };
            let near = d.sentence.abs_diff(v.sentence) <= 30;
            let by = &v.vote.veto_by;
            let named = losers(d);
            let among = !by.is_empty() && by.iter().all(|f| named.contains(&f.evidence.text));
            let repeated = !by.is_empty()
                && d.vote.veto_by.len() == by.len()
                && by
                    .iter()
                    .all(|f| d.vote.veto_by.iter().any(|g| g.evidence.text == f.evidence.text));
            near && (among
                || repeated
                || (by.is_empty() && similar(&d.motion_words, &v.motion_words)))
        };
        let from = counted.partition_point(|d| d.sentence + 30 < v.sentence);
        let to = counted.partition_point(|d| d.sentence <= v.sentence + 30);
        let near = &mut counted[from..to.max(from)];
        match near.iter_mut().filter(|d| fits(d)).min_by_key(|d| d.sentence.abs_diff(v.sentence)) {
            Some(d) => absorb(d, v),
            None if v.vote.veto_by.is_empty() => {}
            None => alone.push(v),
        }
    }
    counted.extend(alone);
    counted.sort_by_key(|d| d.sentence);
    counted
}

/// The same two counts told again are the same vote.
fn same_tally(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for d in drafts {
        let counts =
            |d: &Draft| Some((d.vote.r#for.as_ref()?.value, d.vote.against.as_ref()?.value));
        // Small courts divide 5-4 again and again; large houses rarely twice alike.
        let same = |o: &Draft| {
            let large = counts(o).is_some_and(|(f, a)| f.max(a) > 15);
            let alike = similar(&o.motion_words, &d.motion_words);
            let day = |d: &Draft| d.vote.date.as_ref().map(|t| t.time.value.clone());
            let dates = day(o).is_none() || day(&d).is_none() || day(o) == day(&d);
            counts(o).is_some() && counts(o) == counts(&d) && (large || alike) && dates
        };
        // Told again within a few votes, or not at all.
        let recent = out.len().saturating_sub(12);
        match out[recent..].iter_mut().find(|o| same(o)) {
            Some(o) => {
                let vote = &mut o.vote;
                vote.also.push(d.vote.span);
                vote.body = vote.body.take().or(d.vote.body);
                vote.motion = vote.motion.take().or(d.vote.motion);
                vote.date = vote.date.take().or(d.vote.date);
                vote.outcome = vote.outcome.take().or(d.vote.outcome);
                vote.missing = missing(vote);
            }
            None => out.push(d),
        }
    }
    out
}

fn only_veto(d: &Draft) -> bool {
    d.vote.outcome.as_deref() == Some("failed")
        && d.vote.r#for.is_none()
        && d.vote.abstain.is_none()
        && (!d.vote.veto_by.is_empty() || !d.counted)
}

fn absorb(into: &mut Draft, veto: Draft) {
    let vote = &mut into.vote;
    if vote.veto_by.is_empty() {
        vote.veto_by = veto.vote.veto_by;
    }
    vote.outcome = Some("failed".to_owned());
    let better = veto.motion_words.len() > into.motion_words.len();
    if better && veto.vote.motion.is_some() {
        vote.motion = veto.vote.motion.map(|m| Field { via: Via::Neighbour, ..m });
        into.motion_words = veto.motion_words;
    }
    if vote.body.is_none() {
        vote.body = veto.vote.body;
    }
    if vote.date.is_none() {
        vote.date = veto.vote.date;
    }
    vote.also.push(veto.vote.span);
    vote.also.extend(veto.vote.also);
    vote.also.sort_by_key(|e| (e.start, e.end));
    vote.missing = missing(vote);
}

fn content_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 3)
        .map(str::to_lowercase)
        .collect()
}

fn similar(a: &[String], b: &[String]) -> bool {
    let shared = a.iter().filter(|w| b.contains(w)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

fn missing(vote: &Vote) -> Vec<String> {
    let mut out = Vec::new();
    let mut say = |absent: bool, what: &str| {
        if absent {
            out.push(what.to_owned());
        }
    };
    say(vote.body.is_none(), "body");
    say(vote.motion.is_none(), "motion");
    say(vote.r#for.is_none(), "for");
    say(vote.against.is_none(), "against");
    say(vote.date.is_none(), "date");
    out
}
