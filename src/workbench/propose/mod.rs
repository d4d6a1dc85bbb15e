//! Tests for what no test notices, made from the tests that there are: where an existing text takes
//! one alternative, the proposal takes the one that nothing reaches; where a guard never fires, it
//! puts into the text what the guard forbids. A proposal is kept only if it passes with the rule as
//! written and fails with the mutant. A person should still read it.

mod examples;

use rayon::prelude::*;

use crate::matching::chart::Analysis;
use crate::matching::trace::{Traced, Tracer};
use crate::rules::ast::{At, Atom, Item, Pattern, RuleSet, RuleTest, Sequence, TokenClass};
use crate::rules::print::class_name;
use crate::workbench::bench::Bench;
use crate::workbench::edits::{self, Path};
use crate::workbench::mutants::{self, Mutation, Planned};
use crate::workbench::nearest::{units, way};
use crate::workbench::rule_tests;

use examples::Examples;

/// A test that would notice a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Rule it is for.
    pub rule: String,
    /// The test.
    pub test: RuleTest,
}

impl Proposal {
    /// As it would stand in the pattern file.
    #[must_use]
    pub fn toml(&self) -> String {
        let quote = |s: &str| format!("\"{}\"", s.replace('\\', "\\\\").replace('"', "\\\""));
        let mut out = format!("[[rule.test]]\ntext = {}\n", quote(&self.test.text));
        if let Some(date) = self.test.date {
            out.push_str(&format!("date = {date}\n"));
        }
        let wants: Vec<String> = self
            .test
            .want
            .iter()
            .map(|w| {
                let slots: Vec<String> =
                    w.iter().map(|(k, v)| format!("{k} = {}", quote(v))).collect();
                format!("{{ {} }}", slots.join(", "))
            })
            .collect();
        out.push_str(&format!("want = [{}]\n", wants.join(", ")));
        out
    }
}

/// Attempts with other words for each place.
const TRIES: usize = 8;

