//! Collects the lines of a sheet, section by section.

use super::{Context, Emphasis, Line, Section, SectionKind, phrases};
use crate::directory::{Origin, Text};

/// A sheet being written.
pub(super) struct Writer<'a> {
    pub(super) context: &'a Context<'a>,
    /// Who reads it: a client has no use for where a fact stands in the
    /// directory, nor for faxes.
    pub(super) reader: Reader,
    sections: Vec<Section>,
}

/// Whom a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Whoever works with the directory.
    Worker,
    /// Whoever takes a handout along.
    Client,
}

impl<'a> Writer<'a> {
    pub(super) fn new(context: &'a Context<'a>, reader: Reader) -> Self {
        Self { context, reader, sections: Vec::new() }
    }

    /// The sections that have lines.
    pub(super) fn finish(self) -> Vec<Section> {
        self.sections
    }

    /// Adds a line to a section; a line without text is nothing.
    pub(super) fn push(&mut self, kind: SectionKind, line: Line) {
        let line = line.tidied();
        if line.text.is_empty() {
            return;
        }
        if let Some(section) = self.sections.iter_mut().find(|section| section.kind == kind) {
            section.lines.push(line);
            return;
        }
        let label = self.say(&format!("label-{}", kind.id()));
        let word = self.say(&format!("word-{}", kind.id()));
        self.sections.push(Section { kind, label, word, lines: vec![line] });
    }

    /// Adds words as a line.
    pub(super) fn push_words(&mut self, kind: SectionKind, text: String) {
        self.push(kind, Line { text, ..Line::default() });
    }

    /// Adds words with a label as a line.
    pub(super) fn push_labelled(&mut self, kind: SectionKind, label: &str, text: String) {
        self.push(kind, Line { label: Some(self.say(label)), text, ..Line::default() });
    }

    /// Adds an entry's own text in the reader's language; in another language
    /// it says which.
    pub(super) fn push_text(&mut self, kind: SectionKind, label: Option<&str>, text: &Text) {
        let label = label.map(|id| self.say(id));
        let line = self.text_line(label, text);
        self.push(kind, line);
    }

    /// A text as a line, with its language when it is not the reader's.
    pub(super) fn text_line(&self, label: Option<String>, text: &Text) -> Line {
        Line { label, text: self.read(text), note: self.language_note(text), ..Line::default() }
    }

    /// A text in the reader's language, or as it is.
    pub(super) fn read(&self, text: &Text) -> String {
        phrases::reading(text, self.context.text_language).0.to_owned()
    }

    /// "in French", when a text is not in the reader's language.
    pub(super) fn language_note(&self, text: &Text) -> Option<String> {
        let (_, tag) = phrases::reading(text, self.context.text_language);
        let name = phrases::language(self.context.i18n, tag?);
        Some(self.context.i18n.with("note-in-language", &[("language", name.into())]))
    }

    /// "from the organisation", for what a service inherits.
    pub(super) fn origin_note(&self, from: Origin) -> Option<String> {
        match from {
            _ if self.reader == Reader::Client => None,
            Origin::Own => None,
            Origin::Location => Some(self.say("note-from-location")),
            Origin::Organization => Some(self.say("note-from-organization")),
        }
    }

    /// A message.
    pub(super) fn say(&self, id: &str) -> String {
        self.context.i18n.text(id)
    }
}

/// Several remarks as one: "in French, from the organisation".
pub(super) fn notes(notes: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for note in notes.into_iter().flatten() {
        if !said.contains(&note) {
            said.push(note);
        }
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Line {
    /// The line with nothing empty in it. Names and remarks keep to one line;
    /// a tab would jump on a screen.
    fn tidied(self) -> Self {
        let tidy = |part: Option<String>| part.map(|part| one_line(&part)).filter(|part| !part.is_empty());
        let text = self.text.replace('\t', " ").trim().to_owned();
        let parts = (tidy(self.label), tidy(self.word), tidy(self.spoken), tidy(self.note), tidy(self.copy));
        let (label, word, spoken, note, copy) = parts;
        Self { label, word, text, spoken, note, copy, ..self }
    }

    /// The same line, to heed.
    #[must_use]
    pub(super) fn warning(self) -> Self {
        Self { emphasis: Emphasis::Warning, ..self }
    }
}
