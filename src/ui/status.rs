//! About the directory: facts, and counts as bars.

use ratatui::{layout::Rect, text::Span};

use super::{
    Parts,
    lines::{Canvas, inset},
};
use crate::{
    app::{
        State,
        status::{StatusLine, label_columns, lines},
    },
    sheet::phrases,
};

/// Columns of the longest bar.
const LONGEST_BAR: u16 = 40;
/// Columns kept for the number after a bar.
const NUMBER: u16 = 8;

/// Draws the lines from `scroll` on.
pub(super) fn draw(state: &State, scroll: usize, canvas: &mut Canvas<'_>, parts: Parts) {
    let title = Span::styled(state.i18n.text("status-title"), canvas.look.strong);
    canvas.put(inset(parts.top, 1, 1), 0, vec![title]);
    canvas.rule(parts.rule, 0, Vec::new());
    let area = inset(parts.body, 1, 1);
    for (row, line) in (0..area.height).zip(lines(state).into_iter().skip(scroll)) {
        status_line(state, canvas, area, row, line);
    }
}

fn status_line(state: &State, canvas: &mut Canvas<'_>, area: Rect, row: u16, line: StatusLine) {
    let look = canvas.look;
    let label_width = label_columns(area.width);
    let value = inset(area, label_width + 2, 0);
    let narrow = Rect { width: label_width, ..area };
    match line {
        StatusLine::Heading(text) => canvas.put_by_direction(area, row, vec![Span::styled(text, look.strong)]),
        StatusLine::Warning(text) => canvas.put(area, row, vec![Span::styled(text, look.warning)]),
        StatusLine::Fact { label, value: fact } => {
            canvas.put(narrow, row, vec![Span::styled(label, look.dim)]);
            canvas.put(value, row, vec![Span::styled(fact, look.base)]);
        }
        StatusLine::Bar { label, count, largest } => {
            canvas.put(narrow, row, vec![Span::styled(label, look.dim)]);
            let longest = usize::from(value.width.saturating_sub(NUMBER).min(LONGEST_BAR));
            // One block for one entry: nothing and little must look different.
            let blocks = (count * longest).div_ceil(largest.max(1));
            let bar = Span::styled("█".repeat(blocks), look.accent);
            let number = phrases::number(&state.i18n, count);
            let gap = if blocks == 0 { "" } else { " " };
            canvas.put(value, row, vec![bar, Span::styled(format!("{gap}{number}"), look.base)]);
        }
        StatusLine::Blank => {}
    }
}
