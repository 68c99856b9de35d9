//! Names: other forms of one person's name.

use super::scope::{Place, Scope};
use super::tie::Ties;
use crate::text::{Entity, EntityKind, Mention, fold, same_name};

/// A mention in its passage.
pub struct Named<'a> {
    /// The name, without titles.
    pub place: Place,
    /// The mention.
    pub mention: &'a Mention,
    /// Whom or what it names.
    pub entity: &'a Entity,
}

impl Named<'_> {
    /// It stands for its bearer by a title alone.
    pub fn titled(&self) -> bool {
        self.mention.epithet == Some(self.mention.range)
    }
}

/// The mentions of a row.
pub fn named<'a>(scope: &Scope<'a>, row: usize) -> Vec<Named<'a>> {
    let names = scope.text(row).names();
    let own = scope.within(row, &names.mentions, |m| m.range);
    let named = |mention: &'a Mention| {
        Some(Named { place: (row, mention.range), mention, entity: names.entities.get(mention.entity)? })
    };
    own.into_iter().filter_map(named).collect()
}

/// What may follow a last name.
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// The words of a name, folded, initials too.
fn parts(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(fold);
    parts.filter(|part| !SUFFIXES.contains(&part.as_str())).collect()
}

/// One person whose name is given in two forms or spellings.
pub fn names(scope: &Scope) -> Ties {
    let people = |row: usize| -> Vec<Named> {
        let all = named(scope, row).into_iter();
        all.filter(|x| !x.titled() && x.entity.kind == EntityKind::Person).collect()
    };
    let rows: Vec<Vec<Named>> = scope.rows().map(people).collect();
    let words = |x: &Named| parts(scope.text(x.place.0).slice(x.place.1));
    let mut ties = Ties::default();
    for (a, b) in scope.pairs() {
        let (foreign, of_a, of_b) = (scope.foreign(a, b), scope.text(a).language(), scope.text(b).language());
        let same = |one: &String, other: &String| one == other || foreign && same_name(one, of_a, other, of_b);
        for (x, y) in rows[a].iter().flat_map(|x| rows[b].iter().map(move |y| (x, y))) {
            if x.entity.same(y.entity) && other_form(&words(x), &words(y), same) {
                ties.tie(x.place, y.place, false);
            }
        }
    }
    ties
}

/// Two forms of one name: another spelling, a short first name, a middle name or initial that only one has. People of one last
/// name have first names with other letters; a last name alone is no other form of the whole, and a first name alone (`Malia`)
/// is none of a last. What two languages spell otherwise is the same.
fn other_form(one: &[String], other: &[String], same: impl Fn(&String, &String) -> bool) -> bool {
    let (Some(last), Some(other_last)) = (one.last(), other.last()) else { return false };
    let whole = one.len() > 1 && other.len() > 1;
    let initial = |name: &[String]| name.first().and_then(|first| first.chars().next());
    if whole && initial(one) != initial(other) {
        return false;
    }
    let respelt = !same(last, other_last) && last.chars().next() == other_last.chars().next();
    let all_same = one.len() == other.len() && one.iter().zip(other).all(|(x, y)| same(x, y));
    respelt || whole && !all_same
}
