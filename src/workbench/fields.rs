//! Records as lists of named fields: what snapshots, document tests, explanations and comparisons
//! show and compare. Works on the records' JSON, so that a new field needs nothing here.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::record::{Evidence, Extraction, QuantityValue, RuleRef};
use crate::values::quantity::normal_form;

/// A record, flattened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// `claim`, `vote`, `event`, `attribution`, `quantity`, `time`.
    pub kind: &'static str,
    /// The record's id; empty for quantities and times.
    pub id: String,
    /// Its main evidence.
    pub span: Evidence,
    /// The rule behind it.
    pub rule: RuleRef,
    /// Filled fields in the record's order.
    pub fields: Vec<ShownField>,
}

/// One filled field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownField {
    /// Its name, `voters.for` for nested ones.
    pub name: String,
    /// Normal form.
    pub value: String,
    /// The words it comes from.
    pub words: Option<Evidence>,
    /// How it was found (`rule`, `clause`, …); empty when the record does not say.
    pub via: String,
    /// Why a time has its value.
    pub reason: String,
}

/// All records of an extraction in text order, the kinds of one place in the order of [`KINDS`].
#[must_use]
pub fn shown(extraction: &Extraction) -> Vec<Shown> {
    let mut out = Vec::new();
    for r in &extraction.claims {
        out.push(record("claim", &r.id, &r.span, &r.rule, r, Some(&r.quantity)));
    }
    for r in &extraction.votes {
        out.push(record("vote", &r.id, &r.span, &r.rule, r, None));
    }
    for r in &extraction.events {
        out.push(record("event", &r.id, &r.span, &r.rule, r, None));
    }
    for r in &extraction.attributions {
        out.push(record("attribution", &r.id, &r.span, &r.rule, r, None));
    }
    for r in &extraction.quantities {
        out.push(record("quantity", "", &r.span, &r.rule, r, Some(&r.quantity)));
    }
    for r in &extraction.times {
        out.push(record("time", "", &r.span, &r.rule, r, None));
    }
    let rank = |k: &str| KINDS.iter().position(|x| *x == k);
    out.sort_by(|a, b| {
        (a.span.start, rank(a.kind), a.span.end).cmp(&(b.span.start, rank(b.kind), b.span.end))
    });
    out
}

/// The kinds of record.
pub const KINDS: [&str; 6] = ["claim", "vote", "event", "attribution", "quantity", "time"];

fn record(
    kind: &'static str,
    id: &str,
    span: &Evidence,
    rule: &RuleRef,
    record: &impl Serialize,
    quantity: Option<&QuantityValue>,
) -> Shown {
    let mut fields = Vec::new();
    if let Some(q) = quantity {
        let words = Some(span.clone());
        let value = normal_form(q);
        fields.push(ShownField { name: "value".to_owned(), value, words, ..field("") });
        for (name, value) in [("unit", &q.unit), ("kind", &Some(q.kind.clone()))] {
            if let Some(value) = value.as_ref().filter(|v| !v.is_empty()) {
                fields.push(ShownField { value: value.to_string(), ..field(name) });
            }
        }
    }
    if let Ok(Value::Object(map)) = serde_json::to_value(record) {
        for (name, value) in map {
            let own = ["id", "span", "sentence", "rule", "quantity", "comparison_key"];
            if !own.contains(&name.as_str()) {
                flatten(&name, &value, &mut fields);
            }
        }
    }
    Shown { kind, id: id.to_owned(), span: span.clone(), rule: rule.clone(), fields }
}

fn field(name: &str) -> ShownField {
    let (value, via, reason) = Default::default();
    ShownField { name: name.to_owned(), value, words: None, via, reason }
}

fn flatten(name: &str, value: &Value, out: &mut Vec<ShownField>) {
    match value {
        Value::Null | Value::Bool(false) => {}
        Value::Bool(true) => out.push(ShownField { value: "yes".to_owned(), ..field(name) }),
        Value::Number(n) => out.push(ShownField { value: n.to_string(), ..field(name) }),
        Value::String(s) if s.is_empty() => {}
        Value::String(s) => out.push(ShownField { value: s.clone(), ..field(name) }),
        Value::Array(list) => array(name, list, out),
        Value::Object(map) => object(name, map, out),
    }
}

fn array(name: &str, list: &[Value], out: &mut Vec<ShownField>) {
    if list.is_empty() {
        return;
    }
    if list.iter().all(Value::is_string) {
        let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
        out.push(ShownField { value: words.join(", "), ..field(name) });
        return;
    }
    list.iter().for_each(|v| flatten(name, v, out));
}

fn object(name: &str, map: &Map<String, Value>, out: &mut Vec<ShownField>) {
    let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut one = ShownField { via: text("via"), ..field(name) };
    if let Some(Value::Object(time)) = map.get("time") {
        one.words = evidence(map);
        timed(&mut one, time);
        out.push(one);
    } else if let Some(words) = evidence(map) {
        let norm = text("norm");
        one.value = if norm.is_empty() { words.text.to_string() } else { norm };
        one.words = Some(words);
        out.push(one);
    } else if map.contains_key("anchor") && map.contains_key("reason") {
        timed(&mut one, map);
        out.push(one);
    } else if let (Some(Value::Number(n)), true) = (map.get("value"), map.contains_key("via")) {
        one.value = n.to_string();
        one.words = map.get("evidence").and_then(Value::as_object).and_then(evidence);
        out.push(one);
    } else {
        map.iter().for_each(|(k, v)| flatten(&format!("{name}.{k}"), v, out));
    }
}

/// An open interval says more in EDTF than in TIMEX3.
fn timed(out: &mut ShownField, time: &Map<String, Value>) {
    let text = |key: &str| time.get(key).and_then(Value::as_str).unwrap_or_default();
    let edtf = text("edtf");
    out.value = if edtf.contains("..") { edtf } else { text("value") }.to_owned();
    out.reason = text("reason").to_owned();
}

fn evidence(map: &Map<String, Value>) -> Option<Evidence> {
    let number = |key: &str| map.get(key)?.as_u64().and_then(|n| u32::try_from(n).ok());
    let text = map.get("text")?.as_str()?.into();
    Some(Evidence { start: number("start")?, end: number("end")?, text })
}
