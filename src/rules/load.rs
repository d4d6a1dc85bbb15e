//! Pattern files to a [`RuleSet`]: TOML with spans, then patterns.
//!
//! Loading never stops at a mistake: what cannot be read is left out and said.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use super::ast::{At, RuleFileSource, RuleSet, Text};
use super::codes::Code;
use super::diagnostic::{self, Diagnostic};
use super::fields::{EMIT, FILE, PACK};
use super::fragments::FragmentTable;
use super::lexicons;
use super::rule;
use super::tables::{Entry, Source, Value, entries};

impl RuleSet {
    /// Reads pattern files, given as path and text; `lists` gives the text of a list file
    /// (`file = "…"` of a lexicon) by its path, resolved against the pattern file's folder.
    ///
    /// A file named `pack.toml` holds the phases; without one, phases run in the order in which
    /// the files name them. Files are taken in path order, whatever order they come in.
    pub fn load(
        files: impl IntoIterator<Item = (String, impl Into<Text>)>,
        lists: &dyn Fn(&str) -> Option<Text>,
    ) -> (RuleSet, Vec<Diagnostic>) {
        let mut sources: Vec<RuleFileSource> = files
            .into_iter()
            .map(|(path, text)| RuleFileSource { path, text: text.into() })
            .collect();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let mut loader = Loader::default();
        let mut tables: Vec<(Source<'_>, Spanned<DeTable<'_>>)> = Vec::new();
        for (i, file) in sources.iter().enumerate() {
            let source = Source { file: i as u32, text: &file.text };
            let (table, errors) = DeTable::parse_recoverable(&file.text);
            for error in errors {
                let at = source.at(error.span().unwrap_or(0..0));
                let message = error.message().to_string();
                loader.found.push(Diagnostic::new(Code::Toml, message, at).label("not TOML"));
            }
            tables.push((source, table));
        }
        for (source, table) in &tables {
            let path = &sources[source.file as usize].path;
            if path.rsplit('/').next() == Some("pack.toml") {
                loader.pack(source, table.get_ref());
            } else {
                loader.names(source, table.get_ref(), path, lists);
            }
        }
        for (source, table) in &tables {
            loader.rules(source, table.get_ref());
        }
        drop(tables);
        let (mut set, mut found) = loader.finish();
        set.files = sources;
        diagnostic::make_visible(&mut found, &set.files);
        (set, found)
    }
}

#[derive(Default)]
struct Loader {
    set: RuleSet,
    found: Vec<Diagnostic>,
    fragments: FragmentTable,
    /// Phases were given by a `pack.toml`.
    has_pack: bool,
}

impl Loader {
    /// `pack.toml`: order of phases, what each type hides.
    fn pack(&mut self, source: &Source<'_>, table: &DeTable<'_>) {
        self.has_pack = true;
        for entry in entries(table) {
            match entry.key {
                "name" | "language" | "doc" => {
                    source.string(entry.key, entry.value, &mut self.found);
                }
                "phases" => {
                    for (name, value) in source.strings("phases", entry.value, &mut self.found) {
                        if self.set.phases.iter().any(|p| p == name) {
                            let message = format!("the phase `{name}` stands twice in `phases`");
                            let at = source.of(value);
                            self.found.push(Diagnostic::new(Code::BadPack, message, at));
                        } else {
                            self.set.phases.push(name.to_string());
                        }
                    }
                }
                "lexicons" => {
                    let names = source.strings("lexicons", entry.value, &mut self.found);
                    self.set.asked.extend(names.into_iter().map(|(name, _)| name.to_string()));
                }
                "emit" => self.hides(source, &entry),
                _ => self.found.push(source.unknown_field(&entry, "`pack.toml`", PACK)),
            }
        }
    }

    fn hides(&mut self, source: &Source<'_>, entry: &Entry<'_>) {
        let Some(table) = entry.value.get_ref().as_table() else {
            self.found.push(source.wrong_type("emit", "a table", entry.value));
            return;
        };
        for kind in entries(table) {
            let Some(fields) = kind.value.get_ref().as_table() else {
                self.found.push(source.wrong_type(kind.key, "a table", kind.value));
                continue;
            };
            for field in entries(fields) {
                if field.key == "hides" {
                    let hidden = source.strings("hides", field.value, &mut self.found);
                    let hidden = hidden.into_iter().map(|(name, _)| name.to_string()).collect();
                    self.set.hides.push((kind.key.to_string(), hidden));
                } else if field.key == "key" {
                    if let Some(slot) = source.string("key", field.value, &mut self.found) {
                        self.set.keys.push((kind.key.to_string(), slot.to_string()));
                    }
                } else if field.key == "open" {
                    let test = source.string("open", field.value, &mut self.found);
                    if let Some((slot, values)) = test.and_then(|t| t.split_once('=')) {
                        let values = values.split('|').map(|v| v.trim().to_string()).collect();
                        let slot = slot.trim().to_string();
                        self.set.open.push((kind.key.to_string(), slot, values));
                    }
                } else if field.key != "doc" {
                    let of = format!("`emit.{}`", kind.key);
                    self.found.push(source.unknown_field(&field, &of, EMIT));
                }
            }
        }
    }

