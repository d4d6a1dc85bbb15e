//! Names, words and one-token tests while patterns are compiled.

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::lexis::token::{Shape, tag};
use crate::lexis::vocabulary::{FoldBuffer, Vocabulary};
use crate::patterns::program::{Constants, Names};
use crate::patterns::shared::{self, Shared};
use crate::patterns::tokenset::{TokenSet, TokenSets};
use crate::rules::ast::{Atom, TokenClass};

/// What patterns are compiled against.
pub(crate) struct Context<'c> {
    pub vocabulary: &'c mut Vocabulary,
    pub lexicons: &'c Lexicons,
    pub kinds: &'c mut Names,
    pub slots: &'c mut Names,
    pub forms: &'c dyn Fn(&str) -> Vec<String>,
    /// Words of the lemmas inflected so far.
    pub inflected: FxHashMap<String, Vec<u32>>,
    /// What lexicons cost as anchors.
    pub costs: FxHashMap<LexId, u64>,
    /// Groups compiled so far; the patterns outlive the context.
    pub groups: FxHashMap<shared::Key, Shared>,
    pub constants: &'c mut Constants,
    pub token_sets: &'c mut TokenSets,
    pub buffer: FoldBuffer,
}

impl<'c> Context<'c> {
    /// Over these tables, with nothing compiled yet.
    pub(crate) fn new(
        vocabulary: &'c mut Vocabulary,
        lexicons: &'c Lexicons,
        (kinds, slots): (&'c mut Names, &'c mut Names),
        constants: &'c mut Constants,
        token_sets: &'c mut TokenSets,
        forms: &'c dyn Fn(&str) -> Vec<String>,
    ) -> Self {
        Self {
            vocabulary,
            lexicons,
            kinds,
            slots,
            forms,
            inflected: FxHashMap::default(),
            costs: FxHashMap::default(),
            groups: FxHashMap::default(),
            constants,
            token_sets,
            buffer: FoldBuffer::new(),
        }
    }

    pub(crate) fn word(&mut self, text: &str) -> u32 {
        self.vocabulary.intern(text, &mut self.buffer).0
    }
    /// The one-token test that an atom amounts to, if it is one.
    pub(crate) fn token_set(&mut self, atom: &Atom) -> Option<TokenSet> {
        let mut set = TokenSet::default();
        self.add_member(atom, &mut set).then_some(set)
    }

    fn add_member(&mut self, atom: &Atom, set: &mut TokenSet) -> bool {
        match atom {
            Atom::Literal { tokens, exact } if tokens.len() == 1 => {
                let w = self.word(&tokens[0]);
                if *exact {
                    set.exact.push((w, tokens[0].as_str().into()));
                } else {
                    set.words.push(w);
                }
            }
            Atom::Lemma(lemma) => {
                if let Some(words) = self.inflected.get(lemma) {
                    set.words.extend(words);
                } else {
                    let forms = (self.forms)(lemma);
                    let single = forms.iter().filter(|f| !f.contains(' '));
                    let words: Vec<u32> = single.map(|f| self.word(f)).collect();
                    set.words.extend(&words);
                    self.inflected.insert(lemma.clone(), words);
                }
            }
            Atom::Lexicon(name) => match self.lexicons.id(name) {
                Some(id) => set.lexicons.push(id),
                None => return false,
            },
            Atom::Class(class) => add_class(*class, set),
            Atom::Set { members, negated: false } => {
                for m in members {
                    if !self.add_member(m, set) {
                        return false;
                    }
                }
            }
            _ => return false,
        }
        set.words.sort_unstable();
        set.words.dedup();
        true
    }
}

fn add_class(class: TokenClass, set: &mut TokenSet) {
    match class {
        TokenClass::Any => set.any = true,
        TokenClass::Word => set.shape |= Shape::WORD,
        TokenClass::Cap => set.shape |= Shape::CAP,
        TokenClass::Upper => set.shape |= Shape::UPPER,
        TokenClass::Lower => set.shape |= Shape::LOWER,
        TokenClass::Digits => set.shape |= Shape::DIGITS,
        TokenClass::Punct => set.shape |= Shape::PUNCT,
        TokenClass::Quote => set.shape |= Shape::QUOTE,
        TokenClass::Noun => set.tags |= tag::NOUN,
        TokenClass::Name => set.tags |= tag::NAME,
        TokenClass::Verb => set.tags |= tag::VERB,
        TokenClass::Adj => set.tags |= tag::ADJ,
        TokenClass::Adv => set.tags |= tag::ADV,
        TokenClass::Det => set.tags |= tag::DET,
        TokenClass::Prep => set.tags |= tag::PREP,
        TokenClass::Pron => set.tags |= tag::PRON,
        TokenClass::Aux => set.tags |= tag::AUX,
        TokenClass::Modal => set.tags |= tag::MODAL,
        TokenClass::Conj => set.tags |= tag::CONJ,
        TokenClass::To => set.tags |= tag::TO,
        TokenClass::Num => set.tags |= tag::NUM,
        TokenClass::Gerund => set.tags |= tag::GERUND,
        TokenClass::PastPart => set.tags |= tag::PASTPART,
        TokenClass::Base => set.tags |= tag::BASE,
        TokenClass::Poss => set.tags |= tag::POSS,
    }
}
