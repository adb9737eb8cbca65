//! Putting text into rows: nothing is written outside of its place, nothing
//! is cut within a character, and what is cut says so.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};

use super::theme::Look;
use crate::text::{
    direction::is_right_to_left,
    wrap::{columns, shorten, wrap},
};

/// What marks the selected line; colour alone never does.
pub(super) const MARKER: &str = "▶";

/// The screen being drawn, with the styles of the theme.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    /// The styles.
    pub(super) look: Look,
}

impl<'a> Canvas<'a> {
    /// Draws into the part `area` of `buffer`.
    pub(super) fn new(buffer: &'a mut Buffer, look: Look, area: Rect) -> Self {
        let area = area.intersection(*buffer.area());
        Self { buffer, area, look }
    }

    /// The whole of what can be drawn on.
    pub(super) fn area(&self) -> Rect {
        self.area
    }

    /// Draws a widget of the library into a part of the screen.
    pub(super) fn widget(&mut self, area: Rect, widget: impl Widget) {
        widget.render(area.intersection(self.area), self.buffer);
    }

    /// Lays the ground of the theme.
    pub(super) fn paint(&mut self) {
        self.buffer.set_style(self.area, self.look.base);
    }

    /// Puts spans into row `row` of `area`, cut with `…` where they do not fit.
    pub(super) fn put(&mut self, area: Rect, row: u16, spans: Vec<Span<'_>>) {
        self.put_at(area, row, 0, spans);
    }

    /// The same from column `column` of `area` on.
    pub(super) fn put_at(&mut self, area: Rect, row: u16, column: u16, spans: Vec<Span<'_>>) {
        let area = area.intersection(self.area);
        if row >= area.height || column >= area.width {
            return;
        }
        let width = area.width - column;
        let line = Line::from(fit(spans, usize::from(width)));
        self.buffer.set_line(area.x + column, area.y + row, &line, width);
    }

    /// Puts spans at the right end of row `row`; gives the columns they take,
    /// the blanks before them included.
    pub(super) fn put_right(&mut self, area: Rect, row: u16, spans: Vec<Span<'_>>) -> u16 {
        let width = spans.iter().map(|span| columns(&span.content)).sum::<usize>().min(usize::from(area.width)) as u16;
        self.put_at(area, row, area.width - width, spans);
        if width == 0 { 0 } else { width + 2 }
    }

    /// Puts a line that runs from right to left at the right, others at the
    /// left. Shaping and order within the line are the terminal's.
    pub(super) fn put_by_direction(&mut self, area: Rect, row: u16, spans: Vec<Span<'_>>) {
        let text: String = spans.iter().map(|span| &*span.content).collect();
        if is_right_to_left(&text) {
            self.put_right(area, row, spans);
        } else {
            self.put(area, row, spans);
        }
    }

    /// Wraps `text` into `area`; gives the rows it took.
    pub(super) fn paragraph(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let mut row = 0;
        for line in wrap(text, usize::from(area.width)).into_iter().take(usize::from(area.height)) {
            self.put_by_direction(area, row, vec![Span::styled(line, style)]);
            row += 1;
        }
        row
    }

    /// A rule across row `row`, with words in it.
    pub(super) fn rule(&mut self, area: Rect, row: u16, words: Vec<Span<'_>>) {
        let width = usize::from(area.width.saturating_sub(2));
        let style = self.look.dim;
        if words.is_empty() {
            self.put_at(area, row, 1, vec![Span::styled("─".repeat(width), style)]);
            return;
        }
        let mut spans = vec![Span::styled("─ ", style)];
        spans.extend(fit(words, width.saturating_sub(4)));
        let taken: usize = spans.iter().map(|span| columns(&span.content)).sum();
        spans.push(Span::styled(format!(" {}", "─".repeat(width.saturating_sub(taken + 1))), style));
        self.put_at(area, row, 1, spans);
    }
}

/// A part of an area, so many columns from its left.
pub(super) fn inset(area: Rect, left: u16, right: u16) -> Rect {
    let left = left.min(area.width);
    Rect { x: area.x + left, width: (area.width - left).saturating_sub(right), ..area }
}

