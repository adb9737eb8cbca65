//! A directory that is older than its publisher stands by, and a clock that is
//! behind it.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session, fixture};
use parasol::directory::{Directory, Release};
use rstest::rstest;

/// A session over the usual directory, whose promise ended on that day.
fn expired(columns: u16, rows: u16, expires: &str) -> Script {
    let mut release: Release = fixture::release();
    release.publication.expires = Some(expires.parse().unwrap());
    let mut script = Script::new(columns, rows);
    script.load(Directory::new(vec![release]));
    script
}

const EXPIRED: &str = "2026-08-15T08:00:00Z";
const PAST_LIMIT: &str = "2026-01-15T08:00:00Z";

#[test]
fn past_the_promise_a_banner_stays_and_everything_works() {
    let mut script = expired(80, 24, EXPIRED);
    assert!(script.snap().contains("Out of date since 15 Aug 2026 (3 months ago): NSWP-test."));
    script.types("legal").passes(60_000);
    insta::assert_snapshot!("expired_find", script.snap());
    script.keys("enter");
    let read = script.snap();
    assert!(read.contains("NOTE") && read.contains("stood by this until 15 Aug 2026 (3 months ago)"), "{read}");
    assert!(read.contains("+33 4 00 00 00 01") && !read.contains("show contacts"), "{read}");
}

#[test]
fn past_the_hard_limit_contacts_ask_for_one_more_key() {
    let mut script = expired(80, 24, PAST_LIMIT);
    assert!(script.snap().contains("Much too old, good until 15 Jan 2026 (10 months ago): NSWP-test."));
    script.read("legal-clinic");
    let hidden = script.snap();
    insta::assert_snapshot!("past_limit_hidden", hidden);
    for contact in ["+33 4", "12 rue Exemple", "lumiere.example"] {
        assert!(!hidden.contains(contact), "{contact} is shown:\n{hidden}");
    }
    script.keys("x");
    let shown = script.snap();
    insta::assert_snapshot!("past_limit_shown", shown);
    assert!(shown.contains("+33 4 00 00 00 01") && shown.contains("12 rue Exemple"), "{shown}");
    // The next entry asks anew, and so does the same one later.
    script.keys("esc enter");
    assert!(!script.snap().contains("+33 4"), "it is shown without being asked for");
}

#[rstest]
#[case("c")]
#[case("C")]
fn nothing_that_is_withheld_can_be_copied(#[case] key: &str) {
    let mut script = expired(80, 24, PAST_LIMIT);
    script.read("legal-clinic").keys(key);
    assert!(!script.snap().contains("+33 4"));
    let copied = format!("{:?}", script.effects);
    assert!(!copied.contains("+33 4") && !copied.contains("rue Exemple"), "{copied}");
    let mut script = expired(80, 24, PAST_LIMIT);
    script.read("legal-clinic").keys("x C");
    assert!(format!("{:?}", script.effects).contains("+33 4 00 00 00 01"));
}

#[test]
fn handing_over_asks_for_one_more_key_too() {
    let mut script = expired(80, 24, PAST_LIMIT);
    script.read("legal-clinic").keys("q");
    assert!(script.snap().contains("are not shown"), "codes of a number that is withheld:\n{}", script.snap());
    script.keys("h");
    let withheld = script.snap();
    insta::assert_snapshot!("past_limit_handover", withheld);
    assert!(!withheld.contains("rue Exemple"), "{withheld}");
    // Neither a file nor the clipboard nor a code gets around it.
    script.keys("w c q p");
    assert!(!format!("{:?}", script.effects).contains("rue Exemple") && !script.snap().contains("rue Exemple"));
    script.keys("x");
    let shown = script.snap();
    assert!(shown.contains("12 rue Exemple") && !shown.contains("x show contacts"), "{shown}");
    // Whoever has asked for it in the entry is not asked again.
    let mut script = expired(80, 24, PAST_LIMIT);
    script.read("legal-clinic").keys("x h");
    assert!(script.snap().contains("12 rue Exemple"), "{}", script.snap());
}

#[test]
fn the_preview_withholds_too() {
    let mut script = expired(200, 40, PAST_LIMIT);
    script.types("legal clinic");
    let screen = script.snap();
    assert!(screen.contains("are not shown") && !screen.contains("+33 4"), "{screen}");
}

#[test]
fn a_clock_behind_the_signature_is_said_as_long_as_it_is() {
    let mut release = fixture::release();
    release.publication.published = Some("2026-12-24T08:00:00Z".parse().unwrap());
    let mut script = Script::new(80, 24);
    script.load(Directory::new(vec![release]));
    script.types("legal").passes(60_000);
    assert!(script.snap().contains("The clock of this computer is behind: NSWP-test was signed on 24 Dec 2026."));
}

#[test]
fn the_status_screen_says_which_publisher_is_too_old() {
    let mut script = expired(80, 24, EXPIRED);
    script.keys("alt-i");
    assert!(script.snap().contains("Out of date since 15 Aug 2026"), "{}", script.snap());
}
