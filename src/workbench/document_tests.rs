//! Tests that are documents: Markdown with headings, a date, quoted text and the records expected.
//!
//! ```text
//! # A death toll keeps its bound
//!
//! date: 2024-04-19
//!
//! > At least 33,970 people have been killed in Gaza since then.
//!
//! - claim `At least 33,970 people` value >=33970, event killed
//! ```
//!
//! Each heading begins a test. A list names every record of the kinds that occur in it: one more
//! in the text is a failure, too. `(none)` instead of a list means no claim, vote or event.
//! A field's value is its normal form or its words.

use chrono::NaiveDate;

use crate::document::RawDocument;
use crate::extractor::Extractor;
use crate::workbench::fields::{KINDS, Shown, shown};

/// A test as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentTest {
    /// Its heading.
    pub title: String,
    /// Line of the heading, from 1.
    pub line: usize,
    /// Date of the document.
    pub date: Option<NaiveDate>,
    /// The text.
    pub text: String,
    /// What must be found.
    pub wanted: Vec<Wanted>,
    /// `(none)` was written.
    pub none: bool,
    /// Lines of the list, from 1: first and one past the last.
    pub list: (usize, usize),
}

/// A record that must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// `claim`, `vote`, …
    pub kind: String,
    /// The words of its evidence, or some of them.
    pub words: String,
    /// Fields and their values.
    pub fields: Vec<(String, String)>,
}

/// The tests of a Markdown file; the error says in which line what is wrong.
///
/// # Errors
/// A line cannot be understood.
pub fn parse(text: &str) -> Result<Vec<DocumentTest>, String> {
    let mut tests: Vec<DocumentTest> = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let n = i + 1;
        if let Some(title) = line.strip_prefix("# ").or_else(|| line.strip_prefix("## ")) {
            let title = title.trim().to_owned();
            tests.push(DocumentTest { title, line: n, list: (n + 1, n + 1), ..Default::default() });
            continue;
        }
        let Some(test) = tests.last_mut() else { continue };
        if let Some(date) = line.strip_prefix("date:") {
            let date = NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d");
            test.date = Some(date.map_err(|_| format!("line {n}: not a date, write 2024-04-19"))?);
        } else if let Some(quoted) = line.strip_prefix('>') {
            if !test.text.is_empty() {
                test.text.push('\n');
            }
            test.text.push_str(quoted.strip_prefix(' ').unwrap_or(quoted));
            test.list = (n + 1, n + 1);
        } else if line.trim() == "(none)" {
            test.none = true;
            test.list = (n, n + 1);
        } else if let Some(item) = line.strip_prefix("- ") {
            if test.wanted.is_empty() {
                test.list.0 = n;
            }
            test.list.1 = n + 1;
            test.wanted.push(wanted(item).map_err(|e| format!("line {n}: {e}"))?);
        }
    }
    tests.retain(|t| !t.text.is_empty());
    Ok(tests)
}

fn wanted(item: &str) -> Result<Wanted, String> {
    let (kind, rest) = item.split_once(' ').unwrap_or((item, ""));
    let kind = kind.to_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        return Err(format!("`{kind}` is no kind of record ({})", KINDS.join(", ")));
    }
    let mut out = Wanted { kind, ..Wanted::default() };
    let mut rest = rest.trim();
    if let Some(quoted) = rest.strip_prefix('`') {
        let (words, after) = quoted.split_once('`').ok_or("a ` is not closed")?;
        (out.words, rest) = (words.to_owned(), after.trim());
    }
    while !rest.is_empty() {
        let (name, after) = rest.split_once(' ').ok_or(format!("`{rest}` has no value"))?;
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or("a \" is not closed")?,
            None => after.split_at(after.find(", ").unwrap_or(after.len())),
        };
        out.fields.push((name.to_owned(), value.trim().to_owned()));
        rest = after.trim_start_matches([',', ' ']);
    }
    Ok(out)
}

