//! Taking bundles with the real program: what ends it, what stops it, and what
//! is there afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod curator;

use std::{
    fs,
    path::{Path, PathBuf},
};

use cli_support::{Home, Run, run};
use curator::{Curator, Published, houses};
use rstest::rstest;

/// A publisher's first release of ten houses, and a second that has one more,
/// another number at one, and withdraws `house-00003`.
struct Two {
    home: Home,
    first: Published,
    second: Published,
}

impl Two {
    fn new() -> Self {
        let home = Home::new();
        let mut curator = Curator::new("House list");
        let first = curator.publish(houses(10, &[], 0), &home.path().join("first.parasol"));
        let mut changed = houses(11, &["house-00003"], 2);
        changed.organizations[5].phones[0].number = "+34 699 999 999".into();
        let second = curator.publish(changed, &home.path().join("second.parasol"));
        Self { home, first, second }
    }

    /// The same with the first release in use.
    fn with_first_taken() -> Self {
        let two = Self::new();
        let taken = two.home.run(&["import", &two.first.file, "--yes", "--trust", &two.first.trust()]);
        assert_eq!(taken.code, 0, "{taken:?}");
        two
    }

    /// The version of the publisher that is in use; the directory has to be
    /// that version and nothing else.
    fn version(&self) -> u64 {
        let status = self.home.run(&["status", "--json"]);
        assert_eq!((status.code, status.err.as_str()), (0, ""), "{status:?}");
        let ours =
            status.json()["publishers"].as_array().unwrap().iter().find(|one| one["name"] == "House list").cloned();
        let ours = ours.unwrap_or_else(|| panic!("the publisher is gone: {status:?}"));
        let has = |id: &str| self.home.run(&["show", id]).code == 0;
        let version = ours["version"].as_u64().unwrap();
        match version {
            1 => assert!(has("house-00003") && !has("house-00010"), "not the first version, and not whole"),
            2 => assert!(!has("house-00003") && has("house-00010"), "not the second version, and not whole"),
            other => panic!("version {other}"),
        }
        assert_eq!(ours["entries"], 20);
        version
    }
}

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
    let two = Two::with_first_taken();
    let ended = two.home.run(&["import", &two.second.file, "--yes", "--debug-end-at", stage]);
    assert_eq!(ended.code, -1, "it was not ended: {ended:?}");
    let version = two.version();
    assert!(versions.contains(&version), "version {version} after {stage}");
    // Whatever was left half done is no obstacle, and what was taken stays.
    let again = two.home.run(&["import", &two.second.file, "--yes"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(two.version(), 2);
    let older = two.home.run(&["import", &two.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    assert_eq!(kept(&two.home.data()), ["1.parasol", "2.parasol"], "nothing half written is left");
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
    let two = Two::with_first_taken();
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", kilobytes * 2);
    let refused = two.shell(&script, &["import", &two.second.file, "--yes", "--json"]);
    assert_eq!(
        (refused.code, refused.error_code().as_str(), refused.out.as_str()),
        (4, "disk-full", ""),
        "{refused:?}"
    );
    assert_eq!(two.version(), 1);
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    assert_eq!(two.version(), 2);
}

impl Two {
    /// The program, started by a shell script that ends in `exec "$@"`.
    fn shell(&self, script: &str, arguments: &[&str]) -> Run {
        let program = self.home.command(arguments);
        let mut command = assert_cmd::Command::new("sh");
        command.args(["-c", script, "sh"]).arg(program.get_program()).args(arguments).env_clear();
        for (name, value) in program.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        run(&mut command)
    }
}

/// Runs the program with the data folder on a disk of its own that holds a copy
/// of it. `before` prepares it; what lies there afterwards is copied back out.
/// `None` where nobody may mount.
#[cfg(target_os = "linux")]
fn on_a_disk_of_its_own(two: &Two, before: &str, arguments: &[&str]) -> Option<Run> {
    let data = two.home.data();
    let copy = two.home.path().join("copy");
    let probe = two.shell("exec unshare --user --map-root-user --mount mount -t tmpfs none /mnt", &[]);
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
    let run = two.shell(&script, arguments);
    assert_ne!(run.code, 99, "the disk could not be made: {run:?}");
    fs::remove_dir_all(&data).unwrap();
    fs::rename(&copy, &data).unwrap();
    Some(run)
}

#[cfg(target_os = "linux")]
#[rstest]
fn a_disk_without_room_is_said_and_the_directory_is_whole(#[values(0, 8, 40)] kilobytes: u32) {
    let two = Two::with_first_taken();
    let fill = format!("{{ cat /dev/zero > full; truncate -s -{kilobytes}K full; }} 2>/dev/null");
    let arguments = ["import", &two.second.file, "--yes", "--json"];
    let Some(refused) = on_a_disk_of_its_own(&two, &fill, &arguments) else { return };
    assert_eq!((refused.code, refused.error_code().as_str()), (4, "disk-full"), "{refused:?}");
    assert_eq!(two.version(), 1);
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    assert_eq!(two.version(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_read_only_is_said_and_the_directory_can_be_read() {
    let two = Two::with_first_taken();
    let remount = "cd / && mount -o remount,ro $data";
    let arguments = ["import", &two.second.file, "--yes", "--json"];
    let Some(refused) = on_a_disk_of_its_own(&two, remount, &arguments) else { return };
    assert_eq!((refused.code, refused.error_code().as_str()), (4, "cannot-write"), "{refused:?}");
    assert_eq!(two.version(), 1);
    let found = on_a_disk_of_its_own(&two, remount, &["find", "house", "--json"]).unwrap();
    assert_eq!(found.code, 0, "what cannot be written can be read: {found:?}");
    let ours = found.json().as_array().unwrap().iter().filter(|one| one["id"].to_string().contains("house-0")).count();
    assert_eq!(ours, 20);
    assert!(found.err.contains("What is there can be read"), "{found:?}");
    let doctor = on_a_disk_of_its_own(&two, remount, &["doctor"]).unwrap();
    assert_eq!((doctor.code, doctor.out.matches("PROBLEM").count()), (4, 1), "{doctor:?}");
}

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

#[test]
fn a_withdrawn_record_is_not_counted_as_left_out_too() {
    let two = Two::with_first_taken();
    let preview = two.home.run(&["import", &two.second.file, "--dry-run", "--json"]).json();
    assert_eq!(
        (&preview["added"], &preview["changed"], &preview["gone"], &preview["newly_withdrawn"]),
        (&2.into(), &1.into(), &0.into(), &2.into())
    );
    assert_eq!(two.version(), 1, "it was only said");
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    let preview = two.home.run(&["import", &two.second.file, "--dry-run", "--json"]).json();
    assert_eq!((&preview["gone"], &preview["newly_withdrawn"]), (&0.into(), &0.into()));
}

/// Which copies of what is remembered of a publisher are damaged.
#[rstest]
#[case::beside_the_store(false, true)]
#[case::in_the_store(true, false)]
fn the_floor_outlasts_damage_to_one_of_its_copies(#[case] database: bool, #[case] copy: bool) {
    let two = Two::with_first_taken();
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    assert_eq!(two.home.run(&["rollback", "--yes"]).code, 0);
    if database {
        fs::write(two.home.data().join("directory/db"), "nothing that sled knows").unwrap();
    }
    if copy {
        damage(&beside(&two.home.data(), "publishers")[0]);
    }
    for file in [&two.first.file, &two.first.file] {
        let older = two.home.run(&["import", file, "--yes", "--json"]);
        assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    }
    assert_eq!(two.home.run(&["show", "house-00003"]).code, 1, "what was withdrawn came back");
}

#[test]
fn with_both_copies_of_the_floor_gone_nobody_is_trusted_by_itself() {
    let two = Two::with_first_taken();
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    fs::write(two.home.data().join("directory/db"), "nothing that sled knows").unwrap();
    damage(&beside(&two.home.data(), "publishers")[0]);
    let status = two.home.run(&["status"]);
    assert_eq!(status.code, 0, "{status:?}");
    let refused = two.home.run(&["import", &two.first.file, "--yes", "--json"]);
    assert_eq!((refused.code, refused.error_code().as_str()), (3, "unknown-publisher"), "{refused:?}");
}

#[test]
fn every_publisher_is_rebuilt_from_its_kept_bundle_and_trusted_as_before() {
    let two = Two::with_first_taken();
    let mut other = Curator::new("Another list");
    let theirs = other.publish(houses(3, &[], 0), &two.home.path().join("other.parasol"));
    assert_eq!(two.home.run(&["import", &theirs.file, "--yes", "--trust", &theirs.trust()]).code, 0);
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    let publishers = || {
        let mut all = two.home.run(&["publishers", "list", "--json"]).json().as_array().unwrap().clone();
        all.sort_by_key(|one| one["publisher"].to_string());
        all
    };
    let before = publishers();
    assert_eq!(before.len(), 3);
    let rebuilt = two.home.run(&["doctor", "--rebuild"]);
    assert_eq!(rebuilt.code, 0, "{rebuilt:?}");
    assert_eq!(publishers(), before);
    assert_eq!(two.version(), 2);
    let older = two.home.run(&["import", &two.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    let known = two.home.run(&["import", &two.second.file, "--yes"]);
    assert_eq!(known.code, 0, "it is trusted without being asked for: {known:?}");
}

#[test]
fn where_the_newest_bundle_is_damaged_the_one_before_serves_without_what_was_withdrawn() {
    let two = Two::with_first_taken();
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    let bundles = beside(&two.home.data(), "bundles");
    assert_eq!(bundles.len(), 2);
    damage(&bundles[1]);
    let rebuilt = two.home.run(&["doctor", "--rebuild"]);
    assert_eq!(rebuilt.code, 0, "{rebuilt:?}");
    assert!(rebuilt.out.contains("Of House list only version 1 could be rebuilt"), "{rebuilt:?}");
    let has = |id: &str| two.home.run(&["show", id]).code == 0;
    assert!(has("house-00004") && !has("house-00003"), "what was withdrawn came back");
    let older = two.home.run(&["import", &two.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    assert_eq!(two.version(), 2);
}
