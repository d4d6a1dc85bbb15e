//! The time of what has none of its own: it is told of elsewhere, or just before.

use rustc_hash::FxHashMap;

use super::triggers::Trigger;
use crate::claims::names::Lex;
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};
use crate::record::Via;

/// Letters of its beginning by which a headline's word is found again below.
const STEM: usize = 3;
/// The same for a noun of the text.
const NOUN_STEM: usize = STEM + 2;

/// The beginning of a word, in small letters.
type Stem = u64;

/// What later triggers may inherit; keeps what was told last.
pub(super) struct Inheritance<'r, 'a, 'd> {
    reader: &'r Reader<'a, 'd>,
    /// Tokens of the headline end here.
    headline: u32,
    /// First dated trigger below the headline, by the beginning of its word.
    headline_stems: FxHashMap<Stem, &'a str>,
    /// First dated trigger anywhere, by the beginning of its word.
    stems: FxHashMap<Stem, &'a str>,
    /// First dated trigger of a kind of happening ("the murder", "the shooting").
    senses: FxHashMap<&'a str, &'a str>,
    /// Sentence and time of the trigger before.
    governor: Option<(u32, Option<&'a str>)>,
    /// Sentence, paragraph and time of what was told last in the past tense.
    story: Option<(u32, u32, &'a str)>,
}

impl<'r, 'a, 'd> Inheritance<'r, 'a, 'd> {
    /// Over all triggers of a document, dated by their clauses.
    pub(super) fn new(reader: &'r Reader<'a, 'd>, triggers: &[Trigger<'a>]) -> Self {
        let mut this = Self {
            reader,
            headline: reader.analysis.sentences.first().map_or(0, |s| s.1),
            headline_stems: FxHashMap::default(),
            stems: FxHashMap::default(),
            senses: FxHashMap::default(),
            governor: None,
            story: None,
        };
        for t in triggers {
            let Some(own) = t.own else { continue };
            if t.token >= this.headline {
                if let Some(stem) = this.stem(t.token, STEM) {
                    this.headline_stems.entry(stem).or_insert(own);
                }
            }
            if let Some(stem) = this.stem(t.token, NOUN_STEM) {
                this.stems.entry(stem).or_insert(own);
            }
            if let Some(sense) = this.sense(t.token) {
                this.senses.entry(sense).or_insert(own);
            }
        }
        this
    }

    /// The time of another mention: an infinitive's is its governing verb's ("tried to attend"); a
    /// noun's, or a headline's word's, that of the same word, or of the same kind of happening,
    /// where the text dates it; a verb in the past goes on with what its paragraph tells.
    pub(super) fn of(&self, trigger: &Trigger<'a>) -> Option<&'a str> {
        let token = &self.reader.analysis.tokens[trigger.token as usize];
        if trigger.infinitive {
            return self.governor.filter(|g| g.0 == token.sentence)?.1;
        }
        let noun = token.tags & tag::NOUN != 0;
        let same = if trigger.token < self.headline {
            self.headline_stems.get(&self.stem(trigger.token, STEM)?)
        } else if noun {
            self.stem(trigger.token, NOUN_STEM).and_then(|s| self.stems.get(&s))
        } else {
            None
        };
        let kind = || self.sense(trigger.token).filter(|_| noun).and_then(|s| self.senses.get(s));
        same.or_else(kind).copied().or_else(|| self.told(trigger))
    }

    /// Remember a trigger that has its time now.
    pub(super) fn pass(&mut self, trigger: &Trigger<'a>, anchor: Option<&'a str>, via: Via) {
        let sentence = self.reader.analysis.tokens[trigger.token as usize].sentence;
        if let Some(time) = anchor.filter(|_| tells(trigger) && via != Via::Dateline) {
            self.story = Some((sentence, self.reader.block(trigger.token), time));
        }
        self.governor = Some((sentence, anchor));
    }

    /// "In 1992 he lost the case. He was replaced": of the sentence before, in one paragraph.
    fn told(&self, trigger: &Trigger<'a>) -> Option<&'a str> {
        let token = &self.reader.analysis.tokens[trigger.token as usize];
        let (sentence, paragraph, time) = self.story?;
        let follows = token.sentence <= sentence + 1
            && self.reader.block(trigger.token) == paragraph
            && tells(trigger)
            && !token.shape.has(Shape::QUOTED);
        follows.then_some(time)
    }

    /// The first so many bytes of the word; `None` if it is shorter.
    fn stem(&self, token: u32, bytes: usize) -> Option<Stem> {
        let start = self.reader.analysis.word(token).get(..bytes)?;
        let mut stem = [0; size_of::<Stem>()];
        if start.is_ascii() {
            for (to, from) in stem.iter_mut().zip(start.bytes()) {
                *to = from.to_ascii_lowercase();
            }
        } else {
            // No letter's small form is more than twice as long.
            for (to, from) in stem.iter_mut().zip(start.to_lowercase().bytes()) {
                *to = from;
            }
        }
        Some(Stem::from_le_bytes(stem))
    }

    fn sense(&self, token: u32) -> Option<&'a str> {
        self.reader.value_in(token, Lex::TriggerSense)
    }
}

/// A verb of the story: in the past, and not of saying.
fn tells(trigger: &Trigger<'_>) -> bool {
    trigger.past && !trigger.reports
}
