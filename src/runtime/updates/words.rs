//! Why something did not come about, as the interface says it: a code and
//! values; the messages are its own.

use super::eye::plain;
use crate::{
    app::updates::{Refused, UpdateSource},
    bundle::{FetchError, Refusal},
    store::{StoreError, take::TakeError},
    sync::{Cost, drives::CopyError, sources},
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

/// True when it is the file itself that cannot be used, whatever this device
/// has.
pub(super) fn is_unusable(refused: &Refused) -> bool {
    matches!(refused.code.as_str(), "damaged" | "unsafe" | "not-trusted" | "unsupported" | "cannot-read")
}

/// The word under which a site's failure is noted, as commands note it. Nothing
/// where it has to do with this device only.
pub(super) fn no_use(refused: &Refused) -> Option<&str> {
    let code = match refused.code.as_str() {
        "nothing-there" => "nothing-at-address",
        "damaged-site" => "damaged",
        "old-keys" => "not-trusted",
        code => code,
    };
    sources::NO_USE.contains(&code).then_some(code)
}

/// Where something lies, as a person says it.
pub(super) struct Place {
    text: String,
    site: bool,
}

impl Place {
    /// Where a source is.
    pub(super) fn of(source: &UpdateSource) -> Self {
        match source {
            UpdateSource::File(path) => Self { text: plain(&path.display().to_string()), site: false },
            UpdateSource::Site(url) => {
                let short = sources::address(url).map(|url| sources::short(&url).to_owned());
                Self { text: plain(short.as_ref().unwrap_or(url)), site: true }
            }
        }
    }

    /// In this device itself.
    pub(super) fn here() -> Self {
        Self { text: String::new(), site: false }
    }
}

/// What a place did not give. `cost` is what there is to get, and how much of
/// it is kept.
pub(super) fn of_fetch(error: FetchError, place: &Place, cost: Cost) -> Unmade {
    if matches!(error, FetchError::NotFound) {
        return refused("nothing-there", [("place", place.text.clone())]);
    }
    of_refusal(&Refusal::of_fetch("timestamp.json", error), place, cost.kept)
}

/// What the store, or what is in the bundle, had against it.
pub(super) fn of_take(error: &TakeError, place: &Place, kept: u64) -> Unmade {
    match error {
        TakeError::Refused(refusal) => of_refusal(refusal, place, kept),
        TakeError::Store(error) => of_store(error),
        TakeError::NothingBefore => refused("nothing-before", []),
        TakeError::NoSuchPublisher(name) => other(name),
    }
}

fn of_refusal(refusal: &Refusal, place: &Place, kept: u64) -> Unmade {
    let at = ("place", place.text.clone());
    let detail = ("detail", refusal.detail().unwrap_or_default());
    match refusal {
        Refusal::Cancelled => Unmade::Stopped,
        Refusal::Older { have, offered, .. } => {
            refused("older", [("have", have.to_string()), ("offered", offered.to_string())])
        }
        Refusal::UnknownPublisher { name, .. } => refused(refusal.code(), [("name", name.clone())]),
        Refusal::Unreachable { hurdle, .. } => {
            let (word, value) = (("hurdle", hurdle.word().to_owned()), ("value", hurdle.value()));
            refused(refusal.code(), [at, word, value, ("kept", kept.to_string()), detail])
        }
        // A file can be copied again; of a site that makes no sense.
        Refusal::Damaged { .. } if place.site => refused("damaged-site", [at, detail]),
        Refusal::OldKeys { .. } => refused("old-keys", [detail]),
        Refusal::CannotRead { .. } => refused(refusal.code(), [at, detail]),
        Refusal::Damaged { .. } | Refusal::NotTrusted { .. } | Refusal::Unsafe { .. } => {
            refused(refusal.code(), [detail])
        }
        Refusal::Unsupported { .. } | Refusal::Expired { .. } => refused(refusal.code(), []),
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
pub(super) fn of_copy(error: CopyError, place: &Place) -> Unmade {
    match error {
        CopyError::Stopped => Unmade::Stopped,
        CopyError::Unreadable(source) => {
            refused("cannot-read", [("place", place.text.clone()), ("detail", source.to_string())])
        }
        CopyError::TooLong => refused("unsafe", [("detail", error.to_string())]),
        CopyError::Disk(source) if source.kind() == std::io::ErrorKind::StorageFull => refused("disk-full", []),
        CopyError::Disk(source) => refused("cannot-write", [("detail", source.to_string())]),
    }
}
