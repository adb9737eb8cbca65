mod any_entry;
mod fixture;

use std::sync::LazyLock;

use jiff::{civil::date, tz::TimeZone};
use rstest::rstest;

use self::fixture::{organization, tag, weekly};
use super::*;
use crate::directory::{
    Access, Address, Contact, CostOption, Location, LocationType, Organization, Phone, Publication, Schedule,
    ServiceAtLocation, ServiceStatus, Source, Standing, Text, catalog::tests::release, confidential, schedule::Day,
};

fn directory(change: impl FnOnce(&mut Organization, &mut Publication)) -> Directory {
    let mut release = release(vec![organization()]);
    let mut organization = release.organizations.remove(0);
    change(&mut organization, &mut release.publication);
    release.organizations.push(organization);
    Directory::new(vec![release])
}

/// The lines of one section.
fn lines(sheet: &Sheet, kind: SectionKind) -> Vec<Line> {
    sheet.sections.iter().filter(|section| section.kind == kind).flat_map(|section| section.lines.clone()).collect()
}

/// The texts of one section, each with what is remarked on it.
fn said(sheet: &Sheet, kind: SectionKind) -> Vec<String> {
    let remark = |line: Line| match line.note {
        Some(note) => format!("{} ({note})", line.text),
        None => line.text,
    };
    lines(sheet, kind).into_iter().map(remark).collect()
}

