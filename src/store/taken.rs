//! Bundles taken into a store: what comes in, what stays out, what survives.

mod in_use;

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use rstest::rstest;
use tempfile::TempDir;

use super::{
    Check, Notice, Opened, Origin, Pieces, Publisher, Stage, Store, StoreError,
    collected::Collected,
    disk::AtStage,
    files,
    in_use::{Switch, roll_back, switch},
    open::Opening,
    samples::{now, release},
    starter::Starter,
    take::{self, Offer, TakeError, Taken, look, prepare},
};
use crate::{
    bundle::{
        Trust,
        publish::{Records, Release},
        samples::{self, container, packed, records, tombstone},
    },
    directory::{Directory, Organization},
};

/// Opens a store with a starter of three records.
fn open(data: &Path) -> Opened {
    open_with(data, Arc::new(|_| {})).unwrap()
}

fn open_with(data: &Path, at_stage: AtStage) -> Result<Opened, StoreError> {
    super::guard::quiet_panics();
    let starter = Starter { fingerprint: 1, read: &|| release("starter", 1, 3) };
    let check = Check::Whole;
    Opening { place: data.into(), purpose: "test", now: now(), check, starter: &starter, at_stage }.run(&mut |_| {})
}

fn trusting(release: &Release) -> Trust {
    Trust::Fingerprints(vec![release.fingerprint.hex()])
}

fn offer(store: &dyn Store, bytes: Vec<u8>, trust: &Trust) -> Result<Offer, TakeError> {
    let verified = look(store, container(bytes)?, trust, samples::now())?;
    prepare(store, verified, &mut |_| ControlFlow::Continue(()))
}

/// An index that says how many entries it is over.
fn count(directory: &Directory, _: Collected) -> Pieces {
    vec![directory.len().to_string().into_bytes()]
}

fn take_bytes(store: &mut dyn Store, bytes: Vec<u8>, trust: &Trust) -> Result<Taken, TakeError> {
    let offer = offer(store, bytes, trust)?;
    take::take(store, offer, &count, &mut |_| ControlFlow::Continue(()))
}

fn take_release(store: &mut dyn Store, release: &Release) -> Result<Taken, TakeError> {
    take_bytes(store, packed(release), &trusting(release))
}

fn has(directory: &Directory, id: &str) -> bool {
    directory.find(id).is_some()
}

fn code(error: &TakeError) -> &'static str {
    match error {
        TakeError::Refused(refusal) => refusal.code(),
        other => panic!("{other}"),
    }
}

/// A publisher, its first release of ten, and a second that adds one, changes
/// one and withdraws `org-00003`.
fn two_releases(name: &str) -> (samples::Publisher, Release, Release) {
    let mut publisher = samples::Publisher::new(name);
    let first = publisher.publish(records(10));
    let second = publisher.publish(second_records());
    (publisher, first, second)
}

fn second_records() -> Records {
    let mut all = records(11);
    all.organizations[5].phones[0].number = "+34 600 999 999".into();
    all.tombstones = vec![tombstone("org-00003", 2)];
    all
}

#[test]
fn a_bundle_is_taken_beside_the_starter_and_is_there_after_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, second) = two_releases("House list");
    let mut opened = open(data.path());
    let preview = offer(&*opened.store, packed(&first), &trusting(&first)).unwrap();
    assert_eq!((preview.changes.added, preview.changes.changed, preview.changes.gone), (20, 0, 0));
    assert_eq!(open_count(&opened), 6, "a preview changes nothing");
    let taken = take_release(&mut *opened.store, &first).unwrap();
    assert_eq!((taken.directory.len(), taken.index), (26, vec![b"26".to_vec()]));
    let publications: Vec<_> = taken.directory.publications().map(|one| one.name.clone()).collect();
    assert_eq!(publications, ["House list", "STARTER"]);

    let preview = offer(&*opened.store, packed(&second), &Trust::Known).unwrap();
    assert_eq!((preview.changes.added, preview.changes.changed, preview.changes.gone), (2, 1, 0));
    assert_eq!(
        (preview.changes.withdrawn, preview.refused),
        (2, 0),
        "the organisation and its service, and not as gone too"
    );
    take_bytes(&mut *opened.store, packed(&second), &Trust::Known).unwrap();
    drop(opened);
    let opened = open(data.path());
    assert_eq!(opened.notices, []);
    assert_eq!(opened.index.as_deref(), Some(&b"26"[..]));
    assert!(has(&opened.directory, "org-00010") && !has(&opened.directory, "org-00003"));
    let kept = super::read_only(Some(data.path()), now());
    assert_eq!(
        (kept.directory.len(), kept.index),
        (26, Some(b"26".to_vec())),
        "what others read while the store is in use"
    );
}

