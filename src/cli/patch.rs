//! Patches as git writes them: for each file two versions of what is near its changes.

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

/// The parts of a patch.
pub fn parts(patch: &str) -> Vec<Part> {
    let patch = without_colours(patch);
    let mut found = Vec::new();
    let mut prose = false;
    let mut lines = patch.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("diff ") {
            prose = false;
        }
        if let Some(name) = line.strip_prefix("+++ ").or(line.strip_prefix("--- ")) {
            prose |= is_prose(name);
        }
        let Some(mut counts) = hunk(line).filter(|_| prose) else {
            push_line(&mut found, line);
            continue;
        };
        let (mut old, mut new) = match found.last() {
            // The hunks of one file are one text, so that what moved between them is seen.
            Some(Part::Versions { .. }) => match found.pop() {
                Some(Part::Versions { old, new }) => (old + "\n", new + "\n"),
                _ => Default::default(),
            },
            _ => Default::default(),
        };
        while counts != [0, 0] {
            let Some(line) = lines.next() else { break };
            let mut characters = line.chars();
            let sign = characters.next().unwrap_or(' ');
            let words = characters.as_str();
            if matches!(sign, ' ' | '-' | '\n') {
                old.push_str(if sign == '\n' { line } else { words });
                counts[0] = counts[0].saturating_sub(1);
            }
            if matches!(sign, ' ' | '+' | '\n') {
                new.push_str(if sign == '\n' { line } else { words });
                counts[1] = counts[1].saturating_sub(1);
            }
        }
        found.push(Part::Versions { old, new });
        lines.next_if(|line| line.starts_with('\\'));
    }
    found
}

fn push_line(found: &mut Vec<Part>, line: &str) {
    match found.last_mut() {
        Some(Part::Lines(lines)) => lines.push_str(line),
        _ => found.push(Part::Lines(line.to_owned())),
    }
}

fn is_prose(name: &str) -> bool {
    let name = name.trim_end().trim_end_matches('"');
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| PROSE.contains(&ending.as_str()))
}

/// How many old and new lines a hunk has, by its head: `@@ -12,7 +12,9 @@`.
fn hunk(line: &str) -> Option<[usize; 2]> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let count = |range: &str| range.split_once(',').map_or(Some(1), |(_, count)| count.parse().ok());
    Some([count(old)?, count(new)?])
}

/// Text without the colours that git puts into what it sends to a pager.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match rest.strip_prefix(['m', 'K']) {
            Some(rest) => plain.push_str(rest),
            None => {
                plain.push_str("\u{1b}[");
                plain.push_str(part);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_read_in_two_versions_and_the_rest_left_alone() {
        let patch = "commit 12\n\n    A message\n\n\u{1b}[1mdiff --git a/x.md b/x.md\u{1b}[m\n--- a/x.md\n+++ b/x.md\n\
            \u{1b}[36m@@ -1,2 +1,2 @@\u{1b}[m near\n same\n\u{1b}[31m-old\u{1b}[m\n\u{1b}[32m+new\u{1b}[m\n\\ No newline\n\
            @@ -9 +9,2 @@\n-nine\n+nine\n+ten\ndiff --git a/y.rs b/y.rs\n--- a/y.rs\n+++ b/y.rs\n@@ -1 +1 @@\n-a\n+b\n";
        let lines = |text: &str| Part::Lines(text.to_owned());
        let expected = [
            lines("commit 12\n\n    A message\n\ndiff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n"),
            Part::Versions { old: "same\nold\n\nnine\n".into(), new: "same\nnew\n\nnine\nten\n".into() },
            lines("diff --git a/y.rs b/y.rs\n--- a/y.rs\n+++ b/y.rs\n@@ -1 +1 @@\n-a\n+b\n"),
        ];
        assert_eq!(parts(patch), expected);
        for broken in ["", "@@", "@@ -1 +1 @@", "--- a.md\n@@ -1,9 +1,9 @@\n", "--- a.md\n@@ -x +1 @@\n", "\u{1b}["] {
            parts(broken);
        }
    }
}
