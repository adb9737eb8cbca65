//! What an update changes for the entries that matter to a person, in the
//! words of their sheets.

use super::updates::{Because, EntryChange, FieldChange};
use crate::{
    directory::{Directory, Entry},
    sheet::{self, Context, Line, SectionKind, Sheet},
};

/// More characters of a part than these are cut off: a description is read in
/// the entry itself.
const MOST: usize = 160;

/// Compares the entries of a publisher that matter, each in its words before
/// and after. `gone` tells why an entry is not there any more.
pub fn changes(
    before: &Directory,
    after: &Directory,
    publisher: &str,
    matters: &[(String, Because)],
    gone: &dyn Fn(&Entry<'_>) -> String,
    context: &Context<'_>,
) -> Vec<EntryChange> {
    let mut changes = Vec::new();
    for (id, because) in matters {
        let Some(old) = before.find(id) else { continue };
        if old.publication.publisher != publisher {
            continue;
        }
        let sheet = sheet::sheet(before, &old, context);
        let (fields, withdrawn) = match after.find(id) {
            None => (Vec::new(), Some(gone(&old))),
            Some(new) => (fields(&sheet, &said(after, &new, context)), None),
        };
        if withdrawn.is_some() || !fields.is_empty() {
            changes.push(EntryChange { because: *because, name: sheet.title, fields, withdrawn });
        }
    }
    changes
}

fn said(directory: &Directory, entry: &Entry<'_>, context: &Context<'_>) -> Sheet {
    sheet::sheet(directory, entry, context)
}

/// The parts of two sheets that say something else; of each only the lines
/// that the other does not have.
fn fields(before: &Sheet, after: &Sheet) -> Vec<FieldChange> {
    let mut fields = Vec::new();
    if before.title != after.title {
        // A name has no label; it is known by its place before all parts.
        let (before, after) = (before.title.clone(), after.title.clone());
        fields.push(FieldChange { label: String::new(), before, after });
    }
    let mut kinds: Vec<SectionKind> =
        before.sections.iter().chain(&after.sections).map(|section| section.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // The version it came with always differs.
    for kind in kinds.into_iter().filter(|kind| *kind != SectionKind::Source) {
        let section = |sheet: &Sheet| sheet.sections.iter().find(|section| section.kind == kind).cloned();
        let (old, new) = (section(before), section(after));
        let lines = |section: &Option<sheet::Section>| -> Vec<String> {
            let lines = section.iter().flat_map(|section| &section.lines);
            // That the version before was too old is no change of the entry.
            lines.filter(|line| !line.of_version).map(words).collect()
        };
        let (old_lines, new_lines) = (lines(&old), lines(&new));
        if old_lines == new_lines {
            continue;
        }
        let only = |these: &[String], those: &[String]| {
            let own: Vec<&str> = these.iter().filter(|line| !those.contains(line)).map(String::as_str).collect();
            shortened(&own.join(" · "))
        };
        let label = new.or(old).map(|section| section.label).unwrap_or_default();
        let change = FieldChange { label, before: only(&old_lines, &new_lines), after: only(&new_lines, &old_lines) };
        // Lines in another order are no news.
        if change.before != change.after {
            fields.push(change);
        }
    }
    fields
}

/// A line with its own label, on one line.
fn words(line: &Line) -> String {
    let text = line.text.replace('\n', " ");
    match &line.label {
        Some(label) => format!("{label} {text}"),
        None => text,
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(MOST - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::{
        directory::{Organization, Phone, Publication, Release, Text, demo},
        i18n::I18n,
    };

    fn house(id: &str, number: &str) -> Organization {
        Organization {
            id: id.into(),
            name: Text::plain(format!("House {id}")),
            phones: vec![Phone { number: number.into(), ..Phone::default() }],
            ..Organization::default()
        }
    }

    fn directory(publisher: &str, organizations: Vec<Organization>) -> Directory {
        let release = demo::release(jiff::civil::date(2026, 11, 24));
        let publication = Publication { publisher: publisher.into(), ..release.publication };
        Directory::new(vec![Release { publication, organizations, tombstones: Vec::new() }])
    }

    #[test]
    fn only_what_matters_and_differs_is_said_in_the_words_of_the_sheet() {
        let old = [house("a", "+34 600 000 001"), house("b", "+34 600 000 002"), house("c", "+34 600 000 003")];
        let before = directory("list", old.to_vec());
        let after = directory("list", vec![house("a", "+34 600 000 009"), house("b", "+34 600 000 002")]);
        let i18n = I18n::new("en");
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let context = Context { i18n: &i18n, text_language: "en", now, zone: &TimeZone::UTC };
        let matters: Vec<(String, Because)> =
            ["c", "a", "b", "elsewhere"].map(|id| (id.to_owned(), Because::Read)).into();
        let told = |publisher| changes(&before, &after, publisher, &matters, &|_| "closed".into(), &context);
        let said = told("list");
        assert_eq!(said.iter().map(|change| change.name.as_str()).collect::<Vec<_>>(), ["House c", "House a"]);
        assert_eq!(said[0].withdrawn.as_deref(), Some("closed"));
        let field = &said[1].fields[0];
        assert_eq!(field.label, "CALL");
        assert!(field.before.contains("000 001") && field.after.contains("000 009"), "{field:?}");
        assert_eq!(told("another"), []);
    }

    #[test]
    fn that_the_version_before_was_too_old_is_no_change() {
        let house = || vec![house("a", "+34 600 000 001")];
        let mut release = directory("list", house()).shelves()[0].release();
        release.publication.expires = Some("2026-01-15T08:00:00Z".parse().unwrap());
        let before = Directory::new(vec![release]);
        let after = directory("list", house());
        let i18n = I18n::new("en");
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let context = Context { i18n: &i18n, text_language: "en", now, zone: &TimeZone::UTC };
        let matters = [("a".to_owned(), Because::Read)];
        assert_eq!(changes(&before, &after, "list", &matters, &|_| String::new(), &context), []);
    }

    #[test]
    fn a_long_text_is_cut_off() {
        assert_eq!(shortened("short"), "short");
        assert_eq!(shortened(&"é".repeat(500)).chars().count(), MOST);
    }
}
