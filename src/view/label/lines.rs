//! Lines: what may stand for a passage in a line, and what each lacks to be read alone.
//!
//! A clause of the passage, or of its sentence where it says most of what the passage does; the words of a quotation under the
//! name of who says them; a part that is no clause under its subject.

use super::{NUMBER, topics};
use crate::text::{
    Clause, EntityKind, Led, Names, Quotation, Text, TextRange, Token, TokenKind, clauses, fold, led, visible_line,
};
use crate::view::cut;
use rustc_hash::FxHashSet;
use unicode_width::UnicodeWidthStr;

/// Columns of what leads a line at most.
const HEAD: usize = 36;
/// What a line lacks that is cut, and one that is cut before it says anything.
const CUT: f32 = 6.0;
const HEARTLESS: f32 = 30.0;
/// What a clause lacks that is not the passage's own but of the sentence in which that stands, and the share of the passage's
/// words with a topic that it must have.
const AROUND: f32 = 6.0;
const LEAST_OWN: f32 = 0.5;
/// Where no line lacks less than this, the sentence stands for the passage; what it lacks for telling something else.
const LEANING: f32 = 22.0;
const ELSEWHERE: f32 = 12.0;
/// A clause that lacks so much more than another is none that is taken.
const FARTHEST: u32 = 60;
/// What somebody's words lack where nobody is named who says them.
const NOBODYS: f32 = 12.0;
/// Words with a topic of what is said, at which a passage has more of it than who says it.
const LEAST_SAID: usize = 2;

/// Words that may stand for a passage.
#[derive(Clone, Debug)]
pub struct Line {
    /// As they are shown.
    pub words: String,
    /// Where those stand that are shown, in order.
    pub parts: Vec<TextRange>,
    /// What they lack to be read alone: nothing where they are a whole clause, 30 and more where they cannot be understood.
    pub lacks: f32,
    /// Whose words they are called.
    pub speaker: Option<String>,
}

/// All lines of a passage.
pub fn lines(text: &Text, passage: TextRange, most: usize) -> Vec<Line> {
    let liner = Liner { text, passage, own: topics(text, passage).count(), most };
    let mut found = Vec::new();
    let mut judged = clauses(text, passage);
    let least = judged.iter().map(|clause| clause.lacks.min(clause.voiced)).min().unwrap_or(0);
    judged.retain(|clause| clause.lacks.min(clause.voiced) <= least + FARTHEST && liner.may_tell(clause.range));
    for clause in judged {
        let speaker = liner.speaker(clause.range);
        let plain = liner.plain(clause);
        let nobodys = if speaker.is_some() { NOBODYS } else { 0.0 };
        found.extend(plain.map(|line| Line { lacks: line.lacks + nobodys, ..line }));
        found.extend(speaker.and_then(|speaker| liner.voiced(clause, speaker)).filter(|line| liner.tells(line)));
    }
    found.extend(led(text, passage).iter().filter_map(|led| liner.led(led)));
    found.extend(liner.said());
    if found.iter().all(|line| line.lacks >= LEANING) {
        found.extend(liner.sentences());
    }
    found
}

/// What lines are made of.
struct Liner<'a> {
    text: &'a Text,
    passage: TextRange,
    /// How many words with a topic the passage has.
    own: usize,
    /// Columns.
    most: usize,
}

