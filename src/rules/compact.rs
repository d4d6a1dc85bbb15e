//! The compact form of a rule set: how the built-in pack stands in the program.

use crate::packed::{Pack, Packed, Unpack, packed_choice, packed_struct};

use super::ast::{
    At, Atom, Guards, Item, LexiconCase, LexiconSource, Pattern, Rule, RuleFileSource, RuleSet,
    RuleTest, Scope, Sequence, SlotTest, Text, TokenClass,
};

packed_struct!(At { file, range });
packed_struct!(Pattern { alternatives, at });
packed_struct!(Sequence { items, at });
packed_struct!(Item { atom, capture, min, max, at });
packed_struct!(SlotTest { slot, values, negated });
packed_struct!(Guards { before, after, inside });
packed_struct!(RuleTest { text, date, want, at });
packed_choice!(Scope [Clause, Sentence, Paragraph]);
packed_choice!(LexiconCase [Fold, Capital, Exact]);
packed_choice!(TokenClass [
    Any, Word, Cap, Upper, Lower, Digits, Punct, Quote, Noun, Name, Verb, Adj, Adv, Det, Prep, Pron,
    Aux, Modal, Conj, To, Num, Gerund, PastPart, Base, Poss,
]);

impl Packed for Atom {
    fn put(&self, out: &mut Pack) {
        let kind = |n: u8, out: &mut Pack| out.byte(n);
        match self {
            Atom::Literal { tokens, exact } => {
                kind(0, out);
                tokens.put(out);
                exact.put(out);
            }
            Atom::Lemma(lemma) => {
                kind(1, out);
                lemma.put(out);
            }
            Atom::Lexicon(name) => {
                kind(2, out);
                name.put(out);
            }
            Atom::Class(class) => {
                kind(3, out);
                class.put(out);
            }
            Atom::Set { members, negated } => {
                kind(4, out);
                members.put(out);
                negated.put(out);
            }
            Atom::Mention { kind: of, tests } => {
                kind(5, out);
                of.put(out);
                tests.put(out);
            }
            Atom::Group(pattern) => {
                kind(6, out);
                pattern.put(out);
            }
            Atom::Gap { max } => {
                kind(7, out);
                max.put(out);
            }
            Atom::Rest => kind(8, out),
            Atom::Start => kind(9, out),
            Atom::End => kind(10, out),
            Atom::Bind { name, value } => {
                kind(11, out);
                name.put(out);
                value.put(out);
            }
        }
    }

    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Atom::Literal { tokens: Packed::take(from)?, exact: Packed::take(from)? },
            1 => Atom::Lemma(Packed::take(from)?),
            2 => Atom::Lexicon(Packed::take(from)?),
            3 => Atom::Class(Packed::take(from)?),
            4 => Atom::Set { members: Packed::take(from)?, negated: Packed::take(from)? },
            5 => Atom::Mention { kind: Packed::take(from)?, tests: Packed::take(from)? },
            6 => Atom::Group(Packed::take(from)?),
            7 => Atom::Gap { max: Packed::take(from)? },
            8 => Atom::Rest,
            9 => Atom::Start,
            10 => Atom::End,
            11 => Atom::Bind { name: Packed::take(from)?, value: Packed::take(from)? },
            _ => return None,
        })
    }
}

/// The texts beside a pack, which stand in the program anyway: list files and pattern files, with
/// their paths, in path order.
pub(crate) struct Beside {
    pub(crate) patterns: &'static [(&'static str, &'static str)],
    pub(crate) lists: &'static [(&'static str, &'static str)],
}

/// A rule without its tests, which only the workbench asks for.
fn put_rule(rule: &Rule, out: &mut Pack) {
    let Rule {
        id,
        doc,
        phase,
        emit,
        set,
        pattern,
        unless,
        when,
        scope,
        priority,
        scan,
        span,
        tests: _,
        at,
    } = rule;
    [id, doc, phase, emit].into_iter().for_each(|text| text.put(out));
    set.put(out);
    pattern.put(out);
    unless.put(out);
    when.put(out);
    scope.put(out);
    priority.put(out);
    scan.put(out);
    span.put(out);
    at.put(out);
}

