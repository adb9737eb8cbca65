//! What a correction of a worker makes of a curator's record.

use jiff::{Timestamp, civil::Date};
use serde_json::Value;

use crate::{
    directory::{
        CorrectedField as Field, Correction, Location, Organization, Phone, Schedule, Service, Text,
        schedule::{DayOfMonth, Frequency},
    },
    formats::{hours, hsds},
};

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    /// It says what is true now, and when that was checked: the new record.
    Written(Value),
    /// It is to be withdrawn.
    Withdraw,
}

/// Why a record cannot be corrected by a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotApply {
    /// The record is about something else.
    NotThere,
    /// It does not say any more what was corrected.
    Changed,
    /// A program cannot tell where it belongs: several places, a confidential
    /// one, or a text for people.
    ByHand,
}

impl CannotApply {
    /// The word in JSON and in message ids.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotThere => "not-there",
            Self::Changed => "changed",
            Self::ByHand => "by-hand",
        }
    }
}

/// Writes a correction into the record of an organisation, as HSDS JSON, and
/// the day on which it was checked. Nothing else of the record is lost; what
/// tells where a confidential place is stays in it, so it is for the curator's
/// own folder only.
///
/// `today` bounds the day of the check: the clock of the worker may be wrong.
pub fn apply(correction: &Correction, record: &Value, today: Date, now: Timestamp) -> Result<Applied, CannotApply> {
    let (Some(mut organization), _) = hsds::read_organization(record) else { return Err(CannotApply::NotThere) };
    let place = correction.place_in(&organization).ok_or(CannotApply::NotThere)?;
    match correction.field {
        Field::Closed => return Ok(Applied::Withdraw),
        Field::Other => return Err(CannotApply::ByHand),
        Field::Right => {}
        _ => write(correction, &mut organization, place)?,
    }
    let checked = correction.noted.min(today);
    let (assured, modified) = match place.and_then(|at| organization.services.get_mut(at)) {
        Some(service) => (&mut service.assured_date, &mut service.last_modified),
        None => (&mut organization.assured_date, &mut organization.last_modified),
    };
    *assured = Some(assured.map_or(checked, |before| before.max(checked)));
    *modified = Some(now);
    Ok(Applied::Written(hsds::organization(&organization)))
}

fn write(correction: &Correction, organization: &mut Organization, place: Option<usize>) -> Result<(), CannotApply> {
    if matches!(correction.field, Field::Address | Field::City) {
        return address(correction, organization, place);
    }
    let text = correction.text.clone();
    match place.and_then(|at| organization.services.get_mut(at)) {
        Some(service) => match correction.field {
            Field::Phone => phone(correction, &mut service.phones),
            Field::Email => email(correction, &mut service.emails),
            Field::Website => replace(correction, &mut service.url),
            Field::Name => name(correction, &mut service.name),
            Field::Description => whole(correction, &mut service.description),
            Field::Cost => optional(correction, &mut service.fees_description),
            Field::Eligibility => optional(correction, &mut service.eligibility_description),
            Field::Hours => set_hours(service, &text),
            _ => Err(CannotApply::ByHand),
        },
        None => match correction.field {
            Field::Phone => phone(correction, &mut organization.phones),
            Field::Email => email(correction, &mut organization.emails),
            Field::Website => replace(correction, &mut organization.website),
            Field::Name => name(correction, &mut organization.name),
            Field::Description => whole(correction, &mut organization.description),
            _ => Err(CannotApply::ByHand),
        },
    }
}

/// True where the record still says what the worker saw, or says already what
/// is true.
fn still(correction: &Correction, current: &str) -> Result<(), CannotApply> {
    let before = correction.instead_of.as_deref().unwrap_or_default();
    if current == before || current == correction.text { Ok(()) } else { Err(CannotApply::Changed) }
}

fn phone(correction: &Correction, phones: &mut Vec<Phone>) -> Result<(), CannotApply> {
    let at = |number: &str| phones.iter().position(|phone| phone.number == number);
    let number = correction.text.clone();
    match (&correction.instead_of, at(&number)) {
        (_, Some(_)) => {}
        (None, None) => phones.push(Phone { number, ..Phone::default() }),
        (Some(before), None) => {
            let phone = at(before).and_then(|at| phones.get_mut(at)).ok_or(CannotApply::Changed)?;
            phone.number = number;
        }
    }
    Ok(())
}

fn email(correction: &Correction, emails: &mut Vec<String>) -> Result<(), CannotApply> {
    let email = correction.text.clone();
    if emails.contains(&email) {
        return Ok(());
    }
    match &correction.instead_of {
        None => emails.push(email),
        Some(before) => {
            *emails.iter_mut().find(|one| *one == before).ok_or(CannotApply::Changed)? = email;
        }
    }
    Ok(())
}

