//! Values of filters: by slug or code, or by name in any language.

use std::{collections::HashMap, sync::LazyLock};

use jiff::civil::{Time, time};

use super::{When, telling::is_little};
use crate::{
    directory::{
        Access, Need,
        schedule::Day,
        synonyms::{self, Subject},
        vocabulary::{self, Term},
    },
    text::{
        fold::fold,
        inflect::stem,
        names::{self, Names, Table},
    },
};

/// A value without what people write differently: folded, and blanks for
/// hyphens, underscores, apostrophes and the like.
pub fn plain(value: &str) -> String {
    let folded = fold(value);
    // Most are one word.
    if folded.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return folded;
    }
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '&')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Slugs and codes by every way of writing them. Folding all names is too much
/// to do again for every key while a filter is typed.
type ByName = HashMap<String, &'static str>;

/// Names before synonyms: where two terms share a word, the one of that name
/// is meant, and then the one that is listed first.
fn of_terms(terms: &'static [Term]) -> ByName {
    let slugs = terms.iter().map(|term| (plain(&term.slug), term));
    let names = terms.iter().flat_map(|term| term.name.values().map(move |name| (plain(name), term)));
    let all = terms.iter().flat_map(|term| term.expressions().map(move |one| (plain(one), term)));
    let mut by_name = ByName::new();
    for (name, term) in slugs.chain(names).chain(all) {
        by_name.entry(name).or_insert(term.slug.as_str());
    }
    by_name
}

/// Codes before names, and names before what else people say.
fn of_table(table: &'static Table, code: fn(&'static Subject) -> Option<&'static str>) -> ByName {
    let codes = table.rows().iter().map(|row| (plain(row.code), row.code));
    let names = table.rows().iter().flat_map(|row| row.all().map(move |name| (plain(name), row.code)));
    let carried = synonyms::carried().all();
    let more = carried.filter_map(|(subject, name)| Some((plain(name), code(subject)?)));
    let mut by_name = ByName::new();
    for (name, code) in codes.chain(names).chain(more).filter(|(name, _)| !name.is_empty()) {
        by_name.entry(name).or_insert(code);
    }
    by_name
}

static NEEDS: LazyLock<ByName> = LazyLock::new(|| of_terms(vocabulary::needs()));
static ACCESS: LazyLock<ByName> = LazyLock::new(|| of_terms(vocabulary::access()));
static POPULATIONS: LazyLock<ByName> = LazyLock::new(|| of_terms(vocabulary::populations()));
static COUNTRIES: LazyLock<ByName> = LazyLock::new(|| {
    let code = |subject: &'static Subject| match subject {
        Subject::Country(code) => Some(code.as_str()),
        _ => None,
    };
    of_table(names::countries(), code)
});
static LANGUAGES: LazyLock<ByName> = LazyLock::new(|| {
    let code = |subject: &'static Subject| match subject {
        Subject::Language(code) => Some(code.as_str()),
        _ => None,
    };
    of_table(names::languages(), code)
});

/// What stands for a value, where only one value is meant.
type Meant = HashMap<String, Option<&'static str>>;

/// What people write for a value beside its names: in one word, in another
/// form, or a single word of a name.
struct Bent {
    joined: Meant,
    forms: Meant,
    words: Meant,
}

impl Bent {
    fn of(by_name: &ByName) -> Self {
        let mut bent = Self { joined: Meant::new(), forms: Meant::new(), words: Meant::new() };
        let note = |all: &mut Meant, key: String, value| {
            let own = all.entry(key).or_insert(Some(value));
            *own = own.filter(|own| *own == value);
        };
        for (name, value) in by_name {
            note(&mut bent.joined, joined(name), *value);
            note(&mut bent.forms, stems(name), *value);
            for word in name.split(' ').filter(|word| word.chars().count() >= 3 && !is_little(word)) {
                note(&mut bent.words, stem(word).into_owned(), *value);
            }
        }
        bent
    }

    /// The value meant by a plain name. Where one way of writing it could mean
    /// two values, no other is tried.
    fn find(&self, name: &str) -> Option<&'static str> {
        let joined = || self.joined.get(&joined(name));
        let form = || self.forms.get(&stems(name));
        let word = || self.words.get(&*stem(name)).filter(|_| !is_little(name));
        joined().or_else(form).or_else(word).copied().flatten()
    }
}

/// In one word.
fn joined(name: &str) -> String {
    name.replace(' ', "")
}

