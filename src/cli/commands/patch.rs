//! Patches as git writes them: for each file two versions of what is near its changes.

use crate::text::visible;
use std::borrow::Cow;
use std::path::Path;

/// A part of a patch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Lines that are shown as they are: names of files, messages of commits, what is no prose.
    Lines(String),
    /// The hunks of a file of prose, as they were and as they are.
    Versions {
        /// Before.
        old: String,
        /// After.
        new: String,
    },
}

/// Endings of files that hold prose. Of others, such as programs, the white space counts, so they are left alone.
const PROSE: [&str; 14] =
    ["txt", "text", "md", "markdown", "mdown", "mkd", "rst", "adoc", "asciidoc", "org", "tex", "html", "htm", "wiki"];

/// Endings of other files whose words are read, and of copies that people keep of prose.
const DOCUMENTS: [&str; 27] = [
    "docx", "odt", "rtf", "pdf", "epub", "eml", "mbox", "mhtml", "mht", "xhtml", "srt", "vtt", "ass", "ssa", "fodt",
    "shtml", "xht", "xml", "tei", "rss", "atom", "bak", "old", "orig", "new", "draft", "log",
];

/// Names of files without an ending that are programs.
const PROGRAMS: [&str; 6] = ["makefile", "gnumakefile", "dockerfile", "containerfile", "jenkinsfile", "vagrantfile"];

/// The parts of a patch, whatever colours git gave it.
pub fn parts(patch: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut lines = patch.split_inclusive('\n').peekable();
    // Whether the hunks that follow are prose: the two names right before them say so.
    let mut prose = false;
    let mut before = String::new();
    while let Some(line) = lines.next() {
        let plain = plain(line);
        if let Some(counts) = hunk(&plain) {
            let hunk = read_hunk(line, counts, |wanted| lines.next_if(|line| wanted(line)));
            // Where both sides are the same, changes are told in another way, as by --word-diff.
            if prose && hunk.sides[0] != hunk.sides[1] {
                push_versions(&mut found, hunk)
            } else {
                push_lines(&mut found, &hunk.raw)
            }
            continue;
        }
        prose = match (before.strip_prefix("--- "), plain.strip_prefix("+++ ")) {
            (Some(old), Some(new)) => is_prose(if new.trim_end() == "/dev/null" { old } else { new }),
            (Some(_), None) | (None, _) => false,
        };
        push_lines(&mut found, line);
        before = plain;
    }
    found
}

/// The lines of a hunk.
#[derive(Default)]
struct Hunk {
    /// As they are written, with the hunk's head.
    raw: String,
    /// Without their signs: those of the older version, those of the newer one.
    sides: [String; 2],
}

/// Reads as many old and new lines as the head of a hunk says; a damaged hunk ends with the last line that can be its own.
/// `next` gives the next line if it is wanted.
fn read_hunk<'a>(
    head: &str,
    mut left: [usize; 2],
    mut next: impl FnMut(&dyn Fn(&str) -> bool) -> Option<&'a str>,
) -> Hunk {
    let mut hunk = Hunk { raw: head.to_owned(), ..Hunk::default() };
    let has_room = |line: &str, left: [usize; 2]| {
        sides(&plain(line)).is_some_and(|sides| sides.iter().zip(left).all(|(is, left)| !is || left > 0))
    };
    while let Some(line) = next(&|line| has_room(line, left)) {
        hunk.raw.push_str(line);
        let line = plain(line);
        // Where editors took the blank from an empty line, there is no sign.
        let words = line.strip_prefix([' ', '+', '-', '\\']).unwrap_or(&line);
        for (side, is) in sides(&line).unwrap_or_default().into_iter().enumerate().filter(|(_, is)| *is) {
            hunk.sides[side].push_str(words);
            left[side] -= usize::from(is);
        }
    }
    hunk
}

/// Whether a line of a hunk is of the older and of the newer version; nothing for what is no line of a hunk.
fn sides(line: &str) -> Option<[bool; 2]> {
    match line.chars().next()? {
        ' ' | '\n' | '\r' => Some([true, true]),
        '-' => Some([true, false]),
        '+' => Some([false, true]),
        // A remark of git's: the file does not end with a line's end.
        '\\' => Some([false, false]),
        _ => None,
    }
}

