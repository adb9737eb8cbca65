//! Saying what is not true, as a person sees it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails says where")]

mod harness;

use harness::{Script, Session, fixture};
use parasol::{
    app::{Effect, Event, lock::LockSettings},
    directory::{CorrectedField, Directory, HowKnown, correction},
};

/// The sizes that every screen is looked at in.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];
const KEY: &str = "ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12";

/// A directory whose publisher takes corrections.
fn directory() -> Directory {
    let mut release = fixture::release();
    release.publication.corrections_key = Some(KEY.into());
    Directory::new(vec![release])
}

fn reading(columns: u16, rows: u16) -> Script {
    let mut script = Script::new(columns, rows);
    script.load(directory()).read("legal-clinic");
    script
}

/// The same with two corrections noted.
fn noted(columns: u16, rows: u16) -> Script {
    let mut script = reading(columns, rows);
    script.keys("e 1 ctrl-u").types("+33 1 99 00 00 77").keys("enter 1 e");
    choose(&mut script, "It is not there any more");
    script.keys("2");
    script
}

/// Goes to a line of a list by its words, wherever it is scrolled to.
fn choose(script: &mut Script, words: &str) {
    script.keys("home");
    for _ in 0..40 {
        if script.snap().lines().any(|line| line.starts_with('▶') && line.contains(words)) {
            script.keys("enter");
            return;
        }
        script.keys("down");
    }
    panic!("{words} cannot be chosen:\n{}", script.snap());
}

/// What was asked to be kept last.
fn kept(script: &Script) -> Vec<u8> {
    let kept = script.effects.iter().rev().find_map(|effect| match effect {
        Effect::Keep("corrections", bytes) => bytes.as_ref(),
        _ => None,
    });
    kept.unwrap().to_vec()
}

#[test]
fn a_correction_is_a_field_what_is_true_and_how_it_is_known() {
    for (columns, rows) in SIZES {
        let mut script = reading(columns, rows);
        script.keys("e");
        script.wait_for("What is not right?").wait_for("▶ 1 Phone: +33 4 00 00 00 01");
        script.keys("1 ctrl-u").types("+33 1 99 00 00 77");
        script.wait_for("What is true? +33 1 99 00 00 77");
        script.keys("enter");
        script.wait_for("How do you know?").wait_for("▶ 1 I asked them");
        script.keys("1");
        script.wait_for("Noted until you leave or lock");
        let correction = &script.state.corrections[0];
        assert_eq!((correction.field, correction.known), (CorrectedField::Phone, HowKnown::Asked));
        assert_eq!(correction.text, "+33 1 99 00 00 77");
        assert!(correction.instead_of.is_some() && correction.noted.to_string() == "2026-11-24");
        assert_eq!(correction::read(&kept(&script)).unwrap(), script.state.corrections);
    }
}

#[test]
fn what_was_noted_is_listed_dropped_and_sealed_for_its_publisher() {
    for (columns, rows) in SIZES {
        let mut script = noted(columns, rows);
        script.keys("E");
        script.wait_for("What you noted").wait_for("Legal cl").wait_for("+33 4 00 00 00 01 →");
    }
    let mut script = noted(80, 24);
    script.keys("E w").types("/media/stick/x");
    script.wait_for("File to write: /media/stick/x").keys("enter");
    match script.effects.last() {
        Some(Effect::Seal { path, plain, key, publisher, count: 2 }) => {
            assert_eq!((path.as_str(), key.as_str(), publisher.as_str()), ("/media/stick/x", KEY, "NSWP-test"));
            assert_eq!(correction::read(plain).unwrap(), script.state.corrections);
        }
        other => panic!("{other:?}"),
    }
    script.event(Event::Sealed(Ok((2, "NSWP-test".into())))).wait_for("2 corrections are sealed");
    script.keys("d").wait_for("not there any more").keys("d").wait_for("Nothing is noted");
    assert!(matches!(script.effects.last(), Some(Effect::Keep("corrections", None))));
    script.keys("d w enter").wait_for("Nothing is noted");
}

#[test]
fn a_publisher_without_a_key_takes_no_sealed_corrections() {
    let mut script = Script::loaded(80, 24);
    script.read("legal-clinic").keys("e").keys("1 ctrl-u").types("1").keys("enter 1 E w").types("x").keys("enter");
    script.wait_for("NSWP-test takes no sealed corrections");
}

#[test]
fn esc_takes_one_step_back_and_nothing_new_is_no_correction() {
    let mut script = reading(80, 24);
    script.keys("e 1 enter").wait_for("Write what is true, or Esc.");
    script.types("7").keys("enter").wait_for("How do you know?");
    script.passes(1000).keys("esc").wait_for("What is true?");
    script.passes(1000).keys("esc").wait_for("CALL");
    assert!(script.state.corrections.is_empty());
}

#[test]
fn locking_drops_what_was_noted_and_the_vault_brings_it_back() {
    let mut script = noted(80, 24);
    let bytes = kept(&script);
    script.keys("ctrl-l");
    assert!(script.state.corrections.is_empty());
    script.keys("enter tab E").wait_for("Nothing is noted").wait_for("Only in memory");
    let mut script = Script::new(80, 24);
    script.load(directory());
    script.state.guard(LockSettings { guarded: true, ..LockSettings::default() });
    script.event(Event::VaultOpened(vec![("corrections".into(), bytes.into())]));
    script.keys("tab E").wait_for("Kept in the vault");
    assert_eq!(script.state.corrections.len(), 2);
}
