//! How claims and votes of one or two documents stand to each other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use claimgraph::graph::relate::{self, Relation};
use claimgraph::record::{Bound, Count, Extraction, NumericClaim, Via};
use support::{number, other, sample};

fn relation(change: impl FnOnce(&mut NumericClaim)) -> Relation {
    let (x, mut y) = (sample(), other("later.txt"));
    change(&mut y.claims[0]);
    relate::claims((&x.claims[0], &x.document), (&y.claims[0], &y.document))
}

fn set(claim: &mut NumericClaim, value: &str, bound: Bound) {
    let q = &mut claim.quantity;
    (q.value, q.low, q.bound) = (Some(number(value)), None, bound);
}

#[test]
fn the_same_figure_in_two_documents_agrees() {
    assert_eq!(relation(|_| {}), Relation::Agree);
}

#[test]
fn a_rounded_figure_is_compatible() {
    assert_eq!(relation(|c| set(c, "1350", Bound::About)), Relation::Compatible);
}

#[test]
fn a_higher_figure_two_days_later_is_an_update() {
    assert_eq!(relation(|c| set(c, "1412", Bound::AtLeast)), Relation::Update);
}

#[test]
fn the_newer_document_stands_first_in_an_update() {
    let (x, mut y) = (sample(), other("later.txt"));
    set(&mut y.claims[0], "1412", Bound::AtLeast);
    let documents = [x, y];
    let updates: Vec<(usize, usize)> = relate::all(&documents)
        .iter()
        .filter(|p| p.relation == Relation::Update)
        .map(|p| (p.a.document, p.b.document))
        .collect();
    assert_eq!(updates, [(1, 0)]);
}

#[test]
fn another_place_happening_or_role_is_different() {
    let place = |c: &mut NumericClaim| {
        c.place = Some(support::field("Sudmark", None, None, Via::Rule));
    };
    assert_eq!(relation(place), Relation::Different);
    assert_eq!(relation(|c| c.event = "injured".into()), Relation::Different);
    assert_eq!(relation(|c| c.role = claimgraph::record::ClaimRole::Subset), Relation::Different);
}

#[test]
fn a_figure_many_times_as_high_is_not_an_update() {
    assert_eq!(relation(|c| set(c, "90000", Bound::Exactly)), Relation::Different);
}

#[test]
fn two_sources_on_one_day_that_exclude_each_other_contradict() {
    let (mut x, mut y) = (sample(), other("later.txt"));
    y.document.date = x.document.date.clone();
    set(&mut x.claims[0], "1340", Bound::Exactly);
    set(&mut y.claims[0], "900", Bound::Exactly);
    let pair = relate::claims((&x.claims[0], &x.document), (&y.claims[0], &y.document));
    assert_eq!(pair, Relation::Contradict);
}

#[test]
fn a_part_is_not_related_to_its_total() {
    let x = sample();
    let pair = relate::claims((&x.claims[0], &x.document), (&x.claims[1], &x.document));
    assert_eq!(pair, Relation::Different);
}

fn votes(change: impl FnOnce(&mut Extraction)) -> Relation {
    let (x, mut y) = (sample(), other("later.txt"));
    y.votes[0].motion.as_mut().unwrap().norm = Some("the plan for a new dyke".into());
    change(&mut y);
    relate::votes((&x.votes[0], &x.document), (&y.votes[0], &y.document))
}

#[test]
fn one_vote_in_two_reports_agrees() {
    assert_eq!(votes(|_| {}), Relation::Agree);
}

#[test]
fn another_body_or_motion_is_another_vote() {
    let body = |y: &mut Extraction| {
        y.votes[0].body = Some(support::field("Rescue Board", None, None, Via::Rule));
    };
    assert_eq!(votes(body), Relation::Different);
    let motion = |y: &mut Extraction| {
        y.votes[0].motion.as_mut().unwrap().norm = Some("the harbour fees".into());
    };
    assert_eq!(votes(motion), Relation::Different);
}

#[test]
fn another_tally_on_the_same_motion_contradicts_between_documents_only() {
    let tally = |y: &mut Extraction| {
        y.votes[0].r#for = Some(Count { value: 9, evidence: None, via: Via::Rule });
    };
    assert_eq!(votes(tally), Relation::Contradict);
    let (x, mut again) = (sample(), sample().votes[0].clone());
    again.r#for = Some(Count { value: 9, evidence: None, via: Via::Rule });
    let pair = relate::votes((&x.votes[0], &x.document), (&again, &x.document));
    assert_eq!(pair, Relation::Different);
}
