//! Where the engine's mentions get their typed values.
//!
//! Numbers are scanned before the first phase; a `quantity` is built from its slots when its rule
//! matches; times are resolved in text order when the phase that found them is settled.

use crate::lexis::token::{Shape, WordId, tag};
use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, Slot, SlotValue, Value};
use crate::matching::phase::Hooks;
use crate::patterns::engine::Engine;
use crate::record::{Bound, Direction as Change};
use crate::rules::ast::LexiconSource;
use crate::values::number::{NumberSpec, NumberValue};
use crate::values::number_scan::scan_numbers;
use crate::values::quantity_slots::{Parts, SlotView, quantity_value};
use crate::values::singular::Singular;
use crate::values::time::{Resolutions, TimeNames};

/// A word that means no number.
const NO_SPEC: u16 = u16::MAX;

/// What the hooks need of an engine, looked up once.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// What words mean in numbers, and for each word of the vocabulary which of these it means.
    specs: Vec<NumberSpec>,
    spec_of: Vec<u16>,
    number: Option<u16>,
    number_slots: [Option<u16>; NumberValue::SLOTS.len()],
    quantity: Option<u16>,
    parts: Parts,
    times: TimeNames,
    change: Option<u16>,
    kind: Option<u16>,
    singular: Singular,
}

impl Names {
    /// Look the names up in a compiled engine. Specs that do not parse are left out (the checks
    /// report them).
    #[must_use]
    pub fn of(engine: &Engine, lexicons: &[LexiconSource]) -> Self {
        let mut specs = Vec::new();
        let mut spec_of = vec![NO_SPEC; engine.vocabulary.len()];
        if let Some(lex) = engine.lexicons.id("number-word") {
            for w in engine.lexicons.words(lex) {
                if let Some(spec) =
                    engine.lexicons.value(lex, *w).and_then(|v| NumberSpec::parse(v).ok())
                {
                    spec_of[w.0 as usize] = specs.len() as u16;
                    specs.push(spec);
                }
            }
        }
        Self {
            specs,
            spec_of,
            number: engine.kinds.get("number"),
            number_slots: NumberValue::SLOTS.map(|name| engine.slots.get(name)),
            parts: Parts::of(&engine.slots),
            quantity: engine.kinds.get("quantity"),
            times: TimeNames::of(engine),
            change: engine.kinds.get("change"),
            kind: engine.slots.get("kind"),
            singular: Singular::from_lexicons(lexicons),
        }
    }
}

/// Values for one document.
#[derive(Debug)]
pub struct Values<'n> {
    names: &'n Names,
    /// The times as first resolved.
    times: Resolutions,
}

impl<'n> Values<'n> {
    /// For one document.
    #[must_use]
    pub fn new(names: &'n Names) -> Self {
        Self { names, times: Resolutions::default() }
    }

    fn numbers(&self, engine: &Engine, analysis: &mut Analysis<'_>) {
        let Some(kind) = self.names.number else { return };
        // Words that have been added to the vocabulary since are no numbers.
        let number = |w: WordId| self.names.spec_of.get(w.0 as usize).copied().unwrap_or(NO_SPEC);
        let spec = |w: WordId| self.names.specs.get(usize::from(number(w)));
        let mut slots = Vec::new();
        for sentence in 0..analysis.sentences.len() {
            let (from, to) = analysis.sentences[sentence];
            let tokens = &analysis.tokens[from as usize..to as usize];
            for n in scan_numbers(tokens, &analysis.document.text, &spec) {
                let at = from + n.start;
                slots.clear();
                let glued = (n.start > 0 && analysis.tokens[at as usize].shape.has(Shape::GLUED))
                    .then(|| (NumberValue::SLOTS.len() - 1, "yes".into()));
                for (name, value) in n.value.slots().chain(glued) {
                    // A rule added since may be the first to ask for a slot.
                    let known = self.names.number_slots[name];
                    let by_name = || engine.slots.get(NumberValue::SLOTS[name]);
                    let Some(name) = known.or_else(by_name) else { continue };
                    let value = SlotValue::Const(analysis.constant(engine, &value));
                    slots.push(Slot { name, start: at, end: at, value });
                }
                let mut mention = Mention {
                    kind,
                    start: at,
                    end: from + n.end,
                    rule: u32::MAX,
                    value: Value::Quantity(Box::new(n.value.to_quantity())),
                    ..Mention::default()
                };
                mention.file_slots(&slots, &mut analysis.slots);
                analysis.mentions.push(mention);
            }
        }
        analysis.file_mentions();
    }

    fn quantity(
        &self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        mention: &mut Mention,
        slots: &mut Vec<Slot>,
    ) -> bool {
        let view = SlotView {
            analysis,
            part: &|id| self.names.parts.part(&engine.slots, id),
            constant: &|id| engine.constant(analysis, id),
            words: &|a, b| analysis.words(a, b),
            noun: &|a, b| {
                let mut text = String::new();
                for t in a..b {
                    let token = &analysis.tokens[t as usize];
                    if token.tags == tag::CONJ {
                        continue;
                    }
                    if !text.is_empty() && !token.shape.has(Shape::GLUED) {
                        text.push(' ');
                    }
                    text.push_str(analysis.word(t));
                }
                text
            },
            singular: &self.names.singular,
        };
        match quantity_value(slots, &view) {
            Some(q) => {
                // Later phases tell counts from durations and ages by this slot.
                if let Some(name) = self.names.kind {
                    slots.retain(|s| s.name != name);
                    let (start, end) = (mention.start, mention.start);
                    // Every kind of quantity is a name that the engine knows.
                    if let Some(kind) = engine.constants.find(&q.kind) {
                        slots.push(Slot { name, start, end, value: SlotValue::Const(kind) });
                    }
                }
                mention.value = Value::Quantity(Box::new(q));
                true
            }
            None => false,
        }
    }

