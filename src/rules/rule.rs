//! Reading one `[[rule]]` table with its guards.

use super::ast::{At, Guards, Pattern, Rule, Scope};
use super::codes::Code;
use super::diagnostic::Diagnostic;
use super::fields::{GUARD, RULE};
use super::fragments::FragmentTable;
use super::parse;
use super::tables::{Entry, Source, Value, entries, scalar};

/// Reads rules of one file.
pub(crate) struct Reader<'a, 's> {
    pub(crate) source: &'a Source<'s>,
    pub(crate) fragments: &'a mut FragmentTable,
    pub(crate) found: &'a mut Vec<Diagnostic>,
    /// Phase of the file.
    pub(crate) phase: Option<&'a str>,
}

impl Reader<'_, '_> {
    /// The rule, unless something that it cannot do without is missing or wrong.
    pub(crate) fn read(&mut self, value: &Value<'_>) -> Option<Rule> {
        let Some(table) = value.get_ref().as_table() else {
            self.found.push(self.source.wrong_type("rule", "a table", value));
            return None;
        };
        let fields = entries(table);
        let mut id = None;
        let mut phase = self.phase.map(str::to_string);
        let mut emit = None;
        let mut pattern = None;
        let mut said_pattern = false;
        let mut rule = Rule {
            id: String::new(),
            doc: String::new(),
            phase: String::new(),
            emit: String::new(),
            set: Vec::new(),
            pattern: Pattern { alternatives: Vec::new(), at: At::default() },
            unless: Guards::default(),
            when: Guards::default(),
            scope: Scope::default(),
            priority: 0,
            scan: false,
            span: None,
            tests: Vec::new(),
            at: self.source.of(value),
        };
        for field in &fields {
            match field.key {
                "id" => {
                    id = self.text(field);
                    rule.at = self.source.of(field.value);
                    self.check_id(id.as_deref(), &rule.at);
                }
                "doc" => rule.doc = self.text(field).unwrap_or_default(),
                "emit" => emit = self.text(field),
                "phase" => phase = self.text(field),
                "span" => rule.span = self.text(field),
                "set" => rule.set = self.constants(field),
                "pattern" => {
                    said_pattern = true;
                    pattern = self.alternatives(field);
                }
                "unless" => rule.unless = self.guards(field),
                "when" => rule.when = self.guards(field),
                "scope" => rule.scope = self.scope(field),
                "mode" => rule.scan = self.mode(field),
                "priority" => rule.priority = self.priority(field),
                "test" => rule.tests.extend(self.tests(field)),
                "finds" => rule.tests.extend(self.finds(field)),
                _ => {
                    let message = self.source.unknown_field(field, "a rule", RULE);
                    self.found.push(message);
                }
            }
        }
        let start = fields.first().map_or(rule.at.clone(), |f| self.source.at(f.key_span.clone()));
        let name = id.clone().unwrap_or_default();
        let missing = [
            ("id", id.is_none() && !fields.iter().any(|f| f.key == "id")),
            ("emit", emit.is_none() && !fields.iter().any(|f| f.key == "emit")),
            ("pattern", !said_pattern),
            ("phase", phase.is_none()),
        ];
        for (field, is_missing) in missing {
            if is_missing {
                let at = if name.is_empty() { start.clone() } else { rule.at.clone() };
                let message = format!("the rule has no `{field}`");
                let mut message = Diagnostic::new(Code::MissingField, message, at);
                if field == "phase" {
                    message = message.help("write `phase = \"…\"` at the top of the file");
                }
                self.found.push(message);
            }
        }
        rule.id = id?;
        rule.emit = emit?;
        rule.phase = phase?;
        rule.pattern = pattern?;
        Some(rule)
    }

    pub(super) fn text(&mut self, field: &Entry<'_>) -> Option<String> {
        self.source.string(field.key, field.value, self.found).map(str::to_string)
    }

    fn check_id(&mut self, id: Option<&str>, at: &At) {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        if id.is_some_and(|id| id.is_empty() || !id.chars().all(fits)) {
            let message = "a rule id has letters, digits, `.`, `-` and `_` only";
            self.found.push(
                Diagnostic::new(Code::BadId, message, at.clone())
                    .help("`topic.short-name`, as in `casualty.killed-passive`"),
            );
        }
    }

