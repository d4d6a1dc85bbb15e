//! Names and how they are the same: slugs, surnames, initials.

use rustc_hash::{FxBuildHasher, FxHashMap};
use smol_str::SmolStr;

/// A name as it is written.
pub(super) struct Name<'d> {
    pub(super) text: &'d str,
    /// Letters and digits of ASCII with single spaces between, as most names are.
    plain: bool,
}

impl<'d> Name<'d> {
    pub(super) fn new(text: &'d str) -> Self {
        Self { text, plain: is_plain(text) }
    }
}

/// Number of a form under which names are looked up.
pub(super) type KeyId = u32;

/// What is known of a look-up form.
#[derive(Debug, Default)]
pub(super) struct Key {
    /// The entity of that name.
    pub(super) entity: Option<u32>,
    /// The person of that surname.
    pub(super) by_surname: Option<u32>,
    /// The body with these initials.
    pub(super) by_initials: Option<u32>,
    /// Is it of several words?
    pub(super) long: bool,
    /// Its last word, if it is of several; once it has been asked for.
    surname: Option<KeyId>,
}

/// The look-up forms of a document's names, each once.
#[derive(Debug, Default)]
pub(super) struct Keys {
    ids: FxHashMap<SmolStr, KeyId>,
    list: Vec<Key>,
    /// Room for the form that is being looked up.
    form: String,
}

impl Keys {
    /// With room for so many names.
    pub(super) fn with_room(names: usize) -> Self {
        Self {
            ids: FxHashMap::with_capacity_and_hasher(names, FxBuildHasher),
            list: Vec::with_capacity(names),
            form: String::new(),
        }
    }

    /// The form of a name as it is written in the text.
    pub(super) fn of_text(&mut self, name: &Name<'_>) -> KeyId {
        write_key(name, &mut self.form);
        self.intern()
    }

    /// The form of a name's initials.
    pub(super) fn of_initials(&mut self, name: &str) -> KeyId {
        write_initials(name, &mut self.form);
        self.intern()
    }

    /// The form of the last word of a name of several.
    pub(super) fn surname(&mut self, id: KeyId, name: &Name<'_>) -> Option<KeyId> {
        if self.list[id as usize].surname.is_none() && self.list[id as usize].long {
            write_key(name, &mut self.form);
            if let Some(at) = self.form.rfind(' ') {
                self.form.drain(..=at);
                let last = self.intern();
                self.list[id as usize].surname = Some(last);
            }
        }
        self.list[id as usize].surname
    }

    pub(super) fn get(&mut self, id: KeyId) -> &mut Key {
        &mut self.list[id as usize]
    }

    /// The entity of a name, titles and case aside.
    pub(super) fn entity(&mut self, name: &str) -> Option<u32> {
        write_key(&Name::new(name), &mut self.form);
        self.list[*self.ids.get(self.form.as_str())? as usize].entity
    }

    /// The number of the form that has been written.
    fn intern(&mut self) -> KeyId {
        if let Some(id) = self.ids.get(self.form.as_str()) {
            return *id;
        }
        let id = self.list.len() as KeyId;
        self.list.push(Key { long: self.form.contains(' '), ..Key::default() });
        self.ids.insert(SmolStr::new(&self.form), id);
        id
    }
}

/// `riyad-mansour`: letters and digits of the name, lower case, joined by hyphens.
pub(super) fn slug(name: &Name<'_>, room: &mut Vec<u8>) -> SmolStr {
    if name.plain {
        room.clear();
        room.extend(name.text.bytes().map(|b| match b {
            b' ' => b'-',
            b => b.to_ascii_lowercase(),
        }));
        return SmolStr::new(std::str::from_utf8(room).unwrap_or_default());
    }
    let mut out = String::with_capacity(name.text.len());
    let mut gap = false;
    for_each_lower(name.text.chars(), |c| {
        if !c.is_alphanumeric() {
            gap = !out.is_empty();
            return;
        }
        if std::mem::take(&mut gap) {
            out.push('-');
        }
        out.push(c);
    });
    if out.is_empty() { SmolStr::new_static("unnamed") } else { out.into() }
}

/// A name with one space between its words.
pub(super) fn spaced(name: &Name<'_>) -> SmolStr {
    if name.plain {
        return name.text.into();
    }
    let mut out = String::with_capacity(name.text.len());
    let mut inside = false;
    for c in name.text.chars() {
        if c.is_whitespace() {
            inside = false;
            continue;
        }
        if !std::mem::replace(&mut inside, true) && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out.into()
}

/// Lower-case form under which a name is looked up: white space and dots do not count.
fn write_key(name: &Name<'_>, out: &mut String) {
    out.clear();
    if name.plain {
        out.push_str(name.text);
        out.make_ascii_lowercase();
        return;
    }
    let mut inside = false;
    for_each_lower(name.text.chars(), |c| {
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
}

/// First letters of the words that are written with a capital: `World Food Programme` → `wfp`.
fn write_initials(name: &str, out: &mut String) {
    out.clear();
    let mut begins = true;
    let first = name.chars().filter(|c| {
        let gap = c.is_whitespace() || *c == '-';
        std::mem::replace(&mut begins, gap) && !gap && c.is_uppercase()
    });
    for_each_lower(first, |c| out.push(c));
}

fn is_plain(name: &str) -> bool {
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
