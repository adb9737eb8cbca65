//! More words for what the lists of the program name: its own
//! `data/synonyms.toml`, and what a publisher's bundle adds. The format is
//! described in `docs/synonyms.md`.

use std::{collections::BTreeMap, sync::LazyLock};

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{
    taxonomy::{Access, Need},
    vocabulary,
};
use crate::text::{fold::fold, names, sanitise::sanitise};

/// What a synonym is another word for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A need.
    Need(Need),
    /// A kind of access.
    Access(Access),
    /// Slug of a population.
    Population(CompactString),
    /// ISO 3166-1 code of a country, in capitals.
    Country(CompactString),
    /// Code of a language.
    Language(CompactString),
    /// A term of a taxonomy that is no need, folded: entries that have it, or
    /// one of its expressions, for a term of their own.
    Term(CompactString),
    /// A city of `data/names/cities.tsv`, by its code; no file of synonyms has
    /// one.
    City(CompactString),
}

/// More words: each subject once, sorted, with its words in the order of the
/// file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Synonyms(Vec<(Subject, Vec<String>)>);

/// Characters of one expression at most.
pub const LONGEST: usize = 60;
/// Expressions of one file at most.
pub const MOST: usize = 20_000;
/// Bytes of one file at most.
pub const LARGEST: usize = 2 << 20;

/// Why a file of synonyms is refused; it is refused whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {field}: {reason}")]
pub struct SynonymProblem {
    /// The file as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The field: `need.slug`, `country.synonyms.es`; empty where it is not
    /// even TOML.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

/// The file as TOML has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    need: Vec<Slug>,
    #[serde(default)]
    population: Vec<Slug>,
    #[serde(default)]
    access: Vec<Slug>,
    #[serde(default)]
    country: Vec<Code>,
    #[serde(default)]
    language: Vec<Code>,
    #[serde(default)]
    term: Vec<Named>,
}

type ByLanguage = BTreeMap<String, Vec<Spanned<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slug {
    slug: Spanned<String>,
    synonyms: ByLanguage,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    code: Spanned<String>,
    synonyms: ByLanguage,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: Spanned<String>,
    synonyms: ByLanguage,
}

impl Synonyms {
    /// Reads a file of synonyms.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line: not TOML, a field or a
    /// slug that there is not, an empty or overlong expression, characters that
    /// disturb a terminal, more than [`MOST`] expressions.
    pub fn read(file: &str, text: &str) -> Result<Self, SynonymProblem> {
        let source = Source { file, text };
        if text.len() > LARGEST {
            return Err(source.problem(0, "", format!("larger than {LARGEST} bytes")));
        }
        let raw: File = toml::from_str(text).map_err(|error| {
            let reason = error.message().lines().next().unwrap_or_default().to_owned();
            source.problem(error.span().map_or(0, |span| span.start), "", reason)
        })?;
        let mut synonyms = Self::default();
        for one in raw.need {
            synonyms.add(
                &source,
                "need.slug",
                &one.slug,
                |slug| Need::from_slug(slug).map(Subject::Need),
                one.synonyms,
            )?;
        }
        let population = |slug: &str| {
            let known = vocabulary::populations().iter().find(|term| term.slug == slug)?;
            Some(Subject::Population(known.slug.as_str().into()))
        };
        for one in raw.population {
            synonyms.add(&source, "population.slug", &one.slug, population, one.synonyms)?;
        }
        for one in raw.access {
            let access = |slug: &str| Access::from_slug(slug).map(Subject::Access);
            synonyms.add(&source, "access.slug", &one.slug, access, one.synonyms)?;
        }
        for one in raw.country {
            let country = |code: &str| names::countries().get(code).map(|row| Subject::Country(row.code.into()));
            synonyms.add(&source, "country.code", &one.code, country, one.synonyms)?;
        }
        for one in raw.language {
            let language = |code: &str| names::languages().get(code).map(|row| Subject::Language(row.code.into()));
            synonyms.add(&source, "language.code", &one.code, language, one.synonyms)?;
        }
        for one in raw.term {
            let term = |name: &str| wrong_with(name).is_none().then(|| Subject::Term(fold(name).into()));
            synonyms.add(&source, "term.name", &one.name, term, one.synonyms)?;
        }
        Ok(synonyms)
    }

