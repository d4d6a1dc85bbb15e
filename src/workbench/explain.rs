//! Where each field of a record comes from: the rule and its place in the files, the words, the
//! normal form, how it was inferred, and which other matches lost to it and why.

use std::fmt::Write as _;

use crate::document::{CodePoints, Document};
use crate::matching::chart::Analysis;
use crate::matching::mention::Mention;
use crate::patterns::engine::Engine;
use crate::record::{Evidence, Extraction};
use crate::rules::ast::RuleSet;
use crate::workbench::bench::Bench;
use crate::workbench::fields::{Shown, shown};
use crate::workbench::snapshot::underlined;
use crate::workbench::watch::Watch;

/// Explain the records of a document that `wanted` picks; each is one text.
#[must_use]
pub fn explain(bench: &Bench, document: &Document, wanted: &dyn Fn(&Shown) -> bool) -> Vec<String> {
    let extraction: Extraction = bench.extractor().extract(document);
    let (analysis, watch) = bench.watch(document);
    let view = View {
        engine: bench.engine(),
        set: bench.set(),
        document,
        analysis: &analysis,
        watch: &watch,
        points: CodePoints::new(&document.text),
    };
    shown(&extraction).iter().filter(|s| wanted(s)).map(|s| view.record(s)).collect()
}

struct View<'v, 'd> {
    engine: &'v Engine,
    set: &'v RuleSet,
    document: &'d Document,
    analysis: &'v Analysis<'d>,
    watch: &'v Watch<'v>,
    points: CodePoints,
}

impl View<'_, '_> {
    fn record(&self, record: &Shown) -> String {
        let mut out = underlined(record, self.document);
        let id = if record.id.is_empty() { String::new() } else { format!(" {}", record.id) };
        let _ =
            writeln!(out, "  {}{id}: rule {} ({})", record.kind, record.rule.id, record.rule.at);
        let rule = self.set.rules.iter().find(|r| r.id == record.rule.id);
        if let Some(rule) = rule.filter(|r| !r.doc.is_empty()) {
            let _ = writeln!(out, "    {}", rule.doc);
        }
        let wide = record.fields.iter().map(|f| f.name.chars().count()).max().unwrap_or(0);
        for f in &record.fields {
            let _ = write!(out, "    {:wide$}  {}", f.name, f.value);
            if let Some(w) = f.words.as_ref().filter(|w| w.text != f.value) {
                let _ = write!(out, "  \"{}\"", w.text.replace('\n', " "));
            }
            if !f.via.is_empty() {
                let _ = write!(out, "  {}", how(&f.via));
            }
            if !f.reason.is_empty() {
                let _ = write!(out, "  ({})", f.reason);
            }
            if let Some(from) = f.words.as_ref().and_then(|w| self.origin(w, record)) {
                let _ = write!(out, "  <- {from}");
            }
            out.push('\n');
        }
        for line in self.losers(record) {
            let _ = writeln!(out, "    {line}");
        }
        out
    }

    /// The rule whose mention covers just these words (or is the widest inside them).
    fn origin(&self, words: &Evidence, record: &Shown) -> Option<String> {
        let inside = |m: &&Mention| {
            let (start, end) = self.span(m);
            start >= words.start && end <= words.end && (m.rule as usize) < self.set.rules.len()
        };
        let group = |m: &Mention| matches!(self.engine.kinds.name(m.kind), "np" | "vg");
        let found = self.analysis.mentions.iter().filter(inside).max_by_key(|m| {
            let (start, end) = self.span(m);
            (end - start, !group(m), m.rule)
        })?;
        let (start, end) = self.span(found);
        let rule = self.engine.rules.get(found.rule as usize)?;
        let whole = start == words.start && end == words.end;
        (whole && rule.id != record.rule.id).then(|| format!("{} ({})", rule.id, rule.at))
    }

    /// Matches around the record that did not stand.
    fn losers(&self, record: &Shown) -> Vec<String> {
        let over = |m: &Mention| {
            let (start, end) = self.span(m);
            start < record.span.end && record.span.start < end
        };
        let mut out = Vec::new();
        for (m, by) in self.watch.lost.iter().filter(|(m, _)| over(m)) {
            let Some(rule) = self.engine.rules.get(m.rule as usize) else { continue };
            let by = by.as_ref().and_then(|w| Some((w, self.engine.rules.get(w.rule as usize)?)));
            let Some((winner, winning)) = by else { continue };
            if winner.rule == m.rule {
                continue;
            }
            let words = self.analysis.words(m.start, m.end).replace('\n', " ");
            let why = if winning.priority > rule.priority {
                "higher priority"
            } else if winner.end - winner.start > m.end - m.start {
                "longer"
            } else if winner.slot_count() > m.slot_count() {
                "more fields"
            } else {
                "more specific, or earlier in the files"
            };
            let line = format!(
                "lost: \"{words}\" of {} ({}) to {} ({}): {why}",
                rule.id, rule.at, winning.id, winning.at
            );
            if !out.contains(&line) {
                out.push(line);
            }
        }
        for v in &self.watch.vetoed {
            let Some(rule) = self.engine.rules.get(v.rule as usize) else { continue };
            let (Some(a), Some(b)) = (self.byte(v.start), self.byte(v.end.saturating_sub(1)))
            else {
                continue;
            };
            let (start, end) = (self.point(a.0), self.point(b.1));
            if start < record.span.end && record.span.start < end {
                let words = self.analysis.words(v.start, v.end).replace('\n', " ");
                let line = format!("vetoed by its guard: \"{words}\" of {} ({})", rule.id, rule.at);
                if !out.contains(&line) {
                    out.push(line);
                }
            }
        }
        out
    }

    fn byte(&self, token: u32) -> Option<(u32, u32)> {
        self.analysis.tokens.get(token as usize).map(|t| (t.span.start, t.span.end))
    }

    fn point(&self, byte: u32) -> u32 {
        self.points.at(&self.document.text, byte)
    }

    fn span(&self, m: &Mention) -> (u32, u32) {
        match (self.byte(m.start), self.byte(m.end.saturating_sub(1))) {
            (Some(a), Some(b)) if m.start < m.end => (self.point(a.0), self.point(b.1)),
            _ => (0, 0),
        }
    }
}

fn how(via: &str) -> &str {
    match via {
        "rule" => "captured by the rule",
        "clause" => "joined from the same clause",
        "sentence" => "joined from the same sentence",
        "neighbour" => "joined from a sentence near by",
        "dateline" => "from the date line or headline",
        "anaphora" => "a pronoun or short form resolved",
        "quotation" => "the source of the quotation around it",
        "speaker" => "the paragraph's speaker",
        "entailed" => "entailed by the words",
        other => other,
    }
}
