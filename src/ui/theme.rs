//! Themes: one accent, one warning colour, and dim for labels. Only the 16
//! colours that every terminal has.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Theme;

/// The styles of a theme, by what they mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Everything that is nothing else; carries the ground.
    pub(super) base: Style,
    /// Labels and second lines.
    pub(super) dim: Style,
    /// Names and the selected line.
    pub(super) strong: Style,
    /// Keys, markers, chips.
    pub(super) accent: Style,
    /// Something to heed.
    pub(super) warning: Style,
    /// Where words of the query stand. Added to the style of the text.
    pub(super) matched: Style,
}

impl Look {
    /// The styles of `theme`.
    ///
    /// Themes with colour paint the ground as well: yellow on what happens to
    /// be a white terminal could not be read.
    pub(super) fn of(theme: Theme) -> Self {
        match theme {
            Theme::Dark => {
                Self::coloured(Color::Black, [Color::White, Color::Gray, Color::LightCyan, Color::LightYellow])
            }
            Theme::Light => Self::coloured(Color::White, [Color::Black, Color::DarkGray, Color::Blue, Color::Red]),
            Theme::HighContrast => {
                Self::coloured(Color::Black, [Color::White, Color::White, Color::LightCyan, Color::LightYellow])
            }
            Theme::Mono => Self::mono(),
        }
    }

    /// A ground, and in front of it: text, labels, accent, warning.
    fn coloured(ground: Color, [text, dim, accent, warning]: [Color; 4]) -> Self {
        let on_ground = |color| Style::new().fg(color).bg(ground);
        Self {
            base: on_ground(text),
            dim: on_ground(dim),
            strong: on_ground(text).add_modifier(Modifier::BOLD),
            accent: on_ground(accent).add_modifier(Modifier::BOLD),
            warning: on_ground(warning).add_modifier(Modifier::BOLD),
            matched: Style::new().fg(accent).add_modifier(Modifier::UNDERLINED),
        }
    }

    /// No colour, and nothing reversed: under `NO_COLOR` the terminal library
    /// drops reverse as well.
    fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            base: plain,
            dim: plain.add_modifier(Modifier::DIM),
            strong: bold,
            accent: bold,
            warning: bold,
            matched: plain.add_modifier(Modifier::UNDERLINED),
        }
    }
}
