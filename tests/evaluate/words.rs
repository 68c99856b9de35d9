//! Which words of two renderings of one sentence stand for each other: measures the collation against hand-marked links, and
//! trains its weights on them.

use parallax::align::Passage;
use parallax::compare::collate::context::SURROUNDINGS;
use parallax::compare::collate::likeness::{Likeness, SIGNS};
use parallax::compare::collate::model::{Grid, Model, SEEN, logistic, seen};
use parallax::compare::collate::word::{Vocabulary, Word, Wording};
use parallax::compare::collate::{Collation, Collator};
use parallax::meaning::{Meanings, meanings};
use parallax::monitor::Monitor;
use parallax::source::{Corpus, Source};
use parallax::text::{Language, TextRange};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

type Links = BTreeSet<(usize, usize)>;

/// Two renderings and the words that stand for each other, counted between blanks.
struct Pair {
    corpus: Corpus,
    meanings: Meanings,
    sure: Links,
    possible: Links,
}

impl Pair {
    /// As if its words had no vectors.
    fn forget(&mut self) {
        self.meanings = Meanings::none(&self.corpus);
    }
}

/// Prints precision, recall and F1 of the shipped weights: of sentences that are encoded, and of such that are not.
pub fn evaluate(file: &Path) -> io::Result<()> {
    let mut pairs = read(file)?;
    println!("words: {}", score(&pairs, None));
    pairs.iter_mut().for_each(Pair::forget);
    println!("not encoded: {}", score(&pairs, None));
    Ok(())
}

/// Trains on four fifths and measures on the last, five times; then prints the weights trained on all. All that for sentences
/// that are encoded, and for such that are not.
pub fn train(file: &Path) -> io::Result<()> {
    let mut pairs = read(file)?;
    let encoded = trained(&pairs);
    pairs.iter_mut().for_each(Pair::forget);
    print(&[encoded, trained(&pairs)]);
    Ok(())
}

fn trained(pairs: &[Pair]) -> Model {
    const FOLDS: usize = 5;
    let (mut folds, mut rest): (Vec<Vec<&Pair>>, Vec<Vec<&Pair>>) = Default::default();
    for fold in 0..FOLDS {
        folds.push(pairs.iter().skip(fold).step_by(FOLDS).collect());
        rest.push(pairs.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, p)| p).collect());
    }
    let measured: Vec<Score> =
        rest.par_iter().zip(&folds).map(|(rest, fold)| score_of(fold, Some(&fit(rest)))).collect();
    let mean = |f: fn(&Score) -> f64| measured.iter().map(f).sum::<f64>() / FOLDS as f64;
    println!("cross-validated: {}", Score { precision: mean(|s| s.precision), recall: mean(|s| s.recall) });
    fit(&pairs.iter().collect::<Vec<_>>())
}

fn read(file: &Path) -> io::Result<Vec<Pair>> {
    let links = |column: Option<&&str>| -> Links {
        let parse = |link: &str| {
            let (i, j) = link.split_once('-')?;
            Some((i.parse().ok()?, j.parse().ok()?))
        };
        column.map_or("", |c| c).split_whitespace().filter_map(parse).collect()
    };
    let pair = |line: &str| {
        let row: Vec<&str> = line.split('\t').collect();
        let sure = links(row.get(7));
        let possible = links(row.get(8)).union(&sure).copied().collect();
        let corpus = Corpus::of_texts([*row.get(1)?, *row.get(3)?], Some(Language::ENGLISH));
        let meanings = meanings(&corpus, Vec::new(), &Monitor::default()).unwrap();
        Some(Pair { corpus, meanings, sure, possible })
    };
    Ok(std::fs::read_to_string(file)?.par_lines().filter_map(pair).collect())
}

fn passages(corpus: &Corpus) -> Vec<Passage> {
    let whole =
        |s: &Source| Passage { source: s.id, range: TextRange::new(s.text.content(), 0, s.text.content().len()) };
    corpus.sources.iter().map(whole).collect()
}

struct Score {
    precision: f64,
    recall: f64,
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = 2.0 * self.precision * self.recall / (self.precision + self.recall);
        write!(f, "precision {:.3} recall {:.3} F1 {f1:.4}", self.precision, self.recall)
    }
}

fn score(pairs: &[Pair], model: Option<&Model>) -> Score {
    score_of(&pairs.iter().collect::<Vec<_>>(), model)
}

