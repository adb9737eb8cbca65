//! What happens: an event changes the state and asks for effects. Nothing
//! else does; drawing changes nothing and effects come back as events.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tui_input::InputRequest;
use zeroize::Zeroizing;

use super::{
    action::Action,
    codes,
    handover::{Ask as HandingAsk, Told as Handed},
    keymap::{Chord, Key, Mode},
    lock::{self, Kept, Wipe},
    map, on_correct, on_desk, on_find, on_handover, on_list, on_read, on_shortlist, on_updates, replaced,
    shortlist::ShortlistScreen,
    state::{Library, Loading, Message, Palette, Screen, State},
    status,
    updates::{Ask, Told},
    updates_told,
};
use crate::{
    desk::Quality,
    i18n::I18n,
    search::{Outcome, Query},
    text::secret::Secret,
};

/// What comes in from outside.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted.
    Paste(String),
    /// The terminal has so many columns and rows now.
    Resize(u16, u16),
    /// Loading has come so far.
    Loading(Loading),
    /// The directory is in memory, with something to say about how it got
    /// there (a damaged store that was rebuilt).
    Loaded(Arc<Library>, Option<String>),
    /// A search has come back.
    Found(u64, Box<Outcome>),
    /// Something has come of what was asked about updates.
    Updates(Told),
    /// The directory has been judged: number of the question, and the answer.
    Judged(u64, Box<Quality>),
    /// Something has come of writing a file or of printing.
    HandedOver(Handed),
    /// A deadline has passed.
    Wake,
    /// Nobody has pressed a key for long, or the machine slept.
    Idle,
    /// The vault is open; this is what it keeps.
    VaultOpened(Kept),
    /// The passphrase was wrong, and it was waited long enough for that.
    VaultRefused,
    /// The vault cannot be used; why, in words.
    VaultBroken(String),
    /// Something could not be kept; why, in words.
    NotKept(String),
    /// Corrections are sealed: how many, and for whom. Else why not, for
    /// experts.
    Sealed(Result<(usize, String), String>),
}

/// What has to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Search, and come back with [`Event::Found`] of this generation.
    Search(u64, Query),
    /// Do something about updates, and come back with [`Event::Updates`].
    Updates(Ask),
    /// Judge the directory, and come back with [`Event::Judged`] of this
    /// number.
    Judge(u64),
    /// Write a file or print, and come back with [`Event::HandedOver`].
    HandOver(HandingAsk),
    /// Put this text on the clipboard.
    Copy(String),
    /// Put the program to sleep.
    Suspend,
    /// Leave the program.
    Quit,
    /// Leave at once and leave nothing on the screen.
    QuickExit,
    /// Clear the screen whole: what was there must not linger.
    Clear,
    /// Try to open the vault with these, one after the other, as one try; and
    /// come back with [`Event::VaultOpened`], [`Event::VaultRefused`] or
    /// [`Event::VaultBroken`].
    OpenVault(Vec<Secret>),
    /// Forget the key of the vault, once everything is kept.
    CloseVault,
    /// Keep this value in the vault under a name; `None` drops it. Nothing
    /// where there is no vault.
    Keep(&'static str, Option<Zeroizing<Vec<u8>>>),
    /// Seal corrections to the key of their publisher into a file, and come
    /// back with [`Event::Sealed`].
    Seal {
        /// The file, as typed.
        path: String,
        /// The corrections as bytes.
        plain: Zeroizing<Vec<u8>>,
        /// The publisher's key, in hex.
        key: String,
        /// The publisher's name.
        publisher: String,
        /// How many there are.
        count: usize,
    },
    /// Wipe what is on the disk and leave at once.
    Wipe(Wipe),
}

/// Two Esc within this time leave at once.
const DOUBLE_ESCAPE: SignedDuration = SignedDuration::from_millis(500);

