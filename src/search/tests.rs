//! What must hold for every search.

mod places;

use std::sync::LazyLock;

use jiff::{Timestamp, civil::date};
use rstest::rstest;

use super::{Cancel, Excluded, Field, Filter, Index, Outcome, Query, Request, builder, collect::Collected};
use crate::{
    directory::{
        Address, Directory, Language, LanguageTag, Location, Need, Organization, Phone, Service, ServiceArea, Text,
        catalog::tests::release,
    },
    text::{fold::fold, words},
};

pub(super) fn place(city: &str, country: &str) -> Location {
    Location {
        id: format!("{city}-{country}"),
        addresses: vec![Address { city: Some(city.into()), country: Some(country.into()), ..Default::default() }],
        ..Default::default()
    }
}

pub(super) fn service(id: &str, name: &str, needs: &[Need]) -> Service {
    Service { id: id.into(), name: Text::plain(name), needs: needs.to_vec(), ..Default::default() }
}

/// Five organisations with what queries trip over.
fn organizations() -> Vec<Organization> {
    let organization = |id: &str, name: &str, city: &str, country: &str| Organization {
        id: id.into(),
        name: Text::plain(name),
        locations: vec![place(city, country)],
        ..Default::default()
    };
    let mut swp = organization("swp", "The Sex Workers Project at the Urban Justice Centre", "New York", "US");
    swp.alternate_names.push("S.W.P.".into());
    swp.services.push(service("swp.legal", "Legal help", &[Need::LegalAdvice]));
    let mut lumiere = organization("lumiere", "Association Lumière", "Lyon", "FR");
    lumiere.phones.push(Phone { number: "+33 4 00 11 22 33".into(), ..Default::default() });
    lumiere.services.push(Service {
        assured_date: Some(date(2026, 11, 1)),
        languages: vec![Language { code: LanguageTag::new("ru"), ..Default::default() }],
        ..service("lumiere.drop", "Drop-in", &[Need::DropIn])
    });
    let mut line = Organization { id: "line".into(), name: Text::plain("Réseau national"), ..Default::default() };
    line.services.push(Service {
        service_areas: vec![ServiceArea {
            extent_type: Some("country".into()),
            extent: Some("FR".into()),
            ..Default::default()
        }],
        ..service("line.call", "Legal hotline", &[Need::LegalAdvice])
    });
    let ru = organization("dom", "Тёплый дом", "Київ", "UA");
    let zh = organization("zh", "法律援助中心", "上海", "CN");
    vec![swp, lumiere, line, ru, zh]
}

fn directory() -> Directory {
    Directory::new(vec![release(organizations())])
}

pub(super) fn search_in(directory: &Directory, line: &str) -> Outcome {
    ask(directory, &Index::build(directory), line)
}

pub(super) fn ask(directory: &Directory, index: &Index, line: &str) -> Outcome {
    let query = Query::parse(line).unwrap();
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = Request { query: &query, now, today: date(2026, 11, 24), limit: 1000, explained: 1000 };
    index.search(directory, request, &Cancel::default()).unwrap()
}

pub(super) fn ids(directory: &Directory, outcome: &Outcome) -> Vec<String> {
    outcome.hits.iter().map(|hit| directory.entry(hit.entry).unwrap().id().to_owned()).collect()
}

/// The made-up directory, and its index made once.
static LIBRARY: LazyLock<(Directory, Index)> = LazyLock::new(|| {
    let directory = directory();
    let index = Index::build(&directory);
    (directory, index)
});

fn outcome(line: &str) -> Outcome {
    ask(&LIBRARY.0, &LIBRARY.1, line)
}

fn found(line: &str) -> Vec<String> {
    ids(&LIBRARY.0, &outcome(line))
}

#[rstest]
#[case(2)]
#[case(3)]
#[case(7)]
fn an_index_is_the_same_read_by_any_number_of_threads(#[case] threads: usize) {
    let made = crate::directory::demo::release(date(2026, 11, 24));
    let directory = Directory::new(vec![made.clone(), release(organizations())]);
    let at_once = builder::build(&directory, Collected::in_parts(&directory, 1));
    let in_parts = builder::build(&directory, Collected::in_parts(&directory, threads));
    assert_same(&directory, &in_parts, &at_once);
}

