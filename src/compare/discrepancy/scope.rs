//! The passages of one parallel, their words, and which places in them stand for each other.

use crate::align::{Link, Parallel, Passage};
use crate::compare::Collation;
use crate::meaning::Meanings;
use crate::source::Corpus;
use crate::text::{Language, Norm, Text, TextRange, TokenKind, foreign};
use jiff::civil::Date;
use std::cell::OnceCell;

/// A place in a passage: the passage's row in the parallel, and the words.
pub type Place = (usize, TextRange);

/// So many telling words before a place, and as many behind it, say what it is about.
const AROUND: usize = 4;

/// A word of a passage.
pub struct Word<'a> {
    /// Where it stands.
    pub range: TextRange,
    /// As written, folded.
    pub folded: &'a str,
    /// Equal for inflections of one word.
    pub norm: Norm,
    /// It names or tells something: no article, preposition or auxiliary.
    pub content: bool,
    /// The column of the collation that it stands in.
    column: Option<usize>,
}

/// The passages of a parallel, with their collation.
pub struct Scope<'a> {
    /// The passages, by row.
    pub passages: &'a [Passage],
    corpus: &'a Corpus,
    meanings: &'a Meanings,
    links: Vec<&'a Link>,
    words: Vec<Vec<Word<'a>>>,
    /// The words of the whole source of each row, read when they are first asked for.
    whole_texts: Vec<OnceCell<Vec<Norm>>>,
}

/// What the places of a parallel are read from.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The sources.
    pub corpus: &'a Corpus,
    /// What their words mean.
    pub meanings: &'a Meanings,
    /// All links; a parallel has the numbers of its own.
    pub links: &'a [Link],
}

impl<'a> Scope<'a> {
    /// Of a parallel.
    pub fn of(parallel: &'a Parallel, collation: &Collation, told: Told<'a>) -> Self {
        let Told { corpus, meanings, links } = told;
        let mut cells: Vec<Vec<(TextRange, usize)>> = vec![Vec::new(); parallel.passages.len()];
        for (column, row_cells) in collation.columns.iter().enumerate() {
            for (row, cell) in row_cells.iter().enumerate() {
                cells[row].extend(cell.map(|range| (range, column)));
            }
        }
        let words = |(passage, mut cells): (&Passage, Vec<(TextRange, usize)>)| {
            cells.sort_unstable();
            words(&corpus.source(passage.source).text, passage.range, &cells)
        };
        let words = parallel.passages.iter().zip(cells).map(words).collect();
        let links = parallel.links.iter().filter_map(|&link| links.get(link)).collect();
        let whole_texts = vec![OnceCell::new(); parallel.passages.len()];
        Self { passages: &parallel.passages, corpus, meanings, links, words, whole_texts }
    }

    /// How sure it is that two rows say the same, 0 to 1: the surest link of theirs.
    pub fn strength(&self, a: usize, b: usize) -> f32 {
        let of = |row: usize, passage: &Passage| {
            let row = self.passages[row];
            row.source == passage.source && row.range.overlaps(passage.range)
        };
        let joins = |link: &&&Link| {
            let [x, y] = &link.passages;
            of(a, x) && of(b, y) || of(a, y) && of(b, x)
        };
        self.links.iter().filter(joins).map(|link| link.evidence.score).fold(0.0, f32::max)
    }

    /// How near in meaning two places are, as a cosine; 0 where it is not known.
    pub fn nearness(&self, a: Place, b: Place) -> f32 {
        let of = |(row, range): Place| self.meanings.of(self.passages[row].source).of_range(range);
        of(a).zip(of(b)).map_or(0.0, |(x, y)| x.iter().zip(&y).map(|(x, y)| x * y).sum())
    }

