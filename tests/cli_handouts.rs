//! `shortlist` and `handout` as a script uses them: what lasts, what is
//! written, what a printer gets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod publisher;

use cli_support::{Home, Run, run};
use publisher::{Publisher, houses};

/// Runs the program with the passphrase of the vault.
fn guarded(home: &Home, arguments: &[&str]) -> Run {
    run(home.command(arguments).env("PARASOL_PASSPHRASE", "correct horse battery staple"))
}

/// The ids of two entries of the directory that the program carries.
fn two(home: &Home) -> [String; 2] {
    let found = home.run(&["find", "legal", "--limit", "2", "--json"]).json();
    [0, 1].map(|at| found[at]["id"].as_str().unwrap().to_owned())
}

#[test]
fn without_a_vault_a_shortlist_does_not_last_and_says_so() {
    let home = Home::new();
    let [first, _] = two(&home);
    for arguments in [["shortlist", "list"].as_slice(), &["shortlist", "add", &first], &["shortlist", "clear"]] {
        let run = home.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains("passphrase set"), "{run:?}");
    }
    let run = home.run(&["handout"]);
    assert_eq!(run.code, 2, "{run:?}");
    let run = home.run(&["shortlist", "add", &first, "--demo"]);
    assert_ne!(run.code, 0, "the made-up directory keeps nothing: {run:?}");
}

