//! The words of a result row.

use super::{Context, phrases, title, writer::one_line};
use crate::directory::{Entry, EntryKind, entry::Inherited, freshness::Freshness, hours, vocabulary};

/// The words of a result row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Name of the service or organisation.
    pub name: String,
    /// Name of the organisation, for a service.
    pub organization: Option<String>,
    /// "Lyon, France", "France, nationwide", "worldwide"; empty when unknown.
    pub place: String,
    /// "about 3 km" from the place asked for; empty when that was not asked.
    pub distance: String,
    /// What was found, where the name does not show it: "need: no place to
    /// sleep"; empty when nothing has to be said.
    pub why: String,
    /// "open until 18:00", "hours unknown"; for a service that does not run,
    /// that instead.
    pub open: String,
    /// Up to two kinds of access: "walk-in"; empty when unknown.
    pub access: String,
    /// Language codes, at most five: "fr en"; empty when unknown.
    pub languages: String,
    /// "checked 3 weeks ago", "stale: checked 14 months ago", "not checked".
    pub checked: String,
    /// True when `checked` is a warning.
    pub stale: bool,
}

impl Row {
    /// The names in it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.organization.as_deref())
    }
}

/// More kinds of access than this make a row too long.
const ACCESS: usize = 2;
/// More languages than this too.
const LANGUAGES: usize = 5;

/// Says what a result row says about `entry`.
pub fn row(entry: &Entry<'_>, context: &Context<'_>) -> Row {
    let i18n = context.i18n;
    let organization = || one_line(phrases::reading(&entry.organization.name, context.text_language).0);
    let open = || phrases::openness(i18n, &hours::openness(entry, context.now), context.now);
    let freshness = Freshness::of(entry.checked(), context.today(), entry.publication.stale_after_days);
    let access = entry.access();
    let access =
        access.iter().take(ACCESS).map(|kind| phrases::within_a_line(vocabulary::access_name(*kind, i18n.language())));
    let Inherited { value: languages, .. } = entry.languages();
    let mut codes: Vec<&str> = Vec::new();
    for code in languages.iter().filter_map(|language| language.code.as_ref()) {
        if !codes.contains(&code.as_str()) {
            codes.push(code.as_str());
        }
    }
    codes.truncate(LANGUAGES);
    Row {
        name: title(entry, context),
        organization: (entry.kind() == EntryKind::Service).then(organization),
        place: phrases::place(i18n, entry),
        distance: String::new(),
        why: String::new(),
        open: phrases::not_running(i18n, entry).unwrap_or_else(open),
        access: access.collect::<Vec<_>>().join(", "),
        languages: codes.join(" "),
        checked: phrases::freshness(i18n, freshness),
        stale: freshness.is_stale(),
    }
}
