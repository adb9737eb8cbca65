//! Whose an update is: accepted, new, switched off.

use super::{asked, in_every_size, offer, opened, preview, snapshot, stick, taken, told, without};
use crate::harness::Session;
use parasol::app::updates::{Accepted, Ask, Have, Offer, Stage, Told};

#[test]
fn a_new_publisher_is_accepted_only_by_typing_the_first_two_words() {
    let stranger = || {
        Box::new(Offer {
            accepted: Accepted::Not,
            have: None,
            name: "NSWP-tset".into(),
            looks_like: Some("NSWP-test".into()),
            ..*offer()
        })
    };
    in_every_size("stranger", opened, |script| {
        told(script, Told::Offered(stick(), stranger()));
        script.keys("enter").types("orbit le");
    });
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), stranger()));
    asked(&mut script);
    script.keys("enter enter").wait_for("first two words").types("lemon orbit").keys("enter");
    script.types(" tunnel").keys("enter").wait_for("Those are not the first two words");
    assert!(asked(&mut script).is_empty());
    // Whoever gives up and comes back begins anew.
    script.keys("esc").wait_for("Enter: they are the same.");
    assert!(!script.snap().contains("Those are not"));
    script.keys("enter ctrl-u").types("Orbit-lemon").keys("enter");
    match &asked(&mut script)[..] {
        [Ask::Preview { source, words: Some(words), .. }] => {
            assert_eq!((source, words.as_str()), (&stick(), "Orbit-lemon"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_a_publisher_that_is_switched_off_it_is_said_that_nothing_will_be_shown() {
    let off = || Box::new(Offer { off: true, ..*offer() });
    in_every_size("off", opened, |script| {
        told(script, Told::Offered(stick(), off()));
        told(script, Told::Previewed(stick(), off(), preview()));
    });
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), off()));
    script.wait_for("Switched off here: kept and not shown.");
    script.keys("d").wait_for("\"parasol publishers on nswp-test\" shows it.").keys("d");
    told(&mut script, Told::Previewed(stick(), off(), preview()));
    script.keys("enter");
    told(&mut script, taken(without(&[])));
    snapshot("off_taken_80x24", &mut script);
    // Looked at again, it is still not said to be in use.
    let again = Offer { off: true, have: Some(Have { version: 14, published: None }), ..*offer() };
    told(&mut script, Told::Offered(stick(), Box::new(again)));
    script.wait_for("version 14, kept, not shown");
}

#[test]
fn a_publisher_accepted_just_now_is_never_said_to_be_the_same_as_before() {
    let new = |accepted| {
        Box::new(Offer {
            publisher: "casa".into(),
            accepted,
            have: None,
            looks_like: Some("NSWP-test".into()),
            ..*offer()
        })
    };
    in_every_size("just_accepted", opened, |script| {
        told(script, Told::Offered(stick(), new(Accepted::Not)));
        script.keys("enter").types("orbit lemon").keys("enter");
        told(script, Told::Previewed(stick(), new(Accepted::JustNow), preview()));
        let screen = script.snap();
        assert!(!screen.contains("same publisher"), "{screen}");
    });
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), new(Accepted::ByAdministrator)));
    script.wait_for("New publisher, accepted for this machine");
    let mut script = opened(80, 24);
    told(&mut script, Told::Offered(stick(), new(Accepted::Before)));
    script.wait_for("accepted before, not in use now");
    // What was accepted is so for what was prepared, and no longer.
    told(&mut script, Told::Previewed(stick(), new(Accepted::JustNow), preview()));
    script.keys("ctrl-l").keys("x").keys("enter");
    let stage = script.state.updates.rows.iter().find(|row| row.listed.source == stick()).map(|row| &row.stage);
    assert!(stage.and_then(Stage::offer).is_some_and(|offer| !offer.is_accepted()), "{stage:?}");
}
