//! What stays and what moved: of pairs in two orders, those that are left in their order are as many as can be.

/// A move costs a reader as much as so many words that are shown twice.
const MOVE: usize = 30;

/// A pair of places, one in each text, that do not overlap with those of others.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// In the old text.
    pub old: usize,
    /// In the new text.
    pub new: usize,
    /// Its words.
    pub words: usize,
}

/// For each pair the number of its move, from 0, or nothing where it stays. Pairs that follow each other in both texts move
/// together; the moves are as few as can be, and of equally many those with the fewest words. Numbered by the new text.
pub fn moves(pairs: &[Place]) -> Vec<Option<usize>> {
    let mut by_new: Vec<usize> = (0..pairs.len()).collect();
    by_new.sort_unstable_by_key(|&at| pairs[at].new);
    let mut by_old = by_new.clone();
    by_old.sort_unstable_by_key(|&at| pairs[at].old);
    let mut rank = vec![0; pairs.len()];
    by_old.iter().enumerate().for_each(|(place, &at)| rank[at] = place);
    let chains: Vec<&[usize]> = by_new.chunk_by(|&a, &b| rank[b] == rank[a] + 1).collect();
    let items: Vec<(usize, usize)> = chains
        .iter()
        .map(|chain| (rank[chain[0]], MOVE + chain.iter().map(|&at| pairs[at].words).sum::<usize>()))
        .collect();
    let stays = heaviest(&items);
    let mut found = vec![None; pairs.len()];
    let moved = chains.iter().zip(stays).filter(|(_, stays)| !stays);
    for (number, (chain, _)) in moved.enumerate() {
        chain.iter().for_each(|&at| found[at] = Some(number));
    }
    found
}

/// Which of some items, given by a place and a weight, are part of the heaviest series whose places rise.
pub fn heaviest(items: &[(usize, usize)]) -> Vec<bool> {
    let places = items.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
    // A tree of the best series that ends at or before a place (Fenwick's): its weight, and its last item.
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); places + 1];
    let mut before = vec![None; items.len()];
    for (at, &(place, weight)) in items.iter().enumerate() {
        let mut best = (0, None);
        let mut node = place;
        while node > 0 {
            best = if tree[node].0 > best.0 { tree[node] } else { best };
            node &= node - 1;
        }
        before[at] = best.1;
        let (mut node, total) = (place + 1, best.0 + weight);
        while node <= places {
            if total > tree[node].0 {
                tree[node] = (total, Some(at));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut node = places;
    let mut best = (0, None);
    while node > 0 {
        best = if tree[node].0 > best.0 { tree[node] } else { best };
        node &= node - 1;
    }
    let mut found = vec![false; items.len()];
    let mut last = best.1;
    while let Some(at) = last {
        found[at] = true;
        last = before[at];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_moves_are_found() {
        let cases: [(&[usize], usize); 8] = [
            (&[0, 1, 2], 0),
            (&[1, 0], 1),
            (&[1, 2, 3, 0], 1),
            (&[3, 0, 1, 2], 1),
            (&[2, 4, 1, 3, 0], 3),
            (&[2, 3, 0, 1], 1),
            (&[1, 0, 3, 2], 2),
            (&[4, 1, 2, 3, 0], 2),
        ];
        for (olds, expected) in cases {
            let pairs: Vec<Place> = olds.iter().enumerate().map(|(new, &old)| Place { old, new, words: 5 }).collect();
            let most = moves(&pairs).into_iter().flatten().max().map_or(0, |number| number + 1);
            assert_eq!(most, expected, "{olds:?}");
        }
        let long = [Place { old: 1, new: 0, words: 4 }, Place { old: 0, new: 1, words: 90 }];
        assert_eq!(moves(&long), [Some(0), None], "the shorter one moves");
    }
}
