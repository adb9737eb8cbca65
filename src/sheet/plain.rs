//! The sheet as plain text: one fact a line, label first, good to hear.

use super::{Line, Section, Sheet, writer::one_line};

/// Writes a sheet as plain text: no box drawing, every line with its label, so
/// that each makes sense alone; words where the screen has capitals and signs.
pub fn plain(sheet: &Sheet) -> String {
    let mut out = sheet.title.clone();
    out.push('\n');
    if !sheet.subtitle.is_empty() {
        out.push_str(&heard(&sheet.subtitle));
        out.push('\n');
    }
    for section in &sheet.sections {
        for line in &section.lines {
            push_line(&mut out, section, line);
        }
    }
    out
}

fn push_line(out: &mut String, section: &Section, line: &Line) {
    out.push_str(&section.word);
    if let Some(label) = line.word.as_ref().or(line.label.as_ref()) {
        out.push_str(", ");
        out.push_str(label);
    }
    out.push_str(": ");
    // A paragraph of the text is a fact of its own, read on.
    out.push_str(&heard(&one_line(line.spoken.as_ref().unwrap_or(&line.text))));
    if let Some(note) = &line.note {
        out.push_str(" (");
        out.push_str(note);
        out.push(')');
    }
    out.push('\n');
}

/// The dot that divides parts on a screen is a pause for the ear.
fn heard(text: &str) -> String {
    text.replace(" · ", ", ")
}
