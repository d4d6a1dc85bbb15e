//! Documents of a corpus, all in memory: for commands that read them more than once.

use std::path::PathBuf;
use std::{fs, io};

use crate::document::{RawDocument, read_bytes};

use super::inputs::{Input, Refused, collect, plain};

/// Everything that the arguments name, and messages about what could not be read.
pub(super) fn read(arguments: &[PathBuf]) -> (Vec<RawDocument>, Vec<String>) {
    let (mut documents, mut messages) = (Vec::new(), Vec::new());
    for input in collect(arguments) {
        let input = match input {
            Ok(input) => input,
            Err(Refused(message)) => {
                messages.push(message);
                continue;
            }
        };
        let bytes = match &input {
            Input::File(path) => fs::read(path),
            Input::Stdin => {
                let mut bytes = Vec::new();
                io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
            }
        };
        match bytes {
            Err(error) => messages.push(format!("{}: {}", input.name(), plain(&error))),
            Ok(bytes) => {
                for document in read_bytes(&input.name(), &bytes) {
                    match document {
                        Ok(document) => documents.push(document),
                        Err(error) => messages.push(error.to_string()),
                    }
                }
            }
        }
    }
    (documents, messages)
}
