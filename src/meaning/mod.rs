//! What words mean where they stand: an encoder, shipped with the program, makes a vector of every piece of a text.
//!
//! It is the lower layers of multilingual-e5-small, trained on for this (see `assets/NOTICE`). Words of one meaning have vectors
//! that point the same way, in whatever language they are. It reads a sentence, or a few, at a time: a *window*. What comes out
//! does not depend on what else is encoded, on the number of threads or on the processor.

mod asset;
mod mean;
mod network;
mod pieces;
mod vectors;

use crate::monitor::{Cancelled, Monitor};
use crate::source::{Corpus, SourceId};
use crate::text::Text;
use asset::Asset;
use network::{AROUND, Network};
use pieces::{Desk, Pieces, Segmented};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use mean::{Bearing, Mean};
pub use vectors::{DIMENSIONS, Directions, Laid, Nearness, Vectors};

static SHIPPED: &[u8] = include_bytes!("../../assets/meaning.pxm");

/// Up to so many pieces sentences of one paragraph are read together; with 0, each by itself.
pub const WINDOW: usize = 0;

/// With more words in all sources none is encoded: it would take too long.
pub const MOST_WORDS: usize = 30_000;

/// What the encoder says of a piece: its vector, before it is rounded, and its gate.
const OUTPUTS: usize = DIMENSIONS + 1;

/// Windows are worked on together up to so many tokens.
const BATCH: usize = 128;

/// The encoder.
pub struct Encoder {
    pieces: Pieces,
    network: Network,
}

impl Encoder {
    /// The one that is shipped. It is laid out at first use.
    pub fn shipped() -> &'static Self {
        static ENCODER: OnceLock<Encoder> = OnceLock::new();
        ENCODER.get_or_init(|| Self::read(SHIPPED).expect("the shipped encoder is whole"))
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let asset = Asset::read(bytes)?;
        let (pieces, network) = rayon::join(|| Pieces::new(&asset), || Network::new(&asset));
        (network.outputs() >= OUTPUTS).then_some(Self { pieces, network })
    }

    /// Another encoder has another version: what was made by one is of no use to the other.
    pub fn version() -> [u8; blake3::OUT_LEN] {
        // The last weights change with all others, and reading the whole file would take longer than what this saves.
        let last = SHIPPED.last_chunk::<65_536>().map_or(SHIPPED, |last| last);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(SHIPPED.len() as u64).to_le_bytes()).update(last);
        hasher.update(format!("{} {WINDOW}", env!("CARGO_PKG_VERSION")).as_bytes());
        *hasher.finalize().as_bytes()
    }

    /// The vectors of a text.
    pub fn encode(&self, text: &Text) -> Vectors {
        let mut found = self.encode_all(&[text], &Monitor::default()).unwrap_or_default();
        found.pop().unwrap_or_default()
    }

    /// The vectors of some texts.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn encode_all(&self, texts: &[&Text], monitor: &Monitor) -> Result<Vec<Vectors>, Cancelled> {
        self.each(texts, monitor, |segmented, rows| Vectors::of(segmented.places, segmented.ids, &rows))
    }

    /// What some texts mean as a whole.
    ///
    /// # Errors
    /// Where the work was cancelled.
    pub fn means(&self, texts: &[&Text], monitor: &Monitor) -> Result<Vec<Mean>, Cancelled> {
        self.each(texts, monitor, |_, rows| Mean::of(rows.into_iter()))
    }

    /// Makes something of what is said of the pieces of each text.
    fn each<T>(
        &self,
        texts: &[&Text],
        monitor: &Monitor,
        make: impl Fn(Segmented, Vec<&[f32]>) -> T,
    ) -> Result<Vec<T>, Cancelled> {
        let cut: Vec<(Segmented, Vec<Range<usize>>)> = texts.par_iter().map(|text| self.windows(text)).collect();
        let mut distinct = Distinct::default();
        let numbers: Vec<Vec<usize>> = cut
            .iter()
            .map(|(segmented, windows)| {
                windows.iter().map(|window| distinct.number(&segmented.ids[window.clone()])).collect()
            })
            .collect();
        let batches = batches(&distinct.windows);
        monitor.expect(distinct.windows.iter().map(|window| window.len() as u64).sum());
        let made: Vec<Vec<f32>> = batches
            .par_iter()
            .with_max_len(1)
            .map(|batch| self.batch(&distinct.windows[batch.clone()], monitor))
            .collect::<Result<_, _>>()?;
        let places = places(&distinct.windows, &batches);
        drop(distinct);
        let gathered = cut.into_iter().zip(numbers).map(|((segmented, _), numbers)| {
            let places = numbers.into_iter().map(|number| places[number].clone());
            let rows =
                places.flat_map(|(batch, rows)| made[batch].chunks_exact(OUTPUTS).skip(rows.start).take(rows.len()));
            make(segmented, rows.collect())
        });
        Ok(gathered.collect())
    }

    /// The pieces of a text, and the windows that they make.
    fn windows(&self, text: &Text) -> (Segmented, Vec<Range<usize>>) {
        let mut desk = Desk::default();
        let mut segmented = Segmented::default();
        let mut sentences: Vec<(u32, Range<usize>)> = Vec::with_capacity(text.sentences().len());
        for sentence in text.sentences() {
            let start = segmented.ids.len();
            self.pieces.segment(text.content(), sentence.range, &mut desk, &mut segmented);
            sentences.push((sentence.paragraph, start..segmented.ids.len()));
        }
        (segmented, joined(&sentences, WINDOW).into_iter().flat_map(|window| self.parted(window)).collect())
    }

    /// A window in as few equal parts as fit the network.
    fn parted(&self, window: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let parts = window.len().div_ceil(self.network.longest());
        let bound = move |part: usize| window.start + window.len() * part / parts.max(1);
        (0..parts).map(move |part| bound(part)..bound(part + 1))
    }

    fn batch(&self, windows: &[&[u32]], monitor: &Monitor) -> Result<Vec<f32>, Cancelled> {
        let mut made = Vec::with_capacity(windows.iter().map(|window| window.len()).sum::<usize>() * OUTPUTS);
        self.network.run(windows, |outputs| made.extend_from_slice(&outputs[..OUTPUTS]));
        monitor.advance(windows.iter().map(|window| window.len() as u64).sum())?;
        Ok(made)
    }
}

