//! Extent: the passages of a group of statements. Statements that stand beside each other in a sentence are one passage.

use super::Passage;
use super::unit::Story;

/// A passage, and the statements that it is made of.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where it stands.
    pub passage: Passage,
    /// Its statements, by their numbers in the story; those that it says again, where it is a repetition.
    pub statements: Vec<usize>,
    /// It says again what another passage of its source says.
    pub is_again: bool,
}

/// The passages of some statements (sorted), by source and place. What a source says again stands beside what it repeats.
pub fn told(story: &Story, group: &[usize]) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    let unit = |statement: usize| story.statements[statement].unit;
    for statements in group.chunk_by(|&x, &y| unit(x) == unit(y) && x + 1 == y) {
        let own = &story.units[unit(statements[0])];
        let numbers = statements[0] - own.statements.start..=statements[statements.len() - 1] - own.statements.start;
        let mut add = |of: &super::unit::Unit, is_again: bool| {
            let range = story.statements[of.statements.start + numbers.start()].range;
            let range = range.to(story.statements[of.statements.start + numbers.end()].range);
            let passage = Passage { source: of.passage.source, range };
            found.push(Told { passage, statements: statements.to_vec(), is_again });
        };
        add(own, false);
        // The same terms in other clauses are no repetition of one of them.
        let again = own.again.iter().map(|&again| &story.units[again]);
        again.filter(|again| again.statements.len() == own.statements.len()).for_each(|again| add(again, true));
    }
    found.sort_unstable_by_key(|told| told.passage);
    found
}
