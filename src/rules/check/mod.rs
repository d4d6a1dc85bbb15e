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
    sort(&mut found);
    found
}

/// Orders messages by place and drops repeated ones.
pub(crate) fn sort(found: &mut Vec<Diagnostic>) {
    found.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.at.file, d.at.range.start, d.at.range.end, d.code);
        key(a).cmp(&key(b))
    });
    found.dedup();
}
