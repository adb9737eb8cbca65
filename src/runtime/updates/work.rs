//! The thread that does what the interface asks for, one thing at a time.

use std::{
    io::{Seek, SeekFrom},
    ops::ControlFlow,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender},
    },
    time::{Duration, Instant},
};

use jiff::tz::TimeZone;

use super::{
    Message, Task,
    eye::Eye,
    tell, watch,
    words::{self, Place, Unmade},
};
use crate::{
    app::{
        Library, matters,
        updates::{Accepted, Ask, Because, EntryChange, Offer, Preview, Step, Told, UpdateSource},
    },
    bundle::{Fetch, Verified, file::Container, limits},
    directory::{Directory, Entry, Shelf},
    i18n::I18n,
    runtime::{library, moment},
    search::Index,
    sheet::Context,
    store::{
        Store, in_use,
        take::{self, Taken},
    },
    sync::{Bytes, Cost, Stop, Watch, drives::copy, web::Parts},
};

/// Between two words about how far something is: a person sees no more.
const BETWEEN: Duration = Duration::from_millis(100);

/// A place that was looked at, and can be asked for more.
struct Open {
    source: UpdateSource,
    fetch: Arc<dyn Fetch>,
    stop: Stop,
}

/// What the thread holds.
pub(super) struct Work {
    eye: Eye,
    zone: TimeZone,
    /// The site that was asked last.
    open: Option<Open>,
    /// What was previewed last, ready to be taken.
    pending: Option<(UpdateSource, take::Offer)>,
}

impl Work {
    pub(super) fn new(eye: Eye, zone: TimeZone) -> Self {
        Self { eye, zone, open: None, pending: None }
    }

    pub(super) fn run(mut self, tasks: &Receiver<Task>) {
        // Before the store is open, sources can be listed and nothing more.
        let mut early = Vec::new();
        loop {
            match tasks.recv() {
                Ok(Task::Loaded(library)) => break self.eye.set_library(&library),
                Ok(Task::Ask(Ask::List, _)) => self.list(),
                Ok(task) => early.push(task),
                Err(_) => return,
            }
        }
        watch::start(&self.eye);
        for task in early.into_iter().chain(tasks) {
            match task {
                Task::Loaded(library) => self.eye.set_library(&library),
                Task::Forget => {
                    (self.open, self.pending) = (None, None);
                    self.eye.forget();
                }
                Task::Ask(ask, stop) => self.perform(ask, &stop),
            }
        }
    }

    fn list(&self) {
        tell(&self.eye.sender, Told::Listed(self.eye.list()));
    }

    fn perform(&mut self, ask: Ask, stop: &Stop) {
        let (source, outcome) = match ask {
            Ask::List => return self.list(),
            Ask::Stop => return,
            Ask::GoBack => return self.go_back(),
            Ask::Look(source) => {
                let outcome = self.look(&source, stop);
                (source.clone(), outcome.map(|offer| Told::Offered(source, Box::new(offer))))
            }
            Ask::Preview { source, words, matters, language } => {
                let outcome = self.preview(&source, words, &matters, &language, stop);
                (source.clone(), outcome.map(|(offer, preview)| Told::Previewed(source, Box::new(offer), preview)))
            }
            Ask::Take(source) => {
                let outcome = self.take(&source, stop);
                (source, outcome)
            }
        };
        let told = outcome.unwrap_or_else(|unmade| match unmade {
            Unmade::Stopped => Told::Stopped(source),
            Unmade::Refused(refused) => {
                if let UpdateSource::Site(url) = &source {
                    self.eye.note_failure(url, &refused);
                }
                Told::Refused(source, refused)
            }
        });
        tell(&self.eye.sender, told);
    }

    /// Checks the signatures of a source.
    fn look(&mut self, source: &UpdateSource, stop: &Stop) -> Result<Offer, Unmade> {
        not_stopped(stop)?;
        let url = match source {
            UpdateSource::File(path) => return self.eye.look_at_file(path),
            UpdateSource::Site(url) => url,
        };
        let fetch = self.ask_site(source, url, stop)?;
        let verified = self.eye.verify(&fetch, None).map_err(|error| words::of_take(&error, &Place::of(source), 0))?;
        self.eye.note(url, &verified);
        let cost = self.cost(&verified, &self.eye.parts()?)?;
        self.eye.offer(&verified, cost, Accepted::ByAdministrator)
    }

