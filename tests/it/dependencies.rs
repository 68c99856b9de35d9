//! The crates that the program is made of: a list with their licences, `tests/dependencies.txt`, that is what Cargo.lock says.
//! `UPDATE=1 cargo test dependencies` writes it anew; what it changes is looked at then.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Licences under which the program can be given away as it is.
const FREE: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

/// Crates that speak to a network; the program never does.
const NETWORK: [&str; 12] =
    ["curl", "h2", "hyper", "isahc", "native-tls", "openssl", "quinn", "reqwest", "rustls", "surf", "tokio", "ureq"];

fn in_repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The program, and the crate that lies in its repository.
fn is_ours(name: Option<&str>) -> bool {
    matches!(name, Some("parallax" | "parallax-kernel"))
}

/// Names and versions in Cargo.lock; all others come from the one registry.
fn locked() -> BTreeSet<String> {
    let lock = std::fs::read_to_string(in_repository("Cargo.lock")).expect("Cargo.lock");
    let lock: toml::Table = lock.parse().expect("TOML");
    let packages = lock["package"].as_array().expect("packages");
    let others = packages.iter().filter(|package| !is_ours(package["name"].as_str()));
    others
        .map(|package| {
            let field = |name: &str| package.get(name).and_then(toml::Value::as_str).expect("a text").to_owned();
            assert!(field("source").starts_with("registry+"), "{package}");
            format!("{} {}", field("name"), field("version"))
        })
        .collect()
}

/// The list as Cargo tells it: name, version, licence.
fn told_by_cargo() -> String {
    let arguments = ["metadata", "--locked", "--format-version", "1"];
    let told = Command::new(env!("CARGO")).args(arguments).current_dir(in_repository("")).output().expect("cargo runs");
    let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    let line = |package: &Value| {
        let field = |name: &str| package[name].as_str().unwrap_or("none").replace(" / ", "/").replace('/', " OR ");
        format!("{} {} {}\n", field("name"), field("version"), field("license"))
    };
    let packages = told["packages"].as_array().expect("packages").iter();
    let lines: BTreeSet<String> = packages.filter(|p| !is_ours(p["name"].as_str())).map(line).collect();
    lines.into_iter().collect()
}

/// One of the licences among which one may choose is free, in each part that holds.
fn is_free(licence: &str) -> bool {
    let part = |part: &str| part.trim_matches(['(', ')']).split(" OR ").any(|one| FREE.contains(&one));
    licence.split(" AND ").all(part)
}

#[test]
fn dependencies_are_listed_and_free() {
    let path = in_repository("tests/dependencies.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, told_by_cargo()).expect("written");
    }
    let list = std::fs::read_to_string(&path).expect("the list");
    let mut listed = BTreeSet::new();
    for line in list.lines() {
        let [name, version, licence] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(is_free(licence), "{line}");
        assert!(!NETWORK.contains(&name), "{line}");
        listed.insert(format!("{name} {version}"));
    }
    assert_eq!(listed, locked(), "UPDATE=1 cargo test dependencies");
}
