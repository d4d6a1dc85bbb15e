//! Comparison of names by their words, without a list of words of any language: a word of at least
//! four letters, or with a capital or digit, tells something.

use std::collections::BTreeSet;

use crate::output::phrase;
use crate::record::Field;

use super::super::ids;

/// The telling words of a field, lower case.
pub(super) fn of_field(field: Option<&Field>) -> impl Iterator<Item = String> {
    field.map(|f| telling(phrase::name(f))).unwrap_or_default().into_iter()
}

/// The telling words of a text, lower case.
pub(super) fn telling(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| {
            w.chars().count() >= 4
                || w.chars().count() >= 2 && w.chars().any(|c| c.is_uppercase() || c.is_numeric())
        })
        .map(str::to_lowercase)
        .collect()
}

/// Share of the smaller set's words that the other has too; 0 if one is empty.
pub(super) fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let smaller = a.len().min(b.len());
    if smaller == 0 { 0.0 } else { a.intersection(b).count() as f64 / smaller as f64 }
}

/// Can both be the same place or body?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    Yes,
    /// One name says more ("the Norland Coast", "Norland"; but also "Norland and Sudmark").
    Within,
    Unknown,
    No,
}

/// Compares two names: the same entity, all words of one in the other, one not stated, or apart.
pub(super) fn same_name(a: Option<&Field>, b: Option<&Field>) -> Same {
    let (Some(a), Some(b)) = (a, b) else { return Same::Unknown };
    if ids::slug(phrase::name(a)) == ids::slug(phrase::name(b)) {
        return Same::Yes;
    }
    let (x, y) = (telling(phrase::name(a)), telling(phrase::name(b)));
    match (x == y, overlap(&x, &y) >= 1.0) {
        (true, _) if !x.is_empty() => Same::Yes,
        (_, true) => Same::Within,
        _ => Same::No,
    }
}
