//! Bundles on drives that can be taken out.
//!
//! Where a drive is, the system's mount table says (`mounts`); a folder that
//! plays a drive goes through the same code. A file on a drive can vanish while
//! it is read, so what is taken is copied first ([`copy`]).

mod mounts;
mod watch;

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

pub use watch::{Drives, Watcher};

use super::{
    Bytes, Watch,
    web::{Parts, Scratch, rewound},
};

/// Ending of the names of bundles.
const ENDING: &str = "parasol";
/// Folders below the drive's own that are looked into.
const DEPTH: usize = 2;
/// No more names than these are looked at on one drive.
const MOST_NAMES: usize = 5_000;
/// No more bundles than these are listed of one drive.
const MOST_BUNDLES: usize = 20;
/// Bytes copied at once.
const PIECE: usize = 1 << 18;

/// A drive that can be taken out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drive {
    /// What its owner calls it: the last name of where it is mounted.
    pub name: String,
    /// Where it is mounted.
    pub path: PathBuf,
}

/// A file on a drive that is named like a bundle. Nothing is known of what is
/// in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The drive.
    pub drive: Drive,
    /// The file.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: u64,
}

impl Found {
    /// The file's name.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The bundles on drives, sorted by drive and name. A drive that vanishes
/// meanwhile has none.
pub fn search(drives: &[Drive]) -> Vec<Found> {
    let mut found = Vec::new();
    for drive in drives {
        let (mut names, before) = (0, found.len());
        look_into(drive, &drive.path, DEPTH, &mut names, &mut found);
        found.truncate(before + MOST_BUNDLES);
    }
    found.sort();
    found
}

/// Collects the bundles in a folder and those below. Links are not followed:
/// they could lead off the drive.
fn look_into(drive: &Drive, folder: &Path, depth: usize, names: &mut usize, found: &mut Vec<Found>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        *names += 1;
        if *names > MOST_NAMES {
            return;
        }
        let (path, Ok(about)) = (entry.path(), entry.metadata()) else { continue };
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if about.is_dir() && depth > 0 && !hidden {
            look_into(drive, &path, depth - 1, names, found);
        } else if about.is_file()
            && !hidden
            && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
        {
            found.push(Found { drive: drive.clone(), path, bytes: about.len() });
        }
    }
}

/// Why a file did not come off a drive.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The drive was taken out, or cannot be read.
    #[error("{0}")]
    Unreadable(#[source] io::Error),
    /// The file is longer than a bundle may be.
    #[error("the file is longer than it may be")]
    TooLong,
    /// There is no room for it, or nothing can be written.
    #[error("{0}")]
    Disk(#[source] io::Error),
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
}

/// Copies a file off a drive, at most `limit` bytes of it, into one without a
/// name where the parts of downloads are. Whatever happens to the drive after
/// that, or in the middle of it, does no harm.
pub fn copy(path: &Path, limit: u64, parts: &Parts, watch: &Watch) -> Result<Box<dyn Scratch>, CopyError> {
    let mut from = File::open(path).map_err(CopyError::Unreadable)?;
    let total = from.metadata().map_err(CopyError::Unreadable)?.len();
    if total > limit {
        return Err(CopyError::TooLong);
    }
    let mut to = parts.scratch().map_err(CopyError::Disk)?;
    let (mut done, mut buffer) = (0, vec![0; PIECE]);
    loop {
        if watch.stop.is_stopped() {
            return Err(CopyError::Stopped);
        }
        let count = from.read(&mut buffer).map_err(CopyError::Unreadable)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { break };
        done += count as u64;
        if done > limit {
            return Err(CopyError::TooLong);
        }
        to.write_all(read).map_err(CopyError::Disk)?;
        (watch.report)(Bytes { done, total: Some(total) });
    }
    rewound(to).map_err(CopyError::Disk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::{make_folder, write_whole};

    fn drive(folder: &Path) -> Drive {
        Drive { name: "RED-8GB".into(), path: folder.to_owned() }
    }

    #[test]
    fn bundles_are_found_by_their_ending_and_not_through_links() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |path: &Path| {
            make_folder(path.parent().unwrap()).unwrap();
            write_whole(path, b"bundle").unwrap();
        };
        for name in ["b-2.parasol", "deep/er/a-1.PARASOL", "notes.txt", ".hidden.parasol", "1/2/3/too-deep.parasol"] {
            write(&folder.path().join(name));
        }
        write(&elsewhere.path().join("c-3.parasol"));
        #[cfg(unix)]
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("link")).unwrap();
        let found = search(&[drive(folder.path()), drive(Path::new("/not/there"))]);
        let names: Vec<String> = found.iter().map(Found::name).collect();
        assert_eq!(names, ["b-2.parasol", "a-1.PARASOL"]);
        assert!(found.iter().all(|found| found.bytes == 6));
    }

    #[test]
    fn a_copy_lasts_when_the_drive_is_gone() {
        let (stick, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = stick.path().join("x.parasol");
        write_whole(&path, b"all of it").unwrap();
        let parts = Parts::below(data.path());
        let mut file = copy(&path, 100, &parts, &Watch::default()).unwrap();
        drop(stick);
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "all of it");
        assert!(matches!(copy(&path, 100, &parts, &Watch::default()), Err(CopyError::Unreadable(_))));
    }

    #[test]
    fn a_copy_ends_at_the_limit_and_when_it_is_stopped() {
        let stick = tempfile::tempdir().unwrap();
        let path = stick.path().join("x.parasol");
        write_whole(&path, b"all of it").unwrap();
        let parts = Parts::below(stick.path());
        assert!(matches!(copy(&path, 8, &parts, &Watch::default()), Err(CopyError::TooLong)));
        let watch = Watch::default();
        watch.stop.stop();
        assert!(matches!(copy(&path, 100, &parts, &watch), Err(CopyError::Stopped)));
    }
}
