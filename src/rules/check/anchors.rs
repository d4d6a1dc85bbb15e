//! Is there a word that every match contains, and is it rare enough to look rules up by?

use super::pack::Pack;
use crate::rules::ast::{Atom, Item, Pattern};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;

/// The lexicon of a pack that lists its most frequent words.
pub(super) const FREQUENT: &str = "frequent";

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    let frequent: Vec<&str> = pack
        .lexicons
        .get(FREQUENT)
        .map(|l| l.pairs().map(|(word, _)| word).collect())
        .unwrap_or_default();
    for rule in pack.set.rules.iter().filter(|r| !r.scan) {
        for sequence in &rule.pattern.alternatives {
            let mut anchors = sequence.items.iter().filter(|i| anchored(i, &[])).peekable();
            if anchors.peek().is_none() {
                out.push(
                    Diagnostic::new(
                        Code::NoAnchor,
                        format!("`{}` has no word that must occur", rule.id),
                        sequence.at.clone(),
                    )
                    .label("nothing here must occur")
                    .help("name one word that is always there, or use `mode = \"scan\"`"),
                );
            } else if !sequence.items.iter().any(|i| anchored(i, &frequent)) {
                out.push(
                    Diagnostic::new(
                        Code::FrequentAnchor,
                        format!("`{}` would be tried at one of the most frequent words", rule.id),
                        sequence.at.clone(),
                    )
                    .label("nothing here is rare")
                    .help("name another word that is always there"),
                );
            }
        }
    }
}

/// Must the item match something by which it can be found, outside the words to be passed over?
fn anchored(item: &Item, without: &[&str]) -> bool {
    item.min > 0 && atom(&item.atom, without)
}

fn atom(a: &Atom, without: &[&str]) -> bool {
    match a {
        Atom::Literal { tokens, .. } => {
            tokens.iter().any(|t| !without.iter().any(|w| w.eq_ignore_ascii_case(t)))
        }
        Atom::Lemma(_) | Atom::Lexicon(_) | Atom::Mention { .. } => true,
        Atom::Set { members, negated: false } => members.iter().all(|m| atom(m, without)),
        Atom::Group(pattern) => group(pattern, without),
        _ => false,
    }
}

fn group(pattern: &Pattern, without: &[&str]) -> bool {
    pattern.alternatives.iter().all(|s| s.items.iter().any(|i| anchored(i, without)))
}
