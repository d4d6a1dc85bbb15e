//! The English rules that are built into the program: as text, and as `build/` has prepared them.

use crate::patterns::engine::Engine;

use crate::rules::ast::{LexiconSource, RuleSet, Text};
use crate::rules::compact::{self, Beside};
use crate::rules::diagnostic::Diagnostic;

// `PATTERNS` and `LISTS`: path and text of each file, in path order. `LISTED` (the
// lexicons as written), `RULES`, `TESTS` and `ENGINE`: compact forms; empty when there is something to say about the pack.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

const BESIDE: Beside = Beside { patterns: PATTERNS, lists: LISTS };

/// Path and text of the built-in pattern files, in path order.
pub fn patterns() -> impl Iterator<Item = (String, Text)> {
    PATTERNS.iter().map(|(path, text)| ((*path).to_string(), Text::Built(text)))
}

/// Text of a built-in list file.
#[must_use]
pub fn list(path: &str) -> Option<Text> {
    let found = LISTS.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
    LISTS.get(found).map(|(_, text)| Text::Built(text))
}

/// The built-in rule set.
#[must_use]
pub fn load() -> (RuleSet, Vec<Diagnostic>) {
    let prepared = compact::unpack(LISTED, RULES, &BESIDE).and_then(|mut set| {
        compact::unpack_tests(TESTS, &mut set)?;
        Some((set, Vec::new()))
    });
    prepared.unwrap_or_else(|| RuleSet::load(patterns(), &list))
}

/// The built-in rule set compiled, and its lexicons as written; nothing when the pack has to be read
/// from its text.
#[must_use]
pub fn prepared() -> Option<(Engine, Vec<LexiconSource>)> {
    Some((Engine::unpack(ENGINE)?, compact::unpack_lexicons(LISTED, &BESIDE)?))
}
