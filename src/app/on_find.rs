//! The question: typing, filters, and the answers that come back.

use super::{
    find::{Find, Focus, Offer, UnknownPlace},
    on_list,
    state::{Library, State},
    update::Effect,
};
use crate::{
    i18n::I18n,
    search::{Excluded, Filter, Outcome, Query, QueryProblem, choice_name, complete as completions_of, publisher},
};

/// The query has changed by typing.
pub(super) fn typed(state: &mut State) -> Vec<Effect> {
    let before = state.find.filters.clone();
    lift_filters(&mut state.find);
    say_what_was_replaced(state, &before);
    ask(state)
}

/// Says that a new filter has taken the place of another one.
fn say_what_was_replaced(state: &mut State, before: &[Filter]) {
    let new = state.find.filters.last().filter(|last| !before.contains(last));
    let old = new.and_then(|new| {
        let same_kind = |old: &&Filter| std::mem::discriminant(*old) == std::mem::discriminant(new);
        before.iter().filter(|old| !state.find.filters.contains(old)).find(same_kind)
    });
    if let (Some(new), Some(old)) = (new, old) {
        let chip = |filter: &Filter| super::filters::chip(state, filter);
        let words = [("new", chip(new).into()), ("old", chip(old).into())];
        state.say(state.i18n.with("find-filter-replaced", &words));
    }
}

/// The question has changed: forget where the selection was, and search.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    state.find.selected = 0;
    state.find.offset = 0;
    state.find.selected_id = None;
    search(state)
}

/// Sends the question off, if it is one.
pub(super) fn search(state: &mut State) -> Vec<Effect> {
    complete(state);
    name_publishers(state);
    let parsed = Query::parse(state.find.input.value()).map_err(|problem| with_choices(state, problem));
    let parsed = parsed.and_then(|words| match unfinished(state, &words) {
        Some(problem) => Err(problem),
        None => Ok(words),
    });
    let find = &mut state.find;
    find.generation += 1;
    match parsed {
        Ok(words) => {
            find.problem = None;
            // Without a directory there is nothing to wait for; once it is
            // loaded, the question is sent off again.
            find.waiting = state.library.is_some();
            let query = find.query(words);
            find.asked.clone_from(&query.filters);
            find.unknown_place = unknown_place(state.library.as_deref(), &query);
            if find.waiting { vec![Effect::Search(find.generation, query)] } else { Vec::new() }
        }
        Err(problem) => {
            find.problem = Some(problem);
            find.waiting = false;
            // Nothing of the answer before is shown, so nothing of it is to
            // be opened or taken. The counts of the filters stay.
            find.outcome.hits.clear();
            find.outcome.total = 0;
            find.outcome.excluded = None;
            find.outcome.partial = None;
            find.unknown_place = None;
            Vec::new()
        }
    }
}

/// The place that a filter names and that nothing in the directory is called.
fn unknown_place(library: Option<&Library>, query: &Query) -> Option<UnknownPlace> {
    let index = &library?.index;
    let name = index.unknown_place(query)?;
    let offered = index.place_like(name).map(str::to_owned);
    Some(UnknownPlace { name: name.to_owned(), nearest: offered })
}

/// A wrong value with what the directory has for it.
fn with_choices(state: &State, problem: QueryProblem) -> QueryProblem {
    match &state.library {
        Some(library) => library.index.with_choices(problem, &library.directory),
        None => problem,
    }
}

/// What is wrong with a question for this directory: a publisher that it has
/// not, or a place of which only the beginning is typed so far. That finds
/// nothing worth showing; what it could become is shown instead.
fn unfinished(state: &State, words: &Query) -> Option<QueryProblem> {
    let library = state.library.as_ref()?;
    let query = state.find.query(words.clone());
    let place = || {
        let value = library.index.unknown_place(words).filter(|_| !state.find.completions.is_empty())?;
        let name = words.filters.iter().find(|filter| filter.is_place(value))?.name();
        let problem =
            QueryProblem::UnknownValue { name: name.to_owned(), value: value.to_owned(), choices: Vec::new() };
        Some(library.index.with_choices(problem, &library.directory))
    };
    library.index.problem(&query, &library.directory).or_else(place)
}

/// Publishers may be typed by name; the filters have their ids, as those that
/// the panel offers.
fn name_publishers(state: &mut State) {
    let Some(library) = &state.library else { return };
    for filter in &mut state.find.filters {
        if let Filter::Publisher(value) = filter
            && let Some(id) = publisher(value, &library.directory)
        {
            id.clone_into(value);
        }
    }
}

