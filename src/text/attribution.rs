//! Attribution: who is said to speak a quotation, from the words around it.

use super::name::Run;
use super::quotation::{Piece, Told};
use super::range::TextRange;
use super::scene::Scene;

/// Who says something, and by which words that is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attribution {
    /// The fullest name that the text has for the speaker, or the words for somebody unnamed.
    pub speaker: Option<String>,
    /// The words that name the speaker here.
    pub mention: Option<TextRange>,
    /// The verb or phrase of saying.
    pub cue: Option<TextRange>,
    /// It is taken from a quotation beside this one.
    pub weak: bool,
}

/// Words between a quotation and the verb of saying behind it, at most: `," the coalition's director, Ann Smith, said`.
const FARTHEST_CUE: usize = 16;
/// Words of a sentence that only says who spoke the quotation before it: `Obama wrote in a letter on Tuesday.`
const LONGEST_TAG: usize = 10;
/// Words of a quotation that may as well be mere emphasis where nobody is said to say it (`a "buffer zone"`).
const LONGEST_EMPHASIS: usize = 3;

/// Who speaks each quoted stretch.
pub fn attributions(scene: &Scene, told: &Told, pieces: &[Piece]) -> Vec<Attribution> {
    let reader = Reader { scene, told, pieces };
    let mut found: Vec<Attribution> = Vec::with_capacity(pieces.len());
    for index in 0..pieces.len() {
        let own = reader.own(index, &found);
        found.push(own.unwrap_or_default());
    }
    for index in 0..pieces.len() {
        if found[index].speaker.is_none() {
            found[index] = reader.borrowed(index, &found).unwrap_or_default();
        }
    }
    found
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    told: &'a Told<'a>,
    pieces: &'a [Piece],
}

impl Reader<'_> {
    /// The speaker that a quotation's own sentence names, before or behind it.
    fn own(&self, index: usize, earlier: &[Attribution]) -> Option<Attribution> {
        let piece = &self.pieces[index];
        let before = self.before(piece);
        let opens_sentence = self.scene.words(before.clone()).next().is_none();
        let behind = || self.behind(index, earlier);
        let ahead = || self.ahead(before.clone(), earlier);
        if opens_sentence {
            return behind();
        }
        ahead().or_else(behind)
    }

    /// The tokens of a quotation's sentence before it.
    fn before(&self, piece: &Piece) -> Run {
        let start = self.scene.sentence(self.scene.sentence_at(piece.open)).tokens.start as usize;
        start.min(piece.open)..piece.open
    }

    /// `," said Ann Smith`, `," the director, Ann Smith, said`, `," according to Smith`.
    fn behind(&self, index: usize, earlier: &[Attribution]) -> Option<Attribution> {
        let (piece, scene) = (&self.pieces[index], self.scene);
        let sentence = scene.sentence_at(piece.end - 1);
        let limit = self.pieces.get(index + 1).map_or(usize::MAX, |next| next.open);
        let mut run = piece.end.min(limit)..(scene.sentence(sentence).tokens.end as usize).min(limit);
        if scene.words(run.clone()).next().is_none() {
            run = self.tag_behind(piece, sentence + 1, limit)?;
        }
        let cue = scene.words(run.clone()).take(FARTHEST_CUE).find(|&at| scene.is_cue(at) || scene.is_source(at));
        let Some(cue) = cue else {
            let open = scene.part(piece.end - 1) == "," && run.start == piece.end;
            return open.then(|| scene.right_behind(run)).flatten();
        };
        if scene.is_source(cue) {
            return scene.source(cue, run.end);
        }
        let first = scene.words(run.clone()).next();
        if first == Some(cue) && !scene.part(cue).ends_with("ing") {
            return scene.inverted(cue, run.end);
        }
        scene.subject(cue, run.start, earlier.last())
    }

    /// A sentence of its own that only says who spoke: `"…" Obama wrote in a letter.`
    fn tag_behind(&self, piece: &Piece, sentence: usize, limit: usize) -> Option<Run> {
        let run = self.told.sentences.get(sentence)?.tokens.indices();
        let paragraph = &self.told.paragraphs[piece.paragraph];
        let words = || self.scene.words(run.clone());
        let fits = run.end <= (paragraph.end as usize).min(limit) && words().count() <= LONGEST_TAG;
        let clause = words().any(|at| self.scene.part(at) == "that");
        let early = words().take(5).any(|at| self.scene.is_cue(at));
        (fits && early && !clause).then_some(run)
    }

    /// The nearest verb of saying before a quotation, in its sentence.
    fn ahead(&self, run: Run, earlier: &[Attribution]) -> Option<Attribution> {
        let scene = self.scene;
        let words: Vec<usize> = scene.words(run.clone()).collect();
        let mark = run.clone().rev().map(|at| scene.part(at)).find(|part| !part.trim().is_empty()).unwrap_or_default();
        let introduces = matches!(mark, ":" | ",");
        for &at in words.iter().rev() {
            if scene.is_source(at) {
                return scene.source(at, run.end);
            }
            if let Some(owner) = scene.owner_of_opinion(at) {
                return Some(owner);
            }
            // `continued despite "warnings"` and `to continue, "…"` say nothing, `continued: "…"` does.
            let goes_on = scene.part(at).starts_with("continue");
            let infinitive = || scene.word_before(at).is_some_and(|before| scene.part(before) == "to");
            if scene.is_cue(at) && (!goes_on || introduces && !infinitive()) {
                return scene.subject(at, run.start, earlier.last());
            }
        }
        let last = || scene.mentions(run.clone()).last();
        if mark == ":" { last().map(|mention| scene.named(mention, None)) } else { self.labelled(&run) }
    }

    /// Who a headline or a line of a talk begins with: `Smith: Talks ‘were a success’`.
    fn labelled(&self, run: &Run) -> Option<Attribution> {
        let scene = self.scene;
        let first = self.told.paragraphs.iter().any(|paragraph| paragraph.start as usize == run.start);
        let label = scene.mentions(run.clone()).next().filter(|_| first)?;
        let at_start = scene.words(run.clone()).next() == Some(scene.token_at(label.range.start()));
        let colon = scene.token_at(label.range.end().saturating_sub(1)) + 1;
        (at_start && scene.part(colon) == ":").then(|| scene.named(label, None))
    }

    /// A speaker taken from the quotations and sentences around, where the quotation's own sentence has none.
    fn borrowed(&self, index: usize, found: &[Attribution]) -> Option<Attribution> {
        let (piece, scene) = (&self.pieces[index], self.scene);
        let before = index.checked_sub(1).filter(|&i| found[i].speaker.is_some());
        let lent = |i: usize| Attribution { cue: None, mention: None, weak: true, ..found[i].clone() };
        if before.is_some_and(|i| self.pieces[i].paragraph == piece.paragraph || piece.continues) {
            return before.map(lent);
        }
        if before.is_some_and(|i| self.pieces[i].paragraph + 1 == piece.paragraph && self.is_whole_paragraph(piece)) {
            return before.map(lent);
        }
        let next = self.pieces.get(index + 1).is_some_and(|next| next.continues && piece.open_ended);
        if next && found[index + 1].speaker.is_some() {
            return Some(lent(index + 1));
        }
        let Some(sentence) = scene.sentence_at(piece.open).checked_sub(1) else { return before.map(lent) };
        let run = scene.sentence(sentence).tokens.indices();
        let near = scene.sentence(sentence).paragraph as usize == piece.paragraph;
        let talk = |&at: &usize| near && self.told.read.lexicon.talks.contains(scene.folded(at));
        let cue = scene.words(run.clone()).rev().find(|at| scene.is_cue(*at) || talk(at));
        if let Some(cue) = cue.filter(|_| near || matches!(scene.part(run.end - 1), ":" | ",")) {
            return scene.subject(cue, run.start, index.checked_sub(1).map(|i| &found[i]));
        }
        None
    }

    /// A paragraph that is nothing but a quotation: whoever spoke in the one before goes on.
    fn is_whole_paragraph(&self, piece: &Piece) -> bool {
        let paragraph = self.told.paragraphs[piece.paragraph].indices();
        paragraph.start == piece.open && self.scene.words(piece.end..paragraph.end).next().is_none()
    }
}

