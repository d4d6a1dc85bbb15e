//! From a checked rule set to an engine, and rules compiled anew in its place.

use crate::lexis::Lexis;
use crate::lexis::inflect::Inflector;
use crate::lexis::lexicon::Lexicons;
use crate::lexis::tagger::Tagger;
use crate::lexis::vocabulary::Vocabulary;
use crate::lexis::words::{ClauseLexicons, Words};
use crate::patterns::anchor::{Variant, variants};
use crate::patterns::compiler::{Direction, compile};
use crate::patterns::context::Context;
use crate::patterns::engine::{CompiledGuards, Engine, Guard, MOST_PHASES, RuleInfo};
use crate::patterns::filing::{Phase, file};
use crate::patterns::frequency::Frequencies;
use crate::patterns::gate::{Gate, Gates, OPEN};
use crate::patterns::program::{Constants, Names};
use crate::patterns::scan::{Scan, ScanGroup};
use crate::patterns::seal::Sealer;
use crate::patterns::tokenset::TokenSets;
use crate::patterns::wordset::WordSets;
use crate::rules::ast::{Guards, Pattern, Rule, RuleSet};
use smol_str::format_smolstr;

/// Kinds of quantity that follow from a number and its unit; rules may set others.
const QUANTITY_KINDS: [&str; 10] = [
    "count", "duration", "fraction", "measure", "money", "multiple", "number", "ordinal",
    "percent", "ratio",
];

impl CompiledGuards {
    fn seal(&mut self, sealer: &mut Sealer<'_>) {
        let all = self.before.iter_mut().chain(&mut self.after).chain(&mut self.inside);
        all.for_each(|guard| {
            guard.gate = sealer.filed(&guard.program, 0);
            sealer.seal(&mut guard.program);
        });
    }
}

impl Engine {
    /// Compile a checked rule set. Names that do not exist match nothing (the checks report them).
    #[must_use]
    pub fn compile(set: &RuleSet) -> Self {
        let Lexis { mut vocabulary, lexicons, tagger } = Lexis::build(set);
        let inflector = Inflector::of(&set.lexicons);
        let frequencies = Frequencies::of(&lexicons, vocabulary.len());
        let (mut kinds, mut slots) = (Names::default(), Names::default());
        // Names that values/ gives to what it finds itself, whether or not a rule asks for them.
        kinds.intern("number");
        for name in ["kind", "form", "value", "scale", "shape", "suffix"] {
            slots.intern(name);
        }
        let mut constants = Constants::of(&lexicons);
        for kind in QUANTITY_KINDS {
            constants.intern(kind);
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
        let mut token_sets = TokenSets::default();
        let lines: Vec<Vec<usize>> = set.files.iter().map(|f| line_starts(&f.text)).collect();
        {
            let forms = |lemma: &str| inflector.forms(lemma);
            let mut cx = Context::new(
                &mut vocabulary,
                &lexicons,
                (&mut kinds, &mut slots),
                &mut constants,
                &mut token_sets,
                &forms,
            );
            for (i, rule) in set.rules.iter().enumerate() {
                rules.push(info(rule, set, &lines, &mut cx));
                let Some(phase) = phases.iter().position(|p| p.name == rule.phase) else {
                    continue;
                };
                if rule.scan {
                    add_scan(i as u32, rule, &mut phases[phase], &mut cx, &rules);
                    continue;
                }
                let frequency = |w: u32| frequencies.of_word(w, &tagger);
                let from = all.len();
                variants(i as u32, &rule.pattern, &mut cx, &frequency, &mut all);
                all[from..].iter_mut().for_each(|v| v.scope = rule.scope);
                phase_of.resize(phase_of.len() + all.len() - from, phase);
            }
        }
        let mut lexicons = lexicons;
        lexicons.resize(vocabulary.len());
        let mut tagger = tagger;
        tagger.resize(vocabulary.len());
        let mut word_sets = WordSets::default();
        token_sets.seal(&lexicons, &mut word_sets);
        let mut gates = Gates::default();
        let mut sealer = Sealer::new(&lexicons, &token_sets, &mut word_sets, &mut gates);
        all.iter_mut().for_each(|variant| variant.seal(&mut sealer));
        for rule in &mut rules {
            rule.unless.seal(&mut sealer);
            rule.when.seal(&mut sealer);
        }
        for scan in phases.iter_mut().flat_map(|p| &mut p.scans).flat_map(|g| &mut g.scans) {
            scan.first = sealer.gate(&scan.program, 0);
            sealer.seal(&mut scan.program);
        }
        word_sets.build(&lexicons, vocabulary.len());
        for group in phases.iter_mut().flat_map(|p| &mut p.scans) {
            group.file(&word_sets);
        }
        let words = words(&vocabulary, &lexicons, &tagger, &word_sets);
        let word_anchors = file(&mut phases, &all, &phase_of, (&lexicons, vocabulary.len()));
        let case_decides = case_decides(&lexicons, &token_sets, vocabulary.len());
        let hides = set
            .hides
            .iter()
            .map(|(k, hs)| (kinds.intern(k), hs.iter().map(|h| kinds.intern(h)).collect()))
            .collect();
        let open = set
            .open
            .iter()
            .map(|(k, s, values)| {
                let values = values.iter().map(|v| constants.intern(v)).collect();
                (kinds.intern(k), slots.intern(s), values)
            })
            .collect();
        let mut keys = Vec::new();
        for (kind, slot) in &set.keys {
            let kind = usize::from(kinds.intern(kind));
            keys.resize(keys.len().max(kind + 1), None);
            keys[kind] = Some(slots.intern(slot));
        }
        Self {
            vocabulary,
            lexicons,
            tagger,
            kinds,
            slots,
            rules,
            variants: all,
            phases,
            word_anchors,
            hides,
            open,
            keys,
            constants,
            word_sets,
            words,
            token_sets,
            gates,
            frequencies: frequencies.into(),
            edited: false,
            case_decides,
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
        self.edited = true;
        let known = self.vocabulary.len();
        for (index, rule) in changes {
            let Some(phase) = self.phases.iter().position(|p| p.name == rule.phase) else {
                continue;
            };
            let forms = |lemma: &str| inflector.forms(lemma);
            let mut cx = Context::new(
                &mut self.vocabulary,
                &self.lexicons,
                (&mut self.kinds, &mut self.slots),
                &mut self.constants,
                &mut self.token_sets,
                &forms,
            );
            let mut fresh = info(rule, set, &[], &mut cx);
            let old = &mut self.rules[*index as usize];
            fresh.at = std::mem::take(&mut old.at);
            *old = fresh;
            if rule.scan {
                let program = compile(&rule.pattern, Direction::Forward, &mut cx);
                // Unsealed programs take the long way: good enough to try an edit.
                let scan = Scan { rule: *index, first: Gate::open(), program };
                for group in &mut self.phases[phase].scans {
                    if let Some(old) = group.scans.iter_mut().find(|s| s.rule == *index) {
                        *old = scan;
                        group.file(&self.word_sets);
                        break;
                    }
                }
                continue;
            }
            let mut cut = Vec::new();
            let frequencies =
                self.frequencies.get_or_init(|| Frequencies::of(&self.lexicons, known));
            let frequency = |w: u32| frequencies.of_word(w, &self.tagger);
            variants(*index, &rule.pattern, &mut cx, &frequency, &mut cut);
            cut.iter_mut().for_each(|v| v.scope = rule.scope);
            let from = self.variants.partition_point(|v| v.rule < *index);
            let to = self.variants.partition_point(|v| v.rule <= *index);
            self.variants.splice(from..to, cut);
        }
        let words = self.vocabulary.len();
        self.lexicons.resize(words);
        self.tagger.resize(words);
        // Words that are new are in no other rule.
        self.word_sets.resize(words);
        // Of words known before nothing has changed.
        if self.words.len() < words {
            self.words =
                self::words(&self.vocabulary, &self.lexicons, &self.tagger, &self.word_sets);
        }
        self.case_decides = case_decides(&self.lexicons, &self.token_sets, words);
        let names: Vec<&str> = self.phases.iter().map(|p| p.name.as_str()).collect();
        let of_rule: Vec<usize> = set
            .rules
            .iter()
            .map(|r| names.iter().position(|p| *p == r.phase).unwrap_or(usize::MAX))
            .collect();
        let phase_of: Vec<usize> = self.variants.iter().map(|v| of_rule[v.rule as usize]).collect();
        // Variants are numbered through, so every phase that has some is filed anew.
        self.word_anchors =
            file(&mut self.phases, &self.variants, &phase_of, (&self.lexicons, words));
    }
}

pub(super) fn words(
    vocabulary: &Vocabulary,
    lexicons: &Lexicons,
    tagger: &Tagger,
    word_sets: &WordSets,
) -> Words {
    let clauses =
        ClauseLexicons { breaks: lexicons.id("clause-break"), starts: lexicons.id("clause-start") };
    Words::of(vocabulary, lexicons, tagger, clauses, |word| word_sets.class(word))
}

pub(super) fn case_decides(lexicons: &Lexicons, token_sets: &TokenSets, words: usize) -> Vec<bool> {
    let mut out = vec![false; words];
    for word in lexicons.exact_words().chain(token_sets.exact_words()) {
        out[word as usize] = true;
    }
    out
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1)).collect()
}

