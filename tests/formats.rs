//! Sources of other people, and what becomes of them: the counts that stand
//! beside the data, the schemas of the standard, and the way there and back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and read and write files"
)]

mod cli_support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use cli_support::Home;
use rstest::rstest;
use serde_json::Value;

/// The data of others; `None`, said aloud, where the project stands alone.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.exists() {
        println!("SKIPPED: {name} is not beside the project");
        return None;
    }
    Some(path)
}

/// Converts, and returns the report and the bytes of the result.
fn convert(home: &Home, source: &Path, to: &str) -> (Value, Vec<u8>) {
    let to = home.path().join(to);
    let run = home.run(&["convert", source.to_str().unwrap(), "--to", to.to_str().unwrap(), "--json"]);
    assert_eq!(run.code, 0, "{run:?}");
    (run.json(), fs::read(to).unwrap())
}

/// `kind: read kept left_out refused`, a line each.
fn records(report: &Value) -> BTreeMap<String, [u64; 4]> {
    let numbers = |tally: &Value| ["read", "kept", "left_out", "refused"].map(|key| tally[key].as_u64().unwrap());
    report["records"].as_object().unwrap().iter().map(|(kind, tally)| (kind.clone(), numbers(tally))).collect()
}

/// The counts that the data's own README gives, by hand.
#[rstest]
#[case("hsds-schema/3.0/examples/csv", &[("organization", 1), ("service", 1), ("location", 1), ("phone", 1)], [1, 1, 1])]
#[case("hsds-schema/3.1-dev/examples/csv", &[("organization", 1), ("service", 1), ("location", 1), ("phone", 1)], [1, 1, 1])]
#[case(
    "ilao/hsds",
    &[("organization", 33), ("service", 430), ("location", 520), ("phone", 982), ("address", 33), ("schedule", 2492),
      ("service_at_location", 520), ("eligibility", 520)],
    // 33 organisations and those that 341 services and 448 places name; every
    // postal address is a place of its own.
    [313, 429, 553]
)]
#[case("ilao/raw", &[("row", 983)], [982, 232, 521])]
#[case(
    "hsds-1.1-sample/simple",
    &[("organization", 10), ("service", 13), ("location", 10), ("phone", 5), ("service_at_location", 13),
      ("metadata", 131)],
    [10, 13, 10]
)]
#[case(
    "hsds-1.1-sample/ilao-mini",
    &[("organization", 5), ("service", 19), ("location", 19), ("phone", 43), ("service_at_location", 19),
      ("schedule", 19), ("eligibility", 19), ("address", 5)],
    [5, 19, 24]
)]
#[case(
    "ohana-sample",
    &[("organization", 8), ("service", 23), ("location", 22), ("phone", 54), ("contact", 31), ("address", 42),
      ("schedule", 15), ("program", 1), ("taxonomy_term", 290)],
    [8, 23, 22]
)]
#[case("hsds-json-sample/mock-hsds-api", &[("organization", 1), ("service", 1), ("service_at_location", 1)], [1, 1, 1])]
#[case("hsds-json-sample/oruk-validator-mocks/Test", &[("service", 129), ("organization", 2)], [1, 1, 1])]
// What the pages should come to lies beside them, and is no record.
#[case("nswp", &[("page", 13), ("organization", 0)], [12, 0, 10])]
#[case("starter/organizations.jsonl", &[("organization", 116), ("service", 191)], [116, 191, 0])]
fn every_record_of_a_source_is_accounted_for(
    #[case] name: &str,
    #[case] read: &[(&str, u64)],
    #[case] written: [u64; 3],
) {
    let Some(source) = shared(name) else { return };
    let home = Home::new();
    let (report, first) = convert(&home, &source, "first.jsonl");
    let records = records(&report);
    for (kind, [read, kept, left_out, refused]) in &records {
        assert_eq!(*read, kept + left_out + refused, "{name}: {kind} vanishes");
    }
    for (kind, count) in read {
        assert_eq!(records.get(*kind).map_or(0, |tally| tally[0]), *count, "{name}: {kind}");
    }
    let found = ["organizations", "services", "locations"].map(|key| report["written"][key].as_u64().unwrap());
    assert_eq!(found, written, "{name}");
    let (_, second) = convert(&home, &source, "second.jsonl");
    assert!(first == second, "{name}: two runs differ");
}

