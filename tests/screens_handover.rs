//! Handing over, as a person sees it and as the camera of a phone does.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session, fixture};
use parasol::{
    app::{
        Effect, Event, Screen, Theme,
        codes::{CodesScreen, Source, fitting},
        handover::{Ask, Told},
    },
    directory::Directory,
    i18n::on_paper,
};
use ratatui::{buffer::Buffer, style::Color};
use rstest::rstest;

/// The sizes that every screen is looked at in.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];

/// The directory with two of its places on the map.
fn on_the_map() -> Directory {
    let mut release = fixture::release();
    for (id, latitude, longitude) in [("l1", 45.7676, 4.8345), ("p1", 45.7831, 4.8572)] {
        let organizations = release.organizations.iter_mut();
        let place = organizations.flat_map(|one| &mut one.locations).find(|place| place.id == id).unwrap();
        (place.latitude, place.longitude) = (Some(latitude), Some(longitude));
    }
    Directory::new(vec![release])
}

fn loaded(columns: u16, rows: u16) -> Script {
    let mut script = Script::new(columns, rows);
    script.load(on_the_map());
    script
}

/// Handing over the legal clinic alone.
fn one(columns: u16, rows: u16) -> Script {
    let mut script = loaded(columns, rows);
    script.read("legal-clinic").keys("h");
    script
}

/// Handing over a shortlist of two, with notes and steps.
fn two(columns: u16, rows: u16) -> Script {
    let mut script = loaded(columns, rows);
    script.types("legal").keys("tab s down s S");
    script.keys("n").types("Ring the lower bell").keys("enter down down down enter h");
    script
}

fn last_ask(script: &Script) -> Option<Ask> {
    script.effects.iter().rev().find_map(|effect| match effect {
        Effect::HandOver(ask) => Some(ask.clone()),
        _ => None,
    })
}

fn told(script: &mut Script, told: Told) {
    script.event(Event::HandedOver(told));
}

#[test]
fn the_choices_stand_beside_or_above_the_text() {
    for (columns, rows) in SIZES {
        insta::assert_snapshot!(format!("handover_{columns}x{rows}"), one(columns, rows).snap());
        insta::assert_snapshot!(format!("handover_shortlist_{columns}x{rows}"), two(columns, rows).snap());
    }
}

#[test]
fn the_text_can_be_read_in_every_size() {
    for (columns, rows) in SIZES {
        let mut script = two(columns, rows);
        script.keys("tab down down down");
        insta::assert_snapshot!(format!("handover_text_{columns}x{rows}"), script.snap());
        script.keys("end").wait_for("From the directory NSWP-test");
        script.keys("esc").wait_for("In which language");
    }
}

#[test]
fn the_handout_is_in_the_language_of_whoever_takes_it() {
    let mut script = one(200, 60);
    let mut seen = Vec::new();
    for _ in on_paper() {
        let Some(Screen::Handover(handover)) = script.state.screens.last() else { panic!("no hand-over") };
        seen.push(handover.language);
        if handover.language == "ar" {
            insta::assert_snapshot!("handover_arabic", script.snap());
        }
        script.keys("home down right");
    }
    seen.sort_unstable();
    assert_eq!(seen, ["ar", "en", "es", "fr", "ru", "zh"]);
    assert_eq!(script.state.i18n.language(), "en", "the interface stays as it is");
    script.keys("down").wait_for("In which language");
}

#[test]
fn an_entry_read_in_another_language_is_handed_over_in_that_one() {
    let mut script = loaded(80, 24);
    script.read("legal-clinic").keys("L L");
    let reads = script.state.context().text_language.to_owned();
    script.keys("h");
    let Some(Screen::Handover(handover)) = script.state.screens.last() else { panic!("no hand-over") };
    assert_eq!(handover.language, reads);
}

#[test]
fn one_entry_goes_without_the_notes_of_the_others() {
    let mut script = two(200, 60);
    script.wait_for("Ring the lower bell").wait_for("Call before you go");
    // Another entry alone: neither the note about the first nor the steps.
    script.keys("esc 2 h").wait_for("Cabinet du Port");
    let screen = script.snap();
    assert!(!screen.contains("Ring the lower bell") && !screen.contains("Call before you go."), "{screen}");
    script.keys("right").wait_for("the shortlist (2 entries)").wait_for("Ring the lower bell");
}

#[test]
fn forms_and_moments_change_the_text() {
    let mut script = one(200, 60);
    script.wait_for("Legal clinic");
    script.keys("down down right").wait_for("large");
    script.wait_for("everyone").keys("right").wait_for("to fold into a pocket");
    assert!(!script.snap().contains("everyone"), "only what is needed most");
    script.keys("right down enter").wait_for("Place A");
    script.keys("enter down enter").types("nonsense").keys("enter").wait_for("That is no time.");
    script.keys("ctrl-u").types("sun-18:00").keys("enter").wait_for("Sun 18:00");
    script.wait_for("closed");
    script.keys("right");
    assert!(!script.snap().contains("Sun 18:00"));
}

