//! People: other names in the same place, other epithets for the same person.

use super::scope::{Place, Scope, Ties};
use crate::text::{EntityKind, Mention, Norm, Text, fold};

/// A mention in its passage.
struct Named<'a> {
    place: Place,
    mention: &'a Mention,
    key: Norm,
    kind: EntityKind,
}

fn named<'a>(scope: &Scope<'a>, row: usize) -> Vec<Named<'a>> {
    let names = scope.text(row).names();
    let own = scope.within(row, &names.mentions, |m| m.range);
    let named = |mention: &'a Mention| {
        let entity = names.entities.get(mention.entity)?;
        Some(Named { place: (row, mention.range), mention, key: entity.key, kind: entity.kind })
    };
    own.into_iter().filter_map(named).collect()
}

/// Forms of address, which tell a house style and nothing of the person, and words of kinship, which tell of another person.
const NO_TITLES: [&str; 18] = [
    "mr", "mrs", "ms", "miss", "messrs", "sir", "dr", "wife", "husband", "son", "daughter", "father", "mother",
    "brother", "sister", "jr", "first", "former",
];

/// Long and short forms of one title.
const SAME_TITLE: [(&str, &str); 14] = [
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
];

/// The noun of a title: `Russian President` is a president.
fn noun(text: &Text, mention: &Mention) -> Option<String> {
    let last = fold(text.slice(text.words_in(mention.epithet?).last()?.range));
    let noun = SAME_TITLE.iter().find(|(short, _)| *short == last).map_or(last.as_str(), |(_, long)| long);
    (!NO_TITLES.contains(&noun)).then(|| noun.to_owned())
}

/// Whether two names cannot be one: no word in common, or one last name behind two first names that are not initials.
fn differ(x: &str, y: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 1);
        parts.map(fold).collect()
    };
    let (x, y) = (words(x), words(y));
    if x.iter().any(|word| y.contains(word)) {
        return x.len() == 2 && y.len() == 2 && x.last() == y.last() && x.first() != y.first();
    }
    !x.is_empty() && !y.is_empty()
}

/// People named in the same place of whom the other passage does not speak at all.
pub fn names(scope: &Scope) -> Ties {
    let rows: Vec<Vec<Named>> = (0..scope.passages.len()).map(|row| named(scope, row)).collect();
    let mut ties = Ties::default();
    let by_name = |x: &&Named| x.mention.epithet != Some(x.mention.range) && x.kind == EntityKind::Person;
    for (a, b) in scope.pairs() {
        let unknown = |x: &Named, others: &[Named]| others.iter().all(|y| y.key != x.key);
        for x in rows[a].iter().filter(by_name) {
            for y in rows[b].iter().filter(by_name) {
                let met = scope.stand_for_each_other(x.place, y.place) && unknown(x, &rows[b]) && unknown(y, &rows[a]);
                if met && differ(scope.text(a).slice(x.place.1), scope.text(b).slice(y.place.1)) {
                    ties.tie(x.place, y.place, false);
                }
            }
        }
    }
    ties
}

/// A title in its passage: where it stands with its name, whose it is, and its noun.
struct Titled {
    title: Place,
    name: Place,
    key: Norm,
    noun: String,
}

/// Titles of one person that are not the same, in places that stand for each other; a missing title is none.
pub fn epithets(scope: &Scope) -> Ties {
    let titled = |row: usize, x: Named| {
        let (title, noun) = (x.mention.epithet?, noun(scope.text(row), x.mention)?);
        Some(Titled { title: (row, title), name: x.place, key: x.key, noun })
    };
    let rows: Vec<Vec<Titled>> = (0..scope.passages.len())
        .map(|row| {
            let people = named(scope, row).into_iter().filter(|x| x.kind == EntityKind::Person);
            people.filter_map(|x| titled(row, x)).collect()
        })
        .collect();
    let mut ties = Ties::default();
    for (a, b) in scope.pairs() {
        let has = |row: usize, like: &Titled, noun: &str| rows[row].iter().any(|t| t.key == like.key && t.noun == noun);
        for x in &rows[a] {
            for y in rows[b].iter().filter(|y| y.key == x.key) {
                let met = scope.stand_for_each_other(x.name, y.name) || scope.stand_for_each_other(x.title, y.title);
                if x.noun == y.noun || (met && !has(b, x, &x.noun) && !has(a, y, &y.noun)) {
                    ties.tie(x.title, y.title, x.noun == y.noun);
                }
            }
        }
    }
    ties
}
