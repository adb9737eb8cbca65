//! The forms in which a handout is written to a file.

use super::{Handout, html, markdown, plain};

/// A form of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// One page of HTML.
    Html,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Html];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    /// The form of an ending, in any case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        Self::ALL.into_iter().find(|form| form.ending() == ending).or((ending == "htm").then_some(Self::Html))
    }

    /// The form that the ending of a file's name says.
    pub fn of_name(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        let named = !stem.is_empty() && !stem.ends_with(['/', '\\']);
        Self::of_ending(ending).filter(|_| named)
    }

    /// Writes a handout in this form.
    pub fn write(self, handout: &Handout) -> String {
        match self {
            Self::Text => plain(handout),
            Self::Markdown => markdown(handout),
            Self::Html => html(handout),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_says_which_form() {
        let of = Format::of_name;
        assert_eq!([of("a.txt"), of("b.MD"), of("x/c.d.html")].map(Option::unwrap), Format::ALL);
        assert_eq!(of("page.htm"), Some(Format::Html));
        for name in ["d.pdf", "e", "", ".html", "x/.md", "txt"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
