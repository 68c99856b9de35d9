//! What the terminal sends: keys, the mouse, what is pasted, and its answer what its background is.
//!
//! The bytes are taken apart here, since a paste whose end never comes may not hold up the keys: after a while it is what
//! came of it. Sequences are those of xterm, which all terminals follow.

use crate::tui::model::ask::Message;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::IsTerminal;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How long the rest of a key is waited for. An escape is one by itself, if nothing came with it.
const REST_OF_KEY: Duration = Duration::from_millis(40);
/// How long the rest of a paste is waited for.
const REST_OF_PASTE: Duration = Duration::from_millis(700);

/// What stands before and behind what is pasted.
const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";

/// Listens until the terminal is gone.
pub fn listen(messages: &Sender<Message>) {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        // The sources come from there; the keys are elsewhere.
        return super::keyboard_elsewhere::listen(messages);
    }
    let mut bytes: Vec<u8> = Vec::new();
    loop {
        let limit = if bytes.starts_with(PASTE) { REST_OF_PASTE } else { REST_OF_KEY };
        let limit = Timespec { tv_sec: 0, tv_nsec: i64::from(limit.subsec_nanos()) };
        let mut ready = [PollFd::new(&stdin, PollFlags::IN)];
        let taken = match poll(&mut ready, (!bytes.is_empty()).then_some(&limit)) {
            Ok(0) => rest(&mut bytes),
            Err(rustix::io::Errno::INTR) => continue,
            Ok(_) | Err(_) => {
                let mut buffer = [0; 1024];
                match rustix::io::read(&stdin, &mut buffer) {
                    Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => continue,
                    Ok(0) | Err(_) => {
                        drop(messages.send(Message::Hangup(1)));
                        return;
                    }
                    Ok(count) => bytes.extend(buffer.iter().take(count)),
                }
                let mut taken = take(&mut bytes);
                taken.extend((bytes == [0x1b]).then(|| rest(&mut bytes)).into_iter().flatten());
                taken
            }
        };
        if !taken.into_iter().all(|message| messages.send(message).is_ok()) {
            return;
        }
    }
}

/// Takes what is complete from the beginning of some bytes.
fn take(bytes: &mut Vec<u8>) -> Vec<Message> {
    let mut found = Vec::new();
    while let Some((message, count)) = first(bytes) {
        found.extend(message);
        bytes.drain(..count.min(bytes.len()));
    }
    found
}

/// Takes what nothing more came for: an escape is the key; of a paste there is what came; all else is nothing.
fn rest(bytes: &mut Vec<u8>) -> Vec<Message> {
    let bytes = std::mem::take(bytes);
    match bytes.strip_prefix(PASTE) {
        Some(pasted) => vec![paste(pasted)],
        None if bytes == [0x1b] => vec![key(KeyCode::Esc, KeyModifiers::NONE)],
        None => Vec::new(),
    }
}

fn paste(bytes: &[u8]) -> Message {
    Message::Event(Event::Paste(String::from_utf8_lossy(bytes).into_owned()))
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Message {
    Message::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

/// What the first of some bytes mean, if anything, and how many they are; nothing where more must come.
fn first(bytes: &[u8]) -> Option<(Option<Message>, usize)> {
    match bytes {
        [] | [0x1b] => None,
        [0x1b, b']', rest @ ..] => answer(rest),
        [0x1b, b'[', ..] if bytes.starts_with(PASTE) => {
            let inside = bytes.get(PASTE.len()..)?;
            let end = inside.windows(PASTED.len()).position(|window| window == PASTED)?;
            let count = end.saturating_add(PASTE.len()).saturating_add(PASTED.len());
            Some((Some(paste(inside.get(..end)?)), count))
        }
        // The mouse as old terminals tell it: not asked for.
        [0x1b, b'[', b'M', rest @ ..] => rest.get(2).map(|_| (None, 6)),
        [0x1b, b'[', rest @ ..] => {
            let end = rest.iter().position(|byte| (0x40..=0x7e).contains(byte))?;
            let parameters = std::str::from_utf8(rest.get(..end)?).unwrap_or_default();
            Some((sequence(parameters, *rest.get(end)?), end.saturating_add(3)))
        }
        [0x1b, b'O', rest @ ..] => {
            let code = rest.first().map(|letter| lettered(*letter))?;
            Some((code.map(|code| key(code, KeyModifiers::NONE)), 3))
        }
        [0x1b, 0x1b, ..] => Some((Some(key(KeyCode::Esc, KeyModifiers::NONE)), 1)),
        [0x1b, rest @ ..] => {
            let (code, modifiers, count) = plain(rest)?;
            let message = code.map(|code| key(code, modifiers | KeyModifiers::ALT));
            Some((message, count.saturating_add(1)))
        }
        bytes => {
            let (code, modifiers, count) = plain(bytes)?;
            Some((code.map(|code| key(code, modifiers)), count))
        }
    }
}

/// A key that is one character.
fn plain(bytes: &[u8]) -> Option<(Option<KeyCode>, KeyModifiers, usize)> {
    let none = KeyModifiers::NONE;
    let control = |letter: char| Some((Some(KeyCode::Char(letter)), KeyModifiers::CONTROL, 1));
    match bytes.first()? {
        b'\r' => Some((Some(KeyCode::Enter), none, 1)),
        b'\t' => Some((Some(KeyCode::Tab), none, 1)),
        0x7f => Some((Some(KeyCode::Backspace), none, 1)),
        0 => control(' '),
        byte @ 1..=26 => control(char::from(byte.saturating_add(b'a' - 1))),
        byte @ 0x1c..=0x1f => control(char::from(byte.saturating_add(b'4' - 0x1c))),
        byte => {
            let long = match byte {
                0xf0..=0xf4 => 4,
                0xe0..=0xef => 3,
                0xc2..=0xdf => 2,
                _ => 1,
            };
            let character = std::str::from_utf8(bytes.get(..long)?).ok().and_then(|text| text.chars().next());
            let shift = if character.is_some_and(char::is_uppercase) { KeyModifiers::SHIFT } else { none };
            // Of what is no character a byte goes, and the next may begin one.
            Some((character.map(KeyCode::Char), shift, if character.is_some() { long } else { 1 }))
        }
    }
}

/// The key that the last letter of a sequence names.
fn lettered(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'Z' => KeyCode::BackTab,
        b'P'..=b'S' => KeyCode::F(letter.saturating_sub(b'O')),
        _ => return None,
    })
}

