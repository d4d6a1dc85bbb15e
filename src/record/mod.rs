//! The records that extraction gives: plain data with a JSON Schema (`schemas/extraction.json`).
//!
//! Offsets are Unicode code points into the document's text, half-open. A field that the text does
//! not state is `null`, and `missing` says so. Every filled field carries its own evidence and how
//! it was inferred ([`Via`]).

mod number;
pub use number::{Bound, Decimal, Direction, QuantityValue};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A piece of the text: code points `start..end` and the exact words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The exact words.
    pub text: String,
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
    pub norm: Option<String>,
    /// Entity in [`Extraction::entities`], if it is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entity: Option<String>,
    /// How it was found.
    pub via: Via,
}

/// The rule behind a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleRef {
    /// Rule id.
    pub id: String,
    /// `rules/en/casualty.toml:12`.
    pub at: String,
}

/// A resolved time: TIMEX3 value, half-open interval, EDTF, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeValue {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: String,
    /// TIMEX3 value: `2023-10-07`, `2024-W15`, `P2D`, `XXXX-10-07` when unresolved.
    pub value: String,
    /// First day (ISO date or date-time) of the half-open interval; null when unresolved or open.
    pub from: Option<String>,
    /// Day after the last (ISO); null when unresolved or open.
    pub to: Option<String>,
    /// Extended Date/Time Format (ISO 8601-2), `2023-10-07/..` for "since".
    pub edtf: Option<String>,
    /// TIMEX3 mod: `START`, `MID`, `END`, `APPROX`, `BEFORE`, `AFTER`, `ON_OR_AFTER`, …
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub modifier: Option<String>,
    /// The other reading, where two are possible.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub alternative: Option<String>,
    /// What it was resolved against: `none`, `document_date`, `previous_date`.
    pub anchor: String,
    /// Why this value: `stated`, `weekday before the document's date (past tense)`, …
    pub reason: String,
}

/// A date field of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DateField {
    /// The time expression it comes from.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// What it means.
    pub time: TimeValue,
    /// How it came to the claim.
    pub via: Via,
}

/// Kind of speaker, in the terms of sourcing audits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SourceType {
    NamedPerson,
    NamedOrganization,
    Document,
    AnonymousSource,
    UnnamedPerson,
    UnnamedGroup,
}

/// Whether the content is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SpeechKind {
    Direct,
    Indirect,
    Mixed,
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

/// Who says what, in whose words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Stable id: document hash, kind, span.
    pub id: String,
    /// Source, cue and content together.
    pub span: Evidence,
    /// Who; null for "reportedly".
    pub source: Option<Field>,
    /// Title or role beside the name ("US deputy ambassador").
    pub title: Option<String>,
    /// Kind of source.
    pub source_type: Option<SourceType>,
    /// The source is a news outlet.
    pub outlet: bool,
    /// Why a source is anonymous, where the text says it.
    pub anonymity_reason: Option<Evidence>,
    /// The words that attribute.
    pub cue: Option<Evidence>,
    /// The pieces of the content, in text order.
    pub content: Vec<Evidence>,
    /// Quoted, reported, or both.
    pub kind: SpeechKind,
    /// FactBank: `CT+`, `CT-`, `PR+`, `PR-`, `PS+`, `PS-`, `Uu`.
    pub certainty: String,
    /// Id of the attribution whose content this one stands in ("Axios says US officials denied").
    pub within: Option<String>,
    /// The rule that found it.
    pub rule: RuleRef,
    /// What the text does not give, plainly.
    pub missing: Vec<String>,
}

/// What a number in a claim says about its total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ClaimRole {
    #[default]
    Total,
    Addend,
    Subset,
    Perpetrator,
}