/// Changes the state by one event at the instant `now`.
pub fn update(state: &mut State, event: Event, now: Timestamp) -> Vec<Effect> {
    state.now = now;
    if state.message.as_ref().is_some_and(|message| message.until.is_some_and(|until| until <= now)) {
        state.message = None;
    }
    let effects = match event {
        Event::Key(chord) => on_key(state, chord),
        Event::Paste(text) => on_paste(state, &text),
        Event::Resize(columns, rows) => {
            state.size = (columns, rows);
            on_read::lay_out_again(state);
            on_list::keep_in_view(state);
            Vec::new()
        }
        Event::Loading(loading) => {
            state.loading = loading;
            Vec::new()
        }
        // It came too late: what is locked has no directory.
        Event::Loaded(..) if state.locked && state.lock.settings.sealed => Vec::new(),
        Event::Loaded(library, notice) => on_loaded(state, &library, notice),
        Event::Found(generation, outcome) => on_find::found(state, generation, *outcome),
        Event::Updates(told) => updates_told::told(state, told),
        Event::Judged(asked, quality) => {
            on_desk::judged(state, asked, quality);
            Vec::new()
        }
        Event::HandedOver(told) => {
            on_handover::told(state, told);
            Vec::new()
        }
        Event::Wake => Vec::new(),
        Event::Idle if state.locked => Vec::new(),
        Event::Idle => lock::lock(state),
        Event::VaultOpened(kept) => lock::opened(state, &kept),
        Event::VaultRefused => {
            lock::refused(state);
            Vec::new()
        }
        Event::VaultBroken(why) => lock::broken(state, why),
        Event::NotKept(why) => {
            state.message = Some(Message { text: why, until: None });
            Vec::new()
        }
        Event::Sealed(outcome) => {
            let text = match outcome {
                Ok((count, publisher)) => {
                    state.i18n.with("corrections-sealed", &[("count", count.into()), ("publisher", publisher.into())])
                }
                Err(detail) => state.i18n.with("correct-not-sealed", &[("detail", detail.into())]),
            };
            state.message = Some(Message { text, until: None });
            Vec::new()
        }
    };
    on_list::refresh_preview(state);
    effects
}

fn on_loaded(state: &mut State, library: &Arc<Library>, notice: Option<String>) -> Vec<Effect> {
    let effects = replaced::replace(state, library);
    if let Some(text) = notice {
        state.message = Some(Message { text, until: None });
    }
    effects
}

