//! What must hold whatever the entries are and whatever is typed: on made-up
//! organisations with names in several scripts.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::{prelude::*, sample::select};

use super::{
    Cancel, Index, Outcome, Query, Request,
    tests::{ask, ids, place, service},
};
use crate::{
    directory::{Directory, Need, Organization, Phone, Text, catalog::tests::release},
    text::{fold::fold, words},
};

/// Words of names, as they are written.
const WORDS: [&str; 48] = [
    "Lumière",
    "Étoile",
    "Señora",
    "Corazón",
    "Übergang",
    "Straße",
    "Łódź",
    "Çiçek",
    "Ñandú",
    "O'Brien",
    "S.W.P.",
    "Harbour",
    "Shelter",
    "legal",
    "Drop-in",
    "House",
    "the",
    "of",
    "&",
    "24/7",
    "Casa",
    "Point",
    "d'accueil",
    "Ærø",
    "Тёплый",
    "дом",
    "Приют",
    "Київ",
    "Жінки",
    "помощь",
    "Ёлка",
    "Σπίτι",
    "Φως",
    "Ελπίδα",
    "بيت",
    "الأمل",
    "مؤسسة",
    "النساء",
    "إغاثة",
    "دعم",
    "法律援助",
    "中心",
    "姐妹",
    "平安之家",
    "たすけ",
    "ひかり",
    "도움",
    "쉼터",
];

const CITIES: [(&str, &str); 8] = [
    ("Lyon", "FR"),
    ("Paris", "FR"),
    ("London", "GB"),
    ("London", "CA"),
    ("Київ", "UA"),
    ("上海", "CN"),
    ("القاهرة", "EG"),
    ("Αθήνα", "GR"),
];

const NEEDS: [Need; 4] = [Need::LegalAdvice, Need::HousingShelter, Need::MentalHealth, Need::DropIn];

