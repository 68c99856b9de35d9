//! What lies between two paragraphs that stayed: which of the old paragraphs became which of the new ones, in their order.

use super::pair::{Finder, LEAST_ALIKE, LEAST_STAYED};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where a paragraph became two, or two one, each part has so much of its words on the other side.
const LEAST_PART: f32 = 0.5;
/// A paragraph that keeps a whole sentence is the same one, whatever else it holds; how much that tells, for each of its words,
/// and the fewest words of it.
const SENTENCE: f32 = 0.2;
const LEAST_SENTENCE: usize = 2;
/// What it costs to take two paragraphs for one.
const JOINED: f32 = 0.2;
/// … and how much more, where several became several: words that cross from one to the next tell it, not a number that both have.
const CROSSED: f32 = 0.7;

/// How much the paragraphs of a gap share, each with each.
pub struct Likeness<'a, 's, 't> {
    finder: &'a Finder<'s, 't>,
    olds: Vec<usize>,
    news: Vec<usize>,
    said: [Vec<f32>; 2],
    /// By old and new.
    shared: Vec<f32>,
    /// What they share in whole sentences.
    sentences: Vec<f32>,
}

/// What old and new paragraphs share in whole sentences.
fn whole_sentences(finder: &Finder<'_, '_>, olds: &[usize], news: &[usize]) -> Vec<f32> {
    let of = |side: usize, paragraph: usize| {
        let sentences = finder.sides[side].paragraphs[paragraph].sentences.clone();
        let sentences = sentences.map(move |at| &finder.sides[side].sentences[at]);
        sentences.map(move |sentence| (sentence.name, finder.sides[side].counted(sentence.words.clone())))
    };
    let mut holders: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, &old) in olds.iter().enumerate() {
        of(0, old).for_each(|(name, _)| holders.entry(name).or_default().push(at));
    }
    let mut found = vec![0f32; olds.len() * news.len()];
    for (at, &new) in news.iter().enumerate() {
        for (name, counted) in of(1, new).filter(|(_, counted)| *counted >= LEAST_SENTENCE) {
            holders.get(&name).into_iter().flatten().for_each(|old| found[old * news.len() + at] += counted as f32);
        }
    }
    found
}

/// How many old and new paragraphs become each other.
const SHAPES: [(usize, usize); 9] = [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3)];

impl<'a, 's, 't> Likeness<'a, 's, 't> {
    pub fn new(finder: &'a Finder<'s, 't>, olds: Vec<usize>, news: Vec<usize>) -> Self {
        let bags = [(0, &olds), (1, &news)]
            .map(|(side, list)| list.iter().map(|&at| finder.bag(side, at..at + 1)).collect::<Vec<_>>());
        let said = bags.each_ref().map(|bags| bags.iter().map(|bag| finder.said(bag)).collect::<Vec<f32>>());
        let mut holders: FxHashMap<u32, Vec<(usize, u32)>> = FxHashMap::default();
        for (at, bag) in bags[0].iter().enumerate() {
            bag.iter().for_each(|(name, count)| holders.entry(*name).or_default().push((at, *count)));
        }
        let mut shared = vec![0f32; olds.len() * news.len()];
        for (new, bag) in bags[1].iter().enumerate() {
            let mut words: Vec<(u32, u32)> = bag.iter().map(|(name, count)| (*name, *count)).collect();
            words.sort_unstable();
            for (name, count) in words {
                for &(old, theirs) in holders.get(&name).into_iter().flatten() {
                    shared[old * news.len() + new] += finder.rarity[name as usize] * count.min(theirs) as f32;
                }
            }
        }
        let sentences = whole_sentences(finder, &olds, &news);
        Self { finder, olds, news, said, shared, sentences }
    }

