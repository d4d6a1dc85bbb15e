//! Which rules, written alternatives, optional parts, guards and lexicons are reached, by which
//! tests and by how many documents of a corpus.
//!
//! Each alternative and optional part is marked with a constant slot that a match takes along; the
//! marks are taken off again before matches compete, so that nothing else changes. A part is
//! counted where it was written: a fragment's alternative is reached when any rule reaches it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::{Document, RawDocument};
use crate::extractor::Extractor;
use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, Slot, SlotValue};
use crate::matching::phase::{GuardId, GuardSide, Hooks};
use crate::patterns::engine::Engine;
use crate::rules::ast::{At, Atom, Item, Pattern, Rule, RuleSet};
use crate::rules::diagnostic::place;
use crate::values::hooks::Values;
use crate::workbench::bench::Bench;
use crate::workbench::edits;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A rule as a whole.
    Rule,
    /// One alternative of several.
    Alternative,
    /// A part that may be left out.
    Optional,
    /// A guard: reached when it vetoes.
    Guard,
    /// A lexicon: reached when one of its entries occurs.
    Lexicon,
}

/// The kinds of part with their names, in the order of reports.
pub const PARTS: [(Part, &str); 5] = [
    (Part::Rule, "rules"),
    (Part::Alternative, "alternatives"),
    (Part::Optional, "optional parts"),
    (Part::Guard, "guards"),
    (Part::Lexicon, "lexicons"),
];

/// A part and what reaches it.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub part: Part,
    /// `rules/en/x.toml:12`.
    pub place: String,
    /// Its text; the id of a rule, the name of a lexicon.
    pub text: String,
    /// Rules it belongs to.
    pub rules: BTreeSet<String>,
    /// Tests that reach it, `rule #2`.
    pub tests: BTreeSet<String>,
    /// How many documents reach it.
    pub documents: usize,
}

/// A rule that never wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beaten {
    /// Its id.
    pub rule: String,
    /// How many of its matches lost.
    pub matches: usize,
    /// The rules that beat it.
    pub by: BTreeSet<String>,
}

/// Everything that was measured.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Parts in the order of the files.
    pub lines: Vec<Line>,
    /// Rules that matched and always lost.
    pub beaten: Vec<Beaten>,
    /// How many documents were read.
    pub documents: usize,
}

type Key = (Part, u32, usize, usize, String);

/// Measure the rule tests of a pack, and documents.
#[must_use]
pub fn measure(set: &RuleSet, documents: &[RawDocument]) -> Coverage {
    let mut keys: BTreeMap<Key, Line> = BTreeMap::new();
    let mut ids: Vec<Key> = Vec::new();
    let mut marked = set.clone();
    for (written, rule) in set.rules.iter().zip(&mut marked.rules) {
        let mut marker = Marker { set, rule: &written.id, keys: &mut keys, ids: &mut ids };
        marker.line(Part::Rule, &written.at, written.id.clone());
        for (_, _, guard) in edits::guards(written) {
            marker.line(Part::Guard, &guard.at, guard.to_string());
        }
        marker.pattern(&mut rule.pattern);
    }
    for lexicon in &set.lexicons {
        let mut marker = Marker { set, rule: "", keys: &mut keys, ids: &mut ids };
        marker.line(Part::Lexicon, &lexicon.at, lexicon.name.clone());
    }
    let bench = Bench::new(marked);
    let cx = Reader { set, extractor: bench.extractor(), ids: &ids };
    let mut totals = Totals::default();
    for rule in &set.rules {
        for (n, test) in rule.tests.iter().enumerate() {
            let document = bench.document(&test.text, test.date);
            let seen = cx.read(&document);
            let name = format!("{} #{}", rule.id, n + 1);
            totals.add(&seen);
            for key in &seen.keys {
                if let Some(line) = keys.get_mut(key) {
                    line.tests.insert(name.clone());
                }
            }
        }
    }
    let read: Vec<Seen> =
        documents.par_iter().map(|raw| cx.read(&cx.extractor.segment(raw.clone()))).collect();
    for seen in &read {
        totals.add(seen);
        for key in &seen.keys {
            if let Some(line) = keys.get_mut(key) {
                line.documents += 1;
            }
        }
    }
    let beaten = totals.beaten(set);
    let mut lines: Vec<(Key, Line)> = keys.into_iter().collect();
    lines.sort_by(|(a, _), (b, _)| (a.0, a.1, a.2, a.3, &a.4).cmp(&(b.0, b.1, b.2, b.3, &b.4)));
    let lines = lines.into_iter().map(|(_, line)| line).collect();
    Coverage { lines, beaten, documents: documents.len() }
}

