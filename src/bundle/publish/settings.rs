//! `publisher.toml`: what a publisher says about itself.

use serde::{Deserialize, Serialize};

use super::PublishError;
use crate::{
    bundle::{Digest, limits, manifest::is_clean},
    directory::{LanguageTag, Publication},
};

/// True for a text that may be a name or a contact: one line, with nothing in it
/// that drives a terminal, and not too long.
pub fn is_line(text: &str) -> bool {
    is_clean(text)
}

/// What a publisher says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name for people.
    pub name: String,
    /// How to reach the publisher: mail, phone or web address.
    #[serde(default)]
    pub contact: String,
    /// Languages that the publisher writes in, as tags.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Days after which an entry counts as stale.
    #[serde(default = "stale_after")]
    pub stale_after_days: u16,
    /// Days for which a release is promised to be right.
    #[serde(default = "expires")]
    pub expires_days: u16,
    /// Days after that beyond which contact data ask for one more key.
    #[serde(default = "hard_limit")]
    pub hard_limit_days: u16,
    /// Public X25519 key for corrections, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrections_key: Option<Digest>,
}

fn stale_after() -> u16 {
    Publication::DEFAULT_STALE_AFTER_DAYS
}

fn expires() -> u16 {
    45
}

fn hard_limit() -> u16 {
    180
}

impl Settings {
    /// The settings of a new publisher.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            contact: String::new(),
            languages: Vec::new(),
            stale_after_days: stale_after(),
            expires_days: expires(),
            hard_limit_days: hard_limit(),
            corrections_key: None,
        }
    }

    /// Reads `publisher.toml`. The error names line and field.
    pub fn from_toml(text: &str) -> Result<Self, PublishError> {
        let settings: Self =
            toml::from_str(text).map_err(|error| PublishError::Settings { detail: error.to_string() })?;
        settings.check()?;
        Ok(settings)
    }

    /// As `publisher.toml`.
    pub fn to_toml(&self) -> Result<String, PublishError> {
        toml::to_string(self).map_err(PublishError::internal)
    }

    /// Checks what the program of a worker would refuse.
    pub fn check(&self) -> Result<(), PublishError> {
        let wrong = |field: &str, why: &str| Err(PublishError::Settings { detail: format!("{field}: {why}") });
        if self.name.trim().is_empty() {
            return wrong("name", "it is empty");
        }
        for (field, text) in [("name", &self.name), ("contact", &self.contact)] {
            if !is_clean(text) {
                let most = limits::PUBLISHER_TEXT_CHARS;
                return wrong(field, &format!("one line of plain text of at most {most} characters is wanted"));
            }
        }
        if let Some(tag) = self.languages.iter().find(|tag| LanguageTag::new(tag).is_none()) {
            return wrong("languages", &format!("{tag:?} is no language tag"));
        }
        if self.expires_days == 0 || self.stale_after_days == 0 {
            return wrong("expires_days, stale_after_days", "zero days promise nothing");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_their_file_and_bad_ones_are_named() {
        let settings = Settings { contact: "a@example.org".into(), ..Settings::named("Casa Ñandú") };
        assert_eq!(Settings::from_toml(&settings.to_toml().unwrap()).unwrap(), settings);
        for (bad, field) in [
            ("name = ''", "name"),
            ("name = \"a\\u001b[2J\"", "name"),
            ("name = 'a'\nlanguages = ['1']", "languages"),
            ("name = 'a'\nexpires_days = 0", "expires_days"),
            ("name = 'a'\nexpire_days = 5", "expire_days"),
        ] {
            let error = Settings::from_toml(bad).unwrap_err().to_string();
            assert!(error.contains(field), "{error}");
        }
    }
}
