//! Editing and merging the records of a publisher, with the real binary and
//! editors that are small scripts.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and write files"
)]

mod cli_support;

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use cli_support::{Home, Run, run};
use serde_json::{Value, json};

fn mark(key: &str, value: &str) -> Value {
    json!({"label": key, "value": value, "taxonomy_term": {"taxonomy": "parasol", "code": key}})
}

fn organization() -> Value {
    json!({
        "id": "o1", "name": "Casa Uno", "description": "First.\nSecond.", "x_ours": {"kept": [null, 1.5]},
        "email": "a@example.org", "x_null": null,
        "phones": [{"id": "p1", "number": "+33 4 00 00 00 01", "x": null}],
        "attributes": [mark("need", "legal-advice"), {"label": "theirs"}, mark("last_modified", "2026-01-01T00:00:00Z")],
        "services": [{"id": "s1", "name": "Clinic", "status": "active", "x_more": [1]}],
    })
}

/// A publisher's folder with these records.
fn folder(home: &Home, name: &str, records: &[Value]) -> PathBuf {
    let folder = home.path().join(name);
    fs::create_dir_all(folder.join("records")).unwrap();
    fs::write(folder.join("publisher.toml"), "name = 'Casa Ñandú'\n").unwrap();
    let mut lines = String::new();
    for record in records {
        lines += &record.to_string();
        lines.push('\n');
    }
    fs::write(folder.join("records/all.jsonl"), lines).unwrap();
    folder
}

