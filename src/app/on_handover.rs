//! Handing over: what keys do there, and what becomes of files and printers.

use tui_input::Input;

use super::{
    action::Action,
    codes::{CodesScreen, Source},
    handover::{Ask, Asked, Handover, Row, Told, Typing},
    handover_page,
    picker::{Choice, Pick, Picker},
    state::{Message, Screen, State},
    update::{Effect, moved},
};
use crate::{
    handout::{self, Format},
    i18n,
    search::{When, when},
    sheet::paper::Visit,
};

/// Opens the screen: for the entry on which one stands, or for the shortlist.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let on_list = matches!(state.screens.last(), Some(Screen::Shortlist(_)));
    let number = state.current_entry().filter(|_| !on_list);
    let library = state.library.clone();
    let entry = number.zip(library.as_ref()).and_then(|(number, library)| library.directory.entry(number));
    let entry = entry.map(|entry| entry.full_id());
    if entry.is_none() && state.shortlist.entries.is_empty() {
        state.say(state.i18n.text("handover-choose-first"));
        return Vec::new();
    }
    let mut handover = Handover::new(state, entry);
    // Whoever has asked for it already is not asked again.
    handover.revealed = matches!(state.screens.last(), Some(Screen::Read(read)) if read.revealed);
    handover.make(state);
    state.screens.push(Screen::Handover(Box::new(handover)));
    Vec::new()
}

/// The screen, if it is on top.
fn top(state: &mut State) -> Option<&mut Handover> {
    match state.screens.last_mut() {
        Some(Screen::Handover(handover)) => Some(handover),
        _ => None,
    }
}

/// Changes the screen on top and writes the handout anew.
fn change(state: &mut State, change: impl FnOnce(&State, &mut Handover)) {
    if !matches!(state.screens.last(), Some(Screen::Handover(_))) {
        return;
    }
    if let Some(Screen::Handover(mut handover)) = state.screens.pop() {
        change(state, &mut handover);
        handover.make(state);
        state.screens.push(Screen::Handover(handover));
    }
    scroll(state, Action::Back);
}

/// Writes every handout on the screens anew: the directory has changed.
pub(super) fn make_again(state: &mut State) {
    let mut screens = std::mem::take(&mut state.screens);
    for screen in &mut screens {
        if let Screen::Handover(handover) = screen {
            handover.make(state);
        }
    }
    state.screens = screens;
}

/// Does what an action says on the screen.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(handover) = top(state) else { return Vec::new() };
    if handover.typing.is_some() {
        return typing(state, action);
    }
    let reading = handover.reading;
    match action {
        Action::Back if reading => handover.reading = false,
        Action::Back => {
            state.screens.pop();
        }
        Action::FocusNext | Action::FocusPrevious => {
            handover.reading = !reading;
            scroll(state, Action::Back);
        }
        Action::PageUp | Action::PageDown => scroll(state, action),
        _ if reading && matches!(action, Action::Up | Action::Down | Action::First | Action::Last) => {
            scroll(state, action);
        }
        Action::Up | Action::Down | Action::First | Action::Last => {
            handover.selected = moved(handover.selected, action, 1, Row::ALL.len() - 1);
        }
        Action::Open => enter(state),
        Action::NextChoice | Action::PreviousChoice => choose(state, action == Action::NextChoice),
        Action::WriteFile => ask_for_file(state),
        Action::Print if handover.made.is_some() => return vec![Effect::HandOver(Ask::Printers)],
        Action::Copy => copy(state),
        Action::Codes => codes(state),
        Action::Reveal => change(state, |_, handover| handover.revealed = true),
        _ => {}
    }
    Vec::new()
}

/// Scrolls the text; by nothing, it only comes back to where there is some.
fn scroll(state: &mut State, action: Action) {
    let Some(Screen::Handover(handover)) = state.screens.last() else { return };
    let room = handover_page::room(state, handover);
    let last = handover_page::text(state, handover, room.columns).len().saturating_sub(room.rows);
    if let Some(handover) = top(state) {
        handover.scroll = moved(handover.scroll, action, room.rows.saturating_sub(1), last);
    }
}

fn selected(state: &State) -> Option<Row> {
    match state.screens.last() {
        Some(Screen::Handover(handover)) => Row::ALL.get(handover.selected).copied(),
        _ => None,
    }
}

