//! Once something is taken, and when it is undone.

use std::sync::Arc;

use super::{asked, in_use, previewed, taken, told, without};
use crate::harness::{Script, Session, fixture};
use parasol::{
    app::{
        Event, Library,
        updates::{Ask, Stage, Told},
    },
    directory::Directory,
    search::Index,
};

#[test]
fn going_back_and_forth_says_what_is_in_use_now() {
    let mut script = Script::new(100, 24);
    script.event(Event::Loaded(in_use(14, None), None));
    let mut goes = |library, says: &str| {
        told(&mut script, Told::WentBack { library });
        let screen = script.wait_for(says).snap();
        assert!(!screen.contains("Back to"), "{screen}");
    };
    goes(in_use(12, None), "In use now: NSWP-test version 12. Withdrawn entries stay withdrawn.");
    goes(in_use(14, None), "In use now: NSWP-test version 14.");
    goes(in_use(14, Some(3)), "In use now: Casa Lumen version 3.");
    goes(in_use(14, None), "Casa Lumen is not in use any more. In use now: NSWP-test version 14.");
    // Two publishers may have one name.
    let namesake = || {
        let mut release = fixture::release();
        release.publication.publisher = "stranger".into();
        let mut ours = fixture::release();
        ours.publication.version = 14;
        let directory = Directory::new(vec![ours, release]);
        let index = Index::build(&directory);
        Arc::new(Library { directory, index, store_bytes: 0, generation: 3 })
    };
    goes(namesake(), "In use now: NSWP-test (the other) version 12.");
    goes(in_use(14, None), "NSWP-test (the other) is not in use any more. In use now: NSWP-test version 14.");
}

#[test]
fn the_new_directory_appears_under_the_same_query_and_selection() {
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("down down");
    let id = |script: &Script| {
        let number = script.state.find.selected_entry().unwrap();
        script.state.library.as_ref().unwrap().directory.entry(number).unwrap().id().to_owned()
    };
    let before = id(&script);
    assert!(before != "hebrew" && before != "chinese");
    told(&mut script, taken(without(&["hebrew", "chinese"])));
    assert_eq!(id(&script), before);
    script
        .wait_for("NSWP-test v14")
        .wait_for("legal")
        .wait_for("Version 14 in use. 4 entries were withdrawn. Alt-z goes back.");
    told(&mut script, Told::WentBack { library: without(&[]) });
    assert_eq!(id(&script), before);
}

#[test]
fn an_open_entry_stays_open_or_is_said_to_be_gone() {
    let mut script = Script::loaded(80, 24);
    script.read("legal-clinic").keys("down");
    told(&mut script, taken(without(&["hebrew"])));
    script.wait_for("+33 4 00 00 00 01").keys("home").wait_for("Legal clinic");
    told(&mut script, taken(without(&["lumiere"])));
    script.wait_for("\"Legal clinic\" is not in the new version.");
    assert!(script.state.screens.is_empty());
}

#[test]
fn z_goes_back_only_when_there_is_something_to_undo() {
    let mut script = Script::loaded(80, 24);
    script.keys("tab z").wait_for("Nothing was taken that could be undone.");
    assert!(asked(&mut script).is_empty());
    told(&mut script, taken(without(&["hebrew"])));
    script.keys("z");
    assert_eq!(asked(&mut script), [Ask::GoBack]);
}

#[test]
fn z_pressed_again_while_it_goes_back_does_not_go_forth() {
    let mut script = Script::loaded(80, 24);
    told(&mut script, taken(without(&["hebrew"])));
    script.keys("tab z").wait_for("Undoing…");
    script.keys("z z");
    assert_eq!(asked(&mut script), [Ask::GoBack]);
    let library = script.state.library.clone().unwrap();
    told(&mut script, Told::WentBack { library });
    script.wait_for("In use now: NSWP-test version 14.").keys("u z");
    assert_eq!(asked(&mut script).last(), Some(&Ask::GoBack), "asked for on purpose, it is done again");
}

#[test]
fn locking_forgets_what_was_read() {
    let mut script = previewed(80, 24);
    script.keys("ctrl-l");
    assert!(script.state.recent.is_empty());
    assert!(script.state.updates.rows.iter().all(|row| !matches!(row.stage, Stage::Previewed(..))));
}
