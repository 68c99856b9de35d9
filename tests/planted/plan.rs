//! What is planted: facts of events, told by outlets verbatim, moved, cut and in other words, among text of their own.

use super::language::{Dice, Language, coin};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How large a collection is, and how hard.
#[derive(clap::Args, Clone)]
pub struct Plan {
    /// Events
    #[arg(long, default_value_t = 100)]
    pub events: usize,
    /// Outlets, each of which tells every event
    #[arg(long, default_value_t = 5)]
    pub outlets: usize,
    /// Words of a document
    #[arg(long, default_value_t = 320)]
    pub words: usize,
    /// The same seed gives the same collection
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Little is shared, much of it in other words, and few words are an event's own
    #[arg(long)]
    pub hard: bool,
    /// Take facts and everything else from the sentences of the texts in a folder, each once
    #[arg(long)]
    pub text: Option<PathBuf>,
}

/// A word of a sentence: one of everyday use by its number, or one of the event or topic.
#[derive(Clone)]
enum Said {
    Everyday(usize),
    Own(String),
}

/// A fact as an outlet tells it: its number, its words, and which words of the fact were kept.
struct Told {
    fact: usize,
    words: Vec<String>,
    kept: Vec<usize>,
}

/// What is true of two documents: the words that they share in passages planted into both.
struct Truth {
    pairs: Vec<(String, String, usize)>,
    /// Of one event, but too little of one fact is in both: nobody can say whether they share a passage.
    open: Vec<(String, String)>,
}

/// Words that two documents have to share of one fact to be called related.
const SHARED: usize = 8;

impl Plan {
    pub fn write(&self, out: &Path) {
        let mut dice = Dice::new(self.seed);
        let language = match &self.text {
            Some(folder) => Language::of_texts(folder, &mut dice),
            None => Language::new(&mut dice),
        };
        let topics: Vec<Vec<String>> = (0..60).map(|_| (0..40).map(|_| coin(&mut dice)).collect()).collect();
        let frames: Vec<[Vec<usize>; 2]> = (0..self.outlets)
            .map(|_| {
                let (head, foot) = (dice.between(6, 14), dice.between(15, 40));
                [language.speak(&mut dice, head), language.speak(&mut dice, foot)]
            })
            .collect();
        let stock: Vec<Vec<usize>> = (0..5).map(|_| language.speak(&mut dice, 30)).collect();
        let mut truth = Truth { pairs: Vec::new(), open: Vec::new() };
        for event in 0..self.events {
            let topic = dice.pick(&topics).clone();
            let told = self.tell(&mut dice, &language, &topic);
            let names: Vec<String> =
                (0..self.outlets).map(|outlet| format!("outlet-{outlet:02}/{event:06}.txt")).collect();
            truth.add(&names, &told);
            for (outlet, (facts, own)) in told.iter().enumerate() {
                let everyday = |words: &[usize]| words.iter().map(|word| language.word(*word)).collect::<Vec<_>>();
                let mut sentences: Vec<Vec<String>> = facts.iter().map(|told| told.words.clone()).collect();
                sentences.extend(own.iter().cloned());
                dice.shuffle(&mut sentences);
                let framed = dice.chance(0.9);
                if framed {
                    sentences.insert(0, everyday(&frames[outlet][0]));
                }
                if dice.chance(0.06) {
                    let at = dice.below(sentences.len());
                    let paragraph = dice.pick(&stock).clone();
                    sentences.insert(at, everyday(&paragraph));
                }
                if framed {
                    sentences.push(everyday(&frames[outlet][1]));
                }
                let path = out.join(&names[outlet]);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, print(&sentences, event)).unwrap();
            }
        }
        truth.write(out);
    }

    /// What each outlet tells of an event: facts, and sentences of its own.
    fn tell(&self, dice: &mut Dice, language: &Language, topic: &[String]) -> Vec<(Vec<Told>, Vec<Vec<String>>)> {
        let mut own: Vec<String> = (0..20).map(|_| coin(dice)).collect();
        own.extend((0..4).map(|_| dice.between(11, 99_999).to_string()));
        let (in_fact, elsewhere) = if self.hard { (0.10, 0.02) } else { (0.2, 0.06) };
        let say = |dice: &mut Dice, share: f64| {
            let length = dice.between(9, 28);
            let words = language.speak(dice, length).into_iter();
            let words = words.map(|word| {
                if language.is_real() {
                    Said::Everyday(word)
                } else if dice.chance(share) {
                    Said::Own(dice.pick(&own).clone())
                } else if dice.chance(0.06) {
                    Said::Own(dice.pick(topic).clone())
                } else {
                    Said::Everyday(word)
                }
            });
            words.collect::<Vec<_>>()
        };
        let core = if self.hard { 2 } else { (self.words / 90).max(2) };
        let more = if self.hard { self.words / 160 } else { self.words / 60 };
        let facts: Vec<Vec<Said>> = (0..core + 3 * more).map(|_| say(dice, in_fact)).collect();
        let outlets = (0..self.outlets).map(|_| {
            let mut chosen: Vec<usize> = (core..facts.len()).collect();
            dice.shuffle(&mut chosen);
            chosen.truncate(more);
            let told: Vec<Told> =
                (0..core).chain(chosen).map(|fact| self.retell(dice, language, (fact, &facts[fact]))).collect();
            let mut length: usize = told.iter().map(|told| told.words.len()).sum();
            let mut sentences = Vec::new();
            while length < self.words {
                let sentence: Vec<String> = say(dice, elsewhere).into_iter().map(|said| said.word(language)).collect();
                length += sentence.len();
                sentences.push(sentence);
            }
            (told, sentences)
        });
        outlets.collect()
    }

    /// A fact verbatim, cut, or in other words.
    fn retell(&self, dice: &mut Dice, language: &Language, (number, fact): (usize, &[Said])) -> Told {
        let manner = dice.share();
        let (verbatim, cut) = if self.hard { (0.25, 0.55) } else { (0.45, 0.7) };
        let mut range = 0..fact.len();
        let mut reword = 0.0;
        if manner < verbatim {
        } else if manner < cut {
            let length = (fact.len() * dice.between(60, 85) / 100).max(SHARED);
            let start = dice.below(fact.len().saturating_sub(length) + 1);
            range = start..(start + length).min(fact.len());
        } else {
            reword = if self.hard { 0.25 } else { 0.2 };
        }
        let mut told = Told { fact: number, words: Vec::new(), kept: Vec::new() };
        for at in range {
            let change = reword > 0.0 && dice.chance(reword);
            match &fact[at] {
                Said::Everyday(word) if change => match dice.below(3) {
                    0 => told.words.push(language.word(language.synonym(*word))),
                    1 => {}
                    _ => {
                        let more =
                            if language.is_real() { language.synonym(*word) } else { language.speak(dice, 1)[0] };
                        told.words.extend([language.word(*word), language.word(more)]);
                        told.kept.push(at);
                    }
                },
                said @ (Said::Everyday(_) | Said::Own(_)) => {
                    told.words.push(said.clone().word(language));
                    told.kept.push(at);
                }
            }
        }
        told
    }
}

