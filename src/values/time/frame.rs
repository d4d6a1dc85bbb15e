//! What a rule hands over: named slots with their words or constants.

/// Ordered slots of a time rule's match; of several with one name the last wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeFrame<'a> {
    slots: Vec<(&'a str, std::borrow::Cow<'a, str>)>,
}

impl<'a> TimeFrame<'a> {
    /// No slots.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a slot.
    pub fn push(&mut self, name: &'a str, value: impl Into<std::borrow::Cow<'a, str>>) {
        self.slots.push((name, value.into()));
    }

    /// The value of a slot; a later one of the same name wins, so that a rule's own constants
    /// can be given first and overridden by what was captured.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.slots.iter().rev().find(|s| s.0 == name).map(|s| s.1.as_ref())
    }

    /// A slot as a whole number; `None` if it is missing or none.
    #[must_use]
    pub fn int(&self, name: &str) -> Option<i64> {
        self.get(name)?.trim().parse().ok()
    }

    /// The frame without the slots that have this name and value.
    #[must_use]
    pub(super) fn without(&self, name: &str, value: &str) -> Self {
        let kept = self.slots.iter().filter(|(n, v)| *n != name || v != value);
        Self { slots: kept.cloned().collect() }
    }

    /// Is the slot there with this value?
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for TimeFrame<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(iter: I) -> Self {
        Self { slots: iter.into_iter().map(|(n, v)| (n, v.into())).collect() }
    }
}
