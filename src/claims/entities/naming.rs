//! Names and how they are the same: slugs, surnames, initials.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Number of a form under which names are looked up.
pub(super) type KeyId = usize;

/// What is known of a look-up form.
#[derive(Debug, Default)]
pub(super) struct Key {
    /// The entity of that name.
    pub(super) entity: Option<usize>,
    /// The person of that surname.
    pub(super) by_surname: Option<usize>,
    /// The body with these initials.
    pub(super) by_initials: Option<usize>,
    /// Is it of several words?
    pub(super) long: bool,
    /// Its last word, if it is of several; once it has been asked for.
    surname: Option<KeyId>,
}

/// The look-up forms of a document's names, each once.
#[derive(Debug, Default)]
pub(super) struct Keys<'d> {
    ids: FxHashMap<String, KeyId>,
    of_text: FxHashMap<&'d str, KeyId>,
    initials_of_text: FxHashMap<&'d str, KeyId>,
    list: Vec<Key>,
}

impl<'d> Keys<'d> {
    /// With room for so many names.
    pub(super) fn with_room(names: usize) -> Self {
        Self {
            ids: FxHashMap::with_capacity_and_hasher(names, FxBuildHasher),
            of_text: FxHashMap::with_capacity_and_hasher(names, FxBuildHasher),
            initials_of_text: FxHashMap::default(),
            list: Vec::with_capacity(names),
        }
    }

    /// The form of a name as it is written in the text.
    pub(super) fn of_text(&mut self, name: &'d str) -> KeyId {
        if let Some(id) = self.of_text.get(name) {
            return *id;
        }
        let id = self.intern(key(name));
        self.of_text.insert(name, id);
        id
    }

    /// The form of a name's initials.
    pub(super) fn of_initials(&mut self, name: &'d str) -> KeyId {
        if let Some(id) = self.initials_of_text.get(name) {
            return *id;
        }
        let id = self.intern(initials(name));
        self.initials_of_text.insert(name, id);
        id
    }

    /// The form of the last word of a name of several.
    pub(super) fn surname(&mut self, id: KeyId, name: &str) -> Option<KeyId> {
        if self.list[id].surname.is_none() && self.list[id].long {
            let last = surname(&key(name)).map(str::to_owned);
            self.list[id].surname = last.map(|l| self.intern(l));
        }
        self.list[id].surname
    }

    pub(super) fn get(&mut self, id: KeyId) -> &mut Key {
        &mut self.list[id]
    }

    /// The entity of a name, titles and case aside.
    pub(super) fn entity(&self, name: &str) -> Option<usize> {
        let id = match self.of_text.get(name) {
            Some(id) => *id,
            None => *self.ids.get(key(name).as_str())?,
        };
        self.list[id].entity
    }

    fn intern(&mut self, key: String) -> KeyId {
        if let Some(id) = self.ids.get(key.as_str()) {
            return *id;
        }
        let id = self.list.len();
        self.list.push(Key { long: key.contains(' '), ..Key::default() });
        self.ids.insert(key, id);
        id
    }
}

/// `riyad-mansour`: letters and digits of the name, lower case, joined by hyphens.
pub(super) fn slug(name: &str) -> String {
    if is_plain(name) {
        let mut slug = name.to_ascii_lowercase().into_bytes();
        for b in &mut slug {
            if *b == b' ' {
                *b = b'-';
            }
        }
        return String::from_utf8(slug).unwrap_or_default();
    }
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for_each_lower(name.chars(), |c| {
        if !c.is_alphanumeric() {
            gap = !out.is_empty();
            return;
        }
        if std::mem::take(&mut gap) {
            out.push('-');
        }
        out.push(c);
    });
    if out.is_empty() { "unnamed".to_owned() } else { out }
}

/// Lower-case form under which a name is looked up: white space and dots do not count.
fn key(name: &str) -> String {
    if is_plain(name) {
        return name.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for_each_lower(name.chars(), |c| {
        if c.is_whitespace() {
            inside = false;
            return;
        }
        if !std::mem::replace(&mut inside, true) && !out.is_empty() {
            out.push(' ');
        }
        if c != '.' {
            out.push(c);
        }
    });
    out
}

/// The last word of a name of several.
fn surname(key: &str) -> Option<&str> {
    key.rsplit_once(' ').map(|(_, last)| last)
}

/// First letters of the words that are written with a capital: `World Food Programme` → `wfp`.
fn initials(name: &str) -> String {
    let mut out = String::new();
    let words = name.split(|c: char| c.is_whitespace() || c == '-');
    let first = words.filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()));
    for_each_lower(first, |c| out.push(c));
    out
}

/// Letters and digits of ASCII with single spaces between: most names.
pub(super) fn is_plain(name: &str) -> bool {
    let mut gap = true;
    for b in name.bytes() {
        if !b.is_ascii_alphanumeric() && (b != b' ' || gap) {
            return false;
        }
        gap = b == b' ';
    }
    !gap
}

fn for_each_lower(chars: impl Iterator<Item = char>, mut give: impl FnMut(char)) {
    for c in chars {
        if c.is_ascii() {
            give(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(&mut give);
        }
    }
}
