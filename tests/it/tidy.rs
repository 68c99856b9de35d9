//! The house is in order: the layers, what may stand where, the size of files.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers by rank: a module uses only its own layer and those of a lower rank.
const LAYERS: [(&str, u8); 14] = [
    ("monitor", 0),
    ("text", 1),
    ("diff", 2),
    ("source", 2),
    ("meaning", 3),
    ("collection", 4),
    ("align", 5),
    ("compare", 6),
    ("notebook", 7),
    ("view", 8),
    ("export", 9),
    ("tui", 9),
    ("index", 9),
    ("cli", 10),
];

/// The files and folders of `tui` in their order: each uses only those before it.
const TERMINAL: [&str; 9] = ["model", "theme", "scene", "screens", "settings", "options", "frame", "run", "mod"];

/// What only some layers may mention, outside of their tests.
const RESERVED: [(&[&str], &[&str]); 7] = [
    (&["ratatui", "crossterm"], &["tui"]),
    (&["walkdir", "std::fs", "fs::", "File::"], &["source", "index", "cli"]),
    (&["stdin("], &["source", "cli", "tui"]),
    (&["print!(", "println!(", "stdout(", "stderr("], &["cli", "tui"]),
    (&["env::"], &["cli"]),
    (&["std::net", "TcpStream", "UdpSocket"], &[]),
    (&["Instant", "SystemTime"], &["tui", "index", "cli"]),
];

/// What stands at the top, dotfiles and build products aside.
const TOP: [&str; 7] = ["Cargo.toml", "Cargo.lock", "README.md", "src", "assets", "tests", "target"];

/// Longer files want to be two.
const MOST_LINES: usize = 500;

#[test]
fn layers_use_what_stands_to_their_left() {
    let mut wrong = Vec::new();
    for file in sources() {
        for (number, line) in file.code() {
            wrong.extend(file.misused(&line).map(|layer| file.at(number, &format!("{} uses {layer}", file.layer))));
        }
    }
    none(&wrong);
}

#[test]
fn the_terminal_is_a_line() {
    let mut wrong = Vec::new();
    for file in sources().into_iter().filter(|file| file.layer == "tui") {
        let Some(own) = TERMINAL.iter().position(|name| *name == file.part()) else {
            wrong.push(file.at(1, "has no place in TERMINAL"));
            continue;
        };
        for (number, line) in file.code() {
            let used = TERMINAL.iter().skip(own).filter(|name| **name != file.part() && file.uses_part(&line, name));
            wrong.extend(used.map(|name| file.at(number, &format!("uses {name}, which stands after it"))));
        }
    }
    none(&wrong);
}

#[test]
fn no_two_files_of_the_terminal_reach_each_other() {
    let files: Vec<Source> = sources().into_iter().filter(|file| file.layer == "tui").collect();
    none(&knots(&files));
}

/// Files of which each reaches the others, by their uses.
fn knots(files: &[Source]) -> Vec<String> {
    let modules: Vec<Vec<String>> = files.iter().map(Source::module).collect();
    let uses = |at: usize| -> Vec<usize> {
        let lines = files[at].code();
        let paths = lines.iter().flat_map(|(_, line)| files[at].paths(line));
        // The longest beginning of a path that is a module.
        let found = paths.filter_map(|path| {
            let known = |length: &usize| modules.iter().position(|module| *module == path[..*length]);
            (1..=path.len()).rev().find_map(|length| known(&length))
        });
        found.filter(|used| *used != at).collect()
    };
    let uses: Vec<Vec<usize>> = (0..files.len()).map(uses).collect();
    let reached = |from: usize| {
        let (mut seen, mut next) = (vec![false; files.len()], uses[from].clone());
        while let Some(at) = next.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                next.extend(&uses[at]);
            }
        }
        seen
    };
    let reached: Vec<Vec<bool>> = (0..files.len()).map(reached).collect();
    let pairs = (0..files.len()).flat_map(|a| (a + 1..files.len()).map(move |b| (a, b)));
    let both = pairs.filter(|&(a, b)| reached[a][b] && reached[b][a]);
    both.map(|(a, b)| files[a].at(1, &format!("and {} reach each other", files[b].path.display()))).collect()
}

