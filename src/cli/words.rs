//! Small wordings that several commands share.

use serde::Serialize;

use crate::{formats::report::Written, i18n::I18n, sheet::phrases::counted};

/// Text from outside (an argument, a path, an error of the system) on one
/// line, with nothing in it that drives a terminal.
pub fn one_line(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => {
            '\u{fffd}'
        }
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.trim_end().chars().map(harmless).collect()
}

/// A fact as plain output says it: label first, then the value.
pub fn fact(i18n: &I18n, label: &str, value: &str) -> String {
    format!("{}: {value}\n", i18n.text(label))
}

/// A list of words, divided by commas.
pub fn list<S: AsRef<str>>(words: &[S]) -> String {
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}

/// A value as JSON on one line. Values here are made of strings, numbers,
/// lists and maps with words as keys, which always have a JSON text.
pub fn json_line(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}

/// How much was written, in words.
pub fn said_written(written: &Written, i18n: &I18n) -> String {
    let counts = [
        counted(i18n, ["organizations", "organizations_count"], written.organizations),
        counted(i18n, ["services", "services_count"], written.services),
        counted(i18n, ["locations", "locations_count"], written.locations),
        counted(i18n, ["phones", "phones_count"], written.phones),
    ];
    i18n.with("convert-written", counts.as_flattened())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_breaks_a_line_or_drives_the_terminal() {
        assert_eq!(one_line("a\tb\r\nc\n"), "a b  c");
        assert_eq!(one_line("\u{1b}[31mred\u{202e}"), "\u{fffd}[31mred\u{fffd}");
        assert_eq!(one_line("Ñandú 中文 عربي"), "Ñandú 中文 عربي");
    }
}
