//! A guard around libraries that panic over some damaged files.
//!
//! A panic inside the guard becomes an error. A panic hook has to stay silent
//! meanwhile: it asks [`is_on`].

use std::{
    any::Any,
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic in it becomes its words. What `work` was changing must
/// not be asked again then.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    outcome.map_err(|payload| words(payload.as_ref()).to_owned())
}

/// True when a panic on this thread is caught and becomes an error.
pub fn is_on() -> bool {
    GUARDED.get()
}

/// What a panic said.
fn words(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("a panic without words")
}
