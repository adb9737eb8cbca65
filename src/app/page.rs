//! A sheet laid out in lines of a given width: what Read and the preview show.

use crate::{
    directory::EntryNo,
    sheet::{Emphasis, Line, Section, SectionKind, Sheet},
    text::{direction::is_right_to_left, wrap::wrap},
};

/// Longer lines than this are hard to read, however wide the screen.
pub const WIDEST: u16 = 100;
/// Width of the column of labels, where there is room for one.
pub const GUTTER: u16 = 10;
/// Narrower than this, labels stand above their values.
const GUTTER_FROM: u16 = 60;

/// Columns beside the name where the screen says which result it is.
pub const POSITION: u16 = 18;

/// A sheet in lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Columns of a line, gutter included.
    pub width: u16,
    /// True when labels stand in a gutter on the left.
    pub gutter: bool,
    /// The lines.
    pub lines: Vec<PageLine>,
    /// Where each section begins.
    pub sections: Vec<(SectionKind, usize)>,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageLine {
    /// What the line is.
    pub role: Role,
    /// Label of the section, on its first line.
    pub label: String,
    /// The text, already broken.
    pub text: String,
    /// Bytes of `text`, from its beginning, that are a label of the line itself.
    pub lead: usize,
    /// Bytes of `text`, from this one on, that are a remark.
    pub note_from: Option<usize>,
    /// How it stands out.
    pub emphasis: Emphasis,
    /// True when the text runs from right to left.
    pub right_to_left: bool,
    /// The entry that the line names.
    pub entry: Option<EntryNo>,
}

/// What a line of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// The name of the entry.
    Title,
    /// Organisation and place.
    Subtitle,
    /// The line that says when it was checked.
    Checked,
    /// A label above its values, on a narrow screen.
    Label,
    /// A value.
    #[default]
    Value,
    /// Nothing: a space between parts.
    Blank,
}

impl Page {
    /// Lays out `sheet` in `width` columns, or in those of [`WIDEST`].
    pub fn new(sheet: &Sheet, width: u16) -> Self {
        let width = width.clamp(20, WIDEST);
        let mut page = Self { width, gutter: width >= GUTTER_FROM, ..Self::default() };
        page.push_heading(&sheet.title, Role::Title);
        if !sheet.subtitle.is_empty() {
            page.push_heading(&sheet.subtitle, Role::Subtitle);
        }
        for section in &sheet.sections {
            page.push_section(section);
        }
        page
    }

    /// The line at which the section after (or before) line `from` begins.
    pub fn next_section(&self, from: usize, forward: bool) -> Option<usize> {
        let mut starts = self.sections.iter().map(|(_, line)| *line);
        if forward { starts.find(|line| *line > from) } else { starts.rev().find(|line| *line < from) }
    }

    /// The lines in which `words` stand, ignoring case.
    pub fn lines_with(&self, words: &str) -> Vec<usize> {
        let words = words.to_lowercase();
        if words.is_empty() {
            return Vec::new();
        }
        let has = |line: &PageLine| line.text.to_lowercase().contains(&words);
        self.lines.iter().enumerate().filter(|(_, line)| has(line)).map(|(at, _)| at).collect()
    }

    fn push_heading(&mut self, text: &str, role: Role) {
        let beside = if role == Role::Title && self.gutter { POSITION } else { 0 };
        for text in wrap(text, usize::from(self.width - beside)) {
            let right_to_left = is_right_to_left(&text);
            self.lines.push(PageLine { role, text, right_to_left, ..PageLine::default() });
        }
    }

    fn push_section(&mut self, section: &Section) {
        let checked = section.kind == SectionKind::Checked;
        // The check belongs to the heading; a blank line divides the rest.
        let spaced = matches!(
            section.kind,
            SectionKind::Call | SectionKind::Cost | SectionKind::About | SectionKind::Profile | SectionKind::Source
        );
        if spaced || self.sections.len() == 1 {
            self.blank();
        }
        self.sections.push((section.kind, self.lines.len()));
        // What the check says needs no label.
        let mut label = if checked { String::new() } else { section.label.clone() };
        if !self.gutter && !checked {
            let text = std::mem::take(&mut label);
            self.lines.push(PageLine { role: Role::Label, text, ..PageLine::default() });
        }
        for line in &section.lines {
            self.push_line(line, if checked { Role::Checked } else { Role::Value }, std::mem::take(&mut label));
        }
    }

