//! Signing what no honest program would sign.

use std::{collections::BTreeMap, num::NonZeroU64};

use serde::Serialize;
use serde_json::{Value, json};
use tough::schema::{Role as _, RoleType};

use super::Files;
use crate::bundle::{
    Digest, Fingerprint,
    json::{parse, sorted},
    publish::{
        Keys, Records, Release, Settings, SigningKey,
        roots::{self, Role, Roles},
    },
    samples::{Publisher, now},
};

/// A publisher with keys of its own for each role: root 2 of 3, targets 2 of 2.
pub(crate) struct House {
    /// Publishes.
    pub(crate) publisher: Publisher,
}

impl House {
    /// A new one.
    pub(crate) fn new(name: &str) -> Self {
        let keys = Keys { signing: (0..7).map(|_| SigningKey::generate().unwrap()).collect() };
        let roots = vec![roots::first(&Self::roles(&keys), &keys, now()).unwrap()];
        let publisher =
            Publisher { settings: Settings::named(name), keys, roots, former: Vec::new(), published: now() };
        Self { publisher }
    }

    fn roles(keys: &Keys) -> Roles {
        let role = |name, threshold| Role { keys: of(keys, name).iter().map(SigningKey::public).collect(), threshold };
        Roles {
            root: role("root", 2),
            targets: role("targets", 2),
            snapshot: role("snapshot", 1),
            timestamp: role("timestamp", 1),
        }
    }

    /// The keys of a role.
    pub(crate) fn keys(&self, role: &str) -> Vec<&SigningKey> {
        of(&self.publisher.keys, role).iter().collect()
    }

    /// Publishes the next version.
    pub(crate) fn publish(&mut self, records: Records) -> Release {
        self.publisher.publish(records)
    }

    /// What a person compares.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.publisher.fingerprint()
    }

    /// What the second root would say, if these were its keys from then on.
    pub(crate) fn next_root(&self, keys: &Self) -> Value {
        let mut root = says(&self.publisher.roots[0]);
        let theirs = says(&keys.publisher.roots[0]);
        root["version"] = json!(2);
        root["keys"] = theirs["keys"].clone();
        root["roles"] = theirs["roles"].clone();
        root
    }
}

/// The keys of a role.
fn of<'k>(keys: &'k Keys, role: &str) -> &'k [SigningKey] {
    match role {
        "root" => &keys.signing[..3],
        "targets" => &keys.signing[3..5],
        "snapshot" => &keys.signing[5..6],
        "timestamp" => &keys.signing[6..],
        _ => panic!("{role}"),
    }
}

/// What metadata say, without the signatures.
pub(crate) fn says(bytes: &[u8]) -> Value {
    parse(bytes).unwrap()["signed"].clone()
}

/// Signs anything with any keys.
pub(crate) fn sign(signed: &Value, keys: &[&SigningKey]) -> Vec<u8> {
    #[derive(Serialize)]
    #[serde(transparent)]
    struct Anything(Value);

    impl tough::schema::Role for Anything {
        const TYPE: RoleType = RoleType::Targets;

        fn expires(&self) -> jiff_of_tough::Timestamp {
            jiff_of_tough::Timestamp::MAX
        }

        fn version(&self) -> NonZeroU64 {
            NonZeroU64::MIN
        }

        fn filename(&self, _consistent_snapshot: bool) -> String {
            String::new()
        }
    }

    let message = Anything(signed.clone()).canonical_form().unwrap();
    let signatures: Vec<Value> =
        keys.iter().map(|key| json!({ "keyid": key.id(), "sig": key.sign(&message) })).collect();
    sorted(json!({ "signed": signed, "signatures": signatures }))
}

/// A release whose metadata can be changed before they are signed.
pub(crate) struct Forge<'h> {
    /// Roots and targets.
    pub(crate) files: Files,
    /// What each role says: `timestamp`, `snapshot`, `targets`.
    pub(crate) says: BTreeMap<&'static str, Value>,
    /// Who signs for each role.
    pub(crate) signers: BTreeMap<&'static str, Vec<&'h SigningKey>>,
    /// What happens to the bytes after they were signed, before they are named
    /// by hash.
    pub(crate) bends: BTreeMap<&'static str, fn(&mut Vec<u8>)>,
    /// The number in a file's name, where it is not the version inside.
    pub(crate) numbers: BTreeMap<&'static str, u64>,
    /// What is said about a role, where it is not the truth.
    pub(crate) claims: BTreeMap<&'static str, fn(&mut Value)>,
}

const ROLES: [&str; 3] = ["targets", "snapshot", "timestamp"];

impl<'h> Forge<'h> {
    /// A release as it is, signed by the keys of its publisher.
    pub(crate) fn of(house: &'h House, release: &Release) -> Self {
        let (metadata, files): (Files, Files) = release
            .files
            .clone()
            .into_iter()
            .partition(|(path, _)| ROLES.iter().any(|role| path.ends_with(&format!("{role}.json"))));
        let of = |role: &'static str| metadata.iter().find(|(path, _)| path.contains(role)).unwrap().1;
        Self {
            files,
            says: ROLES.map(|role| (role, says(of(role)))).into(),
            signers: ROLES.map(|role| (role, house.keys(role))).into(),
            bends: BTreeMap::new(),
            numbers: BTreeMap::new(),
            claims: BTreeMap::new(),
        }
    }

    /// What a role says, to be changed.
    pub(crate) fn of_role(&mut self, role: &'static str) -> &mut Value {
        self.says.get_mut(role).unwrap()
    }

    /// The targets by name, to be changed.
    pub(crate) fn listed(&mut self) -> &mut serde_json::Map<String, Value> {
        self.of_role("targets")["targets"].as_object_mut().unwrap()
    }

    /// Puts other bytes in the place of a target, and says so.
    pub(crate) fn put_target(&mut self, name: &str, bytes: &[u8]) {
        let hash = Digest::of(bytes).to_string();
        self.files.retain(|path, _| !path.ends_with(&format!(".{name}")));
        self.files.insert(format!("targets/{hash}.{name}"), bytes.to_vec());
        let target = self.listed().get_mut(name).unwrap();
        target["length"] = json!(bytes.len());
        target["hashes"] = json!({ "sha256": hash });
    }

    /// Signs everything.
    pub(crate) fn seal(mut self) -> Files {
        for role in ROLES {
            let named = self.says[role]["version"].as_u64().unwrap_or(3);
            let number = self.numbers.get(role).copied().unwrap_or(named);
            let mut bytes = sign(&self.says[role], &self.signers[role]);
            if let Some(bend) = self.bends.get(role) {
                bend(&mut bytes);
            }
            let mut claim =
                json!({ "version": number, "length": bytes.len(), "hashes": { "sha256": Digest::of(&bytes) } });
            if let Some(change) = self.claims.get(role) {
                change(&mut claim);
            }
            let (above, path) = match role {
                "targets" => ("snapshot", format!("metadata/{number}.targets.json")),
                "snapshot" => ("timestamp", format!("metadata/{number}.snapshot.json")),
                _ => ("", "metadata/timestamp.json".to_owned()),
            };
            if let Some(meta) = self.says.get_mut(above).and_then(|says| says["meta"].as_object_mut()) {
                // Where an attack took it out, it stays out.
                meta.entry(format!("{role}.json")).and_modify(|old| *old = claim);
            }
            self.files.insert(path, bytes);
        }
        self.files
    }
}
