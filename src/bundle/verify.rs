//! Verifying a bundle: who signed it, which version, and what it offers.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;

use super::{
    digest::Digest,
    fetch::{Fetch, read_whole},
    fingerprint::Fingerprint,
    form, limits,
    manifest::{DIRECTORY, DIRECTORY_RAW, Manifest},
    refusal::Refusal,
    trusted::{Floor, Trust, Trusted},
    tuf::{Client, Document, Expiry, Kept, Refreshed, Root, TargetMeta, Targets},
};

/// A version of a publisher's directory whose metadata were verified. Its
/// parts are verified as they are read: see [`Verified::directory`].
pub struct Verified {
    /// Who published it, when, and what it holds.
    pub manifest: Manifest,
    /// What a person compares.
    pub fingerprint: Fingerprint,
    /// The version of the directory.
    pub version: u64,
    /// When the publisher's promise ends.
    pub expires: Timestamp,
    /// True when the publisher was known before.
    pub known: bool,
    /// True when the publisher is known, or was accepted now. Nothing may be
    /// taken from another.
    pub accepted: bool,
    /// What to remember, once everything was taken.
    pub trusted: Trusted,
    /// When it was verified.
    pub now: Timestamp,
    /// Digest of the directory as JSON lines.
    pub raw_digest: Digest,
    /// Bytes of the directory as JSON lines.
    pub raw_length: u64,
    pub(super) snapshot_version: u64,
    pub(super) root: Document<Root>,
    pub(super) targets: BTreeMap<String, TargetMeta>,
    pub(super) fetch: Arc<dyn Fetch>,
}

impl Verified {
    /// True when the promise has ended: it is taken all the same, with a banner.
    pub fn expired(&self) -> bool {
        self.expires <= self.now
    }

    /// True when the clock is behind the day on which this was signed.
    pub fn clock_behind(&self) -> bool {
        self.now < self.manifest.published
    }
}

/// Finds out whose bundle lies in a place, before anything of it is trusted:
/// the fingerprint of its first root. With it, what is remembered of that
/// publisher can be looked up for [`verify`].
pub fn identify(fetch: &dyn Fetch) -> Result<Fingerprint, Refusal> {
    first_root(fetch)?.fingerprint()
}

/// Verifies the metadata of a bundle against what is remembered of its
/// publisher. Nothing is changed anywhere; what to remember afterwards is in
/// [`Verified::trusted`]. Reads metadata only.
pub fn verify(
    fetch: Arc<dyn Fetch>,
    trusted: Option<&Trusted>,
    trust: &Trust,
    now: Timestamp,
) -> Result<Verified, Refusal> {
    let kept = match trusted {
        Some(trusted) => trusted.kept.clone(),
        None => first_root(fetch.as_ref())?,
    };
    let fingerprint = kept.fingerprint()?;
    let mut client = Client::new(fetch.as_ref(), kept, now, Expiry::Tolerated);
    let Refreshed { root, timestamp, targets } = client.refresh()?;
    let kept = client.kept;
    form::check(&kept)?;
    let (manifest, raw_digest, raw_length) = read_targets(&targets, &fingerprint)?;

    let floor = Floor::at(targets.version, &root.body);
    if let Some(trusted) = trusted {
        trusted.floor_record().check(&floor)?;
    }
    let accepted = trusted.is_some() || trust.accepts(&fingerprint);
    if !accepted && *trust != Trust::Look {
        return Err(Refusal::UnknownPublisher { name: manifest.name, fingerprint });
    }
    let expires = timestamp.expires.min(targets.expires);
    Ok(Verified {
        fingerprint,
        version: targets.version,
        expires,
        known: trusted.is_some(),
        accepted,
        trusted: Trusted::new(kept, fingerprint, floor),
        now,
        raw_digest,
        raw_length,
        manifest,
        snapshot_version: timestamp.body.meta.get("snapshot.json").map_or(0, |meta| meta.version.get()),
        root,
        targets: targets.body.targets,
        fetch,
    })
}

/// The first root, which has to be signed by its own keys.
fn first_root(fetch: &dyn Fetch) -> Result<Kept, Refusal> {
    let part = "metadata/1.root.json";
    let bytes = read_whole(fetch, part, limits::METADATA_BYTES).map_err(|error| Refusal::of_fetch(part, error))?;
    let kept = Kept::begin(part, bytes)?;
    // Whatever calls itself the first has to be it.
    if kept.root()?.version == 1 { Ok(kept) } else { Err(Refusal::damaged(part, "its version is another")) }
}

/// Checks what the targets metadata list, and reads what they say about the
/// directory.
fn read_targets(targets: &Document<Targets>, signer: &Fingerprint) -> Result<(Manifest, Digest, u64), Refusal> {
    let part = "metadata/targets.json";
    targets.check_names(part)?;
    let listed = &targets.body.targets;
    let too_long = |meta: &TargetMeta, most| meta.length > most;
    if listed.iter().any(|(name, meta)| {
        too_long(meta, if name == DIRECTORY_RAW { limits::RAW_BYTES } else { limits::TARGET_BYTES })
    }) {
        return Err(Refusal::unsafe_(part, "a file is longer than allowed"));
    }
    let (Some(whole), Some(raw)) = (listed.get(DIRECTORY), listed.get(DIRECTORY_RAW)) else {
        return Err(Refusal::damaged(part, "it lists no directory"));
    };
    let manifest = Manifest::read(part, &whole.custom, signer)?;
    let digest = raw.hashes.get("sha256").and_then(|hash| hash.parse().ok());
    let digest = digest.ok_or_else(|| Refusal::damaged(part, "the directory has no SHA-256"))?;
    Ok((manifest, digest, raw.length))
}
