//! Whether claims can be told by statements: what an alignment could reach at best that groups whole statements.

use crate::gold::{Story, under};
use parallax::source::SourceId;
use parallax::text::{Text, TextRange, statements};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What cuts a sentence into parts.
type Cut = fn(&parallax::text::Text, TextRange) -> Vec<TextRange>;

/// Words, by their numbers, of each source.
type Words = BTreeMap<SourceId, BTreeSet<usize>>;

/// Prints, for whole sentences and for statements, of the stories in one language and of those in two: claims that the best
/// set of parts tells at least half alike, and the mean likeness; the same where each span of a claim is given one part
/// alone, so that shreds do not pay; and the words of a part.
pub fn run(data: &Path) -> std::io::Result<()> {
    let cuts: [(&str, Cut); 2] = [("sentences", |_, sentence| vec![sentence]), ("statements", statements)];
    for set in ["gold", "xlang"] {
        let stories = under(&data.join(set));
        for (name, cut) in cuts {
            let mut oracle = Oracle::default();
            stories.iter().for_each(|story| oracle.read(story, cut));
            println!("{set:6} {name:10} {oracle}");
        }
    }
    Ok(())
}

/// Writes the sentences and statements of all stories in a folder, a story a line, for the trainer of the encoder: each
/// source's sentences as `[start, end]` and its statements as `[start, end, sentence]`, in code points.
pub fn list(folder: &Path) -> std::io::Result<()> {
    for story in under(folder) {
        let sources: Vec<Value> = story.corpus.sources.iter().map(|source| listed(&source.text)).collect();
        println!("{}", json!({ "name": story.name, "sources": sources }));
    }
    Ok(())
}

fn listed(text: &Text) -> Value {
    let mut numbers = vec![0; text.content().len() + 1];
    text.content().char_indices().zip(0..).for_each(|((at, _), number)| numbers[at] = number);
    numbers[text.content().len()] = text.content().chars().count();
    let place = |range: TextRange| [numbers[range.start()], numbers[range.end()]];
    let sentences: Vec<[usize; 2]> = text.sentences().iter().map(|sentence| place(sentence.range)).collect();
    let cut = |(number, sentence): (usize, &parallax::text::Sentence)| {
        let parts = statements(text, sentence.range).into_iter().map(place);
        parts.map(|[start, end]| [start, end, number]).collect::<Vec<_>>()
    };
    let parts: Vec<[usize; 3]> = text.sentences().iter().enumerate().flat_map(cut).collect();
    json!({ "sentences": sentences, "statements": parts })
}

#[derive(Default)]
struct Oracle {
    claims: usize,
    parts: usize,
    words: usize,
    shreds: usize,
    any: Reached,
    one: Reached,
}

/// Claims that are told at least half alike, and the sum of likenesses.
#[derive(Default)]
struct Reached {
    half: usize,
    sum: f64,
}

impl Reached {
    fn add(&mut self, likeness: f64) {
        self.half += usize::from(likeness >= 0.5);
        self.sum += likeness;
    }

    fn show(&self, claims: usize) -> String {
        let share = |part: f64| part / claims.max(1) as f64;
        format!("told {:.3}  likeness {:.3}", share(self.half as f64), share(self.sum))
    }
}

impl std::fmt::Display for Oracle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |part: usize| part as f64 / self.parts.max(1) as f64;
        write!(
            f,
            "by any parts: {}   by one a span: {}   words a part {:.2}, under 5: {:.3}",
            self.any.show(self.claims),
            self.one.show(self.claims),
            share(self.words),
            share(self.shreds)
        )
    }
}

impl Oracle {
    fn read(&mut self, story: &Story, cut: Cut) {
        let mut parts: BTreeMap<SourceId, Vec<BTreeSet<usize>>> = BTreeMap::new();
        for source in &story.corpus.sources {
            let ranges = source.text.sentences().iter().flat_map(|sentence| cut(&source.text, sentence.range));
            let words: Vec<_> = ranges.map(|range| words(story, source.id, range)).filter(|w| !w.is_empty()).collect();
            self.parts += words.len();
            self.words += words.iter().map(BTreeSet::len).sum::<usize>();
            self.shreds += words.iter().filter(|w| w.len() < 5).count();
            parts.insert(source.id, words);
        }
        for claim in &story.claims {
            let spans: Vec<_> = claim.spans.iter().map(|&(id, span)| (id, words(story, id, span))).collect();
            let told = told(&spans);
            if told.len() >= 2 {
                self.claims += 1;
                self.any.add(alike(&any(&told, &parts), &told));
                self.one.add(alike(&one(&spans, &parts), &told));
            }
        }
    }
}

/// The numbers of the words that lie in a range, in whole or in part.
fn words(story: &Story, id: SourceId, range: TextRange) -> BTreeSet<usize> {
    let tokens = story.corpus.source(id).text.tokens();
    story.corpus.source(id).text.tokens_in(range).indices().filter(|&at| tokens[at].is_word()).collect()
}

fn told(spans: &[(SourceId, BTreeSet<usize>)]) -> Words {
    let mut all = Words::new();
    spans.iter().for_each(|(id, words)| all.entry(*id).or_default().extend(words));
    all
}

/// The words of the best part of each span.
fn one(spans: &[(SourceId, BTreeSet<usize>)], parts: &BTreeMap<SourceId, Vec<BTreeSet<usize>>>) -> Words {
    let best = |(id, span): &(SourceId, BTreeSet<usize>)| {
        let part = parts[id].iter().max_by(|x, y| overlap(x, span).total_cmp(&overlap(y, span)))?;
        (overlap(part, span) > 0.0).then(|| (*id, part.clone()))
    };
    told(&spans.iter().filter_map(best).collect::<Vec<_>>())
}

/// The words of the parts that tell a claim best, taken one by one while they make it better.
fn any(claim: &Words, parts: &BTreeMap<SourceId, Vec<BTreeSet<usize>>>) -> Words {
    let mut found = Words::new();
    for (id, told) in claim {
        let mut taken = BTreeSet::new();
        loop {
            let with = |part: &BTreeSet<usize>| taken.union(part).copied().collect::<BTreeSet<usize>>();
            let near = parts[id].iter().filter(|part| !part.is_disjoint(told)).map(with);
            let best = near.max_by(|x, y| overlap(x, told).total_cmp(&overlap(y, told)));
            match best.filter(|best| overlap(best, told) > overlap(&taken, told) + 1e-9) {
                Some(best) => taken = best,
                None => break,
            }
        }
        if !taken.is_empty() {
            found.insert(*id, taken);
        }
    }
    found
}

/// Words in common by the larger number.
fn overlap(x: &BTreeSet<usize>, y: &BTreeSet<usize>) -> f64 {
    x.intersection(y).count() as f64 / x.len().max(y.len()).max(1) as f64
}

/// F1 over the words, every source weighing the same.
fn alike(x: &Words, y: &Words) -> f64 {
    let common: Vec<f64> = x.iter().filter_map(|(id, words)| Some(overlap(words, y.get(id)?))).collect();
    if common.len() < 2 { 0.0 } else { 2.0 * common.iter().sum::<f64>() / (x.len() + y.len()) as f64 }
}