/// Offers what the filter under the cursor could become.
pub(super) fn complete(state: &mut State) {
    let find = &mut state.find;
    let text = find.input.value();
    let cursor = byte_of(text, find.input.cursor());
    let library = state.library.as_deref().map(|library| (&library.directory, &library.index));
    find.completions = completions_of(text, cursor, state.i18n.language(), library);
}

/// The byte at which the character with this number begins.
fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

/// An answer has come back.
pub(super) fn found(state: &mut State, generation: u64, outcome: Outcome) -> Vec<Effect> {
    if generation != state.find.generation {
        return Vec::new();
    }
    let filter = super::filters::choices(state).into_iter().nth(state.filters.selected).map(|choice| choice.filter);
    state.find.waiting = false;
    state.find.outcome = outcome;
    super::replaced::keep_selection(state);
    keep_filter(state, filter.as_ref());
    on_list::keep_in_view(state);
    match state.find.pending.take() {
        Some(action) if state.screens.is_empty() => on_list::perform(state, action),
        _ => Vec::new(),
    }
}

/// Keeps the filter panel on the filter on which it stood: what is offered
/// above it may have changed.
fn keep_filter(state: &mut State, filter: Option<&Filter>) {
    let choices = super::filters::choices(state);
    let same = choices.iter().position(|choice| Some(&choice.filter) == filter);
    state.filters.selected = same.unwrap_or(state.filters.selected).min(choices.len().saturating_sub(1));
}

/// Turns filters whose value is finished (a blank follows) into chips, so that
/// the query holds words only and Backspace drops a filter whole.
fn lift_filters(find: &mut Find) {
    let text = find.input.value().to_owned();
    let mut kept = String::new();
    let mut lifted = Vec::new();
    for token in tokens(&text) {
        let finished = token.ends_with(char::is_whitespace);
        match Query::parse(token.trim()) {
            Ok(query) if finished && query.words.is_empty() && !query.filters.is_empty() => {
                lifted.extend(query.filters);
            }
            _ => kept.push_str(token),
        }
    }
    if lifted.is_empty() {
        return;
    }
    for filter in lifted {
        add_filter(find, filter);
    }
    find.input = tui_input::Input::new(kept);
}

/// The words of a query with the blanks after each. Blanks in quotes belong to
/// the word.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let (mut start, mut quoted, mut in_blank) = (0, false, false);
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        let blank = c.is_whitespace() && !quoted;
        if in_blank && !blank {
            tokens.extend(text.get(start..at));
            start = at;
        }
        in_blank = blank;
    }
    tokens.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    tokens
}

/// Adds a filter. Of the kinds of which one is asked for at a time, the new
/// value takes the place of the old; facets are counted so.
pub(super) fn add_filter(find: &mut Find, filter: Filter) {
    let exclusive = filter.takes_the_place_of_others();
    if exclusive {
        find.filters.retain(|other| std::mem::discriminant(other) != std::mem::discriminant(&filter));
    }
    if !find.filters.contains(&filter) {
        find.filters.push(filter);
    }
}

/// Puts the first completion in place of what is typed of it.
pub(super) fn take_completion(state: &mut State) -> Vec<Effect> {
    let Some(completion) = state.find.completions.first().cloned() else { return Vec::new() };
    let mut text = state.find.input.value().to_owned();
    if completion.replace.end > text.len() {
        return Vec::new();
    }
    text.replace_range(completion.replace, &completion.with);
    // A whole filter becomes a chip; a filter's name waits for its value.
    if !text.ends_with(':') {
        text.push(' ');
    }
    state.find.input = tui_input::Input::new(text);
    typed(state)
}

/// Does what is offered when nothing was found.
pub(super) fn take_offer(state: &mut State) -> Vec<Effect> {
    let Some(offer) = state.find.offer() else { return Vec::new() };
    match offer {
        Offer::DropFilters(filters) => drop_filters(state, &filters),
        Offer::DropWord(word) => rewrite_word(state, &word, None),
        Offer::Replace { word, with } => rewrite_word(state, &word, Some(&with)),
    }
}

/// Drops filters, wherever they stand.
fn drop_filters(state: &mut State, filters: &[Filter]) -> Vec<Effect> {
    state.find.filters.retain(|other| !filters.contains(other));
    let kept: String = tokens(state.find.input.value())
        .into_iter()
        .filter(|token| {
            !Query::parse(token.trim()).is_ok_and(|query| query.filters.iter().any(|one| filters.contains(one)))
        })
        .collect();
    state.find.input = tui_input::Input::new(kept);
    ask(state)
}

