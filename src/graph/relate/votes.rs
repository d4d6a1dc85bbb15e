use chrono::NaiveDate;

use crate::output::phrase;
use crate::record::{Count, DocumentInfo, Vote};

use super::words::{Same, overlap, same_name, telling};
use super::{Relation, day};

/// Share of words that two wordings of one motion have in common at least.
const SAME_MOTION: f64 = 0.5;
/// Votes reported in documents this many days apart at most can be the same.
const DAYS: i64 = 4;

type Side<'a> = (&'a Vote, &'a DocumentInfo);

/// How two votes stand to each other. The order of the two does not matter.
#[must_use]
pub fn votes(a: Side<'_>, b: Side<'_>) -> Relation {
    let same_document = a.1.sha256 == b.1.sha256 && a.1.id == b.1.id;
    if same_name(a.0.body.as_ref(), b.0.body.as_ref()) == Same::No || !same_day(a, b) {
        return Relation::Different;
    }
    let motion = match (&a.0.motion, &b.0.motion) {
        (Some(x), Some(y)) => Some(same_motion(phrase::name(x), phrase::name(y))),
        _ => None,
    };
    if motion == Some(false) || same_document && motion.is_none() {
        return Relation::Different;
    }
    let outcomes = a.0.outcome.as_ref().zip(b.0.outcome.as_ref());
    if outcomes.is_some_and(|(x, y)| x != y) {
        return if motion == Some(true) && !same_document {
            Relation::Contradict
        } else {
            Relation::Different
        };
    }
    let sides =
        [(&a.0.r#for, &b.0.r#for), (&a.0.against, &b.0.against), (&a.0.abstain, &b.0.abstain)];
    let both = sides.iter().filter(|(x, y)| x.is_some() && y.is_some()).count();
    let differ =
        sides.iter().any(|(x, y)| matches!((value(x), value(y)), (Some(x), Some(y)) if x != y));
    let vetoed =
        |v: &Vote| v.veto_by.iter().map(|f| phrase::name(f).to_lowercase()).collect::<Vec<_>>();
    let same_veto = !a.0.veto_by.is_empty() && vetoed(a.0) == vetoed(b.0);
    match (differ, motion) {
        // In one document, two tallies are two votes.
        (true, Some(true)) if both >= 2 && !same_document => Relation::Contradict,
        (true, _) => Relation::Different,
        (false, Some(true)) if both > 0 => Relation::Agree,
        (false, Some(true)) => Relation::Compatible,
        // Without a motion to compare, two counts that fit on the same days, or the same veto.
        (false, _) if both >= 2 || both == 1 && same_veto => Relation::Agree,
        (false, _) if same_veto => Relation::Compatible,
        _ => Relation::Different,
    }
}

fn value(count: &Option<Count>) -> Option<u32> {
    count.as_ref().map(|c| c.value)
}

/// Two wordings of one motion share half the words of the shorter one, and more than one word
/// ("text" alone ties nothing) unless they are equal.
fn same_motion(a: &str, b: &str) -> bool {
    let (a, b) = (telling(a), telling(b));
    a == b || overlap(&a, &b) >= SAME_MOTION && a.intersection(&b).count() > 1
}

/// Can both have been on the same day? By their own dates, else by their documents'.
fn same_day(a: Side<'_>, b: Side<'_>) -> bool {
    match (days(a), days(b)) {
        (Some(((from_a, to_a), own_a)), Some(((from_b, to_b), own_b))) => {
            let slack = chrono::Duration::days(if own_a && own_b { 0 } else { DAYS });
            from_a < to_b + slack && from_b < to_a + slack
        }
        _ => true,
    }
}

/// Half-open interval of the vote's own date (true), or of its document's (false).
fn days((vote, document): Side<'_>) -> Option<((NaiveDate, NaiveDate), bool)> {
    let parse = |d: Option<&str>| d.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
    let own = vote
        .date
        .as_ref()
        .and_then(|d| Some((parse(d.time.from.as_deref())?, parse(d.time.to.as_deref())?)));
    match own {
        Some(own) => Some((own, true)),
        None => day(document).map(|d| ((d, d + chrono::Duration::days(1)), false)),
    }
}
