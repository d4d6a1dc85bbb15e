//! Repairs of the pattern: where it comes apart, at its ends, and as a further alternative.

use crate::matching::chart::Analysis;
use crate::matching::mention::Mention;
use crate::patterns::engine::Engine;
use crate::rules::ast::{At, Atom, Item, Pattern, Rule, RuleTest, Sequence};
use crate::workbench::bench::Bench;
use crate::workbench::edits::{self, changed, item, plain};
use crate::workbench::nearest::{self, Gap};

use super::usual::Usual;
use super::{Candidate, shown};

/// The text as the rule's phase finds it, and how such rules are written.
pub(super) struct Text<'a, 'd> {
    pub engine: &'a Engine,
    pub analysis: &'a Analysis<'d>,
    pub usual: &'a Usual,
}

impl Text<'_, '_> {
    /// What would take the words of a gap: a mention, a lexicon they are in, each with its usual
    /// name, too, a reading of several words, the words themselves.
    fn takers(&self, gap: &Gap, at: &At) -> Vec<Item> {
        let mut out = Vec::new();
        if gap.words.is_empty() {
            return out;
        }
        for kind in gap.kinds.iter().take(3) {
            self.named(Atom::Mention { kind: kind.clone(), tests: Vec::new() }, at, &mut out);
        }
        let mut lexicons: Vec<&String> = gap.lexicons.iter().map(|(name, _)| name).collect();
        lexicons.sort_by_key(|name| self.usual.names(&Atom::Lexicon((*name).clone())).is_empty());
        for name in lexicons.into_iter().take(6) {
            self.named(Atom::Lexicon(name.clone()), at, &mut out);
        }
        if gap.words.len() > 1 {
            let items = self.reading(gap.from, gap.to, at);
            if items.iter().any(|i| i.capture.is_some()) {
                let sequence = Sequence { items, at: at.clone() };
                let pattern = Pattern { alternatives: vec![sequence], at: at.clone() };
                out.push(plain(Atom::Group(pattern.into()), at));
            }
        }
        if gap.words.len() <= 4 {
            let tokens = gap.words.iter().map(|w| w.to_lowercase()).collect();
            out.push(plain(Atom::Literal { tokens, exact: false }, at));
        }
        out
    }

    /// The atom with its usual names, and without one.
    fn named(&self, atom: Atom, at: &At, out: &mut Vec<Item>) {
        let names: Vec<String> =
            self.usual.names(&atom).into_iter().take(3).map(str::to_owned).collect();
        let item = plain(atom, at);
        out.extend(names.into_iter().map(|n| Item { capture: Some(n), ..item.clone() }));
        out.push(item);
    }

    /// Words as a rule of this type would read them: mentions and entries of lexicons that are
    /// usually captured, else the word itself.
    fn reading(&self, from: u32, to: u32, at: &At) -> Vec<Item> {
        let mut out = Vec::new();
        let mut t = from;
        'next: while t < to {
            for end in (t + 1..=to).rev() {
                let kinds = nearest::kinds_of(self.engine, self.analysis, t, end);
                let lexicons = nearest::lexicons_of(self.engine, self.analysis, t, end);
                let atoms = kinds
                    .into_iter()
                    .map(|kind| Atom::Mention { kind, tests: Vec::new() })
                    .chain(lexicons.into_iter().map(|(name, _)| Atom::Lexicon(name)));
                for atom in atoms {
                    if let Some(name) = self.usual.names(&atom).first() {
                        let capture = Some((*name).to_owned());
                        out.push(Item { capture, ..plain(atom, at) });
                        t = end;
                        continue 'next;
                    }
                }
            }
            let tokens = vec![self.analysis.word(t).to_lowercase()];
            out.push(plain(Atom::Literal { tokens, exact: false }, at));
            t += 1;
        }
        out
    }

    fn gap(&self, from: u32, to: u32) -> Gap {
        Gap {
            path: Vec::new(),
            insert: true,
            from,
            to,
            words: (from..to).map(|t| self.analysis.word(t).to_owned()).collect(),
            lexicons: nearest::lexicons_of(self.engine, self.analysis, from, to),
            kinds: nearest::kinds_of(self.engine, self.analysis, from, to),
        }
    }
}

/// Changes where the pattern comes apart.
pub(super) fn gaps(
    rule: &Rule,
    test: &RuleTest,
    gaps: &[Gap],
    text: &Text<'_, '_>,
    out: &mut Vec<Candidate>,
) {
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
            for mut new in text.takers(gap, &before) {
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
        for other in text.takers(gap, &now.at) {
            let extra = if matches!(other.atom, Atom::Lexicon(_)) { 1 } else { 0 };
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
            Atom::Group(Pattern { alternatives, at: at.clone() }.into())
        }
    }
}

