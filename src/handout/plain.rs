//! A handout as plain text: lines that every printer prints.

use super::{COLUMNS, Card, Fact, FactLine, Handout, LARGE_COLUMNS};
use crate::text::wrap::{columns, wrap};

/// Labels longer than this stand above their values.
const LONGEST_LABEL: usize = 16;
/// The mark that makes what follows a phone number run from left to right:
/// without it "+33 4 00" would be turned round in a text in Arabic.
const LEFT_TO_RIGHT: char = '\u{200e}';
/// Lines to write on.
const ROOM: usize = 3;

/// Writes a handout as plain text in lines of [`COLUMNS`], or of
/// [`LARGE_COLUMNS`] where they are printed large. Lines end with a line feed.
pub fn plain(handout: &Handout) -> String {
    let width = if handout.form.large { LARGE_COLUMNS } else { COLUMNS };
    let mut page = Page { handout, width, out: String::new() };
    page.write();
    page.out
}

struct Page<'a> {
    handout: &'a Handout,
    width: usize,
    out: String,
}

impl Page<'_> {
    fn write(&mut self) {
        let handout = self.handout;
        if let Some(title) = &handout.title {
            self.paragraph(title, "", "");
            let longest = wrap(title, self.width).iter().map(|line| columns(line)).max().unwrap_or(0);
            self.line(&"=".repeat(longest));
            self.line("");
        }
        for (at, card) in handout.cards.iter().enumerate() {
            if at > 0 {
                self.line(&"-".repeat(self.width));
            }
            self.card(card, &card.heading(at, handout.cards.len(), handout.form));
        }
        self.end();
    }

    /// What stands under the cards.
    fn end(&mut self) {
        let handout = self.handout;
        self.line(&"=".repeat(self.width));
        if !handout.steps.is_empty() {
            self.line(&handout.words.above(&handout.words.steps));
            for step in &handout.steps {
                self.paragraph(step, "[ ] ", "    ");
            }
            self.line("");
        }
        if !handout.note.is_empty() {
            self.paragraph(&handout.words.labelled(&handout.words.note, &handout.note), "", "  ");
            self.line("");
        }
        if !handout.form.pocket {
            self.line(&handout.words.above(&handout.words.room));
            for _ in 0..ROOM {
                self.line("");
                self.line(&"_".repeat(self.width));
            }
            self.line("");
        }
        for line in &handout.footer {
            self.paragraph(line, "", "");
        }
    }

    fn card(&mut self, card: &Card, heading: &str) {
        self.paragraph(heading, "", "   ");
        if !card.subtitle.is_empty() {
            self.paragraph(&card.subtitle, "", "   ");
        }
        for warning in &card.warnings {
            self.paragraph(warning, "! ", "  ");
        }
        self.line("");
        let labels = card.facts.iter().map(|fact| columns(&fact.label)).filter(|wide| *wide <= LONGEST_LABEL);
        let gutter = labels.max().unwrap_or(0) + 2;
        for fact in &card.facts {
            self.fact(fact, gutter);
        }
        if !card.note.is_empty() {
            let words = &self.handout.words;
            self.paragraph(&words.labelled(&words.note, &card.note), "", "  ");
        }
        self.line("");
    }

    /// The label in a gutter; above its values where there is no room or where
    /// the script runs the other way.
    fn fact(&mut self, fact: &Fact, gutter: usize) {
        let above = self.handout.form.large || self.handout.right_to_left || columns(&fact.label) + 2 > gutter;
        let indent = if above { "  ".to_owned() } else { " ".repeat(gutter) };
        let mut first = format!("{}{}", fact.label, " ".repeat(gutter.saturating_sub(columns(&fact.label))));
        if above {
            self.line(&self.handout.words.above(&fact.label));
            first.clone_from(&indent);
        }
        for line in &fact.lines {
            let text = said(line, self.handout);
            self.paragraph(&text, &first, &format!("{indent}  "));
            first.clone_from(&indent);
        }
    }

    /// A paragraph with what stands before its first line and before the rest.
    fn paragraph(&mut self, text: &str, first: &str, rest: &str) {
        let room = self.width.saturating_sub(columns(first).max(columns(rest))).max(8);
        for (at, line) in wrap(text, room).into_iter().enumerate() {
            self.line(&format!("{}{line}", if at == 0 { first } else { rest }));
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }
}

/// A line of a fact: "today, Tue 24 Nov 2026: 09:00–18:00".
pub(super) fn said(line: &FactLine, handout: &Handout) -> String {
    let mut text = line.text.clone();
    if handout.right_to_left
        && let Some(number) = line.number.as_ref().filter(|number| !number.is_empty())
    {
        text = text.replacen(number.as_str(), &format!("{LEFT_TO_RIGHT}{number}{LEFT_TO_RIGHT}"), 1);
    }
    let note = if line.note.is_empty() { String::new() } else { format!(" ({})", line.note) };
    let text = format!("{text}{note}");
    if line.label.is_empty() { text } else { handout.words.labelled(&line.label, &text) }
}

/// The essentials as few characters as can be, for codes to scan: no lines
/// drawn, nothing broken, nothing to write on.
pub fn compact(handout: &Handout) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (at, card) in handout.cards.iter().enumerate() {
        lines.push(card.heading(at, handout.cards.len(), handout.form));
        lines.extend(card.warnings.iter().map(|warning| format!("! {warning}")));
        for fact in &card.facts {
            let said: Vec<String> = fact.lines.iter().map(|line| said(line, handout)).collect();
            lines.push(handout.words.labelled(&fact.label, &said.join("; ").replace('\n', " ")));
        }
        lines.extend((!card.note.is_empty()).then(|| card.note.clone()));
    }
    lines.extend(handout.steps.iter().map(|step| format!("- {step}")));
    lines.extend((!handout.note.is_empty()).then(|| handout.note.clone()));
    lines.extend(handout.footer.iter().take(1).cloned());
    lines.join("\n")
}
