//! What is shown for words that are about a need or a topic: the entries that
//! have it, beside those that have every word.

use std::{
    collections::HashSet,
    sync::{Arc, PoisonError},
};

use super::{
    Field, Hit, Index, Matched, Outcome, Partial,
    ask::{Ask, List},
    bits::Bits,
    found::Found,
    matched::Marker,
    meaning::{Meanings, Meant, nearest_expression},
    rank::Ranked,
};
use crate::directory::{Need, vocabulary::Topic};

/// After so many entries for the first need comes one for the second.
const TURN: usize = 2;

/// What is meant.
#[derive(Debug, Default)]
pub struct Meaning {
    /// The needs, the surest first.
    pub(super) needs: Vec<Need>,
    /// The topic that they answer, if it is one.
    pub(super) topic: Option<&'static Topic>,
    /// Words that are no evidence for the needs, and that their entries have,
    /// by place.
    pub(super) kept: Vec<usize>,
    /// And that they have not.
    pub(super) dropped: Vec<usize>,
    /// Whether some entries have every word.
    pub(super) literal: bool,
    /// Whether the words say something where they stand.
    pub(super) strong: bool,
}

impl Index {
    /// Takes every entry that answers a topic, whatever other words stand
    /// there: who wants to die is not told that nobody near is known. Those in
    /// the city that is named come first.
    pub(super) fn widen(&self, topic: &Topic, words: &[String], cities: &[usize], meaning: &mut Meaning) {
        meaning.needs = topic.needs.iter().copied().filter(|need| self.has_all(std::iter::empty(), *need)).collect();
        let has_any = |here: &dyn Fn(u32) -> bool| {
            meaning.needs.iter().any(|need| self.look_up_need(*need).bits(self).numbers().any(here))
        };
        let any = self.in_cities(words).is_some_and(|here| has_any(&here));
        let others = std::mem::take(&mut meaning.kept).into_iter().filter(|at| !(any && cities.contains(at)));
        meaning.dropped.extend(others);
        meaning.dropped.sort_unstable();
    }

    /// As many as can be of the words that are no evidence for a need, with the
    /// entries that have it. `None` where there are none.
    pub(super) fn meaning(
        &self,
        meanings: &Meanings,
        found: &[&Found],
        telling: &[usize],
        meant: &Meant,
        need: Need,
    ) -> Option<Meaning> {
        let mut meaning = Meaning { needs: vec![need], topic: meant.topic, ..Meaning::default() };
        if !self.has_all(std::iter::empty(), need) {
            return None;
        }
        let mut sets: Vec<&Found> = Vec::new();
        for at in telling {
            let Some(word) = found.get(*at).filter(|found| !meanings.explains(&found.word, meant)) else { continue };
            sets.push(word);
            if self.has_all(sets.iter().copied(), need) {
                meaning.kept.push(*at);
            } else {
                sets.pop();
                meaning.dropped.push(*at);
            }
        }
        Some(meaning)
    }

    /// What has a need: the entries that have a word of it that every such
    /// entry has.
    pub(super) fn look_up_need(&self, need: Need) -> Arc<Found> {
        let mut known = self.needs.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.entry(need).or_insert_with(|| Arc::new(Found::exactly(&need.slug().replace('-', ""), self)));
        Arc::clone(found)
    }

