//! An import that is ended, or finds no room or no right to write.

use std::{fs, path::Path};

use super::World;
use crate::cli_support::{Home, Run};
use rstest::rstest;

/// Where an import may be ended, and which versions may be found afterwards.
#[rstest]
#[case::with_the_store_open("Opened", &[1])]
#[case::before_anything_is_done("Tidied", &[1])]
#[case::after_the_signatures("Verified", &[1])]
#[case::after_the_records_were_read("Parsed", &[1])]
#[case::with_the_bundle_kept("BundleKept", &[1])]
#[case::with_the_records_kept("Kept", &[1])]
#[case::in_the_commit("Committed", &[1, 2])]
#[case::after_the_commit("Flushed", &[2])]
#[case::after_the_publisher_beside_it("Remembered", &[2])]
#[case::after_the_generation_beside_it("Floored", &[2])]
#[case::between_dropping_and_removing("Dropped:2", &[2])]
#[case::after_tidying("Tidied:2", &[2])]
fn an_import_that_is_ended_leaves_the_old_directory_or_the_new_one(#[case] stage: &str, #[case] versions: &[u64]) {
    let world = World::with_first_taken();
    let ended = world.home.run(&["import", &world.second.file, "--yes", "--debug-end-at", stage]);
    assert_eq!(ended.code, -1, "it was not ended: {ended:?}");
    let version = world.version();
    assert!(versions.contains(&version), "version {version} after {stage}");
    // Whatever was left half done is no obstacle, and what was taken stays.
    let again = world.home.run(&["import", &world.second.file, "--yes"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(world.version(), 2);
    let older = world.home.run(&["import", &world.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    assert_eq!(kept(&world.home.data()), ["1.parasol", "2.parasol"], "nothing half written is left");
}

/// The kept bundles without their publisher's id, in order.
fn kept(data: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(data.join("bundles"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.rsplit_once('-').map_or(name.clone(), |(_, rest)| rest.to_owned()))
        .collect();
    names.sort();
    names
}

/// A limit on the size of files stands for a full disk: it needs no rights.
#[cfg(unix)]
#[rstest]
fn a_full_disk_is_said_and_the_directory_is_whole(#[values(0, 1, 2, 3, 8)] kilobytes: u32) {
    let world = World::with_first_taken();
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", kilobytes * 2);
    let refused = world.shell(&script, &["import", &world.second.file, "--yes", "--json"]);
    assert_eq!(
        (refused.code, refused.error_code().as_str(), refused.out.as_str()),
        (4, "disk-full", ""),
        "{refused:?}"
    );
    assert_eq!(world.version(), 1);
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    assert_eq!(world.version(), 2);
}

/// Runs the program with the data folder on a disk of its own that holds a copy
/// of it. `before` prepares it; what lies there afterwards is copied back out.
/// `None` where nobody may mount.
#[cfg(target_os = "linux")]
fn on_a_disk_of_its_own(world: &World, before: &str, arguments: &[&str]) -> Option<Run> {
    let data = world.home.data();
    let copy = world.home.path().join("copy");
    let probe = world.shell("exec unshare --user --map-root-user --mount mount -t tmpfs none /mnt", &[]);
    if probe.code != 0 {
        eprintln!("skipped: nobody may mount here: {}", probe.err);
        return None;
    }
    let inside = r#"data=$1; copy=$2; before=$3; shift 3
        cp -a "$data" "$copy" && mount -t tmpfs -o size=8m none "$data" && cp -a "$copy/." "$data" || exit 99
        cd "$data" && eval "$before" || exit 99
        "$@"
        code=$?
        rm -f "$data/full"; rm -rf "$copy"; cp -a "$data" "$copy"; exit $code"#;
    let script = format!(
        "exec unshare --user --map-root-user --mount sh -c '{inside}' sh '{data}' '{copy}' '{before}' \"$@\"",
        data = data.display(),
        copy = copy.display()
    );
    let run = world.shell(&script, arguments);
    assert_ne!(run.code, 99, "the disk could not be made: {run:?}");
    fs::remove_dir_all(&data).unwrap();
    fs::rename(&copy, &data).unwrap();
    Some(run)
}

#[cfg(target_os = "linux")]
#[rstest]
fn a_disk_without_room_is_said_and_the_directory_is_whole(#[values(0, 8, 40)] kilobytes: u32) {
    let world = World::with_first_taken();
    let fill = format!("{{ cat /dev/zero > full; truncate -s -{kilobytes}K full; }} 2>/dev/null");
    let arguments = ["import", &world.second.file, "--yes", "--json"];
    let Some(refused) = on_a_disk_of_its_own(&world, &fill, &arguments) else { return };
    assert_eq!((refused.code, refused.error_code().as_str()), (4, "disk-full"), "{refused:?}");
    assert_eq!(world.version(), 1);
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    assert_eq!(world.version(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_read_only_is_said_and_the_directory_can_be_read() {
    let world = World::with_first_taken();
    let remount = "cd / && mount -o remount,ro $data";
    let arguments = ["import", &world.second.file, "--yes", "--json"];
    let Some(refused) = on_a_disk_of_its_own(&world, remount, &arguments) else { return };
    assert_eq!((refused.code, refused.error_code().as_str()), (4, "cannot-write"), "{refused:?}");
    assert_eq!(world.version(), 1);
    let found = on_a_disk_of_its_own(&world, remount, &["find", "house", "--json"]).unwrap();
    assert_eq!(found.code, 0, "what cannot be written can be read: {found:?}");
    let ours = found.json().as_array().unwrap().iter().filter(|one| one["id"].to_string().contains("house-0")).count();
    assert_eq!(ours, 20);
    assert!(found.err.contains("What is there can be read"), "{found:?}");
    let doctor = on_a_disk_of_its_own(&world, remount, &["doctor"]).unwrap();
    assert_eq!((doctor.code, doctor.out.matches("PROBLEM").count()), (4, 1), "{doctor:?}");
}

#[test]
fn while_another_program_has_the_store_it_can_be_read_and_passed_on_but_not_changed() {
    let world = World::with_first_taken();
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let held = parasol::store::open(&world.home.data(), "interface", now, parasol::store::Check::Whole, &mut |_| {})
        .ok()
        .unwrap();
    let whole = |run: &Run| {
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.err.contains("interface") && run.err.contains(&std::process::id().to_string()), "{run:?}");
    };
    let status = world.home.run(&["status", "--json"]);
    whole(&status);
    assert!(status.out.contains("House list"), "{status:?}");
    assert_eq!(status.json()["store"]["generation"], held.generation.number);
    assert!(status.json()["store"]["bytes"].as_u64().unwrap() > 0);
    let found = world.home.run(&["find", "house number", "--json"]);
    whole(&found);
    assert!(found.out.contains("house-00003"), "{found:?}");
    whole(&world.home.run(&["show", "house-00003"]));
    let list = world.home.run(&["publishers", "list", "--json"]);
    whole(&list);
    assert_eq!(list.json()[0]["name"], "House list");
    let out = world.home.path().join("copy.parasol");
    whole(&world.home.run(&["share", out.to_str().unwrap()]));
    let elsewhere = Home::new();
    assert_eq!(elsewhere.run(&["import", out.to_str().unwrap(), "--yes", "--trust", &world.first.trust()]).code, 0);

    for arguments in [
        ["import", world.second.file.as_str(), "--yes", "--json"].as_slice(),
        &["rollback", "--yes", "--json"],
        &["publishers", "off", "House list"],
        &["publishers", "remove", "House list", "--yes"],
        &["doctor", "--rebuild"],
    ] {
        let refused = world.home.run(arguments);
        assert_eq!((refused.code, refused.out.as_str()), (4, ""), "{arguments:?}: {refused:?}");
        let says_who = refused.err.contains("interface") && refused.err.contains(&std::process::id().to_string());
        assert!(says_who, "{arguments:?}: {refused:?}");
    }
    drop(held);
    assert_eq!(world.version(), 1);
}
