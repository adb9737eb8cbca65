//! Whatever stands in the fields of an entry, its sheet has no empty part and
//! nothing that a terminal would obey.

use proptest::prelude::*;

use super::*;
use crate::{
    directory::{LanguageTag, NswpProfile, Service},
    text::sanitise::sanitise,
};

/// Texts as they come out of the readers: cleaned, and often empty.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let any = prop_oneof![
        2 => Just(String::new()),
        1 => Just("  ".to_owned()),
        3 => "\\PC{1,20}",
        3 => any::<String>(),
        1 => "[a-z\\n\\t ]{1,12}",
    ];
    prop::collection::vec(any.prop_map(|text| sanitise(&text).text.into_owned()), 60)
}

/// Deals the texts out, round and round.
struct Deal<'a>(std::iter::Cycle<std::slice::Iter<'a, String>>);

impl Deal<'_> {
    fn word(&mut self) -> String {
        self.0.next().cloned().unwrap_or_default()
    }

    /// A text in some language, or translated only.
    fn text(&mut self) -> Text {
        let tags = ["fr", "en", "ar", "xx"];
        let tag = |word: &str| LanguageTag::new(tags[word.len() % tags.len()]);
        let (value, other) = (self.word(), self.word());
        let translations = tag(&other).map(|tag| (tag, other)).into_iter().collect();
        Text { language: tag(&value).filter(|_| value.len() % 2 == 0), translations, value }
    }

    fn fill(&mut self, phone: &mut Phone) {
        phone.number = self.word();
        phone.extension = Some(self.word());
        phone.kind = Some(self.word());
        phone.description = Some(self.text());
        phone.hours = Some(self.text());
        for language in &mut phone.languages {
            *language =
                crate::directory::Language { name: Some(self.word()), note: Some(self.word()), ..Default::default() };
        }
    }

    fn fill_location(&mut self, location: &mut Location) {
        location.name = Some(self.text());
        location.description = Some(self.text());
        location.transportation = Some(self.text());
        location.confidential = self.word().is_empty();
        location.phones.iter_mut().for_each(|phone| self.fill(phone));
        for address in &mut location.addresses {
            let parts = [
                &mut address.attention,
                &mut address.address_1,
                &mut address.address_2,
                &mut address.city,
                &mut address.region,
                &mut address.state_province,
                &mut address.postal_code,
                &mut address.country,
            ];
            for part in parts {
                *part = Some(self.word());
            }
        }
        for one in &mut location.accessibility {
            one.description = Some(self.text());
            one.details = Some(self.word());
            one.url = Some(self.word());
        }
    }

    fn fill_service(&mut self, service: &mut Service) {
        service.name = self.text();
        service.description = self.text();
        service.alternate_names = vec![self.word(), self.word()];
        service.populations = vec![self.word(), self.word()];
        service.emails = vec![self.word()];
        service.url = Some(self.word());
        let texts = [
            &mut service.interpretation_services,
            &mut service.application_process,
            &mut service.fees_description,
            &mut service.wait_time,
            &mut service.eligibility_description,
            &mut service.alert,
        ];
        for text in texts {
            *text = Some(self.text());
        }
        service.terms.iter_mut().for_each(|term| term.name = self.word());
        for url in &mut service.additional_urls {
            (url.label, url.url) = (Some(self.word()), self.word());
        }
        for option in &mut service.cost_options {
            (option.option, option.currency) = (Some(self.word()), Some(self.word()));
            option.amount_description = Some(self.word());
        }
        for document in &mut service.required_documents {
            (document.document, document.uri) = (self.text(), Some(self.word()));
        }
        for area in &mut service.service_areas {
            (area.extent, area.name, area.description) = (Some(self.word()), Some(self.word()), Some(self.word()));
        }
        for contact in &mut service.contacts {
            (contact.name, contact.email) = (Some(self.word()), Some(self.word()));
        }
        for at in &mut service.service_at_locations {
            at.description = Some(self.text());
            at.schedules.iter_mut().for_each(|schedule| schedule.description = Some(self.text()));
        }
    }

    fn fill_organization(&mut self, organization: &mut Organization) {
        organization.name = self.text();
        organization.description = self.text();
        organization.emails = vec![self.word()];
        organization.website = Some(self.word());
        organization.phones.iter_mut().for_each(|phone| self.fill(phone));
        organization.locations.iter_mut().for_each(|location| self.fill_location(location));
        organization.services.iter_mut().for_each(|service| self.fill_service(service));
        organization.source = Some(Source { url: self.word(), seen: Some(self.word()), period: Some(self.word()) });
        organization.nswp = Some(NswpProfile {
            who_we_work_with: Some(self.word()),
            sex_worker_involvement: Some(self.word()),
            priority_areas: vec![self.word(), "stigma".into()],
            main_challenges: Some(self.word()),
            other_work: Some(self.word()),
            country_text: Some(self.word()),
        });
    }
}

