//! Updates: a line for each source, and below it the one that is selected.

use ratatui::{layout::Rect, text::Span};

use super::{
    Parts,
    lines::{Canvas, MARKER, first_shown, inset},
};
use crate::{
    app::{
        State,
        action::Action,
        keymap::Chord,
        updates::Stage,
        updates_page::{self, Line, RowText, Tone},
    },
    text::wrap::columns,
};

/// Narrower than this, a source takes two rows.
const NARROW: u16 = 60;
/// Rows that the selected source has at least, where there are so many.
const LEAST_FOR_ONE: u16 = 3;

/// Draws the sources and the selected one; or, with details, only that.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, parts: Parts) {
    let title = Span::styled(state.i18n.text("updates-title"), canvas.look.strong);
    canvas.put(inset(parts.top, 1, 1), 0, vec![title]);
    canvas.rule(parts.rule, 0, Vec::new());
    if let Some(scroll) = state.updates.details {
        let lines = updates_page::lines(state, true);
        selected(canvas, parts.body, lines.iter().skip(scroll));
        return;
    }
    // Whoever compares words has to see all of them.
    let all = updates_page::lines(state, false).len();
    if state.updates.typing.is_some() && all + state.updates.rows.len() >= usize::from(parts.body.height) {
        selected(canvas, parts.body, updates_page::lines(state, false).iter());
        return;
    }
    let rows_each = if parts.body.width < NARROW { 2 } else { 1 };
    let wanted = state.updates.rows.len() as u16 * rows_each;
    let most = parts.body.height.saturating_sub(LEAST_FOR_ONE).max(rows_each);
    let for_list = if wanted > most { most - most % rows_each } else { wanted };
    list(state, canvas, Rect { height: for_list, ..parts.body }, rows_each);
    let below = Rect { y: parts.body.y + for_list, height: parts.body.height.saturating_sub(for_list), ..parts.body };
    let ruled = for_list > 0 && below.height > LEAST_FOR_ONE;
    if ruled {
        canvas.rule(below, 0, Vec::new());
    }
    let from = u16::from(ruled);
    let area = Rect { y: below.y + from, height: below.height.saturating_sub(from), ..below };
    shortened(state, canvas, area);
}

/// The lines about the selected source, with a word of those that do not fit.
fn shortened(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let mut lines = updates_page::lines(state, false);
    let rows = usize::from(area.height);
    if lines.len() > rows && rows > 1 {
        let more = lines.len() - rows + 1;
        let key = state.keymap.keys(state.mode(), Action::Details).next().map(|key| key.to_string());
        let text = state.i18n.with("updates-more", &[("count", more.into()), ("key", key.unwrap_or_default().into())]);
        lines.truncate(rows - 1);
        lines.push(Line { text, tone: Tone::Key });
    }
    selected(canvas, area, lines.iter());
}

fn selected<'a>(canvas: &mut Canvas<'_>, area: Rect, lines: impl Iterator<Item = &'a Line>) {
    let look = canvas.look;
    for (row, line) in (0..area.height).zip(lines) {
        let style = match line.tone {
            Tone::Plain => look.base,
            Tone::Dim => look.dim,
            Tone::Strong => look.strong,
            Tone::Warning => look.warning,
            Tone::Key => look.accent,
        };
        canvas.put_by_direction(inset(area, 1, 1), row, vec![Span::styled(line.text.clone(), style)]);
    }
}

fn list(state: &State, canvas: &mut Canvas<'_>, area: Rect, rows_each: u16) {
    let shown = usize::from(area.height / rows_each.max(1));
    let first = first_shown(state.updates.selected, shown, state.updates.rows.len());
    let texts: Vec<RowText> = state.updates.rows.iter().map(|row| updates_page::row(state, row)).collect();
    // What a source has come to stands below one another.
    let name_width = texts.iter().map(|text| columns(&text.name)).max().unwrap_or(0) as u16;
    for (row, (at, text)) in (0..).step_by(usize::from(rows_each)).zip(texts.iter().enumerate().skip(first).take(shown))
    {
        if at == state.updates.selected {
            canvas.put(area, row, vec![Span::styled(MARKER, canvas.look.accent)]);
        }
        let strong = at == state.updates.selected;
        if rows_each == 1 {
            wide(canvas, area, row, text, name_width, strong);
        } else {
            narrow(canvas, area, row, text, strong);
        }
    }
}