/// Whether a quoted stretch is a quotation: not a title or name, and not mere emphasis.
pub fn is_quotation(scene: &Scene, told: &Told, piece: &Piece, attribution: &Attribution) -> bool {
    if scene.shouted(piece.open) {
        return true;
    }
    let read = told.read;
    let before = scene.word_close_before(piece.open);
    let so_called = before.is_some_and(|at| at > 1 && scene.part(at - 1) == "-");
    if so_called || before.is_some_and(|at| read.lexicon.naming.contains(scene.folded(at))) {
        return false;
    }
    let small = |at: usize| read.is_word(at) && read.part(at).starts_with(char::is_lowercase);
    let topical = |at: usize| small(at) && !read.lexicon.function.contains(read.folded(at));
    let named = |at: usize| read.capital(at) && !read.lexicon.function.contains(read.folded(at));
    let title = read.capital(piece.first) && piece.inside().any(named) && !piece.inside().any(topical);
    let called = before.is_some_and(|at| matches!(scene.part(at), "called" | "call" | "calls"));
    let introduced = matches!(scene.mark_before(piece.open), "," | ":") || before.is_some_and(|at| scene.is_cue(at));
    let tagged = matches!(scene.part(piece.end - 1), "," | "?" | "!") || scene.starts_sentence(piece.open);
    let said = introduced && !(title && called) || tagged && scene.cue_close_behind(piece);
    let whole = scene.starts_sentence(piece.open) && matches!(scene.part(piece.end - 1), "." | "!" | "?");
    let emphasis = piece.inside().filter(|&at| read.is_word(at)).count() <= LONGEST_EMPHASIS
        && (attribution.weak || attribution.speaker.is_none())
        && small(piece.first);
    said || !(title && !whole || emphasis)
}
