//! The terminal's background: its answer is listened for before the keys, with a limit; what else comes meanwhile are keys.

use super::message::Message;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// How long an answer is waited for; it takes a millisecond here, and a few hundred over a slow network. Keys are taken in
/// meanwhile.
const LIMIT: Duration = Duration::from_millis(800);

/// Listens until the terminal has said what it is.
pub fn listen(messages: &Sender<Message>) {
    let stdin = std::io::stdin();
    let begun = Instant::now();
    let mut bytes: Vec<u8> = Vec::new();
    loop {
        let left = LIMIT.saturating_sub(begun.elapsed());
        let wait = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let mut ready = [PollFd::new(&stdin, PollFlags::IN)];
        let came = poll(&mut ready, Some(&wait)).is_ok_and(|count| count > 0);
        let mut buffer = [0; 256];
        match if came { rustix::io::read(&stdin, &mut buffer).unwrap_or(0) } else { 0 } {
            0 => break,
            count => bytes.extend(buffer.iter().take(count)),
        }
        let taken = take(&mut bytes);
        let last = taken.iter().any(|taken| matches!(taken, Taken::Answered));
        if !say(taken, messages) || last {
            break;
        }
    }
    // An escape with nothing after it was the key.
    let rest = if bytes == [0x1b] { vec![Taken::Key(KeyCode::Esc)] } else { Vec::new() };
    say(rest, messages);
}

fn say(taken: Vec<Taken>, messages: &Sender<Message>) -> bool {
    taken.into_iter().all(|taken| {
        let message = match taken {
            Taken::Background(light) => Message::Background { light },
            Taken::Key(code) => Message::Event(Event::Key(KeyEvent::new(code, KeyModifiers::NONE))),
            Taken::Control(key) => Message::Event(Event::Key(KeyEvent::new(KeyCode::Char(key), KeyModifiers::CONTROL))),
            Taken::Answered => return true,
        };
        messages.send(message).is_ok()
    })
}

/// What bytes from a terminal mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Taken {
    /// The background is light, or dark.
    Background(bool),
    /// The terminal said what it is.
    Answered,
    /// A key.
    Key(KeyCode),
    /// A letter with control.
    Control(char),
}

/// Takes what is complete from the beginning of some bytes.
fn take(bytes: &mut Vec<u8>) -> Vec<Taken> {
    let mut found = Vec::new();
    while let Some((taken, count)) = first(bytes) {
        found.extend(taken);
        bytes.drain(..count.min(bytes.len()));
    }
    found
}

/// The first of some bytes, and how many they are; nothing where more must come.
fn first(bytes: &[u8]) -> Option<(Option<Taken>, usize)> {
    let key = |code, count| Some((Some(Taken::Key(code)), count));
    match bytes {
        [] | [0x1b] => None,
        [0x1b, b']', rest @ ..] => {
            let end = rest.iter().position(|byte| matches!(byte, 0x07 | 0x1b))?;
            let text = String::from_utf8_lossy(rest.get(..end)?).into_owned();
            // The terminator is a bell, or an escape and a backslash.
            let long = usize::from(rest.get(end) == Some(&0x1b));
            rest.get(end.checked_add(long)?)?;
            Some((
                text.strip_prefix("11;").and_then(is_light).map(Taken::Background),
                end.saturating_add(3).saturating_add(long),
            ))
        }
        [0x1b, b'[', rest @ ..] => {
            let end = rest.iter().position(|byte| (0x40..=0x7e).contains(byte))?;
            let taken = match (rest.first(), rest.get(end)) {
                (Some(b'?'), Some(b'c')) => Some(Taken::Answered),
                (Some(b'A'), _) => Some(Taken::Key(KeyCode::Up)),
                (Some(b'B'), _) => Some(Taken::Key(KeyCode::Down)),
                (Some(b'C'), _) => Some(Taken::Key(KeyCode::Right)),
                (Some(b'D'), _) => Some(Taken::Key(KeyCode::Left)),
                _ => None,
            };
            Some((taken, end.saturating_add(3)))
        }
        [0x1b, ..] => key(KeyCode::Esc, 1),
        [b'\r' | b'\n', ..] => key(KeyCode::Enter, 1),
        [b'\t', ..] => key(KeyCode::Tab, 1),
        [0x7f | 0x08, ..] => key(KeyCode::Backspace, 1),
        [control @ 1..=26, ..] => Some((Some(Taken::Control(char::from(control.saturating_add(96)))), 1)),
        [byte, ..] => {
            let long = match byte {
                0xf0.. => 4,
                0xe0.. => 3,
                0xc0.. => 2,
                _ => 1,
            };
            let text = std::str::from_utf8(bytes.get(..long)?).ok();
            Some((text.and_then(|text| text.chars().next()).map(|c| Taken::Key(KeyCode::Char(c))), long))
        }
    }
}

/// Whether a colour such as `rgb:ffff/ffff/dddd` is lighter than middle grey.
fn is_light(colour: &str) -> Option<bool> {
    let digits = colour.strip_prefix("rgba:").or(colour.strip_prefix("rgb:"))?;
    let mut parts = digits.split('/').map(|part| {
        let most = 16u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most))
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    // What the eye takes for brightness (Rec. 601).
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_keys_are_told_apart() {
        let char = |c| Taken::Key(KeyCode::Char(c));
        let cases: [(&[u8], &[Taken], usize); 9] = [
            (b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62;22c", &[Taken::Background(true), Taken::Answered], 0),
            (b"\x1b]11;rgb:1e1e/2020/2222\x1b\\\x1b[?1;2c", &[Taken::Background(false), Taken::Answered], 0),
            (b"jj\x1b[?6c", &[char('j'), char('j'), Taken::Answered], 0),
            (b"\x1b]11;rgb:ff", &[], 11),
            (b"q\x1b", &[char('q')], 1),
            (b"\x1b[A\r\x03", &[Taken::Key(KeyCode::Up), Taken::Key(KeyCode::Enter), Taken::Control('c')], 0),
            ("ö".as_bytes(), &[char('ö')], 0),
            (b"\x1b[<0;3;4M/", &[char('/')], 0),
            (b"\xff\xfe", &[], 2),
        ];
        for (bytes, expected, left) in cases {
            let mut rest = bytes.to_vec();
            let found = take(&mut rest);
            assert_eq!((found.as_slice(), rest.len()), (expected, left), "{bytes:?}");
        }
        assert_eq!(is_light("rgb:ff/f8/e0"), Some(true));
        assert_eq!(is_light("red"), None);
    }
}
