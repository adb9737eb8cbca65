//! Whatever is pressed, on whatever screen: nothing breaks, every screen can
//! be left, locked and quit.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session, fixture};
use parasol::app::{
    Effect, Event, Theme,
    find::Focus,
    keymap::{Chord, Key, Keymap, Mode},
};
use proptest::prelude::*;

/// Something that happens to the interface.
#[derive(Debug, Clone)]
enum Happening {
    Key(Chord),
    Paste(String),
    Resize(u16, u16),
    Time(u16),
    Loading(usize, usize),
}

/// Every key that is bound anywhere, and every letter.
fn chords() -> Vec<Chord> {
    let keymap = Keymap::default();
    let bound = Mode::ALL.into_iter().flat_map(|mode| keymap.rows(mode).map(|row| row.chord).collect::<Vec<_>>());
    let letters = "abcdefghijklmnopqrstuvwxyz:\" éж法\u{202e}\u{301}".chars().map(|c| Chord::plain(Key::Char(c)));
    let editing = [Key::Backspace, Key::Delete, Key::Left, Key::Right].map(Chord::plain);
    let mut chords: Vec<Chord> = Vec::new();
    for chord in bound.chain(letters).chain(editing) {
        if !chords.contains(&chord) {
            chords.push(chord);
        }
    }
    chords
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        20 => proptest::sample::select(chords()).prop_map(Happening::Key),
        1 => "(need:hous|lang:ru |open:tue-14:30 |legal |lyonn|\\PC{0,12})".prop_map(Happening::Paste),
        1 => (1u16..=200, 1u16..=60).prop_map(|(columns, rows)| Happening::Resize(columns, rows)),
        1 => (0u16..5000).prop_map(Happening::Time),
        1 => (0usize..200, 0usize..200).prop_map(|(done, total)| Happening::Loading(done, total)),
    ]
}

fn happen(script: &mut Script, happening: &Happening) {
    match happening {
        Happening::Key(chord) => script.press(*chord),
        Happening::Paste(text) => script.event(Event::Paste(text.clone())),
        Happening::Resize(columns, rows) => script.resize(*columns, *rows),
        Happening::Time(milliseconds) => script.passes(i64::from(*milliseconds)),
        Happening::Loading(done, total) => script.loading(*done, *total),
    };
}

/// True on Find with nothing typed and nothing on top.
fn is_home(script: &Script) -> bool {
    let (state, find) = (&script.state, &script.state.find);
    let empty = find.input.value().is_empty() && find.filters.is_empty();
    !state.locked && state.screens.is_empty() && find.focus == Focus::Query && empty
}

/// Presses Esc, slowly, until Find is there as at the start.
fn leave_everything(script: &mut Script) {
    if script.state.locked {
        script.keys("enter");
    }
    // More screens than this cannot have been opened.
    for _ in 0..80 {
        if is_home(script) {
            return;
        }
        script.passes(600).keys("esc");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_sequence_of_keys_can_be_drawn_left_locked_and_quit(
        size in (1u16..=200, 1u16..=60),
        theme in proptest::sample::select(Theme::ALL.to_vec()),
        happenings in proptest::collection::vec(happening(), 0..60),
        loaded in any::<bool>(),
    ) {
        let mut script = Script::with(size.0, size.1, "en", theme);
        if loaded {
            script.load(fixture::directory());
        }
        for happening in &happenings {
            happen(&mut script, happening);
        }
        script.effects.clear();
        script.keys("ctrl-q");
        prop_assert!(script.effects.contains(&Effect::Quit));
        leave_everything(&mut script);
        prop_assert!(is_home(&script), "{}", script.snap());
        for happening in &happenings {
            happen(&mut script, happening);
        }
        script.keys("ctrl-l");
        prop_assert!(script.state.locked);
        prop_assert!(script.snap().lines().all(|line| line.is_empty() || line.starts_with('[')), "{}", script.snap());
    }
}

#[test]
fn every_screen_can_be_drawn_at_every_small_size() {
    for keys in ["", "tab enter tab", "tab tab", "f1", "f3", "f10", "l e g a l enter", "l e g a l enter c", "z z z q"] {
        let mut script = Script::loaded(80, 24);
        script.keys(keys);
        for columns in (1..=44).chain([59, 60, 79, 80, 109, 110, 200]) {
            for rows in [1, 2, 3, 5, 9, 10, 11, 16, 24, 60] {
                script.resize(columns, rows);
            }
        }
    }
}
