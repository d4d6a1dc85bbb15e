//! Slots: does every path bind what the record needs, and does the record know the slot?

use super::pack::{Pack, items};
use crate::rules::ast::{At, Atom, Item, Pattern, Rule, Sequence};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::suggest;
use crate::rules::types::{self, Holds, RecordType};

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    for rule in &pack.set.rules {
        overlap(rule, out);
        let Some(record) = types::record(&rule.emit) else { continue };
        needs(rule, record, out);
        slots(pack, rule, record, out);
    }
}

/// Of each needed group, one slot on every path.
fn needs(rule: &Rule, record: &RecordType, out: &mut Vec<Diagnostic>) {
    for group in record.needs {
        if rule.set.iter().any(|(slot, _)| group.contains(&slot.as_str())) {
            continue;
        }
        if let Some(at) = unbound(&rule.pattern, group) {
            let names = group.join("`, `");
            let one_of = if group.len() > 1 { "one of " } else { "" };
            out.push(
                Diagnostic::new(
                    Code::SlotUnbound,
                    format!(
                        "`{}` needs {one_of}`{names}`, and one path does not bind it",
                        record.name
                    ),
                    at,
                )
                .label("this path binds nothing of the kind")
                .also(rule.at.clone(), format!("this rule emits `{}`", record.name))
                .help(format!("capture it, or bind it with `-> {}=…`", group[0])),
            );
        }
    }
}

/// The smallest alternative on which none of the slots is bound; `None` if all paths bind one.
pub(super) fn unbound(pattern: &Pattern, slots: &[&str]) -> Option<At> {
    let sequence = pattern.alternatives.iter().find(|s| !binds(s, slots))?;
    let inner = sequence.items.iter().filter(|i| i.min > 0).find_map(|item| match &item.atom {
        Atom::Group(group) if group.alternatives.iter().any(|s| binds(s, slots)) => {
            unbound(group, slots)
        }
        _ => None,
    });
    Some(inner.unwrap_or_else(|| sequence.at.clone()))
}

fn binds(sequence: &Sequence, slots: &[&str]) -> bool {
    sequence.items.iter().filter(|item| item.min > 0).any(|item| item_binds(item, slots))
}

fn item_binds(item: &Item, slots: &[&str]) -> bool {
    let captured = item.capture.as_deref().is_some_and(|name| slots.contains(&name));
    captured
        || match &item.atom {
            Atom::Bind { name, .. } => slots.contains(&name.as_str()),
            Atom::Group(group) => group.alternatives.iter().all(|s| binds(s, slots)),
            _ => false,
        }
}

/// Slots that the record does not take, or takes as something else.
fn slots(pack: &Pack<'_>, rule: &Rule, record: &RecordType, out: &mut Vec<Diagnostic>) {
    let mut bound: Vec<(&str, At)> = Vec::new();
    for (slot, _) in &rule.set {
        bound.push((slot, rule.at.clone()));
    }
    items(&rule.pattern, &mut |item| {
        if let Some(name) = &item.capture {
            bound.push((name, pack.within(&item.at, name)));
            typed(pack, item, name, record, out);
        }
        if let Atom::Bind { name, .. } = &item.atom {
            bound.push((name, pack.within(&item.at, name)));
        }
    });
    let known: Vec<&str> = record.slots.iter().map(|(name, _)| *name).collect();
    let fits = |slot: &str| known.contains(&slot) || record.hints.contains(&slot);
    for (slot, at) in bound.into_iter().filter(|(slot, _)| !fits(slot)) {
        if let Some(near) = suggest::nearest(slot, known.iter().copied()) {
            out.push(
                Diagnostic::new(
                    Code::UnknownSlot,
                    format!("`{}` has no slot `{slot}`", record.name),
                    at,
                )
                .label("no such slot")
                .help(format!("did you mean `{near}`?")),
            );
        } else {
            let message = format!("the slot `{slot}` reaches no `{}`", record.name);
            out.push(
                Diagnostic::new(Code::OtherSlot, message, at)
                    .help(format!("the slots are `{}`", known.join("`, `"))),
            );
        }
    }
}

/// A time where a figure belongs, or the other way round.
fn typed(pack: &Pack<'_>, item: &Item, name: &str, record: &RecordType, out: &mut Vec<Diagnostic>) {
    let Atom::Mention { kind, .. } = &item.atom else { return };
    let Some((_, holds)) = record.slots.iter().find(|(slot, _)| *slot == name) else { return };
    let wanted = match (holds, kind.as_str()) {
        (Holds::Figure, "time") => "a number or quantity",
        (Holds::Time, "number" | "quantity") => "a time",
        _ => return,
    };
    out.push(
        Diagnostic::new(
            Code::SlotType,
            format!("`{name}` of `{}` takes {wanted}, not `{kind}`", record.name),
            pack.within(&item.at, &format!("{name}:{kind}")),
        )
        .label("wrong type"),
    );
}

/// A slot both captured and `set`.
fn overlap(rule: &Rule, out: &mut Vec<Diagnostic>) {
    items(&rule.pattern, &mut |item| {
        let bound = match &item.atom {
            Atom::Bind { name, .. } => Some(name),
            _ => item.capture.as_ref(),
        };
        let Some(name) = bound else { return };
        if rule.set.iter().any(|(slot, _)| slot == name) {
            out.push(
                Diagnostic::new(
                    Code::SetAndCapture,
                    format!("the slot `{name}` is both bound in the pattern and `set`"),
                    item.at.clone(),
                )
                .label("bound here")
                .also(rule.at.clone(), "this rule sets it too")
                .help("rename one of them, or delete it from `set`"),
            );
        }
    });
}