    /// A quantity in brackets behind another, or behind ", or", says it again: the one-sided bound
    /// and the direction hold for it, too ("more than 100 km (60 miles)").
    fn restated(&self, analysis: &mut Analysis<'_>) {
        let Some(kind) = self.names.quantity else { return };
        let mut last: Option<usize> = None;
        for i in 0..analysis.mentions.len() {
            if analysis.mentions[i].kind != kind || !analysis.visible[i] {
                continue;
            }
            if let Some(model) = last.and_then(|l| {
                let (a, b) = (&analysis.mentions[l], &analysis.mentions[i]);
                let between = a.end..b.start;
                let or = between.len() == 2
                    && analysis.word(a.end) == ","
                    && analysis.tokens[a.end as usize + 1].tags & tag::CONJ != 0;
                let bracket = between.len() == 1 && analysis.word(a.end) == "(";
                match &a.value {
                    Value::Quantity(q) if or || bracket => Some((q.bound, q.direction)),
                    _ => None,
                }
            }) && let Value::Quantity(q) = &mut analysis.mentions[i].value
            {
                q.direction = q.direction.or(model.1);
                let one_sided = !matches!(model.0, Bound::About | Bound::Between | Bound::Exactly);
                if q.bound == Bound::Exactly && one_sided {
                    q.bound = model.0;
                    match q.bound {
                        Bound::AtLeast | Bound::MoreThan => q.high = None,
                        _ => q.low = None,
                    }
                }
            }
            last = Some(i);
        }
    }

    /// A bare number takes the unit of the last count, measure or sum before it in its sentence:
    /// "sales rose to 3.9 million headsets from 2.4 million".
    fn elided(&self, analysis: &mut Analysis<'_>) {
        let Some(kind) = self.names.quantity else { return };
        let mut last: Option<(u32, u32)> = None;
        for i in 0..analysis.mentions.len() {
            let m = &analysis.mentions[i];
            if m.kind != kind || !analysis.visible[i] {
                continue;
            }
            let sentence = analysis.tokens[m.start as usize].sentence;
            let Value::Quantity(q) = &m.value else { continue };
            match q.kind.as_str() {
                "count" | "measure" | "money" if q.unit.is_some() => {
                    last = Some((i as u32, sentence));
                }
                "number" if q.unit.is_none() => {
                    let Some((from, _)) = last.filter(|(_, s)| *s == sentence) else { continue };
                    let Value::Quantity(model) = &analysis.mentions[from as usize].value else {
                        continue;
                    };
                    // Nothing is counted in fractions.
                    let whole = q.value.is_none_or(|v| v.0.fract().is_zero());
                    if model.kind == "count" && !whole {
                        continue;
                    }
                    let (unit, code, kind) =
                        (model.unit.clone(), model.unit_code.clone(), model.kind.clone());
                    if let Value::Quantity(q) = &mut analysis.mentions[i].value {
                        (q.unit, q.unit_code, q.kind) = (unit, code, kind);
                    }
                }
                _ => {}
            }
        }
    }

    /// A `change` mention gives its target the direction of its slot `dir`.
    fn changes(&self, engine: &Engine, analysis: &mut Analysis<'_>) {
        let (Some(kind), Some(target), Some(dir)) =
            (self.names.change, engine.slots.get("target"), engine.slots.get("dir"))
        else {
            return;
        };
        let found: Vec<(u32, Change)> = analysis
            .of_kind(kind)
            .filter_map(|(_, m)| {
                let id = analysis.slots(m).iter().find_map(|s| match s.value {
                    SlotValue::Mention(id) if s.name == target => Some(id),
                    _ => None,
                })?;
                let direction = analysis.slots(m).iter().find_map(|s| match s.value {
                    SlotValue::Const(c) if s.name == dir => match engine.constant(analysis, c) {
                        "up" => Some(Change::Up),
                        "down" => Some(Change::Down),
                        _ => None,
                    },
                    _ => None,
                })?;
                Some((id, direction))
            })
            .collect();
        for (id, direction) in found {
            if let Value::Quantity(q) = &mut analysis.mentions[id as usize].value {
                q.direction = Some(direction);
            }
        }
        self.elided(analysis);
        self.restated(analysis);
    }
}

impl Hooks for Values<'_> {
    fn value(
        &mut self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        mention: &mut Mention,
        slots: &mut Vec<Slot>,
    ) -> bool {
        if Some(mention.kind) == self.names.quantity {
            return self.quantity(engine, analysis, mention, slots);
        }
        true
    }

    fn before_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str) {
        if phase == "number" {
            self.numbers(engine, analysis);
        }
    }

    fn after_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str) {
        match phase {
            // Once so that what is no time is gone, and once more when verb groups tell the tense.
            "time" => {
                self.times = self.names.times.resolve(engine, analysis, &Resolutions::default());
            }
            "group" => {
                self.names.times.resolve(engine, analysis, &self.times);
            }
            "change" => self.changes(engine, analysis),
            _ => {}
        }
    }
}
