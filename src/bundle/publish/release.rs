//! Making a release: records in, signed files out.

use std::{collections::BTreeMap, io};

use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value, json};
use tough::schema::RoleType;

use super::{
    Changes, Keys, PublishError, Records, Settings,
    records::changes,
    roots::signers,
    sign::{instant, sign},
};
use crate::bundle::{
    Counts, Digest, Fingerprint, Refusal, file, limits,
    manifest::{DIRECTORY, DIRECTORY_RAW, FORMAT, Manifest, Patch},
    tuf::{self, Document, Kept, Root, Snapshot, Targets},
    zst,
};

/// Former versions for which a release has patches.
pub const PATCHES: usize = 5;

/// A former release, to make a patch from.
#[derive(Debug, Clone)]
pub struct Former {
    /// Its version.
    pub version: u64,
    /// Its records as JSON lines.
    pub raw: Vec<u8>,
}

/// What goes into a release.
#[derive(Debug)]
pub struct Draft<'a> {
    /// What the publisher says about itself.
    pub settings: &'a Settings,
    /// Every root so far, the first one first.
    pub roots: &'a [Vec<u8>],
    /// The records.
    pub records: &'a Records,
    /// Former releases, in any order; the newest [`PATCHES`] get patches.
    pub former: &'a [Former],
    /// The version that this one becomes.
    pub version: u64,
    /// When it is published.
    pub published: Timestamp,
    /// Until when it is promised to be right.
    pub expires: Timestamp,
}

/// A signed release.
#[derive(Debug)]
pub struct Release {
    /// Its files by path, as a web host serves them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Its version.
    pub version: u64,
    /// Whose it is.
    pub fingerprint: Fingerprint,
    /// What it holds.
    pub counts: Counts,
    /// Its records as JSON lines.
    pub raw: Vec<u8>,
    /// What is new against the newest former release.
    pub changes: Option<Changes>,
}

impl Release {
    /// Packs it into one file.
    pub fn pack(&self, output: impl io::Write) -> io::Result<()> {
        file::pack(&self.files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())).collect(), output)
    }
}

/// Packs a release the way it is kept for later patches.
pub fn pack_former(raw: &[u8]) -> Result<Vec<u8>, PublishError> {
    zst::compress(raw).map_err(PublishError::internal)
}

/// Unpacks a release that [`pack_former`] packed.
pub fn unpack_former(version: u64, packed: &[u8]) -> Result<Former, PublishError> {
    let mut raw = Vec::new();
    let name = format!("releases/{version}.jsonl.zst");
    zst::reader(packed)
        .and_then(|reader| {
            zst::measure(reader, limits::RAW_BYTES, &mut |piece| {
                raw.extend_from_slice(piece);
                Ok(())
            })
        })
        .map_err(|error| PublishError::Metadata(Refusal::damaged(&name, error)))?;
    Ok(Former { version, raw })
}

/// Days from an instant on.
pub fn days_after(at: Timestamp, days: u16) -> Result<Timestamp, PublishError> {
    at.checked_add((24 * i64::from(days)).hours()).map_err(PublishError::internal)
}

/// Compiles, signs and names the files of a release.
pub fn build(draft: &Draft<'_>, keys: &Keys) -> Result<Release, PublishError> {
    draft.settings.check()?;
    let names = (1..).map(tuf::root_name);
    let kept = Kept::from_files(names.zip(draft.roots.iter().cloned()).collect())?;
    let (root, fingerprint) = (kept.root()?, kept.fingerprint()?);
    let raw = draft.records.to_lines()?;
    at_most("bytes of the directory", raw.len() as u64, limits::RAW_BYTES)?;

    let mut targets = Parts::default();
    let manifest = manifest(draft, &fingerprint).to_custom().map_err(PublishError::internal)?;
    let packed = zst::compress(&raw).map_err(PublishError::internal)?;
    let whole = packed.len();
    targets.add(DIRECTORY, Some(packed), &raw, manifest)?;
    targets.add(DIRECTORY_RAW, None, &raw, Map::new())?;
    let mut former: Vec<&Former> = draft.former.iter().filter(|one| one.version < draft.version).collect();
    former.sort_by_key(|one| std::cmp::Reverse(one.version));
    for one in former.iter().take(PATCHES).filter(|one| patches_well(&one.raw, &raw)) {
        let patch = zst::make_patch(&one.raw, &raw).map_err(PublishError::internal)?;
        // Nobody would take what is no shorter than the whole, but every stick
        // would carry it.
        if patch.len() >= whole {
            continue;
        }
        let says = Patch { from: Digest::of(&one.raw), to: Digest::of(&raw), to_length: raw.len() as u64 };
        let name = format!("delta-{}-{}.zst", one.version, draft.version);
        targets.add(&name, Some(patch), &[], says.to_custom().map_err(PublishError::internal)?)?;
    }
    let changes = former.first().map(|one| changes(&one.raw, &raw));

    let mut files = sign_metadata(draft, &root, keys, &targets.listed)?;
    for (path, bytes) in names_of_roots(draft.roots) {
        files.insert(path, bytes);
    }
    files.extend(targets.files);
    at_most("files", files.len() as u64, limits::FILE_ENTRIES as u64)?;
    at_most("bytes", files.values().map(|bytes| bytes.len() as u64).sum(), limits::FILE_BYTES)?;
    Ok(Release { files, version: draft.version, fingerprint, counts: draft.records.counts(), raw, changes })
}

