//! News-like text and pattern files made from a seed: the same bytes on every machine.
//!
//! Two thirds of the words are function words and words of news reports, one third made-up words
//! drawn with Zipf's frequencies, so that a vocabulary meets both what it knows and what it
//! does not. About one sentence in four carries a figure, a vote, a date or a source.

#![allow(dead_code, reason = "each benchmark uses a part of this")]
#![allow(missing_docs, unreachable_pub, reason = "no library")]

use std::fmt::Write as _;
use std::sync::Arc;

/// Size of the made-up vocabulary.
const WORDS: u32 = 30_000;

/// A small pseudo-random generator (splitmix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// `0..n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// A rank of the made-up vocabulary; rank `r` comes up in proportion to `1 / r`.
    fn rank(&mut self) -> u32 {
        let u = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        f64::from(WORDS).powf(u) as u32
    }
}

/// The made-up word of a rank: pronounceable, lower case.
pub fn word(rank: u32) -> String {
    const ONSETS: [&str; 16] =
        ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"];
    const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "ai", "ou"];
    let mut out = String::new();
    let mut left = rank + 128;
    while left > 0 {
        out.push_str(ONSETS[(left % 16) as usize]);
        out.push_str(VOWELS[(left / 16 % 8) as usize]);
        left /= 128;
    }
    out.push('n');
    out
}

const FUNCTION: &[&str] = &[
    "the", "a", "of", "to", "in", "and", "that", "for", "on", "with", "as", "by", "at", "from",
    "has", "was", "were", "is", "are", "but", "which", "their", "its", "after", "before", "not",
    "had", "been", "will", "would", "who", "when", "over", "into", "they", "it",
];
const COMMON: &[&str] = &[
    "government",
    "people",
    "officials",
    "city",
    "report",
    "police",
    "country",
    "leaders",
    "talks",
    "company",
    "minister",
    "border",
    "election",
    "market",
    "troops",
    "court",
    "water",
    "school",
    "price",
    "deal",
    "road",
    "crisis",
    "plan",
    "law",
    "army",
    "region",
    "workers",
    "party",
];
const PLACES: &[&str] =
    &["Karsk", "Osten", "Port Lenz", "Aldia", "Mervia", "Lower Teva", "Oslo", "Geneva"];
const PEOPLE: &[&str] =
    &["Ilse Marant", "Petra Vann", "Ruben Stahl", "Henrik Solde", "Anna Reyk", "Tomas Lind"];
const DAYS: &[&str] =
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: &[&str] = &["January", "March", "April", "June", "September", "October", "December"];
const BOUNDS: &[&str] = &["at least", "about", "more than", "nearly", "some", "up to", "exactly"];
const HARM: &[&str] = &["killed", "injured", "displaced", "evacuated", "arrested", "missing"];
const VERBS: &[&str] = &["said", "told reporters", "added", "warned", "insisted", "announced"];

/// About `bytes` of text: paragraphs of three to six sentences, empty lines between.
pub fn news(seed: u64, bytes: usize) -> String {
    let mut r = Random::new(seed);
    let mut out = String::with_capacity(bytes + 1024);
    while out.len() < bytes {
        for _ in 0..3 + r.below(4) {
            sentence(&mut r, &mut out);
            out.push(' ');
        }
        out.pop();
        out.push_str("\n\n");
    }
    out
}

/// `count` articles of about `bytes` each.
pub fn articles(seed: u64, count: usize, bytes: usize) -> Vec<String> {
    (0..count).map(|i| news(seed.wrapping_add(i as u64), bytes)).collect()
}

fn sentence(r: &mut Random, out: &mut String) {
    match r.below(16) {
        0 => {
            let (n, m) = (r.below(40_000), r.below(900));
            let (bound, harm, place) = (r.pick(BOUNDS), r.pick(HARM), r.pick(PLACES));
            let _ = write!(
                out,
                "In {place} {bound} {}{m:03} people were {harm} on {}.",
                thousands(n),
                r.pick(DAYS)
            );
        }
        1 => {
            let (a, b) = (r.below(300), r.below(200));
            let _ = write!(
                out,
                "The {} passed the {} by {a} votes to {b}, with {} abstentions.",
                r.pick(&["chamber", "senate", "council", "committee"]),
                r.pick(&["bill", "motion", "resolution", "budget"]),
                r.below(20),
            );
        }
        2 => {
            let person = r.pick(PEOPLE);
            let verb = r.pick(VERBS);
            out.push('"');
            words(r, out, 8);
            let _ = write!(
                out,
                ",\" {person} {verb} on {} {} {}.",
                1 + r.below(28),
                r.pick(MONTHS),
                2010 + r.below(15)
            );
        }
        3 => {
            let _ =
                write!(out, "{} {} that ", r.pick(PEOPLE), r.pick(&["said", "warned", "denied"]));
            words(r, out, 10);
            let _ =
                write!(out, " ${}.{}bn since {}.", r.below(40), r.below(10), 1990 + r.below(35));
        }
        _ => {
            let long = 8 + r.below(22);
            let from = out.len();
            words(r, out, long);
            if let Some(first) = out[from..].chars().next() {
                let upper = first.to_ascii_uppercase().to_string();
                out.replace_range(from..from + first.len_utf8(), &upper);
            }
            out.push('.');
        }
    }
}

fn thousands(n: usize) -> String {
    let n = n / 1000;
    if n == 0 { String::new() } else { format!("{n},") }
}

fn words(r: &mut Random, out: &mut String, count: usize) {
    for i in 0..count {
        if i > 0 {
            out.push_str(if r.below(14) == 0 { ", " } else { " " });
        }
        match r.below(12) {
            0..=4 => out.push_str(r.pick(FUNCTION)),
            5..=7 => out.push_str(r.pick(COMMON)),
            8 => out.push_str(r.pick(PLACES)),
            _ => out.push_str(&word(r.rank())),
        }
    }
}

/// Pattern files with `count` rules over the words of [`news`], as path and text. Each rule has a
/// word of its own, common or rare as it comes, and a shape of one of five kinds. They are meant
/// to run with the lexicons of the built-in pack, which tell frequent words from rare ones.
pub fn rules(count: usize) -> Vec<(String, Arc<str>)> {
    let mut r = Random::new(7);
    let mut text = String::from("phase = \"claim\"\n\n[lexicon.made-harm]\nwords = [");
    for harm in HARM {
        let _ = write!(text, "\"{harm}\", ");
    }
    text.push_str("]\n\n[fragment]\nmade-det = \"[the a an its their]\"\n");
    for i in 0..count {
        // Spread over the ranks from common to rare, so that rules do fire.
        let own = word(1 + (i as u32 * 7919) % WORDS);
        let other = word((1 + i as u32 * 7919 + WORDS / 2) % WORDS);
        let common = r.pick(COMMON);
        let pattern = match i % 5 {
            0 => format!("{own} [of in for]? @made-det? object:<word>"),
            1 => format!("subject:<word> [has was were]? {own}"),
            2 => format!("{own} ..4 object:{common}"),
            3 => format!("( {own} | {other} ) [and to] object:<word>{{1,3}}"),
            _ => format!("@made-det? {own} ..3 object:%made-harm"),
        };
        let _ = write!(
            text,
            "\n[[rule]]\nid = \"made.r{i}\"\ndoc = \"made up\"\nemit = \"event\"\npattern = '''{pattern}'''\n",
        );
    }
    vec![("rules/en/made.toml".into(), text.into())]
}
