//! Making a publisher and its keys.

use std::{fs, path::Path};

use super::names;
use crate::{
    cli_support::{
        Home,
        publisher::{PASSPHRASE, Publisher, write},
        run,
    },
    pty,
};
use rstest::rstest;
use serde_json::Value;

#[test]
fn a_new_publisher_has_keys_apart_and_a_fingerprint_for_paper() {
    let home = Home::new();
    let publisher =
        Publisher::new(&home, "casa", &["--contact", "casa@example.org", "--writes-in", "es", "--expires", "30"]);
    let keys = ["corrections", "root-1", "root-2", "root-3", "snapshot", "targets", "timestamp"];
    assert_eq!(names(&publisher.keys), keys.map(|name| format!("{name}.key")).into());
    let settings = fs::read_to_string(publisher.folder.join("publisher.toml")).unwrap();
    for said in ["name = \"casa\"", "casa@example.org", "es", "expires_days = 30"] {
        assert!(settings.contains(said), "{said} in {settings}");
    }
    #[cfg(unix)]
    for name in names(&publisher.keys) {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(publisher.keys.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "a key is nobody else's to read");
    }
    publisher.organizations(2, 0);
    let built = publisher.build(&[]);
    let inspected = publisher.inspect();
    assert_eq!(built["words"].as_str().unwrap().split(' ').count(), 8);
    assert_eq!((&inspected["words"], &inspected["fingerprint"]), (&built["words"], &built["fingerprint"]));
    let shares: Vec<_> = inspected["root"]["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|role| {
            (
                role["role"].as_str().unwrap(),
                role["threshold"].as_u64().unwrap(),
                role["keys"].as_array().unwrap().len(),
            )
        })
        .collect();
    assert_eq!(shares, [("root", 2, 3), ("targets", 1, 1), ("snapshot", 1, 1), ("timestamp", 1, 1)]);
}

#[test]
fn one_key_for_everything_is_warned_about_in_plain_words() {
    let home = Home::new();
    let (folder, keys) = (home.path().join("casa"), home.path().join("keys"));
    let arguments = [
        "publish",
        "init",
        &folder.display().to_string(),
        "--name",
        "Casa",
        "--single-key",
        "--keys",
        &keys.display().to_string(),
    ];
    let made = run(home.command(&arguments).env("PARASOL_PASSPHRASE", PASSPHRASE));
    assert_eq!((made.code, made.out.lines().count()), (0, 3), "{made:?}");
    assert!(made.err.contains("One key signs everything"), "{made:?}");
    assert_eq!(names(&keys), ["corrections.key", "publisher.key"].map(str::to_owned).into());
    let again = run(home.command(&arguments).env("PARASOL_PASSPHRASE", PASSPHRASE));
    assert_eq!((again.code, again.err.lines().count()), (2, 2), "a publisher is never made over: {again:?}");
}

#[test]
fn keys_inside_of_the_folder_are_warned_about() {
    let home = Home::new();
    let folder = home.path().join("casa");
    let keys = folder.join("keys");
    let arguments =
        ["publish", "init", &folder.display().to_string(), "--name", "Casa", "--keys", &keys.display().to_string()];
    let made = run(home.command(&arguments).env("PARASOL_PASSPHRASE", PASSPHRASE));
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.err.contains("Never put them into git"), "{made:?}");
}

#[cfg(unix)]
#[test]
fn the_passphrase_can_come_through_an_open_file() {
    let home = Home::new();
    let secret = home.path().join("secret");
    write(&secret, &format!("{PASSPHRASE}\n"));
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.organizations(1, 0);
    let script = "exec \"$0\" publish build casa --keys casa-keys --out a.parasol --json --passphrase-fd 7 7<\"$1\"";
    let build = |secret: &Path| {
        let mut command = assert_cmd::Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_parasol")]).arg(secret).current_dir(home.path());
        run(command.env("HOME", home.path()).env("PARASOL_NOW", publisher.now).env_remove("PARASOL_PASSPHRASE"))
    };
    assert_eq!(build(&secret).code, 0);
    write(&secret, "another\n");
    let refused = build(&secret);
    assert_eq!(refused.code, 3, "{refused:?}");
    let error: Value = serde_json::from_str(&refused.err).unwrap();
    assert_eq!(error["error"]["code"], "wrong-key-passphrase", "{refused:?}");
}

