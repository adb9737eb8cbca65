//! What a worker knows better, from the laptop to the curator's folder.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod publisher;

use std::fs;

use cli_support::{Home, Run, run};
use publisher::Publisher;

const PASSPHRASE: &str = "orbit lemon harbour quartz velvet prism";
/// An entry of the directory that the program carries.
const ENTRY: &str = "sex-workers-project.legal-help";

fn with_passphrase(home: &Home, arguments: &[&str], input: &str) -> Run {
    run(home.command(arguments).env("PARASOL_PASSPHRASE", PASSPHRASE).write_stdin(input))
}

/// A correction of the entry, as a command line.
fn correct<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["correct", ENTRY, "--field", "phone", "--says", "-", "--known", "asked"], more].concat()
}

#[test]
fn what_was_noted_is_kept_in_the_vault_listed_and_dropped() {
    let home = Home::new();
    assert_eq!(with_passphrase(&home, &["passphrase", "set"], "").code, 0);
    let noted = with_passphrase(&home, &correct(&[]), "+1 000 555 0177\n");
    assert_eq!((noted.code, noted.out.as_str()), (0, ""), "{noted:?}");
    let listed = with_passphrase(&home, &["corrections", "list"], "");
    assert!(listed.out.starts_with("1. ") && listed.out.contains("+1 000 555 0177"), "{listed:?}");
    let all = with_passphrase(&home, &["corrections", "list", "--json"], "").json();
    assert_eq!((all[0]["id"].as_str(), all[0]["noted"].as_str()), (Some(ENTRY), Some("2026-11-24")));
    let wrong = with_passphrase(&home, &["corrections", "remove", "2"], "");
    assert_eq!((wrong.code, wrong.err.lines().count()), (1, 2), "{wrong:?}");
    assert_eq!(with_passphrase(&home, &["corrections", "remove", "1"], "").code, 0);
    assert_eq!(with_passphrase(&home, &["corrections", "list"], "").out, "");
}

#[test]
fn without_a_vault_a_file_is_needed_and_without_a_key_nothing_is_sealed() {
    let home = Home::new();
    let nowhere = home.run_with(&correct(&[]), "1");
    assert_eq!((nowhere.code, nowhere.err.lines().count()), (2, 2), "{nowhere:?}");
    let out = home.path().join("sealed");
    let keyless = home.run_with(&correct(&["--out", out.to_str().unwrap()]), "1");
    assert_eq!((keyless.code, keyless.err.lines().count()), (3, 2), "{keyless:?}");
    assert!(!out.exists());
    let no_vault = home.run(&["corrections", "list"]);
    assert_eq!((no_vault.code, no_vault.err.lines().count()), (2, 2), "{no_vault:?}");
}

#[test]
fn a_correction_that_makes_no_sense_is_refused_with_what_would() {
    let home = Home::new();
    with_passphrase(&home, &["passphrase", "set"], "");
    for (arguments, hint) in [
        (&["correct", ENTRY, "--field", "colour", "--says", "x", "--known", "asked"][..], "phone"),
        (&["correct", ENTRY, "--field", "phone", "--says", "x", "--known", "dreamt"], "visited"),
        (&["correct", ENTRY, "--field", "phone", "--known", "asked"], "help"),
        (&["correct", ENTRY, "--field", "closed", "--says", "x", "--known", "asked"], "leave out --says"),
        (&["correct", ENTRY], "help"),
    ] {
        let refused = with_passphrase(&home, arguments, "");
        assert_eq!((refused.code, refused.err.lines().count()), (2, 2), "{refused:?}");
        assert!(refused.err.contains(hint), "{refused:?}");
    }
    assert_eq!(with_passphrase(&home, &["corrections", "list"], "").out, "");
}

/// What the publisher lists.
const RECORDS: &str = concat!(
    r#"{"id":"house","name":"House","description":"A house.","funding":"by nobody","#,
    r#""phones":[{"id":"p","number":"+33 1 99 00 00 01"},{"id":"q","number":"+33 1 99 00 00 02"}],"#,
    r#""services":[{"id":"beds","name":"Beds","status":"active","assured_date":"2026-01-02"},"#,
    r#"{"id":"soup","name":"Soup","status":"active"}]}"#,
);

/// A worker with the directory of a publisher.
fn worker(publisher: &mut Publisher) -> Home {
    let published = publisher.publish(RECORDS, "2026-11-20T08:00:00Z");
    let home = Home::new();
    let taken = home.run(&["import", published.argument(), "--yes", "--trust", &publisher.fingerprint]);
    assert_eq!(taken.code, 0, "{taken:?}");
    home
}

