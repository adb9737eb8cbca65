//! The fixtures of the shared data, with the traps of real pages.

use std::{fs, path::PathBuf};

use proptest::prelude::*;

use super::*;

/// The folder of fixtures, if it is there.
fn fixtures() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = folder.ancestors().map(|one| one.join("shared/data/nswp")).find(|path| path.is_dir());
    if found.is_none() {
        println!("SKIPPED: the shared data is not beside the project");
    }
    found
}

#[test]
fn every_fixture_gives_what_is_expected() {
    let Some(folder) = fixtures() else { return };
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let expected = path.with_extension("expected.json");
        if path.extension().is_none_or(|extension| extension != "txt") || !expected.is_file() {
            continue;
        }
        let mut expected: Value = serde_json::from_slice(&fs::read(expected).unwrap()).unwrap();
        let mut got = as_json(&read(&fs::read(&path).unwrap()));
        for value in [&mut expected, &mut got] {
            if let Some(warnings) = value.get_mut("warnings").and_then(Value::as_array_mut) {
                warnings.sort_by_key(ToString::to_string);
            }
        }
        assert_eq!(got, expected, "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, 13);
}

#[test]
fn every_name_of_a_country_is_known() {
    let Some(folder) = fixtures() else { return };
    let aliases: std::collections::BTreeMap<String, String> =
        serde_json::from_slice(&fs::read(folder.join("country-aliases.json")).unwrap()).unwrap();
    let mut names: Vec<(String, String)> = aliases.into_iter().collect();
    for kind in ["territories", "territories-alt"] {
        let Ok(files) = fs::read_dir(folder.with_file_name("i18n").join(kind)) else { continue };
        for file in files {
            let table: Value = serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
            collect(&table, &mut names);
        }
    }
    assert!(names.len() > 1700, "{}", names.len());
    let wrong: Vec<_> =
        names.iter().filter(|(name, code)| super::super::hsds::values::country_by_name(name) != Some(code)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Names and codes of a table `{code: name}` or `{code: [names]}`.
fn collect(table: &Value, names: &mut Vec<(String, String)>) {
    for (code, value) in table.as_object().unwrap() {
        match value {
            Value::String(name) => names.push((name.clone(), code.clone())),
            Value::Array(all) => {
                names.extend(all.iter().map(|name| (name.as_str().unwrap().to_owned(), code.clone())));
            }
            Value::Object(all) => {
                names.extend(all.values().map(|name| (name.as_str().unwrap().to_owned(), code.clone())));
            }
            other => panic!("{other}"),
        }
    }
}

#[test]
fn what_is_no_page_is_refused_by_name() {
    assert_eq!(read(b"\xff\xfe"), Err(Refusal::InvalidUtf8));
    assert_eq!(read("\u{feff} \r\n\u{a0}\u{200b}".as_bytes()), Err(Refusal::EmptyInput));
    assert_eq!(read(b"Contact email\na@b.c\nCountry\nFrance"), Err(Refusal::NotAMemberProfile));
}

#[test]
fn a_page_becomes_an_organisation() {
    let text = "Red Lamp\nContact email\na@b.example, C@D.example\nWho do you work with?\nAll.\n\
                Describe other areas of your work\nMuch.\nCountry\nFrance\n";
    let page = read(text.as_bytes()).unwrap();
    let (organization, problems) = crate::formats::hsds::read_organization(&organization(&page, "x"));
    let organization = organization.unwrap();
    assert_eq!(problems, []);
    assert_eq!(organization.emails, ["a@b.example", "C@d.example"]);
    assert_eq!(organization.nswp.unwrap().country_text.as_deref(), Some("France"));
    assert_eq!(organization.locations[0].addresses[0].country.as_deref(), Some("FR"));
}

proptest! {
    #[test]
    fn any_bytes_give_a_page_or_a_refusal(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn labels_in_any_order_give_a_page_or_a_refusal(parts in prop::collection::vec(prop::sample::select(vec![
        "Contact email", "Who do you work with?", "COUNTRY:", "Describe other areas of your work ?", "\n", "\r", "x",
        "a [at] b {dot} c", "/fr/node/12", "[at", "(", "\u{202e}", "\u{c}", "---",
    ]), 0..30)) {
        let text = parts.join("\n");
        for (_, page) in pages(text.as_bytes()) {
            let _ = read(page);
        }
    }
}
