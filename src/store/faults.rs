//! Damage of every kind: each ends with a whole directory.
#![expect(clippy::disallowed_methods, reason = "files are damaged here, not written")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use rstest::rstest;
use tempfile::TempDir;

use super::{
    Notice, Opened, StoreError,
    samples::{open, release, releases},
};

const RECORDS: usize = 400;

/// A data folder whose store has seen three starters, the last of them 3.
fn grown() -> TempDir {
    let data = tempfile::tempdir().unwrap();
    for version in 1..=3 {
        open(data.path(), version, RECORDS).unwrap();
    }
    data
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

/// A copy of `data`, to be damaged.
fn copied(data: &TempDir) -> TempDir {
    let fresh = tempfile::tempdir().unwrap();
    copy(data.path(), fresh.path());
    fresh
}

/// Every file of the store.
fn files(data: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(data.join("directory")).unwrap().map(Result::unwrap) {
        if entry.path().is_file() {
            found.push(PathBuf::from("directory").join(entry.file_name()));
        }
    }
    found.sort();
    assert!(found.len() >= 3, "the store has changed its files: {found:?}");
    found
}

fn asides(data: &Path) -> Vec<PathBuf> {
    let named = |path: &PathBuf| {
        path.file_name().unwrap().to_str().unwrap().starts_with("directory.damaged-2026-11-24T14-50-00")
    };
    fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()).filter(named).collect()
}

/// Opens a damaged store: the directory is whole and of version 3, whatever
/// was set aside is there and was told, and the next opening is quiet.
fn opens_whole(data: &Path, what: &str) -> Vec<Notice> {
    let opened = open(data, 3, RECORDS).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(releases(&opened.directory) == [release("starter", 3, RECORDS)], "{what}: another directory came back");
    let told: Vec<PathBuf> = opened
        .notices
        .iter()
        .map(|notice| match notice {
            Notice::SetAside { path, .. } => path.clone(),
            other => panic!("{what}: not kept: {other:?}"),
        })
        .collect();
    assert_eq!(asides(data), told, "{what}");
    let notices = opened.notices.clone();
    drop(opened);
    let Opened { directory, notices: again, .. } = open(data, 3, RECORDS).unwrap();
    let mended = releases(&directory) == [release("starter", 3, RECORDS)];
    assert!(mended && again.is_empty(), "{what}: not mended: {again:?}");
    notices
}

#[test]
fn a_file_cut_short_anywhere_costs_nothing() {
    let whole = grown();
    let mut noticed = 0;
    for file in files(whole.path()) {
        let length = fs::metadata(whole.path().join(&file)).unwrap().len();
        let lengths = [0, 1, length / 10, length / 3, length / 2, length * 9 / 10, length.saturating_sub(1)];
        for cut in lengths {
            let data = copied(&whole);
            fs::OpenOptions::new().write(true).open(data.path().join(&file)).unwrap().set_len(cut).unwrap();
            noticed += opens_whole(data.path(), &format!("{} cut to {cut}", file.display())).len();
        }
    }
    assert!(noticed > 7, "only {noticed} cuts were noticed");
}

#[test]
fn flipped_bits_anywhere_cost_nothing() {
    let whole = grown();
    let mut noticed = 0;
    for file in files(whole.path()) {
        let bytes = fs::read(whole.path().join(&file)).unwrap();
        let places = 12.min(bytes.len());
        for place in (0..places).map(|part| bytes.len() * part / places) {
            let data = copied(&whole);
            let mut bytes = bytes.clone();
            bytes[place] ^= 0x10;
            fs::write(data.path().join(&file), &bytes).unwrap();
            noticed += opens_whole(data.path(), &format!("{} flipped at {place}", file.display())).len();
        }
    }
    assert!(noticed > 7, "only {noticed} flips were noticed");
}

#[test]
fn files_full_of_something_else_cost_nothing() {
    let whole = grown();
    for file in files(whole.path()) {
        let length = fs::metadata(whole.path().join(&file)).unwrap().len() as usize;
        for filler in [0x00, 0xff, b'7'] {
            let data = copied(&whole);
            fs::write(data.path().join(&file), vec![filler; length]).unwrap();
            opens_whole(data.path(), &format!("{} filled with {filler}", file.display()));
        }
    }
}

