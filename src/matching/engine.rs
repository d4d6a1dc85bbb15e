//! A rule set compiled: vocabulary, lexicons, and each phase's rules filed under their anchors.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lexis::inflect::Inflector;
use crate::lexis::lexicon::Lexicons;
use crate::lexis::tagger::Tagger;
use crate::lexis::vocabulary::{FoldBuffer, Vocabulary};
use crate::matching::anchor::{Anchor, Variant, variants};
use crate::matching::compiler::{Direction, compile};
use crate::matching::context::Context;
use crate::matching::program::{Instr, Names, Program, SlotId};
use crate::rules::ast::{Guards, LexiconSource, Pattern, Rule, RuleSet, Scope};

/// What the engine keeps of a rule.
#[derive(Clone, Debug)]
pub struct RuleInfo {
    /// Rule id.
    pub id: String,
    /// `rules/en/casualty.toml:12`.
    pub at: String,
    /// Emitted type.
    pub kind: u16,
    pub(crate) set: Vec<(SlotId, Arc<str>)>,
    pub(crate) priority: i32,
    pub(crate) span: Option<SlotId>,
    pub(crate) scope: Scope,
    pub(crate) unless: CompiledGuards,
    pub(crate) when: CompiledGuards,
}

/// Guards in reading direction.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompiledGuards {
    pub before: Vec<Program>,
    pub after: Vec<Program>,
    pub inside: Vec<Program>,
}

/// A rule that is tried at each token in turn.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    pub rule: u32,
    pub program: Program,
    pub first: First,
}

/// What a program can begin with.
#[derive(Clone, Debug, Default)]
pub(crate) struct First {
    pub any: bool,
    pub tags: u32,
    pub shape: u16,
    pub words: Vec<u32>,
    pub lexicons: Vec<u16>,
    pub kinds: Vec<u16>,
    /// One bit a word: the words above and those of the lexicons.
    pub bits: Vec<u64>,
}

impl First {
    /// Lay the words out as bits once the vocabulary is complete.
    fn seal(&mut self, lexicons: &Lexicons, words: usize) {
        self.bits = vec![0; words.div_ceil(64)];
        let listed = self.lexicons.iter().flat_map(|l| lexicons.words(*l)).map(|w| w.0);
        for w in self.words.iter().copied().chain(listed) {
            self.bits[w as usize / 64] |= 1 << (w % 64);
        }
        self.lexicons.retain(|l| lexicons.has_phrases(*l));
    }
}

/// One phase's rules, filed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phase {
    pub name: String,
    /// word → variants, compressed.
    pub word_offsets: Vec<u32>,
    pub word_variants: Vec<u32>,
    /// lexicon → variants, for phrases.
    pub by_lexicon: FxHashMap<u16, Vec<u32>>,
    /// kind → variants, for mentions.
    pub by_mention: Vec<(u16, Vec<u32>)>,
    pub everywhere: Vec<u32>,
    /// Scan rules grouped by emitted type.
    pub scans: Vec<Vec<Scan>>,
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
    /// For each word the phases that have it as an anchor.
    pub(crate) phase_mask: Vec<u64>,
    pub(crate) hides: Vec<(u16, Vec<u16>)>,
    pub(crate) open: Vec<(u16, SlotId, Vec<String>)>,
    pub(crate) keys: FxHashMap<u16, SlotId>,
}

/// More phases than this cannot be told apart in a word's mask.
pub const MOST_PHASES: usize = 64;

