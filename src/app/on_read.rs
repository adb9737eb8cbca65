//! Reading an entry: opening, moving, copying, finding inside.

use super::{
    action::Action,
    keymap::Mode,
    page::Page,
    picker::{Choice, Pick, Picker},
    read::Read,
    state::{Screen, State},
    update::Effect,
};
use crate::{
    directory::{Entry, EntryNo},
    handout,
    sheet::{self, Sheet, currency},
};

/// Opens an entry on top of what is there.
pub(super) fn open(state: &mut State, entry: EntryNo) {
    let Some(page) = page(state, entry, false) else { return };
    remember(state, entry);
    state.screens.push(Screen::Read(Box::new(Read {
        entry,
        page,
        revealed: false,
        scroll: 0,
        inside: None,
        found: String::new(),
    })));
}

/// Remembers for this session that an entry was read: what an update changes
/// of it will be said.
fn remember(state: &mut State, entry: EntryNo) {
    let entry = state.library.as_ref().and_then(|library| library.directory.entry(entry));
    let Some(id) = entry.map(|entry| entry.full_id()) else { return };
    state.recent.retain(|other| *other != id);
    state.recent.push(id);
    let too_many = state.recent.len().saturating_sub(MOST_RECENT);
    state.recent.drain(..too_many);
}

/// So many entries are remembered as read.
const MOST_RECENT: usize = 100;

/// The sheet of an entry in the languages in use. What is withheld is on it
/// only where it was asked for.
pub(super) fn sheet_of(state: &State, entry: EntryNo, revealed: bool) -> Option<Sheet> {
    let library = state.library.as_ref()?;
    let entry = library.directory.entry(entry)?;
    let context = state.context();
    let sheet = sheet::sheet(&library.directory, &entry, &context);
    if revealed || !currency::is_withheld(&entry, state.now) {
        return Some(sheet);
    }
    let key = state.keymap.keys(Mode::Read, Action::Reveal).next().map(|key| key.to_string());
    Some(currency::withhold(sheet, &key.unwrap_or_default(), &context))
}

fn page(state: &State, entry: EntryNo, revealed: bool) -> Option<Page> {
    // A column on either side stays free.
    Some(Page::new(&sheet_of(state, entry, revealed)?, state.size.0.saturating_sub(2)))
}

/// True when the screen on top withholds something, since it is much too old.
pub(super) fn withholds(state: &State) -> bool {
    match state.screens.last() {
        Some(Screen::Read(_)) => is_withheld_here(state),
        Some(Screen::Handover(handover)) => handover.withheld,
        _ => false,
    }
}

/// True when what leads to the entry on which the screen stands is withheld.
fn is_withheld_here(state: &State) -> bool {
    let revealed = matches!(state.screens.last(), Some(Screen::Read(read)) if read.revealed);
    let entry = state.library.as_ref().zip(state.current_entry());
    let entry = entry.and_then(|(library, number)| library.directory.entry(number));
    !revealed && entry.is_some_and(|entry| currency::is_withheld(&entry, state.now))
}

/// Lays out every open entry anew: the width or a language has changed.
pub(super) fn lay_out_again(state: &mut State) {
    let rows = state.read_rows();
    let mut screens = std::mem::take(&mut state.screens);
    for screen in &mut screens {
        if let Screen::Read(read) = screen {
            if let Some(page) = page(state, read.entry, read.revealed) {
                read.page = page;
            }
            read.scroll_by(0, rows);
        }
    }
    state.screens = screens;
}

/// The Read on top of the screens.
fn top(state: &mut State) -> Option<&mut Read> {
    match state.screens.last_mut() {
        Some(Screen::Read(read)) => Some(read),
        _ => None,
    }
}

/// Does what an action says in Read.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    let rows = state.read_rows();
    match action {
        Action::NextEntry | Action::PreviousEntry => next_entry(state, action == Action::NextEntry),
        Action::Copy | Action::CopyAll => return copy(state, action),
        Action::Shortlist => return super::on_shortlist::toggle(state),
        Action::Codes => return codes(state),
        Action::Related => related(state),
        Action::Reveal => {
            if let Some(read) = top(state) {
                read.revealed = true;
            }
            lay_out_again(state);
        }
        Action::TextLanguage => next_text_language(state),
        _ => {
            let Some(read) = top(state) else { return Vec::new() };
            let page = isize::try_from(rows.saturating_sub(1)).unwrap_or(1);
            match action {
                Action::Up => read.scroll_by(-1, rows),
                Action::Down => read.scroll_by(1, rows),
                Action::PageUp => read.scroll_by(-page, rows),
                Action::PageDown => read.scroll_by(page, rows),
                Action::First => read.scroll = 0,
                Action::Last => read.scroll_by(isize::MAX, rows),
                Action::NextSection | Action::PreviousSection => {
                    read.jump_section(action == Action::NextSection, rows);
                }
                Action::FindInside => read.inside = Some(tui_input::Input::new(read.found.clone())),
                Action::FindNext => find_next(state),
                Action::Back => read.inside = None,
                _ => {}
            }
        }
    }
    Vec::new()
}

/// The words typed inside have changed: go to where they stand first.
pub(super) fn typed_inside(state: &mut State) {
    let rows = state.read_rows();
    let Some(read) = top(state) else { return };
    if let Some(inside) = &read.inside {
        inside.value().clone_into(&mut read.found);
    }
    let from = read.scroll;
    read.find_next(rows, from);
}