/// A figure that something is claimed about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NumericClaim {
    /// Stable id: document hash, kind, span.
    pub id: String,
    /// Modifier, number and unit ("At least 33,970").
    pub span: Evidence,
    /// The sentence it stands in.
    pub sentence: Evidence,
    /// The number with bounds and unit.
    pub quantity: QuantityValue,
    /// The number is not written ("a ranger was shot dead" = 1).
    pub implicit: bool,
    /// What happened to what is counted: `killed`, `injured`, …, `other`.
    pub event: String,
    /// The words that say so.
    pub trigger: Option<Evidence>,
    /// What is counted ("people").
    pub counted: Option<Field>,
    /// Where.
    pub place: Option<Field>,
    /// When.
    pub date: Option<DateField>,
    /// Nearest named source of the number.
    pub source: Option<Field>,
    /// Id of that attribution.
    pub attribution: Option<String>,
    /// Part of a total, or perpetrators apart.
    pub role: ClaimRole,
    /// Id of the total this one is part of.
    pub part_of: Option<String>,
    /// Ids of the claims that add up to this one.
    pub addends: Vec<String>,
    /// The older figure that this one replaces.
    pub previous: Option<Decimal>,
    /// This figure has been replaced by a newer one in the text.
    pub superseded: bool,
    /// Stated, forecast, …
    pub modality: Modality,
    /// What is counted, where and of which event: equal keys can be compared.
    pub comparison_key: String,
    /// The rule that found it.
    pub rule: RuleRef,
    /// What the text does not give, plainly.
    pub missing: Vec<String>,
}

/// Named voters by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Voters {
    pub r#for: Vec<Field>,
    pub against: Vec<Field>,
    pub abstain: Vec<Field>,
    pub absent: Vec<Field>,
}

/// One side's count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// How many.
    pub value: u32,
    /// Where it is written; null when entailed without words of its own.
    pub evidence: Option<Evidence>,
    /// Stated or entailed.
    pub via: Via,
}

/// A vote. `for` and `against` are about the motion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Vote {
    /// Stable id: document hash, kind, span.
    pub id: String,
    /// Main evidence.
    pub span: Evidence,
    /// Further mentions of the same vote.
    pub also: Vec<Evidence>,
    /// Who voted.
    pub body: Option<Field>,
    /// How many members the body has, where the text says it ("the 15-member council").
    pub body_size: Option<Count>,
    /// On what.
    pub motion: Option<Field>,
    /// Votes in favour.
    pub r#for: Option<Count>,
    /// Votes against.
    pub against: Option<Count>,
    /// Abstentions.
    pub abstain: Option<Count>,
    /// Absent or not voting.
    pub absent: Option<Count>,
    /// Named voters.
    pub voters: Voters,
    /// `passed`, `failed`.
    pub outcome: Option<String>,
    /// The words say "unanimously".
    pub unanimous: bool,
    /// `recorded`, `voice`, `without_vote`, `show_of_hands`, `casting_vote`, …
    pub method: Option<String>,
    /// Who vetoed.
    pub veto_by: Vec<Field>,
    /// When.
    pub date: Option<DateField>,
    /// Who reports it, if not the document itself.
    pub source: Option<Field>,
    /// Counts against named voters and the body's stated size; empty when they fit.
    pub warnings: Vec<String>,
    /// The rule that found it.
    pub rule: RuleRef,
    /// What the text does not give, plainly.
    pub missing: Vec<String>,
}

/// A dated or typed happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Stable id: document hash, kind, span.
    pub id: String,
    /// Smallest clause with trigger and date.
    pub span: Evidence,
    /// `attack`, `meeting_talks`, … (docs/output.md)
    pub r#type: String,
    /// PLOVER 0.8 type and mode, `ASSAULT:aerial`.
    pub plover: Option<String>,
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
    pub missing: Vec<String>,
}

/// Every number with its unit, whether or not a claim was made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The number itself (without modifier and unit).
    pub span: Evidence,
    /// Value, bounds, unit.
    pub quantity: QuantityValue,
    /// Content words of what the number is said about ("driving range").
    pub concept: Vec<String>,
    /// Rule.
    pub rule: RuleRef,
}

/// Every time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// The expression.
    pub span: Evidence,
    /// What it means.
    pub time: TimeValue,
    /// Rule.
    pub rule: RuleRef,
}

/// A verb or noun that names a happening, with the time its clause gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DatedTrigger {
    /// The word.
    pub span: Evidence,
    /// TIMEX3 value; null if none could be given.
    pub anchor: Option<String>,
    /// How the time came to it.
    pub via: Via,
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
    pub id: String,
    /// Fullest name.
    pub name: String,
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
    /// Dated triggers.
    pub triggers: Vec<DatedTrigger>,
}
