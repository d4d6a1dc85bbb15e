//! The tests inside pattern files.
//!
//! A test runs the whole pipeline on its text and looks at what its own rule found there: the
//! mentions of that rule that stand after resolution, in text order. Each `want` names slots; a
//! slot's expected value is its words, its constant, or the normal form of its mention
//! (`>=33970`, `2023-10-07`). The mention itself may be asked for as `text`, its own value as
//! `value_of`.

use crate::document::RawDocument;
use crate::extractor::Extractor;
use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, Slot, SlotValue, Value};
use crate::patterns::engine::Engine;
use crate::rules::ast::{At, RuleSet, RuleTest};
use crate::values::quantity::normal_form;

/// A test that did not give what it wants.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Rule id.
    pub rule: String,
    /// Number of the test in its rule, from 1.
    pub number: usize,
    /// Where the test stands.
    pub at: At,
    /// Its text.
    pub text: String,
    /// What was wanted, one line.
    pub wanted: String,
    /// What was found, one line a mention.
    pub found: Vec<String>,
}

/// What running the tests gave.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that did not, in file order.
    pub failures: Vec<Failure>,
}

/// Run the tests of all rules whose id contains `filter`.
#[must_use]
pub fn run(extractor: &Extractor, set: &RuleSet, filter: &str) -> Report {
    run_where(extractor, set, &|id| id.contains(filter))
}

/// Run the tests of the rules that are wanted by id.
#[must_use]
pub fn run_where(extractor: &Extractor, set: &RuleSet, wanted_id: &dyn Fn(&str) -> bool) -> Report {
    let mut report = Report::default();
    for (index, rule) in set.rules.iter().enumerate() {
        if !wanted_id(&rule.id) {
            continue;
        }
        for (number, test) in rule.tests.iter().enumerate() {
            match check(extractor, index as u32, test) {
                Ok(()) => report.passed += 1,
                Err(found) => report.failures.push(Failure {
                    rule: rule.id.clone(),
                    number: number + 1,
                    at: test.at.clone(),
                    text: test.text.clone(),
                    wanted: wanted(test),
                    found,
                }),
            }
        }
    }
    report
}

/// Run one test of the rule with that index; the error lists what was found instead.
///
/// # Errors
/// When the rule's standing mentions are not those wanted.
pub fn check(extractor: &Extractor, rule: u32, test: &RuleTest) -> Result<(), Vec<String>> {
    let mut raw = RawDocument::plain("test", test.text.as_str());
    if test.date.is_some() {
        raw.give_date(test.date);
    }
    let document = extractor.segment(raw);
    let analysis = extractor.analyse(&document);
    let engine = extractor.engine();
    let found: Vec<&Mention> = analysis.mentions.iter().filter(|m| m.rule == rule).collect();
    let fits = found.len() == test.want.len()
        && found.iter().zip(&test.want).all(|(m, want)| {
            want.iter().all(|(slot, value)| has(engine, &analysis, m, slot, value))
        });
    if fits {
        return Ok(());
    }
    Err(found.iter().map(|m| describe(engine, &analysis, m)).collect())
}

fn wanted(test: &RuleTest) -> String {
    if test.want.is_empty() {
        return "nothing".to_owned();
    }
    let one = |w: &Vec<(String, String)>| {
        w.iter().map(|(k, v)| format!("{k} = {v:?}")).collect::<Vec<_>>().join(", ")
    };
    test.want.iter().map(|w| format!("{{ {} }}", one(w))).collect::<Vec<_>>().join(", ")
}

/// Does one of the mention's slots of that name have that value?
fn has(
    engine: &Engine,
    analysis: &Analysis<'_>,
    mention: &Mention,
    slot: &str,
    value: &str,
) -> bool {
    if slot == "text" && analysis.words(mention.start, mention.end) == value {
        return true;
    }
    // `value` is a slot in many rules; the normal form of the whole mention may be asked for, too.
    if matches!(slot, "value_of" | "text" | "value") {
        let whole = normal(&mention.value).iter().any(|n| n == value);
        if whole || slot != "value" {
            return whole;
        }
    }
    let Some(id) = engine.slots.get(slot) else { return false };
    analysis
        .slots(mention)
        .iter()
        .filter(|s| s.name == id)
        .any(|s| values(engine, analysis, s).iter().any(|v| v == value))
}

/// All forms that a test may write for a slot.
fn values(engine: &Engine, analysis: &Analysis<'_>, slot: &Slot) -> Vec<String> {
    let mut out = Vec::new();
    match &slot.value {
        SlotValue::Const(c) => out.push(engine.constant(analysis, *c).to_owned()),
        SlotValue::Mention(m) => out.extend(normal(&analysis.mentions[*m as usize].value)),
        SlotValue::Words => {}
    }
    out.push(analysis.words(slot.start, slot.end).to_owned());
    out
}

/// What a rule finds in a text, as a test could want it: the slots of each mention with their
/// first form, and `text`.
#[must_use]
pub fn observed(
    extractor: &Extractor,
    rule: u32,
    text: &str,
    date: Option<chrono::NaiveDate>,
) -> Vec<Vec<(String, String)>> {
    let mut raw = RawDocument::plain("test", text);
    if date.is_some() {
        raw.give_date(date);
    }
    let document = extractor.segment(raw);
    let analysis = extractor.analyse(&document);
    let engine = extractor.engine();
    let one = |m: &Mention| {
        let mut out: Vec<(String, String)> =
            vec![("text".to_owned(), analysis.words(m.start, m.end).to_owned())];
        if let Some(value) = normal(&m.value).into_iter().next() {
            out.push(("value_of".to_owned(), value));
        }
        for s in analysis.slots(m) {
            if let Some(value) = values(engine, &analysis, s).into_iter().next() {
                out.push((engine.slots.name(s.name).to_owned(), value));
            }
        }
        out
    };
    analysis.mentions.iter().filter(|m| m.rule == rule).map(one).collect()
}

/// Normal forms of a typed value.
#[must_use]
pub fn normal(value: &Value) -> Vec<String> {
    match value {
        Value::None => Vec::new(),
        Value::Quantity(q) => vec![normal_form(q)],
        Value::Time(t) => std::iter::once(t.value.clone()).chain(t.edtf.clone()).collect(),
    }
}

/// One line on a mention, for messages.
#[must_use]
pub fn describe(engine: &Engine, analysis: &Analysis<'_>, mention: &Mention) -> String {
    let mut parts: Vec<String> =
        normal(&mention.value).into_iter().take(1).map(|n| format!("value_of = {n:?}")).collect();
    for s in analysis.slots(mention) {
        let v = values(engine, analysis, s);
        parts.push(format!(
            "{} = {:?}",
            engine.slots.name(s.name),
            v.first().map_or("", String::as_str)
        ));
    }
    format!("{:?} {{ {} }}", analysis.words(mention.start, mention.end), parts.join(", "))
}
