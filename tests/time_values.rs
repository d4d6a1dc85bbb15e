//! Time values from slots: calendar arithmetic, direction, intervals.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use claimgraph::record::TimeValue;
use claimgraph::values::time::{Cal, Context, Direction, TimeFrame, Timeline, Unit, resolve};
use proptest::prelude::*;

fn date(s: &str) -> NaiveDate {
    s.parse().unwrap()
}

fn at(doc: &str, dir: Direction, slots: &str) -> Option<TimeValue> {
    let ctx = Context { doc_date: Some(date(doc)), direction: dir, ..Context::default() };
    resolve(&frame(slots), &ctx).map(|r| r.time)
}

fn frame(slots: &str) -> TimeFrame<'_> {
    slots.split_whitespace().filter_map(|s| s.split_once('=')).collect()
}

fn value(doc: &str, dir: Direction, slots: &str) -> String {
    at(doc, dir, slots).map_or_else(|| "none".into(), |t| t.value)
}

#[test]
fn a_weekday_follows_the_tense_of_its_clause() {
    // 2024-04-19 is a Friday.
    assert_eq!(value("2024-04-19", Direction::Past, "op=weekday wd=3"), "2024-04-17");
    assert_eq!(value("2024-04-19", Direction::Future, "op=weekday wd=3"), "2024-04-24");
    assert_eq!(value("2024-04-19", Direction::Past, "op=weekday wd=5"), "2024-04-19");
    assert_eq!(value("2024-04-19", Direction::Past, "op=weekday wd=5 dir=past"), "2024-04-12");
    assert_eq!(value("2024-04-19", Direction::Past, "op=weekday wd=1 dir=this"), "2024-04-15");
    assert_eq!(value("2024-04-19", Direction::Past, "op=weekday wd=2 wshift=1"), "2024-04-23");
    let open = at("2024-04-19", Direction::Unknown, "op=weekday wd=3").unwrap();
    assert_eq!(
        (open.value.as_str(), open.alternative.as_deref()),
        ("2024-04-17", Some("2024-04-24"))
    );
}

#[test]
fn a_day_and_month_without_a_year_take_the_nearest_in_that_direction() {
    let slots = "op=date month=10 day=7";
    assert_eq!(value("2024-04-19", Direction::Past, slots), "2023-10-07");
    assert_eq!(value("2024-04-19", Direction::Future, slots), "2024-10-07");
    assert_eq!(value("2024-04-19", Direction::Future, "op=date month=4"), "2024-04");
    assert_eq!(value("2024-04-19", Direction::Past, "op=date month=4 dir=past"), "2023-04");
    // Thursday 15 May was in 2008.
    assert_eq!(
        value("2008-03-20", Direction::Unknown, "op=date month=5 day=15 wd=4"),
        "2008-05-15"
    );
}

#[test]
fn without_a_document_date_the_value_stays_open() {
    let ctx = Context::default();
    let v = |s| resolve(&frame(s), &ctx).map(|r| (r.time.value, r.time.from));
    assert_eq!(v("op=date month=10 day=7"), Some(("XXXX-10-07".into(), None)));
    assert_eq!(v("op=weekday wd=3 pod=MO"), Some(("XXXX-WXX-3TMO".into(), None)));
    assert_eq!(v("op=shift n=1 unit=week dir=past"), Some(("XXXX-WXX".into(), None)));
    assert_eq!(v("op=clock hour=5 ampm=pm"), Some(("XXXX-XX-XXT17:00".into(), None)));
}

#[test]
fn impossible_dates_and_hours_are_no_times() {
    for slots in [
        "op=date year=2023 month=2 day=29",
        "op=date month=2 day=31",
        "op=numdate a=2015 b=1 c=32",
        "op=numdate a=13 b=13 c=2013",
        "op=clock hour=25",
        "op=clock hour=13 ampm=am",
        "op=quarter q=5",
    ] {
        assert_eq!(value("2024-04-19", Direction::Past, slots), "none", "{slots}");
    }
}

#[test]
fn offsets_keep_the_granularity_of_their_unit() {
    let v = |s| value("2024-04-19", Direction::Unknown, s);
    assert_eq!(v("op=shift n=2 unit=day dir=past"), "2024-04-17");
    assert_eq!(v("op=shift n=1 unit=week dir=past"), "2024-W15");
    assert_eq!(v("op=shift n=2 unit=week dir=past gran=day"), "2024-04-05");
    assert_eq!(v("op=shift n=1 unit=month"), "2024-05");
    assert_eq!(v("op=shift n=1 unit=quarter dir=past"), "2024-Q1");
    assert_eq!(v("op=shift n=0 unit=day pod=NI"), "2024-04-19TNI");
    assert_eq!(v("op=decade yy=80"), "198");
    assert_eq!(v("op=century n=20"), "19");
    assert_eq!(v("op=nthday n=1 wd=1 month=5 year=2024"), "2024-05-06");
    assert_eq!(v("op=holiday holiday=nth:11:4:4 year=1999"), "1999-11-25");
    assert_eq!(v("op=holiday holiday=easter:-2 year=2024"), "2024-03-29");
}

#[test]
fn later_expressions_count_from_earlier_ones() {
    let mut line = Timeline::new(Some(date("2009-10-16")), None);
    let mut next = |s| line.next(&frame(s), Direction::Past).map(|t| t.value);
    assert_eq!(next("op=quarter q=3 yshift=0").as_deref(), Some("2009-Q3"));
    assert_eq!(next("op=shift n=1 unit=year dir=past anchor=last").as_deref(), Some("2008-Q3"));
    assert_eq!(next("op=date year=2001 month=9 day=11").as_deref(), Some("2001-09-11"));
    assert_eq!(next("op=shift n=1 unit=day anchor=last").as_deref(), Some("2001-09-12"));
    assert_eq!(next("op=same unit=month").as_deref(), Some("2001-09"));
    assert_eq!(next("op=clock hour=10 minute=35 ampm=am").as_deref(), Some("2001-09-12T10:35"));
}

