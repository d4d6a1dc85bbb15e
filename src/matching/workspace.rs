//! Buffers and tables that outlive a document.
//!
//! What a runner learns of the words of one document holds for the next. Threads that share an
//! extractor each borrow a workspace of their own; nothing in it changes a result.

use std::sync::{Mutex, PoisonError};

use crate::matching::phase::Runner;
use crate::matching::prepare::Preparer;

/// What one document at a time is worked on with.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    pub preparer: Preparer,
    pub runner: Runner,
}

/// The workspaces that nobody uses at the moment.
#[derive(Debug, Default)]
pub(crate) struct Workspaces {
    idle: Mutex<Vec<Workspace>>,
}

impl Workspaces {
    /// Do something with a workspace.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut Workspace) -> R) -> R {
        let mut workspace = self.lock().pop().unwrap_or_default();
        let out = work(&mut workspace);
        self.lock().push(workspace);
        out
    }

    /// Forget them: the rules have changed.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Workspace>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
