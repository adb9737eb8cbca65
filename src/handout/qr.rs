//! QR codes as a pattern of modules, for paper and for screens.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Light modules that must stand around a code for it to be found.
pub const QUIET: usize = 4;

/// The pattern of a code, without the light edge around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Modules on a side.
    width: usize,
    /// Row by row: true for dark.
    dark: Vec<bool>,
}

impl Matrix {
    /// The code of a text, with as much redundancy as paper wants (a quarter
    /// may be dirty) or, for what is too long, less. `None` for a text longer
    /// than any code.
    pub fn of(text: &str) -> Option<Self> {
        let levels = [EcLevel::Q, EcLevel::M, EcLevel::L];
        let code = levels.iter().find_map(|level| QrCode::with_error_correction_level(text, *level).ok())?;
        Some(Self::new(&code))
    }

    /// The code of a text on a screen: the least redundancy, since a screen has
    /// no dirt and few rows.
    pub fn on_screen(text: &str) -> Option<Self> {
        QrCode::with_error_correction_level(text, EcLevel::L).ok().map(|code| Self::new(&code))
    }

    fn new(code: &QrCode) -> Self {
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Self { width: code.width(), dark }
    }

    /// Modules on a side with the light edge.
    pub fn side(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// Whether a module is dark, counted from the corner of the light edge.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let at = x.checked_sub(QUIET).zip(y.checked_sub(QUIET));
        let at = at.filter(|(x, y)| *x < self.width && *y < self.width);
        at.and_then(|(x, y)| self.dark.get(y * self.width + x)).copied().unwrap_or(false)
    }

    /// The code as an SVG element that scales to its surroundings. Each run of
    /// dark modules of a row is one step of the path.
    pub fn svg(&self, title: &str) -> String {
        let side = self.side();
        let mut path = String::new();
        for y in 0..side {
            let mut x = 0;
            while x < side {
                let run = (x..side).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run.max(1);
            }
        }
        format!(
            "<svg class=\"code\" role=\"img\" aria-label=\"{title}\" viewBox=\"0 0 {side} {side}\" \
             shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
             <path fill=\"#000\" d=\"{path}\"/></svg>"
        )
    }
}

/// Bytes that a code of at most `side` modules, its light edge included, can
/// hold on a screen; 0 where not even the smallest fits.
pub fn capacity(side: usize) -> usize {
    // Byte mode at the lowest level of redundancy, versions 1 to 10 (ISO/IEC
    // 18004): larger ones do not fit on a terminal that a camera can see whole.
    const BYTES: [usize; 10] = [17, 32, 53, 78, 106, 134, 154, 192, 230, 271];
    let versions = side.saturating_sub(2 * QUIET + 17) / 4;
    versions.checked_sub(1).and_then(|at| BYTES.get(at.min(BYTES.len() - 1))).copied().unwrap_or(0)
}
