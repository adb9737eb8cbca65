//! Whole screens, as a person sees them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session, fixture};
use parasol::app::{Theme, lock::LockSettings};
use ratatui::style::{Color, Modifier};
use rstest::rstest;

/// The sizes that every screen is looked at in.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];

/// Snapshots of one screen in every size, reached by the same steps.
fn in_every_size(name: &str, steps: impl Fn(&mut Script)) {
    for (columns, rows) in SIZES {
        let mut script = Script::loaded(columns, rows);
        steps(&mut script);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn the_first_screen_is_there_before_the_directory() {
    for (columns, rows) in SIZES {
        let mut script = Script::new(columns, rows);
        script.types("leg").loading(34, 117);
        insta::assert_snapshot!(format!("loading_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn an_empty_query_offers_the_needs() {
    in_every_size("start", |_| {});
}

#[test]
fn the_start_menu_scrolls_to_the_need_selected() {
    let mut script = Script::loaded(40, 10);
    script.keys("end");
    insta::assert_snapshot!("start_end_40x10", script.snap());
}

#[test]
fn results_say_what_who_where_and_when_checked() {
    in_every_size("results", |script| {
        script.types("legal");
        script.keys("down");
    });
}

#[test]
fn results_in_the_list_are_marked_in_words() {
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("tab");
    insta::assert_snapshot!("results_list_80x24", script.snap());
}

#[test]
fn a_word_that_nothing_has_is_named_with_an_offer() {
    in_every_size("nothing_word", |script| {
        script.types("legal zzzzqqq");
    });
}

#[test]
fn a_filter_that_leaves_nothing_is_named_with_an_offer() {
    let mut script = Script::loaded(80, 24);
    script.types("lang:zh need:housing-shelter ");
    insta::assert_snapshot!("nothing_filter_80x24", script.snap());
}

#[test]
fn a_mistaken_filter_is_explained() {
    in_every_size("problem", |script| {
        script.types("need:nonsense ");
    });
}

#[test]
fn a_filter_being_typed_is_completed() {
    let mut script = Script::loaded(80, 24);
    script.types("need:h");
    insta::assert_snapshot!("completing_80x24", script.snap());
}

#[test]
fn the_filter_panel_counts_what_is_left() {
    in_every_size("filters", |script| {
        script.types("lang:fr ");
        script.keys("alt-f down down down down down enter");
    });
}

#[rstest]
#[case::normal("legal-clinic")]
#[case::stale("permits")]
#[case::starter("starter")]
#[case::confidential("beds")]
#[case::right_to_left("hebrew")]
#[case::wide("chinese")]
fn an_entry_says_first_when_it_was_checked(#[case] id: &str) {
    for (columns, rows) in SIZES {
        let mut script = Script::loaded(columns, rows);
        script.read(id);
        let screen = script.snap();
        assert!(!screen.contains("SECRET"), "{screen}");
        insta::assert_snapshot!(format!("read_{id}_{columns}x{rows}"), screen);
    }
}

#[test]
fn words_are_found_inside_an_entry() {
    in_every_size("inside", |script| {
        script.read("legal-clinic").keys("/").types("court");
    });
}

#[test]
fn every_other_screen_is_whole() {
    in_every_size("status", |script| {
        script.keys("f3");
    });
    in_every_size("help", |script| {
        script.keys("f1");
    });
    in_every_size("palette", |script| {
        script.keys("f10").types("cop");
    });
    in_every_size("picker", |script| {
        script.read("legal-clinic").keys("c");
    });
}

#[test]
fn a_locked_screen_shows_nothing_at_all() {
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("ctrl-l");
    insta::assert_snapshot!("lock_80x24", script.snap());
    assert!(script.buffer().content.iter().all(|cell| cell.symbol() == " " && cell.bg == Color::Reset));
}

#[test]
fn a_lock_with_a_vault_asks_as_any_program_does_and_shows_nothing_typed() {
    for (columns, rows) in SIZES {
        let mut script = Script::loaded(columns, rows);
        script.state.guard(LockSettings { guarded: true, ..LockSettings::default() });
        script.types("orbit lemon");
        insta::assert_snapshot!(format!("lock_asking_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn a_window_too_small_says_what_is_needed() {
    let mut script = Script::loaded(20, 6);
    insta::assert_snapshot!("too_small_20x6", script.snap());
    script.resize(40, 10).wait_for("What is needed?");
}

#[test]
fn spanish_is_complete_on_every_screen() {
    let mut script = Script::with(80, 24, "es", Theme::Dark);
    script.load(fixture::directory());
    insta::assert_snapshot!("es_start_80x24", script.snap());
    script.types("legal");
    insta::assert_snapshot!("es_results_80x24", script.snap());
    script.keys("tab enter");
    insta::assert_snapshot!("es_read_80x24", script.snap());
    script.keys("f1");
    insta::assert_snapshot!("es_help_80x24", script.snap());
}

#[test]
fn without_colour_words_and_marks_are_left() {
    let mut script = Script::with(80, 24, "en", Theme::Mono);
    script.load(fixture::directory());
    for keys in ["", "l e g a l", "tab", "enter", "c", "esc", "f1", "f3", "f10", "esc esc esc", "tab", "tab"] {
        script.keys(keys);
        for cell in &script.buffer().content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
            assert!(!cell.modifier.contains(Modifier::REVERSED));
        }
    }
}

#[rstest]
fn the_selected_line_has_a_marker_in_every_theme(
    #[values(Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Mono)] theme: Theme,
) {
    let mut script = Script::with(80, 24, "en", theme);
    script.load(fixture::directory());
    for keys in ["", "l e g a l", "tab", "tab", "esc", "enter c", "f10"] {
        script.keys(keys).wait_for("▶");
    }
}

#[test]
fn themes_use_the_sixteen_colours_of_every_terminal() {
    for theme in Theme::ALL {
        let mut script = Script::with(80, 24, "en", theme);
        script.load(fixture::directory());
        script.types("legal");
        for cell in &script.buffer().content {
            for color in [cell.fg, cell.bg] {
                assert!(!matches!(color, Color::Rgb(..) | Color::Indexed(_)), "{color:?} in {}", theme.name());
            }
        }
    }
}

#[test]
fn two_escapes_at_once_leave_and_two_slow_ones_do_not() {
    let mut script = Script::loaded(80, 24);
    script.types("legal").keys("tab enter esc").passes(600).keys("esc");
    assert!(script.effects.is_empty(), "{:?}", script.effects);
    script.passes(100).keys("esc");
    assert_eq!(script.effects, [parasol::app::Effect::QuickExit]);
}

/// Snapshots of the demo directory in every size.
fn on_the_demo(name: &str, steps: impl Fn(&mut Script)) {
    for (columns, rows) in SIZES {
        let mut script = Script::demo(columns, rows);
        steps(&mut script);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn a_place_keeps_what_covers_it_apart() {
    on_the_demo("place_apart", |script| {
        script.types("access:phone place:lyon ");
    });
}

#[test]
fn near_a_place_says_how_far() {
    on_the_demo("near", |script| {
        script.types("juridique near:lyon ").keys("tab");
    });
}

#[test]
fn a_place_that_nobody_knows_is_told() {
    on_the_demo("unknown_place", |script| {
        script.types("place:xyzzy ");
    });
}

#[test]
fn where_no_entry_has_every_word_the_best_of_the_others_can_be_opened() {
    let mut script = Script::loaded(80, 24);
    script.types("legal zzzzqqq").keys("down enter");
    script.wait_for("NOT CHECKED").wait_for("2 of");
}
