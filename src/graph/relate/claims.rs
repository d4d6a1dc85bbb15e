use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::output::phrase;
use crate::record::{Bound, ClaimRole, DocumentInfo, Modality, NumericClaim, QuantityValue};

use super::words::{self, Same, same_name};
use super::{Relation, day};

/// Figures smaller than this tie nothing by being equal.
const TELLING: u32 = 100;
/// A later count is at most this many times the earlier one.
const GROWTH: u32 = 5;
/// A later count comes at most this many days after.
const DAYS: i64 = 400;

/// Two totals "since" days this near to each other are totals of the same time ("since February",
/// "since 1 February").
const MONTH: i64 = 31;

type Side<'a> = (&'a NumericClaim, &'a DocumentInfo);

/// How two claims stand to each other. The order of the two does not matter.
#[must_use]
pub fn claims(a: Side<'_>, b: Side<'_>) -> Relation {
    let same_document = a.1.sha256 == b.1.sha256 && a.1.id == b.1.id;
    if !comparable(a.0, b.0, same_document) {
        return Relation::Different;
    }
    let place = same_name(a.0.place.as_ref(), b.0.place.as_ref());
    let time = same_time(a.0, b.0);
    if place == Same::No || time == Same::No {
        return Relation::Different;
    }
    let (x, y) = (&a.0.quantity, &b.0.quantity);
    let equal = figure(a.0) == figure(b.0);
    let stated = stated(x).max(stated(y));
    let telling = stated.is_some_and(|v| v >= Decimal::from(TELLING));
    let here = matches!(place, Same::Yes | Same::Within);
    let tied = here || time == Same::Yes || a.0.comparison_key == b.0.comparison_key;
    if equal {
        let enough = telling || (tied && place != Same::Unknown) || same_document && tied;
        return match (enough, x.bound == y.bound) {
            (false, _) => Relation::Different,
            (true, true) => Relation::Agree,
            (true, false) => Relation::Compatible,
        };
    }
    if a.0.event == "other" || x.vague || y.vague {
        return Relation::Different;
    }
    if revised(a.0, b.0) || revised(b.0, a.0) {
        return Relation::Update;
    }
    if same_document {
        return within_document(a.0, b.0, place, time);
    }
    if !tied {
        return Relation::Different;
    }
    across(a, b, place, time)
}

fn within_document(a: &NumericClaim, b: &NumericClaim, place: Same, time: Same) -> Relation {
    let sources = source(a).zip(source(b));
    let rivals = sources.is_some_and(|(s, t)| s != t);
    if rivals
        && disjoint(&a.quantity, &b.quantity)
        && place != Same::Within
        && (place == Same::Yes || time == Same::Yes)
    {
        return Relation::Contradict;
    }
    if rounded(&a.quantity, &b.quantity) && place == Same::Yes {
        return Relation::Compatible;
    }
    Relation::Different
}

fn across(a: Side<'_>, b: Side<'_>, place: Same, time: Same) -> Relation {
    if rounded(&a.0.quantity, &b.0.quantity) {
        return Relation::Compatible;
    }
    let (Some(from), Some(to)) = (day(a.1), day(b.1)) else { return Relation::Different };
    let (old, new) = if from <= to { (a.0, b.0) } else { (b.0, a.0) };
    let (Some(before), Some(after)) = (stated(&old.quantity), stated(&new.quantity)) else {
        return Relation::Different;
    };
    if from != to {
        let soon = (to - from).num_days().abs() <= DAYS;
        let grown = after > before && after <= before * Decimal::from(GROWTH);
        // A count of one day's victims is not updated months later.
        let total = time == Same::Yes && is_open(old) && is_open(new);
        let here = matches!(place, Same::Yes | Same::Within);
        return if soon && grown && (here || total) {
            Relation::Update
        } else {
            Relation::Different
        };
    }
    if place == Same::Yes && time != Same::No && disjoint(&a.0.quantity, &b.0.quantity) {
        return Relation::Contradict;
    }
    if place == Same::Yes && !disjoint(&a.0.quantity, &b.0.quantity) {
        return Relation::Compatible;
    }
    Relation::Different
}

/// Same happening, same part of the whole, same kind of thing counted.
fn comparable(a: &NumericClaim, b: &NumericClaim, same_document: bool) -> bool {
    if a.event != b.event || a.role != b.role || a.quantity.kind != b.quantity.kind {
        return false;
    }
    if [a, b].iter().any(|c| c.modality != Modality::Asserted || c.quantity.direction.is_some()) {
        return false;
    }
    let linked = |x: &NumericClaim, y: &NumericClaim| {
        x.part_of.as_ref() == Some(&y.id) || x.addends.contains(&y.id)
    };
    if linked(a, b) || linked(b, a) || a.role == ClaimRole::Addend {
        return false;
    }
    let (x, y) = (counted(a), counted(b));
    let same = match (&x, &y) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    if a.event == "other" || a.role == ClaimRole::Subset {
        // Nothing but the thing counted says what the figure is about.
        return same && x.is_some() && y.is_some() && a.quantity.unit == b.quantity.unit;
    }
    // "149 deaths" and "183 people" since the same day, by two sources, are rival totals.
    let totals = is_open(a) && is_open(b) && same_time(a, b) == Same::Yes;
    let rivals = totals && source(a).zip(source(b)).is_some_and(|(s, t)| s != t);
    same || !same_document || a.comparison_key == b.comparison_key || rivals
}

