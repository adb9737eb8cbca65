//! The steps of the specification, each of which ends in metadata that may be
//! kept.

use std::{collections::BTreeSet, num::NonZeroU64};

use tough::schema::RoleType;

use super::{
    document::{Body, Document, FileMeta, Root, Snapshot, TargetMeta, Targets, Timestamp},
    kept::{Kept, root_name},
};
use crate::bundle::{
    digest,
    fetch::{Fetch, FetchError, read_whole},
    limits,
    refusal::Refusal,
};

const TIMESTAMP: &str = "timestamp.json";
const SNAPSHOT: &str = "snapshot.json";
const TARGETS: &str = "targets.json";

/// What to do about metadata past their date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// Refuse them, as the specification says.
    Strict,
    /// Take them: a directory that is late still helps, and a banner says so.
    Tolerated,
}

/// What holds after all steps.
#[derive(Debug, Clone)]
pub struct Refreshed {
    /// The newest root.
    pub root: Document<Root>,
    /// The newest timestamp.
    pub timestamp: Document<Timestamp>,
    /// The targets that belong to it.
    pub targets: Document<Targets>,
}

/// Brings what is kept of a publisher up to date from a place.
pub struct Client<'a> {
    fetch: &'a dyn Fetch,
    now: jiff::Timestamp,
    expiry: Expiry,
    /// What is trusted so far. After a refusal it holds what was accepted
    /// before the refusal; whether to keep that is for the caller to decide.
    pub kept: Kept,
}

impl<'a> Client<'a> {
    /// A client that starts from what is kept.
    pub fn new(fetch: &'a dyn Fetch, kept: Kept, now: jiff::Timestamp, expiry: Expiry) -> Self {
        Self { fetch, now, expiry, kept }
    }

    /// All steps: roots, timestamp, snapshot, targets.
    pub fn refresh(&mut self) -> Result<Refreshed, Refusal> {
        let root = self.update_root()?;
        let timestamp = self.update_timestamp(&root)?;
        let snapshot = self.update_snapshot(&root, &timestamp)?;
        let targets = self.update_targets(&root, &snapshot)?;
        Ok(Refreshed { root, timestamp, targets })
    }

    /// 5.3: follows the chain of roots to its end.
    fn update_root(&mut self) -> Result<Document<Root>, Refusal> {
        let mut root = self.kept.root()?;
        let first = root.version;
        loop {
            let next = root.version.saturating_add(1);
            let part = path_of(&root_name(next));
            if next - first > limits::ROOTS {
                return Err(Refusal::unsafe_(&part, "there are too many roots"));
            }
            // Only "not found" ends the chain: whoever holds back the next root
            // by any other failure would keep a revoked key alive.
            let bytes = match read_whole(self.fetch, &part, limits::METADATA_BYTES) {
                Err(FetchError::NotFound) => break,
                other => other.map_err(|error| Refusal::of_fetch(&part, error))?,
            };
            let new: Document<Root> = Document::parse(&part, &bytes)?;
            new.verify(&part, &root.body)?;
            new.verify(&part, &new.body)?;
            if new.version != next {
                return Err(Refusal::damaged(&part, "its version is another"));
            }
            // 5.3.11: changed keys are how a publisher comes back from a
            // version that a thief raised; rollback is then judged anew.
            if keys_changed(&root.body, &new.body) {
                self.kept.forget(TIMESTAMP);
                self.kept.forget(SNAPSHOT);
                self.kept.forget(TARGETS);
            }
            self.kept.push_root(next, bytes);
            root = new;
        }
        self.check_date("root.json", root.expires)?;
        Ok(root)
    }

