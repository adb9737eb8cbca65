//! What a release is written over, and what it must not lose, with the real
//! program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read and write the disk"
)]

mod cli_support;

use std::fs;

use cli_support::{
    Home, Run,
    publisher::{Publisher, write},
};
use serde_json::{Value, json};

/// A publisher with records and a first release.
fn published(home: &Home) -> Publisher<'_> {
    let publisher = Publisher::new(home, "casa", &["--single-key"]);
    publisher.organizations(3, 0);
    publisher.build(&[]);
    publisher
}

/// Builds into another file, below the home.
fn build_to(publisher: &Publisher<'_>, out: &str) -> Run {
    let folder = publisher.folder.display().to_string();
    let out = publisher.home.path().join(out).display().to_string();
    publisher.with_keys(&["build", &folder, "--out", &out, "--json"])
}

#[test]
fn a_build_writes_over_a_bundle_and_over_nothing_else() {
    let home = Home::new();
    let publisher = published(&home);
    write(&home.path().join("letter.txt"), "Dear all");
    let refused = build_to(&publisher, "letter.txt");
    assert_eq!((refused.code, refused.error_code().as_str()), (2, "out-not-a-bundle"), "{refused:?}");
    assert_eq!(fs::read_to_string(home.path().join("letter.txt")).unwrap(), "Dear all");
    // An archive of something else begins like a bundle only at first sight.
    let mut archive = tar::Builder::new(fs::File::create(home.path().join("other.tar")).unwrap());
    archive.append_dir_all("metadata", publisher.folder.join("records")).unwrap();
    archive.finish().unwrap();
    assert_eq!(build_to(&publisher, "other.tar").error_code(), "out-not-a-bundle");
    // Half of a bundle is one that nobody misses.
    let whole = fs::read(publisher.bundle()).unwrap();
    fs::write(home.path().join("half.parasol"), &whole[..whole.len() / 2]).unwrap();
    write(&home.path().join("empty"), "");
    for (out, version) in [("casa.parasol", 2), ("half.parasol", 3), ("empty", 4), ("new/far/a.parasol", 5)] {
        let built = build_to(&publisher, out);
        assert_eq!((built.code, &built.json()["version"]), (0, &json!(version)), "{out}: {built:?}");
    }
}

#[test]
fn what_cannot_be_written_is_found_out_before_a_version_is_given() {
    let home = Home::new();
    let publisher = published(&home);
    fs::create_dir(home.path().join("folder")).unwrap();
    write(&home.path().join("file"), "x");
    let refused = build_to(&publisher, "folder");
    assert_eq!((refused.code, refused.error_code().as_str()), (2, "out-is-folder"), "{refused:?}");
    assert!(!refused.err.contains("--data-dir"), "{refused:?}");
    let below_a_file = build_to(&publisher, "file/a.parasol");
    assert_eq!((below_a_file.code, below_a_file.error_code().as_str()), (4, "file-not-written"), "{below_a_file:?}");
    let site = home.path().join("file").display().to_string();
    let no_site = publisher.try_build(&["--site", &site]);
    assert_eq!((no_site.code, no_site.error_code().as_str()), (4, "file-not-written"), "{no_site:?}");
    let no_days = publisher.try_build(&["--expires", "0"]);
    assert_eq!((no_days.code, no_days.error_code().as_str()), (2, "invalid-value"), "{no_days:?}");
    assert_eq!(publisher.build(&[])["version"], 2, "no number was lost");
    let left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".part")), "{left:?}");
}

#[test]
fn a_site_lies_apart_from_records_and_keys() {
    let home = Home::new();
    let publisher = published(&home);
    for site in
        ["casa", "casa/records", "casa/records/site", "casa/metadata", "casa/releases", ".", "casa-keys", "casa-keys/x"]
    {
        let path = home.path().join(site).display().to_string();
        let refused = publisher.try_build(&["--site", &path]);
        assert_eq!((refused.code, refused.error_code().as_str()), (2, "site-place"), "{site}: {refused:?}");
    }
    assert!(!publisher.folder.join("records/site").exists());
    for (site, version) in [("site", 2), ("casa/site", 3)] {
        let path = home.path().join(site).display().to_string();
        assert_eq!(publisher.build(&["--site", &path])["version"], version, "{site}");
    }
}

#[test]
fn a_withdrawal_does_not_get_lost_with_a_line() {
    let home = Home::new();
    let publisher = published(&home);
    let folder = publisher.folder.display().to_string();
    let withdraw = |id: &str| publisher.run(&["withdraw", id, "--reason", "dangerous", "--dir", &folder]).code;
    assert_eq!((withdraw("house-00001"), withdraw("house-00002")), (0, 0));
    publisher.build(&[]);
    let list = publisher.folder.join("withdrawn.jsonl");
    let lines = fs::read_to_string(&list).unwrap();
    fs::remove_file(&list).unwrap();
    let refused = publisher.try_build(&[]);
    assert_eq!((refused.code, refused.error_code().as_str()), (3, "withdrawn-lost"), "{refused:?}");
    let error: Value = serde_json::from_str(&refused.err).unwrap();
    assert_eq!(error["error"]["ids"], json!(["house-00001", "house-00002"]));
    // What is shown can be put back as it is.
    let shown = error["error"]["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap());
    assert!(shown.eq(lines.lines()), "{refused:?}");
    let plain = publisher.with_keys(&["build", &folder, "--out", &publisher.bundle().display().to_string()]);
    assert!(lines.lines().all(|line| plain.err.lines().any(|said| said == line)), "{plain:?}");

    // A mistake is taken back by name, and only what is named.
    write(&list, lines.lines().next().unwrap());
    assert_eq!(publisher.try_build(&["--reinstate", "house-00001"]).error_code(), "invalid-value");
    let built = publisher.build(&["--reinstate", "house-00002"]);
    assert_eq!((&built["version"], &built["reinstated"]), (&json!(3), &json!(["house-00002"])));
    assert_eq!(built["counts"]["organizations"], 2);
    publisher.build(&[]);
}

#[test]
fn share_writes_over_a_bundle_and_over_nothing_else() {
    let home = Home::new();
    let publisher = published(&home);
    let bundle = publisher.bundle().display().to_string();
    let fingerprint = publisher.inspect()["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(home.run(&["import", &bundle, "--yes", "--trust", &fingerprint]).code, 0);
    let letter = home.path().join("letter.txt");
    write(&letter, "Dear all");
    let refused = home.run(&["share", letter.to_str().unwrap(), "--json"]);
    assert_eq!((refused.code, refused.error_code().as_str()), (2, "out-not-a-bundle"), "{refused:?}");
    assert_eq!(fs::read_to_string(&letter).unwrap(), "Dear all");
    let stick = home.path().join("stick");
    fs::create_dir(&stick).unwrap();
    for _ in 0..2 {
        assert_eq!(home.run(&["share", stick.to_str().unwrap()]).code, 0);
    }
    write(&stick.join("casa-1.parasol"), "Dear all");
    assert_eq!(home.run(&["share", stick.to_str().unwrap()]).code, 2);
    assert_eq!(fs::read_to_string(stick.join("casa-1.parasol")).unwrap(), "Dear all");
}
