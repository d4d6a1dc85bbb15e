//! The tagger's tables from the lexicons of a pack.

use rustc_hash::FxHashMap;

use crate::lexis::readings::{Candidates, SURE};
use crate::lexis::tagger::{CONJ, DET, NUM, PREP, STATES, Tagger, tag_index};
use crate::lexis::token::WordId;
use crate::lexis::vocabulary::{FoldBuffer, Vocabulary};
use crate::rules::ast::RuleSet;

/// What the listed readings of a word of a closed class lose.
const FUNCTION: i8 = 24;

/// Lexicons that only the tagger reads; they are no lists that a pattern could name.
pub const LEXICONS: [&str; 4] = ["pos", "pos-suffix", "tag-class", "tag-transition"];

impl Tagger {
    /// Build from the lexicons of a rule set.
    #[must_use]
    pub fn build(set: &RuleSet, vocabulary: &mut Vocabulary) -> Self {
        let mut this = Self {
            class_of: Vec::new(),
            classes: Vec::new(),
            suffixes: Vec::new(),
            transition: vec![0; STATES * STATES],
            prefixes: Vec::new(),
        };
        let mut words = Words { of: vec![Candidates::default(); vocabulary.len()] };
        let by_name: FxHashMap<&str, usize> =
            set.lexicons.iter().enumerate().map(|(i, l)| (l.name.as_str(), i)).collect();
        let mut buffer = FoldBuffer::new();
        let entries =
            |name: &str| by_name.get(name).into_iter().flat_map(|i| set.lexicons[*i].pairs());
        for (class, name) in entries("tag-class") {
            let Some(t) = tag_index(name) else { continue };
            let Some(lexicon) = by_name.get(class).map(|i| &set.lexicons[*i]) else {
                continue;
            };
            for (entry, _) in lexicon.pairs().filter(|(e, _)| !e.contains(' ')) {
                let w = vocabulary.intern(entry, &mut buffer);
                let c = words.candidates(w);
                if t == NUM
                    && c.tags[..c.n as usize].iter().any(|(t, _)| matches!(*t, CONJ | DET | PREP))
                {
                    // "and", "a", "in": parts of written numbers, but never numbers themselves.
                    continue;
                }
                c.add(t, SURE);
                c.closed = true;
            }
        }
        for (entry, spec) in entries("pos") {
            if entry.contains(['-', ' ', '\'']) {
                continue;
            }
            let open = Candidates::of(spec);
            let w = vocabulary.intern(entry, &mut buffer);
            let c = words.candidates(w);
            let less = if c.closed { FUNCTION } else { 0 };
            for (t, weight) in &open.tags[..open.n as usize] {
                // A function word is rarely anything else.
                if less == 0 || *weight > less {
                    c.add(*t, weight - less);
                }
            }
        }
        for (entry, _) in entries("verb-prefix") {
            let w = vocabulary.intern(entry, &mut buffer);
            this.prefixes.push(w);
        }
        this.suffixes =
            entries("pos-suffix").map(|(s, spec)| (s.to_owned(), Candidates::of(spec))).collect();
        this.suffixes.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        for (pair, weight) in entries("tag-transition") {
            let mut names = pair.split(' ');
            let state = |n: Option<&str>| n.and_then(tag_index);
            if let (Some(a), Some(b), Ok(w)) =
                (state(names.next()), state(names.next()), weight.parse())
            {
                this.transition[a as usize * STATES + b as usize] = w;
            }
        }
        words.share(&mut this);
        this
    }
}

/// Candidates word by word, while they are gathered.
struct Words {
    of: Vec<Candidates>,
}

impl Words {
    fn candidates(&mut self, w: WordId) -> &mut Candidates {
        let i = w.0 as usize;
        if self.of.len() <= i {
            self.of.resize(i + 1, Candidates::default());
        }
        &mut self.of[i]
    }

    /// Words with the same candidates share a class.
    fn share(self, tagger: &mut Tagger) {
        let mut known: FxHashMap<Candidates, u32> = FxHashMap::default();
        known.insert(Candidates::default(), 0);
        tagger.classes.push(Candidates::default());
        tagger.class_of = Vec::with_capacity(self.of.len());
        for candidates in self.of {
            let next = tagger.classes.len() as u32;
            let class = *known.entry(candidates).or_insert(next);
            if class == next {
                tagger.classes.push(candidates);
            }
            tagger.class_of.push(class);
        }
    }
}
