//! One figure before its surroundings are joined: the quantity, the event, what is counted.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::OTHER;
use super::context::Context;
use crate::claims::names::{Lex, Part};
use crate::lexis::token::Shape;
use crate::matching::mention::Mention;
use crate::record::{
    ClaimRole, Decimal, Evidence, Field, Modality, NumericClaim, QuantityValue, Via,
};

/// A figure and what its own rule says of it; tokens are half-open.
#[derive(Clone, Debug)]
pub(crate) struct Figure<'a> {
    /// Modifier, number and unit.
    pub start: u32,
    /// One past them.
    pub end: u32,
    /// The tokens from the figure to its trigger: where its clause is looked for.
    pub reach: (u32, u32),
    pub quantity: Cow<'a, QuantityValue>,
    pub implicit: bool,
    pub event: &'a str,
    pub trigger: Option<(u32, u32)>,
    pub counted: Option<(u32, u32, Via)>,
    pub role: ClaimRole,
    pub modality: Modality,
    /// The rule says that a newer figure replaces this one.
    pub superseded: bool,
    /// The event is that of the figure before it.
    pub inherits: bool,
    /// The event is that of the figure behind it, with which it is listed.
    pub inherits_next: bool,
    /// The rule says that it is a part of a total.
    pub part: bool,
    /// It counts what the sentence tells before, too: "bringing the toll to eight".
    pub sums: bool,
    /// First token of the total that this figure is an addend of.
    pub adds_to: Option<u32>,
    pub mention: Option<&'a Mention>,
    /// Whose rule found it.
    pub found: &'a Mention,
}

impl Figure<'_> {
    /// The record with the fields the figure knows itself.
    pub(crate) fn record(&self, context: &Context<'_, '_, '_>) -> NumericClaim {
        let reader = context.reader;
        let span = reader.evidence(self.start, self.end);
        NumericClaim {
            id: reader.id(&["claim-", self.event].concat(), (span.start, span.end)),
            sentence: reader.sentence(self.start),
            span,
            quantity: self.quantity.clone().into_owned(),
            implicit: self.implicit,
            event: self.event.into(),
            trigger: self.trigger.map(|(a, b)| reader.evidence(a, b)),
            counted: self.counted.map(|(a, b, via)| reader.field(a, b, via)),
            place: None,
            date: None,
            source: None,
            attribution: None,
            role: self.role,
            part_of: None,
            addends: Vec::new(),
            previous: None,
            superseded: self.superseded,
            modality: self.modality,
            comparison_key: SmolStr::default(),
            rule: reader.rule(self.found),
            missing: Vec::new(),
        }
    }
}

/// Is the event told of one person without a number ("a ranger was shot dead")?
pub(crate) fn personal(context: &Context<'_, '_, '_>, event: &str) -> bool {
    is_event_of(context, Lex::PersonalEvent, event)
}

/// Is the event one of the values of that lexicon?
pub(crate) fn is_event_of(context: &Context<'_, '_, '_>, lexicon: Lex, event: &str) -> bool {
    let lexicons = &context.reader.engine.lexicons;
    context.reader.lexicon(lexicon).is_some_and(|lex| {
        lexicons.words(lex).iter().any(|w| lexicons.value(lex, *w).is_some_and(|v| &**v == event))
    })
}

/// Does it only go on from another figure that has no event ("and one Democrat")? One thing is no
/// figure by itself, unless it is written as one ("27 resolutions and 1 decision").
pub(crate) fn idle(context: &Context<'_, '_, '_>, figure: &Figure<'_>) -> bool {
    let continues = figure
        .mention
        .and_then(|m| context.reader.constant(m, Part::Event))
        .is_some_and(|e| e.starts_with("inherit"));
    let one = figure.quantity.value == Some(Decimal(rust_decimal::Decimal::ONE));
    let first = &context.reader.analysis.tokens[figure.start as usize];
    continues
        && one
        && !first.shape.has(Shape::DIGITS)
        && figure.event == OTHER
        && figure.quantity.kind == "count"
}

/// Do the words name people?
pub(crate) fn people(context: &Context<'_, '_, '_>, (start, end): (u32, u32)) -> bool {
    let kinds = [Lex::PersonNoun, Lex::DemonymPerson, Lex::GroupNoun];
    (start..end).any(|t| kinds.iter().any(|k| context.reader.word_in(t, *k)))
}

pub(super) fn blank(mention: &Mention) -> Figure<'_> {
    Figure {
        start: mention.start,
        end: mention.end,
        reach: (mention.start, mention.end),
        quantity: Cow::Owned(QuantityValue::default()),
        implicit: false,
        event: OTHER,
        trigger: None,
        counted: None,
        role: ClaimRole::Total,
        modality: Modality::Asserted,
        superseded: false,
        inherits: false,
        inherits_next: false,
        part: false,
        sums: false,
        adds_to: None,
        mention: Some(mention),
        found: mention,
    }
}

/// The evidence of a place or noun group as a field.
pub(crate) fn field(context: &Context<'_, '_, '_>, start: u32, end: u32, via: Via) -> Field {
    let evidence: Evidence = context.reader.evidence(start, end);
    Field { evidence, norm: None, entity: None, via }
}