/// The last telling word of what is counted.
fn counted(c: &NumericClaim) -> Option<String> {
    if let Some(unit) = c.quantity.unit.as_ref().filter(|_| c.quantity.kind == "count") {
        return Some(unit.to_lowercase());
    }
    let field = c.counted.as_ref()?;
    phrase::name(field).split_whitespace().last().map(str::to_lowercase)
}

fn source(c: &NumericClaim) -> Option<String> {
    c.source.as_ref().map(|s| phrase::name(s).to_lowercase())
}

/// Does the text itself say that `new` replaces `old`?
fn revised(new: &NumericClaim, old: &NumericClaim) -> bool {
    let says = new.previous.is_some() && new.previous == old.quantity.value;
    says || old.superseded
        && !new.superseded
        && words::telling(&new.event) == words::telling(&old.event)
}

/// The figure itself, whatever its bound.
pub(super) fn figure(c: &NumericClaim) -> String {
    let q = &c.quantity;
    match (&q.value, &q.low, &q.high) {
        (Some(v), ..) => v.to_string(),
        (None, low, high) => {
            let shown = |d: &Option<_>| d.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}–{}", shown(low), shown(high))
        }
    }
}

fn stated(q: &QuantityValue) -> Option<Decimal> {
    q.value.or(q.low).or(q.high).map(|d| d.0)
}

/// What the figure can be: lower and upper end.
fn interval(q: &QuantityValue) -> (Option<Decimal>, Option<Decimal>) {
    let (low, high) = (q.low.map(|d| d.0), q.high.map(|d| d.0));
    let value = stated(q);
    match q.bound {
        Bound::Exactly => (value, value),
        Bound::AtLeast | Bound::MoreThan => (low.or(value), None),
        Bound::UpTo | Bound::FewerThan => (None, high.or(value)),
        Bound::About | Bound::Nearly => {
            let tenth = value.map(|v| v.abs() / Decimal::TEN);
            (value.zip(tenth).map(|(v, t)| v - t), value.zip(tenth).map(|(v, t)| v + t))
        }
        Bound::Between => (low, high),
    }
}

fn disjoint(a: &QuantityValue, b: &QuantityValue) -> bool {
    let (a, b) = (interval(a), interval(b));
    let below = |high: Option<Decimal>, low: Option<Decimal>| matches!((high, low), (Some(h), Some(l)) if h < l);
    below(a.1, b.0) || below(b.1, a.0)
}

/// Can one be the other rounded or bounded? At least one must be inexact, and the two near.
fn rounded(a: &QuantityValue, b: &QuantityValue) -> bool {
    let (Some(x), Some(y)) = (stated(a), stated(b)) else { return false };
    let inexact = a.bound != Bound::Exactly || b.bound != Bound::Exactly;
    let near = (x - y).abs() * Decimal::from(20) <= x.abs().max(y.abs());
    // Two lower bounds that differ are two counts, not two roundings.
    inexact && near && !disjoint(a, b) && a.bound != b.bound
}

/// Compares the times: the same, can be the same, or apart. A total "since" a day is not the
/// figure of a day.
fn same_time(a: &NumericClaim, b: &NumericClaim) -> Same {
    let (Some(x), Some(y)) = (&a.date, &b.date) else { return Same::Unknown };
    if x.time.value == y.time.value && x.time.edtf == y.time.edtf {
        return Same::Yes;
    }
    let bounds = |t: &crate::record::TimeValue| (parse(t.from.as_deref()), parse(t.to.as_deref()));
    let ((from_a, to_a), (from_b, to_b)) = (bounds(&x.time), bounds(&y.time));
    let (Some(from_a), Some(from_b)) = (from_a, from_b) else { return Same::Unknown };
    if to_a.is_none() != to_b.is_none() {
        return Same::No;
    }
    if to_a.is_none() && (from_a - from_b).num_days().abs() <= MONTH {
        return Same::Yes;
    }
    let apart = |to: Option<NaiveDate>, from: NaiveDate| to.is_some_and(|to| to <= from);
    if apart(to_a, from_b) || apart(to_b, from_a) { Same::No } else { Same::Unknown }
}

/// Year from which a total counts.
pub(super) fn since(c: &NumericClaim) -> Option<&str> {
    let from = c.date.as_ref().filter(|_| is_open(c))?.time.from.as_deref()?;
    from.get(..4)
}

/// A total "since" a day.
fn is_open(c: &NumericClaim) -> bool {
    c.date.as_ref().is_some_and(|d| d.time.from.is_some() && d.time.to.is_none())
}

fn parse(day: Option<&str>) -> Option<NaiveDate> {
    day.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok())
}
