//! The real program on a real (pseudo) terminal, as a user drives it.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read the clock and the disk"
)]

mod pty;

use std::path::Path;

use pty::{Terminal, binary, command};
use rstest::rstest;
use tempfile::TempDir;

const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const TAB: &str = "\t";
const CTRL_K: &str = "\x0b";
const CTRL_L: &str = "\x0c";
const CTRL_Q: &str = "\x11";
const CTRL_Z: &str = "\x1a";
const CTRL_BACKSLASH: &str = "\x1c";
const F1: &str = "\x1bOP";
const F2: &str = "\x1bOQ";
const F12: &str = "\x1b[24~";

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The interface on the demo directory, loaded.
fn demo(home: &Path, columns: u16, rows: u16) -> Terminal {
    let terminal = Terminal::parasol(home, &["--demo"], columns, rows);
    terminal.wait_for("1,000");
    terminal
}

/// A shell on a terminal, which shows what a program leaves behind.
fn shell(home: &Path) -> Terminal {
    let mut shell = command(Path::new("/bin/bash"), home, &["--norc", "--noprofile", "-i"]);
    shell.env("PS1", "ready> ");
    let terminal = Terminal::start(shell, 80, 24);
    terminal.wait_for("ready> ");
    terminal
}

/// Runs `stty -a` in the shell and waits for its answer, marked by `mark`.
fn line_settings(shell: &mut Terminal, mark: &str) -> String {
    shell.press(&format!("clear; stty -a; echo {mark}-'done'\r"));
    let screen = shell.wait_for(&format!("{mark}-done"));
    screen.lines().filter(|line| line.contains(';') || line.contains("icanon") || line.contains("echo")).collect()
}

/// A shell line that runs the program.
fn line(arguments: &str) -> String {
    format!("{} {arguments}\r", binary().display())
}

/// Waits until the shell asks for the next command: a prompt with a command
/// behind it is an old one.
fn wait_for_prompt(shell: &Terminal) {
    shell.wait_until("an empty prompt", |screen| {
        screen.lines().rev().find(|line| !line.trim().is_empty()).is_some_and(|line| line.trim() == "ready>")
    });
}

#[test]
fn a_person_finds_reads_and_leaves() {
    let home = home();
    let mut terminal = demo(home.path(), 80, 24);
    terminal.press("lumiere legal");
    let screen = terminal.wait_for("Association Lumière");
    assert!(screen.contains("Lyon, France"), "{screen}");
    terminal.press(ENTER);
    let screen = terminal.wait_for("CALL");
    assert!(screen.contains("CHECKED") || screen.contains("NOT CHECKED"), "{screen}");
    terminal.press(ESC);
    terminal.wait_for("lumiere legal");
    terminal.press(CTRL_Q);
    let (code, _) = terminal.end();
    assert_eq!(code, 0);
}

