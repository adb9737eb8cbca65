//! Keys that change, are lost or are stolen, with the real program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read and write the disk"
)]

mod cli_support;

use std::fs;

use cli_support::{
    Home, Run,
    publisher::{Publisher, write},
    run,
};
use serde_json::{Value, json};

/// Takes the publisher's newest bundle; with the fingerprint, if given.
fn import(home: &Home, publisher: &Publisher<'_>, trust: Option<&Value>) -> Run {
    let bundle = publisher.bundle().display().to_string();
    let mut arguments = vec!["import", &bundle, "--yes", "--json"];
    if let Some(trust) = trust {
        arguments.extend(["--trust", trust.as_str().unwrap()]);
    }
    home.run(&arguments)
}

fn error_code(run: &Run) -> String {
    let error: Value = serde_json::from_str(run.err.lines().last().unwrap()).unwrap();
    error["error"]["code"].as_str().unwrap().to_owned()
}

#[test]
fn all_keys_are_rotated_and_a_device_follows_by_itself() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    let folder = publisher.folder.display().to_string();
    publisher.organizations(2, 0);
    let first = publisher.build(&[]);
    assert_eq!(import(&home, &publisher, Some(&first["fingerprint"])).code, 0);
    for version in 2..=4 {
        let rotated = publisher.with_keys(&["rotate", "--dir", &folder]);
        assert_eq!(rotated.code, 0, "{rotated:?}");
        assert_eq!(publisher.inspect()["root"]["version"], version - 1, "not before it is built");
        publisher.organizations(2 + version, 0);
        let built = publisher.build(&[]);
        assert_eq!(built["fingerprint"], first["fingerprint"], "the paper stays true");
        assert_eq!(publisher.inspect()["root"]["version"], version);
    }
    // Of the first keys, none is left anywhere.
    for name in ["root-1", "root-2", "root-3", "targets", "snapshot", "timestamp"] {
        fs::remove_file(publisher.keys.join(format!("{name}.key"))).unwrap();
    }
    publisher.organizations(9, 0);
    publisher.build(&[]);
    let taken = import(&home, &publisher, None);
    assert_eq!(
        (taken.code, &taken.json()["version"], &taken.json()["known"]),
        (0, &json!(5), &json!(true)),
        "{taken:?}"
    );
}

#[test]
fn one_root_key_of_three_can_be_lost_but_not_two() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    let folder = publisher.folder.display().to_string();
    publisher.organizations(2, 0);
    fs::remove_file(publisher.keys.join("root-2.key")).unwrap();
    let rotated = publisher.with_keys(&["rotate", "--dir", &folder, "--role", "root"]);
    assert_eq!(rotated.code, 0, "{rotated:?}");
    publisher.build(&[]);
    fs::remove_file(publisher.keys.join("root-1-v2.key")).unwrap();
    fs::remove_file(publisher.keys.join("root-3-v2.key")).unwrap();
    let refused = publisher.with_keys(&["rotate", "--dir", &folder, "--role", "root"]);
    assert_eq!((refused.code, refused.err.lines().count()), (3, 2), "{refused:?}");
    assert!(!publisher.folder.join("metadata/3.root.json").exists());
    assert!(!publisher.keys.join("root-1-v3.key").exists(), "no key is made in vain");
}

#[test]
fn a_release_needs_no_root_key() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.organizations(2, 0);
    for number in 1..=3 {
        fs::remove_file(publisher.keys.join(format!("root-{number}.key"))).unwrap();
    }
    assert_eq!(publisher.build(&[])["version"], 1);
    fs::remove_file(publisher.keys.join("targets.key")).unwrap();
    let refused = publisher.try_build(&[]);
    assert_eq!((refused.code, error_code(&refused).as_str()), (3, "too-few-keys"), "{refused:?}");
}

#[test]
fn a_single_key_becomes_two_of_three_later() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &["--single-key"]);
    let folder = publisher.folder.display().to_string();
    publisher.organizations(2, 0);
    let first = publisher.build(&[]);
    assert_eq!(import(&home, &publisher, Some(&first["fingerprint"])).code, 0);
    let rotated = publisher.with_keys(&["rotate", "--dir", &folder, "--root", "2-of-3", "--json"]);
    assert_eq!((rotated.code, rotated.err.as_str()), (0, ""), "{rotated:?}");
    let rotated = rotated.json();
    assert_eq!(rotated["renewed"], json!(["root", "targets", "snapshot", "timestamp", "corrections"]));
    publisher.organizations(3, 0);
    publisher.build(&[]);
    let root = publisher.inspect()["root"].clone();
    assert_eq!((&root["version"], &root["roles"]), (&rotated["root"]["version"], &rotated["root"]["roles"]));
    let role = root["roles"][0].clone();
    assert_eq!((&role["threshold"], role["keys"].as_array().unwrap().len()), (&json!(2), 3));
    assert_eq!(import(&home, &publisher, None).code, 0);
}

