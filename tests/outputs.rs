//! What is written for people and programs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use claimgraph::output::{Lines, Style, csv, json, ndjson, table};
use claimgraph::record::Extraction;
use support::{TEXT, sample};

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn table_of(x: &Extraction, style: Style) -> String {
    written(|out| table::write(x, &Lines::of(TEXT), style, out))
}

#[test]
fn the_table_shows_claims_votes_events_and_sources() {
    insta::assert_snapshot!(table_of(&sample(), Style::default()));
}

#[test]
fn no_line_of_the_table_is_wider_than_asked() {
    for width in [40, 60, 80] {
        let text = table_of(&sample(), Style { width, color: false });
        let widest = text.lines().map(|l| l.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} > {width}\n{text}");
    }
}

#[test]
fn colour_codes_appear_only_when_asked_for() {
    assert!(!table_of(&sample(), Style { width: 80, color: false }).contains('\x1b'));
    assert!(table_of(&sample(), Style { width: 80, color: true }).contains('\x1b'));
}

#[test]
fn control_characters_of_a_document_do_not_reach_the_terminal() {
    let mut x = sample();
    x.document.title = Some("nasty \x1b[31m title\x07".to_owned());
    x.claims[0].counted.as_mut().unwrap().evidence.text = "peo\x1bple".into();
    let text = table_of(&x, Style::default());
    assert!(!text.contains('\x1b') && !text.contains('\x07'));
}

#[test]
fn a_document_without_a_date_says_so() {
    let mut x = sample();
    x.document.date = None;
    assert!(table_of(&x, Style::default()).contains("no document date"));
}

#[test]
fn json_is_written_byte_for_byte_as_serde_json_writes_it() {
    let mut odd = sample();
    odd.document.title = Some("q\"b\\s/ \u{1}\u{8}\u{c}\n\r\t\u{7f} naïve — 日本 🎈".to_owned());
    odd.document.length = u32::MAX;
    for (claim, number) in odd.claims.iter_mut().zip(["0.1", "-40", "12345678901234567.5", "1e-7"])
    {
        claim.quantity.value = serde_json::from_str(&format!("\"{number}\"")).unwrap();
    }
    for length in 0..20 {
        let text = |last: &str| format!("{}{last}", "é".repeat(length));
        odd.document.warnings.extend([text(""), text("\""), text("x\\"), text("\ny")]);
    }
    for x in [sample(), odd, Extraction::default()] {
        let line = written(|out| ndjson::write(&x, out));
        assert_eq!(line, serde_json::to_string(&x).unwrap() + "\n");
        let object = written(|out| json::write_object(&x, out));
        assert_eq!(object, serde_json::to_string_pretty(&x).unwrap());
    }
}

#[test]
fn an_empty_extraction_says_that_nothing_was_found() {
    assert_eq!(table_of(&Extraction::default(), Style::default()).matches("none found").count(), 4);
}

#[test]
fn csv_has_one_row_a_claim_and_exact_decimals() {
    insta::assert_snapshot!(written(|out| {
        csv::write_header(out)?;
        csv::write_rows(&sample(), &Lines::of(TEXT), out)
    }));
}

#[test]
fn ndjson_is_one_line_that_reads_back_equal() {
    let text = written(|out| ndjson::write(&sample(), out));
    assert_eq!(text.matches('\n').count(), 1);
    assert_eq!(serde_json::from_str::<Extraction>(&text).unwrap(), sample());
}

#[test]
fn json_is_an_object_for_one_document_and_an_array_for_more() {
    let joined = |count: usize| {
        written(|out| {
            let mut joiner = json::Joiner::default();
            for _ in 0..count {
                let mut object = Vec::new();
                json::write_object(&sample(), &mut object)?;
                joiner.push(object, out)?;
            }
            joiner.finish(out)
        })
    };
    assert_eq!(serde_json::from_str::<Extraction>(&joined(1)).unwrap(), sample());
    for count in [0, 2, 3] {
        let read: Vec<Extraction> = serde_json::from_str(&joined(count)).unwrap();
        assert_eq!(read.len(), count);
    }
}
