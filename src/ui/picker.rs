//! A choice of a few things.

use ratatui::text::Span;

use super::{
    Parts,
    lines::{Canvas, MARKER, first_shown, inset},
};
use crate::app::{State, picker::Picker};

/// Draws the choices, the first nine with their number.
pub(super) fn draw(state: &State, picker: &Picker, canvas: &mut Canvas<'_>, parts: Parts) {
    let look = canvas.look;
    canvas.put(inset(parts.top, 1, 1), 0, vec![Span::styled(state.i18n.text(picker.title), look.strong)]);
    canvas.rule(parts.rule, 0, Vec::new());
    let area = parts.body;
    let first = first_shown(picker.selected, usize::from(area.height), picker.choices.len());
    for (row, (at, choice)) in (0..area.height).zip(picker.choices.iter().enumerate().skip(first)) {
        let selected = at == picker.selected;
        if selected {
            canvas.put(area, row, vec![Span::styled(MARKER, look.accent)]);
        }
        if at < 9 {
            canvas.put_at(area, row, 2, vec![Span::styled((at + 1).to_string(), look.dim)]);
        }
        let style = if selected { look.strong } else { look.base };
        // One line: an address in several lines is told by its first.
        let label = choice.label.lines().next().unwrap_or_default().to_owned();
        canvas.put(inset(area, 4, 1), row, vec![Span::styled(label, style)]);
    }
}
