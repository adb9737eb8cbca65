//! Work that goes on, is stopped, or is left to itself.

use super::{
    asked, at, barred, in_every_size, listed, offer, opened, preview, previewed, site, stick, taken, told, without,
};
use crate::harness::Session;
use parasol::app::{
    Effect,
    updates::{Ask, Step, Told},
};

#[test]
fn esc_stops_what_is_being_done_and_then_leaves() {
    let mut script = opened(80, 24);
    asked(&mut script);
    script.keys("esc");
    assert_eq!(asked(&mut script), [Ask::Stop]);
    script.wait_for("Stopped. Your directory is unchanged.");
    // What was on its way when it was stopped changes nothing.
    told(&mut script, Told::Step(stick(), Step::Getting, 1, 2));
    assert!(!script.state.updates.is_busy());
    script.passes(600).keys("esc").wait_for("What is needed?");
}

#[test]
fn esc_pressed_twice_to_stop_leaves_the_screen_and_not_the_program() {
    let mut script = opened(80, 24);
    script.keys("esc").passes(100).keys("esc").wait_for("What is needed?");
    assert!(!script.effects.contains(&Effect::QuickExit), "{:?}", script.effects);
    script.passes(100).keys("esc");
    assert!(script.effects.contains(&Effect::QuickExit), "two more leave at once, as everywhere");
}

#[test]
fn an_update_comes_while_another_screen_is_up() {
    let mut script = opened(80, 24);
    asked(&mut script);
    script.keys("u").wait_for("It goes on. Alt-u shows how far it is.");
    assert!(asked(&mut script).is_empty(), "nothing is stopped");
    assert!(script.state.updates.is_busy());
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    script.wait_for("NSWP-test version 14 is here — Alt-u to look");
    script.keys("alt-u").wait_for("Signed by NSWP-test");
}

#[test]
fn one_thing_is_done_at_a_time() {
    let mut script = opened(80, 24);
    asked(&mut script);
    script.keys("down enter enter");
    assert!(asked(&mut script).is_empty(), "the stick is still being looked at");
}

#[test]
fn what_is_being_done_can_be_left_or_stopped_and_the_keys_say_so() {
    let mut script = previewed(80, 24);
    script.keys("enter").wait_for("Esc stops it. u leaves this screen and lets it go on.");
    let screen = script.wait_for("u let it go on").wait_for("Esc stop").snap();
    assert!(!screen.contains("Enter"), "{screen}");
}

#[test]
fn a_stick_taken_out_while_its_version_is_written_is_shown_until_that_has_ended() {
    in_every_size("pulled_out", previewed, |script| {
        script.keys("enter");
        told(script, Told::Listed(vec![listed().remove(0)]));
        told(script, Told::Step(stick(), Step::Writing, 915, 1_500));
    });
    let mut script = previewed(80, 24);
    script.keys("enter");
    told(&mut script, Told::Listed(Vec::new()));
    script.wait_for("Writing").wait_for("The drive was taken out");
    told(&mut script, taken(without(&["hebrew"])));
    script.wait_for("version 14 in use");
    told(&mut script, Told::Listed(Vec::new()));
    script.wait_for("There is no drive with an update");
    // Where it cannot go on, there is nothing left to show.
    let mut script = opened(80, 24);
    told(&mut script, Told::Listed(Vec::new()));
    told(&mut script, Told::Stopped(stick()));
    script.wait_for("There is no drive with an update");
}

#[test]
fn a_site_that_says_nothing_is_said_to_be_waited_for_by_the_second() {
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), offer()));
    told(&mut script, Told::Previewed(stick(), offer(), preview()));
    script.keys("down enter").wait_for("Asking …");
    assert!(!script.snap().contains("Checking"));
    assert_eq!(script.state.deadline(), Some(at("2026-11-24T12:00:01Z")));
    script.passes(12_300).wait_for("updates.example/nswp has said nothing for 12 s.").wait_for("Esc stops it.");
    assert_eq!(script.state.deadline(), Some(at("2026-11-24T12:00:13Z")));
    // While bytes come it is not silent; when they end, it is.
    told(&mut script, Told::Step(site(), Step::Getting, 1_000, 5_000));
    script.wait_for("1.0 kB of 5.0 kB");
    assert!(!script.snap().contains("has said nothing"));
    script.passes(9_000).wait_for("has said nothing for 9 s").wait_for("1.0 kB of 5.0 kB").wait_for("waiting for 9 s");
    // What was the matter the last time is not said while it is tried again.
    told(&mut script, Told::Refused(site(), barred("page", "", "0")));
    script.wait_for("Open a browser").keys("enter");
    assert!(!script.wait_for("Asking …").snap().contains("Open a browser"));
    script.keys("esc").passes(5_000);
    assert_eq!(script.state.deadline(), None, "nothing is waited for any more");
}
