//! Several sites of one publisher, one of which is no use.

use super::{LARGE, SMALL, World, failure};
use crate::{
    cli_support::Home,
    publisher::{Publisher, houses},
    site::{Answer, Site},
};

#[test]
fn a_download_goes_on_where_it_broke_off_at_another_mirror() {
    let world = World::new(&LARGE);
    let target = world.first.target(".directory.jsonl.zst");
    let whole = world.first.bytes(&target);
    world.site.at(&target, Answer::Stall);
    let trust = ["--trust", world.publisher.fingerprint.as_str()];
    assert_eq!(failure(&world.sync(&trust)), "unreachable");
    let mirror = Site::serve(&world.first.site);
    let line = ["sync", &mirror.url, "--yes", "--json", "--trust", &world.publisher.fingerprint];
    let run = world.home.run(&line);
    let row = run.json()[0].clone();
    assert_eq!((run.code, world.version()), (0, 1), "{run:?}");
    let kept = row["kept"].as_u64().unwrap();
    assert!(kept >= whole / 2 && row["bytes"] == whole, "{row}");
    assert!(mirror.sent() < whole - kept + 10_000);
    assert!(mirror.traffic.heads.lock().unwrap().iter().any(|head| head.contains(&format!("bytes={kept}-"))));
}

#[test]
fn a_mirror_that_is_away_does_no_harm_where_another_answers() {
    let world = World::with_first_taken();
    let away = Site::serve(&world.first.site);
    for url in [&away.url, &world.site.url] {
        assert_eq!(world.home.run(&["sources", "add", url]).code, 0);
    }
    assert_eq!(world.home.run(&["sync", "--yes", "--debug-hurry"]).code, 0);
    away.everywhere(Answer::Status(503));
    let run = world.home.run(&["sync", "--yes", "--json", "--debug-hurry"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!((run.json()[0]["state"].as_str(), run.json()[1]["state"].as_str()), (Some("failed"), Some("unchanged")));
    world.site.everywhere(Answer::Status(503));
    assert_eq!(world.home.run(&["sync", "--yes", "--json", "--debug-hurry"]).code, 4);
}

#[test]
fn a_mirror_that_never_answered_does_no_harm_where_another_does() {
    let world = World::new(&SMALL);
    let away = Site::serve(&world.first.site);
    away.everywhere(Answer::Status(503));
    for url in [&away.url, &world.site.url] {
        assert_eq!(world.home.run(&["sources", "add", url]).code, 0);
    }
    let trust = ["sync", "--yes", "--json", "--debug-hurry", "--trust", world.publisher.fingerprint.as_str()];
    for state in ["taken", "unchanged"] {
        let run = world.home.run(&trust);
        assert_eq!((run.code, run.json()[1]["state"].as_str()), (0, Some(state)), "{run:?}");
        assert_eq!(run.json()[0]["error"]["code"], "unreachable");
        assert!(run.err.contains("No connection"), "it is said: {run:?}");
    }
    // With another publisher, nobody knows whose it is.
    let mut other = Publisher::new("Clinic list");
    let site = Site::serve(&other.publish(&houses(5, 5), "2026-11-10T08:00:00Z").site);
    assert_eq!(world.home.run(&["sources", "add", &site.url]).code, 0);
    let run = world.home.run(&["sync", "--yes", "--json", "--debug-hurry", "--trust", &other.fingerprint]);
    assert_eq!((run.code, failure(&run).as_str()), (4, "unreachable"), "{run:?}");
    // Nor is it harmless where nobody answers.
    let alone = Home::new();
    assert_eq!(alone.run(&["sources", "add", &away.url]).code, 0);
    assert_eq!(alone.run(&["sync", "--yes", "--debug-hurry"]).code, 4);
}

#[test]
fn a_mirror_that_lags_behind_does_no_harm_where_another_has_the_newest() {
    let world = World::with_first_taken();
    let lagging = Site::serve(&world.first.site);
    for url in [&lagging.url, &world.site.url] {
        assert_eq!(world.home.run(&["sources", "add", url]).code, 0);
    }
    let sync = || world.home.run(&["sync", "--yes", "--json", "--debug-hurry"]);
    assert_eq!((sync().code, world.version()), (0, 2));
    let run = sync();
    assert_eq!(run.code, 0, "{run:?}");
    let rows = run.json();
    assert_eq!((&rows[0]["state"], &rows[0]["error"]["code"]), (&"failed".into(), &"older".into()), "{rows}");
    assert_eq!(rows[1]["state"], "unchanged");
    assert!(run.err.contains("lags behind another site"), "{run:?}");
    // Where no site has the version in use, it is refused as ever.
    world.site.move_to(&world.first.site);
    let run = sync();
    assert_eq!((run.code, failure(&run).as_str(), world.version()), (3, "older", 2), "{run:?}");
}
