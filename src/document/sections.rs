//! Which paragraphs are the article.
//!
//! General mechanisms only, no site is named. Signals come in two strengths:
//!
//! * a line that is furniture by itself: a share button, a cookie text, "Audio by …";
//! * a line that marks others: a heading such as "Latest Stories", a stamp such as "11 minutes -",
//!   a line that is only a dash. Such marks bind the short unpunctuated lines between them.
//!
//! Where neither speaks, a run of short lines stays body: minutes, roll-calls and lists of results
//! look like that, and a lost claim is worse than an idle line. Lines above the article's own
//! headline are furniture when they share no content with the article.

use super::overlap::Lead;
use super::phrases::Folded;
use super::scan::{Ending, ending};
use super::words::SegmentWords;
use super::{Section, Span};

/// A short line: headings, stamps, buttons (bytes).
const SHORT: usize = 160;
/// Prose of one sentence is at least so long (bytes).
const PROSE: usize = 50;
/// So long a paragraph is prose, whatever it ends with (bytes).
const LONG: usize = 240;

/// What a paragraph looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Only marks: "-", "•", "***".
    Rule,
    /// "11 minutes -", "3 hrs ago".
    Stamp,
    /// Heading above other stories.
    Stop,
    /// Furniture by its wording.
    Furniture,
    /// Caption or credit.
    Caption,
    /// Writer, or time of publication.
    Byline,
    /// Short, without a full stop.
    Short,
    /// Sentences.
    Prose,
}

/// The section of each paragraph. `given` holds what the page's markup said.
pub(super) fn classify(
    text: &str,
    spans: &[Span],
    given: &[Option<Section>],
    laid_out: bool,
    title: Option<&str>,
    words: &SegmentWords,
) -> Vec<Section> {
    let mut sections = vec![Section::Body; spans.len()];
    if spans.len() >= 3 || laid_out {
        let looks: Vec<Look> = spans.iter().map(|s| look(s.of(text), words)).collect();
        mark_lines(&looks, &mut sections);
        mark_under_stops(&looks, &mut sections);
        mark_stamped(&looks, &mut sections);
        let page = Page { text, spans, looks: &looks, title };
        page.mark_head(&mut sections, given);
    } else if let (Some(title), Some(first)) = (title, spans.first())
        && spans.len() > 1
        && same_line(first.of(text), title)
    {
        sections[0] = Section::Headline;
    }
    for (section, given) in sections.iter_mut().zip(given) {
        if let Some(given) = given
            && *section != Section::Boilerplate
        {
            *section = *given;
        }
    }
    sections
}

fn look(line: &str, words: &SegmentWords) -> Look {
    if line.len() > LONG {
        return Look::Prose;
    }
    let ended = ending(line) == Ending::Stop;
    if ended && line.len() > SHORT {
        return Look::Prose;
    }
    if !line.chars().any(char::is_alphanumeric) {
        return Look::Rule;
    }
    if line.len() <= 40 && is_stamp(line, words) {
        return Look::Stamp;
    }
    if let Some(folded) = Folded::new(line) {
        let folded = folded.as_str();
        if words.is_section_stop(folded) {
            return Look::Stop;
        }
        if words.is_furniture(folded) {
            return Look::Furniture;
        }
        if words.is_caption(folded) {
            return Look::Caption;
        }
        let dated = || words.starts_byline(folded) || is_date_line(line, words);
        if !ended && line.len() <= 100 && dated() {
            return Look::Byline;
        }
    }
    if ended && line.len() >= PROSE { Look::Prose } else { Look::Short }
}

/// A number, a unit of time, perhaps "ago", marks: nothing else.
fn is_stamp(line: &str, words: &SegmentWords) -> bool {
    let mut parts =
        line.split(|c: char| c.is_whitespace() || !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let Some(first) = parts.next() else { return false };
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = first.split_at(digits);
    if count.is_empty() || count.len() > 3 {
        return false;
    }
    // "3h" carries its unit; "3 hours" has it in the next word.
    let unit = if unit.is_empty() { parts.next().unwrap_or("") } else { unit };
    words.is_ago_unit(unit) && parts.all(|w| words.is_ago_suffix(w))
}

/// Only names of months and days, numbers and marks, with at least one of each.
fn is_date_line(line: &str, words: &SegmentWords) -> bool {
    if line.len() > 60 {
        return false;
    }
    let (mut named, mut number) = (false, false);
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        number |= digits > 0;
        if digits < word.len() {
            if !words.is_date_word(&word[digits..]) {
                return false;
            }
            named |= word.len() - digits > 2;
        }
    }
    named && number
}

/// Lines that speak for themselves.
fn mark_lines(looks: &[Look], sections: &mut [Section]) {
    for (look, section) in looks.iter().zip(sections) {
        *section = match look {
            Look::Furniture => Section::Boilerplate,
            Look::Caption => Section::Caption,
            Look::Byline | Look::Stamp => Section::Byline,
            _ => Section::Body,
        };
    }
}

