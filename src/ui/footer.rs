//! Below everything: one line that says one thing, and the keys that make
//! sense now.

use ratatui::{
    layout::{Position, Rect},
    text::Span,
};
use tui_input::Input;

use super::{
    desk, find, handover, input,
    lines::{Canvas, inset},
    read, shortlist, updates,
};
use crate::{
    app::{Screen, State, action::Action, find::Focus, help, keymap::Mode, shortlist_page, status, updates_page},
    directory::Standing,
    sheet::currency,
    text::wrap::{columns, shorten},
};

/// No more actions than these, however wide the screen.
const MOST_ACTIONS: usize = 6;
/// On a narrow screen.
const NARROW_ACTIONS: usize = 2;
/// A screen with fewer columns is narrow.
const NARROW: u16 = 60;

/// Draws the rule, the status line and the keys at the bottom of `area`; gives
/// the cursor's place when something is typed there.
pub(super) fn draw(state: &State, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let row = |from_bottom: u16| Rect { y: area.bottom().saturating_sub(from_bottom), height: 1, ..area };
    // Whoever has put in a stick waits for a word of it, whatever else is said.
    let above = if takes_status_line(state) { news(state) } else { None };
    canvas.rule(row(3), 0, above.map(|text| Span::styled(text, canvas.look.accent)).into_iter().collect());
    keys(state, canvas, inset(row(1), 1, 1));
    status_line(state, canvas, inset(row(2), 1, 1))
}

/// The line being typed below a screen, and what stands before it.
fn typed(state: &State) -> Option<(String, &Input)> {
    let i18n = &state.i18n;
    match state.screens.last()? {
        Screen::Read(read) => Some((i18n.text("read-find-label"), read.inside.as_ref()?)),
        Screen::Updates => Some((i18n.text("updates-words-label"), state.updates.typing.as_ref()?)),
        Screen::Shortlist(screen) => {
            screen.typing.as_ref().map(|(_, typed)| (shortlist_page::label(state, screen), typed))
        }
        Screen::Handover(handover) => handover.typing.as_ref().map(|line| (i18n.text(line.label), &line.input)),
        _ => None,
    }
}

/// What there is to say of a drive that was put in.
fn news(state: &State) -> Option<String> {
    state.updates.news.as_ref().map(|news| updates_page::news(state, news))
}

/// True when the status line is taken by something that goes before news.
fn takes_status_line(state: &State) -> bool {
    let completing = state.screens.is_empty() && !state.find.completions.is_empty();
    completing || state.message.is_some() || typed(state).is_some()
}

/// A message if there is one; else what the screen has to say.
fn status_line(state: &State, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let look = canvas.look;
    if let Some((label, typed)) = typed(state) {
        let from = columns(&label) as u16 + 1;
        canvas.put(area, 0, vec![Span::styled(label, look.dim)]);
        return Some(input::draw(canvas, inset(area, from, 0), typed, ""));
    }
    if let Some(message) = &state.message {
        let style = if message.until.is_none() { look.warning } else { look.accent };
        canvas.put(area, 0, vec![Span::styled(message.text.clone(), style)]);
        return None;
    }
    if let Some(news) = news(state).filter(|_| !takes_status_line(state)) {
        canvas.put(area, 0, vec![Span::styled(news, look.accent)]);
        return None;
    }
    let (text, style) = match state.screens.last() {
        // With a problem, the completions stand in the place of the results.
        None if !state.find.completions.is_empty() && state.find.problem.is_none() => (completions(state), look.accent),
        None => match out_of_date(state) {
            Some(banner) => (banner, look.warning),
            None => (standing(state, area.width), look.dim),
        },
        Some(Screen::Read(read)) => {
            let lines = scrolled(state, read.scroll, state.read_rows(), read.page.lines.len());
            let scrolled_away = read.scroll > 0 || !read.page.gutter;
            let position = read::position(state, read).filter(|_| scrolled_away);
            // The name is out of sight: people lose their place.
            let name = (read.scroll > 0 && area.width >= 58)
                .then(|| read.page.lines.first().map(|line| shorten(&line.text, usize::from(area.width) / 2)));
            (join(name.flatten().into_iter().chain(position).chain(lines)), look.dim)
        }
        Some(Screen::Status(at)) => {
            (join(scrolled(state, *at, state.body_rows(), status::lines(state).len())), look.dim)
        }
        Some(Screen::Help(at)) => (join(scrolled(state, *at, state.body_rows(), help::lines(state).len())), look.dim),
        Some(Screen::Palette(_)) => (state.i18n.text("palette-hint"), look.dim),
        Some(Screen::Updates) => (updates::status_line(state), look.dim),
        Some(Screen::Desk) => (desk::status_line(state), look.dim),
        Some(Screen::Corrections(_)) => (state.i18n.text(kept_where(state)), look.dim),
        Some(Screen::Handover(handover)) => (handover::status_line(state, handover), look.dim),
        Some(Screen::Map(_) | Screen::Picker(_) | Screen::Shortlist(_) | Screen::Wording(_) | Screen::Codes(_)) => {
            (String::new(), look.dim)
        }
    };
    canvas.put(area, 0, vec![Span::styled(text, style)]);
    None
}

