//! A search for what a person says: the words as they stand, or else what they
//! mean.
//!
//! A word or two are looked for as they stand. Of a sentence (`my landlord
//! threw me out`) the words that say nothing go, those that are evidence for a
//! need become that need, and of the rest as many are kept as some entry has.
//! What has every word as it stands goes before what is only meant, unless the
//! words merely stand about in a long text.

use super::{
    Cancel, Field, Hit, Index, Matched, Outcome, Partial, Query, Request,
    meaning::{self, Meanings, Meant},
    union::union,
};
use crate::{
    directory::{Directory, Need},
    text::words::is_cjk,
};

/// Less than this for each word, in what [`Hit::score`] counts, is a word that
/// only stands somewhere in a text, or is nearly another.
const STRONG: i64 = 450;

/// Less evidence than this is a guess.
const SURE: u32 = 150;

/// A second need is meant as well when it has so many hundredths of the
/// evidence for the first.
const AS_WELL: u32 = 33;

/// After so many entries for the first need comes one for the second.
const TURN: usize = 2;

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

    fn said(&self, directory: &Directory, request: Request<'_>, counted: bool, cancel: &Cancel) -> Option<Outcome> {
        let literal = self.search_words(directory, request, counted, cancel)?;
        let words = &request.query.words;
        let plain: Vec<String> = words.iter().filter(|word| !meaning::is_little(word)).cloned().collect();
        let named = literal.hits.first().is_some_and(|hit| is_strong(hit, words.len()) && is_named(hit));
        let enough = literal.total > 0 || literal.partial().is_some_and(|partial| are_named(partial, words.len()));
        if named || words.is_empty() || (enough && !is_sentence(words, &plain)) {
            return Some(literal);
        }
        let meanings = self.meanings(directory);
        let asking = Asking { index: self, meanings, directory, request, counted, cancel };
        asking.for_what_is_meant(literal, &plain)
    }

    /// What words are evidence for. Reading the lists takes longer than a
    /// search: call it before somebody types.
    pub fn meanings(&self, directory: &Directory) -> &Meanings {
        self.meanings.get_or_init(|| Meanings::of_directory(directory))
    }
}

/// True when the words stand where they say something.
fn is_strong(hit: &Hit, words: usize) -> bool {
    hit.score >= STRONG * words as i64
}

/// True when the entry is called like that.
fn is_named(hit: &Hit) -> bool {
    hit.matched.first().is_some_and(|matched| matched.field <= Field::AlternateName)
}

/// True when of a few words those that are left say something where they
/// stand.
fn are_named(partial: &Partial, words: usize) -> bool {
    partial.hits.first().is_some_and(|hit| is_strong(hit, words.saturating_sub(partial.dropped.len())))
}

/// True when somebody says what they mean, and does not name it.
fn is_sentence(words: &[String], plain: &[String]) -> bool {
    let long = |word: &String| word.starts_with(is_cjk) && word.chars().count() >= SENTENCE_CJK;
    plain.len() >= SENTENCE || (plain.len() < words.len() && !plain.is_empty()) || words.iter().any(long)
}

/// The question, asked in other words.
struct Asking<'a> {
    index: &'a Index,
    meanings: &'a Meanings,
    directory: &'a Directory,
    request: Request<'a>,
    /// Whether facets are counted.
    counted: bool,
    cancel: &'a Cancel,
}

/// What is found for a need that is meant.
struct About {
    need: Need,
    outcome: Outcome,
    /// Words that are no evidence for the need, and that the entries have.
    kept: Vec<String>,
    /// And that they have not.
    dropped: Vec<String>,
}

