//! A language that nobody speaks, with the habits of a real one: a few words make up half of all text, some words follow
//! each other often, and phrases are common property. Or the sentences of real texts, each said once.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

/// Throws of dice that are the same for the same seed, everywhere (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to under 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from + 1)
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}

/// Small words come from English, so that a detector of languages has something to hold on to.
const SMALL: &str = "the of to and a in that was for on is with he as by at it said from his be has had were an but have not \
    they this are who which their been will more would about when after its one or there she two also up we out her first all \
    last what than over into new if could some other other time no you only our may most so";

/// Words known to everybody, the commonest first, and how they go together.
pub struct Language {
    words: Vec<String>,
    followers: Vec<[usize; 3]>,
    phrases: Vec<Vec<usize>>,
    /// The sentences of real texts that were not said yet.
    real: Option<RefCell<Vec<Vec<usize>>>>,
}

/// Words of a sentence that is taken from a real text.
const SENTENCE: std::ops::RangeInclusive<usize> = 9..=40;

/// Different words of everyday use.
const WORDS: usize = 12_000;

impl Language {
    pub fn new(dice: &mut Dice) -> Self {
        let mut words: Vec<String> = SMALL.split_whitespace().map(str::to_owned).collect();
        words.dedup();
        while words.len() < WORDS {
            words.push(coin(dice));
        }
        let ranked = |dice: &mut Dice| rank(dice);
        let followers = (0..WORDS).map(|_| [ranked(dice), ranked(dice), ranked(dice)]).collect();
        let phrases = (0..400).map(|_| (0..dice.between(3, 7)).map(|_| rank(dice)).collect()).collect();
        Self { words, followers, phrases, real: None }
    }

    /// The sentences of the texts (`.txt`) in a folder and those below it, in no order.
    ///
    /// # Panics
    /// Where the folder cannot be read.
    pub fn of_texts(folder: &Path, dice: &mut Dice) -> Self {
        let mut found = BTreeSet::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "txt") {
                    found.extend(sentences(&String::from_utf8_lossy(&fs::read(path).unwrap())));
                }
            }
        }
        let (mut words, mut numbers) = (Vec::new(), HashMap::new());
        let mut real: Vec<Vec<usize>> = Vec::new();
        for sentence in &found {
            let number = |word: &str| {
                *numbers.entry(word.to_owned()).or_insert_with(|| {
                    words.push(word.to_owned());
                    words.len() - 1
                })
            };
            real.push(sentence.split(' ').map(number).collect());
        }
        dice.shuffle(&mut real);
        Self { words, followers: Vec::new(), phrases: Vec::new(), real: Some(RefCell::new(real)) }
    }

    /// Whether it is that of real texts.
    pub fn is_real(&self) -> bool {
        self.real.is_some()
    }

    pub fn word(&self, at: usize) -> String {
        self.words[at].clone()
    }

    /// Numbers of words that could stand in a text: chains of followers, common phrases; or a sentence of a real text, of whatever
    /// length.
    ///
    /// # Panics
    /// Where all sentences of the real texts have been said.
    pub fn speak(&self, dice: &mut Dice, count: usize) -> Vec<usize> {
        if let Some(real) = &self.real {
            return real.borrow_mut().pop().expect("more sentences in the texts; ask for fewer events");
        }
        let mut said: Vec<usize> = Vec::with_capacity(count + 8);
        while said.len() < count {
            let last = said.last().copied();
            match last {
                Some(last) if dice.chance(0.4) => said.push(*dice.pick(&self.followers[last])),
                _ if dice.chance(0.01) => said.extend(dice.pick(&self.phrases).clone()),
                _ => said.push(rank(dice)),
            }
        }
        said.truncate(count);
        said
    }

    /// Another word that could stand in its place, about as common.
    pub fn synonym(&self, at: usize) -> usize {
        if at < 100 { at } else { (at ^ 1).min(self.words.len() - 1) }
    }
}

/// The sentences of a text, one blank between words.
fn sentences(text: &str) -> Vec<String> {
    let (mut all, mut words) = (Vec::new(), Vec::new());
    for word in text.split_whitespace() {
        words.push(word);
        if word.ends_with(['.', '!', '?']) {
            if SENTENCE.contains(&words.len()) {
                all.push(words.join(" "));
            }
            words.clear();
        }
    }
    all
}

/// A rank by Zipf's law: the word of rank r is said about 1/r as often as the first.
fn rank(dice: &mut Dice) -> usize {
    let top = (WORDS as f64).ln();
    ((dice.share() * top).exp() as usize - 1).min(WORDS - 1)
}

/// A new word.
pub fn coin(dice: &mut Dice) -> String {
    const BEGIN: [&str; 20] =
        ["b", "br", "c", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v"];
    const MIDDLE: [&str; 10] = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou", "y"];
    const END: [&str; 12] = ["", "l", "n", "r", "s", "t", "m", "nd", "rt", "ck", "x", "ng"];
    (0..dice.between(2, 4)).map(|_| [*dice.pick(&BEGIN), *dice.pick(&MIDDLE), *dice.pick(&END)].concat()).collect()
}
