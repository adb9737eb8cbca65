//! Another directory in the place of the one in use: query, selection, open
//! entries and language stay. Entries are told across directories by their id.

use std::sync::Arc;

use super::{
    on_desk, on_find, on_handover, on_read,
    picker::Pick,
    state::{Library, Screen, State},
    update::Effect,
};
use crate::directory::{Directory, EntryNo};

/// Puts another directory in place and asks the question on the screen again.
pub(super) fn replace(state: &mut State, library: &Arc<Library>) -> Vec<Effect> {
    let Some(before) = state.library.replace(Arc::clone(library)) else {
        let mut effects = on_desk::replaced(state);
        effects.extend(on_find::search(state));
        return effects;
    };
    let moved = |number: EntryNo| renumbered(&before.directory, &library.directory, number);
    // The hits on the screen are of the old directory until the search is back.
    let selected = state.find.selected_entry().filter(|_| !state.start_menu());
    state.find.selected_id = selected.and_then(|number| Some(before.directory.entry(number)?.full_id()));
    let partial = state.find.outcome.partial.as_mut().map(|partial| &mut partial.hits);
    for hits in [Some(&mut state.find.outcome.hits), partial].into_iter().flatten() {
        hits.retain_mut(|hit| match moved(hit.entry) {
            Some(number) => {
                hit.entry = number;
                true
            }
            None => false,
        });
    }
    let mut gone = None;
    state.screens.retain_mut(|screen| {
        let read = match screen {
            Screen::Read(read) => read,
            // Choices among entries of the old directory.
            Screen::Picker(picker) => return !picker.choices.iter().any(|choice| matches!(choice.pick, Pick::Read(_))),
            _ => return true,
        };
        if let Some(number) = moved(read.entry) {
            read.entry = number;
            return true;
        }
        gone = read.page.lines.first().map(|line| line.text.clone());
        false
    });
    on_read::lay_out_again(state);
    on_handover::make_again(state);
    if let Some(name) = gone {
        let text = state.i18n.with("updates-entry-gone", &[("name", name.into())]);
        state.say(text);
    }
    let mut effects = on_desk::replaced(state);
    effects.extend(on_find::search(state));
    effects
}

/// Selects the entry that was selected before the directory was replaced.
pub(super) fn keep_selection(state: &mut State) {
    let Some(id) = state.find.selected_id.take() else { return };
    let Some(library) = &state.library else { return };
    let number = library.directory.find(&id).map(|entry| entry.number);
    if let Some(at) = state.find.hits().iter().position(|hit| Some(hit.entry) == number) {
        state.find.selected = at;
    }
}

/// The number that an entry has in another directory.
fn renumbered(before: &Directory, after: &Directory, number: EntryNo) -> Option<EntryNo> {
    let entry = before.entry(number)?;
    after.find(&entry.full_id()).or_else(|| after.find(entry.id())).map(|entry| entry.number)
}
