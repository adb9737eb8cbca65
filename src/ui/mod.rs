//! Draws the state and changes nothing. What a screen says comes from `app`
//! and `sheet`; here it gets its place and its style.

mod codes;
mod correct;
mod desk;
mod filters;
mod find;
mod footer;
mod handover;
mod help;
mod input;
mod lines;
mod map;
mod palette;
mod picker;
mod preview;
mod read;
mod results;
mod shortlist;
mod start;
mod status;
mod theme;
mod updates;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use crate::{
    app::{
        Screen, State,
        state::{READ_CHROME, SMALLEST},
    },
    text::wrap::columns,
};
use lines::Canvas;
use theme::Look;

/// Draws the screen on top. Where something is typed, the terminal's own
/// cursor stands there; else there is none.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let area = frame.area();
    if state.locked {
        // As a shell that waits: not even the colours tell what runs here.
        let mut at = area.as_position();
        if state.lock.asking {
            let prompt = state.i18n.text("lock-prompt");
            at.x += (columns(&prompt) as u16 + 1).min(area.width.saturating_sub(1));
            frame.render_widget(prompt, area);
        }
        frame.set_cursor_position(at);
        return;
    }
    let look = Look::of(state.theme);
    let mut canvas = Canvas::new(frame.buffer_mut(), look, area);
    canvas.paint();
    let cursor = if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(state, &mut canvas);
        None
    } else {
        screen(state, &mut canvas, area)
    };
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

fn too_small(state: &State, canvas: &mut Canvas<'_>) {
    let needed = [("columns", u32::from(SMALLEST.0).into()), ("rows", u32::from(SMALLEST.1).into())];
    let text = state.i18n.with("ui-too-small", &needed);
    let area = canvas.area();
    canvas.paragraph(area, &text, canvas.look.base);
}

/// The parts of a screen from top to bottom: see `State::body_rows`.
#[derive(Debug, Clone, Copy)]
struct Parts {
    /// The first line: the query, or the name of the screen.
    top: Rect,
    /// The line under it.
    rule: Rect,
    /// What the screen is about.
    body: Rect,
}

/// Draws everything; gives the place of the cursor where one is needed.
fn screen(state: &State, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    if let Some(Screen::Codes(codes)) = state.screens.last() {
        // Every row that is not the code makes it smaller.
        codes::draw(state, codes, canvas, area);
        return None;
    }
    let below = footer::draw(state, canvas, area);
    let row = |at: u16, rows: u16| Rect { y: area.y + at, height: rows, ..area };
    let rows = area.height.saturating_sub(READ_CHROME);
    let parts = Parts { top: row(0, 1), rule: row(1, 1), body: row(2, rows.saturating_sub(2)) };
    let typed = match state.screens.last() {
        None => find::draw(state, canvas, parts),
        Some(Screen::Read(read)) => {
            read::draw(state, read, canvas, row(0, rows));
            None
        }
        Some(Screen::Status(scroll)) => {
            status::draw(state, *scroll, canvas, parts);
            None
        }
        Some(Screen::Help(scroll)) => {
            help::draw(state, *scroll, canvas, parts);
            None
        }
        Some(Screen::Palette(palette)) => Some(palette::draw(state, palette, canvas, parts)),
        Some(Screen::Picker(picker)) => {
            picker::draw(state, picker, canvas, parts);
            None
        }
        Some(Screen::Desk) => {
            desk::draw(state, canvas, parts);
            None
        }
        Some(Screen::Wording(wording)) => Some(correct::wording(state, wording, canvas, parts)),
        Some(Screen::Corrections(noted)) => correct::list(state, noted, canvas, parts),
        Some(Screen::Map(map)) => {
            map::draw(state, *map, canvas, parts);
            None
        }
        Some(Screen::Updates) => {
            updates::draw(state, canvas, parts);
            None
        }
        Some(Screen::Handover(handover)) => {
            handover::draw(state, handover, canvas, parts);
            None
        }
        Some(Screen::Codes(_)) => None,
        Some(Screen::Shortlist(screen)) => {
            shortlist::draw(state, screen, canvas, parts);
            None
        }
    };
    below.or(typed)
}
