//! What a sentence is about: `he hits me` is about violence although no entry
//! says so.
//!
//! The expressions of the needs (`data/needs.toml`) are taken apart into stems.
//! A stem is evidence for the needs whose expressions have it: the more, the
//! fewer needs share it and the fewer words stand beside it. Words that say
//! nothing (`data/little-words.toml`) are left out. So a complaint that stands
//! in no list is understood from its words, and a common word, which many needs
//! share, is evidence for none of them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::edits::one_edit;
use crate::{
    directory::{
        Directory, Need,
        synonyms::{self, Subject, Synonyms},
        vocabulary::{self, Term},
    },
    text::{
        fold::{Folded, fold},
        inflect::stem,
        words,
    },
};

/// How much evidence a word is for a need, in thousandths of the strongest: an
/// expression that is this word alone, in one need only.
pub type Evidence = u32;

/// The evidence of one word: alone in an expression of one need.
const WHOLE: u32 = 1000;

/// What the words of all expressions are evidence for.
#[derive(Debug, Default)]
pub struct Meanings {
    /// By stem: the evidence for each need, in the order of needs.
    stems: BTreeMap<String, Vec<(usize, Evidence)>>,
    /// By the first stem: expressions of several words, and their need.
    phrases: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// By the first stem: what says something in expressions of several such
    /// words, in whatever order they come, and their need.
    together: HashMap<String, Vec<(BTreeSet<String>, usize)>>,
}

/// A need that a query may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// The need.
    pub need: Need,
    /// How sure it is: thousandths of one sure word.
    pub evidence: Evidence,
    /// How many of the words that say something are evidence for it.
    pub words: usize,
}

static LITTLE: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(include_str!("../../data/little-words.toml")).unwrap_or_default();
    lists.into_values().flatten().flat_map(|word| words::wanted(&fold(&word))).collect()
});

/// True for a folded word that says nothing about what is needed.
pub fn is_little(word: &str) -> bool {
    LITTLE.contains(word) || (word.chars().count() == 1 && !word.chars().all(words::is_cjk))
}

/// Less evidence than this is chance.
const LEAST: Evidence = 40;

/// By how much less a word counts that is nearly a known one.
const NEARLY: u32 = 3;

/// Characters that alone are weak evidence beside pairs.
const SINGLE_SHARE: u32 = 3;

/// The stems of a folded text that say something, each with its share in what
/// it says: characters of Chinese are less sure than their pairs.
fn telling(wanted: &[String]) -> Vec<(String, u32)> {
    let mut out = Vec::new();
    for word in wanted {
        if is_little(word) {
            continue;
        }
        if word.starts_with(words::is_cjk) {
            let characters: Vec<char> = word.chars().collect();
            let pairs = characters.windows(2).map(|pair| (pair.iter().collect::<String>(), 1));
            let singles = characters.iter().map(|one| (one.to_string(), SINGLE_SHARE));
            out.extend(pairs.chain(singles).filter(|(text, _)| !is_little(text)));
        } else {
            out.push((stem(word).into_owned(), 1));
        }
    }
    out
}

impl Meanings {
    /// Reads the expressions of needs.
    pub fn of_terms(terms: &[Term]) -> Self {
        let mut meanings = Self::default();
        let mut evidence: BTreeMap<String, BTreeMap<usize, Evidence>> = BTreeMap::new();
        for (need, term) in terms.iter().enumerate() {
            let others = term.open_eligibility.iter().chain(&term.terms_211).map(String::as_str);
            for expression in term.expressions().chain(others).chain(term.said()) {
                let wanted = words::wanted(&fold(expression));
                let stems = telling(&wanted);
                let whole = stems.iter().filter(|(_, share)| *share == 1).count().max(1) as u32;
                for (stem, share) in &stems {
                    let own = evidence.entry(stem.clone()).or_default().entry(need).or_default();
                    *own = (*own + WHOLE / whole / share).min(WHOLE);
                }
                meanings.add_phrase(need, &wanted);
                let stems: BTreeSet<String> =
                    stems.into_iter().filter(|(_, share)| *share == 1).map(|(stem, _)| stem).collect();
                if let (Some(first), true) = (stems.first().cloned(), stems.len() > 1) {
                    meanings.together.entry(first).or_default().push((stems, need));
                }
            }
        }
        for (stem, needs) in evidence {
            // What other needs have as well tells less.
            let all: u32 = needs.values().sum();
            let weighed = needs
                .into_iter()
                .map(|(need, own)| (need, own * own / all.max(1)))
                .filter(|(_, evidence)| *evidence >= LEAST);
            meanings.stems.insert(stem, weighed.collect());
        }
        meanings
    }