/// What a sequence means, by its parameters and its last letter.
fn sequence(parameters: &str, last: u8) -> Option<Message> {
    if let Some(mouse) = parameters.strip_prefix('<') {
        return self::mouse(mouse, last == b'm');
    }
    let mut numbers =
        parameters.split(';').map(|number| number.split(':').next().unwrap_or_default().parse::<u16>().ok());
    let (first, held) = (numbers.next().flatten(), numbers.next().flatten().unwrap_or(1).saturating_sub(1));
    let mut modifiers = KeyModifiers::from_bits_truncate(0);
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        modifiers.set(modifier, held & bit != 0);
    }
    let code = match (last, first) {
        (b'~', Some(1 | 7)) => KeyCode::Home,
        (b'~', Some(2)) => KeyCode::Insert,
        (b'~', Some(3)) => KeyCode::Delete,
        (b'~', Some(4 | 8)) => KeyCode::End,
        (b'~', Some(5)) => KeyCode::PageUp,
        (b'~', Some(6)) => KeyCode::PageDown,
        (b'~', Some(number @ 11..=15)) => KeyCode::F(u8::try_from(number.saturating_sub(10)).ok()?),
        (b'~', Some(number @ 17..=21)) => KeyCode::F(u8::try_from(number.saturating_sub(11)).ok()?),
        (b'~', Some(number @ 23..=24)) => KeyCode::F(u8::try_from(number.saturating_sub(12)).ok()?),
        (b'u', Some(number)) => match number {
            13 => KeyCode::Enter,
            9 => KeyCode::Tab,
            27 => KeyCode::Esc,
            127 => KeyCode::Backspace,
            number => KeyCode::Char(char::from_u32(u32::from(number))?),
        },
        (b'I' | b'O' | b'c' | b'R' | b'n' | b'u' | b'~', _) => return None,
        (letter, _) => lettered(letter)?,
    };
    modifiers.set(KeyModifiers::SHIFT, modifiers.contains(KeyModifiers::SHIFT) || code == KeyCode::BackTab);
    Some(key(code, modifiers))
}

/// The mouse: what happened, column and row from 1.
fn mouse(parameters: &str, up: bool) -> Option<Message> {
    let mut numbers = parameters.split(';').map(|number| number.parse::<u16>().ok());
    let (what, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let drags = what & 0x20 != 0;
    let button = match what & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (what & 0xc0, button) {
        (0, Some(button)) if up => MouseEventKind::Up(button),
        (0, Some(button)) if drags => MouseEventKind::Drag(button),
        (0, Some(button)) => MouseEventKind::Down(button),
        (0, None) if drags => MouseEventKind::Moved,
        (0, None) => MouseEventKind::Up(MouseButton::Left),
        (0x40, _) => match what & 3 {
            0 => MouseEventKind::ScrollUp,
            1 => MouseEventKind::ScrollDown,
            2 => MouseEventKind::ScrollLeft,
            _ => MouseEventKind::ScrollRight,
        },
        _ => return None,
    };
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)] {
        modifiers.set(modifier, what & bit != 0);
    }
    let (column, row) = (column.saturating_sub(1), row.saturating_sub(1));
    Some(Message::Event(Event::Mouse(MouseEvent { kind, column, row, modifiers })))
}

