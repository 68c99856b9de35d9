//! Step by step in parts, all is as it is at once.

use super::*;
use crate::collection::{Collection, Lead, Look, words};
use crate::monitor::Monitor;

const PLACES: [&str; 12] =
    ["Lyon", "Ghent", "Porto", "Turku", "Graz", "Split", "Cork", "Brno", "Varna", "Tartu", "Bilbao", "Ulm"];
const NAMES: [&str; 10] =
    ["Perrault", "Novak", "Silva", "Virtanen", "Huber", "Kovac", "Murphy", "Dvorak", "Ivanova", "Tamm"];
const DEEDS: [&str; 9] = [
    "resigned after a vote of no confidence in the council",
    "closed the old bridge because inspectors found cracks in a pillar",
    "opened a school of music in the former brewery by the canal",
    "promised to pay for the tramway that nobody had wanted",
    "sued the builders of the stadium for eleven million",
    "found a painting behind the organ of the cathedral",
    "banned lorries from the market square before noon",
    "sold the harbour to a company from Rotterdam",
    "planted nine hundred lime trees along the ring road",
];
const PHRASE: &str = "This report was written with material from our agencies and all rights in it are reserved.";
const GERMAN: &str =
    "und am Freitag sagte die Sprecherin der Stadt, dass niemand davon gewusst habe und alles geprüft werde";

/// Events that several papers tell in parts, one of them so many that not all pairs are looked at, with dates, two
/// languages, and a phrase of everybody's.
fn collection() -> Collection {
    let mut collection = Collection::default();
    let mut seed = 7usize;
    let mut any = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    let events: Vec<Vec<String>> = (0..24)
        .map(|event| {
            let mut sentence = |_| {
                let (place, name, deed, sum) = (PLACES[any(12)], NAMES[any(10)], DEEDS[any(9)], any(9_000));
                format!("In {place} the mayor, {name}, {deed} for {sum} reasons of {}.", event * 31 + any(7))
            };
            (0..5).map(&mut sentence).collect()
        })
        .collect();
    for number in 0..160 {
        let event = if number % 2 == 0 { 0 } else { 1 + any(23) };
        let mut told: Vec<&str> = events[event].iter().filter(|_| any(4) > 0).map(String::as_str).collect();
        let of_other = &events[any(24)][any(5)];
        if any(5) == 0 {
            told.push(of_other);
        }
        if any(2) == 0 {
            told.push(PHRASE);
        }
        let foreign = if any(6) == 0 { GERMAN } else { "and that was said by the spokesman of the town on Friday" };
        let text = format!("{} {foreign} {}", told.join(" "), any(100_000));
        let day = i8::try_from(1 + event % 9 + any(9)).expect("a day");
        let date = (any(3) > 0).then(|| jiff::civil::date(2024, 5, day));
        let title = (any(2) == 0).then(|| format!("{} in {}", NAMES[event % 10], PLACES[event % 12]));
        let lead = Lead::of(title.as_deref(), &text);
        let sketch = Sketch { path: number.to_string(), title, date, lead, opening: text.clone(), ..Sketch::default() };
        collection.push(sketch, &words(&text));
    }
    collection
}

/// What the parts of a step say to one part of the next.
fn at<Of: Clone>(all: &[ByPart<Of>], part: u32) -> Vec<Of> {
    all.iter().filter_map(|by_part| by_part.get(&part)).flatten().cloned().collect()
}

/// Looks at pairs in cells, each with only the profiles that it needs.
fn looked(cut: Cut, profiles: &BTreeMap<DocumentId, Profile>, pairs: &[ByPart<Two>]) -> Vec<Vec<Looked>> {
    let cell = |cell| {
        let pairs = at(pairs, cell);
        let documents = wanted(cut, &pairs).into_values().flatten();
        likenesses(cut, documents.map(|document| profiles[&document].clone()).collect(), pairs)
    };
    (0..cut.cells).map(cell).collect()
}

