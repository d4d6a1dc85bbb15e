//! Where results go: standard output, or a file that appears only when it is complete.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::NamedTempFile;

use super::exit::INTERRUPTED;

/// The unfinished file, for the Ctrl-C handler to remove.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Removes the unfinished file on Ctrl-C and ends the program.
pub(super) fn guard_interrupt() {
    let set = ctrlc::set_handler(|| {
        // While this lock is held no file can be finished or begun.
        let unfinished = UNFINISHED.lock();
        if let Ok(Some(path)) = unfinished.as_deref() {
            let _ = fs::remove_file(path);
        }
        super::complain("interrupted");
        std::process::exit(INTERRUPTED);
    });
    if let Err(error) = set {
        super::complain(&format!("Ctrl-C will leave a temporary file behind: {error}"));
    }
}

/// An output.
pub(super) enum Sink {
    /// Standard output, or a device or pipe named by `-o`.
    Stream(BufWriter<Box<dyn Write>>),
    /// A file in the making beside its final place.
    File { temporary: BufWriter<NamedTempFile>, target: PathBuf },
}

impl Sink {
    /// Opens `-o FILE`, or standard output.
    pub(super) fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else {
            return Ok(Self::Stream(BufWriter::new(Box::new(io::stdout()))));
        };
        // Through a link, the file it points to is replaced, not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::other("is a folder; name a file in it"));
        }
        if existing.as_ref().is_some_and(|m| !m.is_file()) {
            let device = OpenOptions::new().write(true).open(&target)?;
            return Ok(Self::Stream(BufWriter::new(Box::new(device))));
        }
        let folder =
            target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut unfinished = UNFINISHED.lock().map_err(|_| io::Error::other("lock"))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".claimgraph-").suffix(".part");
        let permissions = existing.map(|m| m.permissions()).or_else(usual_permissions);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        let temporary = builder.tempfile_in(folder)?;
        *unfinished = Some(temporary.path().to_owned());
        Ok(Self::File { temporary: BufWriter::new(temporary), target })
    }

    /// Completes the output; a file takes its name only now.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stream(mut stream) => stream.flush(),
            Self::File { temporary, target } => {
                let temporary = temporary.into_inner().map_err(io::IntoInnerError::into_error)?;
                let mut unfinished = UNFINISHED.lock().map_err(|_| io::Error::other("lock"))?;
                temporary.persist(&target).map_err(|e| e.error)?;
                *unfinished = None;
                Ok(())
            }
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::File { temporary, .. } => temporary.write(bytes),
        }
    }
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File { temporary, .. } => temporary.flush(),
        }
    }
}

/// What a new file gets elsewhere: readable and writable as the umask allows. (A temporary file
/// would be private.)
fn usual_permissions() -> Option<fs::Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Some(fs::Permissions::from_mode(0o666))
    }
    #[cfg(not(unix))]
    None
}
