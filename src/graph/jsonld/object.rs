use serde::Serialize;
use serde_json::Value;

use crate::record::Decimal;

/// A JSON object whose keys stay in the order they were added.
pub(super) struct Object {
    text: String,
}

impl Object {
    /// Begins with `@type` and `@id`.
    pub(super) fn new(types: &[&str], id: &str) -> Self {
        let mut object = Self { text: String::from("{") };
        match types {
            [one] => object.put("@type", one),
            _ => object.put("@type", types),
        }
        object.put("@id", id);
        object
    }

    /// Adds a value.
    pub(super) fn put<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        self.raw(key, &serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned()));
    }

    /// Adds a value unless it is `None`.
    pub(super) fn maybe<T: Serialize>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.put(key, &value);
        }
    }

    /// Adds `true`, and nothing for `false`.
    pub(super) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, &true);
        }
    }

    /// Adds a list: nothing if empty, its member if it has one. Members are said once.
    pub(super) fn list(&mut self, key: &str, mut values: Vec<String>) {
        let mut seen = std::collections::BTreeSet::new();
        values.retain(|v| seen.insert(v.clone()));
        match values.as_slice() {
            [] => {}
            [one] => self.put(key, one),
            _ => self.put(key, &values),
        }
    }

    /// Adds an exact number: a native integer below 2^53, else a typed string.
    pub(super) fn number(&mut self, key: &str, value: Option<&Decimal>) {
        let Some(value) = value else { return };
        let n = value.0.normalize();
        let integer =
            i64::try_from(n).ok().filter(|i| n.scale() == 0 && i.unsigned_abs() < 1 << 53);
        match integer {
            Some(i) => self.put(key, &i),
            None => {
                self.put(key, &serde_json::json!({"@type": "xsd:decimal", "@value": n.to_string()}))
            }
        }
    }

    /// Adds finished objects.
    pub(super) fn objects(&mut self, key: &str, objects: Vec<Object>) {
        let mut texts: Vec<String> = objects.into_iter().map(Object::finish).collect();
        match texts.len() {
            0 => {}
            1 => self.raw(key, &texts.remove(0)),
            _ => self.raw(key, &format!("[{}]", texts.join(","))),
        }
    }

    fn raw(&mut self, key: &str, json: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        self.text.push_str(&Value::from(key).to_string());
        self.text.push(':');
        self.text.push_str(json);
    }

    /// The object as text.
    pub(super) fn finish(mut self) -> String {
        self.text.push('}');
        self.text
    }
}
