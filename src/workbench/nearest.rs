//! The nearest miss: how far a rule gets on a text, and what stopped it.

use crate::matching::chart::Analysis;
use crate::matching::mention::Mention;
use crate::matching::trace::{Break, Places, Traced, Tracer};
use crate::patterns::engine::Engine;
use crate::rules::ast::{Atom, Item, Pattern, Rule, RuleSet, Scope};
use crate::workbench::bench::Bench;
use crate::workbench::edits::{self, Path};
use crate::workbench::watch::Veto;

/// A part that matched: what it is and its bytes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSeen {
    /// The part as it is written.
    pub part: String,
    /// Bytes in the text.
    pub bytes: std::ops::Range<usize>,
}

/// Why a rule's matches do not stand, or how near it came to one.
#[derive(Clone, Debug, Default)]
pub struct Nearest {
    /// Parts of the alternative that came furthest.
    pub parts: usize,
    /// How many of them matched.
    pub matched: usize,
    /// Those that took words, in text order.
    pub seen: Vec<PartSeen>,
    /// Where it stopped: bytes of the token (empty at the end of the text) and what was wanted.
    pub stopped: Option<(std::ops::Range<usize>, String)>,
    /// Matches that a guard vetoed: their bytes and the guard as written.
    pub vetoed: Vec<(std::ops::Range<usize>, String)>,
    /// Matches that lost to another: their bytes and the winner's rule.
    pub lost: Vec<(std::ops::Range<usize>, String)>,
    /// Matches whose value cannot be.
    pub refused: Vec<std::ops::Range<usize>>,
    /// Matches that stand.
    pub stands: Vec<std::ops::Range<usize>>,
}

/// Places where one change of the pattern would make it match, most promising first, each with the
/// tokens in between.
pub(crate) struct Gap {
    pub path: Path,
    pub insert: bool,
    /// The tokens that stand in the way.
    pub from: u32,
    /// One past the last of them.
    pub to: u32,
    /// Their words.
    pub words: Vec<String>,
    /// Lexicons of which these words are an entry, with the entry's value.
    pub lexicons: Vec<(String, Option<String>)>,
    /// Types of the mentions that cover just these words.
    pub kinds: Vec<String>,
}

/// How near the rule comes to matching the text.
pub fn nearest(
    bench: &mut Bench,
    rule: u32,
    text: &str,
    date: Option<chrono::NaiveDate>,
) -> Nearest {
    let document = bench.document(text, date);
    let written = bench.set().rules[rule as usize].clone();
    let mut out = {
        let (analysis, watch) = bench.watch(&document);
        let bytes = |start: u32, end: u32| bytes(&analysis, start, end);
        let of = |m: &Mention| bytes(m.start, m.end);
        let veto = |v: &Veto| (bytes(v.start, v.end), guard_text(&written, v));
        Nearest {
            vetoed: watch.vetoed.iter().filter(|v| v.rule == rule).map(veto).collect(),
            lost: watch
                .lost
                .iter()
                .filter(|(m, _)| m.rule == rule)
                .map(|(m, by)| {
                    let by = by.as_ref().and_then(|w| bench.engine().rules.get(w.rule as usize));
                    (of(m), by.map_or_else(String::new, |r| format!("{} ({})", r.id, r.at)))
                })
                .collect(),
            refused: watch.refused.iter().filter(|m| m.rule == rule).map(of).collect(),
            stands: analysis.mentions.iter().filter(|m| m.rule == rule).map(of).collect(),
            ..Nearest::default()
        }
    };
    let parts = bench.trace(&written.pattern);
    let document = bench.document(text, date);
    let analysis = bench.extractor().analyse_before(&document, &written.phase);
    let mut best: Option<(usize, usize, usize)> = None;
    for range in units(&analysis, written.scope) {
        let tracer = Tracer::new(&analysis, bench.engine(), range);
        for (a, sequence) in parts.iter().enumerate() {
            let heads = tracer.heads(sequence, &tracer.all());
            let last = heads.iter().rposition(|h| !h.is_empty()).unwrap_or(0);
            let items = &written.pattern.alternatives[a].items;
            for end in &heads[last] {
                let spans = way(&tracer, sequence, &heads, last, *end);
                let is_gap = |i: &usize| matches!(items[*i].atom, Atom::Gap { .. } | Atom::Rest);
                let took = |(i, s): &(usize, &(u32, u32))| s.0 < s.1 && !is_gap(i);
                let consumed = spans.iter().enumerate().filter(took).count();
                let all = items.iter().filter(|i| !matches!(i.atom, Atom::Bind { .. })).count();
                let score = (consumed, last, usize::MAX - *end as usize);
                if best.is_none_or(|b| score > b) {
                    best = Some(score);
                    out.parts = all;
                    out.matched = items[..last]
                        .iter()
                        .filter(|i| !matches!(i.atom, Atom::Bind { .. }))
                        .count();
                    out.seen = spans
                        .iter()
                        .enumerate()
                        .filter(took)
                        .map(|(i, s)| PartSeen {
                            part: source(bench.set(), &items[i]),
                            bytes: bytes(&analysis, s.0, s.1),
                        })
                        .collect();
                    out.stopped = (last < sequence.len()).then(|| {
                        let next = if *end < range.1 { *end + 1 } else { *end };
                        (
                            bytes(&analysis, *end, next),
                            wanted(bench.set(), &written.pattern, a, last),
                        )
                    });
                }
            }
        }
    }
    out
}

