//! What a person takes along: a handout in their language, as plain text,
//! Markdown, one page of HTML, or codes for the camera of a phone. Pure: what
//! it says comes from `sheet`, and files, printers and clipboards are reached
//! from elsewhere.

mod build;
pub mod codes;
mod format;
mod html;
pub mod list;
mod markdown;
mod plain;
pub mod qr;
pub mod steps;

use crate::{
    directory::{Directory, Entry},
    sheet::{Context, SectionKind, paper::Plan},
};

pub use build::handout;
pub use codes::{Code, CodeKind};
pub use format::Format;
pub use html::html;
pub use list::Shortlist;
pub use markdown::markdown;
pub use plain::{compact, plain};
pub use steps::Step;

/// Columns of a handout as plain text: what every printer prints.
pub const COLUMNS: usize = 76;
/// Columns where letters are printed twice as large.
pub const LARGE_COLUMNS: usize = 38;

/// What a handout is made from.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where the entries are.
    pub directory: &'a Directory,
    /// What to hand over, in the order in which to read it.
    pub items: &'a [Item<'a>],
    /// A note for the whole.
    pub note: &'a str,
    /// What to do next, from the list.
    pub steps: &'a [Step],
    /// What to do next, in the worker's own words.
    pub own_step: &'a str,
    /// When the person goes and from where.
    pub plan: &'a Plan,
    /// How it looks.
    pub form: Form,
}

/// An entry to hand over.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// The entry.
    pub entry: Entry<'a>,
    /// A note about it.
    pub note: &'a str,
}

/// How a handout looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// Letters twice as large.
    pub large: bool,
    /// Nothing that tells whoever finds the paper what it is for: no heading,
    /// no names, only where, when and which number.
    pub discreet: bool,
    /// One or more cards that fold into a pocket: the essentials in small type.
    pub pocket: bool,
}

/// A handout in words, not yet laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// The language, as a BCP 47 tag.
    pub language: &'static str,
    /// True when the language is written from right to left.
    pub right_to_left: bool,
    /// How it looks.
    pub form: Form,
    /// The heading; `None` on a discreet one.
    pub title: Option<String>,
    /// The entries.
    pub cards: Vec<Card>,
    /// What to do next, a sentence each.
    pub steps: Vec<String>,
    /// A note for the whole; may be empty.
    pub note: String,
    /// Where it comes from and when it was written.
    pub footer: Vec<String>,
    /// Words of the handout itself.
    pub words: Words,
}

/// Words of the handout itself, in its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Above the steps.
    pub steps: String,
    /// Before a note.
    pub note: String,
    /// Above the lines on which to write.
    pub room: String,
    /// How to fold a pocket card.
    pub fold: String,
    /// What stands between a label and its text: ": ", or "：".
    pub colon: String,
}

impl Words {
    /// A label and its text on one line.
    fn labelled(&self, label: &str, text: &str) -> String {
        format!("{label}{}{text}", self.colon)
    }

    /// A label whose text stands below it.
    fn above(&self, label: &str) -> String {
        format!("{label}{}", self.colon.trim_end())
    }
}

/// An entry on a handout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name, with the language where it is another; on a discreet handout
    /// a letter in its place.
    pub name: String,
    /// The organisation and the town; may be empty.
    pub subtitle: String,
    /// What to heed before going.
    pub warnings: Vec<String>,
    /// The facts, most wanted first.
    pub facts: Vec<Fact>,
    /// A note about it; may be empty.
    pub note: String,
    /// Codes printed beside it.
    pub codes: Vec<Code>,
    /// Everything about it that a phone can take from a screen.
    pub on_phone: Vec<Code>,
}

/// One kind of facts about an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Which kind.
    pub kind: SectionKind,
    /// What it is called on a handout.
    pub label: String,
    /// The lines; never empty.
    pub lines: Vec<FactLine>,
}

/// One line of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactLine {
    /// A label of the line itself, such as a day; may be empty.
    pub label: String,
    /// The text.
    pub text: String,
    /// A remark, such as the language of the text; may be empty.
    pub note: String,
    /// True for today.
    pub strong: bool,
    /// The part of `text` that runs from left to right in any language: a
    /// phone number.
    pub number: Option<String>,
}

impl Card {
    /// The name, with its number among several; a letter is a number already.
    fn heading(&self, at: usize, of: usize, form: Form) -> String {
        if of > 1 && !form.discreet { format!("{}. {}", at + 1, self.name) } else { self.name.clone() }
    }
}

/// The language, zone and instant of a handout: those of the interface but in
/// the language of whoever takes it along.
pub fn context<'a>(i18n: &'a crate::i18n::I18n, worker: &Context<'a>) -> Context<'a> {
    Context { i18n, text_language: i18n.language(), now: worker.now, zone: worker.zone }
}
