//! The program in a real pseudo-terminal: it reads, moves, searches, follows a new size, quits, and leaves the terminal as
//! it was. Every step waits until its text is there.
#![cfg(unix)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long a step may take before the test fails; far longer than any takes.
const LIMIT: Duration = Duration::from_secs(120);

struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    /// How many of the bytes are on the screen: all but those of a picture that is not whole yet.
    shown: usize,
}

impl Session {
    fn start(arguments: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        // Nobody's own settings.
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(name, env!("CARGO_TARGET_TMPDIR"));
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let keys = pair.master.take_writer().expect("its input");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            master: pair.master,
            keys,
            output,
            screen: vt100::Parser::new(24, 80, 0),
            raw: Vec::new(),
            shown: 0,
        }
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("keys arrive");
        self
    }

    fn wait_for(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + LIMIT;
        while !self.screen.screen().contents().contains(text) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("no {text:?} on\n{}", self.screen.screen().contents()),
            }
        }
        self
    }

    /// Waits until `text` is no longer there. An Esc must be answered before the next key, or both are one key with Alt.
    fn wait_without(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + LIMIT;
        while self.screen.screen().contents().contains(text) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("still {text:?} on\n{}", self.screen.screen().contents()),
            }
        }
        self
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        let last = |sign: &[u8]| self.raw.windows(sign.len()).rposition(|window| window == sign);
        let (begun, ended) = (last(b"\x1b[?2026h"), last(b"\x1b[?2026l"));
        let whole = begun.filter(|_| begun > ended).unwrap_or(self.raw.len());
        self.screen.process(&self.raw[self.shown..whole]);
        self.shown = whole;
    }

    /// Takes in what comes within a moment.
    fn take_some(&mut self) {
        if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
            self.take(&bytes);
        }
    }

    fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a new size");
        self.screen.screen_mut().set_size(rows, cols);
        self
    }

    /// The exit status; everything that was still on its way is taken in.
    fn end(&mut self) -> u32 {
        let limit = Instant::now() + LIMIT;
        let status = loop {
            match self.child.try_wait().expect("it can be asked") {
                Some(status) => break status.exit_code(),
                None if Instant::now() < limit => self.take_some(),
                None => panic!("does not end, with\n{}", self.screen.screen().contents()),
            }
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        status
    }

    /// The alternate screen is left, the cursor is shown, the mouse is let go, lines are edited by the terminal again.
    fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "paste is as it was");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is let go");
        #[cfg(target_os = "linux")]
        {
            let modes = self.master.get_termios().expect("the terminal's modes");
            let text = format!("{modes:?}");
            assert!(text.contains("ICANON") && text.contains("ECHO"), "lines are edited by the terminal: {text}");
        }
    }
}

#[test]
fn a_session() {
    let mut session = Session::start(&[]);
    session.wait_for("ends the tour").press("\x1b").wait_without("ends the tour");
    session.press("sgg").wait_for("─ 1 of ").press("jj").wait_for("─ 3 of ").press("k").wait_for("─ 2 of ");
    session.press("/swiftest").wait_for("1 place: A 1").press("\r").wait_for("swiftest");
    session.resize(120, 36).wait_for("only here");
    session.press("?").wait_for("On this screen").press("\x1b").wait_without("On this screen");
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = Session::start(&[]);
        session.wait_for("1 of ");
        let process = session.child.process_id().expect("it runs").to_string();
        std::process::Command::new("kill").args([&format!("-{signal}"), &process]).status().expect("kill runs");
        assert_ne!(session.end(), 0, "{signal} is no success");
        session.assert_restored();
    }
}

/// Waits until the system says that a process is stopped.
#[cfg(target_os = "linux")]
fn wait_until_stopped(process: &str) {
    let end = Instant::now() + LIMIT;
    let state = || std::fs::read_to_string(format!("/proc/{process}/stat")).expect("it is there");
    while !state().contains(") T ") {
        assert!(Instant::now() < end, "not stopped: {}", state());
        std::thread::yield_now();
    }
}

