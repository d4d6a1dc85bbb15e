//! Numbers in words and digits, scanned from tokens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use claimgraph::document::Span;
use claimgraph::lexis::token::{Shape, Token, WordId};
use claimgraph::values::decimal::parse_digits;
use claimgraph::values::number::{NumberKind, NumberSpec};
use claimgraph::values::number_scan::scan_numbers;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The pack's number words, in order; a word's id is its place plus one.
fn lexicon() -> (BTreeMap<String, u32>, Vec<NumberSpec>) {
    let file: toml::Table = include_str!("../rules/en/lexicon/numbers.toml").parse().unwrap();
    let words = file["lexicon"]["number-word"].as_table().unwrap();
    let mut ids = BTreeMap::new();
    let mut specs = Vec::new();
    for (word, spec) in words {
        specs.push(NumberSpec::parse(spec.as_str().unwrap()).unwrap());
        ids.insert(word.clone(), specs.len() as u32);
    }
    (ids, specs)
}

/// Splits letters, digits with their marks, and punctuation, as the lexer does.
fn tokens(text: &str, ids: &BTreeMap<String, u32>) -> Vec<Token> {
    let class = |c: char| match c {
        c if c.is_ascii_digit() || "½¼¾".contains(c) => 1,
        c if c.is_alphabetic() => 2,
        _ => 3,
    };
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if chars[i].1.is_whitespace() {
            i += 1;
            continue;
        }
        let mut j = i + 1;
        let kind = class(chars[i].1);
        if kind == 1 {
            while j < chars.len()
                && (class(chars[j].1) == 1
                    || (",.".contains(chars[j].1)
                        && j + 1 < chars.len()
                        && chars[j + 1].1.is_ascii_digit()))
            {
                j += 1;
            }
        } else if kind == 2 {
            while j < chars.len() && class(chars[j].1) == 2 {
                j += 1;
            }
        }
        let end = chars.get(j).map_or(text.len(), |c| c.0);
        let span = Span::new(chars[i].0, end);
        let mut shape = [0, Shape::DIGITS, Shape::WORD, Shape::PUNCT][kind];
        if i > 0 && !chars[i - 1].1.is_whitespace() {
            shape |= Shape::GLUED;
        }
        let word = ids.get(&span.of(text).to_lowercase()).copied().unwrap_or(0);
        out.push(Token { span, word: WordId(word), shape: Shape(shape), ..Token::default() });
        i = j;
    }
    out
}

/// Every number as `words=value` (kinds other than cardinal named).
fn numbers(text: &str) -> Vec<String> {
    let (ids, specs) = lexicon();
    let tokens = tokens(text, &ids);
    let spec = |w: WordId| specs.get((w.0 as usize).wrapping_sub(1));
    scan_numbers(&tokens, text, &spec)
        .into_iter()
        .map(|m| {
            let from = tokens[m.start as usize].span.start as usize;
            let to = tokens[m.end as usize - 1].span.end as usize;
            let kind = match m.value.kind {
                NumberKind::Cardinal => String::new(),
                kind => format!(" {}", kind.name()),
            };
            assert!(m.value.low <= m.value.high);
            format!("{}={}{}", &text[from..to], m.value.normal(), kind)
        })
        .collect()
}

#[test]
fn digits_are_read_with_every_grouping() {
    let value = |s: &str| parse_digits(s).map(|(d, _)| d.normalize().to_string());
    for (text, want) in [
        ("33,970", "33970"),
        ("33\u{202f}970", "33970"),
        ("1,00,000", "100000"),
        ("1.000.000", "1000000"),
        ("1.9", "1.9"),
        (".5", "0.5"),
        ("0,5", "0.5"),
        ("2½", "2.5"),
        ("10⁶", "1000000"),
        ("1,234.56", "1234.56"),
        ("0.100", "0.1"),
    ] {
        assert_eq!(value(text).as_deref(), Some(want), "{text}");
    }
    for text in ["1.2.3", "12,34,5", "1,23.4", "", ".", ","] {
        assert_eq!(value(text), None, "{text}");
    }
}

