//! One table for people: a row for each service at each of its places, or for
//! each place of an organisation without services. What a service does not say
//! itself it takes from its place or its organisation, so that a row can be
//! read alone.
//!
//! The columns are those that a spreadsheet is proposed to have
//! (`data/headings.toml`), so the table can be taken in again.

use crate::{
    directory::{
        Language, LanguageTag, Location, Need, Organization, Phone, Service, ServiceAtLocation, Text,
        schedule::{Day, Schedule},
    },
    formats::spreadsheet::Target,
};

/// Between the values of one cell.
const BETWEEN: &str = "; ";

/// The columns, in order.
pub const COLUMNS: [Target; 33] = [
    Target::OrganizationId,
    Target::OrganizationName,
    Target::AlternateName,
    Target::Description,
    Target::ServiceId,
    Target::ServiceName,
    Target::ServiceDescription,
    Target::Need,
    Target::Population,
    Target::Access,
    Target::Phone,
    Target::Hotline,
    Target::Whatsapp,
    Target::Email,
    Target::Website,
    Target::LocationName,
    Target::Address1,
    Target::Address2,
    Target::City,
    Target::Region,
    Target::StateProvince,
    Target::PostalCode,
    Target::Country,
    Target::Latitude,
    Target::Longitude,
    Target::Confidential,
    Target::Hours,
    Target::Language,
    Target::Fees,
    Target::Eligibility,
    Target::ApplicationProcess,
    Target::RequiredDocument,
    Target::AssuredDate,
];

/// Makes the rows of an organisation, each with a cell for each of
/// [`COLUMNS`].
pub fn rows(organization: &Organization) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for service in &organization.services {
        let places = &service.service_at_locations;
        let subjects: Vec<Option<&ServiceAtLocation>> =
            if places.is_empty() { vec![None] } else { places.iter().map(Some).collect() };
        for at in subjects {
            let location =
                at.and_then(|at| organization.locations.iter().find(|location| location.id == at.location_id));
            rows.push(Subject { organization, service: Some(service), at, location }.row());
        }
    }
    if rows.is_empty() {
        let places = &organization.locations;
        let places: Vec<Option<&Location>> =
            if places.is_empty() { vec![None] } else { places.iter().map(Some).collect() };
        rows.extend(
            places.into_iter().map(|location| Subject { organization, service: None, at: None, location }.row()),
        );
    }
    rows
}

/// A cell as a spreadsheet program may safely open it: what would be run as a
/// formula gets an apostrophe before it, which such programs do not show.
pub fn harmless(cell: &str) -> String {
    let runs = cell.starts_with(['=', '@', '\t', '\r']) || (cell.starts_with(['+', '-']) && !is_number(cell));
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

/// Numbers and telephone numbers begin with a sign and run nothing.
fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ' ' | '(' | ')' | '/' | ';'))
}

/// What one row is about.
struct Subject<'a> {
    organization: &'a Organization,
    service: Option<&'a Service>,
    at: Option<&'a ServiceAtLocation>,
    location: Option<&'a Location>,
}