#[test]
fn it_is_said_how_far_it_is_from_where_the_person_starts() {
    let mut script = loaded(200, 60);
    script.read("permits").keys("esc ctrl-u");
    script.read("legal-clinic").keys("h end");
    script.keys("right right").wait_for("about 2").wait_for("south-west of Legal advice on residence permits");
}

#[test]
fn a_file_is_written_in_the_form_of_its_name() {
    let mut script = two(80, 24);
    script.keys("w").wait_for("handout.html").keys("ctrl-u").types("card.pdf").keys("enter");
    assert_eq!(last_ask(&script), None);
    insta::assert_snapshot!("handover_ending", script.snap());
    for (name, begins) in [("a.html", "<!DOCTYPE html>"), ("b.md", "# Where to go"), ("c.txt", "Where to go")] {
        script.keys("ctrl-u").types(name).keys("enter");
        let Some(Ask::Save { path, text, over: false }) = last_ask(&script) else { panic!("{:?}", script.effects) };
        assert_eq!(path, name);
        assert!(text.starts_with(begins) && text.contains("Ring the lower bell"), "{text}");
        told(&mut script, Told::Saved(path));
        script.wait_for(&format!("Written, readable for whoever finds it: {name}")).keys("w");
    }
}

#[test]
fn a_file_that_is_there_is_written_over_only_after_a_question() {
    let mut script = one(80, 24);
    let overwrites = |script: &Script| matches!(last_ask(script), Some(Ask::Save { over: true, .. }));
    script.keys("w enter");
    assert!(!overwrites(&script));
    told(&mut script, Told::Exists("handout.html".into()));
    insta::assert_snapshot!("handover_exists", script.snap());
    script.keys("home").types("my-").keys("enter");
    assert!(!overwrites(&script), "another file was not asked about");
    told(&mut script, Told::Exists("my-handout.html".into()));
    script.keys("enter");
    assert!(overwrites(&script));
    told(&mut script, Told::NotSaved { path: "my-handout.html".into(), why: "no space left".into() });
    script.wait_for("my-handout.html cannot be written: no space left.");
}

#[test]
fn the_printer_is_chosen_before_anything_is_printed() {
    let mut script = one(80, 24);
    script.keys("p");
    assert_eq!(last_ask(&script), Some(Ask::Printers));
    told(&mut script, Told::Printers { names: vec!["attic".into(), "office".into()], usual: Some("office".into()) });
    insta::assert_snapshot!("handover_printers", script.snap());
    script.keys("enter");
    let Some(Ask::Print { printer, text, large: false }) = last_ask(&script) else { panic!("{:?}", script.effects) };
    assert_eq!(printer, "office");
    assert!(text.contains("12 rue Exemple"), "{text}");
    told(&mut script, Told::Printed(printer));
    script.wait_for("Sent to the printer office");
    script.keys("p");
    told(&mut script, Told::Printers { names: Vec::new(), usual: None });
    script.wait_for("no printer is set up");
    script.keys("p");
    told(&mut script, Told::NotPrinted(None));
    script.wait_for("there is no program \"lp\"");
}

#[test]
fn the_clipboard_gets_a_message_a_text_or_markdown() {
    let copied = |keys: &str| {
        let mut script = two(80, 24);
        script.keys("c").wait_for("As a message").keys(keys);
        let last = script.effects.pop();
        match last {
            Some(Effect::Copy(text)) => text,
            other => panic!("{other:?}"),
        }
    };
    assert!(copied("1").starts_with("1. Legal clinic\n"));
    assert!(copied("2").starts_with("Where to go and whom to call\n===="));
    assert!(copied("3").starts_with("# Where to go"));
}

#[test]
fn there_is_nothing_to_hand_over_of_nothing() {
    let mut script = loaded(80, 24);
    script.keys("f5 h").wait_for("Choose an entry first");
    assert_eq!(script.state.screens.len(), 1);
}

#[test]
fn what_an_update_takes_away_is_not_handed_over() {
    let mut script = one(80, 24);
    let mut release = fixture::release();
    release.organizations.retain(|one| one.id != "lumiere");
    script.load(Directory::new(vec![release]));
    let screen = script.snap();
    assert!(!screen.contains("12 rue Exemple"), "{screen}");
    script.keys("w p");
    assert_eq!(last_ask(&script), None);
}

/// What a camera reads of the screen: the shade of each half of each cell, as
/// the terminal shows it. `ground` is that of a cell without colours.
fn scanned(buffer: &Buffer, ground: bool) -> Vec<String> {
    const SCALE: usize = 4;
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let shade = |color: Color, otherwise: u8| match color {
        Color::White => 255,
        Color::Black => 0,
        _ => otherwise,
    };
    // Of letters a camera sees something grey.
    let (ink, paper) = if ground { (40, 255) } else { (255, 10) };
    let half = |x: usize, y: usize| {
        let cell = &buffer[(x as u16, (y / 2) as u16)];
        let (fore, back) = (shade(cell.fg, ink), shade(cell.bg, paper));
        match (cell.symbol(), y % 2) {
            ("█", _) | ("▀", 0) | ("▄", 1) => fore,
            (" " | "▀" | "▄", _) => back,
            _ => u8::midpoint(fore, back),
        }
    };
    let shade = |x: usize, y: usize| half(x / SCALE, y / SCALE);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(columns * SCALE, rows * 2 * SCALE, shade);
    image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
}

