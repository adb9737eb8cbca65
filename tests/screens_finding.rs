//! The filter panel, the map, and what is understood, as a person sees them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session};
use parasol::{
    app::{Event, Theme, map},
    directory::Directory,
};

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];

/// Snapshots of one screen of the made-up directory in every size.
fn in_every_size(name: &str, steps: impl Fn(&mut Script)) {
    for (columns, rows) in SIZES {
        let mut script = Script::demo(columns, rows);
        steps(&mut script);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn the_map_shows_the_results_and_says_which_is_marked() {
    in_every_size("map", |script| {
        script.types("legal").keys("tab m");
    });
}

#[test]
fn the_map_is_read_without_colours() {
    let mut script = Script::with(80, 24, "en", Theme::Mono);
    script.load(Directory::new(vec![parasol::directory::demo::release(jiff::civil::date(2026, 11, 24))]));
    script.types("legal lyon").keys("tab m");
    let screen = script.snap();
    assert!(screen.matches('▶').count() >= 2, "on the map and in words below:\n{screen}");
    insta::assert_snapshot!("map_mono_80x24", screen);
}

#[test]
fn the_map_is_looked_into_and_left() {
    let mut script = Script::demo(80, 24);
    script.types("legal").keys("tab m + + + right");
    insta::assert_snapshot!("map_near_80x24", script.snap());
    let selected = script.state.find.selected;
    script.keys("n").wait_for("Map");
    assert!(script.state.find.selected > selected);
    let selected = script.state.find.selected;
    script.keys("m");
    assert!(script.state.screens.is_empty() && script.state.find.selected == selected, "the list is one key away");
    script.keys("m enter esc").wait_for("Map").keys("m");
    assert!(script.state.screens.is_empty());
}

#[test]
fn on_the_map_is_nothing_that_is_not_on_the_list_and_no_confidential_place() {
    let mut script = Script::demo(80, 24);
    script.types("shelter");
    let library = script.state.library.clone().unwrap();
    let spots = map::spots(&script.state);
    assert!(!spots.is_empty());
    for spot in &spots {
        let hit = &script.state.find.hits()[spot.hit];
        let entry = library.directory.entry(hit.entry).unwrap();
        let places = entry.places();
        let place = places.iter().find(|place| place.location.latitude == Some(spot.point.latitude)).unwrap();
        assert!(!place.location.confidential, "{}", entry.id());
    }
    let hidden = library.directory.entries().filter(parasol::directory::Entry::has_confidential_place).count();
    assert!(hidden > 0, "some places of the made-up directory are confidential");
}

#[test]
fn a_result_without_a_place_is_no_error_on_the_map() {
    let mut script = Script::demo(80, 24);
    script.types("worldwide line zzzzqqq").keys("tab m");
    script.resize(40, 10).resize(200, 60).keys("+ - n p left up enter");
    script.event(Event::Wake);
}

#[test]
fn every_filter_has_its_choices_with_counts() {
    in_every_size("filter_panel", |script| {
        script.types("legal lang:fr ").keys("tab tab");
    });
    let mut script = Script::demo(80, 24);
    script.types("legal ").keys("tab tab end");
    insta::assert_snapshot!("filter_panel_end_80x24", script.snap());
}

#[test]
fn a_sentence_is_answered_with_what_it_was_taken_for() {
    in_every_size("understood", |script| {
        script.types("my landlord threw me out in lyon zzzzqqq");
    });
    let mut script = Script::with(80, 24, "es", Theme::Dark);
    script.load(Directory::new(vec![parasol::directory::demo::release(jiff::civil::date(2026, 11, 24))]));
    script.types("mi casero me echó a la calle");
    insta::assert_snapshot!("understood_es_80x24", script.snap());
}

#[test]
fn a_place_that_nobody_knows_is_said() {
    let mut script = Script::demo(80, 24);
    script.types("place:xyzzy ").wait_for("xyzzy");
    insta::assert_snapshot!("place_unknown_demo_80x24", script.snap());
}