/// Stories and what was looked at, step by step.
fn in_parts(collection: &Collection, (blocks, cells): (u32, u32)) -> (Vec<Looked>, Vec<Story>) {
    let cut = Cut { documents: collection.documents.len(), blocks, cells };
    let documents = || (0..).zip(collection.documents.iter().zip(collection.words.iter()));
    let (mut census, mut more) = (Census::default(), Census::default());
    for (number, (sketch, words)) in documents() {
        if number < 50 { &mut census } else { &mut more }.push(sketch, words);
    }
    census.join(&more);
    let mut buckets: BTreeMap<u32, Kinds<Entry>> = BTreeMap::new();
    for (number, (sketch, words)) in documents() {
        for (bucket, kinds) in entries(cut, number, (sketch, words)) {
            let all = buckets.entry(bucket).or_default();
            all.iter_mut().zip(kinds).for_each(|(all, more)| all.extend(more));
        }
    }
    // The parts of a step may come in whatever order.
    let (pieces, shared): (Vec<_>, Vec<_>) = buckets.into_values().rev().map(|entries| lists(cut, entries)).unzip();
    let profiles: BTreeMap<DocumentId, Profile> =
        (0..blocks).flat_map(|block| profiles(&census, at(&pieces, block).into_iter())).collect();
    let pairs: Vec<_> = (0..blocks).map(|block| candidates(cut, &census, at(&shared, block).into_iter())).collect();
    let mut parts = looked(cut, &profiles, &pairs);
    let learn = |parts: &[Vec<Looked>]| {
        let mut telling = Telling::of(&[], cut.documents);
        parts.iter().for_each(|looked| telling.join(Telling::of(looked, cut.documents)));
        telling
    };
    let group = |parts: &[Vec<Looked>], telling: &Telling, dates: Option<&Census>| {
        grouped(cut, parts.iter().flat_map(|looked| hanging(cut, looked, telling, dates)))
    };
    let groups = group(&parts, &learn(&parts), None);
    let known: Vec<_> = parts.iter().map(|looked| known(cut, &groups, looked)).collect();
    let more: Vec<_> = (0..cells).map(|cell| ByPart::from([(cell, missing(&groups, &at(&known, cell)))])).collect();
    assert!(more.iter().any(|more| more.values().any(|pairs| !pairs.is_empty())), "some group is completed");
    parts.extend(looked(cut, &profiles, &more));
    let telling = learn(&parts);
    let groups = group(&parts, &telling, Some(&census));
    let pairs: Vec<_> = parts.iter().map(|looked| judged(cut, looked, &telling, (&census, &groups))).collect();
    let mut stories: Vec<Story> = (0..cells)
        .flat_map(|part| {
            let here = documents().filter(|(number, _)| groups[*number as usize] % cells == part);
            told(here.map(|(number, (sketch, _))| (number, sketch.clone())).collect(), at(&pairs, part))
        })
        .collect();
    stories.sort_by(|x, y| y.documents.len().cmp(&x.documents.len()).then_with(|| x.documents.cmp(&y.documents)));
    let mut looked: Vec<Looked> = parts.into_iter().flatten().collect();
    looked.sort_unstable_by_key(|(a, b, _)| (*a, *b));
    (looked, stories)
}

#[test]
fn in_parts_all_is_as_it_is_in_one() {
    let collection = collection();
    let look = Look::at(&collection, &Monitor::default()).expect("nobody cancels");
    let stories = look.stories(&collection.documents);
    assert!(stories.len() > 5, "{}", stories.len());
    for parts in [(1, 1), (4, 6)] {
        let (looked, told) = in_parts(&collection, parts);
        let whole: Vec<Looked> =
            look.pairs(&collection.documents).into_iter().map(|(a, b, likeness, _)| (a, b, likeness.clone())).collect();
        assert_eq!(looked, whole);
        assert_eq!(told, stories);
    }
}
