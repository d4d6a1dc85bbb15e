//! How certain a source is of what it says, in FactBank's terms.
//!
//! The kind of speech act gives the base (said: CT+, denied: CT-, promised: Uu); a modal in the
//! first predicate of the content weakens it, a negation there turns its polarity.

use smol_str::SmolStr;

use super::cue::Cue;
use super::layout::Layout;
use crate::claims::names::{Lex, Part};

/// `CT+`, `CT-`, `PR+`, `PR-`, `PS+`, `PS-` or `Uu`.
pub(super) fn of(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>, content: &[(u32, u32)]) -> SmolStr {
    let act =
        lay.r.constant(cue.mention, Part::Cue).or_else(|| lay.r.constant(cue.mention, Part::Act));
    let base = act.and_then(|a| act_certainty(lay, a)).unwrap_or("CT+");
    // "did not say whether": nothing is committed to.
    if (cue.start..cue.head).any(|t| lay.is(t, Lex::Negation)) {
        return SmolStr::new_static("Uu");
    }
    let (Some(strength), Some(sign)) = (base.get(..2), base.get(2..)) else {
        return SmolStr::new_static("Uu");
    };
    if base == "Uu" {
        return SmolStr::new_static("Uu");
    }
    let first = content.iter().flat_map(|(a, b)| *a..*b).find_map(|t| lay.finite(t));
    let (mut strength, mut positive) = (strength, sign == "+");
    if let Some(v) = first {
        for t in v.start..v.end {
            if let Some(weaker) = lay.r.value_in(t, Lex::ModalCertainty)
                && strength != "PS"
            {
                strength = if weaker == "PS" { "PS" } else { "PR" };
            }
            if lay.is(t, Lex::Negation) {
                positive = !positive;
            }
        }
    }
    SmolStr::from_iter([strength, if positive { "+" } else { "-" }])
}

/// The base certainty of a speech act.
fn act_certainty<'l>(lay: &'l Layout<'_, '_, '_>, act: &str) -> Option<&'l str> {
    let engine = lay.r.engine;
    let mut buffer = crate::lexis::vocabulary::FoldBuffer::new();
    let word = engine.vocabulary.get(crate::lexis::vocabulary::fold(act, &mut buffer));
    engine.lexicons.value(lay.r.lexicon(Lex::ActCertainty)?, word).map(|v| &**v)
}
