//! Spans, ranges and dates of whole extractions hold on texts of many shapes.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use chrono::NaiveDate;
use claimgraph::Extractor;
use claimgraph::record::Extraction;
use proptest::prelude::*;
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::builtin().unwrap());

fn extract(text: &str, date: Option<NaiveDate>) -> Extraction {
    EXTRACTOR.extract_text(text, date)
}

/// Every `{start, end, text}` of a record, wherever it stands.
fn evidence<'v>(value: &'v Value, found: &mut Vec<(usize, usize, &'v str)>) {
    match value {
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name).and_then(Value::as_u64);
            if let (Some(start), Some(end), Some(Value::String(text))) =
                (number("start"), number("end"), fields.get("text"))
            {
                found.push((start as usize, end as usize, text));
            }
            fields.values().for_each(|v| evidence(v, found));
        }
        Value::Array(items) => items.iter().for_each(|v| evidence(v, found)),
        _ => {}
    }
}

fn sentence() -> impl Strategy<Value = String> {
    let subject = prop::sample::select(vec![
        "At least 14 villagers",
        "Some 2,300 people (約二千三百人)",
        "The council of Karsk (カルスク市)",
        "Mayor Lê Thị Bình",
        "“Dozens” of sailors",
        "Between 10\nand 15 hikers",
    ]);
    let verb = prop::sample::select(vec![
        "were killed",
        "voted 7–2 against the plan",
        "fled to Nordhavn (北港)",
        "said: “We lost two thirds of the herd”",
        "were hurt when a ferry\n  sank",
        "left “for good”, he said,",
    ]);
    let when = prop::sample::select(vec![
        "on Tuesday",
        "on 3 May 2019 (令和元年五月三日)",
        "between Monday\nand Thursday",
        "two weeks ago",
        "from November to February",
        "at 5 p.m. local time",
        "",
    ]);
    (subject, verb, when).prop_map(|(s, v, w)| format!("{s} {v} {w}."))
}

fn text() -> impl Strategy<Value = String> {
    let gap = prop::sample::select(vec![" ", "\n", "\n\n", "\r\n\r\n", " \u{3000}", "\n“"]);
    prop::collection::vec((sentence(), gap), 1..6)
        .prop_map(|parts| parts.into_iter().flat_map(|(s, g)| [s, g.to_owned()]).collect())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn ends_of_a_range() -> impl Strategy<Value = (String, String)> {
    let month = || prop::sample::select(MONTHS.to_vec());
    prop_oneof![
        (month(), month()).prop_map(|(a, b)| (a.to_owned(), b.to_owned())),
        (month(), 1..=28u32, month(), 1..=28u32)
            .prop_map(|(m, d, n, e)| (format!("{m} {d}"), format!("{n} {e}"))),
        (prop::sample::select(WEEKDAYS.to_vec()), prop::sample::select(WEEKDAYS.to_vec()))
            .prop_map(|(a, b)| (a.to_owned(), b.to_owned())),
        (1..=9u32, 10..=12u32, 1..=9u32, 10..=12u32, 13..=28u32)
            .prop_map(|(a, b, c, d, e)| (format!("{b}/{e}"), format!("0{c}/{}", a + d))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_span_gives_back_its_words_on_multi_line_glossed_and_curly_quoted_text(text in text()) {
        let record = serde_json::to_value(extract(&text, NaiveDate::from_ymd_opt(2024, 4, 19))).unwrap();
        let letters: Vec<char> = text.chars().collect();
        let mut found = Vec::new();
        evidence(&record, &mut found);
        prop_assert!(!found.is_empty());
        for (start, end, words) in found {
            prop_assert!(start < end && end <= letters.len(), "{start}..{end} of {}", letters.len());
            let there: String = letters[start..end].iter().collect();
            prop_assert_eq!(there, words);
        }
    }

    #[test]
    fn quantities_and_times_of_a_text_never_invert(text in text()) {
        let record = extract(&text, NaiveDate::from_ymd_opt(2024, 4, 19));
        for q in &record.quantities {
            if let (Some(low), Some(high)) = (&q.quantity.low, &q.quantity.high) {
                prop_assert!(low <= high, "{:?}", q);
            }
        }
        for t in &record.times {
            if let (Some(from), Some(to)) = (&t.time.from, &t.time.to) {
                prop_assert!(from <= to, "{:?}", t);
            }
        }
    }

    #[test]
    fn the_end_of_a_range_of_dates_is_not_before_its_beginning(
        ends in ends_of_a_range(), day in 0..3000u64, future: bool,
    ) {
        let (begin, end) = ends;
        let date = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + chrono::Days::new(day);
        let verb = if future { "will be" } else { "was" };
        let record = extract(&format!("The port {verb} shut from {begin} to {end}."), Some(date));
        if let [a, b] = &record.times[..] {
            let start = |t: &claimgraph::record::Time| {
                t.time.value.starts_with(|c: char| c.is_ascii_digit()).then(|| t.time.value.clone())
            };
            if let (Some(a), Some(b)) = (start(a), start(b)) {
                prop_assert!(a <= b, "{a} {b} for {begin} to {end} on {date}");
            }
        }
    }
}
