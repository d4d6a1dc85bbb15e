//! Who says what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{Evidence, Field, RuleRef};

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

/// Who says what, in whose words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Stable id: document hash, kind, span.
    pub id: SmolStr,
    /// Source, cue and content together.
    pub span: Evidence,
    /// Who; null for "reportedly".
    pub source: Option<Field>,
    /// Title or role beside the name ("US deputy ambassador").
    pub title: Option<SmolStr>,
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
    pub certainty: SmolStr,
    /// Id of the attribution whose content this one stands in ("Axios says US officials denied").
    pub within: Option<SmolStr>,
    /// The rule that found it.
    pub rule: RuleRef,
    /// What the text does not give, plainly.
    pub missing: Vec<SmolStr>,
}