fn open_count(opened: &Opened) -> usize {
    opened.directory.len()
}

#[test]
fn an_unknown_publisher_is_never_taken_by_itself() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, _) = two_releases("House list");
    let mut opened = open(data.path());
    for trust in [Trust::Known, Trust::Fingerprints(vec!["0".repeat(64)]), Trust::FirstWords("able zebra".into())] {
        assert_eq!(code(&take_bytes(&mut *opened.store, packed(&first), &trust).err().unwrap()), "unknown-publisher");
    }
    let looked = offer(&*opened.store, packed(&first), &Trust::Look).unwrap();
    let refused = take::take(&mut *opened.store, looked, &count, &mut |_| ControlFlow::Continue(())).err().unwrap();
    assert_eq!(code(&refused), "unknown-publisher");
    assert!(opened.store.publishers().unwrap().is_empty());
    let words = first.fingerprint.words()[..2].join(" ");
    take_bytes(&mut *opened.store, packed(&first), &Trust::FirstWords(words)).unwrap();
}

#[test]
fn two_publishers_with_the_same_ids_stand_side_by_side() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, _) = two_releases("House list");
    let (_, other, other_second) = two_releases("House  Lists");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    let preview = offer(&*opened.store, packed(&other), &trusting(&other)).unwrap();
    assert_eq!(preview.looks_like.as_deref(), Some("House list"));
    take_release(&mut *opened.store, &other).unwrap();
    let taken = take_release(&mut *opened.store, &other_second).unwrap();
    let ours = format!("{}/org-00003", first.fingerprint.publisher());
    let theirs = format!("{}/org-00003", other.fingerprint.publisher());
    assert!(has(&taken.directory, &ours), "one publisher withdraws nothing of another");
    assert!(!has(&taken.directory, &theirs));
}

#[test]
fn what_an_id_leads_to_stays_whoever_comes_to_use_it_too() {
    let data = tempfile::tempdir().unwrap();
    // Whatever their ids are: of two orders, one is not that of the ids.
    let pairs = [two_releases("House list"), two_releases("Another list")];
    let mut opened = open(data.path());
    for (_, first, _) in &pairs {
        take_release(&mut *opened.store, first).unwrap();
    }
    let whose = |directory: &Directory| directory.find("org-00004").unwrap().publication.publisher.clone();
    let first = pairs[0].1.fingerprint.publisher();
    let mut opened = open_again(opened, data.path());
    assert_eq!(whose(&opened.directory), first);
    // Nor do newer versions, in any order, or being built anew, change it.
    for (_, _, second) in pairs.iter().rev() {
        let taken = take_release(&mut *opened.store, second).unwrap();
        assert_eq!(whose(&taken.directory), first);
    }
    drop(opened);
    fs::remove_dir_all(data.path().join("directory")).unwrap();
    let mut opened = open(data.path());
    assert_eq!(whose(&opened.directory), first);
    let order: Vec<_> = opened.directory.publications().map(|one| one.name.clone()).collect();
    assert_eq!(order, ["House list", "Another list", "STARTER"]);
    // Whoever was removed begins anew, behind the others.
    switch(&mut *opened.store, &first, Switch::Remove, &count).unwrap();
    let taken = take_release(&mut *opened.store, &pairs[0].2).unwrap();
    assert_eq!(whose(&taken.directory), pairs[1].1.fingerprint.publisher());
}

/// Damages a file of what is remembered or of the store.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    files::write_whole(path, &bytes).unwrap();
}

fn only_file(folder: &Path) -> PathBuf {
    let mut names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let first = names.next().unwrap();
    assert!(names.next().is_none());
    first
}

