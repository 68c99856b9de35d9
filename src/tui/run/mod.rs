//! The loop: lay out, settle, draw, wait for messages, update.

mod jobs;
#[cfg_attr(not(unix), path = "keyboard_elsewhere.rs")]
mod keyboard;
#[cfg(unix)]
mod keyboard_elsewhere;
mod paint;
pub mod reader;
mod terminal;

use crate::monitor::Monitor;
use crate::tui::model::ask::{Arrival, Colours, Effect, Message, Outcome};
use crate::tui::options::Options;
use reader::Reader;
use std::io::{self, IsTerminal};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use terminal::Terminal;

/// Shows in the terminal what `work` brings, until the reader quits. `work` runs beside the screen; it counts its steps on
/// the monitor, stops when the monitor says so, and tells its results as they come.
///
/// # Errors
/// Where the terminal cannot be set up or written to.
pub fn run(work: impl FnOnce(&Monitor, &dyn Fn(Arrival)) + Send + 'static, options: Options) -> io::Result<Outcome> {
    let (sender, messages) = mpsc::channel();
    let monitor = Arc::new(Monitor::default());
    jobs::heed_signals(sender.clone())?;
    jobs::work(work, Arc::clone(&monitor), sender.clone());
    terminal::leave_on_panic();
    let mut terminal = Terminal::enter()?;
    let asks = options.settings.theme.is_none() && options.colours != Colours::None && io::stdin().is_terminal();
    if asks {
        terminal.ask_background()?;
    }
    jobs::listen(sender.clone());
    let mut reader = Reader::new(options).with_help();
    let started = Instant::now();
    let wait = |reader: &Reader, limit: Duration| {
        if reader.is_working() {
            messages.recv_timeout(limit).unwrap_or_else(|_| {
                let (done, total) = monitor.progress();
                Message::Progress { done, total, elapsed: started.elapsed() }
            })
        } else {
            // Without any sender left, nobody can say anything more: the terminal is gone.
            messages.recv().unwrap_or(Message::Hangup(1))
        }
    };
    while reader.is_loading() && started.elapsed() < PATIENCE {
        let message = wait(&reader, PATIENCE.saturating_sub(started.elapsed()));
        reader.take(message);
    }
    loop {
        if let Some(ending) = reader.ending() {
            monitor.cancel();
            return Ok(Outcome { ending: ending.clone(), rejected: reader.into_rejected() });
        }
        terminal.paint(Terminal::area(), |buffer| reader.draw(buffer))?;
        let mut next = Some(wait(&reader, TICK));
        while let Some(message) = next {
            for effect in reader.take(message) {
                match effect {
                    Effect::CancelWork => monitor.cancel(),
                    Effect::Suspend => terminal.suspend()?,
                    Effect::Copy(text) => terminal.copy(&text)?,
                    Effect::Save { .. } | Effect::Preview(_) | Effect::Keep(_) => {}
                    Effect::Story(_) | Effect::Find(_) => {}
                }
            }
            if let Some(wanted) = reader.wanted() {
                jobs::revise(wanted, sender.clone());
            }
            next = messages.try_recv().ok();
        }
    }
}

/// How long the first screen may wait for the sources, so that few of them are shown at once and not after an empty screen.
const PATIENCE: Duration = Duration::from_millis(25);
/// How often progress is looked at while work goes on.
const TICK: Duration = Duration::from_millis(100);
