//! The built-in pack stands in the program twice: as text, and prepared while it was built. Both
//! must be the same pack.

use claimgraph::embedded;
use claimgraph::patterns::engine::Engine;
use claimgraph::rules::ast::RuleSet;

#[test]
fn the_prepared_pack_is_the_pack_as_written() {
    let (read, said) = RuleSet::load(embedded::patterns(), &embedded::list);
    assert_eq!(said, []);
    let (loaded, said) = embedded::load();
    assert_eq!(said, []);
    assert!(loaded.rules == read.rules, "the rules are not the same");
    assert_eq!(loaded.phases, read.phases);
    assert_eq!(loaded.hides, read.hides);
    assert_eq!(loaded.open, read.open);
    assert_eq!(loaded.keys, read.keys);
    assert_eq!(loaded.asked, read.asked);
    assert!(loaded.lexicons == read.lexicons, "the lexicons are not the same");
    let texts = |set: &RuleSet| -> Vec<(String, String)> {
        set.files.iter().map(|f| (f.path.clone(), f.text.to_string())).collect()
    };
    assert!(texts(&loaded) == texts(&read), "the files are not the same");
}

#[test]
fn the_prepared_engine_is_that_of_the_pack() {
    let (set, _) = RuleSet::load(embedded::patterns(), &embedded::list);
    let Some((engine, lexicons)) = embedded::prepared() else {
        panic!("the pack was not prepared")
    };
    assert!(lexicons == set.lexicons, "the lexicons are not the same");
    // Bytes, since an engine from its compact form lacks what only the compiler needs.
    assert!(engine.pack() == Engine::compile(&set).pack(), "the engines are not the same");
}

#[test]
fn damage_is_noticed() {
    let rules = r#"
phases = ["one", "two"]
[lexicon]
animal = ["cat", "great ape"]
[[rule]]
id = "a.pet"
phase = "one"
emit = "pet"
pattern = "( <det>? who:%animal | their pet+ ) ..2 is"
unless.before = ["no", "not a"]
[[rule]]
id = "a.owner"
phase = "two"
emit = "owner"
pattern = "who:[their his] :pet ..*"
"#;
    let (set, _) = RuleSet::load([("a.toml".to_owned(), rules)], &|_| None);
    assert_eq!(set.rules.len(), 2);
    let whole = Engine::compile(&set).pack();
    assert!(Engine::unpack(&whole).is_some());
    for cut in (0..whole.len()).step_by(97) {
        assert!(Engine::unpack(&whole[..cut]).is_none(), "cut at {cut}");
    }
}
