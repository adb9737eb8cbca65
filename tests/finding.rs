//! Every class of query on the made-up directory, through the whole search.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

use std::{collections::HashSet, sync::LazyLock};

use jiff::civil::date;
use parasol::{
    directory::{Directory, Entry, Need, demo},
    search::{Cancel, Facets, Field, Filter, Index, Outcome, Query, Request},
    text::{fold::fold, words},
};
use rstest::rstest;

static LIBRARY: LazyLock<(Directory, Index)> = LazyLock::new(|| {
    let directory = Directory::new(vec![demo::release(date(2026, 11, 24))]);
    let index = Index::build(&directory);
    (directory, index)
});

fn ask(query: &Query) -> Outcome {
    let (directory, index) = &*LIBRARY;
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = Request { query, now, today: date(2026, 11, 24), limit: 1000, explained: 10 };
    index.search(directory, request, &Cancel::default()).unwrap()
}

fn outcome(line: &str) -> Outcome {
    ask(&Query::parse(line).unwrap())
}

/// The first entries found.
fn first(line: &str, most: usize) -> Vec<Entry<'static>> {
    let hits: Vec<_> = outcome(line).shown().iter().take(most).map(|hit| hit.entry).collect();
    hits.into_iter().map(|number| LIBRARY.0.entry(number).unwrap()).collect()
}

#[rstest]
#[case::a_name("Glass Boat House", "demo-london-102")]
#[case::without_accents("fondation etoile du matin paris", "demo-paris-084")]
#[case::other_order("house boat glass", "demo-london-102")]
#[case::one_edit("glass baot house", "demo-london-102")]
#[case::swapped_at_the_beginning("lgass boat ohuse", "demo-london-102")]
#[case::two_edits("glas boat huose", "demo-london-102")]
#[case::unfinished("glass boat ho", "demo-london-102")]
#[case::from_other_fields("glass boat london", "demo-london-102")]
#[case::a_number_without_country("01 99 00 06 04", "demo-lyon-151")]
#[case::a_number_in_other_groups("0199-000-604", "demo-lyon-151")]
#[case::a_number_with_country("+33199000604", "demo-lyon-151")]
#[case::a_number_as_dialled_abroad("0033 1 99000604", "demo-lyon-151")]
#[case::an_email("office@demo-london-102.example", "demo-london-102")]
#[case::a_site("https://demo-london-102.example", "demo-london-102")]
#[case::part_of_a_site("demo-london-102", "demo-london-102")]
#[case::a_street_and_number("5 Invented Street London Glass", "demo-london-102")]
#[case::cyrillic("кризисный приют бишкек", "demo-bishkek-058")]
#[case::cyrillic_in_latin_letters("krizisny priyut novosibirsk", "demo-novosibirsk-226")]
#[case::part_of_a_chinese_name("石夜间", "demo-chengdu-197")]
#[case::an_arabic_name("بيت المظلة", "demo-casablanca-032")]
fn the_organisation_meant_is_among_the_first(#[case] line: &str, #[case] id: &str) {
    let first = first(line, 3);
    let found: Vec<&str> = first.iter().map(|entry| entry.organization.id.as_str()).collect();
    assert!(found.contains(&id), "{line}: {found:?}");
}

#[rstest]
#[case::a_number_that_no_entry_there_has("01 99 00 06 04 novosibirsk", &["novosibirsk"])]
#[case::a_word_that_nobody_has("free qqqq", &["qqqq"])]
#[case::beside_a_word_that_says_nothing("ayuda qqqq", &["qqqq"])]
fn of_what_no_entry_has_together_the_most_telling_is_left(#[case] line: &str, #[case] dropped: &[&str]) {
    let outcome = outcome(line);
    let partial = outcome.partial().unwrap();
    assert_eq!(partial.dropped, dropped, "{line}");
    assert!(partial.total > 0);
}

#[test]
fn an_address_is_no_sentence() {
    for line in ["24 rue exemple", "24 rue exemple lyon", "5 station road", "12 hospital street london"] {
        assert!(outcome(line).partial().is_none_or(|partial| partial.meant.is_none()), "{line}");
    }
}

#[test]
fn a_word_of_the_name_of_a_need_does_not_say_a_topic_alone() {
    for line in ["geeflona harm reddu", "harm at clinic"] {
        assert!(outcome(line).partial().is_none_or(|partial| partial.topic.is_none()), "{line}");
    }
    for line in ["suicidal", "self-harm"] {
        assert!(outcome(line).partial().is_some_and(|partial| partial.topic.is_some()), "{line}");
    }
}

