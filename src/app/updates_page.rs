//! What Updates says: a line for each source, and everything about the one
//! that is selected.

use jiff::Timestamp;

use super::{
    action::Action,
    state::{Library, State},
    updates::{
        Accepted, Because, EntryChange, FieldChange, Listed, News, NewsOf, Offer, Preview, Refused, Row, Stage,
        UpdateSource,
    },
    updates_work,
};
use crate::{
    directory::{Publication, Standing},
    i18n::Arg,
    sheet::{phrases, update},
    text::wrap::wrap,
};

/// Narrower than this, a known publisher is told by the name alone.
const NARROW: usize = 58;
/// A screen with fewer rows leaves dates and counts to the details.
const LOW: u16 = 20;

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
        (Some(work), _) => updates_work::in_short(state, row, work),
        (None, Stage::Unasked) => unasked(state, listed),
        (None, Stage::Offered(offer) | Stage::Previewed(offer, _)) => standing(state, offer),
        (None, Stage::Refused(refused)) => refused_in_short(state, &refused.code),
        (None, stage @ Stage::Taken { version, .. }) => {
            let id = if is_off(stage) { "updates-kept-aside" } else { "updates-in-use" };
            i18n.with(id, &[("version", version.to_string().into())])
        }
    };
    let size = match &row.stage {
        Stage::Offered(offer) | Stage::Previewed(offer, _) if offer.is_newer() => update::bytes(i18n, offer.bytes),
        Stage::Offered(_) | Stage::Previewed(..) | Stage::Taken { .. } => String::new(),
        _ => listed.bytes.map_or_else(|| i18n.text("updates-size-unknown"), |length| update::bytes(i18n, length)),
    };
    let no_use = match row.stage {
        Stage::Unasked => listed.failed.is_some(),
        Stage::Refused(_) => true,
        _ => false,
    };
    RowText { kind, name, what, size, warning: no_use && row.work.is_none() }
}

/// True of what was taken from a publisher that is switched off: nothing of it
/// is shown.
fn is_off(stage: &Stage) -> bool {
    stage.offer().is_some_and(|offer| offer.off)
}

/// Not everything that did not come about was refused.
fn refused_in_short(state: &State, code: &str) -> String {
    state.i18n.text(match code {
        "unreachable" => "updates-not-reached",
        "damaged" | "damaged-site" => "updates-damaged",
        "cannot-read" => "updates-unreadable",
        "nothing-there" | "nothing-at-address" => "updates-nothing-there",
        "not-trusted" | "old-keys" | "unsafe" | "unsupported" | "expired" | "older" | "unknown-publisher" => {
            "updates-refused"
        }
        _ => "updates-failed",
    })
}

/// What is known of a source that nobody has asked yet.
fn unasked(state: &State, listed: &Listed) -> String {
    match (&listed.source, &listed.failed, listed.answered) {
        (UpdateSource::File(_), ..) => state.i18n.text("updates-not-looked-at"),
        (UpdateSource::Site(_), Some(failed), _) => {
            let what = refused_in_short(state, &failed.code);
            state.i18n.with("updates-tried", &[("what", what.into()), ("ago", ago(state, failed.at).into())])
        }
        (UpdateSource::Site(_), None, None) => state.i18n.text("updates-never-asked"),
        (UpdateSource::Site(_), None, Some(at)) => state.i18n.with("updates-asked", &[("ago", ago(state, at).into())]),
    }
}

fn ago(state: &State, at: Timestamp) -> String {
    phrases::ago(&state.i18n, days_between(at, state.now))
}

fn days_between(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from(to.duration_since(from).as_hours().max(0) / 24).unwrap_or(u32::MAX)
}

