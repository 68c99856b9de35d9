//! Many texts: from formats to texts and metadata; the only layer that reads documents.
//!
//! A path becomes files (`walk`), a file becomes bytes (`load`), bytes become characters (`encoding`), and these become texts
//! and metadata by the reader of their format (`format`, and one module a format). All bounds stand in `limits`.

mod boilerplate;
mod called;
mod clipboard;
mod copies;
mod date;
mod encoding;
mod folder;
mod format;
mod limits;
mod load;
mod named;
mod part;
mod phrases;
mod rejected;
mod repeated;
mod told;
mod walk;
mod wishes;

pub use boilerplate::{Boilerplate, BoilerplateKind, boilerplate};
pub use folder::Sayings;
pub use format::{Document, Field, Format, Member, read, read_all};
pub use limits::MAX_BYTES;
pub use load::{bytes, documents, load, load_some, sample};
pub use part::{Part, PartGroup, PartKind};
pub use rejected::{Reason, Rejected, in_words};
pub use walk::{Found, NOTEBOOK, walk};
pub use wishes::{Charset, Wishes, field};

use format::site_of as html_site;
use serde::{Deserialize, Serialize};

use crate::text::{LabelStyle, Language, Sentence, Text, TextRange};
use std::collections::BTreeSet;

/// Number of a source in its corpus, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SourceId(pub u16);

impl SourceId {
    /// As an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The letters by which the source is named on screen: A, B, … Z, AA, AB, …
    pub fn siglum(self) -> String {
        let mut number = usize::from(self.0) + 1;
        let mut letters = Vec::new();
        while number > 0 {
            number -= 1;
            letters.push(b'A' + u8::try_from(number % 26).unwrap_or(0));
            number /= 26;
        }
        letters.iter().rev().map(|&letter| char::from(letter)).collect()
    }

    /// The number of a siglum, whatever its case; blanks around it are ignored.
    pub fn from_siglum(siglum: &str) -> Option<Self> {
        let siglum = siglum.trim();
        let digit = |letter: char| letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() as u16 - 64);
        let mut letters = siglum.chars();
        let number = letters.try_fold(0u16, |number, letter| number.checked_mul(26)?.checked_add(digit(letter)?))?;
        number.checked_sub(1).map(Self)
    }
}

/// What is known of a source beside its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Meta {
    /// Where it was read: a path as the user gave or as the walk found it, or a name such as `sample/…`; for a part of a file
    /// the path of the file and the place in it.
    pub path: String,
    /// The file, where the source is a part of it.
    pub file: Option<String>,
    /// Its address in the web.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<jiff::civil::Date>,
    /// When it was last changed by its publisher.
    pub updated: Option<jiff::civil::Date>,
}

impl Meta {
    /// The path of the file on disk.
    pub fn file(&self) -> &str {
        self.file.as_deref().unwrap_or(&self.path)
    }
}

/// One loaded account. Never changes after loading.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its number.
    pub id: SourceId,
    /// What is known of it.
    pub meta: Meta,
    /// Its text.
    pub text: Text,
    /// Its parts that tell nothing of the event, in order, without overlap; each is one or more whole sentences, or a
    /// leading part of a sentence (a label such as `Details:`).
    pub boilerplate: Vec<Boilerplate>,
    /// What its file has beside the text, by family and then by place.
    pub parts: Vec<Part>,
    /// The notes of its file: they stand behind its text, a paragraph each, and are read as it is.
    pub notes: Vec<Note>,
    /// The source of which it is a copy, if it is one. The first of several copies is the one that is copied.
    pub copy: Option<Copy>,
    /// What tells it from the others of its corpus; nothing where it was not loaded with others.
    called: String,
}

/// A footnote or endnote, as it stands in the text of its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Note {
    /// Its words and its number.
    pub range: TextRange,
    /// Where it hangs: a byte offset into the text.
    pub at: Option<usize>,
}

/// How a source is a copy of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Copy {
    /// The same words under another name.
    Same(SourceId),
    /// The same article, lightly edited: most of its sentences word by word.
    Edited(SourceId),
}

impl Copy {
    /// The source that was copied.
    pub fn of(self) -> SourceId {
        match self {
            Self::Same(id) | Self::Edited(id) => id,
        }
    }
}

impl Source {
    /// A source of which nothing else is known.
    pub fn new(id: SourceId, meta: Meta, text: Text, boilerplate: Vec<Boilerplate>) -> Self {
        Self { id, meta, text, boilerplate, parts: Vec::new(), notes: Vec::new(), copy: None, called: String::new() }
    }