#[test]
fn the_rule_finds_knots() {
    let cases: [(&[(&str, &str)], bool); 4] = [
        (
            &[("tui/a.rs", "use super::b::B;"), ("tui/b.rs", "use crate::tui::{c::C};"), ("tui/c.rs", "use super::a;")],
            true,
        ),
        (&[("tui/a/mod.rs", "mod x;\nuse x::X;"), ("tui/a/x.rs", "use super::y::Y;"), ("tui/a/y.rs", "")], false),
        (&[("tui/a/mod.rs", "mod x;\nuse x::X;"), ("tui/a/x.rs", "fn f(a: super::A) {}")], true),
        (
            &[
                ("tui/a/mod.rs", "fn f() { x::run() }"),
                ("tui/a/x.rs", "use crate::tui::a::{A, y::Y};"),
                ("tui/a/y.rs", ""),
            ],
            true,
        ),
    ];
    for (texts, knotted) in cases {
        let files: Vec<Source> =
            texts.iter().map(|(path, content)| Source::new(path.into(), (*content).to_owned())).collect();
        assert_eq!(!knots(&files).is_empty(), knotted, "{texts:?}");
    }
}

#[test]
fn the_rule_finds_offenders() {
    let cases = [
        ("text/token.rs", "use crate::source::Corpus;", true),
        ("text/token.rs", "use super::norm::Norm;", false),
        ("text/token.rs", "use super::super::source::Corpus;", true),
        ("text/mod.rs", "use super::source::Corpus;", true),
        ("align/run/mod.rs", "use super::super::compare::Collation;", true),
        ("align/run/pair.rs", "use super::super::link::Link;", false),
        ("align/run/pair.rs", "use crate::{text::Text, compare::Collation};", true),
        ("view/label.rs", "use crate::{monitor::Monitor, text::{Text, TextRange}};", false),
        ("export/html.rs", "let theme = crate::tui::theme();", true),
        ("tui/mod.rs", "use crate::export::Format;", true),
        ("cli/mod.rs", "use crate::export::Format;", false),
        ("monitor.rs", "use crate::text::Text;", true),
        ("align/link.rs", "use crate::{\n    text::Text, // words\n    compare::Collation,\n};", true),
        ("align/link.rs", "// use crate::compare::Collation;", false),
        ("align/link.rs", "#[cfg(test)]\nuse crate::compare::Collation;", false),
    ];
    for (path, content, offends) in cases {
        let file = Source::new(path.into(), content.to_owned());
        let found = file.code().iter().any(|(_, line)| file.misused(line).next().is_some());
        assert_eq!(found, offends, "{path}: {content}");
    }
}

#[test]
fn some_things_stand_in_one_place_only() {
    let mut wrong = Vec::new();
    for file in sources() {
        for (number, line) in file.code() {
            for (words, layers) in RESERVED {
                let word = words.iter().find(|word| mentions(&line, word));
                wrong.extend(word.filter(|_| !layers.contains(&file.layer.as_str())).map(|word| file.at(number, word)));
            }
        }
    }
    none(&wrong);
}

#[test]
fn files_begin_with_what_they_know_and_stay_short() {
    let mut wrong = Vec::new();
    for file in sources() {
        if !file.content.starts_with("//!") {
            wrong.push(file.at(1, "begins without a //! line"));
        }
        let lines = file.content.lines().count();
        if lines > MOST_LINES {
            wrong.push(file.at(lines, &format!("more than {MOST_LINES} lines")));
        }
    }
    none(&wrong);
}

#[test]
fn every_test_file_is_declared() {
    let folder = root().join("tests/it");
    let declared = fs::read_to_string(folder.join("main.rs")).expect("tests/it/main.rs");
    let names = names(&folder).into_iter().filter_map(|name| name.strip_suffix(".rs").map(str::to_owned));
    none(&names.filter(|name| name != "main" && !declared.contains(&format!("mod {name};"))).collect::<Vec<_>>());
}

#[test]
fn the_top_level_holds_only_what_belongs_there() {
    let foreign = names(&root()).into_iter().filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()));
    none(&foreign.collect::<Vec<_>>());
}

/// A file of `src`.
struct Source {
    /// From `src`.
    path: PathBuf,
    layer: String,
    content: String,
}

impl Source {
    fn new(path: PathBuf, content: String) -> Self {
        let first = path.iter().next().expect("a name").to_string_lossy();
        let layer = first.strip_suffix(".rs").unwrap_or(&first).to_owned();
        Self { path, layer, content }
    }

    /// The lines of code with their numbers, without comments and the unit tests at the end; a `use` over several lines is
    /// one.
    fn code(&self) -> Vec<(usize, String)> {
        let mut found: Vec<(usize, String)> = Vec::new();
        let lines = self.content.lines().take_while(|line| *line != "#[cfg(test)]");
        for (line, number) in lines.zip(1..) {
            let code = line.split_once("//").map_or(line, |(code, _)| code).trim();
            match found.last_mut() {
                Some((_, open)) if open.split(' ').any(|word| word == "use") && !open.contains(';') => *open += code,
                _ => found.push((number, code.to_owned())),
            }
        }
        found
    }

