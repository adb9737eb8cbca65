//! Names and synonyms of needs, populations and kinds of access, in every
//! interface language: the files `data/needs.toml`, `data/populations.toml`
//! and `data/access.toml`, which a curator can edit without touching code.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Deserializer, de::Error};

use super::taxonomy::{Access, Need};

/// One term of a list: its slug, and per language its name and synonyms.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word used in files, filters and JSON.
    pub slug: String,
    /// Name by language.
    pub name: BTreeMap<String, String>,
    /// Expressions people use for it, by language.
    #[serde(default)]
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// Sentences in which people ask for it, by language.
    #[serde(skip)]
    pub said: BTreeMap<String, Vec<String>>,
    /// Terms of the Open Eligibility taxonomy that mean the same.
    #[serde(default)]
    pub open_eligibility: Vec<String>,
    /// Words of 2-1-1-style taxonomies that mean the same.
    #[serde(default)]
    pub terms_211: Vec<String>,
}

impl Term {
    /// The name in `language`, or in English, or the slug.
    pub fn name(&self, language: &str) -> &str {
        name_of(&self.name, &self.slug, language)
    }

    /// Names and synonyms in all languages.
    pub fn expressions(&self) -> impl Iterator<Item = &str> {
        self.name.values().chain(self.synonyms.values().flatten()).map(String::as_str)
    }

    /// Sentences in which people ask for it, in all languages.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        self.said.values().flatten().map(String::as_str)
    }
}

/// Something that people say in words of its own, and that several needs
/// answer: who wants to die is not after a rape-crisis line, though both are
/// a crisis.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The word used in JSON.
    pub slug: String,
    /// The needs that answer it, the first of them first.
    #[serde(deserialize_with = "needs_by_slug")]
    pub needs: Vec<Need>,
    /// Populations of which entries come last: they are for something else.
    #[serde(default)]
    pub aside: Vec<String>,
    /// Name by language.
    pub name: BTreeMap<String, String>,
    /// Words with which entries that help with it speak of themselves, by
    /// language.
    pub offers: BTreeMap<String, Vec<String>>,
    /// The same of those who do much the same.
    pub beside: BTreeMap<String, Vec<String>>,
    /// What people say, by language.
    pub said: BTreeMap<String, Vec<String>>,
}

impl Topic {
    /// The name in `language`, or in English, or the slug.
    pub fn name(&self, language: &str) -> &str {
        name_of(&self.name, &self.slug, language)
    }

    /// What people say, in all languages.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        self.said.values().flatten().map(String::as_str)
    }

    /// What those say that help with it, in all languages.
    pub fn offers(&self) -> impl Iterator<Item = &str> {
        self.offers.values().flatten().map(String::as_str)
    }

    /// What those say that do much the same, in all languages.
    pub fn beside(&self) -> impl Iterator<Item = &str> {
        self.beside.values().flatten().map(String::as_str)
    }
}

fn needs_by_slug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Need>, D::Error> {
    let slugs = Vec::<String>::deserialize(deserializer)?;
    let need = |slug: &String| Need::from_slug(slug).ok_or_else(|| D::Error::custom(format!("no need `{slug}`")));
    slugs.iter().map(need).collect()
}

/// A name in `language`, or in English, or the slug.
fn name_of<'a>(names: &'a BTreeMap<String, String>, slug: &'a str, language: &str) -> &'a str {
    let primary = language.split('-').next().unwrap_or(language);
    names.get(primary).or_else(|| names.get("en")).map_or(slug, String::as_str)
}

/// The files, as the parser sees them: exactly one of the lists is filled.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    need: Vec<Term>,
    #[serde(default)]
    population: Vec<Term>,
    #[serde(default)]
    access: Vec<Term>,
}

/// Sentences, as the parser sees them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidFile {
    need: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    slug: String,
    said: BTreeMap<String, Vec<String>>,
}

/// Topics, as the parser sees them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicsFile {
    topic: Vec<Topic>,
}

/// Reads one of the embedded files. They are checked by the tests below; a
/// file that does not parse gives an empty list and slugs are shown instead.
fn read(text: &str, list: impl FnOnce(File) -> Vec<Term>) -> Vec<Term> {
    toml::from_str(text).map(list).unwrap_or_default()
}

