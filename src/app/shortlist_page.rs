//! What the screen of the shortlist says, in lines.

use super::{
    shortlist::{Place, ShortlistScreen, places},
    state::State,
};
use crate::{
    handout::{Step, list::Listed},
    sheet,
    text::wrap::{columns, wrap},
};

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Like any text.
    Plain,
    /// Less important.
    Dim,
    /// Above a group of lines.
    Heading,
    /// Something to heed.
    Warning,
}

/// One line of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words; they fit beside the margin.
    pub text: String,
    /// How they are meant.
    pub tone: Tone,
    /// Which of the places it belongs to, from 0.
    pub place: Option<usize>,
    /// The number of an entry, on its first line.
    pub number: Option<usize>,
}

/// Columns before the words: the marker and the number.
pub const MARGIN: u16 = 5;
/// Narrower than this, the title has no room to say how long the list lasts.
const NARROW: u16 = 60;
/// Rows of a note; a longer one ends in the last of them.
const NOTE_ROWS: usize = 3;

/// Every line of the screen.
pub fn lines(state: &State) -> Vec<Line> {
    let mut page = Page { width: usize::from(state.size.0.saturating_sub(MARGIN + 1)).max(8), lines: Vec::new() };
    let i18n = &state.i18n;
    if state.shortlist.entries.is_empty() {
        let key = state.keymap.keys(super::keymap::Mode::List, super::action::Action::Shortlist).next();
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        page.say(&i18n.with("shortlist-none", &[("key", key.into())]), Tone::Dim, None, usize::MAX);
    }
    for (at, place) in places(state).into_iter().enumerate() {
        match place {
            Place::Entry(number) => {
                if let Some(listed) = state.shortlist.entries.get(number) {
                    entry(state, &mut page, listed, at, number);
                }
            }
            Place::Note => {
                page.blank();
                page.say(&i18n.text("shortlist-with-all"), Tone::Heading, None, 1);
                page.say(&noted(state, "shortlist-note", &state.shortlist.note), Tone::Plain, Some(at), NOTE_ROWS);
            }
            Place::Step(step) => {
                let mark = if state.shortlist.steps.contains(&step) { "[x]" } else { "[ ]" };
                let words = step.sentence(i18n, own_words(state, step));
                page.say(&format!("{mark} {words}"), Tone::Plain, Some(at), 1);
            }
            Place::OwnStep => {
                let words = noted(state, "shortlist-own-step", &state.shortlist.own_step);
                page.say(&words, Tone::Plain, Some(at), NOTE_ROWS);
            }
        }
    }
    page.lines
}

/// What follows "ask for" in the list: the own words, or room for them.
fn own_words(state: &State, step: Step) -> &str {
    if step == Step::AskFor && !state.shortlist.own_step.is_empty() { &state.shortlist.own_step } else { "…" }
}

/// `Note: ring twice`, or `Note: –`.
fn noted(state: &State, id: &str, text: &str) -> String {
    let text = if text.is_empty() { "–" } else { text };
    let label = match id {
        "shortlist-note" => state.i18n.text("shortlist-note"),
        _ => state.i18n.text("shortlist-own-step"),
    };
    format!("{label} {text}")
}

/// What is being typed, for the line below the screen.
pub fn label(state: &State, screen: &ShortlistScreen) -> String {
    let place = screen.typing.as_ref().map(|(place, _)| *place);
    match place {
        Some(Place::Entry(at)) => {
            let name = state.shortlist.entries.get(at).map(|listed| listed.name.as_str()).unwrap_or_default();
            let name = crate::text::wrap::shorten(name, usize::from(state.size.0) / 3);
            state.i18n.with("shortlist-note-about", &[("name", name.into())])
        }
        Some(Place::OwnStep) => state.i18n.text("shortlist-own-step"),
        _ => state.i18n.text("shortlist-note"),
    }
}

/// How long the list is and how long it lasts: for the right of the title.
pub fn standing(state: &State) -> String {
    let count = state.i18n.with("shortlist-count", &[("count", state.shortlist.entries.len().into())]);
    if state.size.0 < NARROW {
        return count;
    }
    let lasts = if state.lock.settings.guarded { "shortlist-in-vault" } else { "shortlist-in-memory" };
    format!("{count} · {}", state.i18n.text(lasts))
}

fn entry(state: &State, page: &mut Page, listed: &Listed, at: usize, number: usize) {
    let directory = state.library.as_ref().map(|library| &library.directory);
    let row =
        directory.and_then(|directory| directory.find(&listed.id)).map(|entry| sheet::row(&entry, &state.context()));
    let name = match &row {
        Some(row) => row.organization.iter().fold(row.name.clone(), |name, owner| format!("{name} — {owner}")),
        None => listed.name.clone(),
    };
    page.say(&name, Tone::Plain, Some(at), 1);
    if let Some(first) = page.lines.last_mut() {
        first.number = Some(number + 1);
    }
    match row {
        Some(row) if state.rows_per_result() > 1 => {
            let tone = if row.stale { Tone::Warning } else { Tone::Dim };
            let facts = [row.place, row.open, row.access, row.languages, row.checked];
            let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            page.say(&fitting(facts, page.width), tone, Some(at), 1);
        }
        // Without a library it cannot be said what is in it.
        None if directory.is_some() => page.say(&state.i18n.text("shortlist-gone"), Tone::Warning, Some(at), 2),
        _ => {}
    }
    if !listed.note.is_empty() {
        page.say(&noted(state, "shortlist-note", &listed.note), Tone::Plain, Some(at), NOTE_ROWS);
    }
}

/// Facts divided by dots: those in the middle go where there is no room, the
/// check never does.
fn fitting(mut facts: Vec<String>, width: usize) -> String {
    while facts.len() > 1 && columns(&facts.join(" · ")) > width {
        facts.remove(facts.len() - 2);
    }
    facts.join(" · ")
}

struct Page {
    width: usize,
    lines: Vec<Line>,
}

impl Page {
    /// Says something in at most `rows` lines; a longer text ends with `…`.
    fn say(&mut self, text: &str, tone: Tone, place: Option<usize>, rows: usize) {
        let mut broken = wrap(text, self.width);
        if broken.len() > rows {
            broken.truncate(rows);
            if let Some(last) = broken.last_mut() {
                *last = crate::text::wrap::shorten(&format!("{last} ……"), self.width);
            }
        }
        self.lines.extend(broken.into_iter().map(|text| Line { text, tone, place, number: None }));
    }

    fn blank(&mut self) {
        self.lines.push(Line { text: String::new(), tone: Tone::Plain, place: None, number: None });
    }
}