/// Propose tests for the mutants of the wanted rules that nothing notices.
#[must_use]
pub fn run(set: &RuleSet, wanted: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Proposal> {
    let planned = mutants::plan(set, wanted);
    let size = planned.len().div_ceil(rayon::current_num_threads().max(1)).max(1);
    let found: Vec<Proposal> = planned
        .par_chunks(size)
        .flat_map_iter(|chunk| {
            let mut bench = Bench::new(set.clone());
            let sound = mutants::sound(&bench);
            let examples = Examples::of(&mut bench);
            let mut out = Vec::new();
            for p in chunk {
                if mutants::one(&mut bench, &sound, p).noticed.is_none() {
                    out.extend(propose(&mut bench, &sound, &examples, p));
                }
            }
            out
        })
        .collect();
    let mut out: Vec<Proposal> = Vec::new();
    for p in found {
        if !out.iter().any(|o| o.rule == p.rule && o.test.text == p.test.text) {
            out.push(p);
        }
    }
    out
}

fn propose(
    bench: &mut Bench,
    sound: &[Vec<bool>],
    examples: &Examples,
    planned: &Planned,
) -> Option<Proposal> {
    for &index in planned.rules.iter().take(6) {
        let rule = bench.set().rules[index as usize].clone();
        let tests: Vec<RuleTest> = rule
            .tests
            .iter()
            .zip(&sound[index as usize])
            .filter(|(t, ok)| **ok && !t.want.is_empty())
            .map(|(t, _)| t.clone())
            .collect();
        let mutant = mutants::mutated(&rule, planned);
        for test in tests.iter().take(4) {
            for text in texts(bench, index, test, examples, planned) {
                let want = match planned.mutation {
                    Mutation::RemoveAlternative => {
                        let seen = rule_tests::observed(bench.extractor(), index, &text, test.date);
                        if seen.len() != test.want.len() {
                            continue;
                        }
                        seen.into_iter().zip(&test.want).map(|(s, w)| wants(s, w)).collect()
                    }
                    _ => Vec::new(),
                };
                let proposal = RuleTest { text, want, ..test.clone() };
                if !bench.passes(index, &proposal) {
                    continue;
                }
                bench.put(&[(index, &mutant)]);
                let noticed = !bench.passes(index, &proposal);
                bench.restore(&[index]);
                if noticed {
                    return Some(Proposal { rule: rule.id.clone(), test: proposal });
                }
            }
        }
    }
    None
}

/// The slots that the model test wants, with what is seen now, and the words of the match.
fn wants(seen: Vec<(String, String)>, model: &[(String, String)]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (slot, value) in seen {
        let asked = slot == "text" || model.iter().any(|(s, _)| *s == slot);
        if asked && !value.contains('\n') && !out.iter().any(|(s, _)| *s == slot) {
            out.push((slot, value));
        }
    }
    out
}

/// Texts made of a test's.
fn texts(
    bench: &mut Bench,
    index: u32,
    test: &RuleTest,
    examples: &Examples,
    planned: &Planned,
) -> Vec<String> {
    let rule = bench.set().rules[index as usize].clone();
    let parts = bench.trace(&rule.pattern);
    let document = bench.document(&test.text, test.date);
    let spans: Vec<(u32, u32)> = {
        let (_, watch) = bench.watch(&document);
        watch.proposed.iter().filter(|m| m.rule == index).map(|m| (m.start, m.end)).collect()
    };
    let analysis = bench.extractor().analyse_before(&document, &rule.phase);
    let mut out = Vec::new();
    for range in units(&analysis, rule.scope) {
        let tracer = Tracer::new(&analysis, bench.engine(), range);
        let inside = |s: &&(u32, u32)| range.0 <= s.0 && s.1 <= range.1;
        for &(start, end) in spans.iter().filter(inside).take(2) {
            // `span = …` narrows a mention: the match itself may be wider.
            let wide = (start.saturating_sub(8).max(range.0)..=start)
                .rev()
                .flat_map(|s| (end..=(end + 8).min(range.1)).map(move |e| (s, e)));
            let limit = if rule.span.is_some() { 60 } else { 1 };
            let whole = wide.take(limit).find(|(s, e)| taken(&tracer, &parts, *s, *e).is_some());
            let Some((start, end)) = whole else { continue };
            for variant in 0..TRIES {
                let mut pen = Pen { examples, variant, analysis: &analysis };
                match planned.mutation {
                    Mutation::RemoveAlternative => {
                        for (path, k) in targets(&rule.pattern, &planned.at) {
                            let forced = Forced { path: &path, alternative: k };
                            let at = pen.swap(&tracer, &parts, &rule.pattern, start, end, &forced);
                            out.extend(at.map(|(a, b, words)| pen.text(a, b, &words)));
                        }
                    }
                    Mutation::DropGuard => {
                        let guard = edits::guards(&rule).find(|(_, _, g)| g.at == planned.at);
                        if let Some((name, _, guard)) = guard {
                            out.extend(pen.forbidden(name, guard, start, end));
                        }
                    }
                    Mutation::WidenGap => {}
                }
            }
        }
    }
    out.dedup();
    out
}

/// The first alternative that goes from `start` to `end`, with the span of each of its parts.
fn taken(
    tracer: &Tracer<'_, '_>,
    alternatives: &[Vec<Traced>],
    start: u32,
    end: u32,
) -> Option<(usize, Vec<(u32, u32)>)> {
    alternatives.iter().enumerate().find_map(|(a, sequence)| {
        let heads = tracer.heads(sequence, &vec![start]);
        let n = sequence.len();
        heads[n].binary_search(&end).ok()?;
        Some((a, way(tracer, sequence, &heads, n, end)))
    })
}

/// Where the alternative written at `at` stands: path of its group, and its number there.
fn targets(pattern: &Pattern, at: &At) -> Vec<(Path, usize)> {
    let mut out = Vec::new();
    let mut of = |path: &Path, p: &Pattern| {
        let found = p.alternatives.iter().position(|a| a.at == *at);
        out.extend(found.map(|k| (path.clone(), k)));
    };
    of(&Path::new(), pattern);
    edits::walk(pattern, &mut |path, item| {
        if let Atom::Group(group) = &item.atom {
            of(path, group);
        }
    });
    out.truncate(3);
    out
}

/// The alternative that the text must take.
struct Forced<'f> {
    path: &'f [(usize, usize)],
    alternative: usize,
}

/// Writes texts.
struct Pen<'p, 'd> {
    examples: &'p Examples,
    variant: usize,
    analysis: &'p Analysis<'d>,
}

impl Pen<'_, '_> {
    /// What to write in place of which tokens, so that the forced alternative is taken.
    fn swap(
        &mut self,
        tracer: &Tracer<'_, '_>,
        parts: &[Vec<Traced>],
        pattern: &Pattern,
        start: u32,
        end: u32,
        forced: &Forced<'_>,
    ) -> Option<(u32, u32, Vec<String>)> {
        let way = taken(tracer, parts, start, end);
        if let (Some((a, spans)), Some(((x, i), rest))) = (&way, forced.path.split_first()) {
            if a == x {
                let item = pattern.alternatives[*x].items.get(*i)?;
                let Atom::Group(group) = &item.atom else { return None };
                let inner = parts[*x].get(*i)?.alternatives()?;
                let (from, to) = spans[*i];
                let rest = Forced { path: rest, alternative: forced.alternative };
                return self.swap(tracer, inner, group, from, to, &rest);
            }
        }
        Some((start, end, self.pattern(pattern, Some(forced))?))
    }