#[test]
fn a_revoked_key_signs_nothing_any_more_and_a_stolen_version_is_overcome() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    let folder = publisher.folder.display().to_string();
    publisher.organizations(2, 0);
    let first = publisher.build(&[]);
    assert_eq!(import(&home, &publisher, Some(&first["fingerprint"])).code, 0);

    // A thief copies folder and release keys, and publishes many versions.
    let copy = |from: &std::path::Path, to: &std::path::Path| {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    };
    let thief = Publisher {
        folder: home.path().join("thief"),
        keys: home.path().join("thief-keys"),
        ..Publisher::new(&home, "unused", &["--single-key"])
    };
    for below in ["", "metadata", "records"] {
        copy(&publisher.folder.join(below), &thief.folder.join(below));
    }
    copy(&publisher.keys, &thief.keys);
    for number in 1..=3 {
        fs::remove_file(thief.keys.join(format!("root-{number}.key"))).unwrap();
    }
    fs::rename(thief.folder.join("metadata/1.targets.json"), thief.folder.join("metadata/999.targets.json")).unwrap();
    thief.records(
        "lure.jsonl",
        "{\"id\":\"lure\",\"name\":\"Come here\",\"phones\":[{\"id\":\"p\",\"number\":\"+34 600 1\"}]}\n",
    );
    assert_eq!(thief.build(&[])["version"], 1000);
    assert_eq!(import(&home, &thief, None).code, 0, "these are the right keys: nothing tells the thief from the house");

    publisher.organizations(3, 0);
    publisher.build(&[]);
    assert_eq!(error_code(&import(&home, &publisher, None)), "older");
    let stolen = publisher.inspect()["root"]["roles"][1]["keys"][0].as_str().unwrap().to_owned();
    let revoke = |id: &str| publisher.with_keys(&["revoke", id, "--dir", &folder]);
    assert_eq!(revoke("00000000").code, 1);
    assert_eq!(revoke(&stolen[..4]).code, 1, "too few digits could hit another key");
    let revoked = publisher.with_keys(&["revoke", &stolen[..16], "--dir", &folder, "--json"]);
    assert_eq!((revoked.code, revoked.err.as_str()), (0, ""), "{revoked:?}");
    assert_eq!(revoked.json()["renewed"], json!(["targets", "snapshot", "timestamp"]));
    let keys = revoked.json()["root"]["roles"][1]["keys"].clone();
    assert!(!keys.to_string().contains(&stolen), "{keys}");
    publisher.build(&[]);
    let back = import(&home, &publisher, None);
    assert_eq!((back.code, &back.json()["version"]), (0, &json!(3)), "{back:?}");
    assert_ne!(home.run(&["show", "lure"]).code, 0);
    assert_eq!(error_code(&import(&home, &thief, None)), "not-trusted");
}

#[test]
fn a_key_file_that_is_none_and_a_wrong_role_are_refused() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &["--single-key"]);
    let folder = publisher.folder.display().to_string();
    publisher.organizations(1, 0);
    assert_eq!(publisher.with_keys(&["rotate", "--dir", &folder, "--role", "king"]).code, 2);
    assert_eq!(publisher.with_keys(&["rotate", "--dir", &folder, "--root", "3-of-2"]).code, 2);
    write(&publisher.keys.join("other.key"), "-----BEGIN PRIVATE KEY-----");
    let refused = publisher.try_build(&[]);
    assert_eq!((refused.code, error_code(&refused).as_str()), (3, "not-a-key"), "{refused:?}");
}

#[test]
fn new_keys_can_have_another_passphrase_and_old_ones_may_lie_beside_them() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &["--single-key"]);
    let folder = publisher.folder.display().to_string();
    publisher.organizations(1, 0);
    let mut rotate = publisher.command(&["rotate", "--dir", &folder, "--new-passphrase", "--keys"]);
    let rotated = run(rotate.arg(&publisher.keys).env("PARASOL_NEW_PASSPHRASE", "quite other words"));
    assert_eq!(rotated.code, 0, "{rotated:?}");
    assert_eq!(error_code(&publisher.try_build(&[])), "wrong-key-passphrase");
    let bundle = publisher.bundle().display().to_string();
    let mut build = publisher.command(&["build", &folder, "--out", &bundle, "--keys"]);
    let built = run(build.arg(&publisher.keys).env("PARASOL_PASSPHRASE", "quite other words"));
    assert_eq!(built.code, 0, "{built:?}");
    // What is sealed from now on is sealed to a key with that passphrase too.
    let made: Value = serde_json::from_slice(&fs::read(publisher.keys.join("corrections-v2.key")).unwrap()).unwrap();
    assert_eq!(publisher.inspect()["manifest"]["corrections_key"], made["public"]);
    let settings = fs::read_to_string(publisher.folder.join("publisher.toml")).unwrap();
    assert!(settings.contains(made["public"].as_str().unwrap()), "{settings}");
    assert!(publisher.keys.join("corrections.key").is_file(), "what was sealed to it can still be opened");
}

