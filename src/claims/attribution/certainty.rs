//! How certain a source is of what it says, in FactBank's terms.
//!
//! The kind of speech act gives the base (said: CT+, denied: CT-, promised: Uu); a modal in the
//! first predicate of the content weakens it, a negation there turns its polarity.

use super::cue::Cue;
use super::layout::{Class, Layout};

/// `CT+`, `CT-`, `PR+`, `PR-`, `PS+`, `PS-` or `Uu`.
pub(super) fn of(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>, content: &[(u32, u32)]) -> String {
    let lexicons = &lay.r.engine.lexicons;
    let value = |name: &str, t: u32| {
        let token = lay.r.analysis.tokens.get(t as usize)?;
        lexicons.value(lexicons.id(name)?, token.word).map(|v| &**v)
    };
    let act = lay.r.constant(cue.mention, "cue").or_else(|| lay.r.constant(cue.mention, "act"));
    let base = act.and_then(|a| act_certainty(lay, a)).unwrap_or("CT+");
    // "did not say whether": nothing is committed to.
    if (cue.start..cue.head).any(|t| lay.is(t, Class::Negation)) {
        return "Uu".to_owned();
    }
    let (Some(strength), Some(sign)) = (base.get(..2), base.get(2..)) else {
        return "Uu".to_owned();
    };
    if base == "Uu" {
        return base.to_owned();
    }
    let first = content.iter().flat_map(|(a, b)| *a..*b).find_map(|t| lay.finite(t));
    let (mut strength, mut positive) = (strength, sign == "+");
    if let Some(v) = first {
        for t in v.start..v.end {
            if let Some(weaker) = value("modal-certainty", t)
                && strength != "PS"
            {
                strength = if weaker == "PS" { "PS" } else { "PR" };
            }
            if lay.is(t, Class::Negation) {
                positive = !positive;
            }
        }
    }
    format!("{strength}{}", if positive { '+' } else { '-' })
}

/// The base certainty of a speech act.
fn act_certainty<'l>(lay: &'l Layout<'_, '_, '_>, act: &str) -> Option<&'l str> {
    let engine = lay.r.engine;
    let mut buffer = crate::lexis::vocabulary::FoldBuffer::new();
    let word = engine.vocabulary.get(crate::lexis::vocabulary::fold(act, &mut buffer));
    engine.lexicons.value(engine.lexicons.id("act-certainty")?, word).map(|v| &**v)
}
