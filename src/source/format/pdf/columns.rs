//! Lines of columns that were written row by row, column by column. Most programs write columns as they are read.

use super::line::Line;

/// Points by which lines of one column may begin apart.
const NEAR: f64 = 3.0;
/// Columns beside each other that a page may have.
const MOST: usize = 6;

/// The lines in the order in which they are read.
pub fn by_columns(lines: Vec<Line>) -> Vec<Line> {
    let pages = lines.chunk_by(|a, b| a.page == b.page);
    pages.flat_map(|page| ordered(page.to_vec(), MOST)).collect()
}

fn ordered(lines: Vec<Line>, most: usize) -> Vec<Line> {
    let Some(gutter) = gutter(&lines).filter(|_| most > 1) else { return lines };
    let mut all = Vec::with_capacity(lines.len());
    // What goes across both columns parts what stands above it from what stands below.
    let crosses = |line: &Line| line.left < gutter - NEAR && line.right > gutter + NEAR;
    for part in lines.chunk_by(|a, b| !crosses(a) && !crosses(b)) {
        let first_row = part.windows(2).position(|pair| beside(pair).is_some());
        let (above, below) = part.split_at(first_row.unwrap_or(part.len()));
        all.extend_from_slice(above);
        let (left, right): (Vec<Line>, Vec<Line>) = below.iter().cloned().partition(|line| line.left <= gutter - NEAR);
        all.extend(ordered(left, most - 1));
        all.extend(ordered(right, most - 1));
    }
    all
}

/// Where the second of two lines beside each other begins.
fn beside(pair: &[Line]) -> Option<f64> {
    let [a, b] = pair else { return None };
    ((a.y - b.y).abs() < a.size * 0.5 && b.left > a.right).then_some(b.left)
}

/// Where the second column begins, if the lines have columns. Rows of a table stand beside each other, too: columns of text
/// do so nearly everywhere, or where there are few, in both of them lines go on in the next.
fn gutter(lines: &[Line]) -> Option<f64> {
    let mut gaps: Vec<f64> = lines.windows(2).filter_map(beside).collect();
    gaps.sort_by(f64::total_cmp);
    let near = |left: f64| gaps.iter().filter(|other| (**other - left).abs() < NEAR).count();
    let (gutter, regular) = gaps.iter().map(|left| (*left, near(*left))).max_by_key(|(_, count)| *count)?;
    let everywhere = regular >= 4 && regular * 5 >= lines.len() * 2;
    let goes_on = |second: bool| {
        let column: Vec<&Line> = lines.iter().filter(|line| (line.left > gutter - NEAR) == second).collect();
        let on = column.windows(2).filter(|pair| pair[1].words.trim_start().starts_with(char::is_lowercase)).count();
        on > 0 && on * 3 >= column.len().saturating_sub(1)
    };
    (everywhere || regular >= 2 && goes_on(false) && goes_on(true)).then_some(gutter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of lines, apart by `|`; in a row the columns are apart by `/`, and `=` begins a line across all.
    fn read(notation: &str) -> String {
        let mut lines = Vec::new();
        for (row, said) in notation.split('|').enumerate() {
            let y = 100.0 + 12.0 * row as f64;
            let line = |(column, words): (usize, &str)| {
                let left = 50.0 + 200.0 * column as f64;
                let right = left + if words.starts_with('=') { 400.0 } else { 180.0 };
                Line {
                    page: 1,
                    left,
                    right,
                    y,
                    size: 10.0,
                    height: 800.0,
                    words: words.trim_start_matches('=').to_owned(),
                }
            };
            lines.extend(said.split('/').enumerate().filter(|(_, words)| !words.is_empty()).map(line));
        }
        by_columns(lines).iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let cases = [
            ("A one/B one|goes on/too goes|and ends./and ends.", "A one|goes on|and ends.|B one|too goes|and ends."),
            ("A one/B one|goes on/and ends.|and|ends.", "A one|goes on|and|ends.|B one|and ends."),
            (
                "A one/B one/C one|goes on/too goes/goes too|on./on./on.",
                "A one|goes on|on.|B one|too goes|on.|C one|goes too|on.",
            ),
            (
                "=A head|one/two|goes on/and on|=A head|three/four|goes on/and on",
                "A head|one|goes on|two|and on|A head|three|goes on|four|and on",
            ),
            ("Monday/Closed|Tuesday/Open|Sunday/Open", "Monday|Closed|Tuesday|Open|Sunday|Open"),
        ];
        for (notation, expected) in cases {
            assert_eq!(read(notation), expected, "{notation}");
        }
    }
}
