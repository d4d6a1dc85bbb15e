//! Pages and segmentation, through the public interface.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::LazyLock;

use claimgraph::document::{
    DateSource, Document, RawDocument, Section, SegmentWords, Segmenter, read_bytes,
};
use proptest::prelude::*;

const LEXICON: &str = include_str!("../rules/en/lexicon/segmentation.toml");

fn words() -> SegmentWords {
    let file: toml::Table = LEXICON.parse().unwrap();
    let mut entries: Vec<(&str, &str, Option<&str>)> = Vec::new();
    for (lexicon, table) in file["lexicon"].as_table().unwrap() {
        for (entry, value) in table.as_table().unwrap() {
            match value {
                toml::Value::Array(list) => entries
                    .extend(list.iter().map(|w| (lexicon.as_str(), w.as_str().unwrap(), None))),
                _ => entries.push((lexicon, entry, value.as_str())),
            }
        }
    }
    SegmentWords::from_entries(entries)
}

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(words()));

fn segment(text: &str) -> Document {
    SEGMENTER.segment(RawDocument::plain("test", text))
}

fn sentences(text: &str) -> Vec<String> {
    let document = segment(text);
    document.sentences.iter().map(|s| s.span.of(&document.text).to_owned()).collect()
}

fn quotes(text: &str) -> Vec<String> {
    let document = segment(text);
    document.quotes.iter().map(|q| q.span.of(&document.text).to_owned()).collect()
}

fn blocks(text: &str) -> Vec<(Section, String)> {
    let document = segment(text);
    document.blocks.iter().map(|b| (b.section, b.span.of(&document.text).to_owned())).collect()
}

/// `|` marks where sentences part.
fn assert_split(marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let text = expected.join(" ");
    assert_eq!(sentences(&text), expected);
}

#[test]
fn a_full_stop_before_a_capital_ends_a_sentence() {
    assert_split("The bridge fell at dawn. | Four lorries went with it. | Nobody was hurt.");
}

#[test]
fn titles_initials_and_acronyms_do_not_end_a_sentence() {
    assert_split("Gen. Amara Diallo met Dr. P. Q. Lind in Oslo. | They spoke for an hour.");
    assert_split("The U.S. Coast Guard sent a ship. | It left at 6 a.m. Monday.");
    assert_split("She moved to the U.S. | The family followed her.");
    assert_split("J. K. Moreno and A. Berg wrote No. 7 of the series. | It sold well.");
    assert_split(
        "Harrow Mills Inc. closed two plants. | Its rival Dunmore Ltd. | The deal is off.",
    );
}

#[test]
fn decimals_and_ellipses_do_not_end_a_sentence() {
    assert_split("Prices rose 3.4 per cent to $12.50. | Wages did not.");
    assert_split("We waited ... and waited. | Then the bus came.");
    assert_split("“We waited…” she said. | Then the bus came.");
}

#[test]
fn a_question_inside_a_quotation_stays_in_its_sentence() {
    assert_split("\"Why now?\" she asked. | Nobody answered.");
    assert_split("\"Stop!\" Mr. Okoro shouted from the roof. | The crowd fell silent.");
    assert_split("\"We will go.\" | He left the room.");
    assert_split("Was it a mistake? | The minister denies it.");
}

#[test]
fn closing_marks_belong_to_the_sentence_they_close() {
    assert_split("(The road was closed.) | Drivers turned back.");
    assert_split("He called it “a fair result.” | The losers disagreed.");
    assert_split("She said: \"It is over. | We are going home.\" | The train left.");
}

#[test]
fn text_that_lost_its_spaces_is_still_split() {
    assert_eq!(
        sentences("The dam burst overnight.The valley is under water."),
        ["The dam burst overnight.", "The valley is under water."]
    );
    assert_eq!(
        sentences("Write to press.Office@example.org today."),
        ["Write to press.Office@example.org today."]
    );
}

