//! The page in a real browser, driven as WebDriver says; skipped where there is none (Debian's chromium-driver brings one).

use crate::desk;
use crate::exports::usual;
use crate::validators::skipped;
use parallax::export::Format;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A browser with one window. It ends with the test.
struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// Nothing where no driver is installed.
    fn start() -> Option<Self> {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = started else {
            skipped("no chromedriver; install chromium and chromium-driver to try the page in a browser");
            return None;
        };
        let lines = BufReader::new(driver.stdout.take().expect("its output")).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let mut browser = Self { driver, port: port.expect("the driver says its port"), session: String::new() };
        let options = json!({ "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"] });
        let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let answer = browser.ask("", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = format!("/{}", answer["sessionId"].as_str().expect("a session"));
        Some(browser)
    }

    /// Sends a command of the session and gives its value.
    fn ask(&self, command: &str, body: &Value) -> Value {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        let (path, length) = (format!("/session{}{command}", self.session), body.len());
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .expect("sent");
        let answer: Value = serde_json::from_str(&body_of(stream)).expect("JSON");
        assert!(answer["value"].get("error").is_none(), "{command}: {answer}");
        answer["value"].clone()
    }

    fn open(&self, url: &str) {
        self.ask("/url", &json!({ "url": url }));
    }

    /// What a script of the test says.
    fn tells(&self, script: &str) -> Value {
        self.ask("/execute/sync", &json!({ "script": format!("return {script}"), "args": [] }))
    }

    fn keys(&self, keys: &str) {
        let key = |key: char| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })];
        let actions: Vec<Value> = keys.chars().flat_map(key).collect();
        self.ask("/actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    /// What the browser complained of.
    fn complaints(&self) -> Value {
        self.ask("/se/log", &json!({ "type": "browser" }))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends its browser with the session; a driver that is gone has done so already.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let path = format!("/session{}", self.session);
            drop(write!(stream, "DELETE {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            drop(body_of(stream));
        }
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

/// The body of an answer, as long as its head says: the driver keeps the line open.
fn body_of(stream: TcpStream) -> String {
    let mut answer = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    while answer.read_line(&mut head).is_ok_and(|read| read > 2) {
        if let Some(said) = head.to_ascii_lowercase().strip_prefix("content-length:") {
            length = said.trim().parse().unwrap_or(0);
        }
        head.clear();
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body).expect("as much as was said");
    String::from_utf8(body).expect("UTF-8")
}

const ESCAPE: char = '\u{e00c}';

#[test]
fn the_page_is_read_by_keyboard() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    std::fs::write(&path, usual(&desk::comparison(), Format::Html)).expect("written");
    let url = format!("file://{}", path.display());
    browser.open(&url);
    let shown = "[...document.querySelectorAll('.parallel')].filter(p => p.checkVisibility()).length";
    let place = "document.querySelector('#p1 small').checkVisibility()";
    let cases = [
        ("", shown, json!(3)),
        ("j", "document.querySelector('.parallel.now').id", json!("p1")),
        ("j", "location.hash", json!("#p2")),
        ("k", "document.activeElement.id", json!("p1")),
        ("", place, json!(false)),
        ("o", place, json!(true)),
        ("o", place, json!(false)),
        ("lb", "document.querySelector('#base-now').textContent", json!("B")),
        ("", "document.querySelector('#levels .parallel').id", json!("p3")),
        ("hb", "document.querySelector('#levels .parallel').id", json!("p1")),
        ("/", "document.activeElement.type", json!("search")),
        ("cónscience", shown, json!(1)),
    ];
    for (keys, script, expected) in cases {
        browser.keys(keys);
        assert_eq!(browser.tells(script), expected, "after {keys:?}: {script}");
    }
    browser.keys(&ESCAPE.to_string());
    browser.keys("?");
    assert_eq!(browser.tells("document.querySelector('dialog').open"), json!(true));
    browser.open("about:blank");
    browser.open(&format!("{url}#p3"));
    assert_eq!(browser.tells("document.querySelector('.parallel.now').id"), json!("p3"), "links are permanent");
    assert_eq!(browser.tells("document.documentElement.scrollWidth <= innerWidth"), json!(true), "nothing sticks out");
    assert_eq!(browser.complaints(), json!([]));
}

#[test]
fn the_page_is_accessible() {
    let Some(axe) = std::env::var_os("PARALLAX_AXE") else {
        return skipped("PARALLAX_AXE does not name axe-core's axe.min.js");
    };
    let Some(browser) = Browser::start() else { return };
    let axe = std::fs::read_to_string(axe).expect("axe-core");
    let folder = tempfile::tempdir().expect("a folder");
    let long = std::iter::once(("long", crate::exports::long()));
    for (name, comparison) in crate::exports::comparisons().iter().map(|(name, made)| (*name, made)).chain(long) {
        let path = folder.path().join("page.html");
        std::fs::write(&path, usual(comparison, Format::Html)).expect("written");
        browser.open(&format!("file://{}", path.display()));
        browser.ask("/execute/sync", &json!({ "script": axe, "args": [] }));
        browser.tells("document.querySelectorAll('.open input').forEach(box => { box.checked = true })");
        let found =
            "axe.run().then(found => found.violations.map(v => [v.id, v.nodes[0].html, v.nodes[0].failureSummary]))";
        assert_eq!(browser.tells(found), json!([]), "{name}");
    }
}

/// The numbers of the parallels as the page has them.
const ORDER: &str = "[...document.querySelectorAll('#levels .parallel')].map(article => Number(article.id.slice(1)))";

#[test]
fn every_base_gives_the_order_that_the_view_has() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let [(_, sample), ..] = crate::exports::comparisons();
    for (name, comparison) in [("sample", sample), ("long", crate::exports::long())] {
        let path = folder.path().join("page.html");
        std::fs::write(&path, usual(comparison, Format::Html)).expect("written");
        browser.open(&format!("file://{}", path.display()));
        for source in comparison.corpus.sources.iter().map(|source| source.id) {
            let choose = format!(
                "(s => {{ s.value = '{}'; s.onchange(); }})(document.querySelector('select'))",
                source.siglum()
            );
            browser.tells(&choose);
            let levels = parallax::view::levels(comparison, source);
            let order: Vec<usize> = levels.iter().filter_map(|level| Some(level.parallel? + 1)).collect();
            assert_eq!(browser.tells(ORDER), json!(order), "{name}: {}", source.siglum());
        }
        assert_eq!(browser.complaints(), json!([]), "{name}");
    }
}

#[test]
fn a_long_page_shows_what_a_short_one_has_written() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    let comparison = crate::exports::long();
    std::fs::write(&path, usual(comparison, Format::Html)).expect("written");
    browser.open(&format!("file://{}", path.display()));
    browser.tells("dispatchEvent(new Event('beforeprint'))");
    for (number, parallel) in (1..).zip(&comparison.alignment.parallels) {
        let script = format!(
            "[...document.querySelectorAll('#p{number} .level > li')].flatMap(cell => [...cell.querySelectorAll('p')].map(p => \
             [cell.dataset.source, [...p.childNodes].filter(n => n.nodeName !== 'DEL').map(n => n.textContent).join(''), \
             p.nextElementSibling.textContent]))"
        );
        let passage = |passage: &parallax::align::Passage| {
            let text = &comparison.corpus.source(passage.source).text;
            let line = text.content().bytes().take(passage.range.start()).filter(|byte| *byte == b'\n').count() + 1;
            json!([passage.source.siglum(), text.slice(passage.range), format!("line {line}")])
        };
        let passages: Vec<Value> = parallel.passages.iter().map(passage).collect();
        assert_eq!(browser.tells(&script), json!(passages), "{number}");
    }
    assert!(browser.tells("document.querySelectorAll('#levels mark, #levels ins').length").as_u64() > Some(100));
    browser.keys("/umbrella");
    let shown = "[...document.querySelectorAll('#levels > li')].filter(item => !item.hidden).length";
    browser.tells("new Promise(done => setTimeout(done, 400))");
    assert_eq!(browser.tells(shown), json!(1));
    assert_eq!(browser.complaints(), json!([]));
}
