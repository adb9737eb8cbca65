//! What can go wrong with the vault, by kind.

use crate::store::StoreError;

/// Why the vault could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no vault in the data folder.
    #[error("there is no vault")]
    Missing,
    /// There is one already.
    #[error("there is a vault already")]
    AlreadyThere,
    /// This passphrase opens nothing. Nothing more is known about it.
    #[error("the passphrase does not open the vault")]
    WrongPassphrase,
    /// The passphrase is taken by the other side of the vault.
    #[error("both passphrases would be the same")]
    SamePassphrase,
    /// Both copies of a file of the vault are damaged, or a value is.
    #[error("the vault is damaged: {detail}")]
    Damaged {
        /// What was seen, for a developer.
        detail: &'static str,
    },
    /// More than a vault holds.
    #[error("the vault is full")]
    Full,
    /// The machine has not the memory that the passphrase needs.
    #[error("not enough memory for the passphrase")]
    NoMemory,
    /// The disk got in the way.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl VaultError {
    pub(super) fn damaged(detail: &'static str) -> Self {
        Self::Damaged { detail }
    }
}