    /// The layers that a line uses and must not.
    fn misused<'a>(&'a self, line: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let rank = |name: &str| LAYERS.iter().find(|(layer, _)| *layer == name).map(|(_, rank)| *rank);
        // Only the two files at the top are of no layer; they may use all.
        let own = rank(&self.layer).unwrap_or(u8::MAX);
        let used = LAYERS.iter().filter(|(layer, _)| self.reaches_top(line) && mentions(line, &format!("{layer}::")));
        used.filter(move |(layer, rank)| *layer != self.layer && *rank >= own).map(|(layer, _)| *layer)
    }

    /// Whether a path in a line starts at the top of the crate: by name, or by as many steps up as lead there.
    fn reaches_top(&self, line: &str) -> bool {
        let folders = self.path.iter().count() - usize::from(self.path.ends_with("mod.rs"));
        line.contains("crate::") || line.contains(&"super::".repeat(folders))
    }

    /// The module that it is: its path from the top of the crate.
    fn module(&self) -> Vec<String> {
        let path = self.path.with_extension("");
        let names: Vec<String> = path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        names.iter().filter(|name| *name != "mod").cloned().collect()
    }

    /// The paths that a line names, from the top of the crate; names of its own children are taken for such, too.
    fn paths(&self, line: &str) -> Vec<Vec<String>> {
        let own = self.module();
        let used = line.trim_start_matches("pub ").strip_prefix("use ").map(|used| used.trim_end_matches(';'));
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let written: Vec<&str> = match used {
            Some(used) => vec![used],
            None => line.split(|c| !is_path(c)).filter(|part| part.contains("::")).collect(),
        };
        let mut found = Vec::new();
        for written in written {
            for path in spread(written) {
                let mut names: Vec<String> = path.split("::").map(|name| name.trim().to_owned()).collect();
                let up = names.iter().take_while(|name| *name == "super").count();
                let first = names.first().cloned().unwrap_or_default();
                let base: &[String] = match (first.as_str(), up) {
                    ("crate", _) => &[],
                    (_, up) => &own[..own.len().saturating_sub(up)],
                };
                names.drain(..if first == "crate" || first == "self" { 1 } else { up });
                found.push(base.iter().cloned().chain(names).collect());
            }
        }
        found
    }

    /// The file or folder of its layer that it is, or is in.
    fn part(&self) -> String {
        let second = self.path.iter().nth(1).expect("a file of a layer").to_string_lossy();
        second.strip_suffix(".rs").unwrap_or(&second).to_owned()
    }

    /// Whether a line uses a part of its own layer.
    fn uses_part(&self, line: &str, part: &str) -> bool {
        let up = "super::".repeat(self.path.iter().count() - 1 - usize::from(self.path.ends_with("mod.rs")));
        let top = [format!("crate::{}::", self.layer), up];
        let names = |path: &str| mentions(path, &format!("{part}::")) || mentions(path, &format!("{part};"));
        top.iter().filter(|top| !top.is_empty()).any(|top| {
            let mut rests = line.split(top.as_str()).skip(1);
            rests.any(|rest| match rest.strip_prefix('{') {
                Some(list) => mentions(list, part),
                None => rest.starts_with(part) && names(rest),
            })
        })
    }

    fn at(&self, line: usize, what: &str) -> String {
        format!("src/{}:{line}: {what}", self.path.display())
    }
}

/// The single paths of one with braces: `a::{b, c::{d, e}}` is `a::b`, `a::c::d`, `a::c::e`.
fn spread(path: &str) -> Vec<String> {
    let Some((before, inside)) = path.split_once('{') else { return vec![path.to_owned()] };
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for character in inside.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().expect("a part").push(character);
    }
    parts.iter().flat_map(|part| spread(&format!("{before}{}", part.trim()))).collect()
}

/// A word in a line of code, not as a part of a longer word.
fn mentions(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// All files of `src`.
fn sources() -> Vec<Source> {
    let top = root().join("src");
    let files = walkdir::WalkDir::new(&top).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    files
        .map(|entry| {
            let content = fs::read_to_string(entry.path()).expect("a readable file");
            Source::new(entry.path().strip_prefix(&top).expect("under src").to_owned(), content)
        })
        .collect()
}
