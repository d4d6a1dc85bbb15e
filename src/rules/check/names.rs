//! Names that lead nowhere: mention types, lexicons, slots of slot tests, `span`.

use std::collections::BTreeSet;

use super::pack::{Pack, atoms, items, patterns};
use crate::rules::ast::{Atom, Item, Rule, SlotTest};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::suggest;
use crate::rules::types;

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    // A fragment is written once however often it is used.
    let mut said = BTreeSet::new();
    for rule in &pack.set.rules {
        for pattern in patterns(rule) {
            items(pattern, &mut |item| {
                if said.insert((item.at.file, item.at.range.start, item.at.range.end)) {
                    for atom in atoms(item) {
                        name(pack, item, atom, out);
                    }
                }
            });
        }
        span(rule, out);
    }
    for (kind, hidden) in &pack.set.hides {
        let place = pack.set.files.iter().position(|f| f.path.ends_with("pack.toml"));
        let file = place.unwrap_or(0) as u32;
        let text = pack.set.files.get(file as usize).map_or(0, |f| f.text.len());
        let at = crate::rules::ast::At { file, range: 0..text };
        for name in hidden {
            let place = pack.within(&at, &format!("\"{name}\""));
            if name == kind {
                let message = format!("the type `{name}` hides itself");
                out.push(Diagnostic::new(Code::BadPack, message, place));
            } else if !pack.has_kind(name) {
                out.push(unknown_kind(pack, name, place));
            }
        }
    }
}

fn name(pack: &Pack<'_>, item: &Item, atom: &Atom, out: &mut Vec<Diagnostic>) {
    match atom {
        Atom::Lexicon(name) if !pack.lexicons.contains_key(name.as_str()) => {
            let names: Vec<&str> = pack.lexicons.keys().copied().collect();
            let at = pack.within(&item.at, &format!("%{name}"));
            out.push(
                Diagnostic::new(Code::UnknownLexicon, format!("unknown lexicon `{name}`"), at)
                    .label("no such lexicon")
                    .maybe_help(suggest::help(name, &names)),
            );
        }
        Atom::Mention { kind, .. } if !pack.has_kind(kind) => {
            out.push(unknown_kind(pack, kind, pack.within(&item.at, kind)));
        }
        Atom::Mention { kind, tests } => {
            for test in tests {
                slot_test(pack, item, kind, test, out);
            }
        }
        _ => {}
    }
}

fn unknown_kind(pack: &Pack<'_>, kind: &str, at: crate::rules::ast::At) -> Diagnostic {
    let message = format!("unknown mention type `{kind}`");
    let names = pack.kind_names();
    // A list of types would hide the usual mistake: a captured word without its quotes.
    let help = suggest::nearest(kind, names.iter().copied()).map_or_else(
        || format!("no rule emits it; to capture the word itself, quote it: \"{kind}\""),
        |near| format!("did you mean `{near}`, or the word \"{kind}\"?"),
    );
    Diagnostic::new(Code::UnknownType, message, at).label("no such type").help(help)
}

/// `:vg{voice=passive}`: is there such a slot, and such a value?
fn slot_test(pack: &Pack<'_>, item: &Item, kind: &str, test: &SlotTest, out: &mut Vec<Diagnostic>) {
    let Some(known) = pack.kinds.get(kind) else { return };
    let at = pack.within(&item.at, &test.slot);
    let names: Vec<&str> = known.slots.keys().copied().collect();
    let Some(values) = known.slots.get(test.slot.as_str()) else {
        let near = suggest::nearest(&test.slot, names.iter().copied());
        // Built types have computed slots that no rule binds.
        if !types::BUILT.contains(&kind) || near.is_some() {
            out.push(
                Diagnostic::new(
                    Code::TestedSlot,
                    format!("no rule for `{kind}` binds the slot `{}`", test.slot),
                    at,
                )
                .label("never bound")
                .maybe_help(suggest::help(&test.slot, &names)),
            );
        }
        return;
    };
    if values.contains(&None) || types::BUILT.contains(&kind) {
        return;
    }
    let given: Vec<&str> = values.iter().copied().flatten().collect();
    for value in test.values.iter().filter(|v| !given.contains(&v.as_str())) {
        let message = format!("`{}` of `{kind}` is never `{value}`", test.slot);
        out.push(
            Diagnostic::new(Code::TestedValue, message, pack.within(&item.at, value))
                .label("never given")
                .maybe_help(suggest::help(value, &given)),
        );
    }
}

fn span(rule: &Rule, out: &mut Vec<Diagnostic>) {
    let Some(span) = &rule.span else { return };
    let mut names = Vec::new();
    items(&rule.pattern, &mut |item| names.extend(item.capture.as_deref()));
    if !names.contains(&span.as_str()) {
        let message = format!("`span = \"{span}\"`, but `{}` captures no `{span}`", rule.id);
        out.push(
            Diagnostic::new(Code::SpanUnbound, message, rule.at.clone())
                .label("this rule")
                .maybe_help(suggest::help(span, &names)),
        );
    } else if let Some(at) = super::binding::unbound(&rule.pattern, &[span]) {
        let message = format!("one path of `{}` does not bind its span `{span}`", rule.id);
        out.push(
            Diagnostic::new(Code::OptionalSpan, message, at)
                .label("this path does not bind it")
                .help("the mention then covers the whole match"),
        );
    }
}
