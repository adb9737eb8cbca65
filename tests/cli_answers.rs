//! What commands answer: standard output, its shape for programs, and that
//! nothing else stands there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and may write to the disk"
)]

mod cli_support;

use std::{
    collections::BTreeSet,
    process::{Command, Stdio},
};

use cli_support::{Home, run};
use serde_json::Value;

/// The keys of an object.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn find_json_has_the_shape_that_programs_rely_on() {
    let home = Home::new();
    let run = home.run(&["find", "legal", "--demo", "--json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let found = run.json();
    let items = found.as_array().unwrap();
    assert!(items.len() > 20, "without --limit JSON has them all");
    for item in items {
        let expected = [
            "id",
            "kind",
            "name",
            "organization",
            "place",
            "country",
            "needs",
            "languages",
            "phones",
            "open",
            "checked",
            "stale",
            "score",
            "matched",
            "covers",
            "metres",
            "partial",
        ];
        assert_eq!(keys(item), BTreeSet::from(expected));
        assert!(["organization", "service"].contains(&item["kind"].as_str().unwrap()), "{item}");
        assert!(["open", "closed", "unknown"].contains(&item["open"].as_str().unwrap()), "{item}");
        assert!(item["stale"].is_boolean() && item["score"].is_number(), "{item}");
        if let Some(date) = item["checked"].as_str() {
            assert!(date.parse::<jiff::civil::Date>().is_ok(), "{item}");
        }
        assert!(item["covers"] == false && item["metres"].is_null() && item["partial"].is_null(), "{item}");
        let matched = item["matched"].as_array().unwrap();
        assert!(
            !matched.is_empty() && matched.iter().all(|one| keys(one) == BTreeSet::from(["field", "text"])),
            "{item}"
        );
    }
    let scores: Vec<i64> = items.iter().map(|item| item["score"].as_i64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "best first: {scores:?}");
    assert!(!home.data().exists(), "--demo leaves nothing on disk");
}

#[test]
fn find_for_people_counts_numbers_and_labels() {
    let run = Home::new().run(&["find", "legal", "--demo"]);
    assert_eq!(run.code, 0, "{run:?}");
    let mut lines = run.out.lines();
    let count = lines.next().unwrap();
    assert!(count.ends_with(" of 1,000"), "{count}");
    assert_eq!(lines.next(), Some(""));
    assert!(lines.next().unwrap().starts_with("1. "), "{}", run.out);
    assert_eq!(run.out.split("\n\n").count(), 1 + 20, "twenty entries, a blank line before each");
    for line in run.out.lines().skip(2).filter(|line| !line.is_empty()) {
        assert!(line.contains(": ") || line.contains(". "), "neither number nor label: {line}");
        assert!(!line.contains(|c| ('\u{2500}'..='\u{257f}').contains(&c)), "box drawing: {line}");
    }
    assert!(run.err.contains("--limit"), "that there are more is a remark: {}", run.err);
    assert_eq!(Home::new().run(&["find", "legal", "--demo", "--quiet"]).err, "");
}

#[test]
fn a_limit_is_kept() {
    let run = Home::new().run(&["find", "legal", "--demo", "--json", "--limit", "3"]);
    assert_eq!(run.json().as_array().unwrap().len(), 3);
}

#[test]
fn a_question_on_standard_input_is_the_same_question() {
    let home = Home::new();
    let typed = home.run(&["find", "legal", "need:legal-advice", "--demo", "--json"]);
    let piped = home.run_with(&["find", "-", "--demo", "--json"], "legal\nneed:legal-advice\n");
    let flagged = home.run(&["find", "legal", "--need", "legal-advice", "--demo", "--json"]);
    assert_eq!(typed.code, 0, "{typed:?}");
    assert_eq!(typed.out, piped.out);
    assert_eq!(typed.out, flagged.out);
}

#[test]
fn nothing_found_is_exit_code_1_with_the_reason_beside_an_empty_result() {
    let home = Home::new();
    let text = home.run(&["find", "zzzzqqq", "--demo"]);
    assert_eq!((text.code, text.out.as_str()), (1, ""));
    assert!(text.err.contains("zzzzqqq"), "{text:?}");
    let json = home.run(&["find", "zzzzqqq", "--demo", "--json"]);
    assert_eq!((json.code, json.out.as_str()), (1, "[]\n"));
    let reason: Value = serde_json::from_str(&json.err).unwrap();
    assert_eq!(reason["error"]["code"], "no-such-word");
    let quiet = home.run(&["find", "zzzzqqq", "--demo", "--quiet"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (1, ""));
}

#[test]
fn a_pipe_closed_early_is_no_error() {
    for arguments in [["find", "--json", "--demo"].as_slice(), &["browse", "--demo"], &["man"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_parasol"))
            .args(arguments)
            .env("PARASOL_LANG", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[test]
fn the_language_is_that_of_the_argument_the_variable_the_settings_or_the_system() {
    let home = Home::new();
    let spanish = |run: cli_support::Run| run.out.contains("Fichas en total");
    assert!(spanish(home.run(&["status", "--demo", "--lang", "es"])));
    assert!(spanish(run(home.command(&["status", "--demo"]).env("PARASOL_LANG", "es"))));
    assert!(spanish(run(home.command(&["status", "--demo"]).env("LANG", "es_MX.UTF-8"))));
    assert!(!spanish(home.run(&["status", "--demo"])));
    home.configure("config.toml", "language = \"es\"\n");
    assert!(spanish(home.run(&["status", "--demo"])));
    assert!(!spanish(home.run(&["status", "--demo", "--lang", "en"])));
}

#[test]
fn settings_that_are_wrong_are_said_and_passed_over() {
    let home = Home::new();
    home.configure("config.toml", "theme = \"mono\"\ncolour = 3\n");
    let run = home.run(&["status", "--demo"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("config.toml:2") && run.err.contains("colour"), "{run:?}");
    let doctor = home.run(&["doctor", "--demo"]);
    assert_eq!(doctor.code, 4, "{doctor:?}");
    assert!(doctor.out.contains("PROBLEM") && doctor.out.contains("config.toml:2"), "{doctor:?}");
}

#[test]
fn status_json_has_the_shape_that_programs_rely_on() {
    let home = Home::new();
    let demo = home.run(&["status", "--demo", "--json"]).json();
    assert_eq!(keys(&demo), BTreeSet::from(["publishers", "entries", "stale", "needs", "store"]));
    let expected =
        ["name", "fingerprint", "version", "published", "expires", "entries", "organizations", "services", "locations"];
    assert_eq!(keys(&demo["publishers"][0]), BTreeSet::from(expected));
    assert_eq!(demo["entries"], 1000);
    assert_eq!(demo["store"], serde_json::json!({ "bytes": 0, "generation": 0 }));
    let needs: BTreeSet<&str> = parasol::directory::Need::ALL.iter().map(|need| need.slug()).collect();
    assert_eq!(keys(&demo["needs"]), needs);
    let stored = home.run(&["status", "--json"]).json();
    assert_eq!(stored["store"]["generation"], 1);
    assert!(stored["store"]["bytes"].as_u64().is_some_and(|bytes| bytes > 0), "{stored}");
}

#[test]
fn show_prints_an_entry_or_offers_ids_that_are_near() {
    let home = Home::new();
    let found = home.run(&["find", "legal", "--demo", "--json"]).json();
    let id = found[0]["id"].as_str().unwrap();
    let text = home.run(&["show", id, "--demo"]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    assert!(text.out.contains(found[0]["name"].as_str().unwrap()), "{text:?}");
    let json = home.run(&["show", id, "--demo", "--json"]).json();
    assert_eq!(json["id"], id);
    let near = home.run(&["show", &format!("{id}x"), "--demo"]);
    assert_eq!((near.code, near.out.as_str()), (1, ""));
    assert!(near.err.contains(&format!("Did you mean {id}")), "{near:?}");
}

#[test]
fn browse_talks_over_a_pipe_and_draws_nothing() {
    let home = Home::new();
    let lines = "?\n1\nlegal\nn\np\n1\nlang es\nb\n99999\nneed:nonsense\nzzzzqqq\nq\nafter the end\n";
    let run = home.run_with(&["browse", "--demo"], lines);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let expected = [
        "1,000 entries",
        "q: quit",
        "There are no results yet",
        " of 1,000",
        "\n1. ",
        "\n11. ",
        "Idioma: español",
        "No hay resultado 99999",
        "Asesoría legal",
        "zzzzqqq",
    ];
    for words in expected {
        assert!(run.out.contains(words), "{words} is missing:\n{}", run.out);
    }
    assert!(!run.out.contains(['\u{1b}', '\r']), "nothing that drives a terminal");
    assert!(!run.out.contains("find: "), "no prompt on a pipe");
    assert_eq!(home.run_with(&["browse", "--demo"], "").code, 0, "the end of the input is a way out");
}

#[test]
fn doctor_rebuilds_the_store_and_keeps_the_old_one() {
    let home = Home::new();
    let sound = home.run(&["doctor"]);
    assert_eq!((sound.code, sound.err.as_str()), (0, ""), "{sound:?}");
    let run = home.run(&["doctor", "--rebuild"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("The old store lies in"), "{run:?}");
    let set_aside = std::fs::read_dir(home.data()).unwrap().flatten();
    let set_aside = set_aside.filter(|entry| entry.file_name().to_string_lossy().contains(".damaged-"));
    assert_eq!(set_aside.count(), 1);
    assert!(run.out.contains("Damaged stores set aside: directory.damaged-"), "{run:?}");
}

#[test]
fn doctor_finds_a_clock_that_cannot_be_right() {
    let home = Home::new();
    let run = run(home.command(&["doctor", "--demo", "--json"]).env("PARASOL_NOW", "1970-01-02T00:00:00Z"));
    assert_eq!(run.code, 4, "{run:?}");
    let checks = run.json()["checks"].as_array().unwrap().clone();
    let clock = checks.iter().find(|check| check["name"] == "clock").unwrap();
    assert_eq!(clock["state"], "failed");
    assert!(run.err.contains("checks-failed"), "{run:?}");
}

#[test]
fn completions_and_the_manual_go_to_standard_output() {
    let home = Home::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = home.run(&["completions", shell]);
        assert!(run.code == 0 && run.err.is_empty() && run.out.contains("checked-within"), "{shell}");
    }
    let page = home.run(&["man"]);
    assert!(page.code == 0 && page.err.is_empty() && page.out.starts_with(".ie"), "{page:?}");
    assert!(home.run(&["man", "--lang", "es"]).out.contains("CÓDIGO DE SALIDA"));
    assert!(!home.data().exists(), "none of them needs the store");
}

#[test]
fn a_sentence_finds_what_is_meant_and_says_so_beside_the_results() {
    let home = Home::new();
    let run = home.run(&["find", "--demo", "--json", "my wife throws me out every night zzzzqqq"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.json().as_array().unwrap().is_empty());
    assert!(run.err.contains("Understood as: ") && run.err.contains("zzzzqqq"), "{run:?}");
    let matched = run.json()[0]["matched"].clone();
    assert!(matched.as_array().unwrap().iter().any(|one| one["field"] == "need"), "{matched}");
    let run = home.run(&["find", "--demo", "--json", "zzzzqqq"]);
    assert_eq!((run.code, run.out.trim()), (1, "[]"), "{run:?}");
}

#[test]
fn entries_with_most_of_the_words_are_printed_and_the_dropped_word_is_named() {
    let home = Home::new();
    let run = home.run(&["find", "--demo", "legal", "zzzzqqq"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("1. ") && run.err.contains("Without “zzzzqqq”"), "{run:?}");
    let run = home.run(&["find", "--demo", "--json", "place:xyzzy"]);
    assert!(run.err.contains("xyzzy"), "{run:?}");
}

#[test]
fn what_only_covers_a_place_is_set_apart_in_text_in_json_and_in_the_conversation() {
    let home = Home::new();
    let run = home.run(&["find", "--demo", "place:lyon", "access:phone"]);
    assert!(run.out.contains("\nelsewhere, but they cover Lyon:\n\n"), "{}", run.out);
    let items = home.run(&["find", "--demo", "place:lyon", "access:phone", "--json"]).json();
    let covers: Vec<bool> = items.as_array().unwrap().iter().map(|item| item["covers"].as_bool().unwrap()).collect();
    assert!(!covers[0] && covers.iter().any(|covers| *covers) && covers.is_sorted(), "{covers:?}");
    let run = home.run_with(&["browse", "--demo"], "place:lyon access:phone\nn\nn\nn\nq\n");
    assert!(run.out.contains("\nelsewhere, but they cover Lyon:\n"), "{}", run.out);
}

#[test]
fn near_a_place_says_how_far_and_loses_nobody() {
    let home = Home::new();
    let run = home.run(&["find", "--demo", "near:lyon", "--limit", "40"]);
    assert_eq!(run.out.lines().next(), Some("1,000 of 1,000, nearest first"), "{}", run.out);
    for words in ["Distance: about 400 m", "Distance: in Lyon", "elsewhere, but they cover Lyon:"] {
        assert!(run.out.contains(words), "{words} is missing:\n{}", run.out);
    }
    let items = home.run(&["find", "--demo", "near:lyon", "--json"]).json();
    let items = items.as_array().unwrap();
    let metres: Vec<u64> = items.iter().filter_map(|item| item["metres"].as_u64()).collect();
    assert!(metres[0] < 1_000 && metres.is_sorted(), "{metres:?}");
    let of_place = home.run(&["find", "--demo", "place:lyon", "--json"]).json();
    for item in of_place.as_array().unwrap() {
        assert!(items.iter().any(|other| other["id"] == item["id"]), "{item}");
    }
    let run = home.run_with(&["browse", "--demo"], "near:lyon legal\nq\n");
    assert!(run.out.contains("nearest first") && run.out.contains("; about 500 m; "), "{}", run.out);
    let run = home.run(&["find", "near:berlin", "--limit", "1"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("No distances are known for Berlin"), "{run:?}");
    assert!(run.out.contains("Place: Berlin") && !run.out.contains("Distance"), "{run:?}");
}

#[test]
fn a_program_can_tell_results_with_most_of_the_words_from_those_with_all_also_where_nothing_is_said() {
    let home = Home::new();
    let run = home.run(&["find", "--demo", "--json", "--quiet", "legal", "zzzzqqq"]);
    assert_eq!(run.err, "");
    let partial = run.json()[0]["partial"].clone();
    assert_eq!(partial, serde_json::json!({ "dropped": ["zzzzqqq"], "meant": null }));
    let run = home.run(&["find", "--demo", "--json", "--quiet", "my wife throws me out every night"]);
    assert_eq!(run.json()[0]["partial"]["meant"], "housing-shelter");
    let run = home.run(&["find", "--json", "--quiet", "i want to die"]);
    let partial = run.json()[0]["partial"].clone();
    assert_eq!(partial, serde_json::json!({ "dropped": [], "meant": "mental-health", "topic": "suicide" }));
}

#[test]
fn text_says_what_was_found_where_the_name_does_not() {
    let run = Home::new().run(&["find", "--demo", "my wife throws me out every night"]);
    assert!(run.out.contains("\nFound by: need: "), "{}", run.out);
    let run = Home::new().run(&["find", "--demo", "seven bridges collective", "--limit", "1"]);
    assert!(!run.out.contains("Found by"), "{}", run.out);
}

#[test]
fn filters_that_leave_nothing_or_are_not_known_say_what_there_is() {
    let home = Home::new();
    let said = |words: &[&str]| {
        let run = home.run(&[&["find", "--demo"], words].concat());
        (run.code, run.err)
    };
    let (code, err) = said(&["need:legal-advice", "place:paris", "lang:ar", "for:women", "checked:1", "country:de"]);
    assert!(code == 1 && err.contains("together leave nothing") && !err.contains("there are 0"), "{err}");
    for words in ["place:", "near:"] {
        let (code, err) = said(&[words]);
        assert!(code == 2 && err.contains("Barcelona"), "{err}");
    }
    let (code, err) = said(&["publisher:nobody"]);
    assert!(code == 1 && err.contains("“nobody”") && err.contains("Parasol demo"), "{err}");
    assert_eq!(said(&["publisher:parasol", "--limit", "1", "--quiet"]), (0, String::new()));
    let (code, err) = said(&["place:lyn"]);
    assert!(code == 0 && err.contains("Did you mean \"Lyon\"?"), "{err}");
    let (_, err) = said(&["zzzzqqq:x"]);
    assert!(err.contains("near:") && err.contains("publisher:"), "{err}");
    let run = home.run(&["find", "--demo", "--json", "publisher:nobody"]);
    assert_eq!((run.code, run.out.as_str()), (1, "[]\n"), "{run:?}");
    let run = home.run(&["find", "--demo", "--lang", "es", "for:zzzzqqq"]);
    assert!(run.err.contains("Personas migrantes") && !run.err.contains("sex-workers"), "{run:?}");
    assert_eq!(home.run(&["find", "--demo", "for:personas-migrantes", "--json", "--limit", "1"]).code, 0);
}
