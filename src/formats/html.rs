//! Markup in descriptions into plain text, with its links and lists kept.

use html2text::{config, render::TextDecorator};

use crate::text::sanitise::sanitise;

/// No line is broken here; the screen does that.
const WIDTH: usize = 100_000;

/// Longer texts are no descriptions, and markup can nest.
const MOST_BYTES: usize = 200_000;

/// The text of a piece of markup; `None` where there is none in it, or none
/// that can be read.
pub fn to_text(markup: &str) -> Option<String> {
    if !is_markup(markup) || markup.len() > MOST_BYTES {
        return None;
    }
    let config = config::with_decorator(Plain { link: String::new() }).allow_width_overflow().no_table_borders();
    let text = config.string_from_read(markup.as_bytes(), WIDTH).ok()?;
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    Some(sanitise(&lines.join("\n")).text.into_owned())
}

/// True when a text has a tag or a named character in it, and not only signs
/// that look like it: `age < 18` has none.
fn is_markup(text: &str) -> bool {
    let tag = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.split_once('>').is_some_and(|(tag, _)| {
                let word = tag.split([' ', '/', '\n', '\t']).next().unwrap_or_default().to_ascii_lowercase();
                TAGS.contains(&word.as_str())
            })
    };
    let character = |rest: &str| {
        rest.split_once(';').is_some_and(|(name, _)| {
            let number = name.strip_prefix('#').map(|digits| digits.strip_prefix(['x', 'X']).unwrap_or(digits));
            let numbered =
                number.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit()));
            numbered
                || [
                    "amp", "lt", "gt", "quot", "apos", "nbsp", "eacute", "egrave", "rsquo", "lsquo", "ndash", "mdash",
                    "bull", "hellip",
                ]
                .contains(&name)
        })
    };
    text.split('<').skip(1).any(tag) || text.split('&').skip(1).any(character)
}

/// The tags that people and their editors put into descriptions.
const TAGS: [&str; 38] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// Says a link as `text (address)` and an item of a list as `- text`.
#[derive(Clone, Debug)]
struct Plain {
    link: String,
}

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, url: &str) -> (String, ()) {
        url.trim_start_matches("mailto:").trim_start_matches("tel:").clone_into(&mut self.link);
        (String::new(), ())
    }

    fn decorate_link_end(&mut self) -> String {
        let link = std::mem::take(&mut self.link);
        if link.is_empty() || link.starts_with('#') || link.starts_with("javascript:") {
            return String::new();
        }
        format!(" ({link})")
    }

    fn decorate_em_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_em_end(&self) -> String {
        String::new()
    }

    fn decorate_strong_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_strong_end(&self) -> String {
        String::new()
    }

    fn decorate_strikeout_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }

    fn decorate_code_start(&self) -> (String, ()) {
        (String::new(), ())
    }

    fn decorate_code_end(&self) -> String {
        String::new()
    }

    fn decorate_preformat_first(&self) {}

    fn decorate_preformat_cont(&self) {}

    fn decorate_image(&mut self, _src: &str, title: &str) -> (String, ()) {
        (title.to_owned(), ())
    }

    fn header_prefix(&self, _level: usize) -> String {
        String::new()
    }

    fn quote_prefix(&self) -> String {
        String::new()
    }

    fn unordered_item_prefix(&self) -> String {
        "- ".to_owned()
    }

    fn ordered_item_prefix(&self, number: i64) -> String {
        format!("{number}. ")
    }

    fn make_subblock_decorator(&self) -> Self {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_and_lists_stay_and_the_rest_of_the_markup_goes() {
        let markup = "<p>Free <b>beds</b> &amp; meals.</p><ul><li>Open <i>daily</i></li><li>See \
                      <a href=\"https://a.example/x\">the page</a></li></ul><script>alert(1)</script>";
        let text = to_text(markup).unwrap();
        assert_eq!(text, "Free beds & meals.\n- Open daily\n- See the page (https://a.example/x)");
        assert_eq!(to_text("one<br>two<br/>three").unwrap(), "one\ntwo\nthree");
        assert_eq!(to_text("<ol><li>a</li><li>b</li></ol>").unwrap(), "1. a\n2. b");
    }

    #[test]
    fn what_only_looks_like_markup_is_left_alone() {
        for text in ["age < 18 and > 16", "A & B; C", "<name@a.example>", "a <- b", "plain"] {
            assert_eq!(to_text(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_markup_survives_and_none_ends_the_program(text in "(<[/a-z]{1,4}[ =\"x]{0,3}>?|&[a-z#0-9]{1,5};|[a-z ]{1,6}){0,12}") {
            if let Some(plain) = to_text(&text) {
                prop_assert!(!plain.contains("<p>"));
            }
        }
    }
}
