//! Snapshots: what the rules find in a document, or what one rule finds anywhere, laid out so that
//! a fact-checker can read it. Rules are named by file, not by line, and everything is sorted, so
//! that moving rules about changes nothing.

use std::fmt::Write as _;

use crate::document::{CodePoints, Document, RawDocument};
use crate::extractor::Extractor;
use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, SlotValue};
use crate::output::Lines;
use crate::rules::ast::RuleSet;
use crate::workbench::brackets::{Mark, rows};
use crate::workbench::fields::{KINDS, Shown, shown};
use crate::workbench::rule_tests::normal;

/// A snapshot: its name (file name without `.snap`) and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// `document-river-flood` or `rule-casualty.killed`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Snapshot of everything found in a document.
#[must_use]
pub fn of_document(extractor: &Extractor, raw: RawDocument) -> Snapshot {
    let document = extractor.segment(raw);
    let extraction = extractor.extract(&document);
    let found = shown(&extraction);
    let name = stem(&document.origin.id);
    let lines = Lines::of(&document.text);
    let mut text = format!("document: {}\n", file(&document.origin.id));
    if let Some(date) = document.origin.date {
        let _ = writeln!(text, "date: {date}");
    }
    let counts: Vec<String> = KINDS
        .iter()
        .map(|k| (k, found.iter().filter(|s| s.kind == *k).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(k, n)| format!("{n} {k}{}", if n == 1 { "" } else { "s" }))
        .collect();
    let counts = if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") };
    let _ = writeln!(text, "found: {}", counts.replace("quantitys", "quantities"));
    let sentences = sentences(&document);
    let chars: Vec<char> = document.text.chars().collect();
    for record in &found {
        text.push('\n');
        entry(record, &document, &sentences, &chars, &lines, &mut text);
    }
    Snapshot { name: format!("document-{name}"), text }
}

/// The record's place and kind, its sentence, and brackets under what was captured.
pub(crate) fn underlined(record: &Shown, document: &Document) -> String {
    let chars: Vec<char> = document.text.chars().collect();
    let lines = Lines::of(&document.text);
    head(record, document, &sentences(document), &chars, &lines).0
}

fn head(
    record: &Shown,
    document: &Document,
    sentences: &[(u32, u32)],
    chars: &[char],
    lines: &Lines,
) -> (String, u32, u32) {
    let mut out = String::new();
    let line = lines.line(record.span.start).unwrap_or(0);
    let _ = writeln!(out, "{}:{line}  {}", file(&document.origin.id), record.kind);
    let inside = |s: &&(u32, u32)| s.0 <= record.span.start && record.span.start < s.1;
    let (from, to) =
        sentences.iter().find(inside).copied().unwrap_or((record.span.start, record.span.end));
    let mut marks = Vec::new();
    let mut mark = |start: u32, end: u32, label: &str| {
        if from <= start && end <= to {
            let (start, end) = ((start - from) as usize, (end - from) as usize);
            marks.push(Mark { start, end, label: label.to_owned() });
        }
    };
    for f in &record.fields {
        if let Some(w) = &f.words {
            mark(w.start, w.end, &f.name);
        }
    }
    if record.fields.iter().all(|f| f.words.as_ref() != Some(&record.span)) {
        mark(record.span.start, record.span.end, record.kind);
    }
    let shown: String = chars[from as usize..(to as usize).min(chars.len())]
        .iter()
        .map(|c| if c.is_whitespace() { ' ' } else { *c })
        .collect();
    let _ = writeln!(out, "  {}", shown.trim_end());
    for row in rows(&marks, shown.chars().count()) {
        let _ = writeln!(out, "  {row}");
    }
    (out, from, to)
}

fn entry(
    record: &Shown,
    document: &Document,
    sentences: &[(u32, u32)],
    chars: &[char],
    lines: &Lines,
    out: &mut String,
) {
    let (top, from, to) = head(record, document, sentences, chars, lines);
    out.push_str(&top);
    let wide = record.fields.iter().map(|f| f.name.chars().count()).max().unwrap_or(0);
    for f in &record.fields {
        let _ = write!(out, "    {:wide$}  {}", f.name, f.value);
        if let Some(w) = f.words.as_ref().filter(|w| w.text != f.value && **w != record.span) {
            let _ = write!(out, "  \"{}\"", w.text.replace('\n', " "));
        }
        let outside = |w: &&crate::record::Evidence| w.start < from || w.end > to;
        if let Some(w) = f.words.as_ref().filter(outside) {
            let _ = write!(out, " (line {})", lines.line(w.start).unwrap_or(0));
        }
        if !matches!(f.via.as_str(), "" | "rule") {
            let _ = write!(out, "  <- {}", f.via);
        }
        if !matches!(f.reason.as_str(), "" | "stated") {
            let _ = write!(out, "  ({})", f.reason);
        }
        out.push('\n');
    }
    let place = record.rule.at.rsplit_once(':').map_or(record.rule.at.as_str(), |(f, _)| f);
    let _ = writeln!(out, "    {:wide$}  {} ({place})", "rule", record.rule.id);
}

/// Sentences in code points.
fn sentences(document: &Document) -> Vec<(u32, u32)> {
    let points = CodePoints::new(&document.text);
    let at = |b: u32| points.at(&document.text, b);
    document.sentences.iter().map(|s| (at(s.span.start), at(s.span.end))).collect()
}

/// Snapshot of all matches of every rule whose id contains `filter`: those in the rule's own tests,
/// then those in the documents.
#[must_use]
pub fn of_rules(
    extractor: &Extractor,
    set: &RuleSet,
    filter: &dyn Fn(&str) -> bool,
    documents: &[RawDocument],
) -> Vec<Snapshot> {
    let documents: Vec<Document> = documents.iter().map(|d| extractor.segment(d.clone())).collect();
    let read: Vec<Analysis<'_>> = documents.iter().map(|d| extractor.analyse(d)).collect();
    let mut out = Vec::new();
    for (index, rule) in set.rules.iter().enumerate().filter(|(_, r)| filter(&r.id)) {
        let index = index as u32;
        let of = |a: &Analysis<'_>| a.mentions.iter().filter(|m| m.rule == index).count();
        let total: usize = read.iter().map(of).sum();
        let with = read.iter().filter(|a| of(a) > 0).count();
        let path = set.files.get(rule.at.file as usize).map_or("", |f| f.path.as_str());
        let mut text = format!(
            "rule: {} ({})\nseen: {total} match{} in {with} of {} documents, {} test{}\n",
            rule.id,
            short(path),
            if total == 1 { "" } else { "es" },
            read.len(),
            rule.tests.len(),
            if rule.tests.len() == 1 { "" } else { "s" },
        );
        let mut tests: Vec<_> = rule.tests.iter().collect();
        tests.sort_by(|a, b| (a.want.is_empty(), &a.text).cmp(&(b.want.is_empty(), &b.text)));
        for test in tests {
            let mut raw = RawDocument::plain("test", test.text.as_str());
            if test.date.is_some() {
                raw.give_date(test.date);
            }
            let document = extractor.segment(raw);
            let analysis = extractor.analyse(&document);
            let _ = writeln!(text, "\ntest\n  {}", document.text.trim_end().replace('\n', " "));
            let mine: Vec<&Mention> =
                analysis.mentions.iter().filter(|m| m.rule == index).collect();
            if mine.is_empty() {
                text.push_str("    no match\n");
            }
            for m in mine {
                matched(extractor, &analysis, m, &mut text);
            }
        }
        for (document, analysis) in documents.iter().zip(&read) {
            let points = CodePoints::new(&document.text);
            let lines = Lines::of(&document.text);
            for m in analysis.mentions.iter().filter(|m| m.rule == index) {
                let byte = analysis.tokens[m.start as usize].span.start;
                let line = lines.line(points.at(&document.text, byte)).unwrap_or(0);
                let slots: Vec<String> = slots(extractor, analysis, m)
                    .into_iter()
                    .map(|(name, value)| format!("{name} {value}"))
                    .collect();
                let words = analysis.words(m.start, m.end).replace('\n', " ");
                let name = file(&document.origin.id);
                let _ = writeln!(text, "\n{name}:{line}\n  {words}\n    {}", slots.join(" · "));
            }
        }
        out.push(Snapshot { name: format!("rule-{}", rule.id), text });
    }
    out
}

fn matched(extractor: &Extractor, analysis: &Analysis<'_>, m: &Mention, out: &mut String) {
    let text = &analysis.document.text;
    let column = |byte: u32| text[..byte as usize].chars().count();
    let span = |start: u32, end: u32| {
        let (a, b) = (&analysis.tokens[start as usize], &analysis.tokens[end as usize - 1]);
        (column(a.span.start), column(b.span.end))
    };
    let mut marks: Vec<Mark> = analysis
        .slots(m)
        .iter()
        .filter(|s| s.start < s.end)
        .map(|s| {
            let (start, end) = span(s.start, s.end);
            Mark { start, end, label: extractor.engine().slots.name(s.name).to_owned() }
        })
        .collect();
    let (start, end) = span(m.start, m.end);
    let label = extractor.engine().kinds.name(m.kind).to_owned();
    marks.push(Mark { start, end, label });
    for row in rows(&marks, text.chars().count()) {
        let _ = writeln!(out, "  {row}");
    }
    let fields = slots(extractor, analysis, m);
    let wide = fields.iter().map(|f| f.0.chars().count()).max().unwrap_or(0);
    for (name, value) in fields {
        let _ = writeln!(out, "    {name:wide$}  {value}");
    }
}

/// Normal form of the mention and of its slots.
fn slots(extractor: &Extractor, analysis: &Analysis<'_>, m: &Mention) -> Vec<(String, String)> {
    let engine = extractor.engine();
    let mut out: Vec<(String, String)> = Vec::new();
    if let Some(value) = normal(&m.value).first() {
        out.push((engine.kinds.name(m.kind).to_owned(), value.clone()));
    }
    for s in analysis.slots(m) {
        let words = analysis.words(s.start, s.end);
        let value = match &s.value {
            SlotValue::Const(c) => engine.constant(analysis, *c).to_owned(),
            SlotValue::Mention(i) => {
                let of = &analysis.mentions[*i as usize].value;
                normal(of).first().cloned().unwrap_or_else(|| words.to_owned())
            }
            SlotValue::Words => words.to_owned(),
        };
        let quoted = if words.is_empty() || words == value {
            String::new()
        } else {
            format!("  \"{words}\"")
        };
        out.push((engine.slots.name(s.name).to_owned(), format!("{value}{quoted}")));
    }
    out.sort();
    out
}

/// `rules/en/x.toml` of a path that may be given from elsewhere.
fn short(path: &str) -> &str {
    path.rfind("rules/").map_or(path, |at| &path[at..])
}

fn file(id: &str) -> &str {
    id.rsplit(['/', '\\']).next().unwrap_or(id)
}

fn stem(id: &str) -> String {
    let name = file(id);
    name.rsplit_once('.').map_or(name, |(s, _)| s).to_owned()
}
