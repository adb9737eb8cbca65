//! What is said about an entry, in words: the sheet that Read, the preview,
//! `show`, the clipboard and handouts all have in common, and the facts of a
//! result row. Pure: language, clock and zone come in.

pub mod currency;
mod facts;
mod hours;
mod languages;
pub mod paper;
pub mod phrases;
mod plain;
mod profile;
mod reach;
mod row;
#[cfg(test)]
mod tests;
pub mod update;
mod writer;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use self::writer::{Reader, Writer};
use crate::{
    directory::{Directory, Entry, EntryNo},
    i18n::I18n,
};

pub use languages::text_languages;
pub use plain::plain;
pub use row::{Row, row};

/// What wording depends on.
pub struct Context<'a> {
    /// Messages in the language of the interface.
    pub i18n: &'a I18n,
    /// The language in which to read the entry's own texts.
    pub text_language: &'a str,
    /// The instant of "now".
    pub now: Timestamp,
    /// The zone of the person reading, for the ages of checks.
    pub zone: &'a TimeZone,
}

impl Context<'_> {
    /// Today's date where the reader is.
    pub fn today(&self) -> Date {
        self.now.to_zoned_datetime(self.zone.clone()).date()
    }
}

/// Everything known about an entry, in the order in which a worker needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Name of the entry.
    pub title: String,
    /// Organisation (for a service) and place.
    pub subtitle: String,
    /// Sections that have something to say, in order; the first is
    /// [`SectionKind::Checked`].
    pub sections: Vec<Section>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which part.
    pub kind: SectionKind,
    /// Its label for a screen, in the interface's language: `CALL`.
    pub label: String,
    /// Its label for the ear: `Phone`.
    pub word: String,
    /// Its lines; never empty.
    pub lines: Vec<Line>,
}

/// The parts of a sheet, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// When a person last checked it, or that nobody did and where it was seen.
    Checked,
    /// An alert of the service, or that it does not run.
    Alert,
    /// Phones with languages and hours.
    Call,
    /// Addresses, ways to get there, accessibility; or that they are
    /// confidential.
    Go,
    /// E-mail.
    Mail,
    /// Web addresses.
    Web,
    /// Open or closed now, and the week as a table.
    Hours,
    /// What it costs.
    Cost,
    /// What to bring.
    Bring,
    /// Whom it is for: eligibility, ages, populations, access, area.
    For,
    /// Languages spoken.
    Languages,
    /// Needs and other terms.
    Helps,
    /// Description.
    About,
    /// How to get in, waiting time, interpreters, contacts.
    Apply,
    /// Services of the organisation, or the organisation of the service.
    Services,
    /// Member-page fields.
    Profile,
    /// Publisher, version, last change, source page, id.
    Source,
}

impl SectionKind {
    /// The end of the ids of its messages: `label-call`, `word-call`.
    fn id(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Alert => "alert",
            Self::Call => "call",
            Self::Go => "go",
            Self::Mail => "mail",
            Self::Web => "web",
            Self::Hours => "hours",
            Self::Cost => "cost",
            Self::Bring => "bring",
            Self::For => "for",
            Self::Languages => "languages",
            Self::Helps => "helps",
            Self::About => "about",
            Self::Apply => "apply",
            Self::Services => "services",
            Self::Profile => "profile",
            Self::Source => "source",
        }
    }
}

/// One line of a section, not yet wrapped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// A label before the text, such as a day of the week or a field's name.
    pub label: Option<String>,
    /// The label for the ear, where `label` is short for it or stands only on
    /// the first of several lines: "Tuesday".
    pub word: Option<String>,
    /// The text; never empty. Paragraphs are divided by line feeds.
    pub text: String,
    /// The text for the ear, where `text` has signs or capitals that read
    /// badly: "09:00 to 18:00".
    pub spoken: Option<String>,
    /// Said after it, dim: "from the organisation", "in French".
    pub note: Option<String>,
    /// How it stands out; never by colour alone.
    pub emphasis: Emphasis,
    /// True for what is said of the version that the entry came with, and not
    /// of the entry itself.
    pub of_version: bool,
    /// What `copy` puts on the clipboard for this line, where it is worth it:
    /// a bare phone number, address, e-mail or web address.
    pub copy: Option<String>,
    /// The entry that this line names, for services and organisations.
    pub entry: Option<EntryNo>,
}

/// How a line stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Emphasis {
    /// Not at all.
    #[default]
    Plain,
    /// Something to heed before sending anyone.
    Warning,
    /// The line of today in the week.
    Today,
    /// Less important.
    Dim,
}

/// Says everything about `entry`.
pub fn sheet(directory: &Directory, entry: &Entry<'_>, context: &Context<'_>) -> Sheet {
    let mut writer = Writer::new(context, Reader::Worker);
    profile::checked(&mut writer, entry);
    currency::note(&mut writer, entry);
    facts::alert(&mut writer, entry);
    reach::call(&mut writer, entry);
    reach::go(&mut writer, entry);
    reach::mail_and_web(&mut writer, entry);
    hours::hours(&mut writer, entry);
    facts::cost(&mut writer, entry);
    facts::bring(&mut writer, entry);
    facts::eligibility(&mut writer, entry);
    facts::languages(&mut writer, entry);
    facts::helps(&mut writer, entry);
    facts::about(&mut writer, entry);
    facts::apply(&mut writer, entry);
    profile::services(&mut writer, directory, entry);
    profile::nswp(&mut writer, entry);
    profile::source(&mut writer, entry);
    headed(writer, entry)
}

/// The sheet of an entry whose sections are written.
fn headed(writer: Writer<'_>, entry: &Entry<'_>) -> Sheet {
    let context = writer.context;
    let note = writer.language_note(entry.name()).map(|note| format!(" ({note})")).unwrap_or_default();
    let title = format!("{}{note}", title(entry, context));
    let place = phrases::place(context.i18n, entry);
    let organization = entry.service.map(|_| phrases::reading(&entry.organization.name, context.text_language).0);
    let parts = organization.into_iter().chain([place.as_str()]).map(writer::one_line);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    Sheet { title, subtitle: parts.join(" · "), sections: writer.finish() }
}

/// The name of an entry in the reader's language; its id where a source left
/// the name out.
fn title(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let name = writer::one_line(phrases::reading(entry.name(), context.text_language).0);
    if name.is_empty() { entry.id().to_owned() } else { name }
}
