//! The query line: words, and filters such as `need:housing-shelter`.

use super::{Filter, Query, QueryProblem, values};
use crate::text::{fold::fold, words};

/// Names of the filters, as they are typed.
pub const FILTER_NAMES: [&str; 10] =
    ["need", "place", "near", "country", "lang", "open", "access", "for", "checked", "publisher"];

/// One blank-divided part of a query line; blanks in quotes belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The part as typed, quotes included.
    pub text: &'a str,
    /// Where it begins in the line.
    pub start: usize,
}

/// Divides a query line.
pub fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        match (start, c.is_whitespace() && !quoted) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                tokens.extend(line.get(from..at).map(|text| Token { text, start: from }));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        tokens.extend(line.get(from..).map(|text| Token { text, start: from }));
    }
    tokens
}

/// The name and the value of a filter, if a part of a line is shaped like one:
/// letters and a colon, but not the beginning of an address.
pub fn split_filter(token: &str) -> Option<(&str, &str)> {
    // A Chinese keyboard types the wide colon.
    let (name, value) = token.split_once([':', '：'])?;
    let address = value.starts_with("//") || SCHEMES.contains(&name.to_ascii_lowercase().as_str());
    let shaped = !name.is_empty() && name.chars().all(char::is_alphabetic) && !address;
    shaped.then_some((name, value))
}

/// How addresses begin that people paste, or are about to finish typing.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl QueryProblem {
    /// The filter, as typed.
    pub fn filter(&self) -> &str {
        match self {
            Self::UnknownFilter { name, .. } | Self::UnknownValue { name, .. } => name,
        }
    }
}

impl Query {
    /// Parses a query line. Words are folded; a number in groups
    /// (`+33 1 99 00`) becomes one word.
    ///
    /// # Errors
    /// The first filter that is unknown or has no such value.
    pub fn parse(line: &str) -> Result<Self, QueryProblem> {
        let mut query = Self::default();
        // Words side by side are read together, for numbers in groups.
        let mut words = String::new();
        for token in tokens(line) {
            if let Some((name, value)) = split_filter(token.text) {
                query.add_words(&std::mem::take(&mut words));
                query.filters.push(parse_filter(name, value)?);
            } else {
                words.push_str(token.text);
                words.push(' ');
            }
        }
        query.add_words(&words);
        Ok(query)
    }

    fn add_words(&mut self, text: &str) {
        words::each_wanted(&fold(text), |word, marked| {
            self.marked.extend(marked.then_some(self.words.len()));
            self.words.push(word.to_owned());
        });
        let trailing = text.trim_end().chars().next_back().is_some_and(|c| !c.is_alphanumeric());
        self.marked.extend((trailing && !self.words.is_empty()).then_some(self.words.len()));
    }
}

/// Reads one filter.
pub fn parse_filter(name: &str, value: &str) -> Result<Filter, QueryProblem> {
    let folded_name = fold(name);
    let value = value.replace('"', " ");
    let value = value.trim();
    let parsed = match folded_name.as_str() {
        "need" => values::need(value).map(Filter::Need),
        "place" => values::place(value).map(Filter::Place),
        "country" => values::country(value).map(Filter::Country),
        "lang" | "language" => values::language(value).map(Filter::Language),
        "open" => values::when(value).map(Filter::Open),
        "access" => values::access(value).map(Filter::Access),
        "for" => values::population(value).map(Filter::Population),
        "checked" => values::days(value).map(Filter::CheckedWithin),
        "near" => values::place(value).map(Filter::Near),
        "publisher" | "from" => values::place(value).map(Filter::Publisher),
        _ => {
            let nearest = nearest_name(&folded_name);
            return Err(QueryProblem::UnknownFilter { name: name.to_owned(), nearest });
        }
    };
    parsed.ok_or_else(|| QueryProblem::UnknownValue {
        choices: values::choices(&folded_name, value),
        name: folded_name,
        value: value.to_owned(),
    })
}

/// The filter name that is at most two edits away.
fn nearest_name(name: &str) -> Option<String> {
    let distance = |known: &&str| strsim::osa_distance(known, name);
    FILTER_NAMES.iter().copied().min_by_key(distance).filter(|known| distance(known) <= 2).map(str::to_owned)
}

