//! What a device remembers of a publisher, and whom it accepts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tough::schema::RoleType;

use super::{
    digest::Hasher,
    fingerprint::Fingerprint,
    form, json,
    refusal::Refusal,
    tuf::{Body, Document, Kept, Root, Snapshot, Targets, Timestamp},
};

/// Name of the file that holds the floor, beside those of the metadata.
const FLOOR: &str = "floor.json";

/// What a device remembers of a publisher: metadata as received, and the
/// version below which nothing is taken any more. As a map of file names to
/// bytes it can be kept anywhere; the map is checked when it is read, so that
/// damage never switches the protection off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trusted {
    pub(super) kept: Kept,
    fingerprint: Fingerprint,
    floor: Floor,
}

/// The version floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Floor {
    /// The newest version that was taken.
    pub(super) version: u64,
    /// Digest of the keys under which it was taken. A publisher that changed
    /// its keys after a theft may begin lower than the thief ended.
    pub(super) keys: String,
}

impl Floor {
    /// The floor after taking a version under these keys.
    pub(super) fn at(version: u64, root: &Root) -> Self {
        let mut hasher = Hasher::default();
        for role in [RoleType::Timestamp, RoleType::Snapshot, RoleType::Targets] {
            let mut ids: Vec<&[u8]> =
                root.roles.get(&role).map(|keys| keys.keyids.iter().map(|id| &**id).collect()).unwrap_or_default();
            ids.sort_unstable();
            hasher.update(role.to_string().as_bytes());
            for id in ids {
                hasher.update(id);
            }
        }
        Self { version, keys: hasher.finish().to_string() }
    }

    /// Refuses a version below the floor.
    pub(super) fn check(&self, offered: &Self) -> Result<(), Refusal> {
        if self.keys == offered.keys && offered.version < self.version {
            return Err(Refusal::Older { part: "directory".to_owned(), have: self.version, offered: offered.version });
        }
        Ok(())
    }
}

impl Trusted {
    pub(super) fn new(kept: Kept, fingerprint: Fingerprint, floor: Floor) -> Self {
        Self { kept, fingerprint, floor }
    }

    /// Reads it back, checking the chain of roots and that nothing is missing.
    pub fn from_files(mut files: BTreeMap<String, Vec<u8>>) -> Result<Self, Refusal> {
        let floor = files.remove(FLOOR).ok_or_else(|| Refusal::damaged(FLOOR, "it is missing"))?;
        let floor = json::parse(&floor)
            .and_then(|value| json::typed::<Floor>(&value))
            .map_err(|error| Refusal::damaged(FLOOR, error))?;
        let kept = Kept::from_files(files)?;
        let root = kept.root()?;
        form::check(&kept)?;
        stands_behind::<Timestamp>("timestamp.json", &kept, &root)?;
        stands_behind::<Snapshot>("snapshot.json", &kept, &root)?;
        let targets = stands_behind::<Targets>("targets.json", &kept, &root)?;
        if floor != Floor::at(targets.version, &root.body) {
            return Err(Refusal::damaged(FLOOR, "it is not that of the metadata"));
        }
        let fingerprint = kept.fingerprint()?;
        Ok(Self { kept, fingerprint, floor })
    }

    /// The files to keep, by name. They hold no secret.
    pub fn to_files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.kept.to_files();
        if let Ok(value) = serde_json::to_value(&self.floor) {
            files.insert(FLOOR.to_owned(), json::sorted(value));
        }
        files
    }

    /// The fingerprint of the publisher.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The publisher's id.
    pub fn publisher(&self) -> String {
        self.fingerprint.publisher()
    }

    /// The newest version that was taken: nothing below it is taken again.
    pub fn floor(&self) -> u64 {
        self.floor.version
    }

    pub(super) fn floor_record(&self) -> &Floor {
        &self.floor
    }
}

/// Kept metadata that the newest kept root stands behind.
fn stands_behind<B: Body>(name: &'static str, kept: &Kept, root: &Document<Root>) -> Result<Document<B>, Refusal> {
    kept.trusted(name, &root.body).ok_or_else(|| Refusal::damaged(name, "the kept root does not stand behind it"))
}

/// How a publisher that the device does not know may be accepted. Never by
/// itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Trust {
    /// Not at all: only known publishers.
    #[default]
    Known,
    /// Not accepted, but looked at: [`super::Verified::accepted`] is false.
    Look,
    /// One whose fingerprint is among these, as typed by a person or listed
    /// by an administrator: see [`Fingerprint::is_given_by`].
    Fingerprints(Vec<String>),
    /// The one whose first two words a person typed while looking at all of
    /// them.
    FirstWords(String),
}

impl Trust {
    /// True when it accepts the publisher with this fingerprint.
    pub fn accepts(&self, fingerprint: &Fingerprint) -> bool {
        match self {
            Self::Known | Self::Look => false,
            Self::Fingerprints(given) => given.iter().any(|given| fingerprint.is_given_by(given)),
            Self::FirstWords(words) => fingerprint.begins_with(words),
        }
    }
}
