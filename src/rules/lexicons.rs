//! Reading `[lexicon]` tables and list files.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::ast::{LexiconCase, LexiconSource, Text};
use super::codes::Code;
use super::diagnostic::Diagnostic;
use super::fields::{LEXICON, names as field_names};
use super::tables::{Entry, Source, Value, entries, scalar};

/// Gives the text of a list file by its path.
pub(crate) type Lists<'a> = &'a dyn Fn(&str) -> Option<Text>;

/// Reads `NAME = […]` or `[lexicon.NAME]`; `folder` is the path of the pattern file's folder.
pub(crate) fn read(
    source: &Source<'_>,
    entry: &Entry<'_>,
    folder: &str,
    lists: Lists<'_>,
    out: &mut Vec<Diagnostic>,
) -> LexiconSource {
    let mut lexicon = LexiconSource {
        name: entry.key.to_string(),
        at: source.at(entry.key_span.clone()),
        ..LexiconSource::default()
    };
    if entry.value.get_ref().is_array() {
        words(source, "words", entry.value, &mut lexicon.entries, out);
    } else if let Some(table) = entry.value.get_ref().as_table() {
        fields(source, table, folder, lists, &mut lexicon, out);
    } else {
        let wanted = "an array of words or a table";
        out.push(source.wrong_type(&format!("lexicon.{}", entry.key), wanted, entry.value));
    }
    for lemma in &mut lexicon.lemmas {
        if lemma.1.is_empty() {
            lemma.1.clone_from(&lemma.0);
        }
    }
    lexicon
}

fn fields(
    source: &Source<'_>,
    table: &DeTable<'_>,
    folder: &str,
    lists: Lists<'_>,
    lexicon: &mut LexiconSource,
    out: &mut Vec<Diagnostic>,
) {
    for field in entries(table) {
        match field.key {
            "words" => words(source, "words", field.value, &mut lexicon.entries, out),
            "lemmas" => words(source, "lemmas", field.value, &mut lexicon.lemmas, out),
            "include" => lexicon.include.extend(names(source, &field, out)),
            "except" => lexicon.except.extend(names(source, &field, out)),
            "case" => lexicon.case = case(source, field.value, out),
            "doc" => {
                source.string("doc", field.value, out);
            }
            "file" => {
                for (path, value) in source.strings("file", field.value, out) {
                    match lists(&join(folder, path)) {
                        Some(text) => lexicon.lists.push(text),
                        None => out.push(
                            Diagnostic::new(
                                Code::MissingFile,
                                format!("the list file `{path}` does not exist"),
                                source.of(value),
                            )
                            .label("relative to this file's folder"),
                        ),
                    }
                }
            }
            word => match scalar(field.value.get_ref()) {
                Some(value) => lexicon.entries.push((word.to_string(), value)),
                None => out.push(
                    source
                        .wrong_type(word, "a string, number or true", field.value)
                        .help(format!("the fields of a lexicon are `{}`; any other key is an entry with its value", field_names(LEXICON).join("`, `"))),
                ),
            },
        }
    }
}

/// An array of words, or a table from word to value.
fn words(
    source: &Source<'_>,
    field: &str,
    value: &Value<'_>,
    into: &mut Vec<(String, String)>,
    out: &mut Vec<Diagnostic>,
) {
    if let Some(table) = value.get_ref().as_table() {
        for entry in entries(table) {
            match scalar(entry.value.get_ref()) {
                Some(value) => into.push((entry.key.to_string(), value)),
                None => out.push(source.wrong_type(entry.key, "a string or number", entry.value)),
            }
        }
    } else if let Some(array) = value.get_ref().as_array() {
        let mut seen = BTreeMap::new();
        for word in array.iter() {
            if let Some(text) = source.string(field, word, out) {
                if let Some(first) = seen.insert(text, word.span()) {
                    let message = format!("`{text}` stands twice in the lexicon");
                    out.push(
                        Diagnostic::new(Code::DuplicateEntry, message, source.of(word))
                            .label("again")
                            .also(source.at(first), "first here"),
                    );
                }
                into.push((text.to_string(), String::new()));
            }
        }
    } else {
        let wanted = "an array of strings or a table from word to value";
        out.push(source.wrong_type(field, wanted, value));
    }
}

fn names(source: &Source<'_>, field: &Entry<'_>, out: &mut Vec<Diagnostic>) -> Vec<String> {
    let all = source.strings(field.key, field.value, out);
    all.into_iter().map(|(name, _)| name.to_string()).collect()
}

fn case(source: &Source<'_>, value: &Value<'_>, out: &mut Vec<Diagnostic>) -> LexiconCase {
    match value.get_ref().as_str() {
        Some("fold") => LexiconCase::Fold,
        Some("capital") => LexiconCase::Capital,
        Some("exact") => LexiconCase::Exact,
        _ => {
            let message = "`case` must be \"fold\", \"capital\" or \"exact\"";
            out.push(Diagnostic::new(Code::BadValue, message, source.of(value)));
            LexiconCase::Fold
        }
    }
}

/// A path relative to a folder, `..` and `.` resolved.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let lead = if folder.starts_with('/') { "/" } else { "" };
    format!("{lead}{}", parts.join("/"))
}
