use jiff::{civil::date as day, tz::TimeZone};
use rstest::rstest;

use super::*;
use crate::directory::{Directory, Organization, Service, catalog::tests::release};

fn both(f: impl Fn(&I18n) -> String) -> (String, String) {
    (f(&I18n::new("en")), f(&I18n::new("es")))
}

fn pair(en: &str, es: &str) -> (String, String) {
    (en.to_owned(), es.to_owned())
}

#[rstest]
#[case(0, "checked today", "verificado hoy")]
#[case(1, "checked yesterday", "verificado ayer")]
#[case(5, "checked 5 days ago", "verificado hace 5 días")]
#[case(21, "checked 3 weeks ago", "verificado hace 3 semanas")]
#[case(13, "checked 13 days ago", "verificado hace 13 días")]
#[case(14, "checked 2 weeks ago", "verificado hace 2 semanas")]
#[case(60, "checked 8 weeks ago", "verificado hace 8 semanas")]
#[case(250, "checked 8 months ago", "verificado hace 8 meses")]
#[case(729, "checked 23 months ago", "verificado hace 23 meses")]
#[case(730, "checked 2 years ago", "verificado hace 2 años")]
#[case(61, "checked 2 months ago", "verificado hace 2 meses")]
#[case(425, "checked 13 months ago", "verificado hace 13 meses")]
#[case(800, "checked 2 years ago", "verificado hace 2 años")]
fn the_age_of_a_check_is_said_in_words(#[case] days: u32, #[case] en: &str, #[case] es: &str) {
    assert_eq!(both(|i18n| freshness(i18n, Freshness::Fresh { days })), pair(en, es));
}

#[test]
fn a_stale_or_missing_check_says_so() {
    let stale = both(|i18n| freshness(i18n, Freshness::Stale { days: 425 }));
    assert_eq!(stale, pair("stale: checked 13 months ago", "caducado: verificado hace 13 meses"));
    let none = both(|i18n| freshness(i18n, Freshness::NotChecked));
    assert_eq!(none, pair("not checked", "sin verificar"));
}

#[test]
fn dates_and_numbers_follow_the_language() {
    assert_eq!(both(|i18n| date(i18n, day(2026, 11, 2))), pair("2 Nov 2026", "2 nov 2026"));
    assert_eq!(both(|i18n| number(i18n, 1000)), pair("1,000", "1000"));
    assert_eq!(both(|i18n| number(i18n, 12_345)), pair("12,345", "12.345"));
}

/// A Tuesday noon in Paris, and moments after it.
#[rstest]
#[case("2026-11-24T18:00", "18:00")]
#[case("2026-11-25T09:00", "tomorrow 09:00")]
#[case("2026-11-27T09:00", "Fri 09:00")]
#[case("2026-12-03T09:00", "3 Dec 2026 09:00")]
fn the_next_opening_is_as_near_as_it_sounds(#[case] local: &str, #[case] words: &str) {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let at: jiff::civil::DateTime = local.parse().unwrap();
    let opens = Some(paris.to_zoned_datetime(at).unwrap());
    let now = "2026-11-24T11:00:00Z".parse().unwrap();
    let said = openness(&I18n::new("en"), &Openness::Closed { opens }, now);
    assert_eq!(said, format!("closed, opens {words}"));
}

#[test]
fn unknown_hours_are_neither_open_nor_closed() {
    let said = both(|i18n| openness(i18n, &Openness::Unknown, Timestamp::UNIX_EPOCH));
    assert_eq!(said, pair("hours unknown", "horario desconocido"));
}

#[test]
fn a_town_is_not_said_twice() {
    let address = Address {
        city: Some("New York".into()),
        state_province: Some("New York".into()),
        country: Some("US".into()),
        ..Default::default()
    };
    assert_eq!(both(|i18n| town(i18n, &address)), pair("New York, United States", "New York, Estados Unidos"));
}

#[test]
fn no_age_is_one_of_a_unit_that_sounds_like_many() {
    for i18n in [I18n::new("en"), I18n::new("es")] {
        for days in 0..4000 {
            let words = ago(&i18n, days);
            assert!(!words.split(' ').any(|word| word == "0" || word == "1"), "{days} days: {words}");
        }
    }
}

#[rstest]
#[case("2020-09-28", "28 Sep 2020", "28 sep 2020")]
#[case("2022-08", "Aug 2022", "ago 2022")]
#[case("2021", "2021", "2021")]
#[case("2022-13", "2022-13", "2022-13")]
#[case("spring 2019", "spring 2019", "spring 2019")]
fn a_date_is_said_as_far_as_it_is_known(#[case] written: &str, #[case] en: &str, #[case] es: &str) {
    assert_eq!(both(|i18n| partial_date(i18n, written)), pair(en, es));
}

#[test]
fn days_have_a_short_and_a_full_name_and_times_have_two_digits() {
    let days: Vec<_> = (23..30).map(|d| both(|i18n| weekday(i18n, day(2026, 11, d)))).collect();
    assert_eq!(days[0], pair("Mon", "lun"));
    assert_eq!(days[6], pair("Sun", "dom"));
    assert_eq!(both(|i18n| weekday_in_full(i18n, day(2026, 11, 25))), pair("Wednesday", "miércoles"));
    assert_eq!(clock(jiff::civil::time(9, 5, 59, 0)), "09:05");
    assert_eq!(clock(jiff::civil::Time::midnight()), "00:00");
}

