//! Votes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{DateField, Evidence, Field, RuleRef, Via};

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
    pub id: SmolStr,
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
    pub outcome: Option<SmolStr>,
    /// The words say "unanimously".
    pub unanimous: bool,
    /// `recorded`, `voice`, `without_vote`, `show_of_hands`, `casting_vote`, …
    pub method: Option<SmolStr>,
    /// Who vetoed.
    pub veto_by: Vec<Field>,
    /// When.
    pub date: Option<DateField>,
    /// Who reports it, if not the document itself.
    pub source: Option<Field>,
    /// Counts against named voters and the body's stated size; empty when they fit.
    pub warnings: Vec<SmolStr>,
    /// The rule that found it.
    pub rule: RuleRef,
    /// What the text does not give, plainly.
    pub missing: Vec<SmolStr>,
}
