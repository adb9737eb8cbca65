//! Taking a bundle.
//!
//! The steps of taking one: [`look`] verifies the signatures against what is
//! remembered of the publisher; [`prepare`] gets the records, reads and packs
//! them, and compares them with those in use; nothing is written so far.
//! [`take`] keeps bundle, records and index, and makes all of it current in one
//! atomic step. Whatever ends it, the directory is the old one or the new one.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
};

use jiff::Timestamp;

use super::{
    Blob, Draft, GenerationInfo, KeptBundle, Origin, Pieces, Place, Publisher, ShelfInfo, Stage, Store, StoreError,
    collected::{Begin, Collected},
    disk, files,
    open::without_hidden,
    parse::{self, ParseError},
    publisher::is_plain,
    sealed,
    threads::both,
};
use crate::{
    bundle::{self, Digest, Fetch, Obtained, Plan, Refusal, Trust, Verified},
    directory::{Directory, Publication, Shelf, Standing, Synonyms, changes::Changes},
};

/// Bundles kept of each publisher: the one in use and the one before.
const BUNDLES: usize = 2;

/// Why nothing was taken. The directory is as it was.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The bundle was refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no generation before this one.
    #[error("there is no generation before this one")]
    NothingBefore,
    /// No publisher of this id is in use.
    #[error("there is no publisher {0:?}")]
    NoSuchPublisher(String),
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The bytes of the bundle are read and checked.
    Getting,
    /// The records are read.
    Reading,
    /// Records, index and bundle are written.
    Writing,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Bytes done.
    pub done: u64,
    /// Bytes there are.
    pub total: u64,
}

/// Hears of the progress, and may stop the work until the last atomic step.
pub type Watch<'w> = &'w mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Makes the index over a directory, as bytes that are opaque here, with what
/// was collected already of the records of a publisher. Nothing for none.
pub type Indexer<'i> = &'i (dyn Fn(&Directory, Collected) -> Pieces + Sync);

/// A version that could be taken, and what it would change.
pub struct Offer {
    /// Who published it.
    pub verified: Verified,
    /// Its records.
    pub shelf: Shelf,
    /// What differs from the version in use.
    pub changes: Changes,
    /// Records that cannot be read and are left out.
    pub refused: usize,
    /// Records that told where a confidential place is. That is dropped, and
    /// the bundle is not kept: it would tell whoever gets hold of it.
    pub told_where: usize,
    /// Another publisher whose name looks the same.
    pub looks_like: Option<String>,
    /// True when its publisher is switched off: it is kept and not shown.
    pub off: bool,
    collected: Collected,
    obtained: Obtained,
}

/// What is in use now.
pub struct Taken {
    /// The generation.
    pub generation: GenerationInfo,
    /// Its directory.
    pub directory: Directory,
    /// The index over it; nothing where none was made.
    pub index: Pieces,
}

/// Verifies the signatures of a bundle against what the store remembers of its
/// publisher. A publisher that was removed has to be trusted anew, but not
/// below its floor.
pub fn look(store: &dyn Store, fetch: Arc<dyn Fetch>, trust: &Trust, now: Timestamp) -> Result<Verified, TakeError> {
    let fingerprint = bundle::identify(fetch.as_ref())?;
    let publisher = store.publishers()?.remove(&fingerprint.publisher());
    let removed = publisher.as_ref().is_some_and(|one| one.removed);
    let trusted = publisher.map_or(Ok(None), |one| one.trusted())?;
    let mut verified = bundle::verify(fetch, trusted.as_ref(), trust, now)?;
    if removed {
        verified.known = false;
        verified.accepted = trust.accepts(&fingerprint);
        if !verified.accepted && *trust != Trust::Look {
            return Err(Refusal::UnknownPublisher { name: verified.manifest.name, fingerprint }.into());
        }
    }
    store.reach(Stage::Verified);
    Ok(verified)
}

