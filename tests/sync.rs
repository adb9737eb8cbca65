//! Updates over the web and from drives with the real program: publishers made
//! by it, sites that behave and that do not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod publisher;
mod site;

use std::{fs, path::Path, sync::LazyLock};

use cli_support::{Home, Run, run};
use publisher::{Published, Publisher, houses, remembered};
use rstest::rstest;
use site::{Answer, Site};

/// A publisher and two versions of its directory, the second with one change.
struct Made {
    publisher: Publisher,
    first: Published,
    second: Published,
}

impl Made {
    fn new(count: usize) -> Self {
        let mut publisher = Publisher::new("House list");
        let first = publisher.publish(&houses(count, 0), "2026-11-01T08:00:00Z");
        let second = publisher.publish(&houses(count, 1), "2026-11-20T08:00:00Z");
        Self { publisher, first, second }
    }
}

/// Fits on one page of a slow line. Made once: signing takes its time.
static SMALL: LazyLock<Made> = LazyLock::new(|| Made::new(SMALL_COUNT));
const SMALL_COUNT: usize = 100;
/// Several times 64 kB, and more than a metered line is asked for.
static LARGE: LazyLock<Made> = LazyLock::new(|| Made::new(4_000));

/// A site with the first version of a publisher; a device.
struct World {
    publisher: &'static Publisher,
    first: &'static Published,
    second: &'static Published,
    site: Site,
    home: Home,
}

impl World {
    fn new(made: &'static Made) -> Self {
        let Made { publisher, first, second } = made;
        Self { publisher, first, second, site: Site::serve(&first.site), home: Home::new() }
    }

    /// The same with the first version in use, and the second on the site.
    fn with_first_taken() -> Self {
        let world = Self::new(&SMALL);
        let taken =
            world.home.run(&["import", world.first.argument(), "--yes", "--trust", &world.publisher.fingerprint]);
        assert_eq!(taken.code, 0, "{taken:?}");
        world.site.move_to(&world.second.site);
        world
    }

    fn sync(&self, more: &[&str]) -> Run {
        self.home.run(&[&["sync", &self.site.url, "--yes", "--json", "--debug-hurry"], more].concat())
    }

    /// The version in use; 0 for none.
    fn version(&self) -> u64 {
        version(&self.home, "House list")
    }
}

fn version(home: &Home, name: &str) -> u64 {
    let status = home.run(&["status", "--json"]);
    let publishers = status.json()["publishers"].as_array().unwrap().clone();
    publishers.iter().find(|one| one["name"] == name).map_or(0, |one| one["version"].as_u64().unwrap())
}

