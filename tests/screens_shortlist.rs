//! The shortlist, as a person sees it and as the vault keeps it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session, fixture};
use parasol::{
    app::{Effect, Event, Theme, lock::LockSettings},
    directory::Directory,
    handout::{Shortlist, Step, list::KEPT_AS},
};

/// The sizes that every screen is looked at in.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];

/// Three entries with a note, a step and own words.
fn filled(columns: u16, rows: u16) -> Script {
    let mut script = Script::loaded(columns, rows);
    script.types("legal").keys("tab s down s down s S");
    script.keys("n").types("Ring the lower bell, ask for Mina").keys("enter");
    script.keys("down down down enter").types("Thursday is best").keys("enter");
    script.keys("down enter end enter").types("the intake desk").keys("enter up enter home");
    script
}

/// The list that the vault was last asked to keep.
fn kept(script: &Script) -> Option<Shortlist> {
    let last = script.effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep(KEPT_AS, bytes) => Some(bytes.clone()),
        _ => None,
    });
    last.unwrap().map(|bytes| Shortlist::from_bytes(&bytes).unwrap())
}

#[test]
fn a_shortlist_holds_entries_notes_and_steps() {
    for (columns, rows) in SIZES {
        let mut script = filled(columns, rows);
        insta::assert_snapshot!(format!("shortlist_{columns}x{rows}"), script.snap());
        let list = kept(&script).unwrap();
        assert_eq!(list, script.state.shortlist, "the vault has what is on the screen");
        assert_eq!(list.entries.len(), 3);
        assert_eq!(list.entries[0].note, "Ring the lower bell, ask for Mina");
        assert_eq!((list.note.as_str(), list.own_step.as_str()), ("Thursday is best", "the intake desk"));
        assert_eq!(list.steps, [Step::CallFirst, Step::AskFor]);
    }
}

#[test]
fn an_empty_shortlist_says_how_to_fill_it() {
    for (columns, rows) in SIZES {
        let mut script = Script::loaded(columns, rows);
        script.keys("f5");
        insta::assert_snapshot!(format!("shortlist_empty_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn a_note_is_typed_below_the_list() {
    for (columns, rows) in SIZES {
        let mut script = Script::loaded(columns, rows);
        script.types("legal").keys("tab s S n").types("ring twice");
        insta::assert_snapshot!(format!("shortlist_note_{columns}x{rows}"), script.snap());
        script.keys("esc");
        assert_eq!(script.state.shortlist.entries[0].note, "", "Esc takes nothing");
    }
}

#[test]
fn rows_say_that_they_are_on_the_shortlist() {
    for (columns, rows) in SIZES {
        let mut script = Script::loaded(columns, rows);
        script.types("legal").keys("alt-s down down alt-s");
        insta::assert_snapshot!(format!("shortlist_rows_{columns}x{rows}"), script.snap());
    }
}

#[test]
fn s_in_the_list_and_on_an_entry_puts_it_there_and_takes_it_off() {
    let mut script = Script::loaded(80, 24);
    script.read("legal-clinic").keys("s").wait_for("On the shortlist: Legal clinic (1 entry)");
    assert_eq!(kept(&script).unwrap().entries[0].id, "nswp-test/legal-clinic");
    script.keys("s").wait_for("Off the shortlist: Legal clinic (nothing left)");
    assert_eq!(kept(&script), None, "nothing is kept of nothing");
}

#[test]
fn entries_are_put_in_order_by_keys() {
    let mut script = filled(80, 24);
    let ids = |script: &Script| script.state.shortlist.entries.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let before = ids(&script);
    script.keys("J J J");
    assert_eq!(ids(&script), [before[1].clone(), before[2].clone(), before[0].clone()]);
    script.keys("shift-up");
    assert_eq!(ids(&script), [before[1].clone(), before[0].clone(), before[2].clone()]);
    assert_eq!(kept(&script).unwrap(), script.state.shortlist);
    assert_eq!(script.state.shortlist.entries[1].note, "Ring the lower bell, ask for Mina", "the note goes along");
    script.keys("delete");
    assert_eq!(ids(&script), [before[1].clone(), before[2].clone()]);
}

#[test]
fn the_list_is_emptied_only_when_that_is_asked_for_twice() {
    let mut script = filled(80, 24);
    script.keys("X").wait_for("X again drops every entry and note.");
    script.keys("down X");
    assert!(!script.state.shortlist.is_empty(), "another key in between takes the question back");
    script.keys("X").wait_for("Nothing is on the shortlist.");
    assert!(script.state.shortlist.is_empty());
    assert_eq!(kept(&script), None);
}

#[test]
fn enter_reads_an_entry_and_esc_comes_back_to_the_list() {
    let mut script = filled(80, 24);
    script.keys("2").wait_for("Cabinet du Port · ");
    script.keys("esc").wait_for("With all of it");
}

#[test]
fn another_directory_leaves_the_list_and_says_what_is_gone() {
    let mut script = filled(80, 24);
    let mut release = fixture::release();
    release.organizations.retain(|one| one.id != "port");
    script.load(Directory::new(vec![release]));
    assert_eq!(script.state.shortlist.entries.len(), 3);
    script.keys("esc f5").wait_for("This entry is not in the directory any more.");
}

#[test]
fn locking_drops_the_list_and_only_the_vault_brings_it_back() {
    let mut script = filled(80, 24);
    let bytes = script.state.shortlist.to_bytes().unwrap();
    script.keys("ctrl-l");
    assert!(script.state.shortlist.is_empty());
    script.keys("enter f5").wait_for("Nothing is on the shortlist.");
    script.state.guard(LockSettings { guarded: true, ..LockSettings::default() });
    script.event(Event::VaultOpened(vec![(KEPT_AS.to_owned(), bytes)]));
    script.wait_for("Ring the lower bell").wait_for("kept in the vault");
}

#[test]
fn the_list_is_there_in_spanish_and_without_colours() {
    let mut script = Script::with(80, 24, "es", Theme::Mono);
    script.load(fixture::directory());
    script.types("legal").keys("tab s S");
    insta::assert_snapshot!("shortlist_es", script.snap());
}
