//! A curator's month, with the real program: init, build, withdraw, inspect.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may read and write the disk"
)]

mod cli_support;
#[cfg(unix)]
mod pty;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use cli_support::{
    Home,
    publisher::{PASSPHRASE, Publisher, write},
    run,
};
use rstest::rstest;
use serde_json::{Value, json};

/// The names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Every file below a folder, by path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for below in ["metadata", "targets"] {
        for name in names(&folder.join(below)) {
            let path = format!("{below}/{name}");
            files.insert(path.clone(), fs::read(folder.join(&path)).unwrap());
        }
    }
    files
}

/// The files in a bundle, by path.
fn unpacked(bundle: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = tar::Archive::new(fs::File::open(bundle).unwrap());
    let mut files = BTreeMap::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        files.insert(entry.path().unwrap().display().to_string(), bytes);
    }
    files
}

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

#[test]
fn a_build_says_what_it_holds_and_what_changed() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.organizations(5, 0);
    let first = publisher.build(&[]);
    assert_eq!((&first["version"], &first["changes"], &first["warnings"]), (&json!(1), &Value::Null, &json!(0)));
    assert_eq!(first["counts"], json!({ "organizations": 5, "services": 0, "locations": 0, "tombstones": 0 }));
    assert_eq!(first["bytes"], json!(fs::metadata(publisher.bundle()).unwrap().len()));
    publisher.organizations(6, 2);
    let second = publisher.build(&[]);
    assert_eq!(second["version"], 2);
    assert_eq!(second["changes"], json!({ "added": 1, "changed": 2, "removed": 0, "withdrawn": 0 }));
    let folder = publisher.folder.display().to_string();
    let said = publisher.with_keys(&["build", &folder, "--out", &publisher.bundle().display().to_string()]);
    assert!(said.out.contains("version") || said.out.contains("Version"), "{said:?}");
    assert!(said.out.contains(first["words"].as_str().unwrap()), "{said:?}");
    assert_eq!(first["expires"], "2027-01-08T12:00:00Z", "45 days, where nothing else is said");
    assert!(said.out.contains("Promised until: 8 Jan 2027") && said.err.contains("until 8 Jan 2027"), "{said:?}");
}

#[test]
fn there_are_patches_from_the_last_five_versions_and_no_more_is_kept() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    for version in 1..=8 {
        publisher.organizations(40 + version, version);
        publisher.build(&[]);
    }
    let inspected = publisher.inspect();
    let parts: BTreeSet<&str> =
        inspected["parts"].as_array().unwrap().iter().map(|part| part["name"].as_str().unwrap()).collect();
    let patches: BTreeSet<&str> = parts.iter().copied().filter(|name| name.starts_with("delta-")).collect();
    let expected = ["delta-3-8.zst", "delta-4-8.zst", "delta-5-8.zst", "delta-6-8.zst", "delta-7-8.zst"];
    assert_eq!(patches, expected.into());
    assert!(parts.contains("directory.jsonl.zst"));
    let metadata = ["1.root.json", "8.snapshot.json", "8.targets.json", "timestamp.json"];
    assert_eq!(names(&publisher.folder.join("metadata")), metadata.map(str::to_owned).into());
    assert_eq!(names(&publisher.folder.join("releases")).len(), 6);
}

#[test]
fn equal_input_gives_equal_bytes_and_another_day_changes_dates_and_signatures_only() {
    let home = Home::new();
    let mut publisher = Publisher::new(&home, "casa", &[]);
    publisher.organizations(9, 0);
    let forget = |publisher: &Publisher<'_>| {
        fs::remove_dir_all(publisher.folder.join("releases")).unwrap();
        for name in ["1.targets.json", "1.snapshot.json", "timestamp.json"] {
            fs::remove_file(publisher.folder.join("metadata").join(name)).unwrap();
        }
    };
    publisher.build(&[]);
    let first = fs::read(publisher.bundle()).unwrap();
    forget(&publisher);
    // The order and the number of files do not matter.
    let lines = fs::read_to_string(publisher.folder.join("records/all.jsonl")).unwrap();
    let (head, tail) = lines.split_at(lines.match_indices('\n').nth(3).unwrap().0 + 1);
    publisher.records("all.jsonl", tail);
    publisher.records("more.jsonl", head);
    publisher.build(&[]);
    assert!(fs::read(publisher.bundle()).unwrap() == first, "the same bytes on the same day");

    let before = unpacked(&publisher.bundle());
    forget(&publisher);
    publisher.now = "2026-12-01T09:00:00Z";
    publisher.build(&[]);
    let after = unpacked(&publisher.bundle());
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (path, bytes) in before {
        if path.starts_with("targets/") || path.ends_with("root.json") {
            assert!(bytes == after[&path], "{path}");
        } else {
            assert_eq!(without_dates(&bytes), without_dates(&after[&path]), "{path}");
        }
    }
}

