//! What is said where a version is older than its publisher stands by, and
//! what is kept back where it is much too old.

use jiff::{Timestamp, civil::Date};

use super::{Context, Emphasis, Line, Section, SectionKind, Sheet, phrases, writer::Writer};
use crate::directory::{Currency, Directory, Entry, Publication};

/// What has to be said all the time about a directory, the gravest first: that
/// the clock is wrong, that a publisher's version is too old.
pub fn banners(directory: &Directory, context: &Context<'_>) -> Vec<String> {
    let of = |publication: &Publication| banner(publication, context);
    let mut banners: Vec<(Gravity, String)> = directory.publications().filter_map(of).collect();
    banners.sort_by_key(|(gravity, _)| *gravity);
    banners.into_iter().map(|(_, text)| text).collect()
}

/// What has to be said about one version.
pub fn banner_of(publication: &Publication, context: &Context<'_>) -> Option<String> {
    banner(publication, context).map(|(_, text)| text)
}

/// The gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gravity {
    Clock,
    PastLimit,
    Expired,
}

fn banner(publication: &Publication, context: &Context<'_>) -> Option<(Gravity, String)> {
    let (gravity, id, at) = if let Some(signed) = publication.is_to_come(context.now) {
        (Gravity::Clock, "currency-clock", signed)
    } else {
        match publication.currency(context.now) {
            Currency::Promised => return None,
            Currency::Expired(at) => (Gravity::Expired, "currency-expired", at),
            Currency::PastLimit(at) => (Gravity::PastLimit, "currency-past-limit", at),
        }
    };
    let values = [("publisher", publication.name.as_str().into()), ("date", date(at, context).into())];
    let values = values.into_iter().chain([("ago", ago(at, context).into())]);
    Some((gravity, context.i18n.with(id, &values.collect::<Vec<_>>())))
}

/// That the publisher does not stand by an entry any more.
pub(super) fn note(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let context = writer.context;
    let (id, at) = match entry.publication.currency(context.now) {
        Currency::Promised => return,
        Currency::Expired(at) => ("currency-entry-expired", at),
        Currency::PastLimit(at) => ("currency-entry-past-limit", at),
    };
    let values = [("date", date(at, context).into()), ("ago", ago(at, context).into())];
    let text = context.i18n.with(id, &values);
    writer.push(SectionKind::Alert, Line { text, of_version: true, ..Line::default() }.warning());
}

/// True for an entry whose publisher does not want it to be used any more
/// without a second thought.
pub fn is_withheld(entry: &Entry<'_>, now: Timestamp) -> bool {
    matches!(entry.publication.currency(now), Currency::PastLimit(_))
}

/// The sheet without what leads to a place or a person; `key` shows it.
#[must_use]
pub fn withhold(mut sheet: Sheet, key: &str, context: &Context<'_>) -> Sheet {
    use SectionKind::{Alert, Call, Go, Mail, Web};
    sheet.sections.retain(|section| !matches!(section.kind, Call | Go | Mail | Web));
    for section in &mut sheet.sections {
        section.lines.retain(|line| line.copy.is_none());
    }
    sheet.sections.retain(|section| !section.lines.is_empty());
    let text = context.i18n.with("currency-withheld", &[("key", key.into())]);
    let line = Line { text, emphasis: Emphasis::Warning, ..Line::default() };
    match sheet.sections.iter_mut().find(|section| section.kind == Alert) {
        Some(section) => section.lines.push(line),
        None => sheet.sections.push(Section {
            kind: Alert,
            label: context.i18n.text("label-alert"),
            word: context.i18n.text("word-alert"),
            lines: vec![line],
        }),
    }
    sheet
}

fn day(at: Timestamp, context: &Context<'_>) -> Date {
    at.to_zoned_datetime(context.zone.clone()).date()
}

fn date(at: Timestamp, context: &Context<'_>) -> String {
    phrases::date(context.i18n, day(at, context))
}

fn ago(at: Timestamp, context: &Context<'_>) -> String {
    let days = context.today().since(day(at, context)).map_or(0, |span| span.get_days());
    phrases::ago(context.i18n, u32::try_from(days).unwrap_or(0))
}
