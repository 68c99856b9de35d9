//! Reuse: `runs` against the cases of a corpus laid out as PAN 2013 text alignment, measured by plagdet.
//!
//! Potthast et al., "An Evaluation Framework for Plagiarism Detection" (2010): precision is the mean share of a detection that
//! lies in cases which it meets, recall that of a case in detections, granularity the mean number of detections of a detected
//! case; plagdet = F1 / log2(1 + granularity). Offsets are characters.

use parallax::align::{RunOptions, runs};
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Meta, Source, SourceId};
use parallax::text::Text;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Characters of the suspicious text and of its source.
type Case = [(usize, usize); 2];

/// Gold and found cases of one pair, and the time it took to find them.
struct Scored {
    gold: Vec<Case>,
    found: Vec<Case>,
    took: Duration,
}

/// Prints the measures of each type of reuse and of all together; gives the last.
pub fn evaluate(folder: &Path, options: &RunOptions) -> std::io::Result<f64> {
    let texts: BTreeMap<String, Text> = ["susp", "src"]
        .iter()
        .flat_map(|side| std::fs::read_dir(folder.join(side)).into_iter().flatten())
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let content = std::fs::read_to_string(&path).ok()?;
            Some((path.file_name()?.to_string_lossy().into_owned(), content))
        })
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(name, content)| (name, Text::new(content.trim_start_matches('\u{feff}').to_owned(), None)))
        .collect();
    let mut types: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    types.retain(|path| path.join("pairs").exists());
    types.sort();
    let mut all = Vec::new();
    for kind in types {
        let scored = of_type(&kind, &texts, options)?;
        report(&kind.file_name().unwrap_or_default().to_string_lossy(), &scored);
        all.extend(scored);
    }
    Ok(report("all", &all))
}

fn of_type(folder: &Path, texts: &BTreeMap<String, Text>, options: &RunOptions) -> std::io::Result<Vec<Scored>> {
    let pairs = std::fs::read_to_string(folder.join("pairs"))?;
    let pairs: Vec<(&str, &str)> = pairs.lines().filter_map(|line| line.trim().split_once(' ')).collect();
    pairs
        .par_iter()
        .map(|&(susp, src)| {
            let name = format!("{}-{}.xml", susp.trim_end_matches(".txt"), src.trim_end_matches(".txt"));
            let gold = cases(&std::fs::read_to_string(folder.join(name))?);
            let (found, took) = found([&texts[susp], &texts[src]], options);
            Ok(Scored { gold, found, took })
        })
        .collect()
}

/// The gold cases of an XML file: the offsets of each `feature` that has a source.
fn cases(xml: &str) -> Vec<Case> {
    let number = |feature: &str, key: &str| {
        let value = feature.split_once(&format!(" {key}=\""))?.1.split_once('"')?.0;
        value.parse::<usize>().ok()
    };
    let case = |feature: &str| {
        let side = |side: &str| {
            let start = number(feature, &format!("{side}_offset"))?;
            Some((start, start + number(feature, &format!("{side}_length"))?))
        };
        Some([side("this")?, side("source")?])
    };
    let features = xml.split("<feature ").skip(1).filter(|f| f.contains("name=\"plagiarism\""));
    features.filter_map(|feature| case(&format!(" {feature}"))).collect()
}

fn found(texts: [&Text; 2], options: &RunOptions) -> (Vec<Case>, Duration) {
    let source = |(text, id): (&Text, u16)| Source::new(SourceId(id), Meta::default(), text.clone(), Vec::new());
    let corpus = Corpus { sources: [(texts[0], 0), (texts[1], 1)].map(source).into(), ..Corpus::default() };
    let start = Instant::now();
    let runs = runs(&corpus, options, &Monitor::default()).unwrap_or_default();
    let took = start.elapsed();
    let characters =
        |text: &Text, at: usize| text.content().as_bytes()[..at].iter().filter(|&&b| b & 0xc0 != 0x80).count();
    let side = |text: &Text, range: parallax::text::TextRange| {
        (characters(text, range.start()), characters(text, range.end()))
    };
    let cases = runs.iter().map(|run| [0, 1].map(|i| side(texts[i], run.passages[i].range))).collect();
    (cases, took)
}

fn meet(x: &Case, y: &Case) -> bool {
    (0..2).all(|i| x[i].1.min(y[i].1) > x[i].0.max(y[i].0))
}

/// The share of both sides of a case that the others which it meets cover.
fn covered(case: &Case, others: &[Case]) -> f64 {
    let mut total = 0;
    for side in 0..2 {
        let (first, last) = case[side];
        let mut pieces: Vec<(usize, usize)> = others
            .iter()
            .filter(|other| meet(case, other))
            .map(|other| (other[side].0.max(first), other[side].1.min(last)))
            .collect();
        pieces.sort_unstable();
        let mut at = first;
        for (start, end) in pieces {
            total += end.saturating_sub(start.max(at));
            at = at.max(end);
        }
    }
    total as f64 / (case[0].1 - case[0].0 + case[1].1 - case[1].0) as f64
}

#[expect(clippy::print_stdout, reason = "a report")]
fn report(name: &str, scored: &[Scored]) -> f64 {
    let mean = |values: &[f64]| if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 };
    let detections: Vec<f64> = scored.iter().flat_map(|s| s.found.iter().map(|f| covered(f, &s.gold))).collect();
    let cases: Vec<f64> = scored.iter().flat_map(|s| s.gold.iter().map(|g| covered(g, &s.found))).collect();
    let hits: Vec<f64> = scored
        .iter()
        .flat_map(|s| s.gold.iter().map(|g| s.found.iter().filter(|f| meet(g, f)).count() as f64))
        .filter(|&n| n > 0.0)
        .collect();
    let (precision, recall) = (mean(&detections), mean(&cases));
    let granularity = if hits.is_empty() { 1.0 } else { mean(&hits) };
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    let plagdet = f1 / (1.0 + granularity).log2();
    let each = scored.iter().map(|s| s.took).sum::<Duration>().as_secs_f64() * 1e3 / scored.len().max(1) as f64;
    println!(
        "{name}: plagdet {plagdet:.4} precision {precision:.4} recall {recall:.4} granularity {granularity:.4}  ({} pairs, {} cases, {} detections, {each:.2} ms a pair)",
        scored.len(),
        cases.len(),
        detections.len()
    );
    plagdet
}
