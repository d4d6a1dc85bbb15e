//! Numeric claims, votes, dated events and attributions from news text, by rules.
//!
//! ```
//! let extractor = claimgraph::Extractor::builtin()?;
//! let date = chrono::NaiveDate::from_ymd_opt(2024, 4, 19);
//! let found = extractor.extract_text("At least 45 people were killed in Karsk on Monday.", date);
//!
//! let claim = &found.claims[0];
//! assert_eq!(claim.event, "killed");
//! assert_eq!(claim.span.text, "At least 45");
//! assert_eq!(claim.quantity.bound.symbol(), "≥");
//! assert_eq!(claim.place.as_ref().map(|p| p.evidence.text.as_str()), Some("Karsk"));
//! assert_eq!(claim.date.as_ref().map(|d| d.time.value.as_str()), Some("2024-04-15"));
//! assert_eq!(claim.source, None);
//! # Ok::<(), claimgraph::RuleErrors>(())
//! ```
//!
//! # The way of a sentence through the program
//!
//! An [`Extractor`] is a compiled rule pack. It is made once, never changes, and is shared between
//! threads; it reads no file, asks no clock and prints nothing. The sentence above meets six stages,
//! and each stage knows only those before it:
//!
//! 1. [`document`] finds out what is text and what is page furniture, cuts it into paragraphs and
//!    sentences and pairs the quotation marks, paragraph by paragraph.
//! 2. [`lexis`] makes tokens of it. A token is a few numbers: where it stands, which word it is,
//!    which shape it has, which parts of speech it can be. A word that the rules do not name has no
//!    number of its own, for nothing will ask for it.
//! 3. [`rules`] has read the pattern files before, and [`patterns`] has made programs of them. Every
//!    word of English is there and none is here, so that the pack alone decides what matches, and
//!    another pack is another language.
//! 4. [`matching`] runs the rules in phases. "45" becomes a number, "At least 45 people" a quantity,
//!    "Monday" a time, "Karsk" a place, and only then does a rule for casualties look: it sees a
//!    quantity, a passive and a word of killing, not eight tokens. All matches of a phase are
//!    found before any is dropped, so an explanation can say what lost to what.
//! 5. [`values`] computes what the matches mean: `≥ 45 people`; the Monday before the document's
//!    date, since the verb is in the past. Decimals are exact, and a date without an anchor stays
//!    unresolved.
//! 6. [`claims`] makes [`record`]s, joining what the grammar keeps apart: the place in the clause,
//!    the source two sentences earlier, the name behind "he". Each field carries its own words and
//!    how it was found. What the text does not say is `null`, and listed as missing.
//!
//! [`graph`] links records into one JSON-LD graph, [`output`] writes them, [`cli`] is the command.
//! [`workbench`] is for those who write rules: tests beside the rules, why a rule is silent, what an
//! edit changes.
//!
//! `docs/architecture.md` gives the reasons, `docs/rules.md` the pattern language.

pub mod claims;
pub mod cli;
pub mod document;
pub mod embedded;
pub mod extractor;
pub mod graph;
pub mod lexis;
pub mod matching;
pub mod output;
mod packed;
pub mod patterns;
pub mod record;
pub mod rules;
pub mod values;
pub mod workbench;

pub use extractor::{Extractor, RuleErrors};