fn push_versions(found: &mut Vec<Part>, hunk: Hunk) {
    let [older, newer] = hunk.sides;
    let head = plain(hunk.raw.lines().next().unwrap_or_default());
    match found.last_mut() {
        // The hunks of one file are one text, so that what moved between them is seen; what stands between them is the same
        // in both, and is held by their heads.
        Some(Part::Versions { old, new }) => {
            old.extend(["\n", &head, "\n\n", &older]);
            new.extend(["\n", &head, "\n\n", &newer]);
        }
        _ => found.push(Part::Versions { old: older, new: newer }),
    }
}

fn push_lines(found: &mut Vec<Part>, line: &str) {
    match found.last_mut() {
        Some(Part::Lines(lines)) => lines.push_str(line),
        _ => found.push(Part::Lines(line.to_owned())),
    }
}

fn is_prose(name: &str) -> bool {
    ending(name).is_some_and(|ending| PROSE.contains(&ending.as_str()))
}

/// Whether a file is a program or data: by its ending, or without one by its name and how it begins.
pub fn is_program(path: &Path, beginning: &[u8]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending(&name) {
        Some(ending) => !PROSE.contains(&ending.as_str()) && !DOCUMENTS.contains(&ending.as_str()),
        None => PROGRAMS.contains(&name.as_str()) || beginning.starts_with(b"#!"),
    }
}

fn ending(name: &str) -> Option<String> {
    let name = name.trim_end().trim_end_matches('"');
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase())
}

/// How many old and new lines a hunk has, by its head: `@@ -12,7 +12,9 @@`.
fn hunk(line: &str) -> Option<[usize; 2]> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let count = |range: &str| range.split_once(',').map_or(Some(1), |(_, count)| count.parse().ok());
    Some([count(old)?, count(new)?])
}

/// Lines as they can be shown: what could steer a terminal is visible; git's colours stay where colours are wanted.
pub fn shown(lines: &str, coloured: bool) -> String {
    let part = |part| match part {
        Piece::Words(words) => visible(&words).into_owned(),
        Piece::Colour(code) if coloured => format!("\u{1b}[{code}m"),
        Piece::Colour(_) => String::new(),
    };
    pieces(lines).into_iter().map(part).collect()
}

/// A line without its colours.
fn plain(line: &str) -> String {
    pieces(line)
        .iter()
        .filter_map(|piece| if let Piece::Words(words) = piece { Some(words.as_ref()) } else { None })
        .collect()
}

