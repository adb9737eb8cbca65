//! Find: the query, the filters under it, and what they leave.

use ratatui::{
    layout::{Position, Rect},
    text::Span,
};

use super::{
    Parts, filters, input,
    lines::{Canvas, MARKER, inset},
    preview, results, start,
};
use crate::{
    app::{
        State,
        action::Action,
        filters::chip,
        find::{Focus, Offer},
        keymap::Mode,
        on_find,
    },
    sheet::phrases,
    text::wrap::{columns, shorten},
};

/// Draws Find; gives the place of the cursor while the query is typed.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, parts: Parts) -> Option<Position> {
    let cursor = query_line(state, canvas, parts.top);
    filter_line(state, canvas, parts.rule);
    body(state, canvas, parts.body);
    (state.find.focus == Focus::Query).then_some(cursor)
}

/// `Find  legal lyon                    NSWP-demo v12 · 9 days`
fn query_line(state: &State, canvas: &mut Canvas<'_>, area: Rect) -> Position {
    let area = inset(area, 1, 1);
    let label = state.i18n.text("find-label");
    let from = columns(&label) as u16 + 2;
    canvas.put(area, 0, vec![Span::styled(label, canvas.look.dim)]);
    let mut right = 0;
    if area.width >= 60 {
        let about = shorten(&directory_line(state), usize::from(area.width) / 2);
        right = canvas.put_right(area, 0, vec![Span::styled(about, canvas.look.dim)]);
    }
    input::draw(canvas, inset(area, from, right), &state.find.input, &state.i18n.text("find-placeholder"))
}

/// Publisher, version and age of the directory.
pub(super) fn directory_line(state: &State) -> String {
    let i18n = &state.i18n;
    let Some(publication) = state.library.as_ref().and_then(|library| library.directory.publications().next()) else {
        return String::new();
    };
    let args = [
        ("publisher", publication.name.as_str().into()),
        ("version", publication.version.to_string().into()),
        ("age", publication.published.map(|published| age_in_days(state, published)).unwrap_or_default().into()),
    ];
    i18n.with(if publication.published.is_some() { "directory-with-age" } else { "directory-without-age" }, &args)
}

fn age_in_days(state: &State, published: jiff::Timestamp) -> String {
    let hours = state.now.duration_since(published).as_hours().max(0);
    state.i18n.with("directory-days", &[("days", usize::try_from(hours / 24).unwrap_or(0).into())])
}

/// The rule under the query, with the active filters in it.
fn filter_line(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let look = canvas.look;
    if state.find.filters.is_empty() {
        canvas.rule(area, 0, vec![Span::styled(state.i18n.text("find-no-filters"), look.dim)]);
        return;
    }
    let mut spans = Vec::new();
    for filter in &state.find.filters {
        if !spans.is_empty() {
            spans.push(Span::styled(" · ", look.dim));
        }
        spans.push(Span::styled(chip(state, filter), look.accent));
    }
    canvas.rule(area, 0, spans);
}

fn body(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let filtering = state.find.focus == Focus::Filters;
    if !state.side_by_side() {
        if filtering {
            filters::draw(state, canvas, area);
        } else {
            list(state, canvas, area);
        }
        return;
    }
    let columns = state.list_columns().min(area.width);
    list(state, canvas, Rect { width: columns, ..area });
    let right = inset(area, columns + 2, 1);
    if filtering {
        filters::draw(state, canvas, right);
    } else if let Some(page) = &state.preview {
        preview::draw(state, page, canvas, right);
    }
}

/// The results, or what stands in their place.
fn list(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let text = inset(area, 1, 1);
    if let Some(problem) = &state.find.problem {
        if state.find.completions.is_empty() {
            let words = on_find::problem(state, problem);
            canvas.paragraph(text, &words, canvas.look.warning);
        } else {
            completions(state, canvas, area);
        }
    } else if state.start_menu() {
        start::draw(state, canvas, area);
    } else if state.library.is_none() {
        loading(state, canvas, text);
    } else if state.find.hits().is_empty() && !state.find.waiting {
        nothing(state, canvas, text);
    } else {
        results::draw(state, canvas, area);
    }
}

/// What the filter being typed could become, the one that a key takes first.
fn completions(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let look = canvas.look;
    let text = inset(area, 1, 1);
    let key = state.keymap.keys(Mode::Query, Action::Complete).next().map(|key| key.to_string());
    let heading = state.i18n.with("completions", &[("key", key.unwrap_or_default().into())]);
    canvas.put(text, 0, vec![Span::styled(heading, look.dim)]);
    for (row, completion) in (1..area.height).zip(&state.find.completions) {
        if row == 1 {
            canvas.put(area, row, vec![Span::styled(MARKER, look.accent)]);
        }
        let mut spans = vec![Span::styled(completion.with.clone(), look.base)];
        // A note that only says the value again is none.
        if !completion.with.ends_with(&completion.note) {
            spans.push(Span::styled(format!("  {}", completion.note), look.dim));
        }
        canvas.put(inset(text, 1, 0), row, spans);
    }
}

/// `Loading the directory … 34 of 117   ██████░░░░░`. The query can be typed
/// and a need chosen already.
pub(super) fn loading(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let (look, i18n) = (canvas.look, &state.i18n);
    let progress = state.loading;
    let id = if progress.total == 0 { "loading" } else { "loading-so-far" };
    let args = [
        ("done", phrases::number(i18n, progress.done).into()),
        ("total", phrases::number(i18n, progress.total).into()),
    ];
    let words = i18n.with(id, &args);
    let width = usize::from(area.width).saturating_sub(columns(&words) + 2).min(30);
    if let Some(done) = (progress.done.min(progress.total) * width).checked_div(progress.total) {
        let bar = format!("{}{}", "█".repeat(done), "░".repeat(width - done));
        canvas.put_right(area, 0, vec![Span::styled(bar, look.accent)]);
    }
    canvas.put(area, 0, vec![Span::styled(words, look.base)]);
}

/// Why there is nothing, and what a key does about it.
fn nothing(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let rows = canvas.paragraph(area, &on_find::nothing_found(state), canvas.look.strong);
    let (mode, i18n) = (state.mode(), &state.i18n);
    let offer = state.find.offer().map(|offer| match offer {
        Offer::Replace { .. } => "nothing-offer-replace",
        Offer::DropWord(_) => "nothing-offer-word",
        Offer::DropFilters(filters) if filters.len() > 1 => "nothing-offer-filters",
        Offer::DropFilters(_) => "nothing-offer-filter",
    });
    let key = |action| state.keymap.keys(mode, action).next().map(|key| key.to_string());
    let mut keys = Vec::new();
    if let (Some(id), Some(key)) = (offer, key(Action::TakeOffer)) {
        keys.push(i18n.with(id, &[("key", key.into())]));
    }
    if let Some(key) = key(Action::Back) {
        let id = if state.find.focus == Focus::Query { "nothing-clear" } else { "nothing-back" };
        keys.push(i18n.with(id, &[("key", key.into())]));
    }
    let below = Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area };
    canvas.paragraph(below, &keys.join(" · "), canvas.look.accent);
}