/// A name, a city, a need and the last digits of a number.
type Made = (Vec<&'static str>, (&'static str, &'static str), Need, u32);

fn made() -> impl Strategy<Value = Vec<Made>> {
    let name = prop::collection::vec(select(&WORDS[..]), 1..5);
    let one = (name, select(&CITIES[..]), select(&NEEDS[..]), 0..1_000_000u32);
    prop::collection::vec(one, 8..28)
}

/// Organisations that are made so, every third with a service that is called
/// as the one before.
fn organizations(made: &[Made]) -> Vec<Organization> {
    let name = |at: usize| made.get(at).map(|(words, ..)| words.join(" ")).unwrap_or_default();
    let organization = |(at, (_, (city, country), need, number)): (usize, &Made)| Organization {
        id: format!("made-{at}"),
        name: Text::plain(name(at)),
        needs: vec![*need],
        locations: vec![place(city, country)],
        phones: vec![Phone { number: format!("+33 4 7{number:07}"), ..Default::default() }],
        assured_date: Some(date(2026, 1 + (at % 9) as i8, 1)),
        services: (at % 3 == 1)
            .then(|| service(&format!("made-{at}.s"), &name(at - 1), &[*need]))
            .into_iter()
            .collect(),
        ..Default::default()
    };
    made.iter().enumerate().map(organization).collect()
}

fn directory(organizations: Vec<Organization>) -> (Directory, Index) {
    let directory = Directory::new(vec![release(organizations)]);
    let index = Index::build(&directory);
    (directory, index)
}

/// Words of the names, of which some are cut short or written wrong.
fn typed(made: &[Made], picks: &[(usize, u8)]) -> Vec<String> {
    let all: Vec<&str> = made.iter().flat_map(|(words, (city, _), ..)| words.iter().copied().chain([*city])).collect();
    let one = |(at, how): &(usize, u8)| {
        let mut letters: Vec<char> = all[at % all.len()].chars().collect();
        match how % 5 {
            1 if letters.len() > 2 => letters.truncate(letters.len() / 2 + 1),
            2 if letters.len() > 4 => letters.swap(1, 2),
            3 if letters.len() > 5 => drop(letters.remove(2)),
            4 => letters = vec!['z', 'q'],
            _ => {}
        }
        letters.into_iter().collect()
    };
    picks.iter().map(one).collect()
}

fn picks(most: usize) -> impl Strategy<Value = Vec<(usize, u8)>> {
    prop::collection::vec((any::<usize>(), any::<u8>()), 1..most)
}

/// What has every word, found as the words stand, without filters.
fn literal(library: &(Directory, Index), words: Vec<String>) -> Outcome {
    let query = Query { words, ..Query::default() };
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = Request { query: &query, now, today: date(2026, 11, 24), limit: 1000, explained: 0 };
    library.1.find(&library.0, request, &Cancel::default()).unwrap()
}

fn wanted(text: &str) -> Vec<String> {
    words::wanted(&fold(text))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn every_entry_is_found_by_its_name_each_word_of_it_without_accents_and_its_number(made in made()) {
        let library = directory(organizations(&made));
        let finds = |words: Vec<String>, number| {
            words.is_empty() || literal(&library, words).hits.iter().any(|hit| hit.entry == number)
        };
        for entry in library.0.entries() {
            let name = &entry.name().value;
            prop_assert!(finds(wanted(name), entry.number), "{name}");
            for word in words::words(&fold(name)) {
                prop_assert!(finds(vec![word.text.clone()], entry.number), "{name} by {}", word.text);
            }
            for phone in entry.phones().value {
                prop_assert!(finds(wanted(&phone.number), entry.number), "{name} by {}", phone.number);
                let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
                prop_assert!(finds(vec![digits.clone()], entry.number), "{name} by {digits}");
                prop_assert!(finds(vec![format!("0{}", digits.trim_start_matches("33"))], entry.number), "{name} as dialled at home");
            }
        }
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_of_the_records(
        (made, order) in made().prop_flat_map(|made| {
            let order: Vec<usize> = (0..made.len()).collect();
            (Just(made), Just(order).prop_shuffle())
        }),
        picks in prop::collection::vec(picks(4), 6),
    ) {
        let all = organizations(&made);
        let shuffled = directory(order.into_iter().map(|at| all[at].clone()).collect());
        let library = directory(all);
        for picks in picks {
            let line = typed(&made, &picks).join(" ");
            for line in [line.clone(), format!("{line} near:lyon")] {
                let (one, other) = (ask(&library.0, &library.1, &line), ask(&shuffled.0, &shuffled.1, &line));
                prop_assert_eq!(ids(&library.0, &one), ids(&shuffled.0, &other), "{}", line);
                prop_assert_eq!((one.total, one.facets), (other.total, other.facets), "{}", line);
            }
        }
    }

    #[test]
    fn another_word_never_adds_results(made in made(), picks in prop::collection::vec((picks(4), picks(3)), 24)) {
        let library = directory(organizations(&made));
        for (few, more) in picks {
            let few = wanted(&typed(&made, &few).join(" "));
            let many: Vec<String> = few.iter().cloned().chain(wanted(&typed(&made, &more).join(" "))).collect();
            let entries = |words: &[String]| -> BTreeSet<u32> {
                literal(&library, words.to_vec()).hits.iter().map(|hit| hit.entry.0).collect()
            };
            prop_assert!(entries(&many).is_subset(&entries(&few)), "{few:?} and then {many:?}");
        }
    }

    #[test]
    fn highlights_lie_on_characters_and_in_order(made in made(), picks in prop::collection::vec(picks(4), 12)) {
        let library = directory(organizations(&made));
        for picks in picks {
            let outcome = ask(&library.0, &library.1, &typed(&made, &picks).join(" "));
            for matched in outcome.hits.iter().chain(outcome.shown()).flat_map(|hit| &hit.matched) {
                let mut end = 0;
                for range in &matched.ranges {
                    prop_assert!(range.start >= end && range.end > range.start);
                    prop_assert!(matched.text.get(range.clone()).is_some(), "{:?} in {}", range, matched.text);
                    end = range.end;
                }
            }
        }
    }
}