fn take_rule(from: &mut Unpack<'_>) -> Option<Rule> {
    Some(Rule {
        id: Packed::take(from)?,
        doc: Packed::take(from)?,
        phase: Packed::take(from)?,
        emit: Packed::take(from)?,
        set: Packed::take(from)?,
        pattern: Packed::take(from)?,
        unless: Packed::take(from)?,
        when: Packed::take(from)?,
        scope: Packed::take(from)?,
        priority: Packed::take(from)?,
        scan: Packed::take(from)?,
        span: Packed::take(from)?,
        tests: Vec::new(),
        at: Packed::take(from)?,
    })
}

/// List files are named by their number.
fn put_lexicon(lexicon: &LexiconSource, lists: &[&str], out: &mut Pack) -> Option<()> {
    let LexiconSource { name, entries, lists: own, lemmas, include, except, case, at } = lexicon;
    name.put(out);
    entries.put(out);
    let numbers: Option<Vec<usize>> =
        own.iter().map(|text| lists.iter().position(|known| **known == **text)).collect();
    numbers?.put(out);
    lemmas.put(out);
    include.put(out);
    except.put(out);
    case.put(out);
    at.put(out);
    Some(())
}

fn take_lexicon(from: &mut Unpack<'_>, beside: &Beside) -> Option<LexiconSource> {
    Some(LexiconSource {
        name: Packed::take(from)?,
        entries: Packed::take(from)?,
        lists: Vec::<usize>::take(from)?
            .into_iter()
            .map(|n| Some(Text::Built(beside.lists.get(n)?.1)))
            .collect::<Option<_>>()?,
        lemmas: Packed::take(from)?,
        include: Packed::take(from)?,
        except: Packed::take(from)?,
        case: Packed::take(from)?,
        at: Packed::take(from)?,
    })
}

/// The compact forms of a rule set's lexicons, of all else but the tests, and of the tests; nothing
/// when it has list files that are not among `lists`, the texts in path order.
#[allow(dead_code)] // Called while the program is built.
pub(crate) fn pack(set: &RuleSet, lists: &[&str]) -> Option<[Vec<u8>; 3]> {
    let RuleSet { files: _, phases, hides, open, keys, asked, lexicons, rules } = set;
    let [mut listed, mut out, mut tests] = [(); 3].map(|()| Pack::default());
    listed.number(lexicons.len() as u64);
    for lexicon in lexicons {
        put_lexicon(lexicon, lists, &mut listed)?;
    }
    phases.put(&mut out);
    hides.put(&mut out);
    open.put(&mut out);
    keys.put(&mut out);
    asked.put(&mut out);
    out.number(rules.len() as u64);
    for rule in rules {
        put_rule(rule, &mut out);
        rule.tests.put(&mut tests);
    }
    Some([listed, out, tests].map(Pack::finish))
}

/// Lexicons from their compact form.
pub(crate) fn unpack_lexicons(bytes: &[u8], beside: &Beside) -> Option<Vec<LexiconSource>> {
    let from = &mut Unpack::new(bytes);
    let mut lexicons = Vec::new();
    for _ in 0..from.count()? {
        lexicons.push(take_lexicon(from, beside)?);
    }
    from.is_done().then_some(lexicons)
}

/// A rule set from the compact forms of its lexicons and of its rules, without tests.
pub(crate) fn unpack(listed: &[u8], bytes: &[u8], beside: &Beside) -> Option<RuleSet> {
    let from = &mut Unpack::new(bytes);
    let mut set = RuleSet {
        files: Vec::new(),
        phases: Packed::take(from)?,
        hides: Packed::take(from)?,
        open: Packed::take(from)?,
        keys: Packed::take(from)?,
        asked: Packed::take(from)?,
        lexicons: unpack_lexicons(listed, beside)?,
        rules: Vec::new(),
    };
    for _ in 0..from.count()? {
        set.rules.push(take_rule(from)?);
    }
    let files = beside.patterns.iter();
    set.files = files
        .map(|(path, text)| RuleFileSource { path: (*path).to_owned(), text: Text::Built(text) })
        .collect();
    from.is_done().then_some(set)
}

/// Give the rules their tests.
pub(crate) fn unpack_tests(bytes: &[u8], set: &mut RuleSet) -> Option<()> {
    let from = &mut Unpack::new(bytes);
    for rule in &mut set.rules {
        rule.tests = Packed::take(from)?;
    }
    from.is_done().then_some(())
}