fn assert_same(directory: &Directory, one: &Index, other: &Index) {
    for line in [
        "",
        "legal",
        "shelter lyon",
        "nowhere to sleep",
        "place:lyon",
        "near:lyon legal",
        "open:now lang:fr",
        "0400",
        "lumeire",
        "checked:90 for:migrants",
        "country:FR access:phone",
        "приют",
        "my husband hits me",
    ] {
        assert_eq!(ask(directory, one, line), ask(directory, other, line), "{line}");
    }
    assert_eq!(one.sizes(), other.sizes());
}

#[rstest]
#[case::first(0)]
#[case::between(1)]
#[case::last(2)]
fn an_index_is_the_same_when_records_were_collected_as_they_were_read(#[case] ours: usize) {
    let publisher = |number: usize| format!("publisher-{number}");
    let named = |number: usize, organizations: Vec<Organization>| {
        let mut named = release(organizations);
        named.publication.publisher = publisher(number);
        named
    };
    let demo = crate::directory::demo::release(date(2026, 11, 24)).organizations;
    let mut releases = vec![named(1, organizations()), named(2, demo[..40].to_vec())];
    releases.insert(ours, named(0, demo[40..200].to_vec()));
    let directory = Directory::new(releases);
    let shown = directory.shelves()[ours].release();
    let collected = shown.organizations.chunks(70).map(|part| {
        let mut collected = Collected::of_many();
        for one in part {
            collected.add_organization(&shown.publication, one);
        }
        collected
    });
    let collected: Vec<Collected> = collected.collect();
    let built = Index::build(&directory);
    let around = |publisher: &str, collected| Index::build_around(&directory, publisher, collected);
    assert_same(&directory, &around(&publisher(0), collected), &built);
    // What was collected of other records than these, or of none, is no use.
    let mut few = Collected::of_many();
    few.add_organization(&shown.publication, &shown.organizations[0]);
    assert_same(&directory, &around(&publisher(0), vec![few]), &built);
    assert_same(&directory, &around("nobody", Vec::new()), &built);
}

#[rstest]
#[case("sex workers project", "swp")]
#[case("sex wrokers projet", "swp")]
#[case("project sex", "swp")]
#[case("swp", "swp")]
#[case("s.w.p.", "swp")]
#[case("legal help new york", "swp.legal")]
#[case("lumiere", "lumiere")]
#[case("LUMIÈRE", "lumiere")]
#[case("dropin", "lumiere.drop")]
#[case("drop in lyon", "lumiere.drop")]
#[case("теплый", "dom")]
#[case("援助", "zh")]
#[case("0400112233", "lumiere")]
#[case("+33 4 00 11 22", "lumiere")]
#[case("33400112233", "lumiere")]
fn the_best_entry_is_the_one_meant(#[case] line: &str, #[case] id: &str) {
    assert_eq!(found(line).first().map(String::as_str), Some(id), "{line}");
}

#[test]
fn filters_combine_with_words_and_with_each_other() {
    assert_eq!(found("lang:ru need:drop-in"), ["lumiere.drop"]);
    assert_eq!(found("checked:30"), ["lumiere.drop"]);
    assert!(found("lang:ru need:legal-advice").is_empty());
}

#[test]
fn an_empty_result_says_what_excluded_everything() {
    let excluded = |line: &str| outcome(line).excluded.unwrap_or_else(|| panic!("{line} has results"));
    assert_eq!(excluded("lumiere zzzzqqq"), Excluded::Word { word: "zzzzqqq".into(), nearest: None });
    assert!(outcome("asocciationn").total > 0, "two mistakes in a long word are forgiven");
    assert!(outcome("lyonnn").total > 0, "and what sounds the same");
    assert!(matches!(excluded("lumiere urban"), Excluded::WordCombination { without: 1.., .. }));
    let filter = Filter::Need(Need::Research);
    assert_eq!(excluded("lumiere need:research"), Excluded::Filter { filter, without: 2 });
}

