//! From the slots of a `quantity` mention to its value.

use rust_decimal::Decimal;

use super::decimal::DigitShape;
use super::quantity::{QuantityParts, build};
use super::singular::Singular;
use crate::matching::chart::Analysis;
use crate::matching::mention::{ConstId, Mention, Slot, SlotValue, Value};
use crate::patterns::program::Names;
use crate::record::QuantityValue;

/// What a slot says of a quantity (see [`QuantityParts`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Part {
    Value,
    Value2,
    Spread,
    Cents,
    Mod,
    Mod2,
    Dir,
    Unit,
    Prefix,
    Per,
    Counted,
    Kind,
    Sign,
    Order,
    Times,
    /// Of a number: what its suffix or magnitude multiplied it by.
    Scale,
    /// Of a number: how its digits are written.
    Shape,
    /// Nothing.
    None,
}

impl Part {
    /// From the name of the slot.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "value" => Self::Value,
            "value2" => Self::Value2,
            "spread" => Self::Spread,
            "cents" => Self::Cents,
            "mod" => Self::Mod,
            "mod2" => Self::Mod2,
            "dir" => Self::Dir,
            "unit" => Self::Unit,
            "prefix" => Self::Prefix,
            "per" => Self::Per,
            "counted" => Self::Counted,
            "kind" => Self::Kind,
            "sign" => Self::Sign,
            "order" => Self::Order,
            "times" => Self::Times,
            "scale" => Self::Scale,
            "shape" => Self::Shape,
            _ => Self::None,
        }
    }
}

/// The parts that an engine's slots are, by the number of their name.
#[derive(Clone, Debug, Default)]
pub struct Parts(Vec<Part>);

impl Parts {
    /// Of all names known so far.
    #[must_use]
    pub fn of(slots: &Names) -> Self {
        Self((0..slots.len() as u16).map(|id| Part::named(slots.name(id))).collect())
    }

    /// What a slot is for; names may have been added.
    #[must_use]
    pub fn part(&self, slots: &Names, id: u16) -> Part {
        self.0.get(id as usize).copied().unwrap_or_else(|| Part::named(slots.name(id)))
    }
}

/// What the builder needs of the document and the pack.
pub struct SlotView<'a> {
    /// Everything so far (numbers are looked up here).
    pub analysis: &'a Analysis<'a>,
    /// What the slot of a name is for.
    pub part: &'a dyn Fn(u16) -> Part,
    /// The text of a constant.
    pub constant: &'a dyn Fn(ConstId) -> &'a str,
    /// Words of a token range.
    pub words: &'a dyn Fn(u32, u32) -> &'a str,
    /// Words of a noun phrase without its conjunctions (`digital and physical sales`).
    pub noun: &'a dyn Fn(u32, u32) -> String,
    /// Singulars of the pack.
    pub singular: &'a Singular,
}

/// Value of a `quantity` mention with these slots; `None` when they make none (an age of 400).
#[must_use]
pub fn quantity_value(slots: &[Slot], view: &SlotView<'_>) -> Option<QuantityValue> {
    let mentions = &view.analysis.mentions;
    let mut parts = QuantityParts::default();
    let mut counted: Option<&Slot> = None;
    let mut per = None;
    for slot in slots {
        let constant = match slot.value {
            SlotValue::Const(text) => Some((view.constant)(text)),
            _ => None,
        };
        match (view.part)(slot.name) {
            Part::Value => match &slot.value {
                SlotValue::Mention(id) => {
                    let number = mentions.get(*id as usize)?;
                    parts.number = quantity_of(number);
                    parts.scale = scale(number, view);
                }
                SlotValue::Const(_) => parts.constant = constant,
                SlotValue::Words => parts.constant = Some((view.words)(slot.start, slot.end)),
            },
            Part::Value2 => {
                if let SlotValue::Mention(id) = &slot.value {
                    let number = mentions.get(*id as usize)?;
                    parts.number2 = quantity_of(number);
                    parts.scale2 = scale(number, view);
                    parts.round = is_round(number, view);
                }
            }
            Part::Spread => {
                if let SlotValue::Mention(id) = &slot.value {
                    parts.spread = quantity_of(mentions.get(*id as usize)?);
                }
            }
            Part::Cents => {
                if let SlotValue::Mention(id) = &slot.value {
                    parts.cents = quantity_of(mentions.get(*id as usize)?);
                }
            }
            Part::Mod => parts.bound = constant.or(parts.bound),
            Part::Mod2 => parts.bound2 = constant.or(parts.bound2),
            Part::Dir => parts.direction = constant,
            Part::Unit => {
                let words = (view.words)(slot.start, slot.end);
                parts.unit = constant.or(Some(words));
                if slot.start < slot.end {
                    parts.unit_text = Some(words);
                }
            }
            Part::Prefix => parts.prefix = constant,
            Part::Per => {
                let words = (view.words)(slot.start, slot.end);
                per = Some(constant.map_or_else(|| view.singular.word(words), str::to_owned));
            }
            Part::Counted => counted = Some(slot),
            Part::Kind => parts.kind = constant,
            Part::Sign => {
                // A dash apart from the number is a dash.
                let with_next = (view.words)(slot.start, slot.end + 1);
                let glued = slot.start < slot.end && !with_next.contains(char::is_whitespace);
                parts.sign = parts.sign.or(glued.then_some("minus"));
            }
            Part::Order => parts.rising = constant == Some("up"),
            Part::Times => parts.times = constant,
            Part::Scale | Part::Shape | Part::None => {}
        }
    }
    let phrase;
    if let Some(slot) = counted {
        let words = (view.words)(slot.start, slot.end);
        phrase = view.singular.phrase(&(view.noun)(slot.start, slot.end));
        parts.counted = Some(&phrase);
        if parts.unit_text.is_none() {
            parts.unit_text = Some(words);
        }
    }
    parts.per = per.as_deref();
    let value = build(&parts)?;
    sensible(&value).then_some(value)
}

/// Ages over 130 years are something else, unless the words say "old".
fn sensible(value: &QuantityValue) -> bool {
    let stated = value.unit_text.is_some();
    let limit = Decimal::from(130);
    let over = value.value.or(value.high).is_some_and(|v| v.0 > limit || v.0 < Decimal::ONE);
    !(value.kind == "age" && !stated && over)
}

fn quantity_of(mention: &Mention) -> Option<&QuantityValue> {
    match &mention.value {
        Value::Quantity(q) => Some(q),
        _ => None,
    }
}

/// Is it in thousands, with a mark before its noughts: `3,000`?
fn is_round(number: &Mention, view: &SlotView<'_>) -> bool {
    let grouped = view.analysis.slots(number).iter().any(|s| match s.value {
        SlotValue::Const(text) if (view.part)(s.name) == Part::Shape => {
            (view.constant)(text) == DigitShape::Grouped.name()
        }
        _ => false,
    });
    let value = quantity_of(number).and_then(|q| q.value);
    grouped && value.is_some_and(|v| (v.0 % Decimal::ONE_THOUSAND).is_zero())
}

fn scale(number: &Mention, view: &SlotView<'_>) -> Option<Decimal> {
    view.analysis.slots(number).iter().find_map(|s| match s.value {
        SlotValue::Const(text) if (view.part)(s.name) == Part::Scale => {
            Decimal::from_str_exact((view.constant)(text)).ok()
        }
        _ => None,
    })
}
