//! Saying what is the matter instead of naming it: where no entry has every
//! word of a sentence, what the words are about is shown; where some have,
//! that is shown beside them.
//!
//! What words are taken for depends on the words and the directory, not on the
//! filters: so a filter only ever takes away, and what the panel counts is what
//! is left. It is found out once for the words and kept while they stand.

use std::sync::{Arc, PoisonError};

use super::{
    Cancel, Field, Hit, Index, Matched, Outcome, Partial, Query, Request,
    address::is_address,
    ask::Ask,
    meaning::Meanings,
    meant::Meaning,
    rank::IN_CITY,
    said_of_topics::{self, say_topic},
    telling::is_little,
};
use crate::{
    directory::{Directory, vocabulary},
    text::{
        fold::fold,
        words::{is_cjk, wanted},
    },
};

/// Less than this for each word, in what [`Hit::score`] counts, is a word that
/// only stands somewhere in a text, or is nearly another.
const STRONG: i64 = 450;

/// Of what it is worth to be in the city asked for so much counts there, for
/// each word of its name: it says nothing of what somebody looks for.
const STRONG_CITY: i64 = 400;

/// Less evidence than this is a guess.
const SURE: u32 = 150;

/// A second need is meant as well when it has so many hundredths of the
/// evidence for the first.
const AS_WELL: u32 = 33;

/// From so many words that say something on, people say what they mean.
const SENTENCE: usize = 3;

/// From so many Chinese characters on.
const SENTENCE_CJK: usize = 4;

impl Outcome {
    /// The entries to show: those that have every word, or else the best of
    /// those that have most, or what the words mean.
    pub fn shown(&self) -> &[Hit] {
        self.partial().map_or(&self.hits, |partial| &partial.hits)
    }

    /// Number of the entries of which [`shown`](Self::shown) are the best.
    pub fn shown_total(&self) -> usize {
        self.partial().map_or(self.total, |partial| partial.total)
    }

    /// What is shown in place of the entries that have every word.
    pub fn partial(&self) -> Option<&Partial> {
        self.partial.as_ref().filter(|partial| !partial.hits.is_empty())
    }
}

/// What the words of a query are taken for.
#[derive(Debug)]
pub enum Reading {
    /// Words that an entry has.
    Literal,
    /// Those of them that say something, by place.
    Telling(Vec<usize>),
    /// Words about a need.
    Meant(Meaning),
}

impl Index {
    /// Finds the best entries. `None` when cancelled.
    pub fn search(&self, directory: &Directory, request: Request<'_>, cancel: &Cancel) -> Option<Outcome> {
        self.said(directory, request, true, cancel)
    }

    /// As [`search`](Self::search), but leaves the facets empty, for which
    /// every entry that has the words is looked at: what a key press waits for.
    pub fn find(&self, directory: &Directory, request: Request<'_>, cancel: &Cancel) -> Option<Outcome> {
        self.said(directory, request, false, cancel)
    }

    /// Says what matched in those hits of an outcome that do not say it yet.
    /// `None` when cancelled.
    pub fn explain(
        &self,
        directory: &Directory,
        request: Request<'_>,
        outcome: &mut Outcome,
        cancel: &Cancel,
    ) -> Option<()> {
        let ask = self.ask(directory, request, cancel)?;
        let (reading, _) = self.reading(&ask)?;
        self.explain_shown(&ask, &reading, outcome, usize::MAX)
    }

    /// Says of the first of the hits that are shown what matched in them.
    fn explain_shown(&self, ask: &Ask<'_>, reading: &Reading, outcome: &mut Outcome, most: usize) -> Option<()> {
        let partial = outcome.partial.as_mut().filter(|partial| !partial.hits.is_empty());
        let (hits, dropped) = match partial {
            Some(partial) => (&mut partial.hits, &partial.dropped[..]),
            None => (&mut outcome.hits, &[][..]),
        };
        let most = most.min(hits.len());
        let hits = hits.get_mut(..most).unwrap_or_default();
        let kept = |word: &str| !dropped.iter().any(|dropped| dropped == word);
        match reading {
            Reading::Literal => ask.explain(hits, |_, word| kept(word)),
            Reading::Telling(places) => ask.explain(hits, |at, word| places.contains(&at) && kept(word)),
            Reading::Meant(meaning) => self.explain_meant(ask, meaning, hits),
        }
    }

    /// Reads what is needed once somebody types, and takes longer than a search:
    /// the names of cities, by entries too, and what words are evidence for.
    pub fn get_ready(&self, directory: &Directory) {
        self.cities();
        self.busiest();
        for topic in vocabulary::topics() {
            self.parts_of(topic);
        }
        self.meanings(directory);
        said_of_topics::get_ready();
    }

    /// What words are evidence for.
    fn meanings(&self, directory: &Directory) -> &Meanings {
        self.meanings.get_or_init(|| Meanings::of_directory(directory))
    }

