//! Who said what: the attribution whose content holds a passage.

use crate::record::{Attribution, Event, Vote};

/// The attributions with a source in order of their spans, and how long the longest is: what holds
/// a figure begins at most so far before it.
pub(crate) struct Said<'a> {
    list: Vec<&'a Attribution>,
    longest: u32,
}

impl<'a> Said<'a> {
    /// Those of a document.
    pub(crate) fn of(attributions: &'a [Attribution]) -> Self {
        let mut list: Vec<&Attribution> =
            attributions.iter().filter(|a| a.source.is_some()).collect();
        list.sort_by_key(|a| a.span.start);
        let longest = list.iter().map(|a| a.span.end - a.span.start).max().unwrap_or(0);
        Self { list, longest }
    }

    /// The innermost attribution whose content holds `start..end`: the one that begins last.
    pub(crate) fn over(&self, start: u32, end: u32) -> Option<&'a Attribution> {
        let from = self.list.partition_point(|a| a.span.start + self.longest < start);
        let to = self.list.partition_point(|a| a.span.start <= start);
        self.list[from..to.max(from)]
            .iter()
            .filter(|a| a.content.iter().any(|c| c.start <= start && end <= c.end))
            .max_by_key(|a| (a.content.first().map(|c| c.start), a.span.start))
            .copied()
    }
}

/// Give votes and events the source in whose words they are told.
pub(crate) fn attribute(said: &Said<'_>, votes: &mut [Vote], events: &mut [Event]) {
    for vote in votes {
        let over = said.over(vote.span.start, vote.span.end);
        vote.source = over.and_then(|a| a.source.clone());
    }
    for event in events {
        let over = said.over(event.action.start, event.action.end);
        // Saying something is not told by who says it.
        let own = over
            .and_then(|a| a.source.clone())
            .filter(|s| event.actor.as_ref().is_none_or(|a| a.evidence.start != s.evidence.start));
        event.source = own;
    }
}
