//! Labelled brackets under a line of text:
//!
//! ```text
//! At least 33,970 people have been killed
//! [value        ] [counted]
//! ```

/// Something to be marked: columns `start..end` of the line, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First column.
    pub start: usize,
    /// One past the last column.
    pub end: usize,
    /// Name written into the bracket, cut where it does not fit.
    pub label: String,
}

/// The rows under a line of `width` columns; marks that overlap go to further rows.
#[must_use]
pub fn rows(marks: &[Mark], width: usize) -> Vec<String> {
    let mut marks: Vec<&Mark> = marks.iter().filter(|m| m.start < m.end).collect();
    marks.sort_by(|a, b| (a.start, b.end, &a.label).cmp(&(b.start, a.end, &b.label)));
    marks.dedup();
    let mut rows: Vec<(Vec<char>, usize)> = Vec::new();
    for mark in marks {
        let row = match rows.iter().position(|(_, used)| *used <= mark.start) {
            Some(row) => row,
            None => {
                rows.push((vec![' '; width.max(mark.end)], 0));
                rows.len() - 1
            }
        };
        let (line, used) = &mut rows[row];
        if line.len() < mark.end {
            line.resize(mark.end, ' ');
        }
        draw(&mut line[mark.start..mark.end], &mark.label);
        *used = mark.end;
    }
    rows.into_iter()
        .map(|(line, _)| line.into_iter().collect::<String>().trim_end().to_owned())
        .collect()
}

fn draw(cells: &mut [char], label: &str) {
    let n = cells.len();
    if n == 1 {
        cells[0] = '^';
        return;
    }
    cells[0] = '[';
    cells[n - 1] = ']';
    for (cell, c) in cells[1..n - 1].iter_mut().zip(label.chars()) {
        *cell = c;
    }
}
