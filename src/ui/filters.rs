//! The filter panel: what the results can be narrowed down by.

use ratatui::{layout::Rect, text::Span};

use super::{
    lines::{Canvas, MARKER, first_shown, inset},
    results,
};
use crate::{
    app::{
        State,
        filters::{FilterChoice, Group, choices},
    },
    sheet::phrases,
};

/// A line of the panel.
enum PanelLine {
    Heading(Group),
    Choice { choice: FilterChoice, selected: bool },
}

/// Draws the count of results, so that the effect of a choice is seen, and the
/// panel below it.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if !state.side_by_side() {
        results::count_line(state, canvas, area);
    }
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let lines = lines(state);
    let selected = lines.iter().position(|line| matches!(line, PanelLine::Choice { selected: true, .. }));
    let first = first_shown(selected.unwrap_or(0), usize::from(list.height), lines.len());
    for (row, line) in (0..list.height).zip(lines.iter().skip(first)) {
        match line {
            PanelLine::Heading(group) => {
                let text = state.i18n.text(group.message_id());
                canvas.put_at(list, row, 1, vec![Span::styled(text, canvas.look.dim)]);
            }
            PanelLine::Choice { choice, selected } => choice_line(state, canvas, list, row, (choice, *selected)),
        }
    }
}

fn lines(state: &State) -> Vec<PanelLine> {
    let choices = choices(state);
    // What is offered changes with every filter; the selection stays in it.
    let at = state.filters.selected.min(choices.len().saturating_sub(1));
    let mut group = None;
    let mut lines = Vec::with_capacity(choices.len() + 7);
    for (number, choice) in choices.into_iter().enumerate() {
        if group != Some(choice.group) {
            group = Some(choice.group);
            lines.push(PanelLine::Heading(choice.group));
        }
        lines.push(PanelLine::Choice { choice, selected: number == at });
    }
    lines
}

/// `▶ [x] Housing and shelter          42`
fn choice_line(
    state: &State,
    canvas: &mut Canvas<'_>,
    area: Rect,
    row: u16,
    (choice, selected): (&FilterChoice, bool),
) {
    let look = canvas.look;
    if selected {
        canvas.put(area, row, vec![Span::styled(MARKER, look.accent)]);
    }
    let (mark, mark_style) = if choice.active { ("[x]", look.accent) } else { ("[ ]", look.dim) };
    canvas.put_at(area, row, 2, vec![Span::styled(mark, mark_style)]);
    // A count far from its name is read with the wrong name.
    let text = Rect { width: inset(area, 6, 2).width.min(44), ..inset(area, 6, 2) };
    let count = choice.count.map(|count| phrases::number(&state.i18n, count)).unwrap_or_default();
    let right = canvas.put_right(text, row, vec![Span::styled(count, look.dim)]);
    let style = if selected { look.strong } else { look.base };
    canvas.put(inset(text, 0, right), row, vec![Span::styled(choice.label.clone(), style)]);
}
