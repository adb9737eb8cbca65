//! The palette: every action by name, with its key.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use super::{
    action::Action,
    keymap::{Chord, Mode},
    state::{Screen, State},
    update::{self, Effect, moved},
};

/// An action as the palette lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it does.
    pub action: Action,
    /// In words.
    pub label: String,
    /// Its first key on the screen beneath the palette, or anywhere.
    pub key: Option<Chord>,
    /// True when it does something on the screen beneath.
    pub here: bool,
}

/// The actions that match what is typed: those of the screen beneath first.
pub fn listed(state: &State) -> Vec<Listed> {
    let typed = match state.screens.last() {
        Some(Screen::Palette(palette)) => palette.input.value().trim().to_lowercase(),
        _ => String::new(),
    };
    let beneath = beneath(state);
    let matcher = SkimMatcherV2::default();
    let mut found: Vec<(i64, Listed)> = Action::ALL
        .iter()
        .filter_map(|action| {
            let label = state.i18n.text(&action.message_id());
            // The name from the keymap file is understood too.
            let by = |text: &str| matcher.fuzzy_match(text, &typed);
            let score = if typed.is_empty() { 0 } else { by(&label.to_lowercase()).max(by(&action.name()))? };
            let own = state.keymap.keys(beneath, *action).next();
            let anywhere = || Mode::ALL.iter().find_map(|mode| state.keymap.keys(*mode, *action).next());
            Some((score, Listed { action: *action, label, key: own.or_else(anywhere), here: own.is_some() }))
        })
        .collect();
    found.sort_by_key(|(score, listed)| (std::cmp::Reverse(*score), !listed.here));
    found.into_iter().map(|(_, listed)| listed).collect()
}

/// The mode of the screen under the palette.
fn beneath(state: &State) -> Mode {
    match state.screens.iter().rev().find(|screen| !matches!(screen, Screen::Palette(_))) {
        None => state.find.focus.mode(),
        Some(Screen::Read(_)) => Mode::Read,
        Some(Screen::Status(_)) => Mode::Status,
        Some(Screen::Help(_)) => Mode::Help,
        Some(Screen::Picker(_)) => Mode::Picker,
        Some(Screen::Palette(_)) => Mode::Palette,
        Some(Screen::Wording(_)) => Mode::Line,
        Some(Screen::Corrections(_)) => Mode::Corrections,
        Some(Screen::Updates) => Mode::Updates,
        Some(Screen::Shortlist(_)) => Mode::Shortlist,
        Some(Screen::Desk) => Mode::Desk,
        Some(Screen::Handover(_)) => Mode::Handover,
        Some(Screen::Codes(_)) => Mode::Codes,
        Some(Screen::Map(_)) => Mode::Map,
    }
}

/// Does what an action says in the palette.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    let listed = listed(state);
    let rows = state.body_rows();
    let Some(Screen::Palette(palette)) = state.screens.last_mut() else { return Vec::new() };
    if action != Action::Open {
        palette.selected = moved(palette.selected, action, rows, listed.len().saturating_sub(1));
        return Vec::new();
    }
    let Some(chosen) = listed.get(palette.selected).cloned() else { return Vec::new() };
    state.screens.pop();
    if !chosen.here {
        let text = state.i18n.with("palette-not-here", &[("action", chosen.label.into())]);
        state.say(text);
        return Vec::new();
    }
    let mode = state.mode();
    update::perform(state, mode, chosen.action)
}
