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
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::edits::one_edit;
use crate::{
    directory::{
        Directory, Need,
        synonyms::{self, Subject, Synonyms},
        vocabulary::{self, Term, Topic},
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
    /// By stem: the evidence for each need, in the order of needs, and then for
    /// each topic; by their numbers here and below.
    stems: BTreeMap<String, Vec<(usize, Evidence)>>,
    /// The stem of every longer word: a word that is written wrong may lose more
    /// than an ending with its stem.
    words: BTreeMap<String, String>,
    /// By the first stem: expressions of several words, and their need. Those
    /// of topics are not in stems: who wants to kill herself is told from who is
    /// to be killed by the ending alone (`quiero`, `quiere`).
    phrases: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// By the first stem: what says something in expressions of several such
    /// words, in whatever order they come, and their need; the same of topics.
    together: HashMap<String, Vec<(BTreeSet<String>, usize)>>,
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

/// Letters of a word that may be written wrong.
const LONG: usize = 6;

/// Characters that alone are weak evidence beside pairs.
const SINGLE_SHARE: u32 = 3;

/// The stems of a folded text that say something, each with its share in what
/// it says: characters of Chinese are less sure than their pairs.
fn telling(wanted: &[String]) -> Vec<(String, u32)> {
    telling_as(wanted, stem)
}

/// The same, in another form than stems.
fn telling_as(wanted: &[String], form: Form) -> Vec<(String, u32)> {
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
            out.push((form(word).into_owned(), 1));
        }
    }
    out
}

/// A need and a topic: what has the same form as either.
const FORMS: [usize; 2] = [0, Need::ALL.len()];

/// True for a need or a topic whose words are compared in the form of another.
fn is_form(number: usize, other: usize) -> bool {
    (number < Need::ALL.len()) == (other < Need::ALL.len())
}

/// What is made of a word before it is compared.
type Form = fn(&str) -> Cow<'_, str>;

/// The form in which words are compared with those of a need or a topic.
fn form_of(number: usize) -> Form {
    if number < Need::ALL.len() { stem } else { |word| Cow::Borrowed(word) }
}

/// Words in this form, without those that French leaves out when it is spoken:
/// `je (ne) dors plus`.
fn in_form(wanted: &[String], form: Form) -> Vec<String> {
    let spoken = wanted.iter().filter(|word| !matches!(word.as_str(), "ne" | "n"));
    spoken.map(|word| form(word).into_owned()).collect()
}

