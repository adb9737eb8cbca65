//! The store as the rest of the program meets it: the starter directory comes
//! up on a fresh machine, and again from disk.

use jiff::Timestamp;
use parasol::{
    directory::{Directory, Standing},
    store::{self, GenerationInfo, Notice, Opened, Progress, StoreError},
};

/// 2026-11-24T14:50:00Z
const NOW: Timestamp = Timestamp::constant(1_795_531_800, 0);

fn open(data: &std::path::Path, progress: &mut dyn FnMut(Progress)) -> Result<Opened, StoreError> {
    store::open(data, "interface", NOW, progress)
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
    let GenerationInfo { number, counts, .. } = first.store.current().unwrap().unwrap();
    assert_eq!(number, 1);
    assert!(counts.organizations > 0);

    let mut sorted = store::read_only();
    for release in &mut sorted {
        release.organizations.sort_by(|a, b| a.id.cmp(&b.id));
    }
    let [starter] = &first.releases[..] else { panic!("one publisher") };
    assert_eq!(starter.publication.standing, Standing::Embedded);
    let in_memory = Directory::new(sorted);
    let ids = |directory: &Directory| directory.entries().map(|entry| entry.id().to_owned()).collect::<Vec<_>>();
    assert_eq!(
        ids(&Directory::new(first.releases.clone())),
        ids(&in_memory),
        "what the program carries is what it keeps"
    );
}

#[test]
fn a_second_start_reads_what_the_first_one_wrote() {
    let data = tempfile::tempdir().unwrap();
    let first = open(data.path(), &mut |_| {}).unwrap().releases;
    let mut told = Vec::new();
    let second = open(data.path(), &mut |one| told.push(one)).unwrap();
    assert_eq!(first, second.releases);
    assert!(!told.iter().any(|one| matches!(one, Progress::Writing { .. })), "nothing is written again");
    assert_eq!(second.store.current().unwrap().map(|info| info.number), Some(1));
}

#[test]
fn while_the_store_is_in_use_the_directory_can_still_be_read() {
    let data = tempfile::tempdir().unwrap();
    let _interface = open(data.path(), &mut |_| {}).unwrap();
    let refused = open(data.path(), &mut |_| {}).err().unwrap();
    assert!(matches!(refused, StoreError::InUse { holder: Some(holder) } if holder.purpose == "interface"));
    assert!(!Directory::new(store::read_only()).is_empty());
}

#[test]
fn a_store_set_aside_is_built_anew_and_not_while_it_is_in_use() {
    let data = tempfile::tempdir().unwrap();
    assert_eq!(store::set_aside(data.path(), "doctor", NOW).unwrap(), None);
    let opened = open(data.path(), &mut |_| {}).unwrap();
    assert!(matches!(store::set_aside(data.path(), "doctor", NOW), Err(StoreError::InUse { .. })));
    let releases = opened.releases.clone();
    drop(opened);
    let aside = store::set_aside(data.path(), "doctor", NOW).unwrap().unwrap();
    assert!(aside.join("db").is_file());
    let again = open(data.path(), &mut |_| {}).unwrap();
    assert_eq!((again.releases, again.notices), (releases, Vec::new()));
}
