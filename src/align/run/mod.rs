//! Runs: longest stretches of two sources that are parallel throughout, copied or closely followed.
//!
//! A word that both sources have is evidence for reuse by as much as its occurring there by accident is unlikely. Points (places
//! of rare shared words) that lie close together in both sources make a first stretch; then each side is fitted to the other
//! in turn, word by word, until neither changes; what is long and strong enough stays.

mod background;
mod cluster;
mod evidence;
mod extent;
mod options;
mod pair;
mod select;
mod summary;
mod verbatim;
mod words;

pub use options::RunOptions;

use super::Passage;
use crate::monitor::{Cancelled, Monitor};
use crate::source::{Corpus, Source};
use crate::text::TextRange;
use background::Background;
use pair::{Pair, Span, Stretch};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use words::Words;

/// A stretch of two sources that is parallel throughout; the lower source first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Run {
    /// Its two sides.
    pub passages: [Passage; 2],
}

/// The runs of every pair of sources, by pair, then by place.
///
/// They depend on the two texts alone: not on their order, nor on the other sources.
pub fn runs(corpus: &Corpus, options: &RunOptions, monitor: &Monitor) -> Result<Vec<Run>, Cancelled> {
    among(&corpus.sources.iter().collect::<Vec<_>>(), options, monitor)
}

/// The runs of every pair of some sources.
pub fn among(sources: &[&Source], options: &RunOptions, monitor: &Monitor) -> Result<Vec<Run>, Cancelled> {
    let words: Vec<Words> = sources.par_iter().map(|source| Words::of(source)).collect();
    let pairs: Vec<(usize, usize)> =
        (0..sources.len()).flat_map(|a| (a + 1..sources.len()).map(move |b| (a, b))).collect();
    monitor.expect(pairs.len() as u64);
    let found: Vec<Vec<Run>> = pairs
        .par_iter()
        .map(|&(a, b)| {
            monitor.advance(1)?;
            Ok(between([sources[a], sources[b]], [&words[a], &words[b]], options))
        })
        .collect::<Result<_, Cancelled>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// The runs between two sources.
fn between(sources: [&Source; 2], words: [&Words; 2], options: &RunOptions) -> Vec<Run> {
    // The longer text first, so that the order of the sources makes no difference.
    let key = |i: usize| (words[i].len(), sources[i].text.content());
    let order = if key(0) >= key(1) { [0, 1] } else { [1, 0] };
    let background = Background::of(order.map(|i| sources[i].text.language()));
    let pair = Pair::new(order.map(|i| words[i]), background);
    let mut found: Vec<Run> = stretches(&pair, options)
        .iter()
        .map(|stretch| {
            let mut passages =
                [0, 1].map(|side| passage(sources[order[side]], words[order[side]], &stretch.sides[side]));
            passages.sort_unstable();
            Run { passages }
        })
        .collect();
    found.sort_unstable();
    found
}

fn stretches(pair: &Pair, options: &RunOptions) -> Vec<Stretch> {
    let verbatim = verbatim::verbatim(pair, options);
    let mut boxes = cluster::clusters(pair, options);
    boxes.retain(|sides| !verbatim.iter().any(|v| select::overlaps(sides, v, options.verbatim_overlap)));
    boxes.extend(verbatim.iter().cloned());
    let mut fitter = extent::Fitter::new(pair, options);
    let fitted = boxes.into_iter().filter_map(|sides| fitter.fit(sides)).collect();
    let mut accepted = select::select(pair, fitted, options);
    if verbatim.is_empty() {
        summary::add(pair, &mut accepted, options);
    }
    accepted
}

/// The place of some words, with the marks that close them.
fn passage(source: &Source, words: &Words, span: &Span) -> Passage {
    let range = words.places[span.start].to(words.places[span.end - 1]);
    let next = words.places.get(span.end).map_or(source.text.content().len(), |place| place.start());
    let rest = TextRange::new(source.text.content(), range.end(), next).of(source.text.content());
    let marks = rest.find(|c: char| c.is_whitespace() || "([{“‘„«".contains(c)).unwrap_or(rest.len());
    Passage { source: source.id, range: TextRange::new(source.text.content(), range.start(), range.end() + marks) }
}
