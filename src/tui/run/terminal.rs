//! The terminal: its modes, what it shows, and leaving it as it was. The only file that writes to it.

use crate::tui::run::paint::paint;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{self, BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{execute, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::io::{self, Write};

/// The terminal while the reader has it. Dropping it gives it back.
pub struct Terminal {
    /// What the terminal shows.
    shown: Buffer,
    /// What it is to show.
    next: Buffer,
    /// Where its cursor is shown.
    cursor: Option<Position>,
}

impl Terminal {
    /// Takes the terminal.
    pub fn enter() -> io::Result<Self> {
        take()?;
        Ok(Self { shown: Buffer::empty(Rect::ZERO), next: Buffer::empty(Rect::ZERO), cursor: None })
    }

    /// Gives the terminal back, stops until the shell lets the program go on, and takes it again; all is drawn anew then.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave();
        stop()?;
        take()?;
        self.shown = Buffer::empty(Rect::ZERO);
        self.cursor = None;
        Ok(())
    }

    /// The size in columns and rows; nothing where it cannot be told.
    pub fn area() -> Rect {
        let (width, height) = terminal::size().unwrap_or((0, 0));
        Rect::new(0, 0, width, height)
    }

    /// Shows what `draw` draws, and the cursor where it says. Only what changed is sent, and at once, so that no half of a
    /// screen is ever seen.
    pub fn paint(&mut self, area: Rect, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let mut bytes = Vec::new();
        queue!(bytes, BeginSynchronizedUpdate)?;
        let empty = bytes.len();
        if self.shown.area != area {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
            queue!(bytes, terminal::Clear(terminal::ClearType::All))?;
        }
        self.next.reset();
        let cursor = draw(&mut self.next);
        bytes.extend(paint(&mut self.shown, &self.next));
        if let Some(Position { x, y }) = cursor {
            queue!(bytes, MoveTo(x, y), Show)?;
        } else if self.cursor.is_some() {
            queue!(bytes, Hide)?;
        }
        self.cursor = cursor;
        if bytes.len() == empty {
            return Ok(());
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()
    }

    /// Asks the terminal for its background (OSC 11), and then for what it is, which every terminal answers: after that
    /// answer no other comes.
    pub fn ask_background(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(b"\x1b]11;?\x07\x1b[c")?;
        out.flush()
    }

    /// Puts a text on the clipboard of the terminal (OSC 52), which works over a network, too.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        write!(out, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
        out.flush()
    }
}

/// Bytes in Base64, with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for three in bytes.chunks(3) {
        let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (place, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let letter = LETTERS.get((bits >> shift & 63) as usize).copied().unwrap_or(b'=');
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Takes the terminal: raw mode, the alternate screen, mouse and paste as events.
fn take() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste, Hide, MoveTo(0, 0))
        .inspect_err(|_| leave())
}

/// Stops the program as the shell's key for it does.
#[cfg(unix)]
fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// Elsewhere programs are not stopped.
#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Ok(())
}

/// Gives the terminal back. Where it is gone, there is nothing to give back, and no error to report to anybody.
fn leave() {
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show
    );
    let _ = terminal::disable_raw_mode();
}

/// Makes a panic of the calling thread give the terminal back before it is reported. Other threads' panics are results of
/// their work and change nothing on the screen.
pub fn leave_on_panic() {
    let reader = std::thread::current().id();
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == reader {
            leave();
            report(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_is_that_of_the_standard() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("ü~", "w7x+")];
        for (text, expected) in cases {
            assert_eq!(super::base64(text.as_bytes()), expected);
        }
    }
}
