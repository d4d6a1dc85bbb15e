//! Two versions of a pack made one: what they share is read once, and records are made twice only
//! of documents in which their changed rules leave other mentions.
//!
//! The united pack has every unchanged rule and lexicon once, and of each changed one both
//! versions. That is sound as long as nothing else differs: the order of phases and of the common
//! rules, what types hide, the lexicons that the program itself looks up. Otherwise there is no
//! united pack.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::RawDocument;
use crate::extractor::Extractor;
use crate::matching::versions::{Side, Sides};
use crate::record::Extraction;
use crate::rules::ast::{At, Atom, Guards, LexiconSource, Pattern, Rule, RuleSet};

/// Two versions of a pack in one.
#[derive(Debug)]
pub(crate) struct United {
    extractor: Extractor,
    sides: Sides,
}

/// What the names of new versions of lexicons end with; no pattern can write it.
const NEW: char = '\u{1}';

impl United {
    /// The versions made one, if they are alike enough.
    pub(crate) fn of(old: &RuleSet, new: &RuleSet) -> Option<Self> {
        let alike = old.phases == new.phases
            && old.hides == new.hides
            && old.open == new.open
            && old.keys == new.keys
            && old.asked == new.asked;
        if !alike {
            return None;
        }
        let changed = changed_lexicons(old, new);
        if old.asked.iter().any(|name| changed.contains(name)) {
            return None;
        }
        let rules = merged(&old.rules, &new.rules, &changed)?;
        let mut set = old.clone();
        for lexicon in new.lexicons.iter().filter(|l| changed.contains(&l.name)) {
            let mut lexicon = lexicon.clone();
            lexicon.name.push(NEW);
            lexicon.include.iter_mut().filter(|n| changed.contains(*n)).for_each(|n| n.push(NEW));
            set.lexicons.push(lexicon);
        }
        let phase = |r: &Rule| set.phases.iter().position(|p| *p == r.phase).unwrap_or(0);
        let sides = rules.iter().map(|(side, twin, r)| (*side, *twin, phase(r), r.scan)).collect();
        set.rules = rules.into_iter().map(|(_, _, rule)| rule).collect();
        let extractor = Extractor::from_rules(&set);
        let sides = Sides::new(extractor.engine(), sides);
        Some(Self { extractor, sides })
    }

    /// What either version finds in a document, unless the same mentions stand in both.
    pub(crate) fn read(&self, raw: &RawDocument) -> Option<[Extraction; 2]> {
        self.extractor.versions(&self.extractor.segment(raw.clone()), &self.sides)
    }
}

/// Names of lexicons that are not the same in both, and of those that include one of them.
fn changed_lexicons(old: &RuleSet, new: &RuleSet) -> BTreeSet<String> {
    let by_name = |set: &RuleSet| -> BTreeMap<String, LexiconSource> {
        let unplaced = |l: &LexiconSource| LexiconSource { at: At::default(), ..l.clone() };
        set.lexicons.iter().map(|l| (l.name.clone(), unplaced(l))).collect()
    };
    let (was, is) = (by_name(old), by_name(new));
    let names = was.keys().chain(is.keys());
    let mut out: BTreeSet<String> = names.filter(|n| was.get(*n) != is.get(*n)).cloned().collect();
    loop {
        let before = out.len();
        for lexicon in was.values().chain(is.values()) {
            if lexicon.include.iter().any(|n| out.contains(n)) {
                out.insert(lexicon.name.clone());
            }
        }
        if out.len() == before {
            return out;
        }
    }
}

type Versioned = (Side, u32, Rule);

