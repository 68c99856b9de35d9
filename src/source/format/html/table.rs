//! Tables of data: each row is a line, whatever stands in its cells.

use super::words;
use dom_query::{Document as Tree, NodeRef, Selection};

/// The most characters of a cell; pages that are laid out by tables have articles in theirs.
const LONGEST_CELL: usize = 400;
/// The most elements of a table that is looked at.
const MOST_ELEMENTS: usize = 20_000;

/// Makes one line of the lists, paragraphs and breaks in the cells of tables, apart by semicolons.
pub fn flatten(tree: &Tree) {
    for table in tree.select("table").nodes() {
        let cells = Selection::from(*table).select("td, th");
        if cells.nodes().len() > MOST_ELEMENTS || !is_data(*table, cells.nodes()) {
            continue;
        }
        for cell in cells.nodes() {
            if cell
                .descendants_it()
                .any(|inner| inner.node_name().is_some_and(|name| words::is_block(&name) || &*name == "br"))
            {
                cell.set_text(words::cell(*cell));
            }
        }
    }
}

/// Whether a table has data: cells of a few words, in rows of several, and no table in them.
fn is_data(table: NodeRef, cells: &[NodeRef]) -> bool {
    let short = |cell: &NodeRef| cell.normalized_char_count() <= LONGEST_CELL;
    let rows = Selection::from(table).select("tr").nodes().len();
    let nested = Selection::from(table).select("table").exists();
    !nested && rows > 0 && cells.len() > rows && cells.iter().all(short)
}