#[test]
fn hard_wrapped_capitals_with_indented_paragraphs_are_rejoined() {
    let text = "   PORT ELGIN, 4 MAR 88 -- [TEXT] THE HARBOUR COMMAND REPORTED TODAY THAT\n\
                TWO FISHING BOATS WERE SUNK OFF THE CAPE BY UNKNOWN ATTACKERS, AND THAT\n\
                SEVEN SAILORS ARE MISSING.  THE SEARCH WAS TO GO ON THROUGH THE NIGHT,\n\
                IT SAID, WITH THE HELP OF TWO NAVAL AIRCRAFT.\n   \
                A SPOKESMAN FOR THE OWNERS TOLD REPORTERS THAT NO WARNING HAD BEEN\n\
                RECEIVED BEFORE THE ATTACK, WHICH HE CALLED A CRIME AGAINST PEOPLE WHO\n\
                LIVE BY THE SEA.\n";
    let document = segment(text);
    assert_eq!(document.blocks.len(), 2);
    // The place and the day of the report, and three sentences.
    assert_eq!(document.sentences.len(), 4);
    assert!(document.blocks.iter().all(|b| b.section == Section::Body));
}

#[test]
fn one_paragraph_a_line_stays_one_paragraph_a_line() {
    let text = "The council met on Tuesday and heard eleven residents speak about the mill.\n\
                It then voted to buy the site for a park, over the objections of its chairman.\n\
                Work may begin in spring, if the county gives the money it has promised so often.\n";
    assert_eq!(blocks(text).len(), 3);
}

const STORY: &str = "The reservoir above Callow broke its banks on Friday, flooding sixty homes.\n\
    Firefighters carried residents out by boat, the county said in a statement.\n\
    Nobody is missing, but the village school will stay closed for a month.\n";

#[test]
fn stories_under_a_heading_or_with_time_stamps_are_boilerplate() {
    let text = format!(
        "Audio by Somebody\n{STORY}Latest Stories\n-\nNine dead in coach crash\n4 minutes -\n\
         Will the ferry ever sail again?\n9 minutes -\nMayor opens a bakery\n1 hour\n"
    );
    let blocks = blocks(&text);
    assert_eq!(blocks[0].0, Section::Boilerplate);
    assert!(blocks[1..4].iter().all(|(section, _)| *section == Section::Body));
    assert!(blocks[4..].iter().all(|(section, _)| *section == Section::Boilerplate));
}

#[test]
fn time_stamped_stories_need_no_heading() {
    let text = format!(
        "{STORY}Nine dead in coach crash\n4 mins ago\nFerry stays in port\n9 mins ago\n\
         Mayor opens a bakery\n1 hour ago\n"
    );
    let blocks = blocks(&text);
    assert!(blocks[..3].iter().all(|(section, _)| *section == Section::Body));
    assert!(blocks[3..].iter().all(|(section, _)| *section == Section::Boilerplate));
}

#[test]
fn the_articles_own_headline_is_found_among_page_furniture() {
    let text = format!(
        "Find out how well you know your cheeses\nSign in\nSixty homes flooded as Callow reservoir \
         breaks banks\nBy Ida Marsh\n{STORY}"
    );
    let sections: Vec<Section> = blocks(&text).into_iter().map(|(s, _)| s).collect();
    assert_eq!(
        sections[..4],
        [Section::Boilerplate, Section::Boilerplate, Section::Headline, Section::Byline]
    );
}

#[test]
fn roll_calls_and_subheads_stay_body() {
    let text = format!(
        "{STORY}The motion to pay for repairs\nAyes: Abel, Bruns, Castro\nNays: Dietz\n\
         Absent: Ekwueme\nMotion carried\nWhat happens next\n{STORY}"
    );
    assert!(blocks(&text).iter().all(|(section, _)| *section == Section::Body));
}

#[test]
fn a_text_of_one_or_two_lines_is_body_whatever_it_says() {
    for text in ["10 minutes", "Share", "Related\n12 people died"] {
        assert!(blocks(text).iter().all(|(section, _)| *section == Section::Body), "{text}");
    }
}