/// `version 14, 2 weeks newer`.
pub fn standing(state: &State, offer: &Offer) -> String {
    let i18n = &state.i18n;
    let version = ("version", offer.version.to_string().into());
    let Some(have) = &offer.have else {
        let new = offer.accepted != Accepted::Before;
        return i18n.with(if new { "updates-new-publisher" } else { "updates-version" }, &[version]);
    };
    if have.version == offer.version {
        return i18n.with(if offer.off { "updates-kept-aside" } else { "updates-the-one-in-use" }, &[version]);
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
    let key = ("key", key(state, Action::Updates).into());
    match &news.of {
        NewsOf::Newer(offer) => {
            let args = [("name", offer.name.as_str().into()), ("what", standing(state, offer).into()), key];
            state.i18n.with("updates-news", &args)
        }
        NewsOf::Unusable => state.i18n.with("updates-news-unusable", &[("name", news.drive.as_str().into()), key]),
    }
}

/// What is in use once the directory `after` has taken the place of the one
/// there is.
pub(super) fn in_use_now(state: &State, after: &Library) -> String {
    let i18n = &state.i18n;
    let was: Vec<&Publication> = state.library.iter().flat_map(|library| library.directory.publications()).collect();
    let is: Vec<&Publication> = after.directory.publications().collect();
    let version = |of: &[&Publication], id: &str| of.iter().find(|one| one.publisher == id).map(|one| one.version);
    // Two publishers may have one name.
    let name = |one: &Publication| {
        let namesake = |other: &&Publication| other.name == one.name && other.publisher != one.publisher;
        let stays = version(&was, &one.publisher).is_some() && version(&is, &one.publisher).is_some();
        let other = !stays && was.iter().chain(&is).any(namesake);
        if other { i18n.with("updates-the-other", &[("name", one.name.as_str().into())]) } else { one.name.clone() }
    };
    let gone = was.iter().find(|one| version(&is, &one.publisher).is_none()).map(|one| name(one));
    let mut named: Vec<&Publication> =
        is.iter().filter(|one| version(&was, &one.publisher) != Some(one.version)).copied().collect();
    let older = named.iter().any(|one| version(&was, &one.publisher).is_some_and(|before| before > one.version));
    // Of a publisher that is gone, what is left counts, all of it.
    if gone.is_some() || named.is_empty() {
        let any = is.iter().any(|one| one.standing == Standing::Signed);
        named = is.iter().filter(|one| one.standing == Standing::Signed || !any).copied().collect();
    }
    let what: Vec<String> = named
        .iter()
        .map(|one| {
            let args = [("name", name(one).into()), ("version", one.version.to_string().into())];
            i18n.with("updates-name-and-version", &args)
        })
        .collect();
    let id = match (what.is_empty(), &gone, older) {
        (true, ..) => "updates-none-in-use",
        (_, Some(_), _) => "updates-out-of-use",
        (_, None, true) => "updates-older-in-use",
        (_, None, false) => "updates-now-in-use",
    };
    i18n.with(id, &[("name", gone.unwrap_or_default().into()), ("what", what.join(", ").into())])
}

/// A refusal in its own words, and what to do.
pub fn refusal(state: &State, refused: &Refused) -> String {
    let [what, hint] = refusal_lines(state, refused);
    format!("{what} {hint}")
}

fn refusal_lines(state: &State, refused: &Refused) -> [String; 2] {
    let i18n = &state.i18n;
    let mut values: Vec<(&str, Arg<'_>)> =
        refused.values.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    // Where the way to a place is barred, that has words of its own.
    let hurdle = refused.value("hurdle");
    if let Some(hurdle) = hurdle {
        let why = i18n.with(&format!("line-{hurdle}"), &values);
        values.push(("why", why.into()));
    }
    let said = |id: &str, other: &str| i18n.with(if i18n.has(id) { id } else { other }, &values);
    let mut what = said(&format!("updates-refused-{}", refused.code), "updates-refused-other");
    let kept = refused.value("kept").and_then(|kept| kept.parse().ok()).unwrap_or(0);
    if kept > 0 {
        what = format!("{what} {}", i18n.with("updates-kept", &[("kept", update::bytes(i18n, kept).into())]));
    }
    let hint = hurdle.map(|hurdle| format!("line-hint-{hurdle}"));
    let hint = hint.unwrap_or_else(|| format!("updates-hint-{}", refused.code));
    [what, said(&hint, "updates-hint-other")]
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
        updates_work::lines(state, row, work, &mut said);
    }
    match &row.stage {
        Stage::Unasked if row.work.is_none() => ask_first(state, &row.listed, &mut said),
        // What was the matter the last time may be different now.
        Stage::Unasked => {}
        Stage::Refused(_) if row.work.is_some() => {}
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
            if let Some(detail) = refused.value("detail").filter(|_| whole) {
                said.text(&state.i18n.with("updates-for-experts", &[("detail", detail.into())]), Tone::Dim);
            }
        }
        Stage::Taken { version, withdrawn, about } => {
            said.text(&taken(state, *version, *withdrawn, about.as_ref().map(|about| &about.0)), Tone::Strong);
            if let Some(about) = about.as_ref().filter(|_| whole) {
                signed(state, &about.0, true, &mut said);
                previewed(state, &about.1, true, &mut said);
            }
        }
    }
    said.lines
}

/// That a version is in use; or only kept, where its publisher is switched off.
pub(super) fn taken(state: &State, version: u64, withdrawn: usize, offer: Option<&Offer>) -> String {
    let off = offer.filter(|offer| offer.off);
    let args = [
        ("version", version.to_string().into()),
        ("withdrawn", withdrawn.into()),
        ("name", off.map_or("", |offer| offer.name.as_str()).into()),
        ("key", key(state, Action::GoBack).into()),
    ];
    state.i18n.with(if off.is_some() { "updates-taken-off" } else { "updates-taken" }, &args)
}

/// Collects lines, wrapped.
pub(super) struct Said {
    pub(super) width: usize,
    lines: Vec<Line>,
}

impl Said {
    pub(super) fn text(&mut self, text: &str, tone: Tone) {
        self.lines.extend(wrap(text, self.width).into_iter().map(|text| Line { text, tone }));
    }

