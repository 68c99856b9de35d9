//! Cost: milliseconds that the five articles of the sample take on one core, stage by stage.

use parallax::align::{RunOptions, align, runs};
use parallax::compare::{compare, compare_with};
use parallax::meaning::meanings;
use parallax::monitor::Monitor;
use parallax::source::sample;
use std::path::Path;
use std::time::Instant;

/// Each stage is timed so many times; the median counts.
const TIMES: usize = 21;

/// Prints the median time of each stage, once tables and word lists are read, and the time of the very first comparison.
pub fn run(_data: &Path) -> std::io::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().map_err(std::io::Error::other)?;
    pool.install(|| {
        let start = Instant::now();
        let corpus = sample();
        compare(corpus.clone(), &Monitor::default()).unwrap();
        println!("first comparison, tables read: {:6.1} ms", start.elapsed().as_secs_f64() * 1e3);
        stage("reading the sources", || drop(sample()));
        stage("runs", || drop(runs(&corpus, &RunOptions::default(), &Monitor::default())));
        let known = meanings(&corpus, Vec::new(), &Monitor::default()).unwrap();
        stage("links and parallels, with runs", || drop(align(&corpus, &known, &Monitor::default())));
        stage("the whole comparison", || drop(compare_with(corpus.clone(), &known, &Monitor::default())));
    });
    Ok(())
}

fn stage(name: &str, work: impl Fn()) {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:<31} {:6.1} ms", times[TIMES / 2]);
}