    /// A blank line, unless there is one already.
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| line.role != Role::Blank) {
            self.lines.push(PageLine { role: Role::Blank, ..PageLine::default() });
        }
    }

    fn push_line(&mut self, line: &Line, role: Role, section_label: String) {
        let indent = match (role, self.gutter) {
            (Role::Checked, _) => 0,
            (_, true) => GUTTER,
            (_, false) => 2,
        };
        let width = usize::from(self.width.saturating_sub(indent)).max(10);
        let lead = line.label.as_ref().map(|label| format!("{label}  ")).unwrap_or_default();
        let note = line.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        let whole = format!("{lead}{}{note}", line.text);
        let note_at = whole.len() - note.len();
        let mut label = section_label;
        let mut consumed = 0;
        for text in wrap(&whole, width) {
            // Wrapping drops the blanks at a break: find the line again.
            let start = whole.get(consumed..).and_then(|rest| rest.find(&text)).map_or(consumed, |at| consumed + at);
            consumed = start + text.len();
            self.lines.push(PageLine {
                role,
                label: std::mem::take(&mut label),
                lead: if start == 0 { lead.trim_end().len().min(text.len()) } else { 0 },
                note_from: (!note.is_empty() && consumed > note_at).then(|| note_at.saturating_sub(start)),
                emphasis: line.emphasis,
                right_to_left: is_right_to_left(&text),
                entry: line.entry,
                text,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::wrap::columns;

    fn fits(page: &Page) -> bool {
        page.lines.iter().all(|line| columns(&line.text) <= usize::from(page.width))
    }

    fn sheet() -> Sheet {
        let line = |text: &str| Line { text: text.into(), ..Line::default() };
        Sheet {
            title: "Legal clinic".into(),
            subtitle: "Association Lumière · Lyon, France".into(),
            sections: vec![
                Section {
                    kind: SectionKind::Checked,
                    label: "CHECKED".into(),
                    word: "Checked".into(),
                    lines: vec![line("checked 3 weeks ago")],
                },
                Section {
                    kind: SectionKind::Call,
                    label: "CALL".into(),
                    word: "Phone".into(),
                    lines: vec![
                        Line {
                            label: Some("hotline".into()),
                            note: Some("from the organisation".into()),
                            ..line("+33 4 00 00 00 01")
                        },
                        line(&"a long text ".repeat(12)),
                    ],
                },
            ],
        }
    }

    #[test]
    fn labels_stand_in_a_gutter_or_above_their_values() {
        let wide = Page::new(&sheet(), 80);
        let call = wide.lines.iter().find(|line| line.label == "CALL").unwrap();
        assert_eq!(call.text, "hotline  +33 4 00 00 00 01 (from the organisation)");
        assert_eq!(call.text.get(call.note_from.unwrap()..).unwrap(), " (from the organisation)");
        assert_eq!(call.lead, "hotline".len());
        let narrow = Page::new(&sheet(), 40);
        assert!(narrow.lines.iter().all(|line| line.label.is_empty()));
        assert!(narrow.lines.iter().any(|line| line.role == Role::Label && line.text == "CALL"));
    }

    #[test]
    fn every_line_fits_and_sections_are_found() {
        for width in [20, 40, 59, 60, 110] {
            let page = Page::new(&sheet(), width);
            assert!(fits(&page), "at {width}: {page:#?}");
            let call = page.next_section(page.sections[0].1, true).unwrap();
            assert_eq!(page.sections[1], (SectionKind::Call, call));
            assert_eq!(page.next_section(call, false), Some(page.sections[0].1));
        }
    }

    #[test]
    fn words_are_found_in_their_lines() {
        let page = Page::new(&sheet(), 80);
        let found = page.lines_with("ORGANISATION");
        assert_eq!(found.len(), 1);
        assert!(page.lines_with("").is_empty());
    }
}
