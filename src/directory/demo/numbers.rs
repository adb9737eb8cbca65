//! Phone numbers that nobody has.

use super::words::City;

/// Country calling codes of the demo's countries.
const CODES: [(&str, &str); 20] = [
    ("KE", "254"),
    ("ZA", "27"),
    ("ES", "34"),
    ("MX", "52"),
    ("AR", "54"),
    ("CO", "57"),
    ("CL", "56"),
    ("BE", "32"),
    ("SN", "221"),
    ("RU", "7"),
    ("KZ", "7"),
    ("KG", "996"),
    ("CN", "86"),
    ("SG", "65"),
    ("EG", "20"),
    ("JO", "962"),
    ("LB", "961"),
    ("MA", "212"),
    ("TN", "216"),
    ("DE", "49"),
];

/// The nth number of a city's country: from the ranges that regulators keep
/// for fiction in Britain, France, North America and Australia, and full of
/// zeros elsewhere.
pub(super) fn phone(city: &City, n: usize) -> String {
    match city.country {
        "GB" => format!("+44 1632 960{:03}", n % 1000),
        "FR" => format!("+33 1 99 00 {:02} {:02}", n / 100 % 100, n % 100),
        "US" | "CA" => format!("+1 555 555 01{:02}", n % 100),
        "AU" => format!("+61 2 5550 {:04}", n % 10_000),
        country => {
            let code = CODES.iter().find(|(known, _)| *known == country).map_or("999", |(_, code)| code);
            format!("+{code} 00 00 {:02} {:02}", n / 100 % 100, n % 100)
        }
    }
}
