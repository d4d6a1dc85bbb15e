//! The pattern language as written: what the parser gives and the compiler takes.
//!
//! Every node knows its byte range in the file it was written in, for diagnostics and coverage.

use std::ops::Range;
use std::sync::Arc;

pub use super::text::Text;

/// A position in a rule file: byte range into that file's text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct At {
    /// Index of the file in [`RuleSet::files`].
    pub file: u32,
    /// Byte range in the file.
    pub range: Range<usize>,
}

/// A pattern: alternatives, each a sequence of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// At least one; a match takes the first alternative that leads to a match.
    pub alternatives: Vec<Sequence>,
    /// Where it was written.
    pub at: At,
}

/// A sequence of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// In order; may be empty only inside a group.
    pub items: Vec<Item>,
    /// Where it was written.
    pub at: At,
}

/// An atom with an optional capture name and a repetition: `name:atom?`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What must match.
    pub atom: Atom,
    /// `name:` before it.
    pub capture: Option<String>,
    /// `?`, `*`, `+`, `{m,n}`; `1..=1` when nothing is written. Greedy.
    pub min: u16,
    /// Upper bound of the repetition (`*` and `+` are bounded by [`Item::MANY`]).
    pub max: u16,
    /// Where it was written.
    pub at: At,
}

impl Item {
    /// What `*` and `+` stand for: repetition is bounded, so that time is.
    pub const MANY: u16 = 40;
}

/// The smallest things a pattern is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// `killed`, `,`, `"in favour"`: one or more tokens, case ignored; `'US'`: case kept.
    Literal {
        /// Source text of each token.
        tokens: Vec<String>,
        /// Single quotes: upper and lower case matter.
        exact: bool,
    },
    /// `kill~`: any inflection of the word.
    Lemma(String),
    /// `%people`: an entry of the lexicon, one or more tokens.
    Lexicon(String),
    /// `<cap>`: one token of a shape or part of speech.
    Class(TokenClass),
    /// `[a b~ %c <cap>]`: one of the members; `![…]`, `!word`: one token that none of them matches.
    Set {
        /// Literals, lemmas, lexicons and classes only.
        members: Vec<Atom>,
        /// `!` before it.
        negated: bool,
    },
    /// `:quantity`, `value:quantity`, `:vg{voice=passive}`: a mention found by an earlier phase.
    Mention {
        /// Name of the mention type.
        kind: String,
        /// `{key=a|b, key!=c}`: tests on the mention's slots.
        tests: Vec<SlotTest>,
    },
    /// `( … )`, and a fragment `@name` once it is expanded: one and the same wherever it is used.
    Group(Arc<Pattern>),
    /// `..5`: up to so many tokens, as few as lead to a match.
    Gap {
        /// Most tokens.
        max: u16,
    },
    /// `..*`: everything to the end of the scope (or, before an anchor, from its start).
    Rest,
    /// `^`: the scope begins here.
    Start,
    /// `$`: the scope ends here (a closing full stop may follow).
    End,
    /// `-> name=value`: matches nothing, binds the slot to a constant.
    Bind {
        /// Slot.
        name: String,
        /// Constant.
        value: String,
    },
}

/// `key=a|b` or `key!=a|b` on a slot of a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotTest {
    /// Slot name.
    pub slot: String,
    /// Allowed (or forbidden) values.
    pub values: Vec<String>,
    /// `!=`.
    pub negated: bool,
}

/// Shapes and coarse parts of speech, written `<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TokenClass {
    /// Any token.
    Any,
    /// A token of letters.
    Word,
    /// First letter is a capital.
    Cap,
    /// All letters are capitals (two or more).
    Upper,
    /// No capital.
    Lower,
    /// Begins with a digit.
    Digits,
    /// Punctuation.
    Punct,
    /// A quotation mark.
    Quote,
    /// Parts of speech given by the tagger.
    Noun,
    Name,
    Verb,
    Adj,
    Adv,
    Det,
    Prep,
    Pron,
    Aux,
    Modal,
    Conj,
    To,
    Num,
    Gerund,
    PastPart,
    Base,
    Poss,
}

/// The names accepted between `<` and `>`.
pub const CLASS_NAMES: &[(&str, TokenClass)] = &[
    ("any", TokenClass::Any),
    ("word", TokenClass::Word),
    ("cap", TokenClass::Cap),
    ("upper", TokenClass::Upper),
    ("lower", TokenClass::Lower),
    ("digits", TokenClass::Digits),
    ("punct", TokenClass::Punct),
    ("quote", TokenClass::Quote),
    ("noun", TokenClass::Noun),
    ("name", TokenClass::Name),
    ("verb", TokenClass::Verb),
    ("adj", TokenClass::Adj),
    ("adv", TokenClass::Adv),
    ("det", TokenClass::Det),
    ("prep", TokenClass::Prep),
    ("pron", TokenClass::Pron),
    ("aux", TokenClass::Aux),
    ("modal", TokenClass::Modal),
    ("conj", TokenClass::Conj),
    ("to", TokenClass::To),
    ("num", TokenClass::Num),
    ("gerund", TokenClass::Gerund),
    ("pastpart", TokenClass::PastPart),
    ("base", TokenClass::Base),
    ("poss", TokenClass::Poss),
];

