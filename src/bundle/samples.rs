//! Publishers and releases for tests, of other rooms too.

use std::{collections::BTreeMap, io::Cursor, sync::Arc};

use jiff::Timestamp;

use super::{
    Fetch, Fingerprint, Trust, Trusted, Verified,
    file::Container,
    publish::{
        Draft, Former, Keys, Records, Release, Settings, SigningKey, release,
        roots::{self, Roles},
    },
    verify,
};
use crate::directory::{Organization, Phone, Service, Text, Tombstone};

/// The day of every test.
pub(crate) fn now() -> Timestamp {
    "2026-11-25T12:00:00Z".parse().unwrap()
}

/// A publisher with one key for everything, and its releases so far.
pub(crate) struct Publisher {
    /// What it says about itself.
    pub(crate) settings: Settings,
    /// Its keys.
    pub(crate) keys: Keys,
    /// Its roots so far.
    pub(crate) roots: Vec<Vec<u8>>,
    /// Its releases so far, as JSON lines.
    pub(crate) former: Vec<Former>,
    /// When it publishes.
    pub(crate) published: Timestamp,
}

impl Publisher {
    /// A new one.
    pub(crate) fn new(name: &str) -> Self {
        let key = SigningKey::generate().unwrap();
        let roles = Roles::one_for_all(&key);
        let keys = Keys { signing: vec![key] };
        let roots = vec![roots::first(&roles, &keys, now()).unwrap()];
        Self { settings: Settings::named(name), keys, roots, former: Vec::new(), published: now() }
    }

    /// What a person compares.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let root = Memory(BTreeMap::from([("metadata/1.root.json".to_owned(), self.roots[0].clone())]));
        super::identify(&root).unwrap()
    }

    /// Publishes the next version of these records.
    pub(crate) fn publish(&mut self, records: Records) -> Release {
        let version = self.former.last().map_or(1, |last| last.version + 1);
        self.publish_as(version, records)
    }

    /// Publishes these records under a version of choice.
    pub(crate) fn publish_as(&mut self, version: u64, mut records: Records) -> Release {
        records.settle();
        let draft = Draft {
            settings: &self.settings,
            roots: &self.roots,
            records: &records,
            former: &self.former,
            version,
            published: self.published,
            expires: release::days_after(self.published, self.settings.expires_days).unwrap(),
        };
        let release = release::build(&draft, &self.keys).unwrap();
        self.former.push(Former { version, raw: release.raw.clone() });
        release
    }

    /// Changes every key.
    pub(crate) fn rotate(&mut self) {
        let key = SigningKey::generate().unwrap();
        let kept =
            super::tuf::Kept::from_files((1..).map(super::tuf::root_name).zip(self.roots.iter().cloned()).collect());
        let before = kept.unwrap().root().unwrap();
        let roles = Roles::one_for_all(&key);
        self.keys.signing.push(key);
        self.roots.push(roots::next(&before, &roles, &self.keys, now()).unwrap());
        self.keys.signing.remove(0);
    }
}

/// Some made-up records: organisations with one service each.
pub(crate) fn records(count: usize) -> Records {
    let organizations = (0..count)
        .map(|n| Organization {
            id: format!("org-{n:05}"),
            name: Text::plain(format!("House number {n}")),
            phones: vec![Phone { number: format!("+34 600 {n:06}"), ..Default::default() }],
            services: vec![Service {
                id: format!("org-{n:05}-s"),
                name: Text::plain(format!("Beds of house {n}")),
                ..Default::default()
            }],
            ..Default::default()
        })
        .collect();
    Records { organizations, tombstones: Vec::new() }
}

/// A tombstone.
pub(crate) fn tombstone(id: &str, since_version: u64) -> Tombstone {
    Tombstone { id: id.into(), reason: "dangerous".into(), since_version }
}

/// The bytes of a bundle in one file.
pub(crate) fn packed(release: &Release) -> Vec<u8> {
    let mut bytes = Vec::new();
    release.pack(&mut bytes).unwrap();
    bytes
}

/// A bundle in one file, in memory.
pub(crate) fn container(bytes: Vec<u8>) -> Result<Arc<dyn Fetch>, super::Refusal> {
    Ok(Arc::new(Container::read(Cursor::new(bytes))?))
}

/// Verifies and gets a release the way a first import would.
pub(crate) fn take(release: &Release, before: Option<&Trusted>) -> (Verified, Vec<u8>) {
    let fetch = container(packed(release)).unwrap();
    let trust = Trust::Fingerprints(vec![release.fingerprint.hex()]);
    let verified = verify(fetch, before, &trust, now()).unwrap();
    let lines = lines(&verified, None);
    (verified, lines)
}

/// The records of a verified version as JSON lines.
pub(crate) fn lines(verified: &Verified, have: Option<&[u8]>) -> Vec<u8> {
    let obtained = verified.directory(have, &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    let mut lines = Vec::new();
    obtained.lines().unwrap().read_to_end(&mut lines).unwrap();
    lines
}

/// Files in memory as a place without a list, like a web host.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory(pub(crate) BTreeMap<String, Vec<u8>>);

impl Fetch for Memory {
    fn fetch(&self, path: &str, limit: u64) -> Result<Box<dyn std::io::Read + Send>, super::FetchError> {
        let bytes = self.0.get(path).ok_or(super::FetchError::NotFound)?;
        if bytes.len() as u64 > limit {
            return Err(super::FetchError::TooLong);
        }
        Ok(Box::new(Cursor::new(bytes.clone())))
    }
}
