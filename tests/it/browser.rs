//! The page in a real browser, driven as WebDriver says; skipped where there is none (Debian's chromium-driver brings one).

use crate::desk;
use crate::exports::{exported, usual};
use crate::validators::skipped;
use parallax::export::{Format, Options};
use parallax::source::SourceId;
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
    let shown = "[...document.querySelectorAll('.parallel > header')].filter(p => p.checkVisibility()).length";
    let place = "document.querySelector('.parallel:has(#p1) small').checkVisibility()";
    let cases = [
        ("", shown, json!(3)),
        ("j", "document.querySelector('.parallel.now > header').id", json!("p1")),
        ("j", "location.hash", json!("#p2")),
        ("k", "document.activeElement.id", json!("p1")),
        ("", place, json!(false)),
        ("o", place, json!(true)),
        ("o", place, json!(false)),
        ("lb", "document.querySelector('#base-now').textContent", json!("B")),
        ("", "document.querySelector('#levels .parallel > header').id", json!("p3")),
        ("hb", "document.querySelector('#levels .parallel > header').id", json!("p1")),
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
    assert_eq!(
        browser.tells("document.querySelector('.parallel.now > header').id"),
        json!("p3"),
        "links are permanent"
    );
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

/// A script that says where the rows of two pages differ: of this one, and of another whose markup it is given. Blanks between
/// elements say nothing.
const UNLIKE: &str = "((other) => {
    const rows = page => [...page.querySelector('#levels').children].map(row => {
        row = row.cloneNode(true);
        row.normalize();
        row.classList.remove('now');
        row.querySelectorAll('.now').forEach(cell => { cell.classList.remove('now'); });
        row.querySelectorAll('[class=\"\"]').forEach(cell => { cell.removeAttribute('class'); });
        return row.outerHTML;
    });
    const there = rows(new DOMParser().parseFromString(other, 'text/html'));
    const here = rows(document);
    const at = here.findIndex((row, index) => row !== there[index]);
    const same = at < 0 && here.length === there.length && document.title === new DOMParser().parseFromString(other, 'text/html').title;
    return same ? '' : `${at}: ${here[at]} \n${there[at]}`;
})";

#[test]
fn read_against_another_base_it_is_the_page_of_that_base() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    for (name, comparison) in crate::exports::comparisons() {
        std::fs::write(&path, usual(comparison, Format::Html)).expect("written");
        browser.open(&format!("file://{}", path.display()));
        // The first again at last.
        let sources = comparison.corpus.sources.iter().map(|source| source.id).skip(1).chain([SourceId(0)]);
        for source in sources {
            let choose = "(s => { s.value = arguments[1]; s.onchange(); })(document.querySelector('select'))";
            let options = Options { base: source, ..Options::default() };
            let other = exported(comparison, Format::Html, &options);
            let script = format!("{choose}; return {UNLIKE}(arguments[0])");
            let body = json!({ "script": script, "args": [other, source.siglum()] });
            assert_eq!(browser.ask("/execute/sync", &body), json!(""), "{name}: {}", source.siglum());
        }
        assert_eq!(browser.complaints(), json!([]), "{name}");
    }
}

#[test]
fn longer_texts_have_broader_columns() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    let [(_, comparison), ..] = crate::exports::comparisons();
    std::fs::write(&path, usual(comparison, Format::Html)).expect("written");
    browser.open(&format!("file://{}", path.display()));
    let widths = "[...document.querySelectorAll('.head')].map(head => head.getBoundingClientRect().width)";
    let widths: Vec<f64> = serde_json::from_value(browser.tells(widths)).expect("numbers");
    let breadths = parallax::view::synopsis(comparison, SourceId(0)).breadths;
    assert!(breadths.iter().any(|breadth| *breadth != breadths[0]), "{breadths:?}");
    for (width, breadth) in widths.iter().zip(&breadths) {
        let expected = widths[0] * f64::from(*breadth) / f64::from(breadths[0]);
        assert!((width - expected).abs() < 1.0, "{widths:?} {breadths:?}");
    }
    let columns = "[...document.querySelectorAll('.level > li')].filter(cell => { \
        const head = document.querySelector(`.head[data-source=${cell.dataset.source}]`); \
        return Math.abs(cell.getBoundingClientRect().left - head.getBoundingClientRect().left) > 1; }).length";
    assert_eq!(browser.tells(columns), json!(0), "each cell is in the column of its source");
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
    let synopsis = parallax::view::synopsis(comparison, SourceId(0));
    let script = "[...document.querySelectorAll('#levels > li')].map(row => [...row.querySelectorAll('.level > li')].map(cell => { \
        cell = cell.cloneNode(true); \
        cell.querySelectorAll('del, small, .again, .number, b').forEach(sign => sign.remove()); \
        return cell.textContent.replace(/\\s+/g, ''); }))";
    let shown: Vec<Vec<String>> = serde_json::from_value(browser.tells(script)).expect("rows of cells");
    assert_eq!(shown.len(), synopsis.rows.len());
    for (row, shown) in synopsis.rows.iter().zip(&shown) {
        let block = |block: &parallax::view::Block| {
            let text = comparison.corpus.source(block.source).text.slice(block.range()?);
            Some(text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
        };
        let expected: Vec<String> = row.blocks.iter().filter_map(block).collect();
        assert_eq!(*shown, expected, "{:?}", row.parallel);
    }
    let first = comparison.alignment.parallels[0].passages[0];
    let line = "document.querySelector('#p1').closest('li').querySelector('small').textContent";
    let text = &comparison.corpus.source(first.source).text;
    let lines = text.content().bytes().take(first.range.start()).filter(|byte| *byte == b'\n').count() + 1;
    assert_eq!(browser.tells(line), json!(format!("line {lines}")));
    assert!(browser.tells("document.querySelectorAll('#levels mark, #levels ins').length").as_u64() > Some(100));
    browser.keys("/umbrella");
    let shown = "[...document.querySelectorAll('#levels > li')].filter(item => !item.hidden).length";
    browser.tells("new Promise(done => setTimeout(done, 400))");
    assert_eq!(browser.tells(shown), json!(1));
    assert_eq!(browser.complaints(), json!([]));
}
