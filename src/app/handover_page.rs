//! What the screen for handing over says: the choices, and the text.

use super::{
    action::Action,
    handover::{Handover, Row, What, start},
    keymap::Mode,
    state::State,
};
use crate::{
    sheet::phrases,
    text::{
        names,
        wrap::{columns, wrap},
    },
};

/// Fewer rows than these are no text to read.
const LEAST_TEXT: usize = 5;

/// What a row is called, and what is chosen.
pub fn row(state: &State, handover: &Handover, row: Row) -> (String, String) {
    let i18n = &state.i18n;
    let yes = |is| i18n.text(if is { "handover-yes" } else { "handover-no" });
    match row {
        Row::What => (i18n.text("handover-what"), what(state, &handover.what)),
        Row::Language => (i18n.text("handover-language"), language(state, handover.language)),
        Row::Letters => {
            let form = handover.form;
            let id = if form.large {
                "handover-large"
            } else if form.pocket {
                "handover-pocket"
            } else {
                "handover-usual"
            };
            (i18n.text("handover-letters"), i18n.text(id))
        }
        Row::Discreet => (i18n.text("handover-discreet"), yes(handover.form.discreet)),
        Row::When => {
            let when = handover.visit.map(|visit| phrases::moment_of_week(i18n, visit.day, visit.time));
            (i18n.text("handover-when"), when.unwrap_or_else(|| i18n.text("handover-any-time")))
        }
        Row::From => (i18n.text("handover-from"), from(state, handover)),
    }
}

fn what(state: &State, what: &What) -> String {
    match what {
        What::Shortlist => state.i18n.with("handover-shortlist", &[("count", state.shortlist.entries.len().into())]),
        What::Entry(id) => {
            let directory = state.library.as_ref().map(|library| &library.directory);
            let entry = directory.and_then(|directory| directory.find(id));
            entry.map_or_else(|| id.clone(), |entry| crate::sheet::row(&entry, &state.context()).name)
        }
    }
}

/// "français (French)": for whoever reads it, and for the worker.
fn language(state: &State, tag: &str) -> String {
    let own = names::languages().name(tag, tag);
    let ours = names::languages().name(tag, state.i18n.language());
    if own == ours { own.to_owned() } else { format!("{own} ({ours})") }
}

fn from(state: &State, handover: &Handover) -> String {
    let directory = state.library.as_ref().map(|library| &library.directory);
    let chosen = handover.start.and_then(|at| start(directory?, handover.starts.get(at)?, &state.context()));
    match chosen {
        Some(start) => start.name,
        None if handover.starts.is_empty() => state.i18n.text("handover-no-start"),
        None => state.i18n.text("handover-not-said"),
    }
}

/// The text in lines of at most `width` columns.
pub fn text(state: &State, handover: &Handover, width: usize) -> Vec<String> {
    if handover.withheld {
        let key = state.keymap.keys(Mode::Handover, Action::Reveal).next().map(|key| key.to_string());
        return wrap(&state.i18n.with("handover-withheld", &[("key", key.unwrap_or_default().into())]), width);
    }
    if handover.made.is_none() {
        return wrap(&state.i18n.text("handover-nothing"), width);
    }
    let lines = handover.text.lines();
    lines.flat_map(|line| if columns(line) <= width { vec![line.to_owned()] } else { wrap(line, width) }).collect()
}

/// Columns and rows of the text, and whether it stands beside the choices.
/// Without room for both, there is only one of them.
pub fn room(state: &State, handover: &Handover) -> Room {
    let body = state.body_rows();
    let all = usize::from(state.size.0.saturating_sub(2));
    if state.side_by_side() {
        return Room { columns: usize::from(state.preview_columns()), rows: body, choices: true, beside: true };
    }
    let left = body.saturating_sub(Row::ALL.len() + 1);
    if left >= LEAST_TEXT {
        return Room { columns: all, rows: left, choices: true, beside: false };
    }
    let rows = if handover.reading { body } else { 0 };
    Room { columns: all, rows, choices: !handover.reading, beside: false }
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Columns of the text.
    pub columns: usize,
    /// Rows of the text; 0 when it is not on the screen.
    pub rows: usize,
    /// The choices are on the screen.
    pub choices: bool,
    /// The text stands beside the choices, not under them.
    pub beside: bool,
}
