//! The time of what has none of its own: it is told of elsewhere, or just before.

use crate::claims::names::Lex;
use rustc_hash::FxHashMap;

use super::triggers::Trigger;
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};
use crate::record::Via;

/// Letters of its beginning by which a headline's word is found again below.
const STEM: usize = 3;
/// The same for a noun of the text.
const NOUN_STEM: usize = STEM + 2;

/// What later triggers may inherit; keeps what was told last.
pub(super) struct Inheritance<'r, 'a, 'd> {
    reader: &'r Reader<'a, 'd>,
    /// Tokens of the headline end here.
    headline: u32,
    /// First dated trigger below the headline, by the beginning of its word.
    headline_stems: FxHashMap<String, String>,
    /// First dated trigger anywhere, by the beginning of its word.
    stems: FxHashMap<String, String>,
    /// First dated trigger of a kind of happening ("the murder", "the shooting").
    senses: FxHashMap<&'a str, String>,
    /// Sentence and time of the trigger before.
    governor: Option<(u32, Option<String>)>,
    /// Sentence, paragraph and time of what was told last in the past tense.
    story: Option<(u32, usize, String)>,
}

impl<'r, 'a, 'd> Inheritance<'r, 'a, 'd> {
    /// Over all triggers of a document, dated by their clauses.
    pub(super) fn new(reader: &'r Reader<'a, 'd>, triggers: &[Trigger]) -> Self {
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
            let Some(own) = &t.own else { continue };
            if t.token >= this.headline {
                if let Some(stem) = this.stem(t.token, STEM) {
                    this.headline_stems.entry(stem).or_insert_with(|| own.clone());
                }
            }
            if let Some(stem) = this.stem(t.token, NOUN_STEM) {
                this.stems.entry(stem).or_insert_with(|| own.clone());
            }
            if let Some(sense) = this.sense(t.token) {
                this.senses.entry(sense).or_insert_with(|| own.clone());
            }
        }
        this
    }

    /// The time of another mention: an infinitive's is its governing verb's ("tried to attend"); a
    /// noun's, or a headline's word's, that of the same word, or of the same kind of happening,
    /// where the text dates it; a verb in the past goes on with what its paragraph tells.
    pub(super) fn of(&self, trigger: &Trigger) -> Option<String> {
        let token = &self.reader.analysis.tokens[trigger.token as usize];
        if trigger.infinitive {
            let governor = self.governor.as_ref().filter(|g| g.0 == token.sentence);
            return governor.and_then(|g| g.1.clone());
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
        same.or_else(kind).cloned().or_else(|| self.told(trigger))
    }

    /// Remember a trigger that has its time now.
    pub(super) fn pass(&mut self, trigger: &Trigger, anchor: Option<&str>, via: Via) {
        let sentence = self.reader.analysis.tokens[trigger.token as usize].sentence;
        if let Some(time) = anchor.filter(|_| tells(trigger) && via != Via::Dateline) {
            self.story = Some((sentence, self.paragraph(trigger.token), time.to_owned()));
        }
        self.governor = Some((sentence, anchor.map(str::to_owned)));
    }

    /// "In 1992 he lost the case. He was replaced": of the sentence before, in one paragraph.
    fn told(&self, trigger: &Trigger) -> Option<String> {
        let token = &self.reader.analysis.tokens[trigger.token as usize];
        let (sentence, paragraph, time) = self.story.as_ref()?;
        let follows = token.sentence <= sentence + 1
            && self.paragraph(trigger.token) == *paragraph
            && tells(trigger)
            && !token.shape.has(Shape::QUOTED);
        follows.then(|| time.clone())
    }

    fn paragraph(&self, token: u32) -> usize {
        let start = |t: u32| {
            let sentence = self.reader.analysis.tokens[t as usize].sentence;
            self.reader.analysis.sentences[sentence as usize].0
        };
        let first = start(token);
        self.reader.analysis.blocks.partition_point(|b| b.0 <= first)
    }

    fn stem(&self, token: u32, letters: usize) -> Option<String> {
        self.reader.analysis.word(token).get(..letters).map(str::to_lowercase)
    }

    fn sense(&self, token: u32) -> Option<&'a str> {
        self.reader.value_in(token, Lex::TriggerSense)
    }
}

/// A verb of the story: in the past, and not of saying.
fn tells(trigger: &Trigger) -> bool {
    trigger.past && !trigger.reports
}