/// Without what bends words.
fn stems(name: &str) -> String {
    name.split(' ').map(stem).collect::<Vec<_>>().join(" ")
}

static BENT_NEEDS: LazyLock<Bent> = LazyLock::new(|| Bent::of(&NEEDS));
static BENT_ACCESS: LazyLock<Bent> = LazyLock::new(|| Bent::of(&ACCESS));
static BENT_POPULATIONS: LazyLock<Bent> = LazyLock::new(|| Bent::of(&POPULATIONS));

/// The slug of a term by slug, name or synonym, or what is nearly one.
fn slug(value: &str, by_name: &ByName, bent: &Bent) -> Option<&'static str> {
    let name = plain(value);
    by_name.get(&name).copied().or_else(|| bent.find(&name))
}

/// A need by slug, name or synonym.
pub fn need(value: &str) -> Option<Need> {
    Need::from_slug(value).or_else(|| Need::from_slug(slug(value, &NEEDS, &BENT_NEEDS)?))
}

/// A kind of access by slug, name or synonym.
pub fn access(value: &str) -> Option<Access> {
    Access::from_slug(value).or_else(|| Access::from_slug(slug(value, &ACCESS, &BENT_ACCESS)?))
}

/// The slug of a population, by slug, name or synonym.
pub fn population(value: &str) -> Option<String> {
    slug(value, &POPULATIONS, &BENT_POPULATIONS).map(str::to_owned)
}

/// An ISO country code, by code or name.
pub fn country(value: &str) -> Option<String> {
    COUNTRIES.get(&plain(value)).map(|code| (*code).to_owned())
}

/// The name of a value that `choices` offers, in `language`.
pub fn choice_name<'a>(filter: &str, choice: &'a str, language: &str) -> &'a str {
    let name_of_need = |slug| Need::from_slug(slug).map(|need| vocabulary::need_name(need, language));
    let name_of_access = |slug| Access::from_slug(slug).map(|access| vocabulary::access_name(access, language));
    match filter {
        "need" => name_of_need(choice).unwrap_or(choice),
        "access" => name_of_access(choice).unwrap_or(choice),
        "for" => vocabulary::population_name(choice, language),
        "country" => names::countries().name(choice, language),
        "lang" | "language" => names::languages().name(choice, language),
        _ => choice,
    }
}

/// True when one of the words of a plain name, and what follows it, begins
/// with `wanted`.
pub fn begins_at_a_word(name: &str, wanted: &str) -> bool {
    format!(" {name}").contains(&format!(" {wanted}"))
}

/// The code of a country of this name, which [`plain`] made; a code by itself
/// is no name of a place (`de`, `la`).
pub fn country_named(name: &str) -> Option<&'static str> {
    COUNTRIES.get(name).copied().filter(|code| !code.eq_ignore_ascii_case(name))
}

static CITIES: LazyLock<HashMap<String, Vec<&'static Names>>> = LazyLock::new(|| {
    let mut by_name: HashMap<String, Vec<&Names>> = HashMap::new();
    for row in names::cities().rows() {
        for name in row.all() {
            let known = by_name.entry(plain(name)).or_default();
            if !known.iter().any(|other| other.code == row.code) {
                known.push(row);
            }
        }
    }
    by_name
});

/// The cities of a name, which [`plain`] made, in any language.
pub fn cities_named(name: &str) -> &'static [&'static Names] {
    CITIES.get(name).map_or(&[], Vec::as_slice)
}

/// A language code, by code or name. Regions and scripts are left out, since
/// entries are found by language.
pub fn language(value: &str) -> Option<String> {
    let name = plain(value);
    let primary = || LANGUAGES.get(name.split(' ').next()?).filter(|code| name.starts_with(**code));
    let code = LANGUAGES.get(&name).or_else(primary)?;
    Some(code.split('-').next().unwrap_or(code).to_owned())
}

/// A place as places are compared.
pub fn place(value: &str) -> Option<String> {
    Some(plain(value)).filter(|place| !place.is_empty())
}

/// A number of days, `90` or `90d`.
pub fn days(value: &str) -> Option<u16> {
    value.strip_suffix(['d', 'D']).unwrap_or(value).parse().ok().filter(|days| *days > 0)
}