/// The records of a folder.
fn records(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("records/all.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Runs `edit` with a script in the place of the editor: `$1` is the draft.
fn edit(home: &Home, script: &str, more: &[&str]) -> Run {
    let editor = home.path().join("editor.sh");
    fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let dir = home.path().join("ours");
    let temporary = home.path().join("tmp");
    fs::create_dir_all(&temporary).unwrap();
    let arguments = [&["publish", "edit", "--dir", dir.to_str().unwrap()], more].concat();
    // The name of an editor may come with arguments.
    let editor = format!("{} --wait", editor.display());
    let mut command = home.command(&arguments);
    command.env("EDITOR", editor).env("PATH", "/usr/bin:/bin").env("TMPDIR", &temporary);
    let run = run(&mut command);
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0, "nothing is left of the draft: {run:?}");
    run
}

#[test]
fn an_edited_field_is_saved_and_nothing_else_is_lost() {
    let home = Home::new();
    let folder =
        folder(&home, "ours", &[json!({"id": "o0", "name": "First", "email": "z@example.org"}), organization()]);
    let first = fs::read_to_string(folder.join("records/all.jsonl")).unwrap().lines().next().unwrap().to_owned();
    let script = "stat -c '%a' \"$2\" \"$(dirname \"$2\")\" > \"$HOME/modes\"; cp \"$2\" \"$HOME/draft\"
        sed -i 's/Casa Uno/Casa Una/; s/^need = .*/need = [\"legal-advice\", \"hiv-sti\"]/' \"$2\"";
    let run = edit(&home, script, &["o1", "--yes"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("name: \"Casa Uno\" → \"Casa Una\""), "{run:?}");
    assert!(run.err.contains("parasol.need: [\"legal-advice\"] → [\"legal-advice\",\"hiv-sti\"]"), "{run:?}");
    assert_eq!(fs::read_to_string(home.path().join("modes")).unwrap(), "600\n700\n");
    let draft = fs::read_to_string(home.path().join("draft")).unwrap();
    for said in ["# The name that people know.", "# crisis-violence, ", "[[phones]]", "First.\nSecond."] {
        assert!(draft.contains(said), "{said} is missing in {draft}");
    }
    let text = fs::read_to_string(folder.join("records/all.jsonl")).unwrap();
    assert_eq!(text.lines().next(), Some(first.as_str()));
    let mut after = records(&folder).remove(1);
    let attributes = after["attributes"].as_array_mut().unwrap();
    assert_eq!(attributes.pop().unwrap()["value"], "hiv-sti");
    assert_eq!(attributes[2]["value"], "2026-11-24T12:00:00Z");
    let mut expected = organization();
    expected["name"] = "Casa Una".into();
    expected["attributes"][2]["value"] = "2026-11-24T12:00:00Z".into();
    assert_eq!(after, expected);
}

#[test]
fn a_service_is_edited_alone_inside_of_its_organisation() {
    let home = Home::new();
    let folder = folder(&home, "ours", &[organization()]);
    let script = "sed -i 's/^# fees_description = .*/fees_description = \"free\"/; s/^# access = .*/access = [\"walk-in\"]/; s/^# \\[parasol\\]/[parasol]/' \"$2\"";
    let run = edit(&home, script, &["s1", "--yes"]);
    assert_eq!(run.code, 0, "{run:?}");
    let service = &records(&folder)[0]["services"][0];
    assert_eq!((&service["fees_description"], &service["x_more"]), (&json!("free"), &json!([1])));
    assert_eq!(service["last_modified"], "2026-11-24T12:00:00Z");
    assert_eq!(service["attributes"][0]["value"], "walk-in");
    assert_eq!(service["attributes"][0]["link_id"], "s1");
}

#[test]
fn nothing_is_written_of_what_is_wrong_unchanged_or_not_confirmed() {
    let home = Home::new();
    let folder = folder(&home, "ours", &[organization(), json!({"id": "o2", "name": "Two", "email": "b@example.org"})]);
    let before = fs::read(folder.join("records/all.jsonl")).unwrap();
    for (script, more, code, word) in [
        (":", ["o1", "--yes"].as_slice(), 0, "Nothing was changed"),
        ("echo '# a remark' >> \"$2\"", &["o1", "--yes"], 0, "Nothing was changed"),
        ("sed -i 's/^name = .*/name = \"x/' \"$2\"", &["o1", "--yes"], 3, "entry.toml:"),
        ("sed -i 's/^name = .*//' \"$2\"", &["o1", "--yes"], 3, "missing_field"),
        ("sed -i 's/^id = \"o1\"/id = \"o2\"/' \"$2\"", &["o1", "--yes"], 3, "duplicate_id"),
        ("sed -i 's/Uno/Una/' \"$2\"", &["o1"], 2, "yes"),
        ("exit 7", &["o1", "--yes"], 4, "7"),
        (":", &["o9", "--yes"], 1, "o9"),
    ] {
        let run = edit(&home, script, more);
        assert_eq!(run.code, code, "{script}: {run:?}");
        assert!(run.err.contains(word), "{script}: {run:?}");
        assert_eq!(fs::read(folder.join("records/all.jsonl")).unwrap(), before, "{script}");
    }
}

#[test]
fn what_is_doubtful_is_said_with_its_line_and_can_still_be_saved() {
    let home = Home::new();
    folder(&home, "ours", &[organization()]);
    let run = edit(
        &home,
        "sed -i 's/^need = .*/need = [\"legal-advice\", \"magic\"]/' \"$2\"; grep -n '^need' \"$2\" > \"$HOME/line\"",
        &["o1", "--yes"],
    );
    assert_eq!(run.code, 0, "{run:?}");
    let line = fs::read_to_string(home.path().join("line")).unwrap();
    let line = line.split(':').next().unwrap();
    assert!(run.err.contains(&format!("entry.toml:{line}: ")), "{line}: {run:?}");
    assert!(run.err.contains("unknown_term") && run.err.contains("magic"), "{run:?}");
}

fn merge(home: &Home, more: &[&str]) -> Run {
    let (ours, theirs) = (home.path().join("ours"), home.path().join("theirs"));
    home.run(&[&["publish", "merge", theirs.to_str().unwrap(), "--dir", ours.to_str().unwrap()], more].concat())
}

/// Theirs: another name and a later change of the organisation, a new service
/// in it, a new organisation, and one service as it is.
fn theirs() -> Vec<Value> {
    let mut one = organization();
    one["name"] = "Casa Una".into();
    one["attributes"][2]["value"] = "2026-02-01T00:00:00Z".into();
    one["services"].as_array_mut().unwrap().push(json!({"id": "s2", "name": "Beds", "status": "active"}));
    vec![one, json!({"id": "o3", "name": "Three", "email": "c@example.org", "x_null": null})]
}

#[test]
fn what_two_curators_say_differently_is_listed_and_not_overwritten() {
    let home = Home::new();
    let ours = folder(&home, "ours", &[organization()]);
    let before = fs::read(ours.join("records/all.jsonl")).unwrap();
    folder(&home, "theirs", &theirs());
    let run = merge(&home, &["--json"]);
    assert_eq!(run.code, 3, "{run:?}");
    let report = run.json();
    assert_eq!((&report["written"], &report["same"]), (&json!(false), &json!(1)));
    assert_eq!(report["added"], json!(["s2", "o3"]));
    let conflict = &report["conflicts"][0];
    assert_eq!((&conflict["id"], &conflict["newer"]), (&json!("o1"), &json!("theirs")));
    assert_eq!(conflict["fields"][0], json!({"field": "name", "ours": "Casa Uno", "theirs": "Casa Una"}));
    assert!(run.err.contains("merge-conflicts"));
    assert_eq!(fs::read(ours.join("records/all.jsonl")).unwrap(), before);
    let text = merge(&home, &[]);
    assert!(
        text.out.contains("theirs is newer: o1") && text.out.contains("name: \"Casa Uno\" → \"Casa Una\""),
        "{text:?}"
    );
}

#[test]
fn the_newer_version_is_taken_where_that_is_asked_for() {
    let home = Home::new();
    let ours = folder(&home, "ours", &[organization()]);
    let their_folder = folder(&home, "theirs", &theirs());
    let withdrawn = "{\"id\":\"o7\",\"tombstone\":{\"reason\":\"dangerous\",\"since_version\":3}}\n";
    fs::write(their_folder.join("withdrawn.jsonl"), withdrawn).unwrap();
    let dry = merge(&home, &["--prefer", "newer", "--dry-run"]);
    assert_eq!((dry.code, records(&ours)), (0, vec![organization()]), "{dry:?}");
    let run = merge(&home, &["--prefer", "newer", "--json"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.json()["withdrawn"], json!(["o7"]));
    assert_eq!(records(&ours), theirs());
    assert_eq!(fs::read_to_string(ours.join("withdrawn.jsonl")).unwrap(), withdrawn);
    let again = merge(&home, &["--json"]);
    assert_eq!((again.code, &again.json()["same"]), (0, &json!(4)), "the second time there is nothing to do");
}

#[test]
fn with_the_folder_that_both_come_from_only_what_both_changed_is_a_conflict() {
    let home = Home::new();
    let mut mine = organization();
    mine["email"] = "new@example.org".into();
    let ours = folder(&home, "ours", &[mine]);
    folder(&home, "theirs", &theirs());
    let base = folder(&home, "base", &[organization()]);
    let run = merge(&home, &["--base", base.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    let mut expected = theirs();
    expected[0]["email"] = "new@example.org".into();
    assert_eq!(records(&ours), expected);
}

#[test]
fn a_wrong_word_is_refused() {
    let home = Home::new();
    folder(&home, "ours", &[organization()]);
    folder(&home, "theirs", &theirs());
    let run = merge(&home, &["--prefer", "mine"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("newer, ours, theirs"), "{run:?}");
}