impl Liner<'_> {
    /// A clause as it stands.
    fn plain(&self, clause: Clause) -> Option<Line> {
        let (words, left) = cut::line(self.text, clause.range, self.most);
        let lacks = clause.lacks as f32 + self.lost(clause, left);
        Some(Line { words, parts: vec![left], lacks, speaker: None }).filter(|line| self.tells(line))
    }

    /// A clause under the name of who says it.
    fn voiced(&self, clause: Clause, speaker: String) -> Option<Line> {
        let head = format!("{speaker}: ");
        let most = self.most.checked_sub(head.width()).filter(|_| head.width() <= HEAD)?;
        let (words, left) = cut::line(self.text, clause.range, most);
        let lacks = clause.voiced as f32 + self.lost(clause, left);
        Some(Line { words: head + &words, parts: vec![left], lacks, speaker: Some(speaker) })
    }

    /// A part under its head; nothing where the head has no room.
    fn led(&self, led: &Led) -> Option<Line> {
        let (head, whole) = cut::line(self.text, led.head, HEAD);
        if whole != led.head {
            return None;
        }
        let joint = if led.joined { " " } else { " … " };
        let (part, left) = cut::line(self.text, led.clause.range, self.most - head.width() - joint.width());
        let first = self.text.slice(left).chars().find(|c| c.is_alphanumeric());
        // A line begins with a capital; here it is not the beginning.
        let part = match (part.chars().next(), first) {
            (Some(large), Some(small)) if large.is_uppercase() && small.is_lowercase() => {
                format!("{small}{}", part.chars().skip(1).collect::<String>())
            }
            _ => part,
        };
        let lacks = led.clause.lacks as f32 + self.lost(led.clause, left);
        let parts = if led.joined { vec![led.head, left] } else { vec![left] };
        Some(Line { words: format!("{head}{joint}{part}"), parts, lacks, speaker: None })
            .filter(|line| self.tells(line))
    }

    /// What a clause has lost of which only a part is left.
    fn lost(&self, clause: Clause, left: TextRange) -> f32 {
        let cut = if left == clause.range { 0.0 } else { CUT };
        let around = if self.passage.contains(clause.range) { 0.0 } else { AROUND };
        cut + around + if left.contains(clause.heart) || left.end() >= clause.heart.end() { 0.0 } else { HEARTLESS }
    }

    /// Whether a clause has most of what the passage says.
    fn may_tell(&self, range: TextRange) -> bool {
        let told = range.intersect(self.passage).map_or(0, |inside| topics(self.text, inside).count());
        self.passage.contains(range) || told as f32 >= LEAST_OWN * self.own as f32
    }

    /// Whether a line says most of what the passage says.
    fn tells(&self, line: &Line) -> bool {
        let inside = line.parts.iter().filter_map(|part| part.intersect(self.passage));
        let told: usize = inside.map(|inside| topics(self.text, inside).count()).sum();
        line.parts.iter().all(|part| self.passage.contains(*part)) || told as f32 >= LEAST_OWN * self.own as f32
    }

    /// The sentences of the passage from their beginnings, whatever these tell of it.
    fn sentences(&self) -> Vec<Line> {
        let clauses = clauses(self.text, self.passage).into_iter();
        let begins =
            |clause: &Clause| self.text.sentences().iter().any(|one| one.range.start() == clause.range.start());
        let whole = |clause: Clause| {
            let (words, left) = cut::line(self.text, clause.range, self.most);
            let lacks = clause.lacks as f32 + self.lost(clause, left) + ELSEWHERE;
            Line { words, parts: vec![left], lacks, speaker: None }
        };
        clauses.filter(begins).map(whole).collect()
    }

    /// What is said by whom of whom the passage only has that they say it: `Smith said on Monday`.
    fn said(&self) -> Vec<Line> {
        let quotations =
            self.text.quotations().iter().filter_map(|said| Some((said.range, said.cue?, said.speaker.as_ref()?)));
        let reports = self.text.reports().iter().map(|report| (report.range, report.cue, &report.speaker));
        let only_says = |(said, cue, _): &(TextRange, TextRange, &String)| {
            let inside = said.intersect(self.passage).map_or(0, |inside| topics(self.text, inside).count());
            self.passage.contains(*cue) && inside < LEAST_SAID
        };
        let lines = |(said, _, speaker): (TextRange, TextRange, &String)| {
            let speaker = called(self.text.names(), speaker);
            let clauses =
                clauses(self.text, said).into_iter().filter(move |clause| bare(self.text, said, clause.range));
            clauses.filter_map(move |clause| self.voiced(clause, speaker.clone()?)).collect::<Vec<_>>()
        };
        quotations.chain(reports).filter(only_says).flat_map(lines).collect()
    }

    /// Who says words, by name, if they are all within quotation marks.
    fn speaker(&self, range: TextRange) -> Option<String> {
        let quotations = self.text.quotations();
        let first = quotations.partition_point(|quotation| quotation.range.end() <= range.start());
        let said = quotations.get(first..)?.iter().take(2).find(|quotation| bare(self.text, quotation.range, range))?;
        let Quotation { speaker, .. } = said;
        called(self.text.names(), speaker.as_deref()?)
    }
}

/// Whether all words of a range stand in another, marks aside.
fn bare(text: &Text, outer: TextRange, range: TextRange) -> bool {
    text.words_in(range).all(|word| outer.contains(word.range))
}

/// What a person of a text is called in passing: by the last name, if no other has the same.
fn called(names: &Names, full: &str) -> Option<String> {
    let entity = names.entities.iter().find(|entity| entity.full == full && entity.kind == EntityKind::Person)?;
    let last = entity.telling();
    let same = names.entities.iter().filter(|other| other.is_in_full() && fold(other.telling()) == fold(last)).count();
    let words = if entity.is_in_full() && same == 1 { last } else { full };
    words.starts_with(char::is_uppercase).then(|| visible_line(words).into_owned())
}

/// What words of a topic weigh together, each once.
pub fn weight<'a>(text: &'a Text, parts: impl Iterator<Item = TextRange> + 'a) -> f32 {
    let mut seen = FxHashSet::default();
    let words = parts.flat_map(|part| topics(text, part).collect::<Vec<&Token>>());
    let number = |word: &Token| if word.kind == TokenKind::Number { NUMBER } else { 1.0 };
    words.filter(|word| seen.insert(word.norm)).map(number).sum()
}
