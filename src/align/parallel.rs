//! Parallels: links joined across all sources.

use super::{Link, Parallel, Passage};

/// Joins links into parallels: the strongest first; a passage joins where it is linked with at least half of those there.
pub fn parallels(links: &[Link]) -> Vec<Parallel> {
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by(|&x, &y| {
        links[y].evidence.score.total_cmp(&links[x].evidence.score).then(links[x].passages.cmp(&links[y].passages))
    });
    let linked = |a: Passage, b: Passage| links.iter().any(|l| l.passages == [a, b] || l.passages == [b, a]);
    let mut groups: Vec<Vec<Passage>> = Vec::new();
    for &index in &order {
        let [a, b] = links[index].passages;
        let home = |groups: &[Vec<Passage>], p| groups.iter().position(|g| g.contains(&p));
        match (home(&groups, a), home(&groups, b)) {
            (None, None) => groups.push(vec![a, b]),
            (Some(group), None) => join(&mut groups[group], b, &linked),
            (None, Some(group)) => join(&mut groups[group], a, &linked),
            (Some(_), Some(_)) => {}
        }
    }
    let mut found: Vec<Parallel> = groups
        .into_iter()
        .map(|mut passages| {
            passages.sort_unstable();
            let inside = |l: &Link| l.passages.iter().all(|p| passages.contains(p));
            let links = links.iter().enumerate().filter(|(_, l)| inside(l)).map(|(i, _)| i).collect();
            Parallel { passages, links }
        })
        .collect();
    found.sort_by(|x, y| x.passages.cmp(&y.passages));
    found
}

fn join(group: &mut Vec<Passage>, passage: Passage, linked: &impl Fn(Passage, Passage) -> bool) {
    let with = group.iter().filter(|&&p| linked(p, passage)).count();
    if 2 * with >= group.len() {
        group.push(passage);
    }
}
