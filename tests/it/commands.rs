//! The command line, through the built program: what it says, what it writes, how it ends.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const A: &str = "The mayor resigned on Friday after the vote. Nobody had expected it, said the deputy mayor of Lyon.\n";
const B: &str = "After the vote on Friday, the mayor of Lyon resigned. He left the hall without a word to the press.\n";

/// A folder with two texts, one of them about as the other.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(&folder, "a.txt", A);
    put(&folder, "b.txt", B);
    folder
}

fn put(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, content).expect("written");
}

fn parallax(folder: &TempDir, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(arguments).current_dir(folder.path()).env_clear();
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().expect("started");
    // A program that does not want its input may be gone by now.
    drop(child.stdin.take().expect("its input").write_all(input.as_bytes()));
    child.wait_with_output().expect("ended")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Runs with the arguments and expects the exit status and exactly these lines on standard error.
fn check(folder: &TempDir, arguments: &str, status: i32, lines: &[&str]) -> String {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let output = parallax(folder, &arguments, "");
    let place = folder.path().canonicalize().expect("a path");
    let lines = lines.iter().map(|line| line.replace("{}", &place.to_string_lossy()));
    let expected: String = lines.map(|line| format!("parallax: {line}\n")).collect();
    assert_eq!(said(&output.stderr), expected, "{arguments:?}");
    assert_eq!(output.status.code(), Some(status), "{arguments:?}");
    assert_eq!(output.stdout.is_empty(), status != 0, "{arguments:?}: output if and only if all went well");
    said(&output.stdout)
}

const NOTHING: &str = "there is nothing to compare; name two or more texts, or a folder of them";
const ONLY_A: &str = "a.txt is the only source; comparing needs another one";

#[test]
fn what_cannot_be_read_is_named_and_the_rest_compared() {
    let folder = folder();
    put(&folder, "empty.txt", "");
    put(&folder, "blank.txt", "\n \n");
    put(&folder, "data.bin", [0, 1, 2, 3]);
    put(&folder, "paper.pdf", "%PDF-1.7");
    put(&folder, "saved/page_files/script.js", "let x");
    put(&folder, "saved/page.html", format!("<p>{A}</p>"));
    put(&folder, "saved/.hidden/c.txt", A);
    put(&folder, "saved/.note", A);
    fs::create_dir(folder.path().join("bare")).expect("a folder");
    let large = fs::File::create(folder.path().join("large.txt")).expect("created");
    large.set_len(64 * 1024 * 1024 + 1).expect("stretched");
    let empty = "empty.txt: it is empty; put a text into it or leave it out";
    let no_texts = "bare: no texts in this folder; name one that holds texts, web pages, PDF or office files";
    let missing = "nope.txt: there is no such file or folder; check the name";
    let pdf =
        "paper.pdf: not well-formed (a PDF without its table of contents); save it again, or save its text as .txt";
    let cases: [(&str, i32, &[&str]); 16] = [
        ("a.txt b.txt", 0, &[]),
        ("report a.txt b.txt empty.txt", 0, &[empty]),
        ("blank.txt b.txt a.txt", 0, &["blank.txt: there are no words in it; check whether it is the file you mean"]),
        ("a.txt data.bin b.txt", 0, &["data.bin: binary data, not a text; save its text as .txt, .md or .html"]),
        ("a.txt nope.txt b.txt paper.pdf", 0, &[missing, pdf]),
        ("a.txt b.txt large.txt", 0, &["large.txt: larger than 64 MiB; split it"]),
        ("a.txt b.txt bare", 0, &[no_texts]),
        (
            "a.txt b.txt bare/",
            0,
            &["bare/: no texts in this folder; name one that holds texts, web pages, PDF or office files"],
        ),
        (
            "a.txt saved",
            0,
            &[
                "saved/.hidden: hidden, therefore skipped; name it to have it read",
                "saved/.note: hidden, therefore skipped; name it to have it read",
                "saved/page_files: pictures and scripts of a saved page, therefore skipped; name it to have it read",
            ],
        ),
        ("a.txt saved/.note", 0, &[]),
        ("bare", 1, &[no_texts, NOTHING]),
        ("nope.txt", 1, &[missing, NOTHING]),
        ("a.txt", 1, &[ONLY_A]),
        (
            "a.txt ./a.txt",
            1,
            &[
                "a.txt: named more than once, or another name of a file that is read; read once",
                "./a.txt is the only source; comparing needs another one",
            ],
        ),
        ("export -f json a.txt empty.txt", 1, &[empty, ONLY_A]),
        (
            "--strict a.txt b.txt empty.txt nope.txt",
            1,
            &[
                empty,
                missing,
                "stopped because of --strict: 2 of what was named could not be read; leave --strict out to compare the rest",
            ],
        ),
    ];
    for (arguments, status, lines) in cases {
        check(&folder, arguments, status, lines);
    }
    check(&folder, "--strict a.txt saved/.note", 0, &[]);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    symlink("nowhere", path("dangling.txt")).expect("a link");
    symlink("a.txt", path("again.txt")).expect("a link");
    put(&folder, "deep/c.txt", A);
    symlink("..", path("deep/up")).expect("a link");
    let made = Command::new("mkfifo").arg(path("pipe")).status().expect("mkfifo runs");
    assert!(made.success());
    put(&folder, "secret.txt", A);
    fs::set_permissions(path("secret.txt"), fs::Permissions::from_mode(0o000)).expect("closed");

    let special = "a pipe or a device in a folder, which is never opened; name it to have it read";
    check(
        &folder,
        "a.txt b.txt dangling.txt",
        0,
        &["dangling.txt: a link to something that is not there; mend it or leave it out"],
    );
    fs::create_dir(path("piped")).expect("a folder");
    assert!(Command::new("mkfifo").arg(path("piped/pipe")).status().expect("mkfifo runs").success());
    put(&folder, "piped/c.txt", B);
    check(&folder, "a.txt piped", 0, &[&format!("piped/pipe: {special}")]);
    // A pipe that is named is read; whoever writes waits until then.
    let pipe = path("pipe");
    let writes = std::thread::spawn(move || fs::write(pipe, B));
    check(&folder, "a.txt pipe", 0, &[]);
    writes.join().expect("no panic").expect("written");
    check(&folder, "/dev/null a.txt b.txt", 0, &["/dev/null: it is empty; put a text into it or leave it out"]);
    let twice = "named more than once, or another name of a file that is read; read once";
    check(&folder, "a.txt again.txt", 1, &[&format!("again.txt: {twice}"), ONLY_A]);
    check(&folder, "a.txt a.txt b.txt", 0, &[&format!("a.txt: {twice}")]);
    check(&folder, "a.txt deep", 0, &["deep/up: a link back to {}, in which it stands; not followed"]);
    put(&folder, "round/c.txt", A);
    symlink(".", path("round/self")).expect("a link");
    check(&folder, "b.txt round", 0, &["round/self: a link back to round, in which it stands; not followed"]);
    for level in 0..40 {
        fs::create_dir(path(&format!("round/{level}"))).expect("a folder");
        for link in ["left", "right"] {
            symlink(format!("../{}", level + 1), path(&format!("round/{level}/{link}"))).expect("a link");
        }
    }
    put(&folder, "round/40/d.txt", B);
    fs::remove_file(path("round/self")).expect("removed");
    check(&folder, "a.txt round", 0, &[]);
    // Whoever may read everything may read this, too.
    if fs::read(path("secret.txt")).is_err() {
        let denied = "secret.txt: no permission to read it; ask its owner, or change it with chmod";
        check(&folder, "a.txt b.txt secret.txt", 0, &[denied]);
    }
}

#[test]
fn wrong_usage_has_status_two() {
    let folder = folder();
    fs::create_dir(folder.path().join("taken")).expect("a folder");
    put(&folder, "export/c.txt", A);
    put(&folder, "export/d.txt", B);
    let source = "a.txt is one of the sources; write to another file";
    let format = "the format is not told by the name of a file; name one with -f: ";
    for (arguments, start) in [
        ("export a.txt b.txt", format),
        ("export -o x.unknown a.txt b.txt", format),
        ("export -f text -o a.txt a.txt b.txt", source),
        ("export -f json -o ./a.txt a.txt b.txt", source),
        ("export -f json -o taken a.txt b.txt", "cannot write taken: "),
        ("export -f json -o no/such/folder.json a.txt b.txt", "cannot write no/such/folder.json: "),
        ("export -f text --base Q a.txt b.txt", "no source is called Q; they are called A to B"),
        ("export -f text --scope A,Q a.txt b.txt", "no source is called Q; they are called A to B"),
        ("export -f text --scope 99 a.txt b.txt", "there is no parallel 99; they are numbered 1 to "),
        ("diff a.txt nope.txt", "nope.txt: there is no such file or folder; check the name"),
        ("diff a.txt taken", "taken is a folder; name two files, or two folders"),
        ("a.txt --strict export -f json", "a.txt stands before a command; put paths behind it, or write ./NAME"),
    ] {
        let output = parallax(&folder, &arguments.split(' ').collect::<Vec<_>>(), "");
        assert!(
            said(&output.stderr).starts_with(&format!("parallax: {start}")),
            "{arguments}: {}",
            said(&output.stderr)
        );
        assert_eq!(output.status.code(), Some(2), "{arguments}");
    }
    for arguments in [
        "--no-such-flag",
        "diff a.txt",
        "export -f text --scope nonsense",
        "export -f nonsense a.txt b.txt",
        "report --width 3",
        "completions",
    ] {
        let output = parallax(&folder, &arguments.split(' ').collect::<Vec<_>>(), "");
        assert_eq!(output.status.code(), Some(2), "{arguments}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), A, "sources are never touched");
    for arguments in ["report ./export", "report export", "./export", "-- export", "b.txt export"] {
        check(&folder, arguments, 0, &[]);
    }
}

#[test]
fn what_can_be_asked_of_it() {
    let folder = folder();
    for (arguments, words) in [
        ("--help", "Exit status:"),
        ("-h", "Usage: parallax"),
        ("--version", "parallax "),
        ("man", ".TH parallax"),
        ("completions bash", "_parallax"),
        ("completions zsh", "#compdef parallax"),
        ("completions fish", "complete -c parallax"),
        ("export --help", "--output"),
    ] {
        assert!(check(&folder, arguments, 0, &[]).contains(words), "{arguments}");
    }
    assert!(check(&folder, "", 0, &[]).contains("Putin"), "without a path, the sample");
}

#[test]
fn an_export_goes_where_it_is_sent() {
    let folder = folder();
    let there = check(&folder, "export -f json a.txt b.txt", 0, &[]);
    for arguments in ["export -o out.json a.txt b.txt", "export -f json -o out.txt b.txt a.txt"] {
        let output = parallax(&folder, &arguments.split(' ').collect::<Vec<_>>(), "");
        assert!(output.status.success() && output.stdout.is_empty(), "{arguments}");
    }
    for name in ["out.json", "out.txt"] {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), there);
    }
    assert_eq!(check(&folder, "export -f json -o - a.txt b.txt", 0, &[]), there);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "no drafts are left");
}