impl Engine {
    /// Compile a checked rule set. Names that do not exist match nothing (the checks report them).
    #[must_use]
    pub fn compile(set: &RuleSet) -> Self {
        let inflector = inflector(set);
        let mut vocabulary = Vocabulary::default();
        let lexicons = Lexicons::build(&set.lexicons, &mut vocabulary, &inflector);
        let tagger = Tagger::build(set, &mut vocabulary);
        let (mut kinds, mut slots) = (Names::default(), Names::default());
        // Names that values/ gives to what it finds itself, whether or not a rule asks for them.
        kinds.intern("number");
        for name in ["kind", "form", "value", "scale", "shape", "suffix"] {
            slots.intern(name);
        }
        let mut phases: Vec<Phase> = set
            .phases
            .iter()
            .take(MOST_PHASES)
            .map(|n| Phase { name: n.clone(), ..Phase::default() })
            .collect();
        let mut rules = Vec::with_capacity(set.rules.len());
        let mut all: Vec<Variant> = Vec::new();
        let mut phase_of: Vec<usize> = Vec::new();
        let lines: Vec<Vec<usize>> = set.files.iter().map(|f| line_starts(&f.text)).collect();
        {
            let forms = |lemma: &str| inflector.forms(lemma);
            let mut cx = Context {
                vocabulary: &mut vocabulary,
                lexicons: &lexicons,
                kinds: &mut kinds,
                slots: &mut slots,
                forms: &forms,
                buffer: FoldBuffer::new(),
                strings: FxHashMap::default(),
            };
            for (i, rule) in set.rules.iter().enumerate() {
                rules.push(info(rule, set, &lines, &mut cx));
                let Some(phase) = phases.iter().position(|p| p.name == rule.phase) else {
                    continue;
                };
                if rule.scan {
                    add_scan(i as u32, rule, &mut phases[phase], &mut cx, &rules);
                    continue;
                }
                let frequency = |w: u32| tagger.frequency(w);
                let from = all.len();
                variants(i as u32, &rule.pattern, &mut cx, &frequency, &mut all);
                phase_of.resize(phase_of.len() + all.len() - from, phase);
            }
        }
        let mut lexicons = lexicons;
        lexicons.resize(vocabulary.len());
        let mut tagger = tagger;
        tagger.resize(vocabulary.len());
        let mut phase_mask = vec![0u64; vocabulary.len()];
        for (p, phase) in phases.iter_mut().enumerate() {
            for scan in phase.scans.iter_mut().flatten() {
                scan.first.seal(&lexicons, vocabulary.len());
            }
            file(phase, p, &all, &phase_of, vocabulary.len(), &mut phase_mask);
        }
        let hides = set
            .hides
            .iter()
            .map(|(k, hs)| (kinds.intern(k), hs.iter().map(|h| kinds.intern(h)).collect()))
            .collect();
        let open = set
            .open
            .iter()
            .map(|(k, s, values)| (kinds.intern(k), slots.intern(s), values.clone()))
            .collect();
        let keys = set.keys.iter().map(|(k, s)| (kinds.intern(k), slots.intern(s))).collect();
        Self {
            vocabulary,
            lexicons,
            tagger,
            kinds,
            slots,
            rules,
            variants: all,
            phases,
            phase_mask,
            hides,
            open,
            keys,
        }
    }

