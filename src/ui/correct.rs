//! Saying what is not true, and the list of what was said.

use ratatui::{
    layout::{Position, Rect},
    text::Span,
};

use super::{
    Parts, input,
    lines::{Canvas, MARKER, first_shown, inset},
};
use crate::{
    app::{
        State,
        correct::{Noted, Wording, ground, label, summary},
    },
    text::wrap::columns,
};

/// Draws what is corrected and what is typed; gives the cursor's place.
pub(super) fn wording(state: &State, wording: &Wording, canvas: &mut Canvas<'_>, parts: Parts) -> Position {
    let look = canvas.look;
    let i18n = &state.i18n;
    canvas.put(inset(parts.top, 1, 1), 0, vec![Span::styled(wording.name.clone(), look.strong)]);
    canvas.rule(parts.rule, 0, Vec::new());
    let area = inset(parts.body, 1, 1);
    let mut row = canvas.paragraph(area, &label(&wording.what, i18n), look.dim);
    row += 1;
    let below = |row: u16| Rect { y: area.y + row, height: area.height.saturating_sub(row), ..area };
    let question = i18n.text("correct-what-is-true");
    let from = columns(&question) as u16 + 1;
    canvas.put(below(row), 0, vec![Span::styled(question, look.base)]);
    let typed = Rect { height: 1, ..inset(below(row), from, 0) };
    let cursor = input::draw(canvas, typed, &wording.input, "");
    canvas.paragraph(below(row + 2), &i18n.text("correct-no-names"), look.dim);
    cursor
}

/// Draws what was noted; gives the cursor's place while a file is named.
pub(super) fn list(state: &State, noted: &Noted, canvas: &mut Canvas<'_>, parts: Parts) -> Option<Position> {
    let look = canvas.look;
    let i18n = &state.i18n;
    let top = inset(parts.top, 1, 1);
    let cursor = match &noted.path {
        None => {
            canvas.put(top, 0, vec![Span::styled(i18n.text("corrections-title"), look.strong)]);
            None
        }
        Some(path) => {
            let label = i18n.text("corrections-file");
            let from = columns(&label) as u16 + 1;
            canvas.put(top, 0, vec![Span::styled(label, look.base)]);
            Some(input::draw(canvas, inset(top, from, 0), path, ""))
        }
    };
    canvas.rule(parts.rule, 0, Vec::new());
    let area = parts.body;
    if state.corrections.is_empty() {
        canvas.paragraph(inset(area, 1, 1), &i18n.text("corrections-none"), look.base);
        return cursor;
    }
    let directory = state.library.as_ref().map(|library| &library.directory);
    let first = first_shown(noted.selected, usize::from(area.height / 2), state.corrections.len());
    for (row, (at, one)) in (0..area.height).step_by(2).zip(state.corrections.iter().enumerate().skip(first)) {
        if row + 1 >= area.height {
            break;
        }
        let selected = at == noted.selected;
        if selected {
            canvas.put(area, row, vec![Span::styled(MARKER, look.accent)]);
        }
        let entry = directory.and_then(|directory| directory.find(&one.id));
        let name = entry.map(|entry| entry.name().read(state.context().text_language).value.to_owned());
        let style = if selected { look.strong } else { look.base };
        let line = inset(area, 2, 1);
        let right = canvas.put_right(line, row, vec![Span::styled(ground(one, i18n), look.dim)]);
        let name = Span::styled(name.unwrap_or_else(|| one.id.clone()), style);
        canvas.put(inset(line, 0, right), row, vec![name]);
        canvas.put_by_direction(line, row + 1, vec![Span::styled(summary(one, i18n), look.base)]);
    }
    cursor
}