/// `▶ USB  “RED-8GB”  nswp-14.parasol   version 14, 2 weeks newer       1.4 MB`
fn wide(canvas: &mut Canvas<'_>, area: Rect, row: u16, text: &RowText, name_width: u16, strong: bool) {
    let look = canvas.look;
    let inner = inset(area, 2, 1);
    let size = canvas.put_right(inner, row, vec![Span::styled(text.size.clone(), look.base)]);
    let kind = columns(&text.kind).max(4) as u16 + 1;
    canvas.put(inner, row, vec![Span::styled(text.kind.clone(), look.dim)]);
    let room = inner.width.saturating_sub(kind + size);
    let name_room = name_width.min(room / 2);
    let name = Rect { width: name_room, ..inset(inner, kind, 0) };
    canvas.put(name, row, vec![Span::styled(text.name.clone(), if strong { look.strong } else { look.base })]);
    let what = inset(inner, kind + name_room + 2, size);
    let style = if text.warning { look.warning } else { look.dim };
    canvas.put(what, row, vec![Span::styled(text.what.clone(), style)]);
}

fn narrow(canvas: &mut Canvas<'_>, area: Rect, row: u16, text: &RowText, strong: bool) {
    let look = canvas.look;
    let inner = inset(area, 2, 1);
    let style = if strong { look.strong } else { look.base };
    canvas.put(inner, row, vec![Span::styled(format!("{} {}", text.kind, text.name), style)]);
    let size = canvas.put_right(inner, row + 1, vec![Span::styled(text.size.clone(), look.base)]);
    let style = if text.warning { look.warning } else { look.dim };
    canvas.put(inset(inner, 0, size), row + 1, vec![Span::styled(text.what.clone(), style)]);
}

/// How far the details are scrolled, when they do not fit.
pub(super) fn status_line(state: &State) -> String {
    let Some(scroll) = state.updates.details else { return String::new() };
    let total = updates_page::lines(state, true).len();
    super::footer::scrolled(state, scroll, state.body_rows(), total).unwrap_or_default()
}

/// The keys for the footer. While something is being done, Enter waits for it;
/// but the screen can be left without stopping it.
pub(super) fn footer_keys(state: &State, keys: Vec<(Chord, Action)>) -> Vec<(Chord, Action)> {
    if !state.updates.is_busy() {
        return keys;
    }
    let leave = state.keymap.keys(state.mode(), Action::Updates).next().map(|chord| (chord, Action::Updates));
    leave.into_iter().chain(keys.into_iter().filter(|(_, action)| *action != Action::Open)).collect()
}

/// What a key does here, in a word or two.
pub(super) fn footer_word(state: &State, action: Action) -> String {
    let row = state.updates.current();
    let busy = state.updates.is_busy();
    match action {
        Action::Open => match row.map(|row| &row.stage) {
            Some(Stage::Previewed(..)) => "footer-take-it",
            Some(Stage::Refused(_) | Stage::Taken { .. }) => "footer-look-again",
            _ => "footer-next-step",
        }
        .to_owned(),
        Action::Back if state.updates.details.is_none() && busy => "footer-stop".to_owned(),
        Action::Back if matches!(row.map(|row| &row.stage), Some(Stage::Previewed(..) | Stage::Offered(_))) => {
            "footer-not-now".to_owned()
        }
        Action::Updates => "footer-let-it-go-on".to_owned(),
        action => action.footer_id(),
    }
}