    /// Whether the source of a row has the words of a place anywhere.
    pub fn says_elsewhere(&self, row: usize, place: Place) -> bool {
        let words: Vec<Norm> = self.at(place).iter().map(|w| w.norm).collect();
        let read = || {
            let told = self.text(row).tokens().iter();
            told.filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).map(|t| t.norm).collect()
        };
        let all: &Vec<Norm> = self.whole_texts[row].get_or_init(read);
        !words.is_empty() && all.windows(words.len()).any(|some| some == words)
    }

    /// The text that a row is of.
    pub fn text(&self, row: usize) -> &'a Text {
        &self.corpus.source(self.passages[row].source).text
    }

    /// The day on which the source of a row was published, if that is known.
    pub fn told_on(&self, row: usize) -> Option<Date> {
        self.corpus.source(self.passages[row].source).meta.date
    }

    /// Whether a row is in English, whose small words are known here; a text too short to tell is taken for it.
    pub fn english(&self, row: usize) -> bool {
        matches!(self.text(row).language(), Language::ENGLISH | Language::Unknown)
    }

    /// Whether two rows are of two languages, so that their words cannot be compared.
    pub fn foreign(&self, a: usize, b: usize) -> bool {
        foreign(self.text(a).language(), self.text(b).language())
    }

    /// The rows.
    pub fn rows(&self) -> std::ops::Range<usize> {
        0..self.passages.len()
    }

    /// The pairs of rows that are of different sources.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let all = self.rows().flat_map(move |a| (a + 1..self.passages.len()).map(move |b| (a, b)));
        all.filter(|&(a, b)| self.passages[a].source != self.passages[b].source)
    }

    /// The words before a word of a row, at most so many.
    pub fn before(&self, word: &Word, row: usize, most: usize) -> &[Word<'a>] {
        let end = self.words[row].partition_point(|w| w.range.end() <= word.range.start());
        &self.words[row][end.saturating_sub(most)..end]
    }

    /// The whole of a row.
    pub fn whole(&self, row: usize) -> Place {
        (row, self.passages[row].range)
    }

    /// The rows of the source that a row is of.
    pub fn rows_of_same_source(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let source = self.passages[row].source;
        self.rows().filter(move |&other| self.passages[other].source == source)
    }

    /// The words of a row.
    pub fn words(&self, row: usize) -> &[Word<'a>] {
        &self.words[row]
    }

    /// The words at a place.
    pub fn at(&self, (row, range): Place) -> &[Word<'a>] {
        let words = &self.words[row];
        let start = words.partition_point(|w| w.range.end() <= range.start());
        let end = words.partition_point(|w| w.range.start() < range.end());
        &words[start..end.max(start)]
    }

    /// Whether the collation has words of two places in one column.
    pub fn stand_for_each_other(&self, a: Place, b: Place) -> bool {
        self.at(a).iter().any(|x| x.column.is_some() && self.at(b).iter().any(|y| x.column == y.column))
    }

    /// Whether the nearest telling words before two places are the same and stand for each other, and those behind them too.
    pub fn between_the_same(&self, a: Place, b: Place) -> bool {
        let (x, y) = (self.neighbours(a), self.neighbours(b));
        let same = |x: &Word, y: &Word| x.norm == y.norm && x.column.is_some() && x.column == y.column;
        x.iter().zip(&y).all(|(x, y)| x.zip(*y).is_some_and(|(x, y)| same(x, y)))
    }

    /// Whether two places stand between the same telling words, or both at an end of their passages; not at both ends.
    pub fn framed_by_the_same(&self, a: Place, b: Place) -> bool {
        let (x, y) = (self.neighbours(a), self.neighbours(b));
        let same = |pair: (&Option<&Word>, &Option<&Word>)| match pair {
            (Some(x), Some(y)) => x.norm == y.norm,
            (None, None) => true,
            _ => false,
        };
        x.iter().any(Option::is_some) && x.iter().zip(&y).all(same)
    }

    /// The share of the telling words of two rows that both have, 0 to 1.
    pub fn likeness(&self, a: usize, b: usize) -> f32 {
        let telling = |row: usize| self.words[row].iter().filter(|w| w.content).map(|w| w.norm).collect::<Vec<_>>();
        let (x, y) = (telling(a), telling(b));
        let common = x.iter().filter(|norm| y.contains(norm)).count();
        common as f32 / x.len().max(y.len()).max(1) as f32
    }

    /// Whether a nearest telling word on either side of one place stands for one of the other.
    pub fn beside_the_same(&self, a: Place, b: Place) -> bool {
        let columns = |place| self.neighbours(place).map(|word| word.and_then(|w| w.column));
        let (x, y) = (columns(a), columns(b));
        x.iter().any(|x| x.is_some() && y.contains(x))
    }

    /// The nearest telling words before and behind a place.
    fn neighbours(&self, (row, range): Place) -> [Option<&Word<'a>>; 2] {
        let before = self.words[row].iter().rfind(|w| w.content && w.range.end() <= range.start());
        let behind = self.words[row].iter().find(|w| w.content && w.range.start() >= range.end());
        [before, behind]
    }

    /// How many of the telling words around two places stand for each other.
    pub fn around(&self, a: Place, b: Place) -> usize {
        let near = |(row, range): Place| {
            let words = &self.words[row];
            let start = words.partition_point(|w| w.range.end() <= range.start());
            let end = words.partition_point(|w| w.range.start() < range.end());
            let before = words[..start].iter().rev().filter(|w| w.content).take(AROUND);
            before.chain(words[end.max(start)..].iter().filter(|w| w.content).take(AROUND)).filter_map(|w| w.column)
        };
        near(a).filter(|&column| near(b).any(|other| other == column)).count()
    }

    /// How many telling words of two places stand for each other, and their share of the place that has fewer, 0 to 1.
    pub fn closeness(&self, a: Place, b: Place) -> (usize, f32) {
        let columns =
            |place| -> Vec<usize> { self.at(place).iter().filter(|w| w.content).filter_map(|w| w.column).collect() };
        let (x, y) = (columns(a), columns(b));
        let (short, mut long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        long.sort_unstable();
        let common = short.iter().filter(|column| long.binary_search(column).is_ok()).count();
        (common, common as f32 / short.len().max(1) as f32)
    }

    /// The words of another row that stand in a word's column.
    pub fn counterparts(&self, word: &Word, row: usize) -> impl Iterator<Item = &Word<'a>> {
        let column = word.column;
        self.words[row].iter().filter(move |w| column.is_some() && w.column == column)
    }

    /// The column of a word of a row, if its passage has it and it stands for another.
    pub fn column(&self, row: usize, range: TextRange) -> Option<usize> {
        self.at((row, range)).first().filter(|word| word.range == range).and_then(|word| word.column)
    }

    /// Each item of a list that lies in a row's passage.
    pub fn within<T>(&self, row: usize, all: &'a [T], range: impl Fn(&T) -> TextRange) -> Vec<&'a T> {
        all.iter().filter(|item| self.passages[row].range.contains(range(item))).collect()
    }
}

fn words<'a>(text: &'a Text, range: TextRange, cells: &[(TextRange, usize)]) -> Vec<Word<'a>> {
    let word = |token: &crate::text::Token| {
        let folded = text.folded(token);
        let cell = cells.get(cells.partition_point(|cell| cell.0.end() <= token.range.start()));
        Word {
            range: token.range,
            norm: token.norm,
            content: !text.language().is_function_word(folded),
            folded,
            column: cell.filter(|cell| cell.0.overlaps(token.range)).map(|cell| cell.1),
        }
    };
    text.words_in(range).map(word).collect()
}