/// Empties the lists of the entry of which the mask has the bit.
fn thin_out(organization: &mut Organization, mask: u16) {
    let service = &mut organization.services[0];
    let clears: [&mut dyn FnMut(); 12] = [
        &mut || service.needs.clear(),
        &mut || service.access.clear(),
        &mut || service.populations.clear(),
        &mut || service.languages.clear(),
        &mut || service.cost_options.clear(),
        &mut || service.service_areas.clear(),
        &mut || service.service_at_locations.clear(),
        &mut || service.assured_date = None,
        &mut || organization.phones.clear(),
        &mut || organization.emails.clear(),
        &mut || organization.locations.clear(),
        &mut || organization.source = None,
    ];
    for (bit, clear) in clears.into_iter().enumerate() {
        if mask & (1 << bit) != 0 {
            clear();
        }
    }
}

/// Words on one line, with nothing to obey.
fn is_word(text: &str) -> bool {
    !text.trim().is_empty() && !text.chars().any(char::is_control)
}

fn check(sheet: &Sheet) -> Result<(), TestCaseError> {
    prop_assert!(is_word(&sheet.title), "{:?}", sheet.title);
    prop_assert!(!sheet.subtitle.chars().any(char::is_control), "{:?}", sheet.subtitle);
    prop_assert_eq!(sheet.sections[0].kind, SectionKind::Checked);
    prop_assert!(sheet.sections.is_sorted_by(|a, b| a.kind < b.kind), "sections have one order, each once");
    for section in &sheet.sections {
        prop_assert!(!section.lines.is_empty() && is_word(&section.label) && is_word(&section.word));
        for line in &section.lines {
            let controls = line.text.chars().filter(|c| c.is_control());
            prop_assert!(!line.text.trim().is_empty() && controls.into_iter().all(|c| c == '\n'), "{line:?}");
            let parts = [&line.label, &line.word, &line.spoken, &line.note, &line.copy];
            prop_assert!(parts.into_iter().flatten().all(|part| is_word(part)), "{line:?}");
        }
    }
    let facts: usize = sheet.sections.iter().map(|section| section.lines.len()).sum();
    let heading = 1 + usize::from(!sheet.subtitle.is_empty());
    prop_assert_eq!(plain(sheet).lines().count(), facts + heading, "one fact a line");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_part_of_a_sheet_is_empty_and_none_is_obeyed(mask in any::<u16>(), texts in texts(), full in any::<bool>()) {
        let directory = directory(|organization, _| {
            thin_out(organization, mask);
            if full {
                Deal(texts.iter().cycle()).fill_organization(organization);
            }
        });
        for language in ["en", "es"] {
            for id in ["lumiere", "lumiere.legal"] {
                check(&sheet_of(&directory, id, language))?;
                let row = row_of(&directory, id, language);
                for part in [&row.name, &row.open, &row.checked] {
                    prop_assert!(is_word(part), "{row:?}");
                }
                for part in [&row.place, &row.access, &row.languages] {
                    prop_assert!(!part.chars().any(char::is_control), "{row:?}");
                }
            }
        }
    }
}
