//! Codes on the screen, for the camera of a phone.

use super::{
    action::Action,
    picker::{Choice, Pick},
    state::{Screen, State},
};
use crate::{
    handout::{
        Code, CodeKind,
        codes::{of_text, shorter_contacts},
        qr::{Matrix, capacity},
    },
    i18n::I18n,
};

/// The state of the screen.
#[derive(Debug)]
pub struct CodesScreen {
    /// What is shown.
    pub source: Source,
    /// Which code of several, from 0.
    pub at: usize,
    /// Dark and light changed round, for a terminal with a light ground and
    /// no colours.
    pub inverted: bool,
}

/// What codes are made of. How many there are depends on the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A number, an address or a contact.
    One(Code),
    /// A text of any length.
    Text(String),
}

/// Rows of the screen that are not the code: what it is, and the keys.
pub const AROUND: u16 = 2;
/// Modules of the light edge that may be missing above and below together
/// where rows are few: cameras find the code with the rest.
const SPARED: usize = 4;

/// The choice of a code in a picker.
pub fn choice(i18n: &I18n, code: Code) -> Choice {
    let label = format!("{}: {}", code.kind.name(i18n), code.caption);
    Choice { label, pick: Pick::Codes(Source::One(code)) }
}

/// Modules on the side of the largest code that the window has room for. A
/// row of characters shows two rows of modules.
fn side(state: &State) -> usize {
    usize::from(state.size.0).min(usize::from(state.size.1.saturating_sub(AROUND)) * 2 + SPARED)
}

/// The codes as the window has room for them; none where it has not.
pub fn fitting(state: &State, source: &Source) -> Vec<Code> {
    let side = side(state);
    let fits = |payload: &str| Matrix::on_screen(payload).is_some_and(|matrix| matrix.side() <= side);
    match source {
        Source::Text(text) => match capacity(side) {
            0 => Vec::new(),
            bytes => of_text(text, bytes),
        },
        Source::One(code) if code.kind == CodeKind::Card => {
            // Rather a contact without the address than none.
            let shorter = shorter_contacts(&code.payload).into_iter().find(|payload| fits(payload));
            shorter.map(|payload| Code { payload, ..code.clone() }).into_iter().collect()
        }
        Source::One(code) => Some(code.clone()).filter(|code| fits(&code.payload)).into_iter().collect(),
    }
}

/// Columns and rows of a window that has room for a code at all.
pub fn needed(source: &Source) -> (usize, usize) {
    let smallest = match source {
        Source::Text(_) => None,
        Source::One(code) => shorter_contacts(&code.payload).last().and_then(|payload| Matrix::on_screen(payload)),
    };
    let side = smallest.or_else(|| Matrix::on_screen("0")).map_or(0, |matrix| matrix.side());
    (side, side.saturating_sub(SPARED).div_ceil(2) + usize::from(AROUND))
}

/// Does what an action says on the screen.
pub(super) fn perform(state: &mut State, action: Action) {
    let Some(Screen::Codes(screen)) = state.screens.last() else { return };
    let last = fitting(state, &screen.source).len().saturating_sub(1);
    let Some(Screen::Codes(screen)) = state.screens.last_mut() else { return };
    screen.at = screen.at.min(last);
    match action {
        Action::NextChoice | Action::Open | Action::Down | Action::PageDown => screen.at = (screen.at + 1).min(last),
        Action::PreviousChoice | Action::Up | Action::PageUp => screen.at = screen.at.saturating_sub(1),
        Action::First => screen.at = 0,
        Action::Last => screen.at = last,
        Action::Invert => screen.inverted = !screen.inverted,
        Action::Back => {
            state.screens.pop();
        }
        _ => {}
    }
}
