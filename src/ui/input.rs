//! A line that is typed into.

use ratatui::{
    layout::{Position, Rect},
    text::Span,
};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use super::lines::Canvas;
use crate::text::wrap::columns;

/// Draws what is typed, scrolled so that the cursor is seen, or `empty` where
/// nothing is; gives the place of the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, input: &Input, empty: &str) -> Position {
    if input.value().is_empty() {
        let hint = Span::styled(empty.to_owned(), canvas.look.dim);
        // A column stays free for the cursor.
        canvas.put_at(area, 0, 1, vec![hint]);
        return area.as_position();
    }
    let before: String = input.value().chars().take(input.cursor()).collect();
    let after: String = input.value().chars().skip(input.cursor()).collect();
    let room = usize::from(area.width.saturating_sub(1));
    let shown = tail(&before, room);
    let at = columns(shown) as u16;
    let text = format!("{shown}{after}");
    canvas.put(area, 0, vec![Span::styled(text, canvas.look.strong)]);
    Position { x: area.x + at.min(area.width.saturating_sub(1)), y: area.y }
}

/// The end of `text` that fits into `width` columns.
fn tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut from = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += columns(grapheme);
        if used > width {
            break;
        }
        from = at;
    }
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_long_text_is_shown_whole_characters_only() {
        assert_eq!(tail("legal lyon", 4), "lyon");
        assert_eq!(tail("legal lyon", 80), "legal lyon");
        assert_eq!(tail("a法律", 3), "律");
        assert_eq!(tail("法律", 0), "");
    }
}
