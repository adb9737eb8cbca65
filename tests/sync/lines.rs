//! Lines that are bad, and sites that send what is not right.

use super::{LARGE, World, failure};
use crate::{cli_support::Home, publisher::remembered, site::Answer};
use rstest::rstest;

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
fn what_broke_off_says_how_much_is_kept_and_nothing_where_nothing_is() {
    let world = World::new(&LARGE);
    let target = world.first.target(".directory.jsonl.zst");
    let trust = ["--trust", world.publisher.fingerprint.as_str()];
    world.site.at(&target, Answer::Status(503));
    let nothing = world.sync(&trust);
    let row = nothing.json()[0].clone();
    assert_eq!((row["kept"].as_u64(), row["bytes"].as_u64()), (Some(0), Some(world.first.bytes(&target))), "{row}");
    assert!(row["error"]["hint"].as_str().is_some_and(|hint| !hint.contains("are kept")), "{row}");
    world.site.at(&target, Answer::Stall);
    let some = world.sync(&trust);
    let row = some.json()[0].clone();
    let kept = row["kept"].as_u64().unwrap();
    assert!(kept > 0 && kept < row["bytes"].as_u64().unwrap(), "{row}");
    assert!(row["error"]["hint"].as_str().unwrap().ends_with("kB are kept and are not fetched again."), "{row}");
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
