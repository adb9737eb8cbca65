//! What is kept of a publisher: metadata as they were received.

use std::collections::BTreeMap;

use super::document::{Body, Document, Root};
use crate::bundle::{digest::Digest, fingerprint::Fingerprint, limits, refusal::Refusal};

/// Metadata as they were received: every root from the first trusted one on,
/// and the newest of each other role that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The roots by version, without gaps.
    roots: BTreeMap<u64, Vec<u8>>,
    /// The other roles by file name.
    others: BTreeMap<&'static str, Vec<u8>>,
}

/// The names of the other roles.
const OTHERS: [&str; 3] = ["timestamp.json", "snapshot.json", "targets.json"];

impl Kept {
    /// Begins with a root that is trusted for another reason. It has to be
    /// signed by its own keys.
    pub fn begin(part: &str, bytes: Vec<u8>) -> Result<Self, Refusal> {
        let root: Document<Root> = Document::parse(part, &bytes)?;
        root.verify(part, &root.body)?;
        Ok(Self { roots: BTreeMap::from([(root.version, bytes)]), others: BTreeMap::new() })
    }

    /// Puts it together from files by name, checking the whole chain of roots
    /// again. Names that are none of ours are refused: nothing that is kept is
    /// ever ignored silently.
    pub fn from_files(files: BTreeMap<String, Vec<u8>>) -> Result<Self, Refusal> {
        let mut kept = Self { roots: BTreeMap::new(), others: BTreeMap::new() };
        for (name, bytes) in files {
            let version = name.strip_suffix(".root.json").and_then(|number| number.parse().ok());
            if let Some(version) = version {
                kept.roots.insert(version, bytes);
            } else if let Some(other) = OTHERS.iter().find(|other| **other == name) {
                kept.others.insert(other, bytes);
            } else {
                return Err(Refusal::unsafe_(&name, "no such file is kept"));
            }
        }
        kept.check_chain()?;
        Ok(kept)
    }

    /// The files by name, as [`Kept::from_files`] takes them.
    pub fn to_files(&self) -> BTreeMap<String, Vec<u8>> {
        let roots = self.roots.iter().map(|(version, bytes)| (format!("{version}.root.json"), bytes.clone()));
        roots.chain(self.others.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone()))).collect()
    }

    /// The newest root.
    pub fn root(&self) -> Result<Document<Root>, Refusal> {
        let Some((version, bytes)) = self.roots.last_key_value() else {
            return Err(Refusal::damaged("root.json", "it is missing"));
        };
        Document::parse(&root_name(*version), bytes)
    }

    /// The newest root as it was received.
    pub fn root_bytes(&self) -> &[u8] {
        self.roots.last_key_value().map_or(&[], |(_, bytes)| bytes)
    }

    /// Every root as it was received, by version.
    pub fn roots(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.roots.iter().map(|(version, bytes)| (*version, bytes.as_slice()))
    }

    /// The fingerprint of the publisher. Fails unless the first root is kept.
    pub fn fingerprint(&self) -> Result<Fingerprint, Refusal> {
        let part = root_name(1);
        let bytes = self.roots.get(&1).ok_or_else(|| Refusal::damaged(&part, "it is missing"))?;
        let root: Document<Root> = Document::parse(&part, bytes)?;
        Ok(Fingerprint(Digest::of(&root.canonical(&part)?)))
    }

    /// One of the other roles, if it was kept and the newest root still stands
    /// behind it.
    pub fn trusted<B: Body>(&self, name: &'static str, root: &Root) -> Option<Document<B>> {
        let document = Document::parse(name, self.others.get(name)?).ok()?;
        document.verify(name, root).ok()?;
        Some(document)
    }

    /// One of the other roles as it was received.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.others.get(name).map(Vec::as_slice)
    }

    pub(super) fn push_root(&mut self, version: u64, bytes: Vec<u8>) {
        self.roots.insert(version, bytes);
    }

    pub(super) fn put(&mut self, name: &'static str, bytes: Vec<u8>) {
        self.others.insert(name, bytes);
    }

    pub(super) fn forget(&mut self, name: &'static str) {
        self.others.remove(name);
    }

    /// Checks that each root is signed by the one before it and by itself.
    fn check_chain(&self) -> Result<(), Refusal> {
        if self.roots.is_empty() || self.roots.len() as u64 > limits::ROOTS {
            return Err(Refusal::damaged("root.json", "no root is kept, or too many are"));
        }
        let mut before: Option<Document<Root>> = None;
        for (version, bytes) in &self.roots {
            let part = root_name(*version);
            let root: Document<Root> = Document::parse(&part, bytes)?;
            root.verify(&part, &root.body)?;
            if root.version != *version || before.as_ref().is_some_and(|before| before.version + 1 != *version) {
                return Err(Refusal::damaged(&part, "its version is another"));
            }
            if let Some(before) = &before {
                root.verify(&part, &before.body)?;
            }
            before = Some(root);
        }
        Ok(())
    }
}

/// The file name of a root.
pub fn root_name(version: u64) -> String {
    format!("{version}.root.json")
}
