//! What can go wrong with the store, by kind.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::lock::Holder;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program has it open.
    #[error("the store is in use{}", .holder.as_ref().map(|holder| format!(" by process {}", holder.pid)).unwrap_or_default())]
    InUse {
        /// Who that is, where it could be read.
        holder: Option<Holder>,
    },
    /// A file or folder cannot be read or written: no permission, a medium
    /// that is read-only, a failing disk.
    #[error("{path} cannot be used: {source}", path = .path.display())]
    CannotWrite {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no room left, or no more is allowed.
    #[error("no room left for {path}", path = .path.display())]
    DiskFull {
        /// What was being written.
        path: PathBuf,
    },
    /// The data folder, or a part of its path, is a file.
    #[error("{path} is not a folder", path = .path.display())]
    NotADirectory {
        /// The path.
        path: PathBuf,
    },
    /// The database is damaged. [`open`](super::open::open) mends that by
    /// itself; a store already open has to be opened again.
    #[error("the store is damaged: {detail}")]
    Damaged {
        /// What was seen, for a developer.
        detail: String,
    },
    /// A record cannot be stored: it or its publisher has no usable id, or
    /// another record of the same kind has the same one.
    #[error("record {id:?} of publisher {publisher:?} has no usable id of its own")]
    NotStorable {
        /// Id of the publisher.
        publisher: String,
        /// Id of the record.
        id: String,
    },
    /// There is no whole generation of this number.
    #[error("there is no generation {number}")]
    NoSuchGeneration {
        /// The number asked for.
        number: u64,
    },
}

impl StoreError {
    /// Damage, in words for a developer.
    #[expect(clippy::needless_pass_by_value, reason = "so that it stands in map_err")]
    pub(super) fn damaged(detail: impl ToString) -> Self {
        Self::Damaged { detail: detail.to_string() }
    }

    /// Sorts an error of the system that arose at `path`.
    pub(super) fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull { path }
            }
            io::ErrorKind::NotADirectory => Self::NotADirectory { path },
            _ => Self::CannotWrite { path, source },
        }
    }

    /// Sorts an error of sled, whose files are in `folder`.
    pub(super) fn from_sled(folder: &Path, error: sled::Error) -> Self {
        use io::ErrorKind;
        match error {
            // These come from files that are cut short, missing or replaced.
            sled::Error::Io(source)
                if matches!(
                    source.kind(),
                    ErrorKind::UnexpectedEof
                        | ErrorKind::NotFound
                        | ErrorKind::AlreadyExists
                        | ErrorKind::IsADirectory
                        | ErrorKind::NotADirectory
                        | ErrorKind::InvalidData
                        | ErrorKind::InvalidInput
                ) =>
            {
                Self::damaged(source)
            }
            sled::Error::Io(source) => Self::from_io(folder, source),
            // The rest are checksums, settings that are not ours, and bugs.
            other => Self::damaged(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(io::ErrorKind::StorageFull, "full")]
    #[case(io::ErrorKind::QuotaExceeded, "full")]
    #[case(io::ErrorKind::PermissionDenied, "cannot write")]
    #[case(io::ErrorKind::ReadOnlyFilesystem, "cannot write")]
    #[case(io::ErrorKind::UnexpectedEof, "damaged")]
    #[case(io::ErrorKind::IsADirectory, "damaged")]
    fn errors_of_the_system_below_sled_are_told_apart(#[case] kind: io::ErrorKind, #[case] expected: &str) {
        let sorted = match StoreError::from_sled(Path::new("x"), sled::Error::Io(kind.into())) {
            StoreError::DiskFull { .. } => "full",
            StoreError::CannotWrite { .. } => "cannot write",
            StoreError::Damaged { .. } => "damaged",
            _ => "other",
        };
        assert_eq!(sorted, expected);
    }
}