/// By a model, or by the shipped one. Precision over sure and possible links, recall over sure ones, each a mean over the pairs.
fn score_of(pairs: &[&Pair], model: Option<&Model>) -> Score {
    let (mut precision, mut recall) = (0.0, 0.0);
    for pair in pairs {
        let model = model.cloned().unwrap_or_else(|| Model::of(&pair.meanings));
        let mut collator = Collator::with(&pair.corpus, &pair.meanings, model);
        let said = said(&collator.collate(&passages(&pair.corpus)), &pair.corpus);
        let share = |part: usize, of: usize, empty: f64| if of == 0 { empty } else { part as f64 / of as f64 };
        precision += share(said.intersection(&pair.possible).count(), said.len(), 0.0);
        recall += share(said.intersection(&pair.sure).count(), pair.sure.len(), 1.0);
    }
    Score { precision: precision / pairs.len() as f64, recall: recall / pairs.len() as f64 }
}

/// The links that a collation says: in order where two cells of a column have as many words, else each with each.
fn said(collation: &Collation, corpus: &Corpus) -> Links {
    let blanks: Vec<Vec<TextRange>> = passages(corpus).iter().map(|&p| between_blanks(corpus, p)).collect();
    let mut links = Links::new();
    for column in &collation.columns {
        let cell =
            |side: usize| -> Vec<usize> { column[side].map_or(Vec::new(), |range| inside(&blanks[side], range)) };
        let (a, b) = (cell(0), cell(1));
        if a.len() == b.len() {
            links.extend(a.into_iter().zip(b));
        } else {
            links.extend(a.iter().flat_map(|&i| b.iter().map(move |&j| (i, j))));
        }
    }
    links
}

fn inside(words: &[TextRange], range: TextRange) -> Vec<usize> {
    words.iter().enumerate().filter(|(_, word)| word.overlaps(range)).map(|(index, _)| index).collect()
}

fn between_blanks(corpus: &Corpus, passage: Passage) -> Vec<TextRange> {
    let content = corpus.source(passage.source).text.content();
    let place = |word: &str| word.as_ptr() as usize - content.as_ptr() as usize;
    content.split_whitespace().map(|word| TextRange::new(content, place(word), place(word) + word.len())).collect()
}

/// What the trainer knows of a pair of renderings.
struct Lesson {
    wordings: [Wording; 2],
    /// For each two words: whether they stand for each other, and how much that counts.
    truth: Vec<Vec<(f32, f64)>>,
}

/// Possible links count for less than sure ones: annotators were free to leave them out.
const POSSIBLE_COUNTS: f64 = 0.4;

fn lesson(pair: &Pair, vocabulary: &mut Vocabulary) -> Lesson {
    let [a, b] = [0, 1].map(|side| (passages(&pair.corpus)[side], side));
    let wordings = [a, b].map(|(passage, _)| vocabulary.wording(passage, &pair.corpus, &pair.meanings));
    let blanks = [a, b].map(|(passage, _)| between_blanks(&pair.corpus, passage));
    let whole = |side: usize, word: &Word| inside(&blanks[side], word.range).first().copied().unwrap_or(0);
    let truth = |x: &Word, y: &Word| {
        let link = (whole(0, x), whole(1, y));
        match (pair.sure.contains(&link), pair.possible.contains(&link)) {
            (true, _) => (1.0, 1.0),
            (false, true) => (1.0, POSSIBLE_COUNTS),
            (false, false) => (0.0, 1.0),
        }
    };
    let [ones, others] = wordings.each_ref().map(|wording| &wording.words);
    let truth = ones.iter().map(|x| others.iter().map(|y| truth(x, y)).collect()).collect();
    Lesson { wordings, truth }
}

/// How often the surroundings are looked at.
const ROUNDS: usize = 3;

/// Trains round by round; what a round sees comes from weights that were trained on other pairs, as it will be in use.
fn fit(pairs: &[&Pair]) -> Model {
    let mut vocabulary = Vocabulary::default();
    let lessons: Vec<Lesson> = pairs.iter().map(|pair| lesson(pair, &mut vocabulary)).collect();
    let likeness: Vec<Likeness> =
        lessons.iter().map(|l| Likeness::of(&l.wordings[0], &l.wordings[1], &vocabulary)).collect();
    let all: Vec<Vec<Example<{ SIGNS.len() }>>> =
        lessons.iter().zip(&likeness).map(|(lesson, likeness)| by_themselves(lesson, likeness)).collect();
    let mut model = Model { first: weights(&newton(&all.iter().flatten().collect::<Vec<_>>())), rounds: Vec::new() };
    let mut grids = cross(&all, &lessons);
    for _ in 0..ROUNDS {
        let all: Vec<Vec<Example<SEEN>>> = lessons
            .iter()
            .zip(&likeness)
            .zip(&grids)
            .map(|((lesson, likeness), grid)| {
                seen(likeness, grid).into_iter().map(|(i, j, seen)| Example::of(lesson, i, j, seen)).collect()
            })
            .collect();
        model.rounds.push(weights(&newton(&all.iter().flatten().collect::<Vec<_>>())));
        grids = cross(&all, &lessons);
    }
    model
}

