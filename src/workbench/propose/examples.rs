//! Words to make proposed tests of.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::matching::trace::{Traced, Tracer};
use crate::rules::ast::{At, Atom, Pattern, Sequence};
use crate::workbench::bench::Bench;
use crate::workbench::edits;

/// Words for each lexicon, class and mention type: from the lexicons and the pack's own tests.
pub(super) struct Examples {
    pub lexicons: BTreeMap<String, Vec<String>>,
    pub classes: BTreeMap<&'static str, Vec<String>>,
    pub kinds: BTreeMap<String, Vec<String>>,
}

impl Examples {
    pub(super) fn of(bench: &mut Bench) -> Self {
        let mut out =
            Self { lexicons: BTreeMap::new(), classes: BTreeMap::new(), kinds: BTreeMap::new() };
        let set = bench.set();
        let documents: Vec<Document> = set
            .rules
            .iter()
            .flat_map(|r| r.tests.iter().filter(|t| !t.want.is_empty()).take(2))
            .map(|t| bench.document(&t.text, t.date))
            .collect();
        let all: Vec<String> = documents.iter().map(|d| d.text.to_lowercase()).collect();
        for lexicon in &set.lexicons {
            let entries = lexicon.entries.iter().chain(&lexicon.lemmas).map(|(e, _)| e.clone());
            let mut entries: Vec<String> = entries.collect();
            for name in &lexicon.include {
                let other = set.lexicons.iter().find(|l| l.name == *name);
                let more = other.into_iter().flat_map(|l| l.entries.iter().chain(&l.lemmas));
                entries.extend(more.map(|(e, _)| e.clone()).take(50));
            }
            // Words that the pack's own tests use are the plain ones.
            let used = |e: &String| !all.iter().any(|t| t.contains(&e.to_lowercase()));
            entries.sort_by_cached_key(|e| (used(e), e.contains(' '), e.len()));
            entries.truncate(12);
            out.lexicons.insert(lexicon.name.clone(), entries);
        }
        let classes: Vec<(&'static str, Vec<Vec<Traced>>)> = crate::rules::ast::CLASS_NAMES
            .iter()
            .map(|(name, class)| {
                let item = edits::plain(Atom::Class(*class), &At::default());
                let at = At::default();
                let sequence = Sequence { items: vec![item], at: at.clone() };
                let pattern = Pattern { alternatives: vec![sequence], at };
                (*name, bench.trace(&pattern))
            })
            .collect();
        for document in &documents {
            let analysis = bench.extractor().analyse(document);
            for m in &analysis.mentions {
                let kind = bench.engine().kinds.name(m.kind).to_owned();
                let list = out.kinds.entry(kind).or_default();
                let words = analysis.words(m.start, m.end).to_owned();
                if list.len() < 40 && !list.contains(&words) && !words.contains('\n') {
                    list.push(words);
                }
            }
            let range = (0, analysis.tokens.len() as u32);
            let tracer = Tracer::new(&analysis, bench.engine(), range);
            for (name, part) in &classes {
                let list = out.classes.entry(name).or_default();
                for t in 0..range.1 {
                    let word = analysis.word(t);
                    if list.len() < 60
                        && !list.iter().any(|w| w == word)
                        && !tracer.ends(&part[0][0], &vec![t]).is_empty()
                    {
                        list.push(word.to_owned());
                    }
                }
            }
        }
        // Plain words first: short ones and marks are rarely typical of a class.
        for list in out.classes.values_mut() {
            list.sort_by_key(|w| {
                (w.chars().count() < 4 || !w.chars().all(char::is_alphabetic), w.len())
            });
        }
        for list in out.kinds.values_mut() {
            list.sort_by_key(|w| (w.split(' ').count().abs_diff(2), w.len()));
        }
        out
    }
}