#[test]
fn quotation_marks_of_every_kind_are_paired() {
    assert_eq!(quotes("He called it \"a start\" and left."), ["\"a start\""]);
    assert_eq!(quotes("He called it “a start” and left."), ["“a start”"]);
    assert_eq!(quotes("Il parle d’un « début » ici."), ["« début »"]);
    assert_eq!(quotes("He called it ``a start'' and left."), ["``a start''"]);
    assert_eq!(quotes("Minister: dam 'was never safe' for villages"), ["'was never safe'"]);
    assert_eq!(quotes("The boys' dog didn't bark in the '90s."), [] as [&str; 0]);
}

#[test]
fn a_lost_mark_does_not_flip_the_rest_of_its_paragraph() {
    let text = "Lost state,\" she added. \"They wait,\" he said. Then: \"It ends.\"";
    assert_eq!(quotes(text), ["\"They wait,\"", "\"It ends.\""]);
}

#[test]
fn a_quotation_over_paragraphs_is_open_ended_and_continued() {
    let document = segment("He said: \"We go.\n\n\"And we come back.\" She nodded.");
    let [first, second] = document.quotes[..] else { panic!("two quotations") };
    assert!(first.open_ended && !first.continues);
    assert!(second.continues && !second.open_ended);
}

#[test]
fn a_page_gives_its_article_and_its_metadata() {
    let page = r#"<!DOCTYPE html><html><head><title>Dam fails - The Callow Post</title>
        <meta property="og:site_name" content="The Callow Post">
        <link rel="canonical" href="https://example.org/dam">
        <script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-08-05T10:00:00Z"}</script>
        <style>p { color: red }</style></head><body>
        <nav><ul><li><a href="/">Home</a></li></ul></nav>
        <header><h1>Dam fails above Callow</h1></header>
        <main><article><span rel="author">By Ida Marsh</span>
        <p>The dam above Callow broke on Friday, &ldquo;without warning&rdquo;, the county said in a statement.
        <p>Sixty homes are <b>under</b> water<sup>1</sup>, and the school will stay closed for a month.</p>
        <figure><img src="x.jpg"><figcaption>Boats in the High Street</figcaption></figure>
        <ul><li><a href="/a">Nine dead in coach crash</a></li></ul></article></main>
        <aside><p>Forty people were hurt in another place, says a story that is not this one.</p></aside>
        <script>var deaths = "99 dead";</script><footer>All rights reserved</footer></body></html>"#;
    let raw = read_bytes("dam.html", page.as_bytes()).next().unwrap().unwrap();
    assert_eq!(raw.origin.publisher.as_deref(), Some("The Callow Post"));
    assert_eq!(raw.origin.url.as_deref(), Some("https://example.org/dam"));
    assert_eq!(raw.origin.date.unwrap().to_string(), "2022-08-05");
    assert_eq!(raw.origin.date_source, DateSource::Metadata);
    let document = SEGMENTER.segment(raw);
    let found: Vec<(Section, &str)> =
        document.blocks.iter().map(|b| (b.section, b.span.of(&document.text))).collect();
    assert_eq!(
        found,
        [
            (Section::Headline, "Dam fails above Callow"),
            (Section::Byline, "By Ida Marsh"),
            (
                Section::Body,
                "The dam above Callow broke on Friday, “without warning”, the county said in a statement."
            ),
            (
                Section::Body,
                "Sixty homes are under water1, and the school will stay closed for a month."
            ),
            (Section::Caption, "Boats in the High Street"),
        ]
    );
}

#[test]
fn a_long_single_line_is_one_paragraph() {
    let text = "Nothing happened here, \"again\", on day 4. ".repeat(20_000);
    let document = segment(&text);
    assert_eq!((document.blocks.len(), document.sentences.len()), (1, 20_000));
}

