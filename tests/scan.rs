//! Scan rules run in lockstep in an automaton; groups too large for it are left to the machine. Both
//! find the same.

#![allow(missing_docs, clippy::unwrap_used)]

use claimgraph::Extractor;
use claimgraph::document::RawDocument;
use claimgraph::rules::ast::{RuleSet, Text};
use proptest::prelude::*;

/// Scan rules with choices, repetitions, captures, phrases, mentions and edges.
const RULES: &str = r#"
phase = "group"

[lexicon.old]
words = ["old", "very old", "New York"]

[[rule]]
id = "a.number"
emit = "count"
pattern = '''[five seven]'''

[[rule]]
id = "b.group"
emit = "thing"
mode = "scan"
pattern = '''( the | :count )? ( %old | big+ | size:( so big ) )* head:[house boat] ( with [a the] [house boat] )?'''

[[rule]]
id = "c.lazy"
emit = "thing"
mode = "scan"
pattern = '''the <any>{0,3} end:"boat"'''

[[rule]]
id = "d.short"
emit = "thing"
mode = "scan"
priority = 1
pattern = '''so kind:( big | old )'''

[[rule]]
id = "e.edge"
emit = "thing"
mode = "scan"
pattern = '''old $'''
"#;

/// The rules, with enough others of the same type to be too many for an automaton.
fn extractor(idle: usize) -> Extractor {
    let mut text = RULES.to_owned();
    for i in 0..idle {
        text += &format!(
            "\n[[rule]]\nid = \"z.idle{i:02}\"\nemit = \"thing\"\nmode = \"scan\"\npattern = \"\"\"never{i} seen\"\"\"\n"
        );
    }
    let files = vec![
        ("pack.toml".to_owned(), Text::from(PACK)),
        ("rules.toml".to_owned(), Text::from(text.as_str())),
    ];
    let (set, found) = RuleSet::load(files, &|_| None);
    assert!(!found.iter().any(|d| d.is_error()), "{found:?}");
    Extractor::from_rules(&set)
}

const PACK: &str = r#"
language = "en"
phases = ["number", "group"]
"#;

/// What is found, written out.
fn mentions(extractor: &Extractor, text: &str) -> Vec<String> {
    let document = extractor.segment(RawDocument::plain("made", text));
    let analysis = extractor.analyse(&document);
    let engine = extractor.engine();
    analysis
        .mentions
        .iter()
        .map(|m| {
            let slots: Vec<String> = analysis
                .slots(m)
                .iter()
                .map(|s| {
                    format!("{}={}..{} {:?}", engine.slots.name(s.name), s.start, s.end, s.value)
                })
                .collect();
            format!(
                "{} {} [{}]",
                engine.rules[m.rule as usize].id,
                analysis.words(m.start, m.end),
                slots.join(", ")
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn the_automaton_finds_what_the_machine_finds(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "the", "old", "very", "New", "York", "big", "so", "house", "boat", "with", "a",
                "five", "seven", ",", ".", "Then", "small",
            ]),
            1..40,
        ),
    ) {
        // A text goes twice over the same tables: what the first pass learnt is used in the second.
        thread_local! {
            static BOTH: (Extractor, Extractor) = (extractor(0), extractor(70));
        }
        let text = words.join(" ");
        BOTH.with(|(automaton, machine)| {
            let expected = mentions(machine, &text);
            prop_assert_eq!(&mentions(automaton, &text), &expected);
            prop_assert_eq!(&mentions(automaton, &text), &expected);
            Ok(())
        })?;
    }
}

#[test]
fn the_rules_of_this_page_match() {
    let found = mentions(
        &extractor(0),
        "The very old so big house with a boat. Five boat. So big. It is old.",
    );
    for rule in ["a.number", "b.group", "d.short", "e.edge"] {
        assert!(found.iter().any(|m| m.starts_with(rule)), "{rule}: {found:#?}");
    }
    let found = mentions(&extractor(0), "The small boat.");
    assert!(found.iter().any(|m| m.starts_with("c.lazy")), "{found:#?}");
}
