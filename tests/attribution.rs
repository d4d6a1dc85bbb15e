//! Who says what: sources, contents over sentences and paragraphs, pronouns, chains.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::LazyLock;

use claimgraph::Extractor;
use claimgraph::record::{Attribution, SourceType, SpeechKind, Via};

static ENGLISH: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builtin().expect("the built-in pack loads"));

fn attributions(text: &str) -> Vec<Attribution> {
    ENGLISH.extract_text(text, None).attributions
}

/// Source, cue and content pieces.
fn parts(a: &Attribution) -> (&str, &str, Vec<&str>) {
    (
        a.source.as_ref().map_or("", |s| &s.evidence.text),
        a.cue.as_ref().map_or("", |c| &c.text),
        a.content.iter().map(|c| c.text.as_str()).collect(),
    )
}

#[test]
fn the_source_stands_before_or_behind_the_cue() {
    for (text, source, content) in [
        ("Ida Quist said the ferry was late.", "Ida Quist", "the ferry was late"),
        ("The ferry was late, said Ida Quist.", "Ida Quist", "The ferry was late"),
        ("The ferry was late, Ida Quist said on Friday.", "Ida Quist", "The ferry was late"),
        (
            "According to the port office, the ferry was late.",
            "the port office",
            "the ferry was late",
        ),
        (
            "The ferry was late, according to the port office.",
            "the port office",
            "The ferry was late",
        ),
    ] {
        let found = attributions(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let (s, _, c) = parts(&found[0]);
        assert_eq!((s, c), (source, vec![content]), "{text}");
    }
}

#[test]
fn a_title_in_an_apposition_belongs_to_the_source() {
    let found = attributions("The mayor, Tom Brill, said the port was open.");
    assert_eq!(parts(&found[0]).0, "The mayor, Tom Brill");
    assert_eq!(found[0].source.as_ref().unwrap().norm.as_deref(), Some("Tom Brill"));
    assert_eq!(found[0].title.as_deref(), Some("The mayor"));
    assert_eq!(found[0].source_type, Some(SourceType::NamedPerson));
}

#[test]
fn a_verb_that_looks_like_a_noun_behind_an_apposition_reports() {
    let text = "Ruth Bell, the head of the harbour office, estimates that they need 30 boats.";
    let found = attributions(text);
    let (source, cue, content) = parts(&found[0]);
    assert_eq!((source, cue), ("Ruth Bell, the head of the harbour office", "estimates"));
    assert_eq!(content, ["that they need 30 boats"]);
    // A noun that its own phrase begins is none.
    assert!(attributions("They made lists, tables, estimates that nobody read.").is_empty());
}

#[test]
fn a_source_keeps_the_participle_that_hangs_on_it() {
    for (text, source) in [
        (
            "A study published on Tuesday in the journal Reef found that corals die.",
            "A study published on Tuesday in the journal Reef",
        ),
        ("Officials briefed on the plan said it was dear.", "Officials briefed on the plan"),
        (
            "Research carried out by the Olm Institute shows that rents have doubled.",
            "Research carried out by the Olm Institute",
        ),
        // The time stands before the subject here.
        ("In a letter sent on Monday the mayor said the port was open.", "the mayor"),
    ] {
        assert_eq!(parts(&attributions(text)[0]).0, source, "{text}");
    }
}

#[test]
fn signs_that_are_read_belong_to_what_is_said() {
    let found = attributions("The bank said prices had fallen by 8%.");
    assert_eq!(parts(&found[0]).2, ["prices had fallen by 8%"]);
}

#[test]
fn the_hearer_may_have_an_apposition() {
    let found = attributions("The captain told Ruth Bell, a reporter, that he would not sail.");
    let (source, cue, content) = parts(&found[0]);
    assert_eq!((source, cue), ("The captain", "told"));
    assert_eq!(content, ["that he would not sail"]);
}

#[test]
fn words_that_attribute_in_the_middle_leave_two_pieces() {
    let found = attributions("The ferry, officials said, was full.");
    assert_eq!(parts(&found[0]), ("officials", "said", vec!["The ferry", "was full"]));
}

#[test]
fn a_quotation_goes_on_behind_the_sentence_that_attributes_it() {
    let found = attributions("“The ferry is safe,” said Ida Quist. “It will sail at noon.”");
    assert_eq!(found.len(), 1);
    assert_eq!(parts(&found[0]).2, vec!["“The ferry is safe,”", "“It will sail at noon.”"]);
    assert_eq!(found[0].kind, SpeechKind::Direct);
}

#[test]
fn a_pronoun_and_a_short_form_resolve_to_the_speaker() {
    let found = attributions(
        "Ida Quist said the ferry was late. She added that fog had closed the port. \
         Quist said it would clear.",
    );
    let names: Vec<_> = found
        .iter()
        .map(|a| {
            let s = a.source.as_ref().unwrap();
            (s.evidence.text.as_str(), s.norm.as_deref(), s.via)
        })
        .collect();
    assert_eq!(
        names,
        vec![
            ("Ida Quist", None, Via::Rule),
            ("She", Some("Ida Quist"), Via::Anaphora),
            ("Quist", Some("Ida Quist"), Via::Anaphora),
        ]
    );
}

#[test]
fn a_gerund_and_a_second_verb_share_the_source() {
    let found = attributions(
        "The captain accused the port of neglect and urged Norland to “act at once”, \
         adding that the ferry was old.",
    );
    let sources: Vec<_> = found.iter().map(|a| (parts(a).0, parts(a).1)).collect();
    assert_eq!(
        sources,
        vec![("The captain", "accused"), ("The captain", "urged"), ("The captain", "adding"),]
    );
}

#[test]
fn an_attribution_in_the_words_of_another_names_it() {
    let found =
        attributions("Ida Quist told reporters that union leaders had denied reports of a strike.");
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].within.as_deref(), Some(found[0].id.as_str()));
    assert_eq!(parts(&found[1]).0, "union leaders");
    assert_eq!(found[1].certainty, "CT-");
}

