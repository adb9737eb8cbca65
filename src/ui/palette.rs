//! The palette: every action by name, with its key.

use ratatui::{
    layout::{Position, Rect},
    text::Span,
};

use super::{
    Parts, input,
    lines::{Canvas, MARKER, first_shown, inset},
};
use crate::{
    app::{State, on_palette::listed, state::Palette},
    text::wrap::columns,
};

/// Draws what is typed and the actions that match; gives the cursor's place.
pub(super) fn draw(state: &State, palette: &Palette, canvas: &mut Canvas<'_>, parts: Parts) -> Position {
    let look = canvas.look;
    let top = inset(parts.top, 1, 1);
    let label = state.i18n.text("palette-title");
    let from = columns(&label) as u16 + 2;
    canvas.put(top, 0, vec![Span::styled(label, look.dim)]);
    let cursor = input::draw(canvas, inset(top, from, 0), &palette.input, &state.i18n.text("palette-placeholder"));
    canvas.rule(parts.rule, 0, Vec::new());
    let area = inset(parts.body, 0, 1);
    // A key far from its action is read with the wrong one.
    let area = Rect { width: area.width.min(76), ..area };
    let listed = listed(state);
    if listed.is_empty() {
        canvas.put_at(area, 0, 1, vec![Span::styled(state.i18n.text("palette-none"), look.base)]);
    }
    let first = first_shown(palette.selected, usize::from(area.height), listed.len());
    for (row, (at, listed)) in (0..area.height).zip(listed.iter().enumerate().skip(first)) {
        let selected = at == palette.selected;
        if selected {
            canvas.put(area, row, vec![Span::styled(MARKER, look.accent)]);
        }
        let text = inset(area, 2, 0);
        let key = listed.key.map(|key| key.to_string()).unwrap_or_default();
        let key = if listed.here { Span::styled(key, look.accent) } else { Span::styled(format!("({key})"), look.dim) };
        let right = canvas.put_right(text, row, vec![key]);
        let style = match (selected, listed.here) {
            (true, _) => look.strong,
            (false, true) => look.base,
            (false, false) => look.dim,
        };
        canvas.put(inset(text, 0, right), row, vec![Span::styled(listed.label.clone(), style)]);
    }
    cursor
}
