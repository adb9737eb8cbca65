//! What is said about the results as a whole: above them that no entry has
//! every word, or that nobody knows the place; among them where those begin
//! that only cover it.

use super::{filters, find::Offer, keymap::Mode, on_find, state::State};
use crate::{
    app::action::Action,
    directory::vocabulary,
    search::{Filter, Partial},
    sheet::phrases,
};

/// Lines above the results, beside the one with the count.
pub fn above(state: &State) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(place) = &state.find.unknown_place {
        lines.push(state.i18n.with("find-unknown-place-covered", &[("place", place.as_str().into())]));
    }
    match state.find.partial() {
        Some(Partial { meant: Some(need), .. }) => {
            let need = vocabulary::need_name(*need, state.i18n.language());
            lines.push(state.i18n.with("find-understood", &[("need", need.into())]));
        }
        Some(partial) if !partial.dropped.is_empty() => lines.push(nothing_has_all(state)),
        _ => {}
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

/// The number of the first hit that only covers the place asked for, and the
/// words that stand before it.
pub fn apart(state: &State) -> Option<(usize, String)> {
    if state.find.unknown_place.is_some() {
        // Nothing is in it, and the line above has said so.
        return None;
    }
    let first = state.find.hits().iter().position(|hit| hit.covers)?;
    let place = state.find.asked.iter().find_map(|filter| match filter {
        Filter::Place(place) => Some(filters::place_name(state, place)),
        _ => None,
    });
    let words = state.i18n.with("find-covers", &[("place", place.unwrap_or_default().into())]);
    Some((first, words))
}
