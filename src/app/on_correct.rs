//! Saying what is not true: the field, what is true, how it is known.

use tui_input::Input;
use zeroize::Zeroizing;

use super::{
    action::Action,
    correct::{Noted, Wording, label},
    lock::Kept,
    picker::{Choice, Pick, Picker},
    state::{Screen, State},
    update::{Effect, moved},
};
use crate::directory::{
    Correction, HowKnown,
    correction::{self, Correctable, correctable},
};

/// Their name in the vault.
pub const KEPT_AS: &str = "corrections";

/// Asks what is wrong about the entry that is read or selected.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let Some(library) = state.library.clone() else { return Vec::new() };
    let entry = state.current_entry().and_then(|number| library.directory.entry(number));
    let Some(entry) = entry else {
        state.say(state.i18n.text("correct-no-entry"));
        return Vec::new();
    };
    let choice = |what: Correctable| Choice { label: label(&what, &state.i18n), pick: Pick::Correct(what) };
    let choices = correctable(&entry).into_iter().map(choice).collect();
    state.screens.push(Screen::Picker(Picker { title: "correct-which-field", choices, selected: 0 }));
    Vec::new()
}

/// What is wrong was chosen: write what is true, or say how it is known.
pub(super) fn field_chosen(state: &mut State, what: Correctable) {
    if !what.field.wants_text() {
        return ask_how(state, &what, "");
    }
    let Some(library) = state.library.clone() else { return };
    let entry = state.current_entry().and_then(|number| library.directory.entry(number));
    let Some(entry) = entry else { return };
    let name = entry.name().read(state.context().text_language).value.to_owned();
    // Mostly a letter or a digit is wrong.
    let input = Input::new(what.current.clone().unwrap_or_default());
    let id = entry.full_id();
    state.screens.push(Screen::Wording(Box::new(Wording { id, name, what, input })));
}

/// Keys while the words are typed.
pub(super) fn on_wording(state: &mut State, action: Action) -> Vec<Effect> {
    match (action, state.screens.last()) {
        (Action::Back, _) => {
            state.screens.pop();
        }
        (Action::Open, Some(Screen::Wording(wording))) => {
            let text = wording.input.value().trim().to_owned();
            if text.is_empty() || wording.what.current.as_deref() == Some(text.as_str()) {
                state.say(state.i18n.text("correct-nothing-new"));
            } else {
                let what = wording.what.clone();
                ask_how(state, &what, &text);
            }
        }
        _ => {}
    }
    Vec::new()
}

fn ask_how(state: &mut State, what: &Correctable, text: &str) {
    let choice = |known: &HowKnown| Choice {
        label: state.i18n.text(&format!("known-{}", known.word())),
        pick: Pick::Known(Box::new((what.clone(), text.to_owned())), *known),
    };
    let choices = HowKnown::ALL.iter().map(choice).collect();
    state.screens.push(Screen::Picker(Picker { title: "correct-how-known", choices, selected: 0 }));
}

/// All is said: note it.
pub(super) fn noted(state: &mut State, what: Correctable, text: &str, known: HowKnown) -> Vec<Effect> {
    let mut id = None;
    if let Some(Screen::Wording(wording)) = state.screens.last() {
        id = Some(wording.id.clone());
        state.screens.pop();
    }
    let Some(library) = state.library.clone() else { return Vec::new() };
    let entry = match &id {
        // An update may have given it another number meanwhile.
        Some(id) => library.directory.find(id),
        None => state.current_entry().and_then(|number| library.directory.entry(number)),
    };
    let Some(entry) = entry else {
        state.say(state.i18n.text("correct-entry-gone"));
        return Vec::new();
    };
    let today = state.now.to_zoned_datetime(state.zone.clone()).date();
    state.corrections.push(correction::clean(Correction::of(&entry, what, text, known, today)));
    let key = state.keymap.keys(super::keymap::Mode::Read, Action::Corrections).next();
    let said = if state.lock.settings.guarded { "correct-noted" } else { "correct-noted-in-memory" };
    state.say(state.i18n.with(said, &[("key", key.map(|key| key.to_string()).unwrap_or_default().into())]));
    keep(state)
}

/// Keeps what was noted where there is a vault.
fn keep(state: &State) -> Vec<Effect> {
    let all = &state.corrections;
    let bytes = (!all.is_empty()).then(|| Zeroizing::new(correction::write(all)));
    vec![Effect::Keep(KEPT_AS, bytes)]
}

/// Takes back what the vault kept.
pub(super) fn take_back(state: &mut State, kept: &Kept) {
    let kept = kept.iter().find(|(name, _)| name == KEPT_AS);
    if let Some(Ok(corrections)) = kept.map(|(_, bytes)| correction::read(bytes)) {
        state.corrections = corrections;
    }
}

/// Opens the list of what was noted.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Corrections(Noted::default()));
    Vec::new()
}

/// Keys in the list of what was noted.
pub(super) fn on_list(state: &mut State, action: Action) -> Vec<Effect> {
    let rows = state.body_rows();
    let count = state.corrections.len();
    let Some(Screen::Corrections(list)) = state.screens.last_mut() else { return Vec::new() };
    if list.path.is_some() {
        return on_path(state, action);
    }
    match action {
        Action::Back => {
            state.screens.pop();
        }
        Action::Remove if count > 0 => {
            state.corrections.remove(list.selected.min(count - 1));
            list.selected = list.selected.min(count.saturating_sub(2));
            return keep(state);
        }
        Action::Seal if count > 0 => list.path = Some(Input::default()),
        Action::Open => return read(state),
        action => list.selected = moved(list.selected, action, rows, count.saturating_sub(1)),
    }
    Vec::new()
}

/// Reads the entry that is corrected.
fn read(state: &mut State) -> Vec<Effect> {
    let Some(library) = state.library.clone() else { return Vec::new() };
    let entry = selected(state).and_then(|correction| library.directory.find(&correction.id));
    match entry {
        Some(entry) => super::on_read::open(state, entry.number),
        None => state.say(state.i18n.text("correct-entry-gone")),
    }
    Vec::new()
}

/// Keys while the file is named.
fn on_path(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Screen::Corrections(list)) = state.screens.last_mut() else { return Vec::new() };
    match action {
        Action::Back => list.path = None,
        Action::Open => {
            let path = list.path.take().map(|input| input.value().trim().to_owned()).unwrap_or_default();
            if path.is_empty() {
                return Vec::new();
            }
            return seal(state, path);
        }
        _ => {}
    }
    Vec::new()
}

/// Seals all that is for the publisher of the selected one.
fn seal(state: &mut State, path: String) -> Vec<Effect> {
    let Some(library) = state.library.clone() else { return Vec::new() };
    let Some(publisher) = selected(state).map(|correction| correction.publisher.clone()) else { return Vec::new() };
    let publication = library.directory.publications().find(|one| one.publisher == publisher);
    let name = publication.map_or_else(|| publisher.clone(), |publication| publication.name.clone());
    let Some(key) = publication.and_then(|publication| publication.corrections_key.clone()) else {
        state.say(state.i18n.with("correct-no-key", &[("publisher", name.into())]));
        return Vec::new();
    };
    let chosen: Vec<Correction> = state.corrections.iter().filter(|one| one.publisher == publisher).cloned().collect();
    let count = chosen.len();
    vec![Effect::Seal { path, plain: Zeroizing::new(correction::write(&chosen)), key, publisher: name, count }]
}

fn selected(state: &State) -> Option<&Correction> {
    match state.screens.last() {
        Some(Screen::Corrections(list)) => state.corrections.get(list.selected),
        _ => None,
    }
}
