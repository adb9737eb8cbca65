//! What Updates says: a line for each source, and everything about the one
//! that is selected.

use jiff::Timestamp;

use super::{
    action::Action,
    state::State,
    updates::{
        Because, EntryChange, FieldChange, Listed, News, Offer, Preview, Refused, Row, Stage, Step, UpdateSource, Work,
    },
};
use crate::{
    i18n::Arg,
    sheet::phrases,
    text::wrap::{columns, wrap},
};

/// Narrower than this, a known publisher is told by the name alone.
const NARROW: usize = 58;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Like any text.
    Plain,
    /// Less important.
    Dim,
    /// What counts.
    Strong,
    /// Something to heed.
    Warning,
    /// What a key does.
    Key,
}

/// One line about the selected source, no wider than the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// The line of a source in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowText {
    /// What kind of source it is.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// How far it has come.
    pub what: String,
    /// How much it is.
    pub size: String,
    /// True when it was refused.
    pub warning: bool,
}

/// The line of a source.
pub fn row(state: &State, row: &Row) -> RowText {
    let i18n = &state.i18n;
    let listed = &row.listed;
    let (kind, name) = match listed.source {
        UpdateSource::File(_) => (i18n.text("updates-drive"), format!("“{}”  {}", listed.name, listed.file)),
        UpdateSource::Site(_) => (i18n.text("updates-site"), listed.name.clone()),
    };
    let what = match (&row.work, &row.stage) {
        (Some(work), _) => progress_in_short(state, work),
        (None, Stage::Unasked) => unasked(state, listed),
        (None, Stage::Offered(offer) | Stage::Previewed(offer, _)) => standing(state, offer),
        (None, Stage::Refused(_)) => i18n.text("updates-refused"),
        (None, Stage::Taken { version, .. }) => i18n.with("updates-in-use", &[("version", version.to_string().into())]),
    };
    let size = match &row.stage {
        Stage::Offered(offer) | Stage::Previewed(offer, _) if offer.is_newer() => bytes(state, offer.bytes),
        Stage::Offered(_) | Stage::Previewed(..) | Stage::Taken { .. } => String::new(),
        _ => listed.bytes.map_or_else(|| i18n.text("updates-size-unknown"), |length| bytes(state, length)),
    };
    RowText { kind, name, what, size, warning: matches!(row.stage, Stage::Refused(_)) && row.work.is_none() }
}

/// What is known of a source that nobody has asked yet.
fn unasked(state: &State, listed: &Listed) -> String {
    match (&listed.source, listed.answered) {
        (UpdateSource::File(_), _) => state.i18n.text("updates-not-looked-at"),
        (UpdateSource::Site(_), None) => state.i18n.text("updates-never-asked"),
        (UpdateSource::Site(_), Some(at)) => {
            let ago = phrases::ago(&state.i18n, days_between(at, state.now));
            state.i18n.with("updates-asked", &[("ago", ago.into())])
        }
    }
}

fn days_between(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from(to.duration_since(from).as_hours().max(0) / 24).unwrap_or(u32::MAX)
}

/// `version 14, 2 weeks newer`.
pub fn standing(state: &State, offer: &Offer) -> String {
    let i18n = &state.i18n;
    let version = ("version", offer.version.to_string().into());
    let Some(have) = &offer.have else {
        return i18n.with(if offer.known { "updates-version" } else { "updates-new-publisher" }, &[version]);
    };
    if have.version == offer.version {
        return i18n.with("updates-the-one-in-use", &[version]);
    }
    if have.version > offer.version {
        return i18n.with("updates-older", &[version]);
    }
    match have.published.map(|published| days_between(published, offer.published)) {
        None | Some(0) => i18n.with("updates-newer", &[version]),
        Some(days) => {
            let (unit, count) = match days {
                1..14 => ("updates-days", days),
                14..61 => ("updates-weeks", days / 7),
                _ => ("updates-months", days / 30),
            };
            let by = i18n.with(unit, &[("count", count.into())]);
            i18n.with("updates-newer-by", &[version, ("by", by.into())])
        }
    }
}

/// `Update from NSWP on USB: version 14, 3 weeks newer — u to look`.
pub fn news(state: &State, news: &News) -> String {
    let key = state.keymap.keys(state.mode(), Action::Updates).next().map(|key| key.to_string());
    let args = [
        ("name", news.offer.name.as_str().into()),
        ("what", standing(state, &news.offer).into()),
        ("key", key.unwrap_or_default().into()),
    ];
    state.i18n.with("updates-news", &args)
}

