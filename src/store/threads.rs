//! Two things at once: the disk and the processor need not wait for each other.

use std::{panic::resume_unwind, thread};

/// Does two things at the same time, the other on a thread of its own; what
/// came of both.
pub(super) fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let other = scope.spawn(other);
        (one(), other.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
