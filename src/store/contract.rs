//! What every store does, tried on each.

use std::sync::Arc;

use proptest::prelude::*;
use rstest::rstest;
use tempfile::TempDir;

use super::{
    Blob, Draft, GenerationInfo, Lock, MemoryStore, Origin, Progress, Seal, ShelfInfo, SledStore, Store, StoreError,
    open::keep,
    samples::{now, organization, release},
    sealed::SealedStore,
};
use crate::directory::{Release, Shelf};

/// A store, and the folder it needs while it lives.
type Made = (Box<dyn Store>, Option<TempDir>);

fn memory() -> Made {
    (Box::new(MemoryStore::new()), None)
}

fn sled() -> Made {
    let folder = tempfile::tempdir().unwrap();
    (Box::new(open_sled(&folder)), Some(folder))
}

fn sealed() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let lock = Arc::new(Lock::take(folder.path(), "test", now()).unwrap());
    let store = SealedStore::anew(folder.path(), &Seal::random(), lock, Arc::new(|_| {})).unwrap();
    (Box::new(store), Some(folder))
}

fn open_sled(folder: &TempDir) -> SledStore {
    let lock = Arc::new(Lock::take(folder.path(), "test", now()).unwrap());
    SledStore::open(&folder.path().join("directory"), lock).unwrap()
}

fn bundle(name: &str) -> Origin {
    Origin::Bundle { digest: name.into() }
}

fn shelf(store: &mut dyn Store, release: &Release) -> ShelfInfo {
    keep(store, release, bundle("b"), &mut |_| {}).unwrap()
}

fn commit(store: &mut dyn Store, releases: &[Release]) -> GenerationInfo {
    let previous = store.current().unwrap().map(|info| info.number);
    let shelves = releases.iter().map(|release| shelf(store, release)).collect();
    store.commit(Draft { shelves, previous, ..Draft::default() }).unwrap()
}

fn read(store: &dyn Store, generation: &GenerationInfo) -> Vec<Release> {
    let records = generation.shelves.iter().map(|shelf| store.read(&shelf.records).unwrap());
    records.map(|bytes| Shelf::open(bytes).unwrap().release()).collect()
}

fn current(store: &dyn Store) -> Vec<Release> {
    store.current().unwrap().map(|info| read(store, &info)).unwrap_or_default()
}

#[rstest]
fn a_new_store_has_nothing(#[values(memory, sled, sealed)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    assert_eq!(store.current().unwrap(), None);
    assert_eq!(store.generation(1).unwrap(), None);
    store.tidy().unwrap();
}

#[rstest]
fn a_generation_is_seen_only_after_the_commit(#[values(memory, sled, sealed)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let old = vec![release("a", 1, 3), release("b", 1, 2)];
    let new = release("a", 2, 4);
    let first = commit(&mut *store, &old);
    assert_eq!(current(&*store), old);
    let kept = shelf(&mut *store, &new);
    assert_eq!(current(&*store), old);
    let second = store.commit(Draft { shelves: vec![kept], previous: Some(first.number), ..Draft::default() }).unwrap();
    assert!(second.number > first.number);
    assert_eq!(current(&*store), [new]);
    assert_eq!(store.current().unwrap(), Some(second));
    assert_eq!(read(&*store, &store.generation(first.number).unwrap().unwrap()), old);
}

#[rstest]
fn publishers_keep_their_records_without_being_written_again(#[values(memory, sled, sealed)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let (a, b) = (release("a", 1, 2), release("b", 1, 3));
    let first = commit(&mut *store, &[a, b.clone()]);
    let newer = release("a", 2, 1);
    let shelves = vec![shelf(&mut *store, &newer), first.shelves[1].clone()];
    store.commit(Draft { shelves, ..Draft::default() }).unwrap();
    store.tidy().unwrap();
    assert_eq!(current(&*store), [newer, b]);
}

#[rstest]
fn tidying_keeps_the_current_and_the_previous_generation(#[values(memory, sled, sealed)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let infos: Vec<_> = (1..=3).map(|version| commit(&mut *store, &[release("a", version, 2)])).collect();
    let unused = store.keep(b"a write that was cut short").unwrap();
    store.tidy().unwrap();
    assert_eq!(store.generation(infos[0].number).unwrap(), None);
    for gone in [&infos[0].shelves[0].records, &unused] {
        assert!(matches!(store.read(gone), Err(StoreError::Damaged { .. })));
    }
    assert_eq!(read(&*store, &infos[1]), [release("a", 2, 2)]);
    assert_eq!(current(&*store), [release("a", 3, 2)]);
    assert!(commit(&mut *store, &[]).number > infos[2].number);
}

