//! What people say, through the whole search: whether an entry that fits is
//! among the first three. The expressions stand in no list of the program.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use parasol::{
    directory::{Directory, Entry, demo, vocabulary},
    search::{Cancel, Index, Outcome, Query, Request},
    store::starter,
    text::fold::fold,
};

/// Expressions, each with its language and the needs that fit.
const HELD_OUT: [&str; 2] = [include_str!("data/expressions.tsv"), include_str!("data/spoken.tsv")];

/// What is said where a life is at stake, in the same form.
const DANGER: &str = include_str!("data/danger.tsv");

/// Of a hundred expressions so many have to lead to an entry that fits.
const WANTED_PERCENT: usize = 85;

/// So many entries are looked at.
const LOOKED_AT: usize = 3;

struct Expression {
    language: &'static str,
    text: &'static str,
    needs: BTreeSet<&'static str>,
}

fn expressions(list: &'static str) -> Vec<Expression> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let parts: Vec<&str> = line.split('\t').collect();
        Expression { language: parts[0], text: parts[1], needs: parts[2].split(' ').collect() }
    };
    lines.map(read).collect()
}

/// The needs of the first entries found.
fn first_needs(directory: &Directory, index: &Index, text: &str) -> Vec<BTreeSet<&'static str>> {
    let query = Query::parse(text).unwrap();
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = Request { query: &query, now, today: date(2026, 11, 24), limit: LOOKED_AT, explained: 0 };
    let outcome = index.search(directory, request, &Cancel::default()).unwrap();
    let hits = outcome.shown().to_vec();
    let needs = |entry| directory.entry(entry).unwrap().needs().iter().map(|need| need.slug()).collect();
    hits.iter().take(LOOKED_AT).map(|hit| needs(hit.entry)).collect()
}

/// Prints how many of each language hit, and fails where too few do.
fn hold(what: &str, list: &'static str, directory: &Directory) {
    let index = Index::build(directory);
    let mut hits: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for expression in expressions(list) {
        let first = first_needs(directory, &index, expression.text);
        let hit = first.iter().any(|needs| !needs.is_disjoint(&expression.needs));
        let row = hits.entry(expression.language).or_default();
        *row = (row.0 + usize::from(hit), row.1 + 1);
        if !hit {
            println!(
                "{what} {}: {} wanted {:?} found {first:?}",
                expression.language, expression.text, expression.needs
            );
        }
    }
    println!("{what}: {hits:?}");
    for (language, (hit, all)) in hits {
        assert!(hit * 100 >= all * WANTED_PERCENT, "{what}: {language} {hit} of {all}");
    }
}

#[test]
fn what_is_said_finds_an_entry_of_the_starter_that_fits() {
    hold("starter", HELD_OUT[0], &Directory::new(vec![starter::release()]));
}

#[test]
fn what_is_said_finds_an_entry_of_the_demo_that_fits() {
    hold("demo", HELD_OUT[1], &Directory::new(vec![demo::release(date(2026, 11, 24))]));
}

