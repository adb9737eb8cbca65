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
    let told: Vec<String> = preview["changes"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            r#"{"id":"house-00003","fate":"withdrawn","reason":"dangerous","fields":[]}"#,
            r#"{"id":"house-00003-beds","fate":"withdrawn","reason":"dangerous","fields":[]}"#,
            r#"{"id":"house-00005","fate":"changed","fields":[{"field":"phones/0/number","before":"+34 600 000005","after":"+34 699 999 999"}]}"#,
        ]
    );
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
fn another_fingerprint_than_the_one_given_is_named_as_such() {
    let two = Two::new();
    let elsewhere = Home::new();
    for more in ["--yes", "--dry-run"] {
        let refused = elsewhere.run(&["import", &two.first.file, more, "--trust", "123456789abc"]);
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains("not the fingerprint given with --trust"), "{refused:?}");
    }
    assert_eq!(elsewhere.run(&["import", &two.first.file, "--dry-run"]).code, 0);
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

#[test]
fn what_rollback_goes_back_to_is_rebuilt_too() {
    let two = Two::with_first_taken();
    let mut other = Curator::new("Another list");
    let theirs = other.publish(houses(3, &[], 0), &two.home.path().join("other.parasol"));
    assert_eq!(two.home.run(&["import", &theirs.file, "--yes", "--trust", &theirs.trust()]).code, 0);
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    assert_eq!(two.home.run(&["doctor", "--rebuild"]).code, 0);
    let back = two.home.run(&["rollback", "--yes"]);
    assert_eq!(back.code, 0, "{back:?}");
    assert!(back.err.contains("Gone back. In use now: House list version 1."), "{back:?}");
    let has = |id: &str| two.home.run(&["show", id]).code == 0;
    assert!(has("house-00004") && !has("house-00003"), "what was withdrawn came back");
    // Who has gone back stays there, and can go forward again.
    assert_eq!(two.home.run(&["doctor", "--rebuild"]).code, 0);
    assert!(two.home.run(&["publishers", "list"]).out.contains("House list, version 1"));
    let forward = two.home.run(&["rollback", "--yes"]);
    assert!(forward.err.contains("Going back is undone. In use now: House list version 2."), "{forward:?}");
    // The same where the database is damaged, and not set aside by a person.
    fs::write(two.home.data().join("directory/db"), "nothing that sled knows").unwrap();
    assert_eq!(two.home.run(&["status"]).code, 0);
    let back = two.home.run(&["rollback", "--yes"]);
    assert!(back.err.contains("In use now: House list version 1."), "{back:?}");
}

#[test]
fn where_it_cannot_be_rebuilt_what_rollback_goes_back_to_is_said_to_be_lost() {
    let two = Two::with_first_taken();
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    damage(&beside(&two.home.data(), "bundles")[0]);
    let rebuilt = two.home.run(&["doctor", "--rebuild"]);
    assert_eq!(rebuilt.code, 0, "{rebuilt:?}");
    assert!(rebuilt.out.contains("What \"rollback\" went back to could not be rebuilt"), "{rebuilt:?}");
    assert_eq!(two.version(), 2);
    let back = two.home.run(&["rollback", "--yes", "--json"]);
    assert_eq!((back.code, back.error_code().as_str()), (1, "nothing-before"), "{back:?}");
}

#[test]
fn while_another_program_has_the_store_it_can_be_read_and_passed_on_but_not_changed() {
    let two = Two::with_first_taken();
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let held = parasol::store::open(&two.home.data(), "interface", now, parasol::store::Check::Whole, &mut |_| {})
        .ok()
        .unwrap();
    let whole = |run: &Run| {
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.err.contains("interface") && run.err.contains(&std::process::id().to_string()), "{run:?}");
    };
    let status = two.home.run(&["status", "--json"]);
    whole(&status);
    assert!(status.out.contains("House list"), "{status:?}");
    assert_eq!(status.json()["store"]["generation"], held.generation.number);
    assert!(status.json()["store"]["bytes"].as_u64().unwrap() > 0);
    let found = two.home.run(&["find", "house number", "--json"]);
    whole(&found);
    assert!(found.out.contains("house-00003"), "{found:?}");
    whole(&two.home.run(&["show", "house-00003"]));
    let list = two.home.run(&["publishers", "list", "--json"]);
    whole(&list);
    assert_eq!(list.json()[0]["name"], "House list");
    let out = two.home.path().join("copy.parasol");
    whole(&two.home.run(&["share", out.to_str().unwrap()]));
    let elsewhere = Home::new();
    assert_eq!(elsewhere.run(&["import", out.to_str().unwrap(), "--yes", "--trust", &two.first.trust()]).code, 0);

    for arguments in [
        ["import", two.second.file.as_str(), "--yes", "--json"].as_slice(),
        &["rollback", "--yes", "--json"],
        &["publishers", "off", "House list"],
        &["publishers", "remove", "House list", "--yes"],
        &["doctor", "--rebuild"],
    ] {
        let refused = two.home.run(arguments);
        assert_eq!((refused.code, refused.out.as_str()), (4, ""), "{arguments:?}: {refused:?}");
        let says_who = refused.err.contains("interface") && refused.err.contains(&std::process::id().to_string());
        assert!(says_who, "{arguments:?}: {refused:?}");
    }
    drop(held);
    assert_eq!(two.version(), 1);
}

