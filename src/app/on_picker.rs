//! Choosing one of a few things.

use super::{
    action::Action,
    on_correct, on_handover, on_read,
    picker::Pick,
    state::{Screen, State},
    update::{Effect, moved},
};

/// Does what an action says in a picker.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    let rows = state.body_rows();
    let Some(Screen::Picker(picker)) = state.screens.last_mut() else { return Vec::new() };
    let last = picker.choices.len().saturating_sub(1);
    match action {
        Action::Open => {}
        Action::OpenNth(n) if usize::from(n) <= picker.choices.len() => picker.selected = usize::from(n) - 1,
        _ => {
            picker.selected = moved(picker.selected, action, rows, last);
            return Vec::new();
        }
    }
    let chosen = picker.choices.get(picker.selected).map(|choice| choice.pick.clone());
    state.screens.pop();
    match chosen {
        Some(Pick::Copy(text)) => on_read::copied(state, text),
        Some(Pick::Read(entry)) => {
            on_read::open(state, entry);
            Vec::new()
        }
        Some(Pick::Correct(what)) => {
            on_correct::field_chosen(state, what);
            Vec::new()
        }
        Some(Pick::Known(said, known)) => {
            let (what, text) = *said;
            on_correct::noted(state, what, &text, known)
        }
        Some(Pick::Codes(source)) => {
            on_handover::show_codes(state, source);
            Vec::new()
        }
        Some(Pick::Print(printer)) => on_handover::print(state, printer),
        None => Vec::new(),
    }
}