/// A heading above other stories takes the short lines under it, up to the next prose that no
/// stamp or dash claims.
fn mark_under_stops(looks: &[Look], sections: &mut [Section]) {
    let mut index = 0;
    while index < looks.len() {
        if looks[index] != Look::Stop {
            index += 1;
            continue;
        }
        let mut end = index + 1;
        while end < looks.len() {
            let ahead = &looks[end..looks.len().min(end + 4)];
            let signalled = ahead.iter().any(|l| matches!(l, Look::Stamp | Look::Rule));
            if looks[end] == Look::Prose && !signalled {
                break;
            }
            end += 1;
        }
        sections[index..end].fill(Section::Boilerplate);
        index = end;
    }
}

/// Without a heading, three stamps close together (or two with dashes) are a list of stories.
fn mark_stamped(looks: &[Look], sections: &mut [Section]) {
    let stamps: Vec<usize> = (0..looks.len()).filter(|i| looks[*i] == Look::Stamp).collect();
    let mut at = 0;
    while at < stamps.len() {
        let mut last = at;
        while last + 1 < stamps.len() && stamps[last + 1] - stamps[last] <= 4 {
            last += 1;
        }
        let (first_stamp, last_stamp) = (stamps[at], stamps[last]);
        let count = last - at + 1;
        let rules = looks[first_stamp..=last_stamp].contains(&Look::Rule);
        if count >= 3 || (count == 2 && rules) {
            let gap = (last_stamp - first_stamp).div_ceil(count - 1).max(1);
            let idle = |i: usize| !matches!(looks[i], Look::Prose);
            let mut start = first_stamp;
            while start > 0 && first_stamp - start < gap && idle(start - 1) {
                start -= 1;
            }
            let mut end = last_stamp + 1;
            while end < looks.len() && end - last_stamp < gap && idle(end) {
                end += 1;
            }
            sections[start..end].fill(Section::Boilerplate);
        }
        at = last + 1;
    }
}

fn same_line(line: &str, title: &str) -> bool {
    let (line, title) = (line.trim(), title.trim());
    line.eq_ignore_ascii_case(title)
        // "Headline - Site name"
        || (line.len() >= 20
            && title.get(..line.len()).is_some_and(|t| t.eq_ignore_ascii_case(line)))
}

/// The top of a page.
struct Page<'t> {
    text: &'t str,
    spans: &'t [Span],
    looks: &'t [Look],
    title: Option<&'t str>,
}

impl Page<'_> {
    fn line(&self, index: usize) -> &str {
        self.spans[index].of(self.text)
    }

    /// Finds the article's own headline above the first prose, and judges the lines around it.
    fn mark_head(&self, sections: &mut [Section], given: &[Option<Section>]) {
        let Some(prose) = (0..self.looks.len())
            .find(|i| self.looks[*i] == Look::Prose && sections[*i] == Section::Body)
        else {
            return;
        };
        if prose == 0 || given.contains(&Some(Section::Headline)) {
            return;
        }
        let free = |i: &usize| self.looks[*i] == Look::Short && sections[*i] == Section::Body;
        let candidates: Vec<usize> = (0..prose).filter(free).collect();
        let lead = Lead::new(
            (prose..self.looks.len())
                .filter(|i| self.looks[*i] == Look::Prose && sections[*i] == Section::Body)
                .map(|i| self.line(i)),
            candidates.iter().map(|i| self.line(*i)),
        );
        let titled = candidates
            .iter()
            .copied()
            .find(|i| self.title.is_some_and(|title| same_line(self.line(*i), title)));
        let told = candidates
            .iter()
            .map(|i| (lead.overlap(self.line(*i)), *i))
            .filter(|(overlap, _)| overlap.is_same_story())
            .max_by_key(|(overlap, i)| (overlap.shared, std::cmp::Reverse(*i)))
            .map(|(_, i)| i);
        let Some(headline) = titled.or(told) else {
            // No line tells the story: with little above the prose, the first line is its title.
            if let (Some(first), true) = (candidates.first(), prose <= 3) {
                sections[*first] = Section::Headline;
            }
            return;
        };
        sections[headline] = Section::Headline;
        for index in candidates {
            let line = self.line(index);
            if index < headline {
                if !is_labelled(line) && lead.overlap(line).is_foreign() {
                    sections[index] = Section::Boilerplate;
                }
            } else if index > headline && is_name_line(line) {
                sections[index] = Section::Byline;
            }
        }
    }
}

/// "Present: …": a line of minutes or of a form.
fn is_labelled(line: &str) -> bool {
    line.find(':').is_some_and(|at| at <= 30 && at + 1 < line.len())
}

/// A few capitalised words and nothing else: a writer, a place, an agency.
fn is_name_line(line: &str) -> bool {
    line.len() <= 60
        && !line.contains(':')
        && line
            .split_whitespace()
            .filter(|w| w.len() > 3)
            .all(|w| w.starts_with(|c: char| !c.is_lowercase()) && !w.contains(char::is_numeric))
}
