//! Where a stretch begins and ends: each side is fitted to the other in turn.

use super::evidence::Evidence;
use super::options::RunOptions;
use super::pair::{ALIEN, NEUTRAL, Pair, Span, Stretch};
use super::words::{Break, Words};

/// Fits stretches of one pair of sources; holds the tables for it.
pub struct Fitter<'a> {
    pair: &'a Pair<'a>,
    options: &'a RunOptions,
    /// By kind: occurrences in the span that is given, and in the one that is fitted.
    counts: [Vec<u32>; 2],
    /// By kind: what a word of it scores in the fit under way, once that is known.
    scores: Vec<f64>,
}

impl<'a> Fitter<'a> {
    /// Tables for a pair.
    pub fn new(pair: &'a Pair<'a>, options: &'a RunOptions) -> Self {
        let kinds = pair.kinds();
        Self { pair, options, counts: [vec![0; kinds], vec![0; kinds]], scores: vec![f64::NAN; kinds] }
    }

    /// Fits both sides of a stretch to each other until neither changes; nothing where no part of it scores.
    pub fn fit(&mut self, mut sides: [Span; 2]) -> Option<Stretch> {
        let mut score = [0.0; 2];
        for _ in 0..self.options.rounds {
            let before = sides.clone();
            for side in 0..2 {
                (sides[side], score[side]) = self.side(side, &sides)?;
            }
            if sides == before {
                break;
            }
        }
        Some(Stretch { sides, score: f64::midpoint(score[0], score[1]) })
    }

    /// The best span of one side given the other: the one of the greatest sum that overlaps the present one.
    fn side(&mut self, side: usize, sides: &[Span; 2]) -> Option<(Span, f64)> {
        let own = &self.pair.sides[side];
        let margin = self.options.margin;
        let window = sides[side].start.saturating_sub(margin)..(sides[side].end + margin).min(own.len());
        self.count(side, sides);
        let mut best: Option<(Span, f64)> = None;
        let mut start = (0, f64::NEG_INFINITY);
        let mut sum = 0.0;
        for at in window.clone() {
            let bonus = |at| break_bonus(own.words, at, self.options);
            if at < sides[side].end && bonus(at) - sum > start.1 {
                start = (at, bonus(at) - sum);
            }
            sum += self.score(own.kinds[at], sides[1 - side].len(), 1 - side);
            if at + 1 > sides[side].start && best.as_ref().is_none_or(|b| start.1 + sum + bonus(at + 1) > b.1) {
                best = Some((start.0..at + 1, start.1 + sum + bonus(at + 1)));
            }
        }
        self.forget(side, &window, sides);
        best.filter(|b| b.1 > 0.0)
    }

    fn count(&mut self, side: usize, sides: &[Span; 2]) {
        for (table, side) in [1 - side, side].into_iter().enumerate() {
            for &kind in self.pair.sides[side].kinds[sides[side].clone()].iter().filter(|&&kind| kind < NEUTRAL) {
                self.counts[table][kind as usize] += 1;
            }
        }
    }

    fn forget(&mut self, side: usize, window: &Span, sides: &[Span; 2]) {
        let own = &self.pair.sides[side].kinds[window.clone()];
        let other = &self.pair.sides[1 - side].kinds[sides[1 - side].clone()];
        for &kind in own.iter().chain(other).filter(|&&kind| kind < NEUTRAL) {
            self.counts[0][kind as usize] = 0;
            self.counts[1][kind as usize] = 0;
            self.scores[kind as usize] = f64::NAN;
        }
    }

    /// What a word scores, given a span of the other side.
    fn score(&mut self, kind: u32, length: usize, other: usize) -> f64 {
        match kind {
            NEUTRAL => return 0.0,
            ALIEN => return self.options.evidence.missed(),
            _ => {}
        }
        let kind = kind as usize;
        if self.scores[kind].is_nan() {
            let there = self.counts[0][kind] as usize;
            let here = self.counts[1][kind].max(1) as usize;
            let total = &self.pair.sides[other];
            let evidence = &self.options.evidence;
            self.scores[kind] = if there == 0 {
                evidence.missed()
            } else {
                let around = Evidence::around(total.occurrences(kind).len() - there, total.len() - length);
                let matched = evidence.matched(self.pair.rates[kind], around, length);
                let share =
                    if there >= here { 1.0 } else { (there as f64 / here as f64).powf(self.options.multiplicity) };
                share * matched + (1.0 - share) * evidence.missed()
            };
        }
        self.scores[kind]
    }
}

fn break_bonus(words: &Words, at: usize, options: &RunOptions) -> f64 {
    match words.breaks[at] {
        Break::No => 0.0,
        Break::Line => options.sentence_bonus * options.line_share,
        Break::Sentence => options.sentence_bonus,
    }
}
