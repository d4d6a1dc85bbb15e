//! Figures that something is claimed about, and all others.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{DateField, Decimal, Evidence, Field, Modality, QuantityValue, RuleRef};

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
    pub id: SmolStr,
    /// Modifier, number and unit ("At least 33,970").
    pub span: Evidence,
    /// The sentence it stands in.
    pub sentence: Evidence,
    /// The number with bounds and unit.
    pub quantity: QuantityValue,
    /// The number is not written ("a ranger was shot dead" = 1).
    pub implicit: bool,
    /// What happened to what is counted: `killed`, `injured`, …, `other`.
    pub event: SmolStr,
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
    pub attribution: Option<SmolStr>,
    /// Part of a total, or perpetrators apart.
    pub role: ClaimRole,
    /// Id of the total this one is part of.
    pub part_of: Option<SmolStr>,
    /// Ids of the claims that add up to this one.
    pub addends: Vec<SmolStr>,
    /// The older figure that this one replaces.
    pub previous: Option<Decimal>,
    /// This figure has been replaced by a newer one in the text.
    pub superseded: bool,
    /// Stated, forecast, …
    pub modality: Modality,
    /// What is counted, where and of which event: equal keys can be compared.
    pub comparison_key: SmolStr,
    /// The rule that found it.
    pub rule: RuleRef,
    /// What the text does not give, plainly.
    pub missing: Vec<SmolStr>,
}

/// Every number with its unit, whether or not a claim was made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The number itself (without modifier and unit).
    pub span: Evidence,
    /// Value, bounds, unit.
    pub quantity: QuantityValue,
    /// Content words of what the number is said about ("driving range").
    pub concept: Vec<SmolStr>,
    /// Rule.
    pub rule: RuleRef,
}