#[rstest]
#[case::the_copy_beside_the_database(false, true)]
#[case::the_database(true, false)]
fn the_floor_holds_when_one_of_its_copies_is_damaged(#[case] database: bool, #[case] beside: bool) {
    let data = tempfile::tempdir().unwrap();
    let (_, first, second) = two_releases("House list");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    take_release(&mut *opened.store, &second).unwrap();
    roll_back(&mut *opened.store, &count).unwrap();
    drop(opened);
    if database {
        files::write_whole(&data.path().join("directory/db"), b"nothing that sled knows").unwrap();
    }
    if beside {
        damage(&only_file(&data.path().join("publishers")));
    }
    let mut opened = open(data.path());
    assert_eq!(matches!(opened.notices[..], [Notice::SetAside { .. }]), database, "{:?}", opened.notices);
    assert_eq!(code(&take_release(&mut *opened.store, &first).err().unwrap()), "older");
    assert!(!has(&opened.directory, "org-00003"));
    let publisher = opened.store.publishers().unwrap().into_values().next().unwrap();
    let mended = Publisher::from_bytes(&fs::read(only_file(&data.path().join("publishers"))).unwrap()).unwrap();
    assert_eq!(mended, publisher, "the other copy is there again");
}

#[test]
fn a_damaged_store_is_rebuilt_from_the_kept_bundles() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, second) = two_releases("House list");
    let (_, other, _) = two_releases("Another one");
    let mut opened = open(data.path());
    for release in [&first, &other, &second] {
        take_release(&mut *opened.store, release).unwrap();
    }
    let before: Vec<String> = opened_ids(&open_again(opened, data.path()).directory);
    // The largest kept blobs are records of the signed publishers.
    let blob = blobs(data.path()).into_iter().max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    damage(&blob);
    let opened = open(data.path());
    assert!(matches!(opened.notices[..], [Notice::SetAside { .. }]), "{:?}", opened.notices);
    let mut after = opened_ids(&opened.directory);
    let mut before = before;
    after.sort();
    before.sort();
    assert_eq!(after, before);
    assert!(opened.generation.shelves.iter().any(|info| matches!(info.origin, Origin::Bundle { .. })));
}

fn open_again(opened: Opened, data: &Path) -> Opened {
    drop(opened);
    open(data)
}

fn opened_ids(directory: &Directory) -> Vec<String> {
    directory.entries().map(|one| format!("{}/{}", one.publication.publisher, one.id())).collect()
}

fn blobs(data: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(data.join("directory")).unwrap().map(|entry| entry.unwrap().path());
    names.filter(|path| path.extension().is_some_and(|extension| extension == "blob")).collect()
}

#[test]
fn a_kept_bundle_that_is_damaged_too_is_told_and_the_rest_is_there() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, _) = two_releases("House list");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    drop(opened);
    damage(&only_file(&data.path().join("bundles")));
    fs::remove_dir_all(data.path().join("directory")).unwrap();
    let mut opened = open(data.path());
    assert!(matches!(&opened.notices[..], [Notice::NotRebuilt { publisher, .. }] if publisher == "House list"));
    assert_eq!(opened.directory.len(), 6);
    take_bytes(&mut *opened.store, packed(&first), &Trust::Known).unwrap();
}

#[test]
fn a_kept_bundle_can_be_passed_on() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, _) = two_releases("House list");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    let shelves = opened.store.current().unwrap().unwrap().shelves;
    let kept = take::kept_bundles(&shelves, &opened.store.publishers().unwrap());
    let [(publisher, bundle)] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!((publisher.name.as_str(), bundle.version), ("House list", 1));
    let out = data.path().join("copy.parasol");
    take::copy_bundle(data.path(), bundle, &out).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let mut other = open(elsewhere.path());
    take_bytes(&mut *other.store, fs::read(&out).unwrap(), &trusting(&first)).unwrap();
}

