//! People against those whom a careful reader told apart: whether two are taken for one, or one for two. `people.json` has, for
//! each story, every mention of a person by a name: its source, its first character, its words, who is meant.

use super::gold::{Story, stories};
use parallax::compare::Referents;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

static PEOPLE: &str = include_str!("people.json");

/// What was counted.
#[derive(Default)]
struct Counts {
    /// People who are named.
    people: usize,
    /// Mentions, and those that are found as names.
    mentions: [usize; 2],
    /// Referents that are two people.
    merged: usize,
    /// People who are two referents.
    split: usize,
}

/// Prints who is taken for whom, and how often that happens.
pub fn run(data: &Path) -> std::io::Result<()> {
    let known: Value = serde_json::from_str(PEOPLE).unwrap();
    let mut sum = Counts::default();
    let all = stories(data);
    for (story, mentions) in all.iter().filter_map(|story| Some((story, known[&story.name]["mentions"].as_array()?))) {
        judge(story, mentions, &mut sum);
    }
    let Counts { people, mentions: [all, found], merged, split } = sum;
    println!(
        "{merged} referents are two people, {split} of {people} people are two; {found} of {all} mentions are names"
    );
    Ok(())
}

fn judge(story: &Story, mentions: &[Value], counts: &mut Counts) {
    let referents = Referents::of(&story.corpus);
    let mut people: BTreeMap<usize, BTreeMap<&str, &str>> = BTreeMap::new();
    let mut meant: BTreeMap<&str, BTreeMap<usize, String>> = BTreeMap::new();
    for mention in mentions {
        let source = &story.corpus.sources[usize::try_from(mention[0].as_u64().unwrap()).unwrap()];
        let at = usize::try_from(mention[1].as_u64().unwrap()).unwrap();
        let (words, person) = (mention[2].as_str().unwrap(), mention[3].as_str().unwrap());
        let start = source.text.content().char_indices().nth(at).unwrap().0;
        let last = start + words.len() - 1;
        let names = source.text.names();
        counts.mentions[0] += 1;
        // The last word tells who it is: the first may stand in a title.
        let holds = |m: &&parallax::text::Mention| m.range.start() <= last && last < m.range.end();
        let Some(found) = names.mentions.iter().filter(holds).find(|m| m.epithet != Some(m.range)) else { continue };
        counts.mentions[1] += 1;
        let referent = referents.get(source.id, found.entity);
        people.entry(referent).or_default().entry(person).or_insert(words);
        meant
            .entry(person)
            .or_default()
            .entry(referent)
            .or_insert_with(|| format!("{} {}", source.id.siglum(), names.entities[found.entity].full));
    }
    counts.people += meant.len();
    for all in people.values().filter(|all| all.len() > 1) {
        counts.merged += 1;
        let told: BTreeSet<String> = all.iter().map(|(person, words)| format!("{person} ({words})")).collect();
        println!("  {} two in one: {}", story.name, told.into_iter().collect::<Vec<_>>().join(", "));
    }
    for (person, all) in meant.iter().filter(|(_, all)| all.len() > 1) {
        counts.split += 1;
        println!("  {} one in two: {person}: {}", story.name, all.values().cloned().collect::<Vec<_>>().join(", "));
    }
}
