//! Dating: each verb and each noun of a happening gets the time its clause gives it, an inherited
//! one, or none.
//!
//! A time belongs to the nearest trigger of its sentence, counted in tokens, other triggers between
//! the two making it farther. What has no time of its own near enough happened, in a news report,
//! on the day of the report; a headline inherits from the same word in the text below it.

use rustc_hash::FxHashMap;

use crate::claims::reader::Reader;
use crate::lexis::lexicon::LexId;
use crate::lexis::token::{Shape, WordId, tag};
use crate::record::{DatedTrigger, Via};
use crate::values::time::{Direction, TimeNames};

/// A time farther off than this dates nothing.
const REACH: u32 = 20;
/// How far the time of a verb in the present may be; the report's day is nearer at hand.
const PRESENT: u32 = 4;
/// A time that begins within so many tokens opens its sentence.
const OPENING: u32 = 2;
/// Times that begin farther off are not looked at; above every reach and the length of a time.
const WINDOW: u32 = 100;
/// What another trigger in between adds to the distance.
const CROSSING: u32 = 3;
/// What a bound ("since 1992", "from March") adds to the distance.
const BOUND: u32 = 8;
/// Letters of its beginning by which a headline's word is found again below.
const STEM: usize = 3;

/// A calendar time of the text: tokens, TIMEX3 value to the day, and is it a bound?
struct When {
    start: u32,
    end: u32,
    value: String,
    bound: bool,
}

/// A trigger: its token and what is known of it.
struct Trigger {
    token: u32,
    present: bool,
    reports: bool,
    infinitive: bool,
    own: Option<String>,
}

/// Every trigger of the document with its time, in text order. `report_date` is the day of the
/// report (ISO).
pub(crate) fn build(reader: &Reader<'_, '_>, report_date: Option<&str>) -> Vec<DatedTrigger> {
    let times = times(reader);
    let mut triggers = triggers(reader);
    date_by_clause(reader, &times, &mut triggers);
    let headline = reader.analysis.sentences.first().map_or(0, |s| s.1);
    let dated = Stems::of(reader, &triggers, headline);
    let mut governor: Option<(u32, Option<String>)> = None;
    triggers
        .iter()
        .map(|t| {
            let (anchor, via) = match &t.own {
                Some(value) => (Some(value.clone()), Via::Clause),
                None => match inherited(reader, &dated, t, governor.as_ref()) {
                    Some(value) => (Some(value), Via::Anaphora),
                    None => (report_date.map(str::to_owned), Via::Dateline),
                },
            };
            let sentence = reader.analysis.tokens[t.token as usize].sentence;
            governor = Some((sentence, anchor.clone()));
            DatedTrigger { span: reader.evidence(t.token, t.token + 1), anchor, via }
        })
        .collect()
}

fn times(reader: &Reader<'_, '_>) -> Vec<When> {
    let bounds = reader.engine.lexicons.id("time-bound");
    reader
        .mentions("time")
        .filter_map(|(_, m)| {
            let time = reader.time(m)?;
            let dated = matches!(time.kind.as_str(), "DATE" | "TIME")
                && time.value.starts_with(|c: char| c.is_ascii_digit());
            let value = match time.value.split_once('T') {
                Some((day, _)) => day.to_owned(),
                None => time.value.clone(),
            };
            let before = m.start.checked_sub(1).map(|t| reader.analysis.tokens[t as usize].word);
            let bound =
                before.zip(bounds).is_some_and(|(w, l)| reader.engine.lexicons.has_word(l, w));
            dated.then_some(When { start: m.start, end: m.end, value, bound })
        })
        .collect()
}

/// Heads of verb groups, participles, and nouns of happenings.
fn triggers(reader: &Reader<'_, '_>) -> Vec<Trigger> {
    let tokens = &reader.analysis.tokens;
    let names = TimeNames::of(reader.engine);
    let reporting = reader.engine.lexicons.id("reporting-verb-core");
    let mut kind = vec![None; tokens.len()];
    let nouns = Nouns::of(reader);
    for (i, t) in tokens.iter().enumerate() {
        let verbal = t.tags & (tag::VERB | tag::PASTPART | tag::GERUND) != 0;
        let nominal =
            t.tags & (tag::NOUN | tag::ADJ) != 0 && nouns.names_a_happening(reader, i as u32);
        if verbal || nominal {
            kind[i] = Some((false, false));
        }
    }
    for (_, m) in reader.mentions("vg") {
        let head = reader.slot(m, "head").map_or(m.end - 1, |s| s.start);
        for t in m.start..m.end {
            kind[t as usize] = None;
        }
        let present = names.points(reader.engine, reader.analysis, m) == Direction::Unknown;
        kind[head as usize] = Some((reader.slot(m, "inf").is_some(), present));
    }
    let found = kind.iter().enumerate().filter_map(|(i, k)| k.map(|k| (i, k)));
    found
        .map(|(i, (infinitive, present))| Trigger {
            token: i as u32,
            present,
            reports: reporting.is_some_and(|l| reader.engine.lexicons.has_word(l, tokens[i].word)),
            infinitive,
            own: None,
        })
        .collect()
}

struct Nouns {
    list: Option<LexId>,
    pos: Option<LexId>,
    endings: Vec<String>,
}

