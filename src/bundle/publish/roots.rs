//! Roots: whose keys count. The first one makes a publisher; each later one is
//! signed by the keys of the one before and by its own.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, ToSpan};
use serde_json::json;
use tough::schema::{RoleKeys, RoleType};

use super::{
    Keys, PublishError, SigningKey,
    sign::{instant, sign},
};
use crate::bundle::tuf::{Document, Root};

/// Days for which a root holds: five years. A worker's program tolerates an
/// old root; `publish build` reminds of it long before.
pub const ROOT_DAYS: i64 = 5 * 365;

/// The keys of a role.
#[derive(Debug)]
pub struct Role<'k> {
    /// Those that may sign.
    pub keys: Vec<&'k SigningKey>,
    /// How many of them have to.
    pub threshold: u64,
}

/// The four roles, each with the keys that may sign for it and how many have
/// to.
#[derive(Debug)]
pub struct Roles<'k> {
    /// Signs roots. Kept offline.
    pub root: Role<'k>,
    /// Signs what is in a release.
    pub targets: Role<'k>,
    /// Signs which metadata belong together.
    pub snapshot: Role<'k>,
    /// Signs which release is the newest.
    pub timestamp: Role<'k>,
}

impl Roles<'_> {
    fn all(&self) -> [(&'static str, &Role<'_>); 4] {
        [("root", &self.root), ("targets", &self.targets), ("snapshot", &self.snapshot), ("timestamp", &self.timestamp)]
    }
}

/// Makes the first root: with it, a publisher begins.
pub fn first(roles: &Roles<'_>, now: Timestamp) -> Result<Vec<u8>, PublishError> {
    make(1, roles, &[], now)
}

/// Makes the next root with other keys. `signers` hold the keys of the root
/// before, of which enough have to be at hand.
pub fn next(
    before: &Document<Root>,
    roles: &Roles<'_>,
    signers: &Keys,
    now: Timestamp,
) -> Result<Vec<u8>, PublishError> {
    let (old, need) = role_keys(&before.body, RoleType::Root);
    let old = signers.with_ids(&old);
    if (old.len() as u64) < need {
        return Err(PublishError::TooFewKeys { role: "root", have: old.len(), need });
    }
    make(before.version + 1, roles, &old, now)
}

fn make(version: u64, roles: &Roles<'_>, also: &[&SigningKey], now: Timestamp) -> Result<Vec<u8>, PublishError> {
    let mut keys = BTreeMap::new();
    let mut listed = BTreeMap::new();
    for (name, Role { keys: holders, threshold }) in roles.all() {
        if (holders.len() as u64) < (*threshold).max(1) {
            return Err(PublishError::TooFewKeys { role: name, have: holders.len(), need: (*threshold).max(1) });
        }
        for key in holders {
            keys.insert(key.id(), serde_json::to_value(key.public()).map_err(PublishError::internal)?);
        }
        let ids: Vec<String> = holders.iter().map(|key| key.id()).collect();
        listed.insert(name, json!({ "keyids": ids, "threshold": threshold }));
    }
    let expires = now.checked_add((24 * ROOT_DAYS).hours()).map_err(PublishError::internal)?;
    let signed = json!({
        "_type": "root",
        "spec_version": "1.0.0",
        "consistent_snapshot": true,
        "version": version,
        "expires": instant(expires),
        "keys": keys,
        "roles": listed,
    });
    let mut signers: Vec<&SigningKey> = roles.root.keys.clone();
    signers.extend(also);
    signers.sort_by_key(|key| key.id());
    signers.dedup_by_key(|key| key.id());
    sign::<Root>(&signed, &signers)
}

/// The ids of the keys of a role, and how many have to sign.
pub(super) fn role_keys(
    root: &Root,
    role: RoleType,
) -> (Vec<tough::schema::decoded::Decoded<tough::schema::decoded::Hex>>, u64) {
    let none = RoleKeys { keyids: Vec::new(), threshold: std::num::NonZeroU64::MIN, _extra: HashMap::new() };
    let keys = root.roles.get(&role).cloned().unwrap_or(none);
    (keys.keyids, keys.threshold.get())
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
