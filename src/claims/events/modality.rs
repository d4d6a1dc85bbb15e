//! Asserted, planned, denied; and what that makes of the PLOVER type.

use smol_str::SmolStr;

use crate::claims::events::candidate::{Candidate, OTHER};
use crate::claims::events::layout::Layout;
use crate::claims::names::Lex;
use crate::record::Modality;

/// What the verb group says of the happening.
pub(crate) fn of(layout: &Layout<'_, '_, '_>, c: &Candidate<'_>) -> Modality {
    let Some(vg) = c.group else { return Modality::Asserted };
    if (vg.start..vg.end).any(|t| layout.is(t, Lex::Negation)) {
        Modality::Negated
    } else if (vg.start..vg.end).any(|t| layout.is(t, Lex::PlannedModal)) || c.infinitive {
        Modality::Planned
    } else {
        Modality::Asserted
    }
}

/// Is it something that somebody has to do?
pub(crate) fn is_duty(layout: &Layout<'_, '_, '_>, c: &Candidate<'_>) -> bool {
    c.group.is_some_and(|vg| (vg.start..vg.end).any(|t| layout.is(t, Lex::DutyModal)))
}

/// PLOVER type and mode: of the words, turned by modality ("will bomb" is a threat).
pub(crate) fn plover(
    layout: &Layout<'_, '_, '_>,
    c: &Candidate<'_>,
    modality: Modality,
    duty: bool,
) -> Option<SmolStr> {
    let reader = layout.reader;
    if duty {
        return self::duty(layout).1;
    }
    let code = c.plover?;
    let base = code.split(':').next().unwrap_or(code);
    let turned = |list: Lex| {
        let lexicons = &reader.engine.lexicons;
        let list = reader.lexicon(list)?;
        let word = reader.engine.vocabulary.get(&base.to_lowercase());
        lexicons.value(list, word).map(SmolStr::new)
    };
    match modality {
        Modality::Negated => turned(Lex::Refused),
        Modality::Planned if !c.infinitive => turned(Lex::Intent),
        _ => None,
    }
    .or_else(|| Some(code.into()))
}

/// Type and PLOVER type of saying that somebody must do something.
pub(crate) fn duty(layout: &Layout<'_, '_, '_>) -> (SmolStr, Option<SmolStr>) {
    let lexicons = &layout.reader.engine.lexicons;
    let value = layout
        .reader
        .lexicon(Lex::Duty)
        .and_then(|list| lexicons.words(list).iter().find_map(|w| lexicons.value(list, *w)));
    let mut parts = value.map_or("", |v| &**v).split_whitespace().map(SmolStr::new);
    (parts.next().unwrap_or(SmolStr::new_static(OTHER)), parts.next())
}