/// Cuts spans to `width` columns, with `…` where something was cut.
pub(super) fn fit(spans: Vec<Span<'_>>, width: usize) -> Vec<Span<'_>> {
    let mut left = width;
    let mut kept = Vec::with_capacity(spans.len());
    let whole: usize = spans.iter().map(|span| columns(&span.content)).sum();
    if whole <= width {
        return spans;
    }
    for span in spans {
        let wide = columns(&span.content);
        // The last column is kept for the mark, as more follows.
        if wide < left {
            left -= wide;
            kept.push(span);
            continue;
        }
        let cut = shorten(&format!("{}……", span.content), left);
        kept.push(Span::styled(cut, span.style));
        break;
    }
    kept
}

/// `text` with `style`, and over it the styles of ranges of its bytes. Ranges
/// that are not on character bounds are left out.
pub(super) fn styled(text: &str, style: Style, patches: &[(Range<usize>, Style)]) -> Vec<Span<'static>> {
    let mut cuts = vec![0, text.len()];
    cuts.extend(patches.iter().flat_map(|(range, _)| [range.start, range.end]));
    cuts.retain(|cut| text.is_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut spans = Vec::with_capacity(cuts.len());
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let covering = patches.iter().filter(|(range, _)| range.start <= *from && *to <= range.end);
        let style = covering.fold(style, |style, (_, patch)| style.patch(*patch));
        spans.extend(text.get(*from..*to).map(|part| Span::styled(part.to_owned(), style)));
    }
    spans
}

/// The bytes of `text` at which `words` stand, ignoring case.
pub(super) fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let words: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    if words.is_empty() {
        return found;
    }
    for (start, _) in text.char_indices() {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        found.extend(length_of(text.get(start..).unwrap_or_default(), &words).map(|length| start..start + length));
    }
    found
}

/// Bytes of the beginning of `text` that are `words` (in lower case).
fn length_of(text: &str, words: &[char]) -> Option<usize> {
    let mut wanted = words.iter();
    for (at, c) in text.char_indices() {
        if wanted.as_slice().is_empty() {
            return Some(at);
        }
        for lower in c.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
    }
    wanted.as_slice().is_empty().then_some(text.len())
}

/// The first of `total` lines to show in `rows` rows so that `selected` is
/// among them, in the middle where there is more on both sides.
pub(super) fn first_shown(selected: usize, rows: usize, total: usize) -> usize {
    selected.saturating_sub(rows / 2).min(total.saturating_sub(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(spans: &[Span<'_>]) -> String {
        spans.iter().map(|span| &*span.content).collect()
    }

    #[test]
    fn spans_are_cut_between_characters_and_say_so() {
        let spans = || vec![Span::raw("Legal "), Span::raw("法律援助")];
        assert_eq!(text(&fit(spans(), 14)), "Legal 法律援助");
        assert_eq!(text(&fit(spans(), 10)), "Legal 法…");
        assert_eq!(text(&fit(spans(), 6)), "Legal…");
        assert_eq!(text(&fit(spans(), 0)), "");
    }

    #[test]
    fn ranges_of_a_text_get_their_style() {
        let bold = Style::new().bold();
        let spans = styled("Lumière", Style::new(), &[(3..6, bold)]);
        assert_eq!(spans.iter().map(|span| &*span.content).collect::<Vec<_>>(), ["Lum", "iè", "re"][..].to_vec());
        assert_eq!(spans[1].style, bold);
        assert_eq!(text(&styled("é", Style::new(), &[(1..9, bold)])), "é");
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(occurrences("Été, ÉTÉ", "été"), [0..5, 7..12]);
        assert_eq!(occurrences("aaa aa", "aa"), [0..2, 4..6]);
        assert!(occurrences("abc", "").is_empty());
        assert!(occurrences("ab", "abc").is_empty());
    }

    #[test]
    fn the_selected_line_is_always_shown() {
        for total in 1..30 {
            for rows in 1..12 {
                for selected in 0..total {
                    let first = first_shown(selected, rows, total);
                    assert!((first..first + rows).contains(&selected), "{selected} of {total} in {rows}: {first}");
                }
            }
        }
    }
}
