//! The curator's desk, with the real binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and write files"
)]

mod cli_support;

use std::{fs, path::PathBuf};

use cli_support::Home;
use serde_json::{Value, json};

/// An attribute of the Parasol profile.
fn mark(key: &str, value: &str) -> Value {
    json!({"label": key, "value": value, "taxonomy_term": {"taxonomy": "parasol", "code": key}})
}

/// The folder that the figures below were counted in by hand.
fn records() -> String {
    let hours = json!({"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"});
    let half = json!({"freq": "WEEKLY", "byday": "TU", "opens_at": "09:00"});
    let past = json!({"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00",
                      "valid_to": "2025-12-31"});
    let lyon = json!({"id": "l1", "location_type": "physical", "attributes": [mark("time_zone", "Europe/Paris")],
                      "addresses": [{"city": "Lyon", "state_province": "Rhône", "country": "FR"}]});
    let berlin = json!({"id": "l2", "location_type": "physical", "addresses": [{"city": "Berlin", "country": "DE"}]});
    let secret = json!({"id": "l4", "location_type": "physical", "latitude": 45.7, "longitude": 4.8,
                        "attributes": [mark("confidential", "true"), mark("time_zone", "Europe/Paris")],
                        "schedules": [past], "addresses": [{"city": "Lyon", "country": "FR"}]});
    let one = json!({
        "id": "o1", "name": "Casa Uno", "description": "", "phones": [{"number": "+33 4 00 00 00 01"}],
        "x_ours": {"kept": [null, 1.5]},
        "attributes": [mark("assured_date", "2026-11-01"), mark("language", "fr"), mark("need", "legal-advice")],
        "locations": [lyon],
        "services": [
            {"id": "s1", "name": "Clinic", "status": "active", "assured_date": "2026-11-20",
             "schedules": [hours], "attributes": [mark("need", "legal-advice")]},
            {"id": "s2", "name": "Beds", "status": "active", "assured_date": "2024-01-01",
             "schedules": [half], "attributes": [mark("need", "housing-shelter")]},
        ],
    });
    let two = json!({"id": "o2", "name": "Casa Dos", "description": "",
                     "phones": [{"number": "+33 400000001"}], "locations": [berlin]});
    let three = json!({"id": "o3", "name": "Bare", "description": "", "email": "a@example.org"});
    let four = json!({"id": "o4", "name": "Haven", "description": "", "phones": [{"number": "+33 4 00 00 00 04"}],
                      "attributes": [mark("assured_date", "2026-08-01"), mark("language", "fr"),
                                     mark("need", "crisis-violence")],
                      "locations": [secret]});
    [one, two, three, four].map(|record| format!("{record}\n")).concat()
}

/// A publisher's folder with these records.
fn folder(home: &Home, records: &str) -> PathBuf {
    let folder = home.path().join("ours");
    fs::create_dir_all(folder.join("records")).unwrap();
    fs::write(folder.join("publisher.toml"), "name = 'Casa Ñandú'\nstale_after_days = 183\n").unwrap();
    fs::write(folder.join("records/all.jsonl"), records).unwrap();
    folder
}

fn check(home: &Home, more: &[&str]) -> cli_support::Run {
    let dir = home.path().join("ours");
    home.run(&[&["publish", "check", dir.to_str().unwrap()], more].concat())
}

/// The ids of one line of the findings.
fn found(report: &Value, kind: &str) -> Value {
    let lines = report["findings"].as_array().unwrap();
    lines.iter().find(|line| line["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"))["ids"].clone()
}