    /// Reads the expressions that the program carries, and those that the
    /// publishers of a directory have sent.
    pub fn of_directory(directory: &Directory) -> Self {
        LazyLock::force(&EXPRESSIONS);
        let mut terms = vocabulary::needs().to_vec();
        let lists = directory.publications().map(|publication| &publication.synonyms);
        for (subject, name) in lists.chain([synonyms::carried()]).flat_map(Synonyms::all) {
            if let Subject::Need(need) = subject
                && let Some(term) = terms.get_mut(*need as usize)
            {
                term.said.entry(String::new()).or_default().push(name.to_owned());
            }
        }
        Self::of_terms(&terms)
    }

    fn add_phrase(&mut self, need: usize, wanted: &[String]) {
        let stems: Vec<String> = wanted.iter().map(|word| stem(word).into_owned()).collect();
        if let (Some(first), true) = (stems.first(), stems.len() > 1) {
            self.phrases.entry(first.clone()).or_default().push((stems, need));
        }
    }

    /// What the words of a query, as [`words::wanted`] gives them, are about:
    /// the surest need first. Words that no expression has are compared with
    /// those that are one edit away when `forgiving`.
    pub fn of(&self, wanted: &[String], forgiving: bool) -> Vec<Meant> {
        let mut all = vec![(0, 0); Need::ALL.len()];
        let mut add = |need: usize, evidence: Evidence, words: usize| {
            if let Some(one) = all.get_mut(need) {
                *one = (one.0 + evidence, one.1 + words);
            }
        };
        let told = telling(wanted);
        for (stem, share) in &told {
            let (known, sure) = self.evidence(stem, forgiving);
            for (need, evidence) in known {
                add(*need, evidence / share / sure, 1);
            }
        }
        let told: BTreeSet<String> = told.into_iter().map(|(stem, _)| stem).collect();
        for (stems, need) in told.iter().filter_map(|first| self.together.get(first)).flatten() {
            if stems.is_subset(&told) {
                add(*need, WHOLE / 2 * stems.len() as u32, 0);
            }
        }
        let stems: Vec<String> = wanted.iter().map(|word| stem(word).into_owned()).collect();
        for (at, first) in stems.iter().enumerate() {
            let here = stems.get(at..).unwrap_or_default();
            let phrases = self.phrases.get(first).into_iter().flatten();
            for (phrase, need) in phrases.filter(|(phrase, _)| here.starts_with(phrase)) {
                add(*need, WHOLE / 2 * phrase.len() as u32, 0);
            }
        }
        let mut meant: Vec<Meant> = Need::ALL
            .iter()
            .zip(all)
            .filter(|(_, (evidence, _))| *evidence > 0)
            .map(|(need, (evidence, words))| Meant { need: *need, evidence, words })
            .collect();
        meant.sort_by_key(|one| (std::cmp::Reverse(one.evidence), one.need));
        meant
    }

    /// True when the words hold an expression of several words as it stands.
    pub fn have_phrase(&self, wanted: &[String]) -> bool {
        let stems: Vec<String> = wanted.iter().map(|word| stem(word).into_owned()).collect();
        let held = |at: usize, phrase: &[String]| stems.get(at..).unwrap_or_default().starts_with(phrase);
        let mut known = stems.iter().enumerate().filter_map(|(at, first)| Some((at, self.phrases.get(first)?)));
        known.any(|(at, phrases)| phrases.iter().any(|(phrase, _)| held(at, phrase)))
    }

    /// True when a word of the query is evidence for this need.
    pub fn explains(&self, word: &str, need: Need) -> bool {
        let about = |stem: &str| self.evidence(stem, true).0.iter().any(|(at, _)| Need::ALL.get(*at) == Some(&need));
        telling(&[word.to_owned()]).iter().any(|(stem, _)| about(stem))
    }

    /// What a stem is evidence for, and by how much less it counts for being
    /// only nearly a stem that is known.
    fn evidence(&self, stem: &str, forgiving: bool) -> (&[(usize, Evidence)], u32) {
        if let Some(known) = self.stems.get(stem) {
            return (known, 1);
        }
        if !forgiving || stem.chars().count() < 5 {
            return (&[], 1);
        }
        let Some(first) = stem.chars().next() else { return (&[], 1) };
        let alike = self.stems.range(first.to_string()..).take_while(|(one, _)| one.starts_with(first));
        let near = alike.into_iter().find(|(one, _)| one_edit(stem, one, false));
        (near.map_or(&[], |(_, known)| known), NEARLY)
    }
}

