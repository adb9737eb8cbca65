//! The store as the rest of the program meets it: the starter directory comes
//! up on a fresh machine, and again from disk.

use jiff::Timestamp;
use parasol::{
    directory::{Directory, Release, Shelf, Standing},
    store::{self, Check, Notice, Opened, Progress, StoreError},
};

/// 2026-11-24T14:50:00Z
const NOW: Timestamp = Timestamp::constant(1_795_531_800, 0);

fn open(data: &std::path::Path, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
    store::open(data, "interface", NOW, Check::Whole, progress)
}

fn releases(opened: &Opened) -> Vec<Release> {
    opened.directory.shelves().iter().map(Shelf::release).collect()
}

#[test]
fn a_fresh_machine_starts_with_the_directory_of_the_program() {
    let outer = tempfile::tempdir().unwrap();
    let data = outer.path().join("share/parasol");
    let mut told = Vec::new();
    let first = open(&data, &mut |one| told.push(one)).unwrap();
    assert_eq!(first.notices, Vec::<Notice>::new());
    let written = told.iter().any(|one| matches!(one, Progress::Writing { .. }));
    assert!(written && told.first() == Some(&Progress::Opening));
    assert_eq!(first.generation.number, 1);
    let [starter] = first.directory.shelves() else { panic!("one publisher") };
    assert_eq!(starter.publication.standing, Standing::Embedded);
    assert!(!first.directory.is_empty());
    let ids = |directory: &Directory| directory.entries().map(|entry| entry.id().to_owned()).collect::<Vec<_>>();
    assert_eq!(
        ids(&first.directory),
        ids(&store::read_only(None, NOW).directory),
        "what the program carries is what it keeps"
    );
}

#[test]
fn a_second_start_reads_what_the_first_one_wrote() {
    let data = tempfile::tempdir().unwrap();
    let first = releases(&open(data.path(), &mut |_| {}).unwrap());
    let mut told = Vec::new();
    let second = open(data.path(), &mut |one| told.push(one)).unwrap();
    assert_eq!(first, releases(&second));
    assert!(!told.iter().any(|one| matches!(one, Progress::Writing { .. })), "nothing is written again");
    assert_eq!(second.store.current().unwrap().map(|info| info.number), Some(1));
}

#[test]
fn while_the_store_is_in_use_the_directory_can_still_be_read() {
    let data = tempfile::tempdir().unwrap();
    let _interface = open(data.path(), &mut |_| {}).unwrap();
    let refused = open(data.path(), &mut |_| {}).err().unwrap();
    assert!(matches!(refused, StoreError::InUse { holder: Some(holder) } if holder.purpose == "interface"));
    assert!(!store::read_only(None, NOW).directory.is_empty());
}

#[test]
fn a_store_set_aside_is_built_anew_and_not_while_it_is_in_use() {
    let data = tempfile::tempdir().unwrap();
    assert_eq!(store::set_aside(data.path(), "doctor", NOW).unwrap(), None);
    let opened = open(data.path(), &mut |_| {}).unwrap();
    assert!(matches!(store::set_aside(data.path(), "doctor", NOW), Err(StoreError::InUse { .. })));
    let before = releases(&opened);
    drop(opened);
    let aside = store::set_aside(data.path(), "doctor", NOW).unwrap().unwrap();
    assert!(aside.join("db").is_file());
    let again = open(data.path(), &mut |_| {}).unwrap();
    assert_eq!((releases(&again), again.notices), (before, Vec::new()));
}
