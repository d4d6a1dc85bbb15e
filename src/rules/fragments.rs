//! Fragments: named pieces of pattern, expanded where they are used.
//!
//! A name is looked for in the rule's own file first, then in all files.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ast::{At, Pattern};
use super::codes::Code;
use super::cursor::PatternText;
use super::diagnostic::Diagnostic;
use super::parse::{self, Fragments};
use super::suggest;

/// Label of the message that a rule gets for using a fragment with a mistake. The mistake itself
/// is said where it stands, so the loader drops these.
pub(crate) const CONSEQUENCE: &str = "this fragment has a mistake";

/// Fragments may stand in fragments so deep.
const DEEPEST: usize = 20;

/// A fragment as written.
struct Written {
    name: String,
    at: At,
    text: PatternText,
    parsed: Option<Result<Arc<Pattern>, ()>>,
    used: bool,
}

/// All fragments of a rule set.
#[derive(Default)]
pub(crate) struct FragmentTable {
    all: Vec<Written>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// Fragments being expanded, outermost first.
    stack: Vec<usize>,
    /// Mistakes inside fragments, each said once.
    pub(crate) found: Vec<Diagnostic>,
}

impl FragmentTable {
    /// Adds a fragment; `at` is its name.
    pub(crate) fn add(&mut self, name: &str, at: At, text: PatternText) {
        let same = self.by_name.entry(name.to_string()).or_default();
        if let Some(first) = same.iter().find(|i| self.all[**i].at.file == at.file) {
            let message = format!("the fragment `{name}` is defined twice");
            self.found.push(
                Diagnostic::new(Code::DuplicateFragment, message, at)
                    .label("defined again")
                    .also(self.all[*first].at.clone(), "first defined here"),
            );
            return;
        }
        same.push(self.all.len());
        self.all.push(Written { name: name.to_string(), at, text, parsed: None, used: false });
    }

    /// Parses what no rule has used, so that its mistakes are said too.
    pub(crate) fn parse_rest(&mut self) {
        for i in 0..self.all.len() {
            if self.all[i].parsed.is_none() {
                let at = self.all[i].at.clone();
                let used = self.all[i].used;
                if let Err(diagnostic) = self.expand(i, at) {
                    self.found.push(diagnostic);
                }
                self.all[i].used = used;
            }
        }
    }

    /// Names and places of the fragments that nothing uses.
    pub(crate) fn unused(&self) -> impl Iterator<Item = (&str, &At)> {
        self.all.iter().filter(|f| !f.used).map(|f| (f.name.as_str(), &f.at))
    }

    fn expand(&mut self, index: usize, at: At) -> Result<Arc<Pattern>, Diagnostic> {
        self.all[index].used = true;
        match &self.all[index].parsed {
            Some(Ok(pattern)) => return Ok(pattern.clone()),
            Some(Err(())) => return Err(self.broken(index, at)),
            None => {}
        }
        if let Some(from) = self.stack.iter().position(|i| *i == index) {
            let mut names: Vec<&str> =
                self.stack[from..].iter().map(|i| self.all[*i].name.as_str()).collect();
            names.push(&self.all[index].name);
            let message = format!("the fragment `{}` contains itself", self.all[index].name);
            return Err(Diagnostic::new(Code::CyclicFragment, message, at)
                .label(names.join(" → "))
                .also(self.all[index].at.clone(), "defined here")
                .help("write the repetition with `*`, `+` or `{m,n}`"));
        }
        if self.stack.len() >= DEEPEST {
            let message = format!("fragments nest deeper than {DEEPEST}");
            return Err(Diagnostic::new(Code::TooLarge, message, at));
        }
        self.stack.push(index);
        let text = self.all[index].text.clone();
        let parsed = parse::parse(&text, self);
        self.stack.pop();
        match parsed {
            Ok(pattern) => {
                let pattern = Arc::new(pattern);
                self.all[index].parsed = Some(Ok(pattern.clone()));
                Ok(pattern)
            }
            Err(diagnostic) => {
                self.all[index].parsed = Some(Err(()));
                self.found.push(diagnostic);
                Err(self.broken(index, at))
            }
        }
    }

    /// Said to the rule that uses a fragment with a mistake.
    fn broken(&self, index: usize, at: At) -> Diagnostic {
        let message = format!("the fragment `{}` cannot be read", self.all[index].name);
        Diagnostic::new(Code::UnknownFragment, message, at)
            .label(CONSEQUENCE)
            .also(self.all[index].at.clone(), "defined here")
    }
}

impl Fragments for FragmentTable {
    fn fragment(&mut self, name: &str, at: At) -> Result<Arc<Pattern>, Diagnostic> {
        let candidates = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let own = candidates.iter().copied().find(|i| self.all[*i].at.file == at.file);
        match (own, candidates) {
            (Some(index), _) => self.expand(index, at),
            (None, [index]) => {
                let index = *index;
                self.expand(index, at)
            }
            (None, []) => {
                let names: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
                let message = format!("unknown fragment `{name}`");
                Err(Diagnostic::new(Code::UnknownFragment, message, at)
                    .label("no such fragment")
                    .maybe_help(suggest::help(name, &names)))
            }
            (None, [first, second, ..]) => {
                let message = format!("`@{name}` is defined in several other files");
                Err(Diagnostic::new(Code::DuplicateFragment, message, at)
                    .also(self.all[*first].at.clone(), "here")
                    .also(self.all[*second].at.clone(), "and here")
                    .help("define it in this file, or rename one of them"))
            }
        }
    }
}
