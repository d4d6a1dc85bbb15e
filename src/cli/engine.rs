//! The one place where the command calls the extractor.

use std::path::Path;

use crate::Extractor;
use crate::document::RawDocument;
use crate::output::Lines;
use crate::record::Extraction;
use crate::rules::ast::RuleSet;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::{embedded, files::Folder};

/// A loaded rule pack, shared by all threads.
pub(super) struct Engine {
    extractor: Extractor,
}

impl Engine {
    /// The pack in `rules`, or the built-in one; the error is ready to be printed.
    pub(super) fn load(rules: Option<&Path>) -> Result<Self, String> {
        Ok(Self { extractor: Extractor::from_rules(&sound(rules)?) })
    }

    /// Segments and reads one document.
    pub(super) fn extract(&self, raw: RawDocument) -> (Extraction, Lines) {
        let document = self.extractor.segment(raw);
        let lines = Lines::of(&document.text);
        (self.extractor.extract(&document), lines)
    }
}

/// Reads a pack from a folder, or the built-in one.
pub(super) fn load(rules: Option<&Path>) -> Result<(RuleSet, Vec<Diagnostic>), String> {
    let Some(path) = rules else { return Ok(embedded::load()) };
    let folder = Folder::read(path).map_err(|e| {
        format!("{}: the rules cannot be read: {}", path.display(), super::inputs::plain(&e))
    })?;
    if folder.patterns.is_empty() {
        return Err(format!("{}: no pattern file (*.toml) in this folder", path.display()));
    }
    Ok(folder.load())
}

/// Reads a pack that must have no errors; the error is ready to be printed.
pub(super) fn sound(rules: Option<&Path>) -> Result<RuleSet, String> {
    let (set, diagnostics) = load(rules)?;
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(rendered(&set, &diagnostics, false));
    }
    Ok(set)
}

/// All diagnostics as text, errors and, if asked for, warnings.
pub(super) fn rendered(set: &RuleSet, diagnostics: &[Diagnostic], warnings: bool) -> String {
    let color = std::io::IsTerminal::is_terminal(&std::io::stderr())
        && std::env::var_os("NO_COLOR").is_none();
    let shown: Vec<String> = diagnostics
        .iter()
        .filter(|d| warnings || d.is_error())
        .map(|d| d.render(&set.files, color))
        .collect();
    shown.join("\n")
}