    /// The pairs that together share most.
    pub fn pairs(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let (n, m) = (self.olds.len(), self.news.len());
        let width = m + 1;
        let mut best = vec![0f32; (n + 1) * width];
        let mut way: Vec<Option<(usize, usize)>> = vec![None; (n + 1) * width];
        for i in 0..=n {
            for j in 0..=m {
                let at = i * width + j;
                let mut found = (0.0, None);
                let mut take = |gain: f32, shape: (usize, usize)| {
                    if found.1.is_none() || gain > found.0 {
                        found = (gain, Some(shape));
                    }
                };
                if j > 0 {
                    take(best[at - 1], (0, 1));
                }
                if i > 0 {
                    take(best[at - width], (1, 0));
                }
                for (a, b) in SHAPES.into_iter().filter(|(a, b)| *a <= i && *b <= j) {
                    if let Some(gain) = self.gain(i - a..i, j - b..j).filter(|gain| *gain > 0.0) {
                        take(best[(i - a) * width + j - b] + gain, (a, b));
                    }
                }
                (best[at], way[at]) = found;
            }
        }
        let (mut i, mut j) = (n, m);
        let mut found = Vec::new();
        while let Some((a, b)) = way[i * width + j] {
            (i, j) = (i - a, j - b);
            if a > 0 && b > 0 {
                found.push((self.olds[i]..self.olds[i + a - 1] + 1, self.news[j]..self.news[j + b - 1] + 1));
            }
        }
        found
    }

    /// Whether as many paragraphs are the same ones, in any order: no words crossed from one to the next.
    fn are_the_same(&self, olds: &Range<usize>, news: &Range<usize>) -> bool {
        if olds.len() != news.len() {
            return false;
        }
        let stayed = |i: usize, j: usize| {
            let longer = self.said[0][i].max(self.said[1][j]);
            self.shared[i * self.news.len() + j] >= LEAST_STAYED * longer
        };
        let places: Option<Vec<usize>> = olds.clone().map(|i| news.clone().find(|&j| stayed(i, j))).collect();
        places.is_some_and(|places| {
            let mut sorted = places.clone();
            sorted.sort_unstable();
            sorted.dedup();
            sorted.len() == places.len()
        })
    }

    /// How much more some paragraphs share than others do by chance; nothing where they cannot be one.
    fn gain(&self, olds: Range<usize>, news: Range<usize>) -> Option<f32> {
        let shared = |i: usize, j: usize| self.shared[i * self.news.len() + j];
        let said = |side: usize, range: Range<usize>| self.said[side][range].iter().sum::<f32>();
        let both = (said(0, olds.clone()) + said(1, news.clone())) / 2.0;
        if olds.len() == 1 && news.len() == 1 {
            let sentences = SENTENCE * self.sentences[olds.start * self.news.len() + news.start];
            return Some((shared(olds.start, news.start) - LEAST_ALIKE * both).max(sentences));
        }
        let in_row = |list: &[usize]| list.last().zip(list.first()).is_some_and(|(l, f)| l - f + 1 == list.len());
        let theirs = |i: usize| news.clone().map(|j| shared(i, j)).sum::<f32>() >= LEAST_PART * self.said[0][i];
        let ours = |j: usize| olds.clone().map(|i| shared(i, j)).sum::<f32>() >= LEAST_PART * self.said[1][j];
        let is = in_row(&self.olds[olds.clone()]) && in_row(&self.news[news.clone()]);
        let first = |list: &[usize]| list[0]..list[list.len() - 1] + 1;
        let is = is && self.finder.joined((first(&self.olds[olds.clone()]), first(&self.news[news.clone()]))).is_some();
        if !is || !olds.clone().all(theirs) || !news.clone().all(ours) || self.are_the_same(&olds, &news) {
            return None;
        }
        let whole = |side: usize, list: &[usize]| self.finder.bag(side, list[0]..list[list.len() - 1] + 1);
        let bags = (whole(0, &self.olds[olds.clone()]), whole(1, &self.news[news.clone()]));
        let joined = (olds.len() + news.len() - 2) as f32;
        let crossing = if olds.len() > 1 && news.len() > 1 { CROSSED } else { 0.0 };
        Some(self.finder.shared(&bags.0, &bags.1) - LEAST_ALIKE * both - JOINED * joined - crossing)
    }
}
