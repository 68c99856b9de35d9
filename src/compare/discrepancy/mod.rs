//! Discrepancies: differences that matter.
//!
//! What passages say of one thing is compared where it stands for each other: in one column of the collation, or as the only
//! value of its unit, the only epithet of its bearer. What one passage leaves out is no discrepancy, nor is a detail of another
//! thing.

mod date;
mod epithet;
mod hedge;
mod name;
mod negation;
mod number;
mod quote;
mod rows;
mod scope;
mod signs;
mod speaker;
mod status;
mod tie;

use super::Collation;
use rows::{MOST_ROWS, Rows};
use scope::Scope;
pub use scope::Told;
pub use signs::Signs;
use tie::Ties;

use crate::align::{Parallel, Passage};

/// What kind of thing differs, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DiscrepancyKind {
    /// 50 minutes, about an hour.
    Number,
    /// 22 June, 23 June.
    Date,
    /// One says it, another says it not.
    Negation,
    /// Done, planned.
    Status,
    /// Who is said to have said it.
    Attribution,
    /// One utterance, quoted in other words.
    Quote,
    /// President, dictator.
    Epithet,
    /// "supposedly".
    Hedge,
    /// Another form of a name.
    Name,
}

/// How much a difference matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Gravity {
    /// Both cannot be so.
    Substance,
    /// The same is put in other words.
    Wording,
    /// The same is called by another name.
    Naming,
}

impl Gravity {
    /// Its name in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Substance => "substance",
            Self::Wording => "wording",
            Self::Naming => "naming",
        }
    }
}

impl DiscrepancyKind {
    /// Its name, on screen and in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Status => "status",
            Self::Quote => "quote",
            Self::Attribution => "attribution",
            Self::Epithet => "epithet",
            Self::Hedge => "hedge",
        }
    }

    /// How much a difference of this kind matters.
    pub fn gravity(self) -> Gravity {
        match self {
            Self::Number | Self::Date | Self::Negation | Self::Status | Self::Attribution => Gravity::Substance,
            Self::Quote | Self::Epithet | Self::Hedge => Gravity::Wording,
            Self::Name => Gravity::Naming,
        }
    }
}

/// What one passage has at the place that differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Reading {
    /// The words.
    pub place: Passage,
    /// The first place of the discrepancy that says the same, be it in other words; the place itself where none before it does.
    pub same_as: Passage,
}

/// A variation that matters.
#[derive(Clone, PartialEq, Debug)]
pub struct Discrepancy {
    /// What kind of thing differs.
    pub kind: DiscrepancyKind,
    /// How sure it is that a reader would point it out, 0 to 1.
    pub confidence: f32,
    /// What the sources have there, at least two, not all the same.
    pub readings: Vec<Reading>,
}

/// How sure it must be that a reader would point a difference out, 0 to 1, so that it is shown: where three in five of them are
/// real, on stories that the weights have not seen. Of numbers less is asked: they are what is looked for first.
pub fn least_sure(kind: DiscrepancyKind) -> f32 {
    if kind == DiscrepancyKind::Number { 0.3 } else { 0.45 }
}

/// How sure a difference of a kind must be.
pub type Least = fn(DiscrepancyKind) -> f32;

/// What finds the differences of one kind between the passages of a parallel.
type Find = for<'s, 'a> fn(&'s Scope<'a>) -> Ties;

/// What can differ, the gravest first; a kind has a file of its own.
const KINDS: [(DiscrepancyKind, Find); 9] = [
    (DiscrepancyKind::Number, number::numbers),
    (DiscrepancyKind::Date, date::dates),
    (DiscrepancyKind::Negation, negation::negations),
    (DiscrepancyKind::Status, status::statuses),
    (DiscrepancyKind::Attribution, speaker::attributions),
    (DiscrepancyKind::Quote, quote::quotes),
    (DiscrepancyKind::Epithet, epithet::epithets),
    (DiscrepancyKind::Hedge, hedge::hedges),
    (DiscrepancyKind::Name, name::names),
];

/// The discrepancies of a parallel, the gravest first: differences that are at least so sure.
pub fn discrepancies(parallel: &Parallel, collation: &Collation, told: Told, least: Least) -> Vec<Discrepancy> {
    if parallel.passages.len() <= MOST_ROWS {
        return compared(parallel, collation, told, least);
    }
    let rows = Rows::of(parallel, collation, told.corpus);
    let found = compared(&rows.parallel, &rows.collation, told, least).into_iter();
    found.map(|discrepancy| rows.spread(discrepancy, told.corpus)).collect()
}

