//! Ids of nodes: made of characters that are safe in any IRI, and the same whatever else is in the
//! graph.

use crate::record::{DocumentInfo, EntityKind, Field};

use crate::output::phrase;

/// Key of a document: the first 16 hex digits of its text's hash, else its id.
pub(super) fn document_key(document: &DocumentInfo) -> String {
    match document.sha256.get(..16) {
        Some(key) => key.to_owned(),
        None => slug(&document.id),
    }
}

/// Id of a record: the document's key and the record's own id, without the key if it repeats it.
pub(super) fn record(key: &str, kind: &str, id: &str) -> String {
    let own = match id.find(key) {
        Some(at) => &id[at + key.len()..],
        None => id,
    };
    let own = safe(own.trim_matches(|c: char| !c.is_alphanumeric()));
    if own.starts_with(kind) { format!("{key}#{own}") } else { format!("{key}#{kind}-{own}") }
}

/// Id of an entity: shared between documents if its name is proper and complete, otherwise the
/// document's own. ("officials" here are not "officials" there, nor is one "Smith" the other.)
pub(super) fn entity(key: &str, kind: EntityKind, slug: &str, name: &str) -> (String, bool) {
    let proper = name.chars().any(char::is_uppercase);
    let shared = proper
        && match kind {
            EntityKind::Organization | EntityKind::Country | EntityKind::Place => true,
            EntityKind::Person => name.split_whitespace().nth(1).is_some(),
            _ => false,
        };
    let kind = phrase::code(&kind);
    let slug = safe(slug);
    if shared { (format!("e:{kind}/{slug}"), true) } else { (format!("{key}#e-{slug}"), false) }
}

/// A field's entity id, or a slug of its name.
pub(super) fn field_slug(field: &Field) -> String {
    match &field.entity {
        Some(id) => id.to_string(),
        None => slug(phrase::name(field)),
    }
}

/// Lower-case letters and digits, joined by hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "none".to_owned() } else { out }
}

/// Keeps letters, digits, `-`, `_` and `.`; what else there is becomes a hyphen.
pub(super) fn safe(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .collect()
}