/// Replaces or drops the typed word that folds to `word`.
fn rewrite_word(state: &mut State, word: &str, with: Option<&str>) -> Vec<Effect> {
    let mut out = Vec::new();
    for token in tokens(state.find.input.value()) {
        let is_it = Query::parse(token.trim()).is_ok_and(|query| query.words.iter().any(|one| one == word));
        match (is_it, with) {
            (false, _) => out.push(token.trim().to_owned()),
            (true, Some(with)) => out.push(with.to_owned()),
            (true, None) => {}
        }
    }
    state.find.input = tui_input::Input::new(out.join(" "));
    ask(state)
}

/// Drops the last chip.
pub(super) fn drop_last_filter(state: &mut State) -> Vec<Effect> {
    if state.find.filters.pop().is_none() {
        return Vec::new();
    }
    ask(state)
}

/// Drops every word and filter.
pub(super) fn clear(state: &mut State) -> Vec<Effect> {
    state.find.input.reset();
    state.find.filters.clear();
    state.find.focus = Focus::Query;
    ask(state)
}

/// Turns a filter of the panel on or off.
pub(super) fn toggle_filter(state: &mut State, filter: Filter) -> Vec<Effect> {
    if state.find.filters.iter().any(|other| super::filters::same(other, &filter)) {
        state.find.filters.retain(|other| !super::filters::same(other, &filter));
    } else {
        add_filter(&mut state.find, filter);
    }
    ask(state)
}

/// The line that says why there is nothing, and what can be done.
pub fn nothing_found(state: &State) -> String {
    let i18n = &state.i18n;
    if let Some(place) = state.find.unknown_place.as_ref().filter(|_| state.find.hits().is_empty()) {
        return unknown_place_words(i18n, &place.name, place.nearest.as_deref());
    }
    let chip = |filter: &Filter| super::filters::chip(state, filter);
    match &state.find.outcome.excluded {
        Some(Excluded::Word { word, nearest: Some(nearest) }) => {
            i18n.with("nothing-word-nearest", &[("word", word.into()), ("nearest", nearest.into())])
        }
        Some(Excluded::Word { word, nearest: None }) => i18n.with("nothing-word", &[("word", word.into())]),
        Some(Excluded::WordCombination { word, without }) => {
            i18n.with("nothing-combination", &[("word", word.into()), ("count", (*without).into())])
        }
        Some(Excluded::Filter { filter, without }) => {
            i18n.with("nothing-filter", &[("filter", chip(filter).into()), ("count", (*without).into())])
        }
        Some(Excluded::Filters { filters, without }) if *without > 0 => {
            let chips: Vec<String> = filters.iter().map(|filter| format!("\"{}\"", chip(filter))).collect();
            i18n.with("nothing-filters", &[("filters", chips.join(", ").into()), ("count", (*without).into())])
        }
        Some(Excluded::Filters { .. }) => i18n.text("nothing-filters-many"),
        None => i18n.text("nothing"),
    }
}

/// That nothing is called like a place, with what may have been meant.
pub fn unknown_place_words(i18n: &I18n, place: &str, nearest: Option<&str>) -> String {
    let line = i18n.with("find-unknown-place", &[("place", place.into())]);
    match nearest {
        Some(nearest) => format!("{line} {}", i18n.with("find-did-you-mean", &[("nearest", nearest.into())])),
        None => line,
    }
}

/// What is wrong with a filter in the words, in words.
pub fn problem(state: &State, problem: &QueryProblem) -> String {
    let i18n = &state.i18n;
    match problem {
        QueryProblem::UnknownFilter { name, nearest: Some(nearest) } => {
            i18n.with("problem-filter-nearest", &[("name", name.into()), ("nearest", nearest.into())])
        }
        QueryProblem::UnknownFilter { name, nearest: None } => i18n.with("problem-filter", &[("name", name.into())]),
        QueryProblem::UnknownValue { name, value, choices } => {
            let id = if value.is_empty() { "problem-value-missing" } else { "problem-value" };
            let names: Vec<&str> = choices.iter().map(|choice| choice_name(name, choice, i18n.language())).collect();
            let args = [("name", name.into()), ("value", value.into()), ("choices", names.join(", ").into())];
            i18n.with(id, &args)
        }
    }
}