/// `1.4 MB`.
pub fn bytes(state: &State, count: u64) -> String {
    let tenths = |unit: u64| (count.saturating_mul(10) + unit / 2) / unit;
    let (id, number) = match count {
        0..1_000 => ("updates-bytes", count.to_string()),
        1_000..1_000_000 => ("updates-kilobytes", with_tenths(state, tenths(1_000))),
        _ => ("updates-megabytes", with_tenths(state, tenths(1_000_000))),
    };
    state.i18n.with(id, &[("count", number.into())])
}

/// A number of tenths as people write it; without them from a hundred on.
fn with_tenths(state: &State, tenths: u64) -> String {
    if tenths >= 1_000 {
        return (tenths / 10).to_string();
    }
    format!("{}{}{}", tenths / 10, state.i18n.text("updates-decimal"), tenths % 10)
}

/// What is being done, in the room of a row.
fn progress_in_short(state: &State, work: &Work) -> String {
    let step = state.i18n.text(step_id(work.step));
    match percent(work) {
        Some(percent) => format!("{step} {percent} %"),
        None => format!("{step} …"),
    }
}

fn step_id(step: Step) -> &'static str {
    match step {
        Step::Checking => "updates-step-checking",
        Step::Getting => "updates-step-getting",
        Step::Unpacking => "updates-step-unpacking",
        Step::Writing => "updates-step-writing",
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
        let args = [("done", bytes(state, work.done).into()), ("total", bytes(state, work.total).into())];
        parts.push(i18n.with("updates-so-far", &args));
    } else if let Some(percent) = percent(work) {
        parts.push(format!("{percent} %"));
    }
    if let Some(rate) = rate(state, work) {
        if work.step == Step::Getting {
            parts.push(i18n.with("updates-rate", &[("rate", bytes(state, rate).into())]));
        }
        let left = work.total.saturating_sub(work.done) / rate.max(1);
        if work.total > 0 {
            parts.push(time_left(state, left));
        }
    }
    parts.join(" · ")
}

/// What is done in a second, once there was a second to see.
fn rate(state: &State, work: &Work) -> Option<u64> {
    let (since, before) = work.since;
    let milliseconds = u64::try_from(state.now.duration_since(since).as_millis()).ok()?;
    if milliseconds < 1_000 {
        return None;
    }
    Some(work.done.saturating_sub(before).saturating_mul(1_000) / milliseconds).filter(|rate| *rate > 0)
}

fn time_left(state: &State, seconds: u64) -> String {
    let (id, count) =
        if seconds < 90 { ("updates-seconds-left", seconds) } else { ("updates-minutes-left", seconds.div_ceil(60)) };
    state.i18n.with(id, &[("count", u32::try_from(count).unwrap_or(u32::MAX).into())])
}

/// A refusal in its own words, and what to do.
pub fn refusal(state: &State, refused: &Refused) -> String {
    let [what, hint] = refusal_lines(state, refused);
    format!("{what} {hint}")
}

