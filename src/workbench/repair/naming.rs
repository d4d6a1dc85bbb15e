//! Repairs of slots: name a part, rename a capture, set a constant.

use crate::matching::mention::Mention;
use crate::rules::ast::{Atom, Rule, RuleTest};
use crate::workbench::bench::Bench;
use crate::workbench::edits::{self, changed, item};

use super::usual::Usual;
use super::{Candidate, shown};

/// Constants and slot names that are tried because other rules have them.
const MOST: usize = 24;

/// Slots that the test wants and no match has; where it wants a value that is made of slots, those
/// that other rules of the type have.
pub(super) fn slots(
    bench: &Bench,
    index: u32,
    rule: &Rule,
    test: &RuleTest,
    usual: &Usual,
    out: &mut Vec<Candidate>,
) {
    let document = bench.document(&test.text, test.date);
    let (analysis, _) = bench.watch(&document);
    let engine = bench.engine();
    let found: Vec<&Mention> = analysis.mentions.iter().filter(|m| m.rule == index).collect();
    let has = |slot: &str| {
        let id = engine.slots.get(slot);
        !found.is_empty()
            && found.iter().all(|m| analysis.slots(m).iter().any(|s| Some(s.name) == id))
    };
    let mut wanted: Vec<(&str, &str)> = Vec::new();
    for (slot, value) in test.want.iter().flatten() {
        let special = matches!(slot.as_str(), "text" | "value_of");
        if !special && !has(slot) && !wanted.iter().any(|(s, _)| s == slot) {
            wanted.push((slot, value));
        }
    }
    for (slot, value) in &wanted {
        // What stands in the text is better captured than set.
        let folded = test.text.to_lowercase();
        let cost = if folded.contains(&value.to_lowercase()) { 15 } else { 6 };
        constant(rule, slot, value, cost, out);
    }
    let bound = super::joining::bound(rule);
    for (slot, value) in usual.constants.iter().take(MOST * 5) {
        // One that the rule does not have at all is the likelier one to be missing.
        let cost = if bound.contains(slot) { 10 } else { 5 };
        constant(rule, slot, value, cost, out);
    }
    let span = rule.span.iter().filter(|s| !bound.contains(s));
    edits::walk(&rule.pattern, &mut |path, now| {
        if matches!(now.atom, Atom::Gap { .. } | Atom::Start | Atom::End | Atom::Bind { .. }) {
            return;
        }
        let mut name = |slot: &str, cost: u32| {
            if now.capture.as_deref() == Some(slot) {
                return;
            }
            let named = changed(rule, path, |items, i| items[i].capture = Some(slot.to_owned()));
            if let Some(named) = named {
                let message = shown(now, item(&named.pattern, path));
                out.push(Candidate { cost, at: now.at.clone(), message, rule: named });
            }
        };
        for (slot, _) in &wanted {
            name(slot, if now.capture.is_some() { 2 } else { 3 });
        }
        span.clone().for_each(|slot| name(slot, 2));
        let habit = usual.names(&now.atom);
        let fits = |slot: &String| habit.contains(&slot.as_str());
        if now.capture.as_ref().is_none_or(|c| !fits(c)) {
            for (rank, slot) in habit.iter().take(5).enumerate() {
                let again = u32::from(bound.iter().any(|b| b == slot)) * 3;
                name(slot, 2 + rank as u32 + again);
            }
        }
        if wanted.is_empty() {
            for slot in usual.slots.iter().take(MOST) {
                name(slot, if now.capture.is_some() { 13 } else { 14 });
            }
        }
    });
}

fn constant(rule: &Rule, slot: &str, value: &str, cost: u32, out: &mut Vec<Candidate>) {
    let mut with = rule.clone();
    with.set.retain(|(s, _)| s != slot);
    with.set.push((slot.to_owned(), value.to_owned()));
    let message = format!("`set = {{ {slot} = \"{value}\" }}`");
    out.push(Candidate { cost, at: rule.at.clone(), message, rule: with });
}
