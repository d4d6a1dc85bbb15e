//! Guards that always or never fire, and captures in them.

use super::pack::{Pack, guards, items};
use crate::rules::ast::{Atom, Pattern, Rule};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    for rule in &pack.set.rules {
        for guard in guards(rule) {
            items(guard, &mut |item| {
                if item.capture.is_some() || matches!(item.atom, Atom::Bind { .. }) {
                    let message = "a guard captures nothing";
                    out.push(
                        Diagnostic::new(Code::CaptureInGuard, message, item.at.clone())
                            .label("thrown away")
                            .help("write `:type` without a name"),
                    );
                }
            });
        }
        always(rule, out);
        never(rule, out);
    }
}

fn always(rule: &Rule, out: &mut Vec<Diagnostic>) {
    let own = rule.pattern.to_string();
    for guard in rule.unless.inside.iter().filter(|g| g.to_string() == own) {
        let message = format!("`unless` vetoes every match of `{}`", rule.id);
        out.push(
            Diagnostic::new(Code::GuardAlways, message, guard.at.clone())
                .label("equal to the pattern")
                .also(rule.pattern.at.clone(), "the pattern"),
        );
    }
}

fn never(rule: &Rule, out: &mut Vec<Diagnostic>) {
    let begins = rule
        .pattern
        .alternatives
        .iter()
        .all(|s| s.items.first().is_some_and(|i| i.atom == Atom::Start));
    let ends = rule
        .pattern
        .alternatives
        .iter()
        .all(|s| s.items.last().is_some_and(|i| i.atom == Atom::End));
    let dead = |out: &mut Vec<Diagnostic>, guards: &[Pattern], why: &str| {
        for guard in guards {
            let message = format!("a guard of `{}` can never fire", rule.id);
            out.push(Diagnostic::new(Code::GuardNever, message, guard.at.clone()).label(why));
        }
    };
    for set in [&rule.unless, &rule.when] {
        if begins {
            dead(out, &set.before, "nothing stands before the start of the scope");
        }
        if ends {
            dead(out, &set.after, "nothing stands behind the end of the scope");
        }
    }
}
