//! Updates: what keys do there, and what becomes of what was asked for.

use jiff::SignedDuration;
use tui_input::Input;

use super::{
    action::Action,
    replaced,
    state::{Screen, State},
    update::{Effect, moved},
    updates::{Ask, Because, News, Row, Stage, Step, Told, UpdateSource, Work},
    updates_page,
};

/// Opens Updates; on what the news are about, if there are any.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Updates);
    let news = state.updates.news.take();
    if let Some(news) = news
        && let Some(at) = state.updates.rows.iter().position(|row| row.listed.source == news.source)
    {
        state.updates.selected = at;
    }
    let mut effects = vec![Effect::Updates(Ask::List)];
    effects.extend(selected(state));
    effects
}

/// Does what an action says in Updates.
pub(super) fn perform(state: &mut State, action: Action) -> Vec<Effect> {
    if state.updates.typing.is_some() {
        return typing(state, action);
    }
    match action {
        Action::Open => next_step(state),
        Action::Details => {
            let updates = &mut state.updates;
            updates.details = if updates.details.is_some() || updates.rows.is_empty() { None } else { Some(0) };
            Vec::new()
        }
        Action::Back => back(state),
        Action::Updates => leave(state),
        _ => {
            step(state, action);
            selected(state)
        }
    }
}

/// Esc: out of the details, then stop what is being done, then leave.
fn back(state: &mut State) -> Vec<Effect> {
    if state.updates.details.take().is_some() {
        return Vec::new();
    }
    if state.updates.is_busy() {
        for row in &mut state.updates.rows {
            row.work = None;
        }
        state.say(state.i18n.text("updates-stopped"));
        return vec![Effect::Updates(Ask::Stop)];
    }
    state.screens.pop();
    Vec::new()
}

/// Leaves, and lets go on what is being done: there is work to do meanwhile.
fn leave(state: &mut State) -> Vec<Effect> {
    state.updates.details = None;
    state.screens.pop();
    if state.updates.is_busy() {
        let text = state.i18n.with("updates-goes-on", &[("key", key_to_updates(state).into())]);
        state.say(text);
    }
    Vec::new()
}

/// The key that leads here from the screen there is.
fn key_to_updates(state: &State) -> String {
    state.keymap.keys(state.mode(), Action::Updates).next().map(|key| key.to_string()).unwrap_or_default()
}

/// Moves the selection, or scrolls the details.
fn step(state: &mut State, action: Action) {
    let page = state.body_rows();
    if let Some(at) = state.updates.details {
        let last = updates_page::lines(state, true).len().saturating_sub(page);
        state.updates.details = Some(moved(at, action, page, last));
        return;
    }
    let last = state.updates.rows.len().saturating_sub(1);
    state.updates.selected = moved(state.updates.selected, action, page, last);
}

/// What follows from a source being selected: a drive is here and costs
/// nothing, so it is looked at without being asked for. A site never is.
fn selected(state: &mut State) -> Vec<Effect> {
    if state.updates.is_busy() || !matches!(state.screens.last(), Some(Screen::Updates)) {
        return Vec::new();
    }
    let Some(row) = state.updates.current() else { return Vec::new() };
    match (&row.listed.source, &row.stage) {
        (UpdateSource::File(_), Stage::Unasked) => look(state),
        (UpdateSource::File(_), Stage::Offered(offer)) if offer.known && offer.is_newer() => preview(state, None),
        _ => Vec::new(),
    }
}

/// Enter: one step on.
fn next_step(state: &mut State) -> Vec<Effect> {
    if state.updates.is_busy() {
        return Vec::new();
    }
    let Some(row) = state.updates.current() else { return Vec::new() };
    match &row.stage {
        Stage::Unasked | Stage::Refused(_) | Stage::Taken { .. } => look(state),
        Stage::Offered(offer) if !offer.is_newer() => {
            // A site may have something newer by now.
            if matches!(row.listed.source, UpdateSource::Site(_)) {
                return look(state);
            }
            state.say(state.i18n.text("updates-nothing-newer"));
            Vec::new()
        }
        Stage::Offered(offer) if !offer.known => {
            state.updates.details = None;
            state.updates.wrong_words = false;
            state.updates.typing = Some(Input::default());
            Vec::new()
        }
        Stage::Offered(_) => preview(state, None),
        Stage::Previewed(..) => take(state),
    }
}

