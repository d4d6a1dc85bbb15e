//! The records that extraction gives: plain data with a JSON Schema (`schemas/extraction.json`).
//!
//! Offsets are Unicode code points into the document's text, half-open. A field that the text does
//! not state is `null`, and `missing` says so. Every filled field carries its own evidence and how
//! it was inferred ([`Via`]).

mod attribution;
mod claim;
mod number;
mod time;
mod vote;

pub use attribution::{Attribution, SourceType, SpeechKind};
pub use claim::{ClaimRole, NumericClaim, Quantity};
pub use number::{Bound, Decimal, Direction, QuantityValue};
pub use time::{DateField, DatedTrigger, Time, TimeValue};
pub use vote::{Count, Vote, Voters};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A piece of the text: code points `start..end` and the exact words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The exact words.
    pub text: SmolStr,
}

/// How a field's value was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// The rule's own pattern captured it.
    #[default]
    Rule,
    /// Joined from the same clause.
    Clause,
    /// Joined from the same sentence.
    Sentence,
    /// Joined from a sentence before (or after) in the same paragraph.
    Neighbour,
    /// Taken from the date line or the headline.
    Dateline,
    /// A pronoun or short form ("then", "it", "the statement") resolved to its name.
    Anaphora,
    /// The figure stands inside this source's words.
    Quotation,
    /// The paragraph's speaker.
    Speaker,
    /// Entailed by the words ("lone member against" = 1; a complete list = its length).
    Entailed,
}

/// A textual field: the words, where they stand, their normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// The words of the text.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Resolved or normal form when it differs from the words ("He" → "Riyad Mansour").
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub norm: Option<SmolStr>,
    /// Entity in [`Extraction::entities`], if it is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entity: Option<SmolStr>,
    /// How it was found.
    pub via: Via,
}

/// The rule behind a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleRef {
    /// Rule id.
    pub id: SmolStr,
    /// `rules/en/casualty.toml:12`.
    pub at: SmolStr,
}

/// Is it stated as a fact, planned, feared?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Modality {
    #[default]
    Asserted,
    Planned,
    Forecast,
    Hypothetical,
    Negated,
}

/// A dated or typed happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Stable id: document hash, kind, span.
    pub id: SmolStr,
    /// Smallest clause with trigger and date.
    pub span: Evidence,
    /// `attack`, `meeting_talks`, … (docs/output.md)
    pub r#type: SmolStr,
    /// PLOVER 0.8 type and mode, `ASSAULT:aerial`.
    pub plover: Option<SmolStr>,
    /// The trigger words.
    pub action: Evidence,
    /// Who did it.
    pub actor: Option<Field>,
    /// To whom.
    pub target: Option<Field>,
    /// Where.
    pub place: Option<Field>,
    /// With what.
    pub instrument: Option<Field>,
    /// When.
    pub date: Option<DateField>,
    /// Who says so.
    pub source: Option<Field>,
    /// Happened, planned, …
    pub modality: Modality,
    /// The rule that found it.
    pub rule: RuleRef,
    /// What the text does not give, plainly.
    pub missing: Vec<SmolStr>,
}

/// Kind of an entity.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EntityKind {
    Person,
    Organization,
    Country,
    Place,
    Group,
    Officials,
    Document,
    Unknown,
}

/// An actor or place, one node however often it is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Slug of the name, unique in the document: `riyad-mansour`.
    pub id: SmolStr,
    /// Fullest name.
    pub name: SmolStr,
    /// What it is.
    pub kind: EntityKind,
    /// Its mentions.
    pub mentions: Vec<Evidence>,
}

/// Where a document came from and what was done with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentInfo {
    /// Caller's id, else file name.
    pub id: String,
    /// SHA-256 of the text (hex).
    pub sha256: String,
    /// Address.
    pub url: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Reference date, ISO.
    pub date: Option<String>,
    /// `given`, `field`, `metadata`, `none`.
    pub date_source: String,
    /// Language of the rule pack.
    pub language: String,
    /// Length in code points.
    pub length: u32,
    /// What was odd about the input.
    pub warnings: Vec<String>,
}

/// Everything found in one document, each list in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Extraction {
    /// The document.
    pub document: DocumentInfo,
    /// Numeric claims.
    pub claims: Vec<NumericClaim>,
    /// Votes.
    pub votes: Vec<Vote>,
    /// Events.
    pub events: Vec<Event>,
    /// Attributions.
    pub attributions: Vec<Attribution>,
    /// Actors and places.
    pub entities: Vec<Entity>,
    /// Every quantity.
    pub quantities: Vec<Quantity>,
    /// Every time expression.
    pub times: Vec<Time>,
    /// Every verb and noun of a happening with its time; only when asked for (`--triggers`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub triggers: Option<Vec<DatedTrigger>>,
}
