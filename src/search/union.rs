//! Two outcomes as one: what either has, each entry once, every count exact.

use std::collections::{BTreeMap, HashSet};

use super::{Facets, Hit, Outcome};

/// The entries of both outcomes: after `turn` entries of the first, one of the
/// second. `both` is the outcome of what is in the one and in the other, whose
/// entries go first. At most `limit` entries are kept.
pub fn union(first: Outcome, second: Outcome, both: &Outcome, turn: usize, limit: usize) -> Outcome {
    let total = (first.total + second.total).saturating_sub(both.total);
    let in_place = (first.in_place + second.in_place).saturating_sub(both.in_place);
    let facets = facets(&first.facets, &second.facets, &both.facets);
    let in_both: HashSet<_> = both.hits.iter().map(|hit| hit.entry).collect();
    let (mut hits, first): (Vec<Hit>, Vec<Hit>) = first.hits.into_iter().partition(|hit| in_both.contains(&hit.entry));
    let mut seen: HashSet<_> = hits.iter().chain(&first).map(|hit| hit.entry).collect();
    let mut second = second.hits.into_iter().filter(|hit| seen.insert(hit.entry));
    for (at, hit) in (1usize..).zip(first) {
        hits.push(hit);
        if at.is_multiple_of(turn) {
            hits.extend(second.next());
        }
    }
    hits.extend(second);
    // What only covers a place stays below what is there, and the near above
    // the far.
    hits.sort_by_key(|hit| (hit.covers, hit.metres.unwrap_or(u32::MAX)));
    hits.truncate(limit);
    let mut worth = i64::MAX;
    for hit in &mut hits {
        worth = worth.min(hit.score);
        hit.score = worth;
    }
    Outcome { hits, total, in_place, facets, excluded: None, partial: None }
}

fn facets(first: &Facets, second: &Facets, both: &Facets) -> Facets {
    Facets {
        needs: counts(&first.needs, &second.needs, &both.needs),
        countries: named(&first.countries, &second.countries, &both.countries),
        places: named(&first.places, &second.places, &both.places),
        languages: named(&first.languages, &second.languages, &both.languages),
        access: named(&first.access, &second.access, &both.access),
        populations: named(&first.populations, &second.populations, &both.populations),
        publishers: named(&first.publishers, &second.publishers, &both.publishers),
        open: (first.open + second.open).saturating_sub(both.open),
        checked: first
            .checked
            .iter()
            .zip(&second.checked)
            .zip(&both.checked)
            .map(|(((days, one), (_, other)), (_, shared))| (*days, (one + other).saturating_sub(*shared)))
            .collect(),
    }
}

fn counts(first: &[usize], second: &[usize], both: &[usize]) -> Vec<usize> {
    let pairs = first.iter().zip(second).zip(both);
    pairs.map(|((one, other), shared)| (one + other).saturating_sub(*shared)).collect()
}

/// Counts by value, most entries first, equal ones by value.
fn named<T: Ord + Clone>(first: &[(T, usize)], second: &[(T, usize)], both: &[(T, usize)]) -> Vec<(T, usize)> {
    let mut all: BTreeMap<&T, usize> = BTreeMap::new();
    for (value, count) in first.iter().chain(second) {
        *all.entry(value).or_default() += count;
    }
    for (value, count) in both {
        all.entry(value).and_modify(|all| *all = all.saturating_sub(*count));
    }
    let counted = all.into_iter().filter(|(_, count)| *count > 0);
    let mut sorted: Vec<(T, usize)> = counted.map(|(value, count)| (value.clone(), count)).collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted
}