    fn pattern(&mut self, pattern: &Pattern, forced: Option<&Forced<'_>>) -> Option<Vec<String>> {
        let (number, inside) = match forced {
            Some(f) => match f.path.split_first() {
                Some(((x, i), rest)) => {
                    (*x, Some((*i, Forced { path: rest, alternative: f.alternative })))
                }
                None => (f.alternative, None),
            },
            None => (self.variant % pattern.alternatives.len(), None),
        };
        self.sequence(pattern.alternatives.get(number)?, inside)
    }

    fn sequence(
        &mut self,
        sequence: &Sequence,
        forced: Option<(usize, Forced<'_>)>,
    ) -> Option<Vec<String>> {
        let mut out = Vec::new();
        for (i, item) in sequence.items.iter().enumerate() {
            match (&item.atom, &forced) {
                (Atom::Group(group), Some((n, f))) if *n == i => {
                    out.extend(self.pattern(group, Some(f))?);
                }
                _ => {
                    for _ in 0..item.min {
                        out.extend(self.item(item)?);
                    }
                }
            }
        }
        Some(out)
    }

    fn item(&mut self, item: &Item) -> Option<Vec<String>> {
        let v = self.variant;
        let pick = |list: &[String]| (!list.is_empty()).then(|| vec![list[v % list.len()].clone()]);
        match &item.atom {
            Atom::Literal { tokens, .. } => Some(tokens.clone()),
            Atom::Lemma(word) => Some(vec![word.clone()]),
            Atom::Lexicon(name) => pick(self.examples.lexicons.get(name)?),
            Atom::Class(class) => pick(self.examples.classes.get(class_name(*class))?),
            Atom::Set { members, negated: false } => {
                let member = members.get(v % members.len().max(1))?;
                self.item(&edits::plain(member.clone(), &item.at))
            }
            Atom::Set { .. } => pick(self.examples.classes.get(class_name(TokenClass::Noun))?),
            Atom::Mention { kind, .. } => pick(self.examples.kinds.get(kind)?),
            Atom::Group(group) => self.pattern(group, None),
            _ => Some(Vec::new()),
        }
    }

    /// The text with tokens replaced.
    fn text(&self, from: u32, to: u32, words: &[String]) -> String {
        let text = &self.analysis.document.text;
        let tokens = &self.analysis.tokens;
        let byte = |t: u32| tokens.get(t as usize).map_or(text.len(), |t| t.span.start as usize);
        let a = byte(from);
        let b = if to > from { tokens[to as usize - 1].span.end as usize } else { a };
        let mut out = text[..a].to_owned();
        for word in words {
            glue(&mut out, word);
        }
        let rest = text[b..].trim_start();
        glue(&mut out, rest);
        let mut chars = out.trim().chars();
        chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
    }

    /// The text with what a guard looks for put beside or into the match.
    fn forbidden(&mut self, name: &str, guard: &Pattern, start: u32, end: u32) -> Vec<String> {
        let mut out = Vec::new();
        if name.starts_with("when") {
            // Take out what is demanded.
            for n in 1..=3u32 {
                match name {
                    "when.before" if start >= n => out.push(self.text(start - n, start, &[])),
                    "when.after" => {
                        let to = (end + n).min(self.analysis.tokens.len() as u32);
                        out.push(self.text(end, to, &[]));
                    }
                    _ => {}
                }
            }
            return out;
        }
        for a in 0..guard.alternatives.len() {
            let forced = Forced { path: &[], alternative: a };
            let Some(words) = self.pattern(guard, Some(&forced)) else { continue };
            match name {
                "unless.before" => {
                    out.push(self.text(start, start, &words));
                    out.push(self.text(start.saturating_sub(1), start, &words));
                    out.push(self.text(0, start, &words));
                }
                "unless.after" => {
                    out.push(self.text(end, end, &words));
                    let to = (end + 1).min(self.analysis.tokens.len() as u32);
                    out.push(self.text(end, to, &words));
                }
                _ => {
                    for t in start + 1..end {
                        out.push(self.text(t, t, &words));
                        out.push(self.text(t, t + 1, &words));
                    }
                }
            }
        }
        out
    }
}

/// Puts a word behind a text as it is written: marks without a space before them.
fn glue(out: &mut String, word: &str) {
    let tight = |c: char| ".,;:!?)]}%’'-–/".contains(c);
    let open = |c: char| "([{$£€“‘-–/".contains(c);
    let first = word.chars().next();
    let close = first.is_none_or(|c| tight(c) || c.is_whitespace());
    let opened = out.chars().next_back().is_none_or(|c| open(c) || c.is_whitespace());
    if !close && !opened {
        out.push(' ');
    }
    if close && out.ends_with(' ') {
        out.pop();
    }
    out.push_str(word);
}