/// Noon of a Tuesday.
fn in_context<T>(language: &str, say: impl FnOnce(&Context<'_>) -> T) -> T {
    // Messages are read once: the property asks for hundreds of sheets.
    static LANGUAGES: LazyLock<Vec<I18n>> =
        LazyLock::new(|| crate::i18n::available().iter().map(|tag| I18n::new(tag)).collect());
    let i18n = LANGUAGES.iter().find(|one| one.language() == language).unwrap();
    let now = "2026-11-24T12:00:00Z".parse().unwrap();
    say(&Context { i18n, text_language: language, now, zone: &TimeZone::UTC })
}

fn sheet_of(directory: &Directory, id: &str, language: &str) -> Sheet {
    in_context(language, |context| sheet(directory, &directory.find(id).unwrap(), context))
}

fn row_of(directory: &Directory, id: &str, language: &str) -> Row {
    in_context(language, |context| row(&directory.find(id).unwrap(), context))
}

#[test]
fn a_service_says_everything_in_english() {
    insta::assert_snapshot!(plain(&sheet_of(&directory(|_, _| {}), "lumiere.legal", "en")));
}

#[test]
fn a_service_says_everything_in_spanish() {
    insta::assert_snapshot!(plain(&sheet_of(&directory(|_, _| {}), "lumiere.legal", "es")));
}

#[test]
fn an_organisation_that_nobody_checked_says_where_it_was_seen() {
    let directory = directory(|_, publication| publication.standing = Standing::Embedded);
    insta::assert_snapshot!(plain(&sheet_of(&directory, "lumiere", "en")));
}

#[test]
fn a_stale_entry_warns_before_anything_else() {
    let directory = directory(|organization, _| {
        organization.services[0].assured_date = Some(date(2025, 9, 1));
    });
    let sheet = sheet_of(&directory, "lumiere.legal", "en");
    let first = &sheet.sections[0];
    assert_eq!(first.kind, SectionKind::Checked);
    assert_eq!(first.lines[0].text, "CHECKED 14 months ago (1 Sep 2025) — call before you send anyone");
    assert_eq!(first.lines[0].emphasis, Emphasis::Warning);
}

#[test]
fn a_confidential_address_is_said_to_be_so_and_is_not_copied() {
    let directory = directory(|organization, _| {
        organization.locations[0].confidential = true;
        confidential::withhold(organization);
    });
    let sheet = sheet_of(&directory, "lumiere.legal", "en");
    let go = &lines(&sheet, SectionKind::Go)[0];
    assert_eq!(go.text, "Lyon, France: address is confidential, call first");
    assert_eq!((go.copy.as_deref(), go.emphasis), (None, Emphasis::Warning));
    assert!(!plain(&sheet).contains("Exemple"));
}

#[test]
fn the_entry_is_read_in_a_language_that_it_has() {
    let directory = directory(|_, _| {});
    assert_eq!(sheet_of(&directory, "lumiere.legal", "en").title, "Legal clinic");
    assert_eq!(sheet_of(&directory, "lumiere.legal", "es").title, "Permanence juridique (en francés)");
    let entry = directory.find("lumiere.legal").unwrap();
    let tags: Vec<_> = text_languages(&entry).iter().map(|tag| tag.as_str().to_owned()).collect();
    assert_eq!(tags, ["fr", "en"], "of the name first, and each once");
}

#[test]
fn a_row_says_what_and_where_and_when_in_few_words() {
    let row = row_of(&directory(|_, _| {}), "lumiere.legal", "en");
    assert_eq!((row.name.as_str(), row.organization.as_deref()), ("Legal clinic", Some("Association Lumière")));
    assert_eq!((row.place.as_str(), row.open.as_str()), ("Lyon, France", "open until 18:00"));
    assert_eq!((row.languages.as_str(), row.checked.as_str()), ("fr", "checked 3 weeks ago"));
    assert!(!row.stale);
}

#[test]
fn labels_fit_their_column() {
    for language in crate::i18n::available() {
        for section in sheet_of(&directory(|_, _| {}), "lumiere.legal", language).sections {
            assert!(crate::text::wrap::columns(&section.label) <= 9, "{} in {language}", section.label);
        }
    }
}

#[test]
fn a_confidential_place_is_kept_back_even_if_a_reader_forgot_to() {
    let directory = directory(|organization, _| {
        organization.phones.clear();
        let mut second = organization.locations[0].clone();
        second.id = "l2".into();
        organization.locations.push(second);
        let at = |id: &str| ServiceAtLocation {
            location_id: id.into(),
            schedules: vec![weekly(&[Day::Monday], 9, 12)],
            ..Default::default()
        };
        organization.services[0].service_at_locations = vec![at("l1"), at("l2")];
        for location in &mut organization.locations {
            location.confidential = true;
            location.contacts.push(Contact { name: Some("Night porter".into()), ..Default::default() });
        }
    });
    for id in ["lumiere", "lumiere.legal"] {
        let text = plain(&sheet_of(&directory, id, "en"));
        for secret in ["Exemple", "69001", "Maison des droits", "Métro", "Sans marches", "Night porter"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("Place: Lyon, France: address is confidential, call first"), "{text}");
    }
}

#[test]
fn a_confidential_place_without_a_town_says_no_more_than_that() {
    let directory = directory(|organization, _| {
        organization.locations[0].confidential = true;
        organization.locations[0].addresses = vec![Address::default()];
    });
    let go = said(&sheet_of(&directory, "lumiere", "en"), SectionKind::Go);
    assert_eq!(go[0], "address is confidential: call first");
}

#[rstest]
#[case(ServiceStatus::TemporarilyClosed, "closed for a time", "cerrado por un tiempo")]
#[case(ServiceStatus::Inactive, "not running at present", "no funciona por ahora")]
#[case(ServiceStatus::Defunct, "has ended", "ha terminado")]
fn a_service_that_does_not_run_is_not_called_open(
    #[case] status: ServiceStatus,
    #[case] english: &str,
    #[case] spanish: &str,
) {
    let directory = directory(|organization, _| organization.services[0].status = status);
    for (language, words) in [("en", english), ("es", spanish)] {
        let sheet = sheet_of(&directory, "lumiere.legal", language);
        let alert = &lines(&sheet, SectionKind::Alert)[0];
        assert_eq!((alert.emphasis, sheet.sections[1].kind), (Emphasis::Warning, SectionKind::Alert));
        let hours = lines(&sheet, SectionKind::Hours);
        assert_eq!((hours[0].text.as_str(), hours[0].emphasis), (words, Emphasis::Warning));
        assert!(hours.iter().all(|line| line.emphasis != Emphasis::Today), "no day is today's where none is");
        assert_eq!(row_of(&directory, "lumiere.legal", language).open, words);
    }
}

#[test]
fn what_a_service_inherits_says_from_where() {
    let directory = directory(|organization, _| {
        let service = &mut organization.services[0];
        service.populations.clear();
        service.service_at_locations[0].schedules.clear();
        organization.locations[0].schedules.push(weekly(&[Day::Tuesday], 9, 18));
    });
    let sheet = sheet_of(&directory, "lumiere.legal", "en");
    assert_eq!(said(&sheet, SectionKind::Hours)[0], "open until 18:00 (from the place)");
    assert_eq!(said(&sheet, SectionKind::For)[0], "sex workers (from the organisation)");
    assert_eq!(said(&sheet, SectionKind::Mail), ["aide@lumiere.example (from the organisation)"]);
    let own = sheet_of(&directory, "lumiere", "en");
    assert_eq!(said(&own, SectionKind::Hours)[0], "open until 18:00", "an organisation's places are its own");
}

#[test]
fn a_number_that_a_person_answers_comes_before_a_fax() {
    let sheet = sheet_of(&directory(|_, _| {}), "lumiere.legal", "en");
    let call = lines(&sheet, SectionKind::Call);
    assert_eq!(call[0].copy.as_deref(), Some("+33 4 99 00 00 02"), "of the place of the service");
    let call = lines(&sheet_of(&directory(|_, _| {}), "lumiere", "en"), SectionKind::Call);
    let numbers: Vec<_> = call.iter().map(|line| line.copy.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["+33 1 99 00 00 01", "+33 4 99 00 00 02", "+33 1 99 00 00 09"]);
    assert_eq!(call[0].text, "+33 1 99 00 00 01 ext. 12 · Accueil · Mon-Fri 9-18 · speaks French, Arabic");
    assert_eq!(call[0].note.as_deref(), Some("in French"));
    assert_eq!(call[2].label.as_deref(), Some("fax"));
}

#[test]
fn several_places_each_have_their_name() {
    let directory = directory(|organization, _| {
        organization.phones.clear();
        organization.locations.push(Location {
            id: "l2".into(),
            time_zone: Some("Europe/Paris".into()),
            addresses: vec![Address { city: Some("Dijon".into()), country: Some("FR".into()), ..Default::default() }],
            phones: vec![Phone { number: "+33 3 99 00 00 03".into(), ..Default::default() }],
            ..Default::default()
        });
        let schedules = vec![Schedule { description: Some(Text::plain("ring first")), ..Default::default() }];
        let second = ServiceAtLocation { location_id: "l2".into(), schedules, ..Default::default() };
        organization.services[0].service_at_locations.push(second);
    });
    let sheet = sheet_of(&directory, "lumiere.legal", "en");
    let call = said(&sheet, SectionKind::Call);
    assert_eq!(call, ["+33 4 99 00 00 02 (at Maison des droits)", "+33 3 99 00 00 03 (at Dijon, France)"]);
    let hours = said(&sheet, SectionKind::Hours);
    let at = |name: &str| hours.iter().position(|line| line == name).unwrap();
    assert_eq!(at("Maison des droits"), 1);
    assert_eq!(hours[at("Dijon, France")..], ["Dijon, France", "ring first"]);
}

#[test]
fn nobody_is_sent_to_a_post_box() {
    let directory = directory(|organization, _| organization.locations[0].location_type = LocationType::Postal);
    let go = said(&sheet_of(&directory, "lumiere", "en"), SectionKind::Go);
    assert_eq!(go[0], "12 rue Exemple, 69001 Lyon, France (for letters only)");
}

#[test]
fn a_text_that_is_only_translated_is_read_in_a_translation() {
    let directory = directory(|organization, _| {
        let translations = vec![(tag("ru").unwrap(), "Юридическая помощь".into())];
        organization.services[0].description = Text { translations, ..Text::default() };
    });
    let about = said(&sheet_of(&directory, "lumiere.legal", "en"), SectionKind::About);
    assert_eq!(about.last().unwrap(), "Юридическая помощь (in Russian)");
    let tags = text_languages(&directory.find("lumiere.legal").unwrap());
    assert!(tags.contains(&tag("ru").unwrap()), "{tags:?}");
}

#[rstest]
#[case(Some("2020-09-28"), None, "seen 28 Sep 2020:")]
#[case(Some("2020-09-28"), Some("2019"), "seen 28 Sep 2020:")]
#[case(None, Some("2022-08"), "seen Aug 2022:")]
#[case(None, Some("2021"), "seen 2021:")]
#[case(Some(" "), None, "seen on an unknown date:")]
#[case(None, None, "seen on an unknown date:")]
fn an_unchecked_entry_says_when_its_source_was_seen(
    #[case] seen: Option<&str>,
    #[case] period: Option<&str>,
    #[case] words: &str,
) {
    let directory = directory(|organization, _| {
        let (seen, period) = (seen.map(str::to_owned), period.map(str::to_owned));
        organization.source = Some(Source { url: "https://page.example".into(), seen, period });
    });
    let checked = &lines(&sheet_of(&directory, "lumiere", "en"), SectionKind::Checked)[0];
    assert_eq!(checked.text, format!("NOT CHECKED by a person. Source {words} https://page.example"));
    assert_eq!(checked.emphasis, Emphasis::Warning);
}

#[rstest]
#[case(Some(0.0), Some("EUR"), None, Some("free"))]
#[case(Some(12.5), Some("EUR"), None, Some("12.50 EUR"))]
#[case(Some(3.0), None, Some("a coffee"), Some("3.00 · a coffee"))]
#[case(None, None, Some("what you can give"), Some("what you can give"))]
#[case(Some(f64::NAN), Some("EUR"), None, None)]
fn a_price_is_said_as_far_as_it_is_known(
    #[case] amount: Option<f64>,
    #[case] currency: Option<&str>,
    #[case] description: Option<&str>,
    #[case] words: Option<&str>,
) {
    let directory = directory(|organization, _| {
        organization.services[0].cost_options = vec![CostOption {
            amount,
            currency: currency.map(str::to_owned),
            amount_description: description.map(str::to_owned),
            ..Default::default()
        }];
    });
    assert_eq!(
        said(&sheet_of(&directory, "lumiere.legal", "en"), SectionKind::Cost).first().map(String::as_str),
        words
    );
}

#[test]
fn plain_text_has_neither_shouting_nor_signs_and_a_fact_a_line() {
    for language in crate::i18n::available() {
        for id in ["lumiere", "lumiere.legal"] {
            let text = plain(&sheet_of(&directory(|_, _| {}), id, language));
            for line in text.lines().skip(2) {
                assert!(line.contains(": "), "{line} has no label");
                assert!(!line.contains(['·', '–', '—', '│', '─', '▶']), "{line} has signs");
                let (label, _) = line.split_once(": ").unwrap();
                assert_ne!(label, label.to_uppercase(), "{line} shouts");
            }
            assert!(!text.contains("CHECKED") && !text.contains("VERIFICADO"), "{text}");
        }
    }
}

#[test]
fn an_entry_without_a_name_goes_by_its_id() {
    let directory = directory(|organization, _| organization.services[0].name = Text::default());
    assert_eq!(sheet_of(&directory, "lumiere.legal", "en").title, "lumiere.legal");
    assert_eq!(row_of(&directory, "lumiere.legal", "en").name, "lumiere.legal");
}

#[test]
fn a_row_stays_short_however_much_there_is() {
    let directory = directory(|organization, _| {
        let service = &mut organization.services[0];
        service.access = Access::ALL.to_vec();
        let language = |code: &&str| crate::directory::Language { code: tag(code), ..Default::default() };
        service.languages = ["fr", "en", "fr", "ar", "ru", "zh", "es"].iter().map(language).collect();
        service.assured_date = Some(date(2025, 9, 1));
    });
    let row = row_of(&directory, "lumiere.legal", "en");
    assert_eq!((row.access.as_str(), row.languages.as_str()), ("walk-in, by appointment", "fr en ar ru zh"));
    assert_eq!((row.checked.as_str(), row.stale), ("stale: checked 14 months ago", true));
}
