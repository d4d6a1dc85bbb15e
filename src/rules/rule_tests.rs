//! Reading the tests of a rule: `[[rule.test]]`, and `[rule.finds]`, which is short for many.

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use super::ast::RuleTest;
use super::codes::Code;
use super::diagnostic::Diagnostic;
use super::fields::TEST;
use super::rule::Reader;
use super::tables::{Entry, Value, entries, scalar};

/// The wanted slots of one mention.
type Wanted = Vec<(String, String)>;

impl Reader<'_, '_> {
    pub(super) fn tests(&mut self, field: &Entry<'_>) -> Vec<RuleTest> {
        let Some(array) = field.value.get_ref().as_array() else {
            let message = self.source.wrong_type("test", "an array of tables", field.value);
            self.found.push(message.help("write `[[rule.test]]`"));
            return Vec::new();
        };
        let mut out = Vec::new();
        for value in array.iter() {
            match value.get_ref().as_table() {
                Some(table) => out.extend(self.test(table, value)),
                None => self.found.push(self.source.wrong_type("test", "a table", value)),
            }
        }
        out
    }

    fn test(&mut self, table: &DeTable<'_>, value: &Value<'_>) -> Option<RuleTest> {
        let fields = entries(table);
        let mut at =
            fields.first().map_or(self.source.of(value), |f| self.source.at(f.key_span.clone()));
        let (mut text, mut date, mut want) = (None, None, None);
        for field in &fields {
            match field.key {
                "text" => {
                    text = self.text(field);
                    at = self.source.of(field.value);
                }
                "date" => date = self.date(field),
                "want" => want = Some(self.want(field)),
                "doc" => {
                    self.text(field);
                }
                _ => {
                    let message = self.source.unknown_field(field, "a test", TEST);
                    self.found.push(message);
                }
            }
        }
        if want.is_none() {
            self.found.push(
                Diagnostic::new(Code::TestWithoutWant, "the test has no `want`", at.clone())
                    .help("`want = []` if the rule must find nothing here"),
            );
        }
        if text.is_none() && !fields.iter().any(|f| f.key == "text") {
            let message = "the test has no `text`";
            self.found.push(Diagnostic::new(Code::MissingField, message, at.clone()));
        }
        Some(RuleTest { text: text?, date, want: want?, at })
    }

    fn date(&mut self, field: &Entry<'_>) -> Option<NaiveDate> {
        let text = match field.value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let date = NaiveDate::parse_from_str(text.get(..10).unwrap_or(""), "%Y-%m-%d").ok();
        if date.is_none() {
            let message = format!("`{}` must be a date", field.key);
            self.found.push(
                Diagnostic::new(Code::BadDate, message, self.source.of(field.value))
                    .help("year-month-day, as in `date = 2024-04-19`"),
            );
        }
        date
    }

    /// `"text" = "what is found"`: words of the match or its normal form, the slots of a match, an
    /// array of these, or `[]`. The key `date` is the date of all texts.
    pub(super) fn finds(&mut self, field: &Entry<'_>) -> Vec<RuleTest> {
        let Some(table) = field.value.get_ref().as_table() else {
            let message = self.source.wrong_type("finds", "a table", field.value);
            self.found.push(message.help("`[rule.finds]` with `\"text\" = \"words found\"`"));
            return Vec::new();
        };
        let (mut date, mut out) = (None, Vec::new());
        for entry in entries(table) {
            if entry.key == "date" {
                date = self.date(&entry);
                continue;
            }
            let values: Vec<&Value<'_>> = match entry.value.get_ref() {
                DeValue::Array(array) => array.iter().collect(),
                _ => vec![entry.value],
            };
            let mut want = Vec::new();
            for value in values {
                match value.get_ref().as_str() {
                    Some(words) => want.push(vec![("text".to_owned(), words.to_owned())]),
                    None => want.extend(self.mention("finds", value)),
                }
            }
            let (text, at) = (entry.key.to_owned(), self.source.at(entry.key_span.clone()));
            out.push(RuleTest { text, date: None, want, at });
        }
        out.iter_mut().for_each(|t| t.date = date);
        out
    }

    /// What a test wants: one table a mention.
    fn want(&mut self, field: &Entry<'_>) -> Vec<Wanted> {
        let Some(array) = field.value.get_ref().as_array() else {
            let message = self.source.wrong_type("want", "an array of tables", field.value);
            self.found.push(message.help("`want = [{ slot = \"words\" }]`, or `want = []`"));
            return Vec::new();
        };
        array.iter().filter_map(|wanted| self.mention("want", wanted)).collect()
    }

    /// One wanted mention: slot and text; an array of values is the slot several times.
    fn mention(&mut self, field: &str, wanted: &Value<'_>) -> Option<Wanted> {
        let Some(table) = wanted.get_ref().as_table() else {
            self.found.push(self.source.wrong_type(field, "an array of tables", wanted));
            return None;
        };
        let mut slots = Vec::new();
        for slot in entries(table) {
            let values = match slot.value.get_ref() {
                DeValue::Array(array) => array.iter().collect(),
                _ => vec![slot.value],
            };
            for value in values {
                match scalar(value.get_ref()) {
                    Some(text) => slots.push((slot.key.to_string(), text)),
                    None => {
                        let wanted = "a string, number, true, or an array of these";
                        self.found.push(self.source.wrong_type(slot.key, wanted, value));
                    }
                }
            }
        }
        Some(slots)
    }
}