#[test]
fn what_runs_on_without_a_stop_is_parted_at_its_best_marks() {
    let whole = |text: &str, parts: &[String]| {
        let joined: Vec<&str> = parts.iter().flat_map(|p| p.split(' ')).collect();
        assert_eq!(joined, text.split(' ').collect::<Vec<_>>());
        assert!(parts.iter().all(|p| p.len() <= 3_000), "{:?}", parts.iter().map(String::len));
    };
    let clause = "recalling its 1,250 earlier resolutions, and noting that the mission reports";
    let resolution = vec![clause; 200].join("; ");
    let parts = sentences(&resolution);
    whole(&resolution, &parts);
    let last = parts.len() - 1;
    assert!(parts.len() > 5 && parts[..last].iter().all(|p| p.ends_with("reports;")));

    let list = vec!["12,000 in Karsk"; 1_000].join(", ");
    let parts = sentences(&list);
    whole(&list, &parts);
    assert!(parts.iter().all(|p| p.starts_with("12,000 ")));

    let words = vec!["naïve"; 2_000].join(" ");
    let parts = sentences(&words);
    whole(&words, &parts);

    let word = "é".repeat(10_000);
    assert_eq!(sentences(&word).concat(), word);
}

fn paragraph() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The council met.",
        "\"We go,\" he said.",
        "“Oui,” dit-elle.",
        "Ayes: Bo",
        "-",
        "3 min ago",
        "Mr. Lê spoke…",
        "¿Qué? No!",
        "'so-so'",
        "12.5 m",
        "Related",
        "日本。",
        "…\"",
        "«a»",
        "('",
        "”",
        "a very ordinary sentence about the weather and the state of the roads in March.",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn spans_nest_and_lie_on_character_boundaries(
        parts in prop::collection::vec((paragraph(), prop::sample::select(vec!["\n", "\n\n", "\r\n", "\n   "])), 0..9),
        noise in "\\PC{0,40}",
    ) {
        let mut text: String = parts.iter().flat_map(|(p, s)| [p.as_str(), s]).collect();
        text.push_str(&noise);
        let document = segment(&text);
        let mut end = 0;
        let mut sentences = 0;
        for (index, block) in document.blocks.iter().enumerate() {
            prop_assert!(block.span.start >= end && block.span.end > block.span.start);
            prop_assert!(text.get(block.span.start as usize..block.span.end as usize).is_some());
            end = block.span.end;
            prop_assert_eq!(block.first_sentence, sentences);
            sentences = block.end_sentence;
            let mut within = block.span.start;
            for sentence in &document.sentences[block.first_sentence as usize..sentences as usize] {
                prop_assert_eq!(sentence.block as usize, index);
                prop_assert!(block.span.contains(&sentence.span) && sentence.span.start >= within);
                prop_assert!(!sentence.span.of(&text).trim().is_empty());
                within = sentence.span.end;
            }
        }
        prop_assert_eq!(sentences as usize, document.sentences.len());
        for quote in &document.quotes {
            prop_assert!(document.blocks[quote.block as usize].span.contains(&quote.span));
            prop_assert!(!quote.span.of(&text).is_empty());
        }
        // Only white space lies outside paragraphs.
        let mut at = 0;
        for block in &document.blocks {
            prop_assert!(text[at..block.span.start as usize].trim().is_empty());
            at = block.span.end as usize;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn a_damaged_quotation_mark_changes_quotations_only_within_its_paragraph(
        parts in prop::collection::vec(paragraph(), 2..6),
        damaged in 0usize..6,
        nth in 0usize..6,
    ) {
        let damaged = damaged % parts.len();
        let marks: Vec<usize> = parts[damaged].match_indices(['"', '“', '”']).map(|(i, _)| i).collect();
        prop_assume!(!marks.is_empty());
        let mut harmed = parts.clone();
        harmed[damaged].remove(marks[nth % marks.len()]);
        prop_assume!(!harmed[damaged].trim().is_empty());
        let per_paragraph = |paragraphs: &[String]| -> Vec<Vec<String>> {
            let document = segment(&paragraphs.join("\n\n"));
            assert_eq!(document.blocks.len(), paragraphs.len());
            (0..paragraphs.len())
                .map(|index| {
                    let here = document.quotes.iter().filter(|q| q.block as usize == index);
                    here.map(|q| q.span.of(&document.text).to_owned()).collect()
                })
                .collect()
        };
        let (whole, harmed) = (per_paragraph(&parts), per_paragraph(&harmed));
        for index in (0..parts.len()).filter(|i| *i != damaged) {
            prop_assert_eq!(&whole[index], &harmed[index]);
        }
    }
}
