//! A quotation mark that is lost or doubled changes what is found in its own paragraph only.
#![allow(clippy::expect_used)]

use std::sync::OnceLock;

use chrono::NaiveDate;
use claimgraph::Extractor;
use claimgraph::record::{Evidence, Extraction};
use proptest::prelude::*;

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| Extractor::builtin().expect("the built-in pack loads"))
}

/// A paragraph that stands by itself: it names its speaker and leans on no other.
fn paragraph() -> impl Strategy<Value = String> {
    let opening = prop::sample::select(vec![
        "\"At least 12 miners were killed\", said Ruth Okafor, the governor of Norland.",
        "“The board voted 7-2 to close the road on Monday,” Thomas de Vries, the mayor, said.",
        "Anna Lindqvist, a doctor, called the figure “a fairy tale”. Some 40 people were injured.",
        "\"We saw 300 families flee the town of Karsk. Nobody helped them\", Omar Haddad told reporters.",
        "The ministry said “about 2,000 houses” had been destroyed in Peru since 3 May 2024.",
        "“The two sides met in Oslo on Tuesday. They agreed to “exchange 15 prisoners” soon,” said Maria Lopez, a diplomat.",
    ]);
    let closing = prop::sample::select(vec![
        "",
        " The council rejected the plan 5-4.",
        " Rebels attacked the port of Lima on Friday.",
        " \"None of this was planned\", the agency said.",
    ]);
    (opening, closing).prop_map(|(a, b)| format!("{a}{b}"))
}

/// What is found, by paragraph: kind, words and the fields that stand in that paragraph itself.
fn by_paragraph(paragraphs: &[String]) -> Vec<Vec<String>> {
    let text = paragraphs.join("\n\n");
    let found = extractor().extract_text(&text, NaiveDate::from_ymd_opt(2024, 5, 17));
    let mut starts = Vec::new();
    let mut at = 0;
    for p in paragraphs {
        starts.push(at);
        at += p.chars().count() as u32 + 2;
    }
    let mut out = vec![Vec::new(); paragraphs.len()];
    let paragraph_of = |e: &Evidence| starts.partition_point(|s| *s <= e.start) - 1;
    for (span, line) in lines(&found, &paragraph_of) {
        out[paragraph_of(&span)].push(line);
    }
    out
}

fn lines(found: &Extraction, paragraph_of: &dyn Fn(&Evidence) -> usize) -> Vec<(Evidence, String)> {
    let words = |e: &Evidence| e.text.clone();
    let mut out = Vec::new();
    for c in &found.claims {
        let source = c.source.as_ref().map(|s| words(&s.evidence));
        let place = c.place.as_ref().map(|p| words(&p.evidence));
        let date = c.date.as_ref().map(|d| d.time.value.clone());
        let line = format!("claim {} {} {place:?} {date:?} {source:?}", c.span.text, c.event);
        out.push((c.span.clone(), line));
    }
    for v in &found.votes {
        let count = |c: &Option<claimgraph::record::Count>| c.as_ref().map(|c| c.value);
        let source = v.source.as_ref().map(|s| words(&s.evidence));
        let sides = (count(&v.r#for), count(&v.against));
        out.push((v.span.clone(), format!("vote {sides:?} {:?} {source:?}", v.outcome)));
    }
    for e in &found.events {
        let actor = e.actor.as_ref().map(|a| words(&a.evidence));
        let source = e.source.as_ref().map(|s| words(&s.evidence));
        out.push((e.span.clone(), format!("event {} {actor:?} {source:?}", e.action.text)));
    }
    for a in &found.attributions {
        let source = a.source.as_ref().map(|s| words(&s.evidence));
        // A speech may go on in the next paragraph; only what stands in its own is compared.
        let own = |e: &&Evidence| paragraph_of(e) == paragraph_of(&a.span);
        let content: Vec<_> = a.content.iter().filter(own).map(words).collect();
        out.push((a.span.clone(), format!("attribution {source:?} {content:?}")));
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_quotation_mark_changes_output_only_within_its_paragraph(
        parts in prop::collection::vec(paragraph(), 2..5),
        damaged in 0usize..5,
        nth in 0usize..6,
        doubled in any::<bool>(),
    ) {
        let damaged = damaged % parts.len();
        let marks: Vec<(usize, char)> =
            parts[damaged].char_indices().filter(|(_, c)| ['"', '“', '”'].contains(c)).collect();
        let (at, mark) = marks[nth % marks.len()];
        let mut harmed = parts.clone();
        if doubled {
            harmed[damaged].insert(at, mark);
        } else {
            harmed[damaged].remove(at);
        }
        prop_assume!(!harmed[damaged].trim().is_empty());
        let (whole, harmed) = (by_paragraph(&parts), by_paragraph(&harmed));
        for index in (0..parts.len()).filter(|i| *i != damaged) {
            prop_assert_eq!(&whole[index], &harmed[index]);
        }
    }
}
