//! One file of metadata: what it says, and who signed it.

use std::{collections::BTreeMap, marker::PhantomData, num::NonZeroU64};

use serde::{Deserialize, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use tough::schema::{Role, RoleType, Signature, Signed};

use crate::bundle::{
    digest::{self, Hashes},
    json, names,
    refusal::Refusal,
};

/// What one role says.
pub trait Body: DeserializeOwned {
    /// The role, for the schema.
    const ROLE: RoleType;
    /// The role, as `_type` names it.
    const TYPE: &'static str;
}

/// Root: the keys of every role. The schema is tough's.
pub type Root = tough::schema::Root;

/// Timestamp: which snapshot is the newest.
#[derive(Debug, Clone, Deserialize)]
pub struct Timestamp {
    /// `snapshot.json`, and nothing else.
    pub meta: BTreeMap<String, FileMeta>,
}

/// Snapshot: which targets metadata belong together.
#[derive(Debug, Clone, Deserialize)]
pub struct Snapshot {
    /// `targets.json` at least.
    pub meta: BTreeMap<String, FileMeta>,
}

/// Targets: the files themselves.
#[derive(Debug, Clone, Deserialize)]
pub struct Targets {
    /// The files by name.
    pub targets: BTreeMap<String, TargetMeta>,
    /// Who else may sign for files: a bundle has nobody.
    #[serde(default)]
    pub delegations: Option<Value>,
}

/// What metadata say about other metadata.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FileMeta {
    /// The version inside of the file.
    pub version: NonZeroU64,
    /// Its bytes.
    #[serde(default)]
    pub length: Option<u64>,
    /// Its hashes.
    #[serde(default)]
    pub hashes: Option<Hashes>,
}

/// What targets metadata say about a file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct TargetMeta {
    /// Its bytes.
    pub length: u64,
    /// Its hashes.
    pub hashes: Hashes,
    /// What the publisher says about it.
    #[serde(default)]
    pub custom: Map<String, Value>,
}

impl TargetMeta {
    /// Checks that these bytes are the file.
    pub fn is(&self, bytes: &[u8]) -> Result<(), &'static str> {
        if bytes.len() as u64 != self.length {
            return Err("its length is another");
        }
        digest::matches(&self.hashes, bytes)
    }
}

impl Body for Root {
    const ROLE: RoleType = RoleType::Root;
    const TYPE: &'static str = "root";
}

impl Body for Timestamp {
    const ROLE: RoleType = RoleType::Timestamp;
    const TYPE: &'static str = "timestamp";
}

impl Body for Snapshot {
    const ROLE: RoleType = RoleType::Snapshot;
    const TYPE: &'static str = "snapshot";
}

impl Body for Targets {
    const ROLE: RoleType = RoleType::Targets;
    const TYPE: &'static str = "targets";
}

/// What every role says.
#[derive(Debug, Clone, Deserialize)]
struct Header {
    #[serde(rename = "_type")]
    kind: String,
    spec_version: String,
    version: NonZeroU64,
    expires: jiff::Timestamp,
}

/// The outer shape of every file.
#[derive(Deserialize)]
struct Envelope {
    signed: Value,
    signatures: Vec<Signature>,
}

/// One file of metadata.
#[derive(Debug, Clone)]
pub struct Document<B> {
    /// Grows with every change.
    pub version: u64,
    /// Until when it is to be believed.
    pub expires: jiff::Timestamp,
    /// What it says.
    pub body: B,
    signed: Signed<Raw<B>>,
}

/// What was signed, as it came. Serialising it gives the bytes to check, in
/// canonical form.
#[derive(Debug, Clone)]
struct Raw<B> {
    value: Value,
    version: NonZeroU64,
    expires: jiff::Timestamp,
    body: PhantomData<B>,
}

impl<B> Serialize for Raw<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<B: Body> Role for Raw<B> {
    const TYPE: RoleType = B::ROLE;

    fn expires(&self) -> jiff_of_tough::Timestamp {
        jiff_of_tough::Timestamp::from_second(self.expires.as_second()).unwrap_or_default()
    }

    fn version(&self) -> NonZeroU64 {
        self.version
    }