    /// 5.4: the newest timestamp.
    fn update_timestamp(&mut self, root: &Document<Root>) -> Result<Document<Timestamp>, Refusal> {
        let part = path_of(TIMESTAMP);
        let bytes = self.read(&part, limits::METADATA_BYTES)?;
        let mut new: Document<Timestamp> = Document::parse(&part, &bytes)?;
        new.verify(&part, &root.body).map_err(|refusal| self.of_old_keys(&part, &new).unwrap_or(refusal))?;
        let meta = snapshot_meta(&part, &new)?;
        if let Some(old) = self.kept.trusted::<Timestamp>(TIMESTAMP, &root.body) {
            check_not_older(&part, old.version, new.version)?;
            if old.version == new.version {
                // The one that is kept stands: equal versions are equal.
                new = old;
                self.check_date(&part, new.expires)?;
                return Ok(new);
            }
            check_not_older(SNAPSHOT, snapshot_meta(TIMESTAMP, &old)?.version.get(), meta.version.get())?;
        }
        self.check_date(&part, new.expires)?;
        self.kept.put(TIMESTAMP, bytes);
        Ok(new)
    }

    /// What is signed with the keys of an earlier root is refused like anything
    /// else that is not signed rightly. But it may just be old, and a person is
    /// told so.
    fn of_old_keys(&self, part: &str, timestamp: &Document<Timestamp>) -> Option<Refusal> {
        let signed = |bytes: &[u8]| {
            let root: Document<Root> = Document::parse("root.json", bytes)?;
            timestamp.verify(part, &root.body)
        };
        let old = self.kept.roots().any(|(_, bytes)| signed(bytes).is_ok());
        old.then(|| Refusal::OldKeys { part: part.to_owned() })
    }

    /// 5.5: the snapshot that the timestamp names.
    fn update_snapshot(
        &mut self,
        root: &Document<Root>,
        timestamp: &Document<Timestamp>,
    ) -> Result<Document<Snapshot>, Refusal> {
        let meta = snapshot_meta(TIMESTAMP, timestamp)?;
        let old = self.kept.trusted::<Snapshot>(SNAPSHOT, &root.body);
        let (bytes, new) = self.update(root, SNAPSHOT, meta, old.as_ref(), limits::METADATA_BYTES)?;
        if !new.body.meta.contains_key(TARGETS) {
            return Err(Refusal::damaged(&path_of(SNAPSHOT), "it names no targets"));
        }
        for (name, old) in old.iter().flat_map(|old| &old.body.meta) {
            let Some(new) = new.body.meta.get(name) else {
                return Err(Refusal::not_trusted(&path_of(SNAPSHOT), format_args!("it no longer names {name:?}")));
            };
            check_not_older(name, old.version.get(), new.version.get())?;
        }
        self.check_date(SNAPSHOT, new.expires)?;
        self.kept.put(SNAPSHOT, bytes);
        Ok(new)
    }

    /// 5.6: the targets that the snapshot names.
    fn update_targets(
        &mut self,
        root: &Document<Root>,
        snapshot: &Document<Snapshot>,
    ) -> Result<Document<Targets>, Refusal> {
        let Some(meta) = snapshot.body.meta.get(TARGETS) else {
            return Err(Refusal::damaged(SNAPSHOT, "it names no targets"));
        };
        let old = self.kept.trusted::<Targets>(TARGETS, &root.body);
        let (bytes, new) = self.update(root, TARGETS, meta, old.as_ref(), limits::TARGETS_METADATA_BYTES)?;
        self.check_date(TARGETS, new.expires)?;
        new.check_no_delegations(&path_of(TARGETS))?;
        self.kept.put(TARGETS, bytes);
        Ok(new)
    }