/// Enter on a row: the next choice, or something to type.
fn enter(state: &mut State) {
    match selected(state) {
        Some(Row::When) => {
            if let Some(handover) = top(state) {
                let input = Input::default();
                handover.typing = Some(Typing { asked: Asked::When, input, label: "handover-type-when" });
            }
        }
        _ => choose(state, true),
    }
}

/// The next or the previous choice of the selected row.
fn choose(state: &mut State, forward: bool) {
    let Some(row) = selected(state) else { return };
    change(state, |state, handover| match row {
        Row::What => {
            let whats = handover.whats(state);
            if let Some(what) = beside(&whats, &handover.what, forward) {
                // Something else may be too old as well.
                handover.revealed &= what == handover.what;
                handover.what = what;
            }
        }
        Row::Language => {
            handover.language = beside(i18n::on_paper(), &handover.language, forward).unwrap_or(handover.language);
        }
        Row::Letters => {
            let form = handover.form;
            let sizes = [(false, false), (true, false), (false, true)];
            if let Some((large, pocket)) = beside(&sizes, &(form.large, form.pocket), forward) {
                (handover.form.large, handover.form.pocket) = (large, pocket);
            }
        }
        Row::Discreet => handover.form.discreet = !handover.form.discreet,
        Row::When => handover.visit = None,
        Row::From => {
            let starts: Vec<Option<usize>> =
                std::iter::once(None).chain((0..handover.starts.len()).map(Some)).collect();
            handover.start = beside(&starts, &handover.start, forward).flatten();
        }
    });
}

/// The choice after or before the one that is made, round and round.
fn beside<T: Clone + PartialEq>(all: &[T], one: &T, forward: bool) -> Option<T> {
    let at = all.iter().position(|other| other == one).unwrap_or(0);
    let to = if forward { at + 1 } else { at + all.len().saturating_sub(1) };
    all.get(to.checked_rem(all.len())?).cloned()
}

/// Keys while a line is typed.
fn typing(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(handover) = top(state) else { return Vec::new() };
    if action == Action::Back {
        handover.typing = None;
        return Vec::new();
    }
    let Some(line) = handover.typing.as_ref().filter(|_| action == Action::Open) else { return Vec::new() };
    let typed = line.input.value().trim().to_owned();
    match line.asked {
        Asked::When => typed_when(state, &typed),
        Asked::File => return typed_file(state, typed),
    }
    Vec::new()
}

/// Takes the moment that was typed; nothing typed is any time.
fn typed_when(state: &mut State, typed: &str) {
    let visit = match when(typed) {
        Some(When::At { day, time }) => Some(Visit { day, time }),
        Some(When::Now) => None,
        None if typed.is_empty() => None,
        None => {
            if let Some(line) = top(state).and_then(|handover| handover.typing.as_mut()) {
                line.label = "handover-type-when-again";
            }
            return;
        }
    };
    change(state, |_, handover| {
        handover.typing = None;
        handover.visit = visit;
    });
}

/// The name that is offered for a file: it says nothing of anybody.
const FILE: &str = "handout.html";

fn ask_for_file(state: &mut State) {
    let Some(handover) = top(state).filter(|handover| handover.made.is_some()) else { return };
    handover.exists = None;
    handover.typing =
        Some(Typing { asked: Asked::File, input: Input::new(FILE.to_owned()), label: "handover-type-file" });
}

fn typed_file(state: &mut State, path: String) -> Vec<Effect> {
    let Some(handover) = top(state) else { return Vec::new() };
    let text = handover.made.as_ref().zip(Format::of_name(&path)).map(|(made, format)| format.write(made));
    let Some(text) = text else {
        if let Some(line) = &mut handover.typing {
            line.label = "handover-type-file-ending";
        }
        return Vec::new();
    };
    handover.typing = None;
    let over = handover.exists.take().is_some_and(|exists| exists == path);
    vec![Effect::HandOver(Ask::Save { path, text, over })]
}

