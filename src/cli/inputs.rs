//! Which files the arguments name.

use std::fs;
use std::path::{Path, PathBuf};

/// Extensions that a folder is searched for.
const KNOWN: [&str; 7] = ["txt", "text", "html", "htm", "xhtml", "jsonl", "ndjson"];

/// Where one input comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// `-`.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// Name shown in messages and used as a document's id.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "stdin".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// An argument that gives no input, and why.
pub(super) struct Refused(pub(super) String);

/// The inputs that `arguments` name, in their order, folders walked by sorted path; with what
/// could not be found or read.
pub(super) fn collect(arguments: &[PathBuf]) -> Vec<Result<Input, Refused>> {
    let mut found = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            found.push(Ok(Input::Stdin));
            continue;
        }
        let name = argument.display();
        match fs::metadata(argument) {
            Ok(kind) if kind.is_dir() => {
                let before = found.len();
                walk(argument, &mut found);
                if found.len() == before {
                    found.push(Err(Refused(format!(
                        "{name}: no document in this folder (looked for .{})",
                        KNOWN.join(", .")
                    ))));
                }
            }
            Ok(_) => found.push(Ok(Input::File(argument.clone()))),
            Err(error) => {
                found.push(Err(Refused(format!("{name}: {} (check the path)", plain(&error)))))
            }
        }
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<Result<Input, Refused>>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Err(Refused(format!("{}: {}", folder.display(), plain(&error)))));
            return;
        }
    };
    let mut entries: Vec<fs::DirEntry> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().first() == Some(&b'.');
        // A link to a folder is not followed: it may lead back up.
        let Ok(kind) = entry.file_type() else { continue };
        if hidden {
            continue;
        }
        if kind.is_dir() {
            walk(&path, found);
        } else if is_known(&path) && path.is_file() {
            found.push(Ok(Input::File(path)));
        }
    }
}

fn is_known(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| KNOWN.iter().any(|k| k.eq_ignore_ascii_case(e)))
}

/// An I/O error in plain words, without the system's number.
pub(super) fn plain(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