/// A record without what differs after a way through tables: ids that were
/// missing, columns in which rows name what they are about, and programmes,
/// which tables hang on the organisation.
fn bare(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(bare),
        Value::Object(map) => {
            for key in
                ["id", "link_id", "link_entity", "resource_id", "resource_type", "program", "program_id", "programs"]
            {
                map.shift_remove(key);
            }
            map.retain(|_, value| !value.as_array().is_some_and(Vec::is_empty));
            map.values_mut().for_each(bare);
        }
        _ => {}
    }
}

/// The records of JSON lines by id.
fn by_id(bytes: &[u8]) -> BTreeMap<String, Value> {
    let lines = str::from_utf8(bytes).unwrap().lines();
    let read = |line: &str| {
        let mut value: Value = serde_json::from_str(line).unwrap();
        let id = value["id"].as_str().unwrap().to_owned();
        bare(&mut value);
        (id, value)
    };
    lines.map(read).collect()
}

#[rstest]
#[case("ilao/hsds")]
#[case("ilao/raw")]
#[case("hsds-1.1-sample/simple")]
#[case("ohana-sample")]
#[case("hsds-json-sample/mock-hsds-api")]
#[case("hsds-json-sample/oruk-validator-mocks/Default")]
#[case("starter/organizations.jsonl")]
fn nothing_is_lost_on_the_way_through_a_package_of_tables(#[case] name: &str) {
    let Some(source) = shared(name) else { return };
    let home = Home::new();
    let (_, direct) = convert(&home, &source, "direct.jsonl");
    let (_, package) = convert(&home, &source, "package.zip");
    let (report, back) = convert(&home, &home.path().join("package.zip"), "back.jsonl");
    assert!(records(&report).values().all(|[read, kept, ..]| read == kept), "{name}: {:?}", records(&report));
    let (direct, back) = (by_id(&direct), by_id(&back));
    assert_eq!(direct.keys().collect::<Vec<_>>(), back.keys().collect::<Vec<_>>());
    for (id, before) in &direct {
        assert_eq!(before, &back[id], "{name}: {id}");
    }
    let again = convert(&home, &source, "again.zip").1;
    assert!(package == again, "{name}: two packages differ");
}

/// The schema of a kind of record with everything it refers to.
fn schema(name: &str) -> Option<jsonschema::Validator> {
    let folder = shared("hsds-schema/3.1-dev/schema")?;
    let mut registry = jsonschema::Registry::new();
    let base = "https://schema.example/";
    let mut wanted = None;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") || path.ends_with("openapi.json") {
            continue;
        }
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut text: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        text["$id"] = format!("{base}{file}").into();
        if file == format!("{name}.json") {
            wanted = Some(text.clone());
        }
        registry = registry.add(format!("{base}{file}"), text).unwrap();
    }
    let registry = registry.prepare().unwrap();
    Some(jsonschema::options().with_registry(&registry).build(&wanted.unwrap()).unwrap())
}

