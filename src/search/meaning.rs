//! What a sentence is about: `he hits me` is about violence although no entry
//! says so.
//!
//! The expressions of the needs (`data/needs.toml`) are taken apart into stems.
//! A stem is evidence for the needs whose expressions have it: the more, the
//! fewer needs share it and the fewer words stand beside it. Words that say
//! nothing (`data/little-words.toml`) are left out. So a complaint that stands
//! in no list is understood from its words, and a common word, which many needs
//! share, is evidence for none of them.
//!
//! What several needs answer and none of them alone (`data/topics.toml`) is
//! understood in the same way, beside the needs.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::{
    edits::one_edit,
    held::Held,
    said_of_topics,
    telling::{LONG, telling},
};
use crate::{
    directory::{
        Directory, Need,
        synonyms::{self, Subject, Synonyms},
        vocabulary::{self, Term, Topic},
    },
    text::{
        fold::{fold, original},
        inflect::stem,
        words,
    },
};

/// How much evidence a word is for a need, in thousandths of the strongest: an
/// expression that is this word alone, in one need only.
pub type Evidence = u32;

/// The evidence of one word: alone in an expression of one need.
const WHOLE: u32 = 1000;

/// What the words of all expressions are evidence for. Needs and topics have
/// numbers: first the needs in their order, then the topics.
#[derive(Debug)]
pub struct Meanings {
    /// By stem: the evidence for each need and topic, by number.
    stems: BTreeMap<String, Vec<(usize, Evidence)>>,
    /// The stem of every longer word: a word that is written wrong may lose more
    /// than an ending with its stem.
    words: BTreeMap<String, String>,
    /// Expressions of needs, in stems.
    of_needs: Held,
}

impl Default for Meanings {
    fn default() -> Self {
        Self { stems: BTreeMap::new(), words: BTreeMap::new(), of_needs: Held::by(stem) }
    }
}

/// A need that a query may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// The need; of a topic the first that answers it.
    pub need: Need,
    /// The topic, if it is one.
    pub topic: Option<&'static Topic>,
    /// How sure it is: thousandths of one sure word.
    pub evidence: Evidence,
    /// How many of the words that say something are evidence for it.
    pub words: usize,
    /// Its number among the needs and topics.
    number: usize,
}

impl Meant {
    /// The needs that answer it, the first of them first.
    pub fn needs(&self) -> &[Need] {
        self.topic.map_or(std::slice::from_ref(&self.need), |topic| &topic.needs)
    }
}

/// The needs, and after them the first need of each topic with the topic.
fn numbered() -> impl Iterator<Item = (Need, Option<&'static Topic>)> {
    let topics = vocabulary::topics().iter();
    let topics = topics.filter_map(|topic| Some((*topic.needs.first()?, Some(topic))));
    Need::ALL.iter().map(|need| (*need, None)).chain(topics)
}

/// The number of a topic, among needs and topics.
fn number_of(topic: usize) -> usize {
    Need::ALL.len() + topic
}

/// From so much evidence on, a word says by itself what is needed.
const SURE_ALONE: Evidence = WHOLE / 2;

/// Less evidence than this is chance.
const LEAST: Evidence = 40;

/// By how much less a word counts that is nearly a known one.
const NEARLY: u32 = 3;

impl Meanings {
    /// Reads the expressions of needs, and of all topics.
    pub fn of_terms(terms: &[Term]) -> Self {
        let mut meanings = Self::default();
        let mut evidence = HashMap::new();
        for (need, expressions) in expressions_of(terms).into_iter().enumerate() {
            for wanted in expressions {
                let stems = telling(&wanted);
                add_shares(&mut evidence, need, &stems, whole(&stems));
                meanings.add_words(&wanted);
                meanings.of_needs.add(need, &wanted);
            }
        }
        // `harm` alone is harm reduction, not harm to oneself.
        let of_names = in_names_of(terms);
        for (said, topic) in said_of_topics::all() {
            let mut stems = telling(said);
            let whole = whole(&stems);
            stems.retain(|(stem, _)| !of_names.contains(stem));
            add_shares(&mut evidence, number_of(*topic), &stems, whole);
            meanings.add_words(said);
        }
        meanings.stems = evidence.into_iter().map(|(stem, of)| (stem, weighed(of))).collect();
        meanings
    }

