//! The thread that has the vault: opens it, keeps what is to be kept, forgets
//! its key. Deriving a key takes half a second and disks are slow; the loop
//! waits for neither.

use std::{
    io,
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    thread::{self, JoinHandle},
};

use zeroize::Zeroizing;

use super::{Alarm, Message, memory};
use crate::{
    app::{Event, lock::Kept},
    store::{
        Seal,
        vault::{Tries, Vault, VaultError},
    },
    text::secret::Secret,
};

/// An error of the vault in words.
pub type Worded = Box<dyn Fn(&VaultError) -> String + Send>;

/// What the thread is asked to do.
pub(super) enum Task {
    /// Open the vault with one of these passphrases.
    Open(Vec<Secret>),
    /// Keep a value, or drop it.
    Keep(&'static str, Option<Zeroizing<Vec<u8>>>),
    /// Forget the key.
    Close,
}

/// Hands tasks to the thread.
pub(super) struct Keeper {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread over the vault of a data folder.
    /// Where the directory is in the vault too, whoever loads it waits for
    /// `seals`.
    pub(super) fn start(
        data_dir: PathBuf,
        worded: Worded,
        seals: Option<Sender<Option<Seal>>>,
        sender: Sender<Message>,
    ) -> io::Result<Self> {
        let (tasks, waiting) = channel();
        let thread = thread::Builder::new().name("vault".to_owned()).spawn(move || {
            let tries = Tries::at(&data_dir);
            Work { data_dir, worded, seals, sender, vault: None, tries }.run(&waiting);
        })?;
        Ok(Self { tasks: Some(tasks), thread: Some(thread) })
    }

    /// Without a data folder: whatever is asked for is not done.
    pub(super) fn of_nothing() -> Self {
        Self { tasks: None, thread: None }
    }

    /// Asks for something, in the order of asking.
    pub(super) fn ask(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // Only a thread that has panicked is not there, and the loop is
            // told of that.
            tasks.send(task).ok();
        }
    }

    /// Waits until everything asked for is done.
    pub(super) fn finish(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

struct Work {
    data_dir: PathBuf,
    worded: Worded,
    seals: Option<Sender<Option<Seal>>>,
    sender: Sender<Message>,
    vault: Option<Vault>,
    tries: Tries,
}

impl Work {
    fn run(mut self, tasks: &Receiver<Task>) {
        let _alarm = Alarm(self.sender.clone());
        for task in tasks {
            let event = match task {
                Task::Open(passphrases) => Some(self.open(&passphrases)),
                Task::Keep(name, value) => {
                    self.keep(name, value).err().map(|error| Event::NotKept((self.worded)(&error)))
                }
                Task::Close => {
                    self.vault = None;
                    None
                }
            };
            if let Some(event) = event {
                self.sender.send(Message::Event(event)).ok();
            }
        }
    }

    fn open(&mut self, passphrases: &[Secret]) -> Event {
        memory::keep_out_of_swap();
        thread::sleep(self.tries.left());
        let mut tried = passphrases.iter().map(|passphrase| Vault::unlock(&self.data_dir, passphrase));
        let first = tried.find(|outcome| !matches!(outcome, Err(VaultError::WrongPassphrase)));
        let opened = first.unwrap_or(Err(VaultError::WrongPassphrase)).and_then(|vault| {
            let kept = kept(&vault)?;
            Ok((vault, kept))
        });
        match opened {
            Ok((vault, kept)) => {
                self.load(Some(vault.seal()));
                self.vault = Some(vault);
                self.tries.right();
                Event::VaultOpened(kept)
            }
            Err(VaultError::WrongPassphrase) => {
                thread::sleep(self.tries.wrong());
                Event::VaultRefused
            }
            Err(error) => {
                self.load(None);
                Event::VaultBroken((self.worded)(&error))
            }
        }
    }

    /// Lets a directory that is in the vault be loaded.
    fn load(&self, seal: Option<Seal>) {
        if let Some(seals) = &self.seals {
            // Nobody waits where the program is ending.
            seals.send(seal).ok();
        }
    }

    fn keep(&mut self, name: &str, value: Option<Zeroizing<Vec<u8>>>) -> Result<(), VaultError> {
        match (&mut self.vault, value) {
            (None, _) => Ok(()),
            (Some(vault), Some(value)) => vault.put(name, &value),
            (Some(vault), None) => vault.remove(name),
        }
    }
}

fn kept(vault: &Vault) -> Result<Kept, VaultError> {
    let names: Vec<String> = vault.names().map(str::to_owned).collect();
    let value = |name: String| Ok(vault.get(&name)?.map(|value| (name, value)));
    names.into_iter().filter_map(|name| value(name).transpose()).collect()
}
