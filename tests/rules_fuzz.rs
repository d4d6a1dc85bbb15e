//! Whatever stands in a pattern file: no panic, no hang, no error without a place.
//!
//! `PROPTEST_CASES=250000 cargo test --test rules_fuzz` makes the million runs.

use std::sync::Arc;

use claimgraph::rules::ast::RuleSet;
use claimgraph::rules::check::check;
use proptest::prelude::*;

/// Pieces that a mutated file is put together from: all signs of the language, and some text.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "![",
    "{",
    "}",
    "{2,3}",
    "|",
    "?",
    "*",
    "+",
    "..",
    "..5",
    "..*",
    "^",
    "$",
    "->",
    "-> a=b",
    "@f",
    "@g",
    "%lex",
    "%",
    "~",
    "kill~",
    "name:",
    ":type",
    "a:b",
    ":vg{x=y|z}",
    "<cap>",
    "<",
    ">",
    "\"",
    "\"in favour\"",
    "'",
    "'US'",
    "\\",
    "#",
    "\n",
    " ",
    ",",
    ";",
    "word",
    "two-thirds",
    "don't",
    "U.S.",
    "33,970",
    "é",
    "—",
    "’",
    "\u{1F600}",
    "'''",
    "\"\"\"",
    "=",
    "want = []\n",
    "[[rule]]\n",
    "[[rule.test]]\n",
    "[rule.finds]\n",
    "'a b' = []\n",
    "'c' = { x = 'y' }\n",
    "[fragment]\n",
    "[lexicon.x]\n",
    "id = 'a'\n",
    "emit = 'claim'\n",
    "pattern = '''",
    "f = '@g'\n",
    "g = '@f'\n",
    "date = 2024-13-45\n",
];

/// Loads and checks; every message must point into a file and render.
fn survive(text: &str) {
    let files = [("x.toml".to_string(), Arc::from(text))];
    let (set, mut found) = RuleSet::load(files, &|_| None);
    found.extend(check(&set));
    for message in &found {
        assert!(message.at.range.start <= message.at.range.end, "{message:?}");
        assert!(message.at.range.end <= text.len(), "{message:?}");
        assert!(text.is_empty() || !message.at.range.is_empty(), "{message:?} in {text:?}");
        assert!(!message.render(&set.files, false).is_empty());
    }
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|v| v.concat())
}

/// A sound file with two fragments, lexicons and guards, to be damaged.
const SOUND: &str = r#"phase = "claim"
[lexicon]
people = ["people", "civilians"]
[lexicon.killed]
lemmas = ["kill"]
except = ["kills"]
[fragment]
f = "[have has] been?"
g = "@f ( not | never )?"
[[rule]]
id = "casualty.killed"
doc = "People were killed."
emit = "claim"
set = { event = "killed" }
pattern = '''value:( <digits> | "scores of" ) counted:%people @g %killed{1,2} ( ..3 in place:<cap>+ )?'''
unless = { before = "[could may] ..4", inside = ["if", "unless"] }
[[rule.test]]
text = "At least 12 people have been killed."
date = 2024-04-19
want = [{ value = "12" }]
[rule.finds]
date = 2024-04-19
"Scores of civilians have not been killed." = "Scores of civilians have not been killed"
"Nobody came." = []
"12 people, 30 civilians have been killed." = [{ value = "30" }]
"#;

/// Inputs with which a run once failed.
const FOUND: &[&str] = &["\"in favour\"'\\'US'", "'\\\\'", "a:'it\\'s'"];

#[test]
fn what_was_found_before_is_survived() {
    for pattern in FOUND {
        survive(&with(pattern));
        prints_alike(pattern);
    }
}

/// A file with one rule.
fn with(pattern: &str) -> String {
    format!("phase = 'p'\n[[rule]]\nid = 'a'\nemit = 'b'\npattern = '''{pattern}'''\n")
}

/// A pattern that can be read is printed so that it reads the same.
fn prints_alike(pattern: &str) {
    let load = |p: &str| RuleSet::load([("x.toml".to_string(), Arc::from(with(p)))], &|_| None).0;
    if let Some(rule) = load(pattern).rules.first() {
        let printed = rule.pattern.to_string();
        if !printed.contains("'''") {
            let again = load(&printed);
            assert!(!again.rules.is_empty(), "{printed} cannot be read");
            assert_eq!(again.rules[0].pattern.to_string(), printed);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn any_pattern_is_read_or_refused_with_a_place(pattern in pieces()) {
        survive(&format!(
            "phase = 'p'\n[fragment]\nf = 'a @g'\ng = 'b'\n[[rule]]\nid = 'a'\nemit = 'b'\npattern = '''{pattern}'''\n"
        ));
        survive(&format!(
            "phase = 'p'\n[[rule]]\nid = 'a'\nemit = 'b'\npattern = \"\"\"{pattern}\"\"\"\n"
        ));
    }

    #[test]
    fn any_damage_to_a_sound_file_is_survived(
        at in 0..SOUND.len(), cut in 0..40_usize, put in pieces(),
    ) {
        let end = (at + cut).min(SOUND.len());
        survive(&format!("{}{put}{}", &SOUND[..at], &SOUND[end..]));
    }

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        survive(&text);
    }

    #[test]
    fn a_pattern_printed_and_read_again_prints_alike(pattern in pieces()) {
        prints_alike(&pattern);
    }
}

#[test]
fn the_sound_file_is_sound() {
    let (set, found) = RuleSet::load([("x.toml".to_string(), Arc::from(SOUND))], &|_| None);
    assert!(found.is_empty(), "{found:?}");
    assert!(check(&set).iter().all(|d| !d.is_error()));
}