impl Nouns {
    fn of(reader: &Reader<'_, '_>) -> Self {
        let lexicons = &reader.engine.lexicons;
        let endings = lexicons.id("trigger-noun-ending").map(|l| {
            lexicons.words(l).iter().map(|w| reader.engine.vocabulary.text(*w).to_owned()).collect()
        });
        Self {
            list: lexicons.id("trigger-noun"),
            pos: lexicons.id("pos"),
            endings: endings.unwrap_or_default(),
        }
    }

    /// "ban", "launch", "strike": a noun that is as often a verb (weight 4 of 9 or more).
    fn is_a_verb_too(&self, reader: &Reader<'_, '_>, word: WordId) -> bool {
        let spec = self.pos.and_then(|l| reader.engine.lexicons.value(l, word));
        spec.and_then(|s| s.as_bytes().windows(2).find(|w| w[0] == b'V'))
            .is_some_and(|w| w[1] >= b'4')
    }

    fn names_a_happening(&self, reader: &Reader<'_, '_>, token: u32) -> bool {
        let t = &reader.analysis.tokens[token as usize];
        let word = reader.analysis.word(token);
        self.list.is_some_and(|l| reader.engine.lexicons.has_word(l, t.word))
            || self.is_a_verb_too(reader, t.word)
            || self.endings.iter().any(|e| word.len() > e.len() + 3 && word.ends_with(e.as_str()))
    }
}

fn date_by_clause(reader: &Reader<'_, '_>, times: &[When], triggers: &mut [Trigger]) {
    let (mut t0, mut w0) = (0, 0);
    for &(from, to) in &reader.analysis.sentences {
        let t1 = t0 + triggers[t0..].partition_point(|t| t.token < to);
        let w1 = w0 + times[w0..].partition_point(|w| w.start < to);
        let here: Vec<u32> = triggers[t0..t1].iter().map(|t| t.token).collect();
        let mark = |t: u32| reader.analysis.tokens[t as usize].shape.has(Shape::PUNCT);
        debug_assert!(here.first().is_none_or(|t| *t >= from));
        for trigger in &mut triggers[t0..t1] {
            // A time that opens the sentence holds for the whole of it.
            let present = trigger.present && from > 0;
            let reach = |w: &When| match (present, w.start <= from + OPENING) {
                (true, _) => PRESENT,
                (_, true) => 2 * REACH,
                _ => REACH,
            };
            let cost = |w: &When| {
                let (low, high) = if w.end <= trigger.token {
                    (w.end, trigger.token)
                } else {
                    (trigger.token + 1, w.start.max(trigger.token + 1))
                };
                let rank = |token: u32| here.partition_point(|t| *t < token);
                let crossed = rank(high).saturating_sub(rank(low)) as u32;
                // What is said has times of its own: "he lived there last year, they said".
                let crossing = if trigger.reports { 3 * CROSSING } else { CROSSING };
                let marks = (low..high).filter(|t| trigger.reports && mark(*t)).count() as u32;
                high - low + crossing * (crossed + marks) + if w.bound { BOUND } else { 0 }
            };
            // What is farther off costs more than any reach.
            let low = trigger.token.saturating_sub(WINDOW);
            let near = w0 + times[w0..w1].partition_point(|w| w.start < low);
            let far = near + times[near..w1].partition_point(|w| w.start <= trigger.token + WINDOW);
            trigger.own = times[near..far]
                .iter()
                .map(|w| (cost(w), w))
                .min_by_key(|(c, w)| (*c, w.start))
                .filter(|(c, w)| *c <= reach(w))
                .map(|(_, w)| w.value.clone());
        }
        (t0, w0) = (t1, w1);
    }
}

/// The time of another mention: an infinitive's is its governing verb's ("tried to attend"); a
/// noun's, or a headline's word's, that of the same word where the text dates it.
fn inherited(
    reader: &Reader<'_, '_>,
    dated: &Stems,
    trigger: &Trigger,
    governor: Option<&(u32, Option<String>)>,
) -> Option<String> {
    let token = &reader.analysis.tokens[trigger.token as usize];
    if trigger.infinitive {
        return governor.filter(|g| g.0 == token.sentence).and_then(|g| g.1.clone());
    }
    let in_headline = trigger.token < dated.headline;
    if !in_headline && token.tags & tag::NOUN == 0 {
        return None;
    }
    let (stems, letters) = if in_headline { (&dated.below, STEM) } else { (&dated.all, STEM + 2) };
    stems.get(&stem(reader, trigger.token, letters)?).cloned()
}

/// The first `letters` bytes of a token's word, in small letters.
fn stem(reader: &Reader<'_, '_>, token: u32, letters: usize) -> Option<String> {
    reader.analysis.word(token).get(..letters).map(str::to_lowercase)
}

/// The times of triggers by how their words begin; the first of each counts.
struct Stems {
    /// First token below the headline.
    headline: u32,
    /// For the words of the headline: what stands below it.
    below: FxHashMap<String, String>,
    all: FxHashMap<String, String>,
}

impl Stems {
    fn of(reader: &Reader<'_, '_>, triggers: &[Trigger], headline: u32) -> Self {
        let (mut below, mut all) = (FxHashMap::default(), FxHashMap::default());
        for t in triggers {
            let Some(own) = &t.own else { continue };
            if t.token >= headline && triggers.first().is_some_and(|t| t.token < headline) {
                if let Some(stem) = stem(reader, t.token, STEM) {
                    below.entry(stem).or_insert_with(|| own.clone());
                }
            }
            if let Some(stem) = stem(reader, t.token, STEM + 2) {
                all.entry(stem).or_insert_with(|| own.clone());
            }
        }
        Self { headline, below, all }
    }
}