/// The cheapest way to a version from what is in use of its publisher.
pub fn plan(store: &dyn Store, verified: &Verified) -> Result<Plan, StoreError> {
    let shelves = store.current()?.map(|info| info.shelves).unwrap_or_default();
    let in_use = shelves.into_iter().find(|info| info.publisher == verified.manifest.publisher);
    let digest = in_use.and_then(|info| match info.origin {
        Origin::Bundle { digest } => digest.parse().ok(),
        Origin::Embedded { .. } => None,
    });
    Ok(verified.plan(digest.as_ref()))
}

/// Gets the records and compares them with those in use. Writes nothing.
pub fn prepare(store: &dyn Store, verified: Verified, watch: Watch<'_>) -> Result<Offer, TakeError> {
    prepare_collecting(store, verified, None, watch)
}

/// The same where it is to be taken at once: what the index is made of is
/// collected on the way.
pub fn prepare_collecting(
    store: &dyn Store,
    verified: Verified,
    begin: Option<Begin<'_>>,
    watch: Watch<'_>,
) -> Result<Offer, TakeError> {
    let publishers = store.publishers()?;
    let id = verified.manifest.publisher.clone();
    let publisher = publishers.get(&id).cloned().unwrap_or_default();
    let in_use = shelf_in_use(store, &id)?;
    let have = have(store, &publisher, &verified, in_use.as_ref().map(|(info, _)| info));
    let mut tell = |step, done, total| watch(Progress { step, done, total });
    let obtained = verified
        .directory_to_read(have.as_deref(), &mut |progress| tell(Step::Getting, progress.done, progress.total))?;
    drop(have);
    let total = verified.raw_length;
    let parsed = parse::parse(
        &|| obtained.lines(),
        &publication(&verified),
        &publisher.hidden_in(verified.version),
        begin.filter(|_| !publisher.off),
        &mut |done| tell(Step::Reading, done, total),
    )
    .map_err(|error| refusal(error, "directory"))?;
    let shelf = parsed.shelf;
    store.reach(Stage::Parsed);
    let changes = Changes::between(in_use.as_ref().map(|(_, shelf)| shelf), &shelf);
    let looks_like = alike(&verified.manifest.name, &id, &publishers);
    let (refused, told_where, off) = (parsed.refused, parsed.told_where, publisher.off);
    let collected = Collected { publisher: id, parts: parsed.collected };
    Ok(Offer { verified, shelf, changes, refused, told_where, looks_like, off, collected, obtained })
}

/// Takes what was prepared. Nobody's accepted publisher is not taken.
pub fn take(store: &mut dyn Store, offer: Offer, indexer: Indexer<'_>, watch: Watch<'_>) -> Result<Taken, TakeError> {
    let Offer { verified, shelf, told_where, collected, obtained, .. } = offer;
    if !verified.accepted {
        let (name, fingerprint) = (verified.manifest.name, verified.fingerprint);
        return Err(Refusal::UnknownPublisher { name, fingerprint }.into());
    }
    let id = verified.manifest.publisher.clone();
    if !is_plain(&id) {
        return Err(StoreError::NotStorable { publisher: id, id: String::new() }.into());
    }
    let mut publisher = publisher_after(store, &verified, &shelf)?;
    let total = shelf.bytes().map_or(0, |bytes| bytes.len() as u64);
    let mut tell = |done| match watch(Progress { step: Step::Writing, done, total: total * 3 }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(TakeError::Refused(Refusal::Cancelled)),
    };
    tell(0)?;
    let origin = Origin::Bundle { digest: verified.raw_digest.to_string() };
    let current = store.current()?;
    let previous = current.as_ref().map(|info| info.number);
    // What the records are called is known when they are kept.
    let ours = ShelfInfo { publisher: id.clone(), version: verified.version, origin, records: Blob::default() };
    let mut shelves = with_ours(current.map(|info| info.shelves).unwrap_or_default(), ours);
    // Of a publisher that is switched off, the records are kept all the same.
    let (shown, aside) = if publisher.off { (None, Some(shelf)) } else { (Some(shelf), None) };
    let directory = together(store, &shelves, std::slice::from_ref(&publisher), shown)?;
    let keep = || -> Result<Blob, TakeError> {
        if told_where == 0 {
            keep_bundle(store, &mut publisher, &verified, &obtained)?;
        }
        drop(obtained);
        tell(total)?;
        let mut shelves = aside.iter().chain(directory.shelves());
        let ours = shelves.find(|shelf| shelf.publication.publisher == id);
        let records = store.keep(ours.and_then(Shelf::bytes).unwrap_or_default())?;
        tell(2 * total)?;
        Ok(records)
    };
    let (records, index) = both(keep, || indexer(&directory, collected));
    let records = records?;
    if let Some(ours) = shelves.iter_mut().find(|info| info.publisher == id) {
        ours.records = records;
    }
    let draft = Draft { shelves, previous, index: None, publishers: vec![publisher] };
    let taken = commit(store, directory, index, draft, &mut || tell(3 * total))?;
    tidy(store)?;
    Ok(taken)
}

