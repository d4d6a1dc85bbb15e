//! The extractor: a compiled rule pack and what it needs to read documents.

use chrono::NaiveDate;

use crate::claims;
use crate::document::{Document, RawDocument, SegmentWords, Segmenter};
use crate::embedded;
use crate::matching::chart::Analysis;
use crate::matching::phase::Hooks;
use crate::matching::versions::Sides;
use crate::matching::workspace::Workspaces;
use crate::patterns::engine::Engine;
use crate::record::Extraction;
use crate::rules::ast::{LexiconSource, RuleSet};
use crate::rules::diagnostic::Diagnostic;
use crate::values::hooks::{Names, Values};

/// Reads documents with one rule pack. Immutable; share it between threads.
#[derive(Debug)]
pub struct Extractor {
    engine: Engine,
    names: Names,
    record_names: claims::Names,
    segmenter: Segmenter,
    language: String,
    triggers: bool,
    workspaces: Workspaces,
}

/// A rule pack that cannot be used, with everything that is wrong with it.
#[derive(Debug)]
pub struct RuleErrors {
    /// The pack's files, which the diagnostics point into.
    pub set: Box<RuleSet>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

impl std::fmt::Display for RuleErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n = self.diagnostics.iter().filter(|d| d.is_error()).count();
        write!(f, "the rules have {n} error{}", if n == 1 { "" } else { "s" })
    }
}

impl std::error::Error for RuleErrors {}

impl Extractor {
    /// With the built-in English pack.
    ///
    /// # Errors
    /// Only if the built-in pack is broken, which the project's tests rule out.
    pub fn builtin() -> Result<Self, RuleErrors> {
        if let Some((engine, lexicons)) = embedded::prepared() {
            return Ok(Self::of(engine, &lexicons));
        }
        let (set, diagnostics) = embedded::load();
        Self::checked(set, diagnostics)
    }

    /// With a loaded rule set; warnings are let pass.
    ///
    /// # Errors
    /// When a diagnostic is an error.
    pub fn checked(set: RuleSet, diagnostics: Vec<Diagnostic>) -> Result<Self, RuleErrors> {
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Err(RuleErrors { set: Box::new(set), diagnostics });
        }
        Ok(Self::from_rules(&set))
    }

    /// With a rule set taken as it is: names that do not exist match nothing.
    #[must_use]
    pub fn from_rules(set: &RuleSet) -> Self {
        Self::of(Engine::compile(set), &set.lexicons)
    }

    /// With compiled rules, and their lexicons as written.
    fn of(engine: Engine, lexicons: &[LexiconSource]) -> Self {
        let names = Names::of(&engine, lexicons);
        let words = SegmentWords::from_entries(lexicons.iter().flat_map(|l| {
            l.entries
                .iter()
                .map(|(e, v)| (l.name.as_str(), e.as_str(), (!v.is_empty()).then_some(v.as_str())))
        }));
        let record_names = claims::Names::of(&engine);
        Self {
            engine,
            names,
            record_names,
            segmenter: Segmenter::new(words),
            language: "en".to_owned(),
            triggers: false,
            workspaces: Workspaces::default(),
        }
    }

    /// Whether [`Extraction::triggers`] is made: every verb and noun of a happening with its time.
    /// Not unless asked for; on running text it is as much as half of all records.
    #[must_use]
    pub fn with_triggers(mut self, wanted: bool) -> Self {
        self.triggers = wanted;
        self
    }

    /// The compiled rules.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Sections, paragraphs, sentences and quotations of a raw document.
    #[must_use]
    pub fn segment(&self, raw: RawDocument) -> Document {
        self.segmenter.segment(raw)
    }

    /// Tokens, mentions and their values, without records.
    #[must_use]
    pub fn analyse<'d>(&self, document: &'d Document) -> Analysis<'d> {
        let mut values = Values::new(&self.names);
        self.analyse_with(document, &mut values)
    }

    /// The same, with hooks of the caller's (explanations).
    pub fn analyse_with<'d>(&self, document: &'d Document, hooks: &mut dyn Hooks) -> Analysis<'d> {
        self.workspaces.with(|w| {
            let mut analysis = w.preparer.prepare(&self.engine, document);
            w.runner.run(&self.engine, &mut analysis, hooks);
            analysis
        })
    }

    /// The analysis as a phase finds it: everything before the phase of that name has run.
    #[must_use]
    pub fn analyse_before<'d>(&self, document: &'d Document, phase: &str) -> Analysis<'d> {
        let phases = &self.engine.phases;
        let count = phases.iter().position(|p| p.name == phase).unwrap_or(phases.len());
        let mut values = Values::new(&self.names);
        self.workspaces.with(|w| {
            let mut analysis = w.preparer.prepare(&self.engine, document);
            w.runner.run_some(&self.engine, &mut analysis, &mut values, count);
            analysis
        })
    }

    /// What either of two versions of rules finds that this extractor unites, unless the same.
    pub(crate) fn versions(&self, document: &Document, sides: &Sides) -> Option<[Extraction; 2]> {
        let mut values = Values::new(&self.names);
        let both = self.workspaces.with(|w| {
            let analysis = w.preparer.prepare(&self.engine, document);
            w.runner.versions(&self.engine, analysis, &mut values, sides)
        })?;
        Some(both.map(|a| self.assemble(&a)))
    }

    /// The engine, for the workbench to try edits on.
    pub(crate) fn engine_mut(&mut self) -> &mut Engine {
        self.workspaces.clear();
        &mut self.engine
    }

    /// The hooks that give values, for the workbench to listen in.
    pub(crate) fn values(&self) -> Values<'_> {
        Values::new(&self.names)
    }

    fn assemble(&self, analysis: &Analysis<'_>) -> Extraction {
        let wants = claims::Wants { language: &self.language, triggers: self.triggers };
        claims::assemble(&self.engine, &self.record_names, analysis, wants)
    }

    /// All records of a document. Offsets are code points into its text.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Extraction {
        let analysis = self.analyse(document);
        self.assemble(&analysis)
    }

    /// All records of a plain text; relative dates resolve against `date`.
    #[must_use]
    pub fn extract_text(&self, text: &str, date: Option<NaiveDate>) -> Extraction {
        let mut raw = RawDocument::plain("text", text);
        if date.is_some() {
            raw.give_date(date);
        }
        self.extract(&self.segment(raw))
    }
}
