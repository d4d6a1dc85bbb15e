//! Snapshot files in the format of the crate `insta`: a header between `---` lines, then the text;
//! what is new stands beside the accepted file as `NAME.snap.new` until it is reviewed.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::workbench::line_diff::{Hunk, applied, hunks};
use crate::workbench::snapshot::Snapshot;

/// The header that both this program and the project's tests write.
const HEADER: &str = "---\nsource: tests/snapshots.rs\n---\n";

/// How a snapshot compares with the accepted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Equal.
    Same,
    /// There is none accepted yet.
    New,
    /// It differs.
    Changed(Vec<Hunk>),
}

/// Text of a snapshot file without its header.
#[must_use]
pub fn contents(file: &str) -> &str {
    let Some(rest) = file.strip_prefix("---\n") else { return file };
    rest.split_once("\n---\n").map_or(rest, |(_, text)| text)
}

/// The file of an accepted snapshot.
#[must_use]
pub fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.snap"))
}

/// The file of one that waits for review.
#[must_use]
pub fn pending(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.snap.new"))
}

/// Compare a snapshot with the accepted one.
///
/// # Errors
/// The accepted file exists and cannot be read.
pub fn compare(folder: &Path, snapshot: &Snapshot) -> io::Result<State> {
    let accepted = match fs::read_to_string(path(folder, &snapshot.name)) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(State::New),
        Err(e) => return Err(e),
    };
    let found = hunks(contents(&accepted).trim_end(), snapshot.text.trim_end());
    Ok(if found.is_empty() { State::Same } else { State::Changed(found) })
}

/// Put a snapshot beside the accepted one, to be reviewed.
///
/// # Errors
/// It cannot be written.
pub fn suspend(folder: &Path, snapshot: &Snapshot) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(pending(folder, &snapshot.name), format!("{HEADER}{}\n", snapshot.text.trim_end()))
}

/// Accept a snapshot as it is.
///
/// # Errors
/// It cannot be written.
pub fn accept(folder: &Path, snapshot: &Snapshot) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(path(folder, &snapshot.name), format!("{HEADER}{}\n", snapshot.text.trim_end()))?;
    forget(folder, &snapshot.name)
}

/// Remove what waits for review.
///
/// # Errors
/// It exists and cannot be removed.
pub fn forget(folder: &Path, name: &str) -> io::Result<()> {
    match fs::remove_file(pending(folder, name)) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Names of everything that waits for review, sorted.
///
/// # Errors
/// The folder cannot be read.
pub fn waiting(folder: &Path) -> io::Result<Vec<String>> {
    let mut out = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(out),
        entries => entries?,
    };
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        out.extend(name.strip_suffix(".snap.new").map(str::to_owned));
    }
    out.sort();
    Ok(out)
}

/// A change that occurs, in the same words, in one or more snapshots.
#[derive(Clone, Debug)]
pub struct Group {
    /// Removed and added lines; empty for new snapshots.
    pub change: Option<(Vec<String>, Vec<String>)>,
    /// Snapshot and number of the hunk in it.
    pub places: Vec<(String, usize)>,
}

/// What waits for review, grouped by identical change; new snapshots are one group.
///
/// # Errors
/// A file cannot be read.
pub fn groups(folder: &Path) -> io::Result<Vec<Group>> {
    let mut out: Vec<Group> = Vec::new();
    for name in waiting(folder)? {
        let Some(found) = waiting_hunks(folder, &name)? else {
            match out.iter_mut().find(|g| g.change.is_none()) {
                Some(group) => group.places.push((name, 0)),
                None => out.push(Group { change: None, places: vec![(name, 0)] }),
            }
            continue;
        };
        if found.is_empty() {
            forget(folder, &name)?;
        }
        for (number, hunk) in found.into_iter().enumerate() {
            let change = Some((trimmed(&hunk.old), trimmed(&hunk.new)));
            let place = (name.clone(), number);
            match out.iter_mut().find(|g| g.change == change) {
                Some(group) => group.places.push(place),
                None => out.push(Group { change, places: vec![place] }),
            }
        }
    }
    Ok(out)
}

fn trimmed(lines: &[String]) -> Vec<String> {
    lines.iter().map(|l| l.trim().to_owned()).collect()
}

/// The hunks of a waiting snapshot; `None` if there is no accepted one.
fn waiting_hunks(folder: &Path, name: &str) -> io::Result<Option<Vec<Hunk>>> {
    let new = fs::read_to_string(pending(folder, name))?;
    match fs::read_to_string(path(folder, name)) {
        Ok(old) => Ok(Some(hunks(contents(&old).trim_end(), contents(&new).trim_end()))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Settle what waits: `decided` says of each (snapshot, hunk) whether it was accepted (`true`) or
/// rejected; what it does not name keeps waiting.
///
/// # Errors
/// A file cannot be read or written.
pub fn settle(
    folder: &Path,
    decided: &std::collections::BTreeMap<(String, usize), bool>,
) -> io::Result<()> {
    for name in waiting(folder)? {
        let Some(found) = waiting_hunks(folder, &name)? else {
            match decided.get(&(name.clone(), 0)) {
                Some(true) => fs::rename(pending(folder, &name), path(folder, &name))?,
                Some(false) => forget(folder, &name)?,
                None => {}
            }
            continue;
        };
        let verdict = |i: usize| decided.get(&(name.clone(), i)).copied();
        let taken: Vec<&Hunk> = found
            .iter()
            .enumerate()
            .filter(|(i, _)| verdict(*i) == Some(true))
            .map(|(_, h)| h)
            .collect();
        if !taken.is_empty() {
            let old = fs::read_to_string(path(folder, &name))?;
            let text = applied(contents(&old).trim_end(), &taken);
            fs::write(path(folder, &name), format!("{HEADER}{text}"))?;
        }
        if (0..found.len()).all(|i| verdict(i).is_some()) {
            forget(folder, &name)?;
        }
    }
    Ok(())
}
