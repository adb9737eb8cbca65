//! Which entries answer a topic first: those that speak of it themselves.

use std::{
    borrow::Cow,
    collections::HashSet,
    sync::{Arc, PoisonError},
};

use super::{
    Index,
    ask::{Ask, List},
    bits::Bits,
    facts::{Facts, need_bit},
    found::Found,
    rank::Ranked,
};
use crate::{
    directory::vocabulary::Topic,
    text::{
        fold::fold,
        words::{self, is_cjk},
    },
};

/// Parts of the entries, in the order in which they come.
const PARTS: usize = 5;

impl Index {
    /// The entries in parts, the first of which comes first. Of those that have
    /// the first need of the topic: those that speak of it, or do much the same
    /// and nothing else; those that are for nothing else; those that do much
    /// the same beside other things; the others. Last the rest, and all that are
    /// for those whom the topic puts aside.
    pub(super) fn parts_of(&self, topic: &'static Topic) -> Arc<Vec<Bits>> {
        let mut known = self.of_topics.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(&topic.slug).or_insert_with(|| Arc::new(self.in_parts(topic))))
    }

    /// The best of some lists, part by part, until as many are found as are
    /// asked for; before them, of all parts but the last, what is in a city that
    /// is named. `None` when cancelled.
    pub(super) fn in_order_of(
        &self,
        topic: &'static Topic,
        ask: &Ask<'_>,
        lists: &[(List, Vec<&Found>)],
    ) -> Option<Vec<Ranked>> {
        let (parts, here) = (self.parts_of(topic), self.in_cities(&ask.request.query.words));
        let near = here.iter().flat_map(|here| {
            let own = parts.iter().take(PARTS - 1);
            own.map(move |part| Cow::Owned(Bits::of(self.len(), part.numbers().filter(|rank| here(*rank)))))
        });
        let mut order = Vec::new();
        let mut found = HashSet::new();
        for part in near.chain(parts.iter().map(Cow::Borrowed)) {
            // A filter for a place has an order of its own, over all parts.
            if order.len() >= ask.request.limit && !ask.places_matter() {
                break;
            }
            for (list, words) in lists {
                let best = ask.best_of(list, words, &part)?.into_iter();
                order.extend(best.filter(|ranked| found.insert(ranked.rank)));
            }
        }
        Some(order)
    }

    /// Whether an entry is in a city whose name some of the words are; `None`
    /// where they name none.
    pub(super) fn in_cities<'a>(&'a self, words: &[String]) -> Option<impl Fn(u32) -> bool + use<'a>> {
        let named = self.cities_in(words).into_iter().map(|range| words.get(range).unwrap_or_default().join(" "));
        let numbers: Vec<u32> = named.flat_map(|name| self.cities_named(&name).to_vec()).collect();
        (!numbers.is_empty()).then(|| self.table.is_in(&numbers))
    }

    fn in_parts(&self, topic: &Topic) -> Vec<Bits> {
        let (speaking, like) = (self.speaking(topic.offers()), self.speaking(topic.beside()));
        let first = topic.needs.first().map_or(0, |need| need_bit(*need));
        let others = !topic.needs.iter().fold(0, |all, need| all | need_bit(*need));
        let is_aside = |facts: &Facts<'_>| {
            facts.served.1.populations.iter().any(|own| topic.aside.iter().any(|slug| slug.as_str() == own))
        };
        let mut parts: Vec<Bits> = (0..PARTS).map(|_| Bits::none(self.len())).collect();
        for rank in 0..self.len() as u32 {
            let Some(facts) = self.table.get(rank) else { continue };
            let (speaks, is_like, alone) = (speaking.has(rank), like.has(rank), facts.needs & others == 0);
            let part = match (is_like, alone) {
                _ if facts.needs & first == 0 || is_aside(&facts) => PARTS - 1,
                _ if speaks => 0,
                (true, true) => 0,
                (false, true) => 1,
                (true, false) => 2,
                (false, false) => 3,
            };
            parts.get_mut(part).into_iter().for_each(|part| part.add(rank));
        }
        parts
    }

    /// The entries in whose own texts all words of one of these stand, or words
    /// that begin with them.
    fn speaking<'t>(&self, all: impl Iterator<Item = &'t str>) -> Bits {
        let mut speaking = Bits::none(self.len());
        for one in all {
            let wanted = words::wanted(&fold(one));
            let parts: Vec<Bits> = wanted.iter().flat_map(|word| pieces(word)).map(|word| self.having(&word)).collect();
            if let Some((first, others)) = parts.split_first() {
                let all = first.numbers().filter(|rank| others.iter().all(|other| other.has(*rank)));
                all.for_each(|rank| speaking.add(rank));
            }
        }
        speaking
    }

    /// The entries in whose own texts a word stands that begins so.
    fn having(&self, beginning: &str) -> Bits {
        let mut bits = Bits::none(self.len());
        for word in self.lexicon.beginning_with(beginning) {
            self.of_words.get(word, self.len()).add_to(&mut bits);
        }
        bits
    }
}

/// A word as the index has it: a run of Chinese in pairs.
fn pieces(word: &str) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    if word.starts_with(is_cjk) && characters.len() > 1 {
        characters.windows(2).map(|pair| pair.iter().collect()).collect()
    } else {
        vec![word.to_owned()]
    }
}