#[test]
fn the_figures_are_those_counted_by_hand() {
    let home = Home::new();
    folder(&home, &records());
    let run = check(&home, &["--json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let report = run.json();
    assert_eq!((&report["entries"], &report["organizations"], &report["services"]), (&json!(6), &json!(4), &json!(2)));
    assert_eq!(report["errors"], 0);
    for (kind, ids) in [
        ("confidential-detail", json!(["o4"])),
        ("broken-schedule", json!(["s2"])),
        ("duplicate", json!(["o1", "o2"])),
        ("not-checked", json!(["o2", "o3"])),
        ("stale", json!(["s2"])),
        ("hours-ended", json!(["o4"])),
        ("no-phone", json!(["o3"])),
        ("no-hours", json!(["o2", "o3"])),
        ("no-time-zone", json!([])),
        ("no-language", json!(["o2", "o3"])),
        ("no-need", json!(["o2", "o3"])),
        ("no-country", json!(["o3"])),
    ] {
        assert_eq!(found(&report, kind), ids, "{kind}");
    }
    let ages: Vec<_> = report["ages"].as_array().unwrap().iter().map(|age| age["ids"].clone()).collect();
    assert_eq!(ages, [json!(["o1", "s1"]), json!([]), json!(["o4"]), json!([]), json!([]), json!(["s2"])]);
    assert_eq!(report["duplicates"], json!([{"why": "same_phone", "ids": ["o1", "o2"]}]));
    let coverage = &report["coverage"];
    assert_eq!((&coverage["by"], &coverage["columns"]), (&json!("country"), &json!(["FR"])));
    assert_eq!(coverage["needs"]["legal-advice"], json!([{"count": 2, "ids": ["o1", "s1"]}]));
    assert_eq!(coverage["needs"]["housing-shelter"], json!([{"count": 1, "ids": ["s2"]}]));
    assert_eq!(coverage["needs"]["research"], json!([{"count": 0, "ids": []}]));
}

#[test]
fn a_line_leads_to_its_entries_and_the_words_to_the_columns() {
    let home = Home::new();
    folder(&home, &records());
    assert_eq!(check(&home, &["--list", "not-checked"]).out, "o2\no3\n");
    let by_region = check(&home, &["--by", "region", "--json"]).json();
    assert_eq!(by_region["coverage"]["columns"], json!(["Rhône", null]));
    let text = check(&home, &[]);
    assert_eq!(text.code, 0);
    for said in ["not-checked: Never checked by a person", "o2 o3", "o1  o2  (the same phone number)"] {
        assert!(text.out.contains(said), "{said} is missing: {}", text.out);
    }
}

#[test]
fn a_record_that_cannot_be_published_is_an_error_at_its_place() {
    let home = Home::new();
    folder(&home, &(records() + "{\"id\":\"o1\",\"name\":\"Again\",\"email\":\"b@example.org\"}\n"));
    let run = check(&home, &["--json"]);
    assert_eq!(run.code, 3, "{run:?}");
    let report = run.json();
    assert_eq!(report["errors"], 1);
    let problem = &report["problems"][0];
    assert_eq!((&problem["file"], &problem["line"]), (&json!("records/all.jsonl"), &json!(5)));
    assert_eq!((&problem["code"], &problem["id"]), (&json!("duplicate_id"), &json!("o1")));
    assert!(run.err.contains("records-invalid"), "{run:?}");
    assert!(check(&home, &[]).out.contains("records/all.jsonl:5: /id: duplicate_id"));
}

#[test]
fn the_page_needs_nothing_but_itself_and_leads_to_every_entry() {
    let home = Home::new();
    folder(&home, &records().replace("Casa Dos", "<b>Casa & Dos</b>"));
    let path = home.path().join("desk.html");
    let run = check(&home, &["--html", path.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    let page = fs::read_to_string(path).unwrap();
    for never in ["<script", "http:", "https:", "src=", "<b>"] {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!page.contains(never), "{never} is in the page");
    }
    assert_eq!(page.matches("<svg").count(), 2);
    for picture in ["picture-ages", "picture-coverage"] {
        assert!(page.contains(&format!("<title id=\"{picture}\">")), "{picture} has no title");
        assert!(page.contains(&format!("aria-labelledby=\"{picture}\"")));
    }
    // Every link leads to a list, and every list is led to.
    let anchors: Vec<&str> = page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(anchors.len() > 10, "{anchors:?}");
    for anchor in anchors {
        assert!(page.contains(&format!("id=\"{anchor}\"")), "#{anchor} leads nowhere");
    }
    assert!(page.contains("&lt;b&gt;Casa &amp; Dos&lt;/b&gt;"));
    assert!(!page.contains("45.7"), "where a confidential place is, is not said");
}

#[test]
fn a_check_is_marked_on_organisations_and_services_and_nothing_else_changes() {
    let home = Home::new();
    let folder = folder(&home, &records());
    let dir = folder.to_str().unwrap();
    let run = home.run(&["publish", "mark-checked", "o3", "s2", "--dir", dir, "--date", "2026-11-23"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    let before: Vec<Value> = records().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let text = fs::read_to_string(folder.join("records/all.jsonl")).unwrap();
    let mut after: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(text.lines().nth(1), records().lines().nth(1), "what was not named stays byte for byte");
    assert_eq!(after[0]["services"][1]["assured_date"], "2026-11-23");
    assert_eq!(after[2]["attributes"][0]["value"], "2026-11-23");
    after[0]["services"][1]["assured_date"] = "2024-01-01".into();
    after[2].as_object_mut().unwrap().remove("attributes");
    assert_eq!(after, before);
    let report = check(&home, &["--json"]).json();
    assert_eq!(found(&report, "not-checked"), json!(["o2"]));
    assert_eq!(found(&report, "stale"), json!([]));
}

#[test]
fn a_wrong_id_or_day_changes_nothing() {
    let home = Home::new();
    let folder = folder(&home, &records());
    let dir = folder.to_str().unwrap();
    for (arguments, code, word) in [
        (["o1", "nobody"].as_slice(), 1, "nobody"),
        (&["o1", "--date", "2026-11-25"], 2, "no day"),
        (&["o1", "--date", "yesterday"], 2, "no day"),
    ] {
        let run = home.run(&[&["publish", "mark-checked", "--dir", dir], arguments].concat());
        assert_eq!((run.code, run.err.lines().count()), (code, 2), "{run:?}");
        assert!(run.err.contains(word), "{run:?}");
    }
    assert_eq!(fs::read_to_string(folder.join("records/all.jsonl")).unwrap(), records());
    assert_eq!(check(&home, &["--by", "street"]).code, 2);
    assert!(check(&home, &["--list", "everything"]).err.contains("no-phone"));
}

#[test]
fn one_country_whose_regions_nobody_names_is_a_column_by_itself() {
    let home = Home::new();
    let place = json!({"id": "l1", "location_type": "physical", "addresses": [{"city": "Lyon", "country": "FR"}]});
    let one = json!({"id": "o1", "name": "Casa Uno", "description": "", "locations": [place],
                     "attributes": [mark("need", "legal-advice")]});
    folder(&home, &format!("{one}\n"));
    let coverage = &check(&home, &["--json"]).json()["coverage"];
    assert_eq!((&coverage["by"], &coverage["columns"]), (&json!("country"), &json!(["FR"])));
    let text = check(&home, &[]).out;
    assert!(text.contains("     France\n") && !text.contains("nowhere"), "{text}");
    assert!(text.contains("       1  not checked\n"), "the histogram has a line for what was never checked: {text}");
}