#[test]
fn without_a_passphrase_or_a_name_a_script_is_told_what_is_missing() {
    let home = Home::new();
    let (folder, keys) =
        (home.path().join("casa").display().to_string(), home.path().join("keys").display().to_string());
    let nameless = home.run(&["publish", "init", &folder, "--keys", &keys]);
    assert_eq!((nameless.code, nameless.err.lines().count()), (2, 2), "{nameless:?}");
    let silent = home.run(&["publish", "init", &folder, "--name", "Casa", "--keys", &keys]);
    assert!(silent.code > 1 && silent.err.lines().count() == 2, "{silent:?}");
    assert!(!home.path().join("casa").join("publisher.toml").exists());
}

#[cfg(unix)]
#[test]
fn what_is_not_given_to_init_is_asked_for_at_a_terminal() {
    let home = Home::new();
    let (folder, keys) = (home.path().join("casa"), home.path().join("keys"));
    let (shown, keys) = (folder.display().to_string(), keys.display().to_string());
    let line = ["publish", "init", &shown, "--keys", &keys, "--single-key"];
    let mut terminal = pty::Terminal::parasol(home.path(), &line, 100, 30);
    // Each question as often as it is asked: an answer that cannot be is asked
    // for again.
    for (question, times, answer) in [
        ("Name of the publisher", 1, ""),
        ("Name of the publisher", 2, "Casa Abierta"),
        ("How to reach it", 1, "post@casa.example"),
        ("Languages it writes in", 1, "klingonish zz-top"),
        ("Languages it writes in", 2, "es, en"),
        ("Days for which", 1, "xx"),
        ("Days for which", 2, "0"),
        ("Days for which", 3, "30"),
        ("Passphrase for the new keys", 1, "short"),
        ("Passphrase for the new keys", 2, PASSPHRASE),
        ("Once more", 1, "something else altogether"),
        ("Passphrase for the new keys", 3, PASSPHRASE),
        ("Once more", 2, PASSPHRASE),
    ] {
        terminal.wait_until(question, |screen| screen.matches(question).count() == times);
        terminal.press(&format!("{answer}\r"));
    }
    let (code, said) = terminal.end();
    let said = String::from_utf8_lossy(&said);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains(PASSPHRASE), "nothing of a passphrase is shown: {said}");
    for reason in ["has to have a name", "klingonish", "a whole number of days", "too short", "were not the same"] {
        assert!(said.contains(reason), "{reason}: {said}");
    }
    let settings = fs::read_to_string(folder.join("publisher.toml")).unwrap();
    for wanted in ["\"Casa Abierta\"", "\"post@casa.example\"", "[\"es\", \"en\"]", "expires_days = 30"] {
        assert!(settings.contains(wanted), "{wanted}: {settings}");
    }
}

#[rstest]
#[case(&["--name", " "], "name")]
#[case(&["--name", "Casa", "--writes-in", "klingonish"], "klingonish")]
#[case(&["--name", "Casa", "--expires", "0"], "whole number")]
fn an_option_of_init_that_cannot_be_is_wrong_use_with_the_reason(#[case] options: &[&str], #[case] why: &str) {
    let home = Home::new();
    let path = |name: &str| home.path().join(name).display().to_string();
    let (folder, keys) = (path("casa"), path("keys"));
    let line = [&["publish", "init", &folder, "--keys", &keys], options].concat();
    let refused = run(home.command(&line).env("PARASOL_PASSPHRASE", PASSPHRASE));
    assert_eq!((refused.code, refused.err.lines().count()), (2, 2), "{refused:?}");
    assert!(refused.err.contains(why) && !refused.err.contains("publisher.toml"), "{refused:?}");
    assert!(!home.path().join("casa").exists() && !home.path().join("keys").exists());
}

#[test]
fn a_root_of_one_key_is_warned_about_and_a_short_passphrase_too() {
    let home = Home::new();
    let path = |name: &str| home.path().join(name).display().to_string();
    let (folder, keys) = (path("casa"), path("keys"));
    let line = ["publish", "init", &folder, "--name", "Casa", "--keys", &keys, "--root", "1-of-1"];
    let made = run(home.command(&line).env("PARASOL_PASSPHRASE", "short"));
    assert_eq!(made.code, 0, "{made:?}");
    assert!(made.err.contains("Warning: one root key") && !made.err.contains("separate places"), "{made:?}");
    assert!(made.err.contains("This passphrase is short"), "{made:?}");
    let publisher = Publisher::new(&home, "two", &[]);
    let folder = publisher.folder.display().to_string();
    let rotated = publisher.with_keys(&["rotate", "--dir", &folder, "--role", "root", "--root", "1-of-1"]);
    assert!(rotated.err.contains("Warning: one root key"), "{rotated:?}");
}
