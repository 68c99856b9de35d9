//! Attributions: other people who are said to have said it, level by level.

use super::scope::{Place, Scope};
use super::tie::{Measure, Ties, compare};
use crate::text::{Entity, EntityKind, Mention, Norm, Text, TextRange, Token};

/// Two statements are one where at least so many of their telling words stand for each other, and at least this share of the
/// shorter; the more words, the smaller the share may be, since outlets cut and add.
const CLOSE: [(usize, f32); 3] = [(2, 0.6), (3, 0.5), (5, 0.4)];

/// Words that begin no speaker.
const BESIDE: [&str; 12] = ["in", "on", "at", "by", "of", "for", "with", "it", "it's", "that", "this", "there"];

/// Something said, and by whom.
struct Said<'a> {
    /// What is said, as far as the passage has it.
    what: Place,
    /// The words that name who says it.
    who: Place,
    /// Who that is, if it is a name.
    entity: Option<&'a Entity>,
    /// Stems of the telling words of the speaker's name and titles.
    words: Vec<Norm>,
    /// Whom this one says to have said it (`Ushakov said that Putin said`).
    inner: Vec<(Option<&'a Entity>, Vec<Norm>)>,
}

impl<'a> Said<'a> {
    /// Everybody who is said to have said it, the reporter first.
    fn levels(&self) -> impl Iterator<Item = (Option<&'a Entity>, &[Norm])> {
        let inner = self.inner.iter().map(|(entity, words)| (*entity, words.as_slice()));
        std::iter::once((self.entity, self.words.as_slice())).chain(inner)
    }
}

/// Speakers of statements that stand for each other.
pub fn attributions(scope: &Scope) -> Ties {
    let rows: Vec<Vec<Said>> = scope.rows().map(|row| said(scope, row)).collect();
    let close = |x: &Said, y: &Said| {
        let (common, share) = scope.closeness(x.what, y.what);
        CLOSE.iter().any(|&(least, part)| common >= least && share >= part)
    };
    // Words for a speaker cannot be compared with those of another language, names of people can.
    let person = |x: &Said| x.entity.is_some_and(|entity| entity.kind == EntityKind::Person);
    let comparable = |x: &Said, y: &Said| (!scope.foreign(x.who.0, y.who.0) || person(x) && person(y)) && close(x, y);
    let by = Measure {
        place: |s: &Said| s.who,
        comparable,
        // That one source names the reporter and another does not is no other speaker.
        same: |x: &Said, y: &Said| x.levels().any(|one| y.levels().any(|other| is_one(one, other))),
        meet: |_: &Said, _: &Said, _: &[Said], _: &[Said]| true,
        corrected: true,
    };
    compare(scope, &rows, &by)
}

/// Whether the words for a speaker name a person, and no body.
pub fn is_person(scope: &Scope, (row, range): Place) -> bool {
    let names = scope.text(row).names();
    let own =
        names.mentions.iter().filter(|mention| mention.range.overlaps(range) && mention.epithet != Some(mention.range));
    own.filter_map(|mention| names.entities.get(mention.entity)).any(|entity| entity.kind == EntityKind::Person)
}

/// Whether two speakers are one: by name, or by a word for them.
fn is_one(one: (Option<&Entity>, &[Norm]), other: (Option<&Entity>, &[Norm])) -> bool {
    let named = one.0.zip(other.0).is_some_and(|(x, y)| x.same(y));
    named || one.1.iter().any(|word| other.1.contains(word))
}

/// Takes what is said inside of what another says to that.
fn nested(all: Vec<Said>) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    for one in all {
        match found.iter_mut().find(|outer| outer.what != one.what && outer.what.1.contains(one.what.1)) {
            Some(outer) => outer.inner.push((one.entity, one.words)),
            None => found.push(one),
        }
    }
    found
}