/// The discrepancies of a parallel, each passage compared with each.
fn compared(parallel: &Parallel, collation: &Collation, told: Told, least: Least) -> Vec<Discrepancy> {
    let scope = Scope::of(parallel, collation, told);
    let of = |(kind, find): &(DiscrepancyKind, Find)| {
        let mut ties = find(&scope);
        ties.judge(*kind, &scope);
        ties.discrepancies(*kind, &scope, least(*kind))
    };
    let narrow = |one: Discrepancy| {
        if one.kind == DiscrepancyKind::Quote { quote::narrowed(one, told.corpus) } else { one }
    };
    KINDS.iter().flat_map(of).map(narrow).collect()
}

/// All differences of a parallel, sure or not, and what is known of them: what the weights are trained on.
pub fn differences(
    parallel: &Parallel,
    collation: &Collation,
    told: Told,
) -> Vec<(DiscrepancyKind, [Passage; 2], Signs)> {
    let scope = Scope::of(parallel, collation, told);
    let place = |(row, range): scope::Place| Passage { source: scope.passages[row].source, range };
    let of = |(kind, find): &(DiscrepancyKind, Find)| {
        let found = find(&scope).differing(*kind, &scope);
        found.into_iter().map(|(places, signs)| (*kind, places.map(place), signs)).collect::<Vec<_>>()
    };
    KINDS.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::{Parallel, Passage, Told, discrepancies};
    use crate::meaning::meanings;
    use crate::monitor::Monitor;
    use crate::source::{Corpus, SourceId};
    use crate::text::{Language, TextRange};

    /// Each discrepancy in words: its kind, then who reads what; passages are given with the number of their source.
    fn found(passages: &[(u16, &str)], language: Option<Language>) -> Vec<String> {
        let count = passages.iter().map(|p| p.0 + 1).max().unwrap_or(0);
        let told = |number: u16| -> Vec<&str> { passages.iter().filter(|p| p.0 == number).map(|p| p.1).collect() };
        let texts = (0..count).map(|number| told(number).join("\n\n"));
        let corpus = Corpus::of_texts(texts, language);
        let passage = |&(number, words): &(u16, &str)| {
            let content = corpus.sources[usize::from(number)].text.content();
            let start = content.find(words).unwrap();
            Passage { source: SourceId(number), range: TextRange::new(content, start, start + words.len()) }
        };
        let parallel = Parallel { passages: passages.iter().map(passage).collect(), links: Vec::new() };
        let meanings = meanings(&corpus, Vec::new(), &Monitor::default()).unwrap();
        let collation = crate::compare::collate(&parallel.passages, &corpus, &meanings);
        let reading = |place: Passage| {
            format!("{} {}", place.source.siglum(), corpus.source(place.source).text.slice(place.range))
        };
        let found =
            discrepancies(&parallel, &collation, Told { corpus: &corpus, meanings: &meanings, links: &[] }, |_| 0.0);
        found
            .iter()
            .map(|one| {
                let readings: Vec<String> = one.readings.iter().map(|r| reading(r.place)).collect();
                format!("{}: {}", one.kind.name(), readings.join(" / "))
            })
            .collect()
    }

    fn check(passages: &[(u16, &str)], expected: &[&str]) {
        assert_eq!(found(passages, Some(Language::ENGLISH)), expected, "{passages:?}");
    }

    /// Of passages each of its own language, which must be long enough to tell it.
    fn check_languages(passages: &[(u16, &str)], expected: &[&str]) {
        assert_eq!(found(passages, None), expected, "{passages:?}");
    }

    #[test]
    fn numbers_that_stand_for_each_other_differ() {
        check(
            &[
                (0, "The call lasted 50 minutes."),
                (1, "The call lasted about an hour."),
                (2, "It was a 50-minute call."),
            ],
            &["number: A 50 minutes / B about an hour / C 50-minute"],
        );
        check(
            &[(0, "The fund lost $250,000 in May."), (1, "The fund lost more than $250,000 in May.")],
            &["number: A $250,000 / B more than $250,000"],
        );
        // In another notation it is the same; what only one tells is no discrepancy; nor is the number of something else.
        check(&[(0, "Some 1,200 people came."), (1, "Some twelve hundred people came.")], &[]);
        check(&[(0, "The mayor spoke for 50 minutes."), (1, "The mayor spoke.")], &[]);
        check(&[(0, "Police held 12 people and seized 3 cars."), (1, "Police seized 3 cars.")], &[]);
    }

    #[test]
    fn dates_that_stand_for_each_other_differ() {
        check(
            &[(0, "He resigned on 22 June in Lyon."), (1, "He resigned on June 23 in Lyon.")],
            &["date: A 22 June / B June 23"],
        );
        check(
            &[(0, "The house votes on Monday."), (1, "The house votes on Tuesday.")],
            &["date: A Monday / B Tuesday"],
        );
        // One may be the other, told less exactly.
        check(&[(0, "He joined the debate later this month."), (1, "He joined the Dec. 27 debate.")], &[]);
        check(&[(0, "He left in June 2016."), (1, "He left on June 3.")], &[]);
        check(&[(0, "He left on 22 June."), (1, "He left on June 22, 2016.")], &[]);
    }

    #[test]
    fn one_person_is_called_differently() {
        check(
            &[
                (0, "Russian President Vladimir Putin spoke with Donald Trump."),
                (1, "Russian dictator Vladimir Putin spoke with Donald Trump."),
            ],
            &["epithet: A Russian President / B Russian dictator"],
        );
        check(&[(0, "Sen. Ann Smith left early."), (1, "Senator Ann Smith left early.")], &[]);
        check(&[(0, "Mr. Smith left early, they said."), (1, "Ann Smith left early, they said.")], &[]);
    }

    #[test]
    fn a_hedge_keeps_a_distance_that_others_do_not() {
        check(
            &[(0, "Moscow is supposedly ready to talk."), (1, "Moscow is ready to talk.")],
            &["hedge: A supposedly ready / B ready"],
        );
        check(
            &[(0, "The aide claims that the talks failed."), (1, "The aide said that the talks failed.")],
            &["hedge: A claims / B said"],
        );
        check(&[(0, "He allegedly took the money."), (1, "He is alleged to have taken the money.")], &[]);
        check(
            &[(0, "The party could lose the house."), (1, "The party will lose the house.")],
            &["hedge: A could lose / B will lose"],
        );
        check(
            &[(0, "They gave what they said was evidence."), (1, "They gave evidence.")],
            &["hedge: A what they said was evidence / B evidence"],
        );
        check(
            &[(0, "I think it's destructive."), (1, "It's destructive.")],
            &["hedge: A I think it's destructive / B destructive"],
        );
    }

    #[test]
    fn a_statement_is_given_to_other_people() {
        check(
            &[
                (0, "Prosecutors said that the pair used campaign funds for family trips."),
                (1, "The pair used campaign funds for family trips, according to the indictment."),
            ],
            &["attribution: A Prosecutors / B the indictment"],
        );
        check(
            &[
                (0, "The talks in Rome failed, Ann Smith said."),
                (1, "Mayor Ann Smith said that the talks in Rome failed."),
                (2, "The talks in Rome failed."),
            ],
            &[],
        );
    }

    #[test]
    fn who_reports_a_speaker_is_no_other_speaker() {
        check(
            &[
                (0, "Ann Smith said that Bo Doe promised that the talks in Rome would go on."),
                (1, "Bo Doe promised that the talks in Rome would go on."),
            ],
            &[],
        );
    }

    #[test]
    fn one_name_is_written_differently() {
        check(
            &[(0, "President Volodymyr Zelensky left early."), (1, "President Volodymyr Zelenskyy left early.")],
            &["name: A Volodymyr Zelensky / B Volodymyr Zelenskyy"],
        );
        check(
            &[(0, "Professor Dave Brat won."), (1, "Professor David Brat won.")],
            &["name: A Dave Brat / B David Brat"],
        );
        check(&[(0, "Ann Smith left Rome, she said."), (1, "Mrs. Smith left Rome, she said.")], &[]);
        check(&[(0, "Ann and Eve Smith left Rome. Eve said so."), (1, "Ann Smith left Rome. Smith said so.")], &[]);
    }

    #[test]
    fn one_name_is_the_same_in_two_languages() {
        const ENGLISH: &str = "President Volodymyr Zelensky left the city of Kharkiv early on Monday, and he said that the \
            talks with the president of the country had failed.";
        const GERMAN: &str = "Präsident Wolodymyr Selenskyj verließ am Montag die Stadt Charkiw, und er sagte, dass die \
            Gespräche mit dem Präsidenten des Landes gescheitert seien.";
        const UKRAINIAN: &str = "Президент Володимир Зеленський у понеділок рано залишив місто Харків, і він сказав, що \
            переговори з президентом країни провалилися.";
        check_languages(&[(0, ENGLISH), (1, GERMAN)], &[]);
        check_languages(&[(0, ENGLISH), (1, UKRAINIAN)], &[]);
        check_languages(&[(0, UKRAINIAN), (1, GERMAN)], &[]);
        // Spelled the same but for the first name, which German spells in its own way.
        let german = GERMAN.replace("Wolodymyr Selenskyj", "Volodymir Zelensky");
        check_languages(&[(0, ENGLISH), (1, &german)], &[]);
        let german = GERMAN.replace("Wolodymyr Selenskyj", "Vlad Zelensky");
        check_languages(&[(0, ENGLISH), (1, &german)], &["name: A Volodymyr Zelensky / B Vlad Zelensky"]);
    }

    #[test]
    fn numbers_that_may_be_the_same_do_not_differ() {
        let same = |one: &str, other: &str| {
            let texts = [one, other].map(|what| format!("The strike in Lyon lasted {what} and cost the port dearly."));
            check(&[(0, &texts[0]), (1, &texts[1])], &[]);
        };
        same("12 weeks", "89 days");
        same("two months", "eight weeks");
        same("more than 80 days", "83 days");
        same("up to 16 hours", "16 hours");
        same("nearly two years", "23 months");
        same("less than two weeks", "11 days");
        same("three quarters of an hour", "45 minutes");
        same("a quarter of an hour", "15 minutes");
        same("half an hour", "30 minutes");
        same("two dozen days", "24 days");
        check(&[(0, "Two of the nine judges left early."), (1, "Four lawyers left early.")], &[]);
    }

    #[test]
    fn what_is_done_here_is_planned_there() {
        check(
            &[(0, "The senate will reject the treaty in May."), (1, "The senate rejected the treaty in May.")],
            &["status: A will reject / B rejected"],
        );
        check(
            &[(0, "The firm plans to cancel the fair."), (1, "The firm has cancelled the fair.")],
            &["status: A plans to cancel / B has cancelled"],
        );
        check(&[(0, "The firm has cancelled the fair."), (1, "The firm cancelled the fair.")], &[]);
    }

    #[test]
    fn one_utterance_is_quoted_in_other_words() {
        check(
            &[
                (0, "The mayor said: “We want the swiftest possible end to the strike.”"),
                (1, "The mayor said: “We want a speedy end to the strike.”"),
            ],
            &["quote: A the swiftest possible / B a speedy"],
        );
        check(
            &[
                (0, "“We want a speedy end to the strike,” the mayor said."),
                (1, "The mayor said that the city wanted an early end to the strike."),
            ],
            &["quote: A We want a speedy / B wanted an early"],
        );
        // The same words, or some of them.
        check(
            &[
                (0, "“We want a speedy end to the strike,” the mayor said."),
                (1, "The mayor wants “a speedy end to the strike,” she said."),
            ],
            &[],
        );
        check(
            &[
                (0, "“Sen. Smith thinks that the strike is over,” she said."),
                (1, "“Senator Smith thinks the strike is over,” she said."),
            ],
            &[],
        );
    }

    #[test]
    fn two_people_of_one_last_name_are_two() {
        check(
            &[
                (0, "Rep. Duncan Hunter left the court on Monday."),
                (1, "Banker Margaret Hunter left the court on Monday."),
            ],
            &[],
        );
    }

    #[test]
    fn what_one_tells_another_denies() {
        check(
            &[(0, "The mayor did not sign the treaty."), (1, "The mayor signed the treaty.")],
            &["negation: A not sign / B signed"],
        );
        check(&[(0, "The mayor never signed the treaty."), (1, "The mayor did not sign the treaty.")], &[]);
    }
}
