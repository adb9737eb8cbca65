//! The thread that writes handouts and hands them to printers: disks and
//! printers are slow, and the loop waits for neither.

use std::{
    error::Error,
    io,
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

use super::{
    Alarm, Message,
    printer::{self, PrintError},
};
use crate::{
    app::{
        Event,
        handover::{Ask, Told},
    },
    store::files::write_whole,
};

/// Whoever leaves waits for a file or a printer, but no longer than this: a
/// printing system may never answer.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Hands tasks to the thread.
pub(super) struct Handing {
    tasks: Option<Sender<Ask>>,
    /// Disconnected once the thread has ended.
    ended: Receiver<()>,
}

impl Handing {
    /// Starts the thread.
    pub(super) fn start(sender: Sender<Message>) -> io::Result<Self> {
        let (tasks, waiting) = channel();
        let (ending, ended) = channel();
        thread::Builder::new().name("handover".to_owned()).spawn(move || {
            let _ending: Sender<()> = ending;
            run(&waiting, &sender);
        })?;
        Ok(Self { tasks: Some(tasks), ended })
    }

    /// Asks for something, in the order of asking.
    pub(super) fn ask(&self, ask: Ask) {
        if let Some(tasks) = &self.tasks {
            // Only a thread that has panicked is not there, and the loop is
            // told of that.
            tasks.send(ask).ok();
        }
    }

    /// Waits until everything asked for is done, or long enough.
    pub(super) fn finish(&mut self) {
        self.tasks = None;
        self.ended.recv_timeout(LONGEST_WAIT).ok();
    }
}

fn run(tasks: &Receiver<Ask>, sender: &Sender<Message>) {
    let _alarm = Alarm(sender.clone());
    for ask in tasks {
        let told = match ask {
            Ask::Save { path, text, over } => save(path, &text, over),
            Ask::Printers => match printer::printers() {
                Ok(found) => Told::Printers { names: found.names, usual: found.usual },
                Err(error) => not_printed(error),
            },
            Ask::Print { printer, text, large } => match printer::print(&text, &printer, large) {
                Ok(()) => Told::Printed(printer),
                Err(error) => not_printed(error),
            },
        };
        sender.send(Message::Event(Event::HandedOver(told))).ok();
    }
}

fn not_printed(error: PrintError) -> Told {
    Told::NotPrinted(match error {
        PrintError::NoProgram => None,
        error => Some(error.to_string()),
    })
}

fn save(path: String, text: &str, over: bool) -> Told {
    let file = at_home(&path);
    if !over && file.symlink_metadata().is_ok() {
        return Told::Exists(path);
    }
    match write_whole(&file, text.as_bytes()) {
        Ok(()) => Told::Saved(path),
        Err(error) => {
            let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            Told::NotSaved { path, why }
        }
    }
}

/// `~/handout.html` as shells understand it.
fn at_home(path: &str) -> PathBuf {
    let home = etcetera::home_dir().ok();
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_written_over_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("handout.txt").to_str().unwrap().to_owned();
        assert_eq!(save(path.clone(), "one", false), Told::Saved(path.clone()));
        assert_eq!(save(path.clone(), "two", false), Told::Exists(path.clone()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(save(path.clone(), "two", true), Told::Saved(path.clone()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        let nowhere = folder.path().join("none/handout.txt").to_str().unwrap().to_owned();
        assert!(matches!(save(nowhere, "x", false), Told::NotSaved { why, .. } if !why.is_empty()));
    }
}