static NEEDS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let mut needs = read(include_str!("../../data/needs.toml"), |file| file.need);
    let said: SaidFile = toml::from_str(include_str!("../../data/said.toml")).unwrap_or_default();
    for Said { slug, said } in said.need {
        needs.iter_mut().filter(|term| term.slug == slug).for_each(|term| term.said.clone_from(&said));
    }
    needs
});
static POPULATIONS: LazyLock<Vec<Term>> =
    LazyLock::new(|| read(include_str!("../../data/populations.toml"), |file| file.population));
static ACCESS: LazyLock<Vec<Term>> = LazyLock::new(|| read(include_str!("../../data/access.toml"), |file| file.access));

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    let file: TopicsFile = toml::from_str(include_str!("../../data/topics.toml")).unwrap_or_default();
    file.topic
});

/// The list of needs.
pub fn needs() -> &'static [Term] {
    &NEEDS
}

/// The list of populations.
pub fn populations() -> &'static [Term] {
    &POPULATIONS
}

/// The list of kinds of access.
pub fn access() -> &'static [Term] {
    &ACCESS
}

/// What people say that several needs answer.
pub fn topics() -> &'static [Topic] {
    &TOPICS
}

/// The name of a slug in a list, or the slug itself.
fn name_in<'a>(terms: &'static [Term], slug: &'a str, language: &str) -> &'a str {
    terms.iter().find(|term| term.slug == slug).map_or(slug, |term| term.name(language))
}

/// The name of a need in `language`.
pub fn need_name(need: Need, language: &str) -> &'static str {
    name_in(needs(), need.slug(), language)
}

/// The name of a population in `language`, or its slug where no list has it.
pub fn population_name<'a>(slug: &'a str, language: &str) -> &'a str {
    name_in(populations(), slug, language)
}

/// The name of a kind of access in `language`.
pub fn access_name(access: Access, language: &str) -> &'static str {
    name_in(self::access(), access.slug(), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [&str; 6] = ["en", "es", "fr", "ru", "zh", "ar"];

    #[test]
    fn every_need_and_access_has_a_term_in_the_order_of_the_code() {
        let slugs: Vec<_> = needs().iter().map(|term| term.slug.as_str()).collect();
        assert_eq!(slugs, Need::ALL.iter().map(|need| need.slug()).collect::<Vec<_>>());
        let slugs: Vec<_> = access().iter().map(|term| term.slug.as_str()).collect();
        assert_eq!(slugs, Access::ALL.iter().map(|access| access.slug()).collect::<Vec<_>>());
        assert!(populations().iter().any(|term| term.slug == "sex-workers"));
    }

    #[test]
    fn what_is_said_is_known_of_the_needs_that_people_ask_for() {
        let said = needs().iter().filter(|term| !term.said.is_empty());
        assert!(said.clone().all(|term| LANGUAGES.iter().all(|language| term.said.contains_key(*language))));
        assert!(said.count() >= 18);
    }

    #[test]
    fn every_topic_can_be_said_and_answered_in_every_language() {
        assert!(!topics().is_empty());
        for topic in topics() {
            assert!(!topic.needs.is_empty(), "{}", topic.slug);
            assert!(topic.aside.iter().all(|slug| populations().iter().any(|term| term.slug == *slug)));
            for language in LANGUAGES {
                assert!(topic.name.contains_key(language), "{} has no name in {language}", topic.slug);
                for list in [&topic.said, &topic.offers, &topic.beside] {
                    assert!(list.get(language).is_some_and(|list| !list.is_empty()), "{} {language}", topic.slug);
                }
            }
        }
    }

    #[test]
    fn every_term_has_a_name_and_synonyms_in_every_language() {
        for term in needs().iter().chain(populations()).chain(access()) {
            for language in LANGUAGES {
                assert!(term.name.contains_key(language), "{} has no name in {language}", term.slug);
                assert!(term.synonyms.contains_key(language), "{} has no synonyms in {language}", term.slug);
            }
        }
    }
}
