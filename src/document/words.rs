//! The words the segmenter is told, as sets: it holds none of its own.

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrases::{AnywhereSet, FoldedWord, StartSet};

/// What a full stop after an abbreviation means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StopRule {
    /// Never ends a sentence ("Gen. Smith").
    BeforeName,
    /// Does not end a sentence before a digit ("No. 4").
    BeforeNumber,
    /// Ends one only when a sentence opener follows ("Acme Inc. The firm …").
    MayEnd,
}

/// The word lists of segmentation, made from the lexicons of a rule pack.
///
/// Lexicons read (others are ignored, so a caller may pour in the whole pack):
///
/// | lexicon | entry | value |
/// |---|---|---|
/// | `abbreviation` | word without its last stop | `before_name`, `before_number`, `may_end` |
/// | `sentence-opener` | word written small inside a sentence | |
/// | `quote-verb` | verb that may follow a quoted question | |
/// | `boilerplate-phrase` | text of page furniture | `whole`, `start`, `within` |
/// | `section-stop` | heading above other stories | |
/// | `time-ago-unit`, `time-ago-suffix` | "minutes", "ago" | |
/// | `byline-start` | "by", "updated" | |
/// | `caption-sign` | "photo credit" | |
/// | `date-line-word` | month and weekday names | |
#[derive(Clone, Debug, Default)]
pub struct SegmentWords {
    abbreviations: FxHashMap<Box<str>, StopRule>,
    openers: FxHashSet<Box<str>>,
    quote_verbs: FxHashSet<Box<str>>,
    furniture: FxHashSet<Box<str>>,
    furniture_starts: StartSet,
    furniture_within: AnywhereSet,
    stops: FxHashSet<Box<str>>,
    ago_units: FxHashSet<Box<str>>,
    ago_suffixes: FxHashSet<Box<str>>,
    byline_starts: StartSet,
    caption_signs: AnywhereSet,
    date_words: FxHashSet<Box<str>>,
}

impl SegmentWords {
    /// Builds the lists from `(lexicon name, entry, value)` triples. Entries are matched without
    /// regard to case.
    #[must_use]
    pub fn from_entries<'e, I>(entries: I) -> Self
    where
        I: IntoIterator<Item = (&'e str, &'e str, Option<&'e str>)>,
    {
        let mut words = Self::default();
        for (lexicon, entry, value) in entries {
            // Most lexicons of a pack are not meant here.
            let folded = || Box::<str>::from(entry.to_lowercase());
            match lexicon {
                "abbreviation" => {
                    let rule = match value {
                        Some("before_name") => StopRule::BeforeName,
                        Some("before_number") => StopRule::BeforeNumber,
                        _ => StopRule::MayEnd,
                    };
                    words.abbreviations.insert(folded().trim_end_matches('.').into(), rule);
                }
                "sentence-opener" => {
                    words.openers.insert(folded());
                }
                "quote-verb" => {
                    words.quote_verbs.insert(folded());
                }
                "boilerplate-phrase" => match value {
                    Some("start") => words.furniture_starts.insert(folded()),
                    Some("within") => words.furniture_within.insert(folded()),
                    _ => {
                        words.furniture.insert(folded());
                    }
                },
                "section-stop" => {
                    words.stops.insert(folded());
                }
                "time-ago-unit" => {
                    words.ago_units.insert(folded());
                }
                "time-ago-suffix" => {
                    words.ago_suffixes.insert(folded());
                }
                "byline-start" => words.byline_starts.insert(folded()),
                "caption-sign" => words.caption_signs.insert(folded()),
                "date-line-word" => {
                    words.date_words.insert(folded());
                }
                _ => {}
            }
        }
        words
    }

    pub(super) fn abbreviation(&self, word: &str) -> Option<StopRule> {
        FoldedWord::new(word).and_then(|w| self.abbreviations.get(w.as_str()).copied())
    }
    pub(super) fn is_opener(&self, word: &str) -> bool {
        has(&self.openers, word)
    }
    pub(super) fn is_quote_verb(&self, word: &str) -> bool {
        has(&self.quote_verbs, word)
    }
    /// Is the line page furniture? `line` is short, trimmed and folded, as in the look-ups below.
    pub(super) fn is_furniture(&self, line: &str) -> bool {
        self.furniture.contains(bare(line))
            || self.furniture_starts.starts(line)
            || self.furniture_within.is_in(line)
    }
    pub(super) fn is_section_stop(&self, line: &str) -> bool {
        self.stops.contains(bare(line))
    }
    pub(super) fn is_ago_unit(&self, word: &str) -> bool {
        has(&self.ago_units, word)
    }
    pub(super) fn is_ago_suffix(&self, word: &str) -> bool {
        has(&self.ago_suffixes, word)
    }
    pub(super) fn starts_byline(&self, line: &str) -> bool {
        self.byline_starts.starts(line)
    }
    pub(super) fn is_caption(&self, line: &str) -> bool {
        self.caption_signs.is_in(line)
    }
    pub(super) fn is_date_word(&self, word: &str) -> bool {
        has(&self.date_words, word)
    }
}

/// A line without the marks around its words.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_alphanumeric() && c != '©')
}

fn has(set: &FxHashSet<Box<str>>, word: &str) -> bool {
    FoldedWord::new(word).is_some_and(|w| set.contains(w.as_str()))
}
