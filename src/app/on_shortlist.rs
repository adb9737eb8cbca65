//! The shortlist: putting entries there, and what keys do on its screen.

use tui_input::Input;
use zeroize::Zeroizing;

use super::{
    action::Action,
    lock::Kept,
    on_read,
    shortlist::{Place, ShortlistScreen, places, selected},
    state::{Screen, State},
    update::{Effect, moved},
};
use crate::{
    handout::{Shortlist, Step, list::KEPT_AS},
    sheet::row,
};

/// Puts the entry on which the screen stands on the list, or takes it off.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    let Some(library) = state.library.clone() else { return Vec::new() };
    let Some(entry) = state.current_entry().and_then(|number| library.directory.entry(number)) else {
        return Vec::new();
    };
    let name = row(&entry, &state.context()).name;
    let id = if let Some(at) = state.shortlist.position(&entry) {
        state.shortlist.remove(at);
        "shortlist-removed"
    } else {
        state.shortlist.add(&entry, &name);
        "shortlist-added"
    };
    let args = [("name", name.into()), ("count", state.shortlist.entries.len().into())];
    state.say(state.i18n.with(id, &args));
    changed(state)
}

/// Has the vault keep the list as it is now.
fn changed(state: &State) -> Vec<Effect> {
    vec![Effect::Keep(KEPT_AS, state.shortlist.to_bytes())]
}

/// Takes the list back that the vault has kept.
pub(super) fn take_back(state: &mut State, kept: &Kept) {
    let kept = kept.iter().find(|(name, _)| name == KEPT_AS).map(|(_, bytes)| bytes);
    if let Some(list) = kept.and_then(|bytes: &Zeroizing<Vec<u8>>| Shortlist::from_bytes(bytes)) {
        state.shortlist = list;
    }
}

/// The screen, if it is on top.
fn top(state: &mut State) -> Option<&mut ShortlistScreen> {
    match state.screens.last_mut() {
        Some(Screen::Shortlist(screen)) => Some(screen),
        _ => None,
    }
}

/// Does what an action says on the screen.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(screen) = top(state) else { return Vec::new() };
    let (typing, emptying) = (screen.typing.is_some(), std::mem::take(&mut screen.emptying));
    if typing {
        return match action {
            Action::Open => typed(state),
            Action::Back => {
                if let Some(screen) = top(state) {
                    screen.typing = None;
                }
                Vec::new()
            }
            _ => Vec::new(),
        };
    }
    match action {
        Action::Back => {
            state.screens.pop();
            Vec::new()
        }
        Action::ClearAll => empty(state, emptying),
        Action::OpenNth(n) => {
            let at = usize::from(n) - 1;
            if at < state.shortlist.entries.len() {
                open_entry(state, at);
            }
            Vec::new()
        }
        _ => on_place(state, action),
    }
}

/// What an action does to what is selected.
fn on_place(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Screen::Shortlist(screen)) = state.screens.last() else { return Vec::new() };
    let Some(place) = selected(state, screen) else { return Vec::new() };
    match (action, place) {
        (Action::Open, Place::Entry(at)) => {
            open_entry(state, at);
            Vec::new()
        }
        (Action::Open, Place::Step(step)) => {
            state.shortlist.toggle_step(step);
            // Without words there is nothing to ask for.
            if step == Step::AskFor && state.shortlist.steps.contains(&step) && state.shortlist.own_step.is_empty() {
                type_into(state, Place::OwnStep);
            }
            changed(state)
        }
        (Action::Open, Place::Note | Place::OwnStep) | (Action::Note, Place::Entry(_) | Place::OwnStep) => {
            type_into(state, place);
            Vec::new()
        }
        (Action::Note, _) => {
            type_into(state, Place::Note);
            Vec::new()
        }
        (Action::Shortlist, Place::Entry(at)) => remove(state, at),
        (Action::MoveUp | Action::MoveDown, Place::Entry(at)) => {
            let to = state.shortlist.shift(at, action == Action::MoveDown);
            if let Some(screen) = top(state) {
                screen.selected = to;
            }
            if to == at { Vec::new() } else { changed(state) }
        }
        _ => {
            let (last, page) = (places(state).len().saturating_sub(1), state.body_rows() / 2);
            if let Some(screen) = top(state) {
                screen.selected = moved(screen.selected, action, page, last);
            }
            Vec::new()
        }
    }
}

/// Reads an entry of the list.
fn open_entry(state: &mut State, at: usize) {
    let Some(library) = state.library.clone() else { return };
    let Some(listed) = state.shortlist.entries.get(at) else { return };
    match library.directory.find(&listed.id) {
        Some(entry) => on_read::open(state, entry.number),
        None => state.say(state.i18n.text("shortlist-gone")),
    }
}

fn remove(state: &mut State, at: usize) -> Vec<Effect> {
    let Some(listed) = state.shortlist.remove(at) else { return Vec::new() };
    let args = [("name", listed.name.into()), ("count", state.shortlist.entries.len().into())];
    state.say(state.i18n.with("shortlist-removed", &args));
    let last = places(state).len().saturating_sub(1);
    if let Some(screen) = top(state) {
        screen.selected = screen.selected.min(last);
    }
    changed(state)
}

/// Empties the list, once that was asked for twice.
fn empty(state: &mut State, sure: bool) -> Vec<Effect> {
    if state.shortlist.is_empty() {
        return Vec::new();
    }
    if sure {
        state.shortlist = Shortlist::default();
        state.say(state.i18n.text("shortlist-emptied"));
    } else {
        let key = state.keymap.keys(state.mode(), Action::ClearAll).next().map(|key| key.to_string());
        state.say(state.i18n.with("shortlist-empty-again", &[("key", key.unwrap_or_default().into())]));
    }
    if let Some(screen) = top(state) {
        screen.emptying = !sure;
        screen.selected = if sure { 0 } else { screen.selected };
    }
    if sure { changed(state) } else { Vec::new() }
}

/// The text of a place into which one can type.
fn text_of(list: &mut Shortlist, place: Place) -> Option<&mut String> {
    match place {
        Place::Entry(at) => list.entries.get_mut(at).map(|listed| &mut listed.note),
        Place::Note => Some(&mut list.note),
        Place::OwnStep => Some(&mut list.own_step),
        Place::Step(_) => None,
    }
}

fn type_into(state: &mut State, place: Place) {
    let text = text_of(&mut state.shortlist, place).map(|text| text.clone()).unwrap_or_default();
    if let Some(screen) = top(state) {
        screen.typing = Some((place, Input::new(text)));
    }
}

/// Takes what was typed.
fn typed(state: &mut State) -> Vec<Effect> {
    let Some((place, input)) = top(state).and_then(|screen| screen.typing.take()) else { return Vec::new() };
    let Some(text) = text_of(&mut state.shortlist, place) else { return Vec::new() };
    input.value().trim().clone_into(text);
    changed(state)
}
