//! When an entry was checked, whose it is, and the member-page fields.

use super::{Line, SectionKind, phrases, writer::Writer};
use crate::directory::{
    Directory, Entry, Publication, Source, Standing, freshness::Freshness, profile::priority_area_title,
};

/// The line on top: when a person last checked the entry.
pub(super) fn checked(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let i18n = writer.context.i18n;
    let freshness = Freshness::of(entry.checked(), writer.context.today(), entry.publication.stale_after_days);
    let by = entry.publication.name.as_str();
    let on = entry.checked().map(|date| phrases::date(i18n, date)).unwrap_or_default();
    let said = |id: &str, days: u32| {
        let ago = phrases::ago(i18n, days);
        i18n.with(id, &[("ago", ago.into()), ("date", on.clone().into()), ("by", by.into())])
    };
    let line = match freshness {
        Freshness::Fresh { days } => {
            let spoken = Some(said("checked-spoken", days));
            Line { text: said("checked-line", days), spoken, ..Line::default() }
        }
        Freshness::Stale { days } => {
            let spoken = Some(said("checked-spoken-stale", days));
            Line { text: said("checked-line-stale", days), spoken, ..Line::default() }.warning()
        }
        Freshness::NotChecked => not_checked(writer, entry).warning(),
    };
    writer.push(SectionKind::Checked, line);
}

/// That nobody checked it, and where it was seen.
fn not_checked(writer: &Writer<'_>, entry: &Entry<'_>) -> Line {
    let i18n = writer.context.i18n;
    let Some(source) = entry.source().filter(|source| !source.url.trim().is_empty()) else {
        let spoken = Some(i18n.text("not-checked-spoken"));
        return Line { text: i18n.text("not-checked-line"), spoken, ..Line::default() };
    };
    let seen = seen(writer, source);
    let (line, spoken) = match seen {
        Some(_) => ("not-checked-line-seen", "not-checked-spoken-seen"),
        None => ("not-checked-line-undated", "not-checked-spoken-undated"),
    };
    let args = [("seen", seen.unwrap_or_default().into()), ("url", source.url.as_str().into())];
    Line { text: i18n.with(line, &args), spoken: Some(i18n.with(spoken, &args)), ..Line::default() }
}

/// The date of the source page, as exactly as it is known.
fn seen(writer: &Writer<'_>, source: &Source) -> Option<String> {
    let mut written = source.seen.iter().chain(&source.period);
    let written = written.find(|written| !written.trim().is_empty())?;
    Some(phrases::partial_date(writer.context.i18n, written))
}

/// Services of an organisation; the organisation of a service.
pub(super) fn services(writer: &mut Writer<'_>, directory: &Directory, entry: &Entry<'_>) {
    if entry.service.is_some() {
        let Some(organization) = directory.organization_of(entry) else { return };
        let line = writer.text_line(Some(writer.say("organization-label")), organization.name());
        writer.push(SectionKind::Services, Line { entry: Some(organization.number), ..line });
        return;
    }
    for service in directory.services_of(entry) {
        let line = writer.text_line(None, service.name());
        writer.push(SectionKind::Services, Line { entry: Some(service.number), ..line });
    }
}

/// The member-page fields of an organisation.
pub(super) fn nswp(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let Some(nswp) = entry.organization.nswp.as_ref().filter(|_| entry.service.is_none()) else { return };
    let kind = SectionKind::Profile;
    let fields = [
        ("nswp-who-we-work-with", &nswp.who_we_work_with),
        ("nswp-sex-worker-involvement", &nswp.sex_worker_involvement),
    ];
    for (label, text) in fields {
        writer.push_labelled(kind, label, text.clone().unwrap_or_default());
    }
    for (at, id) in nswp.priority_areas.iter().enumerate() {
        let word = Some(writer.say("nswp-priority-areas"));
        let label = word.clone().filter(|_| at == 0);
        // In HSDS and on NSWP's own pages the areas are named in English only.
        let known = priority_area_title(id).is_some();
        let title = if known { writer.say(&format!("priority-area-{}", id.replace('_', "-"))) } else { id.clone() };
        writer.push(kind, Line { label, word, text: format!("- {title}"), spoken: Some(title), ..Line::default() });
    }
    for (label, text) in [("nswp-main-challenges", &nswp.main_challenges), ("nswp-other-work", &nswp.other_work)] {
        writer.push_labelled(kind, label, text.clone().unwrap_or_default());
    }
    writer.push_labelled(kind, "nswp-country", nswp.country_text.clone().unwrap_or_default());
}

/// Whose the entry is, and when its fields last changed.
pub(super) fn source(writer: &mut Writer<'_>, entry: &Entry<'_>) {
    let publisher = publisher(writer, entry.publication);
    writer.push_words(SectionKind::Source, publisher);
    let modified = entry.service.map_or(entry.organization.last_modified, |service| service.last_modified);
    if let Some(at) = modified {
        let date = phrases::date(writer.context.i18n, at.to_zoned_datetime(writer.context.zone.clone()).date());
        writer.push_labelled(SectionKind::Source, "changed-label", date);
    }
    if let Some(source) = entry.source() {
        let (text, note) = (source.url.clone(), seen(writer, source));
        let label = Some(writer.say("seen-label"));
        writer.push(SectionKind::Source, Line { label, text, note, ..Line::default() });
    }
    writer.push_labelled(SectionKind::Source, "id-label", entry.id().to_owned());
}

/// "NSWP-demo, version 12, signed, published 3 Nov 2026".
fn publisher(writer: &Writer<'_>, publication: &Publication) -> String {
    let i18n = writer.context.i18n;
    let standing = i18n.text(match publication.standing {
        Standing::Embedded => "publisher-embedded",
        Standing::Demo => "publisher-demo",
        Standing::Signed => "publisher-signed",
    });
    let zone = writer.context.zone;
    let args = [
        ("name", publication.name.as_str().into()),
        ("version", publication.version.into()),
        ("standing", standing.into()),
    ];
    let text = i18n.with("publisher-line", &args);
    match publication.published {
        Some(at) => {
            let date = phrases::date(i18n, at.to_zoned_datetime(zone.clone()).date());
            format!("{text} · {}", i18n.with("published", &[("date", date.into())]))
        }
        None => text,
    }
}
