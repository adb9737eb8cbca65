//! What the commands say when something is taken, and what was decided before
//! stands: whose it is, what changes on a shortlist, going back.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;
mod curator;
#[cfg(unix)]
mod pty;

use cli_support::{Home, Run, run};
use curator::{Curator, Published, houses};
use rstest::rstest;

/// A device, and two releases of a publisher: the second has another number at
/// `house-00005` and withdraws `house-00003`.
struct World {
    home: Home,
    first: Published,
    second: Published,
}

impl World {
    fn new() -> Self {
        let home = Home::new();
        let mut curator = Curator::new("Casa Lumen");
        let first = curator.publish(houses(10, &[], 0), &home.path().join("first.parasol"));
        let mut changed = houses(10, &["house-00003"], 2);
        changed.organizations[5].phones[0].number = "+34 699 999 999".into();
        let second = curator.publish(changed, &home.path().join("second.parasol"));
        Self { home, first, second }
    }

    fn with_first_taken() -> Self {
        let world = Self::new();
        world.take(&world.first);
        world
    }

    fn take(&self, published: &Published) {
        self.done(&["import", &published.file, "--yes", "--trust", &published.trust()]);
    }

    /// Another publisher whose houses have the same ids.
    fn take_another(&self, name: &str) -> Published {
        let other = Curator::new(name).publish(houses(6, &[], 0), &self.home.path().join("other.parasol"));
        self.take(&other);
        other
    }

    fn done(&self, arguments: &[&str]) -> Run {
        let run = self.home.run(arguments);
        assert_eq!(run.code, 0, "{run:?}");
        run
    }

    /// With the passphrase of the vault.
    fn opened(&self, passphrase: &str, arguments: &[&str]) -> Run {
        run(self.home.command(arguments).env("PARASOL_PASSPHRASE", passphrase))
    }
}

#[test]
fn a_dry_run_says_that_a_publisher_is_new_and_not_accepted() {
    let world = World::new();
    let dry = world.done(&["import", &world.first.file, "--dry-run"]);
    let words = world.first.fingerprint.words().join(" ");
    assert!(dry.err.contains("new publisher. Nobody has accepted it") && dry.err.contains(&words), "{dry:?}");
    let dry = world.done(&["import", &world.first.file, "--dry-run", "--json"]).json();
    assert_eq!((&dry["known"], &dry["accepted"]), (&false.into(), &false.into()));
    world.take(&world.first);
    let dry = world.done(&["import", &world.second.file, "--dry-run"]);
    assert_eq!(dry.err, "");
}

#[test]
fn a_file_of_a_publisher_that_is_switched_off_is_kept_and_not_shown() {
    let world = World::with_first_taken();
    world.done(&["publishers", "off", "Casa Lumen"]);
    let on = format!("publishers on {}", world.first.publisher());
    let dry = world.done(&["import", &world.second.file, "--dry-run"]);
    assert!(dry.out.contains("Version in use: 1, switched off"), "{dry:?}");
    assert!(dry.out.contains("0 added, 1 changed, 2 withdrawn") && dry.err.contains(&on), "{dry:?}");
    let taken = world.done(&["import", &world.second.file, "--yes"]);
    assert!(taken.err.contains("Version 2 is kept.") && taken.err.contains(&on), "{taken:?}");
    assert!(!taken.err.contains("It is in use now"), "{taken:?}");
    let same = world.done(&["import", &world.second.file, "--yes", "--json"]);
    assert_eq!((&same.json()["shown"], &same.json()["taken"]), (&false.into(), &false.into()));
    assert!(same.err.contains("in use already") && same.err.contains(&on), "{same:?}");
    assert_eq!(world.home.run(&["show", "house-00004"]).code, 1);
    world.done(&["publishers", "on", "CASA LUMEN"]);
    world.done(&["show", "house-00004"]);
}

