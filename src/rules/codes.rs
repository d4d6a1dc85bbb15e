//! The diagnostic codes: the one source of `docs/errors.md` and of `rules check --explain`.
//!
//! The example of a code and the message it gives are the golden files `tests/errors/CODE.toml`
//! and `tests/errors/CODE.txt`, so that no page can show what the program does not do.

macro_rules! codes {
    ($($name:ident $code:literal $title:literal $page:literal;)*) => {
        /// What is wrong, as a stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// All codes in order.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// `E012`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// One line.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// Why it matters and what to do.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $page,)* }
            }

            /// A pattern file with this mistake.
            #[must_use]
            pub fn example(self) -> &'static str {
                match self {
                    $(Code::$name => {
                        include_str!(concat!("../../tests/errors/", $code, ".toml"))
                    })*
                }
            }

            /// What is said about [`Code::example`].
            #[must_use]
            pub fn example_output(self) -> &'static str {
                match self {
                    $(Code::$name => {
                        include_str!(concat!("../../tests/errors/", $code, ".txt"))
                    })*
                }
            }
        }
    };
}

codes! {
    Toml "E001" "the file is not valid TOML"
        "The file cannot be split into fields at this place. Strings that hold patterns are best written between `'''`, where nothing needs an escape.";
    UnknownField "E002" "unknown field"
        "Rules, tests, guards and `pack.toml` know a fixed set of fields; a misspelt one would silently do nothing. In a lexicon every other key is an entry.";
    WrongType "E003" "a field holds the wrong type of value"
        "The field wants another type of TOML value: a string in quotes, an array in `[ ]`, a table in `{ }`.";
    MissingField "E004" "a required field is missing"
        "A rule needs `id`, `emit` and `pattern`, and a `phase` (usually at the top of the file); a test needs `text`.";
    DuplicateRule "E005" "two rules have the same id"
        "Records and snapshots name the rule that found them, so ids are unique over all files.";
    DuplicateLexicon "E006" "two lexicons have the same name"
        "Lexicons are shared by all files. Rename one, or let one `include` the other.";
    DuplicateFragment "E007" "two fragments have the same name"
        "Fragments are looked for in the rule's own file first, then in all files; the name must lead to one.";
    UnbalancedGroup "E008" "a bracket is not closed, or closes nothing"
        "Every `(` and `[` needs its partner in the same pattern. For the sign itself, quote it: `\"(\"`.";
    UnclosedQuote "E009" "a quotation mark is not closed"
        "Quoted words end on the line they begin on. An apostrophe at the start of a word is quoted with double marks: `\"'s\"`.";
    EmptyAlternative "E010" "an alternative is empty"
        "`( a | )` is easily read past. Write `( a )?` for something optional.";
    EmptyPattern "E011" "a pattern is empty"
        "A pattern, guard or literal without a word would match everywhere or nowhere.";
    UnknownType "E012" "unknown mention type"
        "`name:type` takes a mention that a rule of an earlier phase emits. No rule emits this type. A literal with a capture is quoted: `name:\"word\"`.";
    UnknownClass "E013" "unknown token class"
        "Between `<` and `>` stands a shape (`cap`, `digits`, …) or a part of speech (`noun`, `verb`, …).";
    UnknownLexicon "E014" "unknown lexicon"
        "`%name`, `include` and list names refer to a `[lexicon.NAME]` of any file in the pack.";
    UnknownFragment "E015" "unknown fragment"
        "`@name` refers to an entry of `[fragment]` in this file or, when only one has it, another.";
    UnknownPhase "E016" "unknown phase"
        "Phases run in the order of `phases` in `pack.toml`; a rule outside them would never run.";
    CyclicFragment "E017" "a fragment contains itself"
        "Fragments are written out where they are used, so one cannot contain itself, not even through another. Use `*`, `+` or `{m,n}` to repeat.";
    BadRepetition "E018" "a repetition that cannot be"
        "One of `?`, `*`, `+`, `{n}`, `{m,n}`, `{m,}` follows an item directly. Bounds are finite, so that time is.";
    BadGap "E019" "a gap without its length"
        "`..5` lets up to five tokens through, `..*` takes the rest of the scope. Gaps are bounded, so that matching is linear in the text.";
    BadCapture "E020" "a capture that captures nothing"
        "`name:` is followed without a space by what it captures: `name:type`, `name:( … )`, `name:%lexicon`, `name:\"word\"`.";
    SlotUnbound "E021" "a slot that the record needs is not bound on every path"
        "A record without this slot is no record. Every alternative must capture it, bind it with `-> slot=value`, or the rule must `set` it.";
    BadSet "E022" "a set holds what is not one word"
        "`[ … ]` is one of its members: words, `word~`, `%lexicon`, `<class>`. Behind `!` each must be a single token. Use a group with `|` for more.";
    BadSlotTest "E023" "a slot test that cannot be read"
        "`:type{slot=value}`; several values with `|`, several tests with `,`, `!=` to forbid.";
    BadBind "E024" "a constant that cannot be read"
        "`-> slot=value` binds a slot on this path; quote a value of several words.";
    UnexpectedChar "E025" "a sign that means nothing here"
        "Signs of the pattern language stand for themselves only in quotes.";
    BadValue "E026" "a field holds a value that is not allowed"
        "The field has a fixed set of values, named in the message.";
    BadGuard "E027" "a guard that cannot be read"
        "`unless` and `when` are tables with `before`, `after` and `inside`, each a pattern or an array of patterns.";
    TestWithoutWant "E028" "a test does not say what it wants"
        "A near miss says so with `want = []`; forgetting `want` must not turn a test into one.";
    BadDate "E029" "not a date"
        "Dates are written year-month-day.";
    BadId "E030" "a name with signs that names may not have"
        "Ids of rules and names of lexicons and fragments are what patterns, snapshots and commands can say.";
    MissingFile "E031" "a lexicon's list file does not exist"
        "`file` is a path relative to the folder of the pattern file.";
    CyclicLexicon "E032" "a lexicon includes itself"
        "`include` copies the entries of another lexicon; in a circle there is no first one.";
    SpanUnbound "E033" "`span` names no capture of the pattern"
        "`span = \"name\"` narrows the mention to one capture, which must exist.";
    EmptyLexicon "E034" "a lexicon has no entries"
        "A rule that needs an entry of it could never match.";
    BadPack "E035" "`pack.toml` contradicts itself"
        "Each phase stands once in `phases`; a type cannot hide itself.";
    UnknownSlot "E036" "the record has no such slot"
        "The record would silently lack what was captured. The slots of each record type are listed in docs/rules.md.";
    TestSlot "E037" "a test wants a slot that the rule does not bind"
        "The test can never pass.";
    PhaseOrder "E038" "a mention type that only a later phase emits"
        "A phase sees the mentions of the phases before it. Move the rule to a later phase, or the emitting rule to an earlier one.";
    SlotType "E039" "a slot is filled with the wrong type of mention"
        "The record's field is typed: a date takes a time, a count takes a number or quantity.";
    TestedSlot "E040" "a slot test asks for a slot that the mention never has"
        "No rule that emits the type binds the slot, so the test would never hold (or, with `!=`, always).";
    Contradiction "E041" "two tests of a rule contradict each other"
        "The same text (and date) must match and must not match, or must give two different results.";
    NeverMatches "E042" "a part that can never match"
        "Nothing can stand before the start `^` or behind the end `$` of a scope, and no token is outside `<any>`.";
    TooLarge "E043" "a pattern that is too large"
        "Written out with its fragments the pattern has thousands of parts, or nests too deep: most likely fragments double each other.";
    NoAnchor "W001" "the rule has no word that must occur"
        "Rules are looked up by a word, lexicon or mention that every match contains. Without one the rule is tried at every token. Name a word, or use `mode = \"scan\"` for a chunker.";
    FrequentAnchor "W002" "the only word that must occur is one of the most frequent"
        "The rule would be tried in almost every sentence. The words are those of the lexicon `frequent`, if the pack has it.";
    UnusedLexicon "W003" "a lexicon that nothing uses"
        "No pattern, `include` or part of the program asks for it. Lexicons that the program itself asks for are named in `pack.toml`, `lexicons = […]`.";
    UnusedFragment "W004" "a fragment that no pattern uses"
        "Delete it, or use it with `@name`.";
    FewTests "W005" "a rule without two matching tests and a near miss"
        "Two matching texts show that the rule is more than one sentence; the near miss shows where it stops.";
    SameTest "W006" "two tests of a rule are the same"
        "The second proves nothing that the first does not.";
    DuplicateEntry "W007" "an entry stands twice in a lexicon"
        "The later value would win without a word.";
    IdenticalRules "W008" "two rules have the same pattern and emit the same"
        "One of them can never win.";
    LongGap "W009" "a long gap"
        "What stands more than 15 tokens apart rarely belongs together; prefer scope = \"clause\" and a shorter gap.";
    UselessEdge "W010" "a gap at the edge of a pattern"
        "A gap takes as few tokens as it can: at the edge of a match that is none.";
    UnreachableAlternative "W011" "an alternative equal to an earlier one"
        "The first alternative that matches is taken, so the second never is.";
    GuardAlways "W012" "a guard that vetoes every match"
        "The `inside` guard is the pattern itself, so `unless` forbids each match.";
    GuardNever "W013" "a guard that can never fire"
        "Before the start `^` of the scope, or behind its end `$`, there is nothing to find.";
    CaptureInGuard "W014" "a capture in a guard"
        "Guards only look; what they capture is thrown away.";
    NoDoc "W015" "a rule without `doc`"
        "One line for people: the class of phrasing the rule is for. Reports and snapshots show it.";
    SetAndCapture "W016" "a slot is both captured and set"
        "It is unclear which of the two the record should hold.";
    RepeatedMember "W017" "a set names a word twice"
        "The second changes nothing.";
    ExceptMissing "W018" "`except` names an entry that is not there"
        "Nothing is taken out; perhaps the word is misspelt, or the other lexicon has changed.";
    EmptyRepetition "W019" "a repetition of something that may be empty"
        "`( a? )*` can repeat nothing for ever; write `a*`.";
    EmptyPhase "W020" "a phase without rules"
        "It does nothing; perhaps a file names another phase by mistake.";
    CapitalsFolded "W021" "a word in capitals that is compared without case"
        "Bare and double-quoted words ignore case, so `US` also matches \"us\". Single quotes keep case: `'US'`.";
    TestedValue "W022" "a slot test asks for a value that is never given"
        "All rules that bind the slot bind it to constants, and this is none of them.";
    OptionalSpan "W023" "`span` names a capture that not every path binds"
        "On the other paths the mention covers the whole match.";
    OtherSlot "W024" "a slot that no record takes"
        "The capture is kept in the mention but reaches no record.";
    TestWithoutDate "W025" "a test that needs a reference date has none"
        "The test wants a calendar date that the text does not write out, so a reference date is needed.";
}