impl Filter {
    /// Name of the filter, as it is typed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Need(_) => "need",
            Self::Place(_) => "place",
            Self::Country(_) => "country",
            Self::Language(_) => "lang",
            Self::Open(_) => "open",
            Self::Access(_) => "access",
            Self::Population(_) => "for",
            Self::CheckedWithin(_) => "checked",
            Self::Near(_) => "near",
            Self::Publisher(_) => "publisher",
        }
    }

    /// True for a `place:` or `near:` filter for this place.
    pub fn is_place(&self, place: &str) -> bool {
        matches!(self, Self::Place(own) | Self::Near(own) if own == place)
    }

    /// True when a new one takes the place of another of its kind: nobody asks
    /// for two days or two cities at once. Facets are counted so.
    pub fn takes_the_place_of_others(&self) -> bool {
        match self {
            Self::Open(_)
            | Self::CheckedWithin(_)
            | Self::Country(_)
            | Self::Place(_)
            | Self::Near(_)
            | Self::Publisher(_) => true,
            Self::Need(_) | Self::Language(_) | Self::Access(_) | Self::Population(_) => false,
        }
    }

    /// As it is typed: `need:housing-shelter`, `place:"new york"`.
    pub fn to_text(&self) -> String {
        let value = match self {
            Self::Need(need) => need.slug().to_owned(),
            Self::Country(value)
            | Self::Language(value)
            | Self::Population(value)
            | Self::Place(value)
            | Self::Near(value)
            | Self::Publisher(value) => value.clone(),
            Self::Open(when) => values::when_text(*when),
            Self::Access(access) => access.slug().to_owned(),
            Self::CheckedWithin(days) => days.to_string(),
        };
        let quote = if value.contains(char::is_whitespace) { "\"" } else { "" };
        format!("{}:{quote}{value}{quote}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use proptest::prelude::*;

    use super::*;
    use crate::{
        directory::{Access, Need, schedule::Day},
        search::When,
    };

    fn parse(line: &str) -> Query {
        Query::parse(line).unwrap()
    }

    #[test]
    fn words_and_filters_are_told_apart() {
        let query = parse("Légal need:housing-shelter  LYON lang:ru open:now");
        assert_eq!(query.words, ["legal", "lyon"]);
        assert_eq!(
            query.filters,
            [Filter::Need(Need::HousingShelter), Filter::Language("ru".into()), Filter::Open(When::Now)]
        );
        assert_eq!(parse("https://example.org").words, ["https", "example", "org"]);
        assert_eq!(parse("at 14:30").words, ["at", "14", "30"]);
        assert_eq!(parse("+33 (1) 99-00 now").words, ["3319900", "now"]);
        assert_eq!(parse("s.w.p. https:").words, ["swp", "https"]);
        assert_eq!(parse("NEED：drop-in 01 99 lang:fr 01").words, ["0199", "01"]);
    }

    #[test]
    fn values_may_be_names_in_any_language() {
        let filters = |line: &str| parse(line).filters;
        assert_eq!(filters("country:\"estados unidos\""), [Filter::Country("US".into())]);
        assert_eq!(filters("country:us"), [Filter::Country("US".into())]);
        assert_eq!(filters("lang:русский"), [Filter::Language("ru".into())]);
        assert_eq!(filters("country:Us"), [Filter::Country("US".into())]);
        assert_eq!(
            filters("country:britain lang:farsi"),
            [Filter::Country("GB".into()), Filter::Language("fa".into())]
        );
        assert_eq!(filters("lang:zh-Hant"), [Filter::Language("zh".into())], "entries say only the language");
        for place in ["place:\"New York\"", "place:new_york", "place:New+York", "place:new-york", "place:\"new york"] {
            assert_eq!(filters(place), [Filter::Place("new york".into())], "{place}");
        }
        assert_eq!(filters("access:Walk_In"), [Filter::Access(Access::WalkIn)]);
        assert_eq!(filters("checked:90d"), [Filter::CheckedWithin(90)]);
        let at = |day| [Filter::Open(When::At { day, time: time(14, 30, 0, 0) })];
        for line in ["open:tue-14:30", "open:martes-14h30", "open:\"mardi 14:30\"", "open:Вт-14:30", "open:tue_2:30pm"]
        {
            assert_eq!(filters(line), at(Some(Day::Tuesday)), "{line}");
        }
        assert_eq!(filters("open:14:30"), at(None));
        for line in ["open:", "open:tuesday", "open:25:00", "open:monkey-9:00", "open:tue-", "open:m-9:00"] {
            assert!(Query::parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn values_bend_as_words_do_where_only_one_is_meant() {
        for (line, filter) in [
            ("for:migrantes", Filter::Population("migrants".into())),
            ("for:sexworkers", Filter::Population("sex-workers".into())),
            ("access:walkin", Filter::Access(Access::WalkIn)),
            ("need:bed", Filter::Need(Need::HousingShelter)),
            ("need:shelters", Filter::Need(Need::HousingShelter)),
        ] {
            assert_eq!(parse(line).filters, [filter], "{line}");
        }
        for line in ["for:people", "need:help", "need:of", "for:x", "access:the"] {
            assert!(Query::parse(line).is_err(), "{line}: {:?}", Query::parse(line));
        }
    }

    #[test]
    fn every_name_that_is_offered_may_be_typed_with_hyphens() {
        for language in ["en", "es", "fr", "ru", "zh", "ar"] {
            for need in Need::ALL {
                let name = values::choice_name("need", need.slug(), language).replace(' ', "-");
                assert_eq!(parse(&format!("need:{name}")).filters, [Filter::Need(*need)], "{name}");
            }
            for access in Access::ALL {
                let name = values::choice_name("access", access.slug(), language).replace(' ', "-");
                assert_eq!(parse(&format!("access:{name}")).filters, [Filter::Access(*access)], "{name}");
            }
        }
    }

    #[test]
    fn an_unknown_filter_or_value_says_what_there_is() {
        let problem = Query::parse("neeed:x").unwrap_err();
        assert_eq!(problem, QueryProblem::UnknownFilter { name: "neeed".into(), nearest: Some("need".into()) });
        let QueryProblem::UnknownValue { name, value, choices } = Query::parse("need:nonsense").unwrap_err() else {
            panic!("not a value problem");
        };
        assert_eq!((name.as_str(), value.as_str()), ("need", "nonsense"));
        assert_eq!(choices.len(), Need::ALL.len());
        assert!(Query::parse("country:franc").is_err_and(|problem| matches!(problem, QueryProblem::UnknownValue { choices, .. } if choices.contains(&"FR".to_owned()))));
    }

    fn filters() -> impl Strategy<Value = Filter> {
        let day = (0usize..8, 0i8..24, 0i8..60)
            .prop_map(|(day, h, m)| When::At { day: Day::ALL.get(day).copied(), time: time(h, m, 0, 0) });
        prop_oneof![
            (0..Need::ALL.len()).prop_map(|at| Filter::Need(Need::ALL[at])),
            prop::sample::select(vec!["migrants", "sex-workers"]).prop_map(|slug| Filter::Population(slug.into())),
            (0..Access::ALL.len()).prop_map(|at| Filter::Access(Access::ALL[at])),
            "[a-z]{2,6}( [a-z]{2,6})?".prop_map(Filter::Place),
            "[a-z]{2,6}( [a-z]{2,6})?".prop_map(Filter::Near),
            "[a-z]{2,6}".prop_map(Filter::Publisher),
            prop::sample::select(vec!["FR", "US", "RU"]).prop_map(|code| Filter::Country(code.into())),
            prop::sample::select(vec!["fr", "es", "zh"]).prop_map(|code| Filter::Language(code.into())),
            prop_oneof![Just(When::Now), day].prop_map(Filter::Open),
            (1u16..4000).prop_map(Filter::CheckedWithin),
        ]
    }

    proptest! {
        #[test]
        fn a_filter_reads_as_it_is_written(filter in filters()) {
            prop_assert_eq!(parse(&filter.to_text()).filters, vec![filter]);
        }

        #[test]
        fn no_line_makes_the_parser_fail(line in "\\PC{0,60}") {
            let _ = Query::parse(&line);
            for token in tokens(&line) {
                prop_assert_eq!(line.get(token.start..token.start + token.text.len()), Some(token.text));
            }
        }
    }
}