    fn filename(&self, _consistent_snapshot: bool) -> String {
        format!("{}.{}.json", self.version, B::TYPE)
    }
}

impl<B: Body> Document<B> {
    /// Reads a file of metadata. Nothing of it is trusted before
    /// [`Document::verify`]. `part` names the file in refusals.
    pub fn parse(part: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        let damaged = |error: serde_json::Error| Refusal::damaged(part, error);
        let value = json::parse(bytes).map_err(damaged)?;
        let Envelope { signed, signatures } = json::typed(&value).map_err(damaged)?;
        let header: Header = json::typed(&signed).map_err(damaged)?;
        if header.kind != B::TYPE {
            return Err(Refusal::not_trusted(part, format_args!("it calls itself {:?}", header.kind)));
        }
        if header.spec_version.split('.').next() != Some("1") {
            return Err(Refusal::unsafe_(part, "it follows another specification"));
        }
        let body = json::typed(&signed).map_err(damaged)?;
        let raw = Raw { value: signed, version: header.version, expires: header.expires, body: PhantomData };
        Ok(Self {
            version: header.version.get(),
            expires: header.expires,
            body,
            signed: Signed { signed: raw, signatures },
        })
    }

    /// Checks that enough of the keys that a root names for this role signed.
    pub fn verify(&self, part: &str, root: &Root) -> Result<(), Refusal> {
        let too_few = |_| Refusal::not_trusted(part, "too few of those who have to sign it did");
        root.verify_role(&self.signed).map_err(too_few)
    }

    /// The bytes that a publisher's program writes for what this says.
    pub fn written(&self) -> Vec<u8> {
        let signature = |one: &Signature| json!({ "keyid": hex::encode(&*one.keyid), "sig": hex::encode(&*one.sig) });
        let signatures: Vec<Value> = self.signed.signatures.iter().map(signature).collect();
        json::sorted(json!({ "signed": self.signed.signed.value, "signatures": signatures }))
    }

    /// True when none of its signatures is wrong: each is by a key that one of
    /// these roots names for the role.
    pub fn each_signature_is_right<'r>(&self, roots: impl Iterator<Item = &'r Root>) -> bool {
        let Some(mut all) = joined(roots, B::ROLE) else { return false };
        let Some(keys) = all.roles.get_mut(&B::ROLE) else { return false };
        keys.threshold = NonZeroU64::new(self.signed.signatures.len() as u64).unwrap_or(NonZeroU64::MAX);
        all.verify_role(&self.signed).is_ok()
    }

    /// What was signed, in the form in which it is signed.
    pub fn canonical(&self, part: &str) -> Result<Vec<u8>, Refusal> {
        self.signed.signed.canonical_form().map_err(|error| Refusal::damaged(part, error))
    }
}

/// A root that names for a role the keys of all these roots.
fn joined<'r>(mut roots: impl Iterator<Item = &'r Root>, role: RoleType) -> Option<Root> {
    let mut all = roots.next()?.clone();
    for root in roots {
        all.keys.extend(root.keys.clone());
        let more = root.roles.get(&role)?.keyids.iter().cloned();
        all.roles.get_mut(&role)?.keyids.extend(more);
    }
    Some(all)
}

impl Document<Targets> {
    /// Refuses what a bundle never has: signing for others.
    pub fn check_no_delegations(&self, part: &str) -> Result<(), Refusal> {
        let roles = self.body.delegations.as_ref().and_then(|delegations| delegations.get("roles"));
        match roles {
            None | Some(Value::Null) => Ok(()),
            Some(Value::Array(roles)) if roles.is_empty() => Ok(()),
            Some(_) => Err(Refusal::unsafe_(part, "it lets others sign")),
        }
    }

    /// Refuses target names that are not on the allow-list, and too many.
    pub fn check_names(&self, part: &str) -> Result<(), Refusal> {
        if self.body.targets.len() > crate::bundle::limits::TARGETS {
            return Err(Refusal::unsafe_(part, "it lists too many files"));
        }
        match self.body.targets.keys().find(|name| !names::is_target(name)) {
            Some(name) => Err(Refusal::unsafe_(part, format_args!("it names a file {name:?}"))),
            None => Ok(()),
        }
    }
}
