//! The interface on a real terminal: takes it, feeds events to
//! [`crate::app::update`], performs the effects, gives it back.
//!
//! One loop blocks on one channel. Into it send: the thread that reads the
//! terminal, the one that hears signals, the one that loads, the one that
//! searches. Nothing ticks.

mod handing;
mod input;
mod judge;
mod keeper;
pub mod library;
mod loader;
pub(crate) mod memory;
pub(crate) mod panic;
pub mod printer;
mod seal;
mod searcher;
mod shared;
mod signals;
mod terminal;
mod updates;

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use jiff::Timestamp;

pub use keeper::Worded;
pub use loader::Loaded;
pub use signals::end_by;
pub use updates::Ways;

use self::{
    handing::Handing,
    keeper::{Keeper, Task},
    searcher::{Job, Searcher},
    shared::Shared,
    signals::Signal,
    terminal::Screen,
    updates::Updater,
};
use crate::{
    app::{
        self, Effect, Event, State,
        lock::{LockSettings, Wipe},
    },
    store::{
        Seal, files,
        wipe::{self, Extent},
    },
    ui,
};

/// Tells the time; fixed in tests.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the interface is started with.
pub struct Start {
    /// Language, theme, keys; the size is filled in here.
    pub settings: app::Settings,
    /// How it locks.
    pub lock: LockSettings,
    /// What is kept, and wiped; `None` where nothing is to touch the disk.
    pub folders: Option<Folders>,
    /// How updates are got.
    pub ways: Ways,
    /// Tells the time.
    pub clock: Clock,
    /// For tests: F12 panics, to see that the terminal survives it.
    pub debug_panic: bool,
}

/// Where things lie on the disk.
pub struct Folders {
    /// The data folder.
    pub data: PathBuf,
    /// The folder of the settings.
    pub config: Option<PathBuf>,
    /// An error of the vault in words.
    pub worded: Worded,
}

/// How the interface ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    ByUser,
    /// The terminal went away.
    Hangup,
    /// A signal: the caller puts everything away, then calls [`end_by`].
    BySignal(i32),
}

/// Why the interface ended badly.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// The directory could not be loaded.
    #[error("the directory could not be loaded")]
    Load(E),
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
    /// The program itself failed, here.
    #[error("internal error at {0}")]
    Internal(String),
}

/// What reaches the loop.
enum Message {
    /// An event of the interface.
    Event(Event),
    /// A signal.
    Signal(Signal),
    /// The terminal is gone.
    Hangup,
    /// Loading has failed; the loader holds the error.
    LoadFailed,
    /// A thread has panicked.
    Crashed,
}

/// Tells the loop when the thread that holds it panics.
struct Alarm(Sender<Message>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.0.send(Message::Crashed);
        }
    }
}

/// Runs the interface until the user leaves. `load` runs on a thread of its
/// own, after the first picture; where the directory is in the vault, whenever
/// that is opened, with its seal.
pub fn run<E: Send + 'static>(
    start: Start,
    load: impl FnMut(Option<Seal>, &mut dyn FnMut(app::Loading)) -> Result<Loaded, E> + Send + 'static,
) -> Result<Ended, RunError<E>> {
    panic::install_hook();
    let (sender, receiver) = channel();
    signals::start(sender.clone())?;
    let store = Shared::default();
    // A vault that cannot be asked for its passphrase does not open either.
    let (to_loader, seals) = (start.lock.sealed && start.lock.guarded).then(channel).unzip();
    let mut session = Session::start(start, store.clone(), to_loader, sender.clone(), receiver)?;
    let loader = loader::start(store, seals, sender.clone(), load)?;
    input::start(sender)?;
    let ended = panic::catch(|| session.run());
    // The terminal is given back before anything is said.
    drop(session);
    loader.close();
    match ended {
        Ok(Ok(Some(ended))) => Ok(ended),
        Ok(Ok(None)) => Err(loader.error().map_or_else(|| RunError::Internal(panic::place()), RunError::Load)),
        Ok(Err(error)) => Err(error.into()),
        Err(()) => Err(RunError::Internal(panic::place())),
    }
}