    fn indented(&mut self, text: &str, tone: Tone) {
        let lines = wrap(text, self.width.saturating_sub(2).max(1));
        self.lines.extend(lines.into_iter().map(|text| Line { text: format!("  {text}"), tone }));
    }
}

pub(super) fn key(state: &State, action: Action) -> String {
    state.keymap.keys(state.mode(), action).next().map(|key| key.to_string()).unwrap_or_default()
}

/// A site is asked only if somebody says so.
fn ask_first(state: &State, listed: &Listed, said: &mut Said) {
    let i18n = &state.i18n;
    let open = key(state, Action::Open);
    match listed.source {
        UpdateSource::File(_) => said.text(&i18n.with("updates-look", &[("key", open.into())]), Tone::Key),
        UpdateSource::Site(_) => {
            if let Some(failed) = &listed.failed {
                let what = update::no_use(i18n, &failed.code);
                let args = [("ago", ago(state, failed.at).into()), ("what", what.into())];
                said.text(&i18n.with("updates-last-time", &args), Tone::Warning);
            }
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
    if !offer.is_accepted() {
        said.text(&i18n.text("updates-compare"), Tone::Warning);
        if state.updates.wrong_words {
            said.text(&i18n.text("updates-other-words"), Tone::Warning);
        }
        let id = if state.updates.typing.is_some() { "updates-type-words" } else { "updates-then-words" };
        said.text(&i18n.with(id, &[("key", key(state, Action::Open).into())]), Tone::Key);
        return;
    }
    let args = [
        ("size", update::bytes(i18n, offer.bytes.saturating_sub(offer.kept)).into()),
        ("kept", update::bytes(i18n, offer.kept).into()),
        ("key", key(state, Action::Open).into()),
    ];
    said.text(&i18n.with(if offer.kept > 0 { "updates-get-the-rest" } else { "updates-get" }, &args), Tone::Key);
}

/// How it is said who signed it. Of one that is new nothing may sound as if it
/// were known.
fn signer(offer: &Offer, long: bool) -> &'static str {
    match (offer.accepted, offer.have.is_some(), long) {
        (Accepted::Not, ..) => "updates-signed-new",
        (Accepted::JustNow, _, true) => "updates-signed-just-accepted",
        (Accepted::ByAdministrator, _, true) => "updates-signed-by-administrator",
        (Accepted::JustNow | Accepted::ByAdministrator, _, false) => "updates-signed-short-new",
        (Accepted::Before, true, true) => "updates-signed-known",
        (Accepted::Before, true, false) => "updates-signed-short",
        (Accepted::Before, false, _) => "updates-signed-before",
    }
}

/// Who signed it, and what is to be heeded about it.
fn signed(state: &State, offer: &Offer, whole: bool, said: &mut Said) {
    let i18n = &state.i18n;
    let words = if whole || !offer.is_accepted() { offer.words.join(" ") } else { first_words(offer) };
    let id = signer(offer, whole || said.width >= NARROW);
    let tone = if offer.is_accepted() { Tone::Plain } else { Tone::Warning };
    said.text(&i18n.with(id, &[("name", offer.name.as_str().into()), ("words", words.as_str().into())]), tone);
    if whole && matches!(offer.accepted, Accepted::JustNow | Accepted::ByAdministrator) {
        said.text(&i18n.with("updates-words", &[("words", words.into())]), Tone::Plain);
    }
    if offer.off {
        said.text(&i18n.text("updates-off"), Tone::Warning);
        if whole {
            let on = [("publisher", offer.publisher.as_str().into())];
            said.text(&i18n.with("updates-off-hint", &on), Tone::Plain);
        }
    }
    if let Some(other) = &offer.looks_like {
        said.text(&i18n.with("updates-looks-like", &[("name", other.as_str().into())]), Tone::Warning);
    }
    if offer.clock_behind {
        said.text(&i18n.with("updates-clock-behind", &[("date", date(state, offer.published).into())]), Tone::Warning);
    }
    if offer.expires <= state.now {
        said.text(&i18n.with("updates-expired", &[("date", date(state, offer.expires).into())]), Tone::Warning);
    }
    if !whole && (said.width < NARROW || state.size.1 < LOW) {
        return;
    }
    let dates = [
        ("version", offer.version.to_string().into()),
        ("published", date(state, offer.published).into()),
        ("expires", date(state, offer.expires).into()),
    ];
    said.text(&i18n.with("updates-dates", &dates), Tone::Plain);
    let counts = [
        phrases::counted(i18n, ["organizations", "organizations_count"], offer.organizations),
        phrases::counted(i18n, ["services", "services_count"], offer.services),
    ];
    said.text(&i18n.with("updates-counts", counts.as_flattened()), Tone::Plain);
    if !whole {
        return;
    }
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
        let reason = update::reason(i18n, reason);
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

fn field_change(state: &State, FieldChange { label, before, after, .. }: &FieldChange) -> String {
    update::field(&state.i18n, label, before, after)
}
