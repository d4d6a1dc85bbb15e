//! Lexicons: unknown, cyclic, empty, unused.

use std::collections::BTreeSet;

use super::pack::{Pack, atoms, items, patterns};
use crate::rules::ast::{Atom, LexiconSource};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::suggest;

pub(super) fn check(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    let names: Vec<&str> = pack.lexicons.keys().copied().collect();
    for lexicon in &pack.set.lexicons {
        for include in lexicon.include.iter().filter(|i| !pack.lexicons.contains_key(i.as_str())) {
            let message = format!("`{}` includes an unknown lexicon `{include}`", lexicon.name);
            out.push(
                Diagnostic::new(Code::UnknownLexicon, message, lexicon.at.clone())
                    .label("this lexicon")
                    .maybe_help(suggest::help(include, &names)),
            );
        }
        if includes_itself(pack, lexicon) {
            let message = format!("the lexicon `{}` includes itself", lexicon.name);
            out.push(
                Diagnostic::new(Code::CyclicLexicon, message, lexicon.at.clone())
                    .label(format!("includes `{}`", lexicon.include.join("`, `")))
                    .help("put what both need into a third lexicon"),
            );
        } else {
            excepts(pack, lexicon, out);
        }
        if lexicon.pairs().next().is_none()
            && lexicon.lemmas.is_empty()
            && lexicon.include.is_empty()
        {
            let message = format!("the lexicon `{}` is empty", lexicon.name);
            out.push(Diagnostic::new(Code::EmptyLexicon, message, lexicon.at.clone()));
        }
    }
    unused(pack, out);
}

/// All lexicons that one takes entries from, itself too if it does.
fn included<'a>(pack: &Pack<'a>, lexicon: &'a LexiconSource) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&str> = lexicon.include.iter().map(String::as_str).collect();
    while let Some(name) = todo.pop() {
        if seen.insert(name) {
            let next = pack.lexicons.get(name).map_or(&[][..], |l| &l.include);
            todo.extend(next.iter().map(String::as_str));
        }
    }
    seen
}

fn includes_itself(pack: &Pack<'_>, lexicon: &LexiconSource) -> bool {
    !lexicon.include.is_empty() && {
        let mut todo: Vec<&str> = lexicon.include.iter().map(String::as_str).collect();
        let mut seen = BTreeSet::new();
        while let Some(name) = todo.pop() {
            if name == lexicon.name {
                return true;
            }
            if seen.insert(name) {
                let next = pack.lexicons.get(name).map_or(&[][..], |l| &l.include);
                todo.extend(next.iter().map(String::as_str));
            }
        }
        false
    }
}

/// `except` must take something out. Lemmas are inflected only later, so that with lemmas
/// about nothing can be said.
fn excepts(pack: &Pack<'_>, lexicon: &LexiconSource, out: &mut Vec<Diagnostic>) {
    if lexicon.except.is_empty() {
        return;
    }
    let Some(own) = pack.lexicons.get(lexicon.name.as_str()) else { return };
    let names = included(pack, own);
    let all: Vec<&LexiconSource> = std::iter::once(*own)
        .chain(names.iter().filter_map(|n| pack.lexicons.get(n).copied()))
        .collect();
    if all.iter().any(|l| !l.lemmas.is_empty()) {
        return;
    }
    let words: BTreeSet<String> =
        all.iter().flat_map(|l| l.pairs()).map(|(w, _)| w.to_lowercase()).collect();
    for except in lexicon.except.iter().filter(|e| !words.contains(&e.to_lowercase())) {
        let message = format!("`{}` has no entry `{except}` to leave out", lexicon.name);
        let near = suggest::nearest(except, words.iter().map(String::as_str));
        out.push(
            Diagnostic::new(Code::ExceptMissing, message, lexicon.at.clone())
                .label("this lexicon")
                .maybe_help(near.map(|n| format!("did you mean `{n}`?"))),
        );
    }
}

fn unused(pack: &Pack<'_>, out: &mut Vec<Diagnostic>) {
    let mut used: BTreeSet<&str> = pack.set.asked.iter().map(String::as_str).collect();
    used.insert(super::anchors::FREQUENT);
    for rule in &pack.set.rules {
        for pattern in patterns(rule) {
            items(pattern, &mut |item| {
                for atom in atoms(item) {
                    if let Atom::Lexicon(name) = atom {
                        used.insert(name);
                    }
                }
            });
        }
    }
    let including = pack.set.lexicons.iter().flat_map(|l| &l.include);
    used.extend(including.map(String::as_str));
    for lexicon in pack.set.lexicons.iter().filter(|l| !used.contains(l.name.as_str())) {
        let message = format!("nothing uses the lexicon `{}`", lexicon.name);
        out.push(
            Diagnostic::new(Code::UnusedLexicon, message, lexicon.at.clone()).help(
                "delete it, or name it in `lexicons` of pack.toml if the program asks for it",
            ),
        );
    }
}