/// Where one change would do.
pub(crate) fn gaps(
    bench: &mut Bench,
    rule: u32,
    text: &str,
    date: Option<chrono::NaiveDate>,
) -> Vec<Gap> {
    let written = bench.set().rules[rule as usize].clone();
    let parts = bench.trace(&written.pattern);
    let document = bench.document(text, date);
    let analysis = bench.extractor().analyse_before(&document, &written.phase);
    let engine = bench.engine();
    let mut found: Vec<Break> = Vec::new();
    for range in units(&analysis, written.scope) {
        let tracer = Tracer::new(&analysis, engine, range);
        let all = tracer.all();
        for (a, sequence) in parts.iter().enumerate() {
            tracer.breaks(sequence, &all, &all, a, &mut Path::new(), &mut found);
        }
    }
    found.sort_by_key(|b| (b.to - b.from, b.insert, b.path.len(), b.from));
    let mut out: Vec<Gap> = Vec::new();
    for b in found {
        let words: Vec<String> = (b.from..b.to).map(|t| analysis.word(t).to_owned()).collect();
        if out.iter().any(|g| g.path == b.path && g.insert == b.insert && g.words == words) {
            continue;
        }
        let lexicons = lexicons_of(engine, &analysis, b.from, b.to);
        let kinds = kinds_of(engine, &analysis, b.from, b.to);
        let Break { path, insert, from, to, .. } = b;
        out.push(Gap { path, insert, from, to, words, lexicons, kinds });
    }
    out
}

/// Lexicons of which just these tokens are an entry, with its value.
pub(crate) fn lexicons_of(
    engine: &Engine,
    analysis: &Analysis<'_>,
    from: u32,
    to: u32,
) -> Vec<(String, Option<String>)> {
    let mut out = Vec::new();
    if to == from + 1 {
        let token = &analysis.tokens[from as usize];
        for id in 0..engine.lexicons.len() as u16 {
            if engine.lexicons.has(id, token, &analysis.document.text) {
                let value = engine.lexicons.value(id, token.word).map(ToString::to_string);
                out.push((engine.lexicons.name(id).to_owned(), value));
            }
        }
    }
    for p in analysis.phrases.iter().filter(|p| (p.start, p.end) == (from, to)) {
        let value = engine.lexicons.phrase_value(p).map(ToString::to_string);
        out.push((engine.lexicons.name(p.lex).to_owned(), value));
    }
    out
}

/// Types of the mentions that cover just these tokens.
pub(crate) fn kinds_of(
    engine: &Engine,
    analysis: &Analysis<'_>,
    from: u32,
    to: u32,
) -> Vec<String> {
    let just = analysis.starting_at(from).filter(|(_, m)| m.end == to && from < to);
    just.map(|(_, m)| engine.kinds.name(m.kind).to_owned()).collect()
}

/// Token ranges that a match may use.
pub(crate) fn units(analysis: &Analysis<'_>, scope: Scope) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = match scope {
        Scope::Sentence => analysis.sentences.clone(),
        Scope::Paragraph => analysis.blocks.clone(),
        Scope::Clause => (0..analysis.tokens.len() as u32)
            .map(|t| crate::matching::phase::scope(analysis, Scope::Clause, t))
            .collect(),
    };
    out.dedup();
    out.retain(|(a, b)| a < b);
    out
}

/// The token range of each part on a way that ends at `end` behind part `last`.
pub(crate) fn way(
    tracer: &Tracer<'_, '_>,
    sequence: &[Traced],
    heads: &[Places],
    last: usize,
    end: u32,
) -> Vec<(u32, u32)> {
    let mut spans = vec![(end, end); last];
    let mut now = end;
    for i in (0..last).rev() {
        let from = heads[i].iter().find(|p| {
            **p <= now && tracer.ends(&sequence[i], &vec![**p]).binary_search(&now).is_ok()
        });
        let from = from.copied().unwrap_or(now);
        spans[i] = (from, now);
        now = from;
    }
    spans
}

/// What could have come next: the part, and those behind it as long as parts may be left out.
fn wanted(set: &RuleSet, pattern: &Pattern, alternative: usize, from: usize) -> String {
    let mut out = Vec::new();
    for item in &pattern.alternatives[alternative].items[from..] {
        out.push(format!("`{}`", source(set, item)));
        if item.min > 0 && !matches!(item.atom, Atom::Gap { .. } | Atom::Bind { .. }) {
            break;
        }
    }
    out.join(" or ")
}

/// The part as its author wrote it: `@fragment` rather than what it stands for.
fn source(set: &RuleSet, item: &Item) -> String {
    let text = set.files.get(item.at.file as usize).and_then(|f| f.text.get(item.at.range.clone()));
    match text {
        Some(text) if !text.is_empty() && !text.contains(['\n', '\\']) => text.to_owned(),
        _ => item.to_string(),
    }
}

fn guard_text(rule: &Rule, veto: &Veto) -> String {
    use crate::matching::phase::GuardSide;
    let side = match veto.guard.side {
        GuardSide::Before => "before",
        GuardSide::After => "after",
        GuardSide::Inside => "inside",
    };
    let name = format!("{}.{side}", if veto.guard.demand { "when" } else { "unless" });
    let number = veto.guard.number as usize;
    let text = edits::guards(rule).find(|(n, i, _)| *n == name && *i == number);
    text.map_or(name.clone(), |(_, _, p)| format!("{name} = `{p}`"))
}

fn bytes(analysis: &Analysis<'_>, start: u32, end: u32) -> std::ops::Range<usize> {
    let tokens = &analysis.tokens;
    let at = |t: u32| tokens.get(t as usize).map(|t| t.span);
    if start >= end {
        let p = at(start).map_or(analysis.document.text.len(), |s| s.start as usize);
        return p..p;
    }
    match (at(start), at(end - 1)) {
        (Some(a), Some(b)) => a.start as usize..b.end as usize,
        _ => 0..0,
    }
}