fn replace(correction: &Correction, value: &mut Option<String>) -> Result<(), CannotApply> {
    still(correction, value.as_deref().unwrap_or_default())?;
    *value = Some(correction.text.clone());
    Ok(())
}

/// A name keeps its translations: it is the same place.
fn name(correction: &Correction, name: &mut Text) -> Result<(), CannotApply> {
    still(correction, &name.value)?;
    name.value.clone_from(&correction.text);
    Ok(())
}

/// Translations of what was wrong are wrong too.
fn whole(correction: &Correction, text: &mut Text) -> Result<(), CannotApply> {
    still(correction, &text.value)?;
    *text = Text::plain(correction.text.clone());
    Ok(())
}

fn optional(correction: &Correction, text: &mut Option<Text>) -> Result<(), CannotApply> {
    still(correction, text.as_ref().map_or("", |text| &text.value))?;
    *text = Some(Text::plain(correction.text.clone()));
    Ok(())
}

/// Street or city of the only place of the record.
fn address(correction: &Correction, organization: &mut Organization, place: Option<usize>) -> Result<(), CannotApply> {
    let service = place.and_then(|at| organization.services.get(at));
    let named: Vec<String> = service
        .map(|service| service.service_at_locations.iter().map(|at| at.location_id.clone()).collect())
        .unwrap_or_default();
    let is_meant = |location: &&mut Location| named.is_empty() || named.contains(&location.id);
    let mut meant = organization.locations.iter_mut().filter(is_meant);
    let (Some(location), None) = (meant.next(), meant.next()) else { return Err(CannotApply::ByHand) };
    let [address] = location.addresses.as_mut_slice() else { return Err(CannotApply::ByHand) };
    if location.confidential {
        return Err(CannotApply::ByHand);
    }
    let value = if correction.field == Field::City { &mut address.city } else { &mut address.address_1 };
    replace(correction, value)?;
    if correction.field == Field::Address {
        // The point on the map was that of the old street.
        address.address_2 = None;
        (location.latitude, location.longitude) = (None, None);
    }
    Ok(())
}

/// Hours of a service that says them in one place.
fn set_hours(service: &mut Service, text: &str) -> Result<(), CannotApply> {
    let mut there = service.service_at_locations.iter_mut().filter(|at| !at.schedules.is_empty());
    match (service.schedules.is_empty(), there.next(), there.next()) {
        (_, None, _) => service.schedules = schedules(text),
        (true, Some(at), None) => at.schedules = schedules(text),
        _ => return Err(CannotApply::ByHand),
    }
    Ok(())
}

/// Hours as schedules: worked out, or else as a text.
fn schedules(text: &str) -> Vec<Schedule> {
    match hours::parse(text) {
        Some(hours) => hours.iter().map(weekly).collect(),
        None => vec![Schedule { description: Some(Text::plain(text)), ..Schedule::default() }],
    }
}