    /// Compile some rules anew in place of those with the same index: what the workbench does to
    /// try an edit. Phase, emitted type and mode must be as before.
    pub(crate) fn replace(
        &mut self,
        set: &RuleSet,
        changes: &[(u32, &Rule)],
        inflector: &Inflector,
    ) {
        for (index, rule) in changes {
            let Some(phase) = self.phases.iter().position(|p| p.name == rule.phase) else {
                continue;
            };
            let forms = |lemma: &str| inflector.forms(lemma);
            let mut cx = Context {
                vocabulary: &mut self.vocabulary,
                lexicons: &self.lexicons,
                kinds: &mut self.kinds,
                slots: &mut self.slots,
                forms: &forms,
                buffer: FoldBuffer::new(),
                strings: FxHashMap::default(),
            };
            let mut fresh = info(rule, set, &[], &mut cx);
            let old = &mut self.rules[*index as usize];
            fresh.at = std::mem::take(&mut old.at);
            *old = fresh;
            if rule.scan {
                let program = compile(&rule.pattern, Direction::Forward, &mut cx);
                let scan = Scan { rule: *index, first: first(&program), program };
                let mut scans = self.phases[phase].scans.iter_mut().flatten();
                if let Some(old) = scans.find(|s| s.rule == *index) {
                    *old = scan;
                }
                continue;
            }
            let mut cut = Vec::new();
            let frequency = |w: u32| self.tagger.frequency(w);
            variants(*index, &rule.pattern, &mut cx, &frequency, &mut cut);
            let from = self.variants.partition_point(|v| v.rule < *index);
            let to = self.variants.partition_point(|v| v.rule <= *index);
            self.variants.splice(from..to, cut);
        }
        let words = self.vocabulary.len();
        self.lexicons.resize(words);
        self.tagger.resize(words);
        self.phase_mask.resize(words, 0);
        for scan in self.phases.iter_mut().flat_map(|p| &mut p.scans).flatten() {
            if changes.iter().any(|(index, _)| *index == scan.rule) {
                scan.first.seal(&self.lexicons, words);
            } else {
                // Words that are new are in no other rule.
                scan.first.bits.resize(words.div_ceil(64), 0);
            }
        }
        let names: Vec<&str> = self.phases.iter().map(|p| p.name.as_str()).collect();
        let of_rule: Vec<usize> = set
            .rules
            .iter()
            .map(|r| names.iter().position(|p| *p == r.phase).unwrap_or(usize::MAX))
            .collect();
        let phase_of: Vec<usize> = self.variants.iter().map(|v| of_rule[v.rule as usize]).collect();
        // Variants are numbered through, so every phase that has some is filed anew.
        for (number, phase) in self.phases.iter_mut().enumerate() {
            self.phase_mask.iter_mut().for_each(|m| *m &= !(1 << number));
            phase.by_lexicon.clear();
            phase.by_mention.clear();
            phase.everywhere.clear();
            file(phase, number, &self.variants, &phase_of, words, &mut self.phase_mask);
        }
    }

    /// Index of a rule by id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<u32> {
        self.rules.iter().position(|r| r.id == id).map(|i| i as u32)
    }
}

/// The inflector that a rule set's lexicons describe.
pub(crate) fn inflector(set: &RuleSet) -> Inflector {
    fn entries<'s>(set: &'s RuleSet, name: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
        set.lexicons.iter().filter(move |l| l.name == name).flat_map(LexiconSource::pairs)
    }
    let vowels: String = entries(set, "vowel").map(|(k, _)| k).collect();
    Inflector::new(
        entries(set, "inflect-verb"),
        entries(set, "inflect-noun"),
        entries(set, "irregular-verb"),
        entries(set, "irregular-noun"),
        &vowels,
    )
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1)).collect()
}

fn info(rule: &Rule, set: &RuleSet, lines: &[Vec<usize>], cx: &mut Context<'_>) -> RuleInfo {
    let file = rule.at.file as usize;
    let path = set.files.get(file).map_or("", |f| f.path.as_str());
    let line = lines.get(file).map_or(0, |l| l.partition_point(|s| *s <= rule.at.range.start));
    RuleInfo {
        id: rule.id.clone(),
        at: format!("{path}:{line}"),
        kind: cx.kinds.intern(&rule.emit),
        set: rule.set.iter().map(|(n, v)| (cx.slots.intern(n), cx.string(v))).collect(),
        priority: rule.priority,
        span: rule.span.as_ref().map(|s| cx.slots.intern(s)),
        scope: rule.scope,
        unless: guards(&rule.unless, cx),
        when: guards(&rule.when, cx),
    }
}

fn guards(guards: &Guards, cx: &mut Context<'_>) -> CompiledGuards {
    let mut all = |patterns: &[Pattern], direction| {
        patterns.iter().map(|p| compile(p, direction, cx)).collect()
    };
    CompiledGuards {
        before: all(&guards.before, Direction::Backward),
        after: all(&guards.after, Direction::Forward),
        inside: all(&guards.inside, Direction::Forward),
    }
}

