//! Single edits of a rule: what mutation testing, damage and repair are made of.

use std::sync::Arc;

use crate::rules::ast::{At, Atom, Item, Pattern, Rule, RuleSet, TokenClass};

/// Alternative and item, down through the groups of a pattern.
pub type Path = Vec<(usize, usize)>;

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum EditKind {
    DropGuard,
    WidenGap,
    RemoveAlternative,
    NarrowGap,
    RemovePart,
    MakeMandatory,
    MakeOptional,
    ChangeWord,
    ChangeLexicon,
    ChangeClass,
    ChangeType,
    DropMember,
    DropCapture,
    RenameCapture,
    DropConstant,
    NarrowRepetition,
    WidenRepetition,
    DropSlotTest,
}

/// A rule with one thing changed.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// To what in the source.
    pub at: At,
    /// In words.
    pub message: String,
    /// The rule afterwards.
    pub rule: Rule,
}

/// Visit every item of a pattern with its path.
pub fn walk(pattern: &Pattern, visit: &mut dyn FnMut(&Path, &Item)) {
    fn inner(pattern: &Pattern, path: &mut Path, visit: &mut dyn FnMut(&Path, &Item)) {
        for (a, sequence) in pattern.alternatives.iter().enumerate() {
            for (i, item) in sequence.items.iter().enumerate() {
                path.push((a, i));
                visit(path, item);
                if let Atom::Group(group) = &item.atom {
                    inner(group, path, visit);
                }
                path.pop();
            }
        }
    }
    inner(pattern, &mut Path::new(), visit);
}

/// The items among which a path's last step stands, and its number there.
#[must_use]
pub fn place<'p>(
    pattern: &'p mut Pattern,
    path: &[(usize, usize)],
) -> Option<(&'p mut Vec<Item>, usize)> {
    let ((a, i), rest) = path.split_first()?;
    let items = &mut pattern.alternatives.get_mut(*a)?.items;
    if rest.is_empty() {
        return Some((items, *i));
    }
    match &mut items.get_mut(*i)?.atom {
        Atom::Group(group) => place(Arc::make_mut(group), rest),
        _ => None,
    }
}

/// The item at a path.
#[must_use]
pub fn item<'p>(pattern: &'p Pattern, path: &[(usize, usize)]) -> Option<&'p Item> {
    let ((a, i), rest) = path.split_first()?;
    let item = pattern.alternatives.get(*a)?.items.get(*i)?;
    match &item.atom {
        _ if rest.is_empty() => Some(item),
        Atom::Group(group) => self::item(group, rest),
        _ => None,
    }
}

/// The rule with the items around a path changed; `None` if that leaves an empty alternative.
pub fn changed(
    rule: &Rule,
    path: &[(usize, usize)],
    change: impl FnOnce(&mut Vec<Item>, usize),
) -> Option<Rule> {
    let mut rule = rule.clone();
    let (items, i) = place(&mut rule.pattern, path)?;
    if i > items.len() {
        return None;
    }
    change(items, i);
    (!items.is_empty()).then_some(rule)
}

/// An item that stands for itself once.
#[must_use]
pub fn plain(atom: Atom, at: &At) -> Item {
    Item { atom, capture: None, min: 1, max: 1, at: at.clone() }
}

/// Guards of both kinds, each with its name.
pub fn guards(rule: &Rule) -> impl Iterator<Item = (&'static str, usize, &Pattern)> {
    let lists = [
        ("unless.before", &rule.unless.before),
        ("unless.after", &rule.unless.after),
        ("unless.inside", &rule.unless.inside),
        ("when.before", &rule.when.before),
        ("when.after", &rule.when.after),
        ("when.inside", &rule.when.inside),
    ];
    lists
        .into_iter()
        .flat_map(|(name, list)| list.iter().enumerate().map(move |(i, p)| (name, i, p)))
}

/// The guard list of that name.
#[must_use]
pub fn guard_list<'r>(rule: &'r mut Rule, name: &str) -> &'r mut Vec<Pattern> {
    match name {
        "unless.before" => &mut rule.unless.before,
        "unless.after" => &mut rule.unless.after,
        "unless.inside" => &mut rule.unless.inside,
        "when.before" => &mut rule.when.before,
        "when.after" => &mut rule.when.after,
        _ => &mut rule.when.inside,
    }
}

/// The rule without a guard.
#[must_use]
pub fn without_guard(rule: &Rule, name: &str, number: usize) -> Rule {
    let mut rule = rule.clone();
    let list = guard_list(&mut rule, name);
    if number < list.len() {
        list.remove(number);
    }
    rule
}