#[test]
fn of_two_publishers_of_one_name_none_is_acted_on_and_both_are_named() {
    let world = World::with_first_taken();
    let other = world.take_another("casa lúmen");
    for verb in [["off", "Casa Lumen"].as_slice(), &["on", "Casa Lumen"], &["remove", "CASA LUMEN", "--yes"]] {
        let refused = world.home.run(&[&["publishers"], verb, &["--json"]].concat());
        assert_eq!((refused.code, refused.error_code().as_str()), (2, "several-called-so"), "{refused:?}");
        for one in [&world.first, &other] {
            assert!(refused.err.contains(&one.publisher()), "{refused:?}");
            assert!(refused.err.contains(&one.fingerprint.words().join(" ")), "{refused:?}");
        }
    }
    let out = world.home.path().join("out.parasol");
    let refused = world.home.run(&["share", out.to_str().unwrap(), "--publisher", "Casa Lumen"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    // As much of an id as is enough.
    world.done(&["publishers", "off", other.publisher().split_at(10).0]);
    let listed = world.done(&["publishers", "list", "--json"]).json();
    let shown =
        |id: &str| listed.as_array().unwrap().iter().find(|one| one["publisher"] == id).unwrap()["shown"].clone();
    assert_eq!((shown(&world.first.publisher()), shown(&other.publisher())), (true.into(), false.into()));
}

#[test]
fn nobody_is_asked_about_a_publisher_that_is_not_there() {
    let world = World::with_first_taken();
    let unknown = world.home.run(&["publishers", "remove", "nope", "--json"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (1, "no-such-publisher"), "{unknown:?}");
    let asked = world.home.run(&["publishers", "remove", "Casa Lumen", "--json"]);
    assert_eq!((asked.code, asked.error_code().as_str()), (2, "not-confirmed"), "{asked:?}");
}

#[test]
fn a_name_that_looks_like_another_is_said_before_it_is_trusted() {
    let world = World::with_first_taken();
    for (name, said) in [("Casa Lumén", "looks like Casa Lumen"), ("Casa Lumen", "is called Casa Lumen too")] {
        let other = Curator::new(name).publish(houses(6, &[], 0), &world.home.path().join("other.parasol"));
        let refused = world.home.run(&["import", &other.file, "--yes", "--json"]);
        assert_eq!((refused.code, refused.error_code().as_str()), (3, "unknown-publisher"), "{refused:?}");
        let error: serde_json::Value = serde_json::from_str(refused.err.lines().last().unwrap()).unwrap();
        assert_eq!(error["error"]["looks_like"], "Casa Lumen");
        assert!(error["error"]["message"].as_str().unwrap().contains(said), "{error}");
        asked_for_words(&world, &other, said);
    }
}

/// At a terminal it stands before the question, and a no is only said back.
#[cfg(unix)]
fn asked_for_words(world: &World, other: &Published, said: &str) {
    let mut terminal = pty::Terminal::parasol(world.home.path(), &["import", &other.file], 100, 40);
    let screen = terminal.wait_for("type the first two");
    assert!(screen.contains(said) && screen.contains("Fingerprint:"), "{screen}");
    terminal.press(&format!("{}\r", other.fingerprint.words()[..2].join(" ")));
    terminal.wait_for("Use it from now on?");
    terminal.press("n\r");
    let screen = terminal.wait_for("Nothing was changed.");
    assert!(!screen.contains("--yes") && !screen.contains("hint"), "{screen}");
    assert_eq!(terminal.end().0, 2);
}

#[cfg(not(unix))]
fn asked_for_words(_: &World, _: &Published, _: &str) {}

#[test]
fn an_id_that_another_publisher_uses_too_leads_where_it_did_and_that_is_said() {
    let world = World::with_first_taken();
    assert_eq!(world.done(&["show", "house-00004"]).err, "");
    let other = world.take_another("Solo Linea");
    let theirs = format!("{}/house-00004", other.publisher());
    for arguments in [["show", "house-00004"].as_slice(), &["handout", "house-00004"]] {
        let shown = world.done(arguments);
        assert!(shown.err.contains("Solo Linea has another one") && shown.err.contains(&theirs), "{shown:?}");
    }
    assert!(world.done(&["show", "house-00004"]).out.contains("Casa Lumen"));
    let same = world.done(&["show", "house-00004", "--json"]).json()["same_id"].clone();
    let expected = serde_json::json!([{"id": theirs, "publisher": other.publisher(), "name": "Solo Linea"}]);
    assert_eq!(same, expected);
    let named = world.done(&["show", &theirs]);
    assert!(named.out.contains("Solo Linea") && !named.err.contains("another one"), "{named:?}");
    assert!(world.done(&["show", &theirs, "--json"]).json()["same_id"].is_null());
    // Neither a newer version of the other nor a store built anew changes it.
    world.take(&world.second);
    world.done(&["doctor", "--rebuild"]);
    assert!(world.done(&["show", "house-00004"]).out.contains("Casa Lumen"));
}

#[test]
fn what_changes_on_the_shortlist_is_said_where_the_vault_is_open() {
    let world = World::with_first_taken();
    let opened = |arguments: &[&str]| {
        let run = world.opened("correct horse", arguments);
        assert_eq!(run.code, 0, "{run:?}");
        run
    };
    opened(&["passphrase", "set", "--yes"]);
    let dry = ["import", world.second.file.as_str(), "--dry-run"];
    assert!(!opened(&dry).out.contains("On your shortlist"));
    for id in ["house-00003", "house-00005", "house-00006"] {
        opened(&["shortlist", "add", id]);
    }
    let said = opened(&dry).out;
    let lines: Vec<&str> = said.lines().rev().take(3).collect();
    assert_eq!(
        lines,
        [
            "  CALL +34 600 000005 → +34 699 999 999",
            "On your shortlist: House number 5",
            "On your shortlist: House number 3 · withdrawn: it is dangerous",
        ]
    );
    let changes = opened(&[&dry[..], &["--json"]].concat()).json()["changes"].clone();
    let marked: Vec<String> = changes
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["shortlisted"] == true)
        .map(|one| one["id"].to_string())
        .collect();
    assert_eq!(marked, ["\"house-00003\"", "\"house-00005\""], "{changes}");
    // Without the passphrase, nobody is asked and nothing is said of it.
    let closed = world.done(&dry);
    assert!(!closed.out.contains("shortlist") && closed.err.is_empty(), "{closed:?}");
    let wrong = world.opened("another one", &dry);
    assert!(wrong.code == 0 && wrong.err.contains("What changes on your shortlist cannot be said"), "{wrong:?}");
    // Once it is taken, nothing changes any more.
    opened(&["import", &world.second.file, "--yes"]);
    assert!(!opened(&dry).out.contains("On your shortlist"));
}

#[test]
fn going_back_says_what_is_in_use_and_undoing_it_says_so() {
    let world = World::with_first_taken();
    world.take(&world.second);
    let back = world.done(&["rollback", "--yes"]);
    assert!(back.err.contains("Gone back. In use now: Casa Lumen version 1."), "{back:?}");
    let forward = world.done(&["rollback", "--yes", "--json"]);
    assert!(forward.err.contains("Going back is undone. In use now: Casa Lumen version 2."), "{forward:?}");
    let now = forward.json();
    assert_eq!(
        (&now["undone"], &now["moved"][0]["from"], &now["moved"][0]["to"]),
        (&true.into(), &1.into(), &2.into())
    );
    // The first version has none before it.
    let fresh = World::with_first_taken();
    let back = fresh.done(&["rollback", "--yes"]);
    assert!(back.err.contains("In use now: nothing of Casa Lumen."), "{back:?}");
}

#[test]
fn what_exactly_is_wrong_with_a_file_is_told_to_programs_and_not_to_people() {
    let world = World::with_first_taken();
    let cut = world.home.path().join("cut.parasol");
    let bytes = std::fs::read(&world.second.file).unwrap();
    parasol::store::files::write_whole(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let run = |language: &str, file: &str, more: &[&str]| {
        world.home.run(&[&["--lang", language, "import", file, "--yes"], more].concat())
    };
    let cut = cut.to_str().unwrap();
    for (language, said) in [
        ("en", "The file is damaged or cut short. Your directory is unchanged.\n"),
        ("es", "El archivo está dañado o cortado. Su directorio no ha cambiado.\n"),
    ] {
        let refused = run(language, cut, &[]);
        assert!(refused.code == 3 && refused.err.contains(said) && !refused.err.contains('('), "{refused:?}");
        let refused = run(language, cut, &["--json"]).err;
        let error: serde_json::Value = serde_json::from_str(refused.lines().last().unwrap()).unwrap();
        assert!(!error["error"]["detail"].as_str().unwrap().is_empty(), "{error}");
    }
    let missing = run("es", "nowhere.parasol", &[]);
    assert!(missing.code == 4 && missing.err.contains("no existe ese archivo"), "{missing:?}");
}

/// What was done after version 2 was taken, and what is then said of version 1.
#[rstest]
#[case::removed(&["publishers", "remove", "Casa Lumen", "--yes"], "Casa Lumen was removed here, but version 2 of it was taken")]
#[case::gone_back(&["rollback", "--yes"], "nothing older is taken again: this is 1. In use: 1.")]
#[case::nothing(&["status"], "You have version 2; this is 1.")]
fn an_older_version_is_refused_with_what_is_true_here(#[case] before: &[&str], #[case] said: &str) {
    let world = World::with_first_taken();
    world.take(&world.second);
    world.done(before);
    let older = world.home.run(&["import", &world.first.file, "--yes", "--json", "--trust", &world.first.trust()]);
    assert_eq!((older.code, older.error_code().as_str()), (3, "older"), "{older:?}");
    assert!(older.err.contains(said), "{older:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let world = World::new();
    let pipe = world.home.path().join("pipe");
    let folder = world.home.path().join("site");
    let inside = folder.join("metadata/1.root.json");
    std::fs::create_dir_all(folder.join("metadata")).unwrap();
    for path in [&pipe, &inside] {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    }
    for verb in ["verify", "import"] {
        let refused = world.home.run(&[verb, pipe.to_str().unwrap(), "--json"]);
        assert_eq!((refused.code, refused.error_code().as_str()), (4, "cannot-read"), "{refused:?}");
        let refused = world.home.run(&[verb, folder.to_str().unwrap(), "--json"]);
        assert_eq!((refused.code, refused.error_code().as_str()), (3, "damaged"), "{refused:?}");
    }
}
