//! Shows what the rule engine sees and finds in a text: tokens with tags, then mentions by phase.
//!
//! `cargo run --example mentions -- [--rules DIR] [--date YYYY-MM-DD] [--tokens] "text"`
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

use claimgraph::Extractor;
use claimgraph::document::RawDocument;
use claimgraph::lexis::token::tag;
use claimgraph::matching::mention::SlotValue;

fn main() {
    let mut args = std::env::args().skip(1);
    let (mut rules, mut date, mut tokens, mut text) = (None, None, false, String::new());
    while let Some(a) = args.next() {
        match a.as_str() {
            "--rules" => rules = args.next(),
            "--date" => date = args.next().and_then(|d| d.parse().ok()),
            "--tokens" => tokens = true,
            _ => text = a,
        }
    }
    let (set, diagnostics) = match rules {
        Some(dir) => claimgraph::rules::files::Folder::read(std::path::Path::new(&dir))
            .expect("rules folder")
            .load(),
        None => claimgraph::embedded::load(),
    };
    for d in &diagnostics {
        if d.is_error() {
            println!("{}", d.render(&set.files, false));
        }
    }
    let extractor = Extractor::from_rules(&set);
    let mut raw = RawDocument::plain("text", text);
    raw.give_date(date);
    let document = extractor.segment(raw);
    let analysis = extractor.analyse(&document);
    if tokens {
        for t in &analysis.tokens {
            println!("{:<16} {}", t.span.of(&document.text), tag_names(t.tags));
        }
    }
    let engine = extractor.engine();
    for (i, m) in analysis.mentions.iter().enumerate() {
        let rule = engine.rules.get(m.rule as usize).map_or("-", |r| r.id.as_str());
        let hidden = if analysis.visible[i] { "" } else { " (hidden)" };
        println!(
            "{:<12} {:?}  [{rule}]{hidden}",
            engine.kinds.name(m.kind),
            analysis.words(m.start, m.end)
        );
        for s in analysis.slots(m) {
            let value = match &s.value {
                SlotValue::Const(c) => format!("={}", engine.constant(&analysis, *c)),
                SlotValue::Mention(id) => format!("#{id}"),
                SlotValue::Words => String::new(),
            };
            println!(
                "    {:<10} {:?} {value}",
                engine.slots.name(s.name),
                analysis.words(s.start, s.end)
            );
        }
        if m.value != claimgraph::matching::mention::Value::None {
            println!("    {:?}", m.value);
        }
    }
}

fn tag_names(tags: u32) -> String {
    let names = [
        (tag::NOUN, "noun"),
        (tag::NAME, "name"),
        (tag::VERB, "verb"),
        (tag::ADJ, "adj"),
        (tag::ADV, "adv"),
        (tag::DET, "det"),
        (tag::PREP, "prep"),
        (tag::PRON, "pron"),
        (tag::AUX, "aux"),
        (tag::MODAL, "modal"),
        (tag::CONJ, "conj"),
        (tag::TO, "to"),
        (tag::NUM, "num"),
        (tag::GERUND, "gerund"),
        (tag::PASTPART, "pastpart"),
        (tag::BASE, "base"),
        (tag::POSS, "poss"),
        (tag::PUNCT, "punct"),
        (tag::PAST, "past"),
    ];
    names.iter().filter(|(b, _)| tags & b != 0).map(|(_, n)| *n).collect::<Vec<_>>().join(" ")
}
