//! Find's results, the start menu and the filter panel: moving and opening.

use super::{
    action::Action,
    filters,
    find::Focus,
    on_find, on_read, on_shortlist,
    page::Page,
    state::State,
    update::{Effect, moved},
};
use crate::{directory::Need, search::Filter};

/// Does what an action says in Find.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    if awaits_results(state, action) {
        state.find.pending = Some(action);
        return Vec::new();
    }
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
            step(state, action);
            Vec::new()
        }
        Action::Open => open(state),
        Action::OpenNth(n) => open_nth(state, usize::from(n)),
        Action::FocusNext | Action::FocusPrevious => {
            state.find.focus = state.find.focus.next(action == Action::FocusNext);
            Vec::new()
        }
        Action::FocusQuery => focus(state, Focus::Query),
        Action::FocusFilters => focus(state, Focus::Filters),
        Action::Complete => on_find::take_completion(state),
        Action::TakeOffer => on_find::take_offer(state),
        Action::DropFilter => on_find::drop_last_filter(state),
        Action::ClearAll => on_find::clear(state),
        Action::Back => back(state),
        Action::Copy | Action::CopyAll => on_read::copy(state, action),
        Action::Shortlist => on_shortlist::toggle(state),
        Action::Codes => on_read::codes(state),
        _ => Vec::new(),
    }
}

/// True for what acts on a result while the results on the screen are those of
/// an older question.
fn awaits_results(state: &State, action: Action) -> bool {
    let acts = matches!(
        action,
        Action::Open | Action::OpenNth(_) | Action::Copy | Action::CopyAll | Action::Shortlist | Action::Codes
    );
    acts && state.find.waiting && state.find.focus != Focus::Filters && !state.start_menu()
}

fn focus(state: &mut State, focus: Focus) -> Vec<Effect> {
    state.find.focus = focus;
    Vec::new()
}

/// Esc: first back to the query, then the query empties, then the filters go.
fn back(state: &mut State) -> Vec<Effect> {
    if state.find.focus != Focus::Query {
        return focus(state, Focus::Query);
    }
    if state.find.input.value().is_empty() && state.find.filters.is_empty() {
        let keys = state.keymap.keys(state.mode(), Action::Quit).next().map(|key| key.to_string());
        let text = state.i18n.with("find-nothing-to-leave", &[("quit", keys.unwrap_or_default().into())]);
        state.say(text);
        return Vec::new();
    }
    if state.find.input.value().is_empty() {
        state.find.filters.clear();
    } else {
        state.find.input.reset();
    }
    on_find::ask(state)
}

/// Moves the selection of whatever has the focus.
fn step(state: &mut State, action: Action) {
    if state.find.focus == Focus::Filters {
        let last = filters::choices(state).len().saturating_sub(1);
        let page = state.body_rows();
        state.filters.selected = moved(state.filters.selected, action, page, last);
        return;
    }
    let last = lines(state).saturating_sub(1);
    let page = state.results_on_screen();
    state.find.selected = moved(state.find.selected, action, page, last);
    keep_in_view(state);
}

/// How many lines there are to select among: results, or needs.
fn lines(state: &State) -> usize {
    if state.start_menu() { Need::ALL.len() } else { state.find.hits().len() }
}

/// Keeps the selection within the results and on the screen.
pub(super) fn keep_in_view(state: &mut State) {
    let lines = lines(state);
    state.find.selected = state.find.selected.min(lines.saturating_sub(1));
    // How many fit depends on which: a line may stand between two of them, and
    // another where the first have gone.
    for _ in 0..=MOST_APART {
        let page = state.results_on_screen();
        let find = &mut state.find;
        find.offset = find.offset.min(lines.saturating_sub(page));
        find.offset = find.offset.min(find.selected).max((find.selected + 1).saturating_sub(page));
    }
}

/// So many lines may stand between results.
const MOST_APART: usize = 2;

fn open(state: &mut State) -> Vec<Effect> {
    if state.find.focus == Focus::Filters {
        let chosen = filters::choices(state).into_iter().nth(state.filters.selected);
        return chosen.map_or_else(Vec::new, |choice| on_find::toggle_filter(state, choice.filter));
    }
    if state.start_menu() {
        return choose_need(state, state.find.selected);
    }
    if let Some(entry) = state.find.selected_entry() {
        on_read::open(state, entry);
    }
    Vec::new()
}

/// Opens the nth result on the screen, or the nth need of the start menu.
fn open_nth(state: &mut State, n: usize) -> Vec<Effect> {
    if state.start_menu() {
        return choose_need(state, n - 1);
    }
    let at = state.find.offset + n - 1;
    if n <= state.results_on_screen() && at < state.find.hits().len() {
        state.find.selected = at;
        if let Some(entry) = state.find.selected_entry() {
            on_read::open(state, entry);
        }
    }
    Vec::new()
}

fn choose_need(state: &mut State, at: usize) -> Vec<Effect> {
    let Some(need) = Need::ALL.get(at).copied() else { return Vec::new() };
    on_find::add_filter(&mut state.find, Filter::Need(need));
    on_find::ask(state)
}

/// Lays out the preview beside the list, if there is one to be.
pub(super) fn refresh_preview(state: &mut State) {
    let shown = state.side_by_side() && state.screens.is_empty() && !state.locked && !state.start_menu();
    let entry = state.find.selected_entry().filter(|_| shown);
    let sheet = entry.and_then(|number| on_read::sheet_of(state, number, false));
    state.preview = sheet.map(|sheet| Page::new(&sheet, state.preview_columns()));
}
