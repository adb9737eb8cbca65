//! Searches off the typing path: one runs, the newest waits, older ones are
//! thrown away.

use std::{
    io,
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        mpsc::{SendError, Sender},
    },
    thread,
};

use jiff::{Timestamp, civil::Date};

use super::Message;
use crate::{
    app::{Event, Library},
    search::{Cancel, Query, Request},
};

/// More hits than this are counted but not handed over: nobody scrolls so far.
const LIMIT: usize = 1_000;

/// Hits that say what matched in the first answer: more than fit on a screen.
const EXPLAINED: usize = 50;

/// And in the second, for those who scroll.
const EXPLAINED_LATER: usize = 200;

/// One question.
pub(super) struct Job {
    /// Comes back with the answer.
    pub(super) generation: u64,
    /// What to find.
    pub(super) query: Query,
    /// Where to find it.
    pub(super) library: Arc<Library>,
    /// The instant of "now".
    pub(super) now: Timestamp,
    /// Today's date where the user is.
    pub(super) today: Date,
}

/// The question that waits, and what stops the one that runs.
#[derive(Default)]
struct Slot {
    waiting: Option<Job>,
    running: Option<Arc<Cancel>>,
}

/// Hands questions to the thread that searches.
pub(super) struct Searcher {
    shared: Arc<(Mutex<Slot>, Condvar)>,
}

impl Searcher {
    /// Starts the thread; answers go to `sender`.
    pub(super) fn start(sender: Sender<Message>) -> io::Result<Self> {
        let shared: Arc<(Mutex<Slot>, Condvar)> = Arc::default();
        let theirs = Arc::clone(&shared);
        thread::Builder::new().name("search".to_owned()).spawn(move || {
            let _alarm = super::Alarm(sender.clone());
            loop {
                let (job, cancel) = next(&theirs);
                if answer(&job, &cancel, &sender).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { shared })
    }

    /// Asks; whatever was asked before is dropped.
    pub(super) fn ask(&self, job: Job) {
        let (slot, bell) = &*self.shared;
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = &slot.running {
            running.cancel();
        }
        slot.waiting = Some(job);
        bell.notify_one();
    }
}

/// Answers a question: first with the best entries, for which somebody waits,
/// then with what further filters would leave, for which every entry found is
/// looked at, and at last with what matched in every hit. Nothing more once it
/// is cancelled.
fn answer(job: &Job, cancel: &Cancel, sender: &Sender<Message>) -> Result<(), SendError<Message>> {
    let Library { directory, index, .. } = &*job.library;
    let request = Request { query: &job.query, now: job.now, today: job.today, limit: LIMIT, explained: EXPLAINED };
    let send = |outcome| sender.send(Message::Event(Event::Found(job.generation, Box::new(outcome))));
    if let Some(outcome) = index.find(directory, request, cancel) {
        send(outcome)?;
    }
    let whole = Request { explained: EXPLAINED_LATER, ..request };
    let Some(mut outcome) = index.search(directory, whole, cancel) else { return Ok(()) };
    if outcome.shown().len() <= EXPLAINED_LATER {
        return send(outcome);
    }
    send(outcome.clone())?;
    // And all the rest, for who scrolls on and on.
    match index.explain(directory, whole, &mut outcome, cancel) {
        Some(()) => send(outcome),
        None => Ok(()),
    }
}

/// Waits for the next question.
fn next(shared: &(Mutex<Slot>, Condvar)) -> (Job, Arc<Cancel>) {
    let (slot, bell) = shared;
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if let Some(job) = slot.waiting.take() {
            let cancel = Arc::new(Cancel::default());
            slot.running = Some(Arc::clone(&cancel));
            return (job, cancel);
        }
        slot = bell.wait(slot).unwrap_or_else(PoisonError::into_inner);
    }
}
