//! What is said of what is taken, refused or undone.

use std::{fs, path::Path};

use super::World;
use crate::{
    cli_support::Home,
    curator::{Curator, houses},
};
use rstest::rstest;

#[test]
fn a_withdrawn_record_is_not_counted_as_left_out_too() {
    let world = World::with_first_taken();
    let preview = world.home.run(&["import", &world.second.file, "--dry-run", "--json"]).json();
    assert_eq!(
        (&preview["added"], &preview["changed"], &preview["gone"], &preview["newly_withdrawn"]),
        (&2.into(), &1.into(), &0.into(), &2.into())
    );
    assert_eq!(world.version(), 1, "it was only said");
    let told: Vec<String> = preview["changes"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            r#"{"id":"house-00003","fate":"withdrawn","reason":"dangerous","fields":[]}"#,
            r#"{"id":"house-00003-beds","fate":"withdrawn","reason":"dangerous","fields":[]}"#,
            r#"{"id":"house-00005","fate":"changed","fields":[{"field":"phones/0/number","before":"+34 600 000005","after":"+34 699 999 999"}]}"#,
        ]
    );
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    let preview = world.home.run(&["import", &world.second.file, "--dry-run", "--json"]).json();
    assert_eq!((&preview["gone"], &preview["newly_withdrawn"]), (&0.into(), &0.into()));
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

#[test]
fn what_changes_on_the_shortlist_is_said_where_the_vault_is_open() {
    let world = World::with_first_taken();
    let opened = |arguments: &[&str]| {
        let run = world.opened("correct horse", arguments);
        assert_eq!(run.code, 0, "{run:?}");
        run
    };
    opened(&["passphrase", "set", "--yes"]);
    let dry = ["import", world.second.file.as_str(), "--dry-run"];
    assert!(!opened(&dry).out.contains("On your shortlist"));
    for id in ["house-00003", "house-00005", "house-00006"] {
        opened(&["shortlist", "add", id]);
    }
    let said = opened(&dry).out;
    let lines: Vec<&str> = said.lines().rev().take(3).collect();
    assert_eq!(
        lines,
        [
            "  CALL +34 600 000005 → +34 699 999 999",
            "On your shortlist: House number 5",
            "On your shortlist: House number 3 · withdrawn: it is dangerous",
        ]
    );
    let changes = opened(&[&dry[..], &["--json"]].concat()).json()["changes"].clone();
    let marked: Vec<String> = changes
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["shortlisted"] == true)
        .map(|one| one["id"].to_string())
        .collect();
    assert_eq!(marked, ["\"house-00003\"", "\"house-00005\""], "{changes}");
    // Without the passphrase, nobody is asked and nothing is said of it.
    let closed = world.done(&dry);
    assert!(!closed.out.contains("shortlist") && closed.err.is_empty(), "{closed:?}");
    let wrong = world.opened("another one", &dry);
    assert!(wrong.code == 0 && wrong.err.contains("What changes on your shortlist cannot be said"), "{wrong:?}");
    // Once it is taken, nothing changes any more.
    opened(&["import", &world.second.file, "--yes"]);
    assert!(!opened(&dry).out.contains("On your shortlist"));
}

#[test]
fn going_back_says_what_is_in_use_and_undoing_it_says_so() {
    let world = World::with_first_taken();
    world.take(&world.second);
    let back = world.done(&["rollback", "--yes"]);
    assert!(back.err.contains("Gone back. In use now: House list version 1."), "{back:?}");
    let forward = world.done(&["rollback", "--yes", "--json"]);
    assert!(forward.err.contains("Going back is undone. In use now: House list version 2."), "{forward:?}");
    let now = forward.json();
    assert_eq!(
        (&now["undone"], &now["moved"][0]["from"], &now["moved"][0]["to"]),
        (&true.into(), &1.into(), &2.into())
    );
    // The first version has none before it.
    let fresh = World::with_first_taken();
    let back = fresh.done(&["rollback", "--yes"]);
    assert!(back.err.contains("In use now: nothing of House list."), "{back:?}");
}

#[test]
fn what_exactly_is_wrong_with_a_file_is_told_to_programs_and_not_to_people() {
    let world = World::with_first_taken();
    let cut = world.home.path().join("cut.parasol");
    let bytes = fs::read(&world.second.file).unwrap();
    parasol::store::files::write_whole(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let run = |language: &str, file: &str, more: &[&str]| {
        world.home.run(&[&["--lang", language, "import", file, "--yes"], more].concat())
    };
    let cut = cut.to_str().unwrap();
    for (language, said) in [
        ("en", "The file is damaged or cut short. Your directory is unchanged.\n"),
        ("es", "El archivo está dañado o cortado. Su directorio no ha cambiado.\n"),
    ] {
        let refused = run(language, cut, &[]);
        assert!(refused.code == 3 && refused.err.contains(said) && !refused.err.contains('('), "{refused:?}");
        let refused = run(language, cut, &["--json"]).err;
        let error: serde_json::Value = serde_json::from_str(refused.lines().last().unwrap()).unwrap();
        assert!(!error["error"]["detail"].as_str().unwrap().is_empty(), "{error}");
    }
    let missing = run("es", "nowhere.parasol", &[]);
    assert!(missing.code == 4 && missing.err.contains("no existe ese archivo"), "{missing:?}");
}

/// What was done after version 2 was taken, and what is then said of version 1.
#[rstest]
#[case::removed(&["publishers", "remove", "House list", "--yes"], "House list was removed here, but version 2 of it was taken")]
#[case::gone_back(&["rollback", "--yes"], "nothing older is taken again: this is 1. In use: 1.")]
#[case::nothing(&["status"], "You have version 2; this is 1.")]
fn an_older_version_is_refused_with_what_is_true_here(#[case] before: &[&str], #[case] said: &str) {
    let world = World::with_first_taken();
    world.take(&world.second);
    world.done(before);
    let older = world.home.run(&["import", &world.first.file, "--yes", "--json", "--trust", &world.first.trust()]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    assert!(older.err.contains(said), "{older:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let world = World::new();
    let pipe = world.home.path().join("pipe");
    let folder = world.home.path().join("site");
    let inside = folder.join("metadata/1.root.json");
    fs::create_dir_all(folder.join("metadata")).unwrap();
    for path in [&pipe, &inside] {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }
    for verb in ["verify", "import"] {
        let refused = world.home.run(&[verb, pipe.to_str().unwrap(), "--json"]);
        assert_eq!((refused.code, refused.error_code().as_str()), (4, "cannot-read"), "{refused:?}");
        let refused = world.home.run(&[verb, folder.to_str().unwrap(), "--json"]);
        assert_eq!((refused.code, refused.error_code().as_str()), (3, "damaged"), "{refused:?}");
    }
}
