//! The one place where the command calls the extractor.

use std::path::Path;

use crate::Extractor;
use crate::document::RawDocument;
use crate::embedded;
use crate::output::Lines;
use crate::record::Extraction;
use crate::rules::ast::RuleSet;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::files::Folder;

use super::{Exit, complain};

/// A loaded rule pack, shared by all threads.
pub(super) struct Engine {
    extractor: Extractor,
}

impl Engine {
    /// The pack in `rules`, or the built-in one.
    pub(super) fn load(rules: Option<&Path>) -> Result<Self, Exit> {
        let extractor = match rules {
            None => Extractor::builtin()
                .map_err(|e| refuse(&rendered(&e.set, &e.diagnostics, false)))?,
            Some(_) => Extractor::from_rules(&pack(rules)?),
        };
        Ok(Self { extractor })
    }

    /// The same, making also the dated triggers if they are wanted.
    pub(super) fn with_triggers(self, wanted: bool) -> Self {
        Self { extractor: self.extractor.with_triggers(wanted) }
    }

    /// Segments and reads one document.
    pub(super) fn extract(&self, raw: RawDocument) -> (Extraction, Lines) {
        let document = self.extractor.segment(raw);
        let lines = Lines::of(&document.text);
        (self.extractor.extract(&document), lines)
    }
}

/// Reads a pack from a folder, or the built-in one; what is wrong with it has been said.
pub(super) fn pack(rules: Option<&Path>) -> Result<RuleSet, Exit> {
    sound(load(rules)?)
}

/// A pack that has no errors; what is wrong with it has been said.
pub(super) fn sound(loaded: (RuleSet, Vec<Diagnostic>)) -> Result<RuleSet, Exit> {
    let (set, diagnostics) = loaded;
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(refuse(&rendered(&set, &diagnostics, false)));
    }
    Ok(set)
}

/// Reads a pack, whether or not it has errors.
pub(super) fn load(rules: Option<&Path>) -> Result<(RuleSet, Vec<Diagnostic>), Exit> {
    let Some(path) = rules else { return Ok(embedded::load()) };
    let folder = Folder::read(path).map_err(|e| {
        let why = super::inputs::plain(&e);
        refuse(&format!("{}: the rules cannot be read: {why}", path.display()))
    })?;
    if folder.patterns.is_empty() {
        let message = format!("{}: no pattern file (*.toml) in this folder", path.display());
        return Err(refuse(&message));
    }
    Ok(folder.load())
}

/// Says why the rules cannot be used.
pub(super) fn refuse(message: &str) -> Exit {
    complain(message);
    Exit::Rules
}

/// Whether a rule is wanted: all, or those whose id contains one of the words, of which each must
/// name some rule.
pub(super) fn chosen<'w>(
    set: &RuleSet,
    only: &'w [String],
) -> Result<impl Fn(&str) -> bool + Sync + use<'w>, Exit> {
    if let Some(word) = only.iter().find(|w| !set.rules.iter().any(|r| r.id.contains(*w))) {
        complain(&format!("there is no rule whose id contains `{word}`"));
        return Err(Exit::Usage);
    }
    Ok(|id: &str| only.is_empty() || only.iter().any(|o| id.contains(o)))
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
