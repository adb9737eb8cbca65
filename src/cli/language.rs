//! Which language is spoken, and why.

use crate::{directory::LanguageTag, i18n};

/// What decided on the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// `--lang`.
    Argument,
    /// `PARASOL_LANG`.
    Variable,
    /// The user's settings.
    Settings,
    /// The system.
    System,
    /// Nothing: English.
    Nothing,
}

impl Because {
    /// Id of the message that says so.
    pub fn message_id(self) -> &'static str {
        match self {
            Self::Argument => "cli-language-argument",
            Self::Variable => "cli-language-variable",
            Self::Settings => "cli-language-settings",
            Self::System => "cli-language-system",
            Self::Nothing => "cli-language-nothing",
        }
    }
}

/// The language chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageChoice {
    /// Tag of the messages in use.
    pub interface: &'static str,
    /// The language to read entries in: the one asked for, even where the
    /// program itself does not speak it.
    pub reading: LanguageTag,
    /// What decided.
    pub because: Because,
}

/// Where a language can be asked for, the strongest first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// `--lang`
    pub argument: Option<&'a str>,
    /// `PARASOL_LANG`
    pub variable: Option<&'a str>,
    /// `language` in the settings.
    pub settings: Option<&'a str>,
    /// The system's, the preferred one first.
    pub locales: &'a [String],
}

impl LanguageChoice {
    /// Chooses. Something asked for that is no language tag is passed over;
    /// `--lang` is checked where arguments are.
    pub fn of(asked: Asked<'_>) -> Self {
        let named = [
            (asked.argument, Because::Argument),
            (asked.variable, Because::Variable),
            (asked.settings, Because::Settings),
        ];
        let named = named.into_iter().find_map(|(tag, because)| Some((LanguageTag::new(tag?)?, because)));
        if let Some((reading, because)) = named {
            return Self { interface: i18n::negotiate(&[reading.as_str().to_owned()]), reading, because };
        }
        // A locale is `es_MX.UTF-8`, or `C`.
        let locales =
            asked.locales.iter().filter_map(|name| name.split(['.', '@']).next()).filter_map(LanguageTag::new);
        let wanted: Vec<String> =
            locales.map(|tag| tag.as_str().to_owned()).filter(|tag| tag != "c" && tag != "posix").collect();
        let interface = i18n::negotiate(&wanted);
        let spoken = LanguageTag::new(interface).filter(|tag| wanted.iter().any(|one| primary(one) == tag.primary()));
        let because = if spoken.is_some() { Because::System } else { Because::Nothing };
        let reading = wanted.first().and_then(|tag| LanguageTag::new(tag)).or_else(|| LanguageTag::new(interface));
        Self { interface, reading: reading.unwrap_or_else(english), because }
    }

    /// True when the program has no messages in the language asked for.
    pub fn is_substitute(&self) -> bool {
        self.because == Because::Argument && primary(self.interface) != self.reading.primary()
    }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

fn english() -> LanguageTag {
    #[expect(clippy::expect_used, reason = "a literal that is shaped like a tag")]
    LanguageTag::new("en").expect("en is a tag")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_goes_before_everything_else() {
        let locales = ["en_GB.UTF-8".to_owned()];
        let asked = Asked { argument: Some("es"), variable: Some("en"), settings: Some("en"), locales: &locales };
        let choice = LanguageChoice::of(asked);
        assert_eq!((choice.interface, choice.because), ("es", Because::Argument));
        let choice = LanguageChoice::of(Asked { argument: None, variable: None, settings: Some("es"), ..asked });
        assert_eq!((choice.interface, choice.because), ("es", Because::Settings));
    }

    #[test]
    fn the_locale_of_the_system_is_understood() {
        let locales = ["es_MX.UTF-8".to_owned()];
        let choice = LanguageChoice::of(Asked { locales: &locales, ..Asked::default() });
        assert_eq!((choice.interface, choice.reading.as_str(), choice.because), ("es", "es-mx", Because::System));
        let plain = ["C".to_owned()];
        let choice = LanguageChoice::of(Asked { locales: &plain, ..Asked::default() });
        assert_eq!((choice.interface, choice.reading.as_str(), choice.because), ("en", "en", Because::Nothing));
    }

    #[test]
    fn entries_are_read_in_a_language_that_the_program_does_not_speak() {
        let choice = LanguageChoice::of(Asked { argument: Some("tl"), ..Asked::default() });
        assert_eq!((choice.interface, choice.reading.as_str()), ("en", "tl"));
        assert!(choice.is_substitute());
    }
}
