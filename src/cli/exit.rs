use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything asked for was done.
    Ok = 0,
    /// Some documents could not be read; the others were written.
    SomeFailed = 1,
    /// Wrong arguments, or no document at all.
    Usage = 2,
    /// The pattern files have errors; nothing was extracted.
    Rules = 3,
    /// The output could not be written.
    Output = 4,
    /// The command worked and found something wrong: a test fails, a comparison shows changes,
    /// coverage is below the threshold.
    Found = 5,
}

/// Interrupted by Ctrl-C (128 + SIGINT, as shells count); no file was left half-written.
pub(super) const INTERRUPTED: i32 = 130;

/// The part of `--help` on exit codes.
pub(super) const HELP: &str = "\
Exit codes:
  0    everything was done
  1    some documents could not be read (named on standard error); the others were written
  2    wrong arguments, or no document to read
  3    the pattern files have errors
  4    the output could not be written
  5    a test fails, a comparison shows changes, coverage is below the threshold
  130  interrupted; no half-written file is left";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
