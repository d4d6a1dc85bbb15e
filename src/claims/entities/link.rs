//! Fields of records linked to the entities they name.

use crate::claims::entities::Entities;
use crate::record::{Extraction, Field};

/// Mentions by code point: start, end, index of the entity.
pub(super) type Spans = Vec<(u32, u32, u32)>;

/// Give each field of a name, source, place or voter its entity.
pub(super) fn link(entities: &mut Entities, x: &mut Extraction) {
    let mut fill = |f: &mut Field| {
        if f.entity.is_none() {
            f.entity = find(entities, f).map(|at| entities.list[at as usize].id.clone());
        }
    };
    for c in &mut x.claims {
        [&mut c.counted, &mut c.place, &mut c.source].into_iter().flatten().for_each(&mut fill);
    }
    for v in &mut x.votes {
        [&mut v.body, &mut v.source].into_iter().flatten().for_each(&mut fill);
        let s = &mut v.voters;
        for side in [&mut s.r#for, &mut s.against, &mut s.abstain, &mut s.absent, &mut v.veto_by] {
            side.iter_mut().for_each(&mut fill);
        }
    }
    for a in &mut x.attributions {
        a.source.iter_mut().for_each(&mut fill);
    }
    for e in &mut x.events {
        [&mut e.actor, &mut e.target, &mut e.place, &mut e.source]
            .into_iter()
            .flatten()
            .for_each(&mut fill);
    }
}

/// By the resolved name where the words are a pronoun or short form, else by the mention that ends
/// with the field and makes up most of it, else by the first mention in it ("rebels in the Congo").
fn find(entities: &mut Entities, f: &Field) -> Option<u32> {
    if let Some(at) = f.norm.as_deref().and_then(|n| entities.named(n)) {
        return Some(at);
    }
    let (start, end) = (f.evidence.start, f.evidence.end);
    let from = entities.spans.partition_point(|s| s.0 + LONGEST < start);
    let to = entities.spans.partition_point(|s| s.0 < end);
    let near = entities.spans.get(from..to)?;
    let whole = |s: &&(u32, u32, u32)| {
        s.0 <= start && s.1 >= end || s.0 >= start && s.1 == end && 2 * (s.1 - s.0) >= end - start
    };
    near.iter()
        .find(whole)
        .or_else(|| near.iter().find(|s| s.0 >= start && s.1 <= end))
        .map(|s| s.2)
}

/// Code points that a mention may be long.
const LONGEST: u32 = 100;
