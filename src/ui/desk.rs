//! The desk: counts, bars and the coverage as a table, or the entries of a
//! line.

use ratatui::{layout::Rect, text::Span};

use super::{
    Parts,
    lines::{Canvas, MARKER, first_shown, inset},
};
use crate::{
    app::{
        State,
        desk::{self, DeskLine, DeskList},
    },
    sheet::phrases,
    text::wrap::columns,
};

/// Columns of the counts before the faults.
const COUNT: usize = 7;
/// Columns of the longest bar.
const LONGEST_BAR: u16 = 40;
/// Columns kept for the number after a bar.
const NUMBER: u16 = 8;

/// Draws the desk, or the list that is open there.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, parts: Parts) {
    let look = canvas.look;
    let title = match &state.desk.list {
        None => state.i18n.text("desk-screen-title"),
        Some(list) => desk::title(state, list.line),
    };
    canvas.put(inset(parts.top, 1, 1), 0, vec![Span::styled(title, look.strong)]);
    canvas.rule(parts.rule, 0, Vec::new());
    match &state.desk.list {
        None => overview(state, canvas, parts.body),
        Some(list) => entries(state, list, canvas, parts.body),
    }
}

fn overview(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let lines = desk::lines(state);
    let selected = desk::choices(&lines).get(state.desk.selected).map(|(at, _)| *at);
    let first = first(state, usize::from(area.height), lines.len(), selected);
    let cell = state.desk.quality.as_deref().map_or(0, desk::cell_columns);
    for (row, (at, line)) in (0..area.height).zip(lines.into_iter().enumerate().skip(first)) {
        if selected == Some(at) {
            canvas.put(area, row, vec![Span::styled(MARKER, canvas.look.accent)]);
        }
        one_line(state, canvas, (inset(area, 2, 1), row), line, cell, selected == Some(at));
    }
}

/// The first line on the screen. The heading above the first line belongs to
/// it.
fn first(state: &State, rows: usize, total: usize, selected: Option<usize>) -> usize {
    if state.desk.selected == 0 { 0 } else { first_shown(selected.unwrap_or(0), rows, total) }
}

fn one_line(
    state: &State,
    canvas: &mut Canvas<'_>,
    (area, row): (Rect, u16),
    line: DeskLine,
    cell: u16,
    selected: bool,
) {
    let look = canvas.look;
    let label_style = if selected { look.strong } else { look.base };
    let label_width = desk::label_columns(state.size.0);
    let narrow = Rect { width: label_width, ..area };
    let rest = inset(area, label_width + 1, 0);
    let number = |count| phrases::number(&state.i18n, count);
    match line {
        DeskLine::Heading(text) => {
            let outside = Rect { x: area.x.saturating_sub(1), width: area.width + 1, ..area };
            canvas.put(outside, row, vec![Span::styled(text, look.strong)]);
        }
        DeskLine::Said(text) => canvas.put(area, row, vec![Span::styled(text, look.dim)]),
        DeskLine::Count { count, label, .. } => {
            let style = if count == 0 { look.dim } else { label_style };
            let number = Span::styled(format!("{:>COUNT$}  ", number(count)), style);
            canvas.put(area, row, vec![number, Span::styled(label, style)]);
        }
        DeskLine::Bar { label, count, largest, .. } => {
            canvas.put(narrow, row, vec![Span::styled(label, label_style)]);
            let longest = usize::from(rest.width.saturating_sub(NUMBER).min(LONGEST_BAR));
            // One block for one entry: nothing and little must look different.
            let blocks = (count * longest).div_ceil(largest.max(1));
            let gap = if blocks == 0 { "" } else { " " };
            let bar = Span::styled("█".repeat(blocks), look.accent);
            canvas.put(rest, row, vec![bar, Span::styled(format!("{gap}{}", number(count)), look.base)]);
        }
        DeskLine::Columns(names) => {
            let spans = names.into_iter().map(|name| Span::styled(right(&name, cell), look.dim));
            canvas.put(rest, row, spans.collect());
        }
        DeskLine::Need { label, counts, .. } => {
            canvas.put(narrow, row, vec![Span::styled(label, label_style)]);
            let spans = counts.into_iter().map(|count| match count {
                0 => Span::styled(right("·", cell), look.dim),
                count => Span::styled(right(&number(count), cell), look.base),
            });
            canvas.put(rest, row, spans.collect());
        }
        DeskLine::Blank => {}
    }
}

/// A text at the right end of so many columns.
fn right(text: &str, width: u16) -> String {
    format!("{}{text}", " ".repeat(usize::from(width).saturating_sub(columns(text))))
}

fn entries(state: &State, list: &DeskList, canvas: &mut Canvas<'_>, area: Rect) {
    let look = canvas.look;
    let first = first_shown(list.selected, usize::from(area.height), list.entries.len());
    for (row, (at, entry)) in (0..area.height).zip(list.entries.iter().enumerate().skip(first)) {
        let selected = at == list.selected;
        if selected {
            canvas.put(area, row, vec![Span::styled(MARKER, look.accent)]);
        }
        let inner = inset(area, 2, 1);
        let (name, facts) = desk::row(state, *entry, usize::from(inner.width));
        let taken = canvas.put_right(inner, row, vec![Span::styled(facts, look.dim)]);
        let style = if selected { look.strong } else { look.base };
        canvas.put(inset(inner, 0, taken), row, vec![Span::styled(name, style)]);
    }
}

/// What the line above the keys says: how much there is, or where one is.
pub(super) fn status_line(state: &State) -> String {
    match &state.desk.list {
        None => desk::counts(state),
        Some(list) => {
            let args = [("at", (list.selected + 1).into()), ("count", list.entries.len().into())];
            state.i18n.with("desk-position", &args)
        }
    }
}