/// What the expressions that the program carries are evidence for.
pub fn carried() -> &'static Meanings {
    static CARRIED: LazyLock<Meanings> = LazyLock::new(|| Meanings::of_terms(vocabulary::needs()));
    &CARRIED
}

/// By need: every expression that the program carries, with its stems.
type Expressions = Vec<Vec<(&'static str, Vec<String>)>>;

/// Read once: taking them apart for every sentence is too slow.
static EXPRESSIONS: LazyLock<Expressions> = LazyLock::new(|| {
    let stems = |text| telling(&words::wanted(&fold(text))).into_iter().map(|(stem, _)| stem).collect();
    let of_term = |term: &'static Term| term.expressions().chain(term.said()).map(|text| (text, stems(text))).collect();
    vocabulary::needs().iter().map(of_term).collect()
});

/// The expression of a need that has most of the stems of a query, and where
/// these stand in it.
pub fn nearest_expression(wanted: &[String], need: Need) -> Option<(&'static str, Vec<Range<usize>>)> {
    let asked: HashSet<String> = telling(wanted).into_iter().map(|(stem, _)| stem).collect();
    let known = EXPRESSIONS.get(need as usize)?.iter();
    let alike = known.filter(|(_, stems)| stems.iter().any(|stem| asked.contains(stem)));
    let marked = alike.map(|(text, _)| (*text, marks(text, &asked)));
    let shared = |marks: &[Range<usize>], text: &str| {
        let covered: usize = marks.iter().map(Range::len).sum();
        // Of two with the same words the shorter says it more plainly.
        (marks.len(), covered * 1000 / text.len().max(1))
    };
    let best = marked.max_by_key(|(text, marks)| shared(marks, text))?;
    Some(best).filter(|(_, marks)| !marks.is_empty())
}

/// Where words with one of these stems stand in a text.
fn marks(text: &str, asked: &HashSet<String>) -> Vec<Range<usize>> {
    let folded = Folded::new(text);
    let is_asked =
        |word: &words::Word| telling(std::slice::from_ref(&word.text)).iter().any(|(stem, _)| asked.contains(stem));
    let found = words::words(&folded.text).into_iter().filter(is_asked);
    let mut ranges: Vec<Range<usize>> = found.map(|word| folded.original(word.range, text)).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|later, kept| {
        let touch = later.start <= kept.end;
        if touch {
            kept.end = kept.end.max(later.end);
        }
        touch
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(text: &str) -> Vec<Need> {
        carried().of(&words::wanted(&fold(text)), true).into_iter().map(|meant| meant.need).collect()
    }

    #[test]
    fn a_complaint_that_stands_in_no_list_is_understood_from_its_words() {
        for (text, need) in [
            ("my boyfriend beats me up", Need::CrisisViolence),
            ("i was evicted by the landlord", Need::HousingShelter),
            ("мой муж меня избивал", Need::CrisisViolence),
            ("我老公又打我了", Need::CrisisViolence),
            ("ضربني زوجي", Need::CrisisViolence),
            ("perdí mis papeles de identidad", Need::IdentityDocuments),
            ("i am homless", Need::HousingShelter),
        ] {
            assert_eq!(about(text).first(), Some(&need), "{text}");
        }
    }

    #[test]
    fn little_words_say_nothing() {
        assert_eq!(about("I need to find someone who can help me, please"), []);
        assert_eq!(about("quiero que me ayuden"), about("ayuden"));
        assert_eq!(about(""), []);
    }

    #[test]
    fn a_street_of_an_address_says_nothing() {
        for text in ["24 rue exemple", "Calle Inventada 17 Buenos Aires", "24 Example Street", "улица Примерная 5"]
        {
            assert_eq!(about(text), [], "{text}");
        }
        for text in ["je suis à la rue", "vivo en la calle", "put out on the street", "живу на улице"] {
            assert_eq!(about(text).first(), Some(&Need::HousingShelter), "{text}");
        }
    }

    #[test]
    fn words_that_say_nothing_can_say_something_together() {
        let held = |text: &str| carried().have_phrase(&words::wanted(&fold(text)));
        assert!(held("ya no puedo más"));
        assert!(!held("puedo no más"));
    }

    #[test]
    fn an_expression_in_order_tells_more_than_its_words() {
        let evidence = |text: &str| {
            let meant = carried().of(&words::wanted(&fold(text)), false);
            meant.iter().find(|one| one.need == Need::HousingShelter).map_or(0, |one| one.evidence)
        };
        assert!(evidence("nowhere to sleep") > evidence("sleep nowhere"));
    }
}
