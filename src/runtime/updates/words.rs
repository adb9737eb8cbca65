//! Why something did not come about, as the interface says it: a code and
//! values; the messages are its own.

use crate::{
    app::updates::Refused,
    bundle::{FetchError, Refusal},
    store::{StoreError, take::TakeError},
    sync::{Cost, drives::CopyError},
};

/// Why something did not come about.
pub(super) enum Unmade {
    /// Somebody stopped it.
    Stopped,
    /// It was refused, or failed.
    Refused(Refused),
}

impl From<Refused> for Unmade {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

fn refused<const N: usize>(code: &str, values: [(&'static str, String); N]) -> Unmade {
    Refused { code: code.to_owned(), values: values.into() }.into()
}

/// The directory lies only in memory.
pub(super) fn no_store() -> Unmade {
    refused("no-store", [])
}

/// Something without a code of its own.
pub(super) fn other(detail: &str) -> Unmade {
    refused("other", [("detail", detail.to_owned())])
}

/// What a place did not give. `cost` is what there is to get, and how much of
/// it is kept.
pub(super) fn of_fetch(error: FetchError, place: &str, cost: Cost) -> Unmade {
    if matches!(error, FetchError::NotFound) {
        return refused("nothing-there", [("place", place.to_owned())]);
    }
    of_refusal(&Refusal::of_fetch(place, error), place, cost.kept)
}

/// What the store, or what is in the bundle, had against it.
pub(super) fn of_take(error: &TakeError, place: &str, kept: u64) -> Unmade {
    match error {
        TakeError::Refused(refusal) => of_refusal(refusal, place, kept),
        TakeError::Store(error) => of_store(error),
        TakeError::NothingBefore => refused("nothing-before", []),
        TakeError::NoSuchPublisher(name) => other(name),
    }
}

fn of_refusal(refusal: &Refusal, place: &str, kept: u64) -> Unmade {
    let place = ("place", place.to_owned());
    match refusal {
        Refusal::Cancelled => Unmade::Stopped,
        Refusal::Older { have, offered, .. } => {
            refused("older", [("have", have.to_string()), ("offered", offered.to_string())])
        }
        Refusal::UnknownPublisher { name, .. } => refused(refusal.code(), [("name", name.clone())]),
        Refusal::Unsafe { part, detail } => refused(refusal.code(), [("detail", format!("{part}: {detail}"))]),
        Refusal::Unreachable { detail, .. } => {
            refused(refusal.code(), [place, ("detail", detail.clone()), ("kept", kept.to_string())])
        }
        Refusal::CannotRead { source, .. } => refused(refusal.code(), [place, ("detail", source.to_string())]),
        Refusal::Damaged { .. }
        | Refusal::NotTrusted { .. }
        | Refusal::OldKeys { .. }
        | Refusal::Unsupported { .. }
        | Refusal::Expired { .. } => refused(refusal.code(), []),
    }
}

/// What the disk had against it.
pub(super) fn of_store(error: &StoreError) -> Unmade {
    match error {
        StoreError::InUse { .. } => refused("store-in-use", []),
        StoreError::DiskFull { .. } => refused("disk-full", []),
        StoreError::CannotWrite { .. } | StoreError::NotADirectory { .. } => {
            refused("cannot-write", [("detail", error.to_string())])
        }
        error => other(&error.to_string()),
    }
}

/// Why a file did not come off a drive.
pub(super) fn of_copy(error: CopyError, place: &str) -> Unmade {
    match error {
        CopyError::Stopped => Unmade::Stopped,
        CopyError::Unreadable(source) => {
            refused("cannot-read", [("place", place.to_owned()), ("detail", source.to_string())])
        }
        CopyError::TooLong => refused("unsafe", [("detail", error.to_string())]),
        CopyError::Disk(source) if source.kind() == std::io::ErrorKind::StorageFull => refused("disk-full", []),
        CopyError::Disk(source) => refused("cannot-write", [("detail", source.to_string())]),
    }
}