    fn said(&self, directory: &Directory, request: Request<'_>, counted: bool, cancel: &Cancel) -> Option<Outcome> {
        let ask = self.ask(directory, request, cancel)?;
        let (reading, literal) = self.reading(&ask)?;
        let mut outcome = self.outcome_of(&ask, &reading, literal, counted)?;
        self.explain_shown(&ask, &reading, &mut outcome, request.explained)?;
        Some(outcome)
    }

    /// What is found for words that are taken for something; `literal` is the
    /// outcome of the question as it stands, where it is known.
    fn outcome_of(&self, ask: &Ask<'_>, reading: &Reading, literal: Option<Outcome>, counted: bool) -> Option<Outcome> {
        let (request, cancel) = (ask.request, ask.cancel);
        let as_it_stands = |known: Option<Outcome>| known.map_or_else(|| ask.outcome(), Some);
        match reading {
            Reading::Literal => {
                let mut outcome = as_it_stands(literal)?;
                if counted {
                    outcome.facets = ask.facets()?;
                }
                Some(outcome)
            }
            Reading::Telling(places) => {
                let words = &request.query.words;
                let words = places.iter().filter_map(|at| words.get(*at).cloned()).collect();
                let query = Query { words, filters: request.query.filters.clone(), ..Query::default() };
                let telling = self.ask(ask.directory, Request { query: &query, ..request }, cancel)?;
                let found = telling.outcome()?;
                let literal = as_it_stands(literal)?;
                if found.total == 0 {
                    // A word that says nothing is better than no entry.
                    return Some(Outcome { partial: found.partial.or(literal.partial), ..literal });
                }
                let facets = if counted { telling.facets()? } else { found.facets };
                let partial = Partial { hits: found.hits, total: found.total, ..Partial::default() };
                Some(Outcome { facets, in_place: found.in_place, partial: Some(partial), ..literal })
            }
            Reading::Meant(meaning) => self.about(ask, meaning, literal.as_ref(), counted),
        }
    }

    /// What the words are taken for; the outcome of the question as it stands,
    /// where finding that out has brought it.
    fn reading(&self, ask: &Ask<'_>) -> Option<(Arc<Reading>, Option<Outcome>)> {
        let (query, request) = (ask.request.query, ask.request);
        if query.words.is_empty() {
            return Some((Arc::new(Reading::Literal), None));
        }
        let lock = || self.read_as.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = lock().as_ref().filter(|(words, _)| *words == query.words) {
            return Some((Arc::clone(known), None));
        }
        let whole = query.filters.is_empty() && request.limit > 0;
        let mut literal = if whole {
            ask.outcome()?
        } else {
            let bare = Query { filters: Vec::new(), ..query.clone() };
            let request = Request { query: &bare, limit: 1, ..request };
            self.ask(ask.directory, request, ask.cancel)?.outcome()?
        };
        let reading = Arc::new(self.taken_for(ask, &mut literal)?);
        *lock() = Some((query.words.clone(), Arc::clone(&reading)));
        Some((reading, Some(literal).filter(|_| whole)))
    }

    /// What the words are taken for, as far as entries have them as they stand.
    fn taken_for(&self, ask: &Ask<'_>, literal: &mut Outcome) -> Option<Reading> {
        let words = &ask.request.query.words;
        let telling = words.iter().enumerate().filter(|(_, word)| !is_little(word));
        let telling: Vec<usize> = telling.map(|(at, _)| at).collect();
        let strong = !telling.is_empty() && literal.hits.first().is_some_and(|hit| self.is_strong(hit, words));
        let cities: Vec<usize> = self.cities_in(words).into_iter().flatten().collect();
        let named = Self::is_named_or_at(ask, literal, strong, cities.len())?;
        // Where no entry has the word that says what is needed, it is not left out
        // for another: `подруга передознулась`.
        let says = |word: &String| self.meanings(ask.directory).are_sure_of(word);
        let is_enough = |partial: &Partial| self.are_named(partial, words) && !partial.dropped.iter().any(says);
        let enough = literal.total > 0 || literal.partial().is_some_and(is_enough);
        // `no puedo más` says it with words that say nothing.
        let says_together = || telling.is_empty() && self.meanings(ask.directory).have_phrase(words);
        if Self::is_address(words, &cities) && (literal.total > 0 || literal.partial().is_some()) {
            return Some(Reading::Literal);
        }
        // A place that is in the name of another says nothing of it.
        let topic = say_topic(words) && !literal.hits.first().is_some_and(is_named_for_topic);
        let is_said = || topic || is_sentence(words, &telling, &cities) || says_together();
        if (named && !topic) || (enough && !is_said()) {
            return Some(Reading::Literal);
        }
        let meanings = self.meanings(ask.directory);
        let mut meant = meanings.of(words, true);
        let least = meant.first().map_or(0, |first| first.evidence * AS_WELL / 100).max(SURE);
        meant.retain(|one| one.evidence >= least);
        let found = ask.found();
        // A topic brings its needs with it.
        let most = if meant.first().is_some_and(|first| first.topic.is_some()) { 1 } else { 2 };
        let meant = meant.iter().take(most).flat_map(|one| one.needs().iter().map(move |need| (one, *need)));
        let mut read = meant.filter_map(|(one, need)| self.meaning(meanings, &found, &telling, one, need));
        let Some(mut meaning) = read.next() else {
            let some = telling.len() < words.len() && !telling.is_empty() && literal.total == 0;
            return Some(if some { Reading::Telling(telling) } else { Reading::Literal });
        };
        // Only what answers the same words can be counted together.
        let second = read.next().filter(|second| second.kept == meaning.kept && second.needs != meaning.needs);
        meaning.needs.extend(second.into_iter().flat_map(|second| second.needs));
        (meaning.literal, meaning.strong) = (literal.total > 0, strong);
        if meaning.literal {
            meaning.dropped.clear();
        }
        if let Some(topic) = meaning.topic {
            self.widen(topic, words, &cities, &mut meaning);
        }
        // What is called so, or the like, and has nothing to do with the needs.
        let mut aside = strong;
        for need in &meaning.needs {
            aside = aside && !ask.have_any(&found, self.look_up_need(*need).bits(self))?;
        }
        Some(if aside { Reading::Literal } else { Reading::Meant(meaning) })
    }

