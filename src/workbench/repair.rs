//! One-edit repairs of a rule for a test that fails, each verified by running it.
//!
//! Candidates come from three sources: where the pattern comes apart ([`nearest`]), what became of
//! the matches it did have (a guard, a stronger rule), and the general edits of every part. A
//! candidate is kept only if, with it, the test passes; those that keep the rule's other tests
//! passing stand first, then the smaller changes.

use crate::matching::mention::Mention;
use crate::rules::ast::{At, Atom, Item, Pattern, Rule, RuleTest, Sequence};
use crate::workbench::bench::Bench;
use crate::workbench::edits::{self, Edit, EditKind, changed, item, plain};
use crate::workbench::nearest::{self, Gap};

/// A change of a rule with which the test passes.
#[derive(Clone, Debug)]
pub struct Repair {
    /// Where to make it.
    pub at: At,
    /// What to do, in the terms of the pattern language.
    pub message: String,
    /// The rule afterwards.
    pub rule: Rule,
    /// How many of the rule's tests pass with it.
    pub passing: usize,
    /// Documents of a corpus that change, once counted.
    pub documents: Option<usize>,
}

struct Candidate {
    cost: u32,
    at: At,
    message: String,
    rule: Rule,
}

/// So many candidates are tried, and so many repairs are enough.
const MOST_TRIED: usize = 500;
const ENOUGH: usize = 6;

/// Repairs of a rule for one of its tests, best first. The bench is left as it was.
pub fn repairs(bench: &mut Bench, index: u32, test: &RuleTest) -> Vec<Repair> {
    let rule = bench.set().rules[index as usize].clone();
    let mut candidates = Vec::new();
    outcome(bench, index, &rule, test, &mut candidates);
    slots(bench, index, &rule, test, &mut candidates);
    if test.want.is_empty() {
        excluding(bench, index, &rule, test, &mut candidates);
    } else {
        let gaps = nearest::gaps(bench, index, &test.text, test.date);
        joining(&rule, test, &gaps, &mut candidates);
        edges(bench, index, &rule, test, &mut candidates);
    }
    general(bench, &rule, &mut candidates);
    candidates.sort_by_key(|c| c.cost);
    verified(bench, index, test, candidates)
}

fn verified(
    bench: &mut Bench,
    index: u32,
    test: &RuleTest,
    candidates: Vec<Candidate>,
) -> Vec<Repair> {
    let total = bench.set().rules[index as usize].tests.len();
    let mut kept: Vec<(u32, Repair)> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for c in candidates.into_iter().take(MOST_TRIED) {
        let whole = kept.iter().filter(|(_, r)| r.passing == total).count();
        if whole >= 3 || kept.len() >= ENOUGH && whole > 0 {
            break;
        }
        if seen.contains(&c.message) {
            continue;
        }
        seen.push(c.message.clone());
        bench.put(&[(index, &c.rule)]);
        if bench.passes(index, test) {
            let passing = bench.passed(index);
            let Candidate { cost, at, message, rule } = c;
            kept.push((cost, Repair { at, message, rule, passing, documents: None }));
        }
    }
    bench.restore(&[index]);
    kept.sort_by_key(|(cost, r)| (total - r.passing.min(total), *cost));
    kept.truncate(ENOUGH);
    kept.into_iter().map(|(_, r)| r).collect()
}

/// What became of the matches that the rule had: vetoed by a guard, beaten by another rule.
fn outcome(bench: &Bench, index: u32, rule: &Rule, test: &RuleTest, out: &mut Vec<Candidate>) {
    let document = bench.document(&test.text, test.date);
    let (_, watch) = bench.watch(&document);
    if watch.vetoed.iter().any(|v| v.rule == index) {
        for (name, number, guard) in edits::guards(rule) {
            out.push(Candidate {
                cost: 2,
                at: guard.at.clone(),
                message: format!("drop {name} = `{guard}`"),
                rule: edits::without_guard(rule, name, number),
            });
        }
    }
    for (_, winner) in watch.lost.iter().filter(|(m, _)| m.rule == index) {
        let Some(winner) = winner else { continue };
        let Some(by) = bench.set().rules.get(winner.rule as usize) else { continue };
        let mut raised = rule.clone();
        raised.priority = by.priority + 1;
        let message = format!("`priority = {}` puts it before `{}`", raised.priority, by.id);
        out.push(Candidate { cost: 4, at: rule.at.clone(), message, rule: raised });
    }
}