    /// Lexicons and fragments of a file, and its unknown fields.
    fn names(
        &mut self,
        source: &Source<'_>,
        table: &DeTable<'_>,
        path: &str,
        lists: lexicons::Lists<'_>,
    ) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for entry in entries(table) {
            match entry.key {
                "lexicon" | "fragment" => {
                    let Some(inner) = entry.value.get_ref().as_table() else {
                        self.found.push(source.wrong_type(entry.key, "a table", entry.value));
                        continue;
                    };
                    for named in entries(inner) {
                        self.check_name(source, &named);
                        if entry.key == "lexicon" {
                            let found = &mut self.found;
                            let lexicon = lexicons::read(source, &named, folder, lists, found);
                            self.set.lexicons.push(lexicon);
                        } else if let Some(text) =
                            source.string(named.key, named.value, &mut self.found)
                        {
                            let at = source.at(named.key_span.clone());
                            self.fragments.add(named.key, at, source.pattern(named.value, text));
                        }
                    }
                }
                "rule" | "phase" => {}
                "doc" => {
                    source.string("doc", entry.value, &mut self.found);
                }
                _ => self.found.push(source.unknown_field(&entry, "a pattern file", FILE)),
            }
        }
    }

    /// Names of lexicons and fragments must be such that a pattern can say them.
    fn check_name(&mut self, source: &Source<'_>, entry: &Entry<'_>) {
        let fits = entry.key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && entry.key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        if !fits {
            let message = format!("a pattern cannot name `{}`", entry.key);
            self.found.push(
                Diagnostic::new(Code::BadId, message, source.at(entry.key_span.clone()))
                    .help("letters, digits, `-` and `_`, a letter first"),
            );
        }
    }

    fn rules(&mut self, source: &Source<'_>, table: &DeTable<'_>) {
        let all = entries(table);
        let phase = all
            .iter()
            .find(|e| e.key == "phase")
            .and_then(|e| Some((source.string("phase", e.value, &mut self.found)?, e.value)));
        let phase = phase.map(|(name, value)| (name, source.of(value)));
        if let Some((name, at)) = &phase {
            self.phase(name, at.clone());
        }
        let Some(rules) = all.iter().find(|e| e.key == "rule") else { return };
        let Some(array) = rules.value.get_ref().as_array() else {
            let message = source.wrong_type("rule", "an array of tables", rules.value);
            self.found.push(message.help("write `[[rule]]`"));
            return;
        };
        for value in array.iter() {
            self.rule(source, value, phase.as_ref());
        }
    }

    fn rule(&mut self, source: &Source<'_>, value: &Value<'_>, phase: Option<&(&str, At)>) {
        let mut reader = rule::Reader {
            source,
            fragments: &mut self.fragments,
            found: &mut self.found,
            phase: phase.map(|(name, _)| *name),
        };
        if let Some(rule) = reader.read(value) {
            if phase.is_none_or(|(name, _)| *name != rule.phase) {
                self.phase(&rule.phase, rule.at.clone());
            }
            self.set.rules.push(rule);
        }
    }

    /// Checks a phase against the pack, or takes it into the order when there is no pack.
    fn phase(&mut self, name: &str, at: At) {
        if self.set.phases.iter().any(|p| p == name) {
            return;
        }
        if !self.has_pack {
            self.set.phases.push(name.to_string());
            return;
        }
        let names: Vec<&str> = self.set.phases.iter().map(String::as_str).collect();
        let message = format!("unknown phase `{name}`");
        self.found.push(
            Diagnostic::new(Code::UnknownPhase, message, at)
                .label("not in `phases` of pack.toml")
                .maybe_help(super::suggest::help(name, &names)),
        );
    }

    /// What can be seen only once everything is read.
    fn finish(mut self) -> (RuleSet, Vec<Diagnostic>) {
        self.fragments.parse_rest();
        self.found.append(&mut self.fragments.found);
        for (name, at) in self.fragments.unused() {
            let message = format!("no pattern uses the fragment `{name}`");
            self.found.push(Diagnostic::new(Code::UnusedFragment, message, at.clone()));
        }
        self.duplicates();
        self.found.retain(|d| d.label != super::fragments::CONSEQUENCE);
        diagnostic::sort(&mut self.found);
        (self.set, self.found)
    }

    fn duplicates(&mut self) {
        let mut first: BTreeMap<&str, &At> = BTreeMap::new();
        for rule in &self.set.rules {
            if let Some(at) = first.insert(&rule.id, &rule.at) {
                let message = format!("the rule id `{}` is taken", rule.id);
                self.found.push(
                    Diagnostic::new(Code::DuplicateRule, message, rule.at.clone())
                        .label("used again")
                        .also(at.clone(), "first used here"),
                );
            }
        }
        let mut first: BTreeMap<&str, &At> = BTreeMap::new();
        for lexicon in &self.set.lexicons {
            if let Some(at) = first.insert(&lexicon.name, &lexicon.at) {
                let message = format!("the lexicon `{}` is defined twice", lexicon.name);
                self.found.push(
                    Diagnostic::new(Code::DuplicateLexicon, message, lexicon.at.clone())
                        .label("defined again")
                        .also(at.clone(), "first defined here")
                        .help("rename one, or `include` one in the other"),
                );
            }
        }
    }
}