/// Everything that the loop holds.
struct Session {
    screen: Screen,
    state: State,
    searcher: Searcher,
    keeper: Keeper,
    store: Shared,
    updater: Updater,
    handing: Handing,
    /// The data folder and that of the settings, for wiping.
    folders: Option<(PathBuf, Option<PathBuf>)>,
    receiver: Receiver<Message>,
    /// For threads that are started later.
    sender: Sender<Message>,
    clock: Clock,
    /// When something was last typed. Not by the clock of the wall, which can
    /// be set back.
    last_input: Instant,
    debug_panic: bool,
}

impl Session {
    /// Takes the terminal and shows the first picture.
    fn start(
        start: Start,
        store: Shared,
        seals: Option<Sender<Option<Seal>>>,
        sender: Sender<Message>,
        receiver: Receiver<Message>,
    ) -> io::Result<Self> {
        let Start { mut settings, lock, folders, ways, clock, debug_panic } = start;
        let screen = Screen::take()?;
        settings.size = screen.size()?;
        let mut state = State::new(settings, clock());
        state.guard(lock);
        let (searcher, ours) = (Searcher::start(sender.clone())?, sender.clone());
        let data_dir = folders.as_ref().map(|folders| folders.data.clone());
        let when = (Arc::clone(&clock), state.zone.clone());
        let updater = Updater::start(data_dir, ways, store.clone(), when, sender.clone())?;
        let handing = Handing::start(sender.clone())?;
        let (keeper, folders) = match folders {
            None => (Keeper::of_nothing(), None),
            Some(Folders { data, config, worded }) => {
                (Keeper::start(data.clone(), worded, seals, sender)?, Some((data, config)))
            }
        };
        let last_input = moment();
        let mut session = Self {
            screen,
            state,
            searcher,
            keeper,
            store,
            updater,
            handing,
            folders,
            receiver,
            sender: ours,
            clock,
            last_input,
            debug_panic,
        };
        session.draw()?;
        Ok(session)
    }

    /// Handles what comes, until the end. `None`: something outside failed.
    fn run(&mut self) -> io::Result<Option<Ended>> {
        loop {
            let mut next = self.wait();
            // Everything that is there already is handled before drawing.
            while let Some(message) = next {
                match self.handle(message)? {
                    Step::On => {}
                    Step::End(ended) => return Ok(Some(ended)),
                    Step::Fail => return Ok(None),
                }
                next = self.receiver.try_recv().ok();
            }
            self.draw()?;
        }
    }