impl Said {
    fn word(self, language: &Language) -> String {
        match self {
            Self::Everyday(word) => language.word(word),
            Self::Own(word) => word,
        }
    }
}

impl Truth {
    fn add(&mut self, names: &[String], told: &[(Vec<Told>, Vec<Vec<String>>)]) {
        for a in 0..names.len() {
            for b in a + 1..names.len() {
                let facts: BTreeMap<usize, &Told> = told[a].0.iter().map(|told| (told.fact, told)).collect();
                let both = told[b].0.iter().filter_map(|other| Some((facts.get(&other.fact)?, other)));
                let shared = both.map(|(one, other)| one.kept.iter().filter(|at| other.kept.contains(at)).count());
                let enough: usize = shared.filter(|words| *words >= SHARED).sum();
                let (a, b) = (names[a].clone(), names[b].clone());
                if enough > 0 { self.pairs.push((a, b, enough)) } else { self.open.push((a, b)) }
            }
        }
    }

    fn write(&self, out: &Path) {
        let name = format!("{}.truth.json", out.file_name().unwrap().to_string_lossy());
        let truth = json!({ "pairs": self.pairs, "open": self.open });
        fs::write(out.with_file_name(name), truth.to_string()).unwrap();
    }
}

/// Sentences as a text: a date, sentences that begin with a capital, three or so a paragraph.
fn print(sentences: &[Vec<String>], event: usize) -> String {
    let mut text = format!(" date 2025-{:02}-{:02} ", event / 28 % 12 + 1, event % 28 + 1);
    for (at, sentence) in sentences.iter().enumerate() {
        for (at, word) in sentence.iter().enumerate() {
            if at == 0 {
                text.extend(word.chars().take(1).flat_map(char::to_uppercase));
                text.extend(word.chars().skip(1));
            } else {
                text.push(' ');
                text.push_str(word);
            }
        }
        text.push_str(if at % 3 == 2 { ".\n\n" } else { ". " });
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