/// Reads the code on the screen.
fn scan(script: &mut Script) -> String {
    let screen = script.snap();
    let found = scanned(script.buffer(), script.state.theme == Theme::Light);
    assert_eq!(found.len(), 1, "no code is found on\n{screen}");
    found[0].clone()
}

#[rstest]
#[case(Theme::Dark)]
#[case(Theme::Light)]
#[case(Theme::HighContrast)]
#[case(Theme::Mono)]
fn a_code_on_the_screen_can_be_scanned_in_every_theme(#[case] theme: Theme) {
    let mut script = Script::with(80, 24, "en", theme);
    script.load(on_the_map());
    script.read("legal-clinic").keys("q").wait_for("Phone: +33 4 00 00 00 01").keys("1");
    assert_eq!(scan(&mut script), "tel:+33400000001");
    script.keys("esc q 2");
    assert_eq!(scan(&mut script), "https://lumiere.example/clinic");
    script.keys("esc q end enter");
    let contact = scan(&mut script);
    assert!(contact.starts_with("BEGIN:VCARD\r\n") && contact.contains("TEL:+33400000001"), "{contact}");
}

#[test]
fn a_contact_is_whole_where_the_window_has_room() {
    let mut script = loaded(120, 50);
    script.read("legal-clinic").keys("q end enter");
    let whole = scan(&mut script);
    assert!(whole.contains("12 rue Exemple") && whole.contains("ORG:Association Lumière"), "{whole}");
    script.resize(80, 24);
    let short = scan(&mut script);
    assert!(short.contains("FN:Legal clinic") && !short.contains("ADR:"), "{short}");
}

#[rstest]
#[case(80, 24)]
#[case(120, 40)]
#[case(200, 60)]
fn the_whole_text_is_split_over_codes_that_can_all_be_scanned(#[case] columns: u16, #[case] rows: u16) {
    let mut script = two(columns, rows);
    script.keys("q enter");
    let Some(Screen::Codes(CodesScreen { source: Source::Text(text), .. })) = script.state.screens.last() else {
        panic!("no codes");
    };
    let source = Source::Text(text.clone());
    let (text, parts) = (text.clone(), fitting(&script.state, &source).len());
    let mut all = String::new();
    for part in 1..=parts {
        let read = scan(&mut script);
        let numbered = format!("({part}/{parts})\n");
        all.push_str(if parts > 1 { read.strip_prefix(&numbered).unwrap() } else { &read });
        script.keys("right");
    }
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(squeezed(&all), squeezed(&text));
    assert!(text.contains("Ring the lower bell"));
}

#[test]
fn a_window_that_is_too_small_says_how_large_it_has_to_be() {
    let mut script = loaded(40, 10);
    script.read("legal-clinic").keys("q enter");
    insta::assert_snapshot!("codes_too_small", script.snap());
    script.resize(80, 24);
    assert_eq!(scan(&mut script), "tel:+33400000001");
}

#[test]
fn dark_and_light_can_be_changed_round() {
    let mut script = Script::with(80, 24, "en", Theme::Mono);
    script.load(on_the_map());
    script.read("legal-clinic").keys("q enter v");
    let found = scanned(script.buffer(), true);
    assert_eq!(found, ["tel:+33400000001"], "on a light ground without colours");
}

#[test]
fn codes_say_what_they_are_and_how_many() {
    for (columns, rows) in [(80, 24), (200, 60)] {
        let mut script = two(columns, rows);
        script.keys("q");
        insta::assert_snapshot!(format!("codes_choice_{columns}x{rows}"), script.snap());
        script.keys("enter");
        // Blocks instead of colours show in a snapshot.
        script.state.theme = Theme::Mono;
        script.passes(5_000);
        insta::assert_snapshot!(format!("codes_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn a_confidential_place_is_in_no_code() {
    let mut script = loaded(200, 60);
    script.read("beds").keys("h q");
    assert!(!script.snap().contains("SECRET"));
    let Some(Screen::Picker(picker)) = script.state.screens.last() else { panic!("no choice") };
    let choices = format!("{:?}", picker.choices);
    assert!(!choices.contains("SECRET"), "{choices}");
}

#[test]
fn a_discreet_handout_offers_no_code_that_tells() {
    let mut script = one(80, 24);
    script.keys("down down down enter q").wait_for("Phone: +33 4 00 00 00 01");
    let screen = script.snap();
    assert!(!screen.contains("lumiere.example") && !screen.contains("Contact"), "{screen}");
}