/// Control-Z in the reader, or the signal from outside: the shell gets its terminal as it was, and the reader comes back to
/// where it was, in another size, too.
#[test]
#[cfg(target_os = "linux")]
fn it_can_be_stopped_and_goes_on() {
    let mut session = Session::start(&[]);
    session.wait_for("ends the tour").press("\x1b").wait_without("ends the tour");
    session.press("sgg").wait_for("─ 1 of ").press("jj").wait_for("─ 3 of ");
    let process = session.child.process_id().expect("it runs").to_string();
    let signal = |name: &str| {
        std::process::Command::new("kill").args([name, &process]).status().expect("kill runs");
    };
    for stop in ["\x1a", "-TSTP"] {
        if stop.starts_with('-') {
            signal(stop);
        } else {
            session.press(stop);
        }
        wait_until_stopped(&process);
        session.wait_without("─ 3 of ");
        session.assert_restored();
        session.resize(100, 30);
        signal("-CONT");
        session.wait_for("─ 3 of ");
        assert!(session.screen.screen().alternate_screen());
    }
    session.press("k").wait_for("─ 2 of ").press("q");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn control_c_quits() {
    let mut session = Session::start(&[]);
    session.wait_for("1 of ").press("\x03");
    assert_eq!(session.end(), 0);
    session.assert_restored();
}

#[test]
fn a_kill_at_any_moment_loses_no_note() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("a.txt", "The council voted 12 to 9 against the mayor on Friday. She resigned the same evening."),
        ("b.txt", "On Friday the council voted 12 to 9 against the mayor. The same evening she resigned."),
    ] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let path = folder.path().to_string_lossy().into_owned();
    let file = folder.path().join("parallax.toml");
    let mut kept = String::new();
    for round in 0..12u64 {
        let mut session = Session::start(&[&path]);
        session.wait_for("BOTH TELL").press("s").wait_for("1 of ");
        let note = format!("round{round}");
        session.press("gg").press("i").wait_for("note:").press("\x15").press(&note).wait_for(&note).press("\r");
        if round % 3 == 0 {
            session.wait_for("noted");
            kept = note.clone();
        } else {
            // The kill comes somewhere around the moment of writing.
            std::thread::sleep(Duration::from_micros(round * 700));
        }
        let process = session.child.process_id().expect("it runs").to_string();
        std::process::Command::new("kill").args(["-9", &process]).status().expect("kill runs");
        drop(session.child.wait());
        let text = std::fs::read_to_string(&file).expect("a notebook, whole");
        let notebook = parallax::notebook::Notebook::read(&text).expect("a notebook, whole");
        let said: Vec<&str> = notebook.notes.iter().map(|note| note.note.as_str()).collect();
        assert!(said == [kept.as_str()] || said == [note.as_str()], "{said:?} after {kept} and perhaps {note}");
        kept = said.concat();
    }
}

#[test]
fn a_source_that_changes_is_read_again_and_the_place_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    let told = "The council voted 12 to 9 against the mayor on Friday. She resigned the same evening after the vote.";
    write("a.txt", told);
    write(
        "b.txt",
        "On Friday the council voted 12 to 9 against the mayor. The same evening after the vote she resigned.",
    );
    let path = folder.path().to_string_lossy().into_owned();
    let mut session = Session::start(&[&path]);
    session.wait_for("BOTH TELL").press("sl").wait_for("▌ B");
    write("a.txt", &format!("{told} Her deputy Holm takes over."));
    session.wait_for("read again").press("/Holm").wait_for("1 place: A 1").press("\r").press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn an_open_story_is_watched_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    // Fourteen events of words of their own, each told twice.
    let told = |event: usize| -> String {
        let syllables = ["ba", "ke", "di", "lo", "mu", "ra", "te"];
        let word = |n: usize| [n, n / 7, n / 49].map(|at| syllables[at % 7]).concat();
        let words: Vec<String> = (0..24).map(|at| word(event * 24 + at)).collect();
        format!("The {}.", words.join(" "))
    };
    for (event, teller) in (0..14).flat_map(|event| [(event, "a"), (event, "b")]) {
        write(&format!("{event:02}{teller}.txt"), &told(event));
    }
    let path = folder.path().to_string_lossy().into_owned();
    let mut session = Session::start(&["--no-cache", &path]);
    session.wait_for("14 stories").press("\r").wait_for("BOTH TELL");
    for event in 0..14 {
        write(&format!("{event:02}a.txt"), &format!("{} Her deputy Holm takes over.", told(event)));
    }
    session.wait_for("read again").press("/Holm").wait_for("1 place: A 1").press("\r\x1b\x1b\x1b");
    session.wait_for("28 documents").press("q");
    assert_eq!(session.end(), 0);
}

#[test]
fn the_tour_teaches_by_doing() {
    let mut session = Session::start(&[]);
    session.wait_for("1 of 9").press("j").wait_for("2 of 9").press("\r").wait_for("3 of 9").press("l");
    session.wait_for("4 of 9").press("\r").wait_for("5 of 9").press("\x1b").wait_for("6 of 9").press("d");
    session.wait_for("7 of 9").press("u").wait_for("8 of 9").press("O").wait_for("9 of 9").press("?");
    session.wait_for("On this screen").press("\x1b").wait_without("On this screen").press("q");
    assert_eq!(session.end(), 0);
}
