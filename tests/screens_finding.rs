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

#[test]
fn the_beginning_of_a_place_is_not_finished_and_shows_what_it_could_become() {
    let mut script = Script::demo(80, 24);
    script.types("legal place:ly");
    insta::assert_snapshot!("place_unfinished_80x24", script.snap());
    assert!(script.state.find.hits().is_empty(), "nothing that is not shown can be opened");
    script.types("o").wait_for("Lyon, France");
    let mut script = Script::demo(80, 24);
    script.types("near:").wait_for("near:Barcelona").types("ly").wait_for("near:Lyon");
    let mut script = Script::demo(80, 24);
    script.types("publisher:").wait_for("Parasol demo");
    script.types("parasol ").wait_for("from: Parasol demo").wait_for("1,000 of 1,000");
    let mut script = Script::demo(80, 24);
    script.types("publisher:nobody").wait_for("Parasol demo");
}

#[test]
fn filters_that_leave_nothing_only_together_are_dropped_together() {
    let mut script = Script::demo(80, 24);
    script.types("need:housing-shelter place:lyon checked:1 ").wait_for("leave");
    insta::assert_snapshot!("filters_leave_nothing_80x24", script.snap());
    script.keys("enter");
    assert!(script.state.find.outcome.total > 0);
}

#[test]
fn a_filter_that_takes_the_place_of_another_says_so() {
    let mut script = Script::demo(80, 24);
    script.types("open:tue-14:30 open:now ").wait_for("open now instead of open: Tue 14:30");
}

#[test]
fn what_is_in_the_city_and_tells_no_point_says_the_city_and_no_distance() {
    let mut script = Script::demo(80, 24);
    script.types("near:lyon ").keys("tab").keys(&"down ".repeat(31)).wait_for("elsewhere, but they cover Lyon");
    script.wait_for("in Lyon, France ·");
    insta::assert_snapshot!("near_without_points_80x24", script.snap());
    script.keys(&"down ".repeat(35)).wait_for("further than 50 km from Lyon").wait_for("about 280 km · Marseille");
    assert!(script.snap().contains("▶ "), "the selection stays on the screen");
}
