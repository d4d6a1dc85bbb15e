//! Repairs at guards and priorities: of matches that were vetoed or beaten, and of texts that must
//! not match.

use crate::rules::ast::{Atom, Pattern, Rule, RuleTest, Sequence};
use crate::workbench::bench::Bench;
use crate::workbench::edits::{self, plain};

use super::Candidate;

/// What became of the matches that the rule had: vetoed by a guard, beaten by another rule.
pub(super) fn outcome(
    bench: &Bench,
    index: u32,
    rule: &Rule,
    test: &RuleTest,
    out: &mut Vec<Candidate>,
) {
    let document = bench.document(&test.text, test.date);
    let (_, watch) = bench.watch(&document);
    if watch.vetoed.iter().any(|v| v.rule == index) {
        for (name, number, guard) in edits::guards(rule) {
            out.push(Candidate {
                cost: 2,
                at: guard.at.clone(),
                message: format!("drop {name} = `{guard}`"),
                rule: edits::without_guard(rule, name, number),
            });
        }
    }
    for (_, winner) in watch.lost.iter().filter(|(m, _)| m.rule == index) {
        let Some(winner) = winner else { continue };
        let Some(by) = bench.set().rules.get(winner.rule as usize) else { continue };
        let mut raised = rule.clone();
        raised.priority = by.priority + 1;
        let message = format!("`priority = {}` puts it before `{}`", raised.priority, by.id);
        out.push(Candidate { cost: 4, at: rule.at.clone(), message, rule: raised });
    }
}

/// A text that must not match does: guards against its words.
pub(super) fn excluding(
    bench: &Bench,
    index: u32,
    rule: &Rule,
    test: &RuleTest,
    out: &mut Vec<Candidate>,
) {
    let document = bench.document(&test.text, test.date);
    let (analysis, _) = bench.watch(&document);
    let tokens = analysis.tokens.len() as u32;
    let mut guard = |name: &str, from: u32, to: u32, cost: u32| {
        let words: Vec<String> = (from..to).map(|t| analysis.word(t).to_lowercase()).collect();
        if words.is_empty() {
            return;
        }
        let at = &rule.pattern.at;
        let item = plain(Atom::Literal { tokens: words, exact: false }, at);
        let message = format!("`unless = {{ {} = '''{item}''' }}`", &name[7..]);
        let sequence = Sequence { items: vec![item], at: at.clone() };
        let pattern = Pattern { alternatives: vec![sequence], at: at.clone() };
        let mut with = rule.clone();
        edits::guard_list(&mut with, name).push(pattern);
        out.push(Candidate { cost, at: at.clone(), message, rule: with });
    };
    for m in analysis.mentions.iter().filter(|m| m.rule == index) {
        guard("unless.after", m.end, (m.end + 1).min(tokens), 5);
        guard("unless.before", m.start.saturating_sub(1), m.start, 6);
        for t in m.start..m.end {
            guard("unless.inside", t, t + 1, 8);
        }
        guard("unless.inside", m.start, m.end, 9);
        guard("unless.before", m.start.saturating_sub(2), m.start, 10);
        guard("unless.after", m.end, (m.end + 2).min(tokens), 10);
    }
}