    /// Gets the version of a role that other metadata name: from what is kept
    /// if that is it, else from the place.
    fn update<B: Body + Clone>(
        &self,
        root: &Document<Root>,
        name: &'static str,
        meta: &FileMeta,
        old: Option<&Document<B>>,
        limit: u64,
    ) -> Result<(Vec<u8>, Document<B>), Refusal> {
        if let (Some(old), Some(bytes)) = (old, self.kept.bytes(name))
            && old.version == meta.version.get()
            && is_as_said(meta, bytes).is_ok()
        {
            return Ok((bytes.to_vec(), old.clone()));
        }
        let part = path_of(&versioned(root, name, meta.version));
        let limit = meta.length.map_or(limit, |length| length.min(limit));
        let bytes = self.read(&part, limit)?;
        is_as_said(meta, &bytes).map_err(|detail| Refusal::damaged(&part, detail))?;
        let new: Document<B> = Document::parse(&part, &bytes)?;
        new.verify(&part, &root.body)?;
        if new.version != meta.version.get() {
            return Err(Refusal::damaged(&part, "its version is another"));
        }
        Ok((bytes, new))
    }

    /// Reads a target, checking length and hashes.
    pub fn target(&self, root: &Document<Root>, name: &str, meta: &TargetMeta) -> Result<Vec<u8>, Refusal> {
        let path = target_path(root, name, meta);
        let bytes = self.read(&path, meta.length.min(limits::TARGET_BYTES))?;
        meta.is(&bytes).map_err(|detail| Refusal::damaged(&path, detail))?;
        Ok(bytes)
    }

    fn read(&self, part: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        read_whole(self.fetch, part, limit).map_err(|error| Refusal::of_fetch(part, error))
    }

    /// The date counts from the second on which it names.
    fn check_date(&self, part: &str, expires: jiff::Timestamp) -> Result<(), Refusal> {
        if self.expiry == Expiry::Strict && expires <= self.now {
            return Err(Refusal::Expired { part: part.to_owned(), expires });
        }
        Ok(())
    }
}

/// Where a file of metadata lies.
fn path_of(name: &str) -> String {
    format!("metadata/{name}")
}

/// The name under which a version of a role lies.
fn versioned(root: &Document<Root>, name: &str, version: NonZeroU64) -> String {
    if root.body.consistent_snapshot { format!("{version}.{name}") } else { name.to_owned() }
}

/// Where a target lies: its hash stands before the last part of its name.
pub fn target_path(root: &Document<Root>, name: &str, meta: &TargetMeta) -> String {
    let hash = meta.hashes.get("sha256").or_else(|| meta.hashes.values().next());
    match hash.filter(|_| root.body.consistent_snapshot) {
        None => format!("targets/{name}"),
        Some(hash) => match name.rsplit_once('/') {
            Some((folder, file)) => format!("targets/{folder}/{hash}.{file}"),
            None => format!("targets/{hash}.{name}"),
        },
    }
}

/// The one thing that a timestamp names.
fn snapshot_meta<'d>(part: &str, timestamp: &'d Document<Timestamp>) -> Result<&'d FileMeta, Refusal> {
    match timestamp.body.meta.get(SNAPSHOT) {
        Some(meta) if timestamp.body.meta.len() == 1 => Ok(meta),
        _ => Err(Refusal::damaged(part, "it names something else than one snapshot")),
    }
}

/// Checks length and hashes where the metadata name them.
fn is_as_said(meta: &FileMeta, bytes: &[u8]) -> Result<(), &'static str> {
    if meta.length.is_some_and(|length| length != bytes.len() as u64) {
        return Err("its length is another");
    }
    meta.hashes.as_ref().map_or(Ok(()), |hashes| digest::matches(hashes, bytes))
}

fn check_not_older(part: &str, have: u64, offered: u64) -> Result<(), Refusal> {
    if offered < have { Err(Refusal::Older { part: part.to_owned(), have, offered }) } else { Ok(()) }
}

/// True when the keys of timestamp or snapshot are others than before.
fn keys_changed(before: &Root, after: &Root) -> bool {
    let keys = |root: &Root, role| -> Option<BTreeSet<Vec<u8>>> {
        root.roles.get(&role).map(|keys| keys.keyids.iter().map(|id| id.to_vec()).collect())
    };
    [RoleType::Timestamp, RoleType::Snapshot].into_iter().any(|role| keys(before, role) != keys(after, role))
}
