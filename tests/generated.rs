//! Documents made from the code: this fails when one is out of date.
//! `PARASOL_WRITE_DOCS=1 cargo test --test generated` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read the environment and write the documents"
)]

use std::{fmt::Write, fs, path::Path};

use jiff::{Timestamp, tz::TimeZone};
use parasol::app::{Settings, State, Theme, help, keymap::Keymap};

/// `docs/keys.md`: the help screen as a document.
fn keys() -> String {
    let settings = Settings {
        language: "en".to_owned(),
        zone: TimeZone::UTC,
        theme: Theme::Mono,
        keymap: Keymap::default(),
        size: (80, 24),
        warning: None,
    };
    let state = State::new(settings, Timestamp::UNIX_EPOCH);
    let mut out = String::from("# Keys\n\nMade from `data/keymap.toml`; do not edit here.\n");
    let mut in_table = false;
    for line in help::lines(&state) {
        let is_row = matches!(line, help::HelpLine::Keys { .. });
        if is_row && !in_table {
            out.push_str("\n| keys | what they do |\n| --- | --- |\n");
        }
        in_table = is_row;
        match line {
            help::HelpLine::Heading(text) => write!(out, "\n## {text}\n").unwrap(),
            help::HelpLine::Text(text) => write!(out, "\n{text}\n").unwrap(),
            help::HelpLine::Keys { keys, does } => {
                writeln!(out, "| {} | {} |", keys.replace('|', "\\|"), does.replace('|', "\\|")).unwrap();
            }
            help::HelpLine::Blank => {}
        }
    }
    out
}

#[test]
fn the_document_of_keys_is_what_the_keymap_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let fresh = keys();
    if std::env::var_os("PARASOL_WRITE_DOCS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, fresh, "docs/keys.md is out of date: PARASOL_WRITE_DOCS=1 cargo test --test generated");
}