/// Parts the keys of a new publisher: a root key a stick, the others together.
fn parted<'h>(home: &'h Home, publisher: &Publisher<'h>) {
    for number in 1..=3 {
        let stick = home.path().join(format!("stick{number}"));
        fs::create_dir(&stick).unwrap();
        let name = format!("root-{number}.key");
        fs::rename(publisher.keys.join(&name), stick.join(&name)).unwrap();
    }
}

#[test]
fn root_keys_are_spread_over_the_places_that_are_given_and_each_is_named() {
    let home = Home::new();
    let made = |name: &str, places: &[&str], more: &[&str]| {
        let arguments = [&["publish", "init", name, "--name", "Casa"], more].concat();
        let mut command = home.command(&arguments);
        command.current_dir(home.path()).env("PARASOL_PASSPHRASE", "some words of a passphrase");
        let made = run(command.args(places.iter().flat_map(|place| ["--keys", *place])));
        assert_eq!(made.code, 0, "{made:?}");
        made
    };
    let release = ["corrections.key", "snapshot.key", "targets.key", "timestamp.key"];
    let four = made("four", &["a1", "a2", "a3", "a4"], &[]);
    assert_eq!(files(&home, "a1"), release);
    for number in 1..=3 {
        let (place, file) = (format!("a{}", number + 1), format!("root-{number}.key"));
        assert_eq!(files(&home, &place), [file.as_str()]);
        assert!(four.out.contains(&format!("New key: {place}/{file} (root)\n")), "{four:?}");
    }
    assert!(four.out.contains("New key: a1/targets.key (targets)\n"), "{four:?}");
    assert!(!four.err.contains("Warning") && !four.err.contains("Move them"), "{four:?}");

    let three = made("three", &["b1", "b2", "b3"], &[]);
    assert_eq!(files(&home, "b1"), [&release[..1], &["root-1.key"], &release[1..]].concat());
    assert_eq!((files(&home, "b2"), files(&home, "b3")), (vec!["root-2.key".into()], vec!["root-3.key".into()]));
    assert!(three.err.contains("these lie in the folder of a root key"), "{three:?}");

    let two = made("two", &["c1", "c2"], &["--json"]);
    assert_eq!(files(&home, "c2"), ["root-2.key"]);
    let said = two.json();
    assert!(said["remarks"].to_string().contains("2 of the 3 root keys lie in c1"), "{said}");
    assert_eq!((&said["new_keys"][1]["role"], &said["new_keys"][1]["file"]), (&json!("root"), &json!("c2/root-2.key")));
    // One that is lost is no obstacle, wherever they lie.
    fs::remove_dir_all(home.path().join("a3")).unwrap();
    let mut rotate = home.command(&["publish", "rotate", "--dir", "four", "--role", "root"]);
    rotate.current_dir(home.path()).env("PARASOL_PASSPHRASE", "some words of a passphrase");
    let rotated = run(rotate.args(["--keys", "a2", "--keys", "a4", "--keys", "a1"]));
    assert_eq!(rotated.code, 0, "{rotated:?}");
}

/// Renews with the keys of these folders below a home.
fn with_folders(publisher: &Publisher<'_>, arguments: &[&str], folders: &[&str]) -> Run {
    let mut command = publisher.command(arguments);
    command.current_dir(publisher.home.path()).args(["--dir", publisher.folder.to_str().unwrap()]);
    run(command.args(folders.iter().flat_map(|folder| ["--keys", *folder])))
}