/// How far a match may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum Scope {
    /// Between clause boundaries.
    Clause,
    /// The sentence (default).
    #[default]
    Sentence,
    /// The paragraph.
    Paragraph,
}

/// Patterns that veto (`unless`) or are demanded (`when`) around or inside a match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guards {
    /// Matches ending where the match begins (may end with a gap `..4`).
    pub before: Vec<Pattern>,
    /// Matches starting where the match ends.
    pub after: Vec<Pattern>,
    /// Matches anywhere inside the match.
    pub inside: Vec<Pattern>,
}

/// One rule as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Unique in the rule set, `file-topic.short-name`.
    pub id: String,
    /// One line for people: the class of phrasing.
    pub doc: String,
    /// Phase it runs in.
    pub phase: String,
    /// Type of the mention it makes.
    pub emit: String,
    /// Constant slots.
    pub set: Vec<(String, String)>,
    /// The pattern (an array of strings in the file is alternatives).
    pub pattern: Pattern,
    /// Vetoes.
    pub unless: Guards,
    /// Demands.
    pub when: Guards,
    /// Reach.
    pub scope: Scope,
    /// Higher wins; default 0.
    pub priority: i32,
    /// `mode = "scan"`: tried at each token from left to right, longest match, then continues
    /// behind it; needs no anchor word. For chunkers.
    pub scan: bool,
    /// `span = "name"`: the emitted mention covers only this capture.
    pub span: Option<String>,
    /// Tests in the file.
    pub tests: Vec<RuleTest>,
    /// Where the rule's id stands.
    pub at: At,
}

/// A test inside a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTest {
    /// Text to run the whole pipeline on.
    pub text: String,
    /// Reference date.
    pub date: Option<chrono::NaiveDate>,
    /// What this rule must find, in text order: slot → text or normal form. Empty: nothing.
    pub want: Vec<Vec<(String, String)>>,
    /// Where it was written.
    pub at: At,
}

/// A lexicon as written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LexiconSource {
    /// Name, as in `%name`.
    pub name: String,
    /// Entries (one or more words) with their value (empty: none).
    pub entries: Vec<(String, String)>,
    /// List files (`file = "…"`) as they are: an entry a line, with its value behind a tab.
    pub lists: Vec<Text>,
    /// Lemmas that are inflected on loading; value the lemma itself unless one is given.
    pub lemmas: Vec<(String, String)>,
    /// Names of lexicons whose entries this one has too.
    pub include: Vec<String>,
    /// Entries taken out again.
    pub except: Vec<String>,
    /// `case = "exact"`: letters' case must be as written; `"capital"`: must begin with a capital.
    pub case: LexiconCase,
    /// Where it was written.
    pub at: At,
}

impl LexiconSource {
    /// Written entries and those of list files, each with its value.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let written = self.entries.iter().map(|(entry, value)| (entry.as_str(), value.as_str()));
        let lines = self.lists.iter().flat_map(|text| lines(text));
        let listed = lines.map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#'));
        written.chain(listed.map(|line| match memchr::memchr(b'\t', line.as_bytes()) {
            Some(tab) => (line[..tab].trim_end(), &line[tab + 1..]),
            None => (line, ""),
        }))
    }
}

/// The lines of a list; large lists are read at every start.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut from = 0;
    ends.map(move |end| {
        let line = &text[from..end];
        from = (end + 1).min(text.len());
        line
    })
}

/// How a lexicon's entries compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum LexiconCase {
    /// Case is ignored.
    #[default]
    Fold,
    /// First letter must be a capital in the text.
    Capital,
    /// As written.
    Exact,
}

/// Everything in a rules folder, parsed and with fragments expanded, not yet compiled.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The files, in path order; `At::file` points here.
    pub files: Vec<RuleFileSource>,
    /// Order of the phases (`pack.toml`).
    pub phases: Vec<String>,
    /// For each emitted type, the types it hides from later phases (`pack.toml` `[emit.time] hides = ["number"]`).
    pub hides: Vec<(String, Vec<String>)>,
    /// For an emitted type, a slot and the values of it with which a mention hides nothing
    /// (`[emit.time] open = "op=duration"`).
    pub open: Vec<(String, String, Vec<String>)>,
    /// For each emitted type that has one, the slot for whose tokens its matches compete
    /// (`[emit.claim] key = "value"`); without, the whole mention.
    pub keys: Vec<(String, String)>,
    /// Lexicons that the program itself asks for (`pack.toml` `lexicons = […]`).
    pub asked: Vec<String>,
    /// All lexicons.
    pub lexicons: Vec<LexiconSource>,
    /// All rules in file order.
    pub rules: Vec<Rule>,
}

/// Path and text of one file.
#[derive(Clone, Debug, Default)]
pub struct RuleFileSource {
    /// Path as shown in messages, `rules/en/casualty.toml`.
    pub path: String,
    /// Its text.
    pub text: Text,
}