#[test]
fn a_word_that_has_just_been_begun_makes_no_sentence() {
    for line in ["harm r", "cut m"] {
        assert!(outcome(line).partial().is_none_or(|partial| partial.meant.is_none()), "{line}");
    }
}

#[rstest]
#[case("shelter", Need::HousingShelter)]
#[case("albergue", Need::HousingShelter)]
#[case("ночлег", Need::HousingShelter)]
#[case("收容所", Need::HousingShelter)]
#[case("shelters", Need::HousingShelter)]
#[case("ночлега", Need::HousingShelter)]
#[case("nowhere to sleep", Need::HousingShelter)]
#[case("papeles", Need::IdentityDocuments)]
#[case("beaten up", Need::CrisisViolence)]
#[case("drop in", Need::DropIn)]
#[case("drop-in", Need::DropIn)]
#[case("dropin", Need::DropIn)]
#[case("h.i.v.", Need::HivSti)]
#[case("HIV", Need::HivSti)]
#[case("std test", Need::HivSti)]
fn a_need_is_found_in_any_words_whatever_the_language_of_the_entry(#[case] line: &str, #[case] need: Need) {
    // What is said for two needs is allowed to find the other one as well.
    let also = [Need::Immigration].into_iter().filter(|_| line == "papeles").chain([need]).collect::<Vec<_>>();
    for entry in first(line, 3) {
        assert!(entry.needs().iter().any(|own| also.contains(own)), "{line}: {} {:?}", entry.id(), entry.needs());
    }
    assert!(!first(line, 3).is_empty(), "{line}");
}

#[test]
fn a_need_and_a_place_are_both_in_what_comes_first() {
    for (line, need, city) in [
        ("legal lyon", Need::LegalAdvice, "Lyon"),
        ("lyon legal", Need::LegalAdvice, "Lyon"),
        ("albergue barcelona", Need::HousingShelter, "Barcelona"),
        ("my landlord threw me out in london", Need::HousingShelter, "London"),
        ("ночлег paris", Need::HousingShelter, "Paris"),
    ] {
        let first = first(line, 1);
        let entry = &first[0];
        assert!(entry.needs().contains(&need), "{line}: {}", entry.id());
        assert_eq!(entry.main_address().and_then(|address| address.city.as_deref()), Some(city), "{line}");
    }
}

#[test]
fn a_literal_match_is_not_outranked_by_one_in_other_words() {
    let outcome = outcome("shelter");
    let named: Vec<bool> = outcome
        .shown()
        .iter()
        .map(|hit| LIBRARY.0.entry(hit.entry).unwrap().name().all().any(|name| name.contains("helter")))
        .collect();
    let last = named.iter().rposition(|named| *named).unwrap();
    assert!(named[..=last].iter().all(|named| *named), "{named:?}");
    assert_eq!(outcome.shown()[0].matched[0].field, Field::Name);
}

