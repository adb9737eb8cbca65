//! The embedded directory on a fresh machine: what a person must find in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod cli_support;

use cli_support::Home;
use parasol::directory::profile::PRIORITY_AREAS;
use rstest::rstest;

/// The seed of the directory.
const SEED: &str = "The Sex Workers Project at the Urban Justice Centre";

/// Names of what a question finds, or the organisation's for a service.
fn found(question: &str) -> Vec<String> {
    let run = Home::new().run(&["find", question, "--json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let items = run.json();
    items.as_array().unwrap().iter().map(|item| item["organization"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_seed_comes_first_by_its_name() {
    assert_eq!(found("sex workers project")[0], SEED);
}

#[rstest]
#[case("estados unidos")]
#[case("sex wrokers projet")]
#[case("legal help new york")]
#[case("place:\"new york\" need:legal-advice")]
#[case("country:US")]
fn the_seed_is_among_the_results(#[case] question: &str) {
    let names = found(question);
    assert!(names.iter().any(|name| name == SEED), "{names:?}");
}

#[test]
fn the_seed_is_shown_with_every_profile_field_and_its_priority_areas() {
    let home = Home::new();
    let found = home.run(&["find", "sex workers project", "--json"]).json();
    let id = found[0]["id"].as_str().unwrap();
    let json = home.run(&["show", id, "--json"]);
    let organization = json.json();
    let labels: Vec<&str> =
        organization["attributes"].as_array().unwrap().iter().filter_map(|one| one["label"].as_str()).collect();
    for label in ["who_we_work_with", "sex_worker_involvement", "main_challenges", "other_work", "country_text"] {
        assert!(labels.contains(&format!("nswp.{label}").as_str()), "{label} is missing in {labels:?}");
    }
    let text = home.run(&["show", id]).out;
    let ids: Vec<&str> = PRIORITY_AREAS.iter().map(|(id, _)| *id).filter(|id| json.out.contains(*id)).collect();
    assert_eq!(ids.len(), 6, "{ids:?}");
    // The text is not wrapped, so that titles can be found and read aloud.
    for (id, title) in PRIORITY_AREAS {
        assert_eq!(text.contains(title), ids.contains(&id), "{title} in\n{text}");
    }
}

#[test]
fn every_starter_entry_says_that_nobody_checked_it() {
    let home = Home::new();
    let found = home.run(&["find", "--json"]).json();
    assert!(found.as_array().unwrap().len() > 250);
    for item in found.as_array().unwrap() {
        assert!(item["checked"].is_null() && item["stale"] == false, "{item}");
    }
    let first = home.run(&["find", "--limit", "1"]);
    assert!(first.out.contains("not checked"), "{first:?}");
}
