//! Building releases, and withdrawing what is dangerous.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::names;
use crate::cli_support::{Home, publisher::Publisher, run};
use serde_json::{Value, json};

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
