//! The selected entry beside the list, as Read shows it.

use ratatui::{layout::Rect, text::Span};

use super::{lines::Canvas, read};
use crate::app::{State, page::Page};

/// Draws the beginning of a page, and says when it is not all.
pub(super) fn draw(state: &State, page: &Page, canvas: &mut Canvas<'_>, area: Rect) {
    let area = Rect { width: area.width.min(page.width), ..area };
    let rows = usize::from(area.height);
    let whole = page.lines.len() <= rows;
    let shown = if whole { rows } else { rows.saturating_sub(1) };
    for (row, line) in (0u16..).zip(page.lines.iter().take(shown)) {
        read::line(canvas, area, row, page, line, "");
    }
    if !whole {
        let more = state.i18n.with("preview-more", &[("count", (page.lines.len() - shown).into())]);
        canvas.put(area, shown as u16, vec![Span::styled(more, canvas.look.dim)]);
    }
}