/// Runs the program on another day.
fn on(home: &Home, day: &str, arguments: &[&str]) -> Run {
    run(home.command(arguments).env("PARASOL_NOW", format!("{day}T12:00:00Z")))
}

#[test]
fn an_old_directory_works_and_says_how_old_it_is() {
    let two = Two::with_first_taken();
    assert_eq!(on(&two.home, "2027-01-04", &["status"]).err.lines().count(), 1, "the promise ends that day");
    assert_eq!(on(&two.home, "2027-01-03", &["status"]).err, "");
    for (day, words) in [
        ("2027-03-04", "Out of date since 4 Jan 2027 (8 weeks ago): House list."),
        ("2027-07-02", "Out of date since 4 Jan 2027 (5 months ago): House list."),
        ("2027-07-05", "Much too old, good until 4 Jan 2027 (5 months ago): House list."),
        ("2036-11-24", "Much too old, good until 4 Jan 2027 (9 years ago): House list."),
    ] {
        for arguments in
            [["find", "house"].as_slice(), &["status"], &["show", "house-00003"], &["find", "house", "--json"]]
        {
            let run = on(&two.home, day, arguments);
            assert_eq!(run.code, 0, "nothing is taken away by time: {run:?}");
            assert!(run.err.contains(words), "{day} {arguments:?}: {run:?}");
        }
        let shown = on(&two.home, day, &["show", "house-00003"]);
        assert!(shown.out.contains("Its publisher stood by this until 4 Jan 2027"), "{shown:?}");
        assert!(shown.out.contains("+34 600 000003"), "{shown:?}");
    }
    let status = on(&two.home, "2036-11-24", &["status", "--json"]).json();
    assert_eq!(
        status["entries"].as_u64().unwrap(),
        two.home.run(&["status", "--json"]).json()["entries"].as_u64().unwrap()
    );
}