/// What metadata say, but for dates and what follows from them.
fn without_dates(bytes: &[u8]) -> Value {
    fn blank(value: &mut Value) {
        match value {
            Value::Object(map) if map.contains_key("hashes") && map.contains_key("version") => map.clear(),
            Value::Object(map) => {
                map.retain(|key, _| !matches!(key.as_str(), "expires" | "published" | "signatures"));
                map.values_mut().for_each(blank);
            }
            _ => {}
        }
    }
    let mut value = serde_json::from_slice(bytes).unwrap();
    blank(&mut value);
    value
}

#[test]
fn errors_refuse_a_build_at_their_line_and_leave_everything_as_it_was() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.organizations(3, 0);
    publisher.build(&[]);
    let before = (fs::read(publisher.bundle()).unwrap(), names(&publisher.folder.join("metadata")));
    publisher
        .records("bad.jsonl", "{\"id\":\"a\",\"name\":\"A\"}\n{\"id\":\"house-00001\",\"name\":\"again\"}\nno json\n");
    let refused = publisher.try_build(&[]);
    assert_eq!((refused.code, refused.out.as_str()), (3, ""), "{refused:?}");
    let error: Value = serde_json::from_str(&refused.err).unwrap();
    assert_eq!(error["error"]["code"], "records-invalid", "{refused:?}");
    let problems = error["error"]["problems"].as_array().unwrap();
    let place = |problem: &Value| format!("{}:{}", problem["file"].as_str().unwrap(), problem["line"]);
    let errors: Vec<String> = problems.iter().filter(|one| one["error"] == true).map(place).collect();
    assert!(errors.contains(&"records/bad.jsonl:3".to_owned()) && errors.len() == 2, "{refused:?}");
    let first = &problems[0];
    for field in ["field", "code", "outcome", "message"] {
        assert!(first[field].is_string(), "{field}: {first}");
    }
    let folder = publisher.folder.display().to_string();
    let plain = publisher.with_keys(&["build", &folder, "--out", &publisher.bundle().display().to_string()]);
    assert!(plain.code == 3 && plain.err.contains("bad.jsonl:3"), "{plain:?}");
    assert!((fs::read(publisher.bundle()).unwrap(), names(&publisher.folder.join("metadata"))) == before);
}

#[test]
fn warnings_are_said_and_the_release_is_built() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.records("quiet.json", "{\n  \"id\": \"quiet\",\n  \"name\": \"No way to reach it\"\n}\n");
    let built = publisher.try_build(&[]);
    assert_eq!(built.code, 0, "{built:?}");
    assert!(built.json()["warnings"].as_u64().unwrap() > 0);
    assert_eq!((&built.json()["problems"][0]["file"], built.err.as_str()), (&json!("records/quiet.json"), ""));
    let folder = publisher.folder.display().to_string();
    let plain = publisher.with_keys(&["build", &folder, "--out", &publisher.bundle().display().to_string()]);
    assert!(plain.err.contains("quiet.json"), "{plain:?}");
}

