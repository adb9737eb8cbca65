//! The list of sites, and what is remembered of asking them.

use super::{World, failure, run_at};
use crate::{cli_support::Home, site::Answer};
use rstest::rstest;

#[test]
fn sources_are_added_listed_and_removed() {
    let home = Home::new();
    assert_eq!(home.run(&["sources", "list", "--json"]).json(), serde_json::json!([]));
    let added = home.run(&["sources", "add", "http://updates.example/list"]);
    assert_eq!((added.code, added.out.as_str()), (0, ""));
    // Plain http is allowed, and said.
    assert!(added.err.contains("Everybody on the way"), "{added:?}");
    let secret = home.run(&["sources", "add", "https://other.example"]);
    assert!(secret.code == 0 && !secret.err.contains("Everybody"), "{secret:?}");
    let listed = home.run(&["sources", "list", "--json"]).json();
    assert_eq!(listed[0]["url"], "http://updates.example/list/");
    assert_eq!((&listed[0]["secret"], &listed[1]["secret"]), (&false.into(), &true.into()));
    assert_eq!(home.run(&["sources", "remove", "http://updates.example/list"]).code, 0);
    assert_eq!(home.run(&["sources", "remove", "http://updates.example/list"]).code, 1);
    assert_eq!(home.run(&["sources", "list", "--json"]).json().as_array().unwrap().len(), 1);
    // Only the list was written: no store is made for it.
    assert!(!home.data().join("directory").exists());
    let again = home.run(&["sources", "add", "https://third.example", "--json"]);
    assert_eq!((again.code, again.err.as_str()), (0, ""), "{again:?}");
    assert_eq!(again.json(), home.run(&["sources", "list", "--json"]).json());
    let gone = home.run(&["sources", "remove", "https://third.example/", "--json"]);
    assert_eq!(gone.json().as_array().map(Vec::len), Some(1), "{gone:?}");
    let unknown = home.run(&["sources", "remove", "https://third.example/", "--json"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (1, "unknown-source"), "{unknown:?}");
}

#[rstest]
#[case("updates.example")]
#[case("ftp://updates.example/")]
#[case("https://me:secret@updates.example/")]
fn what_is_no_address_is_wrong_use(#[case] url: &str) {
    let home = Home::new();
    for command in [["sources", "add", url], ["sync", url, "--json"]] {
        let run = home.run(&command);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(!run.err.contains("secret"), "{run:?}");
    }
    assert!(!home.data().exists());
}

#[test]
fn without_sources_there_is_nothing_to_ask() {
    let home = Home::new();
    let run = home.run(&["sync", "--json"]);
    assert_eq!((run.code, failure(&run).as_str()), (1, "no-sources"));
}

#[test]
fn what_asking_came_to_is_remembered_beside_the_last_answer() {
    let world = World::with_first_taken();
    world.home.run(&["sources", "add", &world.site.url]);
    let listed = || world.home.run(&["sources", "list", "--json"]).json()[0].clone();
    let said = || world.home.run(&["sources", "list"]).out;
    let on = |day: &str| run_at(&world.home, &["sync", "--yes", "--debug-hurry"], &format!("2026-11-{day}T12:00:00Z"));
    assert!(said().contains("never asked") && listed()["tried"].is_null());
    world.site.everywhere(Answer::Status(503));
    assert_eq!(on("24").code, 4);
    assert_eq!((listed()["failed"].as_str(), listed()["asked"].as_str()), (Some("unreachable"), None));
    assert!(said().contains("never answered; asked 24 Nov 2026: no connection"), "{}", said());
    world.site.behave();
    assert_eq!(on("25").code, 0);
    assert_eq!((listed()["failed"].as_str(), &listed()["tried"]), (None, &listed()["asked"]));
    world.site.everywhere(Answer::Status(404));
    assert_eq!(on("26").code, 1);
    let row = listed();
    assert_eq!((row["version"].as_u64(), row["failed"].as_str()), (Some(2), Some("nothing-at-address")), "{row}");
    assert_eq!(
        (row["asked"].as_str(), row["tried"].as_str()),
        (Some("2026-11-25T12:00:00Z"), Some("2026-11-26T12:00:00Z"))
    );
    let said = said();
    assert!(said.contains("asked 25 Nov 2026; the last time, 26 Nov 2026: no directory there"), "{said}");
}
