//! The question of `find`: words, flags and standard input become one query
//! line, so that both ways of writing a filter mean the same.

use std::io::Read;

use super::{
    arguments::FindArguments,
    error::{Code, Failure},
    words::list,
};
use crate::{
    app::{notes, on_find::unknown_place_words},
    directory::Directory,
    i18n::I18n,
    search::{Excluded, FILTER_NAMES, Filter, Index, Outcome, Query, QueryProblem, choice_name},
    sheet::phrases::number,
};

/// More than this many bytes from standard input are no question.
const INPUT_LIMIT: u64 = 64 * 1024;

/// The query that words and flags make together, or what is wrong with it.
pub fn query(
    arguments: &FindArguments,
    input: &mut dyn Read,
    i18n: &I18n,
) -> Result<Result<Query, QueryProblem>, Failure> {
    // Flags first: a quote left open in the words cannot swallow them.
    let mut parts = flags(arguments);
    for word in &arguments.words {
        parts.push(if word == "-" { read(input, i18n)? } else { word.clone() });
    }
    Ok(Query::parse(&parts.join(" ")))
}

/// Flags as filters in the words.
fn flags(arguments: &FindArguments) -> Vec<String> {
    let needs = arguments.need.iter().map(|slug| filter("need", slug));
    let days = arguments.checked_within.map(|days| days.to_string());
    let rest = [
        ("place", &arguments.place),
        ("country", &arguments.country),
        ("lang", &arguments.language),
        ("for", &arguments.population),
        ("access", &arguments.access),
        ("open", &arguments.open),
        ("checked", &days),
    ];
    needs.chain(rest.into_iter().filter_map(|(name, value)| Some(filter(name, value.as_ref()?)))).collect()
}

fn filter(name: &str, value: &str) -> String {
    format!("{name}:\"{}\"", value.replace('"', " ").trim())
}

/// A question on standard input stays out of the shell's history and out of
/// the list of processes.
fn read(input: &mut dyn Read, i18n: &I18n) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    input
        .take(INPUT_LIMIT)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(i18n, Code::Input, &[("detail", error.to_string().into())]))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::new(i18n, Code::InputNotText, &[]))?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A wrong filter, in words, with what it could have been.
pub fn failure_of(problem: &QueryProblem, i18n: &I18n) -> Failure {
    match problem {
        QueryProblem::UnknownFilter { name, nearest } => {
            let filters: Vec<String> = FILTER_NAMES.iter().map(|name| format!("{name}:")).collect();
            let values = [("name", name.into()), ("filters", filters.join(" ").into())];
            let failure = Failure::new(i18n, Code::UnknownFilter, &values);
            match nearest {
                Some(nearest) => {
                    failure.hinting(&i18n.with("cli-did-you-mean", &[("words", format!("{nearest}:").into())]))
                }
                None => failure,
            }
        }
        QueryProblem::UnknownValue { name, value, choices } => {
            let values = [("name", name.into()), ("value", value.into())];
            let failure = Failure::new(i18n, code_of(name, value), &values);
            if choices.is_empty() {
                return failure;
            }
            let names: Vec<&str> = choices.iter().map(|choice| choice_name(name, choice, i18n.language())).collect();
            let blanks = names.iter().any(|name| name.contains(' '));
            let id = if blanks { "cli-choose-one-of-names" } else { "cli-choose-one-of" };
            failure.hinting(&i18n.with(id, &[("choices", list(&names).into())]))
        }
    }
}

/// That this directory has no such publisher is no wrong use: another one may
/// have it.
fn code_of(filter: &str, value: &str) -> Code {
    match filter {
        "publisher" | "from" if !value.is_empty() => Code::NotFromPublisher,
        _ => Code::UnknownFilterValue,
    }
}

/// The query, or why it is none, with what this directory has for it.
pub fn checked(
    asked: Result<Query, QueryProblem>,
    directory: &Directory,
    index: &Index,
    i18n: &I18n,
) -> Result<Query, Failure> {
    let query = asked.map_err(|problem| failure_of(&index.with_choices(problem, directory), i18n))?;
    match index.problem(&query, directory) {
        Some(problem) => Err(failure_of(&problem, i18n)),
        None => Ok(query),
    }
}

