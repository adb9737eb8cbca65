//! Completions for the filter that is being typed.

use super::{
    Completion, Index,
    query::{FILTER_NAMES, Token, split_filter, tokens},
    values,
};
use crate::{
    directory::{Access, Directory, Need, vocabulary},
    text::{
        fold::fold,
        names::{self, Table},
    },
};

/// As many as fit on a line.
const OFFERED: usize = 8;

/// Offers completions for the filter at `cursor` (a byte of `line`), their
/// names in `language`. Nothing while the word could be a word. Places and
/// publishers are those of the directory, if it is there.
pub fn complete(line: &str, cursor: usize, language: &str, library: Option<(&Directory, &Index)>) -> Vec<Completion> {
    let Some(token) =
        tokens(line).into_iter().find(|token| (token.start..=token.start + token.text.len()).contains(&cursor))
    else {
        return Vec::new();
    };
    match split_filter(token.text) {
        Some((name, value)) => offers(token, &fold(name), value.trim_matches('"'), language, library),
        None => filter_names(token),
    }
}

/// Filters whose name begins with the three or more letters typed.
fn filter_names(token: Token<'_>) -> Vec<Completion> {
    let typed = fold(token.text);
    if typed.len() < 3 {
        return Vec::new();
    }
    let names = FILTER_NAMES.iter().filter(|name| name.starts_with(&typed) && **name != typed);
    names.map(|name| completion(token, format!("{name}:"), String::new())).collect()
}

fn completion(token: Token<'_>, with: String, note: String) -> Completion {
    Completion { replace: token.start..token.start + token.text.len(), with, note }
}

/// Values of a filter that begin with what is typed, or have a word that does.
fn offers(
    token: Token<'_>,
    filter: &str,
    typed: &str,
    language: &str,
    library: Option<(&Directory, &Index)>,
) -> Vec<Completion> {
    let bare = |name: &str| (name.to_owned(), String::new());
    let candidates: Vec<(String, String)> = match filter {
        "need" => {
            let needs = Need::ALL.iter();
            needs.map(|need| (need.slug().to_owned(), vocabulary::need_name(*need, language).to_owned())).collect()
        }
        "access" => {
            let kinds = Access::ALL.iter();
            kinds.map(|kind| (kind.slug().to_owned(), vocabulary::access_name(*kind, language).to_owned())).collect()
        }
        "for" => vocabulary::populations().iter().map(|t| (t.slug.clone(), t.name(language).to_owned())).collect(),
        "country" => coded(names::countries(), language),
        "lang" | "language" => coded(names::languages(), language),
        "open" => ["now", "09:00", "18:00", "22:00"].map(|value| (value.to_owned(), String::new())).to_vec(),
        "checked" => ["30", "90", "365"].map(|value| (value.to_owned(), String::new())).to_vec(),
        _ => library.iter().flat_map(|(directory, index)| index.values_of(filter, directory)).map(bare).collect(),
    };
    let wanted = values::plain(typed);
    let exact = candidates.iter().any(|(value, _)| values::plain(value) == wanted);
    if exact && !wanted.is_empty() {
        return Vec::new();
    }
    // At the beginning of any word, and on over the words after it.
    let by_word = |text: &str| values::begins_at_a_word(&values::plain(text), &wanted);
    let name = if filter == "language" { "lang" } else { filter };
    let mut matching: Vec<(String, String)> =
        candidates.into_iter().filter(|(value, note)| by_word(value) || by_word(note)).collect();
    // A value that begins with what is typed goes before one that has it later.
    matching.sort_by_key(|(value, note)| {
        !values::plain(value).starts_with(&wanted) && !values::plain(note).starts_with(&wanted)
    });
    let text = |value: String| {
        let quote = if value.contains(char::is_whitespace) { "\"" } else { "" };
        format!("{name}:{quote}{value}{quote}")
    };
    matching.into_iter().take(OFFERED).map(|(value, note)| completion(token, text(value), note)).collect()
}

/// Codes and names of a table, by name.
fn coded(table: &Table, language: &str) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> =
        table.rows().iter().map(|row| (row.code.to_owned(), row.name(language).to_owned())).collect();
    rows.sort_by(|a, b| a.1.cmp(&b.1));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(line: &str) -> Vec<String> {
        complete(line, line.len(), "en", None).into_iter().map(|completion| completion.with).collect()
    }

    #[test]
    fn a_filter_is_completed_by_name_and_by_value() {
        assert_eq!(offered("acc"), ["access:"]);
        assert_eq!(offered("ne"), [""; 0], "two letters are a word");
        assert_eq!(offered("legal need:hous"), ["need:housing-shelter"]);
        assert_eq!(offered("access:walk"), ["access:walk-in"]);
        assert!(offered("country:\"united sta").contains(&"country:US".to_owned()));
        assert_eq!(offered("need:sexual_rep"), ["need:sexual-reproductive-health"]);
        assert!(offered("country:fran").contains(&"country:FR".to_owned()));
        assert_eq!(offered("need:housing-shelter"), [""; 0], "nothing is left to complete");
        assert_eq!(offered("need:").len(), OFFERED);
    }

    #[test]
    fn places_and_publishers_are_those_of_the_directory() {
        let directory = Directory::new(vec![crate::directory::demo::release(jiff::civil::date(2026, 11, 24))]);
        let index = Index::build(&directory);
        let offered = |line: &str| {
            let all = complete(line, line.len(), "en", Some((&directory, &index)));
            all.into_iter().map(|completion| completion.with).collect::<Vec<_>>()
        };
        assert_eq!(offered("legal place:ly"), ["place:Lyon"]);
        assert!(offered("near:l").len() > 2 && offered("near:l").iter().all(|with| with.starts_with("near:")));
        assert!(offered("place:york").contains(&"place:\"New York\"".to_owned()));
        assert_eq!(offered("place:").len(), OFFERED);
        assert_eq!(offered("place:lyon"), [""; 0]);
        assert_eq!(offered("publisher:"), ["publisher:\"Parasol demo\""]);
    }

    #[test]
    fn what_is_replaced_is_the_word_under_the_cursor() {
        let found = complete("need:leg lyon", 6, "en", None);
        assert_eq!(found[0].replace, 0..8);
    }
}
