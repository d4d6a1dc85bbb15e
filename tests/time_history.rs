//! A text that tells of long ago gives its years seldom; the news of today means its own year.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use claimgraph::Extractor;

fn values(text: &str, date: Option<&str>) -> Vec<(String, String)> {
    let date: Option<NaiveDate> = date.map(|d| d.parse().unwrap());
    let found = Extractor::builtin().unwrap().extract_text(text, date);
    found.times.iter().map(|t| (t.span.text.to_string(), t.time.value.to_string())).collect()
}

fn value_of(found: &[(String, String)], words: &str) -> String {
    found.iter().find(|(text, _)| text == words).map_or_else(String::new, |(_, v)| v.clone())
}

const HISTORY: &str = "The siege began in July 1643. On 4 August the guns arrived, and the next day \
    the wall fell. In mid-November the army withdrew. In January it came back.\n\n\
    In 1651 the war went on. It ended on 3 June. That winter was hard. A treaty followed in 1653.";

#[test]
fn history_goes_on_in_the_year_that_it_tells_about() {
    for date in [None, Some("2026-10-12")] {
        let found = values(HISTORY, date);
        for (words, value) in [
            ("4 August", "1643-08-04"),
            ("the next day", "1643-08-05"),
            ("mid-November", "1643-11"),
            ("January", "1644-01"),
            ("3 June", "1651-06-03"),
            ("winter", "1651-WI"),
        ] {
            assert_eq!(value_of(&found, words), value, "{words} in {found:?}");
        }
    }
}

#[test]
fn old_years_in_the_news_do_not_date_its_days() {
    let news = "The mill, built in 1901, burned in 1923 and in 1944. On Monday it was sold. \
        The sale was agreed on 3 June.";
    let found = values(news, Some("2026-10-12"));
    assert_eq!(value_of(&found, "3 June"), "2026-06-03", "{found:?}");
    // Too few years, and no date of its own: the year stays open.
    let found = values("The mill was built in 1901. It was sold on 3 June.", None);
    assert_eq!(value_of(&found, "3 June"), "XXXX-06-03", "{found:?}");
}
