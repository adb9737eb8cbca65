//! What stops a curator.

use std::fmt::Display;

use crate::bundle::refusal::Refusal;

/// What stops a curator.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The passphrase does not open a key.
    #[error("the passphrase does not open {name}")]
    WrongPassphrase {
        /// Name of the key file.
        name: String,
    },
    /// A key file is none, or is damaged.
    #[error("{name} is not a key file: {detail}")]
    NotAKey {
        /// Name of the file.
        name: String,
        /// What is wrong with it, for experts.
        detail: String,
    },
    /// There are not enough keys of a role.
    #[error("{have} of {need} keys of the role {role}")]
    TooFewKeys {
        /// Which role.
        role: &'static str,
        /// How many of its keys there are.
        have: usize,
        /// How many have to sign.
        need: u64,
    },
    /// No key has this id.
    #[error("no key {id} in the newest root")]
    NoSuchKey {
        /// The id asked for.
        id: String,
    },
    /// The settings cannot be used.
    #[error("publisher.toml: {detail}")]
    Settings {
        /// What is wrong.
        detail: String,
    },
    /// The metadata of the publisher's folder cannot be used.
    #[error(transparent)]
    Metadata(#[from] Refusal),
    /// A release would be beyond a limit of those who take it.
    #[error("{what}: {have}, allowed are {most}")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// How large it is.
        have: u64,
        /// How large it may be.
        most: u64,
    },
    /// A library failed.
    #[error("internal: {0}")]
    Internal(String),
}

impl PublishError {
    /// The failure of a library, which no input causes.
    pub(super) fn internal(error: impl Display) -> Self {
        Self::Internal(format!("{error}"))
    }
}
