//! Noticing that a drive was put in or taken out.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::{Drive, mounts};

/// How often drives are looked at where the system does not say that they have
/// changed. Whoever puts a stick in is told within two seconds, on a busy
/// machine too: so the wait is a small part of them.
const LOOK_EVERY: Duration = Duration::from_millis(700);
/// The same for folders that play drives. To list a folder costs next to nothing.
const LOOK_AT_FOLDERS_EVERY: Duration = Duration::from_millis(250);

/// The drives of this machine.
#[derive(Debug, Clone, Default)]
pub struct Drives {
    /// Folders whose subfolders play drives, for tests and for people whose
    /// system mounts drives elsewhere.
    pub simulated: Vec<PathBuf>,
    /// Only those: the machine's own are left alone.
    pub only_simulated: bool,
}

impl Drives {
    /// The drives that are in now, sorted.
    pub fn list(&self) -> Vec<Drive> {
        let mut drives = if self.only_simulated { Vec::new() } else { real() };
        drives.extend(self.simulated.iter().flat_map(|folder| played(folder)));
        drives.sort();
        drives.dedup();
        drives
    }

    /// Begins to notice changes. What changes from here on is told by
    /// [`Watcher::wait`]; so list the drives after this.
    pub fn watch(&self) -> Watcher {
        let table = if self.only_simulated { None } else { Table::open() };
        Watcher { drives: self.clone(), table }
    }
}

/// Notices that drives were put in or taken out.
pub struct Watcher {
    drives: Drives,
    table: Option<Table>,
}

impl Watcher {
    /// Waits until something may have changed; false when nothing ever will. On
    /// Linux, without simulated drives, this takes no time of the processor.
    #[must_use]
    pub fn wait(&self) -> bool {
        let often = (!self.drives.simulated.is_empty()).then_some(LOOK_AT_FOLDERS_EVERY);
        match &self.table {
            Some(table) if table.wait(often) => {}
            // The system does not tell: look now and then.
            _ if self.drives.only_simulated && often.is_none() => return false,
            _ if self.drives.only_simulated => std::thread::sleep(LOOK_AT_FOLDERS_EVERY),
            _ => std::thread::sleep(LOOK_EVERY),
        }
        true
    }
}

/// The folders in a folder, as drives.
fn played(folder: &Path) -> Vec<Drive> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    folders.map(|entry| Drive { name: mounts::name(&entry.path()), path: entry.path() }).collect()
}

#[cfg(target_os = "linux")]
fn real() -> Vec<Drive> {
    // The table is the system's: where it is missing there are no drives.
    let table = std::fs::read_to_string(MOUNT_TABLE).unwrap_or_default();
    mounts::read(&table, mounts::removable)
}

#[cfg(not(target_os = "linux"))]
fn real() -> Vec<Drive> {
    let disks = sysinfo::Disks::new_with_refreshed_list();
    let removable = disks.list().iter().filter(|disk| disk.is_removable());
    removable
        .map(|disk| Drive { name: mounts::name(disk.mount_point()), path: disk.mount_point().to_owned() })
        .collect()
}

#[cfg(target_os = "linux")]
const MOUNT_TABLE: &str = "/proc/self/mountinfo";

/// The system's table of mounts, which tells when it changes.
struct Table {
    #[cfg(target_os = "linux")]
    file: std::fs::File,
}

#[cfg(target_os = "linux")]
impl Table {
    /// Changes from here on are told.
    fn open() -> Option<Self> {
        std::fs::File::open(MOUNT_TABLE).ok().map(|file| Self { file })
    }

    /// Waits for a change, at most `longest`. False when the system fails.
    fn wait(&self, longest: Option<Duration>) -> bool {
        use std::os::fd::AsFd;

        use nix::{
            errno::Errno,
            poll::{PollFd, PollFlags, PollTimeout, poll},
        };

        let timeout =
            longest.map_or(PollTimeout::NONE, |longest| PollTimeout::try_from(longest).unwrap_or(PollTimeout::MAX));
        let mut waiting = [PollFd::new(self.file.as_fd(), PollFlags::POLLPRI)];
        matches!(poll(&mut waiting, timeout), Ok(_) | Err(Errno::EINTR))
    }
}

#[cfg(not(target_os = "linux"))]
impl Table {
    fn open() -> Option<Self> {
        None
    }

    fn wait(&self, _longest: Option<Duration>) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::files::make_folder;

    #[test]
    fn a_folder_that_plays_a_drive_comes_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let drives = Drives { simulated: vec![folder.path().to_owned()], only_simulated: true };
        assert_eq!(drives.list(), []);
        let stick = folder.path().join("RED-8GB");
        make_folder(&stick).unwrap();
        assert_eq!(drives.list(), [Drive { name: "RED-8GB".into(), path: stick.clone() }]);
        std::fs::remove_dir(stick).unwrap();
        assert_eq!(drives.list(), []);
        assert!(drives.watch().wait());
    }

    #[test]
    fn there_is_nothing_to_wait_for_without_drives() {
        let drives = Drives { simulated: Vec::new(), only_simulated: true };
        assert!(!drives.watch().wait());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_mount_table_of_this_machine_can_be_read_and_waited_for() {
        let _ = real();
        assert!(Table::open().unwrap().wait(Some(Duration::from_millis(1))));
    }
}
