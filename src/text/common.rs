//! How common the stems of English are, from `assets/background-en.txt`.

use super::norm::fold;
use super::stem::Stemmer;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;
use whatlang::Lang;

/// The stems of the list with their levels: a stem of level `n` makes up `exp(-n / 2)` of running text.
pub fn common_stems() -> impl Iterator<Item = (f64, &'static str)> {
    let lines = include_str!("../../assets/background-en.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let (level, stems) = line.split_once(' ').unwrap_or_default();
        let level = level.parse::<f64>().ok();
        level.into_iter().flat_map(move |level| stems.split_whitespace().map(move |stem| (level, stem)))
    })
}

/// Whether a word is one of the common ones of English, in any form.
pub fn is_common_english(word: &str) -> bool {
    static STEMS: OnceLock<FxHashSet<&str>> = OnceLock::new();
    let word = fold(word);
    let stem = Stemmer::of(Lang::Eng).map_or_else(|| word.clone(), |stemmer| stemmer.stem(&word).into_owned());
    STEMS.get_or_init(|| common_stems().map(|(_, stem)| stem).collect()).contains(stem.as_str())
}