/// Joins sentences of one paragraph as long as they have no more than `most` pieces together.
fn joined(sentences: &[(u32, Range<usize>)], most: usize) -> Vec<Range<usize>> {
    let mut windows: Vec<(u32, Range<usize>)> = Vec::with_capacity(sentences.len());
    for (paragraph, pieces) in sentences {
        match windows.last_mut() {
            Some((last, window)) if last == paragraph && pieces.end - window.start <= most => window.end = pieces.end,
            _ => windows.push((*paragraph, pieces.clone())),
        }
    }
    windows.into_iter().map(|(_, window)| window).collect()
}

/// Windows, each once: what is said twice is encoded once.
#[derive(Default)]
struct Distinct<'a> {
    windows: Vec<&'a [u32]>,
    numbers: FxHashMap<&'a [u32], usize>,
}

impl<'a> Distinct<'a> {
    fn number(&mut self, window: &'a [u32]) -> usize {
        *self.numbers.entry(window).or_insert_with(|| {
            self.windows.push(window);
            self.windows.len() - 1
        })
    }
}

/// Windows in batches, by their numbers; none is parted.
fn batches(windows: &[&[u32]]) -> Vec<Range<usize>> {
    let mut batches: Vec<Range<usize>> = Vec::new();
    let mut tokens = 0;
    for (number, window) in windows.iter().enumerate() {
        tokens += window.len() + AROUND;
        match batches.last_mut() {
            Some(batch) if tokens <= BATCH => batch.end = number + 1,
            _ => {
                tokens = window.len() + AROUND;
                batches.push(number..number + 1);
            }
        }
    }
    batches
}

/// For each window its batch, and its pieces among those of the batch.
fn places(windows: &[&[u32]], batches: &[Range<usize>]) -> Vec<(usize, Range<usize>)> {
    let mut places = Vec::with_capacity(windows.len());
    for (number, batch) in batches.iter().enumerate() {
        let mut at = 0;
        for window in &windows[batch.clone()] {
            places.push((number, at..at + window.len()));
            at += window.len();
        }
    }
    places
}

/// The vectors of all sources; a copy costs nothing.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Meanings(Arc<[Vectors]>);

impl Meanings {
    /// Of sources that are not encoded.
    pub fn none(corpus: &Corpus) -> Self {
        Self(vec![Vectors::default(); corpus.sources.len()].into())
    }

    /// Whether no source is encoded.
    pub fn is_none(&self) -> bool {
        self.0.iter().all(Vectors::is_empty)
    }

    /// Those of a source; none where it was not encoded.
    pub fn of(&self, source: SourceId) -> &Vectors {
        &self.0[usize::from(source.0)]
    }
}

