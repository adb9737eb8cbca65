//! The short way for numbers that are plainly international, such as
//! `+48 12 345 67 89`: most numbers of most tables. It gives what the library
//! gives, from the library's own numbering plans, without looking for all that
//! a number could be written as; where it is not sure, it leaves the number to
//! the library.

use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock},
};

use phonenumber::{
    country,
    metadata::{DATABASE, Descriptor, Descriptors, Format, Metadata},
};
use regex::{Regex, RegexBuilder};

/// Digits of a national number that the library takes.
const FEWEST: usize = 3;
const MOST: usize = 17;

/// What the short way finds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A number, in its international form.
    Number(String),
    /// A number that no numbering plan has.
    None,
    /// Nobody knows without the library.
    Unsure,
}

/// The plans of one country code, the main country first.
type Code = Vec<Plan>;

static CODES: LazyLock<HashMap<u16, Code>> = LazyLock::new(|| {
    let mut codes: HashMap<u16, Code> = HashMap::new();
    for code in DATABASE.iter().map(Metadata::country_code) {
        let plans = DATABASE.by_code(&code).unwrap_or_default();
        // Codes of no country, such as +800, are left to the library.
        if plans.iter().all(|plan| plan.id().parse::<country::Id>().is_ok()) {
            codes.entry(code).or_insert_with(|| plans.into_iter().map(Plan::of).collect());
        }
    }
    codes
});

/// A pattern, anchored at its beginning; compiled when it is first needed.
struct Pattern {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn of(source: &str) -> Self {
        Self { source: format!("^(?:{source})"), compiled: OnceLock::new() }
    }

    /// `None` where the pattern cannot be compiled.
    fn regex(&self) -> Option<&Regex> {
        // Digits are ASCII here; with those of every script a pattern would be
        // a hundred times as large.
        let build = || RegexBuilder::new(&self.source).ignore_whitespace(true).unicode(false).build().ok();
        self.compiled.get_or_init(build).as_ref()
    }

    fn begins(&self, national: &str) -> Option<bool> {
        Some(self.regex()?.is_match(national))
    }
}

/// One kind of number of a country.
struct Kind {
    lengths: &'static [u16],
    pattern: Pattern,
}

impl Kind {
    fn of(descriptor: &'static Descriptor) -> Self {
        let pattern = Pattern::of(descriptor.national_number().as_str());
        Self { lengths: descriptor.possible_length(), pattern }
    }

    fn has(&self, national: &str) -> Option<bool> {
        if !self.lengths.is_empty() && !self.lengths.iter().any(|length| usize::from(*length) == national.len()) {
            return Some(false);
        }
        self.pattern.begins(national)
    }
}

/// How a number is written.
struct Layout {
    leading: Option<Pattern>,
    pattern: Pattern,
    format: &'static str,
}

impl Layout {
    fn of(format: &'static Format) -> Self {
        Self {
            leading: format.leading_digits().last().map(|leading| Pattern::of(leading.as_str())),
            pattern: Pattern::of(format.pattern().as_str()),
            format: format.format(),
        }
    }

    fn fits(&self, national: &str) -> Option<bool> {
        let Some(leading) = &self.leading else { return Some(true) };
        if !leading.begins(national)? {
            return Some(false);
        }
        let found = self.pattern.regex()?.find(national);
        Some(found.is_some_and(|found| found.end() == national.len()))
    }
}

/// The numbering plan of one country.
struct Plan {
    /// Digits by which numbers of this country are told from others of its code.
    leading: Option<Pattern>,
    /// What may stand before a number within the country.
    prefixes: Vec<Pattern>,
    general: Kind,
    kinds: Vec<Kind>,
    layouts: Vec<Layout>,
}

impl Plan {
    fn of(metadata: &'static Metadata) -> Self {
        let for_parsing = metadata.national_prefix_for_parsing().map(|pattern| Pattern::of(pattern.as_str()));
        // Digits, not a pattern.
        let prefix = metadata.national_prefix().map(Pattern::of);
        let formats = match metadata.international_formats() {
            [] => metadata.formats(),
            formats => formats,
        };
        Self {
            leading: metadata.leading_digits().map(|pattern| Pattern::of(pattern.as_str())),
            prefixes: for_parsing.into_iter().chain(prefix).collect(),
            general: Kind::of(metadata.descriptors().general()),
            kinds: kinds(metadata.descriptors()).into_iter().flatten().map(Kind::of).collect(),
            layouts: formats.iter().map(Layout::of).collect(),
        }
    }