#[test]
fn a_site_is_the_bundle_unpacked_and_is_verified_and_taken_like_it() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    let site = home.path().join("site");
    let site_text = site.display().to_string();
    for count in [4, 5] {
        publisher.organizations(count, 0);
        publisher.build(&["--site", &site_text]);
    }
    let inside = unpacked(&publisher.bundle());
    let served = tree(&site);
    assert!(inside.iter().all(|(path, bytes)| served.get(path) == Some(bytes)), "every part lies on the site");
    assert_eq!(home.run(&["verify", &site_text, "--json"]).json()["version"], 2);
    let fingerprint = publisher.inspect()["fingerprint"].as_str().unwrap().to_owned();
    let taken = home.run(&["import", &site_text, "--yes", "--trust", &fingerprint, "--json"]);
    assert_eq!((taken.code, &taken.json()["taken"]), (0, &json!(true)), "{taken:?}");
    assert_eq!(home.run(&["show", "house-00004"]).code, 0);
}

#[test]
fn a_promise_of_a_week_has_ended_after_eight_days_and_the_directory_still_serves() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.organizations(2, 0);
    publisher.build(&["--expires", "7"]);
    let bundle = publisher.bundle().display().to_string();
    let at = |now: &str| run(home.command(&["verify", &bundle, "--json"]).env("PARASOL_NOW", now));
    assert_eq!(at("2026-11-30T12:00:00Z").json()["expired"], false);
    let late = at("2026-12-02T12:00:00Z");
    assert_eq!((late.code, &late.json()["expired"]), (0, &json!(true)), "{late:?}");
    assert!(!late.err.is_empty(), "it is said: {late:?}");
    let early = at("2020-01-01T00:00:00Z");
    assert_eq!((early.code, &early.json()["clock_behind"]), (0, &json!(true)), "{early:?}");
}

#[test]
fn what_is_withdrawn_is_gone_at_once_and_stays_in_the_bundle_as_such() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.organizations(4, 0);
    let fingerprint = publisher.build(&[])["fingerprint"].as_str().unwrap().to_owned();
    let bundle = publisher.bundle().display().to_string();
    assert_eq!(home.run(&["import", &bundle, "--yes", "--trust", &fingerprint]).code, 0);
    let folder = publisher.folder.display().to_string();
    let withdraw = |id: &str, reason: &str| publisher.run(&["withdraw", id, "--reason", reason, "--dir", &folder]);
    assert_eq!(withdraw("house-99999", "closed").code, 1);
    assert_eq!(withdraw("house-00002", "boredom").code, 2);
    assert_eq!(withdraw("house-00002", "dangerous").code, 0);
    // A record that is gone from the folder can still lie on a laptop.
    let lines = fs::read_to_string(publisher.folder.join("records/all.jsonl")).unwrap();
    let lines: String = lines.split_inclusive('\n').filter(|line| !line.contains("house-00003")).collect();
    publisher.records("all.jsonl", &lines);
    let again = ["withdraw", "house-00002", "house-00003", "--reason", "closed", "--dir", &folder, "--json"];
    let said =
        json!({ "withdrawn": ["house-00003"], "before": ["house-00002"], "reason": "closed", "since_version": 2 });
    assert_eq!(publisher.run(&again).json(), said);
    let unknown = publisher.run(&["withdraw", "house-99999", "--reason", "closed", "--dir", &folder, "--json"]);
    let error: Value = serde_json::from_str(&unknown.err).unwrap();
    assert_eq!((unknown.code, &error["error"]["code"]), (1, &json!("unknown-record")), "{unknown:?}");
    let built = publisher.build(&[]);
    assert_eq!(built["changes"]["withdrawn"], 2);
    let withdrawn = json!([
        { "id": "house-00002", "reason": "dangerous", "since_version": 2 },
        { "id": "house-00003", "reason": "closed", "since_version": 2 },
    ]);
    assert_eq!(publisher.inspect()["withdrawn"], withdrawn);
    let taken = home.run(&["import", &bundle, "--yes", "--json"]);
    assert_eq!((taken.code, &taken.json()["newly_withdrawn"]), (0, &json!(2)), "{taken:?}");
    assert_ne!(home.run(&["show", "house-00002"]).code, 0);
    assert_eq!(home.run(&["show", "house-00001"]).code, 0);
}