    fn add(
        &mut self,
        source: &Source<'_>,
        field: &str,
        name: &Spanned<String>,
        subject: impl Fn(&str) -> Option<Subject>,
        by_language: ByLanguage,
    ) -> Result<(), SynonymProblem> {
        let known = subject(name.get_ref());
        let subject = known.ok_or_else(|| {
            source.problem(name.span().start, field, format!("there is no `{}`", shown(name.get_ref())))
        })?;
        let table = field.split('.').next().unwrap_or_default();
        let mut all = Vec::new();
        for (language, expressions) in by_language {
            let field = format!("{table}.synonyms.{language}");
            let at = expressions.first().map_or(name.span().start, |one| one.span().start);
            if names::languages().get(&language).is_none() {
                return Err(source.problem(at, &field, format!("there is no language `{}`", shown(&language))));
            }
            for expression in expressions {
                let at = expression.span().start;
                let expression = expression.into_inner();
                let wrong = wrong_with(&expression);
                if let Some(reason) = wrong {
                    return Err(source.problem(at, &field, reason));
                }
                all.push(expression);
            }
        }
        if self.len() + all.len() > MOST {
            return Err(source.problem(name.span().start, field, format!("more than {MOST} expressions")));
        }
        self.extend(all.into_iter().map(|one| (subject.clone(), one)));
        Ok(())
    }

    fn position(&self, subject: &Subject) -> Result<usize, usize> {
        self.0.binary_search_by(|(one, _)| one.cmp(subject))
    }

    /// How many expressions there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(|(_, words)| words.len()).sum()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The expressions for a subject.
    pub fn of(&self, subject: &Subject) -> impl Iterator<Item = &str> {
        let known = self.position(subject).ok().and_then(|at| self.0.get(at));
        known.into_iter().flat_map(|(_, words)| words).map(String::as_str)
    }

    /// The terms that a term of an entry, by its name, belongs to.
    pub fn terms_of(&self, name: &str) -> impl Iterator<Item = &Subject> {
        let name = fold(name);
        let is_it = move |(subject, words): &&(Subject, Vec<String>)| match subject {
            Subject::Term(own) => *own == name || words.iter().any(|word| fold(word) == name),
            _ => false,
        };
        self.0.iter().filter(is_it).map(|(subject, _)| subject)
    }

    /// Everything, by subject.
    pub fn all(&self) -> impl Iterator<Item = (&Subject, &str)> {
        self.0.iter().flat_map(|(subject, list)| list.iter().map(move |one| (subject, one.as_str())))
    }
}

impl Extend<(Subject, String)> for Synonyms {
    fn extend<I: IntoIterator<Item = (Subject, String)>>(&mut self, more: I) {
        for (subject, word) in more {
            let at = self.position(&subject).unwrap_or_else(|at| {
                self.0.insert(at, (subject, Vec::new()));
                at
            });
            if let Some((_, words)) = self.0.get_mut(at) {
                words.push(word);
            }
        }
    }
}

impl FromIterator<(Subject, String)> for Synonyms {
    fn from_iter<I: IntoIterator<Item = (Subject, String)>>(all: I) -> Self {
        let mut synonyms = Self::default();
        synonyms.extend(all);
        synonyms
    }
}

/// A file being read.
struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn problem(&self, byte: usize, field: &str, reason: String) -> SynonymProblem {
        let line = self.text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1;
        SynonymProblem { file: self.file.to_owned(), line, field: field.to_owned(), reason }
    }
}

/// What a message repeats of a value that may be hostile.
fn shown(value: &str) -> String {
    sanitise(value).text.chars().take(LONGEST).collect()
}

fn wrong_with(expression: &str) -> Option<String> {
    let clean = sanitise(expression);
    if clean.control || clean.bidi || expression.contains(['\n', '\t']) {
        return Some("control characters are not allowed".to_owned());
    }
    if !fold(expression).chars().any(char::is_alphanumeric) {
        return Some("an expression has to have a letter".to_owned());
    }
    let long = expression.chars().count() > LONGEST;
    long.then(|| format!("longer than {LONGEST} characters: `{}…`", shown(expression)))
}

