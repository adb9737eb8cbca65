//! Every text a user meets is a message, in every language.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_bundle::FluentResource;
use parasol::{
    app::{
        Theme,
        action::Action,
        keymap::{Keymap, Mode},
    },
    i18n::{I18n, ON_PAPER, available, on_paper},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Messages of a language, each with the variables it uses.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let files = fs::read_dir(root().join("data/locales").join(language)).unwrap();
    messages_of(language, files.map(|file| file.unwrap().path()))
}

/// Those of a language that a handout needs.
fn messages_on_paper(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    messages_of(language, ON_PAPER.into_iter().map(|name| root().join("data/locales").join(language).join(name)))
}

fn messages_of(language: &str, files: impl Iterator<Item = PathBuf>) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let mut id = String::new();
        for line in fs::read_to_string(file).unwrap().lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                line.split([' ', '=']).next().unwrap().clone_into(&mut id);
                assert!(!messages.contains_key(&id), "{id} is there twice in {language}");
            }
            let variables = line.split('$').skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
                rest.split_at(end).0.to_owned()
            });
            if !id.is_empty() && !line.starts_with('#') {
                messages.entry(id.clone()).or_default().extend(variables);
            }
        }
    }
    messages
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The code of the program, without its tests.
fn program() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let is_test =
        |path: &PathBuf| path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
    files.retain(|path| !is_test(path));
    assert!(files.len() > 50, "the sources are not where they are looked for");
    files
        .into_iter()
        .map(|path| {
            let code = fs::read_to_string(&path).unwrap();
            let end =
                code.find("#[cfg(test)]\nmod tests {").or_else(|| code.find("#[cfg(test)]\npub(crate) mod tests {"));
            (path, code.split_at(end.unwrap_or(code.len())).0.to_owned())
        })
        .collect()
}

#[test]
fn every_language_has_every_message_with_the_same_values() {
    let english = messages("en");
    assert!(english.len() > 100, "the messages are not where they are looked for");
    for language in available() {
        let theirs = messages(language);
        let missing: Vec<_> = english.keys().filter(|id| !theirs.contains_key(*id)).collect();
        let unknown: Vec<_> = theirs.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{language} lacks {missing:?}, English lacks {unknown:?}");
        for (id, variables) in &theirs {
            assert_eq!(variables, &english[id], "{id} in {language} takes other values than in English");
        }
    }
}

#[test]
fn every_language_of_handouts_has_every_message_of_handouts() {
    let english = messages_on_paper("en");
    assert!(on_paper().len() >= 6 && on_paper().len() >= available().len());
    for language in on_paper() {
        let theirs = messages_on_paper(language);
        for (id, variables) in &english {
            // A language may leave a value out where it says it in a word: "two days".
            let theirs = theirs.get(id).unwrap_or_else(|| panic!("{language} lacks {id}"));
            assert_eq!(theirs, variables, "{id} in {language} takes other values than in English");
        }
        let unknown: Vec<_> = theirs.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(unknown.is_empty(), "{language} says {unknown:?}, which English does not");
    }
}

