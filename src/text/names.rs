//! Names of countries, languages and cities in many languages, from
//! `data/names/*.tsv` (those of countries and languages made from Unicode CLDR
//! 48 and a few names that people write and CLDR lacks; licence beside the data).

use std::{collections::HashMap, sync::LazyLock};

/// Names of one country, language or city.
#[derive(Debug, Clone)]
pub struct Names {
    /// ISO 3166-1 alpha-2 in capitals, or a language code in lower case, or
    /// the country of a city, a hyphen and its name in English: `GB-london`.
    pub code: &'static str,
    /// What its speakers call a language; empty for countries and where CLDR
    /// does not say.
    pub own: &'static str,
    /// Per column of the table: language and its names, the usual one first.
    columns: Vec<(&'static str, Vec<&'static str>)>,
}

impl Names {
    /// The usual name in `language`, or in English, or the code.
    pub fn name(&self, language: &str) -> &'static str {
        let primary = language.split('-').next().unwrap_or(language);
        let usual = |wanted: &str| {
            self.columns.iter().find(|(column, _)| *column == wanted).and_then(|(_, names)| names.first().copied())
        };
        usual(primary).or_else(|| usual("en")).unwrap_or(self.code)
    }

    /// Every name in every language, the code itself not included.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        let own = Some(self.own).filter(|own| !own.is_empty());
        own.into_iter().chain(self.columns.iter().flat_map(|(_, names)| names.iter().copied()))
    }
}

/// A table of names by code.
pub struct Table {
    rows: Vec<Names>,
    by_code: HashMap<&'static str, usize>,
}

impl Table {
    /// Reads a table: a line of column heads, then a line a code; several
    /// names in a cell are divided by `|`.
    fn read(text: &'static str) -> Self {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let heads: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let rows: Vec<Names> = lines
            .map(|line| {
                let mut row = Names { code: "", own: "", columns: Vec::new() };
                for (head, cell) in heads.iter().zip(line.split('\t')) {
                    match *head {
                        "code" => row.code = cell,
                        "own" => row.own = cell,
                        _ if cell.is_empty() => {}
                        language => row.columns.push((language, cell.split('|').collect())),
                    }
                }
                row
            })
            .collect();
        let by_code = rows.iter().enumerate().map(|(at, row)| (row.code, at)).collect();
        Self { rows, by_code }
    }

    /// The names of a code, in any case.
    pub fn get(&self, code: &str) -> Option<&Names> {
        let at = self.by_code.get(code).copied().or_else(|| {
            let other = if code.starts_with(|c: char| c.is_ascii_lowercase()) {
                code.to_ascii_uppercase()
            } else {
                code.to_ascii_lowercase()
            };
            self.by_code.get(other.as_str()).copied()
        })?;
        self.rows.get(at)
    }

    /// Every row.
    pub fn rows(&self) -> &[Names] {
        &self.rows
    }

    /// The usual name of a code in `language`; the code itself when unknown.
    pub fn name<'a>(&self, code: &'a str, language: &str) -> &'a str {
        self.get(code).map_or(code, |names| names.name(language))
    }
}

static COUNTRIES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../data/names/countries.tsv")));
static LANGUAGES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../data/names/languages.tsv")));

static CITIES: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../data/names/cities.tsv")));

/// Countries by ISO 3166-1 alpha-2 code.
pub fn countries() -> &'static Table {
    &COUNTRIES
}

/// Languages by ISO 639 code.
pub fn languages() -> &'static Table {
    &LANGUAGES
}

/// Cities that are called otherwise in other languages.
pub fn cities() -> &'static Table {
    &CITIES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_languages_have_names_in_every_interface_language() {
        for language in ["en", "es", "fr", "ru", "zh", "ar"] {
            for row in countries().rows() {
                assert_ne!(row.name(language), row.code, "{} in {language}", row.code);
            }
        }
        assert_eq!(countries().name("US", "es"), "Estados Unidos");
        assert_eq!(countries().get("us").unwrap().code, "US");
        assert!(countries().get("US").unwrap().all().any(|name| name == "США"));
        assert_eq!(languages().name("ru", "fr"), "russe");
        assert_eq!(languages().get("fr").unwrap().own, "français");
        assert_eq!(languages().name("xx-unknown", "fr"), "xx-unknown");
    }

    #[test]
    fn cities_have_names_in_every_interface_language_and_a_country() {
        for row in cities().rows() {
            for language in ["en", "es", "fr", "ru", "zh", "ar"] {
                assert!(!row.name(language).is_empty() && row.name(language) != row.code, "{} in {language}", row.code);
            }
            let (country, _) = row.code.split_once('-').unwrap();
            assert!(countries().get(country).is_some(), "{}", row.code);
        }
        assert_eq!(cities().name("GB-london", "es"), "Londres");
    }
}
