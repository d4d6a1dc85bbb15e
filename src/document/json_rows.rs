//! JSON Lines, or one JSON value (an object, or an array of them) → raw documents.

use memchr::memchr;
use serde::Deserialize;

use super::input::{InputError, InputErrorKind, RawDocument, decode};
use super::{DateSource, html, parse_date, parse_stamp};

/// The fields of a row that are read; others are passed over.
#[derive(Deserialize)]
struct Row {
    id: Option<serde_json::Value>,
    text: Option<String>,
    html: Option<String>,
    date: Option<serde_json::Value>,
    reference_time: Option<serde_json::Value>,
    url: Option<String>,
    title: Option<String>,
}

/// What to do about a row that cannot be read.
const REMEDY: &str = "expected one JSON object on one line, such as \
                      {\"id\": \"a1\", \"text\": \"…\", \"date\": \"2024-04-19\"}; \
                      mend or remove the row";

/// The rows of one input.
pub(super) struct JsonRows<'b> {
    name: String,
    bytes: &'b [u8],
    at: usize,
    row: usize,
    found: usize,
    /// Rows of an input that is one JSON value, last first.
    values: Option<Vec<serde_json::Value>>,
}

impl<'b> JsonRows<'b> {
    pub(super) fn new(name: &str, bytes: &'b [u8]) -> Self {
        let values = one_value(bytes);
        Self { name: name.to_owned(), bytes, at: 0, row: 0, found: 0, values }
    }

    /// Rows of a part of a larger input; the first is row `first` of the whole.
    pub(super) fn part(name: &str, bytes: &'b [u8], first: usize) -> Self {
        // A part without a row is no error: the rows are in the others.
        Self { name: name.to_owned(), bytes, at: 0, row: first - 1, found: 1, values: None }
    }

    /// Is this JSON, whatever the file is called?
    pub(super) fn looks_like(head: &[u8], bytes: &[u8]) -> bool {
        match head.first() {
            Some(b'{') => first_row_parses(bytes) || one_value(bytes).is_some(),
            Some(b'[') => one_value(bytes).is_some(),
            _ => false,
        }
    }

    fn document(&self, row: Row, number: usize) -> Result<RawDocument, InputError> {
        let id = match row.id {
            Some(serde_json::Value::String(id)) => id,
            Some(serde_json::Value::Number(id)) => id.to_string(),
            _ => format!("{}#{number}", self.name),
        };
        let mut document = match (row.text, row.html) {
            (Some(text), _) => RawDocument::plain(id, text),
            (None, Some(page)) => {
                let mut document = html::read(&page);
                document.origin.id = id;
                document
            }
            (None, None) => {
                let message = format!(
                    "{}:{number}: row {number} has no text: expected a field `text` or `html`; \
                     add one, or remove the row",
                    self.name
                );
                return Err(InputError::new(InputErrorKind::NoText, Some(number), message));
            }
        };
        document.origin.url = row.url.or(document.origin.url);
        document.origin.title = row.title.or(document.origin.title);
        let stated = [row.date, row.reference_time].into_iter().flatten().find(|d| !d.is_null());
        if let Some(stated) = stated {
            let written = stated.as_str().map_or_else(|| stated.to_string(), str::to_owned);
            if let Some(date) = parse_date(&written) {
                document.origin.date = Some(date);
                document.origin.stamp = parse_stamp(&written).map(|_| written.trim().to_owned());
                document.origin.date_source = DateSource::Field;
            } else {
                document.origin.warnings.push(format!(
                    "{}:{number}: the date {written:?} of row {number} is not understood: \
                     expected year-month-day, such as 2024-04-19; relative dates stay unresolved",
                    self.name
                ));
            }
        }
        Ok(document)
    }

    fn malformed(&self, number: usize, column: usize, error: &serde_json::Error) -> InputError {
        let full = error.to_string();
        let found = full.rsplit_once(" at line ").map_or(full.as_str(), |(what, _)| what);
        let message = format!(
            "{}:{number}:{column}: malformed row {number}, column {column}: {found}; {REMEDY}",
            self.name
        );
        InputError::new(InputErrorKind::MalformedRow, Some(number), message)
    }
}

impl Iterator for JsonRows<'_> {
    type Item = Result<RawDocument, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(values) = &mut self.values {
            let value = values.pop()?;
            self.row += 1;
            let number = self.row;
            return Some(match serde_json::from_value::<Row>(value) {
                Ok(row) => self.document(row, number),
                Err(error) => Err(self.malformed(number, 1, &error)),
            });
        }
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            let length = memchr(b'\n', rest).unwrap_or(rest.len());
            let (line, offset) = (&rest[..length], self.at);
            self.at += length + 1;
            self.row += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            self.found += 1;
            let number = self.row;
            let (line, warning) = decode(&self.name, line, offset);
            return Some(match serde_json::from_str::<Row>(&line) {
                Ok(row) => self.document(row, number).map(|mut document| {
                    document.origin.warnings.extend(warning);
                    document
                }),
                Err(error) => Err(self.malformed(number, error.column().max(1), &error)),
            });
        }
        if self.found == 0 {
            self.found = 1;
            let message = format!(
                "{}: the input is empty: it holds no row; expected one JSON object a line",
                self.name
            );
            return Some(Err(InputError::new(InputErrorKind::Empty, None, message)));
        }
        None
    }
}

fn first_row_parses(bytes: &[u8]) -> bool {
    bytes
        .split(|b| *b == b'\n')
        .find(|line| !line.trim_ascii().is_empty())
        .is_some_and(|line| serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok())
}

/// The objects of an input that is one array, or one object over several lines; last first.
fn one_value(bytes: &[u8]) -> Option<Vec<serde_json::Value>> {
    match bytes.trim_ascii_start().first()? {
        b'[' => {
            let mut values: Vec<serde_json::Value> = serde_json::from_slice(bytes).ok()?;
            values.reverse();
            Some(values)
        }
        b'{' if !first_row_parses(bytes) => {
            let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
            Some(vec![value])
        }
        _ => None,
    }
}
