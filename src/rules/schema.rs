//! JSON Schemas of pattern files and `pack.toml`, from the table of fields: an editor with a TOML
//! language server completes and checks with them.

use serde_json::{Map, Value, json};

use super::fields::{EMIT, FILE, Field, GUARD, LEXICON, PACK, RULE, Shape, TEST};

/// Schema of a pattern file (`schemas/rules.json`).
#[must_use]
pub fn rules() -> Value {
    document("claimgraph pattern file", FILE)
}

/// Schema of `pack.toml` (`schemas/pack.json`).
#[must_use]
pub fn pack() -> Value {
    document("claimgraph rule pack", PACK)
}

/// A schema as it is written to its file.
#[must_use]
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

fn document(title: &str, fields: &[Field]) -> Value {
    let mut schema = object(fields, Some(&json!(false)));
    if let Some(map) = schema.as_object_mut() {
        // Draft 7 is what TOML language servers read.
        map.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        map.insert("title".into(), json!(title));
    }
    schema
}

/// A table with these fields; `others` is the schema of further keys.
fn object(fields: &[Field], others: Option<&Value>) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut schema = shape(field.shape);
        if let Some(map) = schema.as_object_mut() {
            map.insert("description".into(), json!(field.doc));
        }
        properties.insert(field.name.into(), schema);
    }
    let mut out = json!({ "type": "object", "properties": properties });
    if let Some(map) = out.as_object_mut() {
        let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.name).collect();
        if !required.is_empty() {
            map.insert("required".into(), json!(required));
        }
        if let Some(others) = others {
            map.insert("additionalProperties".into(), others.clone());
        }
    }
    out
}

fn scalar() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

fn table_of(values: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": values })
}

/// One wanted mention: slot and value, or several values.
fn wanted() -> Value {
    table_of(&json!({ "anyOf": [scalar(), { "type": "array", "items": scalar() }] }))
}

fn shape(shape: Shape) -> Value {
    let closed = json!(false);
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Texts => json!({
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
        }),
        Shape::Patterns => json!({
            "anyOf": [
                { "type": "string", "minLength": 1 },
                { "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1 }
            ]
        }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::Constants => table_of(&scalar()),
        Shape::Guards => object(GUARD, Some(&closed)),
        Shape::Tests => json!({ "type": "array", "items": object(TEST, Some(&closed)) }),
        Shape::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}" }),
        Shape::Want => json!({ "type": "array", "items": wanted() }),
        Shape::Finds => {
            let one = json!({ "anyOf": [{ "type": "string" }, wanted()] });
            table_of(&json!({ "anyOf": [one, { "type": "array", "items": one }] }))
        }
        Shape::Words => json!({
            "anyOf": [{ "type": "array", "items": { "type": "string" } }, table_of(&scalar())]
        }),
        Shape::Lexicons => {
            let long = object(LEXICON, Some(&scalar()));
            let short = json!({ "type": "array", "items": { "type": "string" } });
            table_of(&json!({ "anyOf": [short, long] }))
        }
        Shape::Fragments => table_of(&json!({ "type": "string", "minLength": 1 })),
        Shape::Rules => json!({ "type": "array", "items": object(RULE, Some(&closed)) }),
        Shape::Emits => table_of(&object(EMIT, Some(&closed))),
    }
}
