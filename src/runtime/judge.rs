//! Judging a directory for the desk takes some seconds at a million entries:
//! it is done on a thread of its own.

use std::{
    io,
    sync::{Arc, mpsc::Sender},
    thread,
};

use jiff::{Timestamp, civil::Date};

use super::{Alarm, Message};
use crate::{
    app::{Event, Library},
    desk::Quality,
};

/// Judges a library; the answer goes to `sender` with the number of the
/// question. Nobody waits for the thread: it holds nothing but memory.
pub(super) fn start(
    sender: Sender<Message>,
    library: Arc<Library>,
    asked: u64,
    (now, today): (Timestamp, Date),
) -> io::Result<()> {
    thread::Builder::new().name("desk".to_owned()).spawn(move || {
        let alarm = Alarm(sender.clone());
        let quality = Quality::of(&library.directory, None, now, today);
        // Whoever asked may have left.
        sender.send(Message::Event(Event::Judged(asked, Box::new(quality)))).ok();
        drop(alarm);
    })?;
    Ok(())
}
