//! Where tokens begin and end.

use claimgraph::lexis::tokenizer::split_literal;

fn split(s: &str) -> String {
    split_literal(s).join("|")
}

#[test]
fn clitics_hyphens_and_suffixes_are_tokens_of_their_own() {
    assert_eq!(split("They don't know Iran's plan"), "They|do|n't|know|Iran|'s|plan");
    assert_eq!(split("Hamas-led gunmen"), "Hamas|-|led|gunmen");
    assert_eq!(split("35k of 1.9bn, 33,970 and 10-15%"), "35|k|of|1.9|bn|,|33,970|and|10|-|15|%");
    assert_eq!(split("O’Brien said he’d go"), "O’Brien|said|he|’d|go");
}

#[test]
fn abbreviations_keep_their_stop_inside_a_sentence() {
    assert_eq!(split("Mr. Smith of the U.S. left."), "Mr.|Smith|of|the|U.S.|left|.");
    assert_eq!(
        split("J. K. Low met them at 3 p.m. on Monday."),
        "J.|K.|Low|met|them|at|3|p.m.|on|Monday|."
    );
    assert_eq!(split("Mr."), "Mr.");
}

#[test]
fn marks_are_single_tokens() {
    assert_eq!(split("\"We go,\" he said -- US$3"), "\"|We|go|,|\"|he|said|--|US|$|3");
    assert_eq!(split("the G20 and COVID-19"), "the|G20|and|COVID|-|19");
}

#[test]
fn words_of_any_length_have_the_right_shape() {
    use claimgraph::lexis::token::Shape;
    use claimgraph::lexis::tokenizer::tokenize;

    for len in 1..40 {
        let words = ["a".repeat(len), "A".repeat(len), format!("A{}", "a".repeat(len - 1))];
        for (word, kind) in words.iter().zip(["lower", "upper", "capital"]) {
            for behind in [" and something more", ", and something more", "", "é and more"] {
                let text = format!("{word}{behind}");
                let mut first = None;
                tokenize(&text, 0, text.len(), |t| first = first.or(Some(t)));
                let first = first.unwrap();
                let own = if behind.starts_with('é') { len + 2 } else { len };
                assert_eq!(first.span.end as usize, own, "{text}");
                let all = kind == "upper" && len > 1 && own == len;
                assert_eq!(first.shape.has(Shape::UPPER), all, "{text}");
                assert_eq!(first.shape.has(Shape::LOWER), kind == "lower", "{text}");
                assert_eq!(first.shape.has(Shape::CAP), kind != "lower", "{text}");
            }
        }
    }
}

#[test]
fn words_are_found_wherever_they_stand() {
    use claimgraph::lexis::vocabulary::{FoldBuffer, Vocabulary};

    let mut buffer = FoldBuffer::new();
    let mut vocabulary = Vocabulary::default();
    let words: Vec<String> =
        (1..40).flat_map(|n| ["q".repeat(n), format!("{}é", "w".repeat(n))]).collect();
    let ids: Vec<_> = words.iter().map(|w| vocabulary.intern(w, &mut buffer)).collect();
    for n in 0..20_000 {
        vocabulary.intern(&format!("word-{n}"), &mut buffer);
    }
    for (word, id) in words.iter().zip(&ids) {
        assert_eq!(vocabulary.text(*id), word);
        assert_eq!(vocabulary.get(word), *id);
        for form in [word.clone(), word.to_uppercase(), format!("{word}.")] {
            for behind in ["", " ", " and something more behind it"] {
                let text = format!("before {form}{behind}");
                let found = vocabulary.find(&text, 7, 7 + form.len(), &mut buffer);
                assert_eq!(found, *id, "{text}");
            }
        }
    }
    assert_eq!(vocabulary.get("word"), vocabulary.get("nothing"));
}

#[test]
fn an_exact_lexicon_stays_exact_where_it_is_included() {
    use claimgraph::document::Span;
    use claimgraph::lexis::Lexis;
    use claimgraph::lexis::token::Token;
    use claimgraph::rules::ast::RuleSet;

    let file = "lexicon.all = { words = ['cat', 'great ape'], include = ['code'] }\n\
                lexicon.code = { words = ['US', 'New US'], case = 'exact' }\n";
    let (set, _) = RuleSet::load([("a.toml".to_owned(), file)], &|_| None);
    let lexis = Lexis::build(&set);
    let all = lexis.lexicons.id("all").unwrap();
    let token = |text: &str| Token {
        span: Span::new(0, text.len()),
        word: lexis.vocabulary.get(&text.to_lowercase()),
        ..Token::default()
    };
    let has = |text: &str| lexis.lexicons.has(all, &token(text), text);
    assert_eq!(["cat", "Cat", "US", "us", "Us"].map(has), [true, true, true, false, false]);
    let phrase = |text: &str| {
        let from = text.find(' ').unwrap();
        let word = |a: usize, b: usize| Token {
            span: Span::new(a, b),
            word: lexis.vocabulary.get(&text[a..b].to_lowercase()),
            ..Token::default()
        };
        let tokens = [word(0, from), word(from + 1, text.len())];
        let mut found = Vec::new();
        lexis.lexicons.phrases_at(&tokens, 0, 2, text, &mut found);
        found.iter().any(|p| p.lex == all)
    };
    let phrases = ["great ape", "Great Ape", "New US", "new us"];
    assert_eq!(phrases.map(phrase), [true, true, true, false]);
}