#[test]
fn an_anonymous_source_keeps_its_reason() {
    let found = attributions(
        "A port official, who spoke on condition of anonymity because talks were going on, \
         said the dyke would hold.",
    );
    assert_eq!(found[0].source_type, Some(SourceType::AnonymousSource));
    let reason = &found[0].anonymity_reason.as_ref().unwrap().text;
    assert!(reason.contains("because talks were going on"), "{reason}");
}

#[test]
fn reportedly_has_no_source() {
    let found = attributions("The dyke was reportedly damaged in March.");
    assert_eq!(found.len(), 1);
    assert!(found[0].source.is_none());
    assert!(found[0].missing.contains(&"source".into()));
}

#[test]
fn modals_and_negation_in_the_content_set_the_certainty() {
    for (text, certainty) in [
        ("Ida Quist said the dyke failed.", "CT+"),
        ("Ida Quist said the dyke did not fail.", "CT-"),
        ("Ida Quist said the dyke may fail.", "PS+"),
        ("Ida Quist did not say whether the dyke failed.", "Uu"),
    ] {
        assert_eq!(attributions(text)[0].certainty, certainty, "{text}");
    }
}

#[test]
fn words_reported_inside_a_quotation_stay_the_speakers() {
    let found = attributions("“I told them the ferry was late,” said Ida Quist.");
    assert_eq!(found.len(), 1);
    assert_eq!(parts(&found[0]).0, "Ida Quist");
}

#[test]
fn a_lost_quotation_mark_changes_nothing_in_the_next_paragraph() {
    let second = "The mayor, Tom Brill, said the port was open.";
    let found = attributions(&format!("“The ferry is safe, said Ida Quist.\n\n{second}"));
    assert!(found.iter().any(|a| parts(a).0 == "The mayor, Tom Brill"), "{found:?}");
}