/// A piece of what git sends to a pager.
enum Piece<'a> {
    Words(Cow<'a, str>),
    /// What stands between `ESC [` and `m`.
    Colour(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut parts = text.split("\u{1b}[");
    let mut found = vec![Piece::Words(parts.next().unwrap_or_default().into())];
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match (rest.strip_prefix(['m', 'K']), part.split_once('m')) {
            (Some(after), Some((code, _))) if rest.starts_with('m') => {
                found.extend([Piece::Colour(code), Piece::Words(after.into())]);
            }
            (Some(after), _) => found.push(Piece::Words(after.into())),
            (None, _) => found.push(Piece::Words(format!("\u{1b}[{part}").into())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(patch: &str, expected: &[Part]) {
        let plain = |part| match part {
            Part::Lines(lines) => Part::Lines(shown(&lines, false)),
            versions @ Part::Versions { .. } => versions,
        };
        let found: Vec<Part> = parts(patch).into_iter().map(plain).collect();
        assert_eq!(found, expected, "{patch}");
    }

    fn lines(text: &str) -> Part {
        Part::Lines(text.to_owned())
    }

    fn versions(old: &str, new: &str) -> Part {
        Part::Versions { old: old.to_owned(), new: new.to_owned() }
    }

    #[test]
    fn prose_is_read_in_two_versions_and_the_rest_left_alone() {
        let patch = "commit 12\n\n    A message\n\n\u{1b}[1mdiff --git a/x.md b/x.md\u{1b}[m\n--- a/x.md\n+++ b/x.md\n\
            \u{1b}[36m@@ -1,2 +1,2 @@\u{1b}[m near\n same\n\u{1b}[31m-old\u{1b}[m\n\u{1b}[32m+new\u{1b}[m\n\\ No newline\n\
            @@ -9 +9,2 @@\n-nine\n+nine\n+ten\ndiff --git a/y.rs b/y.rs\n--- a/y.rs\n+++ b/y.rs\n@@ -1 +1 @@\n-a\n+b\n";
        let head = "commit 12\n\n    A message\n\ndiff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n";
        let rest = "diff --git a/y.rs b/y.rs\n--- a/y.rs\n+++ b/y.rs\n@@ -1 +1 @@\n-a\n+b\n";
        check(
            patch,
            &[
                lines(head),
                versions("same\nold\n\n@@ -9 +9,2 @@\n\nnine\n", "same\nnew\n\n@@ -9 +9,2 @@\n\nnine\nten\n"),
                lines(rest),
            ],
        );
        for broken in ["", "@@", "@@ -1 +1 @@", "--- a.md\n@@ -1,9 +1,9 @@\n", "--- a.md\n@@ -x +1 @@\n", "\u{1b}["] {
            parts(broken);
        }
    }

    #[test]
    fn what_is_no_plain_patch_is_left_alone() {
        let words = "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n The [-old-]{+new+} mayor.\n";
        check(words, &[lines(words)]);
        let moved = "--- a/x.md\n+++ b/x.md\n@@ -1 +0,0 @@\n-One.\n@@ -9,0 +9 @@\n+One.\n";
        let head = lines("--- a/x.md\n+++ b/x.md\n");
        check(moved, &[head, versions("One.\n\n@@ -9,0 +9 @@\n\n", "\n@@ -9,0 +9 @@\n\nOne.\n")]);
    }

    #[test]
    fn programs_are_known_by_name_or_beginning() {
        let cases = [
            ("a/x.rs", "", true),
            ("Makefile", "", true),
            ("run", "#!/bin/sh", true),
            ("x.kt", "", true),
            ("notes", "No", false),
            ("x.TXT", "", false),
            ("x.docx", "", false),
            ("chapter.bak", "", false),
        ];
        for (name, beginning, expected) in cases {
            assert_eq!(is_program(Path::new(name), beginning.as_bytes()), expected, "{name}");
        }
    }

    #[test]
    fn what_looks_like_a_name_inside_of_a_program_is_none() {
        let program = "--- a/y.sql\n+++ b/y.sql\n@@ -1,2 +1,2 @@\n--- x.md\n+++ x.md\n same\n@@ -9 +9 @@\n-a\n+b\n";
        check(program, &[lines(program)]);
        let prose = "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1 @@\n--- y.rs\n-+++ y.rs\n+@@ -1 +1 @@\n";
        let head = lines("--- a/x.md\n+++ b/x.md\n");
        check(prose, &[head.clone(), versions("-- y.rs\n+++ y.rs\n", "@@ -1 +1 @@\n")]);
        let gone = "--- a/x.md\n+++ /dev/null\n";
        check(&format!("{gone}@@ -1 +0,0 @@\n-all\n"), &[lines(gone), versions("all\n", "")]);
        let renamed = "--- a/x.md\n+++ b/x.rs\n@@ -1 +1 @@\n-a\n+b\n";
        check(renamed, &[lines(renamed)]);
    }

    #[test]
    fn a_damaged_hunk_swallows_nothing() {
        let head = lines("--- a/x.md\n+++ b/x.md\n");
        let damaged = "--- a/x.md\n+++ b/x.md\n@@ -1,9 +1,9 @@\n-old\n+new\n\n same\ncommit 13\n+words\n";
        check(damaged, &[head.clone(), versions("old\n\nsame\n", "new\n\nsame\n"), lines("commit 13\n+words\n")]);
        let more = "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-old\n+new\n+newer\n";
        check(more, &[head, versions("old\n", "new\n"), lines("+newer\n")]);
    }

    #[test]
    fn colours_stay_where_they_are_wanted() {
        let line = "\u{1b}[1;31m-a\u{1b}[m\u{1b}[K \u{1b}[2J\n";
        assert_eq!(shown(line, true), "\u{1b}[1;31m-a\u{1b}[m ␛[2J\n");
        assert_eq!(shown(line, false), "-a ␛[2J\n");
    }
}