/// Slots that the test wants and no match has: name a part, rename a capture, set a constant.
fn slots(bench: &Bench, index: u32, rule: &Rule, test: &RuleTest, out: &mut Vec<Candidate>) {
    let document = bench.document(&test.text, test.date);
    let (analysis, _) = bench.watch(&document);
    let engine = bench.engine();
    let found: Vec<&Mention> = analysis.mentions.iter().filter(|m| m.rule == index).collect();
    let has = |slot: &str| {
        let id = engine.slots.get(slot);
        !found.is_empty() && found.iter().all(|m| m.slots.iter().any(|s| Some(s.name) == id))
    };
    let mut wanted: Vec<(&str, &str)> = Vec::new();
    for (slot, value) in test.want.iter().flatten() {
        let special = matches!(slot.as_str(), "text" | "value_of");
        if !special && !has(slot) && !wanted.iter().any(|(s, _)| s == slot) {
            wanted.push((slot, value));
        }
    }
    for (slot, value) in &wanted {
        // What stands in the text is better captured than set.
        let folded = test.text.to_lowercase();
        let cost = if folded.contains(&value.to_lowercase()) { 15 } else { 6 };
        let mut set = rule.clone();
        set.set.retain(|(s, _)| s != slot);
        set.set.push(((*slot).to_owned(), (*value).to_owned()));
        let message = format!("`set = {{ {slot} = \"{value}\" }}`");
        out.push(Candidate { cost, at: rule.at.clone(), message, rule: set });
    }
    // A value that comes out of the captured slots: any slot name that the pack gives this type.
    let names: Vec<String> = if wanted.is_empty() {
        slot_names(bench, rule)
    } else {
        wanted.iter().map(|(s, _)| (*s).to_owned()).collect()
    };
    let (base, rename) = if wanted.is_empty() { (14, 13) } else { (3, 2) };
    edits::walk(&rule.pattern, &mut |path, now| {
        if matches!(now.atom, Atom::Gap { .. } | Atom::Start | Atom::End | Atom::Bind { .. }) {
            return;
        }
        for slot in &names {
            if now.capture.as_deref() == Some(slot) {
                continue;
            }
            let cost = if now.capture.is_some() { rename } else { base };
            let named = changed(rule, path, |items, i| items[i].capture = Some(slot.clone()));
            if let Some(named) = named {
                let message = shown(now, item(&named.pattern, path));
                out.push(Candidate { cost, at: now.at.clone(), message, rule: named });
            }
        }
    });
}

/// Slots that other rules of the same emitted type bind.
fn slot_names(bench: &Bench, rule: &Rule) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for other in bench.set().rules.iter().filter(|r| r.emit == rule.emit) {
        edits::walk(&other.pattern, &mut |_, i| {
            if let Some(c) = &i.capture {
                if !out.contains(c) && !c.ends_with('2') {
                    out.push(c.clone());
                }
            }
        });
    }
    out.truncate(6);
    out
}

/// Changes where the pattern comes apart.
fn joining(rule: &Rule, test: &RuleTest, gaps: &[Gap], out: &mut Vec<Candidate>) {
    for (rank, gap) in gaps.iter().take(120).enumerate() {
        let cost = 4 + gap.words.len() as u32 + rank as u32 / 12;
        let now = item(&rule.pattern, &gap.path);
        let mut add = |extra: u32, after: Option<Rule>, message: String, at: &At| {
            if let Some(rule) = after {
                out.push(Candidate { cost: cost + extra, at: at.clone(), message, rule });
            }
        };
        if gap.insert {
            let before = now.map_or_else(|| rule.pattern.at.clone(), |i| i.at.clone());
            let target = now.map_or(String::new(), |i| format!(" before `{i}`"));
            let mut insert = |extra, new: Item| {
                let message = format!("`{new}`{target}");
                let after = changed(rule, &gap.path, |items, i| items.insert(i, new));
                add(extra, after, message, &before);
            };
            let max = gap.words.len() as u16;
            insert(0, plain(Atom::Gap { max }, &before));
            for mut new in takers(gap, &before) {
                insert(2, new.clone());
                for slot in wanted_slots(rule, test) {
                    new.capture = Some(slot);
                    insert(1, new.clone());
                }
            }
            continue;
        }
        let Some(now) = now else { continue };
        // A group's own parts are the better place.
        let cost = cost + u32::from(matches!(now.atom, Atom::Group(_))) * 3;
        let mut add = |extra: u32, after: Option<Rule>, message: String, at: &At| {
            if let Some(rule) = after {
                out.push(Candidate { cost: cost + extra, at: at.clone(), message, rule });
            }
        };
        let mut change = |extra, new: Item| {
            let message = shown(now, Some(&new));
            let after = changed(rule, &gap.path, |items, i| items[i] = new);
            add(extra, after, message, &now.at);
        };
        if gap.words.is_empty() {
            // Leaving a part out lets in the most.
            if now.min > 0 {
                change(3, Item { min: 0, ..now.clone() });
            }
            continue;
        }
        if let Atom::Gap { .. } = now.atom {
            let max = gap.words.len() as u16;
            change(0, Item { atom: Atom::Gap { max }, ..now.clone() });
            continue;
        }
        if now.max < Item::MANY {
            let more = (now.max + gap.words.len() as u16).min(Item::MANY);
            change(2, Item { max: more, ..now.clone() });
        }
        if let Atom::Mention { kind, tests } = &now.atom {
            if !tests.is_empty() {
                let atom = Atom::Mention { kind: kind.clone(), tests: Vec::new() };
                change(1, Item { atom, ..now.clone() });
            }
        }
        for other in takers(gap, &now.at) {
            let extra = if matches!(other.atom, Atom::Lexicon(_)) { 2 } else { 0 };
            change(extra, Item { atom: either(now, other), ..now.clone() });
        }
    }
}

