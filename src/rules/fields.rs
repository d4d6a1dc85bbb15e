//! The fields of rule files: names for the loader and its suggestions, shapes and one-line
//! explanations for the JSON Schema.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A string or an array of strings.
    Texts,
    /// A token pattern, or several as alternatives.
    Patterns,
    /// A whole number.
    Integer,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A table from slot to a scalar.
    Constants,
    /// A table of guards.
    Guards,
    /// An array of tests.
    Tests,
    /// A table from text to what is found in it.
    Finds,
    /// A calendar date.
    Date,
    /// An array of wanted mentions.
    Want,
    /// An array of words, or a table from word to value.
    Words,
    /// A table of lexicons.
    Lexicons,
    /// A table of fragments.
    Fragments,
    /// An array of rules.
    Rules,
    /// A table of `[emit.TYPE]` tables.
    Emits,
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// May it not be left out?
    pub required: bool,
    /// One line for an editor.
    pub doc: &'static str,
}

const fn field(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: false, doc }
}

const fn needed(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, required: true, doc }
}

/// Top of a pattern file.
pub const FILE: &[Field] = &[
    field("doc", Shape::Text, "What the file is about."),
    field("phase", Shape::Text, "Phase of its rules, one of `phases` in pack.toml."),
    field("lexicon", Shape::Lexicons, "Word lists, shared by all files: `%name` in patterns."),
    field("fragment", Shape::Fragments, "Named pieces of pattern: `@name` in patterns."),
    field("rule", Shape::Rules, "The rules."),
];

/// `[[rule]]`.
pub const RULE: &[Field] = &[
    needed("id", Shape::Text, "Unique name, `topic.short-name`."),
    field("doc", Shape::Text, "One line for people: the class of phrasing."),
    needed("emit", Shape::Text, "Type of the mention that a match makes."),
    field("set", Shape::Constants, "Slots that every match has: `{ event = \"killed\" }`."),
    needed("pattern", Shape::Patterns, "The token pattern; an array holds alternatives."),
    field("unless", Shape::Guards, "Patterns that veto a match."),
    field("when", Shape::Guards, "Patterns that a match demands."),
    field(
        "scope",
        Shape::OneOf(&["clause", "sentence", "paragraph"]),
        "How far a match may reach; `sentence` if nothing is said.",
    ),
    field("priority", Shape::Integer, "Higher wins where matches overlap; 0 if nothing is said."),
    field(
        "mode",
        Shape::OneOf(&["scan", "anchor"]),
        "`scan`: tried at each token, longest match, no anchor word needed.",
    ),
    field("span", Shape::Text, "The mention covers only this capture."),
    field("phase", Shape::Text, "Phase of this rule, if not the file's."),
    field("test", Shape::Tests, "Texts and what the rule finds in them."),
    field(
        "finds",
        Shape::Finds,
        "Tests in short: `\"text\" = \"the words found\"`; `[]`: nothing; `date`: of all the texts.",
    ),
];

/// `[[rule.test]]`.
pub const TEST: &[Field] = &[
    needed("text", Shape::Text, "A text of your own wording."),
    field("date", Shape::Date, "The document's date."),
    needed("want", Shape::Want, "What the rule finds, in text order; `[]`: nothing."),
    field("doc", Shape::Text, "Why this test."),
];

/// `unless` and `when`.
pub const GUARD: &[Field] = &[
    field("before", Shape::Patterns, "Matches ending where the match begins."),
    field("after", Shape::Patterns, "Matches beginning where the match ends."),
    field("inside", Shape::Patterns, "Matches anywhere inside the match."),
];

/// `[lexicon.NAME]`; any other key is an entry with its value.
pub const LEXICON: &[Field] = &[
    field("words", Shape::Words, "Entries of one or more words."),
    field("lemmas", Shape::Words, "Words whose inflected forms are entries."),
    field("include", Shape::Texts, "Lexicons whose entries this one has too."),
    field("except", Shape::Texts, "Entries left out again."),
    field(
        "case",
        Shape::OneOf(&["fold", "capital", "exact"]),
        "`fold` ignores case, `capital` wants a capital first letter, `exact` the case as written.",
    ),
    field("file", Shape::Texts, "List files, one entry a line, optional TAB and value."),
    field("doc", Shape::Text, "What the words have in common."),
];

/// `pack.toml`.
pub const PACK: &[Field] = &[
    field("name", Shape::Text, "Name of the pack."),
    field("language", Shape::Text, "Its language, `en`."),
    field("doc", Shape::Text, "What it is for."),
    field("phases", Shape::Texts, "The phases in their order."),
    field("lexicons", Shape::Texts, "Lexicons that the program itself asks for."),
    field("emit", Shape::Emits, "What is special about emitted types."),
];

/// `[emit.TYPE]` of `pack.toml`.
pub const EMIT: &[Field] = &[
    field("hides", Shape::Texts, "Types of mention inside it that later phases no longer see."),
    field(
        "open",
        Shape::Text,
        "`slot=value|value`: mentions with one of these values hide nothing.",
    ),
    field("key", Shape::Text, "The slot for whose tokens matches of the type compete."),
    field("doc", Shape::Text, "What the type is."),
];

/// The names of fields.
#[must_use]
pub fn names(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|f| f.name).collect()
}