/// The plural forms that whole numbers take in each language (CLDR).
const PLURALS: [(&str, &[&str]); 6] = [
    ("ar", &["one", "two", "few", "many", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("ru", &["one", "few", "many", "other"]),
    ("zh", &["other"]),
];

#[test]
fn a_count_has_every_plural_form_of_its_language() {
    for language in on_paper() {
        let forms = PLURALS.iter().find(|(tag, _)| tag == language).map(|(_, forms)| *forms);
        let forms = forms.unwrap_or_else(|| panic!("which plural forms has {language}?"));
        for name in ON_PAPER {
            let text = fs::read_to_string(root().join("data/locales").join(language).join(name)).unwrap();
            for part in text.split("$count ->").skip(1) {
                // The choices end at the line with nothing but the bracket.
                let choices: String =
                    part.lines().take_while(|line| line.trim() != "}").flat_map(|line| [line, "\n"]).collect();
                let said = |form: &&&str| choices.contains(&format!("[{form}]"));
                let missing: Vec<_> = forms.iter().filter(|form| !said(form)).collect();
                assert!(missing.is_empty(), "{language} lacks the forms {missing:?} in{choices}");
            }
        }
    }
}

#[test]
fn every_message_file_is_read_whole() {
    for language in on_paper() {
        for file in fs::read_dir(root().join("data/locales").join(language)).unwrap() {
            let path = file.unwrap().path();
            assert!(path.extension().is_some_and(|extension| extension == "ftl"), "{} is no messages", path.display());
            let text = fs::read_to_string(&path).unwrap();
            if let Err((_, errors)) = FluentResource::try_new(text) {
                panic!("{}: {errors:?}", path.display());
            }
        }
    }
}

#[test]
fn every_message_that_the_code_names_exists() {
    let english = messages("en");
    let mut named = 0;
    // The rooms below have no messages; their `text` is something else.
    let wordless =
        ["directory", "formats", "search", "store", "sync", "text"].map(|room| root().join("src").join(room));
    for (file, code) in program() {
        if wordless.iter().any(|room| file.starts_with(room)) {
            continue;
        }
        for call in [".text(\"", ".with(\"", ".say(\""] {
            for rest in code.split(call).skip(1) {
                let id = rest.split('"').next().unwrap();
                assert!(english.contains_key(id), "{id} is named in {}", file.display());
                named += 1;
            }
        }
    }
    assert!(named > 100, "the calls are not written as this test looks for them");
}

/// Beginnings of ids that the code puts together, and how it writes them: what
/// follows is the name of an action, a mode, a month … Every id that is not
/// named whole is of these.
const BUILT: &[(&str, &str)] = &[
    ("why-", "why-{"),
    ("action-", "action-{"),
    ("column-", "column-{"),
    ("convert-head-", "convert-head-{"),
    ("convert-outcome-", "convert-outcome-{"),
    ("cli-about-", "cli-about-{"),
    ("cli-arg-", "cli-arg-{"),
    ("cli-doctor-", "cli-doctor-{"),
    ("cli-error-", "cli-{what}-{"),
    ("cli-hint-", "cli-{what}-{"),
    ("desk-coverage-", "desk-coverage-{"),
    ("desk-kind-", "desk-kind-{"),
    ("desk-why-", "desk-why-{"),
    ("correct-field-", "correct-field-{"),
    ("direction-", "direction-{"),
    ("edit-field-", "edit-field-{"),
    ("edit-mark-", "edit-mark-{"),
    ("footer-", "footer-{"),
    ("known-", "known-{"),
    ("publish-corrections-cannot-", "publish-corrections-cannot-{"),
    ("publish-corrections-is-", "publish-corrections-is-{"),
    ("label-", "label-{"),
    ("line-", "line-{"),
    ("mode-", "mode-{"),
    ("month-", "month-{"),
    ("priority-area-", "priority-area-{"),
    ("sources-failed-", "sources-failed-{"),
    ("step-", "step-{"),
    ("theme-", "theme-{"),
    ("updates-hint-", "updates-hint-{"),
    ("updates-reason-", "updates-reason-{"),
    ("updates-refused-", "updates-refused-{"),
    ("weekday-", "weekday-{"),
    ("weekday-full-", "weekday-full-{"),
    ("word-", "word-{"),
];

#[test]
fn every_message_is_said_somewhere() {
    let code: String = program().into_iter().map(|(_, code)| code).collect();
    let named = |id: &str| code.contains(&format!("\"{id}\""));
    let english = messages("en");
    let built = |id: &str| BUILT.iter().any(|(prefix, _)| id.starts_with(*prefix));
    let unused: Vec<_> = english.keys().filter(|id| !named(id) && !built(id)).collect();
    assert!(unused.is_empty(), "no code says {unused:?}");
    for (prefix, written) in BUILT {
        assert!(code.contains(&format!("\"{written}")), "no code puts {prefix} before anything");
        assert!(english.keys().any(|id| id.starts_with(*prefix)), "no message begins with {prefix}");
    }
}

#[test]
fn every_action_place_and_theme_has_its_words() {
    let i18n = I18n::new("en");
    let keymap = Keymap::default();
    for action in Action::ALL.iter().copied().chain([Action::OpenNth(1)]) {
        assert!(i18n.has(&action.message_id()), "{}", action.message_id());
    }
    for mode in Mode::ALL.into_iter().filter(|mode| *mode != Mode::Lock) {
        let id = format!("mode-{}", mode.name());
        assert!(i18n.has(&id), "{id}");
        for (_, action) in keymap.footer(mode, |_| true) {
            assert!(i18n.has(&action.footer_id()), "{}", action.footer_id());
        }
    }
    for theme in Theme::ALL {
        assert!(i18n.has(&format!("theme-{}", theme.name())));
    }
}

#[test]
fn no_message_is_left_of_an_action_place_or_theme_that_is_gone() {
    let actions = || Action::ALL.iter().copied().chain([Action::OpenNth(1)]);
    let known: BTreeSet<String> = actions()
        .flat_map(|action| [action.message_id(), action.footer_id()])
        .chain(Mode::ALL.into_iter().map(|mode| format!("mode-{}", mode.name())))
        .chain(Theme::ALL.into_iter().map(|theme| format!("theme-{}", theme.name())))
        .collect();
    let code: String = program().into_iter().map(|(_, code)| code).collect();
    for id in messages("en").keys() {
        let named = ["action-", "footer-", "mode-", "theme-"].iter().any(|prefix| id.starts_with(prefix));
        let whole = || code.contains(&format!("\"{id}\""));
        assert!(!named || known.contains(id) || whole(), "{id} is of nothing that there is");
    }
}

#[test]
fn one_is_said_as_one() {
    for (id, variable, english, spanish) in [
        ("filters-checked-within", "days", "checked within a day", "verificado en el último día"),
        (
            "desk-more-columns",
            "count",
            "… and one more column; --json has it too",
            "… y una columna más; --json también la tiene",
        ),
        ("updates-seconds-left", "count", "1 s left", "queda 1 s"),
    ] {
        for (language, said) in [("en", english), ("es", spanish)] {
            assert_eq!(I18n::new(language).with(id, &[(variable, 1_u32.into())]), said);
        }
    }
    assert_eq!(I18n::new("en").with("filters-checked-within", &[("days", 2_u32.into())]), "checked within 2 days");
}
