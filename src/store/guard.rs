//! A guard around sled, which panics on some damaged files.
//!
//! A panic inside the guard becomes [`StoreError::Damaged`], and the store is
//! rebuilt. The program's panic hook must stay silent meanwhile: it asks
//! [`catches_panics`], or [`quiet_panics`] wraps whatever hook there is.

use std::sync::Once;

use super::StoreError;
use crate::formats::guard;

/// Runs `work`; a panic in it becomes damage. A store whose work has panicked
/// is dropped and never asked again.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    guard::guarded(work).unwrap_or_else(|words| Err(StoreError::damaged(words)))
}

/// True when a panic on this thread is caught and becomes an error: a panic
/// hook then has nothing to restore and nothing to print.
pub fn catches_panics() -> bool {
    // sled catches panics on its own threads and turns them into errors.
    guard::is_on() || std::thread::current().name().is_some_and(|name| name.starts_with("sled-io-"))
}

/// Keeps the panic hook that is set now from speaking of panics that the
/// store catches. A hook set later has to ask [`catches_panics`] itself.
pub fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !catches_panics() {
                previous(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_inside_the_guard_is_damage_and_nobody_elses_business() {
        quiet_panics();
        assert!(!catches_panics());
        let outcome: Result<(), _> = guarded(|| {
            assert!(catches_panics());
            panic!("page {} is torn", 7)
        });
        assert!(matches!(outcome, Err(StoreError::Damaged { detail }) if detail == "page 7 is torn"));
        assert!(!catches_panics(), "a panic outside is spoken of again");
        assert_eq!(guarded(|| Ok(1)).unwrap(), 1);
    }
}