#[test]
fn a_facet_says_what_its_choice_leaves() {
    let facets = |line: &str| outcome(line).facets;
    let count = |line: &str, need| facets(line).needs[Need::ALL.iter().position(|one| *one == need).unwrap()];
    let both = found("need:drop-in need:legal-advice").len();
    assert_eq!((count("need:drop-in", Need::DropIn), count("need:drop-in", Need::LegalAdvice)), (1, both));
    assert_eq!(facets("need:drop-in").languages, [("ru".to_owned(), 1)]);
    // Of what one asks for one at a time, the others are offered.
    assert_eq!(facets("country:FR").countries, facets("").countries);
}

#[test]
fn what_matched_is_marked_on_the_original_text() {
    let marked = |line: &str| {
        let matched = outcome(line).hits[0].matched[0].clone();
        let parts = matched.ranges.into_iter().map(|range| matched.text.get(range).unwrap().to_owned());
        (matched.field, parts.collect::<Vec<_>>())
    };
    assert_eq!(marked("lumie"), (Field::Name, vec!["Lumiè".to_owned()]));
    assert_eq!(marked("wrokers projet"), (Field::Name, vec!["Workers".to_owned(), "Project".to_owned()]));
    assert_eq!(marked("援助"), (Field::Name, vec!["援助".to_owned()]));
    assert_eq!(marked("001122"), (Field::Phone, vec!["+33 4 00 11 22 33".to_owned()]));
    assert_eq!(marked("estados unidos"), (Field::Place, vec!["Estados".to_owned(), "Unidos".to_owned()]));
}

#[test]
fn a_cancelled_search_gives_nothing() {
    let cancel = Cancel::default();
    cancel.cancel();
    for line in ["legal", "", "need:drop-in"] {
        let query = Query::parse(line).unwrap();
        let request =
            Request { query: &query, now: Timestamp::UNIX_EPOCH, today: date(2026, 1, 1), limit: 10, explained: 10 };
        assert_eq!(LIBRARY.1.search(&LIBRARY.0, request, &cancel), None, "{line}");
    }
}

#[test]
fn the_same_best_come_whatever_the_limit() {
    let query = Query::parse("l").unwrap();
    let best = |limit| {
        let request =
            Request { query: &query, now: Timestamp::UNIX_EPOCH, today: date(2026, 1, 1), limit, explained: limit };
        LIBRARY.1.search(&LIBRARY.0, request, &Cancel::default()).unwrap()
    };
    let all = best(usize::MAX);
    for limit in 0..=all.total {
        let some = best(limit);
        assert_eq!((some.total, &some.hits[..]), (all.total, &all.hits[..limit]));
    }
}

#[test]
fn a_whole_name_in_another_order_comes_before_the_beginning_of_a_longer_one() {
    let names = ["Housing Westside Toronto", "Westside Housing", "Housing Advice"];
    let organization = |name: &str| Organization { id: name.into(), name: Text::plain(name), ..Default::default() };
    let directory = Directory::new(vec![release(names.iter().map(|name| organization(name)).collect())]);
    let first = |line: &str| ids(&directory, &search_in(&directory, line))[0].clone();
    assert_eq!(first("housing westside"), "Westside Housing");
    assert_eq!(first("westside housing"), "Westside Housing");
    assert_eq!(first("housing westside toronto"), "Housing Westside Toronto");
    assert_eq!(first("housing wests"), "Housing Westside Toronto", "what is typed may go on");
}

#[test]
fn every_entry_is_found_by_its_full_name_each_word_of_it_and_its_phone() {
    for entry in LIBRARY.0.entries() {
        for name in [entry.name().value.clone(), fold(&entry.name().value)] {
            assert_eq!(found(&name)[0], entry.id(), "{name}");
        }
        for word in words::words(&fold(&entry.name().value)) {
            assert!(found(&word.text).contains(&entry.id().to_owned()), "{} by {}", entry.id(), word.text);
        }
        for phone in entry.phones().value {
            assert!(found(&phone.number).contains(&entry.id().to_owned()), "{} by {}", entry.id(), phone.number);
        }
    }
}

