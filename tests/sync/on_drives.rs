//! Bundles on drives.

use std::{fs, path::Path};

use super::{World, failure};
use crate::cli_support::{Home, Run, run};

/// A folder whose subfolders play drives.
fn with_drives(home: &Home, drives: &Path, arguments: &[&str]) -> Run {
    run(home.command(arguments).env("PARASOL_DRIVES", drives))
}

#[test]
fn bundles_on_drives_are_listed_verified_and_taken() {
    let world = World::with_first_taken();
    let drives = tempfile::tempdir().unwrap();
    let none = with_drives(&world.home, drives.path(), &["drives", "--json"]);
    assert_eq!((none.code, none.json(), failure(&none).as_str()), (1, serde_json::json!([]), "no-bundles"));
    let stick = drives.path().join("RED-8GB");
    fs::create_dir(&stick).unwrap();
    let file = stick.join("list-2.parasol");
    fs::copy(&world.second.file, &file).unwrap();
    fs::write(stick.join("torn.parasol"), b"not all of it").unwrap();
    let run = with_drives(&world.home, drives.path(), &["drives", "--json"]);
    let rows = run.json();
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!((&rows[0]["drive"], &rows[0]["version"], &rows[0]["have"]), (&"RED-8GB".into(), &2.into(), &1.into()));
    assert_eq!((&rows[0]["known"], &rows[0]["newer"]), (&true.into(), &true.into()), "{rows}");
    assert_eq!(rows[1]["error"]["code"], "damaged", "{rows}");
    assert!(rows[1]["error"]["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{rows}");
    let said = with_drives(&world.home, drives.path(), &["drives"]).out;
    assert!(said.lines().next().unwrap().ends_with("House list, version 2, newer than 1"), "{said}");
    // Also where the publisher is switched off.
    assert_eq!(world.home.run(&["publishers", "off", "House list"]).code, 0);
    let off = with_drives(&world.home, drives.path(), &["drives", "--json"]).json();
    assert_eq!((&off[0]["have"], &off[0]["newer"]), (&1.into(), &true.into()), "{off}");
    assert_eq!(world.home.run(&["publishers", "on", "House list"]).code, 0);
    assert_eq!(world.home.run(&["import", file.to_str().unwrap(), "--yes"]).code, 0);
    let said = with_drives(&world.home, drives.path(), &["drives"]).out;
    assert!(said.contains("the one in use"), "{said}");
    // Somebody else's device does not know the publisher.
    let said = with_drives(&Home::new(), drives.path(), &["drives"]).out;
    assert!(said.contains("a new publisher"), "{said}");
}
