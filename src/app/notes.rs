//! What is said about the results as a whole: above them that no entry has
//! every word, or that nobody knows the place; among them where those begin
//! that only cover it.

use super::{find::Offer, keymap::Mode, on_find, state::State};
use crate::{
    app::action::Action,
    i18n::I18n,
    search::{Filter, Hit, Index},
    sheet::phrases,
};

/// Lines above the results, beside the one with the count.
pub fn above(state: &State) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(place) = &state.find.unknown_place {
        let line = state.i18n.with("find-unknown-place-covered", &[("place", place.name.as_str().into())]);
        let nearest = |nearest: &String| state.i18n.with("find-did-you-mean", &[("nearest", nearest.as_str().into())]);
        // One line has room for one of them.
        lines.push(place.nearest.as_ref().map_or(line, |name| {
            format!(
                "{} {}",
                state.i18n.with("find-unknown-place-here", &[("place", place.name.as_str().into())]),
                nearest(name)
            )
        }));
    }
    if let Some(library) = &state.library {
        lines.extend(not_on_the_map(&state.i18n, &library.index, &state.find.asked));
    }
    let partial = state.find.partial();
    match partial.and_then(|partial| partial.understood(state.i18n.language())) {
        Some(need) => lines.push(state.i18n.with("find-understood", &[("need", need.into())])),
        None if partial.is_some_and(|partial| !partial.dropped.is_empty()) => lines.push(nothing_has_all(state)),
        None => {}
    }
    lines
}

/// `No entry has "zzz". Did you mean "zaz"? Alt-Enter searches that`
fn nothing_has_all(state: &State) -> String {
    let mut line = on_find::nothing_found(state);
    let key = state.keymap.keys(Mode::Query, Action::TakeOffer).last().map(|key| key.to_string());
    if let (Some(Offer::Replace { .. }), Some(key)) = (state.find.offer(), key) {
        line.push(' ');
        line.push_str(&state.i18n.with("nothing-offer-replace", &[("key", key.into())]));
    }
    line
}

/// The line with the count: `14 of 1,000`, or `Without "zzz": 13 of 1,000`.
pub fn count(state: &State) -> String {
    let i18n = &state.i18n;
    let all = state.library.as_ref().map_or(0, |library| library.directory.len());
    let all = ("all", phrases::number(i18n, all).into());
    match state.find.partial().filter(|partial| !partial.dropped.is_empty()) {
        Some(partial) => {
            let dropped: Vec<String> = partial.dropped.iter().map(|word| format!("\"{word}\"")).collect();
            let found = ("found", phrases::number(i18n, partial.total).into());
            i18n.with("find-count-without", &[("dropped", dropped.join(", ").into()), found, all])
        }
        None => {
            i18n.with("find-count", &[("found", phrases::number(i18n, state.find.outcome.shown_total()).into()), all])
        }
    }
}

/// The numbers of the first hits that only cover the place asked for, and that
/// are further away, with the words that stand before them.
pub fn apart(state: &State) -> Vec<(usize, String)> {
    let Some(library) = &state.library else { return Vec::new() };
    set_apart(&state.i18n, &library.index, &state.find.asked, state.find.hits())
}

/// The same for filters and hits: at which of them a part begins, and what is
/// said before it.
pub fn set_apart(i18n: &I18n, index: &Index, filters: &[Filter], hits: &[Hit]) -> Vec<(usize, String)> {
    let Some(place) = place_asked(filters).filter(|place| index.knows_place(place)) else {
        // Nothing is in it, and that has been said.
        return Vec::new();
    };
    let place = index.name_of_place(place);
    let part = |id: &str, belongs: fn(&Hit) -> bool| {
        let first = hits.iter().position(belongs)?;
        Some((first, i18n.with(id, &[("place", place.into())])))
    };
    [part("find-covers", |hit| hit.covers), part("find-further", |hit| hit.further)].into_iter().flatten().collect()
}

/// The place that filters ask for.
fn place_asked(filters: &[Filter]) -> Option<&str> {
    filters.iter().find_map(|filter| match filter {
        Filter::Place(place) | Filter::Near(place) => Some(place.as_str()),
        _ => None,
    })
}

/// The place to which results are sorted by distance.
pub fn sorted_by_distance_from<'f>(index: &Index, filters: &'f [Filter]) -> Option<&'f str> {
    filters.iter().find_map(|filter| match filter {
        Filter::Near(place) if index.is_on_the_map(place) => Some(place.as_str()),
        _ => None,
    })
}

/// How far a result is from the place asked for: "about 3 km". Of one that
/// tells no point, but is there: "in Lyon". Nothing where no distance is asked
/// for, or told.
pub fn how_far(i18n: &I18n, index: &Index, filters: &[Filter], hit: &Hit) -> String {
    match (hit.metres, sorted_by_distance_from(index, filters)) {
        (Some(metres), _) => phrases::about_distance(i18n, metres),
        (None, Some(place)) if hit.inside => {
            i18n.with("distance-inside", &[("place", index.name_of_place(place).into())])
        }
        _ => String::new(),
    }
}

/// That `near:` could not sort, since nobody knows where the place is.
pub fn not_on_the_map(i18n: &I18n, index: &Index, filters: &[Filter]) -> Option<String> {
    let place = filters.iter().find_map(|filter| match filter {
        Filter::Near(place) if index.knows_place(place) && !index.is_on_the_map(place) => Some(place),
        _ => None,
    })?;
    Some(i18n.with("find-not-on-the-map", &[("place", index.name_of_place(place).into())]))
}
