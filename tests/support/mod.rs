//! A hand-built extraction, for tests of what is made of records.
#![allow(dead_code)]

use claimgraph::record::*;

pub(crate) const TEXT: &str = "Harbour town votes after flood\n\
At least 1,340 people were killed in Norland since 3 March, the “Rescue Board” said on Friday.\n\
About 250 of them were sailors.\n\
Twelve members of the Port Council backed the dyke plan, among them Arden and Brill, while Corso \
was the only one against and two abstained.\n\
“We held talks with Sudmark on Thursday,” said Mayor Ida Quist. She added that 7.5 per cent of \
homes were lost.\n";

/// The first occurrence of `words`, in code points.
pub(crate) fn at(words: &str) -> Evidence {
    let byte = TEXT.find(words).expect("the words stand in the text");
    let start = TEXT[..byte].chars().count() as u32;
    Evidence { start, end: start + words.chars().count() as u32, text: words.into() }
}

pub(crate) fn field(words: &str, entity: Option<&str>, norm: Option<&str>, via: Via) -> Field {
    Field { evidence: at(words), norm: norm.map(Into::into), entity: entity.map(Into::into), via }
}

pub(crate) fn number(value: &str) -> Decimal {
    Decimal(value.parse().expect("a decimal"))
}

pub(crate) fn rule(id: &str) -> RuleRef {
    RuleRef { id: id.into(), at: "rules/en/sample.toml:7".into() }
}

fn date(
    words: &str,
    value: &str,
    from: &str,
    to: Option<&str>,
    edtf: &str,
    reason: &str,
) -> DateField {
    DateField {
        evidence: at(words),
        time: TimeValue {
            kind: "DATE".into(),
            value: value.into(),
            from: Some(from.into()),
            to: to.map(Into::into),
            edtf: Some(edtf.into()),
            anchor: "document_date".into(),
            reason: reason.into(),
            ..TimeValue::default()
        },
        via: Via::Clause,
    }
}

const KEY: &str = "7b0c";

pub(crate) fn claim(
    kind_span: &str,
    sentence: &str,
    event: &str,
    quantity: QuantityValue,
) -> NumericClaim {
    let span = at(kind_span);
    NumericClaim {
        id: format!("{KEY}-claim-{}-{}", span.start, span.end).into(),
        span,
        sentence: at(sentence),
        quantity,
        implicit: false,
        event: event.into(),
        trigger: None,
        counted: None,
        place: None,
        date: None,
        source: None,
        attribution: None,
        role: ClaimRole::Total,
        part_of: None,
        addends: Vec::new(),
        previous: None,
        superseded: false,
        modality: Modality::Asserted,
        comparison_key: format!("{event}|norland").into(),
        rule: rule("casualty.sample"),
        missing: Vec::new(),
    }
}

fn attribution(
    span: &str,
    source: Option<Field>,
    cue: &str,
    content: &str,
    kind: SpeechKind,
) -> Attribution {
    let span = at(span);
    Attribution {
        id: format!("{KEY}-attribution-{}-{}", span.start, span.end).into(),
        span,
        source,
        title: None,
        source_type: Some(SourceType::NamedOrganization),
        outlet: false,
        anonymity_reason: None,
        cue: Some(at(cue)),
        content: vec![at(content)],
        kind,
        certainty: "CT+".into(),
        within: None,
        rule: rule("attribution.sample"),
        missing: Vec::new(),
    }
}

fn entity(id: &str, name: &str, kind: EntityKind) -> Entity {
    Entity { id: id.into(), name: name.into(), kind, mentions: vec![at(name)] }
}

