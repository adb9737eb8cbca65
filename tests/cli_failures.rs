//! Every way to fail: exit code, two lines, in both languages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;

use std::fmt::Write;

use cli_support::{Home, Run, run};
use parasol::{
    cli::error::{Code, Failure},
    i18n::{Arg, I18n},
    store,
};
use rstest::rstest;

/// Command lines that are wrong, whatever the machine is like.
const WRONG: [&[&str]; 23] = [
    &["fnid"],
    &["help", "fnid"],
    &["find", "--jsno"],
    &["find", "--limit"],
    &["find", "--limit", "0"],
    &["find", "--limit", "many"],
    &["find", "need:nonsense"],
    &["find", "--need", "nonsense"],
    &["find", "--access", "nonsense"],
    &["find", "neeed:housing-shelter"],
    &["show"],
    &["show", "a", "b"],
    &["status", "--quiet", "--quiet"],
    &["completions", "dos"],
    &["status", "--theme", "pink"],
    &["status", "--lang", "not a tag"],
    &["doctor", "--rebuild", "--demo"],
    &["publish", "check"],
    &["publish", "check", ".", "--by", "street"],
    &["publish", "mark-checked", "an-id"],
    &["publish", "edit", "--dir", "."],
    &["publish", "merge", "theirs", "--dir", "ours", "--prefer", "mine"],
    &[],
];

#[rstest]
#[case("en")]
#[case("es")]
fn wrong_use_is_said_in_two_lines_and_is_exit_code_2(#[case] language: &str) {
    let home = Home::new();
    let mut said = String::new();
    for arguments in WRONG {
        let run = run(home.command(arguments).env("PARASOL_LANG", language));
        assert_eq!((run.code, run.out.as_str(), run.err.lines().count()), (2, "", 2), "{arguments:?}: {run:?}");
        writeln!(said, "parasol {}\n{}", arguments.join(" "), run.err).unwrap();
    }
    insta::assert_snapshot!(format!("wrong_use_{language}"), said);
    assert!(!home.data().exists(), "wrong use touches no disk");
}

#[rstest]
#[case("en")]
#[case("es")]
fn every_failure_has_its_words(#[case] language: &str) {
    let i18n = I18n::new(language);
    let words = "path detail pid purpose given value name word filter id tag tags steps step printers names \
                 number why publisher date part have offered words hex format bytes limit role need what most \
                 field url other which filters";
    let mut values: Vec<(&str, Arg<'_>)> =
        words.split(' ').map(|word| (word, Arg::from(word.to_uppercase()))).collect();
    values.extend([("themes", Arg::from("THEMES")), ("place", Arg::from("PLACE")), ("count", Arg::from(2_usize))]);
    let mut said = String::new();
    for code in Code::ALL {
        let failure = Failure::new(&i18n, *code, &values);
        writeln!(said, "{} ({})\n{}", code.word(), code.exit().number(), failure.lines(&i18n)).unwrap();
    }
    assert!(!said.contains("{$"), "a value has no name here:\n{said}");
    insta::assert_snapshot!(format!("failures_{language}"), said);
}

#[test]
fn a_failure_is_json_where_json_was_asked_for() {
    let home = Home::new();
    for arguments in [["find", "need:nonsense", "--json"], ["find", "--json", "--limit=x"]] {
        let run = home.run(&arguments);
        let error: serde_json::Value = serde_json::from_str(&run.err).unwrap();
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        for key in ["code", "message", "hint"] {
            assert!(error["error"][key].as_str().is_some_and(|text| !text.is_empty()), "{run:?}");
        }
    }
}

#[test]
fn a_wrong_need_lists_the_needs() {
    let run = Home::new().run(&["find", "need:nonsense"]);
    assert_eq!(run.code, 2);
    for need in parasol::directory::Need::ALL {
        let name = parasol::directory::vocabulary::need_name(*need, "en");
        assert!(run.err.contains(name), "{name} is missing: {}", run.err);
    }
}

#[test]
fn settings_of_the_environment_that_make_no_sense_are_refused() {
    let home = Home::new();
    for (name, code) in [("PARASOL_TZ", "unknown-zone"), ("PARASOL_NOW", "not-an-instant")] {
        let run = run(home.command(&["status", "--json"]).env(name, "tomorrow"));
        assert_eq!(run.code, 2);
        assert!(run.err.contains(code), "{run:?}");
    }
}

#[test]
fn a_panic_ends_in_two_lines_that_tell_nothing_of_what_was_typed() {
    let run = Home::new().run(&["--debug-panic", "find", "secretword"]);
    assert_machine(&run, "internal error at src");
    assert!(!run.err.contains("secretword") && !run.err.contains("forced"), "{run:?}");
}

/// Asserts that a command that reads the store fails because of the machine.
fn assert_machine(run: &Run, word: &str) {
    assert_eq!((run.code, run.out.as_str(), run.err.lines().count()), (4, "", 2), "{run:?}");
    assert!(run.err.contains(word), "{run:?}");
}

#[test]
fn a_file_in_place_of_the_data_folder_is_said() {
    let home = Home::new();
    std::fs::write(home.data(), "a file").unwrap();
    for arguments in [["find", "x"].as_slice(), &["show", "x"], &["browse"], &["status"], &["doctor", "--rebuild"]] {
        assert_machine(&home.run(arguments), "is not a folder");
    }
    let inside = home.data().join("below");
    assert_machine(&home.run(&["status", "--data-dir", inside.to_str().unwrap()]), "is not a folder");
    assert_eq!(std::fs::read_to_string(home.data()).unwrap(), "a file", "the file is left alone");
}

#[cfg(target_os = "linux")]
#[test]
fn a_data_folder_that_cannot_be_written_is_said() {
    // Not even root can make a folder there.
    let run = Home::new().run(&["status", "--data-dir", "/proc/parasol"]);
    assert_machine(&run, "/proc/parasol");
    assert!(run.err.contains("--data-dir"), "{run:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_said() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let home = Home::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parasol"));
    let output = command.args(["--lang", "en", "status", "--demo"]).env("HOME", home.path()).stdout(full).output();
    let output = output.unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{err}");
    assert!(err.contains("cannot be written"), "{err}");
}

#[test]
fn input_that_is_not_text_is_wrong_use() {
    let run = Home::new().run_with(&["find", "-"], [0xff, 0xfe, 0x00]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("UTF-8"), "{run:?}");
}

#[test]
fn a_second_program_is_answered_from_memory_and_may_not_rebuild() {
    let home = Home::new();
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let held = store::open(&home.data(), "interface", now, store::Check::Whole, &mut |_| {}).ok().unwrap();
    let run = home.run(&["status"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
    assert!(run.err.contains(&std::process::id().to_string()) && run.err.contains("interface"), "{run:?}");
    assert_eq!(home.run(&["status", "--quiet"]).err, "");
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{doctor:?}");
    assert!(doctor.out.contains("In use by others: by process"), "{doctor:?}");
    assert_machine(&home.run(&["doctor", "--rebuild"]), "has the store open");
    drop(held);
    assert_eq!(home.run(&["status"]).err, "");
}
