//! `parallax diff`: two versions of a text, or a patch, read as prose.

use super::folders::{Found, matched, same_bytes};
use super::patch::{Part, is_program, parts, shown};
use super::version::{INPUT, Version, beside, one_format};
use crate::cli::exit::{Failure, tell};
use crate::cli::flags::{Common, coloured};
use crate::cli::output::{to_file, to_standard};
use crate::diff::{self, Wishes};
use crate::export::{self, Format, Options, Told};
use crate::source;
use crate::text::{Text, visible_line};
use regex::Regex;
use similar::TextDiff;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// What `diff` is told.
#[derive(clap::Args, Debug)]
pub struct Diff {
    /// The older text or folder, - for standard input; without texts, a patch is read from there
    #[arg(value_name = "OLD", requires = "new")]
    pub old: Option<PathBuf>,
    /// The newer text or folder
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// The width in columns
    #[arg(short, long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    /// Tell other characters for the same word, too: typographic marks, composed letters, ligatures, digits of other scripts
    #[arg(long)]
    pub exact: bool,
    /// Write to a file instead: .docx with tracked changes, .html, otherwise text
    #[arg(short, long, value_name = "FILE", requires = "new")]
    pub output: Option<PathBuf>,
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
        (Some(old), Some(new)) if [old, new].iter().any(|path| path.is_dir()) => {
            if ![old, new].iter().all(|path| path.is_dir()) {
                let folder = if old.is_dir() { old } else { new };
                return Err(Failure::Usage(format!(
                    "{} is a folder; name two files, or two folders",
                    folder.display()
                )));
            }
            if wanted.output.is_some() {
                return Err(Failure::Usage("what changed in folders is no one document; leave --output out".into()));
            }
            shown.folders([old, new], common)
        }
        (Some(old), Some(new)) if wanted.output.is_some() => shown.files([old, new], wanted.output.as_deref()),
        (Some(old), Some(new)) => shown.pair([old, new]),
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
                        let wrong = |error: regex::Error| {
                            let reason = error.to_string();
                            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
                            Failure::Usage(format!(
                                "--ignore {rest}: {reason}; it is none of case, punctuation, spelling"
                            ))
                        };
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
    fn files(&self, paths: [&Path; 2], output: Option<&Path>) -> Result<bool, Failure> {
        let versions = [Version::read(paths[0])?, Version::read(paths[1])?];
        let texts = versions.each_ref().map(|version| &version.text);
        let changes = diff::diff(texts[0], texts[1], &self.wishes);
        let beside = beside(versions.each_ref(), &self.wishes, one_format(paths));
        let names = paths.map(|path| path.to_string_lossy());
        let names = Some(names.each_ref().map(AsRef::as_ref));
        let told = Told { texts, names, changes: &changes, beside: &beside };
        let differs = !changes.is_empty() || !beside.is_empty();
        match output {
            Some(output) => self.save(&told, paths, output)?,
            None => to_standard(|out| match (differs, changes.extent.typographic) {
                (false, 0) => Ok(()),
                (false, _) => writeln!(out, "The same words, some in other characters; --exact tells them."),
                (true, _) => export::write_versions(&told, Format::Text, &self.options, out),
            })?,
        }
        Ok(differs)
    }

    /// Writes what changed to a file, in the format that its name tells; a version is never written over.
    fn save(&self, told: &Told<'_>, paths: [&Path; 2], output: &Path) -> Result<(), Failure> {
        let format = output.extension().and_then(|ending| ending.to_string_lossy().parse().ok());
        let format = format.unwrap_or(Format::Text);
        if !matches!(format, Format::Docx | Format::Html | Format::Text) {
            let name = format.name();
            return Err(Failure::Usage(format!("changes are written as docx, html or text, not as {name}")));
        }
        let place = output.canonicalize().ok();
        if place.is_some() && paths.iter().any(|path| path.canonicalize().ok() == place) {
            return Err(Failure::Usage(format!("{} is one of the two texts; write to another file", output.display())));
        }
        if format == Format::Docx && !told.beside.is_empty() {
            let names: Vec<&str> = told.beside.iter().map(|beside| beside.name).collect();
            tell(&format!("the document has the text alone; what differs beside it is left out: {}", names.join(", ")));
        }
        to_file(output, |out| export::write_versions(told, format, &self.options, out))
            .map_err(|error| Failure::Output { path: output.to_owned(), error })
    }