fn on_key(state: &mut State, chord: Chord) -> Vec<Effect> {
    if lock::too_late(state) {
        return lock::lock(state);
    }
    // A warning has been seen once a key is pressed.
    if state.message.as_ref().is_some_and(|message| message.until.is_none()) {
        state.message = None;
    }
    if chord == Chord::plain(Key::Esc) {
        let before = state.last_escape.replace(state.now);
        if before.is_some_and(|before| state.now.duration_since(before) <= DOUBLE_ESCAPE) {
            return vec![Effect::QuickExit];
        }
    } else {
        state.last_escape = None;
    }
    // Another key takes back what still waits for results.
    state.find.pending = None;
    let mode = state.mode();
    match state.keymap.action(mode, chord, |condition| state.holds(condition)) {
        Some(action) => perform(state, mode, action),
        None if mode.types() => edit(state, chord),
        None if mode == Mode::Lock => {
            lock::on_key(state, chord);
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Does what an action says, in the mode in which its key was pressed.
pub(super) fn perform(state: &mut State, mode: Mode, action: Action) -> Vec<Effect> {
    if let Some(effects) = perform_anywhere(state, mode, action) {
        return effects;
    }
    match mode {
        Mode::Query | Mode::List | Mode::Filters => on_list::perform(state, action),
        Mode::Read | Mode::Inside => on_read::perform(state, action),
        Mode::Status | Mode::Help => {
            scroll(state, action);
            Vec::new()
        }
        Mode::Picker => super::on_picker::perform(state, action),
        Mode::Palette => super::on_palette::perform(state, action),
        Mode::Corrections => on_correct::on_list(state, action),
        Mode::Updates | Mode::Trust => on_updates::perform(state, action),
        Mode::Line => on_line(state, action),
        Mode::Shortlist => on_shortlist::perform(state, action),
        Mode::Desk => on_desk::perform(state, action),
        Mode::Handover => on_handover::perform(state, action),
        Mode::Codes => {
            codes::perform(state, action);
            Vec::new()
        }
        Mode::Map => map::perform(state, action),
        Mode::Lock => {
            if action == Action::Open {
                return lock::enter(state);
            }
            Vec::new()
        }
    }
}

/// Keys while a line is typed below or on a screen.
fn on_line(state: &mut State, action: Action) -> Vec<Effect> {
    match state.screens.last() {
        Some(Screen::Wording(_)) => on_correct::on_wording(state, action),
        Some(Screen::Corrections(_)) => on_correct::on_list(state, action),
        Some(Screen::Handover(_)) => on_handover::perform(state, action),
        _ => on_shortlist::perform(state, action),
    }
}

/// Actions that mean the same on every screen.
fn perform_anywhere(state: &mut State, mode: Mode, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Quit => vec![Effect::Quit],
        Action::QuickExit => vec![Effect::QuickExit],
        Action::Suspend => {
            // Whoever wakes the program may not be who put it to sleep.
            let mut effects = lock::lock(state);
            effects.push(Effect::Suspend);
            effects
        }
        Action::Lock => lock::lock(state),
        Action::Language => {
            state.i18n = I18n::new(state.i18n.next_language());
            state.text_language = None;
            on_read::lay_out_again(state);
            on_find::complete(state);
            state.say(state.i18n.text("language-now"));
            Vec::new()
        }
        Action::Theme => {
            state.theme = state.theme.next();
            state.say(state.i18n.text(&format!("theme-{}", state.theme.name())));
            Vec::new()
        }
        Action::Help if mode != Mode::Help => push(state, Screen::Help(0)),
        Action::Status if mode != Mode::Status => push(state, Screen::Status(0)),
        Action::Updates if !matches!(mode, Mode::Updates | Mode::Trust) => on_updates::open(state),
        Action::Desk if mode != Mode::Desk => on_desk::open(state),
        Action::Map if matches!(mode, Mode::Query | Mode::List | Mode::Filters) => map::open(state),
        Action::GoBack => on_updates::go_back(state),
        Action::HandOver if !matches!(mode, Mode::Handover | Mode::Line) => on_handover::open(state),
        Action::ToShortlist if !matches!(mode, Mode::Shortlist | Mode::Line) => {
            push(state, Screen::Shortlist(ShortlistScreen::default()))
        }
        Action::Correct if matches!(mode, Mode::Query | Mode::List | Mode::Filters | Mode::Read) => {
            on_correct::begin(state)
        }
        Action::Corrections if !matches!(mode, Mode::Corrections | Mode::Line) => on_correct::open(state),
        Action::Palette if mode != Mode::Palette => push(state, Screen::Palette(Palette::default())),
        Action::Back if matches!(mode, Mode::Read | Mode::Picker | Mode::Palette | Mode::Status | Mode::Help) => {
            state.screens.pop();
            Vec::new()
        }
        _ => return None,
    })
}

fn push(state: &mut State, screen: Screen) -> Vec<Effect> {
    state.screens.push(screen);
    Vec::new()
}

/// Scrolls the help or the status screen.
fn scroll(state: &mut State, action: Action) {
    let rows = state.body_rows();
    let total = match state.screens.last() {
        Some(Screen::Help(_)) => super::help::lines(state).len(),
        Some(Screen::Status(_)) => status::lines(state).len(),
        _ => return,
    };
    let last = total.saturating_sub(rows);
    if let Some(Screen::Help(at) | Screen::Status(at)) = state.screens.last_mut() {
        *at = moved(*at, action, rows, last);
    }
}

/// Where a position moves by an action, between 0 and `last`.
pub(super) fn moved(at: usize, action: Action, page: usize, last: usize) -> usize {
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at.saturating_add(1),
        Action::PageUp => at.saturating_sub(page),
        Action::PageDown => at.saturating_add(page),
        Action::First => 0,
        Action::Last => last,
        _ => at,
    };
    to.min(last)
}

