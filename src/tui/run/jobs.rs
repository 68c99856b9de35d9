//! What runs beside the screen: the work that makes the comparison, and the listeners for keys and signals. Everything they
//! have to say arrives as a message.

use crate::monitor::Monitor;
use crate::tui::model::ask::Arrival;
use crate::tui::model::ask::Message;
use crate::tui::model::edition::Wanted;
use crossterm::event::Event;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::{io, thread};

/// Starts the work. A panic in it becomes a failure with its message; the screen goes on.
pub fn work(
    work: impl FnOnce(&Monitor, &dyn Fn(Arrival)) + Send + 'static,
    monitor: Arc<Monitor>,
    messages: Sender<Message>,
) {
    thread::spawn(move || {
        // A receiver that is gone wants to hear nothing more.
        let tell = |arrival: Arrival| drop(messages.send(Message::Arrived(Box::new(arrival.into()))));
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(&monitor, &tell))) {
            tell(failure(panic.as_ref()));
        }
        drop(messages.send(Message::WorkEnded));
    });
}

/// What a panic says.
fn failure(panic: &(dyn Any + Send)) -> Arrival {
    let said = panic.downcast_ref::<&str>().map(|&s| s.to_owned());
    let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    Arrival::Failed(format!("a mistake in the program, please report it: {said}"))
}

/// Puts what is written down into what is read.
pub fn revise(wanted: Wanted, messages: Sender<Message>) {
    thread::spawn(move || {
        let message = match catch_unwind(AssertUnwindSafe(|| wanted.make())) {
            Ok(revised) => Message::Revised(Box::new(revised)),
            Err(panic) => Message::Arrived(Box::new(failure(panic.as_ref()).into())),
        };
        drop(messages.send(message));
    });
}

/// Listens to the terminal until it is gone.
pub fn listen(messages: Sender<Message>) {
    thread::spawn(move || super::keyboard::listen(&messages));
}

/// Listens for the signals that end or stop a program, and for the one of a new size, which may come before the keys are
/// listened to.
#[cfg(unix)]
pub fn heed_signals(messages: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGWINCH])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let message = match signal {
                SIGTSTP => Message::Stop,
                // The size itself is looked at when the screen is laid out.
                SIGWINCH => Message::Event(Event::Resize(0, 0)),
                _ => Message::Hangup(signal),
            };
            drop(messages.send(message));
        }
    });
    Ok(())
}

/// Elsewhere the system ends the program by itself.
#[cfg(not(unix))]
pub fn heed_signals(_messages: Sender<Message>) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_the_work_is_told() {
        let (sender, messages) = std::sync::mpsc::channel();
        // It is thrown where all threads work, and comes out where they were asked for it.
        let broken = |_: &Monitor, _: &dyn Fn(Arrival)| rayon::scope(|scope| scope.spawn(|_| panic!("a bad table")));
        work(broken, Arc::default(), sender);
        let Ok(Message::Arrived(arrival)) = messages.recv() else { panic!("nothing is told") };
        let Arrival::Failed(reason) = arrival.arrival else { panic!("{:?}", arrival.arrival) };
        assert!(reason.contains("a bad table"), "{reason}");
        assert!(matches!(messages.recv(), Ok(Message::WorkEnded)));
    }
}