/// Whether what was noted outlives the program.
fn kept_where(state: &State) -> &'static str {
    if state.lock.settings.guarded { "corrections-in-vault" } else { "corrections-in-memory" }
}

fn join(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" · ")
}

/// What the filter being typed could become, the one that Tab takes first.
fn completions(state: &State) -> String {
    let key = state.keymap.keys(Mode::Query, Action::Complete).next().map(|key| format!("{key}: ")).unwrap_or_default();
    let shown = state.find.completions.iter().map(|completion| {
        if completion.with.ends_with(&completion.note) {
            completion.with.clone()
        } else {
            format!("{} ({})", completion.with, completion.note)
        }
    });
    format!("{key}{}", join(shown.take(8)))
}

/// What has to be known about the directory all the time: that it is made up,
/// or checked by nobody. A narrow screen says here which one it is.
fn standing(state: &State, width: u16) -> String {
    let Some(library) = &state.library else { return String::new() };
    let standing = |standing| library.directory.publications().any(|publication| publication.standing == standing);
    let warning = if standing(Standing::Demo) {
        Some(state.i18n.text("ui-standing-demo"))
    } else {
        standing(Standing::Embedded).then(|| state.i18n.text("ui-standing-embedded"))
    };
    let about = (width < 60).then(|| find::directory_line(state));
    warning.or(about).unwrap_or_default()
}

/// That the directory is older than its publisher stands by, or the clock
/// behind it: as long as it is so.
fn out_of_date(state: &State) -> Option<String> {
    let library = state.library.as_ref()?;
    currency::banners(&library.directory, &state.context()).into_iter().next()
}

/// `lines 1–19 of 40 · more below`, when not all lines are on the screen.
pub(super) fn scrolled(state: &State, at: usize, rows: usize, total: usize) -> Option<String> {
    if total <= rows {
        return None;
    }
    let last = (at + rows).min(total);
    let args = [("first", (at + 1).into()), ("last", last.into()), ("total", total.into())];
    let id = if last < total { "lines-more-below" } else { "lines-to-the-end" };
    Some(state.i18n.with(id, &args))
}

/// `query · Enter read · Tab list`
pub(super) fn keys(state: &State, canvas: &mut Canvas<'_>, area: Rect) {
    let look = canvas.look;
    let mode = state.mode();
    let place = state.i18n.text(&format!("mode-{}", mode.name()));
    let mut actions = state.keymap.footer(mode, |condition| state.holds(condition));
    if mode == Mode::Updates {
        actions = updates::footer_keys(state, actions);
    }
    // The help needs no key to itself.
    let actions = actions.into_iter().filter(|(_, action)| (mode, *action) != (Mode::Help, Action::Help));
    let offers = actions.map(|(chord, action)| Offer {
        action,
        // Whoever needs to lock or to go back has no time to look for the key;
        // and whoever begins has to find the help.
        stays: matches!(action, Action::Lock | Action::Back) || (mode, action) == (Mode::Query, Action::Help),
        key: chord.to_string(),
        word: word(state, mode, action),
    });
    let room = usize::from(area.width).saturating_sub(columns(&place));
    let shown = fitting(offers.collect(), area.width < NARROW, room);
    let mut spans = vec![Span::styled(place, look.strong)];
    for Offer { key, word, .. } in shown {
        spans.push(Span::styled(" · ", look.dim));
        spans.push(Span::styled(key, look.accent));
        spans.push(Span::styled(format!(" {word}"), look.base));
    }
    canvas.put(area, 0, spans);
}

