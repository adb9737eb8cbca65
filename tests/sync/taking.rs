//! Updates that come as they should.

use super::{LARGE, SMALL, SMALL_COUNT, World, failure, run_at, version};
use crate::{
    publisher::{Publisher, houses},
    site::Site,
};

#[test]
fn a_new_publisher_is_taken_only_when_somebody_trusts_it() {
    let world = World::new(&SMALL);
    let refused = world.sync(&[]);
    assert_eq!((refused.code, failure(&refused).as_str()), (3, "unknown-publisher"));
    assert_eq!(refused.json()[0]["state"], "failed");
    assert_eq!(world.version(), 0);
    let other = world.sync(&["--trust", "abandon ability able about above absent"]);
    assert_eq!(other.code, 3);
    let dry = world.sync(&["--dry-run"]);
    assert_eq!((dry.code, dry.json()[0]["state"].as_str()), (0, Some("offered")), "{dry:?}");
    assert_eq!(world.version(), 0);
    let taken = world.sync(&["--trust", &world.publisher.fingerprint]);
    let row = taken.json()[0].clone();
    assert_eq!((taken.code, row["state"].as_str()), (0, Some("taken")), "{taken:?}");
    assert_eq!((&row["update"]["added"], &row["update"]["taken"]), (&SMALL_COUNT.into(), &true.into()), "{row}");
    assert_eq!(world.version(), 1);
    // What was on its way has arrived.
    assert!(!world.home.data().join("parts").exists());
}

#[test]
fn an_update_comes_as_a_patch_and_then_there_is_nothing_new() {
    let world = World::with_first_taken();
    world.home.run(&["sources", "add", &world.site.url]);
    let run = world.home.run(&["sync", "--yes", "--json"]);
    let row = run.json()[0].clone();
    assert_eq!((run.code, row["state"].as_str(), world.version()), (0, Some("taken"), 2), "{run:?}");
    assert_eq!((&row["update"]["changed"], &row["update"]["added"]), (&1.into(), &0.into()));
    let whole = world.second.bytes(&world.second.target(".directory.jsonl.zst"));
    assert!(row["bytes"].as_u64().unwrap() * 10 < whole, "{row}");
    let asked = world.site.asked();
    assert!(asked.iter().all(|line| !line.contains("directory.jsonl")), "{asked:?}");
    assert_eq!(asked.first().unwrap(), "GET /metadata/timestamp.json HTTP/1.1");
    // The second time one small file is asked for, and that is all.
    world.site.sent();
    let again = world.home.run(&["sync", "--yes", "--json"]);
    assert_eq!((again.code, again.json()[0]["state"].as_str()), (0, Some("unchanged")), "{again:?}");
    assert_eq!(world.site.asked(), ["GET /metadata/timestamp.json HTTP/1.1"]);
    assert!(world.site.sent() < 1_000);
    // A login script asks no more often than it says.
    let lately = world.home.run(&["sync", "--yes", "--json", "--if-older", "7"]);
    assert_eq!((lately.code, lately.json()[0]["state"].as_str()), (0, Some("not-asked")), "{lately:?}");
    assert_eq!(world.site.asked(), [""; 0]);
    let later = run_at(&world.home, &["sync", "--yes", "--json", "--if-older", "7"], "2026-12-02T12:00:00Z");
    assert_eq!(later.json()[0]["state"], "unchanged", "{later:?}");
    assert_eq!(world.site.asked().len(), 1);
}

#[test]
fn after_going_back_the_newest_can_be_had_again() {
    let world = World::with_first_taken();
    world.home.run(&["sources", "add", &world.site.url]);
    assert_eq!(world.home.run(&["sync", "--yes"]).code, 0);
    assert_eq!(world.home.run(&["rollback", "--yes"]).code, 0);
    assert_eq!(world.version(), 1);
    let run = world.home.run(&["sync", "--yes", "--json"]);
    assert_eq!((run.json()[0]["state"].as_str(), world.version()), (Some("taken"), 2), "{run:?}");
}

#[test]
fn a_metered_line_brings_no_more_than_it_should() {
    let world = World::new(&LARGE);
    let trust = ["--trust", world.publisher.fingerprint.as_str()];
    let refused = world.sync(&[&trust[..], &["--metered"]].concat());
    assert_eq!((refused.code, failure(&refused).as_str()), (3, "metered"));
    let asked = world.site.asked();
    assert!(asked.iter().all(|line| !line.contains("targets/")), "{asked:?}");
    assert_eq!(world.sync(&trust).code, 0);
    world.site.move_to(&world.second.site);
    let small = world.sync(&["--metered"]);
    assert_eq!((small.code, world.version()), (0, 2), "{small:?}");
}

#[test]
fn a_publisher_that_is_switched_off_stays_so_when_a_site_has_something_newer() {
    let world = World::with_first_taken();
    assert_eq!(world.home.run(&["publishers", "off", "House list"]).code, 0);
    let taken = world.sync(&[]);
    let row = taken.json()[0].clone();
    assert_eq!((row["state"].as_str(), &row["shown"]), (Some("taken"), &false.into()), "{row}");
    assert_eq!((&row["update"]["have"], &row["update"]["changed"]), (&1.into(), &1.into()), "{row}");
    assert!(taken.err.contains("House list is switched off, so nothing of it is shown"), "{taken:?}");
    assert_eq!((world.version(), world.home.run(&["show", "house-00001"]).code), (0, 1));
    let again = world.home.run(&["sync", &world.site.url, "--yes"]);
    assert!(again.out.contains("version 2, which is kept; its publisher is switched off"), "{again:?}");
    assert_eq!(world.home.run(&["publishers", "on", &world.publisher.id]).code, 0);
    assert_eq!(world.version(), 2);
}

#[test]
fn two_publishers_stand_side_by_side() {
    let world = World::with_first_taken();
    let mut other = Publisher::new("Clinic list");
    let clinics = other.publish(&houses(5, 5), "2026-11-10T08:00:00Z");
    let site = Site::serve(&clinics.site);
    let taken = world.home.run(&["sync", &site.url, "--yes", "--json", "--trust", &other.fingerprint]);
    assert_eq!(taken.code, 0, "{taken:?}");
    assert_eq!((world.version(), version(&world.home, "Clinic list")), (1, 1));
    assert_eq!((world.sync(&[]).code, world.version(), version(&world.home, "Clinic list")), (0, 2, 1));
}