#[test]
fn patches_lead_from_the_kept_bundle_to_the_new_version() {
    let data = tempfile::tempdir().unwrap();
    let mut publisher = samples::Publisher::new("House list");
    let first = publisher.publish(records(2_000));
    let mut changed = records(2_000);
    changed.organizations[7].phones[0].number = "+34 600 999 999".into();
    let second = publisher.publish(changed);
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    let verified = look(&*opened.store, container(packed(&second)).unwrap(), &Trust::Known, samples::now()).unwrap();
    let (mut most, whole) = (0, verified.plan(None).bytes);
    let offer = prepare(&*opened.store, verified, &mut |progress| {
        if progress.step == take::Step::Getting {
            most = most.max(progress.total);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(offer.changes.changed, 1);
    assert!(whole > 0 && most > 0);
    let taken = take::take(&mut *opened.store, offer, &count, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(has(&taken.directory, "org-01999"));
    // What is kept is as small as what came: the packed directory was in it.
    let kept = opened.store.publishers().unwrap().into_values().next().unwrap().bundles[0].clone();
    assert!(kept.version == 2 && kept.bytes < packed(&second).len() as u64, "{kept:?}");
    drop(opened);
    fs::remove_dir_all(data.path().join("directory")).unwrap();
    assert!(has(&open(data.path()).directory, "org-01999"));
}

#[test]
fn it_can_be_cancelled_at_any_moment_and_nothing_changes() {
    let (_, first, second) = two_releases("House list");
    let data = tempfile::tempdir().unwrap();
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    let before = opened.store.current().unwrap();
    let mut cancelled = 0;
    for moment in 0.. {
        let mut left = moment;
        let mut stop = |_| {
            left -= 1;
            if left < 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let verified =
            look(&*opened.store, container(packed(&second)).unwrap(), &Trust::Known, samples::now()).unwrap();
        let outcome = prepare(&*opened.store, verified, &mut stop)
            .and_then(|offer| take::take(&mut *opened.store, offer, &count, &mut stop));
        match outcome {
            Ok(_) => break,
            Err(error) => assert_eq!(code(&error), "cancelled"),
        }
        cancelled += 1;
        assert_eq!(opened.store.current().unwrap(), before, "at moment {moment}");
        let version = opened.store.publishers().unwrap().into_values().next().unwrap().bundles[0].version;
        assert_eq!(version, 1, "at moment {moment}");
    }
    assert!(cancelled > 4, "only {cancelled} moments");
}

#[rstest]
fn ended_at_any_stage_the_directory_is_the_old_one_or_the_new_one(
    #[values(
        Stage::Verified,
        Stage::Parsed,
        Stage::BundleKept,
        Stage::Kept,
        Stage::Committed,
        Stage::Flushed,
        Stage::Remembered,
        Stage::Floored,
        Stage::Dropped,
        Stage::Tidied
    )]
    stage: Stage,
) {
    let data = tempfile::tempdir().unwrap();
    let (_, first, second) = two_releases("House list");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    drop(opened);
    let snapshot = TempDir::new().unwrap();
    let (from, to) = (data.path().to_owned(), snapshot.path().to_owned());
    let taken = Arc::new(std::sync::Mutex::new(false));
    let done = Arc::clone(&taken);
    // What lies on the disk at this moment is what a power cut would leave.
    let at_stage: AtStage = Arc::new(move |here| {
        if here == stage {
            copy(&from, &to);
            *done.lock().unwrap() = true;
        }
    });
    let mut opened = open_with(data.path(), at_stage).unwrap();
    take_release(&mut *opened.store, &second).unwrap();
    assert!(*taken.lock().unwrap(), "{stage:?} was never reached");
    drop(opened);
    let mut opened = open(snapshot.path());
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    let (old, new) = (has(&opened.directory, "org-00003"), has(&opened.directory, "org-00010"));
    assert!(old != new, "neither the old nor the new directory: {old} {new}");
    if matches!(stage, Stage::Flushed | Stage::Remembered | Stage::Floored) {
        assert!(new, "what was flushed is there");
    }
    if new {
        assert_eq!(code(&take_release(&mut *opened.store, &first).err().unwrap()), "older");
    }
    take_release(&mut *opened.store, &second).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn lines_that_need_one_another_are_put_together() {
    let service = |id: &str, organization: &str| {
        format!(
            r#"{{"id":"{id}","name":"S {id}","organization":{{"id":"{organization}","name":"O","description":"d"}}}}"#
        )
    };
    let lines = [service("s1", "o1"), service("s2", "o1"), service("s3", "o2")].join("\n");
    let publication = release("a", 1, 0).publication;
    let open =
        || -> std::io::Result<Box<dyn std::io::BufRead + Send>> { Ok(Box::new(std::io::Cursor::new(lines.clone()))) };
    let mut tell = |_| ControlFlow::Continue(());
    let parsed = super::parse::parse(&open, &publication, &["s3".to_owned()].into(), None, &mut tell);
    let Ok(parsed) = parsed else { panic!("not parsed") };
    let shelf = parsed.shelf.release();
    let services = |one: &Organization| one.services.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    assert_eq!(shelf.organizations.iter().map(services).collect::<Vec<_>>(), [vec!["s1", "s2"], vec![]]);
}
