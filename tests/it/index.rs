//! What is kept of a collection, through the built program: whatever happens to the file, the answer is the right one.

#![cfg(unix)]

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Documents to ask about, and where what is known of them is kept.
struct Shelf {
    documents: TempDir,
    cache: TempDir,
}

impl Shelf {
    /// Two stories of two documents each, and documents that have nothing in common.
    fn new() -> Self {
        let made = || tempfile::tempdir().expect("a folder");
        let shelf = Self { documents: made(), cache: made() };
        let told = [
            ("a.txt", "The mayor resigned on Friday after the vote, said the deputy mayor of Lyon.\n"),
            ("b.txt", "After a quarrel the mayor resigned on Friday after the vote, said the deputy mayor of Lyon.\n"),
            ("c.txt", "A bridge over the Danube near Vienna was closed because inspectors found seven cracks.\n"),
            (
                "d.txt",
                "Vienna: a bridge over the Danube near Vienna was closed because inspectors found seven cracks.\n",
            ),
        ];
        told.iter().for_each(|(name, text)| shelf.put(name, text));
        for number in 0..60 {
            let words: String = (0..40).map(|word| format!("w{} ", (number * 977 + word * 7919) % 100_003)).collect();
            shelf.put(&format!("other-{number}.txt"), &words);
        }
        shelf
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.documents.path().join(name), text).expect("written");
    }

    /// A program that is told some arguments, perhaps by way of a shell that sets a limit before.
    fn started(&self, limit: &str, arguments: &str) -> Child {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{limit} exec {} {arguments}", env!("CARGO_BIN_EXE_parallax"))]);
        command.current_dir(self.documents.path()).env_clear().env("XDG_CACHE_HOME", self.cache.path());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started")
    }

    /// What it writes, and what it says beside.
    fn asked(&self, limit: &str, arguments: &str) -> (String, String) {
        let output = self.started(limit, arguments).wait_with_output().expect("ended");
        assert!(output.status.success(), "{arguments}");
        (String::from_utf8(output.stdout).expect("UTF-8"), String::from_utf8(output.stderr).expect("UTF-8"))
    }

    /// Asks for the stories: the answer is the one of a program that keeps nothing.
    fn check(&self, limit: &str, said: &str) {
        let (fresh, _) = self.asked("", "stories -f json --no-cache .");
        assert_eq!(self.asked(limit, "stories -f json ."), (fresh, said.to_owned()));
    }

    /// The files that are kept, drafts among them.
    fn kept(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.cache.path().join("parallax")).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }
}

#[test]
fn a_file_that_is_not_as_it_was_written_is_made_anew() {
    let shelf = Shelf::new();
    shelf.check("", "");
    let [file] = &shelf.kept()[..] else { panic!("one file") };
    let whole = fs::read(file).expect("readable");
    let name = whole.iter().position(|byte| *byte == b'\n').expect("a first line");
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let cases = [
        (Vec::new(), "is damaged"),
        (whole[..whole.len() / 2].to_vec(), "is damaged"),
        ([&whole[..], b"more"].concat(), "is damaged"),
        (flipped(name + 1), "is damaged"),
        (flipped(whole.len() - 1), "is damaged"),
        (flipped(name - 1), "is of another version"),
        (b"parallax index 1\n".to_vec(), "is of another version"),
    ];
    for (bytes, wrong) in cases {
        fs::write(file, bytes).expect("written");
        shelf.check("", &format!("parallax: what was kept of these documents {wrong}; they are read again\n"));
        shelf.check("", "");
    }
}

#[test]
fn programs_at_once_agree() {
    let shelf = Shelf::new();
    let (fresh, _) = shelf.asked("", "stories -f json --no-cache .");
    for _ in 0..3 {
        let programs: Vec<Child> = (0..4).map(|_| shelf.started("", "stories -f json .")).collect();
        for program in programs {
            let output = program.wait_with_output().expect("ended");
            assert_eq!((output.stdout, output.stderr), (fresh.clone().into_bytes(), Vec::new()));
        }
        shelf.check("", "");
        assert_eq!(shelf.kept().len(), 1, "{:?}", shelf.kept());
        shelf.asked("", "cache clear");
    }
}

