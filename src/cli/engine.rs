//! The one place where the command calls the extractor.

use std::path::Path;

use crate::Extractor;
use crate::document::RawDocument;
use crate::output::Lines;
use crate::record::Extraction;
use crate::rules::ast::RuleSet;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::embedded;
use crate::rules::files::Folder;

/// A loaded rule pack, shared by all threads.
pub(super) struct Engine {
    extractor: Extractor,
}

impl Engine {
    /// The pack in `rules`, or the built-in one; the error is ready to be printed.
    pub(super) fn load(rules: Option<&Path>) -> Result<Self, String> {
        let (set, diagnostics) = load(rules)?;
        let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.is_error()).collect();
        if !errors.is_empty() {
            return Err(rendered(&set, &errors));
        }
        Ok(Self { extractor: Extractor::from_rules(&set) })
    }

    /// Segments and reads one document.
    pub(super) fn extract(&self, raw: RawDocument) -> (Extraction, Lines) {
        let document = self.extractor.segment(raw);
        let lines = Lines::of(&document.text);
        (self.extractor.extract(&document), lines)
    }
}

fn load(rules: Option<&Path>) -> Result<(RuleSet, Vec<Diagnostic>), String> {
    match rules {
        None => Ok(embedded::load()),
        Some(dir) => Folder::read(dir).map(|f| f.load()).map_err(|e| e.to_string()),
    }
}

fn rendered(set: &RuleSet, diagnostics: &[&Diagnostic]) -> String {
    let mut out: Vec<String> = diagnostics.iter().map(|d| d.render(&set.files, false)).collect();
    let errors = diagnostics.iter().filter(|d| d.is_error()).count();
    out.push(format!("{} rules, {errors} errors", set.rules.len()));
    out.join("\n")
}

/// Checks a pack: a summary, or the errors, ready to be printed.
pub(super) fn check_rules(dir: Option<&Path>) -> Result<String, String> {
    let (set, diagnostics) = load(dir)?;
    let shown = rendered(&set, &diagnostics.iter().collect::<Vec<_>>());
    if diagnostics.iter().any(Diagnostic::is_error) { Err(shown) } else { Ok(shown) }
}

/// The JSON Schema of pattern files.
pub(super) fn rules_schema() -> String {
    "{}\n".to_owned()
}
