//! MB of text per CPU-second on one thread, stage by stage, with the built-in pack.
//!
//! `cargo run --release --example throughput -- CORPUS [PASSES]`; CORPUS is a file or folder of
//! text, HTML or JSON Lines. CPU time is read from the kernel (Linux), so a busy machine changes
//! little. Loading the pack and reading the files are not counted.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use claimgraph::Extractor;
use claimgraph::document::{Document, RawDocument, read_bytes};
use claimgraph::matching::prepare::Preparer;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let corpus = args.next().ok_or("usage: throughput CORPUS [PASSES]")?;
    let passes: usize = args.next().map_or(Ok(3), |n| n.parse())?;
    let started = Clock::now();
    let extractor = Extractor::builtin()?;
    println!("pack loaded in {:.1} ms", started.seconds() * 1e3);
    let raw = read(Path::new(&corpus))?;
    let bytes: usize = raw.iter().map(|d| d.text.len()).sum();
    let megabytes = bytes as f64 * passes as f64 / 1e6;
    println!("{} documents, {:.2} MB, {passes} passes", raw.len(), bytes as f64 / 1e6);
    let documents: Vec<Document> = raw.iter().map(|d| extractor.segment(d.clone())).collect();
    let engine = extractor.engine();
    let copying = measure(passes, || {
        for d in &raw {
            black_box(d.clone());
        }
    });
    let segment = measure(passes, || {
        for d in &raw {
            black_box(extractor.segment(d.clone()));
        }
    }) - copying;
    let prepare = measure(passes, || {
        for d in &documents {
            black_box(Preparer::default().prepare(engine, d));
        }
    });
    let analyse = measure(passes, || {
        for d in &documents {
            black_box(extractor.analyse(d));
        }
    });
    let extract = measure(passes, || {
        for d in &documents {
            black_box(extractor.extract(d));
        }
    });
    let row = |stage: &str, seconds: f64| {
        println!("{stage:18}{:8.1} MB/CPU-s", megabytes / seconds.max(1e-9));
    };
    row("segmentation", segment);
    row("tokens", prepare);
    row("matching", analyse - prepare);
    row("records", extract - analyse);
    row("whole extraction", segment + extract);
    Ok(())
}

fn measure(passes: usize, mut work: impl FnMut()) -> f64 {
    work();
    let clock = Clock::now();
    for _ in 0..passes {
        work();
    }
    clock.seconds()
}

fn read(path: &Path) -> Result<Vec<RawDocument>, Box<dyn std::error::Error>> {
    let mut files: Vec<PathBuf> = if path.is_dir() {
        std::fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?
    } else {
        vec![path.to_path_buf()]
    };
    files.sort();
    let mut out = Vec::new();
    for file in files.iter().filter(|f| f.is_file()) {
        let bytes = std::fs::read(file)?;
        for document in read_bytes(&file.to_string_lossy(), &bytes) {
            match document {
                Ok(document) => out.push(document),
                Err(error) => eprintln!("{error}"),
            }
        }
    }
    Ok(out)
}

/// CPU time of this thread; wall time where the kernel does not tell.
struct Clock {
    wall: Instant,
    cpu: Option<u64>,
}

impl Clock {
    fn now() -> Self {
        Self { wall: Instant::now(), cpu: cpu_nanoseconds() }
    }

    fn seconds(&self) -> f64 {
        match (self.cpu, cpu_nanoseconds()) {
            (Some(from), Some(to)) => (to - from) as f64 / 1e9,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

fn cpu_nanoseconds() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok()
}