/// Offers the text for the clipboard.
fn copy(state: &mut State) {
    let Some(Screen::Handover(handover)) = state.screens.last() else { return };
    let Some(made) = &handover.made else { return };
    let choice = |label: String, text: String| Choice { label, pick: Pick::Copy(text) };
    let choices = vec![
        choice(state.i18n.text("handover-copy-message"), handout::compact(made)),
        choice(state.i18n.text("handover-copy-text"), handover.text.clone()),
        choice(state.i18n.text("handover-copy-markdown"), handout::markdown(made)),
    ];
    state.screens.push(Screen::Picker(Picker { title: "copy-title", choices, selected: 0 }));
}

/// Offers codes: the whole text, and what a phone takes of each entry.
fn codes(state: &mut State) {
    let Some(Screen::Handover(handover)) = state.screens.last() else { return };
    let Some(made) = &handover.made else { return };
    let whole =
        Choice { label: state.i18n.text("handout-code-text"), pick: Pick::Codes(Source::Text(handout::compact(made))) };
    let (i18n, many) = (&state.i18n, made.cards.len() > 1);
    let named = made.cards.iter().enumerate().flat_map(|(at, card)| {
        let offered = if handover.form.discreet { &card.codes } else { &card.on_phone };
        offered.iter().map(move |code| {
            let choice = super::codes::choice(i18n, code.clone());
            let label = if many { format!("{}. {}", at + 1, choice.label) } else { choice.label };
            Choice { label, ..choice }
        })
    });
    let choices = std::iter::once(whole).chain(named).collect();
    state.screens.push(Screen::Picker(Picker { title: "codes-title", choices, selected: 0 }));
}

/// Shows codes.
pub(super) fn show_codes(state: &mut State, source: Source) {
    state.screens.push(Screen::Codes(CodesScreen { source, at: 0, inverted: false }));
}

/// Prints on a printer that was chosen.
pub(super) fn print(state: &mut State, printer: String) -> Vec<Effect> {
    let Some(handover) = top(state) else { return Vec::new() };
    let (text, large) = (handover.text.clone(), handover.form.large);
    vec![Effect::HandOver(Ask::Print { printer, text, large })]
}

/// Something has come of what was asked for outside.
pub(super) fn told(state: &mut State, told: Told) {
    if state.locked {
        // The name of a file is not for whoever unlocks.
        return;
    }
    let i18n = &state.i18n;
    match told {
        Told::Saved(path) => state.say(i18n.with("handover-saved", &[("path", path.into())])),
        Told::Exists(path) => exists(state, path),
        Told::NotSaved { path, why } => {
            let text = i18n.with("handover-not-saved", &[("path", path.into()), ("detail", why.into())]);
            warn(state, text);
        }
        Told::Printers { names, usual } => choose_printer(state, names, usual.as_deref()),
        Told::Printed(printer) => state.say(i18n.with("handout-printed", &[("printer", printer.into())])),
        Told::NotPrinted(why) => {
            let detail = why.unwrap_or_else(|| i18n.text("printers-no-program"));
            let text = i18n.with("handover-not-printed", &[("detail", detail.into())]);
            warn(state, text);
        }
    }
}

fn warn(state: &mut State, text: String) {
    state.message = Some(Message { text, until: None });
}

/// The file is there already: asks again, with its name.
fn exists(state: &mut State, path: String) {
    let Some(handover) = top(state) else { return };
    let input = Input::new(path.clone());
    handover.typing = Some(Typing { asked: Asked::File, input, label: "handover-type-file-exists" });
    handover.exists = Some(path);
}

/// Lets the printer be chosen; the usual one is first.
fn choose_printer(state: &mut State, mut names: Vec<String>, usual: Option<&str>) {
    if top(state).is_none() {
        return;
    }
    if names.is_empty() {
        let detail = state.i18n.text("printers-none");
        let text = state.i18n.with("handover-not-printed", &[("detail", detail.into())]);
        warn(state, text);
        return;
    }
    names.sort_by_key(|name| usual != Some(name.as_str()));
    let label = |name: &String| match usual {
        Some(usual) if usual == name => state.i18n.with("handover-usual-printer", &[("printer", name.into())]),
        _ => name.clone(),
    };
    let choices = names.iter().map(|name| Choice { label: label(name), pick: Pick::Print(name.clone()) }).collect();
    state.screens.push(Screen::Picker(Picker { title: "handover-which-printer", choices, selected: 0 }));
}