fn names_of_roots(roots: &[Vec<u8>]) -> impl Iterator<Item = (String, Vec<u8>)> {
    (1..).zip(roots).map(|(version, bytes)| (format!("metadata/{}", tuf::root_name(version)), bytes.clone()))
}

/// True when both sides of a patch fit where patches are applied, and are not
/// the same.
fn patches_well(from: &[u8], to: &[u8]) -> bool {
    from != to && [from, to].iter().all(|bytes| bytes.len() as u64 <= limits::PATCH_RAW_BYTES / 2)
}

fn manifest(draft: &Draft<'_>, fingerprint: &Fingerprint) -> Manifest {
    let Settings { name, contact, languages, stale_after_days, hard_limit_days, corrections_key, .. } =
        draft.settings.clone();
    Manifest {
        format: FORMAT,
        publisher: fingerprint.publisher(),
        name,
        contact,
        languages,
        published: instant(draft.published).parse().unwrap_or(draft.published),
        stale_after_days,
        hard_limit_days,
        counts: draft.records.counts(),
        locales: draft.records.locales(),
        corrections_key,
    }
}

/// The targets of a release.
#[derive(Default)]
struct Parts {
    listed: Map<String, Value>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Parts {
    /// Lists a target. Its bytes are `packed`, or `raw` where it is listed but
    /// lies nowhere.
    fn add(
        &mut self,
        name: &str,
        packed: Option<Vec<u8>>,
        raw: &[u8],
        custom: Map<String, Value>,
    ) -> Result<(), PublishError> {
        let bytes = packed.as_deref().unwrap_or(raw);
        let hash = Digest::of(bytes);
        let mut target = json!({ "length": bytes.len(), "hashes": { "sha256": hash } });
        // An empty `custom` would be lost when it is signed.
        if let (false, Some(target)) = (custom.is_empty(), target.as_object_mut()) {
            target.insert("custom".to_owned(), Value::Object(custom));
        }
        self.listed.insert(name.to_owned(), target);
        if let Some(packed) = packed {
            at_most("bytes of a file", packed.len() as u64, limits::TARGET_BYTES)?;
            self.files.insert(format!("targets/{hash}.{name}"), packed);
        }
        Ok(())
    }
}

/// Signs targets, snapshot and timestamp.
fn sign_metadata(
    draft: &Draft<'_>,
    root: &Document<Root>,
    keys: &Keys,
    listed: &Map<String, Value>,
) -> Result<BTreeMap<String, Vec<u8>>, PublishError> {
    let Draft { version, expires, .. } = *draft;
    let signed = |kind: &str, what: &str, value: Value| {
        let mut signed = json!({
            "_type": kind,
            "spec_version": "1.0.0",
            "version": version,
            "expires": instant(expires),
        });
        if let Some(object) = signed.as_object_mut() {
            object.insert(what.to_owned(), value);
        }
        signed
    };
    let meta =
        |bytes: &[u8]| json!({ "version": version, "length": bytes.len(), "hashes": { "sha256": Digest::of(bytes) } });
    let of = |role, name| signers(&root.body, role, name, keys);

    let targets = signed("targets", "targets", Value::Object(listed.clone()));
    let targets = sign::<Targets>(&targets, &of(RoleType::Targets, "targets")?)?;
    at_most("bytes of the list of files", targets.len() as u64, limits::TARGETS_METADATA_BYTES)?;
    let snapshot = signed("snapshot", "meta", json!({ "targets.json": meta(&targets) }));
    let snapshot = sign::<Snapshot>(&snapshot, &of(RoleType::Snapshot, "snapshot")?)?;
    let timestamp = signed("timestamp", "meta", json!({ "snapshot.json": meta(&snapshot) }));
    let timestamp = sign::<tuf::Timestamp>(&timestamp, &of(RoleType::Timestamp, "timestamp")?)?;
    Ok(BTreeMap::from([
        (format!("metadata/{version}.targets.json"), targets),
        (format!("metadata/{version}.snapshot.json"), snapshot),
        ("metadata/timestamp.json".to_owned(), timestamp),
    ]))
}

fn at_most(what: &'static str, have: u64, most: u64) -> Result<(), PublishError> {
    if have > most { Err(PublishError::TooLarge { what, have, most }) } else { Ok(()) }
}