#[test]
fn of_equal_entries_the_fresh_come_first_then_the_stale_then_the_unchecked() {
    let mut organizations: Vec<Organization> = [None, Some(date(2020, 1, 1)), Some(date(2026, 11, 1))]
        .into_iter()
        .zip(["a", "b", "c"])
        .map(|(checked, id)| Organization {
            id: id.into(),
            name: Text::plain("Same"),
            assured_date: checked,
            ..Default::default()
        })
        .collect();
    organizations.push(Organization { id: "0".into(), name: Text::plain("Same"), ..Default::default() });
    let directory = Directory::new(vec![release(organizations)]);
    for line in ["same", ""] {
        assert_eq!(ids(&directory, &search_in(&directory, line)), ["c", "b", "0", "a"], "{line}");
    }
}

#[test]
fn every_hit_says_what_matched_and_only_what_matched_best() {
    for line in ["l", "to", "of", "legal", "new york", "help line", "estados"] {
        for hit in outcome(line).hits {
            assert!(!hit.matched.is_empty(), "{line}: {}", LIBRARY.0.entry(hit.entry).unwrap().id());
        }
    }
    let many = (0..200).map(|at| Organization {
        id: format!("o{at}"),
        name: Text::plain("Nothing alike"),
        needs: vec![Need::LegalAdvice],
        ..Default::default()
    });
    let directory = Directory::new(vec![release(many.collect())]);
    let hits = search_in(&directory, "lawyer").hits;
    assert!(hits.len() == 200 && hits.iter().all(|hit| hit.matched[0].field == Field::Need));
    let fields: Vec<Field> = outcome("new york").hits[0].matched.iter().map(|matched| matched.field).collect();
    assert_eq!(fields, [Field::Place]);
}

#[test]
fn hits_that_are_not_explained_say_what_matched_when_asked() {
    let query = Query::parse("legal").unwrap();
    let request =
        Request { query: &query, now: Timestamp::UNIX_EPOCH, today: date(2026, 1, 1), limit: 100, explained: 0 };
    let mut some = LIBRARY.1.search(&LIBRARY.0, request, &Cancel::default()).unwrap();
    assert!(some.hits.len() > 1 && some.hits.iter().all(|hit| hit.matched.is_empty()), "{:?}", some.hits);
    LIBRARY.1.explain(&LIBRARY.0, request, &mut some, &Cancel::default()).unwrap();
    let all = LIBRARY.1.search(&LIBRARY.0, Request { explained: 100, ..request }, &Cancel::default()).unwrap();
    assert_eq!(some, all);
    assert!(all.hits.iter().all(|hit| !hit.matched.is_empty()));
}

#[test]
fn an_index_is_read_as_it_was_written_and_another_is_refused() {
    let bytes = Index::build(&LIBRARY.0).into_pieces().concat();
    let index = Index::from_bytes(bytes.clone()).unwrap();
    for line in
        ["legal lyon", "sex wrokers projet", "援助", "0400112233", "need:drop-in", "place:lyon legal", "lumiere zzz"]
    {
        assert_eq!(ask(&LIBRARY.0, &index, line), outcome(line), "{line}");
    }
    assert!(Index::from_bytes(Vec::new()).is_err());
    for cut in [1, 9, bytes.len() / 2, bytes.len() - 1] {
        assert!(Index::from_bytes(bytes.get(..cut).unwrap().to_vec()).is_err(), "{cut}");
    }
    assert_eq!(Index::from_bytes([&bytes[..], b"x"].concat()).err(), Some(super::IndexProblem::Damaged));
}

#[test]
fn a_word_that_is_nearly_a_synonym_finds_nothing_by_it() {
    for line in ["legal york lyon", "abogado madrid"] {
        assert!(found(line).is_empty(), "{line}: {:?}", found(line));
    }
}

#[test]
fn when_no_entry_has_every_word_the_best_with_most_of_them_are_offered() {
    let outcome = outcome("lumiere urban zzzzqqq");
    assert_eq!(outcome.total, 0);
    let partial = outcome.partial.unwrap();
    assert_eq!(partial.dropped.len(), 2);
    assert!(partial.dropped.contains(&"zzzzqqq".to_owned()));
    assert_eq!(partial.total, partial.hits.len());
    assert!(!partial.hits.is_empty());
}

