//! Which figures a text has: those of claim rules, and quantities that no rule has.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::OTHER;
use super::context::Context;
use crate::claims::names::{Kind, Part};
use crate::document::Section;
use crate::matching::mention::{Mention, MentionId, Slot, SlotValue};
use crate::record::{Bound, ClaimRole, Decimal, Modality, QuantityValue, Via};

/// A figure and what its own rule says of it; tokens are half-open.
use crate::claims::numeric::figure::{Figure, blank, personal};

/// Does the token stand in the caption or credit of a picture?
fn in_caption(context: &Context<'_, '_, '_>, token: u32) -> bool {
    let document = context.reader.analysis.document;
    let block = context.reader.block(token) as usize;
    document.blocks.get(block).is_some_and(|b| b.section == Section::Caption)
}

/// Figures of all claim mentions and of the quantities that none of them has, in text order.
pub(crate) fn collect<'a>(context: &Context<'_, 'a, '_>) -> Vec<Figure<'a>> {
    let mut used: Vec<MentionId> = Vec::new();
    let mut figures: Vec<Figure<'a>> = Vec::new();
    for &mention in &context.claims {
        if let Some((figure, quantity)) = claimed(context, mention) {
            used.extend(quantity);
            figures.push(figure);
        }
    }
    used.sort_unstable();
    for &(id, mention) in &context.quantities {
        if used.binary_search(&id).is_err() {
            figures.extend(plain(context, mention));
        }
    }
    figures.retain(|f| f.modality != Modality::Negated && f.modality != Modality::Hypothetical);
    figures.sort_by(|a, b| (a.start, a.end, a.event).cmp(&(b.start, b.end, b.event)));
    figures.dedup_by(|b, a| a.start == b.start && a.end == b.end && a.event == b.event);
    figures
}

