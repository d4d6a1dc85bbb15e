//! The built-in pack stands in the program twice: as text, and prepared while it was built. Both
//! must be the same pack.

use claimgraph::lexis::Lexis;
use claimgraph::rules::ast::RuleSet;
use claimgraph::rules::embedded;

#[test]
fn the_prepared_pack_is_the_pack_as_written() {
    let (read, said) = RuleSet::load(embedded::patterns(), &embedded::list);
    assert_eq!(said, []);
    let (loaded, said) = embedded::load();
    assert_eq!(said, []);
    assert!(loaded.rules == read.rules, "the rules are not the same");
    for (prepared, tests) in [(embedded::prepared().map(|p| p.0), false), (Some(loaded), true)] {
        let Some(set) = prepared else { panic!("the pack was not prepared") };
        assert_eq!(set.phases, read.phases);
        assert_eq!(set.hides, read.hides);
        assert_eq!(set.open, read.open);
        assert_eq!(set.keys, read.keys);
        assert_eq!(set.asked, read.asked);
        assert!(set.lexicons == read.lexicons, "the lexicons are not the same");
        let texts = |set: &RuleSet| -> Vec<(String, String)> {
            set.files.iter().map(|f| (f.path.clone(), f.text.to_string())).collect()
        };
        assert!(texts(&set) == texts(&read), "the files are not the same");
        assert_eq!(set.rules.len(), read.rules.len());
        for (rule, written) in set.rules.iter().zip(&read.rules) {
            let mut written = written.clone();
            if !tests {
                written.tests.clear();
            }
            assert!(*rule == written, "{} is not the same", rule.id);
        }
    }
}

#[test]
fn the_prepared_lexicons_are_those_of_the_pack() {
    let (set, _) = RuleSet::load(embedded::patterns(), &embedded::list);
    let Some((_, lexis)) = embedded::prepared() else { panic!("the pack was not prepared") };
    assert!(lexis == Lexis::build(&set), "the lexicons are not the same");
}

#[test]
fn damage_is_noticed() {
    let (set, _) =
        RuleSet::load([("a.toml".to_owned(), "lexicon.animal = ['cat', 'great ape']\n")], &|_| {
            None
        });
    let whole = Lexis::build(&set).pack();
    assert!(Lexis::unpack(&whole).is_some());
    for cut in (0..whole.len()).step_by(97) {
        assert!(Lexis::unpack(&whole[..cut]).is_none(), "cut at {cut}");
    }
}
