//! Reading TOML tables with spans: typed access that reports what is wrong.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ast::At;
use super::codes::Code;
use super::cursor::PatternText;
use super::diagnostic::Diagnostic;
use super::fields::{self, Field};
use super::suggest;

/// A spanned value.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// A key and its value, in the order of the file.
pub(crate) struct Entry<'t> {
    pub(crate) key: &'t str,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: &'t Value<'t>,
}

/// One file while it is read.
pub(crate) struct Source<'t> {
    pub(crate) file: u32,
    pub(crate) text: &'t str,
}

impl<'t> Source<'t> {
    pub(crate) fn at(&self, range: Range<usize>) -> At {
        At { file: self.file, range }
    }

    pub(crate) fn of(&self, value: &Value<'_>) -> At {
        self.at(value.span())
    }

    /// The text of a string value, with the places of its bytes.
    pub(crate) fn pattern(&self, value: &Value<'_>, decoded: &str) -> PatternText {
        PatternText::new(self.file, self.text, value.span(), decoded)
    }

    /// A message about a value of the wrong type.
    pub(crate) fn wrong_type(&self, field: &str, wanted: &str, value: &Value<'_>) -> Diagnostic {
        let found = value.get_ref().type_str();
        let message = format!("`{field}` must be {wanted}");
        Diagnostic::new(Code::WrongType, message, self.of(value)).label(format!("this is {found}"))
    }

    /// A message about a field that does not exist.
    pub(crate) fn unknown_field(
        &self,
        entry: &Entry<'_>,
        of: &str,
        fields: &[Field],
    ) -> Diagnostic {
        let message = format!("unknown field `{}` in {of}", entry.key);
        Diagnostic::new(Code::UnknownField, message, self.at(entry.key_span.clone()))
            .label("no such field")
            .maybe_help(suggest::help(entry.key, &fields::names(fields)))
    }

    /// A string, or a message.
    pub(crate) fn string<'v>(
        &self,
        field: &str,
        value: &'v Value<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            out.push(self.wrong_type(field, "a string", value));
        }
        text
    }

    /// A string or an array of strings, each with its value for the span.
    pub(crate) fn strings<'v>(
        &self,
        field: &str,
        value: &'v Value<'v>,
        out: &mut Vec<Diagnostic>,
    ) -> Vec<(&'v str, &'v Value<'v>)> {
        if let Some(text) = value.get_ref().as_str() {
            return vec![(text, value)];
        }
        let Some(array) = value.get_ref().as_array() else {
            out.push(self.wrong_type(field, "a string or an array of strings", value));
            return Vec::new();
        };
        array.iter().filter_map(|v| self.string(field, v, out).map(|text| (text, v))).collect()
    }
}

/// The entries of a table in the order of the file.
pub(crate) fn entries<'t>(table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut all: Vec<Entry<'t>> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref(), key_span: key.span(), value })
        .collect();
    all.sort_by_key(|e| e.key_span.start);
    all
}

/// A scalar as text.
pub(crate) fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(s) => Some(s.to_string()),
        DeValue::Integer(i) => Some(i.as_str().replace('_', "")),
        DeValue::Float(f) => Some(f.as_str().replace('_', "")),
        DeValue::Boolean(b) => Some(b.to_string()),
        DeValue::Datetime(d) => Some(d.to_string()),
        _ => None,
    }
}
