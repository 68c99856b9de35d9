//! Where a stretch begins and ends: each side is fitted to the other in turn.

use super::evidence::Evidence;
use super::options::RunOptions;
use super::pair::{ALIEN, NEUTRAL, Pair, Span, Stretch};

/// Fits stretches of one pair of sources; holds the tables for it.
pub struct Fitter<'a> {
    pair: &'a Pair<'a>,
    options: &'a RunOptions,
    /// How words count in the fit under way.
    evidence: Evidence,
    /// By kind: occurrences in the span that is given, and in the one that is fitted.
    counts: [Vec<u32>; 2],
    /// By kind: what a word of it that the other span has scores in the fit under way, once that is known.
    matched: Vec<f64>,
}

impl<'a> Fitter<'a> {
    /// Tables for a pair.
    pub fn new(pair: &'a Pair<'a>, options: &'a RunOptions) -> Self {
        let kinds = pair.kinds();
        let counts = [vec![0; kinds], vec![0; kinds]];
        Self { pair, options, evidence: options.evidence, counts, matched: vec![f64::NAN; kinds] }
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
        self.evidence = Evidence { kept: self.kept(side, sides), ..self.options.evidence };
        let scores = self.scores(side, &window, sides);
        let mut best: Option<(Span, f64)> = None;
        let mut start = (0, f64::NEG_INFINITY);
        let mut sum = 0.0;
        for (at, score) in window.clone().zip(scores) {
            let bonus = |at: usize| if own.words.breaks[at] { self.options.sentence_bonus } else { 0.0 };
            if at < sides[side].end && bonus(at) - sum > start.1 {
                start = (at, bonus(at) - sum);
            }
            sum += score;
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
            self.matched[kind as usize] = f64::NAN;
        }
    }

    /// How much of a side is kept from the other, as far as the present span tells: one copied word for word ends where the
    /// words begin to differ, and one told in other words goes on over more that are lacking.
    ///
    /// A word tells the less, the likelier the other side has it by accident.
    fn kept(&self, side: usize, sides: &[Span; 2]) -> f64 {
        let usual = self.options.evidence.kept;
        let mut kept = usual * self.options.kept_weight;
        let mut all = self.options.kept_weight;
        for &kind in self.pair.sides[side].kinds[sides[side].clone()].iter().filter(|&&kind| kind != NEUTRAL) {
            if kind == ALIEN {
                all += 1.0;
                continue;
            }
            let [there, here] = [0, 1].map(|table| self.counts[table][kind as usize]);
            let telling = 1.0 - self.accident(kind as usize, there, side, sides);
            kept += telling * (f64::from(there) / f64::from(here)).min(1.0);
            all += telling;
        }
        (kept / all).max(self.options.least_kept)
    }

    /// What each word of a window scores, given the other side.
    ///
    /// What the other span has of a word is shared among all that the present span has. A word beyond that span counts as one
    /// more, from the span outwards; otherwise the span would grow over words for which it has the counterparts already.
    fn scores(&mut self, side: usize, window: &Span, sides: &[Span; 2]) -> Vec<f64> {
        let span = &sides[side];
        let kinds = &self.pair.sides[side].kinds;
        let mut scores = vec![0.0; window.len()];
        for at in span.clone() {
            scores[at - window.start] = self.score(kinds[at], side, sides, Share::Mean);
        }
        let outwards: [Vec<usize>; 2] = [(window.start..span.start).rev().collect(), (span.end..window.end).collect()];
        for places in outwards {
            for &at in &places {
                if let Some(count) = self.counts[1].get_mut(kinds[at] as usize) {
                    *count += 1;
                }
                scores[at - window.start] = self.score(kinds[at], side, sides, Share::Last);
            }
            for at in places {
                if let Some(count) = self.counts[1].get_mut(kinds[at] as usize) {
                    *count -= 1;
                }
            }
        }
        scores
    }

    /// What a word of a side scores, given the other: so much as its share of the counterparts there makes it one that is kept.
    fn score(&mut self, kind: u32, side: usize, sides: &[Span; 2], share: Share) -> f64 {
        let missed = self.evidence.missed();
        match kind {
            NEUTRAL => return 0.0,
            ALIEN => return missed,
            _ => {}
        }
        let [there, here] = [0, 1].map(|table| self.counts[table][kind as usize]);
        if there == 0 {
            return missed;
        }
        let share = match share {
            Share::Mean => self.worth(there, here) / f64::from(here),
            Share::Last => self.worth(there, here) - self.worth(there, here - 1),
        };
        share * self.matched(kind as usize, there, side, sides) + (1.0 - share) * missed
    }

    /// How many counterparts `here` equal words have where the other span has `there` of them; those too many count for less.
    fn worth(&self, there: u32, here: u32) -> f64 {
        let (there, here) = (f64::from(there), f64::from(here));
        if there >= here { here } else { here * (there / here).powf(self.options.multiplicity) }
    }

    /// What a word scores that the other span has `there` times.
    fn matched(&mut self, kind: usize, there: u32, side: usize, sides: &[Span; 2]) -> f64 {
        if self.matched[kind].is_nan() {
            let around = self.around(kind, there, side, sides);
            self.matched[kind] = self.evidence.matched(self.pair.rates[kind], around, sides[1 - side].len());
        }
        self.matched[kind]
    }

    /// Chance that the other span has a word by accident that it has `there` times.
    fn accident(&self, kind: usize, there: u32, side: usize, sides: &[Span; 2]) -> f64 {
        let around = self.around(kind, there, side, sides);
        self.options.evidence.accident(self.pair.rates[kind], around, sides[1 - side].len())
    }

    /// A word's share of what lies around the other span, which has it `there` times.
    fn around(&self, kind: usize, there: u32, side: usize, sides: &[Span; 2]) -> f64 {
        let other = &self.pair.sides[1 - side];
        Evidence::around(other.occurrences(kind).len() - there as usize, other.len() - sides[1 - side].len())
    }
}

/// Which part of the counterparts of equal words is a word's.
#[derive(Clone, Copy)]
enum Share {
    /// As much as that of each other one.
    Mean,
    /// What the last one counted adds.
    Last,
}

#[cfg(test)]
mod tests {
    use super::super::background::Background;
    use super::super::words::Words;
    use super::*;
    use crate::source::{Meta, Source, SourceId};
    use crate::text::{Language, Text};

    fn words(text: &str) -> Words {
        let text = Text::new(text.to_owned(), Some(Language::ENGLISH));
        Words::of(&Source::new(SourceId(0), Meta::default(), text, Vec::new()))
    }

    #[test]
    fn a_span_does_not_grow_over_words_whose_counterparts_it_has() {
        let told = "The inspectors closed the old bridge near the station because seven cracks were found in a pillar. The \
                    mayor said that repairs would take three months and cost the city two million dollars.";
        let again = "Near the station the mayor found the old bridge closed. In three months the repairs of the seven cracks \
                     in the pillar cost two million dollars, the city said.";
        let [short, long] = [words(told), words(&format!("{told} {again}"))];
        let pair = Pair::new([&long, &short], Background::of([Language::ENGLISH; 2]));
        let options = RunOptions::default();
        let sides = [0..short.len(), 0..short.len()];
        let fitted = Fitter::new(&pair, &options).fit(sides.clone()).map(|stretch| stretch.sides);
        assert_eq!(fitted, Some(sides));
    }
}
