//! A directory in the vault: nothing of it can be read, nothing of it is lost.
#![expect(clippy::disallowed_methods, reason = "files are damaged here, not written")]

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::{
    bundle::{
        Trust,
        publish::{Records, Release},
        samples::{self, container, packed, records, tombstone},
    },
    directory::Directory,
    store::{
        Check, Notice, Opened, Pieces, Place,
        collected::Collected,
        in_use::roll_back,
        open::Opening,
        samples::{now, release},
        starter::Starter,
        take::{self, look, prepare},
    },
};

/// An index that says how many entries it is over.
fn count(directory: &Directory, _: Collected) -> Pieces {
    vec![directory.len().to_string().into_bytes()]
}

fn quiet() -> AtStage {
    Arc::new(|_| {})
}

/// Opens under a lock that stays with the caller.
fn open_under(data: &Path, seal: Option<&Seal>, lock: &Arc<Lock>) -> Opened {
    crate::store::guard::quiet_panics();
    let starter = Starter { fingerprint: 1, read: &|| release("starter", 1, 3) };
    let place = Place { data_dir: data, seal };
    let opening =
        Opening { place, purpose: "test", now: now(), check: Check::Whole, starter: &starter, at_stage: quiet() };
    opening.under(lock, &mut |_| {}).unwrap()
}

fn locked(data: &Path) -> Arc<Lock> {
    files::make_folder(data).unwrap();
    Arc::new(Lock::take(data, "test", now()).unwrap())
}

fn open(data: &Path, seal: Option<&Seal>) -> Opened {
    open_under(data, seal, &locked(data))
}

fn take_release(store: &mut dyn Store, release: &Release) {
    let trust = Trust::Fingerprints(vec![release.fingerprint.hex()]);
    let verified = look(store, container(packed(release)).unwrap(), &trust, samples::now()).unwrap();
    let offer = prepare(store, verified, &mut |_| ControlFlow::Continue(())).unwrap();
    take::take(store, offer, &count, &mut |_| ControlFlow::Continue(())).unwrap();
}

/// What two data folders look like that differ in nothing but the vault; made
/// once, since signing takes its time.
static MADE: LazyLock<(TempDir, TempDir, Seal)> = LazyLock::new(|| {
    let (plain, sealed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut publisher = samples::Publisher::new("House list");
    let first = publisher.publish(records(10));
    let second = Records { tombstones: vec![tombstone("org-00003", 2)], ..records(11) };
    let second = publisher.publish(second);
    let mut opened = open(plain.path(), None);
    take_release(&mut *opened.store, &first);
    take_release(&mut *opened.store, &second);
    drop(opened);
    files::write_whole(&plain.path().join(SOURCES), b"[[source]]\nurl = \"https://houses.example/\"\n").unwrap();
    copy(plain.path(), sealed.path());
    let seal = Seal::random();
    move_it(sealed.path(), &seal, true, &quiet());
    (plain, sealed, seal)
});

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &to) } else { assert!(fs::copy(&path, to).is_ok()) }
    }
}

/// A data folder in which two versions were taken, and a seal.
fn taken() -> (TempDir, Seal) {
    let data = tempfile::tempdir().unwrap();
    copy(MADE.0.path(), data.path());
    (data, MADE.2.clone())
}

fn move_it(data: &Path, seal: &Seal, into_vault: bool, at_stage: &AtStage) {
    let lock = locked(data);
    let Opened { store, .. } = open_under(data, Some(seal), &lock);
    let moved = if into_vault { put_in } else { take_out };
    moved(data, seal, store, &lock, at_stage).unwrap();
}

/// The same in the vault.
fn sealed() -> (TempDir, Seal) {
    let data = tempfile::tempdir().unwrap();
    copy(MADE.1.path(), data.path());
    (data, MADE.2.clone())
}