fn info(rule: &Rule, set: &RuleSet, lines: &[Vec<usize>], cx: &mut Context<'_>) -> RuleInfo {
    let file = rule.at.file as usize;
    let path = set.files.get(file).map_or("", |f| f.path.as_str());
    let line = lines.get(file).map_or(0, |l| l.partition_point(|s| *s <= rule.at.range.start));
    let (unless, when) = (guards(&rule.unless, cx), guards(&rule.when, cx));
    RuleInfo {
        guarded: !unless.is_empty() || !when.is_empty(),
        id: rule.id.as_str().into(),
        at: format_smolstr!("{path}:{line}"),
        kind: cx.kinds.intern(&rule.emit),
        set: rule.set.iter().map(|(n, v)| (cx.slots.intern(n), cx.constants.intern(v))).collect(),
        priority: rule.priority,
        span: rule.span.as_ref().map(|s| cx.slots.intern(s)),
        scope: rule.scope,
        unless,
        when,
    }
}

fn guards(guards: &Guards, cx: &mut Context<'_>) -> CompiledGuards {
    let mut all = |patterns: &[Pattern], direction| {
        let guard = |p| Guard { program: compile(p, direction, cx), gate: OPEN };
        patterns.iter().map(guard).collect()
    };
    CompiledGuards {
        before: all(&guards.before, Direction::Backward),
        after: all(&guards.after, Direction::Forward),
        inside: all(&guards.inside, Direction::Forward),
    }
}

fn add_scan(index: u32, rule: &Rule, phase: &mut Phase, cx: &mut Context<'_>, rules: &[RuleInfo]) {
    let program = compile(&rule.pattern, Direction::Forward, cx);
    let scan = Scan { rule: index, first: Gate::open(), program };
    let kind = rules[index as usize].kind;
    match phase
        .scans
        .iter_mut()
        .find(|g| g.scans.first().is_some_and(|s| rules[s.rule as usize].kind == kind))
    {
        Some(group) => group.scans.push(scan),
        None => phase.scans.push(ScanGroup::new(scan)),
    }
}
