//! Loading the directory while the interface is on the screen already.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender},
    },
    thread,
};

use super::{Alarm, Message, library, shared::Shared};
use crate::{
    app::{Event, Library, Loading},
    directory::Directory,
    store::{Seal, Store},
};

/// What was loaded.
pub struct Loaded {
    /// The records.
    pub directory: Directory,
    /// The index over them, as it is kept; `None`: it has to be built.
    pub index: Option<Vec<u8>>,
    /// The store they came from, whose lock is held as long as it lives;
    /// `None` for a directory that lies only in memory.
    pub store: Option<Box<dyn Store>>,
    /// Bytes of the store on disk.
    pub store_bytes: u64,
    /// Number of the generation in use.
    pub generation: u64,
    /// Something to say about how it got there.
    pub notice: Option<String>,
}

/// The loader's results besides events: why it failed, and the store that it
/// keeps open.
pub(super) struct Loader<E> {
    failed: Arc<Mutex<Option<E>>>,
    store: Shared,
}

impl<E> Loader<E> {
    /// Closes the store.
    pub(super) fn close(&self) {
        self.store.close();
    }

    /// Why loading failed.
    pub(super) fn error(self) -> Option<E> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Starts loading; the store goes into `store`, progress and the directory to
/// `sender`. A directory that is in the vault is loaded whenever one of `seals`
/// comes.
pub(super) fn start<E: Send + 'static>(
    store: Shared,
    seals: Option<Receiver<Option<Seal>>>,
    sender: Sender<Message>,
    load: impl FnMut(Option<Seal>, &mut dyn FnMut(Loading)) -> Result<Loaded, E> + Send + 'static,
) -> io::Result<Loader<E>> {
    let kept_here = Loader { failed: Arc::default(), store: store.clone() };
    let failed = Arc::clone(&kept_here.failed);
    let mut work = Work { store, failed, sender, load };
    thread::Builder::new().name("loader".to_owned()).spawn(move || {
        let _alarm = Alarm(work.sender.clone());
        match seals {
            None => work.load(None),
            Some(seals) => seals.into_iter().for_each(|seal| work.load(seal)),
        }
    })?;
    Ok(kept_here)
}

/// What the thread holds.
struct Work<E, L> {
    store: Shared,
    failed: Arc<Mutex<Option<E>>>,
    sender: Sender<Message>,
    load: L,
}

impl<E, L: FnMut(Option<Seal>, &mut dyn FnMut(Loading)) -> Result<Loaded, E>> Work<E, L> {
    fn load(&mut self, seal: Option<Seal>) {
        let Self { store, failed, sender, load } = self;
        // The one before is closed first, once nothing is being done in it.
        store.put(None);
        let mut progress = |loading| {
            let _ = sender.send(Message::Event(Event::Loading(loading)));
        };
        let mut loaded_library = None;
        let message = match load(seal, &mut progress) {
            Ok(mut loaded) => {
                let directory = loaded.directory;
                let index = library::index(&directory, loaded.index, loaded.store.as_deref_mut());
                let library =
                    Library { directory, index, store_bytes: loaded.store_bytes, generation: loaded.generation };
                store.put(loaded.store);
                let library = loaded_library.insert(Arc::new(library));
                Message::Event(Event::Loaded(Arc::clone(library), loaded.notice))
            }
            Err(error) => {
                *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                Message::LoadFailed
            }
        };
        let _ = sender.send(message);
        if let Some(library) = loaded_library {
            // Read before the first sentence is typed, not under it.
            library.index.get_ready(&library.directory);
        }
    }
}