impl Meanings {
    /// Reads the expressions of needs.
    pub fn of_terms(terms: &[Term]) -> Self {
        let mut meanings = Self::default();
        let mut evidence: BTreeMap<String, BTreeMap<usize, Evidence>> = BTreeMap::new();
        let topics = vocabulary::topics();
        // What is said of a topic tells nothing of the needs that answer it.
        let of_topics: HashSet<String> = topics.iter().flat_map(Topic::said).map(fold).collect();
        let of_needs = terms.iter().map(|term| {
            let others = term.open_eligibility.iter().chain(&term.terms_211).map(String::as_str);
            let all = term.expressions().chain(others).chain(term.said());
            all.filter(|one| !of_topics.contains(&fold(one))).collect::<Vec<_>>()
        });
        let of_topics = topics.iter().map(|topic| topic.said().collect());
        // `harm` alone is harm reduction, not harm to oneself.
        let names = terms.iter().flat_map(|term| term.name.values());
        let of_names = names.flat_map(|name| telling(&words::wanted(&fold(name)))).map(|(stem, _)| stem);
        let of_names: HashSet<String> = of_names.filter(|stem| !stem.starts_with(words::is_cjk)).collect();
        for (need, expressions) in of_needs.chain(of_topics).enumerate() {
            for expression in expressions {
                let wanted = words::wanted(&fold(expression));
                let stems = telling(&wanted);
                let whole = stems.iter().filter(|(_, share)| *share == 1).count().max(1) as u32;
                for word in
                    wanted.iter().filter(|word| word.chars().count() >= LONG && !word.starts_with(words::is_cjk))
                {
                    meanings.words.insert(word.clone(), stem(word).into_owned());
                }
                for (stem, share) in &stems {
                    if need >= Need::ALL.len() && of_names.contains(stem) {
                        continue;
                    }
                    let own = evidence.entry(stem.clone()).or_default().entry(need).or_default();
                    *own = (*own + WHOLE / whole / share).min(WHOLE);
                }
                meanings.add_phrase(need, &wanted);
                let told = telling_as(&wanted, form_of(need)).into_iter();
                let told: BTreeSet<String> = told.filter(|(_, share)| *share == 1).map(|(word, _)| word).collect();
                if let (Some(first), true) = (told.first().cloned(), told.len() > 1) {
                    meanings.together.entry(first).or_default().push((told, need));
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
        LazyLock::force(&OF_TOPICS);
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
        let words = in_form(wanted, form_of(need));
        if let (Some(first), true) = (words.first(), words.len() > 1) {
            self.phrases.entry(first.clone()).or_default().push((words, need));
        }
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
        for form in FORMS {
            let told: BTreeSet<String> = telling_as(wanted, form_of(form)).into_iter().map(|(word, _)| word).collect();
            let together = told.iter().filter_map(|first| self.together.get(first)).flatten();
            for (words, need) in together.filter(|(_, need)| is_form(*need, form)) {
                if words.is_subset(&told) {
                    add(*need, WHOLE / 2 * words.len() as u32, 0);
                }
            }
        }
        for (words, need) in self.held(wanted) {
            add(need, WHOLE / 2 * words as u32, 0);
        }
        if let Some(topic) = part_of_topic(wanted) {
            add(Need::ALL.len() + topic, WHOLE * wanted.len() as u32, 0);
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
        !self.held(wanted).is_empty()
    }

    /// The expressions of several words that the words hold as they stand: how
    /// many words each has, and its need.
    fn held(&self, wanted: &[String]) -> Vec<(usize, usize)> {
        let mut held = Vec::new();
        for form in FORMS {
            let words = in_form(wanted, form_of(form));
            for (at, first) in words.iter().enumerate() {
                let here = words.get(at..).unwrap_or_default();
                let phrases = self.phrases.get(first).into_iter().flatten();
                let phrases = phrases.filter(|(phrase, need)| is_form(*need, form) && here.starts_with(phrase));
                held.extend(phrases.map(|(phrase, need)| (phrase.len(), *need)));
            }
        }
        held
    }

    /// True when a word of the query is evidence for what is meant.
    pub fn explains(&self, word: &str, meant: &Meant) -> bool {
        let about = |stem: &str| self.evidence(word, stem, true).0.iter().any(|(at, _)| *at == meant.number);
        telling(&[word.to_owned()]).iter().any(|(stem, _)| about(stem))
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

/// What people say of topics, in folded words, and the number of the topic.
static OF_TOPICS: LazyLock<Vec<(Vec<String>, usize)>> = LazyLock::new(|| {
    let topics = vocabulary::topics().iter().enumerate();
    topics.flat_map(|(topic, one)| one.said().map(move |text| (words::wanted(&fold(text)), topic))).collect()
});

/// The topic of which all of these words are the beginning of something that
/// people say, or half of it.
fn part_of_topic(wanted: &[String]) -> Option<usize> {
    if wanted.len() < 2 || wanted.iter().all(|word| is_little(word)) {
        return None;
    }
    let is_half =
        |said: &[String]| wanted.len() * 2 >= said.len() && said.windows(wanted.len()).any(|run| run == wanted);
    OF_TOPICS.iter().find(|(said, _)| said.starts_with(wanted) || is_half(said)).map(|(_, topic)| *topic)
}

/// True when the words hold what people say of a topic, as it stands: what is
/// one word too, which a sentence is not. A long word may have one mistake.
pub fn says_topic(wanted: &[String]) -> bool {
    let single = |word: &String| {
        let cjk = word.starts_with(words::is_cjk);
        let long = word.chars().count() >= LONG;
        let mut known = OF_TOPICS.iter().filter_map(|(said, _)| said.first().filter(|_| said.len() == 1));
        known.any(|said| said == word || (cjk && word.contains(said)) || (long && one_edit(word, said, false)))
    };
    let held = |said: &Vec<String>| said.len() > 1 && wanted.windows(said.len()).any(|run| run == said);
    wanted.iter().any(single) || part_of_topic(wanted).is_some() || OF_TOPICS.iter().any(|(said, _)| held(said))
}

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
    fn a_topic_is_said_by_one_word_and_by_the_half_of_what_people_say() {
        let says = |text: &str| says_topic(&words::wanted(&fold(text)));
        for text in ["suicide", "suiside", "想跳楼", "hang myself", "no quiero vivir"] {
            assert!(says(text), "{text}");
        }
        for text in ["bridge", "train", "pills", "i want to", "the river", "rope", ""] {
            assert!(!says(text), "{text}");
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
