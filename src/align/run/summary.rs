//! Summaries: a stretch of the first source that retells the whole second one.

use super::evidence::Evidence;
use super::options::RunOptions;
use super::pair::{ALIEN, NEUTRAL, Pair, Stretch};
use super::select::common;
use super::words::Break;

/// Adds the stretch that summarises the other source, where there is one, in place of the stretches inside of it.
pub fn add(pair: &Pair, accepted: &mut Vec<Stretch>, options: &RunOptions) {
    let length = pair.sides[1].len();
    if length > options.summary_longest {
        return;
    }
    let scores = scores(pair, options);
    let Some((start, end, score)) = best(pair, &scores, options) else { return };
    if score < options.summary_score || (length as f64) < options.summary_ratio * (end - start) as f64 {
        return;
    }
    let inside = |s: &Stretch| 2 * common(&s.sides[0], &(start..end)) > s.sides[0].len();
    let rival: f64 = accepted.iter().filter(|s| inside(s)).map(|s| s.score).sum();
    if rival >= score || outside(pair, accepted, &scores, start..end) < options.summary_outside {
        return;
    }
    accepted.retain(|s| common(&s.sides[0], &(start..end)) == 0);
    accepted.push(Stretch { sides: [start..end, 0..length], score });
}

fn scores(pair: &Pair, options: &RunOptions) -> Vec<f64> {
    let [a, b] = &pair.sides;
    let mut last = vec![usize::MAX; pair.kinds()];
    let matched: Vec<f64> =
        pair.rates.iter().map(|&rate| options.summary.matched(rate, Evidence::around(0, 0), b.len())).collect();
    let score = |(at, &kind): (usize, &u32)| match kind {
        NEUTRAL => 0.0,
        ALIEN => options.summary.missed(),
        kind => {
            let before = std::mem::replace(&mut last[kind as usize], at);
            if before != usize::MAX && at - before <= options.summary_memory { 0.0 } else { matched[kind as usize] }
        }
    };
    a.kinds.iter().enumerate().map(score).collect()
}

/// The best stretch between two sentence ends.
fn best(pair: &Pair, scores: &[f64], options: &RunOptions) -> Option<(usize, usize, f64)> {
    let breaks = &pair.sides[0].words.breaks;
    let ends: Vec<usize> = (0..breaks.len()).filter(|&at| breaks[at] == Break::Sentence).collect();
    let mut sums = vec![0.0];
    for score in scores {
        sums.push(sums[sums.len() - 1] + score);
    }
    let [least, most] = options.summary_words;
    let mut best: Option<(usize, usize, f64)> = None;
    for (index, &start) in ends.iter().enumerate() {
        for &end in ends[index..].iter().skip_while(|&&end| end < start + least).take_while(|&&end| end <= start + most)
        {
            let score = sums[end] - sums[start];
            if best.is_none_or(|b| score > b.2) {
                best = Some((start, end, score));
            }
        }
    }
    best
}

/// The share of the matched weight of a span whose counterparts lie outside of the stretches there.
fn outside(pair: &Pair, accepted: &[Stretch], scores: &[f64], span: std::ops::Range<usize>) -> f64 {
    let [a, b] = &pair.sides;
    let near: Vec<_> = accepted.iter().filter(|s| common(&s.sides[0], &span) > 0).map(|s| &s.sides[1]).collect();
    let (mut total, mut alone) = (0.0, 0.0);
    for at in span {
        let kind = a.kinds[at];
        if kind < NEUTRAL && scores[at] > 0.0 {
            total += scores[at];
            if !b.occurrences(kind as usize).iter().any(|&j| near.iter().any(|s| s.contains(&(j as usize)))) {
                alone += scores[at];
            }
        }
    }
    if total > 0.0 { alone / total } else { 0.0 }
}
