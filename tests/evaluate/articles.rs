//! Article extraction on Readability's test pages: of the expected words how many are kept, of ours how many are unwanted;
//! beside the figures of the crate that we build on, alone.

use dom_query::Document as Tree;
use dom_smoothie::Readability;
use parallax::source::read;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Shares of words: expected ones that were kept, and unwanted ones among those that came.
#[derive(Clone, Copy)]
struct Score {
    kept: f64,
    let_in: f64,
}

impl Score {
    fn of(expected: &str, found: &str) -> Self {
        let (expected, found) = (count(expected), count(found));
        let shared: usize =
            expected.iter().map(|(word, count)| (*count).min(found.get(word).copied().unwrap_or(0))).sum();
        let total = |words: &HashMap<String, usize>| words.values().sum::<usize>();
        let share = |part: usize, of: usize| if of == 0 { 1.0 } else { part as f64 / of as f64 };
        Self { kept: share(shared, total(&expected)), let_in: 1.0 - share(shared, total(&found)) }
    }

    fn harm(self) -> f64 {
        (1.0 - self.kept) + self.let_in
    }
}

fn count(text: &str) -> HashMap<String, usize> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(HashMap::new(), |mut counts, word| {
        *counts.entry(word.to_lowercase()).or_default() += 1;
        counts
    })
}

/// Prints the figures page by page, the worst first, then the medians and means.
pub fn run(data: &Path) -> std::io::Result<()> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(data.join("readability"))?.filter_map(|e| Some(e.ok()?.path())).collect();
    folders.retain(|folder| folder.join("source.html").is_file());
    folders.sort();
    let mut pages: Vec<(String, Score, Score)> = folders.par_iter().map(|folder| page(folder)).collect();
    pages.sort_by(|a, b| b.1.harm().total_cmp(&a.1.harm()).then_with(|| a.0.cmp(&b.0)));
    println!("{:<40} {:>8} {:>8}   {:>8} {:>8}", "page", "kept", "let in", "kept", "let in");
    for (name, ours, theirs) in &pages {
        println!("{name:<40} {:>8.3} {:>8.3}   {:>8.3} {:>8.3}", ours.kept, ours.let_in, theirs.kept, theirs.let_in);
    }
    let figures = |pick: &dyn Fn(&(String, Score, Score)) -> f64| {
        let mut values: Vec<f64> = pages.iter().map(pick).collect();
        values.sort_by(f64::total_cmp);
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        (values[values.len() / 2], mean)
    };
    let all = [figures(&|p| p.1.kept), figures(&|p| p.1.let_in), figures(&|p| p.2.kept), figures(&|p| p.2.let_in)];
    let line = |name: &str, pick: &dyn Fn((f64, f64)) -> f64| {
        let [a, b, c, d] = all.map(pick);
        println!("{name:<40} {a:>8.4} {b:>8.4}   {c:>8.4} {d:>8.4}");
    };
    line("median", &|(median, _)| median);
    line("mean", &|(_, mean)| mean);
    Ok(())
}

fn page(folder: &Path) -> (String, Score, Score) {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let source = fs::read_to_string(folder.join("source.html")).unwrap();
    let expected = fs::read_to_string(folder.join("expected.html")).unwrap();
    let expected = Tree::from(expected).formatted_text().to_string();
    let ours =
        read(source.clone().into_bytes(), Path::new("page.html")).map(|document| document.text).unwrap_or_default();
    let theirs = Readability::new(source, None, None).ok().and_then(|mut page| page.parse().ok());
    let theirs = theirs.map(|article| article.text_content.to_string()).unwrap_or_default();
    (name, Score::of(&expected, &ours), Score::of(&expected, &theirs))
}