#[test]
fn everything_in_a_bundle_can_be_read() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &["--contact", "casa@example.org"]);
    publisher.organizations(2, 0);
    publisher.build(&[]);
    let inspected = publisher.inspect();
    let record = &inspected["records"][1];
    assert_eq!(
        (&record["id"], &record["name"], &record["services"]),
        (&json!("house-00001"), &json!("House 1"), &json!(0))
    );
    assert!(record["record"]["phones"][0]["number"].as_str().unwrap().starts_with("+34 600"), "{record}");
    assert_eq!(inspected["manifest"]["contact"], "casa@example.org");
    assert_eq!(inspected["root"]["version"], 1);
    let whole =
        inspected["parts"].as_array().unwrap().iter().find(|part| part["name"] == "directory.jsonl.zst").unwrap();
    assert_eq!(whole["present"], true);
    let text = publisher.run(&["inspect", &publisher.bundle().display().to_string()]);
    for said in ["casa@example.org", "house-00001", "directory.jsonl.zst", inspected["words"].as_str().unwrap()] {
        assert!(text.out.contains(said), "{said}: {text:?}");
    }
    assert!(!text.out.lines().any(|line| line.ends_with(": ")), "nothing is said about nothing: {text:?}");
}

#[test]
fn everything_that_a_record_says_stands_below_it_unless_it_is_to_be_brief() {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &[]);
    publisher.records(
        "all.jsonl",
        r#"{"id":"casa-1","name":"Open house","email":"post@open.example","phones":[{"id":"p","number":"+34 600 123456"}],"locations":[{"id":"place","location_type":"physical","addresses":[{"id":"a","address_1":"Calle Mayor 1","city":"Madrid","state_province":"","postal_code":"28001","country":"ES","address_type":"physical"}]}],"services":[{"id":"casa-1-beds","name":"Warm beds","status":"active","languages":[{"id":"l","code":"es"}]}]}"#,
    );
    publisher.build(&[]);
    let bundle = publisher.bundle().display().to_string();
    let whole = publisher.run(&["inspect", &bundle]);
    for said in ["post@open.example", "+34 600 123456", "Calle Mayor 1", "Spanish", "casa-1-beds", "Warm beds"] {
        assert!(whole.out.contains(said), "{said}: {}", whole.out);
    }
    let brief = publisher.run(&["inspect", &bundle, "--brief"]);
    assert!(brief.out.contains("casa-1: Open house") && !brief.out.contains("Calle Mayor"), "{}", brief.out);
    let json = publisher.run(&["inspect", &bundle, "--brief", "--json"]).json();
    assert_eq!(json["records"], json!([{ "id": "casa-1", "name": "Open house", "services": 1 }]));
    assert!(whole.out.contains("1 organisation, 1 service, 1 place; 0 withdrawn"), "{}", whole.out);
}

#[rstest]
#[case(&["verify"], "not-there.parasol", 4)]
#[case(&["import"], "not-there.parasol", 4)]
#[case(&["verify"], "cut.parasol", 3)]
#[case(&["import"], "cut.parasol", 3)]
#[case(&["import", "--yes"], "casa.parasol", 3)]
#[case(&["import", "--yes", "--trust", "abandon ability able about above absent absorb abstract"], "casa.parasol", 3)]
fn a_bundle_that_is_not_taken_has_its_exit_code_in_json_too(
    #[case] command: &[&str],
    #[case] file: &str,
    #[case] code: i32,
) {
    let home = Home::new();
    let publisher = Publisher::new(&home, "casa", &["--single-key"]);
    publisher.organizations(2, 0);
    publisher.build(&[]);
    let whole = fs::read(publisher.bundle()).unwrap();
    fs::write(home.path().join("cut.parasol"), &whole[..whole.len() / 2]).unwrap();
    let file = home.path().join(file).display().to_string();
    let plain = home.run(&[command, &[file.as_str()]].concat());
    assert_eq!((plain.code, plain.err.lines().count()), (code, 2), "{plain:?}");
    let json = home.run(&[command, &[file.as_str(), "--json"]].concat());
    let error: Value = serde_json::from_str(&json.err).unwrap();
    assert_eq!(json.code, code);
    for field in ["code", "message", "hint"] {
        assert!(error["error"][field].is_string(), "{json:?}");
    }
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
