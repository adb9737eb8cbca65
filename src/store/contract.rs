//! What every store does, tried on each.

use std::sync::Arc;

use proptest::prelude::*;
use rstest::rstest;
use tempfile::TempDir;

use super::{
    Counts, GenerationInfo, Lock, MemoryStore, Origin, Progress, SledStore, Store, StoreError,
    samples::{now, organization, release},
};
use crate::directory::{Address, Listing, Release, Service, Tombstone};

/// A store, and the folder it needs while it lives.
type Made = (Box<dyn Store>, Option<TempDir>);

fn memory() -> Made {
    (Box::new(MemoryStore::new()), None)
}

fn sled() -> Made {
    let folder = tempfile::tempdir().unwrap();
    (Box::new(open_sled(&folder)), Some(folder))
}

fn open_sled(folder: &TempDir) -> SledStore {
    let lock = Arc::new(Lock::take(folder.path(), "test", now()).unwrap());
    SledStore::open(&folder.path().join("directory"), lock).unwrap()
}

fn bundle(name: &str) -> Origin {
    Origin::Bundle { digest: name.into() }
}

fn write(store: &mut dyn Store, releases: &[Release]) -> GenerationInfo {
    store.write(bundle("b"), releases, &mut |_| {}).unwrap()
}

fn load(store: &dyn Store) -> Vec<Release> {
    store.load(&mut |_| {}).unwrap()
}

#[rstest]
fn a_new_store_has_nothing(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    assert_eq!(store.current().unwrap(), None);
    assert_eq!(load(&*store), []);
    store.tidy().unwrap();
}

#[rstest]
fn a_generation_is_seen_only_after_the_flip(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let old = vec![release("a", 1, 3), release("b", 1, 2)];
    let new = vec![release("a", 2, 4)];
    let first = write(&mut *store, &old);
    assert_eq!(store.current().unwrap(), None);
    store.flip(first.number).unwrap();
    assert_eq!(load(&*store), old);

    let second = write(&mut *store, &new);
    assert!(second.number > first.number);
    assert_eq!(load(&*store), old);
    store.flip(second.number).unwrap();
    assert_eq!(load(&*store), new);
    assert_eq!(store.current().unwrap().unwrap().previous, Some(first.number));
}

#[rstest]
fn a_generation_says_what_is_in_it(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let info = store.write(bundle("42"), &[release("a", 1, 3), release("b", 1, 2)], &mut |_| {}).unwrap();
    assert_eq!(info.counts, Counts { publications: 2, organizations: 5, services: 5, locations: 5, tombstones: 2 });
    assert_eq!(info.origin, bundle("42"));
    store.flip(info.number).unwrap();
    assert_eq!(store.current().unwrap(), Some(info));
}

#[rstest]
fn the_generation_before_can_come_back(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let old = vec![release("a", 1, 3)];
    let first = write(&mut *store, &old).number;
    store.flip(first).unwrap();
    let second = write(&mut *store, &[release("a", 2, 3)]).number;
    store.flip(second).unwrap();
    store.tidy().unwrap();
    store.flip(first).unwrap();
    assert_eq!(load(&*store), old);
    assert_eq!(store.current().unwrap().unwrap().previous, Some(second));
    store.flip(first).unwrap();
    let again = store.current().unwrap().unwrap();
    assert_eq!(again.previous, Some(second), "a flip to where it is changes nothing");
    assert!(write(&mut *store, &[]).number > second, "a number is not used twice");
}

#[rstest]
fn tidying_keeps_the_current_and_the_previous_generation(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let mut numbers = Vec::new();
    for version in 1..=3 {
        numbers.push(write(&mut *store, &[release("a", version, 2)]).number);
        store.flip(numbers[version as usize - 1]).unwrap();
    }
    let unused = write(&mut *store, &[]).number;
    store.tidy().unwrap();
    for number in [numbers[0], unused, 999] {
        assert!(matches!(store.flip(number), Err(StoreError::NoSuchGeneration { .. })), "{number} is still there");
    }
    assert_eq!(load(&*store), [release("a", 3, 2)]);
    assert!(write(&mut *store, &[]).number > unused, "a number that was dropped is not used again");
    store.flip(numbers[1]).unwrap();
    assert_eq!(load(&*store), [release("a", 2, 2)]);
}

