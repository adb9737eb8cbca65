//! Which drives are in the machine.

use std::path::{Path, PathBuf};

use super::Drive;

/// Folders below which desktops and people mount what they put in.
const REMOVABLE: [&str; 4] = ["/media/", "/run/media/", "/mnt/", "/Volumes/"];

/// Reads Linux's mount table (`/proc/self/mountinfo`, described in
/// `proc_pid_mountinfo(5)`): mounts of devices that can be taken out.
/// `removable` says whether the block device of this major and minor number
/// can be.
pub(super) fn read(table: &str, removable: impl Fn(&str) -> bool) -> Vec<Drive> {
    let mut drives: Vec<Drive> = table.lines().filter_map(|line| drive(line, &removable)).collect();
    drives.sort();
    drives.dedup();
    drives
}

/// A line such as
/// `36 35 8:17 / /media/ana/RED-8GB rw,nosuid shared:1 - vfat /dev/sdb1 rw`.
fn drive(line: &str, removable: &impl Fn(&str) -> bool) -> Option<Drive> {
    let (mount, system) = line.split_once(" - ")?;
    let mut mount = mount.split(' ');
    let (device, path) = (mount.nth(2)?, mount.nth(1)?);
    let source = system.split(' ').nth(1)?;
    // Only what is on a device: not the system's own file systems.
    if !source.starts_with("/dev/") {
        return None;
    }
    let path = unescaped(path);
    let usual = path.to_str().is_some_and(|path| REMOVABLE.iter().any(|folder| path.starts_with(folder)));
    if !(usual || removable(device)) {
        return None;
    }
    Some(Drive { name: name(&path), path })
}

/// Blanks and the like stand in the table as octal numbers: `\040`.
fn unescaped(field: &str) -> PathBuf {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let octal = after.get(..3).filter(|_| *first == b'\\');
        let code = octal.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        if let Some(code) = code {
            bytes.push(code);
            rest = after.get(3..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    #[cfg(unix)]
    let path = <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes);
    #[cfg(not(unix))]
    let path = String::from_utf8_lossy(&bytes).into_owned();
    PathBuf::from(path)
}

/// What the owner of a drive calls it.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Whether a block device of Linux can be taken out: it says so itself, or it
/// hangs on USB (many sticks deny it).
#[cfg(target_os = "linux")]
pub(super) fn removable(device: &str) -> bool {
    let Ok(place) = std::fs::canonicalize(Path::new("/sys/dev/block").join(device)) else { return false };
    let says_so =
        |folder: &Path| std::fs::read_to_string(folder.join("removable")).is_ok_and(|text| text.trim() == "1");
    let on_usb = place.components().any(|part| part.as_os_str().to_string_lossy().starts_with("usb"));
    // A partition's folder lies in that of its disk.
    on_usb || says_so(&place) || place.parent().is_some_and(says_so)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
23 22 0:21 / /proc rw,nosuid - proc proc rw
31 22 8:17 / /media/ana/RED-8GB rw,nosuid,nodev shared:88 - vfat /dev/sdb1 rw,fmask=0022
32 22 8:33 / /srv/stick rw - exfat /dev/sdc1 rw
33 22 8:49 / /run/media/ana/BLUE\\040STICK\\0401 rw master:3 shared:2 - vfat /dev/sdd1 rw
34 22 0:50 / /mnt/share rw - nfs host:/share rw
35 22 8:17 / /media/ana/RED-8GB rw - vfat /dev/sdb1 rw
a line that makes no sense
";

    #[test]
    fn the_mount_table_tells_what_can_be_taken_out() {
        let drives = read(TABLE, |device| device == "8:33");
        let names: Vec<(&str, &str)> =
            drives.iter().map(|drive| (drive.name.as_str(), drive.path.to_str().unwrap())).collect();
        assert_eq!(
            names,
            [
                ("BLUE STICK 1", "/run/media/ana/BLUE STICK 1"),
                ("RED-8GB", "/media/ana/RED-8GB"),
                ("stick", "/srv/stick"),
            ]
        );
    }

    #[test]
    fn only_octal_numbers_are_characters() {
        assert_eq!(unescaped("a\\040b\\134"), PathBuf::from("a b\\"));
        assert_eq!(unescaped("a\\9zz\\04"), PathBuf::from("a\\9zz\\04"));
    }
}