/// The vectors of all sources: those that were kept, and the others made. Of more than [`MOST_WORDS`] there are none.
///
/// # Errors
/// Where the work was cancelled.
pub fn meanings(corpus: &Corpus, kept: Vec<Option<Vectors>>, monitor: &Monitor) -> Result<Meanings, Cancelled> {
    if !is_encoded(corpus) {
        return Ok(Meanings::none(corpus));
    }
    let mut found: Vec<Option<Vectors>> = kept;
    found.resize(corpus.sources.len(), None);
    let missing: Vec<usize> = (0..found.len()).filter(|&source| found[source].is_none()).collect();
    if !missing.is_empty() {
        let texts: Vec<&Text> = missing.iter().map(|&source| &corpus.sources[source].text).collect();
        let made = Encoder::shipped().encode_all(&texts, monitor)?;
        missing.into_iter().zip(made).for_each(|(source, vectors)| found[source] = Some(vectors));
    }
    Ok(Meanings(found.into_iter().flatten().collect()))
}

/// What to say where a corpus is too long to be encoded; nothing where it is not.
pub fn by_words_alone(corpus: &Corpus) -> Option<String> {
    let thousands = MOST_WORDS / 1000;
    let more = if corpus.languages().len() > 1 { ", and across languages by names and numbers" } else { "" };
    (!is_encoded(corpus))
        .then(|| format!("more than {thousands},000 words: compared by their words alone, not by what they mean{more}"))
}

/// Whether the texts of a corpus are few enough to be encoded.
pub fn is_encoded(corpus: &Corpus) -> bool {
    let words = corpus.sources.iter().map(|source| source.text.tokens().iter().filter(|token| token.is_word()).count());
    words.sum::<usize>() <= MOST_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str) -> Text {
        Text::new(content.to_owned(), None)
    }

    const TOLD: &str = "The mayor resigned on Friday. \"I am tired,\" she said.\n\nThe council meets on Monday.";

    #[test]
    fn a_text_has_the_same_vectors_whatever_is_encoded_beside_it() {
        let encoder = Encoder::shipped();
        let many: Vec<Text> = (2..40).map(|n| text(&format!("{TOLD} {}", "It rained for hours. ".repeat(n)))).collect();
        let all = encoder.encode_all(&many.iter().collect::<Vec<_>>(), &Monitor::default()).expect("nobody cancels");
        for (text, vectors) in many.iter().zip(&all).step_by(7) {
            assert_eq!(&encoder.encode(text), vectors);
        }
    }

    #[test]
    fn vectors_do_not_depend_on_the_number_of_threads() {
        let texts: Vec<Text> = (1..9).map(|n| text(&"Rain fell on the old town. ".repeat(n * 3))).collect();
        let encoded = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let texts: Vec<&Text> = texts.iter().collect();
            pool.install(|| Encoder::shipped().encode_all(&texts, &Monitor::default()).expect("nobody cancels"))
        };
        assert_eq!(encoded(1), encoded(3));
    }

    #[test]
    fn every_piece_has_a_vector_and_they_are_kept_as_they_are() {
        for content in ["", "\u{0}\u{1}\n\n\u{feff}", TOLD, &"word ".repeat(900), &"x".repeat(3_000)] {
            let text = text(content);
            let vectors = Encoder::shipped().encode(&text);
            let whole = crate::text::TextRange::new(content, 0, content.len());
            assert_eq!(vectors.pieces_in(whole), 0..vectors.len());
            for piece in 0..vectors.len() {
                let length = vectors.vector(piece).iter().map(|x| f32::from(*x).powi(2)).sum::<f32>().sqrt();
                assert!((length - 127.0).abs() < 5.0, "{length}");
            }
            assert_eq!(Vectors::from_bytes(&vectors.to_bytes(), &text).as_ref(), Some(&vectors));
        }
        let kept = Encoder::shipped().encode(&text(TOLD)).to_bytes();
        assert_eq!(Vectors::from_bytes(&kept, &text("Another text.")), None);
        assert_eq!(Vectors::from_bytes(&kept[1..], &text(TOLD)), None);
    }

    #[test]
    fn sentences_of_a_paragraph_are_joined_up_to_a_limit() {
        let sentences = [(0, 0..5), (0, 5..9), (0, 9..20), (1, 20..22), (1, 22..23)];
        assert_eq!(joined(&sentences, 0), [0..5, 5..9, 9..20, 20..22, 22..23]);
        assert_eq!(joined(&sentences, 9), [0..9, 9..20, 20..23]);
    }

    #[test]
    fn a_window_longer_than_the_network_is_parted() {
        let parts: Vec<_> = Encoder::shipped().parted(10..700).collect();
        assert_eq!((parts.len(), parts[0].start, parts[2].end), (3, 10, 700));
        assert_eq!(Encoder::shipped().parted(3..3).count(), 0);
    }

    #[test]
    fn work_that_is_cancelled_ends() {
        let monitor = Monitor::default();
        monitor.cancel();
        assert_eq!(Encoder::shipped().encode_all(&[&text(TOLD)], &monitor), Err(Cancelled));
    }
}
