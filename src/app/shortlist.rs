//! The screen of the shortlist: the entries, and below them what is said with
//! all of them.

use tui_input::Input;

use super::state::State;
use crate::handout::Step;

/// The state of the screen; the list itself is in [`State::shortlist`].
#[derive(Debug, Default)]
pub struct ShortlistScreen {
    /// Which of the [`places`] is selected.
    pub selected: usize,
    /// What is being typed, and for which place. Never written to disk.
    pub typing: Option<(Place, Input)>,
    /// True when the list is emptied at the next asking.
    pub emptying: bool,
}

/// Something on the screen that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The entry with this number in the list.
    Entry(usize),
    /// The note for the whole.
    Note,
    /// A step of the checklist.
    Step(Step),
    /// What to do next in own words.
    OwnStep,
}

/// Everything that can be selected, in the order of the screen.
pub fn places(state: &State) -> Vec<Place> {
    let entries = (0..state.shortlist.entries.len()).map(Place::Entry);
    let steps = Step::ALL.into_iter().map(Place::Step);
    entries.chain([Place::Note]).chain(steps).chain([Place::OwnStep]).collect()
}

/// What is selected.
pub fn selected(state: &State, screen: &ShortlistScreen) -> Option<Place> {
    places(state).get(screen.selected).copied()
}