/// What is remembered of a publisher once this version of its records is taken.
fn publisher_after(store: &dyn Store, verified: &Verified, shelf: &Shelf) -> Result<Publisher, TakeError> {
    let id = &verified.manifest.publisher;
    let mut publishers = store.publishers()?;
    let mut publisher = publishers.remove(id).unwrap_or_default();
    let is_new = publisher.removed || publisher.trusted.is_empty();
    if is_new {
        publisher.place = 1 + publishers.values().map(|one| one.place).max().unwrap_or(0);
    }
    publisher.trust(&verified.trusted)?;
    publisher.withdraw(&shelf.tombstones, verified.version);
    publisher.name.clone_from(&verified.manifest.name);
    publisher.id.clone_from(id);
    // Whoever was switched off stays so: a newer version is no reason to undo
    // what a person has decided.
    publisher.removed = false;
    publisher.sequence += 1;
    publisher.bundles.retain(|one| one.version != verified.version);
    Ok(publisher)
}

/// The shelves of a generation, with this one in the place of its publisher's.
fn with_ours(mut shelves: Vec<ShelfInfo>, ours: ShelfInfo) -> Vec<ShelfInfo> {
    if let Some(place) = shelves.iter_mut().find(|one| one.publisher == ours.publisher) {
        *place = ours;
        return shelves;
    }
    // What is signed stands before what came with the program, but behind what
    // was taken before: an id leads to the same record as it always did,
    // whoever comes to use it too.
    let signed = |one: &ShelfInfo| matches!(one.origin, Origin::Bundle { .. });
    let behind = shelves.iter().rposition(signed).map_or(0, |last| last + 1);
    shelves.insert(behind, ours);
    shelves
}

/// The kept bundle of each publisher's version in use, for passing it on.
pub fn kept_bundles(shelves: &[ShelfInfo], publishers: &BTreeMap<String, Publisher>) -> Vec<(Publisher, KeptBundle)> {
    let kept = shelves.iter().filter_map(|info| {
        let publisher = publishers.get(&info.publisher)?;
        let kept = publisher.bundles.iter().find(|kept| kept.version == info.version)?;
        Some((publisher.clone(), kept.clone()))
    });
    kept.collect()
}

