//! What the terminal sends, where its bytes are not ours to read: keys, the mouse, resizes.

use crate::tui::model::ask::Message;
use std::io;
use std::sync::mpsc::Sender;

/// Listens until the terminal is gone.
pub fn listen(messages: &Sender<Message>) {
    loop {
        let message = match crossterm::event::read() {
            Ok(event) => Message::Event(event),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Message::Hangup(1),
        };
        let last = matches!(message, Message::Hangup(_));
        if messages.send(message).is_err() || last {
            return;
        }
    }
}