#[test]
fn who_wants_to_die_or_is_threatened_finds_what_fits_first() {
    let directories = [("starter", starter::release()), ("demo", demo::release(date(2026, 11, 24)))];
    let mut missed = Vec::new();
    for (what, release) in directories {
        let directory = Directory::new(vec![release]);
        let index = Index::build(&directory);
        for expression in expressions(DANGER) {
            let first = first_needs(&directory, &index, expression.text);
            let fits = |needs: &BTreeSet<&str>| !needs.is_disjoint(&expression.needs);
            if !first.first().is_some_and(fits) {
                missed.push(format!("{what} {}: {} found {first:?}", expression.language, expression.text));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Of a hundred who want to die or hurt themselves so many have to be
/// understood so; of those who are threatened so few.
const OWN_DEATH_PERCENT: usize = 85;
const NOT_OWN_DEATH_PERCENT: usize = 3;

/// What is found for an expression.
fn found(directory: &Directory, index: &Index, text: &str) -> Outcome {
    let query = Query::parse(text).unwrap();
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    let request = Request { query: &query, now, today: date(2026, 11, 24), limit: 60, explained: 0 };
    index.search(directory, request, &Cancel::default()).unwrap()
}

fn organizations<'d>(directory: &'d Directory, outcome: &Outcome) -> Vec<Entry<'d>> {
    outcome.shown().iter().map(|hit| directory.entry(hit.entry).unwrap()).collect()
}

#[test]
fn who_wants_to_die_finds_lines_that_listen_and_lines_against_violence_after_them() {
    let directory = Directory::new(vec![starter::release()]);
    let index = Index::build(&directory);
    let listen = ["samaritans-uk", "throughline-find-a-helpline", "trevor-project"];
    for text in [
        "suicide",
        "suiside",
        "i want to die",
        "self harm",
        "quiero matarme",
        "me quiero matar",
        "je veux mourir",
        "хочу умереть",
        "想跳楼",
        "بدي موت",
        "suicide paris",
        "i want to die in bangkok",
    ] {
        let outcome = found(&directory, &index, text);
        assert_eq!(outcome.partial().unwrap().understood("en"), Some("Suicide and self-harm"), "{text}");
        let entries = organizations(&directory, &outcome);
        let ids: Vec<&str> = entries.iter().map(|entry| entry.organization.id.as_str()).collect();
        if !text.contains("bangkok") {
            assert!(ids.iter().take(5).all(|id| listen.contains(id)), "{text}: {ids:?}");
        }
        let at = |wanted: &str| ids.iter().position(|id| *id == wanted).unwrap();
        assert!(at("samaritans-uk") < at("rape-crisis-ew-247"), "{text}: {ids:?}");
        assert!(at("samaritans-uk") < at("ndvh-us"), "{text}: {ids:?}");
    }
}

#[test]
fn a_city_that_is_named_comes_first_for_who_wants_to_die_and_the_rest_of_the_lines_after_it() {
    let directory = Directory::new(vec![demo::release(date(2026, 11, 24))]);
    let index = Index::build(&directory);
    let outcome = found(&directory, &index, "suicide paris");
    let cities: Vec<bool> = organizations(&directory, &outcome)
        .iter()
        .map(|entry| entry.main_address().and_then(|address| address.city.as_deref()) == Some("Paris"))
        .collect();
    assert!(cities[0] && cities.iter().any(|here| !here), "{cities:?}");
    assert!(outcome.partial().unwrap().dropped.is_empty());
}

#[test]
fn own_death_is_told_from_being_threatened() {
    let directory = Directory::new(vec![starter::release()]);
    let index = Index::build(&directory);
    let (mut own, mut other) = ((0, 0), (0, 0));
    for expression in expressions(DANGER) {
        let outcome = found(&directory, &index, expression.text);
        let is_topic = outcome.partial().is_some_and(|partial| partial.topic.is_some());
        let row = if expression.needs.contains("mental-health") { &mut own } else { &mut other };
        *row = (row.0 + usize::from(is_topic), row.1 + 1);
        if is_topic != expression.needs.contains("mental-health") {
            println!("{} {}: {is_topic}", expression.language, expression.text);
        }
    }
    assert!(own.0 * 100 >= own.1 * OWN_DEATH_PERCENT, "{own:?}");
    assert!(other.0 * 100 <= other.1 * NOT_OWN_DEATH_PERCENT, "{other:?}");
}

#[test]
fn the_expressions_stand_in_no_list() {
    let of_needs = vocabulary::needs().iter().flat_map(|term| term.expressions().chain(term.said()));
    let of_topics = vocabulary::topics().iter().flat_map(vocabulary::Topic::said);
    let listed: BTreeSet<String> = of_needs.chain(of_topics).map(fold).collect();
    let copied: Vec<&str> = HELD_OUT
        .into_iter()
        .chain([DANGER])
        .flat_map(expressions)
        .map(|one| one.text)
        .filter(|text| listed.contains(&fold(text)))
        .collect();
    assert!(copied.is_empty(), "{copied:?} stand in data/");
}
