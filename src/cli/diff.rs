//! `parallax diff`: two versions of a text, or a patch, read as prose.

use super::args::{ColorChoice, Common};
use super::exit::Failure;
use super::patch::{Part, parts};
use super::reader;
use crate::compare::{Change, versions};
use crate::export::{self, Options};
use crate::source::{self, Reason, in_words};
use crate::text::{Text, visible};
use crate::tui::Colours;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

/// What `diff` is told.
#[derive(clap::Args, Debug)]
pub struct Diff {
    /// The older text; without texts, a patch is read from standard input
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
pub fn diff(wanted: &Diff, common: Common) -> Result<bool, Failure> {
    let coloured = match common.color {
        ColorChoice::Always => true,
        ColorChoice::Auto => io::stdout().is_terminal() && reader::colours(common.color) != Colours::None,
        ColorChoice::Never => false,
    };
    let options =
        Options { coloured, width: wanted.width.map_or(Options::default().width, usize::from), ..Options::default() };
    let mut differs = false;
    let mut show = |out: &mut dyn Write, texts: [&Text; 2]| -> io::Result<bool> {
        let steps = versions(texts[0], texts[1]);
        let same = steps.iter().all(|step| step.change == Change::Same);
        differs |= !same;
        if !same {
            export::write_versions(texts, &steps, &options, out)?;
        }
        Ok(same)
    };
    match (&wanted.old, &wanted.new) {
        (Some(old), Some(new)) => {
            let (old, new) = (text(old)?, text(new)?);
            super::to_standard(|out| show(out, [&old, &new]).map(drop))?;
        }
        _ => {
            let patch = patch()?;
            super::to_standard(|out| {
                parts(&patch).into_iter().try_for_each(|part| match part {
                    Part::Lines(lines) => out.write_all(visible(&lines).as_bytes()),
                    Part::Versions { old, new } => {
                        let same = show(out, [&Text::new(old, None), &Text::new(new, None)])?;
                        if same { out.write_all(b"No word changed; only white space did.\n\n") } else { Ok(()) }
                    }
                })
            })?;
        }
    }
    Ok(differs)
}

/// The patch on standard input.
fn patch() -> Result<String, Failure> {
    let mut input = io::stdin().lock();
    if input.is_terminal() {
        return Err(Failure::Usage("name two texts, or send a patch: git diff | parallax diff".into()));
    }
    let mut bytes = Vec::new();
    let error = |error: io::Error| Failure::Usage(format!("standard input: {}", in_words(&error)));
    input.by_ref().take(source::MAX_BYTES).read_to_end(&mut bytes).map_err(error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A version. What is not there yet or any more (git names a device then) is a text without words; Markdown is read as it is
/// written, since what changes in its marks changed, too.
fn text(path: &Path) -> Result<Text, Failure> {
    let failure = |reason: Reason| Failure::Usage(format!("{}: {reason}", path.display()));
    let known = fs::metadata(path).map_err(|error| failure(error.into()))?;
    if path == Path::new("/dev/null") {
        return Ok(Text::new(String::new(), None));
    }
    if !known.is_file() {
        return Err(failure(Reason::Special));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| failure(error.into()))?;
    file.take(source::MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| failure(error.into()))?;
    if bytes.len() as u64 > source::MAX_BYTES {
        return Err(failure(Reason::TooLarge));
    }
    let markdown = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    let name = if markdown { Path::new("") } else { path };
    match source::read(bytes, name) {
        Ok(document) => Ok(Text::new(document.text, None)),
        Err(Reason::Empty | Reason::Wordless) => Ok(Text::new(String::new(), None)),
        Err(reason) => Err(failure(reason)),
    }
}
