//! Frames: the words around a value that tell of what it is. Two values are of one thing where these are the same.

use super::scope::{Place, Scope};
use crate::text::{Lexicon, Norm, Text, TextRange, TokenKind};

/// Telling words beside a value, on either side, that tell what is counted or what happened.
const BESIDE: usize = 3;
/// Telling words on either side, in its sentence, that tell of whom or what.
const WIDE: usize = 12;
/// So many of the words around two values are the same where they are of one thing.
const LEAST_WIDE: usize = 2;
/// So many telling words before a value say of whom or what it is told.
const LEAST_SUBJECT: usize = 2;

/// A telling word around a value.
#[derive(Clone, Copy, Debug)]
struct Around {
    norm: Norm,
    column: Option<usize>,
    /// It is part of a name.
    name: bool,
    /// It is a word for something written or spoken (`statement`).
    document: bool,
    reach: Reach,
}

/// What stands between a word and the value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Reach {
    /// No small word but the first ones (`in state taxes`).
    Phrase,
    /// Nothing that begins another clause: no comma, no `who`, no `that`.
    Clause,
    /// A beginning of another clause.
    Far,
}

impl Around {
    fn is(&self, other: &Self) -> bool {
        self.norm == other.norm || self.column.is_some() && self.column == other.column
    }
}

/// The words around a value, the nearest first.
pub struct Frame {
    before: Vec<Around>,
    behind: Vec<Around>,
    /// The passage has the words before the value that say of whom or what it is told.
    has_subject: bool,
}

impl Frame {
    /// That of a place in a passage, read in its whole sentence.
    pub fn of(scope: &Scope, place: Place) -> Self {
        let (row, range) = place;
        let text = scope.text(row);
        let sentence = text.sentences().iter().find(|s| s.range.overlaps(range)).map_or(range, |s| s.range);
        let whole = text.tokens_in(sentence);
        let own = text.tokens_in(range);
        let before = (whole.start..own.start).rev().map(|at| at as usize);
        let behind = (own.end..whole.end).map(|at| at as usize);
        let before = read(scope, (row, sentence), before);
        let own = scope.passages[row].range;
        let inside = scope.words(row).iter().filter(|w| w.range.end() <= range.start() && sentence.contains(w.range));
        let told = inside.filter(|w| tells(text, w.range, w.folded)).count();
        let has_subject = own.start() <= sentence.start() || told >= LEAST_SUBJECT;
        Self { before, behind: read(scope, (row, sentence), behind), has_subject }
    }

    /// How many words beside two values are the same, names aside.
    pub fn beside(&self, other: &Self) -> usize {
        let plain = |side: &[Around]| {
            let beside = side.iter().filter(|word| word.reach < Reach::Far && !word.name).take(BESIDE);
            beside.copied().collect::<Vec<_>>()
        };
        let all = |frame: &Self| [plain(&frame.before), plain(&frame.behind)].concat();
        common(&all(self), &all(other))
    }

    /// Whether enough of what stands around two values is the same.
    pub fn is_around(&self, other: &Self) -> bool {
        let all = |frame: &Self| [frame.before.as_slice(), frame.behind.as_slice()].concat();
        common(&all(self), &all(other)) >= LEAST_WIDE
    }

    /// Whether both passages say of whom or what their values are told.
    pub fn have_subjects(&self, other: &Self) -> bool {
        self.has_subject && other.has_subject
    }

    /// Whether the nearest word that is no name, before or behind, is the same: what happened then.
    pub fn is_at_the_same(&self, other: &Self) -> bool {
        let nearest = |frame: &Self| -> Vec<Around> {
            let of =
                |side: &[Around]| side.iter().find(|word| !word.name).filter(|word| word.reach < Reach::Far).copied();
            of(&frame.before).into_iter().chain(of(&frame.behind)).filter(|word| !word.document).collect()
        };
        let (one, two) = (nearest(self), nearest(other));
        one.iter().any(|x| two.iter().any(|y| x.norm == y.norm)) && self.is_around(other)
    }

    /// Whether the nearest name before both is the same, with enough of what stands around, and one of them says no more than
    /// whose doing it is (`followed by the House on Thursday`).
    pub fn is_by_the_same(&self, other: &Self) -> bool {
        let name = |frame: &Self| frame.before.iter().find(|word| word.name).map(|word| word.norm);
        let is_bare = |frame: &Self| {
            let says = |word: Option<&Around>| word.is_some_and(|word| word.reach < Reach::Far && !word.name);
            !says(frame.before.first()) && !says(frame.behind.first())
        };
        let bare = is_bare(self) || is_bare(other);
        bare && name(self).is_some() && name(self) == name(other) && self.is_around(other)
    }

    /// Whether both count what one noun names, and other words stand before that (`state taxes`, `federal taxes`).
    pub fn counts_another(&self, other: &Self) -> bool {
        let phrase = |frame: &Self| -> Vec<Around> {
            frame.behind.iter().take_while(|word| word.reach == Reach::Phrase).copied().collect()
        };
        let (one, two) = (phrase(self), phrase(other));
        let last = |one: &[Around], two: &[Around]| one.iter().rposition(|x| two.iter().any(|y| x.norm == y.norm));
        let Some((here, there)) = last(&one, &two).zip(last(&two, &one)) else { return false };
        here != there || !one[..here].iter().all(|x| two[..there].iter().any(|y| x.norm == y.norm))
    }
}

