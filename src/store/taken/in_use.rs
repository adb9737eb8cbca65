//! Going back, and switching publishers.

use super::*;

#[test]
fn going_back_brings_the_old_version_without_what_was_withdrawn_and_keeps_the_floor() {
    let data = tempfile::tempdir().unwrap();
    let (mut publisher, first, second) = two_releases("House list");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    take_release(&mut *opened.store, &second).unwrap();
    let back = roll_back(&mut *opened.store, &count).unwrap();
    let version = |directory: &Directory| directory.publications().next().unwrap().version;
    assert_eq!(version(&back.directory), 1);
    assert!(!has(&back.directory, "org-00003") && has(&back.directory, "org-00004"));
    assert!(!has(&back.directory, "org-00010"));
    assert_eq!(code(&take_release(&mut *opened.store, &first).err().unwrap()), "older");
    drop(opened);
    let mut opened = open(data.path());
    assert_eq!(version(&opened.directory), 1);
    assert!(!has(&opened.directory, "org-00003"));
    let forward = roll_back(&mut *opened.store, &count).unwrap();
    assert_eq!(version(&forward.directory), 2);
    take_release(&mut *opened.store, &second).unwrap();

    // A later version may list it again; the older ones still do not show it.
    let again = publisher.publish(records(11));
    let taken = take_release(&mut *opened.store, &again).unwrap();
    assert!(has(&taken.directory, "org-00003"));
    assert!(!has(&roll_back(&mut *opened.store, &count).unwrap().directory, "org-00003"));
}

#[test]
fn without_a_generation_before_there_is_no_going_back() {
    let data = tempfile::tempdir().unwrap();
    let mut opened = open(data.path());
    assert!(matches!(roll_back(&mut *opened.store, &count), Err(TakeError::NothingBefore)));
}

#[test]
fn a_publisher_that_was_switched_off_stays_off_after_an_update() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, second) = two_releases("House list");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    switch(&mut *opened.store, &first.fingerprint.publisher(), Switch::Off, &count).unwrap();
    let offered = offer(&*opened.store, packed(&second), &Trust::Known).unwrap();
    assert!(offered.off);
    assert_eq!((offered.changes.added, offered.changes.changed), (2, 1), "compared with what is kept");
    let taken = take_release(&mut *opened.store, &second).unwrap();
    assert_eq!((taken.directory.len(), taken.index), (6, vec![b"6".to_vec()]));
    let mut opened = open_again(opened, data.path());
    assert_eq!(opened.directory.len(), 6);
    let id = first.fingerprint.publisher();
    let kept = take::records_in_use(&*opened.store, &id).unwrap().unwrap();
    assert_eq!((kept.publication.version, kept.len()), (2, 20), "it is kept");
    let on = switch(&mut *opened.store, &id, Switch::On, &count).unwrap();
    assert!(has(&on.directory, "org-00010") && !has(&on.directory, "org-00003"));
}

#[test]
fn a_publisher_can_be_switched_off_and_on_and_removed_for_good() {
    let data = tempfile::tempdir().unwrap();
    let (_, first, second) = two_releases("House list");
    let mut opened = open(data.path());
    take_release(&mut *opened.store, &first).unwrap();
    take_release(&mut *opened.store, &second).unwrap();
    let off = switch(&mut *opened.store, &first.fingerprint.publisher(), Switch::Off, &count).unwrap();
    assert_eq!((off.directory.len(), off.index), (6, vec![b"6".to_vec()]));
    drop(opened);
    let mut opened = open(data.path());
    assert_eq!(opened.directory.len(), 6);
    assert_eq!(crate::store::read_only(Some(data.path()), now()).directory.len(), 6);
    let id = first.fingerprint.publisher();
    assert_eq!(switch(&mut *opened.store, &id, Switch::On, &count).unwrap().directory.len(), 26);
    let starter = switch(&mut *opened.store, "starter", Switch::Off, &count).unwrap();
    assert_eq!(starter.directory.len(), 20);
    switch(&mut *opened.store, "starter", Switch::On, &count).unwrap();

    let removed = switch(&mut *opened.store, &id, Switch::Remove, &count).unwrap();
    assert_eq!(removed.directory.len(), 6);
    assert!(fs::read_dir(data.path().join("bundles")).unwrap().next().is_none());
    assert!(matches!(roll_back(&mut *opened.store, &count), Err(TakeError::NothingBefore)));
    let known = take_bytes(&mut *opened.store, packed(&second), &Trust::Known).err().unwrap();
    assert_eq!(code(&known), "unknown-publisher");
    assert_eq!(code(&take_release(&mut *opened.store, &first).err().unwrap()), "older", "its floor stays");
    let taken = take_release(&mut *opened.store, &second).unwrap();
    assert!(!has(&taken.directory, "org-00003"));
    let unknown = switch(&mut *opened.store, "nobody", Switch::Off, &count);
    assert!(matches!(unknown, Err(TakeError::NoSuchPublisher(_))));
}
