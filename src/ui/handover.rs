//! Handing over: the choices, and the handout as it will be read.

use ratatui::{layout::Rect, text::Span};

use super::{
    Parts,
    lines::{Canvas, MARKER, inset},
};
use crate::{
    app::{
        State,
        action::Action,
        handover::{Handover, Row},
        handover_page::{Room, room, row, text},
    },
    text::wrap::columns,
};

/// Columns of what the choices are called, at most.
const LABELS: usize = 24;

/// Draws the choices, and the text beside or under them.
pub(super) fn draw(state: &State, handover: &Handover, canvas: &mut Canvas<'_>, parts: Parts) {
    let title = Span::styled(state.i18n.text("handover-title"), canvas.look.strong);
    canvas.put(inset(parts.top, 1, 1), 0, vec![title]);
    canvas.rule(parts.rule, 0, Vec::new());
    let room = room(state, handover);
    let body = parts.body;
    if room.beside {
        let left = state.list_columns().min(body.width);
        choices(state, handover, canvas, Rect { width: left, ..body });
        reading(state, handover, canvas, inset(body, left + 2, 1), room);
        return;
    }
    let rows = if room.choices { Row::ALL.len() as u16 } else { 0 };
    if room.choices {
        choices(state, handover, canvas, body);
    }
    if room.choices && room.rows > 0 {
        let words = if handover.reading {
            vec![Span::styled(state.i18n.text("handover-reading"), canvas.look.accent)]
        } else {
            Vec::new()
        };
        canvas.rule(body, rows, words);
    }
    let above = if room.choices { rows + 1 } else { 0 };
    let below = Rect { y: body.y + above, height: body.height.saturating_sub(above), ..body };
    reading(state, handover, canvas, inset(below, 1, 1), room);
}

fn choices(state: &State, handover: &Handover, canvas: &mut Canvas<'_>, area: Rect) {
    let look = canvas.look;
    let rows = Row::ALL.map(|one| row(state, handover, one));
    let labels = rows.iter().map(|(label, _)| columns(label)).max().unwrap_or(0).min(LABELS) as u16;
    let first = super::lines::first_shown(handover.selected, usize::from(area.height), rows.len());
    for (line, (at, (label, value))) in (0..area.height).zip(rows.into_iter().enumerate().skip(first)) {
        let chosen = at == handover.selected;
        if chosen {
            canvas.put(area, line, vec![Span::styled(MARKER, look.accent)]);
        }
        let place = inset(area, 2, 1);
        canvas.put(Rect { width: labels.min(place.width), ..place }, line, vec![Span::styled(label, look.dim)]);
        let style = if chosen && !handover.reading { look.strong } else { look.base };
        canvas.put(inset(place, labels + 2, 0), line, vec![Span::styled(value, style)]);
    }
}

/// The text from where it is scrolled to.
fn reading(state: &State, handover: &Handover, canvas: &mut Canvas<'_>, area: Rect, room: Room) {
    let style = canvas.look.base;
    let lines = text(state, handover, room.columns);
    let rows = area.height.min(room.rows as u16);
    for (row, line) in (0..rows).zip(lines.into_iter().skip(handover.scroll)) {
        canvas.put_by_direction(area, row, vec![Span::styled(line, style)]);
    }
}

/// Which lines of the text are on the screen, when not all of them are.
pub(super) fn status_line(state: &State, handover: &Handover) -> String {
    let room = room(state, handover);
    let total = text(state, handover, room.columns).len();
    let scrolled = super::footer::scrolled(state, handover.scroll, room.rows, total).filter(|_| room.rows > 0);
    scrolled.unwrap_or_default()
}

/// What a key does here, in a word or two.
pub(super) fn footer_word(state: &State, handover: &Handover, action: Action) -> String {
    let other = match (action, Row::ALL.get(handover.selected)) {
        (Action::Open, Some(Row::When)) => "footer-type",
        (Action::Open, _) => "footer-next-choice",
        (Action::FocusNext, _) if handover.reading => "footer-choices",
        (Action::FocusNext, _) => "footer-text",
        (Action::Back, _) if handover.reading && room(state, handover).rows > 0 => "footer-choices",
        (action, _) => return action.footer_id(),
    };
    other.to_owned()
}
