//! Words that may name an event, with the verb group they stand in.

use crate::claims::events::layout::{Layout, Range};
use crate::claims::events::modality;
use crate::claims::names::{Kind, Lex, Part, Word};
use crate::lexis::token::tag;
use crate::matching::mention::Mention;

/// How the happening is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// By a verb.
    Verb,
    /// By a participle that hangs on a noun: "minutes published on Monday".
    Participle,
    /// By a noun.
    Noun,
    /// By a noun behind a light verb.
    Light,
}

/// A possible event.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'a> {
    pub mention: &'a Mention,
    pub form: Form,
    /// The word that names it.
    pub head: u32,
    /// Trigger words with their verb group.
    pub action: Range,
    /// The verb group it stands in.
    pub group: Option<&'a Mention>,
    pub kind: &'a str,
    pub plover: Option<&'a str>,
    /// A state: "is willing to".
    pub state: bool,
    /// A lexicon gives its type.
    pub typed: bool,
    /// It is the saying of something.
    pub speech: bool,
    /// An infinitive.
    pub infinitive: bool,
    /// The typed verb of its sentence that governs the others, or the only typed noun.
    pub main: bool,
}

/// Type of an event that no lexicon types.
pub(crate) const OTHER: &str = "other";
/// Type of an event of speaking.
const STATEMENT: &str = "statement";

/// Candidates in text order.
pub(crate) fn all<'a>(layout: &Layout<'_, 'a, '_>) -> Vec<Candidate<'a>> {
    let mut found = Vec::with_capacity(layout.reader.count(Kind::Event));
    found.extend(layout.reader.mentions(Kind::Event).filter_map(|(_, m)| candidate(layout, m)));
    found.sort_by_key(|c| (c.head, c.action));
    mark_main(layout, &mut found);
    found
}

fn candidate<'a>(layout: &Layout<'_, 'a, '_>, m: &'a Mention) -> Option<Candidate<'a>> {
    let reader = layout.reader;
    let action = reader.slot(m, Part::Action)?;
    let named = Some(reader.constant_id(m, Part::Form)?);
    let form = if reader.is_word(named, Word::Noun) {
        Form::Noun
    } else if reader.is_word(named, Word::Light) {
        Form::Light
    } else if reader.is_word(named, Word::Participle) {
        Form::Participle
    } else {
        Form::Verb
    };
    let state = reader.is_word(named, Word::State);
    // "began a hunger strike": the whole compound types it.
    let compound = match form {
        Form::Light => layout.phrase_ending(action.end, Lex::Happening).map(|p| p.1),
        _ => None,
    };
    let trigger = compound.or_else(|| reader.constant(m, Part::Trigger));
    let (kind, plover) = trigger.map_or((OTHER, None), types);
    let (mut start, mut end) = (action.start, action.end);
    let group = match form {
        Form::Noun | Form::Participle => None,
        Form::Verb | Form::Light => (start..end).find_map(|t| layout.verb_group(t)),
    };
    let head = match (form, group) {
        (Form::Noun, _) => end - 1,
        (_, Some(vg)) => layout.head(vg),
        (_, None) => start,
    };
    let form = if form == Form::Verb && group.is_none() {
        if !layout.has(start, tag::PASTPART | tag::VERB | tag::GERUND | tag::BASE) {
            return None;
        }
        if layout.has(start, tag::PASTPART) { Form::Participle } else { form }
    } else {
        form
    };
    let reduced = form == Form::Verb && group.is_some_and(|vg| layout.is_reduced(vg));
    let form = if reduced { Form::Participle } else { form };
    // Adjectives before a noun name no event: "the wounded soldiers".
    if form == Form::Participle
        && group.is_none()
        && layout.noun_group(start).is_some_and(|g| g.1 > end)
    {
        return None;
    }
    if let Some(vg) = group {
        start = start.min(vg.start);
        if trigger.is_none() && reader.says(vg, Part::Type, Word::Copula) {
            end = layout.complement(vg.end);
        }
    }
    let infinitive = group.is_some_and(|vg| reader.slot(vg, Part::Inf).is_some());
    Some(Candidate {
        mention: m,
        form,
        head,
        action: (start, end),
        group,
        state,
        speech: kind == STATEMENT || (plover.is_none() && layout.is(head, Lex::ReportingVerb)),
        typed: trigger.is_some(),
        kind,
        plover,
        infinitive,
        main: false,
    })
}