impl Asking<'_> {
    /// What the words mean, beside what has them as they stand.
    fn for_what_is_meant(&self, literal: Outcome, plain: &[String]) -> Option<Outcome> {
        let mut meant = self.meanings.of(&self.request.query.words, true);
        let least = meant.first().map_or(0, |first| first.evidence * AS_WELL / 100).max(SURE);
        meant.retain(|one| one.evidence >= least);
        let mut about = Vec::new();
        for one in meant.iter().take(2) {
            about.extend(self.about(plain, *one)?);
        }
        let mut about = about.into_iter();
        let Some(first) = about.next() else { return self.without_little_words(literal, plain) };
        // Only what answers the same words can be counted together.
        let second = about.next().filter(|second| second.kept == first.kept);
        let (dropped, need) = (first.dropped, first.need);
        let also = second.as_ref().map(|second| second.need);
        let found = match second {
            Some(second) => {
                let both = self.with(&first.kept, &[need, second.need])?;
                union(first.outcome, second.outcome, &both, TURN, self.request.limit)
            }
            None => first.outcome,
        };
        if literal.total == 0 {
            return Some(instead(literal, found, dropped, Some(need)));
        }
        self.beside(literal, found, [Some(need), also])
    }

    /// What is meant, beside what has every word: that goes first if the words
    /// say something where they stand.
    fn beside(&self, literal: Outcome, found: Outcome, needs: [Option<Need>; 2]) -> Option<Outcome> {
        let (words, limit) = (&self.request.query.words, self.request.limit);
        let both = match needs {
            [Some(need), Some(also)] => {
                let shared = self.with(words, &[need, also])?;
                union(self.with(words, &[need])?, self.with(words, &[also])?, &shared, 1, limit)
            }
            [need, _] => self.with(words, need.as_slice())?,
        };
        let strong = literal.hits.first().is_some_and(|hit| is_strong(hit, words.len()));
        if strong && both.total == 0 {
            return Some(literal);
        }
        let full = literal.clone();
        let after_all = usize::MAX;
        let all = if strong {
            union(literal, found, &both, after_all, limit)
        } else {
            union(found, literal, &both, after_all, limit)
        };
        Some(instead(full, all, Vec::new(), needs.into_iter().flatten().next()))
    }

    /// Asks for these words and needs. `None` when cancelled.
    fn with(&self, words: &[String], needs: &[Need]) -> Option<Outcome> {
        let mut query =
            Query { words: words.to_vec(), filters: self.request.query.filters.clone(), ..Query::default() };
        query.words.extend(needs.iter().copied().map(word_of));
        let request = Request { query: &query, ..self.request };
        self.index.search_words(self.directory, request, self.counted, self.cancel)
    }

    /// What has the need that is meant and as many as can be of the words that
    /// are no evidence for it.
    fn about(&self, words: &[String], meant: Meant) -> Option<Option<About>> {
        let need = meant.need;
        let mut about = About { need, outcome: self.with(&[], &[need])?, kept: Vec::new(), dropped: Vec::new() };
        if about.outcome.total == 0 {
            return Some(None);
        }
        for word in words.iter().filter(|word| !self.meanings.explains(word, need)) {
            about.kept.push(word.clone());
            let outcome = self.with(&about.kept, &[need])?;
            if outcome.total == 0 {
                about.kept.pop();
                about.dropped.push(word.clone());
            } else {
                about.outcome = outcome;
            }
        }
        say_why(&mut about.outcome, &self.request.query.words, need);
        Some(Some(about))
    }

    /// Nothing is meant that the lists know: what has the words that say
    /// something, if they say more than all of them.
    fn without_little_words(&self, literal: Outcome, plain: &[String]) -> Option<Outcome> {
        if plain.is_empty() || plain.len() == self.request.query.words.len() || literal.total > 0 {
            return Some(literal);
        }
        let found = self.with(plain, &[])?;
        Some(match found.partial {
            _ if found.total > 0 => instead(literal, found, Vec::new(), None),
            Some(partial) => Outcome { partial: Some(partial), ..literal },
            None => literal,
        })
    }
}

/// A word that every entry with this need has.
fn word_of(need: Need) -> String {
    need.slug().replace('-', "")
}

/// Says of each hit for a need which expression of it the words are like.
fn say_why(outcome: &mut Outcome, words: &[String], need: Need) {
    let Some((text, ranges)) = meaning::nearest_expression(words, need) else { return };
    let why = Matched { field: Field::Need, text: text.to_owned(), ranges };
    for hit in &mut outcome.hits {
        hit.matched.retain(|matched| matched.field != Field::Need);
        let after = hit.matched.iter().position(|matched| matched.field > Field::Need);
        hit.matched.insert(after.unwrap_or(hit.matched.len()), why.clone());
    }
}

/// What is shown in place of entries that have every word.
fn instead(literal: Outcome, found: Outcome, dropped: Vec<String>, meant: Option<Need>) -> Outcome {
    let Outcome { hits, total, facets, in_place, .. } = found;
    let partial = Some(Partial { dropped, meant, hits, total });
    Outcome { facets, in_place, partial, ..literal }
}
