//! A rule pack on the bench: edits of single rules are compiled into the running engine, so that
//! trying one costs about as much as running a test.

use chrono::NaiveDate;

use crate::document::{Document, RawDocument};
use crate::extractor::Extractor;
use crate::lexis::inflect::Inflector;
use crate::matching::chart::Analysis;
use crate::matching::trace::Traced;
use crate::patterns::engine::Engine;
use crate::rules::ast::{Pattern, Rule, RuleSet, RuleTest};
use crate::workbench::rule_tests;
use crate::workbench::watch::Watch;

/// A rule set with an extractor that can be changed rule by rule.
#[derive(Debug)]
pub struct Bench {
    set: RuleSet,
    extractor: Extractor,
    inflector: Inflector,
}

impl Bench {
    /// With a rule set that has no errors.
    #[must_use]
    pub fn new(set: RuleSet) -> Self {
        let extractor = Extractor::from_rules(&set);
        let inflector = Inflector::of(&set.lexicons);
        Self { set, extractor, inflector }
    }

    /// The rules as written.
    #[must_use]
    pub fn set(&self) -> &RuleSet {
        &self.set
    }

    /// The extractor with the edits that are in force.
    #[must_use]
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// The engine in it.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.extractor.engine()
    }

    /// Index of a rule by id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<u32> {
        self.set.rules.iter().position(|r| r.id == id).map(|i| i as u32)
    }

    /// Put edited rules in force; the rules as written stay in [`Bench::set`].
    pub fn put(&mut self, edited: &[(u32, &Rule)]) {
        self.extractor.engine_mut().replace(&self.set, edited, &self.inflector);
    }

    /// Put rules in force as they are written.
    pub fn restore(&mut self, rules: &[u32]) {
        let written: Vec<(u32, &Rule)> =
            rules.iter().map(|i| (*i, &self.set.rules[*i as usize])).collect();
        self.extractor.engine_mut().replace(&self.set, &written, &self.inflector);
    }

    /// Change a rule for good.
    pub fn edit(&mut self, index: u32, rule: Rule) {
        self.set.rules[index as usize] = rule;
        self.restore(&[index]);
    }

    /// Does a rule's test pass with the edits in force?
    #[must_use]
    pub fn passes(&self, rule: u32, test: &RuleTest) -> bool {
        rule_tests::check(&self.extractor, rule, test).is_ok()
    }

    /// How many of a rule's tests pass with the edits in force.
    #[must_use]
    pub fn passed(&self, rule: u32) -> usize {
        self.set.rules[rule as usize].tests.iter().filter(|t| self.passes(rule, t)).count()
    }

    /// Compile a pattern for tracing.
    pub(crate) fn trace(&mut self, pattern: &Pattern) -> Vec<Vec<Traced>> {
        let traced = self.extractor.engine_mut().trace_pattern(pattern, &self.inflector);
        self.put(&[]);
        traced
    }

    /// A short text as a document.
    #[must_use]
    pub fn document(&self, text: &str, date: Option<NaiveDate>) -> Document {
        let mut raw = RawDocument::plain("test", text);
        if date.is_some() {
            raw.give_date(date);
        }
        self.extractor.segment(raw)
    }

    /// Analyse a document and listen to what becomes of matches.
    #[must_use]
    pub fn watch<'d>(&self, document: &'d Document) -> (Analysis<'d>, Watch<'_>) {
        let mut watch = Watch::new(self.extractor.values());
        let analysis = self.extractor.analyse_with(document, &mut watch);
        (analysis, watch)
    }
}
