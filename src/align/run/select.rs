//! Which stretches are runs.

use super::options::RunOptions;
use super::pair::{Pair, Span, Stretch};

/// Merges stretches that nearly touch and takes the strongest ones, by place.
pub fn select(pair: &Pair, mut found: Vec<Stretch>, options: &RunOptions) -> Vec<Stretch> {
    found.retain(|stretch| stretch.score >= 20.0);
    merge(&mut found, options.merge_gap);
    found.retain(|stretch| stretch.score >= options.least_score && characters(pair, stretch) >= options.least_length);
    found.sort_by(|x, y| y.score.total_cmp(&x.score).then_with(|| key(x).cmp(&key(y))));
    let mut accepted: Vec<Stretch> = Vec::new();
    for stretch in found {
        let refused = accepted.iter().any(|taken| {
            (0..2).any(|side| {
                let shared = common(&stretch.sides[side], &taken.sides[side]) as f64;
                shared > options.overlap[side] * stretch.sides[side].len() as f64
            })
        });
        if !refused {
            accepted.push(stretch);
        }
    }
    accepted.sort_by_key(key);
    accepted
}

fn key(stretch: &Stretch) -> [usize; 4] {
    let [a, b] = &stretch.sides;
    [a.start, b.start, a.end, b.end]
}

/// Whether a share of either side of a stretch lies in another.
pub fn overlaps(sides: &[Span; 2], other: &[Span; 2], share: f64) -> bool {
    (0..2).any(|s| common(&sides[s], &other[s]) as f64 >= share * sides[s].len() as f64)
}

/// How many words two spans have in common.
pub fn common(x: &Span, y: &Span) -> usize {
    x.end.min(y.end).saturating_sub(x.start.max(y.start))
}

/// Length of both sides together, in bytes.
fn characters(pair: &Pair, stretch: &Stretch) -> usize {
    (0..2)
        .map(|side| {
            let places = &pair.sides[side].words.places;
            let span = &stretch.sides[side];
            places[span.end - 1].end() - places[span.start].start()
        })
        .sum()
}

fn merge(found: &mut Vec<Stretch>, gap: usize) {
    found.sort_by_key(key);
    let mut from = 0;
    while from < found.len() {
        let near = |x: &Stretch, y: &Stretch| {
            (0..2).all(|s| x.sides[s].start <= y.sides[s].end + gap && y.sides[s].start <= x.sides[s].end + gap)
        };
        match (from + 1..found.len()).find(|&other| near(&found[from], &found[other])) {
            Some(other) => {
                let other = found.remove(other);
                let first = &mut found[from];
                let apart = [0, 1].iter().all(|&s| common(&first.sides[s], &other.sides[s]) == 0);
                first.score = if apart { first.score + other.score } else { first.score.max(other.score) };
                for (x, y) in first.sides.iter_mut().zip(&other.sides) {
                    *x = x.start.min(y.start)..x.end.max(y.end);
                }
                from = 0;
            }
            None => from += 1,
        }
    }
}
