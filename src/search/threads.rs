//! Several things at once.

use std::{
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Threads, at most: few machines of those who use this have more processors.
const THREADS: usize = 4;

/// How many threads there are for one thing.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(THREADS)
}

/// Does two things at the same time; what came of both.
pub fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let other = scope.spawn(other);
        (one(), other.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// Does something with every number below `end`, on several threads, each of
/// which takes the next one when it is done; what came of each, in order.
pub fn each<T: Send>(end: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let number = next.fetch_add(1, Ordering::Relaxed);
        (number < end).then(|| (number, work(number)))
    };
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> =
            (1..count().min(end)).map(|_| scope.spawn(|| std::iter::from_fn(take).collect::<Vec<_>>())).collect();
        let mut done: Vec<(usize, T)> = std::iter::from_fn(take).collect();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_on_several_threads_comes_in_order() {
        assert_eq!(both(|| 1, || 2), (1, 2));
        assert_eq!(each(100, |number| number * 2), (0..100).map(|number| number * 2).collect::<Vec<_>>());
        assert_eq!(each(0, |number| number), [0usize; 0]);
    }
}
