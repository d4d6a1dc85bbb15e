//! Every time expression of the document.

use crate::claims::names::Kind;
use crate::claims::reader::Reader;
use crate::record::Time;

/// In text order.
pub(crate) fn build(reader: &Reader<'_, '_>) -> Vec<Time> {
    reader
        .mentions(Kind::Time)
        .filter_map(|(_, m)| {
            Some(Time {
                span: reader.evidence(m.start, m.end),
                time: reader.time(m)?.clone(),
                rule: reader.rule(m),
            })
        })
        .collect()
}