    /// Sleeps until something comes, something on the screen is due, or nobody
    /// has typed for long.
    fn wait(&self) -> Option<Message> {
        let fades = self.state.deadline().map(|deadline| {
            let left = deadline.duration_since((self.clock)());
            // A clock that was set back must not freeze a message for hours.
            let left = Duration::try_from(left).unwrap_or_default().min(Duration::from_secs(10));
            (left, Event::Wake)
        });
        let idle_after = self.state.lock.settings.idle_after.filter(|_| !self.state.locked);
        let locks = idle_after.map(|after| {
            let after = Duration::try_from(after).unwrap_or_default();
            (after.saturating_sub(self.last_input.elapsed()), Event::Idle)
        });
        let due = fades.into_iter().chain(locks).min_by_key(|(left, _)| *left);
        let Some((left, event)) = due else { return self.receiver.recv().ok() };
        match self.receiver.recv_timeout(left) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => Some(Message::Event(event)),
            Err(RecvTimeoutError::Disconnected) => Some(Message::Hangup),
        }
    }

    fn handle(&mut self, message: Message) -> io::Result<Step> {
        match message {
            Message::Event(event) => {
                if matches!(event, Event::Key(_) | Event::Paste(_)) {
                    self.last_input = moment();
                }
                match &event {
                    Event::Loaded(..) if self.state.locked && self.state.lock.settings.sealed => self.store.close(),
                    Event::Loaded(library, _) => self.updater.loaded(library),
                    _ => {}
                }
                if self.debug_panic {
                    panic::on_key(&event);
                }
                let effects = app::update(&mut self.state, event, (self.clock)());
                for effect in effects {
                    if let Step::End(ended) = self.perform(effect)? {
                        return Ok(Step::End(ended));
                    }
                }
                Ok(Step::On)
            }
            Message::Signal(Signal::End(number)) => {
                terminal::restore();
                self.keeper.finish();
                Ok(Step::End(Ended::BySignal(number)))
            }
            Message::Signal(Signal::Stop) => {
                let suspend = app::keymap::Chord::parse("ctrl-z").map(Event::Key);
                suspend.map_or(Ok(Step::On), |event| self.handle(Message::Event(event)))
            }
            Message::Signal(Signal::Continue) => self.wake(),
            Message::Hangup => {
                self.keeper.finish();
                Ok(Step::End(Ended::Hangup))
            }
            Message::LoadFailed | Message::Crashed => Ok(Step::Fail),
        }
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Step> {
        match effect {
            Effect::Search(generation, query) => {
                if let Some(library) = self.state.library.clone() {
                    let now = self.state.now;
                    let today = now.to_zoned_datetime(self.state.zone.clone()).date();
                    self.searcher.ask(Job { generation, query, library, now, today });
                }
            }
            Effect::Judge(asked) => {
                if let Some(library) = self.state.library.clone() {
                    let now = self.state.now;
                    let today = now.to_zoned_datetime(self.state.zone.clone()).date();
                    judge::start(self.sender.clone(), library, asked, (now, today))?;
                }
            }
            Effect::Updates(ask) => self.updater.ask(ask),
            Effect::HandOver(ask) => self.handing.ask(ask),
            Effect::Copy(text) => terminal::copy(&text)?,
            Effect::Clear => self.screen.clear()?,
            Effect::Suspend => {
                // The lock's empty picture first, so that nothing flashes up
                // when the program wakes.
                self.draw()?;
                terminal::restore();
                signals::sleep();
                return self.wake();
            }
            Effect::OpenVault(passphrases) => self.keeper.ask(Task::Open(passphrases)),
            Effect::CloseVault => {
                self.keeper.ask(Task::Close);
                if self.state.lock.settings.sealed {
                    self.updater.forget();
                    self.store.close();
                }
            }
            Effect::Keep(name, value) => self.keeper.ask(Task::Keep(name, value)),
            Effect::Quit => {
                terminal::restore();
                // Whoever leaves in peace loses nothing.
                self.keeper.finish();
                self.handing.finish();
                return Ok(Step::End(Ended::ByUser));
            }
            Effect::QuickExit => {
                terminal::restore_blank();
                return Ok(Step::End(Ended::ByUser));
            }
            Effect::Seal { path, plain, key, publisher, count } => {
                let sealed = seal::seal(&path, &plain, &key).map(|()| (count, publisher));
                app::update(&mut self.state, Event::Sealed(sealed), (self.clock)());
            }
            Effect::Wipe(what) => {
                terminal::restore_blank();
                self.wipe(what);
                return Ok(Step::End(Ended::ByUser));
            }
        }
        Ok(Step::On)
    }

    /// Wipes. Nothing is said, neither that it was done nor that it failed:
    /// somebody may be looking.
    fn wipe(&self, what: Wipe) {
        let extent = match what {
            Wipe::Personal => Extent::Personal,
            Wipe::Everything => Extent::Everything,
        };
        if let Some((data, config)) = &self.folders {
            // The directory may just be loading, or an update be written.
            files::close_for_good();
            for _ in 0..2 {
                wipe::wipe(data, config.as_deref(), extent).ok();
            }
        }
    }

    /// After sleep: the terminal may have another size and other contents.
    fn wake(&mut self) -> io::Result<Step> {
        self.screen.take_again()?;
        let (columns, rows) = self.screen.size()?;
        app::update(&mut self.state, Event::Resize(columns, rows), (self.clock)());
        Ok(Step::On)
    }

    fn draw(&mut self) -> io::Result<()> {
        let state = &self.state;
        self.screen.draw(|frame| ui::draw(state, frame))
    }
}

#[expect(clippy::disallowed_methods, reason = "the length of silence is measured here, for nothing else")]
fn moment() -> Instant {
    Instant::now()
}

/// Whether the loop goes on.
enum Step {
    On,
    End(Ended),
    Fail,
}