#[test]
fn a_word_in_a_name_goes_before_another_name_that_only_begins_with_it() {
    let named = |id: &str, name: &str, other: &str| Organization {
        id: id.into(),
        name: Text::plain(name),
        alternate_names: vec![other.into()],
        ..Default::default()
    };
    let organizations = vec![
        named("begins", "CO Nadiya-Ukraine", "Legalife-Ukraine"),
        named("has", "Free legal services for everybody", "FLS"),
    ];
    let directory = Directory::new(vec![release(organizations)]);
    assert_eq!(ids(&directory, &search_in(&directory, "legal")), ["has", "begins"]);
    assert_eq!(ids(&directory, &search_in(&directory, "legali")), ["begins", "has"]);
}

#[test]
fn words_that_no_entry_has_are_left_out_before_others() {
    let partial = outcome("lumiere zzzzqqq xxxxyyy").partial.unwrap();
    assert_eq!(partial.dropped, ["zzzzqqq", "xxxxyyy"]);
    assert!(!partial.hits.is_empty());
    assert_eq!(outcome("zzzzqqq xxxxyyy").partial, None);
}

#[test]
fn a_beginning_that_two_publishers_have_is_none() {
    let from = |id: &str, name: &str| {
        let mut release = release(organizations());
        release.publication.publisher = id.into();
        release.publication.name = name.into();
        release
    };
    let directory = Directory::new(vec![from("one", "Harbour North"), from("two", "Harbour South")]);
    for (typed, id) in [
        ("harbour", None),
        ("harbour n", Some("one")),
        ("South", Some("two")),
        ("harbour south", Some("two")),
        ("two", Some("two")),
    ] {
        assert_eq!(super::publisher(typed, &directory), id, "{typed}");
    }
}

#[test]
fn only_a_filter_is_named_whose_leaving_helps_and_else_the_two_that_do() {
    let only = |line: &str| outcome(line).excluded.unwrap();
    let (filter, without) = (Filter::Place("tokyo".into()), 1);
    assert_eq!(only("place:tokyo lang:ru"), Excluded::Filter { filter, without });
    let filters = vec![Filter::Language("ru".into()), Filter::CheckedWithin(30)];
    let line = "need:legal-advice lang:ru checked:30 country:US";
    assert_eq!(only(line), Excluded::Filters { filters, without: 1 });
    let filters = Query::parse(&format!("{line} for:women")).unwrap().filters;
    assert_eq!(only(&format!("{line} for:women")), Excluded::Filters { filters, without: 0 }, "no two of them help");
}

#[test]
fn a_publisher_is_a_filter() {
    assert_eq!(found("publisher:test").len(), LIBRARY.0.len());
    assert_eq!(found("from:test legal"), found("legal"));
    assert!(found("from:nobody").is_empty());
    let name = LIBRARY.0.publications().next().unwrap().name.clone();
    assert_eq!(found(&format!("publisher:\"{}\"", name.to_uppercase())).len(), LIBRARY.0.len(), "by name: {name}");
    assert_eq!(found("publisher:tes").len(), LIBRARY.0.len(), "by the beginning of one");
    let problem = LIBRARY.1.problem(&Query::parse("from:nobody").unwrap(), &LIBRARY.0);
    let choices = vec![name];
    let (filter, value) = ("publisher".to_owned(), "nobody".to_owned());
    assert_eq!(problem, Some(super::QueryProblem::UnknownValue { name: filter, value, choices }));
    assert_eq!(outcome("").facets.publishers, [("test".to_owned(), LIBRARY.0.len())]);
}

#[test]
fn the_word_that_says_what_is_needed_is_not_left_out_for_another() {
    let friend = Organization { id: "friend".into(), name: Text::plain("Подруга"), ..Default::default() };
    let mut help = Organization { id: "help".into(), name: Text::plain("Help"), ..Default::default() };
    help.services.push(service("help.needles", "Needles", &[Need::HarmReduction]));
    let directory = Directory::new(vec![release(vec![friend, help])]);
    let partial = search_in(&directory, "подруга передознулась").partial.unwrap();
    assert_eq!(partial.meant, Some(Need::HarmReduction));
    // A word that says nothing is.
    let partial = search_in(&directory, "подруга нестандартная").partial.unwrap();
    assert_eq!((partial.meant, partial.dropped), (None, vec!["нестандартная".to_owned()]));
}