    /// Remembers the stems of longer words.
    fn add_words(&mut self, wanted: &[String]) {
        let long = |word: &&String| word.chars().count() >= LONG && !word.starts_with(words::is_cjk);
        self.words.extend(wanted.iter().filter(long).map(|word| (word.clone(), stem(word).into_owned())));
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

    /// What the words of a query, as [`words::wanted`] gives them, are about:
    /// the surest need first. Words that no expression has are compared with
    /// those that are one edit away when `forgiving`.
    pub fn of(&self, wanted: &[String], forgiving: bool) -> Vec<Meant> {
        let mut all = vec![(0, 0); numbered().count()];
        let mut add = |need: usize, evidence: Evidence, words: usize| {
            if let Some(one) = all.get_mut(need) {
                *one = (one.0 + evidence, one.1 + words);
            }
        };
        for word in wanted {
            for (stem, share) in telling(std::slice::from_ref(word)) {
                let (known, sure) = self.evidence(word, &stem, forgiving);
                for (need, evidence) in known {
                    add(*need, evidence / share / sure, 1);
                }
            }
        }
        let of_needs = self.of_needs.all(wanted).into_iter();
        let of_topics = said_of_topics::held().all(wanted).into_iter().map(|(words, topic)| (words, number_of(topic)));
        for (words, number) in of_needs.chain(of_topics) {
            add(number, WHOLE / 2 * words as u32, 0);
        }
        if let Some(topic) = said_of_topics::begun(wanted) {
            add(number_of(topic), WHOLE * wanted.len() as u32, 0);
        }
        let all = numbered().zip(all).enumerate().filter(|(_, (_, (evidence, _)))| *evidence > 0);
        let mut meant: Vec<Meant> = all
            .map(|(number, ((need, topic), (evidence, words)))| Meant { need, topic, evidence, words, number })
            .collect();
        meant.sort_by_key(|one| (std::cmp::Reverse(one.evidence), one.number));
        meant
    }

    /// True when the words hold an expression of several words as it stands.
    pub fn have_phrase(&self, wanted: &[String]) -> bool {
        self.of_needs.has_any(wanted) || said_of_topics::held().has_any(wanted)
    }

    /// True when a word by itself, as it is written, says what is needed.
    pub fn are_sure_of(&self, word: &str) -> bool {
        self.tells(word, false, |(_, evidence)| evidence >= SURE_ALONE)
    }

    /// True when a word of the query is evidence for what is meant.
    pub fn explains(&self, word: &str, meant: &Meant) -> bool {
        self.tells(word, true, |(number, _)| number == meant.number)
    }

    /// True when a word is evidence of which `which` is true.
    fn tells(&self, word: &str, forgiving: bool, which: impl Fn((usize, Evidence)) -> bool) -> bool {
        let mut stems = telling(&[word.to_owned()]).into_iter();
        stems.any(|(stem, _)| self.evidence(word, &stem, forgiving).0.iter().any(|one| which(*one)))
    }

    /// What a stem is evidence for, and by how much less it counts for being
    /// only nearly a stem that is known.
    fn evidence(&self, word: &str, stem: &str, forgiving: bool) -> (&[(usize, Evidence)], u32) {
        if let Some(known) = self.stems.get(stem) {
            return (known, 1);
        }
        if forgiving
            && word.chars().count() >= LONG
            && let Some(meant) = nearest(word, &self.words)
        {
            return (self.stems.get(meant.1).map_or(&[], Vec::as_slice), NEARLY);
        }
        if !forgiving || stem.chars().count() < 5 {
            return (&[], 1);
        }
        let near = nearest(stem, &self.stems);
        (near.map_or(&[], |(_, known)| known), NEARLY)
    }
}

/// What stands for each need, in folded words. What is said of a topic tells
/// nothing of the needs that answer it.
fn expressions_of(terms: &[Term]) -> Vec<Vec<Vec<String>>> {
    let of_topics: HashSet<String> = vocabulary::topics().iter().flat_map(Topic::said).map(fold).collect();
    let of_term = |term: &Term| {
        let others = term.open_eligibility.iter().chain(&term.terms_211).map(String::as_str);
        let all = term.expressions().chain(others).chain(term.said()).map(fold);
        all.filter(|one| !of_topics.contains(one)).map(|one| words::wanted(&one)).collect()
    };
    terms.iter().map(of_term).collect()
}

/// The stems in what needs are called, but for Chinese.
fn in_names_of(terms: &[Term]) -> HashSet<String> {
    let names = terms.iter().flat_map(|term| term.name.values());
    let stems = names.flat_map(|name| telling(&words::wanted(&fold(name)))).map(|(stem, _)| stem);
    stems.filter(|stem| !stem.starts_with(words::is_cjk)).collect()
}

/// By stem: the evidence for each need and topic, before it is weighed.
type Shares = HashMap<String, BTreeMap<usize, Evidence>>;

/// How many words of an expression say something, at least one.
fn whole(stems: &[(String, u32)]) -> u32 {
    stems.iter().filter(|(_, share)| *share == 1).count().max(1) as u32
}

/// Adds what the stems of an expression are evidence for: the more, the fewer
/// the `whole` of it has.
fn add_shares(evidence: &mut Shares, number: usize, stems: &[(String, u32)], whole: u32) {
    for (stem, share) in stems {
        let own = evidence.entry(stem.clone()).or_default().entry(number).or_default();
        *own = (*own + WHOLE / whole / share).min(WHOLE);
    }
}

/// What is enough of the evidence of a stem: what others have as well tells
/// less.
fn weighed(of: BTreeMap<usize, Evidence>) -> Vec<(usize, Evidence)> {
    let all: u32 = of.values().sum();
    let weighed = of.into_iter().map(|(number, own)| (number, own * own / all.max(1)));
    weighed.filter(|(_, evidence)| *evidence >= LEAST).collect()
}

/// What is known by the word that is one edit away from one that is not; the
/// later the mistake, the surer it is that this was meant.
fn nearest<'a, T>(word: &str, known: &'a BTreeMap<String, T>) -> Option<(&'a str, &'a T)> {
    let first = word.chars().next()?;
    let alike = known.range(first.to_string()..).take_while(|(one, _)| one.starts_with(first));
    let shared = |one: &str| one.chars().zip(word.chars()).take_while(|(own, typed)| own == typed).count();
    let near = alike.filter(|(one, _)| one_edit(word, one, false)).max_by_key(|(one, _)| shared(one));
    near.map(|(one, value)| (one.as_str(), value))
}

