//! Parallels against what careful readers marked: how many are a claim as a reader would cut it, and which sentences they link.

use super::gold::{Story, under};
use parallax::align::Passage;
use parallax::compare::{Comparison, compare};
use parallax::monitor::Monitor;
use parallax::source::SourceId;
use parallax::text::{TextRange, foreign};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every how manieth invented story no model has seen; `kept_out` of the trainer.
const KEPT_OUT: usize = 12;

/// The numbers of the words of some stretches, by source.
type Words = BTreeMap<SourceId, BTreeSet<usize>>;
/// Two sentences of two sources, the lower source first.
type Linked = [(SourceId, usize); 2];

/// How many were found, of how many, and how many were said.
#[derive(Default, Clone, Copy)]
struct Share {
    hit: usize,
    said: usize,
    asked: usize,
}

/// What is counted of a story.
#[derive(Default)]
struct Counts {
    claims: Share,
    twice: usize,
    shown: usize,
    different: usize,
    links: Share,
    across: Share,
}

/// Prints, for each set of stories that DATA has (`gold`, `xlang`, and of the invented `stories` those that no model has seen):
/// claims that are a parallel of their own, where the two share at least half of their words, each source counting the same;
/// sentences that are linked, where one claim, or one parallel, has at least half of both; the same across languages alone.
pub fn run(data: &Path) -> std::io::Result<()> {
    for set in ["gold", "xlang", "stories"] {
        let folder = data.join(set);
        if !folder.is_dir() {
            continue;
        }
        let mut stories = under(&folder);
        if set == "stories" {
            stories.retain(|story| !story.name.starts_with("brief-") && !story.name.starts_with("apart-"));
            stories = stories.into_iter().step_by(KEPT_OUT).collect();
        }
        if stories.is_empty() {
            continue;
        }
        let counted: Vec<Counts> = stories.par_iter().map(count).collect();
        let all = counted.into_iter().fold(Counts::default(), Counts::and);
        println!("{set:8} claims  {}, twice {}", all.claims, all.twice);
        println!("{:8}         each word shown {:.2} times", "", all.shown as f64 / all.different.max(1) as f64);
        println!("{:8} links   {}", "", all.links);
        println!("{:8} across  {}", "", all.across);
    }
    Ok(())
}

fn count(story: &Story) -> Counts {
    let comparison = compare(story.corpus.clone(), &Monitor::default()).unwrap();
    let claims: Vec<Vec<Passage>> = story.claims.iter().map(|claim| places(&claim.spans)).collect();
    let said: Vec<&[Passage]> = comparison.alignment.parallels.iter().map(|p| p.passages.as_slice()).collect();
    let mut counts = Counts::default();
    count_claims(&comparison, &claims, &said, &mut counts);
    let units = units(story);
    let truth = links(claims.iter().map(Vec::as_slice), &units);
    let found = links(said.into_iter(), &units);
    let language = |source: SourceId| story.corpus.source(source).text.language();
    let across = |link: &&Linked| foreign(language(link[0].0), language(link[1].0));
    let share = |fits: &dyn Fn(&&Linked) -> bool| Share {
        hit: truth.intersection(&found).filter(|link| fits(link)).count(),
        said: found.iter().filter(|link| fits(link)).count(),
        asked: truth.iter().filter(|link| fits(link)).count(),
    };
    counts.links = share(&|_| true);
    counts.across = share(&across);
    counts
}

fn places(spans: &[(SourceId, TextRange)]) -> Vec<Passage> {
    spans.iter().map(|&(source, range)| Passage { source, range }).collect()
}