/// The telling words of a row's sentence at some tokens, in their order, as many as are asked for.
fn read(scope: &Scope, (row, sentence): Place, steps: impl Iterator<Item = usize>) -> Vec<Around> {
    let text = scope.text(row);
    let (mut found, mut reach, mut small): (Vec<Around>, Reach, bool) = (Vec::new(), Reach::Phrase, false);
    for token in steps.filter_map(|at| text.tokens().get(at)).filter(|token| token.kind != TokenKind::Space) {
        let folded = text.folded(token);
        if token.kind == TokenKind::Mark {
            if !matches!(text.slice(token.range), "-" | "%" | "$" | "€" | "£") {
                reach = Reach::Far;
            }
            continue;
        }
        if Lexicon::of(text.language()).clauses.contains(folded) {
            reach = Reach::Far;
        }
        // `State senators` say nothing.
        let noun = reach == Reach::Phrase
            && (small || !found.is_empty())
            && Lexicon::of(text.language()).says.contains(folded);
        if !noun && !tells(text, token.range, folded) {
            small = matches!(folded, "in" | "of" | "the");
            if !found.is_empty() || !small {
                reach = reach.max(Reach::Clause);
            }
            continue;
        }
        let capital = text.slice(token.range).starts_with(char::is_uppercase) && token.range.start() > sentence.start();
        found.push(Around {
            norm: token.norm,
            column: scope.column(row, token.range),
            name: capital || text.names().mentions.iter().any(|mention| mention.range.overlaps(token.range)),
            document: Lexicon::of(text.language()).documents.contains(folded),
            reach,
        });
        if found.len() == WIDE {
            break;
        }
    }
    found
}

/// How many words of one list stand for a word of another.
fn common(one: &[Around], other: &[Around]) -> usize {
    let mut seen: Vec<Norm> = Vec::new();
    for word in one {
        if !seen.contains(&word.norm) && other.iter().any(|there| word.is(there)) {
            seen.push(word.norm);
        }
    }
    seen.len()
}

/// Whether a word says of what a value is: no small word, no verb of saying, no other value.
fn tells(text: &Text, range: TextRange, folded: &str) -> bool {
    let lexicon = Lexicon::of(text.language());
    !text.language().is_function_word(folded)
        && !lexicon.says.contains(folded)
        && !text.values().iter().any(|value| value.range.overlaps(range))
}

#[cfg(test)]
mod tests {
    use super::super::Told;
    use super::*;
    use crate::align::{Parallel, Passage};
    use crate::meaning::meanings;
    use crate::monitor::Monitor;
    use crate::source::{Corpus, Source};
    use crate::text::Language;

    /// Whether the only numbers or days of two texts are told of one thing.
    fn of_one_thing(texts: [&str; 2], of: impl Fn([&Frame; 2]) -> bool) -> bool {
        let corpus = Corpus::of_texts(texts, Some(Language::ENGLISH));
        let whole = |source: &Source| {
            let content = source.text.content();
            Passage { source: source.id, range: TextRange::new(content, 0, content.len()) }
        };
        let parallel = Parallel { passages: corpus.sources.iter().map(whole).collect(), links: Vec::new() };
        let meanings = meanings(&corpus, Vec::new(), &Monitor::default()).unwrap();
        let collation = crate::compare::collate(&parallel.passages, &corpus, &meanings);
        let scope = Scope::of(&parallel, &collation, Told { corpus: &corpus, meanings: &meanings, links: &[] });
        let frame = |row: usize| Frame::of(&scope, (row, scope.text(row).values()[0].range));
        of([&frame(0), &frame(1)])
    }

    #[test]
    fn a_day_is_of_what_happened_then() {
        let at = |texts| of_one_thing(texts, |[one, two]| one.is_at_the_same(two));
        let by = |texts| of_one_thing(texts, |[one, two]| one.is_by_the_same(two));
        assert!(at(["The aide apologized Saturday for the letter.", "The aide on Friday apologized for a letter."]));
        assert!(!at(["The aide apologized Saturday for the letter.", "The aide resigned Monday over the letter."]));
        assert!(!at(["In a statement on Tuesday the agency denied it.", "The firm denied it in a statement Monday."]));
        assert!(by([
            "The vote to override goes to the House on Thursday.",
            "In the House on Monday they vote to override."
        ]));
        assert!(!by([
            "The vote to override goes to the House on Thursday.",
            "In the Senate on Monday they vote to override."
        ]));
    }

    #[test]
    fn a_number_is_of_what_it_counts() {
        let other = |texts| of_one_thing(texts, |[one, two]| one.counts_another(two));
        assert!(other(["They paid $13 million in state taxes.", "They paid $43 million in federal taxes."]));
        assert!(other(["She met three Republican state senators.", "She met two Republican senators."]));
        assert!(!other(["They sent 50,000 pages of printed letters.", "They sent 55,000 pages of her letters."]));
        assert!(!other(["Some 12 people died.", "Some 14 people drowned."]));
    }
}