/// Asserts that the second version is there whole.
fn assert_whole(opened: &Opened) {
    let has = |id: &str| opened.directory.find(id).is_some();
    assert!(has("org-00010") && !has("org-00003"), "the second version is there: {:?}", opened.notices);
    let publishers = opened.store.publishers().unwrap();
    let publisher = publishers.values().find(|one| one.name == "House list").unwrap();
    assert_eq!(publisher.newest(), 2, "what was accepted is remembered");
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_in(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// What stands of a directory in the files of a folder, or in their names.
fn readable(folder: &Path) -> Vec<String> {
    let words = ["org-000", "House list", "STARTER", "Name of", "houses.example"];
    let files = files_in(folder);
    assert!(files.len() > 4);
    let in_file = |path: &PathBuf| {
        let bytes = [fs::read(path).unwrap(), path.to_string_lossy().as_bytes().to_vec()].concat();
        let found = words.iter().filter(|word| memchr::memmem::find(&bytes, word.as_bytes()).is_some());
        found.map(|word| format!("{word} in {}", path.display())).collect::<Vec<_>>()
    };
    files.iter().flat_map(in_file).collect()
}

#[test]
fn nothing_of_a_directory_in_the_vault_can_be_read_on_the_disk() {
    let (data, seal) = taken();
    assert!(!readable(data.path()).is_empty(), "before, it can");
    move_it(data.path(), &seal, true, &quiet());
    assert_eq!(readable(data.path()), Vec::<String>::new());
    let opened = open(data.path(), Some(&seal));
    assert_eq!(opened.notices, []);
    assert_whole(&opened);
    assert_eq!(opened.index.as_deref(), Some(count(&opened.directory, Collected::default()).concat().as_slice()));
    let sites = read_note(data.path(), &seal, SOURCES).unwrap().unwrap();
    assert!(sites.starts_with(b"[[source]]"));
    drop(opened);
    assert_eq!(readable(data.path()), Vec::<String>::new());
}

#[test]
fn updates_going_back_and_passing_on_work_in_the_vault() {
    let (data, seal) = sealed();
    let mut opened = open(data.path(), Some(&seal));
    let back = roll_back(&mut *opened.store, &count).unwrap();
    assert!(back.directory.find("org-00010").is_none() && back.directory.find("org-00003").is_none());
    roll_back(&mut *opened.store, &count).unwrap();
    let mut publisher = samples::Publisher::new("Other list");
    take_release(&mut *opened.store, &publisher.publish(records(2)));
    drop(opened);
    let opened = open(data.path(), Some(&seal));
    assert_eq!(opened.directory.publications().count(), 3);
    let info = opened.store.current().unwrap().unwrap();
    let kept = take::kept_bundles(&info.shelves, &opened.store.publishers().unwrap());
    assert_eq!(kept.len(), 2);
    for (_, bundle) in &kept {
        let out = data.path().join("out.parasol");
        take::copy_bundle(Place { data_dir: data.path(), seal: Some(&seal) }, bundle, &out).unwrap();
        assert_eq!(fs::metadata(&out).unwrap().len(), bundle.bytes);
        Container::open(&out).unwrap();
        fs::remove_file(out).unwrap();
    }
    assert_eq!(readable(data.path()), Vec::<String>::new());
}

#[test]
fn without_its_seal_there_is_what_the_program_carries_and_nothing_is_written() {
    let (data, seal) = sealed();
    let before: Vec<_> = files_in(&data.path().join(FOLDER)).into_iter().map(|path| fs::read(path).unwrap()).collect();
    for seal in [None, Some(&Seal::random())] {
        let mut opened = open(data.path(), seal);
        assert_eq!((opened.directory.publications().count(), opened.notices.len()), (1, 0));
        let mut publisher = samples::Publisher::new("Other list");
        take_release(&mut *opened.store, &publisher.publish(records(2)));
        let beside = crate::store::read_at(Place { data_dir: data.path(), seal }, now());
        assert_eq!(beside.directory.publications().count(), 1);
    }
    let after: Vec<_> = files_in(&data.path().join(FOLDER)).into_iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!(before, after);
    let held = open(data.path(), Some(&seal));
    let beside = crate::store::read_at(Place { data_dir: data.path(), seal: Some(&seal) }, now());
    assert_eq!(beside.directory.len(), held.directory.len(), "it can be read while another program has it");
}

/// A program that is ended at a moment. (By unwinding here; as a power cut
/// would, in `tests/vault.rs`.)
struct Ended;

fn ended_after(moments: usize) -> AtStage {
    let left = AtomicUsize::new(moments);
    Arc::new(move |_| {
        if left.fetch_sub(1, Ordering::SeqCst) == 0 {
            resume_unwind(Box::new(Ended));
        }
    })
}

#[test]
fn ended_at_any_moment_of_a_move_the_directory_is_whole_in_one_form() {
    for into_vault in [true, false] {
        let mut ends = 0;
        loop {
            let (data, seal) = if into_vault { taken() } else { sealed() };
            let path = data.path();
            let work = || move_it(path, &seal, into_vault, &ended_after(ends));
            let ended = catch_unwind(AssertUnwindSafe(work)).is_err();
            let opened = open(path, Some(&seal));
            assert_eq!(opened.notices, [], "into the vault: {into_vault}, ended after {ends} moments");
            assert_whole(&opened);
            assert!(opened.generation.previous.is_some());
            let is_in = exists(path);
            assert_eq!(opened.store.seal().is_some(), is_in);
            assert_ne!(path.join("directory").exists(), is_in);
            drop(opened);
            if is_in {
                assert_eq!(readable(path), Vec::<String>::new());
            } else {
                assert!(path.join(SOURCES).exists());
            }
            assert!(!path.join("sealed.coming").exists() && !path.join("sealed.going").exists());
            if !ended {
                assert_eq!(is_in, into_vault);
                break;
            }
            ends += 1;
        }
        assert!(ends > 8, "{ends} moments");
    }
}

fn damage(path: &Path, how: &str, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    let at = at % bytes.len();
    match how {
        "flip" => bytes[at] ^= 1 << (at % 8),
        "truncate" => bytes.truncate(at),
        _ => return fs::remove_file(path).unwrap(),
    }
    fs::write(path, bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_to_any_one_file_costs_no_entry(
        file in any::<prop::sample::Index>(),
        how in prop::sample::select(&["flip", "truncate", "remove"][..]),
        at in any::<usize>(),
    ) {
        let (data, seal) = sealed();
        let files = files_in(&data.path().join(FOLDER));
        let path: &PathBuf = file.get(&files);
        damage(path, how, at);
        assert_whole(&open(data.path(), Some(&seal)));
        let again = open(data.path(), Some(&seal));
        assert_whole(&again);
        prop_assert_eq!(again.notices, []);
    }
}

#[test]
fn when_both_copies_of_the_state_are_damaged_it_is_set_aside_and_said() {
    let (data, seal) = sealed();
    for name in [STATE, SPARE] {
        damage(&data.path().join(FOLDER).join(name), "flip", 40);
    }
    let opened = open(data.path(), Some(&seal));
    assert!(matches!(&opened.notices[..], [Notice::SetAside { .. }]), "{:?}", opened.notices);
    assert_eq!(opened.directory.publications().count(), 1);
    drop(opened);
    assert_eq!(readable(data.path()), Vec::<String>::new());
    crate::store::wipe::wipe(data.path(), None, crate::store::wipe::Extent::Personal).unwrap();
    assert!(
        !exists(data.path())
            && fs::read_dir(data.path())
                .unwrap()
                .all(|entry| { !entry.unwrap().file_name().to_string_lossy().starts_with(FOLDER) })
    );
}
