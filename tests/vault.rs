//! The vault from outside: what survives, what a wipe leaves, what damage does.

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

use std::{fs, path::Path};

use cli_support::{Home, Run, run};
use pty::{Terminal, command};
use publisher::{Publisher, houses};
use rstest::rstest;

const PASSPHRASE: &str = "orbit lemon harbour quartz velvet prism";
const SECOND: &str = "a second one of six words";
const NOTE: &str = "ask for the tall one";

fn with(home: &Home, passphrase: &str, arguments: &[&str], input: &str) -> Run {
    run(home.command(arguments).env("PARASOL_PASSPHRASE", passphrase).write_stdin(input))
}

/// A home with a vault and something in it.
fn kept() -> Home {
    let home = Home::new();
    assert_eq!(with(&home, PASSPHRASE, &["passphrase", "set"], "").code, 0);
    let words = ["correct", "sex-workers-project.legal-help", "--field", "other", "--says", "-", "--known", "told"];
    assert_eq!(with(&home, PASSPHRASE, &words, NOTE).code, 0);
    home
}

fn listed(home: &Home, passphrase: &str) -> Run {
    with(home, passphrase, &["corrections", "list"], "")
}

/// Copies every file of the vault.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

#[test]
fn after_a_wipe_the_old_values_open_with_no_passphrase() {
    let home = kept();
    let vault = home.data().join("vault");
    let aside = home.path().join("aside");
    copy(&vault, &aside);
    // A second name of the file shows what is left of its bytes on the disk.
    fs::hard_link(vault.join("key"), home.path().join("key-again")).unwrap();
    fs::hard_link(vault.join("values"), home.path().join("values-again")).unwrap();
    let wiped = home.run(&["wipe", "--yes"]);
    assert_eq!(wiped.code, 0, "{wiped:?}");
    assert!(wiped.err.contains("Flash memory"), "{wiped:?}");
    assert!(!vault.exists());
    for name in ["key", "values"] {
        let left = fs::read(home.path().join(format!("{name}-again"))).unwrap();
        let before = fs::read(aside.join(name)).unwrap();
        assert_eq!(left.len(), before.len());
        let same = left.iter().zip(&before).filter(|(one, other)| one == other).count();
        assert!(same < before.len() / 64, "{same} bytes of {name} are still there");
    }
    assert_eq!(listed(&home, PASSPHRASE).code, 2, "there is no vault");
    // The same passphrase again, and the old values under the new key.
    assert_eq!(with(&home, PASSPHRASE, &["passphrase", "set"], "").code, 0);
    for name in ["values", "values-spare"] {
        fs::copy(aside.join(name), vault.join(name)).unwrap();
    }
    let old = listed(&home, PASSPHRASE);
    assert_eq!(old.code, 4, "{old:?}");
    assert!(!old.out.contains(NOTE) && old.err.contains("damaged"), "{old:?}");
    let find = home.run(&["find", "sex", "workers", "project"]);
    assert_eq!(find.code, 0, "the directory works: {find:?}");
}

#[test]
fn after_a_change_the_old_passphrase_opens_nothing() {
    let home = kept();
    let changed = run(home
        .command(&["passphrase", "change"])
        .env("PARASOL_PASSPHRASE", PASSPHRASE)
        .env("PARASOL_NEW_PASSPHRASE", SECOND));
    assert_eq!(changed.code, 0, "{changed:?}");
    let tries = home.data().join("vault/tries");
    assert_eq!(listed(&home, PASSPHRASE).code, 3);
    assert_eq!(fs::read_to_string(&tries).unwrap(), "1\n", "the next program goes on from here");
    assert!(listed(&home, SECOND).out.contains(NOTE));
    assert!(!tries.exists());
}

