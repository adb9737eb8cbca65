//! Everything that was tried against bundles, for tests of every door: what a
//! thief, a prankster, a broken stick or a bad line could put in the place of
//! an honest release.

mod container;
mod contents;
pub(crate) mod damage;
mod forge;
mod metadata;
mod roots;
mod targets;

use std::collections::BTreeMap;

pub(crate) use forge::{Forge, House, sign};

use super::{
    publish::Release,
    samples::{records, tombstone},
};

/// The files of a site by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What is put before a device.
pub(crate) enum Offered {
    /// A tree of files, which can also be packed.
    Site(Files),
    /// The bytes of a bundle in one file.
    File(Vec<u8>),
    /// A file of so many bytes that takes no room on the disk.
    Sparse(u64),
}

/// Makes one attack.
type Make = fn(&Ground) -> Offered;

/// What attacks are made of: the honest releases of two publishers. The device
/// has taken the second one; what is offered to it looks like the third.
pub(crate) struct Ground {
    /// The publisher whose keys the device knows.
    pub(crate) house: House,
    /// Its first three releases.
    pub(crate) releases: [Release; 3],
    /// A publisher that nobody knows.
    pub(crate) stranger: House,
    /// A release of the stranger, of the same version as the third.
    pub(crate) strange: Release,
}

impl Ground {
    /// Two publishers with new keys.
    pub(crate) fn new() -> Self {
        let (mut house, mut stranger) = (House::new("Casa"), House::new("Other"));
        let mut third = records(14);
        third.tombstones.push(tombstone("org-00003", 3));
        let releases = [house.publish(records(10)), house.publish(records(12)), house.publish(third)];
        let strange = [5, 6, 7].map(|count| stranger.publish(records(count)));
        let [.., strange] = strange;
        Self { house, releases, stranger, strange }
    }

    fn second(&self) -> &Release {
        &self.releases[1]
    }

    fn third(&self) -> &Release {
        &self.releases[2]
    }

    /// The third release, to be changed and signed anew.
    fn forge(&self) -> Forge<'_> {
        Forge::of(&self.house, self.third())
    }

    /// The files of the third release, changed without any key.
    fn third_with(&self, change: impl FnOnce(&mut Files)) -> Offered {
        let mut files = self.third().files.clone();
        change(&mut files);
        Offered::Site(files)
    }
}

/// All attacks by name, in chapters.
pub(crate) fn all() -> Vec<(&'static str, &'static [(&'static str, Make)])> {
    vec![
        ("the file", container::ATTACKS),
        ("roots", roots::ATTACKS),
        ("timestamp, snapshot and targets", metadata::ATTACKS),
        ("the files of a release", targets::ATTACKS),
        ("what the right keys signed", contents::ATTACKS),
    ]
}

/// The path of a file of the release whose name ends like this.
fn path_of(files: &Files, ending: &str) -> String {
    files.keys().find(|path| path.ends_with(ending)).unwrap_or_else(|| panic!("{ending}")).clone()
}

/// A file of the release whose name ends like this, to be changed.
fn file<'f>(files: &'f mut Files, ending: &str) -> &'f mut Vec<u8> {
    let path = path_of(files, ending);
    files.get_mut(&path).unwrap()
}

/// Replaces the first place where some text stands.
fn replace(bytes: &mut Vec<u8>, from: &str, to: &str) {
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}
