//! Why an entry was found, where its name does not show it.

use crate::{
    directory::{Need, vocabulary},
    i18n::I18n,
    search::{Field, Hit, Matched},
    text::wrap::{columns, shorten},
};

/// Columns that a matched text may take: it has to leave room for the facts.
const WIDEST: usize = 30;
/// Columns before the words in a longer text.
const BEFORE: usize = 10;

/// The words: `need: no place to sleep`. Empty when words of the query are
/// marked in what is shown already, or when there were no words.
pub fn shortly(i18n: &I18n, hit: &Hit, shown: &[&str]) -> String {
    let visible = |matched: &Matched| {
        matches!(matched.field, Field::Name | Field::Organization) && shown.contains(&matched.text.as_str())
    };
    if hit.matched.iter().any(visible) {
        return String::new();
    }
    hit.matched.first().map(|matched| words(i18n, matched)).unwrap_or_default()
}

/// A field and what matched in it, shortened around the words.
pub fn words(i18n: &I18n, matched: &Matched) -> String {
    let field = i18n.text(&format!("why-{}", matched.field.as_str().replace('_', "-")));
    // Needs are also found by the word in files, which says nothing to people.
    let need = Need::from_slug(&matched.text).filter(|_| matched.field == Field::Need);
    let text = need.map_or_else(|| around(matched), |need| vocabulary::need_name(need, i18n.language()).to_owned());
    i18n.with("why", &[("field", field.into()), ("text", text.into())])
}

/// The part of a text around the first words that matched.
fn around(matched: &Matched) -> String {
    let text = matched.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if columns(&text) <= WIDEST {
        return text;
    }
    // Blanks may have moved: look for the words themselves.
    let found = matched.ranges.first().and_then(|range| matched.text.get(range.clone()));
    let at = found.and_then(|found| text.find(found)).unwrap_or(0);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|start| *start <= at).collect();
    let first = starts.len().saturating_sub(BEFORE);
    // From the beginning of a word, if one begins there.
    let from = starts.get(first..).unwrap_or_default().iter().copied();
    let begins = |at: &usize| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with(' '));
    let from = from.clone().find(begins).or(from.clone().next()).unwrap_or(0);
    let rest = text.get(from..).unwrap_or_default();
    let mark = if from == 0 { "" } else { "…" };
    format!("{mark}{}", shorten(rest, WIDEST - columns(mark)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::directory::EntryNo;

    fn matched(field: Field, text: &str, word: &str) -> Matched {
        let at = text.find(word).unwrap();
        Matched { field, text: text.to_owned(), ranges: std::iter::once(at..at + word.len()).collect() }
    }

    fn hit(matched: Vec<Matched>) -> Hit {
        Hit { entry: EntryNo(0), score: 1, matched, covers: false, further: false, inside: false, metres: None }
    }

    #[test]
    fn a_long_text_is_cut_around_the_words() {
        let i18n = I18n::new("en");
        let text = "The team walks through the old town every night with soup and blankets for everyone.";
        assert_eq!(words(&i18n, &matched(Field::Text, text, "soup")), "text: …with soup and blankets for e…");
        assert_eq!(words(&i18n, &matched(Field::Need, "nowhere to sleep", "sleep")), "need: nowhere to sleep");
        assert_eq!(words(&i18n, &matched(Field::Need, "drop-in", "drop")), "need: Drop-in and day centre");
    }

    #[test]
    fn nothing_is_said_where_the_name_shows_it() {
        let i18n = I18n::new("en");
        let both = hit(vec![matched(Field::Name, "Legal clinic", "Legal"), matched(Field::Text, "legal", "legal")]);
        assert_eq!(shortly(&i18n, &both, &["Legal clinic"]), "");
        assert_eq!(shortly(&i18n, &both, &["Consultorio"]), "name: Legal clinic", "another language is shown");
        assert_eq!(shortly(&i18n, &hit(Vec::new()), &[]), "");
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut(text in "\\PC{1,120}", a in 0usize..120) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = starts[a % starts.len()];
            let matched = Matched { field: Field::Text, text: text.clone(), ranges: std::iter::once(at..text.len()).collect() };
            prop_assert!(columns(&around(&matched)) <= WIDEST);
        }
    }
}
