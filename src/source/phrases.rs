//! The phrases by which boilerplate is known, from `assets/words/boilerplate.txt`.

use crate::text::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// Phrases and words, folded.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Labels before a sentence.
    pub label: List,
    /// Labels that a name follows: `Quote from …:`.
    pub quoted: List,
    /// Beginnings of pointers elsewhere.
    pub link: List,
    /// Beginnings of buttons that pass a page on.
    pub share: List,
    /// Beginnings of invitations to newsletters.
    pub newsletter: List,
    /// Beginnings of notices about cookies.
    pub cookies: List,
    /// Beginnings of corrections.
    pub correction: List,
    /// Words that stand around advertisements.
    pub advertisement: List,
    /// Beginnings of captions.
    pub caption: List,
    /// Names of agencies.
    pub agency: List,
    /// Beginnings of notes of the editors.
    pub note: List,
    /// Beginnings and ends of credits.
    pub credit: List,
    /// Names of sections of a paper.
    pub section: List,
    /// Words for pictures.
    pub photo: FxHashSet<String>,
    /// Words around the date and time of an article.
    pub stamp: FxHashSet<String>,
    /// Words that an author's name follows.
    pub byline: FxHashSet<String>,
    /// Words in the names that pages give to what lies over them.
    pub over: FxHashSet<String>,
    /// Words in the names that pages give to boxes in an article that lead elsewhere.
    pub boxes: FxHashSet<String>,
    /// Beginnings of the line that programs put under every mail.
    pub sent: List,
    /// Names of the fields of a mail's head.
    pub field: FxHashSet<String>,
    /// Words in the names that pages give to what is for one kind of screen.
    pub screen: FxHashSet<String>,
}

impl Phrases {
    /// The list that comes with the program.
    pub fn shipped() -> &'static Self {
        static PHRASES: OnceLock<Phrases> = OnceLock::new();
        PHRASES.get_or_init(|| Self::parse(include_str!("../../assets/words/boilerplate.txt")))
    }

    /// Reads sections headed by `[name]`: one phrase a line, or words between blanks.
    fn parse(file: &str) -> Self {
        let mut phrases = Self::default();
        let mut section = "";
        for line in file.lines().filter(|line| !line.is_empty()) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            let words = || line.split_whitespace().map(fold);
            match section {
                "label" => phrases.label.add(line),
                "quoted" => phrases.quoted.add(line),
                "link" => phrases.link.add(line),
                "share" => phrases.share.add(line),
                "newsletter" => phrases.newsletter.add(line),
                "cookies" => phrases.cookies.add(line),
                "correction" => phrases.correction.add(line),
                "advertisement" => phrases.advertisement.add(line),
                "caption" => phrases.caption.add(line),
                "agency" => phrases.agency.add(line),
                "note" => phrases.note.add(line),
                "credit" => phrases.credit.add(line),
                "section" => phrases.section.add(line),
                "photo" => phrases.photo.extend(words()),
                "stamp" => phrases.stamp.extend(words()),
                "byline" => phrases.byline.extend(words()),
                "boxes" => phrases.boxes.extend(words()),
                "sent" => phrases.sent.add(line),
                "field" => phrases.field.extend(words()),
                "over" => phrases.over.extend(words()),
                "screen" => phrases.screen.extend(words()),
                _ => {}
            }
        }
        phrases
    }
}

/// Phrases by their first word, the longest first.
#[derive(Debug, Default)]
pub struct List {
    phrases: FxHashMap<String, Vec<Vec<String>>>,
}

impl List {
    fn add(&mut self, phrase: &str) {
        let words: Vec<String> = phrase.split([' ', '-']).map(fold).collect();
        let Some(first) = words.first() else { return };
        let same = self.phrases.entry(first.clone()).or_default();
        same.push(words);
        same.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }

    /// The number of words of the longest phrase that `words` begin with.
    pub fn longest(&self, words: &[String]) -> Option<usize> {
        self.phrases.get(words.first()?)?.iter().find(|phrase| words.starts_with(phrase)).map(Vec::len)
    }

    /// The words are one of the phrases.
    pub fn is(&self, words: &[String]) -> bool {
        self.longest(words) == Some(words.len())
    }

    /// One of the phrases is somewhere in `words`.
    pub fn anywhere(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| self.longest(rest).is_some()))
    }

    /// `words` end with one of the phrases.
    pub fn ends(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| words.get(at..).is_some_and(|rest| self.is(rest)))
    }

    /// `words` are nothing but phrases and the given joints.
    pub fn all(&self, words: &[String], joints: &[&str]) -> bool {
        let mut rest = words;
        while let Some(first) = rest.first() {
            let joint = usize::from(joints.contains(&first.as_str()));
            let Some(after) = rest.get(self.longest(rest).unwrap_or(joint).max(joint)..) else { return false };
            if after.len() == rest.len() {
                return false;
            }
            rest = after;
        }
        true
    }
}