/// Claims, a vote, an event and attributions over [`TEXT`].
pub(crate) fn sample() -> Extraction {
    let toll = "At least 1,340 people were killed in Norland since 3 March, the “Rescue Board” said \
                on Friday.";
    let board = "At least 1,340 people were killed in Norland since 3 March";
    let said = attribution(
        toll,
        Some(field("Rescue Board", Some("rescue-board"), None, Via::Rule)),
        "said on Friday",
        board,
        SpeechKind::Indirect,
    );
    let mut added = attribution(
        "She added that 7.5 per cent of homes were lost",
        Some(field("She", Some("ida-quist"), Some("Ida Quist"), Via::Anaphora)),
        "added that",
        "7.5 per cent of homes were lost",
        SpeechKind::Indirect,
    );
    added.source_type = Some(SourceType::NamedPerson);
    let mut quoted = attribution(
        "“We held talks with Sudmark on Thursday,” said Mayor Ida Quist",
        Some(field("Ida Quist", Some("ida-quist"), None, Via::Rule)),
        "said Mayor",
        "“We held talks with Sudmark on Thursday,”",
        SpeechKind::Direct,
    );
    quoted.source_type = Some(SourceType::NamedPerson);
    quoted.title = Some("Mayor".into());

    let mut killed = claim(
        "At least 1,340 people",
        toll,
        "killed",
        QuantityValue {
            value: Some(number("1340")),
            low: Some(number("1340")),
            bound: Bound::AtLeast,
            kind: "count".into(),
            unit: Some("person".into()),
            ..QuantityValue::default()
        },
    );
    killed.trigger = Some(at("were killed"));
    killed.counted = Some(field("people", None, None, Via::Rule));
    killed.place = Some(field("Norland", Some("norland"), None, Via::Clause));
    killed.date = Some(date(
        "since 3 March",
        "2025-03-03",
        "2025-03-03",
        None,
        "2025-03-03/..",
        "day and month, the year of the document",
    ));
    killed.source = said.source.clone();
    killed.attribution = Some(said.id.clone());

    let mut sailors = claim(
        "About 250",
        "About 250 of them were sailors.",
        "killed",
        QuantityValue {
            value: Some(number("250")),
            bound: Bound::About,
            kind: "count".into(),
            ..QuantityValue::default()
        },
    );
    sailors.counted = Some(field("sailors", None, None, Via::Sentence));
    sailors.role = ClaimRole::Subset;
    sailors.part_of = Some(killed.id.clone());
    sailors.missing = vec!["place".into(), "date".into(), "source".into()];

    let mut homes = claim(
        "7.5 per cent",
        "She added that 7.5 per cent of homes were lost.",
        "other",
        QuantityValue {
            value: Some(number("7.5")),
            kind: "percent".into(),
            unit: Some("percentage".into()),
            unit_text: Some("per cent".into()),
            ..QuantityValue::default()
        },
    );
    homes.counted = Some(field("homes", None, None, Via::Rule));
    homes.source = added.source.clone();
    homes.attribution = Some(added.id.clone());

    let span = at(
        "Twelve members of the Port Council backed the dyke plan, among them Arden and Brill, while \
         Corso was the only one against and two abstained",
    );
    let count = |value, words: &str, via| Some(Count { value, evidence: Some(at(words)), via });
    let vote = Vote {
        id: format!("{KEY}-vote-{}-{}", span.start, span.end).into(),
        span,
        also: vec![at("votes")],
        body: Some(field("Port Council", Some("port-council"), None, Via::Rule)),
        body_size: None,
        motion: Some(field("the dyke plan", None, None, Via::Rule)),
        r#for: count(12, "Twelve", Via::Rule),
        against: count(1, "the only one against", Via::Entailed),
        abstain: count(2, "two", Via::Rule),
        absent: None,
        voters: Voters {
            r#for: vec![
                field("Arden", Some("arden"), None, Via::Rule),
                field("Brill", Some("brill"), None, Via::Rule),
            ],
            against: vec![field("Corso", Some("corso"), None, Via::Rule)],
            ..Voters::default()
        },
        outcome: Some("passed".into()),
        unanimous: false,
        method: None,
        veto_by: Vec::new(),
        date: None,
        source: None,
        warnings: Vec::new(),
        rule: rule("vote.sample"),
        missing: vec!["date".into()],
    };

    let span = at("We held talks with Sudmark on Thursday");
    let event = Event {
        id: format!("{KEY}-event-{}-{}", span.start, span.end).into(),
        span,
        r#type: "meeting_talks".into(),
        plover: Some("CONSULT".into()),
        action: at("held talks"),
        actor: Some(field("We", None, None, Via::Rule)),
        target: Some(field("Sudmark", Some("sudmark"), None, Via::Rule)),
        place: None,
        instrument: None,
        date: Some(date(
            "on Thursday",
            "2025-03-13",
            "2025-03-13",
            Some("2025-03-14"),
            "2025-03-13",
            "weekday before the document's date",
        )),
        source: Some(field("Ida Quist", Some("ida-quist"), None, Via::Quotation)),
        modality: Modality::Asserted,
        rule: rule("event.sample"),
        missing: vec!["place".into()],
    };

    Extraction {
        document: DocumentInfo {
            id: "harbour.txt".into(),
            sha256: "7b0c4f".repeat(11)[..64].into(),
            title: Some("Harbour town votes after flood".into()),
            date: Some("2025-03-14".into()),
            date_source: "given".into(),
            language: "en".into(),
            length: TEXT.chars().count() as u32,
            ..DocumentInfo::default()
        },
        claims: vec![killed, sailors, homes],
        votes: vec![vote],
        events: vec![event],
        attributions: vec![said, quoted, added],
        entities: vec![
            entity("norland", "Norland", EntityKind::Place),
            entity("rescue-board", "Rescue Board", EntityKind::Organization),
            entity("port-council", "Port Council", EntityKind::Organization),
            entity("arden", "Arden", EntityKind::Person),
            entity("brill", "Brill", EntityKind::Person),
            entity("corso", "Corso", EntityKind::Person),
            entity("ida-quist", "Ida Quist", EntityKind::Person),
            entity("sudmark", "Sudmark", EntityKind::Country),
        ],
        ..Extraction::default()
    }
}

/// The sample as another document: other id and hash, dated two days later.
pub(crate) fn other(document: &str) -> Extraction {
    let mut other = sample();
    other.document.id = document.into();
    other.document.sha256 = "a1b2c3".repeat(11)[..64].into();
    other.document.date = Some("2025-03-16".into());
    other
}
