//! Updates at work on a real (pseudo) terminal: a stick that is put in and
//! taken out, a site over a line that is slow.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod pty;
mod publisher;
mod site;

use std::{fs, path::PathBuf, sync::LazyLock};

use cli_support::Home;
use pty::{Terminal, binary, command};
use publisher::{Published, Publisher, houses, remembered};
use site::{Answer, Site};

const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const ALT_U: &str = "\x1bu";
const CTRL_Q: &str = "\x11";

/// What is on the screen without blanks, so that neither the grouping of a
/// number nor the end of a line matters.
fn squeezed(screen: &str) -> String {
    screen.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Waits for a telephone number.
fn wait_for_number(terminal: &Terminal, number: &str) {
    terminal.wait_until(number, |screen| squeezed(screen).contains(number));
}

/// A publisher and two versions: in the second, a number changes, a house is
/// withdrawn, and another is not there any more.
struct Made {
    publisher: Publisher,
    first: Published,
    second: Published,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let mut publisher = Publisher::new("House list");
    let first = publisher.publish(&houses(60, 0), "2026-10-30T08:00:00Z");
    publisher.withdraw("house-00059");
    let second = publisher.publish(&houses(58, 1), "2026-11-20T08:00:00Z");
    Made { publisher, first, second }
});

/// A device with the first version, and a folder whose subfolders are drives.
struct World {
    home: Home,
    drives: PathBuf,
}

impl World {
    fn new() -> Self {
        let home = Home::new();
        let drives = home.path().join("drives");
        fs::create_dir(&drives).unwrap();
        let world = Self { home, drives };
        let first = MADE.first.argument();
        world.run(&["import", first, "--yes", "--trust", &MADE.publisher.fingerprint]);
        world.run(&["publishers", "off", "starter"]);
        world
    }

    fn run(&self, arguments: &[&str]) {
        let run = self.home.run(arguments);
        assert_eq!(run.code, 0, "{run:?}");
    }

    /// The interface, loaded.
    fn interface(&self, columns: u16, rows: u16) -> Terminal {
        self.interface_with(columns, rows, "60")
    }

    /// The same with so many houses.
    fn interface_with(&self, columns: u16, rows: u16, houses: &str) -> Terminal {
        let mut command = command(&binary(), self.home.path(), &[]);
        command.env("PARASOL_DRIVES", &self.drives);
        let mut terminal = Terminal::start(command, columns, rows);
        terminal.press("house");
        terminal.wait_for(houses);
        terminal
    }

    /// Puts in a stick with the second version.
    fn put_in(&self) -> PathBuf {
        // It is there at once, with all that is on it, as a mount is.
        let being_filled = self.home.path().join("stick");
        fs::create_dir(&being_filled).unwrap();
        fs::copy(&MADE.second.file, being_filled.join("list-2.parasol")).unwrap();
        let stick = self.drives.join("RED-8GB");
        fs::rename(being_filled, &stick).unwrap();
        stick
    }
}

