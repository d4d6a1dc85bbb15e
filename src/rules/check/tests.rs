//! Tests in rules: enough of them, none empty of meaning.

use super::pack::{Pack, items};
use crate::rules::ast::{Atom, Rule, RuleTest};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::suggest;

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    for rule in &pack.set.rules {
        count(rule, out);
        pairs(rule, out);
        for test in &rule.tests {
            slots(rule, test, out);
            date(test, out);
        }
    }
}

fn count(rule: &Rule, out: &mut Vec<Diagnostic>) {
    let misses = rule.tests.iter().filter(|t| t.want.is_empty()).count();
    let hits = rule.tests.len() - misses;
    if hits < 2 || misses < 1 {
        let message = format!(
            "`{}` has {hits} matching test{} and {misses} near miss{}",
            rule.id,
            if hits == 1 { "" } else { "s" },
            if misses == 1 { "" } else { "es" },
        );
        out.push(Diagnostic::new(Code::FewTests, message, rule.at.clone()).help(
            "two that match and one that must not (`want = []`): `[[rule.test]]` or `[rule.finds]`",
        ));
    }
    if rule.doc.trim().is_empty() {
        let message = format!("`{}` does not say what it is for", rule.id);
        out.push(
            Diagnostic::new(Code::NoDoc, message, rule.at.clone())
                .help("`doc = \"…\"`: one line, the class of phrasing"),
        );
    }
}

fn pairs(rule: &Rule, out: &mut Vec<Diagnostic>) {
    for (i, test) in rule.tests.iter().enumerate() {
        let same = |t: &&RuleTest| t.text.trim() == test.text.trim() && t.date == test.date;
        let Some(earlier) = rule.tests[..i].iter().find(same) else { continue };
        let (code, message, label) = if earlier.want == test.want {
            (Code::SameTest, "the same test again", "proves nothing new")
        } else {
            (Code::Contradiction, "two tests contradict each other", "wants something else")
        };
        out.push(
            Diagnostic::new(code, message, test.at.clone())
                .label(label)
                .also(earlier.at.clone(), "the same text"),
        );
    }
}

/// A wanted slot whose name is a slip of one that the rule binds.
fn slots(rule: &Rule, test: &RuleTest, out: &mut Vec<Diagnostic>) {
    let mut bound: Vec<&str> = rule.set.iter().map(|(slot, _)| slot.as_str()).collect();
    items(&rule.pattern, &mut |item| {
        bound.extend(item.capture.as_deref());
        if let Atom::Bind { name, .. } = &item.atom {
            bound.push(name);
        }
    });
    let record = crate::rules::types::record(&rule.emit);
    let known = |slot: &str| {
        bound.contains(&slot)
            || record.is_some_and(|r| r.slots.iter().any(|(name, _)| *name == slot))
    };
    for (slot, _) in test.want.iter().flatten().filter(|(slot, _)| !known(slot)) {
        if let Some(near) = suggest::nearest(slot, bound.iter().copied()) {
            let message = format!("the test wants `{slot}`, which `{}` does not bind", rule.id);
            out.push(
                Diagnostic::new(Code::TestSlot, message, test.at.clone())
                    .label("this test")
                    .help(format!("did you mean `{near}`?")),
            );
        }
    }
}

/// A calendar date wanted, its year not in the text, and no reference date.
fn date(test: &RuleTest, out: &mut Vec<Diagnostic>) {
    if test.date.is_some() {
        return;
    }
    for (_, value) in test.want.iter().flatten() {
        let parts: Vec<&str> = value.split('-').collect();
        let digits = |p: &str| p.bytes().all(|b| b.is_ascii_digit());
        let iso = matches!(parts.as_slice(), [y, m, d]
            if y.len() == 4 && m.len() == 2 && d.len() == 2 && parts.iter().all(|p| digits(p)));
        if iso && !test.text.contains(parts[0]) {
            out.push(
                Diagnostic::new(
                    Code::TestWithoutDate,
                    format!("the test wants {value}, and neither it nor its text gives the year"),
                    test.at.clone(),
                )
                .help("add `date = 2024-04-19` to the test"),
            );
        }
    }
}
