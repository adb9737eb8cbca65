//! Updates: what becomes of what was asked for, and what comes by itself from
//! a drive.

use std::sync::Arc;

use jiff::SignedDuration;

use super::{
    on_updates::{key_to_updates, selected},
    replaced,
    state::{Library, Screen, State},
    update::Effect,
    updates::{Accepted, Listed, News, NewsOf, Offer, Preview, Refused, Row, Stage, Step, Told, UpdateSource, Work},
    updates_page,
};

/// How long it stands what came of a piece of work: it may end unseen.
const OUTCOME_FOR: SignedDuration = SignedDuration::from_secs(20);

/// Something has come of what was asked for, or by itself from a drive.
pub(super) fn told(state: &mut State, told: Told) -> Vec<Effect> {
    match told {
        Told::Listed(listed) => return listed_anew(state, listed),
        Told::Offered(source, offer) => return offered(state, &source, offer),
        Told::Unusable(source, refused) => unusable(state, &source, refused),
        Told::Step(source, step, done, total) => progress(state, &source, step, done, total),
        // The marker may have come to a drive meanwhile that nobody has looked at.
        Told::Previewed(source, offer, preview) => {
            previewed(state, &source, offer, preview);
            return selected(state);
        }
        Told::Refused(source, refused) => {
            settle(state, &source, Stage::Refused(refused));
            return selected(state);
        }
        Told::Stopped(source) => {
            if let Some(row) = state.updates.row_mut(&source) {
                row.work = None;
            }
            state.updates.drop_gone();
        }
        Told::Taken { source, version, withdrawn, library } => {
            return taken(state, &source, (version, withdrawn), &library);
        }
        Told::WentBack { library } => return went_back(state, &library),
        Told::CannotGoBack(refused) => {
            state.updates.going_back = false;
            let text = updates_page::refusal(state, &refused);
            state.say(text);
        }
    }
    Vec::new()
}

/// True when Updates is open, maybe under something else.
fn is_open(state: &State) -> bool {
    state.screens.iter().any(|screen| matches!(screen, Screen::Updates))
}

/// A source has come to a stage, and nothing is being done about it.
#[expect(clippy::similar_names, reason = "`state` and `stage` are the words of the house")]
fn settle(state: &mut State, source: &UpdateSource, stage: Stage) {
    if let Some(row) = state.updates.row_mut(source) {
        row.stage = stage;
        row.work = None;
    }
    state.updates.drop_gone();
}

fn offered(state: &mut State, source: &UpdateSource, offer: Box<Offer>) -> Vec<Effect> {
    let worth_saying = offer.is_accepted() && offer.is_newer() && matches!(source, UpdateSource::File(_));
    let drive = state.updates.row_mut(source).map(|row| row.listed.name.clone()).unwrap_or_default();
    if worth_saying && !is_open(state) {
        state.updates.news = Some(News { source: source.clone(), drive, of: NewsOf::Newer(offer.clone()) });
    } else if state.updates.news.as_ref().is_some_and(|news| news.source == *source) {
        // It was still being copied when it could not be used.
        state.updates.news = None;
    }
    // A stick is looked at by itself too, maybe while more is being done.
    let busy = state.updates.row_mut(source).and_then(|row| row.work.as_ref());
    if busy.is_none_or(|work| work.step == Step::Checking) {
        settle(state, source, Stage::Offered(offer));
    }
    state.updates.mark_news();
    selected(state)
}

/// A drive has nothing but what cannot be used. Whoever put it in waits for a
/// word; that of something newer goes before this.
fn unusable(state: &mut State, source: &UpdateSource, refused: Refused) {
    let open = is_open(state);
    let Some(row) = state.updates.row_mut(source).filter(|row| row.work.is_none()) else { return };
    row.stage = Stage::Refused(refused);
    let drive = row.listed.name.clone();
    if !open && state.updates.news.is_none() {
        state.updates.news = Some(News { source: source.clone(), drive, of: NewsOf::Unusable });
    }
}

fn previewed(state: &mut State, source: &UpdateSource, offer: Box<Offer>, preview: Preview) {
    if !is_open(state) {
        let args = [
            ("name", offer.name.as_str().into()),
            ("version", offer.version.to_string().into()),
            ("key", key_to_updates(state).into()),
        ];
        state.say_for(state.i18n.with("updates-ready", &args), OUTCOME_FOR);
    }
    settle(state, source, Stage::Previewed(offer, preview));
}

fn progress(state: &mut State, source: &UpdateSource, step: Step, done: u64, total: u64) {
    let now = state.now;
    // What was stopped does not come back to life by its last words.
    let Some(row) = state.updates.row_mut(source).filter(|row| row.work.is_some()) else { return };
    let since = match &row.work {
        Some(work) if work.step == step && work.total > 0 => work.since,
        _ => (now, done),
    };
    row.work = Some(Work { step, done, total, since, heard: now });
}