/// Matches parallels and claims one to one, the most alike first.
fn count_claims(comparison: &Comparison, claims: &[Vec<Passage>], said: &[&[Passage]], counts: &mut Counts) {
    let claims: Vec<Words> = claims.iter().map(|passages| words(comparison, passages)).collect();
    let said: Vec<Words> = said.iter().map(|passages| words(comparison, passages)).collect();
    let all =
        said.iter().enumerate().flat_map(|(i, x)| claims.iter().enumerate().map(move |(j, y)| (alike(x, y), i, j)));
    let mut pairs: Vec<(f64, usize, usize)> = all.filter(|pair| pair.0 >= 0.5).collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    for &(_, i, j) in &pairs {
        if !taken.contains(&i) && !given.contains(&j) {
            taken.insert(i);
            given.insert(j);
        }
    }
    counts.claims = Share { hit: taken.len(), said: said.len(), asked: claims.len() };
    counts.twice = pairs.iter().map(|pair| pair.1).filter(|i| !taken.contains(i)).collect::<BTreeSet<_>>().len();
    let stands: Vec<(SourceId, usize)> =
        said.iter().flatten().flat_map(|(&source, words)| words.iter().map(move |&word| (source, word))).collect();
    counts.shown = stands.len();
    counts.different = stands.into_iter().collect::<BTreeSet<_>>().len();
}

fn words(comparison: &Comparison, passages: &[Passage]) -> Words {
    let mut found = Words::new();
    for passage in passages {
        let text = &comparison.corpus.source(passage.source).text;
        let inside = text.words_in(passage.range).map(|token| token.range.start());
        found.entry(passage.source).or_default().extend(inside);
    }
    found
}

fn alike(x: &Words, y: &Words) -> f64 {
    let both = x.iter().filter_map(|(source, words)| Some((words, y.get(source)?)));
    let shares: Vec<f64> = both
        .map(|(one, other)| one.intersection(other).count() as f64 / one.len().max(other.len()).max(1) as f64)
        .collect();
    if shares.len() < 2 { 0.0 } else { 2.0 * shares.iter().sum::<f64>() / (x.len() + y.len()) as f64 }
}

/// The sentences of each source, as the readers were given them; of invented stories as they are cut here.
fn units(story: &Story) -> Vec<Vec<TextRange>> {
    let of = |(units, source): (&Vec<TextRange>, &parallax::source::Source)| {
        if units.is_empty() { source.text.sentences().iter().map(|s| s.range).collect() } else { units.clone() }
    };
    story.units.iter().zip(&story.corpus.sources).map(of).collect()
}

fn links<'a>(groups: impl Iterator<Item = &'a [Passage]>, units: &[Vec<TextRange>]) -> BTreeSet<Linked> {
    let mut found = BTreeSet::new();
    for group in groups {
        let inside = |passage: &Passage| {
            let all = units[passage.source.index()].iter().enumerate();
            let lies = |unit: &TextRange| {
                let common = unit.intersect(passage.range).map_or(0, TextRange::len);
                common > 0 && 2 * common >= unit.len().min(passage.range.len())
            };
            all.filter(move |(_, unit)| lies(unit)).map(|(number, _)| (passage.source, number)).collect::<Vec<_>>()
        };
        let places: BTreeSet<(SourceId, usize)> = group.iter().flat_map(inside).collect();
        let pairs = places.iter().flat_map(|&a| places.iter().map(move |&b| [a, b]));
        found.extend(pairs.filter(|[a, b]| a.0 < b.0));
    }
    found
}

impl Share {
    fn and(self, other: Self) -> Self {
        Self { hit: self.hit + other.hit, said: self.said + other.said, asked: self.asked + other.asked }
    }
}

impl Counts {
    fn and(self, other: Self) -> Self {
        Self {
            claims: self.claims.and(other.claims),
            twice: self.twice + other.twice,
            shown: self.shown + other.shown,
            different: self.different + other.different,
            links: self.links.and(other.links),
            across: self.across.and(other.across),
        }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Self { hit, said, asked } = *self;
        let part = |of: usize| hit as f64 / of.max(1) as f64;
        let f1 = 2.0 * hit as f64 / (said + asked).max(1) as f64;
        write!(
            out,
            "precision {:.3} recall {:.3} F1 {f1:.3} ({hit} of {said}, {asked} asked for)",
            part(said),
            part(asked)
        )
    }
}
