//! What people say and no list has: whether it leads to what they need.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that fails says where")]

use std::collections::{BTreeMap, BTreeSet};

use parasol::{
    directory::vocabulary,
    search::meaning,
    text::{fold::fold, words},
};

/// Expressions, each with its language and the needs that fit.
const HELD_OUT: &str = include_str!("data/expressions.tsv");

/// Of a hundred expressions so many have to lead to a fitting need.
const WANTED_PERCENT: usize = 85;

struct Expression<'a> {
    language: &'a str,
    text: &'a str,
    needs: BTreeSet<&'a str>,
}

fn expressions(list: &str) -> Vec<Expression<'_>> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let read = |line| {
        let parts: Vec<&str> = str::split(line, '\t').collect();
        Expression { language: parts[0], text: parts[1], needs: parts[2].split(' ').collect() }
    };
    lines.map(read).collect()
}

/// Prints how many of each language hit, and fails where too few do.
fn hold(what: &str, hits: &BTreeMap<&str, (usize, usize)>, missed: &[String]) {
    for (language, (hit, all)) in hits {
        println!("{what}: {language} {hit} of {all}");
    }
    let (hit, all) = hits.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{what}: all {hit} of {all}\nmissed:\n{}", missed.join("\n"));
    for (language, (hit, all)) in hits {
        assert!(hit * 100 >= all * WANTED_PERCENT, "{what}: {language} {hit} of {all}");
    }
}

#[test]
fn the_held_out_list_is_held_out() {
    let listed: BTreeSet<String> =
        vocabulary::needs().iter().flat_map(vocabulary::Term::expressions).map(fold).collect();
    let copied: Vec<&str> =
        expressions(HELD_OUT).iter().map(|one| one.text).filter(|text| listed.contains(&fold(text))).collect();
    assert!(copied.is_empty(), "{copied:?} stand in data/needs.toml");
    assert!(expressions(HELD_OUT).len() >= 150);
}

#[test]
fn the_first_need_that_an_expression_means_fits() {
    let mut hits: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for expression in expressions(HELD_OUT) {
        let meant = meaning::carried().of(&words::wanted(&fold(expression.text)), true);
        let hit = meant.first().is_some_and(|one| expression.needs.contains(one.need.slug()));
        let row = hits.entry(expression.language).or_default();
        *row = (row.0 + usize::from(hit), row.1 + 1);
        if !hit {
            missed.push(format!("{}: {:?}", expression.text, meant.first().map(|one| one.need.slug())));
        }
    }
    hold("meaning", &hits, &missed);
}