fn said<'a>(scope: &Scope<'a>, row: usize) -> Vec<Said<'a>> {
    let (text, passage) = (scope.text(row), scope.passages[row].range);
    let reports = text.reports().iter().map(|r| (r.range, r.speaker.as_str(), r.mention));
    let inside = text.quotations().iter().filter(|q| q.range.overlaps(passage));
    let quoted = inside.filter_map(|q| {
        let speaker = q.speaker.as_deref()?;
        Some((q.range, speaker, q.mention.or_else(|| named_before(text, speaker, q.range))?))
    });
    let mut all: Vec<Said> = reports
        .chain(quoted)
        .filter_map(|(range, speaker, mention)| Some((range.intersect(passage)?, speaker, mention)))
        .filter(|(_, speaker, mention)| names_somebody(text, speaker, *mention))
        .map(|(what, speaker, mention)| {
            let (entity, words) = identity(text, speaker, mention);
            Said { what: (row, what), who: (row, mention), entity, words, inner: Vec::new() }
        })
        .collect();
    // The longest first, so that whoever reports comes before whoever is reported.
    all.sort_by_key(|one| std::cmp::Reverse(one.what.1.len()));
    nested(all)
}

/// Where a speaker was last named before a quotation that has no words for its speaker beside it.
fn named_before(text: &Text, speaker: &str, quotation: TextRange) -> Option<TextRange> {
    let names = text.names();
    let named = names.mentions.iter().filter(|m| names.entities[m.entity].full == speaker).map(|m| m.range);
    let described =
        text.quotations().iter().filter(|q| q.speaker.as_deref() == Some(speaker)).filter_map(|q| q.mention);
    named.chain(described).filter(|range| range.end() <= quotation.start()).max()
}

/// Whether the words for a speaker tell who it is: no pronoun, no title whose bearer the text never names, no time.
fn names_somebody(text: &Text, speaker: &str, mention: TextRange) -> bool {
    let time = text.values().iter().any(|v| v.range.overlaps(mention));
    let word = |token: Option<&Token>| token.map_or("", |t| text.folded(t));
    let (first, last) = (word(text.words_in(mention).next()), word(text.words_in(mention).last()));
    let bare = text.language().is_function_word(last) || BESIDE.contains(&first);
    let names = text.names();
    let entity = names.entities.iter().position(|e| e.full == speaker);
    let named = |m: &Mention| Some(m.entity) == entity && m.epithet != Some(m.range);
    !time && !bare && (entity.is_none() || names.mentions.iter().any(named))
}

/// Who somebody is, and stems of the words of name and titles; of somebody unnamed, of all words that tell it (`administration
/// officials` may be `the administration`).
fn identity<'a>(text: &'a Text, speaker: &str, mention: TextRange) -> (Option<&'a Entity>, Vec<Norm>) {
    let names = text.names();
    let entity = names.entities.iter().position(|e| e.full == speaker);
    let telling = |range: TextRange| -> Vec<Norm> {
        let words = text.words_in(range).filter(|t| !text.language().is_function_word(text.folded(t)));
        words.map(|t| t.norm).collect()
    };
    let own = names.mentions.iter().filter(|m| Some(m.entity) == entity || joined(text, m.range, mention));
    let mut words: Vec<Norm> = own.flat_map(|m| m.epithet.into_iter().chain([m.range])).flat_map(telling).collect();
    if entity.is_none() {
        words = telling(mention);
    }
    words.sort_unstable();
    words.dedup();
    (entity.and_then(|index| names.entities.get(index)), words)
}

/// Whether two places are one, or parts of one phrase: `the Treasury Department and the I.R.S.`, `the Department of the Treasury`.
fn joined(text: &Text, one: TextRange, other: TextRange) -> bool {
    let (first, second) = (one.min(other), one.max(other));
    if first.overlaps(second) {
        return true;
    }
    let between = first.between(second);
    between.len() <= LONGEST_JOINT && matches!(text.slice(between).trim(), "and" | "and the" | "of" | "of the")
}

/// Bytes of `and the` with its blanks, and one to spare.
const LONGEST_JOINT: usize = 10;
