//! Against the one file that a bundle is packed into.

use std::io::Write;

use tar::{EntryType, Header};

use super::{Ground, Make, Offered};
use crate::bundle::{limits, samples::packed};

/// Bytes of a tar block.
const BLOCK: usize = 512;

pub(super) const ATTACKS: &[(&str, Make)] = &[
    ("a bit flipped in the first header", |ground| changed(ground, |bytes| bytes[3] ^= 1)),
    ("a bit flipped in the records", |ground| {
        changed(ground, |bytes| {
            let at = bytes.windows(4).position(|four| four == [0x28, 0xb5, 0x2f, 0xfd]).unwrap() + 30;
            bytes[at] ^= 1;
        })
    }),
    ("a bit flipped at the end", |ground| changed(ground, |bytes| *bytes.last_mut().unwrap() ^= 1)),
    ("half of it", |ground| changed(ground, |bytes| bytes.truncate(bytes.len() / 2))),
    ("its last byte cut off", |ground| changed(ground, |bytes| bytes.truncate(bytes.len() - 1))),
    ("its last block cut off", |ground| changed(ground, |bytes| bytes.truncate(bytes.len() - BLOCK))),
    ("a byte appended", |ground| changed(ground, |bytes| bytes.push(0))),
    ("another bundle appended", |ground| changed(ground, |bytes| bytes.extend(packed(&ground.releases[1])))),
    ("an empty file", |_| Offered::File(Vec::new())),
    ("only zeros", |_| Offered::File(vec![0; 4 * BLOCK])),
    ("something else", |_| Offered::File(b"\x89PNG\r\n\x1a\n and then some".repeat(99))),
    ("the name ../../.bashrc", |ground| with_entry(ground, b"../../.bashrc", EntryType::Regular)),
    ("the name /etc/passwd", |ground| with_entry(ground, b"/etc/passwd", EntryType::Regular)),
    ("a name with a backslash", |ground| with_entry(ground, b"targets\\..\\evil.exe", EntryType::Regular)),
    ("a name with a NUL", |ground| with_entry(ground, b"targets/a\0b", EntryType::Regular)),
    ("a name in letters of other scripts", |ground| {
        with_entry(ground, "targets/каталог".as_bytes(), EntryType::Regular)
    }),
    ("a name that no bundle has", |ground| with_entry(ground, b"readme.txt", EntryType::Regular)),
    ("a link to a file outside", |ground| with_entry(ground, b"metadata/9.root.json", EntryType::Symlink)),
    ("a hard link", |ground| with_entry(ground, b"metadata/9.root.json", EntryType::Link)),
    ("a folder", |ground| with_entry(ground, b"metadata/9.root.json", EntryType::Directory)),
    ("a device", |ground| with_entry(ground, b"metadata/9.root.json", EntryType::Char)),
    ("an extended header", |ground| with_entry(ground, b"metadata/9.root.json", EntryType::XHeader)),
    ("a file that stands twice", |ground| {
        changed(ground, |bytes| {
            let size = usize::from_str_radix(std::str::from_utf8(&bytes[124..135]).unwrap(), 8).unwrap();
            let first = bytes[..BLOCK + size.next_multiple_of(BLOCK)].to_vec();
            bytes.splice(0..0, first);
        })
    }),
    ("files out of order", |ground| {
        changed(ground, |bytes| {
            let end = bytes.len() - 2 * BLOCK;
            let first = entry(b"metadata/1.root.json", EntryType::Regular, 0);
            bytes.splice(end..end, first);
        })
    }),
    ("600 files", |_| {
        let entries =
            (100..700).flat_map(|n| entry(format!("metadata/{n}.root.json").as_bytes(), EntryType::Regular, 0));
        Offered::File(entries.chain([0; 2 * BLOCK]).collect())
    }),
    ("a file that says it has 2^62 bytes", |_| {
        Offered::File([&entry(b"metadata/1.root.json", EntryType::Regular, 1 << 62)[..], &[0; 4 * BLOCK]].concat())
    }),
    ("a file that says it has one byte more than is left", |_| {
        Offered::File([&entry(b"metadata/1.root.json", EntryType::Regular, 4 * 512 + 1)[..], &[0; 4 * BLOCK]].concat())
    }),
    ("100 GiB that are not on the disk", |_| Offered::Sparse(100 << 30)),
    ("one byte more than a bundle may have", |_| Offered::Sparse(limits::FILE_BYTES + 1)),
];

/// The third release as one file, with a change.
fn changed(ground: &Ground, change: impl FnOnce(&mut Vec<u8>)) -> Offered {
    let mut bytes = packed(ground.third());
    change(&mut bytes);
    Offered::File(bytes)
}

/// The third release with one entry more before all others.
fn with_entry(ground: &Ground, name: &[u8], kind: EntryType) -> Offered {
    changed(ground, |bytes| drop(bytes.splice(0..0, entry(name, kind, 0))))
}

/// A header of tar, and no content.
fn entry(name: &[u8], kind: EntryType, size: u64) -> Vec<u8> {
    let mut header = Header::new_ustar();
    (&mut header.as_mut_bytes()[..100]).write_all(name).unwrap();
    header.set_size(size);
    header.set_mode(0o644);
    header.set_entry_type(kind);
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    if kind.is_symlink() || kind.is_hard_link() {
        header.set_link_name("/etc/passwd").unwrap();
    }
    header.set_cksum();
    header.as_bytes().to_vec()
}