#[rstest]
fn an_index_can_be_added_later(#[values(memory, sled, sealed)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let info = commit(&mut *store, &[release("a", 1, 1)]);
    let index = store.keep(b"an index").unwrap();
    store.set_index(index.clone()).unwrap();
    store.tidy().unwrap();
    assert_eq!(store.read(&index).unwrap(), b"an index");
    assert_eq!(store.current().unwrap(), Some(GenerationInfo { index: Some(index), ..info }));
}

#[rstest]
fn two_publishers_may_use_one_id_but_one_may_not_use_it_twice(#[values(memory, sled, sealed)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let both = [release("a", 1, 1), release("a\u{1}", 1, 1)];
    commit(&mut *store, &both);
    let mut twice = release("a", 1, 1);
    twice.organizations.push(organization("o00000", "another"));
    let nameless = Release { organizations: vec![organization("", "")], ..release("a", 1, 0) };
    for bad in [twice, nameless, release("a\0b", 1, 0), release("", 1, 0)] {
        let refused = keep(&mut *store, &bad, bundle("b"), &mut |_| {});
        assert!(matches!(refused, Err(StoreError::NotStorable { .. })), "{refused:?}");
    }
    assert_eq!(current(&*store), both, "a refused write changes nothing");
}

#[test]
fn progress_is_told_and_ends_at_its_total() {
    let mut told = Vec::new();
    keep(&mut MemoryStore::new(), &release("a", 1, 600), bundle("b"), &mut |one| told.push(one)).unwrap();
    assert_eq!(told.first(), Some(&Progress::Writing { done: 0, total: 600 }));
    assert!(told.contains(&Progress::Writing { done: 256, total: 600 }));
    assert_eq!(told.last(), Some(&Progress::Writing { done: 600, total: 600 }));
}

#[test]
fn a_sled_store_keeps_its_generations_and_takes_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open_sled(&folder);
    let first = commit(&mut store, &[release("a", 1, 3)]);
    drop(store);
    let mut store = open_sled(&folder);
    assert_eq!(store.current().unwrap(), Some(first));
    assert!(store.bytes() > 1000);
    commit(&mut store, &[release("a", 2, 3)]);
    drop(store);
    assert_eq!(current(&open_sled(&folder)), [release("a", 2, 3)]);
}

#[test]
fn bytes_of_another_length_are_damage_and_of_another_digest_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open_sled(&folder);
    let blob = store.keep(b"twelve bytes").unwrap();
    let path = folder.path().join("directory").join(&blob.digest).with_extension("blob");
    super::files::write_whole(&path, b"twelve bytez").unwrap();
    assert!(!blob.is(&store.read(&blob).unwrap()));
    super::files::write_whole(&path, b"twelve").unwrap();
    assert!(matches!(store.read(&blob), Err(StoreError::Damaged { .. })));
    assert_eq!(Blob::of(b"twelve bytes"), blob);
}

#[rstest]
fn pieces_are_kept_as_what_they_are_together(#[values(memory, sled, sealed)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let pieces = [b"twelve".to_vec(), Vec::new(), b" bytes".to_vec()];
    let blob = store.keep_pieces(&pieces).unwrap();
    assert_eq!(blob, Blob::of(b"twelve bytes"));
    assert_eq!(store.read(&blob).unwrap(), b"twelve bytes");
}

/// One step in the life of a store.
#[derive(Debug, Clone)]
enum Step {
    Commit {
        publishers: u8,
        organizations: u8,
    },
    /// Bytes that no generation comes to name.
    Keep,
    Tidy,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..3_u8, 0..5_u8).prop_map(|(publishers, organizations)| Step::Commit { publishers, organizations }),
        Just(Step::Keep),
        Just(Step::Tidy),
    ]
}

/// Takes the steps on a store and on a plain list, and compares.
fn live(store: &mut dyn Store, steps: &[Step]) {
    let mut shown: Vec<Release> = Vec::new();
    for (version, step) in (1..).zip(steps) {
        match *step {
            Step::Commit { publishers, organizations } => {
                shown = (0..publishers)
                    .map(|publisher| release(&format!("p{publisher}"), version, organizations.into()))
                    .collect();
                commit(store, &shown);
            }
            Step::Keep => drop(store.keep(&version.to_be_bytes()).unwrap()),
            Step::Tidy => store.tidy().unwrap(),
        }
        assert_eq!(current(store), shown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_is_what_was_last_committed(steps in prop::collection::vec(step(), 0..12)) {
        for (mut store, _folder) in [memory(), sled(), sealed()] {
            live(&mut *store, &steps);
        }
    }
}