impl Code {
    /// A mistake that keeps the rules from running, rather than a warning.
    #[must_use]
    pub fn is_error(self) -> bool {
        self.code().starts_with('E')
    }

    /// The code with that name, `E012`, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|c| c.code().eq_ignore_ascii_case(name))
    }

    /// The page about it, in Markdown: what it means, an example, and what is said about it.
    #[must_use]
    pub fn page(self) -> String {
        format!(
            "## {}: {}\n\n{}\n\n```toml\n{}\n```\n\n```text\n{}\n```\n",
            self.code(),
            self.title(),
            self.explanation(),
            self.example().trim_end(),
            self.example_output().trim_end()
        )
    }
}

/// All pages, as in `docs/errors.md`.
#[must_use]
pub fn all_pages() -> String {
    let mut out = String::from(
        "# Messages about pattern files\n\nErrors (E) keep a rule from running; warnings (W) point \
         at what is probably not meant. This file is generated: the texts stand in \
         `src/rules/codes.rs`, examples and messages in `tests/errors/`.\n\n",
    );
    for code in Code::ALL {
        out.push_str(&format!("- [{0}](#{1}) {2}\n", code.code(), anchor(*code), code.title()));
    }
    for code in Code::ALL {
        out.push('\n');
        out.push_str(&code.page());
    }
    out
}

/// The heading's anchor as Markdown viewers make it.
fn anchor(code: Code) -> String {
    let heading = format!("{}: {}", code.code(), code.title()).to_lowercase();
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
