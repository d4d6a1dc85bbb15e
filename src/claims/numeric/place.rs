//! Where: the place of the figure's clause, its sentence, or the report.

use super::OTHER;
use super::context::{Context, Locus};
use super::figure::{Figure, field};
use crate::claims::names::Part;
use crate::record::{Field, Via};

/// One place a figure, in the order of the figures.
pub(crate) fn all(context: &Context<'_, '_, '_>, figures: &[Figure<'_>]) -> Vec<Option<Field>> {
    figures.iter().map(|f| find(context, f)).collect()
}

fn find(context: &Context<'_, '_, '_>, figure: &Figure<'_>) -> Option<Field> {
    let reader = context.reader;
    if let Some(mention) = figure.mention {
        if let Some(s) = reader.slot(mention, Part::Place).filter(|s| s.start < s.end) {
            return Some(field(context, s.start, s.end, Via::Rule));
        }
    }
    let (from, upto) = context.sentence(figure.start);
    let lo = context.places.partition_point(|p| p.start < from);
    let hi = context.places.partition_point(|p| p.start < upto);
    let moving = matches!(figure.event, "displaced" | "evacuated" | "sheltering");
    // A figure that counts places is no place of its own.
    let near: Vec<Locus> = context.places[lo..hi]
        .iter()
        .filter(|p| (p.start > figure.start || p.end <= figure.start) && (!p.toward || moving))
        .copied()
        .collect();
    let (a, b) = figure.reach;
    let clause = context.clause(figure.start);
    let inside = |p: &&Locus| context.clause(p.start) == clause && !p.dateline;
    // "Seven in Karsk and five in Alda": each its own.
    if figure.inherits || figure.adds_to.is_some() {
        let right_behind = |p: &&Locus| p.start >= figure.end && p.start <= figure.end + 2;
        if let Some(p) = near.iter().filter(|p| !p.dateline).find(right_behind) {
            return Some(field(context, p.start, p.end, Via::Clause));
        }
    }
    // Behind the figure in its clause, then before it, then anywhere in the sentence.
    if let Some(p) = near.iter().filter(inside).find(|p| p.start >= a && p.start < b + 12) {
        return Some(field(context, p.start, p.end, Via::Clause));
    }
    if figure.event == OTHER {
        return None;
    }
    if let Some(p) = near.iter().rev().filter(inside).find(|p| p.end <= a) {
        return Some(field(context, p.start, p.end, Via::Clause));
    }
    let open = |p: &&Locus| !p.dateline;
    near.iter()
        .rev()
        .filter(open)
        .find(|p| p.end <= a)
        .or_else(|| near.iter().find(open))
        .map(|p| field(context, p.start, p.end, Via::Sentence))
        .or_else(|| of_report(context, figure))
}

/// The place of the date line that opens the figure's paragraph.
fn of_report(context: &Context<'_, '_, '_>, figure: &Figure<'_>) -> Option<Field> {
    let reader = context.reader;
    let block = reader.block(figure.start);
    let first = reader.analysis.blocks.get(block as usize)?.0;
    let lo = context.places.partition_point(|p| p.start < first);
    let opens = context.places[lo..].first().filter(|p| p.dateline && p.start <= first + 1)?;
    Some(field(context, opens.start, opens.end, Via::Dateline))
}