/// What has to be said about results: what the words were taken for, which of
/// them had to be left out, and that nobody knows the place asked for.
pub fn remarks(query: &Query, outcome: &Outcome, index: &Index, all: usize, i18n: &I18n) -> Vec<String> {
    let mut remarks = Vec::new();
    let unknown = index.unknown_place(query);
    remarks.extend(unknown.map(|place| unknown_place_words(i18n, place, index.place_like(place))));
    remarks.extend(notes::not_on_the_map(i18n, index, &query.filters));
    if let Some(partial) = outcome.partial() {
        let need = partial.understood(i18n.language());
        remarks.extend(need.map(|need| i18n.with("find-understood", &[("need", need.into())])));
        if !partial.dropped.is_empty() {
            let dropped: Vec<String> = partial.dropped.iter().map(|word| format!("“{word}”")).collect();
            let values = [
                ("dropped", list(&dropped).into()),
                ("found", number(i18n, partial.total).into()),
                ("all", number(i18n, all).into()),
            ];
            remarks.push(i18n.with("find-count-without", &values));
        }
    }
    remarks
}

/// Why nothing was found, in words.
pub fn nothing(excluded: Option<&Excluded>, i18n: &I18n) -> Failure {
    match excluded {
        None => Failure::new(i18n, Code::NothingFound, &[]),
        Some(Excluded::Word { word, nearest }) => {
            let failure = Failure::new(i18n, Code::NoSuchWord, &[("word", word.into())]);
            match nearest {
                Some(nearest) => failure.hinting(&i18n.with("cli-did-you-mean", &[("words", nearest.into())])),
                None => failure,
            }
        }
        Some(Excluded::WordCombination { word, without }) => {
            Failure::new(i18n, Code::NoSuchCombination, &[("word", word.into()), ("count", (*without).into())])
        }
        Some(Excluded::Filter { filter, without }) => {
            let values = [("filter", filter.to_text().into()), ("count", (*without).into())];
            Failure::new(i18n, Code::FilterLeavesNothing, &values)
        }
        Some(Excluded::Filters { filters, without }) => {
            let names: Vec<String> = filters.iter().map(Filter::to_text).collect();
            let values = [("filters", list(&names).into()), ("count", (*without).into())];
            let failure = Failure::new(i18n, Code::FiltersLeaveNothing, &values);
            if *without > 0 { failure } else { failure.hinting(&i18n.text("cli-use-fewer-filters")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &FindArguments, input: &str) -> Result<Query, QueryProblem> {
        query(arguments, &mut input.as_bytes(), &I18n::new("en")).unwrap()
    }

    #[test]
    fn flags_are_the_same_filters_as_in_the_words() {
        let flags = FindArguments {
            words: vec!["legal".into()],
            need: vec!["immigration".into()],
            place: Some("New York".into()),
            country: Some("US".into()),
            language: Some("es".into()),
            population: Some("sex-workers".into()),
            access: Some("walk-in".into()),
            open: Some("now".into()),
            checked_within: Some(90),
            ..FindArguments::default()
        };
        let words = FindArguments {
            words: vec![
                "legal need:immigration place:\"New York\" country:US lang:es for:sex-workers".into(),
                "access:walk-in".into(),
                "open:now".into(),
                "checked:90".into(),
            ],
            ..FindArguments::default()
        };
        let query = asked(&flags, "").unwrap();
        assert_eq!(query.filters.len(), 8);
        assert_eq!(query, asked(&words, "").unwrap());
    }

    #[test]
    fn a_quote_left_open_swallows_no_flag() {
        let arguments =
            FindArguments { words: vec!["\"legal".into()], access: Some("phone".into()), ..FindArguments::default() };
        assert_eq!(asked(&arguments, "").unwrap().filters.len(), 1);
    }

    #[test]
    fn a_dash_reads_the_question_from_standard_input() {
        let dash = FindArguments { words: vec!["-".into()], ..FindArguments::default() };
        let typed = FindArguments { words: vec!["legal help".into()], ..FindArguments::default() };
        assert_eq!(asked(&dash, "legal\nhelp\n").unwrap(), asked(&typed, "").unwrap());
        let i18n = I18n::new("en");
        let failure = query(&dash, &mut [0xff_u8, 0xfe].as_slice(), &i18n).unwrap_err();
        assert_eq!(failure.code, Code::InputNotText);
    }

    #[test]
    fn a_wrong_need_lists_the_needs() {
        let wrong = FindArguments { need: vec!["nonsense".into()], ..FindArguments::default() };
        let problem = asked(&wrong, "").unwrap_err();
        let failure = failure_of(&problem, &I18n::new("en"));
        assert_eq!(failure.code, Code::UnknownFilterValue);
        assert!(failure.hint.contains("Housing and shelter") && failure.hint.contains("Research"), "{}", failure.hint);
        // In the language of the program, as they may be typed.
        let hint = failure_of(&problem, &I18n::new("es")).hint;
        assert!(hint.contains("Asesoría legal") || !hint.contains("Legal advice"), "{hint}");
    }
}
