//! A rule set compiled: vocabulary, lexicons, and each phase's rules filed under their anchors.

use std::sync::OnceLock;

use smol_str::SmolStr;

use crate::lexis::lexicon::Lexicons;
use crate::lexis::tagger::Tagger;
use crate::lexis::token::WordId;
use crate::lexis::vocabulary::Vocabulary;
use crate::lexis::words::Words;
use crate::patterns::anchor::Variant;
use crate::patterns::filing::{Phase, WordAnchors};
use crate::patterns::frequency::Frequencies;
use crate::patterns::gate::Gates;
use crate::patterns::program::{ConstId, Constants, Names, Program, SlotId};
use crate::patterns::tokenset::TokenSets;
use crate::patterns::wordset::WordSets;
use crate::rules::ast::Scope;

/// What the engine keeps of a rule.
#[derive(Clone, Debug)]
pub struct RuleInfo {
    /// Rule id.
    pub id: SmolStr,
    /// `rules/en/casualty.toml:12`.
    pub at: SmolStr,
    /// Emitted type.
    pub kind: u16,
    pub(crate) set: Vec<(SlotId, ConstId)>,
    pub(crate) priority: i32,
    pub(crate) span: Option<SlotId>,
    pub(crate) scope: Scope,
    pub(crate) unless: CompiledGuards,
    pub(crate) when: CompiledGuards,
    pub(crate) guarded: bool,
}

/// Guards in reading direction.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompiledGuards {
    pub before: Vec<Guard>,
    pub after: Vec<Guard>,
    pub inside: Vec<Guard>,
}

/// A guard's program, and what it must begin with.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    pub program: Program,
    pub gate: u16,
}

impl CompiledGuards {
    /// Are there none?
    pub(crate) fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty() && self.inside.is_empty()
    }
}

/// A compiled rule set; immutable, shared between threads.
#[derive(Clone, Debug)]
pub struct Engine {
    /// Words known.
    pub vocabulary: Vocabulary,
    /// Lexicons.
    pub lexicons: Lexicons,
    /// Part-of-speech tagger.
    pub tagger: Tagger,
    /// Names of mention types.
    pub kinds: Names,
    /// Names of slots.
    pub slots: Names,
    /// Rules by index.
    pub rules: Vec<RuleInfo>,
    pub(crate) variants: Vec<Variant>,
    pub(crate) phases: Vec<Phase>,
    pub(crate) word_anchors: WordAnchors,
    pub(crate) hides: Vec<(u16, Vec<u16>)>,
    pub(crate) open: Vec<(u16, SlotId, Vec<ConstId>)>,
    /// For each kind of mention the slot whose span competes, if it is not the whole.
    pub(crate) keys: Vec<Option<SlotId>>,
    pub(crate) constants: Constants,
    pub(crate) word_sets: WordSets,
    /// What is asked of a word while a text is prepared.
    pub(crate) words: Words,
    pub(crate) token_sets: TokenSets,
    pub(crate) gates: Gates,
    /// What anchors are chosen by; made when an edit first asks for it.
    pub(super) frequencies: OnceLock<Frequencies>,
    /// Rules have been replaced: classes no longer tell all words apart that rules do.
    pub(crate) edited: bool,
    /// For each word whether case decides in some test.
    pub(super) case_decides: Vec<bool>,
}
/// More phases than this cannot be told apart in a word's mask.
pub const MOST_PHASES: usize = 64;

impl Engine {
    /// Is the word as it is written looked at by some test?
    #[inline]
    pub(crate) fn written_form_matters(&self, word: WordId) -> bool {
        self.case_decides[word.0 as usize]
    }

    /// Index of a rule by id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<u32> {
        self.rules.iter().position(|r| r.id == id).map(|i| i as u32)
    }
}