#[test]
fn the_second_passphrase_opens_an_empty_vault_and_nothing_tells_them_apart() {
    let home = kept();
    let lengths = || -> Vec<u64> {
        ["key", "key-spare", "values", "values-spare"]
            .map(|name| fs::metadata(home.data().join("vault").join(name)).unwrap().len())
            .to_vec()
    };
    let before = lengths();
    let set = run(home
        .command(&["passphrase", "set", "--second", "--yes"])
        .env("PARASOL_PASSPHRASE", PASSPHRASE)
        .env("PARASOL_NEW_PASSPHRASE", SECOND));
    assert_eq!(set.code, 0, "{set:?}");
    assert_eq!(lengths(), before);
    assert!(listed(&home, PASSPHRASE).out.contains(NOTE));
    let empty = listed(&home, SECOND);
    assert_eq!((empty.code, empty.out.as_str()), (0, ""), "{empty:?}");
}

#[test]
fn a_damaged_vault_says_so_and_lets_the_directory_work() {
    let home = kept();
    for name in ["key", "key-spare"] {
        fs::write(home.data().join("vault").join(name), b"nonsense").unwrap();
    }
    let damaged = listed(&home, PASSPHRASE);
    assert_eq!((damaged.code, damaged.err.lines().count()), (4, 2), "{damaged:?}");
    assert!(damaged.err.contains("directory still works"), "{damaged:?}");
    assert_eq!(home.run(&["find", "sex", "workers", "project"]).code, 0);
    let mut terminal = Terminal::start(interface(&home), 100, 30);
    terminal.wait_for("The vault is damaged");
    terminal.press("sex workers project");
    terminal.wait_for("The Sex Workers Project at the Urban Justice");
    terminal.press("\x11");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(home.run(&["wipe", "--yes"]).code, 0);
    assert_eq!(with(&home, PASSPHRASE, &["passphrase", "set"], "").code, 0);
}

/// The interface on the home of a command.
fn interface(home: &Home) -> portable_pty::CommandBuilder {
    let mut command = command(&pty::binary(), home.path(), &[]);
    command.env("PARASOL_CONFIG_DIR", home.path().join("config"));
    command
}

#[rstest]
#[case("wipe", false)]
#[case("wipe everything", true)]
fn a_word_at_the_lock_wipes(#[case] word: &str, #[case] everything: bool) {
    let home = kept();
    home.configure("config.toml", "theme = \"light\"\n");
    fs::create_dir(home.data().join("directory.damaged-2026-01-01T00-00-00")).unwrap();
    fs::write(home.data().join("directory.damaged-2026-01-01T00-00-00/db"), b"old").unwrap();
    let mut terminal = Terminal::start(interface(&home), 80, 24);
    terminal.wait_for("password:");
    terminal.press(word);
    terminal.press("\r");
    let (code, raw) = terminal.end();
    assert_eq!(code, 0);
    assert!(!String::from_utf8_lossy(&raw).contains("wipe"), "nothing is said of it");
    let data: Vec<String> = fs::read_dir(home.data())
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    assert!(!data.iter().any(|name| name == "vault" || name.starts_with("directory.damaged")), "{data:?}");
    assert_eq!(data.is_empty(), everything, "{data:?}");
    assert_eq!(home.path().join("config").join("config.toml").exists(), !everything);
}

#[test]
fn at_a_terminal_a_correction_is_asked_for_step_by_step() {
    let home = kept();
    let mut line = command(&pty::binary(), home.path(), &["correct", "sex-workers-project.legal-help"]);
    line.env("PARASOL_PASSPHRASE", PASSPHRASE);
    let mut terminal = Terminal::start(line, 100, 40);
    terminal.wait_for("What is not right?");
    terminal.press("1\r");
    terminal.wait_for("What is true?");
    terminal.press("+1 000 555 0199\r");
    terminal.wait_for("How do you know?");
    terminal.press("2\r");
    terminal.wait_for("Noted, and kept in the vault.");
    assert_eq!(terminal.end().0, 0);
    let listed = listed(&home, PASSPHRASE);
    assert!(listed.out.contains("+1 000 555 0199 (I was there, 2026-11-24)"), "{listed:?}");
}

#[test]
fn a_wrong_passphrase_waits_and_gives_no_hint() {
    let home = kept();
    let refused = listed(&home, "orbit lemon harbour quartz velvet pris");
    let other = listed(&home, "x");
    assert_eq!((refused.code, other.code), (3, 3));
    assert_eq!(refused.err, other.err, "near and far are answered alike");
}