/// Every edit of one place of a rule.
#[must_use]
pub fn edits(rule: &Rule, set: &RuleSet) -> Vec<Edit> {
    let mut out = Vec::new();
    for (name, number, guard) in guards(rule) {
        out.push(Edit {
            kind: EditKind::DropGuard,
            at: guard.at.clone(),
            message: format!("drop {name} = `{guard}`"),
            rule: without_guard(rule, name, number),
        });
    }
    for (i, (slot, value)) in rule.set.iter().enumerate() {
        let mut without = rule.clone();
        without.set.remove(i);
        let message = format!("drop {slot} = \"{value}\" from `set`");
        let (kind, at) = (EditKind::DropConstant, rule.at.clone());
        out.push(Edit { kind, at, message, rule: without });
    }
    if rule.pattern.alternatives.len() > 1 {
        for (a, sequence) in rule.pattern.alternatives.iter().enumerate() {
            let mut without = rule.clone();
            without.pattern.alternatives.remove(a);
            out.push(Edit {
                kind: EditKind::RemoveAlternative,
                at: sequence.at.clone(),
                message: format!("remove the alternative `{sequence}`"),
                rule: without,
            });
        }
    }
    walk(&rule.pattern, &mut |path, item| {
        let mut add = |kind, message: String, rule: Option<Rule>| {
            if let Some(rule) = rule {
                out.push(Edit { kind, at: item.at.clone(), message, rule });
            }
        };
        let with = |change: &dyn Fn(&mut Item)| {
            changed(rule, path, |items, i| {
                if let Some(item) = items.get_mut(i) {
                    change(item);
                }
            })
        };
        of_item(item, set, &with, &mut add);
        let removed = changed(rule, path, |items, i| {
            items.remove(i);
        });
        add(EditKind::RemovePart, format!("remove `{item}`"), removed);
    });
    out
}

type With<'w> = dyn Fn(&dyn Fn(&mut Item)) -> Option<Rule> + 'w;
type Add<'w> = dyn FnMut(EditKind, String, Option<Rule>) + 'w;

fn of_item(item: &Item, set: &RuleSet, with: &With<'_>, add: &mut Add<'_>) {
    let now = format!("`{item}`");
    let mut to = |kind, change: &dyn Fn(&mut Item)| {
        let mut after = item.clone();
        change(&mut after);
        add(kind, format!("{now} → `{after}`"), with(change));
    };
    match &item.atom {
        Atom::Gap { max } => {
            let max = *max;
            to(EditKind::WidenGap, &|i| i.atom = Atom::Gap { max: max + 2 });
            if max > 0 {
                to(EditKind::NarrowGap, &|i| i.atom = Atom::Gap { max: max / 2 });
            }
            return;
        }
        Atom::Rest | Atom::Start | Atom::End | Atom::Bind { .. } => return,
        Atom::Literal { tokens, exact } => {
            let mut other = tokens.clone();
            if let Some(last) = other.last_mut() {
                last.push_str("ish");
            }
            to(EditKind::ChangeWord, &|i| {
                i.atom = Atom::Literal { tokens: other.clone(), exact: *exact };
            });
        }
        Atom::Lemma(word) => {
            to(EditKind::ChangeWord, &|i| i.atom = Atom::Lemma(format!("{word}ish")));
        }
        Atom::Lexicon(name) => {
            let at = set.lexicons.iter().position(|l| l.name == *name).unwrap_or(0);
            if let Some(other) = set.lexicons.get((at + 1) % set.lexicons.len().max(1)) {
                to(EditKind::ChangeLexicon, &|i| i.atom = Atom::Lexicon(other.name.clone()));
            }
        }
        Atom::Class(class) => {
            let other =
                if *class == TokenClass::Verb { TokenClass::Upper } else { TokenClass::Verb };
            to(EditKind::ChangeClass, &|i| i.atom = Atom::Class(other));
        }
        Atom::Set { members, .. } if members.len() > 1 => {
            for n in 0..members.len() {
                to(EditKind::DropMember, &|i| {
                    if let Atom::Set { members, .. } = &mut i.atom {
                        members.remove(n);
                    }
                });
            }
        }
        Atom::Set { .. } => {}
        Atom::Mention { tests, .. } => {
            for n in 0..tests.len() {
                to(EditKind::DropSlotTest, &|i| {
                    if let Atom::Mention { tests, .. } = &mut i.atom {
                        tests.remove(n);
                    }
                });
            }
        }
        Atom::Group(group) if group.alternatives.len() > 1 => {
            for n in 0..group.alternatives.len() {
                to(EditKind::RemoveAlternative, &|i| {
                    if let Atom::Group(group) = &mut i.atom {
                        Arc::make_mut(group).alternatives.remove(n);
                    }
                });
            }
        }
        Atom::Group(_) => {}
    }
    if item.capture.is_some() {
        to(EditKind::DropCapture, &|i| i.capture = None);
        to(EditKind::RenameCapture, &|i| i.capture = i.capture.as_ref().map(|c| format!("{c}x")));
    }
    if item.min == 0 {
        to(EditKind::MakeMandatory, &|i| i.min = 1);
    } else {
        to(EditKind::MakeOptional, &|i| i.min = 0);
    }
    if item.max > 1 {
        let narrow = item.max / 2;
        to(EditKind::NarrowRepetition, &|i| {
            i.max = narrow.max(1);
            i.min = i.min.min(i.max);
        });
    }
    if item.max < Item::MANY {
        to(EditKind::WidenRepetition, &|i| i.max += 1);
    }
}
