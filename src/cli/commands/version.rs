//! A version of a text, as `diff` reads it from its file: the text, and what stands beside it.

use crate::cli::exit::Failure;
use crate::diff::{self, Wishes};
use crate::export::Beside;
use crate::source::{self, Part, PartGroup, PartKind, Reason};
use crate::text::Text;
use std::path::Path;

/// The name of standard input.
pub const INPUT: &str = "-";

/// A version of a text.
pub struct Version {
    /// Its text.
    pub text: Text,
    /// What its file has beside it.
    pub parts: Vec<Part>,
}

impl Version {
    /// Reads a version. What is not there yet or any more (git names a device then) is a text without words; Markdown is read
    /// as it is written, since what changes in its marks changed, too.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let empty = || Self { text: Text::words_alone(String::new()), parts: Vec::new() };
        if path == Path::new("/dev/null") {
            return Ok(empty());
        }
        let bare = path == Path::new(INPUT) || has_ending(path, "md");
        let name = if bare { Path::new("") } else { path };
        match source::bytes(path).and_then(|bytes| source::read(bytes, name)) {
            Ok(document) => Ok(Self { text: Text::words_alone(document.text), parts: document.parts }),
            Err(Reason::Empty | Reason::Wordless) => Ok(empty()),
            Err(reason) => Err(Failure::Usage(format!("{}: {reason}", path.display()))),
        }
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// What stands beside two versions and differs, kind by kind. What files of another format do not say of themselves is no
/// change.
pub fn beside([old, new]: [&Version; 2], wishes: &Wishes, one_format: bool) -> Vec<Beside> {
    let mut kinds: Vec<PartKind> = old.parts.iter().chain(&new.parts).map(|part| part.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let differing = |kind: PartKind| {
        let said = |version: &Version| {
            let parts = version.parts.iter().filter(|part| part.kind == kind).map(|part| part.text.as_str());
            parts.collect::<Vec<&str>>().join("\n\n")
        };
        let said = [said(old), said(new)];
        let untold = kind.group() == PartGroup::Head && !one_format && said.iter().any(String::is_empty);
        if untold || said[0] == said[1] {
            return None;
        }
        let texts = said.map(Text::words_alone);
        let changes = diff::diff(&texts[0], &texts[1], wishes);
        let whole = !is_furniture(kind) || changes.extent.words <= FEW;
        (!changes.is_empty()).then(|| Beside { name: kind.name(), texts, changes, whole })
    };
    kinds.into_iter().filter_map(differing).collect()
}

/// So many words that stand around a text are told whole: `Draft`, at the head of its pages.
const FEW: usize = 40;

/// What stands around a text and is another on every day: of it only how much changed is told, if it is long.
fn is_furniture(kind: PartKind) -> bool {
    matches!(
        kind,
        PartKind::PullQuote
            | PartKind::Double
            | PartKind::Over
            | PartKind::RunningHead
            | PartKind::Front
            | PartKind::Around
            | PartKind::Unread
    )
}

/// Whether two files are of one format, by their names.
pub fn one_format(paths: [&Path; 2]) -> bool {
    let [old, new] = paths.map(|path| path.extension().map(|ending| ending.to_ascii_lowercase()));
    old == new || [old, new].iter().flatten().all(|ending| ending == "html" || ending == "htm")
}
