//! Pattern files become a rule set, with every position known.

use std::sync::Arc;

use claimgraph::rules::ast::{Atom, Item, RuleSet};
use claimgraph::rules::diagnostic::Diagnostic;

fn load(text: &str) -> (RuleSet, Vec<Diagnostic>) {
    let files = [("rules/x.toml".to_string(), Arc::from(text))];
    RuleSet::load(files, &|path| {
        (path == "rules/lists/a.txt").then(|| "red\tcolour\nblue\n".into())
    })
}

fn clean(text: &str) -> RuleSet {
    let (set, found) = load(text);
    let said: Vec<String> = found.iter().map(|d| d.render(&set.files, false)).collect();
    assert!(found.is_empty(), "{}", said.join("\n\n"));
    set
}

fn items(pattern: &str) -> Vec<Item> {
    let text = format!(
        "phase = 'p'\n[fragment]\ndet = '[the a]'\nname = 'who:actor sep:@det'\n\
         [lexicon]\npeople = ['people']\n[[rule]]\nid = 'a.b'\nemit = 'x'\npattern = '''{pattern}'''\n"
    );
    let set = clean(&text);
    set.rules[0].pattern.alternatives[0].items.clone()
}

#[test]
fn every_form_of_the_language_is_read() {
    let all = items(
        "^ value:quantity{unit=usd|eur, bound!=exact}? two-thirds \"in favour\" 'US' kill~ %people+ \
         [a b~ %people <cap> , \"'s\"] ![x y~] !z <cap>{2,3} ( a | b c )* ..5 # why\n ..* @det @name \
         tag:%people :vg{voice=passive} name:( x ) don't U.S. 33,970 ; % -> against=1 -> x=\"two words\" $",
    );
    assert_eq!(all.len(), 27);
    assert_eq!(all[0].atom, Atom::Start);
    assert_eq!(all[1].capture.as_deref(), Some("value"));
    assert!(
        matches!(&all[1].atom, Atom::Mention { kind, tests } if kind == "quantity" && tests.len() == 2)
    );
    let literal = |words: &[&str]| Atom::Literal {
        tokens: words.iter().map(ToString::to_string).collect(),
        exact: false,
    };
    assert_eq!(all[2].atom, literal(&["two", "-", "thirds"]));
    assert_eq!(all[3].atom, literal(&["in", "favour"]));
    assert_eq!(all[4].atom, Atom::Literal { tokens: vec!["US".into()], exact: true });
    assert_eq!(all[5].atom, Atom::Lemma("kill".into()));
    assert_eq!((all[6].min, all[6].max), (1, Item::MANY));
    assert!(matches!(&all[7].atom, Atom::Set { members, negated: false } if members.len() == 6));
    assert!(matches!(&all[9].atom, Atom::Set { members, negated: true } if members.len() == 1));
    assert_eq!((all[10].min, all[10].max), (2, 3));
    assert_eq!(all[12].atom, Atom::Gap { max: 5 });
    assert_eq!(all[13].atom, Atom::Rest);
    assert!(matches!(&all[15].atom, Atom::Group(p) if p.alternatives[0].items.len() == 2));
    assert_eq!(all[19].atom, literal(&["do", "n't"]));
    assert_eq!(all[20].atom, literal(&["U.S."]));
    assert_eq!(all[21].atom, literal(&["33,970"]));
    assert_eq!(all[25].atom, Atom::Bind { name: "x".into(), value: "two words".into() });
    assert_eq!(all[26].atom, Atom::End);
}

#[test]
fn positions_are_those_of_the_file_even_behind_escapes() {
    let text =
        "phase = 'p'\n[[rule]]\nid = 'a.b'\nemit = 'x'\npattern = \"a \\\"b c\\\" d\\n e\"\n";
    let set = clean(text);
    let items = &set.rules[0].pattern.alternatives[0].items;
    let words: Vec<&str> = items.iter().map(|i| &text[i.at.range.clone()]).collect();
    assert_eq!(words, ["a", "\\\"b c\\\"", "d", "e"]);
}

#[test]
fn lexicons_have_values_lemmas_files_and_short_forms() {
    let set = clean(
        "[lexicon]\nshort = ['a', 'b c']\n[lexicon.long]\n'at least' = 'at_least'\ntwo = 2\n\
         words = ['x']\nlemmas = ['say']\nexcept = 'y'\ncase = 'exact'\nfile = 'lists/a.txt'\ninclude = ['short']\n",
    );
    let long = &set.lexicons[1];
    let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
    assert_eq!(
        long.pairs().collect::<Vec<_>>(),
        [("at least", "at_least"), ("two", "2"), ("x", ""), ("red", "colour"), ("blue", "")]
    );
    assert_eq!(long.lemmas, [pair("say", "say")]);
    assert_eq!(set.lexicons[0].entries.len(), 2);
}

#[test]
fn a_test_wants_text_numbers_or_several_values() {
    let set = clean(
        "phase = 'p'\n[[rule]]\nid = 'a.b'\nemit = 'x'\nset = { event = 'killed' }\npattern = ['a', 'b | c']\n\
         unless = { before = '[could may] ..4' }\n[[rule.test]]\ntext = 'a'\ndate = 2024-04-19\n\
         want = [{ for = 12, who = ['X', 'Y'] }]\n",
    );
    let rule = &set.rules[0];
    assert_eq!(rule.pattern.alternatives.len(), 3);
    assert_eq!(rule.unless.before.len(), 1);
    assert_eq!(rule.tests[0].want[0].len(), 3);
    assert_eq!(rule.tests[0].date.map(|d| d.to_string()).as_deref(), Some("2024-04-19"));
}
