//! Stories: groups of documents that tell the same.

use super::Sketch;
use super::judge::{Judge, MOST_ODDS, Odds, is_copy, sure};
use super::likeness::Measure;
use super::linkage::{Groups, grouped};
use super::pair::{Looked, WIDE};
use super::posting::DocumentId;
use super::relation::{Telling, WITHIN};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// Documents that tell the same.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Story {
    /// What it is about.
    pub label: String,
    /// Names in the leads of most of its documents, as the one that speaks for all has them.
    pub names: Vec<String>,
    /// The first and the last day on which its documents were published.
    pub dates: Option<(Date, Date)>,
    /// Its documents by their numbers, in ascending order.
    pub documents: Vec<DocumentId>,
    /// Those of them that tell the same, two by two, in ascending order.
    pub pairs: Vec<Pair>,
}

/// Two documents that tell the same, and why that is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Pair {
    /// The document with the lower number.
    pub a: DocumentId,
    /// The other.
    pub b: DocumentId,
    /// Words in passages that both have.
    pub words: u32,
    /// How sure it is, in thousandths of log-odds; 0 is as likely as not.
    pub odds: Odds,
    /// How alike their words are, in percent.
    pub alike: u8,
    /// How alike their leads are in what they mean, in percent; nothing where that is not known.
    pub meaning: Option<i8>,
    /// One is a copy of the other, or of a part of it.
    pub copy: bool,
}

impl Pair {
    /// How sure it is that both tell the same, 0 to 1, in hundredths.
    pub fn sure(self) -> f64 {
        sure(self.odds)
    }
}

/// The largest group in which every two documents are looked at, where not all of them were before.
const COMPLETED: usize = 1_000;

/// Days between two reports of one event, and what each further one takes off: whoever writes of the same people a week later
/// writes of something else, as a rule. Set by hand: few of the stories that the judge was fitted to have dates.
const DAYS: i32 = 3;
const EACH_DAY: Odds = 250;
const MOST_DAYS: Odds = 2_500;

/// Names that are told of a story at most.
const MOST_NAMES: usize = 6;

/// Puts documents together that tell the same, the largest story first.
pub fn stories(documents: &[Sketch], looked: &[Looked]) -> Vec<Story> {
    let telling = Telling::of(looked, documents.len());
    let date = |id: DocumentId| documents[id as usize].date;
    put_together(documents, looked.iter().map(|looked| judged(looked, &telling, date)).collect())
}

/// What is said of two documents that were looked at.
pub fn judged((a, b, likeness): &Looked, telling: &Telling, date: impl Fn(DocumentId) -> Option<Date>) -> Pair {
    let words = telling.words(likeness);
    let copy = is_copy(likeness, words);
    let apart = if copy { 0 } else { apart(date(*a), date(*b)) };
    Pair {
        a: *a,
        b: *b,
        words,
        odds: (Judge::shipped().odds(likeness, words) - apart).max(-MOST_ODDS),
        alike: (likeness.words * 100.0).round() as u8,
        meaning: likeness.meaning.map(|cosine| (cosine * 100.0).round() as i8),
        copy,
    }
}

/// The stories that pairs of documents make, the largest first. A document is in one story at most: one that tells of several,
/// as a digest of the week does, is in none.
pub fn put_together(documents: &[Sketch], pairs: Vec<Pair>) -> Vec<Story> {
    let odds: Vec<(DocumentId, DocumentId, Odds)> = pairs.iter().map(|pair| (pair.a, pair.b, pair.odds)).collect();
    let groups = grouped(documents.len(), &odds);
    let mut group_of: FxHashMap<DocumentId, usize> = FxHashMap::default();
    for (number, group) in groups.iter().enumerate() {
        group_of.extend(group.iter().map(|document| (*document, number)));
    }
    let mut inside: Vec<Vec<Pair>> = vec![Vec::new(); groups.len()];
    for pair in pairs.into_iter().filter(|pair| pair.odds > 0 || pair.words >= WITHIN) {
        if let (Some(here), Some(there)) = (group_of.get(&pair.a), group_of.get(&pair.b))
            && here == there
        {
            inside[*here].push(pair);
        }
    }
    let mut stories: Vec<Story> =
        groups.into_iter().zip(inside).map(|(members, pairs)| Story::of(documents, members, pairs)).collect();
    stories.sort_by(|x, y| y.documents.len().cmp(&x.documents.len()).then_with(|| x.documents.cmp(&y.documents)));
    stories
}

/// What is taken off because two documents were published on different days.
fn apart(a: Option<Date>, b: Option<Date>) -> Odds {
    let Some((one, other)) = a.zip(b) else { return 0 };
    let days = one.until(other).map_or(0, |span| span.get_days().abs());
    ((days - DAYS).max(0) * EACH_DAY).min(MOST_DAYS)
}