#[rstest]
#[case("2026-11-24T18:00", "open until 18:00", "abierto hasta 18:00")]
#[case("2026-11-25T02:00", "open until tomorrow 02:00", "abierto hasta mañana 02:00")]
fn an_open_place_says_until_when(#[case] local: &str, #[case] en: &str, #[case] es: &str) {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let at: jiff::civil::DateTime = local.parse().unwrap();
    let open = Openness::Open { until: Some(paris.to_zoned_datetime(at).unwrap()) };
    let now = "2026-11-24T11:00:00Z".parse().unwrap();
    assert_eq!(both(|i18n| openness(i18n, &open, now)), pair(en, es));
}

#[test]
fn open_and_closed_without_an_end_say_so() {
    let said = |answer: Openness| both(|i18n| openness(i18n, &answer, Timestamp::UNIX_EPOCH));
    assert_eq!(said(Openness::Open { until: None }), pair("open day and night", "abierto día y noche"));
    assert_eq!(said(Openness::Closed { opens: None }), pair("closed", "cerrado"));
}

/// The clock that counts is that of the place: 23:30 in Paris, where it is
/// already tomorrow in Tokyo.
#[test]
fn today_and_tomorrow_are_those_of_the_place() {
    let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
    let at: jiff::civil::DateTime = "2026-11-25T09:00".parse().unwrap();
    let opens = Some(tokyo.to_zoned_datetime(at).unwrap());
    let now = "2026-11-24T22:30:00Z".parse().unwrap();
    assert_eq!(openness(&I18n::new("en"), &Openness::Closed { opens }, now), "closed, opens 09:00");
}

#[rstest]
#[case(Some("global"), None, None, "worldwide", "todo el mundo")]
#[case(Some("country"), Some("FR"), Some("France"), "France, nationwide", "Francia, todo el país")]
#[case(Some("country"), Some("de"), None, "Germany, nationwide", "Alemania, todo el país")]
#[case(Some("state"), Some("Île-de-France"), None, "Île-de-France", "Île-de-France")]
#[case(None, None, Some("Lyon and around"), "Lyon and around", "Lyon and around")]
#[case(None, None, None, "", "")]
fn an_area_has_a_name(
    #[case] kind: Option<&str>,
    #[case] extent: Option<&str>,
    #[case] name: Option<&str>,
    #[case] en: &str,
    #[case] es: &str,
) {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let one = ServiceArea { extent_type: owned(kind), extent: owned(extent), name: owned(name), ..Default::default() };
    assert_eq!(both(|i18n| area(i18n, &one)), pair(en, es));
}

#[test]
fn an_organisation_of_which_a_service_is_for_the_whole_world_says_so() {
    let area = |kind: &str, extent: Option<&str>| ServiceArea {
        extent_type: Some(kind.into()),
        extent: extent.map(str::to_owned),
        ..Default::default()
    };
    let covering = |id: &str, area| Service { id: id.into(), service_areas: vec![area], ..Default::default() };
    let services = vec![covering("o.a", area("country", Some("KE"))), covering("o.b", area("global", None))];
    let organization = Organization { id: "o".into(), services, ..Default::default() };
    let directory = Directory::new(vec![release(vec![organization])]);
    let places: Vec<String> = directory.entries().map(|entry| place(&I18n::new("en"), &entry)).collect();
    assert_eq!(places, ["worldwide", "Kenya, nationwide", "worldwide"]);
}

#[test]
fn languages_and_countries_are_named_in_the_language_of_the_interface() {
    let tag = LanguageTag::new("pt-br").unwrap();
    assert_eq!(both(|i18n| language(i18n, &tag).to_owned()), pair("Portuguese", "portugués"));
    assert_eq!(both(|i18n| country(i18n, "ES").to_owned()), pair("Spain", "España"));
    assert_eq!(both(|i18n| country(i18n, "Freedonia").to_owned()), pair("Freedonia", "Freedonia"));
}

#[rstest]
#[case("Walk-in", "walk-in")]
#[case("People living with HIV", "people living with HIV")]
#[case("LGBTQ people", "LGBTQ people")]
#[case("Élèves", "élèves")]
#[case("性工作者", "性工作者")]
#[case("X", "X")]
#[case("", "")]
fn a_name_within_a_line_keeps_its_capitals_where_they_mean_something(#[case] name: &str, #[case] within: &str) {
    assert_eq!(within_a_line(name), within);
}

#[test]
fn a_distance_is_said_as_roughly_as_it_is_known() {
    let i18n = I18n::new("en");
    for (metres, words) in [
        (0, "about 100 m"),
        (449, "about 400 m"),
        (980, "about 1 km"),
        (3_400, "about 3 km"),
        (42_000, "about 40 km"),
        (391_500, "about 390 km"),
        (9_140_000, "about 9,100 km"),
        (u32::MAX, "about 4,294,900 km"),
    ] {
        assert_eq!(about_distance(&i18n, metres), words);
    }
}
