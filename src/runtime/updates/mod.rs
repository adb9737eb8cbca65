//! Updates at work: one thread asks sites, reads drives and writes new
//! generations, as the interface asks; another notices drives that come and go
//! ([`watch`]). Whatever they do can be stopped at any time, and the directory
//! on the screen stays in use until another takes its place.

mod eye;
mod watch;
mod words;
mod work;

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Sender, channel},
    },
    thread,
};

use jiff::tz::TimeZone;

use self::{eye::Eye, work::Work};
use super::{Alarm, Clock, Message, shared::Shared};
use crate::{
    app::{
        Event, Library,
        updates::{Ask, Told},
    },
    sync::{
        Stop,
        drives::Drives,
        web::{Pace, Parts, Proxies},
    },
};

/// How updates are got.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// The proxies that the environment asks for.
    pub proxies: Proxies,
    /// Where drives are.
    pub drives: Drives,
    /// How patient to be with a line.
    pub pace: Pace,
    /// Fingerprints of publishers that an administrator accepts.
    pub accepted: Vec<String>,
}

/// What the thread is told.
enum Task {
    /// The directory is loaded, and the store open.
    Loaded(Arc<Library>),
    /// The directory is in the vault, and that was locked.
    Forget,
    /// Something that the interface wants, and what stops it.
    Ask(Ask, Stop),
}

/// Hands over what the interface asks for.
pub(super) struct Updater {
    tasks: Sender<Task>,
    /// Stops what is being done, and what waits.
    stop: Mutex<Stop>,
}

impl Updater {
    /// Starts the thread. Without a data folder nothing is kept, so nothing
    /// can be taken.
    pub(super) fn start(
        data_dir: Option<PathBuf>,
        ways: Ways,
        store: Shared,
        (clock, zone): (Clock, TimeZone),
        sender: Sender<Message>,
    ) -> io::Result<Self> {
        let (tasks, waiting) = channel();
        let eye = Eye { data_dir, ways, store, clock, library: Arc::default(), parts: Parts::in_memory(), sender };
        thread::Builder::new().name("updates".to_owned()).spawn(move || {
            let _alarm = Alarm(eye.sender.clone());
            Work::new(eye, zone).run(&waiting);
        })?;
        Ok(Self { tasks, stop: Mutex::default() })
    }

    /// The directory is there: from now on updates can be compared with it.
    pub(super) fn loaded(&self, library: &Arc<Library>) {
        // Only a thread that has panicked is not there, and the loop is told
        // of that.
        self.tasks.send(Task::Loaded(Arc::clone(library))).ok();
    }

    /// Nothing of the directory is to stay in memory.
    pub(super) fn forget(&self) {
        self.ask(Ask::Stop);
        self.tasks.send(Task::Forget).ok();
    }

    /// Asks for something, in the order of asking; to stop, at once.
    pub(super) fn ask(&self, ask: Ask) {
        let mut stop = self.stop.lock().unwrap_or_else(PoisonError::into_inner);
        if ask == Ask::Stop {
            std::mem::take(&mut *stop).stop();
            return;
        }
        self.tasks.send(Task::Ask(ask, stop.clone())).ok();
    }
}

impl Drop for Updater {
    /// A line that is open is let go; nobody waits for the thread.
    fn drop(&mut self) {
        self.ask(Ask::Stop);
    }
}

/// Tells the interface something.
fn tell(sender: &Sender<Message>, told: Told) {
    // When nobody listens any more, the program is ending.
    sender.send(Message::Event(Event::Updates(told))).ok();
}
