//! What can be wrong with rules that can be read: names, binding, anchors, tests, dead parts.
//!
//! One subject a file; each takes the [`Pack`] and adds its messages.

mod anchors;
mod binding;
mod guards;
mod identical;
mod lexicon;
mod names;
mod order;
mod pack;
mod parts;
mod tests;

pub(crate) use pack::Pack;

use super::ast::RuleSet;
use super::diagnostic::{self, Diagnostic};

/// Everything that is wrong with a loaded rule set, in the order of the files.
#[must_use]
pub fn check(set: &RuleSet) -> Vec<Diagnostic> {
    let pack = Pack::new(set);
    let mut found = Vec::new();
    for subject in [
        names::check,
        lexicon::check,
        order::check,
        binding::check,
        anchors::check,
        parts::check,
        guards::check,
        identical::check,
        tests::check,
    ] {
        subject(&pack, &mut found);
    }
    diagnostic::make_visible(&mut found, &set.files);
    diagnostic::sort(&mut found);
    found
}