    /// Writes how the files of one folder became those of another; whether anything changed.
    fn folders(&self, folders: [&Path; 2], common: &Common) -> Result<bool, Failure> {
        let (mut same, mut differs) = (0, false);
        let (files, passed) = matched(folders, &common.loading.wishes());
        let (planned, others): (Vec<_>, Vec<_>) = passed.iter().partition(|passed| passed.reason.is_planned());
        others.iter().for_each(|passed| tell(&format!("{}: {}", passed.path.display(), passed.reason)));
        if !planned.is_empty() {
            let names: Vec<String> = planned.iter().take(MOST_NAMED).map(|at| at.path.display().to_string()).collect();
            let more = planned.len().saturating_sub(MOST_NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            tell(&format!(
                "hidden or ignored, therefore not compared: {}{more}; --hidden reads them",
                names.join(", ")
            ));
        }
        for found in files {
            let line = match &found {
                Found::Both(old, new) if old.name != new.name => {
                    Some(format!("renamed: {} → {}", old.name.display(), new.name.display()))
                }
                Found::Both(..) => None,
                Found::Old(file) => Some(format!("gone: {}", file.name.display())),
                Found::New(file) => Some(format!("new: {}", file.name.display())),
            };
            if let Some(line) = &line {
                to_standard(|out| writeln!(out, "{}\n", visible_line(line)))?;
            }
            differs |= line.is_some();
            if let Found::Both(old, new) = &found {
                match self.pair([&old.path, &new.path]) {
                    Ok(changed) => {
                        same += usize::from(!changed && line.is_none());
                        differs |= changed;
                    }
                    // What is no text is the same where its bytes are.
                    Err(_) if same_bytes([&old.path, &new.path]) => same += usize::from(line.is_none()),
                    Err(failure) => {
                        differs = true;
                        to_standard(|out| writeln!(out, "differs: {}\n", visible_line(&failure.to_string())))?;
                    }
                }
            }
        }
        let files = if same == 1 { "file" } else { "files" };
        if differs && same > 0 {
            to_standard(|out| writeln!(out, "… {same} {files} unchanged"))?;
        }
        Ok(differs)
    }

    /// Two files of any kind.
    fn pair(&self, paths: [&Path; 2]) -> Result<bool, Failure> {
        if paths.iter().any(|path| is_program(path, &beginning(path))) {
            return lines(paths[0], paths[1]);
        }
        self.files(paths, None)
    }

    /// Writes a patch, prose as prose; whether any of its prose changed.
    fn patch(&self, patch: &str) -> Result<bool, Failure> {
        let mut differs = false;
        to_standard(|out| {
            parts(patch).into_iter().try_for_each(|part| match part {
                Part::Lines(lines) => out.write_all(shown(&lines, self.options.coloured).as_bytes()),
                Part::Versions { old, new } => {
                    let texts = [Text::words_alone(old), Text::words_alone(new)];
                    let changes = diff::diff(&texts[0], &texts[1], &self.wishes);
                    differs |= !changes.is_empty();
                    match (changes.is_empty(), changes.extent.typographic) {
                        (true, 0) => out.write_all(b"No word changed; only white space did.\n\n"),
                        (true, _) => out.write_all(b"No word changed; only how words are written did.\n\n"),
                        (false, _) => {
                            let told = Told { texts: texts.each_ref(), names: None, changes: &changes, beside: &[] };
                            export::write_versions(&told, Format::Text, &self.options, out)
                        }
                    }
                }
            })
        })?;
        Ok(differs)
    }
}

/// So many of what was passed over as planned are named.
const MOST_NAMED: usize = 5;

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
    let content = |path: &Path| -> Result<Vec<u8>, Failure> {
        if path == Path::new("/dev/null") {
            return Ok(Vec::new());
        }
        source::bytes(path).map_err(|reason| Failure::Usage(format!("{}: {reason}", path.display())))
    };
    let contents = [content(old)?, content(new)?];
    if contents.iter().any(|bytes| bytes.contains(&0)) {
        let differs = contents[0] != contents[1];
        if differs {
            let line = format!("differs: {}: binary data", new.display());
            to_standard(|out| writeln!(out, "{}\n", visible_line(&line)))?;
        }
        return Ok(differs);
    }
    let [before, after] = contents.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
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