#[test]
fn durations_and_sets_are_written_as_timex_periods() {
    let v = |s| value("2024-04-19", Direction::Unknown, s);
    assert_eq!(v("op=duration n=2 unit=day"), "P2D");
    assert_eq!(v("op=duration n=5.5 unit=hour"), "PT5H30M");
    assert_eq!(v("op=duration n=1 unit=hour n2=30 unit2=minute"), "PT1H30M");
    assert_eq!(v("op=duration n=2 unit=decade"), "P20Y");
    assert_eq!(v("op=duration n=X unit=year"), "PXY");
    assert_eq!(v("op=duration n=12 high=18 unit=month"), "PXM");
    assert_eq!(v("op=duration n=0.5 unit=year"), "P6M");
    assert_eq!(v("op=set unit=week"), "P1W");
    assert_eq!(v("op=set wd=1"), "XXXX-WXX-1");
}

#[test]
fn since_leaves_the_interval_open() {
    let t = at("2024-04-19", Direction::Past, "op=date month=10 day=7 rel=since").unwrap();
    assert_eq!(t.value, "2023-10-07");
    assert_eq!((t.from.as_deref(), t.to), (Some("2023-10-07"), None));
    assert_eq!(t.edtf.as_deref(), Some("2023-10-07/.."));
}

fn slots() -> impl Strategy<Value = String> {
    let unit =
        prop::sample::select(vec!["day", "week", "month", "quarter", "half", "year", "decade"]);
    let dir = prop::sample::select(vec!["", "dir=past", "dir=future", "dir=this"]);
    let rel = prop::sample::select(vec!["", "rel=since", "rel=until", "rel=by", "rel=before"]);
    let pod =
        prop::sample::select(vec!["", "pod=MO", "pod=NI", "hour=5 ampm=pm", "hour=23 minute=59"]);
    let op = (1..=12u32, 1..=31u32, 1..=7u32, 1000..=9998u32, -3000..3000i32, unit).prop_flat_map(
        |(m, d, w, y, n, u)| {
            prop::sample::select(vec![
                format!("op=date year={y} month={m} day={d}"),
                format!("op=date month={m} day={d}"),
                format!("op=date month={m} day={d} wd={w}"),
                format!("op=date month={m}"),
                format!("op=date year={y}"),
                format!("op=numdate a={m} b={d} c={y}"),
                format!("op=weekday wd={w}"),
                format!("op=shift n={n} unit={u}"),
                format!("op=shift n={n} unit={u} anchor=last"),
                format!("op=same unit={u}"),
                format!("op=quarter q={}", 1 + m % 4),
                format!("op=season season=WI year={y}"),
                format!("op=weekof n=-1 month={m}"),
                format!("op=nthday n={} wd={w} month={m}", 1 + d % 5),
                format!("op=dom day={d}"),
                "op=weekend".to_string(),
            ])
        },
    );
    (op, dir, rel, pod).prop_map(|(o, d, r, p)| format!("{o} {d} {r} {p}"))
}

proptest! {
    #[test]
    fn intervals_never_invert_and_values_are_stable(
        s in slots(), day in 0..20_000u64, dir in 0..3u8, with_doc: bool,
    ) {
        let dir = [Direction::Past, Direction::Future, Direction::Unknown][usize::from(dir)];
        let doc = date("1980-01-01") + chrono::Days::new(day);
        let before = [Cal::Quarter(Some(1989), 3), Cal::Day(doc)];
        let ctx = Context {
            doc_date: with_doc.then_some(doc), before: &before, direction: dir,
            ..Context::default()
        };
        if let Some(r) = resolve(&frame(&s), &ctx) {
            prop_assert_eq!(&resolve(&frame(&s), &ctx).unwrap().time, &r.time);
            if let (Some(from), Some(to)) = (&r.time.from, &r.time.to) {
                prop_assert!(from < to, "{} {:?}", s, r.time);
            }
            if let Some(edtf) = &r.time.edtf {
                prop_assert!(edtf_is_well_formed(edtf), "{} {}", s, edtf);
            }
            prop_assert!(!r.time.value.is_empty() && !r.time.reason.is_empty());
        }
    }

    #[test]
    fn a_day_shifted_there_and_back_is_the_same(day in 0..20_000u64, n in -500..500i64) {
        let cal = Cal::Day(date("1980-01-01") + chrono::Days::new(day));
        prop_assert_eq!(cal.shift(n, Unit::Day).and_then(|c| c.shift(-n, Unit::Day)), Some(cal));
        let week = cal.shift(n, Unit::Week).unwrap();
        prop_assert_eq!(week.unit(), Unit::Week);
    }
}

/// EDTF level 1, as far as it is written here: dates with X, sub-year groupings, instants,
/// intervals with open ends.
fn edtf_is_well_formed(s: &str) -> bool {
    s.split('/').count() <= 2
        && s.split('/').all(|part| {
            let part = part.trim_end_matches('~');
            part == ".." || {
                let (day, time) = part.split_once('T').unwrap_or((part, "00:00:00"));
                let fields: Vec<&str> = day.split('-').collect();
                let digits = |f: &str, n: usize| {
                    f.len() == n && f.bytes().all(|b| b.is_ascii_digit() || b == b'X')
                };
                digits(fields[0], 4)
                    && fields.len() <= 3
                    && fields[1..].iter().all(|f| digits(f, 2))
                    && time.parse::<chrono::NaiveTime>().is_ok()
            }
        })
}