/// A home with a publisher's directory, a site and a vault.
fn with_houses() -> (Home, Publisher) {
    let home = Home::new();
    let mut publisher = Publisher::new("NSWP-test");
    let published = publisher.publish(&houses(3, 0), "2026-11-01T08:00:00Z");
    let import = ["import", published.argument(), "--trust", &publisher.fingerprint, "--yes"];
    assert_eq!(home.run(&import).code, 0);
    assert_eq!(home.run(&["sources", "add", "https://houses.example/list"]).code, 0);
    assert_eq!(with(&home, PASSPHRASE, &["passphrase", "set"], "").code, 0);
    (home, publisher)
}

fn directory(home: &Home, switch: &str) -> Run {
    with(home, PASSPHRASE, &["passphrase", "directory", switch], "")
}

/// What tells of the publisher's directory in the data folder.
fn readable(home: &Home, publisher: &Publisher) -> Vec<String> {
    fn files(folder: &Path) -> Vec<std::path::PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }
    let words = ["house-0000", "House number", "NSWP-test", "houses.example", publisher.id.as_str()];
    let files = files(&home.data());
    assert!(files.len() > 4, "{files:?}");
    let stands = |path: &std::path::PathBuf| {
        let bytes = [fs::read(path).unwrap(), path.to_string_lossy().as_bytes().to_vec()].concat();
        let found = words.iter().filter(|word| bytes.windows(word.len()).any(|part| part == word.as_bytes()));
        found.map(|word| format!("{word} in {}", path.display())).collect::<Vec<_>>()
    };
    files.iter().flat_map(stands).collect()
}

#[test]
fn a_directory_in_the_vault_is_there_for_the_passphrase_alone() {
    let (home, mut publisher) = with_houses();
    assert!(!readable(&home, &publisher).is_empty(), "before, it can be read");
    let on = directory(&home, "on");
    assert_eq!(on.code, 0, "{on:?}");
    assert_eq!(readable(&home, &publisher), Vec::<String>::new());
    // Neither nothing nor a wrong word opens it, and neither is a reason to end otherwise.
    let find = ["find", "house", "--limit", "1"];
    let nobody = home.run(&find);
    assert!(nobody.code == 2 && nobody.out.is_empty() && nobody.err.contains("PARASOL_PASSPHRASE"), "{nobody:?}");
    assert_eq!(with(&home, "x", &find, "").code, 3);
    assert!(with(&home, PASSPHRASE, &find, "").out.contains("House number"));
    // All that is done with a directory works in the vault.
    assert!(with(&home, PASSPHRASE, &["sources", "list"], "").out.contains("houses.example"));
    let second = publisher.publish(&houses(4, 1), "2026-11-10T08:00:00Z");
    let import = with(&home, PASSPHRASE, &["import", second.argument(), "--yes"], "");
    assert_eq!(import.code, 0, "{import:?}");
    assert!(with(&home, PASSPHRASE, &["status"], "").out.contains("NSWP-test"));
    assert_eq!(with(&home, PASSPHRASE, &["rollback", "--yes"], "").code, 0);
    assert_eq!(with(&home, PASSPHRASE, &["rollback", "--yes"], "").code, 0);
    let out = home.path().join("out.parasol");
    let shared = with(&home, PASSPHRASE, &["share", out.to_str().unwrap()], "");
    assert_eq!(shared.code, 0, "{shared:?}");
    let verified = home.run(&["verify", out.to_str().unwrap()]);
    assert!(verified.code == 0 && verified.out.contains("NSWP-test"), "{verified:?}");
    assert_eq!(readable(&home, &publisher), Vec::<String>::new());
    assert_eq!(with(&home, PASSPHRASE, &["passphrase", "remove", "--yes"], "").code, 2, "the directory would be lost");
    let off = directory(&home, "off");
    assert_eq!(off.code, 0, "{off:?}");
    assert!(home.run(&find).out.contains("House number"));
    assert!(home.run(&["sources", "list"]).out.contains("houses.example"));
    assert_eq!(home.run(&["rollback", "--yes"]).code, 0, "the version before has moved too");
    // Built anew there too, of the bundles that were kept.
    assert_eq!(directory(&home, "on").code, 0);
    let rebuilt = with(&home, PASSPHRASE, &["doctor", "--rebuild"], "");
    assert_eq!(rebuilt.code, 0, "{rebuilt:?}");
    let found = || with(&home, PASSPHRASE, &["find", "house-00003", "--json"], "").out.contains("house-00003");
    assert!(!found(), "it was gone back from");
    let forward = with(&home, PASSPHRASE, &["rollback", "--yes"], "");
    assert!(forward.code == 0 && forward.err.contains("Going back is undone."), "{forward:?}");
    assert!(found());
    assert_eq!(readable(&home, &publisher), Vec::<String>::new());
}

