//! How an index is made of what was collected of the entries.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::{
    beginnings::Source,
    collect::{Collected, Key},
    concept::Concept,
    flat::Flat,
    index::{InName, Index, Shared},
    lexicon::Lexicon,
    lists::{Lists, Packer, Posting},
    rank::{Class, FACTS, SAID, class},
    sounds::Sounds,
    threads::both,
};
use crate::{
    directory::{Directory, Synonyms, synonyms::Subject},
    text::{fingerprint::fingerprint, fold::fold, words},
};

/// Tells an expression of several words from others.
pub fn expression_print(words: &[String]) -> u32 {
    fingerprint(words.join(" ").as_bytes()) as u32
}

/// For a list of numbers, each once: where each of them stands.
pub fn turned(numbers: &[u32]) -> Vec<u32> {
    let mut places = vec![0; numbers.len()];
    for (number, place) in numbers.iter().zip(0u32..) {
        if let Some(own) = places.get_mut(*number as usize) {
            *own = place;
        }
    }
    places
}

/// The entries by rank, and the rank of each.
struct Order {
    entries: Vec<u32>,
    ranks: Vec<u32>,
}

impl Order {
    fn of(mut keys: Vec<Key>) -> Self {
        keys.sort_unstable();
        let entries: Vec<u32> = keys.into_iter().map(|(.., number)| number).collect();
        Self { ranks: turned(&entries), entries }
    }
}

/// What many entries have, and its names.
type Named = (Concept, Vec<String>);

/// All words, in order.
struct Vocabulary {
    lexicon: Lexicon,
    sounds: Sounds,
    /// The last number of each word by the one that it had so far.
    numbers: Vec<u32>,
    /// Words in the names of concepts, in order.
    named: Vec<InName>,
    /// Expressions of several words in these names.
    expressions: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// The words that were collected, and those of the names of concepts.
    fn of(collected: &mut Collected, concepts: &[Named]) -> Self {
        let (mut named, mut expressions) = (Vec::new(), Vec::new());
        for ((concept, names), number) in concepts.iter().zip(0u32..) {
            let words = words_of(concept, names).into_iter();
            named.extend(words.map(|(word, class)| InName::new(collected.words.number(&word), number, class)));
            let words = names.iter().map(|name| words::wanted(&fold(name))).filter(|words| words.len() > 1);
            expressions.extend(words.map(|words| (expression_print(&words), number)));
        }
        expressions.sort_unstable();
        expressions.dedup();
        let mut sorted: Vec<(CompactString, u32)> = std::mem::take(&mut collected.words.numbers).into_iter().collect();
        sorted.sort_unstable();
        let numbers = turned(&sorted.iter().map(|(_, first)| *first).collect::<Vec<_>>());
        let last = |first: u32| numbers.get(first as usize).copied().unwrap_or_default();
        for one in &mut named {
            one.word = last(one.word);
        }
        named.sort_unstable();
        let in_names = |first: u32| collected.words.named.get(first as usize).copied().unwrap_or(false);
        let heard = sorted.iter().filter(|(_, first)| in_names(*first));
        let sounds = Sounds::new(heard.map(|(word, first)| (word.as_str(), last(*first))));
        let lexicon = Lexicon::new(sorted.iter().map(|(word, _)| word.as_str()));
        Self { lexicon, sounds, numbers, named, expressions }
    }
}

/// Makes the index of a directory, of which everything was collected. Whatever
/// does not need the other is made at the same time: somebody waits.
pub fn build(directory: &Directory, mut collected: Collected) -> Index {
    let keys = std::mem::take(&mut collected.keys);
    let added: Vec<&Synonyms> = directory.publications().map(|publication| &publication.synonyms).collect();
    let concepts: BTreeMap<Concept, Vec<u32>> = std::mem::take(&mut collected.concepts).into_iter().collect();
    let (concepts, having): (Vec<Concept>, Vec<Vec<u32>>) = concepts.into_iter().unzip();
    let names: Vec<Vec<String>> = concepts.iter().map(|concept| concept.names(&added)).collect();
    let concepts: Vec<Named> = concepts.into_iter().zip(names).collect();
    let (Order { entries, ranks }, words) = both(|| Order::of(keys), || Vocabulary::of(&mut collected, &concepts));
    let Vocabulary { lexicon, sounds, numbers, named, expressions } = words;
    let mut index = Index::default();
    (index.expressions, index.sounds) = (expressions, sounds);
    let Collected { runs, names, phones, table, values, places, .. } = collected;
    let (of_concepts, (flat, of_cities)) = both(
        || {
            index.names = names.in_order(&entries, |first| numbers.get(first as usize).copied().unwrap_or_default());
            index.phones = phones.finish(&ranks);
            index.table = table.finish(&entries);
            (index.values, index.places) = (values, places.finish());
            lists_of_concepts(&having, &ranks)
        },
        || {
            let flat = Flat::of(&runs, &entries, &numbers);
            let of_cities = flat.names_of_cities();
            (flat, of_cities)
        },
    );
    drop(runs);
    let source =
        Source { lexicon: &lexicon, flat: &flat, named: &named, of_concepts: &of_concepts, limit: entries.len() };
    let shared = |(concept, names)| Shared::new(concept, names, &lexicon);
    ((index.tops, index.of_beginnings), (index.of_words, index.concepts)) =
        both(|| source.lists(&of_cities), || (flat.pack(entries.len()), concepts.into_iter().map(shared).collect()));
    (index.lexicon, index.of_cities) = (lexicon, of_cities);
    (index.of_concepts, index.named) = (of_concepts, named);
    (index.entries, index.ranks) = (entries, ranks);
    index
}

/// The lists of the entries that have each concept: `having` has the entries.
fn lists_of_concepts(having: &[Vec<u32>], ranks: &[u32]) -> Lists {
    let mut packer = Packer::new(ranks.len());
    for entries in having {
        let own = entries.iter().filter_map(|entry| ranks.get(*entry as usize));
        let mut list: Vec<Posting> = own.map(|rank| (*rank, 0)).collect();
        list.sort_unstable();
        packer.add(&list);
    }
    packer.finish()
}

/// Every word of the names of a concept, with its class: that of the concept
/// for what is a name alone, and for the words of its own name; a part of an
/// expression ("nowhere **to** sleep") only helps to find it.
fn words_of(concept: &Concept, names: &[String]) -> BTreeMap<String, Class> {
    let mut out: BTreeMap<String, Class> = BTreeMap::new();
    let own = class(concept.field(), false);
    for (at, name) in names.iter().enumerate() {
        let words = words::words(&fold(name));
        // A run of characters without blanks is found by all of its pairs.
        let whole = at < concept.proper_names() || words.iter().all(|word| word.text.chars().all(words::is_cjk));
        let several = words.iter().filter(|word| !word.joined).count() > 1;
        for word in words {
            let little = several && word.text.chars().count() <= 3 && !word.text.chars().any(words::is_cjk);
            // A term has no other names than what people say for it.
            let said = at >= concept.proper_names() && matches!(concept.0, Subject::Need(_));
            let alone = if said { SAID } else { own };
            let class = if (!several || word.joined || whole) && !little { alone } else { FACTS.max(own) };
            let best = out.entry(word.text).or_insert(class);
            *best = class.min(*best);
        }
    }
    out
}