/// Keys while the first two words are typed.
fn typing(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => state.updates.typing = None,
        Action::Open => {
            let typed = state.updates.typing.as_ref().map(|input| input.value().to_owned()).unwrap_or_default();
            let Some(Row { stage: Stage::Offered(offer), .. }) = state.updates.current() else { return Vec::new() };
            if are_first_words(&typed, &offer.words) {
                state.updates.typing = None;
                return preview(state, Some(typed));
            }
            state.updates.wrong_words = true;
        }
        _ => {}
    }
    Vec::new()
}

/// True when the first two words were typed, in any case, however divided.
fn are_first_words(typed: &str, words: &[String]) -> bool {
    let typed: Vec<String> =
        typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    typed.len() == 2 && words.get(..2).is_some_and(|first| first == typed)
}

/// Notes that something is being done about the selected source.
fn begin(state: &mut State, step: Step) -> Option<UpdateSource> {
    let now = state.now;
    let row = state.updates.current_mut()?;
    row.work = Some(Work { step, done: 0, total: 0, since: (now, 0) });
    Some(row.listed.source.clone())
}

fn look(state: &mut State) -> Vec<Effect> {
    let source = begin(state, Step::Checking);
    source.into_iter().map(|source| Effect::Updates(Ask::Look(source))).collect()
}

fn preview(state: &mut State, words: Option<String>) -> Vec<Effect> {
    let (matters, language) = (matters(state), state.i18n.language().to_owned());
    let Some(source) = begin(state, Step::Getting) else { return Vec::new() };
    vec![Effect::Updates(Ask::Preview { source, words, matters, language })]
}

fn take(state: &mut State) -> Vec<Effect> {
    let source = begin(state, Step::Writing);
    source.into_iter().map(|source| Effect::Updates(Ask::Take(source))).collect()
}

/// Ids of the entries that matter to the person, each once.
fn matters(state: &State) -> Vec<(String, Because)> {
    let listed = state.shortlist.entries.iter().map(|entry| (entry.id.clone(), Because::Shortlist));
    let directory = state.library.as_ref().map(|library| &library.directory);
    let is_listed = |id: &String| {
        let entry = directory.and_then(|directory| directory.find(id));
        entry.is_some_and(|entry| state.shortlist.position(&entry).is_some())
    };
    let read = state.recent.iter().rev().filter(|id| !is_listed(id)).map(|id| (id.clone(), Because::Read));
    listed.chain(read).collect()
}

/// Goes back to the generation before, if this session has taken another, or
/// where updates are looked at.
pub(super) fn go_back(state: &mut State) -> Vec<Effect> {
    if state.updates.going_back {
        return Vec::new();
    }
    let on_updates = matches!(state.screens.last(), Some(Screen::Updates));
    if state.updates.is_busy() || !(on_updates || state.updates.can_go_back) {
        state.say(state.i18n.text("updates-nothing-to-undo"));
        return Vec::new();
    }
    state.updates.going_back = true;
    state.say(state.i18n.text("updates-going-back"));
    vec![Effect::Updates(Ask::GoBack)]
}

