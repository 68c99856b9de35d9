//! `parallax diff`: two versions of a text, or a patch, read as prose.

use super::patch::{Part, is_program, parts, shown};
use crate::cli::exit::Failure;
use crate::cli::flags::{Common, coloured};
use crate::cli::output::to_standard;
use crate::diff::{Change, versions};
use crate::export::{self, Options, Versions};
use crate::source::{self, Reason};
use crate::text::Text;
use similar::TextDiff;
use std::io::{self, IsTerminal, Read, Write};
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
}

/// Writes what changed; whether anything did.
pub fn diff(wanted: &Diff, common: &Common) -> Result<bool, Failure> {
    let width = wanted.width.map_or(Options::default().width, usize::from);
    let options = Options { coloured: coloured(common), width, ..Options::default() };
    let mut differs = false;
    let mut show = |out: &mut dyn Write, texts: [&Text; 2], kind: Versions<'_>| -> io::Result<bool> {
        let steps = versions(texts[0], texts[1]);
        let same = steps.iter().all(|step| step.change == Change::Same);
        differs |= !same;
        if !same {
            export::write_versions(texts, &steps, kind, (&options, out))?;
        }
        Ok(same)
    };
    match (&wanted.old, &wanted.new) {
        (Some(old), Some(new)) if [old, new].iter().all(|path| path.as_path() == Path::new(INPUT)) => {
            return Err(Failure::Usage("standard input can be read once; name a file for one of the two".into()));
        }
        (Some(old), Some(new)) if [old, new].iter().any(|path| is_program(path, &beginning(path))) => {
            return lines(old, new);
        }
        (Some(old), Some(new)) => {
            let names = [old, new].map(|path| path.to_string_lossy());
            let texts = [text(old)?, text(new)?];
            let kind = Versions::Whole(names.each_ref().map(AsRef::as_ref));
            to_standard(|out| show(out, texts.each_ref(), kind).map(drop))?;
        }
        _ => {
            let patch = patch()?;
            to_standard(|out| {
                parts(&patch).into_iter().try_for_each(|part| match part {
                    Part::Lines(lines) => out.write_all(shown(&lines, options.coloured).as_bytes()),
                    Part::Versions { old, new } => {
                        let same = show(out, [&Text::new(old, None), &Text::new(new, None)], Versions::Hunks)?;
                        if same { out.write_all(b"No word changed; only white space did.\n\n") } else { Ok(()) }
                    }
                })
            })?;
        }
    }
    Ok(differs)
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
