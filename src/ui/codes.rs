//! A code that a phone can scan from the screen. What is dark and what is
//! light is said by colours, so that the theme does not matter; without
//! colours it is drawn with blocks for a terminal with a dark ground.

use ratatui::{
    layout::Rect,
    style::{Color, Style},
    text::Span,
};

use super::{
    footer,
    lines::{Canvas, inset},
};
use crate::{
    app::{
        State, Theme,
        codes::{AROUND, CodesScreen, fitting, needed},
    },
    handout::{Code, CodeKind, qr::Matrix},
};

/// The upper half of a cell: its foreground is one module, its ground the one
/// below.
const HALF: &str = "▀";

/// Draws what the code is, the code, and the keys: every row counts.
pub(super) fn draw(state: &State, screen: &CodesScreen, canvas: &mut Canvas<'_>, area: Rect) {
    let (look, i18n) = (canvas.look, &state.i18n);
    let row = |at: u16, rows: u16| Rect { y: area.y + at, height: rows, ..area };
    footer::keys(state, canvas, inset(row(area.height.saturating_sub(1), 1), 1, 1));
    let codes = fitting(state, &screen.source);
    let top = inset(row(0, 1), 1, 1);
    let at = screen.at.min(codes.len().saturating_sub(1));
    let body = row(1, area.height.saturating_sub(AROUND));
    let Some(code) = codes.get(at) else {
        let (columns, rows) = needed(&screen.source);
        let text = i18n.with("codes-too-small", &[("columns", columns.into()), ("rows", rows.into())]);
        canvas.paragraph(inset(body, 1, 1), &text, look.warning);
        return;
    };
    if codes.len() > 1 {
        let text = i18n.with("codes-position", &[("at", (at + 1).into()), ("total", codes.len().into())]);
        canvas.put_right(top, 0, vec![Span::styled(text, look.strong)]);
    }
    canvas.put(top, 0, vec![Span::styled(caption(state, code), look.strong)]);
    if let Some(matrix) = Matrix::on_screen(&code.payload) {
        modules(state, screen, canvas, body, &matrix);
    }
}

fn caption(state: &State, code: &Code) -> String {
    let kind = code.kind.name(&state.i18n);
    match code.kind {
        CodeKind::Text { .. } => kind,
        _ => format!("{kind}: {}", code.caption),
    }
}

/// Draws the modules, two rows of them in one row of characters.
fn modules(state: &State, screen: &CodesScreen, canvas: &mut Canvas<'_>, area: Rect, matrix: &Matrix) {
    let side = matrix.side();
    let left = area.width.saturating_sub(side as u16) / 2;
    let area = inset(area, left, 0);
    let mono = state.theme == Theme::Mono;
    // Where rows are few, the light edge gives some up, above and below alike.
    let cut = side.saturating_sub(usize::from(area.height) * 2).div_ceil(2);
    for (row, y) in (0..area.height).zip((cut..side - cut).step_by(2)) {
        let spans: Vec<Span<'_>> = (0..side)
            .map(|x| {
                let light = [y, y + 1].map(|y| matrix.is_dark(x, y) == screen.inverted);
                if mono { Span::styled(blocks(light), canvas.look.base) } else { Span::styled(HALF, colours(light)) }
            })
            .collect();
        canvas.put(area, row, spans);
    }
}

/// Two modules as blocks: a block is light.
fn blocks(light: [bool; 2]) -> &'static str {
    match light {
        [true, true] => "█",
        [true, false] => "▀",
        [false, true] => "▄",
        [false, false] => " ",
    }
}

/// Two modules as the colours of [`HALF`].
fn colours(light: [bool; 2]) -> Style {
    let [upper, lower] = light.map(|light| if light { Color::White } else { Color::Black });
    Style::new().fg(upper).bg(lower)
}