#[test]
fn a_stick_is_told_of_looked_at_taken_and_undone() {
    let world = World::new();
    let mut terminal = world.interface(80, 24);
    // Read what is going to change, and come back.
    terminal.press(" number 0");
    terminal.press(ENTER);
    wait_for_number(&terminal, "+34600000000");
    terminal.press(ESC);
    terminal.wait_for("house number 0");
    world.put_in();
    terminal.wait_for("Update from House list on USB: version 2, 3 weeks newer");
    // The focus is where it was.
    terminal.press("x");
    terminal.wait_for("house number 0x");
    terminal.press("\x7f");
    terminal.press(ALT_U);
    let screen = terminal.wait_for("0 added · 1 changed · 1 withdrawn · 1 left out");
    assert!(screen.contains("RED-8GB") && screen.contains("Signed by House list"), "{screen}");
    assert!(screen.contains("Read today: House number 0"), "{screen}");
    assert!(squeezed(&screen).contains("+34600000000→+34600500000"), "{screen}");
    terminal.press(ENTER);
    terminal.wait_for("Version 2 in use");
    terminal.press(ESC);
    // The question is still there, and its answer is of the new version.
    terminal.wait_for("house number 0");
    terminal.press(ENTER);
    wait_for_number(&terminal, "+34600500000");
    terminal.press("z");
    terminal.wait_for("In use now: House list version 1");
    wait_for_number(&terminal, "+34600000000");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_stick_that_is_taken_out_does_no_harm() {
    let world = World::new();
    let before = remembered(&world.home.data());
    let mut terminal = world.interface(80, 24);
    let stick = world.put_in();
    terminal.wait_for("Update from House list");
    terminal.press(ALT_U);
    terminal.wait_for("1 withdrawn");
    fs::remove_dir_all(&stick).unwrap();
    terminal.wait_for("no drive with an update");
    terminal.press(ENTER);
    terminal.press(ESC);
    terminal.wait_for("house");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
    assert!(remembered(&world.home.data()) == before);
}

#[test]
fn a_stick_with_nothing_but_a_damaged_file_is_told_of() {
    let world = World::new();
    let terminal = world.interface(80, 24);
    let being_filled = world.home.path().join("stick");
    fs::create_dir(&being_filled).unwrap();
    let bytes = fs::read(&MADE.second.file).unwrap();
    fs::write(being_filled.join("list-2.parasol"), bytes.get(..5_000).unwrap()).unwrap();
    fs::rename(being_filled, world.drives.join("RED-8GB")).unwrap();
    terminal.wait_for("The file on RED-8GB cannot be used");
}

#[test]
fn two_sticks_are_looked_at_one_after_the_other_and_the_first_is_taken() {
    let world = World::new();
    let mut other = Publisher::new("Clinic list");
    let clinics = [0, 1].map(|changed| other.publish(&houses(3, changed), "2026-11-10T08:00:00Z"));
    world.run(&["import", clinics[0].argument(), "--yes", "--trust", &other.fingerprint]);
    let blue = world.drives.join("BLUE");
    fs::create_dir(&blue).unwrap();
    fs::copy(&clinics[1].file, blue.join("clinics-2.parasol")).unwrap();
    world.put_in();
    let mut terminal = world.interface_with(100, 30, "63");
    terminal.press(ALT_U);
    terminal.wait_for("Enter take it");
    terminal.press("k");
    terminal.wait_for("0 added · 1 changed · 0 withdrawn");
    terminal.press("j");
    terminal.wait_for("0 added · 1 changed · 1 withdrawn");
    terminal.press("k");
    terminal.wait_for("0 added · 1 changed · 0 withdrawn");
    terminal.press(ENTER);
    terminal.wait_for("Version 2 in use");
    // What is known of the other is still known.
    let screen = terminal.wait_for("version 2, 3 weeks newer");
    assert!(!screen.contains("not looked at"), "{screen}");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_network_that_wants_a_login_is_not_a_damaged_file() {
    let world = World::new();
    let site = Site::serve(&MADE.second.site);
    world.run(&["sources", "add", &site.url]);
    site.everywhere(Answer::Other(b"<!DOCTYPE html><html>log in".to_vec()));
    let mut terminal = world.interface(80, 24);
    terminal.press(ALT_U);
    terminal.wait_for("never asked");
    terminal.press(ENTER);
    let screen = terminal.wait_for("Open a browser, log in, then try again. If it stays so");
    assert!(screen.contains("not reached") && !screen.contains("damaged"), "{screen}");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
    // The list of sites says so too, and Updates does after another start.
    let listed = world.home.run(&["sources", "list", "--json"]).json();
    assert_eq!(listed[0]["failed"], "unreachable", "{listed}");
    let mut terminal = world.interface(80, 24);
    terminal.press(ALT_U);
    terminal.wait_for("not reached, asked today");
    let screen = terminal.wait_for("The last time, today: no connection.");
    assert!(!screen.contains("never asked"), "{screen}");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn what_a_publisher_that_is_switched_off_sends_is_said_to_be_kept_and_not_shown() {
    let world = World::new();
    world.run(&["publishers", "on", "starter"]);
    world.run(&["publishers", "off", "House list"]);
    world.put_in();
    let mut terminal = world.interface_with(80, 24, "house");
    terminal.press(ALT_U);
    let screen = terminal.wait_for("1 withdrawn");
    assert!(screen.contains("Switched off here: kept and not shown."), "{screen}");
    terminal.press(ENTER);
    terminal.wait_for("Version 2 kept. House list is switched off: nothing is shown.");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_site_is_asked_only_when_somebody_says_so_and_can_be_stopped() {
    let world = World::new();
    let site = Site::serve(&MADE.second.site);
    world.run(&["sources", "add", &site.url]);
    let mut terminal = world.interface(80, 24);
    terminal.press(ALT_U);
    let screen = terminal.wait_for("never asked");
    assert!(screen.contains("Everybody on the way"), "{screen}");
    assert_eq!(site.asked(), [""; 0]);
    // A site that says nothing: Esc lets it go, and the screen is left by the next.
    site.everywhere(Answer::Silence);
    terminal.press(ENTER);
    terminal.wait_for("Asking");
    terminal.press(ESC);
    terminal.wait_for("Stopped. Your directory is unchanged.");
    site.behave();
    terminal.press(ENTER);
    terminal.wait_for("version 2, 3 weeks newer");
    terminal.press(ENTER);
    terminal.wait_for("1 withdrawn");
    terminal.press(ENTER);
    terminal.wait_for("Version 2 in use");
    // What the site has answered is known the next time.
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
    let listed = world.home.run(&["sources", "list", "--json"]).json();
    assert_eq!(listed[0]["version"], 2, "{listed}");
}

#[test]
fn the_program_is_usable_while_bytes_come() {
    let world = World::new();
    let site = Site::serve(&MADE.second.site);
    world.run(&["sources", "add", &site.url]);
    let mut terminal = world.interface(80, 24);
    terminal.press(ALT_U);
    terminal.wait_for("never asked");
    terminal.press(ENTER);
    terminal.wait_for("3 weeks newer");
    site.at(&MADE.second.target(".delta-1-2.zst"), Answer::Silence);
    terminal.press(ENTER);
    terminal.wait_for("Getting");
    terminal.press("u");
    terminal.wait_for("It goes on");
    terminal.press(" number 7");
    terminal.wait_for("House number 7");
    // Whoever comes back can still stop it.
    terminal.press(ALT_U);
    terminal.wait_for("Getting");
    terminal.press(ESC);
    terminal.wait_for("Stopped. Your directory is unchanged.");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_refused_bundle_takes_the_place_of_the_preview() {
    let world = World::new();
    let stick = world.put_in();
    let file = stick.join("list-2.parasol");
    let mut bytes = fs::read(&file).unwrap();
    bytes.truncate(5_000);
    fs::write(&file, bytes).unwrap();
    let mut terminal = world.interface(80, 24);
    terminal.press(ALT_U);
    let screen = terminal.wait_for("damaged or cut short");
    assert!(screen.contains("Your directory is unchanged") && screen.contains("again"), "{screen}");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_new_publisher_is_taken_once_two_words_are_typed() {
    let world = World::new();
    let mut other = Publisher::new("Clinic list");
    let clinics = other.publish(&houses(3, 3), "2026-11-10T08:00:00Z");
    let stick = world.drives.join("BLUE");
    fs::create_dir(&stick).unwrap();
    fs::copy(&clinics.file, stick.join("clinics-1.parasol")).unwrap();
    let verified = world.home.run(&["verify", clinics.argument(), "--json"]).json();
    let words: Vec<String> = verified["words"].as_str().unwrap().split(' ').take(2).map(str::to_owned).collect();
    let mut terminal = world.interface(120, 30);
    terminal.press(ALT_U);
    terminal.wait_for("New publisher: Clinic list");
    terminal.press(ENTER);
    terminal.wait_for("First two words");
    terminal.press("other words");
    terminal.press(ENTER);
    terminal.wait_for("Those are not the first two words");
    terminal.press(&"\x7f".repeat("other words".len()));
    terminal.press(&words.join(" "));
    terminal.press(ENTER);
    let screen = terminal.wait_for("3 added");
    assert!(screen.contains("New publisher, accepted by you just now: Clinic list"), "{screen}");
    terminal.press(ENTER);
    terminal.wait_for("Version 1 in use");
    terminal.press(CTRL_Q);
    assert_eq!(terminal.end().0, 0);
}
