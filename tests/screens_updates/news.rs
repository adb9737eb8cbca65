//! A stick that is put in while something else is on the screen.

use super::{listed, offer, snapshot, stick, told};
use crate::harness::{Script, Session};
use parasol::app::updates::{Accepted, Have, Offer, Refused, Told};

#[test]
fn a_stick_put_in_says_so_and_takes_no_focus() {
    let mut script = Script::loaded(80, 24);
    script.types("leg");
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Offered(stick(), offer()));
    script.types("al");
    snapshot("news_80x24", &mut script);
    script.keys("tab enter").wait_for("Update from NSWP-test on USB: version 14, 3 weeks newer — u to look");
    // Taken out again, it is no news any more.
    told(&mut script, Told::Listed(Vec::new()));
    assert!(!script.snap().contains("Update from"));
}

#[test]
fn nothing_is_said_of_a_stick_with_nothing_new_or_of_strangers() {
    let same = Offer { have: Some(Have { version: 14, published: None }), ..*offer() };
    let stranger = Offer { accepted: Accepted::Not, have: None, ..*offer() };
    for offer in [same, stranger] {
        let mut script = Script::loaded(80, 24);
        told(&mut script, Told::Listed(listed()));
        told(&mut script, Told::Offered(stick(), Box::new(offer)));
        assert!(!script.snap().contains("Update from"));
    }
}

#[test]
fn a_stick_is_told_of_whatever_else_is_being_said() {
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("tab");
    told(&mut script, Told::Listed(listed()));
    script.keys("s").wait_for("On the shortlist");
    told(&mut script, Told::Offered(stick(), offer()));
    script.wait_for("On the shortlist").wait_for("Update from NSWP-test on USB: version 14, 3 weeks newer — u to look");
    snapshot("news_beside_a_message_80x24", &mut script);
    script.passes(5_000);
    let screen = script.snap();
    assert_eq!(screen.matches("Update from NSWP-test").count(), 1, "{screen}");
}

#[test]
fn a_stick_with_nothing_but_a_damaged_file_is_told_of() {
    let damaged = || Refused { code: "damaged".into(), values: Vec::new() };
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("tab");
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Unusable(stick(), damaged()));
    script.wait_for("The file on RED-8GB cannot be used — u to look");
    script.keys("u").wait_for("The file is damaged or cut short.").wait_for("Copy it again");
    assert!(script.state.updates.news.is_none());
    // It was still being copied.
    let mut script = Script::loaded(80, 24);
    told(&mut script, Told::Listed(listed()));
    told(&mut script, Told::Unusable(stick(), damaged()));
    told(&mut script, Told::Offered(stick(), offer()));
    assert!(!script.wait_for("Update from NSWP-test").snap().contains("cannot be used"));
}