/// Drives come and go, sites are added: rows keep how far they have come, and
/// the selection stays on its source.
fn listed_anew(state: &mut State, listed: Vec<Listed>) -> Vec<Effect> {
    let updates = &mut state.updates;
    let selected_source = updates.current().map(|row| row.listed.source.clone());
    let mut before = std::mem::take(&mut updates.rows);
    updates.rows = listed
        .into_iter()
        .map(|listed| {
            let known =
                before.iter().position(|row| row.listed.source == listed.source && row.listed.bytes == listed.bytes);
            match known {
                Some(at) => Row { listed, gone: false, ..before.swap_remove(at) },
                None => Row { listed, stage: Stage::Unasked, work: None, gone: false },
            }
        })
        .collect();
    // What was copied off a drive goes on without it, and has to be seen.
    let here = |updates: &super::updates::Updates, row: &Row| {
        updates.rows.iter().any(|other| other.listed.source == row.listed.source)
    };
    before.retain(|row| row.work.is_some() && !here(updates, row));
    updates.rows.extend(before.into_iter().map(|row| Row { gone: true, ..row }));
    updates.rows.sort_by(|a, b| a.listed.source.cmp(&b.listed.source));
    if !updates.select(selected_source.as_ref()) {
        updates.typing = None;
        updates.wrong_words = false;
        updates.details = None;
    }
    if !updates.moved && !updates.current().is_some_and(|row| row.work.is_some() || row.stage.is_news()) {
        // It was on whatever there was first, before the drives were known.
        updates.selected = 0;
        updates.mark_news();
    }
    if updates.news.as_ref().is_some_and(|news| updates.rows.iter().all(|row| row.listed.source != news.source)) {
        updates.news = None;
    }
    selected(state)
}

/// What is known of sources is said beside another directory from now on.
/// Nobody has to look again; what was compared has to be compared anew.
fn beside(state: &mut State, library: &Arc<Library>) {
    let before = state.library.clone();
    for row in &mut state.updates.rows {
        row.stage = std::mem::replace(&mut row.stage, Stage::Unasked).unprepared();
    }
    tell_anew(state, |offer| offer.beside(before.as_deref(), library));
}

/// Brings what is said of every source up to date; what is no news any more is
/// not said.
fn tell_anew(state: &mut State, update: impl Fn(&mut Offer)) {
    for row in &mut state.updates.rows {
        if let Stage::Offered(offer) = &mut row.stage {
            update(offer);
        }
    }
    if let Some(News { of: NewsOf::Newer(offer), .. }) = &mut state.updates.news {
        update(offer);
        if !offer.is_newer() {
            state.updates.news = None;
        }
    }
}

fn taken(
    state: &mut State,
    source: &UpdateSource,
    (version, withdrawn): (u64, usize),
    library: &Arc<Library>,
) -> Vec<Effect> {
    let stage = state.updates.row_mut(source).map(|row| std::mem::replace(&mut row.stage, Stage::Unasked));
    let about = match stage {
        Some(Stage::Previewed(offer, preview)) => Some(Box::new((*offer, preview))),
        _ => None,
    };
    beside(state, library);
    for row in &mut state.updates.rows {
        // Of the same publisher, the one that was taken before is in use no longer.
        let same = |offer: &Offer| about.as_ref().is_some_and(|about| about.0.publisher == offer.publisher);
        if matches!(row.stage, Stage::Taken { .. }) && row.stage.offer().is_some_and(same) {
            row.stage = untaken(&row.stage, state.library.as_deref(), library);
        }
    }
    if let Some((taken, _)) = about.as_deref() {
        tell_anew(state, |offer| offer.beside_taken(taken));
    }
    let text = updates_page::taken(state, version, withdrawn, about.as_ref().map(|about| &about.0));
    settle(state, source, Stage::Taken { version, withdrawn, about });
    state.updates.can_go_back = true;
    state.say_for(text, OUTCOME_FOR);
    let mut effects = replaced::replace(state, library);
    effects.extend(selected(state));
    effects
}

/// What was taken, once something else is in use.
fn untaken(stage: &Stage, before: Option<&Library>, after: &Library) -> Stage {
    let Some(mut offer) = stage.offer().cloned() else { return Stage::Unasked };
    // It was accepted for good when it was taken.
    offer.accepted = Accepted::Before;
    offer.beside(before, after);
    Stage::Offered(Box::new(offer))
}

fn went_back(state: &mut State, library: &Arc<Library>) -> Vec<Effect> {
    state.updates.going_back = false;
    state.updates.can_go_back = false;
    let text = updates_page::in_use_now(state, library);
    beside(state, library);
    for row in &mut state.updates.rows {
        // Of a publisher that is switched off, no directory says what is kept now.
        if matches!(&row.stage, Stage::Offered(offer) if offer.off) {
            row.stage = Stage::Unasked;
        }
        if matches!(row.stage, Stage::Taken { .. }) {
            row.stage = untaken(&row.stage, state.library.as_deref(), library);
        }
    }
    state.say_for(text, OUTCOME_FOR);
    let mut effects = replaced::replace(state, library);
    effects.extend(selected(state));
    effects
}
