//! Every quantity of the document, whether or not a claim is made of it.

use smol_str::SmolStr;

use crate::claims::concept::Concepts;
use crate::claims::names::{Kind, Part};
use crate::claims::reader::Reader;
use crate::matching::mention::Mention;
use crate::record::Quantity;

/// In text order.
pub(crate) fn build(reader: &Reader<'_, '_>) -> Vec<Quantity> {
    let concepts = Concepts::new(reader);
    let mut last: Option<(&Mention, Vec<SmolStr>)> = None;
    reader
        .mentions(Kind::Quantity)
        .filter_map(|(_, m)| {
            let value = reader.quantity(m)?.clone();
            // The span is the number itself; modifier and unit have fields of their own.
            let (start, end) = reader
                .slots(m, Part::Value)
                .chain(reader.slots(m, Part::Value2))
                .filter(|s| s.start < s.end)
                .fold(None, |range: Option<(u32, u32)>, s| {
                    let (a, b) = range.unwrap_or((s.start, s.end));
                    Some((a.min(s.start), b.max(s.end)))
                })
                .unwrap_or((m.start, m.end));
            let concept = match &last {
                Some((before, concept)) if concepts.restates(before, m) => concept.clone(),
                _ => concepts.of(m),
            };
            last = Some((m, concept.clone()));
            Some(Quantity {
                span: reader.evidence(start, end),
                quantity: value,
                concept,
                rule: reader.rule(m),
            })
        })
        .collect()
}
