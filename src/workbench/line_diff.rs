//! Differences of two texts, line by line.

/// A run of lines that differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hunk {
    /// First line in the old text, from 0.
    pub at: usize,
    /// Lines of the old text.
    pub old: Vec<String>,
    /// Lines in their place.
    pub new: Vec<String>,
}

/// Longer texts than this are compared as one hunk between their common ends.
const LONGEST: usize = 3000;

/// The hunks that make `new` of `old`.
#[must_use]
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y);
    let tail = tail.count();
    let (a, b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let owned = |l: &[&str]| l.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    if a.is_empty() && b.is_empty() {
        return Vec::new();
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return vec![Hunk { at: head, old: owned(a), new: owned(b) }];
    }
    // Length of the longest common subsequence of the rests.
    let mut best = vec![vec![0u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i][j] = if a[i] == b[j] {
                best[i + 1][j + 1] + 1
            } else {
                best[i + 1][j].max(best[i][j + 1])
            };
        }
    }
    let mut out: Vec<Hunk> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let (from_i, from_j) = (i, j);
        while i < a.len() || j < b.len() {
            if i < a.len() && j < b.len() && a[i] == b[j] {
                break;
            }
            if j >= b.len() || i < a.len() && best[i + 1][j] >= best[i][j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        if (i, j) != (from_i, from_j) {
            let (old, new) = (owned(&a[from_i..i]), owned(&b[from_j..j]));
            out.push(Hunk { at: head + from_i, old, new });
        }
        while i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        }
    }
    out
}

/// `old` with some of its hunks (in order) put in force.
#[must_use]
pub fn applied(old: &str, hunks: &[&Hunk]) -> String {
    let lines: Vec<&str> = old.lines().collect();
    let mut out: Vec<&str> = Vec::new();
    let mut at = 0;
    for hunk in hunks {
        out.extend(&lines[at..hunk.at.min(lines.len())]);
        out.extend(hunk.new.iter().map(String::as_str));
        at = (hunk.at + hunk.old.len()).min(lines.len());
    }
    out.extend(&lines[at..]);
    let mut text = out.join("\n");
    text.push('\n');
    text
}

/// The hunks as a person reads them.
#[must_use]
pub fn shown(hunks: &[Hunk]) -> String {
    let mut out = String::new();
    for hunk in hunks {
        for (sign, lines) in [('-', &hunk.old), ('+', &hunk.new)] {
            for line in lines {
                out.push_str(&format!("{sign} {line}\n"));
            }
        }
    }
    out
}