/// The synonyms that the program carries beside its lists: common names of
/// countries and languages that no standard has.
pub fn carried() -> &'static Synonyms {
    static CARRIED: LazyLock<Synonyms> = LazyLock::new(|| {
        // The tests below hold that it can be read.
        Synonyms::read("synonyms.toml", include_str!("../../data/synonyms.toml")).unwrap_or_default()
    });
    &CARRIED
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Synonyms, String> {
        Synonyms::read("s.toml", text).map_err(|problem| problem.to_string())
    }

    #[test]
    fn every_kind_of_subject_takes_more_words() {
        let synonyms = read(
            "[[need]]\nslug = 'housing-shelter'\nsynonyms.en = ['a kip']\n[[access]]\nslug = 'no-id'\nsynonyms.es = ['sin nombre']\n\
             [[population]]\nslug = 'migrants'\nsynonyms.fr = ['nouvelles arrivantes']\n[[country]]\ncode = 'gb'\nsynonyms.en = ['blighty', 'albion']\n\
             [[language]]\ncode = 'fa'\nsynonyms.en = ['farsi']\n[[term]]\nname = 'Food'\nsynonyms.en = ['food bank']\n",
        )
        .unwrap();
        assert_eq!(synonyms.terms_of("FOOD BANK").collect::<Vec<_>>(), [&Subject::Term("food".into())]);
        assert_eq!(synonyms.terms_of("bank").count(), 0);
        assert_eq!(synonyms.of(&Subject::Need(Need::HousingShelter)).collect::<Vec<_>>(), ["a kip"]);
        assert_eq!(synonyms.of(&Subject::Country("GB".into())).collect::<Vec<_>>(), ["blighty", "albion"]);
        assert_eq!((synonyms.len(), synonyms.all().count()), (7, 7));
    }

    #[test]
    fn what_is_wrong_is_told_with_file_line_and_field() {
        for (text, told) in [
            ("[[need]]\nslug = 'housing'\nsynonyms = {}", "s.toml:2: need.slug: there is no `housing`"),
            ("[[country]]\ncode = 'XX'\nsynonyms = {}", "s.toml:2: country.code: there is no `XX`"),
            (
                "[[need]]\nslug = 'drop-in'\nsynonyms.xxx = ['a']",
                "s.toml:3: need.synonyms.xxx: there is no language `xxx`",
            ),
            (
                "[[need]]\nslug = 'drop-in'\nsynonyms.en = ['a',\n '-']",
                "s.toml:4: need.synonyms.en: an expression has to have a letter",
            ),
            (
                "[[need]]\nslug = 'drop-in'\nsynonyms.en = [\"a\\u001bb\"]",
                "s.toml:3: need.synonyms.en: control characters are not allowed",
            ),
            ("[[neeed]]\n", "s.toml:1: : unknown field `neeed`"),
            ("[[need]\n", "s.toml:1: : "),
        ] {
            let problem = read(text).unwrap_err();
            assert!(problem.starts_with(told), "{problem}");
        }
        let long = format!("[[need]]\nslug = 'drop-in'\nsynonyms.en = ['{}']", "a".repeat(LONGEST + 1));
        assert!(read(&long).unwrap_err().contains("longer than 60"));
        let many = format!("[[need]]\nslug = 'drop-in'\nsynonyms.en = [{}]", "'a',".repeat(MOST + 1));
        assert!(read(&many).unwrap_err().contains("more than 20000"));
    }

    #[test]
    fn the_carried_file_can_be_read() {
        let synonyms = Synonyms::read("data/synonyms.toml", include_str!("../../data/synonyms.toml")).unwrap();
        assert!(synonyms.of(&Subject::Country("GB".into())).any(|one| one == "uk"));
    }

    #[test]
    fn no_language_is_taken_for_a_country() {
        let languages = names::languages().rows().iter().flat_map(names::Names::all);
        let languages: std::collections::BTreeSet<String> = languages.map(fold).collect();
        for (subject, one) in carried().all() {
            let country = matches!(subject, Subject::Country(_));
            assert!(!(country && languages.contains(&fold(one))), "`{one}` is a language, not {subject:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(text in "\\PC{0,60}|\\[\\[need\\]\\]\nslug = '[a-z]{0,4}'\nsynonyms\\.[a-z]{2} = \\['\\PC{0,9}'\\]") {
            let _ = Synonyms::read("s.toml", &text);
        }
    }
}