/// Slots that the rule binds.
pub(super) fn bound(rule: &Rule) -> Vec<String> {
    let mut bound: Vec<String> = rule.set.iter().map(|(s, _)| s.clone()).collect();
    edits::walk(&rule.pattern, &mut |_, i| {
        bound.extend(i.capture.clone());
        if let Atom::Bind { name, .. } = &i.atom {
            bound.push(name.clone());
        }
    });
    bound
}

/// Slots that the test asks for and the rule's pattern does not bind.
fn wanted_slots(rule: &Rule, test: &RuleTest) -> Vec<String> {
    let bound = bound(rule);
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

/// The rule matches, but not far enough: further optional parts at both ends.
pub(super) fn edges(
    bench: &Bench,
    index: u32,
    rule: &Rule,
    test: &RuleTest,
    text: &Text<'_, '_>,
    out: &mut Vec<Candidate>,
) {
    let document = bench.document(&test.text, test.date);
    let (analysis, watch) = bench.watch(&document);
    let matched = watch.proposed.iter().chain(&watch.refused).filter(|m| m.rule == index);
    let vetoed = watch.vetoed.iter().filter(|v| v.rule == index).map(|v| (v.start, v.end));
    let mut seen: Vec<(u32, u32)> =
        matched.map(|m: &Mention| (m.start, m.end)).chain(vetoed).collect();
    seen.dedup();
    let tokens = analysis.tokens.len() as u32;
    let mut names = wanted_slots(rule, test);
    names.extend(text.usual.slots.iter().take(4).cloned());
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
            for (a, sequence) in rule.pattern.alternatives.iter().enumerate() {
                let at = if before { 0 } else { sequence.items.len() };
                for mut new in text.takers(&text.gap(from, to), &rule.pattern.at) {
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
                    push(8 + to - from, new.clone());
                    if new.capture.is_some() {
                        continue;
                    }
                    for slot in names.iter().take(5) {
                        new.capture = Some(slot.clone());
                        push(9 + to - from, new.clone());
                    }
                }
            }
        }
    }
}

/// A further alternative that reads what the test wants found, where it names the words.
pub(super) fn alternatives(
    rule: &Rule,
    test: &RuleTest,
    text: &Text<'_, '_>,
    out: &mut Vec<Candidate>,
) {
    let words = |from: u32, to: u32| text.analysis.words(from, to);
    let tokens = text.analysis.tokens.len() as u32;
    let mut add = |items: Vec<Item>, cost: u32| {
        let at = rule.pattern.at.clone();
        let sequence = Sequence { items, at: at.clone() };
        let message = format!("the alternative `{sequence}`");
        let mut with = rule.clone();
        with.pattern.alternatives.push(sequence);
        out.push(Candidate { cost, at, message, rule: with });
    };
    const LONGEST: u32 = 12;
    let spans = (0..tokens)
        .flat_map(|from| (from + 1..=tokens.min(from + LONGEST)).map(move |to| (from, to)));
    // Only where the test speaks of the whole match.
    let whole = |slot: &str| matches!(slot, "text" | "value_of");
    let wants = test.want.iter().flatten().filter(|(slot, _)| whole(slot));
    let wanted: Vec<&String> = wants.map(|(_, value)| value).collect();
    let named: Vec<(u32, u32)> =
        spans.clone().filter(|s| wanted.iter().any(|w| *w == words(s.0, s.1))).collect();
    for (from, to) in named.iter().copied() {
        add(text.reading(from, to, &rule.pattern.at), 11);
        let tokens = (from..to).map(|t| text.analysis.word(t).to_lowercase()).collect();
        add(vec![plain(Atom::Literal { tokens, exact: false }, &rule.pattern.at)], 12);
    }
    if named.is_empty() && !wanted.is_empty() {
        // The test names a value: the longest stretches with a part at each end that has a name.
        let mut read: Vec<Vec<Item>> = spans
            .map(|(from, to)| text.reading(from, to, &rule.pattern.at))
            .filter(|items| {
                let ends = [items.first(), items.last()];
                ends.iter().flatten().all(|i| i.capture.is_some())
            })
            .collect();
        read.sort_by_key(|items| std::cmp::Reverse(items.len()));
        read.into_iter().take(8).for_each(|items| add(items, 11));
    }
}