/// Run a test: what is wrong, a line each.
#[must_use]
pub fn run(extractor: &Extractor, test: &DocumentTest) -> Vec<String> {
    let found = found(extractor, test);
    let mut left: Vec<&Shown> = found.iter().collect();
    let mut out = Vec::new();
    for want in &test.wanted {
        let same = |s: &&Shown| s.kind == want.kind && s.span.text.contains(&want.words);
        let full = left.iter().position(|s| same(s) && misses(s, want).is_empty());
        if let Some(at) = full {
            left.remove(at);
            continue;
        }
        match left.iter().position(same) {
            Some(at) => {
                let near = left.remove(at);
                out.push(format!(
                    "{} `{}`: {}",
                    want.kind,
                    want.words,
                    misses(near, want).join("; ")
                ));
            }
            None => out.push(format!("{} `{}`: not found", want.kind, want.words)),
        }
    }
    for extra in left.iter().filter(|s| closed(test, s.kind)) {
        out.push(format!("not wanted: {}", line(extra)));
    }
    out
}

/// Must the list be complete for this kind?
fn closed(test: &DocumentTest, kind: &str) -> bool {
    test.wanted.iter().any(|w| w.kind == kind)
        || test.none && ["claim", "vote", "event"].contains(&kind)
}

fn found(extractor: &Extractor, test: &DocumentTest) -> Vec<Shown> {
    let mut raw = RawDocument::plain("test", test.text.as_str());
    if test.date.is_some() {
        raw.give_date(test.date);
    }
    shown(&extractor.extract(&extractor.segment(raw)))
}

fn misses(found: &Shown, want: &Wanted) -> Vec<String> {
    let mut out = Vec::new();
    for (name, value) in &want.fields {
        let mine: Vec<_> = found.fields.iter().filter(|f| f.name == *name).collect();
        let fits = |f: &&&crate::workbench::fields::ShownField| {
            f.value == *value || f.words.as_ref().is_some_and(|w| w.text == *value)
        };
        if mine.iter().any(|f| fits(&f)) || value == "-" && mine.is_empty() {
            continue;
        }
        let is = match mine.as_slice() {
            [] => "nothing".to_owned(),
            list => list.iter().map(|f| f.value.as_str()).collect::<Vec<_>>().join(", "),
        };
        out.push(format!("{name} should be {value}, is {is}"));
    }
    out
}

/// A record as a line of a test's list.
#[must_use]
pub fn line(record: &Shown) -> String {
    let words = record.span.text.replace('\n', " ");
    let mut out = format!("{} `{words}`", record.kind);
    let mut first = true;
    for f in &record.fields {
        let plain = !f.value.contains([',', '"', '\n']) && !f.value.is_empty();
        if f.name == "missing" || f.name.ends_with("missing") || f.value.contains('"') {
            continue;
        }
        let value = if plain && !f.value.contains(' ') {
            f.value.clone()
        } else {
            format!("\"{}\"", f.value.replace('\n', " "))
        };
        out.push_str(if first { " " } else { ", " });
        out.push_str(&format!("{} {value}", f.name));
        first = false;
    }
    out
}

/// The file with the lists of failing tests replaced by what is found now.
#[must_use]
pub fn updated(extractor: &Extractor, text: &str, tests: &[DocumentTest]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    for test in tests {
        if run(extractor, test).is_empty() {
            continue;
        }
        out.extend(lines[at..(test.list.0 - 1).min(lines.len())].iter().map(|l| (*l).to_owned()));
        let kinds = |k: &str| {
            closed(test, k) || test.wanted.is_empty() && ["claim", "vote", "event"].contains(&k)
        };
        let now: Vec<String> = found(extractor, test)
            .iter()
            .filter(|s| kinds(s.kind))
            .map(|s| format!("- {}", line(s)))
            .collect();
        if test.list.0 == test.list.1 {
            out.push(String::new());
        }
        if now.is_empty() {
            out.push("(none)".to_owned());
        }
        out.extend(now);
        at = (test.list.1 - 1).min(lines.len());
    }
    out.extend(lines[at..].iter().map(|l| (*l).to_owned()));
    out.join("\n") + "\n"
}
