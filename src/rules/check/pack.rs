//! The rule set with its names looked up once.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::ast::{At, Atom, Item, LexiconSource, Pattern, Rule, RuleSet};
use crate::rules::types;

/// What is known of an emitted type.
#[derive(Default)]
pub(crate) struct Kind<'a> {
    /// Rules that emit it.
    pub(crate) rules: Vec<&'a Rule>,
    /// Index of the first phase that emits it.
    pub(crate) phase: usize,
    /// Slots that its rules bind, with the constants, or `None` for words.
    pub(crate) slots: BTreeMap<&'a str, BTreeSet<Option<&'a str>>>,
}

/// A rule set with tables by name.
pub(crate) struct Pack<'a> {
    pub(crate) set: &'a RuleSet,
    pub(crate) kinds: BTreeMap<&'a str, Kind<'a>>,
    pub(crate) lexicons: BTreeMap<&'a str, &'a LexiconSource>,
}

impl<'a> Pack<'a> {
    pub(crate) fn new(set: &'a RuleSet) -> Self {
        let lexicons = set.lexicons.iter().map(|l| (l.name.as_str(), l)).collect();
        let mut pack = Pack { set, kinds: BTreeMap::new(), lexicons };
        let phase_of = |rule: &Rule| set.phases.iter().position(|p| *p == rule.phase);
        for rule in &set.rules {
            let phase = phase_of(rule).unwrap_or(0);
            let kind = pack.kinds.entry(&rule.emit).or_insert(Kind { phase, ..Kind::default() });
            kind.phase = kind.phase.min(phase);
            kind.rules.push(rule);
            let mut bound = Vec::new();
            for (slot, value) in &rule.set {
                bound.push((slot.as_str(), Some(value.as_str())));
            }
            items(&rule.pattern, &mut |item| {
                if let Some(name) = &item.capture {
                    bound.push((name, None));
                }
                if let Atom::Bind { name, value } = &item.atom {
                    bound.push((name, Some(value)));
                }
            });
            for (slot, value) in bound {
                kind.slots.entry(slot).or_default().insert(value);
            }
        }
        pack
    }

    /// Is it a type of mention that something makes?
    pub(crate) fn has_kind(&self, name: &str) -> bool {
        self.kinds.contains_key(name) || types::GIVEN.contains(&name)
    }

    /// All types.
    pub(crate) fn kind_names(&self) -> Vec<&str> {
        self.kinds.keys().copied().chain(types::GIVEN.iter().copied()).collect()
    }

    /// Index of a rule's phase.
    pub(crate) fn phase(&self, rule: &Rule) -> usize {
        self.set.phases.iter().position(|p| *p == rule.phase).unwrap_or(usize::MAX)
    }

    /// The place of `needle` inside `at`, or `at` itself when it is not written there.
    pub(crate) fn within(&self, at: &At, needle: &str) -> At {
        let text = self.set.files.get(at.file as usize).map_or("", |f| &f.text);
        let found = text.get(at.range.clone()).and_then(|t| t.find(needle));
        found.map_or_else(
            || at.clone(),
            |i| {
                let start = at.range.start + i;
                At { file: at.file, range: start..start + needle.len() }
            },
        )
    }
}

/// Every item of a pattern, outer before inner.
pub(crate) fn items<'p>(pattern: &'p Pattern, visit: &mut impl FnMut(&'p Item)) {
    for item in pattern.alternatives.iter().flat_map(|s| &s.items) {
        visit(item);
        if let Atom::Group(inner) = &item.atom {
            items(inner, visit);
        }
    }
}

/// All patterns of a rule: its own, then those of its guards.
pub(crate) fn patterns(rule: &Rule) -> impl Iterator<Item = &Pattern> {
    std::iter::once(&rule.pattern).chain(guards(rule))
}

/// The patterns of a rule's guards.
pub(crate) fn guards(rule: &Rule) -> impl Iterator<Item = &Pattern> {
    [&rule.unless, &rule.when]
        .into_iter()
        .flat_map(|g| g.before.iter().chain(&g.after).chain(&g.inside))
}

/// The atoms of an item that name something: itself, or the members of its set.
pub(crate) fn atoms(item: &Item) -> impl Iterator<Item = &Atom> {
    let members = match &item.atom {
        Atom::Set { members, .. } => members.as_slice(),
        _ => &[],
    };
    std::iter::once(&item.atom).chain(members)
}