impl Subject<'_> {
    fn row(&self) -> Vec<String> {
        COLUMNS.iter().map(|column| self.cell(*column)).collect()
    }

    fn cell(&self, column: Target) -> String {
        let organization = self.organization;
        let service = self.service;
        match column {
            Target::OrganizationId => organization.id.clone(),
            Target::OrganizationName => organization.name.value.clone(),
            Target::AlternateName => organization.alternate_names.join(BETWEEN),
            Target::Description => organization.description.value.clone(),
            Target::ServiceId => service.map(|service| service.id.clone()).unwrap_or_default(),
            Target::ServiceName => service.map(|service| service.name.value.clone()).unwrap_or_default(),
            Target::ServiceDescription => service.map(|service| service.description.value.clone()).unwrap_or_default(),
            Target::Need => self.needs().iter().map(|need| need.slug()).collect::<Vec<_>>().join(BETWEEN),
            Target::Population => service
                .map(|service| &service.populations)
                .filter(|slugs| !slugs.is_empty())
                .unwrap_or(&organization.populations)
                .join(BETWEEN),
            Target::Access => {
                let access = service.map(|service| service.access.as_slice()).unwrap_or_default();
                access.iter().map(|access| access.slug()).collect::<Vec<_>>().join(BETWEEN)
            }
            Target::Phone | Target::Hotline | Target::Whatsapp => self.phones(column),
            Target::Email => service
                .map(|service| &service.emails)
                .filter(|emails| !emails.is_empty())
                .unwrap_or(&organization.emails)
                .join(BETWEEN),
            Target::Website => service
                .and_then(|service| service.url.clone())
                .or_else(|| organization.website.clone())
                .unwrap_or_default(),
            Target::Hours => self.hours(),
            Target::Language => self.languages(),
            Target::AssuredDate => {
                let date = service.map_or(organization.assured_date, |service| service.assured_date);
                date.map(|date| date.to_string()).unwrap_or_default()
            }
            Target::RequiredDocument => {
                let documents = service.map(|service| service.required_documents.as_slice()).unwrap_or_default();
                let documents = documents.iter().map(|document| document.document.value.clone());
                documents.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN)
            }
            Target::Fees => text(service.and_then(|service| service.fees_description.as_ref())),
            Target::Eligibility => text(service.and_then(|service| service.eligibility_description.as_ref())),
            Target::ApplicationProcess => text(service.and_then(|service| service.application_process.as_ref())),
            of_place => self.place(of_place),
        }
    }

    fn needs(&self) -> &[Need] {
        let own = self.service.map(|service| service.needs.as_slice()).filter(|needs| !needs.is_empty());
        own.unwrap_or(&self.organization.needs)
    }

    /// A cell about the place.
    fn place(&self, column: Target) -> String {
        let Some(location) = self.location else { return String::new() };
        let address = location.addresses.first();
        let of_address = |part: fn(&crate::directory::Address) -> Option<&String>| {
            address.and_then(part).cloned().unwrap_or_default()
        };
        match column {
            Target::LocationName => text(location.name.as_ref()),
            Target::Latitude => location.latitude.map(|degrees| degrees.to_string()).unwrap_or_default(),
            Target::Longitude => location.longitude.map(|degrees| degrees.to_string()).unwrap_or_default(),
            Target::Confidential if location.confidential => "yes".to_owned(),
            Target::Address1 => of_address(|address| address.address_1.as_ref()),
            Target::Address2 => of_address(|address| address.address_2.as_ref()),
            Target::City => of_address(|address| address.city.as_ref()),
            Target::Region => of_address(|address| address.region.as_ref()),
            Target::StateProvince => of_address(|address| address.state_province.as_ref()),
            Target::PostalCode => of_address(|address| address.postal_code.as_ref()),
            Target::Country => of_address(|address| address.country.as_ref()),
            _ => String::new(),
        }
    }

    /// The numbers of one kind: those closest to the service.
    fn phones(&self, column: Target) -> String {
        let lists = [
            self.at.map(|at| at.phones.as_slice()),
            self.service.map(|service| service.phones.as_slice()),
            self.location.map(|location| location.phones.as_slice()),
            Some(self.organization.phones.as_slice()),
        ];
        let phones = lists.into_iter().flatten().find(|phones| !phones.is_empty()).unwrap_or_default();
        let numbers: Vec<String> = phones.iter().filter(|phone| column_of(phone) == Some(column)).map(number).collect();
        numbers.join(BETWEEN)
    }

    fn hours(&self) -> String {
        let lists = [
            self.at.map(|at| at.schedules.as_slice()),
            self.service.map(|service| service.schedules.as_slice()),
            self.location.map(|location| location.schedules.as_slice()),
        ];
        let schedules = lists.into_iter().flatten().find(|schedules| !schedules.is_empty()).unwrap_or_default();
        let said: Vec<String> = schedules.iter().map(hours).filter(|text| !text.is_empty()).collect();
        said.join(BETWEEN)
    }

    fn languages(&self) -> String {
        let lists = [
            self.service.map(|service| service.languages.as_slice()),
            self.location.map(|location| location.languages.as_slice()),
            Some(self.organization.languages.as_slice()),
        ];
        let languages = lists.into_iter().flatten().find(|languages| !languages.is_empty()).unwrap_or_default();
        let said = |language: &Language| {
            let code = language.code.as_ref().map(LanguageTag::as_str);
            code.or(language.name.as_deref()).unwrap_or_default().to_owned()
        };
        languages.iter().map(said).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN)
    }
}

fn text(text: Option<&Text>) -> String {
    text.map(|text| text.value.clone()).unwrap_or_default()
}

/// The column of a number; `None`: fax machines and text phones are left to
/// the formats for programs.
fn column_of(phone: &Phone) -> Option<Target> {
    match phone.kind.as_deref() {
        Some("fax" | "tty") => None,
        Some("hotline") => Some(Target::Hotline),
        Some("whatsapp") => Some(Target::Whatsapp),
        _ => Some(Target::Phone),
    }
}

fn number(phone: &Phone) -> String {
    match &phone.extension {
        Some(extension) => format!("{} ext. {extension}", phone.number),
        None => phone.number.clone(),
    }
}

/// Hours in the short form that [`crate::formats::hours`] reads: `Mo,We
/// 09:00-17:00`. What has no such form is the text that the schedule has.
fn hours(schedule: &Schedule) -> String {
    let weekly = schedule.freq == Some(crate::directory::schedule::Frequency::Weekly)
        && schedule.interval.is_none_or(|interval| interval == 1)
        && schedule.valid_from.is_none()
        && schedule.valid_to.is_none()
        && schedule.byday.iter().all(|day| day.ordinal.is_none());
    let days: Vec<Day> = schedule.byday.iter().map(|day| day.day).collect();
    let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    let span = match (schedule.opens_at, schedule.closes_at) {
        _ if schedule.closed => "closed".to_owned(),
        (Some(opens), Some(closes)) => format!("{}-{}", clock(opens), clock(closes)),
        _ => String::new(),
    };
    if weekly && !days.is_empty() && !span.is_empty() {
        return format!("{} {span}", day_names(&days));
    }
    let described = [schedule.description.as_ref(), schedule.notes.as_ref()];
    let described: Vec<String> = described.into_iter().map(text).filter(|text| !text.is_empty()).collect();
    if described.is_empty() { span } else { described.join(" ") }
}

/// Days with a dash for three and more in a row.
fn day_names(days: &[Day]) -> String {
    let mut runs: Vec<(Day, Day, usize)> = Vec::new();
    for day in Day::ALL.into_iter().filter(|day| days.contains(day)) {
        match runs.last_mut() {
            Some((_, last, count)) if follows(*last, day) => (*last, *count) = (day, *count + 1),
            _ => runs.push((day, day, 1)),
        }
    }
    let name = |day: Day| {
        let code = day.code();
        let (first, second) = code.split_at_checked(1).unwrap_or((code, ""));
        format!("{first}{}", second.to_ascii_lowercase())
    };
    let run = |(first, last, count): &(Day, Day, usize)| match count {
        1 => name(*first),
        2 => format!("{},{}", name(*first), name(*last)),
        _ => format!("{}-{}", name(*first), name(*last)),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(",")
}

fn follows(before: Day, after: Day) -> bool {
    Day::ALL.windows(2).any(|pair| pair == [before, after])
}