/// The terminal's answer what its background is: behind `]`, up to a bell, or an escape and a backslash.
fn answer(rest: &[u8]) -> Option<(Option<Message>, usize)> {
    let end = rest.iter().position(|byte| matches!(byte, 0x07 | 0x1b))?;
    let text = String::from_utf8_lossy(rest.get(..end)?).into_owned();
    let long = usize::from(rest.get(end) == Some(&0x1b));
    rest.get(end.checked_add(long)?)?;
    let light = text.strip_prefix("11;").and_then(is_light);
    Some((light.map(|light| Message::Background { light }), end.saturating_add(3).saturating_add(long)))
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

    /// What messages say, in short: `j`, `S-BackTab`, `paste(…)`.
    fn said(messages: Vec<Message>) -> String {
        let said = messages.into_iter().map(|message| match message {
            Message::Background { light } => format!("light={light}"),
            Message::Event(Event::Paste(text)) => format!("paste({text})"),
            Message::Event(Event::Key(key)) => {
                let held = [(KeyModifiers::CONTROL, "C-"), (KeyModifiers::ALT, "A-"), (KeyModifiers::SHIFT, "S-")];
                let held: String =
                    held.iter().filter(|(one, _)| key.modifiers.contains(*one)).map(|(_, said)| *said).collect();
                if let KeyCode::Char(character) = key.code {
                    format!("{held}{character}")
                } else {
                    format!("{held}{:?}", key.code)
                }
            }
            Message::Event(Event::Mouse(mouse)) => format!("{:?}@{},{}", mouse.kind, mouse.column, mouse.row),
            Message::Event(_)
            | Message::Arrived(_)
            | Message::Revised(_)
            | Message::WorkEnded
            | Message::Progress { .. }
            | Message::Stop
            | Message::Hangup(_) => "other".to_owned(),
        });
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn bytes_are_keys_and_answers() {
        let cases: [(&[u8], &str, usize); 20] = [
            (b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62;22c", "light=true", 0),
            (b"\x1b]11;rgb:1e1e/2020/2222\x1b\\\x1b[?1;2c", "light=false", 0),
            (b"jj\x1b[?6c", "j j", 0),
            (b"\x1b]11;rgb:ff", "", 11),
            (b"q\x1b", "q", 1),
            (b"\x1b[A\r\t\x7f\x03\x1bOH", "Up Enter Tab Backspace C-c Home", 0),
            (b"\n\x00", "C-j C- ", 0),
            ("öÖ".as_bytes(), "ö S-Ö", 0),
            ("ö".as_bytes().split_at(1).0, "", 1),
            (b"G?", "S-G ?", 0),
            (b"\xff\xfej", "j", 0),
            (b"\x1b[Z\x1b[5~\x1b[1;5C\x1b[3;2~", "S-BackTab PageUp C-Right S-Delete", 0),
            (b"\x1b[11~\x1b[24~\x1bOP", "F(1) F(12) F(1)", 0),
            (b"\x1bq\x1b\x1bj", "A-q Esc A-j", 0),
            (b"\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<65;1;1M", "Down(Left)@2,3 Up(Left)@2,3 ScrollDown@0,0", 0),
            (b"\x1b[<35;3;4M\x1b[<32;3;4M", "Moved@2,3 Drag(Left)@2,3", 0),
            (b"\x1b[97;5u\x1b[I", "C-a", 0),
            (b"\x1b[200~q\rU\x1b[201~q", "paste(q\rU) q", 0),
            (b"\x1b[200~q\x1b[201", "", 12),
            (b"\x1b[99", "", 4),
        ];
        for (bytes, expected, left) in cases {
            let mut rest = bytes.to_vec();
            let found = said(take(&mut rest));
            assert_eq!((found.as_str(), rest.len()), (expected, left), "{:?}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(is_light("rgb:ff/f8/e0"), Some(true));
        assert_eq!(is_light("red"), None);
    }

    #[test]
    fn what_never_ends_holds_nothing_up() {
        for (bytes, expected) in [(&b"\x1b"[..], "Esc"), (b"\x1b[200~a paste", "paste(a paste)"), (b"\x1b[12", "")] {
            let mut bytes = bytes.to_vec();
            assert_eq!((said(rest(&mut bytes)).as_str(), bytes.len()), (expected, 0));
        }
    }
}
