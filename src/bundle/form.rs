//! The one form in which a publisher's program writes metadata.
//!
//! Timestamp and roots are vouched for by their signatures only, which say
//! nothing about spaces, the case of hex digits, or a signature more than are
//! needed. Here every byte counts: what was damaged anywhere is known to be, and
//! two copies of a release are either equal or not both whole.

use super::{
    refusal::Refusal,
    tuf::{Body, Document, Kept, Root, Snapshot, Targets, Timestamp, root_name},
};

/// Checks everything that is kept.
pub(super) fn check(kept: &Kept) -> Result<(), Refusal> {
    let mut newest: Option<Document<Root>> = None;
    for (version, bytes) in kept.roots() {
        let part = root_name(version);
        let root: Document<Root> = Document::parse(&part, bytes)?;
        let before = newest.as_ref().map(|before| &before.body);
        check_one(&part, &root, bytes, before.into_iter().chain([&root.body]))?;
        newest = Some(root);
    }
    let Some(root) = newest else { return Err(Refusal::damaged("root.json", "it is missing")) };
    of_role::<Timestamp>("timestamp.json", kept, &root.body)?;
    of_role::<Snapshot>("snapshot.json", kept, &root.body)?;
    of_role::<Targets>("targets.json", kept, &root.body)
}

fn of_role<B: Body>(name: &str, kept: &Kept, root: &Root) -> Result<(), Refusal> {
    let bytes = kept.bytes(name).ok_or_else(|| Refusal::damaged(name, "it is missing"))?;
    check_one(name, &Document::<B>::parse(name, bytes)?, bytes, [root].into_iter())
}

fn check_one<'r, B: Body>(
    part: &str,
    document: &Document<B>,
    bytes: &[u8],
    roots: impl Iterator<Item = &'r Root>,
) -> Result<(), Refusal> {
    if document.written() != bytes {
        return Err(Refusal::damaged(part, "it is not in the form in which it is written"));
    }
    if document.each_signature_is_right(roots) {
        Ok(())
    } else {
        Err(Refusal::damaged(part, "one of its signatures is wrong"))
    }
}
