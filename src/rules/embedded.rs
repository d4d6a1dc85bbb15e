//! The English rules that are built into the program.

use std::sync::Arc;

use super::ast::RuleSet;
use super::diagnostic::Diagnostic;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Path and text of the built-in pattern files, in path order.
pub fn patterns() -> impl Iterator<Item = (String, Arc<str>)> {
    PATTERNS.iter().map(|(path, text)| ((*path).to_string(), Arc::from(*text)))
}

/// Text of a built-in list file.
#[must_use]
pub fn list(path: &str) -> Option<Arc<str>> {
    let found = LISTS.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
    LISTS.get(found).map(|(_, text)| Arc::from(*text))
}

/// The built-in rule set.
#[must_use]
pub fn load() -> (RuleSet, Vec<Diagnostic>) {
    RuleSet::load(patterns(), &list)
}