/// `[a b]` where one token is meant, else `( a | b )`. The item's own name and repetition stay
/// around it.
fn either(now: &Item, other: Item) -> Atom {
    let single = |a: &Atom| match a {
        Atom::Literal { tokens, .. } => tokens.len() == 1,
        Atom::Lemma(_) | Atom::Class(_) | Atom::Lexicon(_) => true,
        _ => false,
    };
    match &now.atom {
        Atom::Set { members, negated: false } if single(&other.atom) => {
            let members = members.iter().cloned().chain([other.atom]).collect();
            Atom::Set { members, negated: false }
        }
        a if single(a) && single(&other.atom) => {
            Atom::Set { members: vec![now.atom.clone(), other.atom], negated: false }
        }
        a => {
            let at = &now.at;
            let mut alternatives = match a {
                Atom::Group(p) => p.alternatives.clone(),
                _ => {
                    // A captured mention keeps its name, so that its value is kept, too.
                    let mut own = plain(a.clone(), at);
                    own.capture.clone_from(&now.capture);
                    vec![Sequence { items: vec![own], at: at.clone() }]
                }
            };
            alternatives.push(Sequence { items: vec![other], at: at.clone() });
            Atom::Group(Pattern { alternatives, at: at.clone() })
        }
    }
}

/// What would take the words of a gap: the words themselves, lexicons they are in, mentions.
fn takers(gap: &Gap, at: &At) -> Vec<Item> {
    let mut out = Vec::new();
    if gap.words.is_empty() {
        return out;
    }
    for kind in gap.kinds.iter().take(3) {
        out.push(plain(Atom::Mention { kind: kind.clone(), tests: Vec::new() }, at));
    }
    for (name, _) in gap.lexicons.iter().take(4) {
        out.push(plain(Atom::Lexicon(name.clone()), at));
    }
    if gap.words.len() <= 4 {
        let tokens = gap.words.iter().map(|w| w.to_lowercase()).collect();
        out.push(plain(Atom::Literal { tokens, exact: false }, at));
    }
    out
}

/// Slots that the test asks for and the rule's pattern does not bind.
fn wanted_slots(rule: &Rule, test: &RuleTest) -> Vec<String> {
    let mut bound: Vec<String> = rule.set.iter().map(|(s, _)| s.clone()).collect();
    edits::walk(&rule.pattern, &mut |_, i| bound.extend(i.capture.clone()));
    let mut out: Vec<String> = Vec::new();
    for (slot, _) in test.want.iter().flatten() {
        if !matches!(slot.as_str(), "text" | "value_of")
            && !bound.contains(slot)
            && !out.contains(slot)
        {
            out.push(slot.clone());
        }
    }
    out.truncate(2);
    out
}

