//! What is damaged on the disk, and what is built anew of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::World;
use crate::curator::{Curator, houses};
use rstest::rstest;

/// Damages a file in its middle.
fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x20;
    fs::write(path, bytes).unwrap();
}

fn beside(data: &Path, folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(data.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Which copies of what is remembered of a publisher are damaged.
#[rstest]
#[case::beside_the_store(false, true)]
#[case::in_the_store(true, false)]
fn the_floor_outlasts_damage_to_one_of_its_copies(#[case] database: bool, #[case] copy: bool) {
    let world = World::with_first_taken();
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    assert_eq!(world.home.run(&["rollback", "--yes"]).code, 0);
    if database {
        fs::write(world.home.data().join("directory/db"), "nothing that sled knows").unwrap();
    }
    if copy {
        damage(&beside(&world.home.data(), "publishers")[0]);
    }
    for file in [&world.first.file, &world.first.file] {
        let older = world.home.run(&["import", file, "--yes", "--json"]);
        assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    }
    assert_eq!(world.home.run(&["show", "house-00003"]).code, 1, "what was withdrawn came back");
}

#[test]
fn with_both_copies_of_the_floor_gone_nobody_is_trusted_by_itself() {
    let world = World::with_first_taken();
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    fs::write(world.home.data().join("directory/db"), "nothing that sled knows").unwrap();
    damage(&beside(&world.home.data(), "publishers")[0]);
    let status = world.home.run(&["status"]);
    assert_eq!(status.code, 0, "{status:?}");
    let refused = world.home.run(&["import", &world.first.file, "--yes", "--json"]);
    assert_eq!((refused.code, refused.error_code().as_str()), (3, "unknown-publisher"), "{refused:?}");
}

#[test]
fn every_publisher_is_rebuilt_from_its_kept_bundle_and_trusted_as_before() {
    let world = World::with_first_taken();
    let mut other = Curator::new("Another list");
    let theirs = other.publish(houses(3, &[], 0), &world.home.path().join("other.parasol"));
    assert_eq!(world.home.run(&["import", &theirs.file, "--yes", "--trust", &theirs.trust()]).code, 0);
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    let publishers = || {
        let mut all = world.home.run(&["publishers", "list", "--json"]).json().as_array().unwrap().clone();
        all.sort_by_key(|one| one["publisher"].to_string());
        all
    };
    let before = publishers();
    assert_eq!(before.len(), 3);
    let rebuilt = world.home.run(&["doctor", "--rebuild"]);
    assert_eq!(rebuilt.code, 0, "{rebuilt:?}");
    assert_eq!(publishers(), before);
    assert_eq!(world.version(), 2);
    let older = world.home.run(&["import", &world.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    let known = world.home.run(&["import", &world.second.file, "--yes"]);
    assert_eq!(known.code, 0, "it is trusted without being asked for: {known:?}");
}

#[test]
fn where_the_newest_bundle_is_damaged_the_one_before_serves_without_what_was_withdrawn() {
    let world = World::with_first_taken();
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    let bundles = beside(&world.home.data(), "bundles");
    assert_eq!(bundles.len(), 2);
    damage(&bundles[1]);
    let rebuilt = world.home.run(&["doctor", "--rebuild"]);
    assert_eq!(rebuilt.code, 0, "{rebuilt:?}");
    assert!(rebuilt.out.contains("Of House list only version 1 could be rebuilt"), "{rebuilt:?}");
    let has = |id: &str| world.home.run(&["show", id]).code == 0;
    assert!(has("house-00004") && !has("house-00003"), "what was withdrawn came back");
    let older = world.home.run(&["import", &world.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    assert_eq!(world.version(), 2);
}

#[test]
fn what_rollback_goes_back_to_is_rebuilt_too() {
    let world = World::with_first_taken();
    let mut other = Curator::new("Another list");
    let theirs = other.publish(houses(3, &[], 0), &world.home.path().join("other.parasol"));
    assert_eq!(world.home.run(&["import", &theirs.file, "--yes", "--trust", &theirs.trust()]).code, 0);
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    assert_eq!(world.home.run(&["doctor", "--rebuild"]).code, 0);
    let back = world.home.run(&["rollback", "--yes"]);
    assert_eq!(back.code, 0, "{back:?}");
    assert!(back.err.contains("Gone back. In use now: House list version 1."), "{back:?}");
    let has = |id: &str| world.home.run(&["show", id]).code == 0;
    assert!(has("house-00004") && !has("house-00003"), "what was withdrawn came back");
    // Who has gone back stays there, and can go forward again.
    assert_eq!(world.home.run(&["doctor", "--rebuild"]).code, 0);
    assert!(world.home.run(&["publishers", "list"]).out.contains("House list, version 1"));
    let forward = world.home.run(&["rollback", "--yes"]);
    assert!(forward.err.contains("Going back is undone. In use now: House list version 2."), "{forward:?}");
    // The same where the database is damaged, and not set aside by a person.
    fs::write(world.home.data().join("directory/db"), "nothing that sled knows").unwrap();
    assert_eq!(world.home.run(&["status"]).code, 0);
    let back = world.home.run(&["rollback", "--yes"]);
    assert!(back.err.contains("In use now: House list version 1."), "{back:?}");
}

#[test]
fn where_it_cannot_be_rebuilt_what_rollback_goes_back_to_is_said_to_be_lost() {
    let world = World::with_first_taken();
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    damage(&beside(&world.home.data(), "bundles")[0]);
    let rebuilt = world.home.run(&["doctor", "--rebuild"]);
    assert_eq!(rebuilt.code, 0, "{rebuilt:?}");
    assert!(rebuilt.out.contains("What \"rollback\" went back to could not be rebuilt"), "{rebuilt:?}");
    assert_eq!(world.version(), 2);
    let back = world.home.run(&["rollback", "--yes", "--json"]);
    assert_eq!((back.code, back.error_code().as_str()), (1, "nothing-before"), "{back:?}");
}
