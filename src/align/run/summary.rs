//! Summaries: a stretch of one source that retells the whole other one.

use super::evidence::Evidence;
use super::options::RunOptions;
use super::pair::{ALIEN, NEUTRAL, Pair, Span, Stretch};
use super::select::common;

/// Adds the stretch that summarises the other source, where there is one, in place of the stretches inside of it.
pub fn add(pair: &Pair, accepted: &mut Vec<Stretch>, options: &RunOptions) {
    let found = [0, 1].into_iter().filter_map(|side| Some((side, summary(pair, side, accepted, options)?)));
    if let Some((side, stretch)) = found.reduce(|x, y| if y.1.score > x.1.score { y } else { x }) {
        accepted.retain(|s| common(&s.sides[side], &stretch.sides[side]) == 0);
        accepted.push(stretch);
    }
}

/// The stretch of a side that summarises the other.
fn summary(pair: &Pair, side: usize, accepted: &[Stretch], options: &RunOptions) -> Option<Stretch> {
    let length = pair.sides[1 - side].len();
    if length > options.summary_longest {
        return None;
    }
    let scores = scores(pair, side, options);
    let (span, score) = best(pair, side, &scores, options)?;
    if score < options.summary_score || (length as f64) < options.summary_ratio * span.len() as f64 {
        return None;
    }
    if outside(pair, side, accepted, &scores, &span) < options.summary_outside {
        return None;
    }
    let mut sides = [span.clone(), span];
    sides[1 - side] = 0..length;
    Some(Stretch { sides, score })
}

fn scores(pair: &Pair, side: usize, options: &RunOptions) -> Vec<f64> {
    let (own, other) = (&pair.sides[side], &pair.sides[1 - side]);
    let mut last = vec![usize::MAX; pair.kinds()];
    let matched = |kind: usize| {
        let around = Evidence::around(own.occurrences(kind).len() - 1, own.len());
        options.summary.matched(pair.rates[kind], around, other.len())
    };
    let matched: Vec<f64> = (0..pair.kinds()).map(matched).collect();
    let score = |(at, &kind): (usize, &u32)| match kind {
        NEUTRAL => 0.0,
        ALIEN => options.summary.missed(),
        kind => {
            let before = std::mem::replace(&mut last[kind as usize], at);
            if before != usize::MAX && at - before <= options.summary_memory { 0.0 } else { matched[kind as usize] }
        }
    };
    own.kinds.iter().enumerate().map(score).collect()
}

/// The best stretch between two sentence ends.
fn best(pair: &Pair, side: usize, scores: &[f64], options: &RunOptions) -> Option<(Span, f64)> {
    let breaks = &pair.sides[side].words.breaks;
    let ends: Vec<usize> = (0..breaks.len()).filter(|&at| breaks[at]).collect();
    let mut sums = vec![0.0];
    for score in scores {
        sums.push(sums[sums.len() - 1] + score);
    }
    let [least, most] = options.summary_words;
    let mut best: Option<(Span, f64)> = None;
    for (index, &start) in ends.iter().enumerate() {
        let ends = ends[index..].iter().skip_while(|&&end| end < start + least);
        for &end in ends.take_while(|&&end| end <= start + most) {
            let score = sums[end] - sums[start];
            if best.as_ref().is_none_or(|b| score > b.1) {
                best = Some((start..end, score));
            }
        }
    }
    best
}

/// What the words of a span score whose counterparts do not lie in the stretches there.
fn outside(pair: &Pair, side: usize, accepted: &[Stretch], scores: &[f64], span: &Span) -> f64 {
    let near = accepted.iter().filter(|s| common(&s.sides[side], span) > 0);
    let near: Vec<&Span> = near.map(|s| &s.sides[1 - side]).collect();
    let explained = |at: &usize| {
        let kind = pair.sides[side].kinds[*at];
        kind < NEUTRAL && {
            let counterparts = pair.sides[1 - side].occurrences(kind as usize);
            counterparts.iter().any(|&j| near.iter().any(|s| s.contains(&(j as usize))))
        }
    };
    span.clone().filter(|at| !explained(at)).map(|at| scores[at]).sum()
}
