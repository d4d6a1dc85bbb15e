//! How the rules of a type are usually written: what a part of a kind is called, and which
//! constants there are.

use std::collections::BTreeMap;

use crate::rules::ast::{Atom, Rule, RuleSet};
use crate::workbench::edits;

/// The habits of the rules that emit the same type as the one to repair, most frequent first.
#[derive(Debug, Default)]
pub(super) struct Usual {
    lexicons: BTreeMap<String, Vec<String>>,
    kinds: BTreeMap<String, Vec<String>>,
    /// Slots and the values that rules give them.
    pub constants: Vec<(String, String)>,
    /// Slots that parts are captured in.
    pub slots: Vec<String>,
}

type Counts<K> = BTreeMap<K, usize>;

impl Usual {
    pub(super) fn of(set: &RuleSet, rule: &Rule) -> Self {
        let mut lexicons: BTreeMap<String, Counts<String>> = BTreeMap::new();
        let mut kinds: BTreeMap<String, Counts<String>> = BTreeMap::new();
        let mut constants: Counts<(String, String)> = BTreeMap::new();
        let mut slots: Counts<String> = BTreeMap::new();
        for other in set.rules.iter().filter(|r| r.emit == rule.emit) {
            for (slot, value) in &other.set {
                *constants.entry((slot.clone(), value.clone())).or_default() += 1;
            }
            edits::walk(&other.pattern, &mut |_, item| {
                if let Atom::Bind { name, value } = &item.atom {
                    *constants.entry((name.clone(), value.clone())).or_default() += 1;
                }
                let Some(slot) = &item.capture else { return };
                *slots.entry(slot.clone()).or_default() += 1;
                each(&item.atom, &mut |atom| match atom {
                    Atom::Lexicon(name) => {
                        let counts = lexicons.entry(name.clone()).or_default();
                        *counts.entry(slot.clone()).or_default() += 1;
                    }
                    Atom::Mention { kind, .. } => {
                        let counts = kinds.entry(kind.clone()).or_default();
                        *counts.entry(slot.clone()).or_default() += 1;
                    }
                    _ => {}
                });
            });
        }
        let all = |map: BTreeMap<String, Counts<String>>| {
            map.into_iter().map(|(name, counts)| (name, ranked(counts))).collect()
        };
        Self {
            lexicons: all(lexicons),
            kinds: all(kinds),
            constants: ranked(constants),
            slots: ranked(slots),
        }
    }

    /// What a part with this atom is usually captured as.
    pub(super) fn names(&self, atom: &Atom) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        each(atom, &mut |atom| {
            let names = match atom {
                Atom::Lexicon(name) => self.lexicons.get(name),
                Atom::Mention { kind, .. } => self.kinds.get(kind),
                _ => None,
            };
            for name in names.into_iter().flatten() {
                if !out.contains(&name.as_str()) {
                    out.push(name);
                }
            }
        });
        out
    }
}

/// The atom, or the members of a set.
fn each<'a>(atom: &'a Atom, visit: &mut dyn FnMut(&'a Atom)) {
    match atom {
        Atom::Set { members, negated: false } => members.iter().for_each(visit),
        _ => visit(atom),
    }
}

fn ranked<K: Ord>(counts: Counts<K>) -> Vec<K> {
    let mut list: Vec<(K, usize)> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list.into_iter().map(|(key, _)| key).collect()
}