/// Goes to the next place of the words. Enter also ends the typing.
fn find_next(state: &mut State) {
    let rows = state.read_rows();
    let Some(read) = top(state) else { return };
    let typing = read.inside.take().is_some();
    // While typing, the first place is on the screen already.
    let from = if typing { read.scroll } else { read.scroll + 2 };
    let words = read.found.clone();
    if !words.is_empty() && !read.find_next(rows, from) {
        let text = state.i18n.with("read-not-inside", &[("words", words.into())]);
        state.say(text);
    }
}

/// Goes through the results without going back to them.
fn next_entry(state: &mut State, forward: bool) {
    let last = state.find.hits().len().saturating_sub(1);
    let at = if forward { state.find.selected + 1 } else { state.find.selected.wrapping_sub(1) };
    let Some(entry) = state.find.hits().get(at).map(|hit| hit.entry) else {
        state.say(state.i18n.text(if forward { "read-last" } else { "read-first" }));
        return;
    };
    state.find.selected = at.min(last);
    super::on_list::keep_in_view(state);
    state.screens.pop();
    open(state, entry);
}

/// Reads the entry in the next language it has.
fn next_text_language(state: &mut State) {
    let Some(library) = state.library.clone() else { return };
    let Some(entry) = state.current_entry().and_then(|number| library.directory.entry(number)) else { return };
    let languages = sheet::text_languages(&entry);
    let current = state.context().text_language.to_owned();
    let at = languages.iter().position(|tag| tag.primary() == current);
    let next = at.map_or(0, |at| (at + 1) % languages.len().max(1));
    let (text, tag) = match languages.get(next) {
        Some(tag) if languages.len() > 1 || at.is_none() => {
            let name = crate::text::names::languages().name(tag.primary(), state.i18n.language()).to_owned();
            (state.i18n.with("read-text-language", &[("language", name.into())]), Some(tag.clone()))
        }
        _ => (state.i18n.text("read-one-language"), state.text_language.clone()),
    };
    state.text_language = tag;
    state.say(text);
    lay_out_again(state);
}

/// Copies: the whole entry, or a choice of what is worth copying.
pub(super) fn copy(state: &mut State, action: Action) -> Vec<Effect> {
    let revealed = matches!(state.screens.last(), Some(Screen::Read(read)) if read.revealed);
    let sheet = state.current_entry().and_then(|entry| sheet_of(state, entry, revealed));
    let Some(sheet) = sheet else { return Vec::new() };
    let whole = sheet::plain(&sheet);
    if action == Action::CopyAll {
        return copied(state, whole);
    }
    let lines = sheet.sections.iter().flat_map(|section| &section.lines);
    let mut choices: Vec<Choice> = lines
        .filter_map(|line| line.copy.clone())
        .map(|text| Choice { label: text.clone(), pick: Pick::Copy(text) })
        .collect();
    choices.dedup();
    choices.push(Choice { label: state.i18n.text("copy-whole-entry"), pick: Pick::Copy(whole) });
    state.screens.push(Screen::Picker(Picker { title: "copy-title", choices, selected: 0 }));
    Vec::new()
}

/// Offers what a phone can take of the entry: numbers, web pages, the contact.
pub(super) fn codes(state: &mut State) -> Vec<Effect> {
    let Some(library) = state.library.clone() else { return Vec::new() };
    let Some(entry) = state.current_entry().and_then(|number| library.directory.entry(number)) else {
        return Vec::new();
    };
    if is_withheld_here(state) {
        let key = state.keymap.keys(Mode::Read, Action::Reveal).next().map(|key| key.to_string());
        state.say(state.i18n.with("currency-withheld", &[("key", key.unwrap_or_default().into())]));
        return Vec::new();
    }
    let codes = handout::codes::of_entry(&entry, &state.context()).into_iter();
    let choices: Vec<Choice> = codes.map(|code| super::codes::choice(&state.i18n, code)).collect();
    state.screens.push(Screen::Picker(Picker { title: "codes-title", choices, selected: 0 }));
    Vec::new()
}

/// Hands text to the clipboard and says so.
pub(super) fn copied(state: &mut State, text: String) -> Vec<Effect> {
    let first = text.lines().next().unwrap_or_default();
    let shown = crate::text::wrap::shorten(first, 40);
    state.say(state.i18n.with("copied", &[("what", shown.into())]));
    vec![Effect::Copy(text)]
}

/// Offers the organisation's services, or the service's organisation and its
/// other services.
fn related(state: &mut State) {
    let Some(library) = state.library.clone() else { return };
    let directory = &library.directory;
    let Some(entry) = state.current_entry().and_then(|number| directory.entry(number)) else { return };
    let language = state.context().text_language.to_owned();
    let choice = |other: Entry<'_>| Choice {
        label: other.name().read(&language).value.to_owned(),
        pick: Pick::Read(other.number),
    };
    let others = directory.organization_of(&entry).into_iter().chain(directory.services_of(&entry));
    let choices: Vec<Choice> = others.filter(|other| other.number != entry.number).map(choice).collect();
    if choices.is_empty() {
        state.say(state.i18n.text("related-none"));
        return;
    }
    state.screens.push(Screen::Picker(Picker { title: "related-title", choices, selected: 0 }));
}