/// The rules of both versions in their order, each with its side and a number that its versions
/// share; `None` if the common rules stand in another order.
fn merged(old: &[Rule], new: &[Rule], lexicons: &BTreeSet<String>) -> Option<Vec<Versioned>> {
    let known: BTreeSet<&str> = old.iter().map(|r| r.id.as_str()).collect();
    let mut rest = new.iter().peekable();
    let mut out: Vec<Versioned> = Vec::new();
    let added = |rule: &Rule, out: &mut Vec<Versioned>| {
        let twin = out.len() as u32;
        out.push((Side::New, twin, renamed(rule, lexicons)));
    };
    let still: BTreeSet<&str> = new.iter().map(|r| r.id.as_str()).collect();
    for rule in old {
        while let Some(fresh) = rest.next_if(|r| !known.contains(r.id.as_str())) {
            added(fresh, &mut out);
        }
        let twin = out.len() as u32;
        if !still.contains(rule.id.as_str()) {
            out.push((Side::Old, twin, rule.clone()));
            continue;
        }
        let now = rest.next().filter(|r| r.id == rule.id)?;
        if unplaced(rule) == unplaced(now) && !uses(rule, lexicons) {
            out.push((Side::Both, twin, rule.clone()));
        } else {
            out.push((Side::Old, twin, rule.clone()));
            out.push((Side::New, twin, renamed(now, lexicons)));
        }
    }
    rest.for_each(|r| added(r, &mut out));
    Some(out)
}

/// What a rule does, without where it stands, what it says of itself and its tests.
fn unplaced(rule: &Rule) -> Rule {
    let mut rule = rule.clone();
    rule.at = At::default();
    rule.doc.clear();
    rule.tests.clear();
    each_pattern(&mut rule, &mut |pattern| clear(pattern));
    rule
}

fn clear(pattern: &mut Pattern) {
    pattern.at = At::default();
    for sequence in &mut pattern.alternatives {
        sequence.at = At::default();
        for item in &mut sequence.items {
            item.at = At::default();
            if let Atom::Group(group) = &mut item.atom {
                clear(Arc::make_mut(group));
            }
        }
    }
}

fn each_pattern(rule: &mut Rule, visit: &mut dyn FnMut(&mut Pattern)) {
    visit(&mut rule.pattern);
    for Guards { before, after, inside } in [&mut rule.unless, &mut rule.when] {
        before.iter_mut().chain(after).chain(inside).for_each(&mut *visit);
    }
}

/// Every name of a lexicon in a pattern.
fn each_lexicon(pattern: &mut Pattern, visit: &mut dyn FnMut(&mut String)) {
    let items = pattern.alternatives.iter_mut().flat_map(|s| &mut s.items);
    items.for_each(|i| in_atom(&mut i.atom, visit));
}

fn in_atom(atom: &mut Atom, visit: &mut dyn FnMut(&mut String)) {
    match atom {
        Atom::Lexicon(name) => visit(name),
        Atom::Set { members, .. } => members.iter_mut().for_each(|m| in_atom(m, visit)),
        Atom::Group(group) => each_lexicon(Arc::make_mut(group), visit),
        // A slot test names a lexicon as one of its values, with its sign.
        Atom::Mention { tests, .. } => {
            let values = tests.iter_mut().flat_map(|t| &mut t.values);
            for value in values.filter(|v| v.starts_with('%')) {
                let mut name = value[1..].to_owned();
                visit(&mut name);
                *value = format!("%{name}");
            }
        }
        _ => {}
    }
}

fn uses(rule: &Rule, lexicons: &BTreeSet<String>) -> bool {
    let mut found = false;
    each_pattern(&mut rule.clone(), &mut |pattern| {
        each_lexicon(pattern, &mut |name| found |= lexicons.contains(name));
    });
    found
}

/// The rule with the new versions of changed lexicons.
fn renamed(rule: &Rule, lexicons: &BTreeSet<String>) -> Rule {
    let mut rule = rule.clone();
    each_pattern(&mut rule, &mut |pattern| {
        each_lexicon(pattern, &mut |name| {
            if lexicons.contains(name) {
                name.push(NEW);
            }
        });
    });
    rule
}
