//! The terms of the JSON-LD: one table, from which the embedded context and
//! `schemas/context.jsonld` are made. Standard vocabularies where they have a term, `cg:` where not.

use serde_json::{Map, Value, json};

/// Base of document ids.
pub const BASE: &str = "https://w3id.org/claimgraph/doc/";

/// Prefixes.
pub const PREFIXES: [(&str, &str); 15] = [
    ("cg", "https://w3id.org/claimgraph/ns#"),
    ("e", "https://w3id.org/claimgraph/entity/"),
    ("r", "https://w3id.org/claimgraph/rule/"),
    ("tool", "https://w3id.org/claimgraph/tool/"),
    ("schema", "http://schema.org/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("time", "http://www.w3.org/2006/time#"),
    ("opengov", "http://www.w3.org/ns/opengov#"),
    ("gaf", "http://groundedannotationframework.org/gaf#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("loc", "http://id.loc.gov/datatypes/edtf/"),
];

/// How a term's value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// A class, or a value written as it is.
    Plain,
    /// An IRI.
    Node,
    /// A term of this vocabulary.
    Term,
    /// A literal of this datatype.
    Typed(&'static str),
}

use Range::{Node, Plain, Term, Typed};

/// Terms, with their IRI, how their value is read, and what they are for.
pub const TERMS: &[(&str, &str, Range, &str)] = &[
    ("Document", "schema:NewsArticle", Plain, "a document"),
    ("Claim", "schema:Claim", Plain, "a numeric claim"),
    ("Quantity", "schema:Observation", Plain, "its number"),
    ("Event", "schema:Event", Plain, "a happening (also `sem:Event`)"),
    ("VoteEvent", "opengov:VoteEvent", Plain, "a vote of a body"),
    ("Vote", "opengov:Vote", Plain, "one member's vote"),
    ("VoteAction", "schema:VoteAction", Plain, "the same in schema.org"),
    ("Motion", "opengov:Motion", Plain, "what is voted on"),
    ("YesCount", "opengov:YesCount", Plain, "votes for the motion"),
    ("NoCount", "opengov:NoCount", Plain, "votes against it"),
    ("AbstainCount", "opengov:AbstainCount", Plain, "abstentions"),
    ("UnstatedCount", "cg:UnstatedCount", Plain, "the text gives no count"),
    ("Attribution", "prov:Attribution", Plain, "who says it, in which words"),
    ("Evidence", "oa:SpecificResource", Plain, "a piece of the text"),
    ("Position", "oa:TextPositionSelector", Plain, "its offsets, in code points"),
    ("Quote", "oa:TextQuoteSelector", Plain, "its exact words"),
    ("Instant", "time:Instant", Plain, "a day"),
    ("Interval", "time:ProperInterval", Plain, "a longer or open time"),
    ("Person", "schema:Person", Plain, "a person"),
    ("Organization", "schema:Organization", Plain, "an organisation"),
    ("Country", "schema:Country", Plain, "a country"),
    ("Place", "schema:Place", Plain, "a place (also `sem:Place`)"),
    ("Group", "cg:Group", Plain, "an unnamed or informal group"),
    ("Officials", "cg:Officials", Plain, "officials not named"),
    ("Work", "schema:CreativeWork", Plain, "a document that is cited"),
    ("Actor", "sem:Actor", Plain, "who acts or speaks, of unknown kind"),
    ("Rule", "prov:Plan", Plain, "a rule of the pack"),
    ("Run", "prov:Activity", Plain, "the reading of one document"),
    ("Software", "prov:SoftwareAgent", Plain, "this program"),
    ("name", "schema:name", Plain, "name"),
    ("text", "schema:text", Plain, "claim or motion in short"),
    ("url", "schema:url", Node, "address"),
    ("language", "schema:inLanguage", Plain, "language"),
    ("publisher", "schema:publisher", Node, "publisher"),
    ("referenceDate", "cg:referenceDate", Typed("xsd:date"), "date that relative dates count from"),
    ("sha256", "cg:sha256", Plain, "hash of the text"),
    ("about", "schema:about", Node, "the event that a claim is about"),
    ("appearance", "schema:appearance", Node, "the document it stands in"),
    ("author", "schema:author", Node, "who claims it"),
    ("evidence", "prov:wasDerivedFrom", Node, "pieces of the text it was taken from"),
    ("mention", "gaf:denotedBy", Node, "where it is mentioned"),
    ("source", "oa:hasSource", Node, "document of a piece of text"),
    ("selector", "oa:hasSelector", Node, "where in the document"),
    ("start", "oa:start", Typed("xsd:nonNegativeInteger"), "first code point"),
    ("end", "oa:end", Typed("xsd:nonNegativeInteger"), "one past the last code point"),
    ("exact", "oa:exact", Plain, "the exact words"),
    ("quantity", "cg:quantity", Node, "a claim's number"),
    ("value", "schema:value", Plain, "number stated"),
    ("min", "schema:minValue", Plain, "lower bound"),
    ("max", "schema:maxValue", Plain, "upper bound"),
    ("unit", "schema:unitText", Plain, "unit or thing counted; `1` for a pure number"),
    ("unitCode", "schema:unitCode", Plain, "currency or unit code"),
    ("measured", "schema:measuredProperty", Node, "`cg:` and what happened to what is counted"),
    ("observedIn", "schema:observationAbout", Node, "place the number is about"),
    ("bound", "cg:bound", Term, "one of the seven bounds below"),
    ("Exactly", "cg:Exactly", Plain, "="),
    ("AtLeast", "cg:AtLeast", Plain, "≥"),
    ("MoreThan", "cg:MoreThan", Plain, ">"),
    ("AtMost", "cg:AtMost", Plain, "≤"),
    ("LessThan", "cg:LessThan", Plain, "<"),
    ("Approximately", "cg:Approximately", Plain, "≈; with `max` alone: nearly"),
    ("Between", "cg:Between", Plain, "a range"),
    ("direction", "cg:direction", Plain, "`up` or `down`"),
    ("vague", "cg:vague", Plain, "the bounds of a vague word are a convention"),
    ("comparisonKey", "cg:comparisonKey", Plain, "equal keys can be compared"),
    ("role", "cg:role", Plain, "`subset`, `addend`, `perpetrator`; absent for a total"),
    ("modality", "cg:modality", Plain, "`planned`, `forecast`, …; absent when asserted"),
    ("previous", "cg:previous", Plain, "the figure this one replaces"),
    ("superseded", "cg:superseded", Plain, "replaced by a newer figure in the text"),
    ("implicit", "cg:implicit", Plain, "no number is written"),
    ("partOf", "cg:partOf", Node, "the total it is part of"),
    ("addend", "cg:addend", Node, "what it adds up from"),
    ("agrees", "cg:supports", Node, "same thing, same figure"),
    ("compatible", "cg:compatibleWith", Node, "same thing, both figures can be right"),
    ("updates", "cg:updates", Node, "a later count of the same thing"),
    ("contradicts", "cg:contradicts", Node, "same thing, both cannot be right"),
    ("attribution", "prov:qualifiedAttribution", Node, "who says it"),
    ("agent", "prov:agent", Node, "the source"),
    ("speaker", "prov:hadRole", Node, "`cg:Speaker` or `cg:Narrator` (the document itself)"),
    ("cue", "cg:cue", Plain, "the words that attribute"),
    ("content", "cg:content", Node, "what is said"),
    ("speech", "cg:speech", Plain, "`direct`, `indirect`, `mixed`"),
    ("certainty", "cg:certainty", Plain, "FactBank value of the content"),
    ("sourceType", "cg:sourceType", Plain, "`named_person`, `document`, …"),
    ("title", "cg:title", Plain, "title or role beside the name"),
    ("within", "cg:within", Node, "the attribution it stands in"),
    ("eventType", "sem:eventType", Node, "`cg:` and the event's type"),
    ("plover", "cg:plover", Plain, "PLOVER type and mode"),
    ("actor", "cg:actor", Node, "who did it"),
    ("target", "cg:target", Node, "to whom"),
    ("instrument", "schema:instrument", Node, "with what"),
    ("location", "schema:location", Node, "where"),
    ("reportedBy", "cg:reportedBy", Node, "who says that it happened"),
    ("when", "sem:hasTime", Node, "when"),
    ("edtf", "cg:edtf", Typed("loc:EDTF"), "Extended Date/Time Format"),
    ("timex", "cg:timex", Plain, "TIMEX3 value"),
    ("earliest", "sem:hasEarliestBeginTimeStamp", Typed("xsd:date"), "first day"),
    ("latest", "sem:hasLatestEndTimeStamp", Typed("xsd:date"), "last day"),
    ("resolution", "cg:resolution", Plain, "why this time"),
    ("startDate", "schema:startDate", Typed("schema:Date"), "first day, for schema.org"),
    ("endDate", "schema:endDate", Typed("schema:Date"), "last day, for schema.org"),
    ("body", "schema:organizer", Node, "who votes"),
    ("motion", "opengov:motion", Node, "on what"),
    ("result", "opengov:result", Term, "`Pass` or `Fail`"),
    ("Pass", "opengov:Pass", Plain, "the motion passed"),
    ("Fail", "opengov:Fail", Plain, "the motion failed"),
    ("count", "opengov:count", Node, "a side's count"),
    ("countValue", "rdf:value", Plain, "how many"),
    ("unnamed", "cg:unnamedVoters", Plain, "how many of them are not named"),
    ("absent", "cg:absentVoters", Plain, "how many did not vote"),
    ("vote", "opengov:vote", Node, "a member's vote"),
    ("voter", "schema:agent", Node, "the member"),
    ("option", "schema:actionOption", Plain, "`yes`, `no`, `abstain`, `absent`"),
    ("veto", "cg:veto", Plain, "there was a veto"),
    ("vetoedBy", "cg:vetoedBy", Node, "whose veto"),
    ("unanimous", "cg:unanimous", Plain, "the words say so"),
    ("method", "cg:method", Plain, "how the vote was taken"),
    ("warning", "cg:warning", Plain, "counts that do not fit together"),
    ("missing", "cg:missing", Plain, "what the text does not say"),
    ("rule", "cg:firedRule", Node, "the rule that found it"),
    ("definedAt", "cg:definedAt", Plain, "file and line of the rule"),
    ("run", "prov:wasGeneratedBy", Node, "the reading it comes from"),
    ("by", "prov:wasAssociatedWith", Node, "the program"),
    ("used", "prov:used", Node, "the document that was read"),
    ("version", "schema:softwareVersion", Plain, "version of the program"),
];

/// The context, as it is embedded.
#[must_use]
pub fn context() -> Value {
    let mut map = Map::new();
    map.insert("@version".to_owned(), json!(1.1));
    map.insert("@base".to_owned(), json!(BASE));
    for (prefix, iri) in PREFIXES {
        map.insert(prefix.to_owned(), json!(iri));
    }
    for (term, iri, range, _) in TERMS {
        let definition = match range {
            Plain => json!(iri),
            Node => json!({"@id": iri, "@type": "@id"}),
            Term => json!({"@id": iri, "@type": "@vocab"}),
            Typed(datatype) => json!({"@id": iri, "@type": datatype}),
        };
        map.insert((*term).to_owned(), definition);
    }
    Value::Object(map)
}

/// `schemas/context.jsonld`.
#[must_use]
pub fn context_file() -> String {
    let mut text =
        serde_json::to_string_pretty(&json!({"@context": context()})).unwrap_or_default();
    text.push('\n');
    text
}

/// The terms as a Markdown table, as `docs/output.md` holds it.
#[must_use]
pub fn markdown() -> String {
    let mut text = String::from("| term | IRI | what it says |\n|---|---|---|\n");
    for (term, iri, _, what) in TERMS {
        text.push_str(&format!("| `{term}` | `{iri}` | {what} |\n"));
    }
    text
}
