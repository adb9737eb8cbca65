//! The start menu: the needs, numbered, for whom spelling is no way.

use ratatui::{layout::Rect, text::Span};

use super::{
    find,
    lines::{Canvas, MARKER, first_shown, inset},
};
use crate::{
    app::{State, action::Action, find::Focus},
    directory::{Need, vocabulary},
    sheet::phrases,
};

/// From this width on, the needs stand in two columns.
const TWO_COLUMNS_FROM: u16 = 60;

/// A count far from its need is read with the wrong one.
const WIDEST: u16 = 50;

/// Draws the heading and the needs, down the first column and then the second.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    heading(state, canvas, inset(area, 1, 1));
    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let columns = if area.width >= TWO_COLUMNS_FROM { 2 } else { 1 };
    let rows = Need::ALL.len().div_ceil(columns);
    let shown = usize::from(list.height);
    let first = first_shown(state.find.selected % rows.max(1), shown, rows);
    let wide = (list.width / columns as u16).min(WIDEST);
    for (at, need) in Need::ALL.iter().enumerate() {
        let (column, row) = (at / rows, at % rows);
        if !(first..first + shown).contains(&row) {
            continue;
        }
        let place = Rect { x: list.x + wide * column as u16, y: list.y + (row - first) as u16, width: wide, height: 1 };
        need_line(state, canvas, place, at, *need);
    }
}

/// `What is needed? Type, or Alt-1…9.       1,000 entries`
fn heading(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    if state.library.is_none() {
        find::loading(state, canvas, area);
        return;
    }
    let (look, i18n) = (canvas.look, &state.i18n);
    let all = state.library.as_ref().map_or(0, |library| library.directory.len());
    let entries = i18n.with("start-entries", &[("count", all.into()), ("shown", phrases::number(i18n, all).into())]);
    let right = canvas.put_right(area, 0, vec![Span::styled(entries, look.dim)]);
    let key = state.keymap.keys(state.mode(), Action::OpenNth(1)).next().map(|key| key.to_string());
    let text = match key {
        Some(key) if area.width >= TWO_COLUMNS_FROM - 2 => {
            i18n.with("start-heading", &[("keys", key.replace('1', "1…9").into())])
        }
        _ => i18n.text("start-heading-short"),
    };
    canvas.put(inset(area, 0, right), 0, vec![Span::styled(text, look.strong)]);
}

/// `▶ 1 Violence, danger now            37`
fn need_line(state: &State, canvas: &mut Canvas<'_>, area: Rect, at: usize, need: Need) {
    let look = canvas.look;
    let selected = at == state.find.selected && state.find.focus != Focus::Filters;
    if selected {
        canvas.put(area, 0, vec![Span::styled(MARKER, look.accent)]);
    }
    canvas.put_at(area, 0, 1, vec![Span::styled(format!("{:>2}", at + 1), look.dim)]);
    let text = inset(area, 4, 2);
    let count = state.find.outcome.facets.needs.get(at).map(|count| phrases::number(&state.i18n, *count));
    let right = canvas.put_right(text, 0, vec![Span::styled(count.unwrap_or_default(), look.dim)]);
    let style = if selected { look.strong } else { look.base };
    let name = vocabulary::need_name(need, state.i18n.language());
    canvas.put(inset(text, 0, right), 0, vec![Span::styled(name, style)]);
}
