//! Time zones of countries that have only one: `data/names/zones.tsv`.

use std::{collections::HashMap, sync::LazyLock};

static ZONES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/names/zones.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// The IANA name of the one zone of a country (ISO 3166-1 code, in any case);
/// `None` for a country with several.
pub fn of_country(code: &str) -> Option<&'static str> {
    ZONES.get(code.to_ascii_uppercase().as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::names;

    #[test]
    fn only_countries_with_one_zone_have_one_here() {
        assert_eq!(of_country("fr"), Some("Europe/Paris"));
        assert_eq!(of_country("IN"), Some("Asia/Kolkata"));
        for several in ["US", "CA", "AU", "RU", "BR", "MX"] {
            assert_eq!(of_country(several), None, "{several}");
        }
    }

    #[test]
    fn every_zone_exists_and_every_country_too() {
        for (code, zone) in ZONES.iter() {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
            assert!(names::countries().get(code).is_some(), "{code}");
        }
        assert!(ZONES.len() > 150);
    }
}