#[test]
fn a_version_is_never_taken_below_the_floor_whatever_the_clock_says() {
    let two = Two::with_first_taken();
    assert_eq!(on(&two.home, "2099-01-01", &["import", &two.second.file, "--yes"]).code, 0);
    for day in ["1990-01-01", "2026-11-24", "2099-06-01", "2026-11-20"] {
        let older = on(&two.home, day, &["import", &two.first.file, "--yes", "--json"]);
        assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "on {day}: {older:?}");
    }
    assert_eq!(on(&two.home, "2020-01-01", &["rollback", "--yes"]).code, 0);
    let older = on(&two.home, "2020-01-01", &["import", &two.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    // A clock that was once far ahead keeps nobody from the next version.
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    assert_eq!(two.version(), 2);
}

#[test]
fn a_clock_behind_the_newest_signature_is_said() {
    let two = Two::with_first_taken();
    for arguments in [["status"].as_slice(), &["find", "house"], &["show", "house-00003"]] {
        let run = on(&two.home, "2026-11-19", arguments);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(
            run.err.contains("The clock of this computer is behind: House list was signed on 20 Nov 2026."),
            "{run:?}"
        );
    }
}

#[test]
fn two_publishers_of_one_id_stand_side_by_side_and_look_alike_names_are_said() {
    let two = Two::with_first_taken();
    let mut other = Curator::new("Hóuse Lists");
    let path = two.home.path().join("other.parasol");
    let theirs = other.publish(houses(5, &["house-00004"], 1), &path);
    let unknown = two.home.run(&["import", &theirs.file, "--yes", "--json"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (3, "unknown-publisher"), "{unknown:?}");
    let taken = two.home.run(&["import", &theirs.file, "--yes", "--trust", &theirs.trust(), "--json"]);
    assert_eq!(taken.code, 0, "{taken:?}");
    assert_eq!(taken.json()["looks_like"], "House list");
    assert!(taken.err.contains("looks like House list"), "{taken:?}");
    for (publisher, name) in [(two.first.publisher(), "House list"), (theirs.publisher(), "Hóuse Lists")] {
        let shown = two.home.run(&["show", &format!("{publisher}/house-00003")]);
        assert_eq!(shown.code, 0, "{shown:?}");
        assert!(shown.out.contains(name), "an entry says whose it is: {shown:?}");
    }
    let has = |publisher: String, id: &str| two.home.run(&["show", &format!("{publisher}/{id}")]).code == 0;
    assert!(has(two.first.publisher(), "house-00004"), "one publisher withdraws nothing of another");
    assert!(!has(theirs.publisher(), "house-00004"));
    // The version in use of one is no floor for the other.
    assert_eq!(two.home.run(&["import", &two.second.file, "--yes"]).code, 0);
    let next = other.publish(houses(6, &["house-00004"], 1), &path);
    assert_eq!(two.home.run(&["import", &next.file, "--yes"]).code, 0);
    // Each of these answers with the list after it; one that is off keeps its
    // name there.
    let listed = |arguments: &[&str]| -> Vec<(String, bool)> {
        let list = two.home.run(arguments);
        assert_eq!(list.code, 0, "{list:?}");
        let row = |one: &serde_json::Value| (one["name"].as_str().unwrap().to_owned(), one["shown"] == true);
        list.json().as_array().unwrap().iter().map(row).collect()
    };
    let named = |name: &str, shown: bool| (name.to_owned(), shown);
    assert!(listed(&["publishers", "off", "starter", "--json"]).contains(&named("Parasol starter directory", false)));
    assert!(listed(&["publishers", "on", "starter", "--json"]).contains(&named("Parasol starter directory", true)));
    let left = listed(&["publishers", "remove", &theirs.publisher(), "--yes", "--json"]);
    assert!(left.contains(&named("House list", true)) && !left.contains(&named("Hóuse Lists", true)), "{left:?}");
    assert_eq!(two.version(), 2, "removing one leaves the other alone");
}

/// Every file below a folder, unpacked where it is packed.
fn everything_below(folder: &Path, bytes: &mut Vec<u8>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            everything_below(&entry.path(), bytes);
            continue;
        }
        let file = fs::read(entry.path()).unwrap();
        // Frames of zstd lie anywhere: in blobs, and in the parts of a bundle.
        for at in 0..file.len().saturating_sub(4) {
            if file[at..].starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
                let mut unpacked = zstd::Decoder::new(&file[at..]).unwrap().single_frame();
                std::io::copy(&mut unpacked, bytes).ok();
            }
        }
        bytes.extend(file);
    }
}

#[test]
fn a_confidential_address_is_nowhere_on_the_disk() {
    let home = Home::new();
    let mut curator = Curator::new("House list");
    // As a tool of somebody else would publish it: ours drops it long before.
    let mut records = houses(3, &[], 0);
    records.organizations[1].locations.push(parasol::directory::Location {
        id: "refuge".into(),
        confidential: true,
        latitude: Some(45.7654),
        addresses: vec![parasol::directory::Address {
            address_1: Some("77 Hidden Street".into()),
            city: Some("Lyon".into()),
            ..Default::default()
        }],
        ..Default::default()
    });
    let told = curator.publish(records, &home.path().join("told.parasol"));
    let taken = home.run(&["import", &told.file, "--yes", "--trust", &told.trust()]);
    assert_eq!(taken.code, 0, "{taken:?}");
    assert!(taken.err.contains("One record tells where a confidential place is"), "{taken:?}");
    let shown = home.run(&["show", "house-00001"]);
    assert!(shown.out.contains("confidential") && shown.out.contains("Lyon"), "{shown:?}");
    let mut bytes = Vec::new();
    everything_below(&home.data(), &mut bytes);
    let has = |words: &str| bytes.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words.as_bytes()));
    assert!(has("House number 2"), "the test looks where the records are");
    assert!(!has("Hidden Street") && !has("45.7654"), "it tells where the place is");
    let nothing = home.run(&["share", home.path().join("x.parasol").to_str().unwrap(), "--json"]);
    assert_eq!((nothing.code, nothing.error_code().as_str()), (1, "nothing-to-share"), "{nothing:?}");
}
