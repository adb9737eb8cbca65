//! What Updates says while something is done about a source: how far it is,
//! how long a site has been silent, and which keys stop it or let it go on.

use super::{
    action::Action,
    state::State,
    updates::{Row, Step, UpdateSource, Work},
    updates_page::{Said, Tone, key},
};
use crate::{sheet::update, text::wrap::columns};

/// A site that is silent for fewer seconds than these is only slow.
const SILENT: u64 = 2;

/// What is being done, in the room of a row.
pub(super) fn in_short(state: &State, row: &Row, work: &Work) -> String {
    if let Some(seconds) = silent(state, row, work) {
        return state.i18n.with("updates-waits", &[("count", seconds.into())]);
    }
    let step = state.i18n.text(step_id(row, work));
    match percent(work) {
        Some(percent) => format!("{step} {percent} %"),
        None => format!("{step} …"),
    }
}

/// Seconds for which a site has said nothing, when it should.
fn silent(state: &State, row: &Row, work: &Work) -> Option<u64> {
    let waits = matches!(row.listed.source, UpdateSource::Site(_))
        && matches!(work.step, Step::Checking | Step::Getting)
        && (work.total == 0 || work.done < work.total);
    let seconds = u64::try_from(state.now.duration_since(work.heard).as_secs()).ok()?;
    (waits && seconds >= SILENT).then_some(seconds)
}

fn step_id(row: &Row, work: &Work) -> &'static str {
    match (work.step, &row.listed.source) {
        (Step::Checking, UpdateSource::Site(_)) => "updates-step-asking",
        (Step::Checking, UpdateSource::File(_)) => "updates-step-checking",
        (Step::Getting, _) => "updates-step-getting",
        (Step::Unpacking, _) => "updates-step-unpacking",
        (Step::Writing, _) => "updates-step-writing",
    }
}

/// How much of a piece of work is done.
pub fn percent(work: &Work) -> Option<u64> {
    (work.done.min(work.total) * 100).checked_div(work.total)
}

/// `700 kB of 1.4 MB · 12 kB a second · 58 s left`.
pub fn progress(state: &State, work: &Work) -> String {
    let i18n = &state.i18n;
    let mut parts = Vec::new();
    if work.step == Step::Getting && work.total > 0 {
        let bytes = |count: u64| update::bytes(i18n, count).into();
        let args = [("done", bytes(work.done)), ("total", bytes(work.total))];
        parts.push(i18n.with("updates-so-far", &args));
    } else if let Some(percent) = percent(work) {
        parts.push(format!("{percent} %"));
    }
    if let Some(rate) = rate(state, work) {
        if work.step == Step::Getting {
            parts.push(i18n.with("updates-rate", &[("rate", update::bytes(i18n, rate).into())]));
        }
        let left = work.total.saturating_sub(work.done) / rate.max(1);
        if work.total > 0 {
            parts.push(update::time_left(i18n, left));
        }
    }
    parts.join(" · ")
}

/// What is done in a second.
fn rate(state: &State, work: &Work) -> Option<u64> {
    let (since, before) = work.since;
    let milliseconds = u64::try_from(state.now.duration_since(since).as_millis()).ok()?;
    update::rate(work.done.saturating_sub(before), milliseconds)
}

/// How far it is, for whom it waits, and what can be done meanwhile.
pub(super) fn lines(state: &State, row: &Row, work: &Work, said: &mut Said) {
    let i18n = &state.i18n;
    let silent = silent(state, row, work);
    // Where nothing has come yet, that it waits is all there is to say.
    if silent.is_none() || work.total > 0 {
        said.text(&bar(state, row, work, said.width), Tone::Strong);
    }
    if let Some(seconds) = silent {
        let args = [("place", row.listed.name.as_str().into()), ("count", seconds.into())];
        said.text(&i18n.with("updates-waits-for", &args), Tone::Strong);
    }
    if row.gone && matches!(work.step, Step::Unpacking | Step::Writing) {
        said.text(&i18n.text("updates-drive-gone"), Tone::Plain);
    }
    let keys = [("stop", key(state, Action::Back).into()), ("leave", key(state, Action::Updates).into())];
    said.text(&i18n.with("updates-meanwhile", &keys), Tone::Key);
}

/// `Getting ▓▓▓▓▓▓▓▓▓░░░░░░░░░░░ 700 kB of 1.4 MB · 20.0 kB a second · 35 s left`
fn bar(state: &State, row: &Row, work: &Work, width: usize) -> String {
    let step = state.i18n.text(step_id(row, work));
    let progress = progress(state, work);
    let room = width.saturating_sub(columns(&step) + columns(&progress) + 4).min(30);
    let bar = match (work.done.min(work.total) * room as u64).checked_div(work.total) {
        Some(full) => {
            let full = usize::try_from(full).unwrap_or(room);
            format!("{}{}", "▓".repeat(full), "░".repeat(room - full))
        }
        None => "…".to_owned(),
    };
    format!("{step} {bar} {progress}").trim_end().to_owned()
}