#[test]
fn the_order_of_arguments_changes_nothing() {
    let folder = folder();
    put(&folder, "c10.txt", "The mayor of Lyon resigned on Friday, 10 June. The vote had gone against him.");
    put(&folder, "c9.txt", "On Friday the mayor quit. The deputy said that nobody had expected it.");
    let names = ["a.txt", "b.txt", "c9.txt", "c10.txt"];
    for format in ["json", "text"] {
        let expected = check(&folder, &format!("export -f {format} {}", names.join(" ")), 0, &[]);
        let twice = "c9.txt: named more than once, or another name of a file that is read; read once";
        let cases: [(&str, &[&str]); 3] = [
            ("c10.txt c9.txt b.txt a.txt", &[]),
            ("b.txt c10.txt a.txt c9.txt", &[]),
            ("c9.txt c9.txt a.txt c10.txt b.txt", &[twice]),
        ];
        for (arguments, lines) in cases {
            let found = check(&folder, &format!("export -f {format} {arguments}"), 0, lines);
            assert_eq!(found, expected, "{arguments}");
        }
    }
}

#[test]
fn offsets_of_json_slice_to_their_text() {
    let folder = folder();
    put(
        &folder,
        "wide.txt",
        "\u{feff}Am Freitag, 😀 sagte Bürgermeister Æ: »The mayor resigned on Friday after the vote.« Ende.\r\n",
    );
    let output = parallax(&folder, &["export", "-f", "json", "-", "wide.txt", "b.txt"], A);
    assert!(output.status.success(), "{}", said(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let sources = json["sources"].as_array().unwrap();
    assert_eq!(sources[0]["path"], "standard input");
    assert_eq!(sources[0]["text"], A);
    let text = |id: &Value| {
        let source = sources.iter().find(|source| source["id"] == *id).expect("a source of that siglum");
        source["text"].as_str().expect("its text").chars().collect::<Vec<char>>()
    };
    let mut checked = 0;
    let mut places = vec![&json];
    while let Some(place) = places.pop() {
        if let (Some(start), Some(end), Some(said)) =
            (place["start"].as_u64(), place["end"].as_u64(), place["text"].as_str())
        {
            let slice: String =
                text(&place["source"])[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()].iter().collect();
            assert_eq!(slice, said);
            checked += 1;
        }
        places.extend(place.as_array().into_iter().flatten());
        places.extend(place.as_object().into_iter().flat_map(|object| object.values()));
    }
    assert!(checked >= 2, "at least the passages of a parallel");
}

#[test]
fn nothing_steers_the_terminal() {
    let folder = folder();
    let hostile = "\u{1b}]0;owned\u{7}The mayor \u{1b}[2Jresigned\u{9b}31m on Friday\u{202e} after the vote.\n";
    put(&folder, "host\u{1b}[31mile\n.txt", hostile);
    put(&folder, "nothing\u{1b}[31m.txt", "");
    let formats = said(&parallax(&folder, &["export", "--help"], "").stdout);
    let formats =
        ["text", "markdown", "html", "json"].into_iter().filter(|name| formats.contains(&format!("- {name}:")));
    let exports = formats.map(|format| vec!["export", "-f", format, "."]);
    for arguments in exports.chain([vec!["."], vec!["report", "."], vec!["report", "--strict", "."]]) {
        let output = parallax(&folder, &arguments, "");
        for (stream, bytes) in [("output", &output.stdout), ("error", &output.stderr)] {
            let steers = |c: &char| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c);
            let found: String = said(bytes).chars().filter(steers).collect();
            assert!(found.is_empty(), "{arguments:?}: {found:?} on standard {stream}");
        }
        assert!(said(&output.stderr).contains("nothing␛[31m.txt: it is empty"));
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder();
    for arguments in [&["export", "-f", "json"][..], &["report"], &["completions", "bash"], &["man"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("started");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ended");
        assert_eq!(said(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn two_versions_are_read_as_prose() {
    let folder = folder();
    let wrapped = A.replace(' ', "\n");
    put(&folder, "wrapped.txt", &wrapped);
    put(&folder, "other.txt", A.replace("on Friday", "on 10 June"));
    put(&folder, "empty.txt", "");
    put(&folder, "blank.md", "\n");
    put(&folder, "a.rs", "fn main() {\n  a();\n}\n");
    put(&folder, "b.rs", "fn main() {\n    a();\n}\n");
    put(&folder, "spelt.txt", A.replace("on Friday", "On  friday"));
    put(&folder, "curly.txt", format!("{A} “Yes.”"));
    put(&folder, "plain.txt", format!("{A} \"Yes.\""));
    put(&folder, "list.txt", "1. Rope and oil\n2. Nets and lamps\n");
    put(&folder, "longer.txt", "1. Bread and salt\n2. Rope and oil\n3. Nets and lamps\n");
    for (arguments, words) in [
        ("diff a.txt spelt.txt", "~ "),
        ("diff --exact curly.txt plain.txt", "~ [-“Yes.”-] {+\"Yes.\"+}"),
        ("diff a.txt other.txt", "words changed (1 gone, 2 new), in 1 of"),
        ("diff list.txt longer.txt", "{+1. Bread and salt+}\n\n… 2 paragraphs only renumbered: 1 → 2, 2 → 3"),
    ] {
        let output = parallax(&folder, &arguments.split(' ').collect::<Vec<_>>(), "");
        let shown = said(&output.stdout);
        assert!(output.status.code() == Some(1) && shown.contains(words), "{arguments}: {shown}");
    }
    for (arguments, status) in [
        ("diff --ignore case a.txt spelt.txt", 0),
        ("diff --ignore case,punctuation a.txt spelt.txt", 0),
        ("diff --ignore case,on\\s+(10|Friday)\\s*(June)? a.txt other.txt", 0),
        ("diff --ignore (case a.txt spelt.txt", 2),
    ] {
        let output = parallax(&folder, &arguments.split(' ').collect::<Vec<_>>(), "");
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments}: {} {}",
            said(&output.stdout),
            said(&output.stderr)
        );
    }
    let output = parallax(&folder, &["diff", "curly.txt", "plain.txt"], "");
    assert_eq!((output.status.code(), said(&output.stdout).contains("--exact")), (Some(0), true));
    for (arguments, status, words) in [
        ("diff a.txt a.txt", 0, ""),
        ("diff a.txt wrapped.txt", 0, ""),
        ("diff empty.txt blank.md", 0, ""),
        ("diff a.txt other.txt", 1, "resigned on [-Friday-] {+10 June+} after the vote."),
        ("diff a.txt other.txt", 1, "--- a.txt\n+++ other.txt\n"),
        ("diff a.rs b.rs", 1, "@@ -1,3 +1,3 @@\n fn main() {\n-  a();\n+    a();\n"),
        ("diff a.rs a.rs", 0, ""),
        ("diff empty.txt b.txt", 1, "{+After the vote on Friday,"),
        ("diff a.txt /dev/null", 1, "[-The mayor resigned"),
        ("diff --color always a.txt other.txt", 1, "\u{1b}[9;31mFriday\u{1b}[0m"),
    ] {
        let output = parallax(&folder, &arguments.split(' ').collect::<Vec<_>>(), "");
        assert_eq!((output.status.code(), said(&output.stderr)), (Some(status), String::new()), "{arguments}");
        let shown = said(&output.stdout);
        assert!(shown.contains(words) && shown.is_empty() == (status == 0), "{arguments}: {shown}");
    }
    let patch = "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n-The mayor\n-resigned.\n+The mayor resigned.\n+\n";
    let output = parallax(&folder, &["diff"], patch);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output.stdout).ends_with("+++ b/x.md\nNo word changed; only white space did.\n\n"));
    let output = parallax(&folder, &["diff"], &patch.replace("+The mayor", "+The deputy mayor"));
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output.stdout).contains("The {+deputy+} mayor resigned."), "{}", said(&output.stdout));
    let program = "\u{1b}[1m+++ b/x.rs\u{1b}[m\n@@ -1 +1 @@\n\u{1b}[31m-a\u{1b}[m\n\u{1b}[32m+b\u{1b}[m\n";
    for (arguments, expected) in
        [(vec!["diff", "--color", "always"], program.to_owned()), (vec!["diff"], plain(program))]
    {
        let output = parallax(&folder, &arguments, program);
        assert_eq!((output.status.code(), said(&output.stdout)), (Some(0), expected), "{arguments:?}");
    }
    for (arguments, status) in [(["diff", "-", "a.txt"], 0), (["diff", "other.txt", "-"], 1), (["diff", "-", "-"], 2)] {
        assert_eq!(parallax(&folder, &arguments, A).status.code(), Some(status), "{arguments:?}");
    }
}

#[test]
fn what_stands_beside_a_text_is_compared() {
    let folder = folder();
    let page = |headline: &str, body: &str| {
        format!(
            "<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><p>{A}</p><p>{body}</p></article></body></html>"
        )
    };
    put(&folder, "1.html", page("Mayor of Lyon resigns", B));
    put(&folder, "2.html", page("Mayor of Lyon stays", B));
    put(&folder, "3.html", page("Mayor of Lyon resigns", &B.replace("hall", "house")));
    for (new, words) in
        [("2.html", "headline: Mayor of Lyon [-resigns-] {+stays+}"), ("3.html", "the [-hall-] {+house+} without")]
    {
        let output = parallax(&folder, &["diff", "1.html", new], "");
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output.stdout).contains(words), "{}", said(&output.stdout));
    }
    let written = ["changes.docx", "changes.html", "changes.txt"];
    for name in written {
        assert_eq!(parallax(&folder, &["diff", "1.html", "3.html", "-o", name], "").status.code(), Some(1), "{name}");
    }
    let page = std::fs::read_to_string(folder.path().join("changes.html")).expect("written");
    assert!(page.contains("<del>hall</del>") && page.contains("<ins>house</ins>"));
    let output = parallax(&folder, &["diff", "changes.docx", "3.html"], "");
    assert!(
        !said(&output.stdout).contains("{+house+}"),
        "a tracked insertion is part of the text: {}",
        said(&output.stdout)
    );
    for arguments in [["diff", "1.html", "3.html", "-o", "1.html"], ["diff", "1.html", "3.html", "-o", "x.json"]] {
        assert_eq!(parallax(&folder, &arguments, "").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn the_files_of_two_folders_are_matched_by_what_they_say() {
    let folder = folder();
    for part in ["old", "new"] {
        std::fs::create_dir(folder.path().join(part)).expect("a folder");
    }
    put(&folder, "old/1.txt", A);
    put(&folder, "old/2.txt", B);
    put(&folder, "old/3.txt", "It rained all day in the north.");
    put(&folder, "old/same.txt", "Nothing new on the pier.");
    put(&folder, "new/first.txt", A.replace("Friday", "Monday"));
    put(&folder, "new/2.txt", B.replace("hall", "house"));
    put(&folder, "new/4.txt", "Snow fell on every road of that valley.");
    put(&folder, "new/same.txt", "Nothing new on the pier.");
    let output = parallax(&folder, &["diff", "old", "new"], "");
    let shown = said(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    for words in [
        "renamed: 1.txt → first.txt\n",
        "[-Friday-] {+Monday+}",
        "[-hall-] {+house+}",
        "new: 4.txt\n",
        "gone: 3.txt\n",
        "… 1 file unchanged\n",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert_eq!(parallax(&folder, &["diff", "old", "old"], "").status.code(), Some(0));
    assert_eq!(parallax(&folder, &["diff", "old", "new/2.txt"], "").status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn what_is_passed_over_in_two_folders_is_named() {
    let folder = folder();
    for part in ["old", "new"] {
        fs::create_dir(folder.path().join(part)).expect("a folder");
        put(&folder, &format!("{part}/1.txt"), A);
        put(&folder, &format!("{part}/same.png"), b"\x89PNG\r\n\x1a\n\0\0");
        put(&folder, &format!("{part}/.draft.txt"), B);
    }
    let pipe = Command::new("mkfifo").arg(folder.path().join("new/pipe")).status().expect("ended");
    assert!(pipe.success());
    let output = parallax(&folder, &["diff", "old", "new"], "");
    let told = said(&output.stderr);
    assert_eq!((output.status.code(), said(&output.stdout)), (Some(0), String::new()), "{told}");
    for words in ["new/pipe: a pipe or a device in a folder", "not compared: old/.draft.txt, new/.draft.txt; --hidden"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    put(&folder, "new/same.png", b"\x89PNG\r\n\x1a\n\0\x01");
    let output = parallax(&folder, &["diff", "old", "new"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output.stdout).contains("differs: new/same.png: binary data"), "{}", said(&output.stdout));
}

fn plain(coloured: &str) -> String {
    ["\u{1b}[1m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[m"]
        .iter()
        .fold(coloured.to_owned(), |text, code| text.replace(code, ""))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = folder();
    let output = parallax(&folder, &["export", "-f", "html", "-o", "/dev/full", "a.txt", "b.txt"], "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output.stderr), "parallax: cannot write /dev/full: no space left on device\n");
}

#[test]
fn a_comparison_is_kept_and_the_same_comes_out() {
    let folder = folder();
    let cache = tempfile::tempdir().expect("a folder");
    let run = |arguments: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments.split(' ')).current_dir(folder.path()).env_clear().env("XDG_CACHE_HOME", cache.path());
        said(&command.output().expect("ended").stdout)
    };
    let fresh = run("export -f json --no-cache a.txt b.txt");
    assert!(fresh.contains("parallels"));
    for _ in 0..2 {
        assert_eq!(run("export -f json a.txt b.txt"), fresh);
        let kept = run("cache");
        assert!(kept.contains("2 texts, 1 comparison, "), "{kept}");
    }
    put(&folder, "b.txt", "Nothing of this was ever said by anybody.\n");
    assert_ne!(run("export -f json a.txt b.txt"), fresh);
    assert!(run("cache").contains("3 texts, 2 comparisons, "));
}

#[test]
fn a_collection_is_kept_and_cleared() {
    let folder = folder();
    put(&folder, "c.txt", "A bridge over the Danube near Vienna was closed because inspectors found seven cracks.\n");
    put(
        &folder,
        "d.txt",
        "Vienna: inspectors found seven cracks, so a bridge over the Danube near Vienna was closed.\n",
    );
    let cache = tempfile::tempdir().expect("a folder");
    let run = |arguments: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments.split(' ')).current_dir(folder.path()).env_clear().env("XDG_CACHE_HOME", cache.path());
        let output = command.output().expect("ended");
        assert!(output.status.success(), "{arguments}: {}", said(&output.stderr));
        (said(&output.stdout), said(&output.stderr))
    };
    let kept = || fs::read_dir(cache.path().join("parallax")).map_or(0, Iterator::count);
    let (fresh, _) = run("stories -f json --no-cache .");
    assert_eq!(kept(), 0);
    for _ in 0..2 {
        assert_eq!(run("stories -f json ."), (fresh.clone(), String::new()));
        assert_eq!(kept(), 1);
    }
    assert!(run("cache").0.contains("1 collection, "));
    let file =
        fs::read_dir(cache.path().join("parallax")).expect("a folder").next().expect("a file").expect("an entry");
    fs::write(file.path(), "something else").expect("written");
    let damaged = "parallax: what was kept of these documents is damaged; they are read again\n";
    assert_eq!(run("stories -f json ."), (fresh, damaged.to_owned()));
    let (like, _) = run("similar -f json c.txt .");
    let like: Value = serde_json::from_str(&like).expect("JSON");
    assert_eq!(like["similar"][0]["path"], "./d.txt");
    assert_eq!(like["similar"][0]["passage"], "a bridge over the Danube near Vienna was closed");
    assert!(run("similar c.txt .").0.contains("“a bridge over the Danube near Vienna was closed”"));
    let (found, _) = run("search -f json inspectors .");
    let found: Value = serde_json::from_str(&found).expect("JSON");
    assert_eq!((&found["documents"], &found["found"][0]["path"]), (&2.into(), &"./c.txt".into()));
    assert!(run("search resigned .").0.starts_with("2 documents\n\nThe mayor resigned on Friday"));
    run("cache clear");
    assert_eq!(kept(), 0);
}
