//! One vote told in several places: vetoes and repeated tallies.

use smol_str::SmolStr;

use super::{Draft, missing};
use crate::record::{Field, Via, Vote};

/// A veto told elsewhere joins the vote that it decided.
pub(super) fn join_vetoes(drafts: Vec<Draft>) -> Vec<Draft> {
    let (vetoes, drafts): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|d| only_veto(d) || (!d.counted && d.vetoed));
    let mut counted = join_later_names(join_manners(drafts));
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

/// "It passed unanimously. Ayes: Bell, Hart.": the manner and the count are of one vote.
fn join_manners(drafts: Vec<Draft>) -> Vec<Draft> {
    let (mut counted, manners): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|d| d.counted);
    let mut alone = Vec::new();
    for m in manners {
        let from = counted.partition_point(|d| d.sentence + 2 < m.sentence);
        let to = counted.partition_point(|d| d.sentence <= m.sentence + 2);
        let one = counted[from..to.max(from)]
            .iter_mut()
            .filter(|d| !contradicts(&d.vote, &m.vote))
            .find(|d| d.vote.motion.is_none() || similar(&d.motion_words, &m.motion_words));
        match one {
            Some(d) => {
                let vote = &mut d.vote;
                vote.body = vote.body.take().or(m.vote.body);
                vote.motion = vote.motion.take().or(m.vote.motion);
                vote.date = vote.date.take().or(m.vote.date);
                vote.outcome = vote.outcome.take().or(m.vote.outcome);
                vote.method = vote.method.take().or(m.vote.method);
                vote.unanimous |= m.vote.unanimous;
                vote.also.push(m.vote.span);
                vote.also.sort_by_key(|e| (e.start, e.end));
                vote.missing = missing(vote);
            }
            None => alone.push(m),
        }
    }
    counted.extend(alone);
    counted.sort_by_key(|d| d.sentence);
    counted
}

/// Was the counted vote not held in that manner? Nobody is against where all agree, and what a
/// people decides is not counted by heads.
fn contradicts(counted: &Vote, manner: &Vote) -> bool {
    let against = counted.against.as_ref().is_some_and(|c| c.value > 0);
    manner.unanimous && against || manner.method.as_deref() == Some("referendum")
}

/// Sentences after its count in which a vote's voters may still be named.
const LATER: u32 = 6;

/// Voters named some sentences after the count belong to the vote, if what they voted on is not
/// named or is that ("Bell also went against her party, voting for the confirmation").
fn join_later_names(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for d in drafts {
        let same_body = |o: &Draft| match (&o.vote.body, &d.vote.body) {
            (Some(a), Some(b)) => shares_word(&a.evidence.text, &b.evidence.text),
            _ => false,
        };
        // What has a count for and one against is a vote of its own.
        let whole = d.vote.r#for.as_ref().is_some_and(|c| c.value > 1) && d.vote.against.is_some();
        let fits = |o: &&mut Draft| {
            o.tally
                && !whole
                && d.sentence > o.sentence
                && d.sentence - o.sentence <= LATER
                && (d.motion_words.len() < 3 || similar(&o.motion_words, &d.motion_words))
                && within(&o.vote, &d.vote)
        };
        let recent = out.len().saturating_sub(6);
        let best = out[recent..]
            .iter_mut()
            .filter(fits)
            .min_by_key(|o| (!same_body(o), d.sentence - o.sentence));
        match best {
            Some(o) if !d.tally && !d.vetoed && d.named => add_voters(o, d),
            _ => out.push(d),
        }
    }
    out
}

/// Do the names and counts of `part` fit into the counts of `whole`?
fn within(whole: &Vote, part: &Vote) -> bool {
    let sides = [
        (&whole.r#for, &part.voters.r#for, &part.r#for),
        (&whole.against, &part.voters.against, &part.against),
        (&whole.abstain, &part.voters.abstain, &part.abstain),
        (&whole.absent, &part.voters.absent, &part.absent),
    ];
    sides.iter().all(|(all, names, own)| {
        all.as_ref().is_none_or(|n| {
            names.len() as u32 <= n.value && own.as_ref().is_none_or(|c| c.value <= n.value)
        })
    })
}

fn add_voters(into: &mut Draft, part: Draft) {
    let (vote, own) = (&mut into.vote, part.vote);
    let add = |list: &mut Vec<Field>, more: Vec<Field>| {
        for f in more {
            if !list.iter().any(|known| known.evidence.text == f.evidence.text) {
                list.push(f);
            }
        }
    };
    add(&mut vote.voters.r#for, own.voters.r#for);
    add(&mut vote.voters.against, own.voters.against);
    add(&mut vote.voters.abstain, own.voters.abstain);
    add(&mut vote.voters.absent, own.voters.absent);
    vote.abstain = vote.abstain.take().or(own.abstain);
    vote.absent = vote.absent.take().or(own.absent);
    vote.also.push(own.span);
    vote.also.sort_by_key(|e| (e.start, e.end));
}

fn shares_word(a: &str, b: &str) -> bool {
    let (a, b) = (content_words(a), content_words(b));
    a.iter().any(|w| b.contains(w))
}

/// The same two counts told again are the same vote.
pub(super) fn same_tally(drafts: Vec<Draft>) -> Vec<Draft> {
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
    d.vetoed
        && d.vote.outcome.as_deref() == Some("failed")
        && d.vote.r#for.is_none()
        && d.vote.abstain.is_none()
        && (!d.vote.veto_by.is_empty() || !d.counted)
}

fn absorb(into: &mut Draft, veto: Draft) {
    let vote = &mut into.vote;
    if vote.veto_by.is_empty() {
        vote.veto_by = veto.vote.veto_by;
    }
    vote.outcome = Some(SmolStr::new_static("failed"));
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

/// Words of some length, for comparing motions.
pub(super) fn content_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 3)
        .map(str::to_lowercase)
        .collect()
}

fn similar(a: &[String], b: &[String]) -> bool {
    let shared = a.iter().filter(|w| b.contains(w)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}
