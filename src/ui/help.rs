//! The help.

use ratatui::{layout::Rect, text::Span};

use super::{
    Parts,
    lines::{Canvas, inset},
};
use crate::app::{
    State,
    help::{HelpLine, key_columns, lines},
};

/// Draws the lines from `scroll` on.
pub(super) fn draw(state: &State, scroll: usize, canvas: &mut Canvas<'_>, parts: Parts) {
    let look = canvas.look;
    canvas.put(inset(parts.top, 1, 1), 0, vec![Span::styled(state.i18n.text("help-title"), look.strong)]);
    canvas.rule(parts.rule, 0, Vec::new());
    let area = inset(parts.body, 1, 1);
    for (row, line) in (0..area.height).zip(lines(state).into_iter().skip(scroll)) {
        match line {
            HelpLine::Heading(text) => canvas.put(area, row, vec![Span::styled(text, look.strong)]),
            HelpLine::Text(text) => canvas.put(area, row, vec![Span::styled(text, look.base)]),
            HelpLine::Keys { keys, does } => {
                let width = key_columns(area.width);
                // Alone on its line, a long key may go on to the end.
                let room = if does.is_empty() { area } else { Rect { width, ..area } };
                canvas.put(room, row, vec![Span::styled(keys, look.accent)]);
                canvas.put(inset(area, width + 2, 0), row, vec![Span::styled(does, look.base)]);
            }
            HelpLine::Blank => {}
        }
    }
}
