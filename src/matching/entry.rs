//! What may begin at a token: gates and masks, asked of a text.

use crate::lexis::token::Token;
use crate::matching::chart::Analysis;
use crate::matching::machine::Ground;
use crate::patterns::engine::Engine;
use crate::patterns::gate::Gate;
use crate::patterns::scan::ScanGroup;

impl Gate {
    /// The same from `at`, where a next token in reading direction stands.
    #[inline]
    pub(crate) fn may_begin<const FORWARD: bool>(
        &self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        at: u32,
    ) -> bool {
        let token = &analysis.tokens[if FORWARD { at } else { at - 1 } as usize];
        token.tags & self.tags != 0
            || token.shape.has(self.shape)
            || engine.word_sets.has(token.class, self.set)
            || self.beside::<FORWARD>(analysis, at)
    }

    /// May a program with this gate go on from `at`, with the next token in reading direction at
    /// hand?
    #[inline]
    pub(crate) fn lets_in<const FORWARD: bool>(
        &self,
        ground: &Ground<'_, '_>,
        at: u32,
        token: Option<&Token>,
    ) -> bool {
        let Some(token) = token else { return self.nullable };
        token.tags & self.tags != 0
            || token.shape.has(self.shape)
            || ground.sets.has(token.class, self.set)
            || self.beside::<FORWARD>(ground.analysis, at)
    }

    /// Does it pass whatever the token is, or is there a mention or phrase that it lets in?
    #[inline]
    fn beside<const FORWARD: bool>(&self, a: &Analysis<'_>, at: u32) -> bool {
        if self.any || self.nullable {
            return true;
        }
        if self.kinds != 0 {
            let kinds = if FORWARD { a.starting.kinds(at) } else { a.ending.kinds(at) };
            if kinds & self.kinds != 0 {
                return true;
            }
        }
        self.phrases && {
            let filed = if FORWARD { &a.phrases_by_start } else { &a.phrases_by_end };
            !filed.at(at).is_empty()
        }
    }
}

impl ScanGroup {
    /// The scans that may begin at a token, as bits.
    #[inline]
    pub(crate) fn candidates(&self, analysis: &Analysis<'_>, at: u32, token: &Token) -> u64 {
        let mut out = self.always | self.by_class[token.class as usize];
        out |= union(u64::from(token.tags), &self.by_tag);
        out |= union(u64::from(token.shape.0), &self.by_shape);
        let kinds = analysis.starting.kinds(at) & self.kinds;
        if kinds != 0 {
            out |= union(kinds, &self.by_kind);
        }
        if self.phrases & !out != 0 && !analysis.phrases_by_start.at(at).is_empty() {
            out |= self.phrases;
        }
        out
    }
}

#[inline]
fn union(mut bits: u64, masks: &[u64]) -> u64 {
    let mut out = 0;
    while bits != 0 {
        out |= masks[bits.trailing_zeros() as usize];
        bits &= bits - 1;
    }
    out
}