    fn ask_site(&mut self, source: &UpdateSource, url: &str, stop: &Stop) -> Result<Arc<dyn Fetch>, Unmade> {
        let teller = Teller::new(source, &self.eye.sender);
        let report = move |bytes: Bytes| teller.tell(Step::Getting, bytes.done, bytes.total.unwrap_or(0));
        let fetch = self.eye.ask_site(url, stop, report)?.fetch;
        self.open = Some(Open { source: source.clone(), fetch: Arc::clone(&fetch), stop: stop.clone() });
        Ok(fetch)
    }

    /// What it costs to get a version from a site.
    fn cost(&self, verified: &Verified, parts: &Parts) -> Result<Cost, Unmade> {
        let plan = take::plan(&self.eye.store, verified).map_err(|error| words::of_store(&error))?;
        Ok(Cost::of(&plan, parts))
    }

    /// Gets the directory of a source and compares it with the one in use.
    fn preview(
        &mut self,
        source: &UpdateSource,
        typed: Option<String>,
        matters: &[(String, Because)],
        language: &str,
        stop: &Stop,
    ) -> Result<(Offer, Preview), Unmade> {
        not_stopped(stop)?;
        self.pending = None;
        let parts = self.eye.parts()?;
        let teller = Teller::new(source, &self.eye.sender);
        let (fetch, length) = match source {
            UpdateSource::File(path) => {
                let (fetch, length) = off_the_drive(path, &parts, stop, teller.clone())?;
                (fetch, Some(length))
            }
            UpdateSource::Site(url) => (self.reopen(source, url, stop)?, None),
        };
        let accepts = if typed.is_some() { Accepted::JustNow } else { Accepted::ByAdministrator };
        let failed = |error, kept| words::of_take(&error, &Place::of(source), kept);
        let verified = self.eye.verify(&fetch, typed).map_err(|error| failed(error, 0))?;
        let cost = match length {
            Some(bytes) => Cost { bytes, kept: 0 },
            None => self.cost(&verified, &parts)?,
        };
        let about = self.eye.offer(&verified, cost, accepts)?;
        let plan = take::plan(&self.eye.store, &verified).map_err(|error| words::of_store(&error))?;
        let offer = take::prepare_collecting(
            &self.eye.store,
            verified,
            Some(&library::collector),
            &mut |progress: take::Progress| {
                let (done, total) = in_halves(progress);
                teller.tell(Step::Unpacking, done, total);
                go_on(stop)
            },
        );
        // Of what broke off, the bytes that came are kept for the next try.
        let offer = offer.map_err(|error| failed(error, Cost::of(&plan, &parts).kept))?;
        let preview = Preview {
            added: offer.changes.added,
            changed: offer.changes.changed,
            withdrawn: offer.changes.withdrawn,
            left_out: offer.changes.gone,
            entries: self.entries(&offer, matters, language),
        };
        self.pending = Some((source.clone(), offer));
        Ok((about, preview))
    }

    /// The site as it was looked at, or asked anew where that was stopped.
    fn reopen(&mut self, source: &UpdateSource, url: &str, stop: &Stop) -> Result<Arc<dyn Fetch>, Unmade> {
        match &self.open {
            Some(open) if open.source == *source && !open.stop.is_stopped() => Ok(Arc::clone(&open.fetch)),
            _ => self.ask_site(source, url, stop),
        }
    }