fn refusal_lines(state: &State, refused: &Refused) -> [String; 2] {
    let value = |name: &str, value: &str| match value.parse() {
        Ok(count) if name == "kept" => bytes(state, count),
        _ => value.to_owned(),
    };
    let values: Vec<(&str, Arg<'_>)> =
        refused.values.iter().map(|(name, text)| (*name, value(name, text).into())).collect();
    [("refused", "updates-refused-other"), ("hint", "updates-hint-other")].map(|(what, other)| {
        let id = format!("updates-{what}-{}", refused.code);
        state.i18n.with(if state.i18n.has(&id) { &id } else { other }, &values)
    })
}

/// Everything about the selected source; all of it with `whole`, else what has
/// to be known before a key is pressed.
pub fn lines(state: &State, whole: bool) -> Vec<Line> {
    let mut said = Said { width: usize::from(state.size.0.saturating_sub(2)).max(1), lines: Vec::new() };
    let Some(row) = state.updates.current() else {
        said.text(&state.i18n.text("updates-none"), Tone::Plain);
        said.text(&state.i18n.text("updates-none-hint"), Tone::Dim);
        return said.lines;
    };
    if let Some(work) = &row.work {
        working(state, work, &mut said);
    }
    match &row.stage {
        Stage::Unasked if row.work.is_none() => ask_first(state, &row.listed, &mut said),
        Stage::Unasked => {}
        Stage::Offered(offer) => offered(state, row, offer, whole, &mut said),
        Stage::Previewed(offer, preview) => {
            signed(state, offer, whole, &mut said);
            previewed(state, preview, whole, &mut said);
        }
        Stage::Refused(refused) => {
            let [what, hint] = refusal_lines(state, refused);
            said.text(&what, Tone::Warning);
            said.text(&state.i18n.text("updates-unchanged"), Tone::Plain);
            said.text(&hint, Tone::Strong);
        }
        Stage::Taken { version, withdrawn } => {
            let args = [
                ("version", version.to_string().into()),
                ("withdrawn", (*withdrawn).into()),
                ("key", key(state, Action::GoBack).into()),
            ];
            said.text(&state.i18n.with("updates-taken", &args), Tone::Strong);
        }
    }
    said.lines
}

/// Collects lines, wrapped.
struct Said {
    width: usize,
    lines: Vec<Line>,
}

impl Said {
    fn text(&mut self, text: &str, tone: Tone) {
        self.lines.extend(wrap(text, self.width).into_iter().map(|text| Line { text, tone }));
    }

    fn indented(&mut self, text: &str, tone: Tone) {
        let lines = wrap(text, self.width.saturating_sub(2).max(1));
        self.lines.extend(lines.into_iter().map(|text| Line { text: format!("  {text}"), tone }));
    }
}

fn key(state: &State, action: Action) -> String {
    state.keymap.keys(state.mode(), action).next().map(|key| key.to_string()).unwrap_or_default()
}

fn working(state: &State, work: &Work, said: &mut Said) {
    let step = state.i18n.text(step_id(work.step));
    let progress = progress(state, work);
    let room = said.width.saturating_sub(columns(&step) + columns(&progress) + 4).min(30);
    let bar = match (work.done.min(work.total) * room as u64).checked_div(work.total) {
        Some(full) => {
            let full = usize::try_from(full).unwrap_or(room);
            format!("{}{}", "▓".repeat(full), "░".repeat(room - full))
        }
        None => "…".to_owned(),
    };
    let text = format!("{step} {bar} {progress}");
    said.text(text.trim_end(), Tone::Strong);
}

/// A site is asked only if somebody says so.
fn ask_first(state: &State, listed: &Listed, said: &mut Said) {
    let i18n = &state.i18n;
    let open = key(state, Action::Open);
    match listed.source {
        UpdateSource::File(_) => said.text(&i18n.with("updates-look", &[("key", open.into())]), Tone::Key),
        UpdateSource::Site(_) => {
            said.text(&i18n.with("updates-ask", &[("key", open.into())]), Tone::Key);
            said.text(&i18n.text(if listed.secret { "updates-ask-secret" } else { "updates-ask-open" }), Tone::Dim);
        }
    }
}

fn offered(state: &State, row: &Row, offer: &Offer, whole: bool, said: &mut Said) {
    let i18n = &state.i18n;
    signed(state, offer, whole, said);
    if !offer.is_newer() {
        let older = offer.have.as_ref().is_some_and(|have| have.version > offer.version);
        said.text(&i18n.text(if older { "updates-older-kept" } else { "updates-nothing-newer" }), Tone::Strong);
        return;
    }
    if row.work.is_some() {
        return;
    }
    if !offer.known {
        said.text(&i18n.text("updates-compare"), Tone::Warning);
        if state.updates.wrong_words {
            said.text(&i18n.text("updates-other-words"), Tone::Warning);
        }
        let id = if state.updates.typing.is_some() { "updates-type-words" } else { "updates-then-words" };
        said.text(&i18n.with(id, &[("key", key(state, Action::Open).into())]), Tone::Key);
        return;
    }
    let args = [
        ("size", bytes(state, offer.bytes.saturating_sub(offer.kept)).into()),
        ("kept", bytes(state, offer.kept).into()),
        ("key", key(state, Action::Open).into()),
    ];
    said.text(&i18n.with(if offer.kept > 0 { "updates-get-the-rest" } else { "updates-get" }, &args), Tone::Key);
}

/// Who signed it, and what is to be heeded about it.
fn signed(state: &State, offer: &Offer, whole: bool, said: &mut Said) {
    let i18n = &state.i18n;
    let words = if whole || !offer.known { offer.words.join(" ") } else { first_words(offer) };
    let id = match offer.known {
        true if whole || said.width >= NARROW => "updates-signed-known",
        true => "updates-signed-short",
        false => "updates-signed-new",
    };
    let tone = if offer.known { Tone::Plain } else { Tone::Warning };
    said.text(&i18n.with(id, &[("name", offer.name.as_str().into()), ("words", words.into())]), tone);
    if let Some(other) = &offer.looks_like {
        said.text(&i18n.with("updates-looks-like", &[("name", other.as_str().into())]), Tone::Warning);
    }
    if offer.clock_behind {
        said.text(&i18n.with("updates-clock-behind", &[("date", date(state, offer.published).into())]), Tone::Warning);
    }
    if offer.expires <= state.now {
        said.text(&i18n.with("updates-expired", &[("date", date(state, offer.expires).into())]), Tone::Warning);
    }
    if !whole {
        return;
    }
    let dates = [
        ("version", offer.version.to_string().into()),
        ("published", date(state, offer.published).into()),
        ("expires", date(state, offer.expires).into()),
    ];
    said.text(&i18n.with("updates-dates", &dates), Tone::Plain);
    let number = |count: u64| phrases::number(i18n, usize::try_from(count).unwrap_or(usize::MAX));
    let counts = [("organizations", number(offer.organizations).into()), ("services", number(offer.services).into())];
    said.text(&i18n.with("updates-counts", &counts), Tone::Plain);
    if !offer.contact.is_empty() {
        said.text(&i18n.with("updates-contact", &[("contact", offer.contact.as_str().into())]), Tone::Plain);
    }
    said.text(&i18n.with("updates-hex", &[("hex", grouped(&offer.hex).into())]), Tone::Dim);
}

/// Enough of the words to know a publisher again.
fn first_words(offer: &Offer) -> String {
    let first: Vec<&str> = offer.words.iter().take(3).map(String::as_str).collect();
    format!("{} …", first.join(" "))
}

/// Hex digits in groups of eight, which wrap.
fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().collect();
    digits.chunks(8).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn date(state: &State, at: Timestamp) -> String {
    phrases::date(&state.i18n, at.to_zoned_datetime(state.zone.clone()).date())
}

fn previewed(state: &State, preview: &Preview, whole: bool, said: &mut Said) {
    let i18n = &state.i18n;
    let number = |count| phrases::number(i18n, count);
    let args = [
        ("added", number(preview.added).into()),
        ("changed", number(preview.changed).into()),
        ("withdrawn", number(preview.withdrawn).into()),
    ];
    let mut changes = i18n.with("updates-changes", &args);
    if preview.left_out > 0 {
        let count = [("count", number(preview.left_out).into())];
        changes = format!("{changes} · {}", i18n.with("updates-left-out", &count));
    }
    said.text(&changes, Tone::Strong);
    for change in &preview.entries {
        entry_change(state, change, whole, said);
    }
    if preview.entries.is_empty() && !(state.recent.is_empty()) {
        said.text(&i18n.text("updates-nothing-that-matters"), Tone::Dim);
    }
}

fn entry_change(state: &State, change: &EntryChange, whole: bool, said: &mut Said) {
    let i18n = &state.i18n;
    let because = i18n.text(match change.because {
        Because::Shortlist => "updates-because-shortlist",
        Because::Read => "updates-because-read",
    });
    let name = change.name.as_str();
    if let Some(reason) = &change.withdrawn {
        let known = format!("updates-reason-{reason}");
        let reason = if i18n.has(&known) { i18n.text(&known) } else { reason.clone() };
        let args = [("because", because.into()), ("name", name.into()), ("reason", reason.into())];
        said.text(&i18n.with("updates-entry-withdrawn", &args), Tone::Warning);
        return;
    }
    if whole {
        said.text(&i18n.with("updates-entry", &[("because", because.into()), ("name", name.into())]), Tone::Strong);
        for field in &change.fields {
            said.indented(&field_change(state, field), Tone::Plain);
        }
        return;
    }
    let fields: Vec<String> = change.fields.iter().map(|field| field_change(state, field)).collect();
    let args = [("because", because.into()), ("name", name.into()), ("fields", fields.join(" · ").into())];
    said.text(&i18n.with("updates-entry-fields", &args), Tone::Plain);
}

/// `CALL +33 4 00 00 00 01 → +33 4 00 00 00 09`.
fn field_change(state: &State, field: &FieldChange) -> String {
    let nothing = || state.i18n.text("updates-nothing");
    let said = |text: &str| if text.is_empty() { nothing() } else { text.to_owned() };
    format!("{} {} → {}", field.label, said(&field.before), said(&field.after)).trim_start().to_owned()
}