    /// True when an entry has these words and a need.
    fn has_all<'f>(&self, words: impl Iterator<Item = &'f Found>, need: Need) -> bool {
        let need = self.look_up_need(need);
        let sets: Vec<&Bits> = words.map(|found| found.bits(self)).chain([need.bits(self)]).collect();
        Bits::have_common(&sets)
    }

    /// What is meant, beside what has every word: that goes first if the words
    /// say something where they stand, and what has both before either.
    pub(super) fn about(
        &self,
        ask: &Ask<'_>,
        meaning: &Meaning,
        known: Option<&Outcome>,
        counted: bool,
    ) -> Option<Outcome> {
        let found = ask.found();
        let needs: Vec<Arc<Found>> = meaning.needs.iter().map(|need| self.look_up_need(*need)).collect();
        let mut lists = Vec::with_capacity(3);
        // Of a topic the best are chosen part by part.
        let best = meaning.topic.map(|_| &[][..]);
        for need in &needs {
            let words = kept(meaning, &found, std::slice::from_ref(need));
            lists.push((ask.list(&words, best)?, words));
        }
        let mut outcome = Outcome::default();
        if meaning.literal {
            let literal = ask.list(&found, known.map(|known| known.hits.as_slice()))?;
            (outcome.hits, outcome.total) = (ask.hits(&literal.best), literal.len());
            lists.push((literal, found));
        }
        let order = match meaning.topic {
            Some(topic) => self.in_order_of(topic, ask, &lists)?,
            None => self.in_order(ask, meaning, &needs, &lists)?,
        };
        let mut all = Bits::none(self.len());
        for (list, _) in &lists {
            list.add_to(&mut all);
        }
        let words = &ask.request.query.words;
        let total = all.count();
        outcome.in_place = ask.in_place(all.numbers()).unwrap_or(total);
        outcome.partial = Some(Partial {
            dropped: meaning.dropped.iter().filter_map(|at| words.get(*at).cloned()).collect(),
            meant: meaning.needs.first().copied(),
            topic: meaning.topic,
            hits: best_in(ask, order),
            total,
        });
        if counted {
            let mut any = Bits::none(self.len());
            for (list, _) in &lists {
                list.add_all_to(&mut any);
            }
            outcome.facets = ask.facets_of(any.numbers())?;
        }
        Some(outcome)
    }

    /// The best of the lists of needs; with the list of what has every word,
    /// which comes last, what has both goes before either.
    fn in_order(
        &self,
        ask: &Ask<'_>,
        meaning: &Meaning,
        needs: &[Arc<Found>],
        lists: &[(List, Vec<&Found>)],
    ) -> Option<Vec<Ranked>> {
        let (of_needs, literal) = lists.split_at_checked(needs.len())?;
        let of_needs = match of_needs {
            [(first, _), (second, _)] => in_turn(self, first, second),
            _ => of_needs.iter().flat_map(|(list, _)| list.best.iter().copied()).collect(),
        };
        let Some((literal, found)) = literal.first() else { return Some(of_needs) };
        let mut have_need = Bits::none(self.len());
        for need in needs {
            have_need.add_those(need.bits(self));
        }
        let mut order = ask.best_of(literal, found, &have_need)?;
        let (first, second) = if meaning.strong { (&literal.best, &of_needs) } else { (&of_needs, &literal.best) };
        order.extend(first.iter().chain(second));
        Some(order)
    }

    /// Says what matched in hits for a meaning: the words where an entry has
    /// them all, or else the expression of the need that they are like.
    pub(super) fn explain_meant(&self, ask: &Ask<'_>, meaning: &Meaning, hits: &mut [Hit]) -> Option<()> {
        let found = ask.found();
        let needs: Vec<Arc<Found>> = meaning.needs.iter().map(|need| self.look_up_need(*need)).collect();
        let about = kept(meaning, &found, &needs);
        let (literal, about) = (Marker::new(self, &found), Marker::new(self, &about));
        let whys: Vec<_> =
            meaning.needs.iter().map(|need| why(&ask.request.query.words, *need, meaning.topic)).collect();
        for hit in hits.iter_mut().filter(|hit| hit.matched.is_empty()) {
            let rank = self.ranks.get(hit.entry.0 as usize).copied().unwrap_or_default();
            let has_all = meaning.literal && ask.has(&found, rank)?;
            hit.matched = ask.mark(if has_all { &literal } else { &about }, hit.entry)?;
            let own = whys.iter().zip(&needs).find(|(_, need)| need.bits(self).has(rank));
            if let Some(why) = own.and_then(|(why, _)| why.clone()) {
                say_why(hit, why);
            }
        }
        Some(())
    }
}

/// The hits of some lists one after the other, each once, as many as are asked
/// for.
fn best_in(ask: &Ask<'_>, mut order: Vec<Ranked>) -> Vec<Hit> {
    let mut seen = HashSet::new();
    order.retain(|ranked| seen.insert(ranked.rank));
    // What only covers a place stays below what is there, and the near above
    // the far.
    order.sort_by_key(|ranked| (ranked.stands, ranked.order));
    order.truncate(ask.request.limit);
    let mut hits = ask.hits(&order);
    let mut worth = i64::MAX;
    for hit in &mut hits {
        worth = worth.min(hit.score);
        hit.score = worth;
    }
    hits
}

/// The words that are kept beside a need, and the need.
fn kept<'f>(meaning: &Meaning, found: &[&'f Found], needs: &'f [Arc<Found>]) -> Vec<&'f Found> {
    let kept = meaning.kept.iter().filter_map(|at| found.get(*at).copied());
    kept.chain(needs.iter().map(AsRef::as_ref)).collect()
}

/// What has both needs, then in turn what has the one and the other.
fn in_turn(index: &Index, first: &List, second: &List) -> Vec<Ranked> {
    let mut others = Bits::none(index.len());
    second.add_to(&mut others);
    let (mut order, first): (Vec<Ranked>, Vec<Ranked>) = first.best.iter().partition(|one| others.has(one.rank));
    let mut second = second.best.iter().copied();
    for (at, one) in (1usize..).zip(first) {
        order.push(one);
        if at.is_multiple_of(TURN) {
            order.extend(second.next());
        }
    }
    order.extend(second);
    order
}

/// The expression of a topic or a need that the words are like.
fn why(words: &[String], need: Need, topic: Option<&Topic>) -> Option<Matched> {
    let (text, ranges) = nearest_expression(words, need, topic)?;
    Some(Matched { field: Field::Need, text: text.to_owned(), ranges })
}

/// Says of a hit for a need which expression of it the words are like.
fn say_why(hit: &mut Hit, why: Matched) {
    hit.matched.retain(|matched| matched.field != Field::Need);
    let after = hit.matched.iter().position(|matched| matched.field > Field::Need);
    hit.matched.insert(after.unwrap_or(hit.matched.len()), why);
}