/// A figure that a rule found.
fn claimed<'a>(
    context: &Context<'_, 'a, '_>,
    mention: &'a Mention,
) -> Option<(Figure<'a>, Option<MentionId>)> {
    let reader = context.reader;
    let event = reader.constant(mention, Part::Event).unwrap_or(OTHER);
    if event == "none" {
        // The rule says that this number claims nothing.
        let slot = reader.slot(mention, Part::Value)?;
        let (id, _) = context.quantity_over(slot.start, slot.end)?;
        let mut figure = blank(mention);
        figure.modality = Modality::Negated;
        return Some((figure, Some(id)));
    }
    let mut figure = blank(mention);
    figure.event = event;
    let slot = reader.slot(mention, Part::Value)?;
    let quantity = context.quantity_over(slot.start, slot.end);
    let id = match (quantity, number(context, slot)) {
        (Some((id, q)), _) => {
            let value = reader.quantity(q)?;
            if skipped(value) {
                return None;
            }
            figure.quantity = Cow::Borrowed(value);
            (figure.start, figure.end) = written(context, q);
            figure.counted = counted(context, q);
            if reader.constant(mention, Part::Own).is_some() {
                // One end of "from 38 to 45": the number by itself.
                if let SlotValue::Mention(number) = slot.value {
                    figure.quantity = Cow::Borrowed(reader.quantity(reader.mention(number))?);
                    (figure.start, figure.end) = (slot.start, slot.end);
                }
            }
            Some(id)
        }
        (None, Some(value)) if skipped(value) => return None,
        (None, Some(value)) => {
            figure.quantity = Cow::Borrowed(value);
            (figure.start, figure.end) = (slot.start, slot.end);
            None
        }
        _ if many(context, mention) || is_place(context, mention, slot) => return None,
        _ => {
            figure.quantity = Cow::Owned(QuantityValue {
                value: Some(Decimal(rust_decimal::Decimal::ONE)),
                bound: Bound::Exactly,
                kind: SmolStr::new_static("count"),
                ..QuantityValue::default()
            });
            figure.implicit = true;
            (figure.start, figure.end) = (slot.start, slot.end);
            figure.counted = Some((slot.start, slot.end, Via::Rule));
            None
        }
    };
    if let Some(s) = reader.slot(mention, Part::Counted).filter(|s| s.start < s.end) {
        figure.counted = Some((s.start, s.end, Via::Rule));
    }
    let trigger = [Part::Trigger, Part::Event].into_iter().find_map(|part| {
        reader.slots(mention, part).find(|s| s.start < s.end).map(|s| (s.start, s.end))
    });
    figure.trigger = trigger;
    // A magnitude or a rate befalls nobody; money is not killed or rescued. A unit that stands with
    // another figure of the sentence ("the $4 million bridge fell, killing two") is none of people.
    let whole = figure.quantity.value.is_none_or(|v| v.0.is_integer());
    let person = personal(context, event);
    let kind = figure.quantity.kind.as_str();
    if person
        && matches!(kind, "money" | "measure")
        && !quantity.is_some_and(|q| tied(context, q.1))
    {
        let q = figure.quantity.to_mut();
        (q.unit, q.unit_code, q.kind) = (None, None, "number".into());
        figure.counted = figure.counted.filter(|_| reader.slot(mention, Part::Counted).is_some());
    }
    let money = figure.quantity.kind == "money" && person;
    if money || (!whole && figure.quantity.kind != "percent" && event != OTHER) {
        figure.event = OTHER;
    }
    let stated = reader.slot(mention, Part::Counted).is_some();
    if let (Some((from, upto, via)), Some((a, b)), false) = (figure.counted, trigger, stated) {
        // "12 people dead": the state is no part of what is counted.
        if from < a && a < upto {
            figure.counted = Some((from, a, via));
        } else if a <= from && upto <= b {
            figure.counted = None;
        }
    }
    let (a, b) = trigger.unwrap_or((figure.start, figure.end));
    figure.reach = (figure.start.min(a), figure.end.max(b));
    figure.role = role(reader.constant(mention, Part::Role));
    figure.sums = reader.constant(mention, Part::Role) == Some("sum");
    // A share ("26 of whom were injured") is a part only where the whole has the same event.
    let share = reader.constant(mention, Part::Role) == Some("share");
    figure.part = share || figure.role == ClaimRole::Subset;
    let whom = figure.counted.filter(|c| c.0 >= slot.start && c.1 <= slot.end + 4);
    if context.marked("perpetrator", slot.start, whom.map_or(slot.end, |c| c.1)) {
        figure.role = ClaimRole::Perpetrator;
    }
    figure.superseded = reader.constant(mention, Part::Superseded).is_some();
    figure.inherits = event == "inherit";
    figure.inherits_next = event == "inherit_next";
    if figure.inherits && figure.counted.is_some() && reader.constant(mention, Part::Bare).is_some()
    {
        // A noun of its own: a new matter.
        figure.inherits = false;
        figure.event = OTHER;
    }
    figure.modality = modality(context, &figure, reader.constant(mention, Part::Modality));
    Some((figure, id))
}

/// The number that a slot holds.
fn number<'a>(context: &Context<'_, 'a, '_>, slot: &Slot) -> Option<&'a QuantityValue> {
    match slot.value {
        SlotValue::Mention(id) => context.reader.quantity(context.reader.mention(id)),
        _ => None,
    }
}

/// Does the quantity stand with a unit or noun of its own?
fn tied(context: &Context<'_, '_, '_>, quantity: &Mention) -> bool {
    let slots = |part| context.reader.slots(quantity, part).any(|s| s.start < s.end);
    slots(Part::Unit) || slots(Part::Counted)
}

/// Are the victim's words the name of a place or a body, or part of a date?
fn is_place(context: &Context<'_, '_, '_>, mention: &Mention, slot: &Slot) -> bool {
    let reader = context.reader;
    if reader.slot(mention, Part::Noun).is_some() {
        return false;
    }
    let analysis = reader.analysis;
    (slot.start..slot.end).any(|t| {
        analysis.starting_at(t).any(|(_, m)| {
            let kind = (m.end >= slot.end && reader.is(m, Kind::Name))
                .then(|| reader.constant(m, Part::Type))
                .flatten();
            match kind {
                Some("place" | "country") => true,
                // Where all is in capitals, bodies are hard to tell from people.
                Some("org") => m.end > slot.end || (t == slot.start && !analysis.all_caps),
                _ => reader.is(m, Kind::Time),
            }
        })
    })
}