#[test]
fn the_embedded_directory_opens_on_a_fresh_machine() {
    let home = home();
    let mut terminal = Terminal::parasol(home.path(), &[], 80, 24);
    terminal.press("sex workers project");
    terminal.wait_for("The Sex Workers Project at the Urban Justice Centre");
    terminal.press(ENTER);
    let screen = terminal.wait_for("NOT CHECKED");
    assert!(screen.contains("swp.urbanjustice.org"), "{screen}");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[rstest]
#[case(80, 24)]
#[case(40, 10)]
#[case(200, 60)]
fn every_screen_opens_and_closes(#[case] columns: u16, #[case] rows: u16, #[values("dark", "mono")] theme: &str) {
    let home = home();
    let mut terminal = Terminal::parasol(home.path(), &["--demo", "--theme", theme], columns, rows);
    terminal.wait_for("1,000");
    terminal.press(F1);
    terminal.wait_for("Type a few letters");
    terminal.press(ESC);
    // A key that follows at once would be read as Alt with that key.
    terminal.wait_without("Type a few letters");
    terminal.press(CTRL_K);
    terminal.press("status");
    terminal.wait_for("About the directory");
    terminal.press(ENTER);
    terminal.wait_for("Parasol demo");
    terminal.press(CTRL_L);
    terminal.wait_until("an empty screen", |screen| screen.trim().is_empty());
    terminal.press(ENTER);
    terminal.wait_for("1,000");
    terminal.press(F2);
    terminal.wait_for("Español");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_filter_is_typed_completed_and_dropped() {
    let home = home();
    let mut terminal = demo(home.path(), 80, 24);
    terminal.press("need:housing-shelter ");
    terminal.wait_for("need: ");
    terminal.press("\x7f");
    terminal.wait_without("need: H");
    terminal.press("nonsense:x");
    terminal.wait_for("no filter");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn copying_goes_to_the_clipboard_of_the_terminal() {
    let home = home();
    let mut terminal = demo(home.path(), 80, 24);
    terminal.press("lumiere legal");
    terminal.wait_for("Association Lumière");
    terminal.press(ENTER);
    terminal.wait_for("CALL");
    terminal.press("c");
    terminal.wait_for("Copy what?");
    terminal.press("1");
    terminal.wait_for("Copied: ");
    let raw = terminal.raw();
    assert!(raw.windows(7).any(|bytes| bytes == b"\x1b]52;c;"), "no OSC 52 was sent");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn letters_act_in_the_list_and_numbers_open() {
    let home = home();
    let mut terminal = demo(home.path(), 80, 24);
    terminal.press("clinic");
    terminal.wait_for("best match first");
    terminal.press(TAB);
    terminal.wait_for("list · Enter");
    terminal.press("2");
    terminal.wait_for("‹p n›");
    terminal.wait_for(" 2 of ");
    terminal.press("p");
    terminal.wait_for(" 1 of ");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_resize_draws_the_screen_anew() {
    let home = home();
    let terminal = demo(home.path(), 80, 24);
    terminal.resize(30, 8);
    terminal.wait_for("window too small");
    terminal.resize(120, 40);
    terminal.wait_for("1,000");
}

#[rstest]
#[case("quit", CTRL_Q)]
#[case("quick exit", CTRL_BACKSLASH)]
fn the_shell_is_as_before_after_leaving(#[case] how: &str, #[case] key: &str) {
    let home = home();
    let mut shell = shell(home.path());
    let before = line_settings(&mut shell, "before");
    shell.press(&line("--demo"));
    shell.wait_for("1,000");
    assert!(shell.on_alternate_screen());
    shell.press(key);
    wait_for_prompt(&shell);
    assert!(!shell.on_alternate_screen(), "after {how}");
    assert_eq!(line_settings(&mut shell, "after"), before, "after {how}");
}

#[rstest]
#[case("-TERM")]
#[case("-HUP")]
#[case("-INT")]
fn the_shell_is_as_before_after_a_signal(#[case] signal: &str) {
    let home = home();
    let mut shell = shell(home.path());
    let before = line_settings(&mut shell, "before");
    shell.press(&line("--demo"));
    shell.wait_for("1,000");
    let pattern = format!("{} --demo", binary().display());
    let found = children_with(&pattern, shell.pid());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(std::process::Command::new("kill").args([signal, &found[0]]).status().unwrap().success());
    wait_for_prompt(&shell);
    assert!(!shell.on_alternate_screen(), "after {signal}");
    assert_eq!(line_settings(&mut shell, "after"), before, "after {signal}");
}

/// Process ids of the programs that a shell started with this command line.
/// Not found by their environment: they let nobody read it.
fn children_with(pattern: &str, shell: u32) -> Vec<String> {
    let parent = format!("PPid:\t{shell}");
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Ok(line) = std::fs::read(entry.path().join("cmdline")) else { continue };
        let Ok(status) = std::fs::read_to_string(entry.path().join("status")) else { continue };
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        if status.lines().any(|line| line == parent) && line.trim() == pattern {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn sleep_and_waking_up_leave_nothing_on_the_screen() {
    let home = home();
    let mut shell = shell(home.path());
    shell.press(&line("--demo"));
    shell.wait_for("1,000");
    shell.press("lumiere");
    shell.wait_for("Association Lumière");
    shell.press(CTRL_Z);
    shell.wait_for("Stopped");
    assert!(!shell.on_alternate_screen());
    shell.press("fg\r");
    shell.wait_until("the lock", |screen| screen.trim().is_empty());
    assert!(shell.on_alternate_screen());
    shell.press(ENTER);
    let screen = shell.wait_for("1,000");
    assert!(!screen.contains("lumiere"), "the query is dropped on the way to sleep: {screen}");
    shell.press(CTRL_Q);
    wait_for_prompt(&shell);
}

#[test]
fn a_panic_restores_the_terminal_and_tells_nothing_that_was_typed() {
    let home = home();
    let mut shell = shell(home.path());
    let before = line_settings(&mut shell, "before");
    shell.press(&line("--demo --debug-panic; echo code=$?"));
    shell.wait_for("1,000");
    shell.press("secretword");
    shell.wait_for("secretword");
    shell.press(F12);
    let screen = shell.wait_for("code=4");
    assert!(!screen.contains("secretword"), "{screen}");
    assert!(screen.contains("internal error"), "{screen}");
    assert!(!shell.on_alternate_screen());
    assert_eq!(line_settings(&mut shell, "after"), before);
}

#[test]
fn a_hangup_ends_the_program() {
    let home = home();
    let terminal = demo(home.path(), 80, 24);
    terminal.kill("-HUP");
    let (_, raw) = terminal.end();
    assert!(raw.windows(8).any(|bytes| bytes == b"\x1b[?1049l"), "the alternate screen was not left");
}

#[test]
fn a_second_interface_is_told_who_holds_the_store() {
    let home = home();
    let first = Terminal::parasol(home.path(), &[], 80, 24);
    first.wait_for("Find");
    first.wait_until("loaded", |screen| screen.contains("1 ") && !screen.contains("Loading"));
    let second = Terminal::parasol(home.path(), &[], 80, 24);
    let (code, raw) = second.end();
    let said = String::from_utf8_lossy(&raw);
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("interface"), "{said}");
}
