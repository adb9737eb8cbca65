//! What a publisher may say about itself: checked when it is typed, as an
//! option or as the answer to a question. The error is why it cannot be.

use crate::{
    bundle::{limits::PUBLISHER_TEXT_CHARS, publish::settings},
    cli::error::{Code, Failure},
    directory::LanguageTag,
    i18n::I18n,
    text::{fold::fold, names::languages},
};

/// The name for people.
pub fn name(text: &str, i18n: &I18n) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err(i18n.text("publish-name-empty"));
    }
    contact(text, i18n)
}

/// One line for people, which may be empty.
pub fn contact(text: &str, i18n: &I18n) -> Result<String, String> {
    let text = text.trim();
    if settings::is_line(text) {
        return Ok(text.to_owned());
    }
    Err(i18n.with("publish-line-wanted", &[("most", PUBLISHER_TEXT_CHARS.into())]))
}

/// Tags of languages, divided by blanks or commas; none are fine.
pub fn tags(text: &str, i18n: &I18n) -> Result<Vec<String>, String> {
    let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
    words.map(|word| tag(word, i18n)).collect()
}

fn tag(word: &str, i18n: &I18n) -> Result<String, String> {
    let known = |tag: &LanguageTag| languages().get(tag.primary()).is_some();
    if LanguageTag::new(word).as_ref().is_some_and(known) {
        return Ok(word.to_owned());
    }
    let folded = fold(word);
    let named = languages().rows().iter().find(|row| row.all().any(|name| fold(name) == folded));
    Err(match named {
        Some(row) => i18n.with("publish-language-tag", &[("word", word.into()), ("tag", row.code.into())]),
        None => i18n.with("publish-no-language", &[("word", word.into())]),
    })
}

/// Days for which a release is promised to be right.
pub fn days(text: &str, i18n: &I18n) -> Result<u16, String> {
    let days = text.trim().parse().ok().filter(|days| *days > 0);
    days.ok_or_else(|| i18n.with("publish-days-wanted", &[("most", u32::from(u16::MAX).into())]))
}

/// What an option says, or the failure that it cannot be said.
pub fn given<T>(option: &str, text: &str, checked: Result<T, String>, i18n: &I18n) -> Result<T, Failure> {
    checked.map_err(|why| {
        let values = [("given", option.into()), ("value", text.into())];
        Failure::new(i18n, Code::InvalidValue, &values).hinting(&why)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_cannot_be_comes_back_with_the_reason() {
        let i18n = I18n::new("en");
        assert_eq!(name(" Casa Ñandú ", &i18n).unwrap(), "Casa Ñandú");
        assert!(name("  ", &i18n).unwrap_err().contains("name"));
        assert!(contact("", &i18n).is_ok());
        for bad in ["a\u{1b}[2J", "a\u{202e}b", &"x".repeat(1000)] {
            assert!(contact(bad, &i18n).is_err() && name(bad, &i18n).is_err(), "{bad:?}");
        }
        assert_eq!(days(" 45 ", &i18n), Ok(45));
        for bad in ["0", "-3", "xx", "", "70000", "1.5"] {
            assert!(days(bad, &i18n).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_languages_that_there_are_can_be_written_in() {
        let i18n = I18n::new("en");
        assert_eq!(tags("es, EN pt-BR;zh-hant", &i18n).unwrap(), ["es", "EN", "pt-BR", "zh-hant"]);
        assert_eq!(tags("", &i18n).unwrap(), Vec::<String>::new());
        for (bad, said) in [("es klingonish", "klingonish"), ("zz-top", "zz-top"), ("1", "1"), ("Spanish", " es")] {
            let why = tags(bad, &i18n).unwrap_err();
            assert!(why.contains(said), "{bad}: {why}");
        }
    }
}
