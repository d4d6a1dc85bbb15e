//! What bytes, rows and broken input are read as.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use claimgraph::document::{DateSource, InputErrorKind, read_bytes};

#[test]
fn a_malformed_row_is_named_and_the_others_go_on() {
    let rows = b"{\"id\":\"a\",\"text\":\"One.\",\"date\":\"2023-02-01\"}\n\n{\"id\": oops}\n{}\n\
        {\"id\":7,\"html\":\"<p>Seven ships sailed &amp; sank.</p>\",\"url\":\"u\",\"title\":\"t\"}";
    let read: Vec<_> = read_bytes("in.jsonl", rows).collect();
    assert_eq!(read.len(), 4);
    let first = read[0].as_ref().unwrap();
    assert_eq!((first.origin.id.as_str(), first.origin.date_source), ("a", DateSource::Field));
    let error = read[1].as_ref().unwrap_err();
    assert_eq!((error.kind(), error.row()), (InputErrorKind::MalformedRow, Some(3)));
    assert!(error.to_string().starts_with("in.jsonl:3:8: malformed row 3, column 8: "), "{error}");
    assert_eq!(read[2].as_ref().unwrap_err().kind(), InputErrorKind::NoText);
    let last = read[3].as_ref().unwrap();
    assert_eq!((last.origin.id.as_str(), last.text.as_str()), ("7", "Seven ships sailed & sank."));
    assert_eq!(last.origin.title.as_deref(), Some("t"));
}

#[test]
fn an_array_or_one_object_of_json_is_read_too() {
    let array = br#"[{"text": "One."}, {"text": "Two."}]"#;
    let texts: Vec<_> = read_bytes("-", array).map(|d| d.unwrap().text).collect();
    assert_eq!(texts, ["One.", "Two."]);
    let object = b"{\n  \"text\": \"One.\"\n}\n";
    assert_eq!(read_bytes("x.json", object).count(), 1);
}

#[test]
fn invalid_utf8_is_replaced_and_the_warning_says_where() {
    let document = read_bytes("n.txt", b"caf\xE9 open").next().unwrap().unwrap();
    assert_eq!(document.text, "caf\u{FFFD} open");
    assert!(
        document.origin.warnings[0].contains("invalid UTF-8 at byte 3"),
        "{:?}",
        document.origin.warnings
    );
}

#[test]
fn an_empty_input_is_an_error_with_a_remedy() {
    for (name, bytes) in [("a.txt", &b" \n"[..]), ("a.html", b""), ("a.jsonl", b"\n"), ("-", b"")] {
        let error = read_bytes(name, bytes).next().unwrap().unwrap_err();
        assert_eq!(error.kind(), InputErrorKind::Empty, "{name}");
    }
}
