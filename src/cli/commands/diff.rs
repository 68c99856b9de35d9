//! `parallax diff`: two versions of a text, or a patch, read as prose.

use super::patch::{Part, is_program, parts, shown};
use crate::cli::exit::Failure;
use crate::cli::flags::{Common, coloured};
use crate::cli::output::to_standard;
use crate::diff::{self, Wishes};
use crate::export::{self, Options, Told};
use crate::source::{self, Reason};
use crate::text::Text;
use regex::Regex;
use similar::TextDiff;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// What `diff` is told.
#[derive(clap::Args, Debug)]
pub struct Diff {
    /// The older text, - for standard input; without texts, a patch is read from there
    #[arg(value_name = "OLD", requires = "new")]
    pub old: Option<PathBuf>,
    /// The newer text
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// The width in columns
    #[arg(short, long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    /// Tell other characters for the same word, too: typographic marks, composed letters, ligatures, digits of other scripts
    #[arg(long)]
    pub exact: bool,
    /// Leave changes out: case, punctuation, spelling, or what a pattern matches; several with commas, a pattern last
    #[arg(long, value_name = "WHAT")]
    pub ignore: Vec<String>,
}

/// Writes what changed; whether anything did.
pub fn diff(wanted: &Diff, common: &Common) -> Result<bool, Failure> {
    let width = wanted.width.map_or(Options::default().width, usize::from);
    let shown = Shown {
        wishes: wanted.wishes()?,
        options: Options { coloured: coloured(common), width, ..Options::default() },
    };
    match (&wanted.old, &wanted.new) {
        (Some(old), Some(new)) if [old, new].iter().all(|path| path.as_path() == Path::new(INPUT)) => {
            Err(Failure::Usage("standard input can be read once; name a file for one of the two".into()))
        }
        (Some(old), Some(new)) if [old, new].iter().any(|path| is_program(path, &beginning(path))) => lines(old, new),
        (Some(old), Some(new)) => shown.files([old, new]),
        _ => shown.patch(&patch()?),
    }
}

impl Diff {
    /// What counts as a change.
    fn wishes(&self) -> Result<Wishes, Failure> {
        let mut wishes = Wishes { exact: self.exact, ..Wishes::default() };
        for value in &self.ignore {
            let mut rest = value.as_str();
            // A pattern may have commas of its own: it is what follows the names.
            while let Some((name, after)) = rest.split_once(',').or(Some((rest, ""))).filter(|_| !rest.is_empty()) {
                match name {
                    "case" => wishes.no_case = true,
                    "punctuation" => wishes.no_punctuation = true,
                    "spelling" => wishes.no_spelling = true,
                    _ => {
                        let wrong = |error| Failure::Usage(format!("--ignore {rest}: {error}"));
                        wishes.patterns.push(Regex::new(rest).map_err(wrong)?);
                        break;
                    }
                }
                rest = after;
            }
        }
        Ok(wishes)
    }
}

/// How changes are looked for and shown.
struct Shown {
    wishes: Wishes,
    options: Options,
}

impl Shown {
    /// Writes how one file became another; whether anything changed.
    fn files(&self, paths: [&Path; 2]) -> Result<bool, Failure> {
        let names = paths.map(|path| path.to_string_lossy());
        let texts = [text(paths[0])?, text(paths[1])?];
        let changes = diff::diff(&texts[0], &texts[1], &self.wishes);
        let names = names.each_ref().map(AsRef::as_ref);
        let told = Told { texts: texts.each_ref(), names: Some(names), changes: &changes, beside: &[] };
        to_standard(|out| match (changes.is_empty(), changes.extent.typographic) {
            (true, 0) => Ok(()),
            (true, _) => writeln!(out, "The same words, some in other characters; --exact tells them."),
            (false, _) => export::write_versions(&told, &self.options, out),
        })?;
        Ok(!changes.is_empty())
    }

    /// Writes a patch, prose as prose; whether any of its prose changed.
    fn patch(&self, patch: &str) -> Result<bool, Failure> {
        let mut differs = false;
        to_standard(|out| {
            parts(patch).into_iter().try_for_each(|part| match part {
                Part::Lines(lines) => out.write_all(shown(&lines, self.options.coloured).as_bytes()),
                Part::Versions { old, new } => {
                    let texts = [Text::new(old, None), Text::new(new, None)];
                    let changes = diff::diff(&texts[0], &texts[1], &self.wishes);
                    differs |= !changes.is_empty();
                    match (changes.is_empty(), changes.extent.typographic) {
                        (true, 0) => out.write_all(b"No word changed; only white space did.\n\n"),
                        (true, _) => out.write_all(b"No word changed; only how words are written did.\n\n"),
                        (false, _) => {
                            let told = Told { texts: texts.each_ref(), names: None, changes: &changes, beside: &[] };
                            export::write_versions(&told, &self.options, out)
                        }
                    }
                }
            })
        })?;
        Ok(differs)
    }
}

/// The first bytes of a file; none of what is no file.
fn beginning(path: &Path) -> Vec<u8> {
    let mut first = Vec::new();
    let opened = path.is_file().then(|| std::fs::File::open(path).ok()).flatten();
    // What cannot be read is told when it is read.
    let _ = opened.map(|file| file.take(2).read_to_end(&mut first));
    first
}

/// Writes what changed of two programs line by line, since there white space counts; whether anything did.
fn lines(old: &Path, new: &Path) -> Result<bool, Failure> {
    let content = |path: &Path| -> Result<String, Failure> {
        if path == Path::new("/dev/null") {
            return Ok(String::new());
        }
        let bytes = source::bytes(path).map_err(|reason| Failure::Usage(format!("{}: {reason}", path.display())))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let (before, after) = (content(old)?, content(new)?);
    let changes = TextDiff::from_lines(&before, &after);
    let [old, new] = [old, new].map(|path| path.to_string_lossy());
    let unified = changes.unified_diff().header(&old, &new).to_string();
    to_standard(|out| out.write_all(shown(&unified, false).as_bytes()))?;
    Ok(before != after)
}

/// The patch on standard input.
fn patch() -> Result<String, Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::Usage("name two texts, or send a patch: git diff | parallax diff".into()));
    }
    let bytes =
        source::bytes(Path::new(INPUT)).map_err(|reason| Failure::Usage(format!("standard input: {reason}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The name of standard input.
const INPUT: &str = "-";

/// A version. What is not there yet or any more (git names a device then) is a text without words; Markdown is read as it is
/// written, since what changes in its marks changed, too.
fn text(path: &Path) -> Result<Text, Failure> {
    if path == Path::new("/dev/null") {
        return Ok(Text::new(String::new(), None));
    }
    let bare = path == Path::new(INPUT) || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    let name = if bare { Path::new("") } else { path };
    match source::bytes(path).and_then(|bytes| source::read(bytes, name)) {
        Ok(document) => Ok(Text::new(document.text, None)),
        Err(Reason::Empty | Reason::Wordless) => Ok(Text::new(String::new(), None)),
        Err(reason) => Err(Failure::Usage(format!("{}: {reason}", path.display()))),
    }
}
