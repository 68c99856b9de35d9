//! Epithets: other titles for one person.

use super::name::{Named, named};
use super::scope::{Place, Scope};
use super::tie::Ties;
use crate::text::{Entity, EntityKind, Text, TokenKind, same_name};

/// Words that a title may be with and that tell a house style, kinship or a part in the story, not an office.
const NO_TITLES: [&str; 27] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "messrs",
    "sir",
    "dr",
    "wife",
    "husband",
    "son",
    "daughter",
    "father",
    "mother",
    "brother",
    "sister",
    "jr",
    "first",
    "former",
    "rival",
    "challenger",
    "opponent",
    "candidate",
    "nominee",
    "critic",
    "widow",
    "republican",
    "democrat",
];

/// Long and short forms of one title.
const SAME_TITLE: [(&str, &str); 16] = [
    ("rep", "representative"),
    ("reps", "representative"),
    ("representatives", "representative"),
    ("congressman", "representative"),
    ("congresswoman", "representative"),
    ("sen", "senator"),
    ("sens", "senator"),
    ("senators", "senator"),
    ("gov", "governor"),
    ("gen", "general"),
    ("advisor", "adviser"),
    ("lawyer", "attorney"),
    ("spokesperson", "spokesman"),
    ("spokeswoman", "spokesman"),
    ("spokesmen", "spokesman"),
    ("aides", "aide"),
];

/// The long form of a title that has a short one.
pub fn full_title(title: &str) -> Option<&'static str> {
    SAME_TITLE.iter().find(|(short, long)| *short == title || *long == title).map(|(_, long)| *long)
}

/// Epithets that judge: beside one of these a bare name is another reading.
const JUDGING: [&str; 12] = [
    "dictator",
    "tyrant",
    "strongman",
    "despot",
    "autocrat",
    "propagandist",
    "oligarch",
    "terrorist",
    "criminal",
    "hero",
    "tycoon",
    "mogul",
];

/// The noun of a title: `Russian President` is a president.
fn noun(text: &Text, named: &Named) -> Option<String> {
    let epithet = named.mention.epithet?;
    let words: Vec<&str> = text.words_in(epithet).map(|t| text.folded(t)).collect();
    let after = text.tokens()[text.tokens_in(epithet).end as usize..].iter().find(|t| t.kind != TokenKind::Space);
    let after = after.map_or("", |t| text.folded(t));
    let last = *words.last()?;
    let before = words.len().checked_sub(2).map_or("", |at| words[at]);
    let noun = match (before, last) {
        ("press", "secretary") => "spokesman",
        ("attorney", "general") => "attorney general",
        (_, "attorney") if after == "general" => "attorney general",
        _ => full_title(last).unwrap_or(last),
    };
    (!NO_TITLES.contains(&noun)).then(|| noun.to_owned())
}

/// Whether a title behind a name belongs to the next one: `Susan Rice, President Obama's adviser`.
fn of_another(text: &Text, named: &Named) -> bool {
    let Some(epithet) = named.mention.epithet else { return false };
    let next = text.names().mentions.iter().find(|m| m.range.start() >= epithet.end());
    epithet.start() > named.mention.range.end()
        && next.is_some_and(|m| text.slice(epithet.between(m.range)).chars().all(char::is_whitespace))
}

/// So many telling words around two titles have to stand for each other where no name tells that they are of one person.
const LEAST_AROUND: usize = 3;

/// What a passage calls somebody: where that stands with the name, whose it is, and the noun, if there is a title.
struct Called<'a> {
    said: Place,
    name: Place,
    entity: &'a Entity,
    noun: Option<String>,
    /// It is a title alone, and the text never names its bearer.
    nameless: bool,
}

fn called<'a>(scope: &Scope<'a>, row: usize) -> Vec<Called<'a>> {
    let people = named(scope, row).into_iter().filter(|x| x.entity.kind == EntityKind::Person);
    let called = |x: Named<'a>| {
        let noun = noun(scope.text(row), &x).filter(|_| !of_another(scope.text(row), &x));
        let said = match (x.mention.epithet, &noun) {
            (Some(epithet), Some(_)) => (row, epithet),
            _ if x.titled() => return None,
            _ => x.place,
        };
        let names = scope.text(row).names();
        let nameless = !names.mentions.iter().any(|m| m.entity == x.mention.entity && m.epithet != Some(m.range));
        Some(Called { said, name: x.place, entity: x.entity, noun, nameless })
    };
    people.filter_map(called).collect()
}

/// Titles of one person that are not the same, in places that stand for each other. A missing title is none, but where one
/// passage judges, the bare name of another is a reading.
pub fn epithets(scope: &Scope) -> Ties {
    let rows: Vec<Vec<Called>> = scope.rows().map(|row| called(scope, row)).collect();
    let judges = |x: &Called| x.noun.as_deref().is_some_and(|noun| JUDGING.contains(&noun));
    let mut ties = Ties::default();
    for (a, b) in scope.pairs() {
        if scope.foreign(a, b) {
            same_titles(scope, &rows, (a, b), &mut ties);
            continue;
        }
        // `The leaders`, `the presidents`: two titles that stand for each other, of people whom nobody names.
        for (x, y) in rows[a].iter().flat_map(|x| rows[b].iter().map(move |y| (x, y))) {
            let nameless = x.nameless && y.nameless && x.noun.is_some() && y.noun.is_some() && x.noun != y.noun;
            if nameless && scope.stand_for_each_other(x.said, y.said) && scope.around(x.said, y.said) >= LEAST_AROUND {
                ties.tie(x.said, y.said, false);
            }
        }
        let bare = |row: usize, like: &Called| {
            let titled = |t: &Called| t.entity.same(like.entity) && t.noun.is_some();
            scope.rows_of_same_source(row).all(|row| !rows[row].iter().any(titled))
        };
        let has =
            |row: usize, like: &Called| rows[row].iter().any(|t| t.entity.same(like.entity) && t.noun == like.noun);
        let both = rows[a].iter().flat_map(|x| rows[b].iter().map(move |y| (x, y)));
        for (x, y) in both.filter(|(x, y)| x.entity.same(y.entity)) {
            let met = || scope.stand_for_each_other(x.name, y.name) || scope.stand_for_each_other(x.said, y.said);
            match (&x.noun, &y.noun) {
                (Some(one), Some(other)) if one == other => ties.tie(x.said, y.said, true),
                (Some(_), Some(_)) if !has(b, x) && !has(a, y) && met() => ties.tie(x.said, y.said, false),
                (Some(_), None) if judges(x) && bare(b, x) && met() => ties.tie(x.said, y.said, false),
                (None, Some(_)) if judges(y) && bare(a, y) && met() => ties.tie(x.said, y.said, false),
                _ => {}
            }
        }
    }
    ties
}

/// Titles of one person in two languages: those that sound the same are one (`президент`); of others nothing can be said here.
fn same_titles(scope: &Scope, rows: &[Vec<Called>], (a, b): (usize, usize), ties: &mut Ties) {
    let (of_a, of_b) = (scope.text(a).language(), scope.text(b).language());
    let both = rows[a].iter().flat_map(|x| rows[b].iter().map(move |y| (x, y)));
    for (x, y) in both.filter(|(x, y)| x.entity.same(y.entity)) {
        let alike = x.noun.as_ref().zip(y.noun.as_ref()).is_some_and(|(one, other)| same_name(one, of_a, other, of_b));
        if alike {
            ties.tie(x.said, y.said, true);
        }
    }
}