#[test]
fn a_missing_file_costs_nothing() {
    let whole = grown();
    for file in files(whole.path()) {
        let data = copied(&whole);
        fs::remove_file(data.path().join(&file)).unwrap();
        opens_whole(data.path(), &format!("{} missing", file.display()));
    }
    fs::remove_dir_all(whole.path().join("directory")).unwrap();
    assert_eq!(opens_whole(whole.path(), "all missing"), []);
}

#[test]
fn a_folder_in_place_of_a_file_is_set_aside() {
    let whole = grown();
    for file in files(whole.path()) {
        let data = copied(&whole);
        fs::remove_file(data.path().join(&file)).unwrap();
        fs::create_dir(data.path().join(&file)).unwrap();
        assert_eq!(opens_whole(data.path(), &format!("{} a folder", file.display())).len(), 1);
    }
}

#[test]
fn a_file_in_place_of_the_store_is_set_aside() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("directory"), "not a store").unwrap();
    assert_eq!(opens_whole(data.path(), "a file").len(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_in_place_of_the_store_is_set_aside() {
    let data = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("nowhere", data.path().join("directory")).unwrap();
    let opened = open(data.path(), 3, RECORDS).unwrap();
    assert!(matches!(opened.notices[..], [Notice::SetAside { .. }]));
}

#[test]
fn an_older_generation_never_comes_back() {
    // The log of a store as it was at version 2, under the number of 3: what
    // is left when the end of the log is torn.
    let data = tempfile::tempdir().unwrap();
    open(data.path(), 1, RECORDS).unwrap();
    open(data.path(), 2, RECORDS).unwrap();
    let older = copied(&data);
    open(data.path(), 3, RECORDS).unwrap();
    fs::copy(data.path().join("directory/generation"), older.path().join("directory/generation")).unwrap();
    let notices = opens_whole(older.path(), "an older log");
    assert!(matches!(&notices[..], [Notice::SetAside { detail, .. }] if detail.contains("came back")), "{notices:?}");
}

#[test]
fn a_second_damage_in_one_second_gets_its_own_name() {
    let data = tempfile::tempdir().unwrap();
    for _ in 0..3 {
        open(data.path(), 3, RECORDS).unwrap();
        fs::write(data.path().join("directory/conf"), "nonsense, but long enough").unwrap();
        open(data.path(), 3, RECORDS).unwrap();
    }
    assert_eq!(asides(data.path()).len(), 3);
}

#[test]
fn a_data_folder_that_is_a_file_is_said_to_be_one() {
    let outer = tempfile::tempdir().unwrap();
    let file = outer.path().join("file");
    fs::write(&file, "x").unwrap();
    for path in [&file, &file.join("below")] {
        let refused = open(path, 3, 1).err().unwrap();
        assert!(matches!(refused, StoreError::NotADirectory { .. }), "{refused}");
    }
}

#[test]
fn a_second_opener_is_told_who_has_the_store() {
    let data = tempfile::tempdir().unwrap();
    let first = open(data.path(), 3, 1).unwrap();
    match open(data.path(), 3, 1).err().unwrap() {
        StoreError::InUse { holder: Some(holder) } => {
            assert_eq!((holder.pid, holder.purpose.as_str()), (std::process::id(), "test"));
        }
        other => panic!("{other}"),
    }
    drop(first);
    open(data.path(), 3, 1).unwrap();
}

#[cfg(unix)]
#[rstest]
#[case::the_data_folder("")]
#[case::the_database("directory")]
fn a_folder_that_may_not_be_written_is_named(#[case] closed: &str) {
    use std::os::unix::fs::PermissionsExt;
    let data = tempfile::tempdir().unwrap();
    drop(open(data.path(), 3, 1).unwrap());
    // Without these, the next opening has to make files.
    fs::remove_file(data.path().join("parasol.lock")).unwrap();
    fs::remove_file(data.path().join("directory/conf")).unwrap();
    let closed = data.path().join(closed);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
    let permissions_bind = fs::write(closed.join("probe"), "x").is_err();
    let outcome = open(data.path(), 3, 1);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    if permissions_bind {
        let refused = outcome.err().unwrap();
        assert!(matches!(refused, StoreError::CannotWrite { .. }), "{refused:?}");
        assert_eq!(asides(data.path()), Vec::<PathBuf>::new(), "nothing is damaged");
    } else {
        eprintln!("skipped: permissions do not bind this user");
    }
}
