//! One program at a time: a lock file of our own, taken before sled is opened.
//!
//! sled has a lock too, but tells a second program only that "something" holds
//! it. A locked file cannot be read by others on Windows, so who holds it
//! stands in a file beside it.

use std::{
    fs,
    fs::{OpenOptions, TryLockError},
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{StoreError, files};

/// Name of the file that is locked.
const LOCK: &str = "parasol.lock";
/// Name of the file that says who holds the lock.
const HOLDER: &str = "parasol.holder";
/// A holder's file is not longer than this many bytes.
const HOLDER_LIMIT: u64 = 512;
/// How often a lock that nobody has signed for is tried again.
const ROUNDS: u32 = 15;
/// How long to wait before that.
const PAUSE: Duration = Duration::from_millis(20);

/// Who has the store open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Number of the process.
    pub pid: u32,
    /// Since when.
    pub since: Timestamp,
    /// What the program is doing, as a short word such as `interface`.
    pub purpose: String,
}

/// Holds the data folder for this program until dropped.
#[derive(Debug)]
pub struct Lock {
    /// Unlocked by being closed.
    _file: fs::File,
    holder: PathBuf,
}

impl Lock {
    /// Takes the lock of a data folder, which must be there. A lock file that
    /// nobody has locked, left by a program that was killed, is no obstacle.
    pub fn take(data_dir: &Path, purpose: &str, now: Timestamp) -> Result<Self, StoreError> {
        let path = data_dir.join(LOCK);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|source| StoreError::from_io(&path, source))?;
        let holder = data_dir.join(HOLDER);
        for round in 0.. {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(source)) => return Err(StoreError::from_io(&path, source)),
                Err(TryLockError::WouldBlock) => {}
            }
            // A lock of nobody is being taken or let go at this moment, or a
            // child that is just being started still shares it.
            let by = read(&holder);
            if by.is_some() || round == ROUNDS {
                return Err(StoreError::InUse { holder: by });
            }
            std::thread::sleep(PAUSE);
        }
        let lock = Self { _file: file, holder };
        lock.introduce(purpose, now);
        Ok(lock)
    }

    /// Writes down who holds the lock. It is a courtesy to the next program: a
    /// full disk must not keep anybody from reading the directory.
    fn introduce(&self, purpose: &str, now: Timestamp) {
        let holder = Holder { pid: std::process::id(), since: now, purpose: purpose.to_owned() };
        let written = serde_json::to_vec(&holder).is_ok_and(|text| files::write_whole(&self.holder, &text).is_ok());
        if !written {
            // Better nobody than the one before.
            fs::remove_file(&self.holder).ok();
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock still holds, so that it cannot be the next holder's.
        fs::remove_file(&self.holder).ok();
    }
}

/// Reads who holds the lock; `None` for anything that is not as it is written.
fn read(path: &Path) -> Option<Holder> {
    let mut text = Vec::new();
    fs::File::open(path).ok()?.take(HOLDER_LIMIT).read_to_end(&mut text).ok()?;
    let holder: Holder = serde_json::from_slice(&text).ok()?;
    // The word is shown on a terminal, and others may be able to write here.
    let plain = holder.purpose.len() <= 32 && holder.purpose.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    plain.then_some(holder)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-24T14:50:00Z".parse().unwrap()
    }

    #[test]
    fn a_second_program_is_told_who_holds_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path(), "interface", now()).unwrap();
        let Err(StoreError::InUse { holder: Some(holder) }) = Lock::take(folder.path(), "import", now()) else {
            panic!("the store was not in use")
        };
        assert_eq!(holder, Holder { pid: std::process::id(), since: now(), purpose: "interface".into() });
        drop(lock);
        Lock::take(folder.path(), "import", now()).unwrap();
    }

    #[test]
    fn a_file_left_by_a_killed_program_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        files::write_whole(&folder.path().join(LOCK), b"anything").unwrap();
        files::write_whole(&folder.path().join(HOLDER), b"anything").unwrap();
        let _lock = Lock::take(folder.path(), "find", now()).unwrap();
        assert_eq!(read(&folder.path().join(HOLDER)).unwrap().purpose, "find");
    }

    #[rstest]
    #[case("")]
    #[case(r#"{"pid":1,"since":"2026-11-24T14:50:00Z","purpose":"\u001b[2J"}"#)]
    #[case(r#"{"pid":-1,"since":"2026-11-24T14:50:00Z","purpose":"find"}"#)]
    #[case(r#"{"pid":1,"since":"yesterday","purpose":"find"}"#)]
    fn a_holder_that_is_not_as_we_write_it_is_nobody(#[case] text: &str) {
        let folder = tempfile::tempdir().unwrap();
        let _lock = Lock::take(folder.path(), "interface", now()).unwrap();
        files::write_whole(&folder.path().join(HOLDER), text.as_bytes()).unwrap();
        let second = Lock::take(folder.path(), "find", now());
        assert!(matches!(second, Err(StoreError::InUse { holder: None })), "{second:?}");
    }
}
