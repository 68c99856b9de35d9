//! Weaving: several sequences in one order that keeps the order of each. What would cross something weightier has a place of its
//! own, as a transposition has in an apparatus.

use crate::align::chain;

/// Something in a sequence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item {
    /// What it is; items of one key in different sequences may be level.
    pub key: usize,
    /// How much is lost where it is not level.
    pub weight: u64,
}

/// A place in the common order: for each sequence the index of its item there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// What is here.
    pub key: usize,
    /// One cell a sequence; reading one sequence's cells down the slots gives its items, each once, in order.
    pub cells: Vec<Option<usize>>,
}

/// Weaves sequences one after the other into a common order. An item with nothing level stands after what precedes it.
pub fn weave(sequences: &[Vec<Item>]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for (thread, items) in sequences.iter().enumerate() {
        let level = level(items, &slots);
        let mut woven = Vec::with_capacity(slots.len() + items.len());
        let mut rest = slots.into_iter();
        let mut taken = 0;
        let alone = |index: usize, item: &Item| {
            let mut cells = vec![None; sequences.len()];
            cells[thread] = Some(index);
            Slot { key: item.key, cells }
        };
        for (index, item) in items.iter().enumerate() {
            let Some(place) = level[index] else {
                woven.push(alone(index, item));
                continue;
            };
            woven.extend(rest.by_ref().take(place - taken));
            if let Some(mut slot) = rest.next() {
                slot.cells[thread] = Some(index);
                woven.push(slot);
            }
            taken = place + 1;
        }
        woven.extend(rest);
        slots = woven;
    }
    slots
}

/// For each item the slot with which it is level: the weightiest choice of items whose slots follow each other.
fn level(items: &[Item], slots: &[Slot]) -> Vec<Option<usize>> {
    let mut first = rustc_hash::FxHashMap::default();
    for (place, slot) in slots.iter().enumerate() {
        first.entry(slot.key).or_insert(place);
    }
    let placed: Vec<(usize, usize, u64)> = items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| Some((index, *first.get(&item.key)?, item.weight)))
        .collect();
    let steps: Vec<(usize, u64)> = placed.iter().map(|&(_, place, weight)| (place, weight)).collect();
    let mut level = vec![None; items.len()];
    for (&(index, place, _), _) in placed.iter().zip(chain(&steps, true)).filter(|(_, chosen)| *chosen) {
        level[index] = Some(place);
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sequences of letters, a digit behind a letter being its weight; slots as the letters of each sequence.
    fn check(sequences: &[&str], expected: &str) {
        let items = |sequence: &&str| -> Vec<Item> {
            let words = sequence.split_whitespace().map(|word| {
                let mut letters = word.chars();
                let key = letters.next().expect("a letter") as usize;
                Item { key, weight: letters.as_str().parse().unwrap_or(1) }
            });
            words.collect()
        };
        let threads: Vec<Vec<Item>> = sequences.iter().map(items).collect();
        let slots = weave(&threads);
        let letter = |slot: &Slot, cell: &Option<usize>| cell.map_or('-', |_| char::from(slot.key as u8));
        let shown: Vec<String> =
            slots.iter().map(|slot| slot.cells.iter().map(|cell| letter(slot, cell)).collect()).collect();
        assert_eq!(shown.join(" "), expected, "{sequences:?}");
        for (thread, items) in threads.iter().enumerate() {
            let read: Vec<usize> = slots.iter().filter_map(|slot| slot.cells[thread]).collect();
            assert_eq!(read, (0..items.len()).collect::<Vec<_>>(), "{sequences:?}: each keeps its order");
        }
    }

    #[test]
    fn what_can_be_level_is() {
        check(&[], "");
        check(&["", "a"], "-a");
        check(&["a b c", "a b c"], "aa bb cc");
        check(&["a c", "a b c"], "aa -b cc");
        check(&["a b", "b a"], "a- bb -a");
        check(&["a b5", "b5 a"], "a- bb -a");
        check(&["a b c", "c", "b c"], "a-- b-b ccc");
        check(&["a", "a a"], "aa -a");
        check(&["x", "y", "y x"], "-yy x-x");
    }
}