#[test]
fn in_the_vault_it_lasts_and_is_handed_over_with_its_notes() {
    let home = Home::new();
    let [first, second] = two(&home);
    assert_eq!(guarded(&home, &["passphrase", "set"]).code, 0);
    let added = guarded(&home, &["shortlist", "add", &first, "--note", "Ring the lower bell"]);
    assert_eq!((added.code, added.out.as_str()), (0, ""), "{added:?}");
    let mut command = home.command(&["shortlist", "add", &second, "--note", "-"]);
    let command = command.env("PARASOL_PASSPHRASE", "correct horse battery staple").write_stdin("ask for Mina\n");
    assert_eq!(run(command).code, 0);
    let list = guarded(&home, &["shortlist", "list", "--json"]).json();
    assert!(list["entries"][0]["id"].as_str().unwrap().ends_with(&first), "{list}");
    assert_eq!(list["entries"][0]["note"], "Ring the lower bell");
    assert_eq!(list["entries"][1]["note"], "ask for Mina");
    let text = guarded(&home, &["shortlist", "list"]).out;
    assert!(text.starts_with("1  ") && text.contains("Note: ask for Mina"), "{text}");

    let handed = guarded(&home, &["handout", "--lang", "fr", "--step", "call-first"]);
    assert_eq!(handed.code, 0, "{handed:?}");
    for words in ["Ring the lower bell", "ask for Mina", "Appelez avant"] {
        assert!(handed.out.contains(words), "{words}: {}", handed.out);
    }
    assert_eq!(guarded(&home, &["shortlist", "add", "nobody-has-this"]).code, 1);
    assert_eq!(guarded(&home, &["shortlist", "remove", "nobody-has-this"]).code, 1);
    // A program gets the list that is there after each command.
    let ids = |arguments: &[&str]| {
        let run = guarded(&home, &[&["shortlist"], arguments, &["--json"]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
        let list = run.json();
        list["entries"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let both = ids(&["list"]);
    assert_eq!(both.len(), 2);
    assert_eq!(ids(&["remove", &first]), both[1..]);
    assert_eq!(ids(&["add", &first]), [both[1].clone(), both[0].clone()]);
    assert_eq!(ids(&["clear"]), [""; 0]);
    let error = guarded(&home, &["shortlist", "remove", &first, "--json"]);
    assert_eq!((error.code, error.error_code().as_str()), (1, "not-on-shortlist"), "{error:?}");
    assert_eq!(guarded(&home, &["shortlist", "add", &second]).code, 0);
    assert_eq!(guarded(&home, &["shortlist", "clear"]).code, 0);
    let list = guarded(&home, &["shortlist", "list", "--json"]).json();
    assert_eq!(list["entries"].as_array().map(Vec::len), Some(0), "{list}");
    assert_eq!(guarded(&home, &["handout"]).code, 2, "there is nothing left to hand over");
    let wrong = run(home.command(&["shortlist", "list"]).env("PARASOL_PASSPHRASE", "wrong"));
    assert_eq!((wrong.code, wrong.out.as_str()), (3, ""), "{wrong:?}");
}

#[test]
fn a_handout_goes_to_a_file_or_to_standard_output_in_any_form() {
    let home = Home::new();
    let [first, second] = two(&home);
    let file = home.path().join("card.html");
    let saved = home.run(&["handout", &first, &second, "--to", file.to_str().unwrap(), "--lang", "ru"]);
    assert_eq!((saved.code, saved.out.as_str()), (0, ""), "{saved:?}");
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<html lang=\"ru\""), "{page}");
    for (arguments, begins) in [
        (["--to", "-"].as_slice(), "Where to go"),
        (&["--as", "md"], "# Where to go"),
        (&["--to", "-", "--as", "html"], "<!DOCTYPE html>"),
        (&["--as", "html", "--discreet"], "<!DOCTYPE html>"),
    ] {
        let run = home.run(&[&["handout", &first], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.out.starts_with(begins), "{arguments:?}: {}", run.out);
    }
    assert!(!home.path().join("-").exists());
    assert_eq!(home.run(&["handout", &first, "--as", "pdf"]).code, 2);
    assert_eq!(home.run(&["handout", &first, "--to", "card.pdf"]).code, 2);
}

/// Programs that write down what a printer would get, in a folder for `PATH`.
#[cfg(unix)]
fn printers(home: &Home, names: &str, usual: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let folder = home.path().join("bin");
    std::fs::create_dir_all(&folder).unwrap();
    let usual = if usual.is_empty() {
        "no system default destination".to_owned()
    } else {
        format!("system default destination: {usual}")
    };
    let lpstat = format!("#!/bin/sh\n[ \"$1\" = -d ] && echo '{usual}' || printf '{names}'\n");
    let lp = "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$HOME/arguments\"\nwhile read -r line; do echo \"$line\"; done > \"$HOME/printed\"\n[ ! -e \"$HOME/jam\" ] || { echo 'lp: paper jam' >&2; exit 1; }\n";
    for (name, script) in [("lpstat", lpstat.as_str()), ("lp", lp)] {
        let path = folder.join(name);
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

#[cfg(unix)]
#[test]
fn the_printer_gets_the_text_and_nothing_else_tells_what_it_is() {
    let home = Home::new();
    let [first, _] = two(&home);
    let path = printers(&home, r"attic\noffice\n", "office");
    let printed =
        |arguments: &[&str]| run(home.command(&[&["handout", &first], arguments].concat()).env("PATH", &path));
    let run = printed(&["--print", "--large", "--note", "Ring the lower bell"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    assert!(run.err.contains("office"), "the printer is named: {run:?}");
    let paper = std::fs::read_to_string(home.path().join("printed")).unwrap();
    assert!(paper.contains("Ring the lower bell"), "{paper}");
    let arguments = std::fs::read_to_string(home.path().join("arguments")).unwrap();
    let expected = "-s -d office -t - -o document-format=text/plain -o cpi=5 -o lpi=3 -";
    assert_eq!(arguments.split_whitespace().collect::<Vec<_>>().join(" "), expected);

    assert_eq!(printed(&["--printer", "attic"]).code, 0);
    assert!(std::fs::read_to_string(home.path().join("arguments")).unwrap().contains("attic"));
    std::fs::write(home.path().join("jam"), "").unwrap();
    let jammed = printed(&["--print"]);
    assert_eq!(jammed.code, 4, "{jammed:?}");
    assert!(jammed.err.contains("paper jam"), "{jammed:?}");
}

#[cfg(unix)]
#[test]
fn where_nobody_knows_which_printer_none_is_used() {
    let home = Home::new();
    let [first, _] = two(&home);
    let path = printers(&home, r"attic\noffice\n", "");
    let run_there = |arguments: &[&str], path: &std::path::Path| run(home.command(arguments).env("PATH", path));
    let which = run_there(&["handout", &first, "--print"], &path);
    assert_eq!(which.code, 2, "{which:?}");
    assert!(which.err.contains("attic, office"), "{which:?}");
    assert!(!home.path().join("printed").exists());
    assert_eq!(run_there(&["handout", "--printers"], &path).out, "attic\noffice\n");
    let nowhere = run_there(&["handout", &first, "--print"], &home.path().join("nowhere"));
    assert_eq!(nowhere.code, 4, "{nowhere:?}");
    assert!(nowhere.err.contains("there is no program \"lp\""), "{nowhere:?}");
}

#[test]
fn what_is_much_too_old_is_handed_over_only_when_asked_for() {
    let home = Home::new();
    let mut publisher = Publisher::new("NSWP-test");
    let published = publisher.publish(&houses(2, 0), "2026-11-01T08:00:00Z");
    let import = ["import", published.argument(), "--trust", &publisher.fingerprint, "--yes"];
    assert_eq!(home.run(&import).code, 0);
    let found = home.run(&["find", "house", "--limit", "1", "--json"]).json();
    let id = found[0]["id"].as_str().unwrap();
    let later = |arguments: &[&str]| run(home.command(arguments).env("PARASOL_NOW", "2029-01-01T12:00:00Z"));
    assert_eq!(home.run(&["handout", id]).code, 0);
    let refused = later(&["handout", id]);
    assert_eq!((refused.code, refused.out.as_str()), (3, ""), "{refused:?}");
    assert!(refused.err.contains("much too old") && refused.err.contains("--past-limit"), "{refused:?}");
    let handed = later(&["handout", id, "--past-limit"]);
    assert!(handed.code == 0 && handed.out.contains('+'), "{handed:?}");
}
