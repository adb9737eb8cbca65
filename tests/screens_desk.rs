//! The curator's desk in the interface, as a person sees it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session, fixture, row};
use parasol::app::{Event, Screen, Theme};

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];

#[test]
fn the_desk_says_what_to_mend_how_old_checks_are_and_what_is_covered() {
    for (columns, rows) in SIZES {
        let mut script = Script::loaded(columns, rows);
        script.keys("tab D");
        insta::assert_snapshot!(format!("desk_{columns}x{rows}"), script.snap());
        script.keys("end");
        insta::assert_snapshot!(format!("desk_end_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn a_line_leads_to_its_entries_and_they_are_read() {
    for (columns, rows) in SIZES {
        let mut script = Script::demo(columns, rows);
        // The fifth line: checked too long ago.
        script.keys("alt-D down down down down enter");
        insta::assert_snapshot!(format!("desk_list_{columns}x{rows}"), script.snap());
    }
    let mut script = Script::loaded(80, 24);
    script.keys("alt-D end");
    let lines = |script: &Script| (0..24).map(|y| row(script.buffer(), y)).collect::<Vec<_>>();
    script.keys("home down down down");
    assert!(lines(&script).iter().any(|line| line.starts_with("▶") && line.contains("Never checked")));
    script.keys("enter");
    let first = lines(&script).into_iter().find(|line| line.starts_with('▶')).unwrap();
    script.keys("enter");
    assert!(matches!(script.state.screens.last(), Some(Screen::Read(_))));
    let name = first.trim_start_matches('▶').trim().chars().take(8).collect::<String>();
    assert!(row(script.buffer(), 0).contains(&name), "{name}: {:?}", row(script.buffer(), 0));
    script.keys("esc");
    assert!(lines(&script).contains(&first), "back in the list");
    script.passes(1_000).keys("esc");
    assert!(row(script.buffer(), 0).contains("desk"), "{:?}", row(script.buffer(), 0));
    script.passes(1_000).keys("esc");
    assert!(script.state.screens.is_empty());
}

#[test]
fn a_line_with_nothing_in_it_says_so() {
    let mut script = Script::loaded(80, 24);
    script.keys("alt-D enter");
    assert!(script.state.desk.list.is_none());
    assert!(row(script.buffer(), 22).contains("Nothing to list"), "{:?}", row(script.buffer(), 22));
}

#[test]
fn the_desk_is_judged_anew_when_the_directory_is_replaced() {
    let mut script = Script::loaded(80, 24);
    script.keys("alt-D down down down enter");
    assert!(script.state.desk.list.is_some());
    let asked = script.state.desk.asked;
    script.load(fixture::directory());
    assert!(script.state.desk.list.is_none(), "numbers of entries mean something else now");
    assert_eq!(script.state.desk.asked, asked + 1);
    let before = script.state.desk.quality.clone().unwrap();
    let mut other = before.clone();
    other.services += 1;
    script.event(Event::Judged(asked, other));
    assert_eq!(script.state.desk.quality, Some(before), "an older answer is of another directory");
}

#[test]
fn the_desk_speaks_spanish_and_waits_for_the_directory() {
    let mut script = Script::with(80, 24, "es", Theme::Mono);
    script.keys("alt-D");
    insta::assert_snapshot!("desk_loading_es_80x24", script.snap());
    script.load(fixture::directory());
    insta::assert_snapshot!("desk_es_80x24", script.snap());
}