/// Reads a kept bundle back, verified anew: the disk is not trusted either.
/// Where the newest is damaged, the one before serves.
pub(super) fn read_back(store: &dyn Store, publisher: &Publisher, now: Timestamp) -> Result<Offer, TakeError> {
    let mut outcome = Err(TakeError::NothingBefore);
    for kept in &publisher.bundles {
        let read = store
            .bundle(&kept.file)
            .map_err(TakeError::from)
            .and_then(|fetch| look_again(store, fetch, publisher, now))
            .and_then(|verified| prepare(store, verified, &mut |_| ControlFlow::Continue(())));
        // What is wrong with the newest is what has to be told.
        if read.is_ok() || matches!(outcome, Err(TakeError::NothingBefore)) {
            outcome = read;
        }
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// Verifies a kept bundle. One that is older than the newest was accepted in
/// its time: it is looked at by itself, and what was withdrawn since is left
/// out of it.
fn look_again(
    store: &dyn Store,
    fetch: Arc<dyn Fetch>,
    publisher: &Publisher,
    now: Timestamp,
) -> Result<Verified, TakeError> {
    match (look(store, Arc::clone(&fetch), &Trust::Known, now), publisher.trusted()?) {
        (Err(TakeError::Refused(Refusal::Older { .. })), Some(trusted)) => {
            let own = Trust::Fingerprints(vec![trusted.fingerprint().hex()]);
            Ok(bundle::verify(fetch, None, &own, now)?)
        }
        (outcome, _) => outcome,
    }
}

/// What a publisher gives of this version.
pub(super) fn info_of(store: &mut dyn Store, offer: &Offer) -> Result<ShelfInfo, StoreError> {
    let records = store.keep(offer.shelf.bytes().unwrap_or_default())?;
    let origin = Origin::Bundle { digest: offer.verified.raw_digest.to_string() };
    let publisher = offer.verified.manifest.publisher.clone();
    Ok(ShelfInfo { publisher, version: offer.verified.version, origin, records })
}

/// Puts the shelves of the publishers that are not switched off together.
/// `publishers` are as they will be remembered; `fresh` is open already.
fn together(
    store: &dyn Store,
    shelves: &[ShelfInfo],
    publishers: &[Publisher],
    mut fresh: Option<Shelf>,
) -> Result<Directory, StoreError> {
    let mut known = store.publishers()?;
    known.extend(publishers.iter().map(|one| (one.id.clone(), one.clone())));
    let fresh_id = fresh.as_ref().map(|shelf| shelf.publication.publisher.clone());
    let mut open = Vec::with_capacity(shelves.len());
    for info in without_hidden(shelves, &known) {
        let ready = fresh.take_if(|_| fresh_id.as_ref() == Some(&info.publisher));
        open.push(ready.map_or_else(|| open_shelf(store, info), Ok)?);
    }
    Ok(Directory::of(open))
}

/// Makes a generation current of which all records are kept already.
pub(super) fn make_current(store: &mut dyn Store, draft: Draft, indexer: Indexer<'_>) -> Result<Taken, TakeError> {
    let directory = together(store, &draft.shelves, &draft.publishers, None)?;
    let index = indexer(&directory, Collected::default());
    let taken = commit(store, directory, index, draft, &mut || Ok(()))?;
    tidy(store)?;
    Ok(taken)
}

/// Keeps the index, if there is one, and makes it all current.
fn commit(
    store: &mut dyn Store,
    directory: Directory,
    index: Pieces,
    mut draft: Draft,
    last_chance: &mut dyn FnMut() -> Result<(), TakeError>,
) -> Result<Taken, TakeError> {
    draft.index = if index.is_empty() { None } else { Some(store.keep_pieces(&index)?) };
    last_chance()?;
    let generation = store.commit(draft)?;
    Ok(Taken { generation, directory, index })
}

/// Drops what is no longer needed, bundles too. Without room or rights to
/// tidy up, what was taken is taken all the same.
fn tidy(store: &mut dyn Store) -> Result<(), TakeError> {
    match store.tidy() {
        Ok(()) | Err(StoreError::DiskFull { .. } | StoreError::CannotWrite { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let named: Vec<String> =
        store.publishers()?.into_values().flat_map(|one| one.bundles).map(|one| one.file).collect();
    store.drop_bundles(&named);
    Ok(())
}

/// Has the store keep the bundle, and notes it.
fn keep_bundle(
    store: &dyn Store,
    publisher: &mut Publisher,
    verified: &Verified,
    obtained: &Obtained,
) -> Result<(), TakeError> {
    let file = format!("{}-{}.parasol", publisher.id, verified.version);
    let bytes = store.keep_bundle(&file, &mut |output| verified.write_bundle(obtained, output))?;
    let Some(bytes) = bytes else { return Ok(()) };
    publisher.bundles.insert(0, KeptBundle { version: verified.version, file, bytes });
    publisher.bundles.truncate(BUNDLES);
    store.reach(Stage::BundleKept);
    Ok(())
}

/// The records of a publisher that are in use, also where it is switched off.
pub fn records_in_use(store: &dyn Store, publisher: &str) -> Result<Option<Shelf>, StoreError> {
    Ok(shelf_in_use(store, publisher)?.map(|(_, shelf)| shelf))
}

fn shelf_in_use(store: &dyn Store, id: &str) -> Result<Option<(ShelfInfo, Shelf)>, StoreError> {
    let shelves = store.current()?.map(|info| info.shelves).unwrap_or_default();
    let Some(info) = shelves.into_iter().find(|info| info.publisher == id) else { return Ok(None) };
    let shelf = open_shelf(store, &info)?;
    Ok(Some((info, shelf)))
}

/// A shelf of a generation.
pub(super) fn open_shelf(store: &dyn Store, info: &ShelfInfo) -> Result<Shelf, StoreError> {
    Shelf::open(store.read(&info.records)?).map_err(StoreError::damaged)
}

/// The directory in use as JSON lines, where patches to it make the way
/// shorter. Whatever is wrong with it, the whole directory can be got.
fn have(store: &dyn Store, publisher: &Publisher, verified: &Verified, in_use: Option<&ShelfInfo>) -> Option<Vec<u8>> {
    let Origin::Bundle { digest } = &in_use?.origin else { return None };
    let digest: Digest = digest.parse().ok()?;
    if verified.plan(Some(&digest)) == verified.plan(None) {
        return None;
    }
    let kept = publisher.bundles.iter().find(|kept| Some(kept.version) == in_use.map(|info| info.version))?;
    let kept = look(store, store.bundle(&kept.file).ok()?, &Trust::Known, verified.now).ok()?;
    let obtained = kept.directory_to_read(None, &mut |_| ControlFlow::Continue(())).ok()?;
    let mut raw = Vec::with_capacity(usize::try_from(kept.raw_length).unwrap_or(0));
    obtained.lines().ok()?.read_to_end(&mut raw).ok()?;
    Some(raw)
}

/// Who published a version, as it is kept with its records.
pub fn publication(verified: &Verified) -> Publication {
    let manifest = &verified.manifest;
    Publication {
        publisher: manifest.publisher.clone(),
        name: manifest.name.clone(),
        standing: Standing::Signed,
        fingerprint: Some(verified.fingerprint.hex()),
        version: verified.version,
        published: Some(manifest.published),
        expires: Some(verified.expires),
        stale_after_days: manifest.stale_after_days,
        hard_limit_days: manifest.hard_limit_days,
        corrections_key: manifest.corrections_key.map(|key| key.to_string()),
        synonyms: Synonyms::default(),
    }
}

/// Another publisher that is known here and whose name looks like this one's.
pub fn looks_like(name: &str, id: &str, store: &dyn Store) -> Result<Option<String>, StoreError> {
    Ok(alike(name, id, &store.publishers()?))
}

fn alike(name: &str, id: &str, publishers: &BTreeMap<String, Publisher>) -> Option<String> {
    let plain =
        |name: &str| -> String { crate::text::fold::fold(name).chars().filter(|c| c.is_alphanumeric()).collect() };
    let own = plain(name);
    let mut others = publishers.values().filter(|one| one.id != id && !one.removed && !one.name.is_empty());
    others
        .find(|one| strsim::damerau_levenshtein(&plain(&one.name), &own) <= usize::from(own.chars().count() >= 6))
        .map(|one| one.name.clone())
}

pub(super) fn refusal(error: ParseError, part: &str) -> TakeError {
    TakeError::Refused(match error {
        ParseError::Cancelled => Refusal::Cancelled,
        ParseError::Unusable(detail) => Refusal::Damaged { part: part.to_owned(), detail },
    })
}

/// Copies a kept bundle of this data folder to where it is wanted, whole or not
/// at all.
pub fn copy_bundle<'p>(place: impl Into<Place<'p>>, kept: &KeptBundle, to: &Path) -> Result<(), StoreError> {
    let Place { data_dir, seal } = place.into();
    if let Some(seal) = seal.filter(|_| sealed::exists(data_dir)) {
        return sealed::copy_bundle(data_dir, seal, &kept.file, to);
    }
    let from = data_dir.join(disk::BUNDLES).join(&kept.file);
    let mut source = fs::File::open(&from).map_err(|error| StoreError::from_io(&from, error))?;
    files::write_whole_with(to, |output| io::copy(&mut source, output))?;
    Ok(())
}