    /// True when the words beside the name of a city are an address.
    fn is_address(words: &[String], cities: &[usize]) -> bool {
        let beside = words.iter().enumerate().filter(|(at, _)| !cities.contains(at));
        is_address(&beside.map(|(_, word)| word.as_str()).collect::<Vec<_>>())
    }

    /// True when the best entry is called as the words say, which is sure where
    /// they are `strong`, or is at the number and the street that they say.
    /// `None` when cancelled.
    fn is_named_or_at(ask: &Ask<'_>, literal: &mut Outcome, strong: bool, cities: usize) -> Option<bool> {
        let words = &ask.request.query.words;
        let numbered = words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(first) = literal.hits.get_mut(..1).filter(|_| strong || numbered) else { return Some(false) };
        ask.explain(first, |_, _| true)?;
        let is_there = |hit: &Hit| numbered && is_at(hit, words.len() - cities);
        let named = first.iter().any(|hit| (strong && is_named(hit)) || is_there(hit));
        if ask.request.explained == 0 {
            for hit in first {
                hit.matched.clear();
            }
        }
        Some(named)
    }

    /// True when the words stand where they say something.
    fn is_strong(&self, hit: &Hit, words: &[String]) -> bool {
        let cities = self.cities_beside(words).into_iter().flatten().count();
        let more = (i64::from(IN_CITY) - STRONG_CITY) * cities as i64;
        hit.score - more >= STRONG * words.len() as i64
    }

    /// True when of a few words those that are left say something where they
    /// stand.
    fn are_named(&self, partial: &Partial, words: &[String]) -> bool {
        let left: Vec<String> = words.iter().filter(|word| !partial.dropped.contains(word)).cloned().collect();
        partial.hits.first().is_some_and(|hit| self.is_strong(hit, &left))
    }
}

/// True when the entry is called like that: `all` in *Alliance* says nothing.
fn is_named(hit: &Hit) -> bool {
    let says = |part: &str| !is_little(&fold(part));
    let names = hit.matched.iter().take_while(|matched| matched.field <= Field::AlternateName);
    let mut parts = names.flat_map(|name| name.ranges.iter().filter_map(|range| name.text.get(range.clone())));
    parts.any(says)
}

/// True when what matched in its name says a topic.
fn is_named_for_topic(hit: &Hit) -> bool {
    let names = hit.matched.iter().take_while(|matched| matched.field <= Field::AlternateName);
    let parts = names.flat_map(|name| name.ranges.iter().filter_map(|range| name.text.get(range.clone())));
    say_topic(&wanted(&fold(&parts.collect::<Vec<_>>().join(" "))))
}

/// True when so many words are the number and the street where the entry is.
fn is_at(hit: &Hit, words: usize) -> bool {
    let in_place = |matched: &Matched| matched.field == Field::Place && matched.ranges.len() >= words;
    words > 1 && hit.matched.iter().any(in_place)
}

/// True when somebody says what they mean, and does not name it; where, says
/// nothing about that.
fn is_sentence(words: &[String], telling: &[usize], cities: &[usize]) -> bool {
    let beside = |at: &usize| !cities.contains(at);
    // Of a word that has just been begun, nobody knows whether it says little:
    // `harm r` is on the way to harm reduction.
    let begun = usize::from(words.len() > 1 && words.last().is_some_and(|last| last.len() == 1));
    let all = (words.len() - cities.len()).saturating_sub(begun);
    let telling = telling.iter().filter(|at| beside(at)).count();
    let long = |word: &String| word.starts_with(is_cjk) && word.chars().count() >= SENTENCE_CJK;
    telling >= SENTENCE || (telling < all && telling > 0) || words.iter().any(long)
}