/// What the expressions that the program carries are evidence for.
pub fn carried() -> &'static Meanings {
    static CARRIED: LazyLock<Meanings> = LazyLock::new(|| Meanings::of_terms(vocabulary::needs()));
    &CARRIED
}

/// By need and topic: every expression that the program carries, with its
/// stems.
type Expressions = Vec<Vec<(&'static str, Vec<String>)>>;

/// Read once: taking them apart for every sentence is too slow.
static EXPRESSIONS: LazyLock<Expressions> = LazyLock::new(|| {
    let stems = |text| telling(&words::wanted(&fold(text))).into_iter().map(|(stem, _)| stem).collect();
    let of_term = |term: &'static Term| term.expressions().chain(term.said()).map(|text| (text, stems(text))).collect();
    let of_topic = |topic: &'static Topic| topic.said().map(|text| (text, stems(text))).collect();
    vocabulary::needs().iter().map(of_term).chain(vocabulary::topics().iter().map(of_topic)).collect()
});

/// The expression of a topic, or else of a need, that has most of the stems of
/// a query, and where these stand in it.
pub fn nearest_expression(
    wanted: &[String],
    need: Need,
    topic: Option<&Topic>,
) -> Option<(&'static str, Vec<Range<usize>>)> {
    let asked: HashSet<String> = telling(wanted).into_iter().map(|(stem, _)| stem).collect();
    let of_topic = numbered().position(|(_, own)| topic.is_some() && own == topic);
    let known = EXPRESSIONS.get(of_topic.unwrap_or(need as usize))?.iter();
    let alike = known.filter(|(_, stems)| stems.iter().any(|stem| asked.contains(stem)));
    let marked = alike.map(|(text, _)| (*text, marks(text, &asked)));
    let shared = |marks: &[Range<usize>], text: &str| {
        let covered: usize = marks.iter().map(Range::len).sum();
        let as_typed = words::wanted(&fold(text)).iter().filter(|word| wanted.contains(word)).count();
        // Of two with the same words the shorter says it more plainly.
        (marks.len(), as_typed, covered * 1000 / text.len().max(1))
    };
    let best = marked.max_by_key(|(text, marks)| shared(marks, text))?;
    Some(best).filter(|(_, marks)| !marks.is_empty())
}

/// Where words with one of these stems stand in a text.
fn marks(text: &str, asked: &HashSet<String>) -> Vec<Range<usize>> {
    let is_asked =
        |word: &words::Word| telling(std::slice::from_ref(&word.text)).iter().any(|(stem, _)| asked.contains(stem));
    let found = words::words(&fold(text)).into_iter().filter(is_asked);
    let mut ranges: Vec<Range<usize>> = found.map(|word| original(text, word.range)).collect();
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
    fn who_wants_to_kill_herself_is_told_from_who_is_to_be_killed() {
        let topic = |text: &str| {
            let meant = carried().of(&words::wanted(&fold(text)), true);
            meant.first().is_some_and(|first| first.topic.is_some())
        };
        for text in ["me quiero matar", "i want to kill myself", "kill myself", "хочу убить себя", "je vais me tuer"]
        {
            assert!(topic(text), "{text}");
        }
        for text in ["me quiere matar", "he wants to kill me", "kill him", "хочет меня убить", "il va me tuer"]
        {
            assert!(!topic(text), "{text}");
        }
    }

    #[test]
    fn a_word_that_is_written_wrong_is_understood() {
        for (text, need) in [
            ("estoy embarasada", Need::SexualReproductiveHealth),
            ("i am homless", Need::HousingShelter),
            ("je dors plus", Need::MentalHealth),
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
