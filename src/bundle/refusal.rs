//! Why a bundle is not taken.

use std::fmt::Display;

use super::{
    fetch::{FetchError, Hurdle},
    fingerprint::Fingerprint,
};

/// Why a bundle is not taken: one variant for each thing that a person can do
/// about it. Whatever it is, the directory and what is trusted are unchanged.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Cut short, or not what the metadata says: copy it again.
    #[error("{part} is damaged: {detail}")]
    Damaged {
        /// Which file of the bundle.
        part: String,
        /// What is wrong, for experts.
        detail: String,
    },
    /// Not signed as the publisher's root demands: do not use it.
    #[error("{part} is not signed as it has to be: {detail}")]
    NotTrusted {
        /// Which file of the bundle.
        part: String,
        /// What is wrong, for experts.
        detail: String,
    },
    /// Signed with keys that the publisher has replaced since: from before that,
    /// or by whoever has found the old keys.
    #[error("{part} is signed with keys that were replaced since")]
    OldKeys {
        /// Which file of the bundle.
        part: String,
    },
    /// Older than what was already taken from this publisher.
    #[error("version {have} of {part} was taken before; this is {offered}")]
    Older {
        /// Which file of the bundle.
        part: String,
        /// The version taken before.
        have: u64,
        /// The version of this bundle.
        offered: u64,
    },
    /// Nobody has accepted this publisher yet.
    #[error("unknown publisher {name}: {fingerprint}")]
    UnknownPublisher {
        /// The name that the publisher gives itself.
        name: String,
        /// What to compare with the paper.
        fingerprint: Fingerprint,
    },
    /// Beyond a limit, or of a shape that an honest bundle never has.
    #[error("{part} is not safe to read: {detail}")]
    Unsafe {
        /// Which file of the bundle.
        part: String,
        /// What is wrong, for experts.
        detail: String,
    },
    /// Made for a newer program.
    #[error("bundle format {format} is not known")]
    Unsupported {
        /// The format of the bundle.
        format: u64,
    },
    /// Past its date, where that is not tolerated. Taking a bundle tolerates
    /// it and shows a banner; a strict client does not.
    #[error("{part} expired at {expires}")]
    Expired {
        /// Which file of the bundle.
        part: String,
        /// When.
        expires: jiff::Timestamp,
    },
    /// The place cannot be reached.
    #[error("{part} cannot be reached: {detail}")]
    Unreachable {
        /// Which file of the bundle.
        part: String,
        /// What the network said.
        detail: String,
        /// What that means.
        hurdle: Hurdle,
    },
    /// The machine could not read.
    #[error("{part} cannot be read: {source}")]
    CannotRead {
        /// Which file of the bundle.
        part: String,
        /// What the machine said.
        source: std::io::Error,
    },
    /// The person asked to stop.
    #[error("cancelled")]
    Cancelled,
}

impl Refusal {
    /// The word for programs and for message ids.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damaged { .. } => "damaged",
            Self::NotTrusted { .. } | Self::OldKeys { .. } => "not-trusted",
            Self::Older { .. } => "older",
            Self::UnknownPublisher { .. } => "unknown-publisher",
            Self::Unsafe { .. } => "unsafe",
            Self::Unsupported { .. } => "unsupported",
            Self::Expired { .. } => "expired",
            Self::Unreachable { .. } => "unreachable",
            Self::CannotRead { .. } => "cannot-read",
            Self::Cancelled => "cancelled",
        }
    }

    /// Where it is and what, for experts: without the sixty-four digits that the
    /// name of a part begins with. Nothing where nobody would want to know.
    pub fn detail(&self) -> Option<String> {
        let named = |part: &str, detail: &dyn Display| Some(format!("{}: {detail}", plain_name(part)));
        match self {
            Self::Damaged { part, detail }
            | Self::NotTrusted { part, detail }
            | Self::Unsafe { part, detail }
            | Self::Unreachable { part, detail, .. } => named(part, detail),
            Self::CannotRead { part, source } => named(part, source),
            Self::OldKeys { .. } => Some(self.to_string()),
            _ => None,
        }
    }

    /// Damage to a part, in words for a developer.
    pub fn damaged(part: &str, detail: impl Display) -> Self {
        Self::Damaged { part: part.to_owned(), detail: format!("{detail}") }
    }

    pub(super) fn not_trusted(part: &str, detail: impl Display) -> Self {
        Self::NotTrusted { part: part.to_owned(), detail: format!("{detail}") }
    }

    pub(super) fn unsafe_(part: &str, detail: impl Display) -> Self {
        Self::Unsafe { part: part.to_owned(), detail: format!("{detail}") }
    }

    /// What became of fetching a file that has to be there.
    pub fn of_fetch(part: &str, error: FetchError) -> Self {
        match error {
            FetchError::NotFound => Self::damaged(part, "it is missing"),
            FetchError::Unreachable { detail, hurdle } => Self::Unreachable { part: part.to_owned(), detail, hurdle },
            FetchError::TooLong => Self::unsafe_(part, "it is longer than allowed"),
            FetchError::Damaged { detail } => Self::damaged(part, detail),
            FetchError::Cancelled => Self::Cancelled,
            FetchError::Io(source) => Self::CannotRead { part: part.to_owned(), source },
        }
    }
}

/// The name of a part as people can say it.
pub fn plain_name(part: &str) -> &str {
    let name = part.rsplit('/').next().unwrap_or(part);
    match name.split_once('.') {
        Some((hash, rest)) if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_part_is_said_without_its_hash() {
        let hash = "0a".repeat(32);
        assert_eq!(plain_name(&format!("targets/{hash}.directory.jsonl.zst")), "directory.jsonl.zst");
        assert_eq!(plain_name("metadata/1.root.json"), "1.root.json");
        assert_eq!(plain_name("directory"), "directory");
        let damaged = Refusal::damaged(&format!("targets/{hash}.delta-1-2.zst"), "its hash is another");
        assert_eq!(damaged.detail().unwrap(), "delta-1-2.zst: its hash is another");
    }
}
