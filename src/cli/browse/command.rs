//! What a line typed in `browse` means.

use crate::directory::LanguageTag;

/// A line, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `?`, or nothing typed.
    Help,
    /// `q`
    Quit,
    /// `n`
    Next,
    /// `p`
    Previous,
    /// `b`
    Back,
    /// `lang TAG`
    Language(LanguageTag),
    /// A number: reads that result.
    Read(usize),
    /// Anything else is searched for; so is what stands after `/`, whatever
    /// it looks like.
    Find(String),
}

impl Command {
    /// Understands a line.
    pub fn of(line: &str) -> Self {
        let line = line.trim();
        if let Some(words) = line.strip_prefix('/') {
            return Self::Find(words.trim().to_owned());
        }
        match line.to_ascii_lowercase().as_str() {
            "" | "?" | "help" => return Self::Help,
            "q" | "quit" => return Self::Quit,
            "n" => return Self::Next,
            "p" => return Self::Previous,
            "b" => return Self::Back,
            _ => {}
        }
        if let Ok(number) = line.parse() {
            return Self::Read(number);
        }
        let mut words = line.split_whitespace();
        if let (Some("lang"), Some(tag), None) = (words.next(), words.next(), words.next())
            && let Some(tag) = LanguageTag::new(tag)
        {
            return Self::Language(tag);
        }
        Self::Find(line.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", Command::Help)]
    #[case(" Q ", Command::Quit)]
    #[case("12", Command::Read(12))]
    #[case("lang es", Command::Language(LanguageTag::new("es").unwrap()))]
    #[case("lang", Command::Find("lang".into()))]
    #[case("lang es fr", Command::Find("lang es fr".into()))]
    #[case("legal lyon", Command::Find("legal lyon".into()))]
    #[case("/12", Command::Find("12".into()))]
    #[case("/n", Command::Find("n".into()))]
    #[case("999999999999999999999999", Command::Find("999999999999999999999999".into()))]
    fn a_line_is_understood(#[case] line: &str, #[case] command: Command) {
        assert_eq!(Command::of(line), command);
    }
}
