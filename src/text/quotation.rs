//! Quotations: words given as somebody's own, and who is said to have spoken them.

use super::attribution::{Attribution, attributions, is_quotation};
use super::mark::{Marks, Role};
use super::name::{Names, Run};
use super::range::{TextRange, TokenRange};
use super::reading::Reading;
use super::report::{Report, reports};
use super::scene::Scene;
use super::sentence::Sentence;

/// Words given as somebody's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// The words, without the marks around them; a quotation of several paragraphs is one for each.
    pub range: TextRange,
    /// Who is said to have spoken them, as fully as this text names them (`Yuri Ushakov`), where it can be told.
    pub speaker: Option<String>,
    /// The words that name the speaker here (`he`, `Ushakov`), where there are any.
    pub mention: Option<TextRange>,
    /// The verb or phrase of saying (`said`, `According to`), where there is one.
    pub cue: Option<TextRange>,
}

/// How a passage is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Voice {
    /// Mostly words between quotation marks.
    Quotation,
    /// Given as what somebody said, in the source's words.
    Reported,
    /// The source's own telling.
    Narration,
}

impl Voice {
    /// Its name in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Reported => "reported",
            Self::Narration => "narration",
        }
    }
}

/// What quotations are read from.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The text.
    pub read: Reading<'a>,
    /// Its paragraphs.
    pub paragraphs: &'a [TokenRange],
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its quotation marks.
    pub marks: &'a Marks,
    /// Its names.
    pub names: &'a Names,
}

/// Paragraphs that a quotation may run on without a mark at their start.
const MOST_UNMARKED: usize = 6;

/// The quotations of a text, in order, not nested; and what it reports without quotation marks.
pub fn speech(told: &Told) -> (Vec<Quotation>, Vec<Report>) {
    let pieces = pieces(told);
    let scene = Scene::new(told, &pieces);
    let attributions = attributions(&scene, told, &pieces);
    let said = |(piece, attribution): (&Piece, Attribution)| {
        let spoken = is_quotation(&scene, told, piece, &attribution);
        let Attribution { speaker, mention, cue, .. } = attribution;
        spoken.then(|| Quotation { range: piece.range(told), speaker, mention, cue })
    };
    let quotations: Vec<Quotation> = pieces.iter().zip(attributions).filter_map(said).collect();
    let reports = reports(&scene, told, &quotations);
    (quotations, reports)
}

/// A stretch between quotation marks, in one paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The opening mark; where a paragraph only goes on, its first token.
    pub open: usize,
    /// The first token inside.
    pub first: usize,
    /// One past the last token inside: the closing mark, or the paragraph's end.
    pub end: usize,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The piece before belongs to the same quotation.
    pub continues: bool,
    /// Its closing mark is left out, since the next paragraph goes on with it.
    pub open_ended: bool,
    /// Single marks.
    pub single: bool,
}

impl Piece {
    fn range(&self, told: &Told) -> TextRange {
        told.read.place(self.first, self.end - 1)
    }

    /// The tokens inside.
    pub fn inside(&self) -> Run {
        self.first..self.end
    }
}

fn pieces(told: &Told) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for pair in told.marks.pairs.iter().filter(|pair| pair.depth == 0) {
        let paragraph = told.paragraphs.partition_point(|p| p.end as usize <= pair.open);
        let Some(end) = told.paragraphs.get(paragraph).map(|p| p.end as usize) else { continue };
        let unclosed = pair.close == end;
        let goes_on = unclosed
            && told
                .paragraphs
                .get(paragraph + 1)
                .is_some_and(|next| told.marks.role(next.start as usize) == Some(Role::Opens));
        let continues = pieces.last().is_some_and(|last| last.open_ended && last.paragraph + 1 == paragraph);
        pieces.extend(piece(told, (pair.open, pair.open + 1, pair.close), paragraph).map(|piece| Piece {
            continues,
            open_ended: goes_on,
            single: pair.single,
            ..piece
        }));
        if unclosed && !goes_on {
            let further = unmarked(told, paragraph);
            if let (Some(last), false) = (pieces.last_mut(), further.is_empty()) {
                last.open_ended = true;
            }
            pieces.extend(further);
        }
    }
    pieces
}

