//! The help: made from the keymap, so that it cannot be wrong.

use super::{
    action::Action,
    keymap::{Chord, Mode},
    state::State,
};
use crate::text::wrap::wrap;

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The name of a part of the program.
    Heading(String),
    /// Keys and what they do.
    Keys {
        /// The keys, divided by blanks.
        keys: String,
        /// What they do.
        does: String,
    },
    /// A sentence.
    Text(String),
    /// Nothing.
    Blank,
}

/// Parts of the help, the modes whose keys each one lists.
const PARTS: [(&str, Mode); 14] = [
    ("help-query", Mode::Query),
    ("help-list", Mode::List),
    ("help-filters", Mode::Filters),
    ("help-map", Mode::Map),
    ("help-read", Mode::Read),
    ("help-shortlist", Mode::Shortlist),
    ("help-handover", Mode::Handover),
    ("help-codes", Mode::Codes),
    ("help-picker", Mode::Picker),
    ("help-palette", Mode::Palette),
    ("help-status", Mode::Status),
    ("help-updates", Mode::Updates),
    ("help-desk", Mode::Desk),
    ("help-corrections", Mode::Corrections),
];

/// Filters as they are typed, each with a message that explains it.
const FILTERS: [(&str, &str); 10] = [
    ("need:housing-shelter", "help-filter-need"),
    ("place:lyon", "help-filter-place"),
    ("near:lyon", "help-filter-near"),
    ("country:france", "help-filter-country"),
    ("lang:ru", "help-filter-lang"),
    ("open:now  open:tue-14:30", "help-filter-open"),
    ("access:walk-in", "help-filter-access"),
    ("for:migrants", "help-filter-for"),
    ("checked:90", "help-filter-checked"),
    ("publisher:NAME", "help-filter-publisher"),
];

/// Columns for the keys, on a screen `width` columns wide.
pub fn key_columns(width: u16) -> u16 {
    if width < NARROW { 2 } else { 26 }
}

/// Narrower than this, what keys do stands under them.
const NARROW: u16 = 60;

/// Every line of the help, each of which fits on one row of the screen.
pub fn lines(state: &State) -> Vec<HelpLine> {
    // A column on either side stays free.
    let width = state.size.0.saturating_sub(2);
    unbroken(state).into_iter().flat_map(|line| broken(line, width)).collect()
}

/// Breaks one line into as many as it needs.
fn broken(line: HelpLine, width: u16) -> Vec<HelpLine> {
    let columns = key_columns(width);
    match line {
        HelpLine::Text(text) => wrap(&text, usize::from(width)).into_iter().map(HelpLine::Text).collect(),
        HelpLine::Keys { keys, does } => {
            let mut does = wrap(&does, usize::from(width.saturating_sub(columns + 2))).into_iter();
            let first = if width < NARROW { String::new() } else { does.next().unwrap_or_default() };
            let rest = does.map(|does| HelpLine::Keys { keys: String::new(), does });
            std::iter::once(HelpLine::Keys { keys, does: first }).chain(rest).collect()
        }
        other => vec![other],
    }
}

/// The lines as they are meant.
fn unbroken(state: &State) -> Vec<HelpLine> {
    let i18n = &state.i18n;
    let mut lines = vec![HelpLine::Text(i18n.text("help-intro")), HelpLine::Blank];
    lines.push(HelpLine::Heading(i18n.text("help-everywhere")));
    let common: Vec<Action> = Action::ALL.iter().copied().filter(|action| is_common(state, *action)).collect();
    lines.extend(common.iter().map(|action| keys_line(state, Mode::List, *action)));
    for (heading, mode) in PARTS {
        let mut own: Vec<Action> = Vec::new();
        for action in state.keymap.rows(mode).filter_map(|row| row.action) {
            let first_of_many = !matches!(action, Action::OpenNth(n) if n != 1);
            if !common.contains(&action) && !own.contains(&action) && first_of_many {
                own.push(action);
            }
        }
        lines.push(HelpLine::Blank);
        lines.push(HelpLine::Heading(i18n.text(heading)));
        lines.extend(own.iter().map(|action| keys_line(state, mode, *action)));
    }
    lines.push(HelpLine::Blank);
    lines.push(HelpLine::Heading(i18n.text("help-words")));
    lines.push(HelpLine::Text(i18n.text("help-words-text")));
    lines.extend(FILTERS.map(|(typed, id)| HelpLine::Keys { keys: typed.to_owned(), does: i18n.text(id) }));
    lines
}

/// True when an action has the same keys wherever one can read or type.
fn is_common(state: &State, action: Action) -> bool {
    let keys = |mode| state.keymap.keys(mode, action).filter(|chord| chord.typed().is_none()).collect::<Vec<_>>();
    let first = keys(Mode::List);
    !first.is_empty() && PARTS.iter().all(|(_, mode)| first.iter().any(|chord| keys(*mode).contains(chord)))
}

fn keys_line(state: &State, mode: Mode, action: Action) -> HelpLine {
    let mut keys: Vec<Chord> = Vec::new();
    for chord in state.keymap.keys(mode, action) {
        if !keys.contains(&chord) {
            keys.push(chord);
        }
    }
    let mut keys = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ");
    if action == Action::OpenNth(1) {
        keys = keys.replace('1', "1…9");
    }
    HelpLine::Keys { keys, does: state.i18n.text(&action.message_id()) }
}