/// The rule matches, but not far enough: further optional parts at both ends and between parts.
fn edges(bench: &Bench, index: u32, rule: &Rule, test: &RuleTest, out: &mut Vec<Candidate>) {
    let document = bench.document(&test.text, test.date);
    let (analysis, watch) = bench.watch(&document);
    let engine = bench.engine();
    let spans = watch.proposed.iter().chain(&watch.refused).filter(|m| m.rule == index);
    let tokens = analysis.tokens.len() as u32;
    let mut seen: Vec<(u32, u32)> = spans.map(|m| (m.start, m.end)).collect();
    seen.dedup();
    let mut names = wanted_slots(rule, test);
    names.extend(slot_names(bench, rule));
    names.dedup();
    for (start, end) in seen.into_iter().take(3) {
        let mut ranges: Vec<(u32, u32, bool)> = Vec::new();
        for k in 1..=4 {
            if end + k <= tokens {
                ranges.push((end, end + k, false));
            }
            if start >= k {
                ranges.push((start - k, start, true));
            }
        }
        for (from, to, before) in ranges {
            let gap = Gap {
                path: Vec::new(),
                insert: true,
                words: (from..to).map(|t| analysis.word(t).to_owned()).collect(),
                lexicons: nearest::lexicons_of(engine, &analysis, from, to),
                kinds: nearest::kinds_of(engine, &analysis, from, to),
            };
            for (a, sequence) in rule.pattern.alternatives.iter().enumerate() {
                let at = if before { 0 } else { sequence.items.len() };
                for mut new in takers(&gap, &rule.pattern.at) {
                    new.min = 0;
                    let mut push = |cost: u32, new: Item| {
                        let whereto = if before { "at the start" } else { "at the end" };
                        let message = format!("`{new}` {whereto} of the pattern");
                        let after = changed(rule, &[(a, at)], |items, i| items.insert(i, new));
                        if let Some(rule) = after {
                            let at = rule.pattern.at.clone();
                            out.push(Candidate { cost, at, message, rule });
                        }
                    };
                    push(9 + to - from, new.clone());
                    for slot in names.iter().take(5) {
                        new.capture = Some(slot.clone());
                        push(8 + to - from, new.clone());
                    }
                }
            }
        }
    }
}

/// A text that must not match does: guards against its words.
fn excluding(bench: &Bench, index: u32, rule: &Rule, test: &RuleTest, out: &mut Vec<Candidate>) {
    let document = bench.document(&test.text, test.date);
    let (analysis, _) = bench.watch(&document);
    let tokens = analysis.tokens.len() as u32;
    let mut guard = |name: &str, from: u32, to: u32, cost: u32| {
        let words: Vec<String> = (from..to).map(|t| analysis.word(t).to_lowercase()).collect();
        if words.is_empty() {
            return;
        }
        let at = &rule.pattern.at;
        let item = plain(Atom::Literal { tokens: words, exact: false }, at);
        let message = format!("`unless = {{ {} = '''{item}''' }}`", &name[7..]);
        let sequence = Sequence { items: vec![item], at: at.clone() };
        let pattern = Pattern { alternatives: vec![sequence], at: at.clone() };
        let mut with = rule.clone();
        edits::guard_list(&mut with, name).push(pattern);
        out.push(Candidate { cost, at: at.clone(), message, rule: with });
    };
    for m in analysis.mentions.iter().filter(|m| m.rule == index) {
        guard("unless.after", m.end, (m.end + 1).min(tokens), 5);
        guard("unless.before", m.start.saturating_sub(1), m.start, 6);
        for t in m.start..m.end {
            guard("unless.inside", t, t + 1, 8);
        }
        guard("unless.inside", m.start, m.end, 9);
        guard("unless.before", m.start.saturating_sub(2), m.start, 10);
        guard("unless.after", m.end, (m.end + 2).min(tokens), 10);
    }
}

/// Every single edit of the rule, whatever it may be good for.
fn general(bench: &Bench, rule: &Rule, out: &mut Vec<Candidate>) {
    for edit in edits::edits(rule, bench.set()) {
        let cost = match edit.kind {
            EditKind::ChangeLexicon | EditKind::ChangeWord | EditKind::RenameCapture => continue,
            EditKind::MakeMandatory | EditKind::MakeOptional => 7,
            EditKind::NarrowGap | EditKind::WidenGap => 7,
            EditKind::NarrowRepetition | EditKind::WidenRepetition => 8,
            EditKind::RemovePart | EditKind::DropGuard => 12,
            _ => 10,
        };
        let Edit { at, message, rule, .. } = edit;
        out.push(Candidate { cost, at, message, rule });
    }
}

fn shown(now: &Item, after: Option<&Item>) -> String {
    let after = after.map_or_else(String::new, ToString::to_string);
    format!("`{now}` → `{after}`")
}
