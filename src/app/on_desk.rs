//! The desk: what keys do there.

use super::{
    action::Action,
    desk::{self, DeskList},
    on_read,
    state::{Screen, State},
    update::{Effect, moved},
};
use crate::desk::Quality;

/// Opens the desk. The directory is judged anew: days pass, and it may have
/// been replaced.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Desk);
    state.desk.list = None;
    judge(state)
}

/// Asks for the directory to be judged; what was known is of no use any more.
pub(super) fn judge(state: &mut State) -> Vec<Effect> {
    state.desk.quality = None;
    state.desk.asked += 1;
    if state.library.is_some() { vec![Effect::Judge(state.desk.asked)] } else { Vec::new() }
}

/// The directory has been judged.
pub(super) fn judged(state: &mut State, asked: u64, quality: Box<Quality>) {
    if asked == state.desk.asked {
        state.desk.quality = Some(quality);
    }
}

/// Another directory is in place: numbers of entries mean something else now.
pub(super) fn replaced(state: &mut State) -> Vec<Effect> {
    state.desk.list = None;
    let shown = state.screens.iter().any(|screen| matches!(screen, Screen::Desk));
    if shown { judge(state) } else { Vec::new() }
}

/// Does what an action says at the desk.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    let rows = state.body_rows();
    match action {
        Action::Back if state.desk.list.take().is_some() => {}
        Action::Back => {
            state.screens.pop();
        }
        Action::Open => open_selected(state),
        _ => {
            if let Some(list) = &mut state.desk.list {
                list.selected = moved(list.selected, action, rows, list.entries.len().saturating_sub(1));
            } else {
                let last = desk::choices(&desk::lines(state)).len().saturating_sub(1);
                state.desk.selected = moved(state.desk.selected, action, rows, last);
            }
        }
    }
    Vec::new()
}

/// Opens the entries of a line, or an entry.
fn open_selected(state: &mut State) {
    if let Some(list) = &state.desk.list {
        if let Some(entry) = list.entries.get(list.selected).copied() {
            on_read::open(state, entry);
        }
        return;
    }
    let chosen = desk::choices(&desk::lines(state)).get(state.desk.selected).copied();
    let Some((quality, (_, line))) = state.desk.quality.as_deref().zip(chosen) else { return };
    let entries = desk::entries(quality, line);
    if entries.is_empty() {
        state.say(state.i18n.text("desk-none"));
    } else {
        state.desk.list = Some(DeskList { line, entries, selected: 0 });
    }
}
