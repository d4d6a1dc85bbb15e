//! Names and how they are the same: slugs, surnames, initials.

/// `riyad-mansour`: letters and digits of the name, lower case, joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "unnamed".to_owned() } else { out }
}

/// Lower-case form under which a name is looked up: white space and dots do not count.
pub(super) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase));
    }
    out
}

/// The last word of a name of several.
pub(super) fn surname(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(_, last)| last)
}

/// First letters of the words that are written with a capital: `World Food Programme` → `wfp`.
pub(super) fn initials(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()))
        .flat_map(char::to_lowercase)
        .collect()
}
