//! Everything in a bundle, readable.

use std::fs;

use crate::cli_support::{Home, publisher::Publisher};
use rstest::rstest;
use serde_json::{Value, json};

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
