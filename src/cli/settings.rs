//! The user's own settings: `config.toml` in the settings folder. A file that
//! is wrong never stops a command: it is said, and passed over.

use std::{fs, io, path::Path};

use jiff::SignedDuration;
use serde::{Deserialize, de::Error};

use super::words::one_line;
use crate::{app::lock::LockSettings, i18n::I18n};

/// Name of the file of settings.
pub const FILE: &str = "config.toml";
/// Name of the user's keymap beside it.
pub const KEYMAP_FILE: &str = "keymap.toml";

/// What a person can set once and for all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserSettings {
    /// Language tag.
    pub language: Option<String>,
    /// Name of a theme.
    pub theme: Option<String>,
    /// How long without a key until the interface locks, such as `5 minutes`;
    /// or `never`.
    pub lock_after: Option<LockAfter>,
    /// Typed at the lock, it wipes; empty turns that off.
    pub wipe_word: Option<String>,
}

impl UserSettings {
    /// How the interface locks.
    pub fn lock(&self) -> LockSettings {
        let usual = LockSettings::default();
        LockSettings {
            idle_after: self.lock_after.map_or(usual.idle_after, |LockAfter(after)| after),
            wipe_word: self.wipe_word.clone().unwrap_or(usual.wipe_word),
            ..usual
        }
    }
}

/// A length of time in words, or `never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockAfter(pub Option<SignedDuration>);

impl<'de> Deserialize<'de> for LockAfter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "never" {
            return Ok(Self(None));
        }
        match text.parse() {
            Ok(after) if after > SignedDuration::ZERO => Ok(Self(Some(after))),
            _ => Err(D::Error::custom(format!("`{text}` is no length of time, such as `5 minutes`, nor `never`"))),
        }
    }
}

/// What became of a file of settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Found {
    /// There is none.
    #[default]
    Absent,
    /// It was read.
    Valid,
    /// It cannot be used: the line (from 1, where known) and what is wrong.
    Invalid {
        /// The line.
        line: Option<usize>,
        /// What is wrong.
        problem: String,
    },
}

impl Found {
    /// What is wrong with the settings, if anything is, on one line.
    pub fn problem(&self, i18n: &I18n) -> Option<String> {
        let Self::Invalid { line, problem } = self else { return None };
        let at = line.map_or_else(|| FILE.to_owned(), |line| format!("{FILE}:{line}"));
        Some(one_line(&i18n.with("cli-remark-settings", &[("at", at.into()), ("problem", problem.into())])))
    }
}

/// Reads the settings in `folder`.
pub fn load(folder: Option<&Path>) -> (UserSettings, Found) {
    match folder.map(|folder| read_if_there(&folder.join(FILE))) {
        None | Some(Ok(None)) => (UserSettings::default(), Found::Absent),
        Some(Ok(Some(text))) => parse(&text),
        Some(Err(error)) => (UserSettings::default(), Found::Invalid { line: None, problem: error.to_string() }),
    }
}

/// The text of a file, `None` where there is no such file.
pub fn read_if_there(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn parse(text: &str) -> (UserSettings, Found) {
    match toml::from_str(text) {
        Ok(settings) => (settings, Found::Valid),
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map(|before| before.matches('\n').count() + 1);
            (UserSettings::default(), Found::Invalid { line, problem: error.message().to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_a_wrong_line_is_named() {
        assert_eq!(
            parse("language = \"es\"\ntheme = \"mono\"\n"),
            (
                UserSettings { language: Some("es".into()), theme: Some("mono".into()), ..UserSettings::default() },
                Found::Valid
            )
        );
        let (settings, found) = parse("theme = \"mono\"\ncolour = 3\n");
        assert_eq!(settings, UserSettings::default());
        let Found::Invalid { line: Some(2), problem } = found else { panic!("{found:?}") };
        assert!(problem.contains("colour"), "{problem}");
    }

    #[test]
    fn the_lock_is_set_in_words() {
        let lock = |text: &str| match parse(text) {
            (settings, Found::Valid) => settings.lock(),
            (_, found) => panic!("{found:?}"),
        };
        assert_eq!(lock(""), LockSettings::default());
        assert_eq!(lock("lock_after = \"90 seconds\"").idle_after, Some(SignedDuration::from_secs(90)));
        assert_eq!(lock("lock_after = \"2m\"").idle_after, Some(SignedDuration::from_mins(2)));
        assert_eq!(lock("lock_after = \"never\"").idle_after, None);
        assert_eq!(lock("wipe_word = \"blue door\"").wipe_word, "blue door");
        for wrong in ["soon", "0s", "-5m", ""] {
            let (_, found) = parse(&format!("theme = \"mono\"\nlock_after = {wrong:?}\n"));
            assert!(matches!(found, Found::Invalid { line: Some(2), .. }), "{wrong}: {found:?}");
        }
    }

    #[test]
    fn no_file_is_no_mistake_but_a_folder_in_its_place_is() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(Some(folder.path())).1, Found::Absent);
        assert_eq!(load(None).1, Found::Absent);
        fs::create_dir(folder.path().join(FILE)).unwrap();
        assert!(matches!(load(Some(folder.path())).1, Found::Invalid { line: None, .. }));
    }
}