fn by_themselves(lesson: &Lesson, likeness: &Likeness) -> Vec<Example<{ SIGNS.len() }>> {
    let all = (0..lesson.truth.len()).flat_map(|i| (0..lesson.truth[i].len()).map(move |j| (i, j)));
    all.map(|(i, j)| Example::of(lesson, i, j, likeness.signs(i, j))).collect()
}

/// One pair of words, what is seen of it, and whether it is one.
struct Example<const N: usize> {
    at: (usize, usize),
    seen: [f32; N],
    truth: f32,
    counts: f64,
}

impl<const N: usize> Example<N> {
    fn of(lesson: &Lesson, i: usize, j: usize, seen: [f32; N]) -> Self {
        let (truth, counts) = lesson.truth[i][j];
        Self { at: (i, j), seen, truth, counts }
    }
}

/// How sure each pair is by weights trained on the other half of the lessons.
fn cross<const N: usize>(all: &[Vec<Example<N>>], lessons: &[Lesson]) -> Vec<Grid> {
    let halves = [0, 1].map(|half| newton(&all.iter().skip(half).step_by(2).flatten().collect::<Vec<_>>()));
    let grid = |(index, (examples, lesson)): (usize, (&Vec<Example<N>>, &Lesson))| {
        let model: Vec<f32> = halves[1 - index % 2].iter().map(|&w| w as f32).collect();
        let mut grid = Grid::new(lesson.truth.len(), lesson.truth.first().map_or(0, Vec::len));
        for example in examples {
            let sum = model.iter().zip(example.seen.iter().chain(&[1.0])).map(|(weight, value)| weight * value).sum();
            grid.set(example.at.0, example.at.1, logistic(sum));
        }
        grid
    };
    all.iter().zip(lessons).enumerate().map(grid).collect()
}

fn weights<const N: usize>(found: &[f64]) -> [f32; N] {
    std::array::from_fn(|index| ((found[index] * 1000.0).round() / 1000.0) as f32)
}

/// Logistic regression by Newton's method, with a little pull to zero.
fn newton<const N: usize>(examples: &[&Example<N>]) -> Vec<f64> {
    const PULL: f64 = 1.0;
    let size = N + 1;
    let mut weights = vec![0.0f64; size];
    for _ in 0..12 {
        let mut slope: Vec<f64> = weights.iter().map(|w| -PULL * w).collect();
        let mut curve = vec![vec![0.0f64; size]; size];
        for example in examples {
            let seen: Vec<(usize, f64)> =
                example.seen.iter().chain(&[1.0]).map(|&x| f64::from(x)).enumerate().filter(|x| x.1 != 0.0).collect();
            let sum: f64 = seen.iter().map(|&(at, x)| weights[at] * x).sum();
            let sure = 1.0 / (1.0 + (-sum).exp());
            let (pull, bend) =
                (example.counts * (f64::from(example.truth) - sure), example.counts * sure * (1.0 - sure));
            for (index, &(at, x)) in seen.iter().enumerate() {
                slope[at] += pull * x;
                for &(other, y) in seen.iter().take(index + 1) {
                    curve[at][other] += bend * x * y;
                }
            }
        }
        for (at, row) in curve.iter_mut().enumerate() {
            row[at] += PULL;
        }
        let step = solve(curve, slope);
        for (weight, step) in weights.iter_mut().zip(&step) {
            *weight += step;
        }
    }
    weights
}

/// Solves a system whose matrix is symmetric and positive; its lower half is given (Cholesky).
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let sum: f64 = matrix[i][j] - (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum::<f64>();
            matrix[i][j] = if i == j { sum.max(1e-12).sqrt() } else { sum / matrix[j][j] };
        }
    }
    for i in 0..size {
        right[i] = (right[i] - (0..i).map(|k| matrix[i][k] * right[k]).sum::<f64>()) / matrix[i][i];
    }
    for i in (0..size).rev() {
        right[i] = (right[i] - (i + 1..size).map(|k| matrix[k][i] * right[k]).sum::<f64>()) / matrix[i][i];
    }
    right
}

/// Prints the table of weights as it stands in the code.
fn print(models: &[Model; 2]) {
    let names = SIGNS.iter().chain(&SURROUNDINGS).chain(&["constant"]);
    for (at, name) in names.enumerate() {
        let [encoded, other] = models.each_ref().map(|model| line(model, at));
        println!("    (\"{name}\", [[{encoded}], [{other}]]),");
    }
}

fn line(model: &Model, at: usize) -> String {
    let first = if at == SEEN { model.first.last() } else { model.first.get(at).filter(|_| at < SIGNS.len()) };
    let all = first.or(Some(&0.0)).into_iter().chain(model.rounds.iter().map(|weights| &weights[at]));
    all.map(|weight| format!("{weight:.3}")).collect::<Vec<_>>().join(", ")
}