#[test]
fn a_wipe_takes_a_directory_that_is_in_the_vault() {
    let (home, _) = with_houses();
    assert_eq!(directory(&home, "on").code, 0);
    fs::hard_link(home.data().join("vault/key"), home.path().join("key-again")).unwrap();
    let aside = home.path().join("aside");
    copy(&home.data().join("sealed"), &aside);
    assert_eq!(home.run(&["wipe", "--yes"]).code, 0);
    assert!(!home.data().join("sealed").exists());
    let find = home.run(&["find", "House number 1", "--limit", "1"]);
    assert!(!find.out.contains("House number"), "{find:?}");
    // The old files under a new vault of the same passphrase: nobody's.
    assert_eq!(with(&home, PASSPHRASE, &["passphrase", "set"], "").code, 0);
    copy(&aside, &home.data().join("sealed"));
    let find = with(&home, PASSPHRASE, &["find", "House number 1", "--limit", "1"], "");
    assert!(!find.out.contains("House number"), "{find:?}");
}

#[rstest]
#[case("on", "Kept:2")]
#[case("on", "Committed:3")]
#[case("on", "Copied")]
#[case("on", "Switched")]
#[case("off", "Kept:2")]
#[case("off", "Committed:2")]
#[case("off", "Copied")]
#[case("off", "Switched")]
fn killed_while_the_directory_moves_it_is_whole(#[case] switch: &str, #[case] stage: &str) {
    let (home, publisher) = with_houses();
    if switch == "off" {
        assert_eq!(directory(&home, "on").code, 0);
    }
    let killed = with(&home, PASSPHRASE, &["passphrase", "directory", switch, "--debug-end-at", stage], "");
    assert_eq!(killed.code, -1, "it came to {stage}: {killed:?}");
    let find = with(&home, PASSPHRASE, &["find", "house", "--json"], "");
    let found = find.json();
    let houses = found.as_array().unwrap().iter().filter(|entry| entry["id"].as_str().unwrap().starts_with("house-"));
    assert_eq!(houses.count(), 3, "{find:?}");
    let sealed = home.data().join("sealed").exists();
    assert_eq!(sealed, (switch == "on") == (stage == "Switched"));
    assert_eq!(readable(&home, &publisher).is_empty(), sealed);
}

#[test]
fn the_interface_has_the_directory_as_long_as_the_vault_is_open() {
    let (home, publisher) = with_houses();
    assert_eq!(directory(&home, "on").code, 0);
    let mut terminal = Terminal::start(interface(&home), 100, 30);
    let open = |terminal: &mut Terminal| {
        terminal.wait_for("password:");
        terminal.press(PASSPHRASE);
        terminal.press("\r");
        terminal.wait_for("NSWP-test");
        terminal.press("house number");
        terminal.wait_for("House number 1");
    };
    open(&mut terminal);
    terminal.press("\x0c");
    terminal.wait_until("an empty screen", |screen| screen.trim().is_empty());
    terminal.press(" ");
    open(&mut terminal);
    terminal.kill("-KILL");
    terminal.end();
    assert_eq!(readable(&home, &publisher), Vec::<String>::new());
    assert!(with(&home, PASSPHRASE, &["find", "house"], "").out.contains("House number"));
}