fn add_scan(index: u32, rule: &Rule, phase: &mut Phase, cx: &mut Context<'_>, rules: &[RuleInfo]) {
    let program = compile(&rule.pattern, Direction::Forward, cx);
    let scan = Scan { rule: index, first: first(&program), program };
    let kind = rules[index as usize].kind;
    match phase
        .scans
        .iter_mut()
        .find(|g| g.first().is_some_and(|s| rules[s.rule as usize].kind == kind))
    {
        Some(group) => group.push(scan),
        None => phase.scans.push(vec![scan]),
    }
}

/// The union of what can be consumed first.
fn first(program: &Program) -> First {
    let mut out = First::default();
    let mut seen = vec![false; program.code.len()];
    let mut todo = vec![0usize];
    while let Some(pc) = todo.pop() {
        if std::mem::replace(&mut seen[pc], true) {
            continue;
        }
        match &program.code[pc] {
            Instr::Word(w) => out.words.push(*w),
            Instr::Set { set, .. } => {
                let s = &program.sets[*set as usize];
                out.any |= s.any;
                out.tags |= s.tags;
                out.shape |= s.shape;
                out.words.extend(&s.words);
                out.words.extend(s.exact.iter().map(|e| e.0));
                out.lexicons.extend(&s.lexicons);
            }
            Instr::Lex { lex, .. } => out.lexicons.push(*lex),
            Instr::Mention { kind, .. } => out.kinds.push(*kind),
            Instr::Any | Instr::Not(_) | Instr::Rest | Instr::Accept => out.any = true,
            Instr::Split(a, b) => todo.extend([*a as usize, *b as usize]),
            Instr::Jump(a) => todo.push(*a as usize),
            Instr::Open(_) | Instr::Close(_) | Instr::Bind { .. } | Instr::Start | Instr::End => {
                todo.push(pc + 1)
            }
        }
    }
    out.words.sort_unstable();
    out.words.dedup();
    out.lexicons.sort_unstable();
    out.lexicons.dedup();
    out
}

fn file(
    phase: &mut Phase,
    number: usize,
    all: &[Variant],
    phase_of: &[usize],
    words: usize,
    mask: &mut [u64],
) {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut mentions: FxHashMap<u16, Vec<u32>> = FxHashMap::default();
    for (v, variant) in all.iter().enumerate().filter(|(v, _)| phase_of[*v] == number) {
        let v = v as u32;
        match &variant.anchor {
            Anchor::Words(ws) => pairs.extend(ws.iter().map(|w| (w.0, v))),
            Anchor::Lexicon(lex, ws) => {
                pairs.extend(ws.iter().map(|w| (w.0, v)));
                phase.by_lexicon.entry(*lex).or_default().push(v);
            }
            Anchor::Mention(kind) => mentions.entry(*kind).or_default().push(v),
            Anchor::Everywhere => phase.everywhere.push(v),
        }
    }
    pairs.sort_unstable();
    phase.word_offsets = vec![0; words + 1];
    for (w, _) in &pairs {
        phase.word_offsets[*w as usize + 1] += 1;
        mask[*w as usize] |= 1 << number;
    }
    for i in 1..phase.word_offsets.len() {
        phase.word_offsets[i] += phase.word_offsets[i - 1];
    }
    phase.word_variants = pairs.into_iter().map(|(_, v)| v).collect();
    phase.by_mention = mentions.into_iter().collect();
    phase.by_mention.sort_unstable();
}

impl Phase {
    pub(crate) fn variants_of(&self, word: u32) -> &[u32] {
        let w = word as usize;
        &self.word_variants[self.word_offsets[w] as usize..self.word_offsets[w + 1] as usize]
    }
}
