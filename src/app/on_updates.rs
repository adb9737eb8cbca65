//! Updates: what keys do there. What becomes of what was asked for is in
//! [`super::updates_told`].

use tui_input::Input;

use super::{
    action::Action,
    state::{Screen, State},
    update::{Effect, moved},
    updates::{Ask, Because, Row, Stage, Step, UpdateSource, Work},
    updates_page,
};

/// Opens Updates; on what the news are about, if there are any, or on what is
/// being done; else on the first source that has something newer.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    state.screens.push(Screen::Updates);
    let updates = &mut state.updates;
    updates.moved = false;
    let busy = updates.rows.iter().find(|row| row.work.is_some()).map(|row| row.listed.source.clone());
    let news = updates.news.take().map(|news| news.source);
    if !updates.select(busy.or(news).as_ref()) {
        updates.mark_news();
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
        Action::Open => {
            state.updates.moved = true;
            next_step(state)
        }
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
        state.updates.drop_gone();
        // Whoever presses Esc again means this screen, not the whole program.
        state.last_escape = None;
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
pub(super) fn key_to_updates(state: &State) -> String {
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
    state.updates.moved = true;
    let last = state.updates.rows.len().saturating_sub(1);
    state.updates.selected = moved(state.updates.selected, action, page, last);
}

/// What follows from a source being selected: a drive is here and costs
/// nothing, so it is looked at without being asked for. A site never is.
pub(super) fn selected(state: &mut State) -> Vec<Effect> {
    if state.updates.is_busy() || !matches!(state.screens.last(), Some(Screen::Updates)) {
        return Vec::new();
    }
    let Some(row) = state.updates.current() else { return Vec::new() };
    match (&row.listed.source, &row.stage) {
        (UpdateSource::File(_), Stage::Unasked) => look(state),
        (UpdateSource::File(_), stage @ Stage::Offered(_)) if stage.is_news() => preview(state, None),
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
        Stage::Offered(offer) if !offer.is_accepted() => {
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
        Action::Back => {
            state.updates.typing = None;
            state.updates.wrong_words = false;
        }
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
    row.work = Some(Work { step, done: 0, total: 0, since: (now, 0), heard: now });
    Some(row.listed.source.clone())
}

fn look(state: &mut State) -> Vec<Effect> {
    let source = begin(state, Step::Checking);
    source.into_iter().map(|source| Effect::Updates(Ask::Look(source))).collect()
}

fn preview(state: &mut State, words: Option<String>) -> Vec<Effect> {
    let (matters, language) = (matters(state), state.i18n.language().to_owned());
    let Some(source) = begin(state, Step::Getting) else { return Vec::new() };
    // One version is kept ready, that which was compared last.
    state.updates.unprepare_but(&source);
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

/// What must not be seen by whoever unlocks.
pub(super) fn forget(state: &mut State) {
    state.recent.clear();
    state.updates.details = None;
    state.updates.typing = None;
    for row in &mut state.updates.rows {
        row.stage = std::mem::replace(&mut row.stage, Stage::Unasked).unprepared();
    }
}
