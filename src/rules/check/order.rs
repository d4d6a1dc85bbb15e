//! Phases: each sees the mentions of those before it.

use std::collections::BTreeSet;

use super::pack::{Pack, items, patterns};
use crate::rules::ast::{At, Atom};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    let mut said = BTreeSet::new();
    for rule in &pack.set.rules {
        let phase = pack.phase(rule);
        for pattern in patterns(rule) {
            items(pattern, &mut |item| {
                let Atom::Mention { kind, .. } = &item.atom else { return };
                let Some(known) = pack.kinds.get(kind.as_str()) else { return };
                if known.phase < phase || !said.insert((phase, item.at.range.start, item.at.file)) {
                    return;
                }
                let Some(emitter) = known.rules.first() else { return };
                let when = if known.phase == phase { "this very" } else { "a later" };
                out.push(
                    Diagnostic::new(
                        Code::PhaseOrder,
                        format!("`{kind}` is made only in {when} phase, `{}`", emitter.phase),
                        item.at.clone(),
                    )
                    .label(format!("matched in phase `{}`", rule.phase))
                    .also(emitter.at.clone(), "made by this rule")
                    .help("a phase sees the mentions of earlier phases only"),
                );
            });
        }
    }
    empty_phases(pack, out);
}

fn empty_phases(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    let Some(file) = pack.set.files.iter().position(|f| f.path.ends_with("pack.toml")) else {
        return;
    };
    for phase in &pack.set.phases {
        // The program itself fills a phase that is named after mentions it makes.
        let filled = crate::rules::types::GIVEN.contains(&phase.as_str());
        if filled || pack.set.rules.iter().any(|r| r.phase == *phase) {
            continue;
        }
        let all = At { file: file as u32, range: 0..pack.set.files[file].text.len() };
        let at = pack.within(&all, &format!("\"{phase}\""));
        let message = format!("no rule runs in the phase `{phase}`");
        out.push(Diagnostic::new(Code::EmptyPhase, message, at));
    }
}