#[test]
fn a_sentence_says_what_it_was_taken_for_and_what_it_left_out() {
    let outcome = outcome("my husband hits me zzzzqqq");
    let partial = outcome.partial().unwrap();
    assert_eq!(partial.meant, Some(Need::CrisisViolence));
    assert_eq!(partial.dropped, ["zzzzqqq"]);
    assert!(outcome.hits.is_empty() && partial.total >= partial.hits.len());
    for hit in partial.hits.iter().take(10) {
        let why = hit.matched.iter().find(|matched| matched.field == Field::Need).unwrap();
        assert!(!why.ranges.is_empty() && why.ranges.iter().all(|range| why.text.get(range.clone()).is_some()));
    }
    assert!(partial.hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
}

#[test]
fn nothing_is_found_for_what_nobody_says() {
    for line in ["zzzzqqq", "qqqqq zzzzz"] {
        let outcome = outcome(line);
        assert!(outcome.shown().is_empty(), "{line}");
    }
}

/// Every choice that facets offer, with the number beside it.
fn choices(facets: &Facets) -> Vec<(Filter, usize)> {
    let named = |list: &[(String, usize)], filter: fn(String) -> Filter| {
        list.iter().map(|(value, count)| (filter(value.clone()), *count)).collect::<Vec<_>>()
    };
    let mut all: Vec<(Filter, usize)> = Need::ALL.iter().copied().map(Filter::Need).zip(facets.needs.clone()).collect();
    all.extend(named(&facets.countries, Filter::Country));
    all.extend(named(&facets.places, Filter::Place));
    all.extend(named(&facets.languages, Filter::Language));
    all.extend(named(&facets.populations, Filter::Population));
    all.extend(named(&facets.publishers, Filter::Publisher));
    all.extend(facets.access.iter().map(|(access, count)| (Filter::Access(*access), *count)));
    all.extend(facets.open.iter().map(|(when, count)| (Filter::Open(*when), *count)));
    all.extend(facets.checked.iter().map(|(days, count)| (Filter::CheckedWithin(*days), *count)));
    all
}

/// The query once a choice is taken, as the panel takes it.
fn narrowed(query: &Query, filter: &Filter) -> Query {
    let same_kind = |other: &Filter| std::mem::discriminant(other) == std::mem::discriminant(filter);
    let mut query = query.clone();
    query.filters.retain(|other| !(filter.takes_the_place_of_others() && same_kind(other)));
    query.filters.push(filter.clone());
    query
}

#[rstest]
#[case::nothing_typed("")]
#[case::a_word("legal")]
#[case::a_word_in_a_country("legal country:CN")]
#[case::a_word_unfinished("hot")]
#[case::a_place("place:lyon")]
#[case::a_word_in_a_place("refuge place:paris")]
#[case::two_needs("need:legal-advice need:immigration")]
#[case::a_language_and_hours("lang:fr open:tue-14:30")]
#[case::checked_lately("shelter checked:183")]
#[case::how_and_for_whom("access:walk-in for:migrants")]
#[case::near("near:lyon")]
#[case::a_sentence("nowhere to sleep tonight")]
#[case::a_sentence_in_a_country("my husband hits me country:FR")]
fn a_number_beside_a_choice_is_what_the_choice_leaves(#[case] line: &str) {
    let query = Query::parse(line).unwrap();
    let choices = choices(&ask(&query).facets);
    assert!(choices.iter().any(|(_, count)| *count > 0), "{line} offers nothing");
    let (directory, index) = &*LIBRARY;
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    for (filter, count) in choices {
        let query = narrowed(&query, &filter);
        let request = Request { query: &query, now, today: date(2026, 11, 24), limit: 1, explained: 0 };
        let outcome = index.find(directory, request, &Cancel::default()).unwrap();
        assert_eq!(outcome.shown_total(), count, "{line} {}", filter.to_text());
    }
}

/// In halves, which are tried side by side.
#[rstest]
#[case(0)]
#[case(1)]
fn every_entry_is_found_by_its_name_each_word_of_it_without_accents_and_its_number(#[case] half: u32) {
    let (directory, index) = &*LIBRARY;
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let finds = |line: &str, limit: usize, number| {
        let query = Query { words: words::wanted(&fold(line)), ..Query::default() };
        let request = Request { query: &query, now, today: date(2026, 11, 24), limit, explained: 0 };
        let outcome = index.find(directory, request, &Cancel::default()).unwrap();
        outcome.hits.iter().any(|hit| hit.entry == number)
    };
    let mut known = HashSet::new();
    for entry in directory.entries().filter(|entry| entry.number.0 % 2 == half) {
        let name = &entry.name().value;
        // In whatever language others are called so.
        let is_same = |other: &Entry<'_>| other.name().all().any(|own| fold(own) == fold(name));
        let same = directory.entries().filter(is_same).count();
        assert!(finds(name, same, entry.number), "{name}");
        for word in words::words(&fold(name)).into_iter().filter(|word| known.insert(word.text.clone())) {
            assert!(finds(&word.text, directory.len(), entry.number), "{name} by {}", word.text);
        }
        for phone in entry.phones().value {
            assert!(finds(&phone.number, directory.len(), entry.number), "{name} by {}", phone.number);
        }
    }
}

#[test]
fn the_last_of_many_hits_say_what_matched_as_the_first_do() {
    let (directory, index) = &*LIBRARY;
    for line in ["hotline", "nowhere to sleep"] {
        let query = Query::parse(line).unwrap();
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let request = Request { query: &query, now, today: date(2026, 11, 24), limit: 1000, explained: 5 };
        let mut outcome = index.search(directory, request, &Cancel::default()).unwrap();
        assert!(outcome.shown().len() > 20, "{line}");
        assert!(outcome.shown()[5..].iter().all(|hit| hit.matched.is_empty()), "{line}");
        index.explain(directory, request, &mut outcome, &Cancel::default()).unwrap();
        for hit in outcome.shown() {
            assert!(!hit.matched.is_empty(), "{line}: {}", directory.entry(hit.entry).unwrap().id());
        }
    }
}