#[test]
fn a_kill_at_any_moment_leaves_an_old_file_or_a_new_one() {
    let shelf = Shelf::new();
    let began = Instant::now();
    shelf.asked("", "stories -f json .");
    let whole = began.elapsed();
    for moment in 0..24 {
        // One changes each time, so that there is something to keep.
        shelf.put(
            "a.txt",
            &format!("The mayor resigned {moment} times after the vote, said the deputy mayor of Lyon.\n"),
        );
        let mut program = shelf.started("", "stories -f json .");
        std::thread::sleep(whole * moment / 20 + Duration::from_micros(300));
        program.kill().expect("killed or gone");
        program.wait().expect("ended");
        if moment % 6 == 5 {
            shelf.check("", "");
        } else {
            let (_, said) = shelf.asked("", "search mayor .");
            assert_eq!(said, "");
        }
    }
    shelf.asked("", "cache clear");
    assert_eq!(shelf.kept(), Vec::<PathBuf>::new(), "what a killed program left is cleared, too");
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    // No file may grow beyond four kilobytes, as if there were no more room.
    let limit = "trap '' XFSZ; ulimit -f 8;";
    let full = "parallax: what is known of these documents is not kept: ";
    let shelf = Shelf::new();
    let told = |said: &str| said.starts_with(full) && said.lines().count() == 1;
    let (fresh, _) = shelf.asked("", "stories -f json --no-cache .");
    let (found, said) = shelf.asked(limit, "stories -f json .");
    assert!(found == fresh && told(&said), "{said}");
    assert_eq!(shelf.kept(), Vec::<PathBuf>::new(), "no drafts are left");
    shelf.check("", "");
    let before = fs::read(&shelf.kept()[0]).expect("readable");
    shelf.put("a.txt", "Nothing of that.\n");
    let (fresh, _) = shelf.asked("", "stories -f json --no-cache .");
    let (found, said) = shelf.asked(limit, "stories -f json .");
    assert!(found == fresh && told(&said), "{said}");
    assert_eq!(shelf.kept().len(), 1);
    assert_eq!(fs::read(&shelf.kept()[0]).expect("readable"), before);
    shelf.check("", "");
}

#[test]
fn what_a_folder_says_of_its_documents_is_read_each_time() {
    let shelf = Shelf::new();
    let bridge = "A bridge over the Danube near Vienna was closed because inspectors found seven cracks.";
    let cases = [
        ("", bridge, "2 documents"),
        ("[source.\"[cd].txt\"]\ntitle = \"The bridge\"\ndate = 2025-06-14\n", "The bridge", "2025-06-14, 2 documents"),
        ("[source.\"c.txt\"]\ntitle = \"Cracks\"\n", "Cracks", "2 documents"),
        (
            "[source.\"c.txt\"]\ndate = 2025-06-13\n[source.\"d.txt\"]\ndate = 2025-06-14\n",
            bridge,
            "2025-06-13 to 2025-06-14, 2 documents",
        ),
        ("[[note]]\nnote = \"none of that\"\n", bridge, "2 documents"),
    ];
    for (content, title, days) in cases {
        shelf.put("parallax.toml", content);
        for _ in 0..2 {
            let (found, said) = shelf.asked("", "stories .");
            assert!(found.contains(title) && found.contains(&format!("({days})")), "{content}\n{found}");
            assert_eq!(said, "");
            let (found, _) = shelf.asked("", "search -f json inspectors .");
            assert_eq!(found.contains("2025-06-14"), content.contains("2025-06-14"), "{content}\n{found}");
        }
    }
    shelf.put("parallax.toml", "[source.\"c.txt\"]\noutlook = \"x\"\n");
    let (_, said) = shelf.asked("", "stories .");
    assert!(said.starts_with("parallax: ./parallax.toml: ") && said.contains("outlook"), "{said}");
}