/// Looks at all pairs of groups in which only neighbours were looked at.
pub fn complete(measure: &Measure, looked: &mut Vec<Looked>) {
    let telling = Telling::of(looked, measure.count);
    let mut groups = Groups::new(measure.count);
    looked.iter().filter(|looked| is_for(looked, &telling)).for_each(|(a, b, _)| groups.join(*a, *b));
    let wide = wide(groups.members());
    if wide.is_empty() {
        return;
    }
    let known: FxHashSet<(DocumentId, DocumentId)> = looked.iter().map(|(a, b, _)| (*a, *b)).collect();
    for members in wide {
        let more = missing(&members, &known).into_par_iter().map(|(a, b)| (a, b, measure.likeness(a, b)));
        looked.par_extend(more);
    }
    looked.sort_unstable_by_key(|(a, b, _)| (*a, *b));
}

/// Whether two documents rather tell one story, whenever they were published.
pub fn is_for((_, _, likeness): &Looked, telling: &Telling) -> bool {
    Judge::shipped().odds(likeness, telling.words(likeness)) > 0
}

/// The groups in which all pairs are looked at, in order.
pub fn wide(groups: impl IntoIterator<Item = Vec<DocumentId>>) -> Vec<Vec<DocumentId>> {
    let is_wide = |members: &Vec<DocumentId>| (WIDE + 1..=COMPLETED).contains(&members.len());
    let mut wide: Vec<Vec<DocumentId>> = groups.into_iter().filter(is_wide).collect();
    wide.sort_unstable();
    wide
}

/// The pairs of a group that were not looked at, in order.
pub fn missing(members: &[DocumentId], known: &FxHashSet<(DocumentId, DocumentId)>) -> Vec<(DocumentId, DocumentId)> {
    let pairs = (1..).zip(members).flat_map(|(next, a)| members[next..].iter().map(move |b| (*a, *b)));
    pairs.filter(|pair| !known.contains(pair)).collect()
}

impl Story {
    /// Of its documents and the pairs among them.
    fn of(documents: &[Sketch], members: Vec<DocumentId>, mut pairs: Vec<Pair>) -> Self {
        pairs.sort_unstable();
        let mut story = Self { documents: members, pairs, ..Self::default() };
        story.tell(documents);
        story
    }

    /// Sets what is told of it: what it is about, and its days, by what is said of its documents.
    pub fn tell(&mut self, documents: &[Sketch]) {
        let mut shared: FxHashMap<DocumentId, i64> = FxHashMap::default();
        for pair in &self.pairs {
            for document in [pair.a, pair.b] {
                *shared.entry(document).or_default() += i64::from(pair.odds + MOST_ODDS);
            }
        }
        let language = self.language(documents);
        // The one that has most in common with the others speaks for all, in the language of most of them; a headline says
        // more than how a text begins.
        let speaks = |id: &&DocumentId| {
            let document = &documents[**id as usize];
            let own = document.lead.language.as_deref() == language;
            (own, document.title.is_some(), shared.get(*id), u32::MAX - **id)
        };
        let speaker = self.documents.iter().max_by_key(speaks).map(|id| &documents[*id as usize]);
        self.label = speaker.map(|document| document.name().to_owned()).unwrap_or_default();
        self.names = speaker.map(|document| self.shared_names(document, documents)).unwrap_or_default();
        let dates = self.documents.iter().filter_map(|id| documents[*id as usize].date);
        self.dates = dates.clone().min().zip(dates.max());
    }

    /// The language of most of its documents; of as many of two, that of the first document.
    fn language<'a>(&self, documents: &'a [Sketch]) -> Option<&'a str> {
        let languages = || self.documents.iter().map(|id| documents[*id as usize].lead.language.as_deref());
        let often = |language: Option<&str>| languages().filter(|other| *other == language).count();
        languages().rev().max_by_key(|language| often(*language)).flatten()
    }

    /// The names of a document's lead that most of the others have in theirs, as they sound.
    fn shared_names(&self, speaker: &Sketch, documents: &[Sketch]) -> Vec<String> {
        let others: Vec<FxHashSet<u32>> = self
            .documents
            .iter()
            .map(|id| documents[*id as usize].lead.sounds.iter().map(|(_, sound)| *sound).collect())
            .collect();
        let of_name = |number: usize| {
            let sounds = speaker.lead.sounds.iter().filter(move |(name, _)| usize::from(*name) == number);
            sounds.map(|(_, sound)| *sound)
        };
        let is_shared = |number: usize| {
            let having = others.iter().filter(|sounds| of_name(number).any(|sound| sounds.contains(&sound))).count();
            having * 3 >= self.documents.len() * 2 && having > 1
        };
        // `Indiana` and `Indiana's` sound alike: once is enough.
        let mut told: FxHashSet<u32> = FxHashSet::default();
        let mut is_new = |number: usize| {
            let is_new = !of_name(number).any(|sound| told.contains(&sound));
            told.extend(of_name(number));
            is_new
        };
        let names = speaker.lead.names.iter().enumerate();
        let names = names.filter(|(number, _)| is_shared(*number) && is_new(*number));
        names.map(|(_, name)| name.clone()).take(MOST_NAMES).collect()
    }
}
