//! Stopping work that waits for a line or for time to pass.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

/// Stops what holds it. Clones are one and the same.
#[derive(Clone, Default)]
pub struct Stop {
    shared: Arc<(Mutex<State>, Condvar)>,
}

#[derive(Default)]
struct State {
    stopped: bool,
    /// What wakes those who wait for something else than time.
    wake: Vec<Box<dyn FnOnce() + Send>>,
}

impl Stop {
    /// Stops the work, from any thread.
    pub fn stop(&self) {
        let (state, bell) = &*self.shared;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.stopped = true;
        let wake = std::mem::take(&mut state.wake);
        drop(state);
        bell.notify_all();
        for wake in wake {
            wake();
        }
    }

    /// True once somebody has stopped it.
    pub fn is_stopped(&self) -> bool {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).stopped
    }

    /// Lets `pause` go by. False when it was cut short by a stop.
    #[must_use]
    pub fn pause(&self, pause: Duration) -> bool {
        let (state, bell) = &*self.shared;
        let state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = bell.wait_timeout_while(state, pause, |state| !state.stopped);
        !waited.unwrap_or_else(PoisonError::into_inner).0.stopped
    }

    /// Does `wake` when it is stopped; at once when it already is.
    pub fn on_stop(&self, wake: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            drop(state);
            wake();
        } else {
            state.wake.push(Box::new(wake));
        }
    }
}

impl std::fmt::Debug for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stop").field("stopped", &self.is_stopped()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_pause_ends_when_it_is_stopped() {
        let stop = Stop::default();
        assert!(stop.pause(Duration::from_millis(1)));
        let theirs = stop.clone();
        let waiting = std::thread::Builder::new().spawn(move || theirs.pause(Duration::from_mins(10))).unwrap();
        stop.stop();
        assert!(!waiting.join().unwrap());
        assert!(stop.is_stopped());
    }

    #[test]
    fn whoever_waits_for_something_else_is_woken() {
        let (sender, receiver) = channel();
        let stop = Stop::default();
        let early = sender.clone();
        stop.on_stop(move || early.send("early").unwrap());
        assert!(receiver.try_recv().is_err());
        stop.stop();
        stop.on_stop(move || sender.send("late").unwrap());
        assert_eq!(receiver.iter().collect::<Vec<_>>(), ["early", "late"]);
    }
}