#[test]
fn what_is_exported_is_valid_hsds() {
    let Some(schema) = schema("organization") else { return };
    let home = Home::new();
    for to in ["list.json", "lines.jsonl"] {
        let path = home.path().join(to);
        let run = home.run(&["export", "--demo", "--to", path.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{run:?}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.replace(": ", ":").contains(r#""id":"""#), "{to}: every part has an id");
        let values: Vec<Value> = match to {
            "list.json" => serde_json::from_str(&text).unwrap(),
            _ => text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        };
        assert_eq!(values.len(), 250);
        for value in &values {
            let faults: Vec<String> =
                schema.iter_errors(value).map(|error| format!("{} {error}", error.instance_path())).collect();
            assert!(faults.is_empty(), "{to}: {}: {faults:?}", value["id"]);
        }
    }
}

/// All fields of a table, and those that are required.
type Fields = (Vec<String>, Vec<String>);

/// The fields that the standard's own data package names, by file.
fn fields_of_the_standard() -> Option<BTreeMap<String, Fields>> {
    let text = fs::read(shared("hsds-schema/3.1-dev/datapackage.json")?).unwrap();
    let package: Value = serde_json::from_slice(&text).unwrap();
    let mut files = BTreeMap::new();
    for resource in package["resources"].as_array().unwrap() {
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let name = |field: &Value| field["name"].as_str().unwrap().to_owned();
        let required = fields.iter().filter(|field| field["constraints"]["required"] == true).map(name).collect();
        files.insert(resource["path"].as_str().unwrap().to_owned(), (fields.iter().map(name).collect(), required));
    }
    Some(files)
}

#[test]
fn a_package_has_the_tables_and_columns_of_the_standard() {
    let Some(standard) = fields_of_the_standard() else { return };
    let home = Home::new();
    let path = home.path().join("demo.zip");
    assert_eq!(home.run(&["export", "--demo", "--to", path.to_str().unwrap()]).code, 0);
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let described: Value = serde_json::from_reader(archive.by_name("datapackage.json").unwrap()).unwrap();
    let mut tables = 0;
    for resource in described["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        let (fields, required) = &standard[path];
        let mut table = csv::Reader::from_reader(archive.by_name(path).unwrap());
        let headings: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
        let named: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(headings, named, "{path}");
        assert!(fields.iter().all(|field| headings.contains(field)), "{path}: {headings:?} lacks some of {fields:?}");
        let mut ids = std::collections::BTreeSet::new();
        for row in table.records() {
            let row = row.unwrap();
            assert!(ids.insert(row[0].to_owned()), "{path}: id {} stands twice", &row[0]);
            for field in required.iter().filter(|field| !may_be_empty(field)) {
                let at = headings.iter().position(|heading| heading == field).unwrap();
                assert!(!row[at].is_empty(), "{path}: {field} of {} is empty", &row[0]);
            }
        }
        tables += 1;
    }
    assert!(tables >= 14, "{tables}");
}

/// Required by the standard, and yet unknown for many places and terms.
fn may_be_empty(field: &str) -> bool {
    ["address_1", "city", "state_province", "postal_code", "country", "description"].contains(&field)
}

#[rstest]
#[case("en", "csv")]
#[case("es", "csv")]
#[case("en", "xlsx")]
fn a_table_for_people_can_be_taken_in_again(#[case] language: &str, #[case] ending: &str) {
    let home = Home::new();
    let table = home.path().join(format!("table.{ending}"));
    let arguments = ["export", "--demo", "--need", "legal-advice", "--lang", language, "--to", table.to_str().unwrap()];
    let run = home.run(&arguments);
    assert_eq!(run.code, 0, "{run:?}");
    let (report, lines) = convert(&home, &table, "back.jsonl");
    let counts = records(&report)["row"];
    assert!(counts[0] > 10 && counts[0] == counts[1], "{counts:?}");
    let lines = String::from_utf8(lines).unwrap();
    for line in lines.lines() {
        let organization: Value = serde_json::from_str(line).unwrap();
        for service in organization["services"].as_array().unwrap() {
            let needs = service["attributes"].as_array().unwrap().iter().filter(|one| one["label"] == "need");
            let needs: Vec<&str> = needs.map(|one| one["value"].as_str().unwrap()).collect();
            assert!(needs.contains(&"legal-advice"), "{service}");
            assert!(!organization.to_string().contains("Identificador"), "{organization}");
        }
    }
    assert!(lines.contains("\"opens_at\""), "hours come back as hours");
}

#[test]
fn an_export_holds_what_find_finds_and_nothing_else() {
    let home = Home::new();
    let found = home.run(&["find", "--demo", "--need", "housing-shelter", "--country", "FR", "--json"]).json();
    let mut services: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["kind"] == "service")
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    let path = home.path().join("part.json");
    let to = path.to_str().unwrap();
    let run = home.run(&["export", "--demo", "--need", "housing-shelter", "--country", "FR", "--to", to]);
    assert_eq!(run.code, 0, "{run:?}");
    let written: Vec<Value> = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let of = |organization: &Value| organization["services"].as_array().cloned().unwrap_or_default();
    let mut exported: Vec<String> =
        written.iter().flat_map(of).map(|service| service["id"].as_str().unwrap().to_owned()).collect();
    services.sort();
    exported.sort();
    assert!(!services.is_empty());
    assert_eq!(services, exported);
    let nothing = home.run(&["export", "--demo", "zzzzqqq", "--to", to]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""), "{nothing:?}");
    assert_eq!(serde_json::from_slice::<Vec<Value>>(&fs::read(&path).unwrap()).unwrap().len(), written.len());
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_made_harmless() {
    let home = Home::new();
    let source = home.path().join("in.csv");
    fs::write(&source, "Organization,Description,Phone\n=1+1,@SUM(A1),+33 1 42 34 56 78\n").unwrap();
    let (_, table) = convert(&home, &source, "out.csv");
    let table = String::from_utf8(table).unwrap();
    assert!(table.contains("'=1+1") && table.contains("'@SUM(A1)"), "{table}");
    assert!(!table.contains("'+33"), "{table}");
    let back = home.path().join("out.csv");
    let (_, lines) = convert(&home, &back, "back.jsonl");
    let one: Value = serde_json::from_slice(&lines).unwrap();
    assert_eq!((&one["name"], &one["description"]), (&"=1+1".into(), &"@SUM(A1)".into()));
}

#[test]
fn a_confidential_address_goes_out_only_from_the_curators_own_file() {
    let home = Home::new();
    let source = home.path().join("in.csv");
    fs::write(
        &source,
        "Organization,Service,Address,City,Country,Latitude,Longitude,Confidential\n\
         Harbour,Night shelter,7 Hidden Lane,Lyon,FR,45.76,4.83,yes\n",
    )
    .unwrap();
    for ending in ["jsonl", "json", "csv"] {
        let (_, bytes) = convert(&home, &source, &format!("out.{ending}"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("Night shelter") && text.contains("Lyon"), "{ending}: {text}");
        for secret in ["Hidden", "45.76", "4.83"] {
            assert!(!text.contains(secret), "{ending}: {text}");
        }
    }
    let to = home.path().join("own.csv");
    let arguments = ["convert", source.to_str().unwrap(), "--keep-confidential", "--to", to.to_str().unwrap()];
    let run = home.run(&arguments);
    assert_eq!(run.code, 0, "{run:?}");
    let own = fs::read_to_string(&to).unwrap();
    assert!(own.contains("7 Hidden Lane") && own.contains(",yes,"), "{own}");
}

#[test]
fn a_sheet_saved_as_unicode_text_is_a_spreadsheet() {
    let home = Home::new();
    let source = home.path().join("saved.txt");
    let text = "\u{feff}Organisation\tVille\tPays\r\nMaison Zoé\tLyon\tFrance\r\n";
    fs::write(&source, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).unwrap();
    let (report, lines) = convert(&home, &source, "out.jsonl");
    assert_eq!(records(&report), [("row".to_owned(), [1, 1, 0, 0])].into());
    let one: Value = serde_json::from_slice(&lines).unwrap();
    assert_eq!(one["name"], "Maison Zoé");
}

#[test]
fn rows_that_may_be_one_organisation_are_told_by_their_headings() {
    let home = Home::new();
    let source = home.path().join("in.csv");
    let row = "Maison Zoé,01 42 02 03 04,https://zoe.example,Lyon,FR,lun-ven 9h-17h\n";
    fs::write(&source, format!("Nom,Téléphone,Site,Ville,Pays,Horaires\n{row}{}", row.replace("Zoé", "Zoe"))).unwrap();
    let (report, lines) = convert(&home, &source, "out.jsonl");
    let told: Vec<(&str, &str)> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["field"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("Téléphone", "same_phone"), ("Site", "same_website"), ("Nom", "similar_name")]);
    let lines = String::from_utf8(lines).unwrap();
    let hours: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["locations"][0]["schedules"][0]["opens_at"].clone())
        .collect();
    assert_eq!(hours, ["09:00:00", "09:00:00"], "hours that were worked out before are the same hours");
}