#[test]
fn a_correction_goes_from_the_laptop_into_the_record_and_tells_nobody_who_sent_it() {
    let mut publisher = Publisher::new("Red Umbrella");
    let home = worker(&mut publisher);
    with_passphrase(&home, &["passphrase", "set"], "");
    let correct = |more: &[&str], says: &str| {
        let noted = with_passphrase(&home, &[&["correct"], more, &["--known", "visited"]].concat(), says);
        assert_eq!(noted.code, 0, "{noted:?}");
    };
    let number = "+33 1 99 00 00 02";
    correct(&["house", "--field", "phone", "--instead-of", number, "--says", "-"], "+33 1 99 00 00 77");
    correct(&["beds", "--field", "hours", "--says", "-"], "Mo-Fr 9-17");
    correct(&["soup", "--field", "closed"], "");
    correct(&["beds", "--field", "other", "--says", "-"], "the bell is \u{1b}[31mbroken");
    let sealed = home.path().join("for-them");
    let out = sealed.to_str().unwrap();
    let export = with_passphrase(&home, &["corrections", "export", out], "");
    assert_eq!(export.code, 0, "{export:?}");
    assert!(export.err.contains("4 corrections are sealed. Only Red Umbrella"), "{export:?}");
    let bytes = fs::read(&sealed).unwrap();
    assert_eq!((bytes.len() - 48) % 4096, 0, "the length is rounded");
    for word in [&b"house"[..], b"+33 1 99 00 00 77", b"parasol", home.path().as_os_str().as_encoded_bytes()] {
        assert!(!bytes.windows(word.len()).any(|window| window == word));
    }
    assert_eq!(with_passphrase(&home, &["corrections", "list"], "").out.lines().count(), 4, "kept until dropped");

    let listed = publisher.corrections(&[out, "--json"]).json();
    assert_eq!(listed.as_array().unwrap().len(), 4);
    assert_eq!(listed[3]["obstacle"], "by-hand");
    let read = publisher.corrections(&[out]);
    assert!(!read.out.contains('\u{1b}') && read.out.contains("the bell is [31mbroken"), "{read:?}");
    let cannot = publisher.corrections(&[out, "--accept", "4"]);
    assert_eq!((cannot.code, cannot.err.lines().count()), (3, 2), "{cannot:?}");
    let decided = publisher.corrections(&[out, "--accept", "1", "--accept", "2", "--accept", "3", "--reject", "4"]);
    assert_eq!(decided.code, 0, "{decided:?}");
    assert!(decided.err.contains("Nothing is left to decide"), "{decided:?}");
    let record: serde_json::Value = serde_json::from_str(publisher.records().lines().next().unwrap()).unwrap();
    assert_eq!(record["phones"][1]["number"], "+33 1 99 00 00 77");
    assert_eq!(record["phones"][0]["number"], "+33 1 99 00 00 01");
    assert_eq!(record["funding"], "by nobody");
    assert_eq!(record["services"][0]["schedules"][0]["opens_at"], "09:00:00");
    assert_eq!(record["services"][0]["assured_date"], "2026-11-24");
    assert!(record["attributes"].to_string().contains("2026-11-24"), "{record}");
    assert!(publisher.file("withdrawn.jsonl").contains("soup"));
    assert!(!publisher.file("corrections.decided").contains("+33 1 99"), "decisions hold no words");
    let again = publisher.corrections(&[out]);
    assert!(again.err.contains("Nothing is left to decide") && again.out.contains("rejected"), "{again:?}");
}

#[test]
fn a_correction_is_sealed_at_once_where_nothing_is_kept_and_other_keys_open_nothing() {
    let mut publisher = Publisher::new("Red Umbrella");
    let home = worker(&mut publisher);
    let out = home.path().join("one");
    let out = out.to_str().unwrap();
    let words = ["correct", "beds", "--field", "cost", "--says", "-", "--known", "told", "--out", out];
    let sealed = home.run_with(&words, "free");
    assert_eq!(sealed.code, 0, "{sealed:?}");
    let stranger = Publisher::new("Somebody Else");
    let refused = stranger.corrections(&[out]);
    assert_eq!((refused.code, refused.err.lines().count()), (3, 2), "{refused:?}");
    let done = publisher.corrections(&[out, "--done", "1"]);
    assert_eq!(done.code, 0, "{done:?}");
    let records = publisher.records();
    assert!(records.contains("2026-11-24") && !records.contains("free"), "{records}");
}
