//! First stretches: where rare shared words lie close together in both sources.

use super::evidence::Evidence;
use super::options::RunOptions;
use super::pair::{Pair, Span};

/// At most this many points are looked at; past it only the rarer words make points.
const MOST_POINTS: usize = 400_000;

/// A place in both sources of one word that they share.
#[derive(Clone, Copy)]
struct Point {
    at: [u32; 2],
    kind: u32,
    weight: f64,
}

/// Points sorted into square cells, so that near ones are found quickly.
struct Grid {
    points: Vec<Point>,
    /// By point: its cell.
    homes: Vec<u32>,
    /// By cell: the points of the cells around it, one stretch for each of three rows.
    around: Vec<[(usize, usize); 3]>,
}

impl Grid {
    fn new(mut points: Vec<Point>, size: usize) -> Self {
        let size = u32::try_from(size).unwrap_or(u32::MAX).max(1);
        let cell = |p: &Point| (p.at[0] / size, p.at[1] / size);
        points.sort_by_cached_key(|p| (cell(p), p.kind, p.at));
        let mut cells = Vec::new();
        let mut homes = Vec::with_capacity(points.len());
        let mut start = 0;
        for group in points.chunk_by(|x, y| cell(x) == cell(y)) {
            homes.extend(group.iter().map(|_| cells.len() as u32));
            cells.push((cell(&group[0]), start));
            start += group.len();
        }
        let first = |wanted: (u32, u32)| {
            let at = cells.partition_point(|(cell, _)| *cell < wanted);
            cells.get(at).map_or(points.len(), |(_, start)| *start)
        };
        let row = |x: u32, y: u32| (first((x, y.saturating_sub(1))), first((x, y + 2)));
        let around = |&((x, y), _): &((u32, u32), usize)| {
            [x.checked_sub(1), Some(x), Some(x + 1)].map(|x| x.map_or((0, 0), |x| row(x, y)))
        };
        let around = cells.iter().map(around).collect();
        Self { points, homes, around }
    }

    /// The points within `reach` of a point on both sides, with their index; `reach` is at most the size of a cell.
    fn near(&self, index: usize, reach: u32) -> impl Iterator<Item = (usize, &Point)> {
        let at = self.points[index].at;
        let rows = self.around[self.homes[index] as usize].iter();
        rows.flat_map(|&(start, end)| (start..end).zip(&self.points[start..end]))
            .filter(move |(_, p)| p.at[0].abs_diff(at[0]) <= reach && p.at[1].abs_diff(at[1]) <= reach)
    }
}

/// The boxes around clusters of points, by place.
pub fn clusters(pair: &Pair, options: &RunOptions) -> Vec<[Span; 2]> {
    let grid = Grid::new(points(pair, options), options.reach);
    let supported = supported(&grid, pair.kinds(), options);
    boxes(&Grid::new(supported, options.cluster_gap), options)
}

fn points(pair: &Pair, options: &RunOptions) -> Vec<Point> {
    let counts = |kind: usize| [0, 1].map(|side| pair.sides[side].occurrences(kind).len());
    let product = |kind: usize| counts(kind)[0].saturating_mul(counts(kind)[1]);
    let mut by_product = vec![0; options.most_points + 1];
    for kind in 0..pair.kinds() {
        if let Some(total) = by_product.get_mut(product(kind)) {
            *total += product(kind);
        }
    }
    let mut total = 0;
    let most = by_product
        .iter()
        .take_while(|&&n| {
            total += n;
            total <= MOST_POINTS
        })
        .count();
    let mut found = Vec::new();
    for kind in (0..pair.kinds()).filter(|&kind| product(kind) < most) {
        let around = [0, 1].map(|side| Evidence::around(counts(kind)[side] - 1, pair.sides[side].len()));
        let weight =
            options.evidence.matched(pair.rates[kind], f64::midpoint(around[0], around[1]), options.point_span);
        if weight < options.least_point {
            continue;
        }
        for &a in pair.sides[0].occurrences(kind) {
            let kind = kind as u32;
            found.extend(pair.sides[1].occurrences(kind as usize).iter().map(|&b| Point { at: [a, b], kind, weight }));
        }
    }
    found
}

/// The points that have enough other words near them.
fn supported(grid: &Grid, kinds: usize, options: &RunOptions) -> Vec<Point> {
    let mut seen = vec![usize::MAX; kinds];
    let reach = options.reach as u32;
    let enough = |index: &usize| {
        let mut support = 0.0;
        grid.near(*index, reach).any(|(_, near)| {
            if std::mem::replace(&mut seen[near.kind as usize], *index) != *index {
                support += near.weight;
            }
            support >= options.least_support
        })
    };
    (0..grid.points.len()).filter(enough).map(|index| grid.points[index]).collect()
}

/// The bounding boxes of points joined by single linkage.
fn boxes(grid: &Grid, options: &RunOptions) -> Vec<[Span; 2]> {
    let mut group = vec![usize::MAX; grid.points.len()];
    let mut found: Vec<[Span; 2]> = Vec::new();
    let mut open = Vec::new();
    for first in 0..grid.points.len() {
        if group[first] != usize::MAX {
            continue;
        }
        let number = found.len();
        let mut sides = grid.points[first].at.map(|at| at as usize..at as usize + 1);
        group[first] = number;
        open.push(first);
        while let Some(index) = open.pop() {
            let at = grid.points[index].at;
            for (side, at) in sides.iter_mut().zip(at) {
                *side = side.start.min(at as usize)..side.end.max(at as usize + 1);
            }
            for (near, _) in grid.near(index, options.cluster_gap as u32) {
                if group[near] == usize::MAX {
                    group[near] = number;
                    open.push(near);
                }
            }
        }
        found.push(sides);
    }
    found.sort_by_key(|sides| (sides[0].start, sides[1].start, sides[0].end, sides[1].end));
    found
}
