//! Text that knows its language.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// A BCP 47 language tag in lower case, such as `fr` or `zh-hant`.
///
/// The tag is kept as the source wrote it (only the case is folded): a tag
/// that no list knows is still better than none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LanguageTag(CompactString);

impl LanguageTag {
    /// Makes a tag; `None` when `tag` is empty or not shaped like a tag.
    pub fn new(tag: &str) -> Option<Self> {
        // Most are written as they are kept.
        if matches!(tag.len(), 2 | 3) && tag.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Some(Self(CompactString::new(tag)));
        }
        let plain = |c: char| if c == '_' { '-' } else { c.to_ascii_lowercase() };
        let tag: CompactString = tag.trim().chars().map(plain).collect();
        let shaped =
            tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
        (shaped && tag.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(Self(tag))
    }

    /// The whole tag, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first hyphen: `zh` of `zh-hant`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

/// A text with the language it is written in, where known, and translations.
///
/// HSDS has no translated text; in exchange files the translations are
/// attributes of the Parasol profile, labelled `FIELD@TAG`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// The text as the publisher wrote it.
    pub value: String,
    /// The language of `value`, where the source says so.
    pub language: Option<LanguageTag>,
    /// The same text in other languages, sorted by tag.
    pub translations: Vec<(LanguageTag, String)>,
}

/// What a reader gets of a [`Text`] in the language asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The words to show.
    pub value: &'a str,
    /// The language of `value`, where known.
    pub language: Option<&'a LanguageTag>,
    /// True when `value` is known not to be in the language asked for: the
    /// screen then says which language it is in.
    pub fallback: bool,
}

impl Text {
    /// A text whose language is not known.
    pub fn plain(value: impl Into<String>) -> Self {
        Self { value: value.into(), ..Self::default() }
    }

    /// A text in a known language.
    pub fn tagged(value: impl Into<String>, language: Option<LanguageTag>) -> Self {
        Self { value: value.into(), language, translations: Vec::new() }
    }

    /// True when there is nothing to show in any language.
    pub fn is_empty(&self) -> bool {
        self.value.is_empty() && self.translations.is_empty()
    }

    /// The text in `wanted`, or the original, visibly marked as a fallback.
    pub fn read(&self, wanted: &str) -> Reading<'_> {
        let wanted = wanted.split('-').next().unwrap_or(wanted);
        let own = Reading { value: &self.value, language: self.language.as_ref(), fallback: false };
        match &self.language {
            Some(tag) if tag.primary() == wanted => own,
            language => match self.translations.iter().find(|(tag, _)| tag.primary() == wanted) {
                Some((tag, value)) => Reading { value, language: Some(tag), fallback: false },
                // Nothing of its own: a translation is better than silence.
                None if self.value.is_empty() => self.translations.first().map_or(own, |(tag, value)| Reading {
                    value,
                    language: Some(tag),
                    fallback: true,
                }),
                None => Reading { fallback: language.is_some(), ..own },
            },
        }
    }

    /// Every language this text can be read in, the original's first.
    pub fn languages(&self) -> impl Iterator<Item = &LanguageTag> {
        self.language.iter().chain(self.translations.iter().map(|(tag, _)| tag))
    }

    /// The original and every translation: what search looks through.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.value.as_str()).chain(self.translations.iter().map(|(_, value)| value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_falls_back_visibly() {
        let fr = LanguageTag::new("fr").unwrap();
        let text = Text { translations: vec![(fr, "Abri".into())], ..Text::tagged("Shelter", LanguageTag::new("en")) };
        assert_eq!(text.read("fr-CA").value, "Abri");
        assert!(!text.read("fr").fallback);
        assert_eq!(text.read("ru").value, "Shelter");
        assert!(text.read("ru").fallback);
        assert!(!Text::plain("Shelter").read("ru").fallback, "an unknown language is not known to be foreign");
    }

    #[test]
    fn a_text_that_is_only_translated_is_still_read() {
        let fr = LanguageTag::new("fr").unwrap();
        let text = Text { translations: vec![(fr, "Abri".into())], ..Text::default() };
        assert_eq!((text.read("ru").value, text.read("ru").fallback), ("Abri", true));
    }

    #[test]
    fn a_tag_is_folded_and_shaped() {
        assert_eq!(LanguageTag::new(" ZH_Hant ").unwrap().as_str(), "zh-hant");
        assert_eq!(LanguageTag::new("ZH_Hant").unwrap().primary(), "zh");
        assert_eq!(LanguageTag::new("not a tag"), None);
        assert_eq!(LanguageTag::new(""), None);
    }
}