#[rstest]
fn what_a_directory_never_shows_is_not_stored(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let mut release = release("a", 1, 4);
    release.organizations[0].listing = Listing::Unlisted;
    release.organizations[2].services.push(Service {
        id: "s".into(),
        listing: Listing::Unlisted,
        ..Default::default()
    });
    release.organizations[3].locations[0].confidential = true;
    release.organizations[3].locations[0].addresses =
        vec![Address { address_1: Some("12 Hidden Street".into()), city: Some("Lyon".into()), ..Default::default() }];
    for id in ["o00001", "o00002-s"] {
        release.tombstones.push(Tombstone { id: id.into(), reason: "dangerous".into(), since_version: 1 });
    }
    let info = write(&mut *store, &[release]);
    store.flip(info.number).unwrap();
    let stored = load(&*store).remove(0);
    let ids: Vec<_> = stored.organizations.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["o00002", "o00003"]);
    assert!(stored.organizations[0].services.is_empty());
    assert_eq!(stored.tombstones.len(), 3);
    let address = &stored.organizations[1].locations[0].addresses[0];
    assert_eq!((address.address_1.as_deref(), address.city.as_deref()), (None, Some("Lyon")));
}

#[rstest]
fn two_publishers_may_use_one_id_but_one_may_not_use_it_twice(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let both = [release("a", 1, 1), release("a\u{1}", 1, 1)];
    let info = write(&mut *store, &both);
    store.flip(info.number).unwrap();
    assert_eq!(load(&*store), both);

    let mut twice = release("a", 1, 1);
    twice.organizations.push(organization("o00000", "another"));
    let nameless = Release { organizations: vec![organization("", "")], ..release("a", 1, 0) };
    let nul = [release("a\0b", 1, 0)];
    for bad in [&[twice][..], &[nameless], &nul, &[release("", 1, 0)], &[release("a", 1, 0), release("a", 2, 0)]] {
        let refused = store.write(bundle("b"), bad, &mut |_| {});
        assert!(matches!(refused, Err(StoreError::NotStorable { .. })), "{refused:?}");
    }
    assert_eq!(load(&*store), both, "a refused write changes nothing");
}

#[rstest]
fn progress_is_told_and_ends_at_its_total(#[values(memory, sled)] make: fn() -> Made) {
    let (mut store, _folder) = make();
    let mut told = Vec::new();
    let info = store.write(bundle("b"), &[release("a", 1, 600)], &mut |one| told.push(one)).unwrap();
    store.flip(info.number).unwrap();
    store.load(&mut |one| told.push(one)).unwrap();
    let total = 602;
    assert!(
        told.contains(&Progress::Writing { done: 256, total })
            && told.contains(&Progress::Writing { done: total, total })
    );
    assert!(told.contains(&Progress::Reading { done: 512, total }));
    assert_eq!(told.last(), Some(&Progress::Reading { done: total, total }));
}

#[test]
fn a_sled_store_keeps_its_generations_and_takes_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open_sled(&folder);
    let first = write(&mut store, &[release("a", 1, 3)]).number;
    store.flip(first).unwrap();
    let second = write(&mut store, &[release("a", 2, 3)]).number;
    drop(store);
    let mut store = open_sled(&folder);
    assert_eq!(load(&store), [release("a", 1, 3)]);
    assert!(store.bytes() > 1000);
    store.flip(second).unwrap();
    store.flip(first).unwrap();
    drop(store);
    assert_eq!(load(&open_sled(&folder)), [release("a", 1, 3)], "going back is not taken for damage");
}

/// One step in the life of a store.
#[derive(Debug, Clone)]
enum Step {
    Write {
        publishers: u8,
        organizations: u8,
    },
    /// To the nth of all generations written so far.
    Flip(u8),
    Tidy,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..3_u8, 0..5_u8).prop_map(|(publishers, organizations)| Step::Write { publishers, organizations }),
        any::<u8>().prop_map(Step::Flip),
        Just(Step::Tidy),
    ]
}

/// Takes the steps on a store and on a plain list, and compares.
fn live(store: &mut dyn Store, steps: &[Step]) {
    let mut written: Vec<(u64, Vec<Release>)> = Vec::new();
    let mut shown: Vec<Release> = Vec::new();
    for (version, step) in (1..).zip(steps) {
        match *step {
            Step::Write { publishers, organizations } => {
                let releases: Vec<_> = (0..publishers)
                    .map(|publisher| release(&format!("p{publisher}"), version, organizations.into()))
                    .collect();
                written.push((write(store, &releases).number, releases));
            }
            Step::Flip(which) if !written.is_empty() => {
                let (number, releases) = &written[usize::from(which) % written.len()];
                match store.flip(*number) {
                    Ok(()) => shown.clone_from(releases),
                    Err(StoreError::NoSuchGeneration { .. }) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            Step::Flip(_) => {}
            Step::Tidy => store.tidy().unwrap(),
        }
        assert_eq!(load(store), shown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_loaded_is_what_was_last_flipped(steps in prop::collection::vec(step(), 0..12)) {
        for (mut store, _folder) in [memory(), sled()] {
            live(&mut *store, &steps);
        }
    }
}