fn piece(told: &Told, (open, first, end): (usize, usize, usize), paragraph: usize) -> Option<Piece> {
    let solid = |&at: &usize| !told.read.is_space(at);
    let first = (first..end).find(solid)?;
    let last = (first..end).rev().find(solid)?;
    let word = (first..=last).any(|at| told.read.is_word(at));
    let piece = Piece { open, first, end: last + 1, paragraph, continues: false, open_ended: false, single: false };
    word.then_some(piece)
}

/// The paragraphs behind an unclosed quotation up to its closing mark, if only that mark stands in them.
fn unmarked(told: &Told, paragraph: usize) -> Vec<Piece> {
    let mut found = Vec::new();
    for (number, next) in told.paragraphs.iter().enumerate().skip(paragraph + 1).take(MOST_UNMARKED) {
        let run = next.indices();
        let mark = run.clone().find(|&at| told.marks.role(at).is_some());
        let whole = |end| {
            piece(told, (run.start, run.start, end), number).map(|piece| Piece {
                continues: true,
                open_ended: mark.is_none(),
                ..piece
            })
        };
        match mark {
            None => found.extend(whole(run.end)),
            Some(at) if told.marks.strays.contains(&at) => {
                found.extend(whole(at));
                return found;
            }
            Some(_) => return Vec::new(),
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Text};

    type Row = (&'static str, Option<&'static str>);

    fn check(text: &str, expected: &[Row]) {
        let text = Text::new(text.to_owned(), Some(Language::ENGLISH));
        let found: Vec<(&str, Option<&str>)> =
            text.quotations().iter().map(|q| (text.slice(q.range), q.speaker.as_deref())).collect();
        assert_eq!(found, *expected, "{}", text.content());
    }

    #[test]
    fn a_label_and_the_paragraph_before_tell_the_speaker() {
        let ann = Some("Ann Smith");
        check("Ann Smith: Talks in York “were a success”\n\nIt rained.", &[("were a success", ann)]);
        check("Report: Talks in York “were a success”\n\nIt rained.", &[]);
        check(
            "“It rains,” Ann Smith said.\n\n“And it pours.”\n\nBo Doe left. “It snows.”",
            &[("It rains,", ann), ("And it pours.", ann), ("It snows.", None)],
        );
        check(
            "“It rains,” voters said in a letter to Ann Smith, adding that it was “very wet.”",
            &[("It rains,", Some("voters")), ("very wet.", Some("voters"))],
        );
    }

    #[test]
    fn a_nickname_and_a_talk_tell_the_speaker() {
        let baker = Some("a baker known as “Biscuit”");
        check("“It rains,” said a baker known as “Biscuit.”", &[("It rains,", baker)]);
        check(
            "Ann Smith, the owner, began talking to the reporter. “It rains in York.”",
            &[("It rains in York.", Some("Ann Smith"))],
        );
    }

    #[test]
    fn the_words_around_a_quotation_tell_its_speaker() {
        let ann = Some("Ann Smith");
        check("\"It rains,\" said Ann Smith, the mayor. \"It pours.\"", &[("It rains,", ann), ("It pours.", ann)]);
        check("“It rains,” the mayor, Ann Smith, said on Monday.", &[("It rains,", ann)]);
        check("Ann Smith (D-Vt.) called it “very wet weather.”", &[("very wet weather.", ann)]);
        check("According to Ann Smith, “it rains.”", &[("it rains.", ann)]);
        check("It “rains in York,” according to Ann Smith.", &[("rains in York,", ann)]);
        check("Quote from Ann Smith: \"It rains. It pours.\"", &[("It rains. It pours.", ann)]);
        check("Mayor Ann Smith left. “It rains.” Smith wrote in a letter.", &[("It rains.", ann)]);
        check("Ann Smith's claim that it was “wet in York” held.", &[("wet in York", ann)]);
        check("Ann Smith met Bo Doe, who said it was “wet in York.”", &[("wet in York.", Some("Bo Doe"))]);
        check("It rained on him. “It rains,” one angry voter said.", &[("It rains,", Some("one angry voter"))]);
    }

    #[test]
    fn pronouns_mean_who_spoke_last() {
        let text = "Ms. Ann Smith said so. Mr. Bo Doe heard it. “It rains,” she said. “It pours,” he added.";
        check(text, &[("It rains,", Some("Ann Smith")), ("It pours,", Some("Bo Doe"))]);
        check(
            "Ann Smith spoke. Bo Doe, she said, “knows rain in York.”\n\n“He does,” she added.",
            &[("knows rain in York.", Some("Ann Smith")), ("He does,", Some("Ann Smith"))],
        );
    }

    #[test]
    fn a_description_means_who_was_told_of_or_nobody() {
        let ann = Some("Ann Smith");
        check(
            "Ann Smith spoke in York. “It rains,” the four-term congresswoman said.\n\n“It pours,” the lawmakers said.",
            &[("It rains,", ann), ("It pours,", None)],
        );
        check(
            "“It rains,” the ministry said. “It pours,” the indictment says.",
            &[("It rains,", Some("the ministry")), ("It pours,", Some("the indictment"))],
        );
        check("Ms. Ann Smith left.\n\n“We stay,” they wrote.", &[("We stay,", None)]);
        check(
            "The senators met Ann Smith. Some officials said so. “We stay,” they wrote.",
            &[("We stay,", Some("Some officials"))],
        );
    }

    #[test]
    fn places_and_parties_do_not_speak() {
        let ann = Some("Ann Smith");
        check("Bishop Ann Smith, of Peoria, Ill., said it was “rather wet in York.”", &[("rather wet in York.", ann)]);
        check(
            "Rep. Ann Smith, Republican of New York, spoke. It was “wet in York,” she said.",
            &[("wet in York,", ann)],
        );
        check(
            "Mr. Bo Doe left. “It rains,” Mayor Ann Smith, a Democrat of many years who lost.",
            &[("It rains,", ann)],
        );
        check(
            "The National Rain Association met. “It rains,” the NRA said.",
            &[("It rains,", Some("National Rain Association"))],
        );
    }

    #[test]
    fn two_do_not_speak_with_one_mouth() {
        check(
            "Ms. Ann Smith added that Mr. Bo Doe and Mr. Cy Roe noted the “rather wet summer in York.”",
            &[("rather wet summer in York.", Some("Ann Smith"))],
        );
    }

    #[test]
    fn who_is_accused_of_saying_it_says_it() {
        check(
            "Ms. Ann Smith accused Mr. Bo Doe of telling her it “rains in York.”",
            &[("rains in York.", Some("Bo Doe"))],
        );
        check("Ms. Ann Smith spoke. She went on, “It rains in York.”", &[("It rains in York.", Some("Ann Smith"))]);
    }

    #[test]
    fn a_quotation_may_run_over_paragraphs() {
        let ann = Some("Ann Smith");
        check(
            "“It rains,” said Ann Smith. “It pours.\n\n“It is wet.”",
            &[("It rains,", ann), ("It pours.", ann), ("It is wet.", ann)],
        );
        check(
            "Ann Smith wrote:\n\n“It rains.\n\nIt pours.\n\nIt is wet.”\n\nYes.",
            &[("It rains.", ann), ("It pours.", ann), ("It is wet.", ann)],
        );
        check("“A ‘wet’ day of “rain” in York,” said Ann Smith.", &[("A ‘wet’ day of “rain” in York,", ann)]);
    }

    #[test]
    fn titles_and_mere_emphasis_are_no_quotations() {
        check("Ann Smith read the book “The Rain in York” and its “sequel” in May.", &[]);
        check("They are so-called “rain makers” of old.", &[]);
        check("The voters' don't-knows, the '90s and Smith's are 6'2\" tall.", &[]);
    }
}