fn weekly(hours: &hours::Hours) -> Schedule {
    Schedule {
        freq: Some(Frequency::Weekly),
        byday: hours.days.iter().map(|day| DayOfMonth { ordinal: None, day: *day }).collect(),
        opens_at: hours.span.map(|(opens, _)| opens),
        closes_at: hours.span.map(|(_, closes)| closes),
        closed: hours.span.is_none(),
        ..Schedule::default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::directory::HowKnown;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn record() -> Value {
        json!({
            "id": "o", "name": "Casa", "description": "Old", "email": "a@example.org", "funding": "by nobody",
            "phones": [{"id": "p", "number": "1", "type": "hotline"}],
            "locations": [{
                "id": "l", "location_type": "physical", "latitude": 45.5, "longitude": 4.5,
                "addresses": [{"id": "a", "address_1": "1 Old Street", "city": "Lyon", "country": "FR"}],
            }],
            "services": [{
                "id": "s", "name": "Abri", "status": "active", "assured_date": "2026-01-02",
                "service_at_locations": [{"id": "sl", "location_id": "l", "location": {"id": "l"}}],
            }],
        })
    }

    fn correction(id: &str, field: Field, instead_of: Option<&str>, text: &str) -> Correction {
        Correction {
            id: id.into(),
            publisher: "p".into(),
            version: 1,
            field,
            instead_of: instead_of.map(str::to_owned),
            text: text.into(),
            known: HowKnown::Asked,
            noted: date(2026, 11, 24),
        }
    }

    fn applied(correction: &Correction) -> Result<Value, CannotApply> {
        match apply(correction, &record(), date(2026, 11, 28), NOW)? {
            Applied::Written(value) => Ok(value),
            Applied::Withdraw => panic!("withdrawn"),
        }
    }

    #[test]
    fn what_is_true_and_the_day_of_the_check_go_into_the_record_and_the_rest_stays() {
        let written = applied(&correction("o", Field::Phone, Some("1"), "2")).unwrap();
        assert_eq!(written["phones"][0], json!({"id": "p", "number": "2", "type": "hotline"}));
        assert_eq!(written["funding"], "by nobody");
        assert!(written["attributes"].to_string().contains("2026-11-24"), "{written}");
        let written = applied(&correction("s", Field::Cost, None, "free")).unwrap();
        assert_eq!(written["services"][0]["fees_description"], "free");
        assert_eq!(written["services"][0]["assured_date"], "2026-11-24");
        assert!(written.get("attributes").is_none_or(|all| !all.to_string().contains("assured")), "{written}");
    }

    #[test]
    fn hours_are_worked_out_or_stay_a_text() {
        let written = applied(&correction("s", Field::Hours, None, "Mo-Fr 9-17")).unwrap();
        let schedule = &written["services"][0]["schedules"][0];
        assert_eq!(
            (schedule["byday"].as_str(), schedule["opens_at"].as_str()),
            (Some("MO,TU,WE,TH,FR"), Some("09:00:00"))
        );
        let written = applied(&correction("s", Field::Hours, None, "when the lamp is lit")).unwrap();
        assert_eq!(written["services"][0]["schedules"][0]["description"], "when the lamp is lit");
    }

    #[test]
    fn a_new_street_takes_the_old_point_off_the_map() {
        let written = applied(&correction("s", Field::Address, Some("1 Old Street"), "2 New Street")).unwrap();
        let location = &written["locations"][0];
        assert_eq!(location["addresses"][0]["address_1"], "2 New Street");
        assert_eq!(location["addresses"][0]["city"], "Lyon");
        assert!(location.get("latitude").is_none() && location.get("longitude").is_none(), "{location}");
    }

    #[test]
    fn a_record_that_changed_meanwhile_is_not_written_over() {
        let changed = |field, before, text| applied(&correction("o", field, Some(before), text));
        assert_eq!(changed(Field::Phone, "0", "2"), Err(CannotApply::Changed));
        assert_eq!(changed(Field::Description, "Older", "New"), Err(CannotApply::Changed));
        assert!(changed(Field::Phone, "0", "1").is_ok(), "it says so already");
        assert!(changed(Field::Name, "Casa", "Casa Nueva").is_ok());
    }

    #[test]
    fn what_only_a_person_can_write_is_left_to_the_person() {
        let mut two = record();
        two["services"][0]["service_at_locations"] = json!([]);
        two["locations"].as_array_mut().unwrap().push(json!({"id": "m", "location_type": "physical"}));
        let street = correction("s", Field::Address, None, "x");
        assert_eq!(apply(&street, &two, date(2026, 11, 28), NOW), Err(CannotApply::ByHand));
        assert_eq!(applied(&correction("o", Field::Other, None, "x")), Err(CannotApply::ByHand));
        assert_eq!(applied(&correction("z", Field::Name, None, "x")), Err(CannotApply::NotThere));
        let closed = apply(&correction("s", Field::Closed, None, ""), &record(), date(2026, 11, 28), NOW);
        assert_eq!(closed, Ok(Applied::Withdraw));
    }

    #[test]
    fn a_clock_that_is_ahead_does_not_make_a_check_of_tomorrow_and_no_check_is_undone() {
        let mut right = correction("s", Field::Right, None, "");
        right.noted = date(2099, 1, 1);
        assert_eq!(applied(&right).unwrap()["services"][0]["assured_date"], "2026-11-28");
        right.noted = date(2020, 1, 1);
        assert_eq!(applied(&right).unwrap()["services"][0]["assured_date"], "2026-01-02");
    }

    #[test]
    fn the_address_of_a_confidential_place_stays_in_the_curators_record() {
        let mut refuge = record();
        refuge["locations"][0]["attributes"] = json!([{"id": "x", "link_id": "l", "label": "confidential", "value": "true",
            "taxonomy_term": {"id": "t", "code": "confidential", "taxonomy_detail": {"id": "parasol", "name": "parasol"}}}]);
        let Ok(Applied::Written(written)) =
            apply(&correction("o", Field::Phone, None, "3"), &refuge, date(2026, 11, 28), NOW)
        else {
            panic!()
        };
        assert_eq!(written["locations"][0]["addresses"][0]["address_1"], "1 Old Street");
    }
}