/// The code of the failure that a run ended with.
fn failure(run: &Run) -> String {
    let last = run.err.lines().last().unwrap_or_default();
    let error: serde_json::Value = serde_json::from_str(last).unwrap_or_else(|_| panic!("{run:?}"));
    assert!(error["error"]["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{run:?}");
    error["error"]["code"].as_str().unwrap().to_owned()
}

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

fn run_at(home: &Home, arguments: &[&str], now: &str) -> Run {
    run(home.command(arguments).env("PARASOL_NOW", now))
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

/// Lines that are only bad: it takes longer, and comes whole.
#[rstest]
#[case::cut_every_64_kb(Answer::CutEvery(65_536))]
#[case::without_ranges(Answer::NoRanges)]
fn a_bad_line_brings_the_directory_all_the_same(#[case] answer: Answer) {
    let world = World::new(&LARGE);
    world.site.everywhere(answer);
    let taken = world.sync(&["--trust", &world.publisher.fingerprint]);
    assert_eq!((taken.code, world.version()), (0, 1), "{taken:?}");
}

#[test]
fn two_kilobytes_a_second_bring_an_update() {
    let world = World::with_first_taken();
    world.site.everywhere(Answer::Slow(2_000));
    let taken = world.sync(&[]);
    assert_eq!((taken.code, world.version()), (0, 2), "{taken:?}");
}

/// What a site can do wrong with the metadata: where, how, and what it is
/// refused as.
#[rstest]
#[case::next_root_500("metadata/2.root.json", Answer::Status(500), "unreachable", 4)]
#[case::next_root_403("metadata/2.root.json", Answer::Status(403), "unreachable", 4)]
#[case::next_root_stalls("metadata/2.root.json", Answer::Silence, "unreachable", 4)]
#[case::next_root_is_another_file("metadata/2.root.json", Answer::Redirect("timestamp.json".into()), "not-trusted", 3)]
#[case::timestamp_silent("metadata/timestamp.json", Answer::Silence, "unreachable", 4)]
#[case::timestamp_round_and_round("metadata/timestamp.json", Answer::RedirectLoop, "unreachable", 4)]
#[case::timestamp_gone("metadata/timestamp.json", Answer::Status(404), "nothing-at-address", 1)]
#[case::timestamp_other("metadata/timestamp.json", Answer::Other(b"{}".to_vec()), "damaged", 3)]
#[case::timestamp_a_login_page("metadata/timestamp.json", Answer::Other(b" <html>log in".to_vec()), "unreachable", 4)]
#[case::timestamp_endless("metadata/timestamp.json", Answer::Endless, "unsafe", 3)]
#[case::timestamp_longer("metadata/timestamp.json", Answer::WrongLength(20), "unreachable", 4)]
fn metadata_that_are_not_right_are_refused_and_nothing_changes(
    #[case] path: &str,
    #[case] answer: Answer,
    #[case] code: &str,
    #[case] exit: i32,
) {
    let world = World::with_first_taken();
    let before = remembered(&world.home.data());
    world.site.at(path, answer);
    world.site.at("round/and/round", Answer::RedirectLoop);
    let refused = world.sync(&[]);
    assert_eq!((failure(&refused).as_str(), refused.code), (code, exit), "{refused:?}");
    assert_eq!(refused.json()[0]["error"]["code"], code);
    assert!(remembered(&world.home.data()) == before);
    assert_eq!(world.version(), 1);
    world.site.behave();
    assert_eq!((world.sync(&[]).code, world.version()), (0, 2));
}

#[test]
fn what_a_site_does_is_said_in_words_that_help() {
    let world = World::with_first_taken();
    let says = |path: &str, answer: Answer, words: &[&str]| {
        world.site.behave();
        world.site.at(path, answer);
        let refused = world.sync(&[]);
        let said = &refused.json()[0]["error"];
        let said = format!("{} {}", said["message"], said["hint"]);
        for word in words {
            assert!(said.contains(word), "{said}");
        }
        for jargon in ["line 1 column 1", "timeout", "threshold", "Copy it again", "HTTP"] {
            assert!(!said.contains(jargon), "{said}");
        }
    };
    let timestamp = "metadata/timestamp.json";
    says(timestamp, Answer::Other(b"<html>".to_vec()), &["a page of its own", "Open a browser, log in"]);
    says(timestamp, Answer::Status(511), &["a page of its own", "Open a browser, log in"]);
    says(timestamp, Answer::Silence, &["did not answer in time", "later"]);
    says(timestamp, Answer::Status(503), &["a fault of its own (number 503)", "tell the publisher"]);
    says(timestamp, Answer::Other(b"{}".to_vec()), &["damaged", "tell the publisher"]);
    let delta = world.second.target(".delta-1-2.zst");
    says(&delta, Answer::Silence, &["did not answer in time", "not fetched twice"]);
    // The name of a part without its sixty-four digits.
    let hash = delta.trim_start_matches("targets/").split('.').next().unwrap();
    assert_eq!(hash.len(), 64);
    world.site.at(&world.second.target(".directory.jsonl.zst"), Answer::Other(vec![7; 400]));
    world.site.at(&delta, Answer::Other(vec![7; 400]));
    let said = world.sync(&[]).err;
    assert!(!said.contains(hash) && said.contains("damaged"), "{said}");
}

/// What a site can do wrong with the directory itself.
#[rstest]
#[case::other_file(Answer::Other(vec![7; 200_000]), "damaged", 3)]
#[case::shorter(Answer::Other(vec![7; 1_000]), "damaged", 3)]
#[case::longer(Answer::Longer(1), "unsafe", 3)]
#[case::says_too_much(Answer::WrongLength(5), "unsafe", 3)]
#[case::endless(Answer::Endless, "unsafe", 3)]
#[case::stalls(Answer::Stall, "unreachable", 4)]
#[case::gone(Answer::Status(404), "damaged", 3)]
#[case::fails(Answer::Status(503), "unreachable", 4)]
#[case::round_and_round(Answer::RedirectLoop, "unreachable", 4)]
fn a_directory_that_is_not_right_is_refused_and_nothing_changes(
    #[case] answer: Answer,
    #[case] code: &str,
    #[case] exit: i32,
) {
    let world = World::new(&LARGE);
    let before = remembered(&world.home.data());
    world.site.at(&world.first.target(".directory.jsonl.zst"), answer);
    world.site.at("round/and/round", Answer::RedirectLoop);
    let trust = ["--trust", world.publisher.fingerprint.as_str()];
    let refused = world.sync(&trust);
    assert_eq!((failure(&refused).as_str(), refused.code), (code, exit), "{refused:?}");
    assert_eq!(world.version(), 0);
    assert!(before.iter().all(|(_, bytes)| bytes.is_empty()));
    world.site.behave();
    assert_eq!((world.sync(&trust).code, world.version()), (0, 1));
}

#[test]
fn a_patch_that_is_not_right_is_replaced_by_the_whole_directory() {
    for answer in [Answer::Other(vec![7; 400]), Answer::Status(404)] {
        let world = World::with_first_taken();
        world.site.at(&world.second.target(".delta-1-2.zst"), answer);
        let taken = world.sync(&[]);
        assert_eq!((taken.code, world.version()), (0, 2), "{taken:?}");
        assert!(world.site.asked().iter().any(|line| line.contains("directory.jsonl.zst")));
    }
}

#[test]
fn an_older_site_and_one_that_is_half_of_yesterday_are_refused() {
    let world = World::with_first_taken();
    assert_eq!((world.sync(&[]).code, world.version()), (0, 2));
    let before = remembered(&world.home.data());
    world.site.move_to(&world.first.site);
    let older = world.sync(&[]);
    assert_eq!((failure(&older).as_str(), older.code), ("older", 3), "{older:?}");
    assert!(remembered(&world.home.data()) == before);
    // Today's timestamp with yesterday's rest, and the other way round.
    let fresh = World::with_first_taken();
    let before = remembered(&fresh.home.data());
    fresh.site.move_to(&fresh.first.site);
    fresh.site.take_from("metadata/timestamp.json", &fresh.second.site);
    let half = fresh.sync(&[]);
    assert_eq!((failure(&half).as_str(), half.code), ("damaged", 3), "{half:?}");
    assert!(remembered(&fresh.home.data()) == before);
    fresh.site.behave();
    fresh.site.move_to(&fresh.second.site);
    fresh.site.take_from("metadata/2.targets.json", &fresh.first.site);
    let half = fresh.sync(&[]);
    assert_eq!((failure(&half).as_str(), half.code), ("damaged", 3), "{half:?}");
    assert_eq!(fresh.version(), 1);
}

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

#[test]
fn what_broke_off_says_how_much_is_kept_and_nothing_where_nothing_is() {
    let world = World::new(&LARGE);
    let target = world.first.target(".directory.jsonl.zst");
    let trust = ["--trust", world.publisher.fingerprint.as_str()];
    world.site.at(&target, Answer::Status(503));
    let nothing = world.sync(&trust);
    let row = nothing.json()[0].clone();
    assert_eq!((row["kept"].as_u64(), row["bytes"].as_u64()), (Some(0), Some(world.first.bytes(&target))), "{row}");
    assert!(row["error"]["hint"].as_str().is_some_and(|hint| !hint.contains("bytes are kept")), "{row}");
    world.site.at(&target, Answer::Stall);
    let some = world.sync(&trust);
    let row = some.json()[0].clone();
    let kept = row["kept"].as_u64().unwrap();
    assert!(kept > 0 && kept < row["bytes"].as_u64().unwrap(), "{row}");
    assert!(row["error"]["hint"].as_str().unwrap().ends_with("bytes are kept and are not fetched again."), "{row}");
    // What is too much for the line says how much it is.
    world.site.behave();
    let metered = Home::new();
    let line = ["sync", &world.site.url, "--yes", "--json", "--metered", "--trust", &world.publisher.fingerprint];
    let refused = metered.run(&line);
    assert_eq!(
        (refused.code, refused.json()[0]["bytes"].as_u64()),
        (3, Some(world.first.bytes(&target))),
        "{refused:?}"
    );
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