/// Something has come of what was asked for, or by itself from a drive.
pub(super) fn told(state: &mut State, told: Told) -> Vec<Effect> {
    match told {
        Told::Listed(listed) => return listed_anew(state, listed),
        Told::Offered(source, offer) => {
            let worth_saying = offer.known && offer.is_newer() && matches!(source, UpdateSource::File(_));
            let on_updates = state.screens.iter().any(|screen| matches!(screen, Screen::Updates));
            if worth_saying && !on_updates {
                state.updates.news = Some(News { source: source.clone(), offer: offer.clone() });
            }
            // A stick is looked at by itself too, maybe while more is being done.
            let busy = state.updates.row_mut(&source).and_then(|row| row.work.as_ref());
            if busy.is_none_or(|work| work.step == Step::Checking) {
                settle(state, &source, Stage::Offered(offer));
            }
            return selected(state);
        }
        Told::Step(source, step, done, total) => progress(state, &source, step, done, total),
        Told::Previewed(source, offer, preview) => {
            if !state.screens.iter().any(|screen| matches!(screen, Screen::Updates)) {
                let args = [
                    ("name", offer.name.as_str().into()),
                    ("version", offer.version.to_string().into()),
                    ("key", key_to_updates(state).into()),
                ];
                state.say_for(state.i18n.with("updates-ready", &args), SignedDuration::from_secs(20));
            }
            settle(state, &source, Stage::Previewed(offer, preview));
        }
        Told::Refused(source, refused) => settle(state, &source, Stage::Refused(refused)),
        Told::Stopped(source) => {
            if let Some(row) = state.updates.row_mut(&source) {
                row.work = None;
            }
        }
        Told::Taken { source, version, withdrawn, library } => {
            settle(state, &source, Stage::Taken { version, withdrawn });
            state.updates.news = None;
            state.updates.can_go_back = true;
            for row in &mut state.updates.rows {
                // What was said of others was said beside another directory.
                if row.listed.source != source && !matches!(row.stage, Stage::Refused(_)) {
                    row.stage = Stage::Unasked;
                }
            }
            let key = state.keymap.keys(state.mode(), Action::GoBack).next().map(|key| key.to_string());
            let args = [
                ("version", version.to_string().into()),
                ("withdrawn", withdrawn.into()),
                ("key", key.unwrap_or_default().into()),
            ];
            state.say_for(state.i18n.with("updates-taken", &args), SignedDuration::from_secs(20));
            return replaced::replace(state, &library);
        }
        Told::WentBack { now, library } => {
            state.updates.going_back = false;
            state.updates.can_go_back = false;
            for row in &mut state.updates.rows {
                row.stage = Stage::Unasked;
            }
            let text = match now {
                Some((name, version)) => state
                    .i18n
                    .with("updates-went-back", &[("name", name.into()), ("version", version.to_string().into())]),
                None => state.i18n.text("updates-went-back-to-nothing"),
            };
            state.say_for(text, SignedDuration::from_secs(20));
            return replaced::replace(state, &library);
        }
        Told::CannotGoBack(refused) => {
            state.updates.going_back = false;
            let text = updates_page::refusal(state, &refused);
            state.say(text);
        }
    }
    Vec::new()
}

/// A source has come to a stage, and nothing is being done about it.
#[expect(clippy::similar_names, reason = "`state` and `stage` are the words of the house")]
fn settle(state: &mut State, source: &UpdateSource, stage: Stage) {
    if let Some(row) = state.updates.row_mut(source) {
        row.stage = stage;
        row.work = None;
    }
}

fn progress(state: &mut State, source: &UpdateSource, step: Step, done: u64, total: u64) {
    let now = state.now;
    // What was stopped does not come back to life by its last words.
    let Some(row) = state.updates.row_mut(source).filter(|row| row.work.is_some()) else { return };
    let since = match &row.work {
        Some(work) if work.step == step && work.total > 0 => work.since,
        _ => (now, done),
    };
    row.work = Some(Work { step, done, total, since });
}

/// Drives come and go, sites are added: rows keep how far they have come, and
/// the selection stays on its source.
fn listed_anew(state: &mut State, listed: Vec<super::updates::Listed>) -> Vec<Effect> {
    let updates = &mut state.updates;
    let selected_source = updates.current().map(|row| row.listed.source.clone());
    let mut before = std::mem::take(&mut updates.rows);
    updates.rows = listed
        .into_iter()
        .map(|listed| {
            let known =
                before.iter().position(|row| row.listed.source == listed.source && row.listed.bytes == listed.bytes);
            match known {
                Some(at) => Row { listed, ..before.swap_remove(at) },
                None => Row { listed, stage: Stage::Unasked, work: None },
            }
        })
        .collect();
    updates.rows.sort_by(|a, b| a.listed.source.cmp(&b.listed.source));
    let at = selected_source.and_then(|source| updates.rows.iter().position(|row| row.listed.source == source));
    updates.selected = at.unwrap_or(0);
    if at.is_none() {
        updates.typing = None;
        updates.details = None;
    }
    if updates.news.as_ref().is_some_and(|news| updates.rows.iter().all(|row| row.listed.source != news.source)) {
        updates.news = None;
    }
    selected(state)
}

/// What must not be seen by whoever unlocks.
pub(super) fn forget(state: &mut State) {
    state.recent.clear();
    state.updates.details = None;
    state.updates.typing = None;
    for row in &mut state.updates.rows {
        if let Stage::Previewed(offer, _) = &row.stage {
            row.stage = Stage::Offered(offer.clone());
        }
    }
}
