//! Pattern files from a folder on disk, for the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::ast::{RuleSet, Text};
use super::diagnostic::Diagnostic;

/// The files of a rules folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Pattern files: path as given with the folder, text; in path order.
    pub patterns: Vec<(String, Text)>,
    /// List files by path.
    pub lists: BTreeMap<String, Text>,
}

impl Folder {
    /// Reads a folder with its subfolders: `.toml` and `.txt` files; or a single pattern file.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read, or is not UTF-8; the message names it.
    pub fn read(path: &Path) -> io::Result<Folder> {
        let mut folder = Folder::default();
        let mut todo: Vec<PathBuf> = vec![path.to_path_buf()];
        while let Some(next) = todo.pop() {
            let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", next.display()));
            if next.is_dir() {
                for entry in fs::read_dir(&next).map_err(named)? {
                    let path = entry.map_err(named)?.path();
                    let wanted = path.extension().is_some_and(|e| e == "toml" || e == "txt");
                    if path.is_dir() || wanted {
                        todo.push(path);
                    }
                }
                continue;
            }
            let text: Text = fs::read_to_string(&next).map_err(named)?.into();
            let name = next.to_string_lossy().replace('\\', "/");
            if next.extension().is_some_and(|e| e == "txt") {
                folder.lists.insert(name, text);
            } else {
                folder.patterns.push((name, text));
            }
        }
        if path.is_file() {
            let parent = path.parent().unwrap_or(Path::new(""));
            folder.lists_in(parent);
            folder.lists_in(&parent.join("lexicon"));
        }
        folder.patterns.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(folder)
    }

    /// Takes the list files beside a single pattern file; what cannot be read is said by the loader.
    fn lists_in(&mut self, folder: &Path) {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let names = fs::read_dir(here).into_iter().flatten().flatten().map(|e| e.file_name());
        for name in names.filter(|n| Path::new(n).extension().is_some_and(|e| e == "txt")) {
            let path = folder.join(name);
            if let Ok(text) = fs::read_to_string(&path) {
                self.lists.insert(path.to_string_lossy().replace('\\', "/"), text.into());
            }
        }
    }

    /// The rule set in it.
    #[must_use]
    pub fn load(&self) -> (RuleSet, Vec<Diagnostic>) {
        RuleSet::load(self.patterns.iter().cloned(), &|path| self.lists.get(path).cloned())
    }
}
