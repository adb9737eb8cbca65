//! The word lists: `data/demo/LANGUAGE.tsv` with a key, a text and sometimes a
//! second text a line, and `data/demo/cities.tsv`.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::directory::text::{LanguageTag, Text};

/// The languages of the demo directory.
pub(super) const LANGUAGES: [&str; 6] = ["en", "es", "fr", "ru", "zh", "ar"];

/// The words of one language.
pub(super) struct Words {
    /// Tag of the language.
    pub(super) language: &'static str,
    /// Text and second text by key.
    by_key: BTreeMap<&'static str, (&'static str, &'static str)>,
}

/// A city of the demo directory.
pub(super) struct City {
    /// A word for ids.
    pub(super) slug: &'static str,
    /// Its name in its language.
    pub(super) name: &'static str,
    /// The language of what is written there.
    pub(super) language: &'static str,
    /// ISO country code.
    pub(super) country: &'static str,
    /// State or province; empty where that is not usual.
    pub(super) state: &'static str,
    /// Degrees north.
    pub(super) latitude: f64,
    /// Degrees east.
    pub(super) longitude: f64,
    /// IANA name of the zone.
    pub(super) zone: &'static str,
    /// A postal code; empty where that is not usual.
    pub(super) postal_code: &'static str,
    /// ISO code of the currency.
    pub(super) currency: &'static str,
    /// Codes of further languages spoken there.
    pub(super) spoken: Vec<&'static str>,
}

static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let files = [
        include_str!("../../../data/demo/en.tsv"),
        include_str!("../../../data/demo/es.tsv"),
        include_str!("../../../data/demo/fr.tsv"),
        include_str!("../../../data/demo/ru.tsv"),
        include_str!("../../../data/demo/zh.tsv"),
        include_str!("../../../data/demo/ar.tsv"),
    ];
    LANGUAGES.iter().zip(files).map(|(language, file)| Words { language, by_key: read(file) }).collect()
});

static CITIES: LazyLock<Vec<City>> =
    LazyLock::new(|| include_str!("../../../data/demo/cities.tsv").lines().filter_map(city).collect());

fn read(file: &'static str) -> BTreeMap<&'static str, (&'static str, &'static str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, (cells.next()?, cells.next().unwrap_or_default())))
        })
        .collect()
}

/// Reads a line of the cities.
fn city(line: &'static str) -> Option<City> {
    let mut cells = line.split('\t');
    Some(City {
        slug: cells.next()?,
        name: cells.next()?,
        language: cells.next()?,
        country: cells.next()?,
        state: cells.next()?,
        latitude: cells.next()?.parse().ok()?,
        longitude: cells.next()?.parse().ok()?,
        zone: cells.next()?,
        postal_code: cells.next()?,
        currency: cells.next()?,
        spoken: cells.next()?.split(' ').collect(),
    })
}

/// Every city.
pub(super) fn cities() -> &'static [City] {
    &CITIES
}

/// The words of a language; English for one that there is not.
pub(super) fn in_language(language: &str) -> &'static Words {
    static NONE: Words = Words { language: "en", by_key: BTreeMap::new() };
    let words: &'static [Words] = &WORDS;
    words.iter().find(|words| words.language == language).or(words.first()).unwrap_or(&NONE)
}

impl Words {
    /// The text of a key; empty where there is none.
    pub(super) fn text(&self, key: &str) -> &'static str {
        self.by_key.get(key).map_or("", |(text, _)| text)
    }

    /// The second text of a key.
    pub(super) fn second(&self, key: &str) -> &'static str {
        self.by_key.get(key).map_or("", |(_, second)| second)
    }

    /// The text of the nth key of a group such as `name.0`, round and round.
    pub(super) fn nth(&self, group: &str, n: usize) -> &'static str {
        let count =
            (0..self.by_key.len()).take_while(|at| self.by_key.contains_key(format!("{group}.{at}").as_str())).count();
        self.text(&format!("{group}.{}", n % count.max(1)))
    }

    /// A text in this language, tagged with it.
    pub(super) fn tagged(&self, value: impl Into<String>) -> Text {
        Text::tagged(value, LanguageTag::new(self.language))
    }
}

/// A text made by `make` in one language, with translations into others.
pub(super) fn translated(words: &Words, into: &[&str], make: impl Fn(&Words) -> String) -> Text {
    let mut text = words.tagged(make(words));
    for language in into.iter().filter(|language| **language != words.language) {
        if let Some(tag) = LanguageTag::new(language) {
            text.translations.push((tag, make(in_language(language))));
        }
    }
    text.translations.sort();
    text
}

#[cfg(test)]
impl Words {
    /// How many keys there are.
    pub(super) fn count(&self) -> usize {
        self.by_key.len()
    }
}
