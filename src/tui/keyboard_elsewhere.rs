//! The terminal's background, where its answer cannot be waited for with a limit: it is not listened for.

use super::message::Message;
use std::sync::mpsc::Sender;

/// Listens to nothing.
pub fn listen(_messages: &Sender<Message>) {}
