//! Reading one entry.

use std::ops::Range;

use ratatui::{layout::Rect, style::Style, text::Span};

use super::lines::{Canvas, MARKER, inset, occurrences, styled};
use crate::{
    app::{
        State,
        action::Action,
        page::{GUTTER, POSITION, Page, PageLine, Role},
        read::Read,
    },
    sheet::Emphasis,
};

/// Draws the page from where it is scrolled to.
pub(super) fn draw(state: &State, read: &Read, canvas: &mut Canvas<'_>, area: Rect) {
    let area = inset(area, 1, 1);
    let area = Rect { width: area.width.min(read.page.width), ..area };
    let lines = read.page.lines.iter().skip(read.scroll);
    for (row, shown) in (0..area.height).zip(lines) {
        line(canvas, area, row, &read.page, shown, &read.found);
    }
    // On a narrow screen the name needs the room: the status line says it.
    if read.scroll == 0
        && read.page.gutter
        && let Some(position) = position(state, read)
    {
        let key = |action| state.keymap.keys(state.mode(), action).next();
        let position = match (key(Action::PreviousEntry), key(Action::NextEntry)) {
            (Some(previous), Some(next)) => format!("{position}  ‹{previous} {next}›"),
            _ => position,
        };
        canvas.put_right(area, 0, vec![Span::styled(position, canvas.look.dim)]);
    }
}

/// `2 of 14`, when the entry is one of the results.
pub(super) fn position(state: &State, read: &Read) -> Option<String> {
    let find = &state.find;
    let args = [("at", (find.selected + 1).into()), ("total", find.hits().len().into())];
    (find.selected_entry() == Some(read.entry)).then(|| state.i18n.with("read-position", &args))
}

/// Draws one line of a page; `found` are words to mark in it.
pub(super) fn line(canvas: &mut Canvas<'_>, area: Rect, row: u16, page: &Page, line: &PageLine, found: &str) {
    let look = canvas.look;
    let style = match (line.role, line.emphasis) {
        (_, Emphasis::Warning) => look.warning,
        (Role::Title, _) | (_, Emphasis::Today) => look.strong,
        (Role::Label, _) | (_, Emphasis::Dim) => look.dim,
        _ => look.base,
    };
    let indent = match line.role {
        Role::Value if page.gutter => GUTTER,
        Role::Value => 2,
        _ => 0,
    };
    if !line.label.is_empty() {
        canvas.put(area, row, vec![Span::styled(line.label.clone(), look.dim)]);
    }
    if line.emphasis == Emphasis::Today {
        canvas.put_at(area, row, indent.saturating_sub(2), vec![Span::styled(MARKER, look.accent)]);
    }
    let mut patches: Vec<(Range<usize>, Style)> = Vec::new();
    let quiet = line.emphasis != Emphasis::Warning;
    if line.lead > 0 && quiet {
        patches.push((0..line.lead, look.dim));
    }
    if let Some(from) = line.note_from.filter(|_| quiet) {
        patches.push((from..line.text.len(), look.dim));
    }
    patches.extend(occurrences(&line.text, found).into_iter().map(|range| (range, look.matched)));
    // Beside the name stands which result it is.
    let beside = if line.role == Role::Title && page.gutter { POSITION } else { 0 };
    let text = inset(area, indent, beside);
    let spans = styled(&line.text, style, &patches);
    if line.right_to_left {
        canvas.put_right(text, row, spans);
    } else {
        canvas.put(text, row, spans);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, style::Modifier};

    use super::*;
    use crate::{
        app::Theme,
        sheet::{Line, Section, SectionKind, Sheet},
        ui::theme::Look,
    };

    /// The page of a sheet with one section, drawn in mono.
    fn drawn(width: u16, line: Line, found: &str) -> Buffer {
        let sheet = Sheet {
            title: "Name".into(),
            subtitle: String::new(),
            sections: vec![Section {
                kind: SectionKind::Call,
                label: "CALL".into(),
                word: "call".into(),
                lines: vec![line],
            }],
        };
        let page = Page::new(&sheet, width);
        let area = Rect::new(0, 0, width, 10);
        let mut buffer = Buffer::empty(area);
        let mut canvas = Canvas::new(&mut buffer, Look::of(Theme::Mono), area);
        for (row, line) in (0..area.height).zip(&page.lines) {
            super::line(&mut canvas, area, row, &page, line, found);
        }
        buffer
    }

    fn rows(buffer: &Buffer) -> Vec<String> {
        let cell = |x, y| buffer.cell((x, y)).map_or(" ", ratatui::buffer::Cell::symbol);
        (0..buffer.area.height).map(|y| (0..buffer.area.width).map(|x| cell(x, y)).collect()).collect()
    }

    #[test]
    fn what_runs_from_right_to_left_stands_at_the_right() {
        let line = Line { text: "ייעוץ משפטי".into(), ..Line::default() };
        let rows = rows(&drawn(60, line, ""));
        assert!(rows.iter().any(|row| row.starts_with("CALL") && row.ends_with("ייעוץ משפטי")), "{rows:#?}");
    }

    #[test]
    fn the_line_of_today_has_a_marker_and_is_bold() {
        for width in [40, 60] {
            let line = Line { text: "Tue 9–18".into(), emphasis: Emphasis::Today, ..Line::default() };
            let buffer = drawn(width, line, "");
            let rows = rows(&buffer);
            let y = rows.iter().position(|row| row.contains("▶ Tue 9–18")).unwrap();
            let x = rows[y].chars().position(|c| c == 'T').unwrap();
            assert!(buffer.cell((x as u16, y as u16)).unwrap().modifier.contains(Modifier::BOLD));
        }
    }

    #[test]
    fn words_that_were_found_are_underlined() {
        let buffer = drawn(60, Line { text: "letter from the Court".into(), ..Line::default() }, "court");
        let marked = buffer.content.iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
        assert_eq!(marked.map(ratatui::buffer::Cell::symbol).collect::<String>(), "Court");
    }
}
