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