    /// `set = { slot = "value" }`.
    fn constants(&mut self, field: &Entry<'_>) -> Vec<(String, String)> {
        let Some(table) = field.value.get_ref().as_table() else {
            self.found.push(self.source.wrong_type(field.key, "a table", field.value));
            return Vec::new();
        };
        let mut out = Vec::new();
        for entry in entries(table) {
            match scalar(entry.value.get_ref()) {
                Some(value) => out.push((entry.key.to_string(), value)),
                None => self.found.push(self.source.wrong_type(
                    entry.key,
                    "a string, number or true",
                    entry.value,
                )),
            }
        }
        out
    }

    /// A pattern, or several as alternatives.
    fn alternatives(&mut self, field: &Entry<'_>) -> Option<Pattern> {
        let mut all = self.patterns(field.key, field.value).into_iter();
        let mut first = all.next()?;
        for pattern in all {
            first.alternatives.extend(pattern.alternatives);
            first.at.range.end = pattern.at.range.end.max(first.at.range.end);
        }
        Some(first)
    }

    fn patterns(&mut self, name: &str, value: &Value<'_>) -> Vec<Pattern> {
        let texts = self.source.strings(name, value, self.found);
        if texts.is_empty() && value.get_ref().as_array().is_some_and(|a| a.is_empty()) {
            let message = format!("`{name}` has no pattern");
            self.found.push(Diagnostic::new(Code::EmptyPattern, message, self.source.of(value)));
        }
        let mut out = Vec::new();
        for (text, value) in texts {
            let text = self.source.pattern(value, text);
            match parse::parse(&text, self.fragments) {
                Ok(pattern) => out.push(pattern),
                Err(diagnostic) => self.found.push(diagnostic),
            }
        }
        out
    }

    /// `unless = { before = "…", after = […] }`.
    fn guards(&mut self, field: &Entry<'_>) -> Guards {
        let mut guards = Guards::default();
        let Some(table) = field.value.get_ref().as_table() else {
            let message = self.source.wrong_type(field.key, "a table", field.value);
            self.found.push(Diagnostic { code: Code::BadGuard, ..message }.help(format!(
                "`{} = {{ before = \"…\", after = \"…\", inside = \"…\" }}`",
                field.key
            )));
            return guards;
        };
        for entry in entries(table) {
            let place = match entry.key {
                "before" => &mut guards.before,
                "after" => &mut guards.after,
                "inside" => &mut guards.inside,
                _ => {
                    let of = format!("`{}`", field.key);
                    self.found.push(self.source.unknown_field(&entry, &of, GUARD));
                    continue;
                }
            };
            place.extend(self.patterns(entry.key, entry.value));
        }
        guards
    }

    fn scope(&mut self, field: &Entry<'_>) -> Scope {
        match field.value.get_ref().as_str() {
            Some("clause") => Scope::Clause,
            Some("sentence") => Scope::Sentence,
            Some("paragraph") => Scope::Paragraph,
            _ => {
                self.bad_value(field, "\"clause\", \"sentence\" or \"paragraph\"");
                Scope::default()
            }
        }
    }

    fn mode(&mut self, field: &Entry<'_>) -> bool {
        let mode = field.value.get_ref().as_str();
        if !matches!(mode, Some("scan" | "anchor")) {
            self.bad_value(field, "\"scan\" or \"anchor\"");
        }
        mode == Some("scan")
    }

    fn priority(&mut self, field: &Entry<'_>) -> i32 {
        let number = field.value.get_ref().as_integer();
        number.and_then(|i| i.as_str().replace('_', "").parse().ok()).unwrap_or_else(|| {
            self.bad_value(field, "a whole number");
            0
        })
    }

    fn bad_value(&mut self, field: &Entry<'_>, wanted: &str) {
        let message = format!("`{}` must be {wanted}", field.key);
        self.found.push(Diagnostic::new(Code::BadValue, message, self.source.of(field.value)));
    }
}
