//! The shortlist: entries with their notes, and what is said with all of them.

use ratatui::text::Span;

use super::{
    Parts,
    lines::{Canvas, MARKER, first_shown, inset},
};
use crate::app::{
    Screen, State,
    action::Action,
    shortlist::{Place, ShortlistScreen, selected},
    shortlist_page::{MARGIN, Tone, lines, standing},
};

/// Draws the lines so that what is selected is among them.
pub(super) fn draw(state: &State, screen: &ShortlistScreen, canvas: &mut Canvas<'_>, parts: Parts) {
    let look = canvas.look;
    let top = inset(parts.top, 1, 1);
    let right = canvas.put_right(top, 0, vec![Span::styled(standing(state), look.dim)]);
    canvas.put(inset(top, 0, right), 0, vec![Span::styled(state.i18n.text("shortlist-title"), look.strong)]);
    canvas.rule(parts.rule, 0, Vec::new());
    let (area, all) = (parts.body, lines(state));
    let from = all.iter().position(|line| line.place == Some(screen.selected)).unwrap_or(0);
    let first = first_shown(from, usize::from(area.height), all.len());
    for (row, (at, line)) in (0..area.height).zip(all.iter().enumerate().skip(first)) {
        let chosen = line.place == Some(screen.selected);
        if at == from {
            canvas.put(area, row, vec![Span::styled(MARKER, look.accent)]);
        }
        if let Some(number) = line.number.filter(|number| *number <= 99) {
            canvas.put_at(area, row, 2, vec![Span::styled(number.to_string(), look.dim)]);
        }
        let style = match line.tone {
            Tone::Plain if chosen => look.strong,
            Tone::Plain => look.base,
            Tone::Dim => look.dim,
            Tone::Heading => look.strong,
            Tone::Warning => look.warning,
        };
        canvas.put_by_direction(inset(area, MARGIN, 1), row, vec![Span::styled(line.text.clone(), style)]);
    }
}

/// What a key does here, in a word or two.
pub(super) fn footer_word(state: &State, action: Action) -> String {
    let place = match state.screens.last() {
        Some(Screen::Shortlist(screen)) => selected(state, screen),
        _ => None,
    };
    match (action, place) {
        (Action::Open, Some(Place::Entry(_))) => "footer-read".to_owned(),
        (Action::Open, Some(Place::Step(_))) => "footer-toggle".to_owned(),
        (Action::Open, _) => "footer-note".to_owned(),
        (Action::Shortlist, _) => "footer-take-off".to_owned(),
        (action, _) => action.footer_id(),
    }
}
