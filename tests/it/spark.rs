//! Stories on Spark: what `assets/spark/stories.py` finds is what the program finds by itself. Skipped where there is no Java or
//! no pyspark; PARALLAX_SPARK names the folder in which pyspark is, where Python does not know it.

use crate::plan::Plan;
use crate::validators::skipped;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_parallax");
/// A story that more documents tell than are looked at in all pairs at first.
const WIRE: &str = "The ferry to the islands ran aground before dawn on Tuesday, and all of its ninety passengers were brought \
ashore in boats of the coast guard; nobody was hurt, said the harbour master of Korpo, who had heard the call for help.";

fn python() -> Command {
    let mut python = Command::new("python3");
    if let Some(folder) = std::env::var_os("PARALLAX_SPARK") {
        python.env("PYTHONPATH", folder);
    }
    python
}

fn works(command: &mut Command, arguments: &[&str]) -> bool {
    let run = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

/// The rows of a table.
fn rows(out: &Path, name: &str) -> Vec<Value> {
    let files = fs::read_dir(out.join(name)).expect("a table").map(|entry| entry.expect("an entry").path());
    let visible = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let texts: Vec<String> = visible.map(|path| fs::read_to_string(path).expect("readable")).collect();
    texts.iter().flat_map(|text| text.lines()).map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn number(row: &Value, field: &str) -> u64 {
    row[field].as_u64().expect("a number")
}

/// What Spark told, as `parallax stories -f json` writes it.
fn told(out: &Path) -> Value {
    let mut documents = rows(out, "documents");
    documents.sort_by_key(|row| number(row, "number"));
    let mut by_story: BTreeMap<u64, [Vec<Value>; 2]> = BTreeMap::new();
    for row in documents.iter().filter(|row| row["story"].is_u64()) {
        by_story.entry(number(row, "story")).or_default()[0].push(row["id"].clone());
    }
    let place = |id: &Value| documents.iter().position(|row| row["id"] == *id);
    let mut pairs = rows(out, "pairs");
    pairs.sort_by_key(|row| (place(&row["a"]), place(&row["b"])));
    for mut row in pairs {
        let story = number(&row, "story");
        row.as_object_mut().expect("an object").remove("story");
        row["meaning"] = Value::Null;
        by_story.entry(story).or_default()[1].push(row);
    }
    let mut stories = rows(out, "stories");
    stories.sort_by_key(|row| number(row, "story"));
    let whole = stories.iter().map(|row| {
        let [documents, pairs] = by_story.remove(&number(row, "story")).unwrap_or_default();
        assert_eq!(number(row, "documents"), documents.len() as u64);
        json!({
            "id": row["story"],
            "label": row["label"],
            "dates": [row["since"], row["until"]],
            "names": row["names"],
            "documents": documents,
            "pairs": pairs,
        })
    });
    json!({ "stories": whole.collect::<Vec<_>>() })
}

#[test]
fn spark_finds_what_one_machine_finds() {
    if !works(&mut Command::new("java"), &["-version"]) {
        return skipped("no java; install default-jre-headless to find stories on Spark");
    }
    if !works(&mut python(), &["-c", "import pyspark"]) {
        return skipped("no pyspark; name the folder in which it is in PARALLAX_SPARK to find stories on Spark");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (texts, out) = (folder.path().join("texts"), folder.path().join("out"));
    Plan { events: 16, outlets: 5, words: 160, seed: 3, hard: false, text: None }.write(&texts);
    fs::create_dir(texts.join("wire")).expect("a folder");
    for paper in 0..70 {
        let own = format!("Paper {paper}. {WIRE} {} readers of number {} know more.", paper * 37, paper * 7 + 1000);
        fs::write(texts.join(format!("wire/{paper}.txt")), own).expect("written");
    }
    let whole = Command::new(PROGRAM)
        .args(["stories", "--meaning", "never", "--no-cache", "-f", "json"])
        .arg(&texts)
        .output()
        .expect("started");
    let whole: Value = serde_json::from_slice(&whole.stdout).expect("JSON");
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/spark/stories.py");
    let run = python()
        .arg(driver)
        .args([&texts, &out])
        .args(["--binary", PROGRAM, "--master", "local[2]", "--partitions", "2", "--tables", "json"])
        .output()
        .expect("started");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let told = told(&out);
    let count = told["stories"].as_array().expect("stories").len();
    assert!(count >= 16, "{count} stories");
    assert_eq!(told, whole);
    // A story is opened from the folder that was written for it.
    let report = Command::new(PROGRAM).arg("report").arg(out.join("collection/story=2")).output().expect("started");
    assert!(String::from_utf8_lossy(&report.stdout).contains("5 sources"), "{report:?}");
}