/// Is the victim's noun a plural? (Its entry's value is the singular.)
fn many(context: &Context<'_, '_, '_>, mention: &Mention) -> bool {
    let reader = context.reader;
    reader.slots(mention, Part::Noun).last().is_some_and(|s| {
        let words = reader.analysis.words(s.start, s.end);
        matches!(s.value, SlotValue::Const(_)) && !reader.value_of(s).eq_ignore_ascii_case(words)
    })
}

/// A quantity that no rule has: a claim of its own when it is more than a determiner.
fn plain<'a>(context: &Context<'_, 'a, '_>, mention: &'a Mention) -> Option<Figure<'a>> {
    let value = context.reader.quantity(mention)?;
    if skipped(value) || value.vague {
        return None;
    }
    let counts = value.kind == "count" || value.kind == "number";
    if counts {
        let one = value.value == Some(Decimal(rust_decimal::Decimal::ONE));
        if one || context.marked("no_claim", mention.start, mention.end) {
            return None;
        }
    }
    let mut figure = blank(mention);
    figure.quantity = Cow::Borrowed(value);
    (figure.start, figure.end) = written(context, mention);
    figure.reach = (figure.start, figure.end);
    figure.counted = counted(context, mention);
    figure.mention = None;
    // The number of a picture counts nothing.
    if counts && figure.counted.is_none() && in_caption(context, figure.start) {
        return None;
    }
    figure.modality = modality(context, &figure, None);
    Some(figure)
}

/// Kinds of quantity that never count what happened.
fn skipped(value: &QuantityValue) -> bool {
    matches!(value.kind.as_str(), "age" | "duration" | "ordinal" | "ratio" | "score" | "multiple")
}

/// The tokens of modifier, number and unit of a quantity.
fn written(context: &Context<'_, '_, '_>, quantity: &Mention) -> (u32, u32) {
    let reader = context.reader;
    let counted = reader.slot(quantity, Part::Counted);
    reader
        .analysis
        .slots(quantity)
        .iter()
        .filter(|s| s.start < s.end && counted.is_none_or(|c| !std::ptr::eq(c, *s)))
        .fold(None, |range: Option<(u32, u32)>, s| {
            let (a, b) = range.unwrap_or((s.start, s.end));
            Some((a.min(s.start), b.max(s.end)))
        })
        .unwrap_or((quantity.start, quantity.end))
}

/// What a quantity counts by its own rule: the noun group behind it, or its unit.
fn counted(context: &Context<'_, '_, '_>, quantity: &Mention) -> Option<(u32, u32, Via)> {
    let reader = context.reader;
    let kind = reader.quantity(quantity).map(|q| q.kind.as_str());
    let (start, end) = written(context, quantity);
    let named = reader
        .slots(quantity, Part::Unit)
        .any(|s| reader.analysis.words(s.start, s.end).starts_with(char::is_alphabetic));
    if kind == Some("percent") || (kind == Some("money") && !named) {
        return super::counted::of_share(context, quantity, start, end);
    }
    let slot = [Part::Counted, Part::Unit]
        .into_iter()
        .find_map(|part| reader.slots(quantity, part).find(|s| s.start < s.end))?;
    Some((slot.start, slot.end, Via::Rule))
}

fn role(name: Option<&str>) -> ClaimRole {
    match name {
        Some("subset") => ClaimRole::Subset,
        Some("addend") => ClaimRole::Addend,
        Some("perpetrator") => ClaimRole::Perpetrator,
        _ => ClaimRole::Total,
    }
}

/// The rule's own word, else what marks before the figure in its clause make of it.
fn modality(context: &Context<'_, '_, '_>, figure: &Figure<'_>, stated: Option<&str>) -> Modality {
    match stated {
        Some("forecast") => return Modality::Forecast,
        Some("planned") => return Modality::Planned,
        Some("hypothetical") => return Modality::Hypothetical,
        Some("negated") => return Modality::Negated,
        _ => {}
    }
    let (from, upto) = figure.reach;
    for (mark, modality) in [
        ("hypothetical", Modality::Hypothetical),
        ("negated", Modality::Negated),
        ("planned", Modality::Planned),
        ("forecast", Modality::Forecast),
    ] {
        if context.marked(mark, from, upto) {
            return modality;
        }
    }
    Modality::Asserted
}