    /// True for a number that the plan has.
    fn has(&self, national: &str) -> Option<bool> {
        if !self.general.has(national)? {
            return Some(false);
        }
        for kind in &self.kinds {
            if kind.has(national)? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn may_have_prefix(&self, national: &str) -> Option<bool> {
        for prefix in &self.prefixes {
            if prefix.begins(national)? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn written(&self, national: &str) -> Option<String> {
        for layout in &self.layouts {
            if layout.fits(national)? {
                // The library would look for the pattern further on.
                if !layout.pattern.begins(national)? {
                    return None;
                }
                return Some(layout.pattern.regex()?.replace(national, layout.format).into_owned());
            }
        }
        Some(national.to_owned())
    }
}

/// The kinds that make a number valid. Those of other purposes do not.
fn kinds(all: &Descriptors) -> [Option<&Descriptor>; 10] {
    [
        all.fixed_line(),
        all.mobile(),
        all.premium_rate(),
        all.toll_free(),
        all.shared_cost(),
        all.voip(),
        all.personal_number(),
        all.pager(),
        all.uan(),
        all.voicemail(),
    ]
}

/// Reads a number, if it is plain: a plus, digits, and single blanks between.
pub(super) fn read(text: &str) -> Found {
    let Some(digits) = digits(text) else { return Found::Unsure };
    read_digits(&digits).unwrap_or(Found::Unsure)
}

/// The digits of a plain number.
fn digits(text: &str) -> Option<String> {
    let rest = text.strip_prefix('+')?;
    let groups = || rest.split(' ');
    let plain = groups().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    plain.then(|| groups().collect())
}

/// `None` where the library has to be asked.
fn read_digits(digits: &str) -> Option<Found> {
    let (code, plans, national) = (1..=3).find_map(|length| {
        let (code, national) = digits.split_at_checked(length)?;
        Some((code, CODES.get(&code.parse().ok()?)?, national))
    })?;
    // Zeros at the beginning are a prefix here and a part of the number there.
    if digits.starts_with('0') || national.starts_with('0') || !(FEWEST..=MOST).contains(&national.len()) {
        return None;
    }
    let Some(plan) = plan_of(plans, national)? else { return Some(Found::None) };
    if plan.may_have_prefix(national)? {
        return None;
    }
    if !plan.has(national)? {
        return Some(Found::None);
    }
    // Numbers are written as the main country of the code writes them.
    Some(Found::Number(format!("+{code} {}", plans.first()?.written(national)?)))
}

/// The country that a number is of; `Some(None)` where none has it.
#[expect(clippy::option_option, reason = "no country, and nobody knows, are two answers")]
fn plan_of<'p>(plans: &'p [Plan], national: &str) -> Option<Option<&'p Plan>> {
    if let [only] = plans {
        return Some(Some(only));
    }
    for plan in plans {
        let fits = match &plan.leading {
            Some(leading) => leading.begins(national)?,
            None => plan.has(national)?,
        };
        if fits {
            return Some(Some(plan));
        }
    }
    Some(None)
}

#[cfg(test)]
mod tests {
    use phonenumber::Mode;
    use proptest::prelude::*;

    use super::*;

    fn by_library(text: &str) -> Found {
        let number = phonenumber::parse(None, text).ok().filter(phonenumber::PhoneNumber::is_valid);
        number.map_or(Found::None, |number| Found::Number(number.format().mode(Mode::International).to_string()))
    }

    #[test]
    fn the_example_numbers_of_every_country_are_read_as_the_library_reads_them() {
        let (mut sure, mut unsure) = (0, 0);
        for metadata in DATABASE.iter() {
            for kind in kinds(metadata.descriptors()).into_iter().flatten() {
                let Some(example) = kind.example() else { continue };
                let text = format!("+{} {example}", metadata.country_code());
                match read(&text) {
                    Found::Unsure => unsure += 1,
                    found => {
                        assert_eq!(found, by_library(&text), "{text}");
                        sure += 1;
                    }
                }
            }
        }
        assert!(sure > 4 * unsure, "{sure} sure, {unsure} unsure");
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_library() {
        for text in
            ["01 42 02 03 04", "+33 (0)1 42 02 03 04", "+33  1", "+", "+33-1 42 02 03 04", "+0033 142", "+330631966543"]
        {
            assert_eq!(read(text), Found::Unsure, "{text}");
        }
        assert_eq!(read("+33 1 42020304"), Found::Number("+33 1 42 02 03 04".into()));
        assert_eq!(read("+33 1 420203"), Found::None);
    }

    proptest! {
        #[test]
        fn any_number_is_read_as_the_library_reads_it(
            code in prop::sample::select(CODES.keys().copied().collect::<Vec<_>>()),
            first in "[0-9]{0,4}",
            rest in "( [0-9]{1,4}){0,4}",
        ) {
            let text = format!("+{code}{first}{rest}");
            let found = read(&text);
            prop_assume!(found != Found::Unsure);
            prop_assert_eq!(found, by_library(&text), "{}", text);
        }
    }
}
