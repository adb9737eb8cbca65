//! How old a directory is, and clocks that are wrong.

use super::World;
use crate::cli_support::{Home, Run, run};

/// Runs the program on another day.
fn on(home: &Home, day: &str, arguments: &[&str]) -> Run {
    run(home.command(arguments).env("PARASOL_NOW", format!("{day}T12:00:00Z")))
}

#[test]
fn an_old_directory_works_and_says_how_old_it_is() {
    let world = World::with_first_taken();
    assert_eq!(on(&world.home, "2027-01-04", &["status"]).err.lines().count(), 1, "the promise ends that day");
    assert_eq!(on(&world.home, "2027-01-03", &["status"]).err, "");
    for (day, words) in [
        ("2027-03-04", "Out of date since 4 Jan 2027 (8 weeks ago): House list."),
        ("2027-07-02", "Out of date since 4 Jan 2027 (5 months ago): House list."),
        ("2027-07-05", "Much too old, good until 4 Jan 2027 (5 months ago): House list."),
        ("2036-11-24", "Much too old, good until 4 Jan 2027 (9 years ago): House list."),
    ] {
        for arguments in
            [["find", "house"].as_slice(), &["status"], &["show", "house-00003"], &["find", "house", "--json"]]
        {
            let run = on(&world.home, day, arguments);
            assert_eq!(run.code, 0, "nothing is taken away by time: {run:?}");
            assert!(run.err.contains(words), "{day} {arguments:?}: {run:?}");
        }
        let shown = on(&world.home, day, &["show", "house-00003"]);
        assert!(shown.out.contains("Its publisher stood by this until 4 Jan 2027"), "{shown:?}");
        assert!(shown.out.contains("+34 600 000003"), "{shown:?}");
    }
    let status = on(&world.home, "2036-11-24", &["status", "--json"]).json();
    assert_eq!(
        status["entries"].as_u64().unwrap(),
        world.home.run(&["status", "--json"]).json()["entries"].as_u64().unwrap()
    );
}

#[test]
fn a_version_is_never_taken_below_the_floor_whatever_the_clock_says() {
    let world = World::with_first_taken();
    assert_eq!(on(&world.home, "2099-01-01", &["import", &world.second.file, "--yes"]).code, 0);
    for day in ["1990-01-01", "2026-11-24", "2099-06-01", "2026-11-20"] {
        let older = on(&world.home, day, &["import", &world.first.file, "--yes", "--json"]);
        assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "on {day}: {older:?}");
    }
    assert_eq!(on(&world.home, "2020-01-01", &["rollback", "--yes"]).code, 0);
    let older = on(&world.home, "2020-01-01", &["import", &world.first.file, "--yes", "--json"]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    // A clock that was once far ahead keeps nobody from the next version.
    assert_eq!(world.home.run(&["import", &world.second.file, "--yes"]).code, 0);
    assert_eq!(world.version(), 2);
}

#[test]
fn a_clock_behind_the_newest_signature_is_said() {
    let world = World::with_first_taken();
    for arguments in [["status"].as_slice(), &["find", "house"], &["show", "house-00003"]] {
        let run = on(&world.home, "2026-11-19", arguments);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(
            run.err.contains("The clock of this computer is behind: House list was signed on 20 Nov 2026."),
            "{run:?}"
        );
    }
}
