//! Two rules with the same pattern.

use std::collections::BTreeMap;

use super::pack::Pack;
use crate::rules::ast::{Guards, Rule};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, &Rule> = BTreeMap::new();
    for rule in &pack.set.rules {
        let key = format!(
            "{} {} {} {} {} {}",
            rule.phase,
            rule.emit,
            rule.pattern,
            printed(&rule.unless),
            printed(&rule.when),
            rule.scan,
        );
        match first.get(&key) {
            None => {
                first.insert(key, rule);
            }
            Some(earlier) if earlier.id != rule.id => out.push(
                Diagnostic::new(
                    Code::IdenticalRules,
                    format!("`{}` has the pattern of `{}`", rule.id, earlier.id),
                    rule.at.clone(),
                )
                .label("can never win")
                .also(earlier.at.clone(), "the same pattern")
                .help("delete one of them"),
            ),
            Some(_) => {}
        }
    }
}

fn printed(guards: &Guards) -> String {
    let all = [&guards.before, &guards.after, &guards.inside]
        .map(|patterns| patterns.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ; "));
    all.join(" / ")
}
