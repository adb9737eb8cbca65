//! A publisher for tests of the whole program: one key, made-up houses.
#![allow(dead_code, reason = "each test program uses the part it needs")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that fails says where, and writes files")]

use std::path::Path;

use jiff::Timestamp;
use parasol::{
    bundle::{
        Fingerprint,
        publish::{
            Draft, Former, Keys, Records, Release, Settings, SigningKey, release,
            roots::{self, Roles},
        },
    },
    directory::{Organization, Phone, Service, Text, Tombstone},
};

/// A publisher and what it has released so far.
pub struct Curator {
    /// What it says about itself.
    pub settings: Settings,
    /// When it publishes.
    pub published: Timestamp,
    keys: Keys,
    roots: Vec<Vec<u8>>,
    former: Vec<Former>,
}

impl Curator {
    /// A new one, who publishes a few days before the day of the tests.
    pub fn new(name: &str) -> Self {
        let published = "2026-11-20T08:00:00Z".parse().unwrap();
        let key = SigningKey::generate().unwrap();
        let roles = Roles::one_for_all(&key);
        let keys = Keys { signing: vec![key] };
        let roots = vec![roots::first(&roles, &keys, published).unwrap()];
        Self { settings: Settings::named(name), published, keys, roots, former: Vec::new() }
    }

    /// Signs the next version and writes it into a file.
    pub fn publish(&mut self, records: Records, to: &Path) -> Published {
        let version = self.former.last().map_or(1, |last| last.version + 1);
        self.publish_as(version, records, to)
    }

    /// The same under a version of choice.
    pub fn publish_as(&mut self, version: u64, mut records: Records, to: &Path) -> Published {
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
        let Release { fingerprint, raw, .. } = {
            let release = release::build(&draft, &self.keys).unwrap();
            release.pack(std::fs::File::create(to).unwrap()).unwrap();
            release
        };
        self.former.push(Former { version, raw });
        Published { file: to.to_str().unwrap().to_owned(), fingerprint }
    }
}

/// A bundle in a file.
pub struct Published {
    /// Where it is.
    pub file: String,
    /// What a person compares.
    pub fingerprint: Fingerprint,
}

impl Published {
    /// The fingerprint as `--trust` takes it.
    pub fn trust(&self) -> String {
        self.fingerprint.hex()
    }

    /// Id of the publisher.
    pub fn publisher(&self) -> String {
        self.fingerprint.publisher()
    }
}

/// A house with a bed service, both checked a month before the day of the
/// tests.
pub fn house(number: usize) -> Organization {
    let checked = jiff::civil::date(2026, 10, 24);
    Organization {
        id: format!("house-{number:05}"),
        name: Text::plain(format!("House number {number}")),
        phones: vec![Phone { number: format!("+34 600 {number:06}"), ..Phone::default() }],
        assured_date: Some(checked),
        services: vec![Service {
            id: format!("house-{number:05}-beds"),
            name: Text::plain(format!("Beds of house {number}")),
            assured_date: Some(checked),
            ..Service::default()
        }],
        ..Organization::default()
    }
}

/// So many houses, and the ids of those that are withdrawn by version `since`.
pub fn houses(count: usize, withdrawn: &[&str], since: u64) -> Records {
    let tombstone = |id: &&str| Tombstone { id: (*id).to_owned(), reason: "dangerous".into(), since_version: since };
    Records { organizations: (0..count).map(house).collect(), tombstones: withdrawn.iter().map(tombstone).collect() }
}
