//! From mentions to records: joining, resolving, attributing.
//!
//! Each record type has a file; all of them see the document through [`Reader`], which knows
//! tokens, mentions and code points.

mod attribution;
mod concept;
mod dating;
mod entities;
mod events;
mod groups;
mod names;
mod numeric;
mod quantities;
mod reader;
mod said;
mod times;
mod votes;

use smol_str::SmolStr;

use crate::document::{DateSource, Document};
use crate::matching::chart::Analysis;
use crate::patterns::engine::Engine;
use crate::record::{DocumentInfo, Extraction};
use entities::Entities;
pub use names::Names;
use reader::Reader;
use said::Said;

/// What is asked of the records.
#[derive(Clone, Copy, Debug)]
pub struct Wants<'w> {
    /// Language of the rule pack.
    pub language: &'w str,
    /// Make [`Extraction::triggers`].
    pub triggers: bool,
}

/// Make the records of an analysed document. `names` are those of the engine.
#[must_use]
pub fn assemble(
    engine: &Engine,
    names: &Names,
    analysis: &Analysis<'_>,
    wants: Wants<'_>,
) -> Extraction {
    let fresh = (!names.are_current(engine)).then(|| Names::of(engine));
    let names = fresh.as_ref().unwrap_or(names);
    let reader = Reader::new(engine, names, analysis);
    let entities = Entities::build(&reader);
    let attributions = attribution::build(&reader);
    let mut votes = votes::build(&reader, &entities);
    let mut events = events::build(&reader, &entities);
    let said = Said::of(&attributions);
    said::attribute(&said, &mut votes, &mut events);
    let claims = numeric::build(&reader, &said, &votes);
    let triggers = wants.triggers.then(|| {
        let report_date = report_date(engine, names, analysis);
        dating::build(&reader, report_date.as_deref())
    });
    let mut extraction = Extraction {
        document: info(analysis.document, &reader, wants.language),
        claims,
        votes,
        events,
        attributions,
        quantities: quantities::build(&reader),
        times: times::build(&reader),
        triggers,
        ..Extraction::default()
    };
    entities.finish(&mut extraction);
    extraction
}

/// The names of the fields that are absent.
fn missing(fields: &[(&'static str, bool)]) -> Vec<SmolStr> {
    fields.iter().filter(|f| f.1).map(|f| SmolStr::new_static(f.0)).collect()
}

/// The document's date (with its time of day where that is given), or that of its date line.
fn report_date(engine: &Engine, names: &Names, analysis: &Analysis<'_>) -> Option<String> {
    if analysis.document.origin.stamp.is_some() {
        return analysis.document.origin.stamp.clone();
    }
    names.times.document_date(engine, analysis).map(|d| d.to_string())
}

fn info(document: &Document, reader: &Reader<'_, '_>, language: &str) -> DocumentInfo {
    DocumentInfo {
        id: document.origin.id.clone(),
        sha256: reader.sha256().to_owned(),
        url: document.origin.url.clone(),
        title: document.origin.title.clone(),
        publisher: document.origin.publisher.clone(),
        date: document.origin.date.map(|d| d.to_string()),
        date_source: match document.origin.date_source {
            DateSource::Given => "given",
            DateSource::Field => "field",
            DateSource::Metadata => "metadata",
            DateSource::None => "none",
        }
        .to_owned(),
        language: language.to_owned(),
        length: reader.code_point(document.text.len() as u32),
        warnings: document.origin.warnings.clone(),
    }
}