impl Coverage {
    /// Parts of a kind: how many are reached by a test, and how many there are.
    #[must_use]
    pub fn of(&self, part: Part) -> (usize, usize) {
        let all = self.lines.iter().filter(|l| l.part == part);
        let hit = all.clone().filter(|l| !l.tests.is_empty()).count();
        (hit, all.count())
    }
}

/// Name of the slot that carries marks; no pattern can write it.
const SLOT: &str = "#part";

struct Marker<'m> {
    set: &'m RuleSet,
    rule: &'m str,
    keys: &'m mut BTreeMap<Key, Line>,
    ids: &'m mut Vec<Key>,
}

impl Marker<'_> {
    fn line(&mut self, part: Part, at: &At, text: String) -> Key {
        // Rules and lexicons are told apart by name: several may stand in one list file.
        let name =
            if matches!(part, Part::Rule | Part::Lexicon) { text.clone() } else { String::new() };
        let key = (part, at.file, at.range.start, at.range.end, name);
        let line = self.keys.entry(key.clone()).or_insert_with(|| Line {
            part,
            place: place(at, &self.set.files),
            text,
            rules: BTreeSet::new(),
            tests: BTreeSet::new(),
            documents: 0,
        });
        if !self.rule.is_empty() {
            line.rules.insert(self.rule.to_owned());
        }
        key
    }

    fn mark(&mut self, part: Part, at: &At, text: String) -> Item {
        let key = self.line(part, at, text);
        self.ids.push(key);
        let value = (self.ids.len() - 1).to_string();
        edits::plain(Atom::Bind { name: SLOT.to_owned(), value }, at)
    }

    fn pattern(&mut self, pattern: &mut Pattern) {
        let several = pattern.alternatives.len() > 1;
        for sequence in &mut pattern.alternatives {
            let text = sequence.to_string();
            for item in &mut sequence.items {
                self.item(item);
            }
            if several {
                let mark = self.mark(Part::Alternative, &sequence.at, text);
                sequence.items.insert(0, mark);
            }
        }
    }

    fn item(&mut self, item: &mut Item) {
        let text = item.to_string();
        if let Atom::Group(group) = &mut item.atom {
            self.pattern(Arc::make_mut(group));
        }
        if item.min == 0 {
            let mark = self.mark(Part::Optional, &item.at, text);
            let (max, at) = (item.max, item.at.clone());
            let once = Item { min: 1, max: 1, ..item.clone() };
            let items = vec![mark, once];
            let sequence = crate::rules::ast::Sequence { items, at: at.clone() };
            let atom = Atom::Group(Pattern { alternatives: vec![sequence], at: at.clone() }.into());
            *item = Item { atom, capture: None, min: 0, max, at };
        }
    }
}

/// What one document reaches.
#[derive(Debug, Default)]
struct Seen {
    keys: BTreeSet<Key>,
    stood: BTreeMap<u32, usize>,
    lost: BTreeMap<u32, (usize, BTreeSet<u32>)>,
}

struct Reader<'r> {
    set: &'r RuleSet,
    extractor: &'r Extractor,
    ids: &'r [Key],
}

