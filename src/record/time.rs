//! Times in records.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{Evidence, RuleRef, Via};

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
    pub anchor: Option<SmolStr>,
    /// How the time came to it.
    pub via: Via,
}
