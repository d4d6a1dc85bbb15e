//! The diagnostic codes.

macro_rules! codes {
    ($($name:ident $code:literal $title:literal;)*) => {
        /// What is wrong, as a stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs)]
        pub enum Code { $($name,)* }

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
        }
    };
}

codes! {
    Toml "E001" "the file is not valid TOML";
    UnknownField "E002" "unknown field";
    WrongType "E003" "a field holds the wrong type of value";
    MissingField "E004" "a required field is missing";
    DuplicateRule "E005" "two rules have the same id";
    DuplicateLexicon "E006" "two lexicons have the same name";
    DuplicateFragment "E007" "two fragments have the same name";
    UnbalancedGroup "E008" "a bracket is not closed, or closes nothing";
    UnclosedQuote "E009" "a quotation mark is not closed";
    EmptyAlternative "E010" "an alternative is empty";
    EmptyPattern "E011" "a pattern is empty";
    UnknownType "E012" "unknown mention type";
    UnknownClass "E013" "unknown token class";
    UnknownLexicon "E014" "unknown lexicon";
    UnknownFragment "E015" "unknown fragment";
    UnknownPhase "E016" "unknown phase";
    CyclicFragment "E017" "a fragment contains itself";
    BadRepetition "E018" "a repetition that cannot be";
    BadGap "E019" "a gap without its length";
    BadCapture "E020" "a capture that captures nothing";
    BadSet "E022" "a set holds what is not one word";
    BadSlotTest "E023" "a slot test that cannot be read";
    BadBind "E024" "a constant that cannot be read";
    UnexpectedChar "E025" "a sign that means nothing here";
    BadValue "E026" "a field holds a value that is not allowed";
    BadGuard "E027" "a guard that cannot be read";
    TestWithoutWant "E028" "a test does not say what it wants";
    BadDate "E029" "not a date";
    BadId "E030" "a name with signs that names may not have";
    MissingFile "E031" "a lexicon's list file does not exist";
    CyclicLexicon "E032" "a lexicon includes itself";
    SpanUnbound "E033" "`span` names no capture of the pattern";
    EmptyLexicon "E034" "a lexicon has no entries";
    BadPack "E035" "`pack.toml` contradicts itself";
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
}