/// A candidate is main if no typed verb before it in its sentence governs it, and it is a verb, or
/// a noun where there is no typed verb at all.
fn mark_main(layout: &Layout<'_, '_, '_>, all: &mut [Candidate<'_>]) {
    let mut from = 0;
    while from < all.len() {
        let here = layout.sentence(all[from].head).0;
        let to =
            from + all[from..].iter().take_while(|c| layout.sentence(c.head).0 == here).count();
        let sentence = &mut all[from..to];
        let typed = |c: &Candidate<'_>| c.plover.is_some();
        let verbal = |c: &Candidate<'_>| c.form != Form::Noun && c.form != Form::Participle;
        // What must be done, says somebody: that is the event, not what it is about.
        let speech = sentence.iter().position(|c| c.speech);
        let duty = sentence
            .iter()
            .enumerate()
            .position(|(i, c)| speech.is_some_and(|s| s < i) && modality::is_duty(layout, c));
        let governor = sentence.iter().position(|c| c.is_finite(layout)).unwrap_or(sentence.len());
        let first = sentence
            .iter()
            .enumerate()
            .position(|(i, c)| {
                let governed = verbal(c) && governor < i;
                Some(i) == duty || typed(c) && (c.is_finite(layout) || governed)
            })
            .or_else(|| sentence.iter().position(|c| typed(c) && c.form != Form::Noun))
            .or_else(|| sentence.iter().position(typed));
        if let Some(i) = first {
            sentence[i].main = true;
        }
        from = to;
    }
}

/// Type and PLOVER type of a trigger: `attack ASSAULT:aerial`.
fn types(trigger: &str) -> (&str, Option<&str>) {
    match trigger.bytes().position(|b| b == b' ') {
        None => (trigger, None),
        Some(at) => (&trigger[..at], trigger[at..].split_ascii_whitespace().next()),
    }
}

impl Candidate<'_> {
    /// Its verb stands in the past, or it is a noun or participle.
    pub(crate) fn is_past(&self, layout: &Layout<'_, '_, '_>) -> bool {
        match (self.form, self.group) {
            (Form::Noun | Form::Participle, _) => true,
            (_, Some(vg)) => {
                (vg.start..vg.end).any(|t| layout.has(t, tag::PAST) || layout.is(t, Lex::AuxHave))
                    || layout.is_passive(vg)
            }
            _ => false,
        }
    }

    /// A passive verb, a participle, or a bare past form with its agent behind it ("shot and killed
    /// by troops").
    pub(crate) fn passive(&self, layout: &Layout<'_, '_, '_>) -> bool {
        let by = |vg: &Mention| {
            self.form == Form::Verb
                && layout.is(self.action.1.max(vg.end), Lex::AgentPrep)
                && layout.time(vg.end + 1).is_none()
                && layout.noun_group(vg.end + 1).is_some()
        };
        !self.state
            && (self.form == Form::Participle
                || self.group.is_some_and(|vg| layout.is_passive(vg) || by(vg)))
    }

    /// A verb with its own subject: no infinitive, gerund or bare participle.
    pub(crate) fn is_finite(&self, layout: &Layout<'_, '_, '_>) -> bool {
        self.group.is_some_and(|vg| {
            let bare = vg.end - vg.start == 1
                && layout.has(self.head, tag::PASTPART | tag::GERUND)
                && !layout.has(self.head, tag::PAST);
            !self.infinitive && !bare && self.form != Form::Participle
        })
    }
}