    /// The parts of its sentences that tell the story: each sentence with what is left of it outside of boilerplate.
    pub fn story(&self) -> impl Iterator<Item = (&Sentence, TextRange)> {
        self.text.sentences().iter().filter_map(|sentence| {
            let content = self.text.content();
            let (mut start, mut end) = (sentence.range.start(), sentence.range.end());
            let first = self.boilerplate.partition_point(|part| part.range.end() <= start);
            let parts = self.boilerplate.iter().skip(first);
            for part in parts.take_while(|part| part.range.start() < sentence.range.end()) {
                if part.range.start() <= start {
                    start = part.range.end().min(end);
                } else {
                    end = part.range.start();
                }
            }
            // The number of a verse, a clause or a note is none of its words.
            let label =
                self.text.label_at(start).filter(|label| label.style != LabelStyle::Speaker && label.range.end() < end);
            let unlabelled = label.map(|label| TextRange::new(content, label.range.end(), end));
            let rest = unlabelled.filter(|rest| rest.of(content).contains(char::is_alphanumeric));
            let rest = rest.unwrap_or_else(|| TextRange::new(content, start, end.max(start)));
            let start = rest.start();
            let lead = rest.of(content).len() - rest.of(content).trim_start().len();
            let text = rest.of(content).trim();
            let start = start + lead;
            (!text.is_empty()).then(|| (sentence, TextRange::new(content, start, start + text.len())))
        })
    }

    /// Whether a place is in one of its notes.
    pub fn is_note(&self, range: TextRange) -> bool {
        self.notes.iter().any(|note| note.range.contains(range))
    }

    /// The name to show: what tells it from the others of its corpus. Of a source by itself the outlet, else the title, else the
    /// file's name; where a machine gave the file its name, the sentence with which the story begins.
    pub fn name(&self) -> &str {
        if !self.called.is_empty() {
            return &self.called;
        }
        let file = self.meta.path.rsplit(['/', '\\']).next().unwrap_or(&self.meta.path);
        let begins = || self.story().next().map(|(_, range)| self.text.slice(range));
        let own = self.meta.outlet.as_deref().or(self.meta.title.as_deref());
        own.or_else(|| begins().filter(|_| is_machine_made(file))).unwrap_or(file)
    }
}

/// No person names a file like this: no word of three letters stands in it that is not the digits of a number.
fn is_machine_made(file: &str) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is_word = |part: &str| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 3 && !(part.len() >= 8 && part.chars().all(|c| c.is_ascii_hexdigit()))
    };
    !stem.split(|c: char| !c.is_alphanumeric()).any(is_word)
}

/// The sources being compared, in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The sources; `sources[i].id` is `i`.
    pub sources: Vec<Source>,
    /// What could not be read, sorted by path.
    pub rejected: Vec<Rejected>,
}

impl Corpus {
    /// A corpus of bare texts of one language (found out where none is given): nothing is known beside them.
    pub fn of_texts(texts: impl IntoIterator<Item = impl Into<String>>, language: Option<Language>) -> Self {
        let source = |(number, content): (u16, String)| {
            Source::new(SourceId(number), Meta::default(), Text::new(content, language), Vec::new())
        };
        let sources = (0..).zip(texts.into_iter().map(Into::into)).map(source).collect();
        Self { sources, rejected: Vec::new() }
    }

    /// The languages that are known, in the order of their first sources, with the sources in them.
    pub fn languages(&self) -> Vec<(Language, Vec<SourceId>)> {
        let mut languages: Vec<(Language, Vec<SourceId>)> = Vec::new();
        let known = |source: &&Source| source.text.language() != Language::Unknown;
        for source in self.sources.iter().filter(known) {
            match languages.iter_mut().find(|(language, _)| *language == source.text.language()) {
                Some((_, ids)) => ids.push(source.id),
                None => languages.push((source.text.language(), vec![source.id])),
            }
        }
        languages
    }

    /// How many accounts some sources are: copies of one article are one, unless all sources are copies of one, whose
    /// versions are compared then.
    pub fn accounts(&self, of: impl Iterator<Item = SourceId>) -> usize {
        let versions = self.sources.iter().skip(1).all(|source| source.copy.is_some());
        let account = |id: SourceId| self.source(id).copy.filter(|_| !versions).map_or(id, Copy::of);
        of.map(account).collect::<BTreeSet<_>>().len()
    }

    /// The language of most sources, of several the first one's.
    pub fn usual_language(&self) -> Language {
        let count = |language: Language| self.sources.iter().filter(|other| other.text.language() == language).count();
        let languages = self.sources.iter().map(|source| source.text.language());
        languages.rev().max_by_key(|language| count(*language)).unwrap_or_default()
    }

    /// The source of a number.
    ///
    /// # Panics
    /// Where the number is of another corpus.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }
}