fn files(home: &Home, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(home.path().join(folder)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_key_goes_beside_the_one_that_it_replaces() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    parted(&home, &publisher);
    let all = ["stick3", "casa-keys", "stick1", "stick2"];
    let rotated = with_folders(&publisher, &["rotate"], &all);
    assert_eq!(rotated.code, 0, "{rotated:?}");
    for number in 1..=3 {
        let (old, new) = (format!("root-{number}.key"), format!("root-{number}-v2.key"));
        assert_eq!(files(&home, &format!("stick{number}")), [new.clone(), old.clone()]);
        for said in [format!("New key: stick{number}/{new} (root)"), format!(": stick{number}/{old}")] {
            assert!(rotated.out.lines().any(|line| line.ends_with(&said)), "{said}: {rotated:?}");
        }
    }
    for name in ["corrections", "snapshot", "targets", "timestamp"] {
        assert!(files(&home, "casa-keys").contains(&format!("{name}-v2.key")));
    }
    assert!(!rotated.err.contains("Warning"), "nothing lies together: {rotated:?}");
    publisher.organizations(1, 0);
    assert_eq!(publisher.build(&[])["version"], 1, "the release keys are where they were");
}

#[test]
fn root_keys_that_come_to_lie_together_are_never_silent() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    parted(&home, &publisher);
    let rotated = with_folders(&publisher, &["rotate", "--role", "root"], &["stick1", "stick2"]);
    assert_eq!(rotated.code, 0, "{rotated:?}");
    assert_eq!(files(&home, "stick1"), ["root-1-v2.key", "root-1.key", "root-3-v2.key"]);
    assert_eq!(files(&home, "stick2"), ["root-2-v2.key", "root-2.key"]);
    assert!(rotated.err.contains("2 of the 3 root keys lie in stick1"), "{rotated:?}");
    assert!(rotated.out.contains("not at hand"), "the lost key is named too: {rotated:?}");
    // With a new stick for the one that is lost, each has one again.
    fs::create_dir(home.path().join("stick4")).unwrap();
    let rotated = with_folders(&publisher, &["rotate", "--role", "root", "--json"], &["stick1", "stick2", "stick4"]);
    assert_eq!((rotated.code, rotated.err.as_str()), (0, ""), "{rotated:?}");
    assert_eq!(files(&home, "stick4"), ["root-3-v3.key"]);
    let said = rotated.json();
    let made: Vec<&str> =
        said["new_keys"].as_array().unwrap().iter().map(|key| key["file"].as_str().unwrap()).collect();
    assert_eq!(made, ["stick1/root-1-v3.key", "stick2/root-2-v3.key", "stick4/root-3-v3.key"]);
    assert_eq!(said["destroy"], json!(["stick1/root-1-v2.key", "stick1/root-3-v2.key", "stick2/root-2-v2.key"]));
    assert_eq!((&said["warnings"], &said["not_at_hand"]), (&json!([]), &json!([])));
}

#[test]
fn lost_release_keys_get_the_empty_folder_and_are_told_of_beside_a_root_key() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    parted(&home, &publisher);
    let roles = ["rotate", "--role", "targets", "--role", "snapshot", "--role", "timestamp", "--json"];
    fs::create_dir(home.path().join("new")).unwrap();
    let rotated = with_folders(&publisher, &roles, &["stick1", "stick2", "new"]);
    assert_eq!(rotated.code, 0, "{rotated:?}");
    assert_eq!(files(&home, "new"), ["snapshot-v2.key", "targets-v2.key", "timestamp-v2.key"]);
    assert_eq!(rotated.json()["warnings"], json!([]));
    let rotated = with_folders(&publisher, &roles, &["stick1", "stick2"]);
    assert_eq!(rotated.code, 0, "{rotated:?}");
    let warning = rotated.json()["warnings"][0].clone();
    assert_eq!((&warning["code"], warning["files"].as_array().unwrap().len()), (&json!("beside-root-keys"), 3));
}

#[test]
fn a_single_key_that_becomes_several_in_one_folder_is_told_of() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &["--single-key"]);
    let rotated = with_folders(&publisher, &["rotate", "--root", "2-of-3"], &["casa-keys"]);
    assert_eq!(rotated.code, 0, "{rotated:?}");
    assert!(rotated.err.contains("3 of the 3 root keys lie in casa-keys"), "{rotated:?}");
    assert!(rotated.out.contains("casa-keys/publisher.key"), "the old one has to go: {rotated:?}");
    assert!(rotated.out.contains("kept for what was sealed to it: casa-keys/corrections.key"), "{rotated:?}");
}

#[test]
fn no_key_is_made_where_one_of_the_files_is_there_already() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    let folder = publisher.folder.display().to_string();
    write(&publisher.keys.join("timestamp-v2.key.txt"), "not in the way");
    fs::create_dir(publisher.keys.join("snapshot-v2.key.d")).unwrap();
    fs::copy(publisher.keys.join("snapshot.key"), publisher.keys.join("snapshot-v2.key")).unwrap();
    let refused = publisher.with_keys(&["rotate", "--dir", &folder, "--json"]);
    assert_eq!((refused.code, error_code(&refused).as_str()), (2, "already-there"), "{refused:?}");
    assert!(!publisher.keys.join("root-1-v2.key").exists(), "nothing was made in vain");
}