/// Names of the days in the order of [`Day::ALL`]: English, Spanish, French,
/// Russian, and what Russian calendars write. No two letters begin two days.
const DAYS: [[&str; 5]; 7] = [
    ["monday", "lunes", "lundi", "понедельник", "пн"],
    ["tuesday", "martes", "mardi", "вторник", "вт"],
    ["wednesday", "miercoles", "mercredi", "среда", "ср"],
    ["thursday", "jueves", "jeudi", "четверг", "чт"],
    ["friday", "viernes", "vendredi", "пятница", "пт"],
    ["saturday", "sabado", "samedi", "суббота", "сб"],
    ["sunday", "domingo", "dimanche", "воскресенье", "вс"],
];

/// The day whose name begins like this; at least two letters.
fn day(value: &str) -> Option<Day> {
    let value = fold(value.trim_end_matches('.'));
    let at = DAYS.iter().position(|names| names.iter().any(|name| name.starts_with(&value)))?;
    Day::ALL.get(at).copied().filter(|_| value.chars().count() >= 2)
}

/// `now`, `14:30`, `tue-14:30`.
pub fn when(value: &str) -> Option<When> {
    if is_now(value) {
        return Some(When::Now);
    }
    let (day_part, time_part) = match value.split_once(['-', ' ', '_', ',']) {
        Some((day, time)) => (Some(day), time),
        None => (None, value),
    };
    let time = clock_time(time_part)?;
    match day_part {
        Some(name) => Some(When::At { day: Some(day(name)?), time }),
        None => Some(When::At { day: None, time }),
    }
}

/// "Now" in the interface languages.
fn is_now(value: &str) -> bool {
    ["now", "ahora", "maintenant", "сейчас", "现在", "الان"].contains(&fold(value).as_str())
}

/// `14:30`, `14h30`, `14h`, `9`, `2:30pm`.
fn clock_time(value: &str) -> Option<Time> {
    let value = fold(value);
    let (value, half) = match (value.strip_suffix("am"), value.strip_suffix("pm")) {
        (Some(value), _) => (value, Some(0)),
        (_, Some(value)) => (value, Some(12)),
        _ => (value.as_str(), None),
    };
    let (hour, minute) = value.split_once([':', 'h', '.']).unwrap_or((value, ""));
    let hour: i8 = hour.parse().ok()?;
    let minute: i8 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then(|| time(hour, minute, 0, 0))
}

/// As [`when`] reads it.
pub fn when_text(when: When) -> String {
    match when {
        When::Now => "now".to_owned(),
        When::At { day, time } => {
            let clock = format!("{:02}:{:02}", time.hour(), time.minute());
            day.map_or_else(|| clock.clone(), |day| format!("{}-{clock}", english(day)))
        }
    }
}

/// The three letters by which a day is written back.
fn english(day: Day) -> &'static str {
    match day {
        Day::Monday => "mon",
        Day::Tuesday => "tue",
        Day::Wednesday => "wed",
        Day::Thursday => "thu",
        Day::Friday => "fri",
        Day::Saturday => "sat",
        Day::Sunday => "sun",
    }
}

/// What a filter could have: all of a short list, the nearest of a long one.
pub fn choices(filter: &str, value: &str) -> Vec<String> {
    let slugs = |terms: &[Term]| terms.iter().map(|term| term.slug.clone()).collect();
    match filter {
        "need" => Need::ALL.iter().map(|need| need.slug().to_owned()).collect(),
        "access" => Access::ALL.iter().map(|access| access.slug().to_owned()).collect(),
        "for" => slugs(vocabulary::populations()),
        "country" => nearest(names::countries(), value),
        "lang" | "language" => nearest(names::languages(), value),
        "open" => ["now", "14:30", "tue-14:30"].map(str::to_owned).to_vec(),
        "checked" => ["30", "90", "365"].map(str::to_owned).to_vec(),
        _ => Vec::new(),
    }
}

/// The five codes whose names are nearest to what was typed.
fn nearest(table: &Table, value: &str) -> Vec<String> {
    let wanted = plain(value);
    let distance = |name: &str| {
        let name = plain(name);
        // The beginning of a name is nearer than another name of the length.
        if !wanted.is_empty() && name.starts_with(&wanted) { 0 } else { strsim::osa_distance(&name, &wanted) }
    };
    let mut rows: Vec<(usize, &str)> =
        table.rows().iter().map(|row| (row.all().map(distance).min().unwrap_or(usize::MAX), row.code)).collect();
    rows.sort_unstable();
    rows.into_iter().take(5).map(|(_, code)| code.to_owned()).collect()
}