/// What the footer may offer: a key, and what it does.
#[derive(Debug)]
struct Offer {
    action: Action,
    /// It has its room before the others.
    stays: bool,
    key: String,
    word: String,
}

impl Offer {
    fn columns(&self) -> usize {
        columns(" · ") + columns(&self.key) + 1 + columns(&self.word)
    }
}

/// Those that have room, in their order. On all but narrow screens what
/// [stays](Offer::stays) has its room before the rest, the lock before all.
fn fitting(offers: Vec<Offer>, narrow: bool, room: usize) -> Vec<Offer> {
    let most = if narrow { NARROW_ACTIONS } else { MOST_ACTIONS };
    let (mut left, mut count) = (room, most);
    let mut taken = vec![false; offers.len()];
    let staying = |offer: &Offer| !narrow && offer.stays;
    let locks = |offer: &Offer| offer.action == Action::Lock;
    let passes: [&dyn Fn(&Offer) -> bool; 3] =
        [&|offer| staying(offer) && locks(offer), &|offer| staying(offer) && !locks(offer), &|offer| !staying(offer)];
    for pass in passes {
        for (offer, taken) in offers.iter().zip(&mut taken).filter(|(offer, _)| pass(offer)) {
            let (Some(next), true) = (left.checked_sub(offer.columns()), count > 0) else { break };
            (left, count, *taken) = (next, count - 1, true);
        }
    }
    offers.into_iter().zip(taken).filter_map(|(offer, taken)| taken.then_some(offer)).collect()
}

/// What a key does here, in a word or two.
fn word(state: &State, mode: Mode, action: Action) -> String {
    let id = match (mode, action) {
        (Mode::Query | Mode::List, Action::Open) if !state.start_menu() => "footer-read".to_owned(),
        (Mode::Trust, Action::Open) => "footer-accept".to_owned(),
        (Mode::Updates, action) => updates::footer_word(state, action),
        (Mode::Filters, Action::Open) => "footer-toggle".to_owned(),
        (Mode::Line, Action::Open) => "footer-take".to_owned(),
        (Mode::Handover, action) => match state.screens.last() {
            Some(Screen::Handover(handover)) => handover::footer_word(state, handover, action),
            _ => action.footer_id(),
        },
        (Mode::Codes, Action::NextChoice) => "footer-next-code".to_owned(),
        (Mode::Shortlist, action) => shortlist::footer_word(state, action),
        (Mode::Query | Mode::List | Mode::Filters, Action::FocusNext) => {
            let next: Focus = state.find.focus.next(true);
            format!("mode-{}", next.mode().name())
        }
        (_, action) => action.footer_id(),
    };
    state.i18n.text(&id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers(actions: &[(Action, &str)]) -> Vec<Offer> {
        let offer = |(action, word): &(Action, &str)| Offer {
            action: *action,
            stays: matches!(action, Action::Back | Action::Lock),
            key: "x".into(),
            word: (*word).into(),
        };
        actions.iter().map(offer).collect()
    }

    #[test]
    fn locking_and_going_back_have_their_room_before_the_rest() {
        let all = || {
            let rest = [Action::Open, Action::Shortlist, Action::HandOver, Action::Copy, Action::Codes];
            let rest = rest.map(|action| (action, "a word"));
            offers(&[&rest[..], &[(Action::Back, "back"), (Action::Help, "help"), (Action::Lock, "lock")]].concat())
        };
        let shown = |narrow, room| -> Vec<Action> {
            fitting(all(), narrow, room).into_iter().map(|offer| offer.action).collect()
        };
        let four = [Action::Open, Action::Shortlist, Action::HandOver, Action::Copy];
        assert_eq!(shown(false, 200), [&four[..], &[Action::Back, Action::Lock]].concat());
        assert_eq!(shown(false, 30), [Action::Open, Action::Back, Action::Lock]);
        assert_eq!(shown(false, 9), [Action::Lock]);
        assert_eq!(shown(false, 8), []);
        assert_eq!(shown(true, 38), [Action::Open, Action::Shortlist]);
    }
}
