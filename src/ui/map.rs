//! The map: a point for every place of the results that may be shown.

use std::collections::BTreeMap;

use ratatui::{
    layout::Rect,
    symbols::Marker,
    text::Span,
    widgets::canvas::{self, MapResolution},
};

use super::{
    Parts,
    lines::{Canvas, MARKER, inset},
};
use crate::{
    app::{
        State,
        map::{Map, Spot, View, selected, shown, spots, view},
    },
    sheet::{self, phrases},
};

/// Coasts say where one is as long as so many degrees are seen; nearer, they
/// are too rough to be true.
const COASTS_FROM: f64 = 8.0;

/// Draws the map and, under it, what is marked on it.
pub(super) fn draw(state: &State, map: Map, canvas: &mut Canvas<'_>, parts: Parts) {
    let title = Span::styled(state.i18n.text("map-title"), canvas.look.strong);
    canvas.put(inset(parts.top, 1, 1), 0, vec![title]);
    let spots = spots(state);
    let rows = parts.body.height.saturating_sub(2);
    let area = Rect { height: rows, ..inset(parts.body, 1, 1) };
    let Some(view) = view(map, &spots, state.find.selected, (area.width, area.height)) else {
        canvas.rule(parts.rule, 0, Vec::new());
        let none = state.i18n.text("map-none");
        canvas.paragraph(inset(parts.body, 1, 1), &none, canvas.look.base);
        return;
    };
    let across = phrases::about_distance(&state.i18n, rounded(view.metres()));
    let counts = [
        ("shown", phrases::number(&state.i18n, shown(&spots)).into()),
        ("results", phrases::number(&state.i18n, state.find.hits().len()).into()),
        ("across", across.into()),
    ];
    let words = state.i18n.with("map-count", &counts);
    canvas.rule(parts.rule, 0, vec![Span::styled(words, canvas.look.dim)]);
    points(state, &spots, view, canvas, area);
    let below = Rect { y: area.bottom(), height: parts.body.height - rows, ..area };
    marked(state, &spots, view, canvas, below);
}

/// Distances on a map are rough ones.
fn rounded(metres: f64) -> u32 {
    #[expect(clippy::cast_sign_loss, reason = "at most the way round the earth, and never negative")]
    let metres = metres.round() as u32;
    metres
}

/// The cells of the map in which results are: what stands there, and whether
/// it is the selection.
fn cells(state: &State, spots: &[Spot], view: View, area: Rect) -> BTreeMap<(u16, u16), (usize, bool)> {
    let mut cells: BTreeMap<(u16, u16), (usize, bool)> = BTreeMap::new();
    for spot in spots.iter().filter(|spot| view.has(spot.point)) {
        let cell = cells.entry(cell(view, area, spot)).or_default();
        cell.0 += 1;
        cell.1 |= spot.hit == state.find.selected;
    }
    cells
}

/// The cell in which a place is.
fn cell(view: View, area: Rect, spot: &Spot) -> (u16, u16) {
    let part = |from: f64, size: f64, cells: u16| {
        #[expect(clippy::cast_sign_loss, reason = "the point is in the view, so no part is negative")]
        let cell = (from / size * f64::from(cells)).floor() as u16;
        cell.min(cells.saturating_sub(1))
    };
    let east = spot.point.longitude - view.centre.longitude + view.width / 2.0;
    let south = view.centre.latitude + view.height / 2.0 - spot.point.latitude;
    (part(east, view.width, area.width), part(south, view.height, area.height))
}

fn points(state: &State, spots: &[Spot], view: View, canvas: &mut Canvas<'_>, area: Rect) {
    let look = canvas.look;
    let cells = cells(state, spots, view, area);
    let half = (view.width / 2.0, view.height / 2.0);
    let centre = (view.centre.longitude, view.centre.latitude);
    let coasts = view.height >= COASTS_FROM;
    let ground = canvas::Canvas::default()
        .marker(Marker::Braille)
        .background_color(look.base.bg.unwrap_or_default())
        .x_bounds([centre.0 - half.0, centre.0 + half.0])
        .y_bounds([centre.1 - half.1, centre.1 + half.1])
        .paint(|context| {
            if coasts {
                let color = look.dim.fg.unwrap_or_default();
                context.draw(&canvas::Map { color, resolution: MapResolution::High });
            }
        });
    canvas.widget(area, ground);
    for ((column, row), (count, chosen)) in cells {
        // A place, or how many there are; the selection has a mark and is bold.
        let mark = match count {
            1 => "●".to_owned(),
            2..=9 => count.to_string(),
            _ => "+".to_owned(),
        };
        let (mark, style) = if chosen { (MARKER.to_owned(), look.accent) } else { (mark, look.strong) };
        canvas.put_at(area, row, column, vec![Span::styled(mark, style)]);
    }
}

/// Which result is marked, in words, as on the list.
fn marked(state: &State, spots: &[Spot], view: View, canvas: &mut Canvas<'_>, area: Rect) {
    let entry = selected(state).and_then(|number| state.library.as_ref()?.directory.entry(number));
    let Some(entry) = entry else { return };
    let row = sheet::row(&entry, &state.context());
    let seen = spots.iter().any(|spot| spot.hit == state.find.selected && view.has(spot.point));
    let mut spans = vec![
        Span::styled(if seen { MARKER } else { " " }, canvas.look.accent),
        Span::styled(format!(" {} ", state.find.selected + 1), canvas.look.dim),
        Span::styled(row.name, canvas.look.strong),
    ];
    spans.extend(row.organization.map(|organization| Span::styled(format!(" — {organization}"), canvas.look.base)));
    canvas.put(area, 0, spans);
    let facts: Vec<String> = [row.place, row.open, row.checked].into_iter().filter(|fact| !fact.is_empty()).collect();
    canvas.put(inset(area, 4, 0), 1, vec![Span::styled(facts.join(" · "), canvas.look.dim)]);
}