#[test]
fn words_digits_and_mixtures_have_their_values() {
    for (text, want) in [
        ("two and a half million dollars", "two and a half million=2500000"),
        ("two-and-a-half years", "two-and-a-half=2.5"),
        ("one hundred and five people", "one hundred and five=105"),
        ("a dozen eggs", "a dozen=12"),
        ("half a million of them", "half a million=500000"),
        ("half a dozen", "half a dozen=6"),
        ("twenty-five years", "twenty-five=25"),
        ("a twenty-five-year-old", "twenty-five=25"),
        ("cost 1.9 million", "1.9 million=1900000"),
        ("up 3.2bn", "3.2bn=3200000000"),
        ("a million and a half", "a million and a half=1500000"),
        ("one hundred and fifty thousand", "one hundred and fifty thousand=150000"),
        ("a hundred thousand", "a hundred thousand=100000"),
        (
            "three million two hundred thousand and six",
            "three million two hundred thousand and six=3200006",
        ),
        ("two thirds of", "two thirds=0.666666666666667 fraction"),
        ("three-quarters full", "three-quarters=0.75 fraction"),
        ("a quarter of a million", "a quarter of a million=250000"),
        ("a third of voters", "a third=0.333333333333333 fraction"),
        ("7/10 agreed", "7/10=0.7 fraction"),
        ("10 1/2 miles", "10 1/2=10.5"),
        ("1½ cups", "1½=1.5"),
        ("the twenty-first", "twenty-first=21 ordinal"),
        ("the 3rd time", "3rd=3 ordinal"),
        ("33 970 dead", "33 970=33970"),
        ("dropped to -5 today", "-5=-5"),
        ("minus ten", "minus ten=-10"),
        ("tens of thousands", "tens of thousands=10000..100000 vague"),
        ("several hundred", "several hundred=300..900 vague"),
        ("a few dozen", "a few dozen=36..108 vague"),
        ("dozens were", "dozens=24..100 vague"),
        ("two point five", "two point five=2.5"),
        ("twice a week", "twice=2 multiple"),
        ("one - fourth", "one - fourth=0.25 fraction"),
        ("three twenty-fifths", "three twenty-fifths=0.12 fraction"),
        ("one hundred thirty-two fifths", "one hundred thirty-two fifths=26.4 fraction"),
        ("one thousand and five hundred", "one thousand and five hundred=1500"),
        ("two billion and a half million", "two billion and a half million=2000500000"),
        ("two hundred point seventy-one", "two hundred point seventy-one=200.71"),
        ("3 hundred and 21", "3 hundred and 21=321"),
        ("three dozens", "three dozens=36"),
        ("dropped to minus-130 degrees", "minus-130=-130"),
        ("2^10 bytes", "2^10=1024"),
        ("4e14 of them", "4e14=400000000000000"),
        ("sold 1MM", "1MM=1000000"),
        ("5.5 x 10^-3", "5.5 x 10^-3=0.0055"),
    ] {
        assert_eq!(numbers(text), [want], "{text}");
    }
}

#[test]
fn neighbouring_numbers_stay_apart() {
    for (text, want) in [
        ("between one million and two million", vec!["one million=1000000", "two million=2000000"]),
        ("one hundred and two hundred", vec!["one hundred=100", "two hundred=200"]),
        ("five and six", vec!["five=5", "six=6"]),
        ("nineteen ninety", vec!["nineteen=19", "ninety=90"]),
        ("10-15 people", vec!["10=10", "15=15"]),
        ("one in five", vec!["one in five=0.2 ratio", "one=1", "five=5"]),
        ("3 out of 4", vec!["3 out of 4=0.75 ratio", "3=3", "4=4"]),
        ("1 over 3", vec!["1 over 3=0.333333333333333 over", "1=1", "3=3"]),
        ("10m deep", vec!["10m=10000000", "10=10"]),
        ("on 1/2/2003", vec![]),
        ("a car and an egg of one", vec!["one=1"]),
    ] {
        assert_eq!(numbers(text), want, "{text}");
    }
}

fn below_thousand(n: u64, and: bool, hyphen: bool) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let (h, r) = (n / 100, n % 100);
    let mut parts = Vec::new();
    if h > 0 {
        parts.push(format!("{} hundred", SMALL[h as usize]));
        if and && r > 0 {
            parts.push("and".into());
        }
    }
    if r >= 20 {
        let unit = SMALL[(r % 10) as usize];
        let ten = TENS[(r / 10) as usize];
        let tie = if hyphen { "-" } else { " " };
        parts.push(if r % 10 == 0 { ten.into() } else { format!("{ten}{tie}{unit}") });
    } else if r > 0 || n == 0 {
        parts.push(SMALL[r as usize].into());
    }
    parts.join(" ")
}

fn in_words(n: u64, and: bool, hyphen: bool) -> String {
    let mut parts = Vec::new();
    let mut rest = n;
    for (size, name) in [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")] {
        if rest >= size {
            parts.push(format!("{} {name}", below_thousand(rest / size, and, hyphen)));
            rest %= size;
        }
    }
    if rest > 0 || n == 0 {
        if and && n >= 1000 && rest < 100 {
            parts.push("and".into());
        }
        parts.push(below_thousand(rest, and, hyphen));
    }
    parts.join(" ")
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

proptest! {
    #[test]
    fn a_value_in_words_and_in_digits_comes_out_equal(
        n in prop_oneof![0u64..2000, 0u64..1_000_000, 0u64..1_000_000_000_000],
        and: bool,
        hyphen: bool,
    ) {
        let words = in_words(n, and, hyphen);
        prop_assert_eq!(numbers(&words), vec![format!("{words}={n}")]);
        let digits = grouped(n);
        prop_assert_eq!(numbers(&digits), vec![format!("{digits}={n}")]);
    }

    #[test]
    fn any_text_gives_ordered_ranges_and_valid_spans(text in "[ 0-9a-z,./½-]{0,40}") {
        let _ = numbers(&text);
    }

    #[test]
    fn digits_are_exact(n in 0u64..1_000_000_000_000, scale in 0u32..8) {
        let d = Decimal::new(n as i64, scale);
        let (value, _) = parse_digits(&d.to_string()).unwrap();
        prop_assert_eq!(value, d);
    }
}