impl Reader<'_> {
    fn read(&self, document: &Document) -> Seen {
        let engine = self.extractor.engine();
        let mut hooks = Marks {
            values: self.extractor.values(),
            slot: engine.slots.get(SLOT),
            of: BTreeMap::new(),
            vetoed: BTreeSet::new(),
            lost: BTreeMap::new(),
        };
        let analysis = self.extractor.analyse_with(document, &mut hooks);
        let mut seen = Seen { lost: hooks.lost, ..Seen::default() };
        for m in &analysis.mentions {
            let Some(rule) = self.set.rules.get(m.rule as usize) else { continue };
            *seen.stood.entry(m.rule).or_default() += 1;
            seen.keys.insert(key(Part::Rule, &rule.at, &rule.id));
            for mark in hooks.of.get(&(m.rule, m.start, m.end)).into_iter().flatten() {
                seen.keys.extend(self.ids.get(*mark).cloned());
            }
        }
        for (rule, guard) in &hooks.vetoed {
            let guard = self.set.rules.get(*rule as usize).and_then(|r| pattern(r, *guard));
            seen.keys.extend(guard.map(|g| key(Part::Guard, &g.at, "")));
        }
        let text = &document.text;
        for (id, lexicon) in self.set.lexicons.iter().enumerate() {
            let lex = engine.lexicons.id(&lexicon.name).unwrap_or(id as u16);
            let word = analysis.tokens.iter().any(|t| engine.lexicons.has(lex, t, text));
            if word || analysis.phrases.iter().any(|p| p.lex == lex) {
                seen.keys.insert(key(Part::Lexicon, &lexicon.at, &lexicon.name));
            }
        }
        seen
    }
}

fn key(part: Part, at: &At, name: &str) -> Key {
    (part, at.file, at.range.start, at.range.end, name.to_owned())
}

/// The guard of that id.
fn pattern(rule: &Rule, guard: GuardId) -> Option<&Pattern> {
    let guards = if guard.demand { &rule.when } else { &rule.unless };
    let list = match guard.side {
        GuardSide::Before => &guards.before,
        GuardSide::After => &guards.after,
        GuardSide::Inside => &guards.inside,
    };
    list.get(guard.number as usize)
}

struct Marks<'n> {
    values: Values<'n>,
    slot: Option<u16>,
    of: BTreeMap<(u32, u32, u32), Vec<usize>>,
    vetoed: BTreeSet<(u32, GuardId)>,
    lost: BTreeMap<u32, (usize, BTreeSet<u32>)>,
}

impl Hooks for Marks<'_> {
    fn value(
        &mut self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        mention: &mut Mention,
        slots: &mut Vec<Slot>,
    ) -> bool {
        let mut marks = Vec::new();
        slots.retain(|s| {
            let marked = Some(s.name) == self.slot;
            if let (true, SlotValue::Const(c)) = (marked, s.value) {
                marks.extend(engine.constant(analysis, c).parse::<usize>());
            }
            !marked
        });
        let stands = self.values.value(engine, analysis, mention, slots);
        if stands {
            let span = (mention.rule, mention.start, mention.end);
            self.of.entry(span).or_default().extend(marks);
        }
        stands
    }

    fn before_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str) {
        self.values.before_phase(engine, analysis, phase);
    }

    fn after_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str) {
        self.values.after_phase(engine, analysis, phase);
    }

    fn lost(&mut self, loser: &Mention, winner: Option<&Mention>) {
        let entry = self.lost.entry(loser.rule).or_default();
        entry.0 += 1;
        entry.1.extend(winner.map(|w| w.rule));
    }

    fn vetoed(&mut self, rule: u32, _start: u32, _end: u32, guard: GuardId) {
        self.vetoed.insert((rule, guard));
    }
}

#[derive(Default)]
struct Totals {
    stood: BTreeMap<u32, usize>,
    lost: BTreeMap<u32, (usize, BTreeSet<u32>)>,
}

impl Totals {
    fn add(&mut self, seen: &Seen) {
        for (rule, n) in &seen.stood {
            *self.stood.entry(*rule).or_default() += n;
        }
        for (rule, (n, by)) in &seen.lost {
            let entry = self.lost.entry(*rule).or_default();
            entry.0 += n;
            entry.1.extend(by);
        }
    }

    fn beaten(&self, set: &RuleSet) -> Vec<Beaten> {
        let id = |i: &u32| set.rules.get(*i as usize).map(|r| r.id.clone());
        self.lost
            .iter()
            .filter(|(rule, _)| !self.stood.contains_key(rule))
            .filter_map(|(rule, (matches, by))| {
                let by = by.iter().filter_map(id).collect();
                Some(Beaten { rule: id(rule)?, matches: *matches, by })
            })
            .collect()
    }
}
