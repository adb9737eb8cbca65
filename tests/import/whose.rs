//! Whose a bundle is: new, looked like, switched off, removed.

use super::World;
use crate::{
    cli_support::Home,
    curator::{Curator, Published, houses},
    pty,
};

#[test]
fn another_fingerprint_than_the_one_given_is_named_as_such() {
    let world = World::new();
    let elsewhere = Home::new();
    for more in ["--yes", "--dry-run"] {
        let refused = elsewhere.run(&["import", &world.first.file, more, "--trust", "123456789abc"]);
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains("not the fingerprint given with --trust"), "{refused:?}");
    }
    assert_eq!(elsewhere.run(&["import", &world.first.file, "--dry-run"]).code, 0);
}

#[test]
fn two_publishers_of_one_id_stand_side_by_side_and_look_alike_names_are_said() {
    let world = World::with_first_taken();
    let mut other = Curator::new("Hóuse Lists");
    let path = world.home.path().join("other.parasol");
    let theirs = other.publish(houses(5, &["house-00004"], 1), &path);
    let unknown = world.home.run(&["import", &theirs.file, "--yes", "--json"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (3, "unknown-publisher"), "{unknown:?}");
    let taken = world.home.run(&["import", &theirs.file, "--yes", "--trust", &theirs.trust(), "--json"]);
    assert_eq!(taken.code, 0, "{taken:?}");
    assert_eq!(taken.json()["looks_like"], "House list");
    assert!(taken.err.contains("looks like House list"), "{taken:?}");
    for (publisher, name) in [(world.first.publisher(), "House list"), (theirs.publisher(), "Hóuse Lists")] {
        let shown = world.home.run(&["show", &format!("{publisher}/house-00003")]);
        assert_eq!(shown.code, 0, "{shown:?}");
        assert!(shown.out.contains(name), "an entry says whose it is: {shown:?}");
    }
    let has = |publisher: String, id: &str| world.home.run(&["show", &format!("{publisher}/{id}")]).code == 0;
    assert!(has(world.first.publisher(), "house-00004"), "one publisher withdraws nothing of another");
    assert!(!has(theirs.publisher(), "house-00004"));
    // The version in use of one is no floor for the other.
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    let next = other.publish(houses(6, &["house-00004"], 1), &path);
    assert_eq!(world.home.run(&["import", &next.file, "--yes"]).code, 0);
    // Each of these answers with the list after it; one that is off keeps its
    // name there.
    let listed = |arguments: &[&str]| -> Vec<(String, bool)> {
        let list = world.home.run(arguments);
        assert_eq!(list.code, 0, "{list:?}");
        let row = |one: &serde_json::Value| (one["name"].as_str().unwrap().to_owned(), one["shown"] == true);
        list.json().as_array().unwrap().iter().map(row).collect()
    };
    let named = |name: &str, shown: bool| (name.to_owned(), shown);
    assert!(listed(&["publishers", "off", "starter", "--json"]).contains(&named("Parasol starter directory", false)));
    assert!(listed(&["publishers", "on", "starter", "--json"]).contains(&named("Parasol starter directory", true)));
    let left = listed(&["publishers", "remove", &theirs.publisher(), "--yes", "--json"]);
    assert!(left.contains(&named("House list", true)) && !left.contains(&named("Hóuse Lists", true)), "{left:?}");
    assert_eq!(world.version(), 2, "removing one leaves the other alone");
}

#[test]
fn a_dry_run_says_that_a_publisher_is_new_and_not_accepted() {
    let world = World::new();
    let dry = world.done(&["import", &world.first.file, "--dry-run"]);
    let words = world.first.fingerprint.words().join(" ");
    assert!(dry.err.contains("new publisher. Nobody has accepted it") && dry.err.contains(&words), "{dry:?}");
    let dry = world.done(&["import", &world.first.file, "--dry-run", "--json"]).json();
    assert_eq!((&dry["known"], &dry["accepted"]), (&false.into(), &false.into()));
    world.take(&world.first);
    let dry = world.done(&["import", &world.second.file, "--dry-run"]);
    assert_eq!(dry.err, "");
}

#[test]
fn a_file_of_a_publisher_that_is_switched_off_is_kept_and_not_shown() {
    let world = World::with_first_taken();
    world.done(&["publishers", "off", "House list"]);
    let on = format!("publishers on {}", world.first.publisher());
    let dry = world.done(&["import", &world.second.file, "--dry-run"]);
    assert!(dry.out.contains("Version in use: 1, switched off"), "{dry:?}");
    assert!(dry.out.contains("2 added, 1 changed, 2 withdrawn") && dry.err.contains(&on), "{dry:?}");
    let taken = world.done(&["import", &world.second.file, "--yes"]);
    assert!(taken.err.contains("Version 2 is kept.") && taken.err.contains(&on), "{taken:?}");
    assert!(!taken.err.contains("It is in use now"), "{taken:?}");
    let same = world.done(&["import", &world.second.file, "--yes", "--json"]);
    assert_eq!((&same.json()["shown"], &same.json()["taken"]), (&false.into(), &false.into()));
    assert!(same.err.contains("in use already") && same.err.contains(&on), "{same:?}");
    assert_eq!(world.home.run(&["show", "house-00004"]).code, 1);
    world.done(&["publishers", "on", "HOUSE LIST"]);
    world.done(&["show", "house-00004"]);
}

#[test]
fn of_two_publishers_of_one_name_none_is_acted_on_and_both_are_named() {
    let world = World::with_first_taken();
    let other = world.take_another("house líst");
    for verb in [["off", "House list"].as_slice(), &["on", "House list"], &["remove", "HOUSE LIST", "--yes"]] {
        let refused = world.home.run(&[&["publishers"], verb, &["--json"]].concat());
        assert_eq!((refused.code, refused.error_code().as_str()), (2, "several-called-so"), "{refused:?}");
        for one in [&world.first, &other] {
            assert!(refused.err.contains(&one.publisher()), "{refused:?}");
            assert!(refused.err.contains(&one.fingerprint.words().join(" ")), "{refused:?}");
        }
    }
    let out = world.home.path().join("out.parasol");
    let refused = world.home.run(&["share", out.to_str().unwrap(), "--publisher", "House list"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    // As much of an id as is enough.
    world.done(&["publishers", "off", other.publisher().split_at(10).0]);
    let listed = world.done(&["publishers", "list", "--json"]).json();
    let shown =
        |id: &str| listed.as_array().unwrap().iter().find(|one| one["publisher"] == id).unwrap()["shown"].clone();
    assert_eq!((shown(&world.first.publisher()), shown(&other.publisher())), (true.into(), false.into()));
}

#[test]
fn nobody_is_asked_about_a_publisher_that_is_not_there() {
    let world = World::with_first_taken();
    let unknown = world.home.run(&["publishers", "remove", "nope", "--json"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (1, "no-such-publisher"), "{unknown:?}");
    let asked = world.home.run(&["publishers", "remove", "House list", "--json"]);
    assert_eq!((asked.code, asked.error_code().as_str()), (2, "not-confirmed"), "{asked:?}");
}

#[test]
fn a_name_that_looks_like_another_is_said_before_it_is_trusted() {
    let world = World::with_first_taken();
    for (name, said) in [("House líst", "looks like House list"), ("House list", "is called House list too")] {
        let other = Curator::new(name).publish(houses(6, &[], 0), &world.home.path().join("other.parasol"));
        let refused = world.home.run(&["import", &other.file, "--yes", "--json"]);
        assert_eq!((refused.code, refused.error_code().as_str()), (3, "unknown-publisher"), "{refused:?}");
        let error: serde_json::Value = serde_json::from_str(refused.err.lines().last().unwrap()).unwrap();
        assert_eq!(error["error"]["looks_like"], "House list");
        assert!(error["error"]["message"].as_str().unwrap().contains(said), "{error}");
        asked_for_words(&world, &other, said);
    }
}

/// At a terminal it stands before the question, and a no is only said back.
#[cfg(unix)]
fn asked_for_words(world: &World, other: &Published, said: &str) {
    let mut terminal = pty::Terminal::parasol(world.home.path(), &["import", &other.file], 100, 40);
    let screen = terminal.wait_for("type the first two");
    assert!(screen.contains(said) && screen.contains("Fingerprint:"), "{screen}");
    terminal.press(&format!("{}\r", other.fingerprint.words()[..2].join(" ")));
    terminal.wait_for("Use it from now on?");
    terminal.press("n\r");
    let screen = terminal.wait_for("Nothing was changed.");
    assert!(!screen.contains("--yes") && !screen.contains("hint:"), "{screen}");
    assert_eq!(terminal.end().0, 2);
}

#[cfg(not(unix))]
fn asked_for_words(_: &World, _: &Published, _: &str) {}

#[test]
fn an_id_that_another_publisher_uses_too_leads_where_it_did_and_that_is_said() {
    let world = World::with_first_taken();
    assert_eq!(world.done(&["show", "house-00004"]).err, "");
    let other = world.take_another("Solo Linea");
    let theirs = format!("{}/house-00004", other.publisher());
    for arguments in [["show", "house-00004"].as_slice(), &["handout", "house-00004"]] {
        let shown = world.done(arguments);
        assert!(shown.err.contains("Solo Linea has another one") && shown.err.contains(&theirs), "{shown:?}");
    }
    assert!(world.done(&["show", "house-00004"]).out.contains("House list"));
    let same = world.done(&["show", "house-00004", "--json"]).json()["same_id"].clone();
    let expected = serde_json::json!([{"id": theirs, "publisher": other.publisher(), "name": "Solo Linea"}]);
    assert_eq!(same, expected);
    let named = world.done(&["show", &theirs]);
    assert!(named.out.contains("Solo Linea") && !named.err.contains("another one"), "{named:?}");
    assert!(world.done(&["show", &theirs, "--json"]).json()["same_id"].is_null());
    // Neither a newer version of the other nor a store built anew changes it.
    world.take(&world.second);
    world.done(&["doctor", "--rebuild"]);
    assert!(world.done(&["show", "house-00004"]).out.contains("House list"));
}
