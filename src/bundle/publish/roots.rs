//! Roots: whose keys count. The first one makes a publisher; each later one is
//! signed by the keys of the one before and by its own.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};
use serde_json::json;
use tough::schema::RoleType;

use super::{
    Keys, PublishError, SigningKey,
    keys::PublicKey,
    sign::{instant, sign},
};
use crate::bundle::tuf::{Document, Root};

/// Days for which a root holds: five years. A worker's program tolerates an
/// old root; `publish build` reminds of it long before.
pub const ROOT_DAYS: i64 = 5 * 365;

/// The roles of a publisher, in the order in which they are listed.
pub const ROLES: [&str; 4] = ["root", "targets", "snapshot", "timestamp"];

/// The keys of a role.
#[derive(Debug, Clone)]
pub struct Role {
    /// Those that may sign.
    pub keys: Vec<PublicKey>,
    /// How many of them have to.
    pub threshold: u64,
}

/// The four roles, each with the keys that may sign for it and how many have
/// to.
#[derive(Debug, Clone)]
pub struct Roles {
    /// Signs roots. Kept offline.
    pub root: Role,
    /// Signs what is in a release.
    pub targets: Role,
    /// Signs which metadata belong together.
    pub snapshot: Role,
    /// Signs which release is the newest.
    pub timestamp: Role,
}

impl Roles {
    /// One key for all roles.
    pub fn one_for_all(key: &SigningKey) -> Self {
        let role = Role { keys: vec![key.public()], threshold: 1 };
        Self { root: role.clone(), targets: role.clone(), snapshot: role.clone(), timestamp: role }
    }

    /// The roles of a root.
    pub fn of(root: &Document<Root>) -> Self {
        let role = |kind| {
            let (ids, threshold) = role_keys(&root.body, kind);
            let keys = root.body.keys.iter().filter(|(id, _)| ids.contains(&hex::encode(&***id)));
            Role { keys: keys.map(|(id, key)| PublicKey::of(id, key)).collect(), threshold }
        };
        let mut roles = Self {
            root: role(RoleType::Root),
            targets: role(RoleType::Targets),
            snapshot: role(RoleType::Snapshot),
            timestamp: role(RoleType::Timestamp),
        };
        for (_, role) in roles.all_mut() {
            role.keys.sort_by(|a, b| a.id.cmp(&b.id));
        }
        roles
    }

    /// Each role with its name.
    pub fn all(&self) -> [(&'static str, &Role); 4] {
        [("root", &self.root), ("targets", &self.targets), ("snapshot", &self.snapshot), ("timestamp", &self.timestamp)]
    }

    /// Each role with its name, to be changed.
    pub fn all_mut(&mut self) -> [(&'static str, &mut Role); 4] {
        [
            ("root", &mut self.root),
            ("targets", &mut self.targets),
            ("snapshot", &mut self.snapshot),
            ("timestamp", &mut self.timestamp),
        ]
    }
}

/// Makes the first root: with it, a publisher begins. `keys` are those of its
/// root role, all of them at hand.
pub fn first(roles: &Roles, keys: &Keys, now: Timestamp) -> Result<Vec<u8>, PublishError> {
    make(1, roles, keys, &[], now)
}

/// Makes the next root. Of `keys`, enough have to be of the root role before,
/// and enough of the new one.
pub fn next(before: &Document<Root>, roles: &Roles, keys: &Keys, now: Timestamp) -> Result<Vec<u8>, PublishError> {
    let old = signers(&before.body, RoleType::Root, "root", keys)?;
    make(before.version + 1, roles, keys, &old, now)
}

fn make(
    version: u64,
    roles: &Roles,
    keys: &Keys,
    also: &[&SigningKey],
    now: Timestamp,
) -> Result<Vec<u8>, PublishError> {
    let mut public = BTreeMap::new();
    let mut listed = BTreeMap::new();
    for (name, Role { keys, threshold }) in roles.all() {
        if (keys.len() as u64) < (*threshold).max(1) {
            return Err(PublishError::TooFewKeys { role: name, have: keys.len(), need: (*threshold).max(1) });
        }
        let mut ids: Vec<&str> = keys.iter().map(|key| key.id.as_str()).collect();
        ids.sort_unstable();
        listed.insert(name, json!({ "keyids": ids, "threshold": threshold }));
        public.extend(keys.iter().map(|key| (key.id.clone(), key.value.clone())));
    }
    let expires = now.checked_add((24 * ROOT_DAYS).hours()).map_err(PublishError::internal)?;
    let signed = json!({
        "_type": "root",
        "spec_version": "1.0.0",
        "consistent_snapshot": true,
        "version": version,
        "expires": instant(expires),
        "keys": public,
        "roles": listed,
    });
    let new: Vec<String> = roles.root.keys.iter().map(|key| key.id.clone()).collect();
    let mut signers = keys.with_ids(&new);
    if (signers.len() as u64) < roles.root.threshold {
        return Err(PublishError::TooFewKeys { role: "root", have: signers.len(), need: roles.root.threshold });
    }
    signers.extend(also);
    signers.sort_by_key(|key| key.id());
    signers.dedup_by_key(|key| key.id());
    sign::<Root>(&signed, &signers)
}

/// The ids of the keys of a role in hex, and how many have to sign.
pub(super) fn role_keys(root: &Root, role: RoleType) -> (Vec<String>, u64) {
    root.roles.get(&role).map_or((Vec::new(), 1), |keys| {
        (keys.keyids.iter().map(|id| hex::encode(&**id)).collect(), keys.threshold.get())
    })
}

/// The keys at hand that a root names for a role, if they are enough.
pub(super) fn signers<'k>(
    root: &Root,
    role: RoleType,
    name: &'static str,
    keys: &'k Keys,
) -> Result<Vec<&'k SigningKey>, PublishError> {
    let (ids, need) = role_keys(root, role);
    let found = keys.with_ids(&ids);
    if (found.len() as u64) < need {
        return Err(PublishError::TooFewKeys { role: name, have: found.len(), need });
    }
    Ok(found)
}
