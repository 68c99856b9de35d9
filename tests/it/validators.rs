//! What others' validators say: the Nu HTML checker of pages, jing of TEI against TEI All. Skipped where they are not
//! installed; the environment names what they need.

use crate::exports::{comparisons, exported, long};
use parallax::export::{Format, Options, Scope, Texts};
use parallax::source::SourceId;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Says that a test did not do what it is for.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know")]
pub fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

/// Exports of all kinds in a folder.
fn written(folder: &Path, format: Format) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for (name, comparison) in comparisons() {
        let pair = Scope::Pair([SourceId(0), SourceId(1)]);
        for scope in [Scope::Everything, Scope::Parallel(0), Scope::Quotations, Scope::Matrix, pair] {
            for texts in [Texts::Whole, Texts::Withheld] {
                let options = Options { scope, texts, ..Options::default() };
                let path = folder.join(format!("{name} {scope} {texts:?}.{}", format.extension()));
                std::fs::write(&path, exported(comparison, format, &options)).expect("written");
                paths.push(path);
            }
        }
    }
    if format == Format::Html {
        let path = folder.join("long.html");
        std::fs::write(&path, exported(long(), format, &Options::default())).expect("written");
        paths.push(path);
    }
    paths
}

fn check(format: Format, variable: &str, command: impl FnOnce(&Path) -> Command) {
    let Some(needed) = std::env::var_os(variable) else {
        return skipped(&format!("{variable} names nothing to check {} with", format.name()));
    };
    let folder = tempfile::tempdir().expect("a folder");
    let output = command(Path::new(&needed)).args(written(folder.path(), format)).output().expect("it runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
}

#[test]
fn pages_are_valid() {
    check(Format::Html, "PARALLAX_VNU", |jar| {
        let mut command = Command::new("java");
        command.arg("-jar").arg(jar).arg("--errors-only");
        command
    });
}

#[test]
fn apparatus_is_valid() {
    check(Format::Tei, "PARALLAX_TEI_RNG", |schema| {
        let mut command = Command::new("jing");
        command.arg(schema);
        command
    });
}

/// What LibreOffice leaves of tracked changes that are accepted or rejected there: `python office.py FILE...` writes for each
/// file its paragraphs then, `[[accepted], [rejected]]`.
#[test]
fn an_office_accepts_and_rejects_changes() {
    let Some(python) = std::env::var_os("PARALLAX_UNO") else {
        return skipped("PARALLAX_UNO names no Python that can speak with LibreOffice");
    };
    let cases = [
        ("One old boat.\n\nTwo.", "One new boat sank.\n\nTwo."),
        ("1. Rope\n2. Oil as in clause 1", "1. Nets\n2. Rope\n3. Oil as in clause 2"),
        ("First.\nThe last one goes.", "First."),
        ("First.", "First.\nA last one comes.\nAnd one more."),
        ("All of it is old.\nReally all.", "Nothing was kept now.\nNot one word, I say."),
        (
            "Start.\nThe king rode to the town in the evening.\nThe queen stayed at home and read.\nEnd.",
            "Start.\nThe queen stayed at home and read much.\nThe king rode to the village in the evening.\nEnd.",
        ),
        (
            "One two three four five.\nSix seven eight nine ten.\nEleven twelve thirteen.",
            "Eleven twelve thirteen.\nSix seven eight nine ten.\nOne two three four five six.",
        ),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: String| folder.path().join(name);
    std::fs::write(file("office.py".into()), include_str!("office.py")).expect("written");
    let mut command = Command::new(python);
    command.arg(file("office.py".into())).current_dir(folder.path());
    for (number, (old, new)) in cases.iter().enumerate() {
        let [a, b, docx] = ["old.txt", "new.txt", "docx"].map(|ending| file(format!("{number}.{ending}")));
        std::fs::write(&a, old).expect("written");
        std::fs::write(&b, new).expect("written");
        let parallax =
            Command::new(env!("CARGO_BIN_EXE_parallax")).arg("diff").args([&a, &b]).arg("-o").arg(&docx).status();
        assert_eq!(parallax.expect("it runs").code(), Some(1));
        command.arg(docx);
    }
    let output = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let found: Vec<[Vec<String>; 2]> = serde_json::from_str(&said)
        .unwrap_or_else(|error| panic!("{error}: {said}{}", String::from_utf8_lossy(&output.stderr)));
    for ((old, new), found) in cases.iter().zip(&found) {
        let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(*found, [lines(new), lines(old)]);
    }
    assert_eq!(found.len(), cases.len());
}