    /// What changes for the entries that matter.
    fn entries(&self, offer: &take::Offer, matters: &[(String, Because)], language: &str) -> Vec<EntryChange> {
        let Some(library) = self.eye.library() else { return Vec::new() };
        if matters.is_empty() {
            return Vec::new();
        }
        // A second view of the packed records: the offer keeps its own.
        let shelf = offer.shelf.bytes().and_then(|bytes| Shelf::open(bytes.to_vec()).ok());
        let after = Directory::of(shelf.into_iter().collect());
        let i18n = I18n::new(language);
        let now = (self.eye.clock)();
        let context = Context { i18n: &i18n, text_language: language, now, zone: &self.zone };
        let gone = |entry: &Entry<'_>| {
            let of = |id: &str| offer.shelf.tombstones.iter().find(|one| one.id == id);
            let tombstone = of(entry.id()).or_else(|| of(&entry.organization.id));
            tombstone.map_or_else(|| "left-out".to_owned(), |one| one.reason.clone())
        };
        let publisher = offer.verified.manifest.publisher.as_str();
        matters::changes(&library.directory, &after, publisher, matters, &gone, &context)
    }

    /// Takes what was previewed.
    fn take(&mut self, source: &UpdateSource, stop: &Stop) -> Result<Told, Unmade> {
        not_stopped(stop)?;
        let ready = self.pending.take().filter(|(previewed, _)| previewed == source);
        let Some((_, offer)) = ready else { return Err(words::other("it was not looked at")) };
        let (version, withdrawn) = (offer.verified.version, offer.changes.withdrawn);
        let teller = Teller::new(source, &self.eye.sender);
        let taken = take::take(&mut self.eye.store, offer, &library::index_pieces, &mut |progress| {
            teller.tell(Step::Writing, progress.done, progress.total);
            go_on(stop)
        });
        let taken = taken.map_err(|error| words::of_take(&error, &Place::of(source), 0))?;
        if matches!(source, UpdateSource::Site(_)) {
            self.eye.parts()?.clear();
        }
        let library = self.put(taken);
        Ok(Told::Taken { source: source.clone(), version, withdrawn, library })
    }

    /// Puts another directory in the place of the one in use.
    fn put(&mut self, taken: Taken) -> Arc<Library> {
        let Taken { generation, directory, index } = taken;
        let index = Index::from_bytes(index.concat()).unwrap_or_else(|_| Index::build(&directory));
        let library =
            Arc::new(Library { directory, index, store_bytes: self.eye.store.bytes(), generation: generation.number });
        self.eye.set_library(&library);
        // What was compared was compared with another directory, and a site that
        // had nothing else than that was not asked for more.
        (self.open, self.pending) = (None, None);
        library
    }

    fn go_back(&mut self) {
        let outcome = if self.eye.store.is_there() {
            in_use::roll_back(&mut self.eye.store, &library::index_pieces)
                .map_err(|error| words::of_take(&error, &Place::here(), 0))
        } else {
            Err(words::no_store())
        };
        let told = match outcome {
            Ok(taken) => Told::WentBack { library: self.put(taken) },
            Err(Unmade::Refused(refused)) => Told::CannotGoBack(refused),
            Err(Unmade::Stopped) => return,
        };
        tell(&self.eye.sender, told);
    }
}

/// Copies a bundle off its drive, which may be taken out at any time.
fn off_the_drive(path: &Path, parts: &Parts, stop: &Stop, teller: Teller) -> Result<(Arc<dyn Fetch>, u64), Unmade> {
    let place = Place::of(&UpdateSource::File(path.to_owned()));
    let report = move |bytes: Bytes| teller.tell(Step::Getting, bytes.done, bytes.total.unwrap_or(0));
    let watch = Watch { stop: stop.clone(), report: Arc::new(report) };
    let mut file = copy(path, limits::FILE_BYTES, parts, &watch).map_err(|error| words::of_copy(error, &place))?;
    let length = file.seek(SeekFrom::End(0)).unwrap_or(0);
    let container = Container::read(file).map_err(|refusal| words::of_take(&refusal.into(), &place, 0))?;
    Ok((Arc::new(container), length))
}

fn not_stopped(stop: &Stop) -> Result<(), Unmade> {
    if stop.is_stopped() { Err(Unmade::Stopped) } else { Ok(()) }
}

fn go_on(stop: &Stop) -> ControlFlow<()> {
    if stop.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// Unpacking and reading are one piece of work for a person; in thousandths.
fn in_halves(progress: take::Progress) -> (u64, u64) {
    let part = progress.done.min(progress.total).saturating_mul(500).checked_div(progress.total).unwrap_or(0);
    match progress.step {
        take::Step::Getting => (part, 1_000),
        take::Step::Reading | take::Step::Writing => (500 + part, 1_000),
    }
}

/// Tells how far something is, but not more often than somebody can see.
#[derive(Clone)]
struct Teller {
    source: UpdateSource,
    sender: Sender<Message>,
    last: Arc<Mutex<Option<(Step, Instant)>>>,
}

impl Teller {
    fn new(source: &UpdateSource, sender: &Sender<Message>) -> Self {
        Self { source: source.clone(), sender: sender.clone(), last: Arc::default() }
    }

    fn tell(&self, step: Step, done: u64, total: u64) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let soon = last.is_some_and(|(before, at)| before == step && at.elapsed() < BETWEEN);
        if soon && done < total {
            return;
        }
        *last = Some((step, moment()));
        tell(&self.sender, Told::Step(self.source.clone(), step, done, total));
    }
}
