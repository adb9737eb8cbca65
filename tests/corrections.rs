//! What a worker knows better, from the laptop to the curator's folder.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;

use cli_support::{Home, Run, run};

const PASSPHRASE: &str = "orbit lemon harbour quartz velvet prism";
/// An entry of the directory that the program carries.
const ENTRY: &str = "sex-workers-project.legal-help";

fn with_passphrase(home: &Home, arguments: &[&str], input: &str) -> Run {
    run(home.command(arguments).env("PARASOL_PASSPHRASE", PASSPHRASE).write_stdin(input))
}

/// A correction of the entry, as a command line.
fn correct<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["correct", ENTRY, "--field", "phone", "--says", "-", "--known", "asked"], more].concat()
}

#[test]
fn what_was_noted_is_kept_in_the_vault_listed_and_dropped() {
    let home = Home::new();
    assert_eq!(with_passphrase(&home, &["passphrase", "set"], "").code, 0);
    let noted = with_passphrase(&home, &correct(&[]), "+1 000 555 0177\n");
    assert_eq!((noted.code, noted.out.as_str()), (0, ""), "{noted:?}");
    let listed = with_passphrase(&home, &["corrections", "list"], "");
    assert!(listed.out.starts_with("1. ") && listed.out.contains("+1 000 555 0177"), "{listed:?}");
    let all = with_passphrase(&home, &["corrections", "list", "--json"], "").json();
    assert_eq!((all[0]["id"].as_str(), all[0]["noted"].as_str()), (Some(ENTRY), Some("2026-11-24")));
    let wrong = with_passphrase(&home, &["corrections", "remove", "2"], "");
    assert_eq!((wrong.code, wrong.err.lines().count()), (1, 2), "{wrong:?}");
    assert_eq!(with_passphrase(&home, &["corrections", "remove", "1"], "").code, 0);
    assert_eq!(with_passphrase(&home, &["corrections", "list"], "").out, "");
}

#[test]
fn without_a_vault_a_file_is_needed_and_without_a_key_nothing_is_sealed() {
    let home = Home::new();
    let nowhere = home.run_with(&correct(&[]), "1");
    assert_eq!((nowhere.code, nowhere.err.lines().count()), (2, 2), "{nowhere:?}");
    let out = home.path().join("sealed");
    let keyless = home.run_with(&correct(&["--out", out.to_str().unwrap()]), "1");
    assert_eq!((keyless.code, keyless.err.lines().count()), (3, 2), "{keyless:?}");
    assert!(!out.exists());
    let no_vault = home.run(&["corrections", "list"]);
    assert_eq!((no_vault.code, no_vault.err.lines().count()), (2, 2), "{no_vault:?}");
}

#[test]
fn a_correction_that_makes_no_sense_is_refused_with_what_would() {
    let home = Home::new();
    with_passphrase(&home, &["passphrase", "set"], "");
    for (arguments, hint) in [
        (&["correct", ENTRY, "--field", "colour", "--says", "x", "--known", "asked"][..], "phone"),
        (&["correct", ENTRY, "--field", "phone", "--says", "x", "--known", "dreamt"], "visited"),
        (&["correct", ENTRY, "--field", "phone", "--known", "asked"], "help"),
        (&["correct", ENTRY, "--field", "closed", "--says", "x", "--known", "asked"], "help"),
        (&["correct", ENTRY], "help"),
    ] {
        let refused = with_passphrase(&home, arguments, "");
        assert_eq!((refused.code, refused.err.lines().count()), (2, 2), "{refused:?}");
        assert!(refused.err.contains(hint), "{refused:?}");
    }
    assert_eq!(with_passphrase(&home, &["corrections", "list"], "").out, "");
}