/// What a key does to the text being typed.
fn edit_request(chord: Chord) -> Option<InputRequest> {
    if let Some(c) = chord.typed() {
        return Some(InputRequest::InsertChar(c));
    }
    Some(match (chord.key, chord.ctrl) {
        (Key::Backspace, false) => InputRequest::DeletePrevChar,
        (Key::Backspace | Key::Char('w'), true) => InputRequest::DeletePrevWord,
        (Key::Delete, _) | (Key::Char('d'), true) => InputRequest::DeleteNextChar,
        (Key::Left, false) => InputRequest::GoToPrevChar,
        (Key::Right, false) => InputRequest::GoToNextChar,
        (Key::Left, true) => InputRequest::GoToPrevWord,
        (Key::Right, true) => InputRequest::GoToNextWord,
        (Key::Char('a'), true) => InputRequest::GoToStart,
        (Key::Char('e'), true) => InputRequest::GoToEnd,
        (Key::Char('u'), true) => InputRequest::DeleteLine,
        _ => return None,
    })
}

fn edit(state: &mut State, chord: Chord) -> Vec<Effect> {
    match edit_request(chord) {
        Some(request) => insert(state, [request]),
        None => Vec::new(),
    }
}

fn on_paste(state: &mut State, text: &str) -> Vec<Effect> {
    if state.locked {
        lock::on_paste(state, text);
        return Vec::new();
    }
    if !state.mode().types() {
        return Vec::new();
    }
    // A pasted line break is a blank; control characters are nothing.
    let blank = |c: char| if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c };
    let typed: Vec<InputRequest> =
        text.chars().map(blank).filter(|c| !c.is_control()).take(MAX_PASTE).map(InputRequest::InsertChar).collect();
    insert(state, typed)
}

/// More pasted characters than this are cut: nobody searches for a page.
const MAX_PASTE: usize = 400;

/// Changes the text of whatever is being typed, and what follows from it.
fn insert(state: &mut State, requests: impl IntoIterator<Item = InputRequest>) -> Vec<Effect> {
    let input = match state.screens.last_mut() {
        None => &mut state.find.input,
        Some(Screen::Palette(palette)) => {
            palette.selected = 0;
            &mut palette.input
        }
        Some(Screen::Read(read)) => match &mut read.inside {
            Some(inside) => inside,
            None => return Vec::new(),
        },
        Some(Screen::Wording(wording)) => &mut wording.input,
        Some(Screen::Corrections(noted)) => match &mut noted.path {
            Some(path) => path,
            None => return Vec::new(),
        },
        Some(Screen::Updates) => match &mut state.updates.typing {
            Some(typing) => {
                state.updates.wrong_words = false;
                typing
            }
            None => return Vec::new(),
        },
        Some(Screen::Handover(handover)) => match &mut handover.typing {
            Some(line) => &mut line.input,
            None => return Vec::new(),
        },
        Some(Screen::Shortlist(screen)) => match &mut screen.typing {
            Some((_, input)) => input,
            None => return Vec::new(),
        },
        Some(_) => return Vec::new(),
    };
    let before = input.value().to_owned();
    for request in requests {
        input.handle(request);
    }
    let changed = input.value() != before;
    match state.screens.last() {
        None if changed => on_find::typed(state),
        None => {
            on_find::complete(state);
            Vec::new()
        }
        Some(Screen::Read(_)) => {
            on_read::typed_inside(state);
            Vec::new()
        }
        Some(_) => Vec::new(),
    }
}
