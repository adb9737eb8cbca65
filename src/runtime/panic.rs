//! No panic leaves the terminal in pieces, and none tells what was typed.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, Once, PoisonError},
};

use super::terminal;
use crate::app::{
    Event,
    keymap::{Chord, Key},
};

/// Where the last panic happened.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// Makes a panic restore the terminal and note its place. The message of a
/// panic is not shown: it may hold what a user typed.
pub(crate) fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        panic::set_hook(Box::new(|info| {
            // The store turns sled's panics over damaged files into errors.
            if crate::store::guard::catches_panics() {
                return;
            }
            terminal::restore();
            let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
            *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place;
        }));
    });
}

/// Where the last panic happened: file and line of the program.
pub(crate) fn place() -> String {
    PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Runs something that may panic.
pub(crate) fn catch<T>(run: impl FnOnce() -> T) -> Result<T, ()> {
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(drop)
}

/// The forced panic of tests: F12.
pub(super) fn on_key(event: &Event) {
    let forced = matches!(event, Event::Key(chord) if *chord == Chord::plain(Key::F(12)));
    #[expect(clippy::manual_assert, clippy::panic, reason = "this is the panic that tests ask for")]
    if forced {
        panic!("forced for a test");
    }
}
