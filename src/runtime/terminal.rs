//! The terminal: taken once, given back on every way out.

use std::{
    io::{self, Stdout, Write, stdout},
    sync::atomic::{AtomicBool, Ordering},
};

use crossterm::{
    cursor::{MoveTo, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend, layout::Rect};

/// True while the terminal is ours: raw, on the alternate screen.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal while the interface runs. Dropping it gives it back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, pasted text marked.
    pub(super) fn take() -> io::Result<Self> {
        seize()?;
        match Terminal::new(CrosstermBackend::new(stdout())) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                restore();
                Err(error)
            }
        }
    }

    /// Takes it again after the program was asleep, and draws all anew.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        seize()?;
        self.clear()
    }

    /// Clears the screen whole, and what the next picture is compared with.
    ///
    /// Not by `Terminal::clear`: that asks the terminal where the cursor is, and
    /// waits for the answer, which the input thread has in its hands.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        let (columns, rows) = self.size()?;
        self.terminal.resize(Rect::new(0, 0, columns, rows))?;
        // Some terminals let what leaves the screen be scrolled back to.
        queue!(self.terminal.backend_mut(), Clear(ClearType::Purge))?;
        // An empty picture after this would send nothing, and nothing would
        // send the clearing off either.
        Write::flush(self.terminal.backend_mut())
    }

    /// Draws one picture.
    pub(super) fn draw(&mut self, picture: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(picture).map(|_| ())
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn seize() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    let entered = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste);
    if entered.is_err() {
        restore();
    }
    entered
}

/// Gives the terminal back: as often as one likes, from any thread. Whatever
/// fails here fails silently, since there is nothing left to tell it with.
pub(super) fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    // Some terminals keep the alternate screen: empty it before leaving it.
    let _ = execute!(out, Clear(ClearType::All), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Gives the terminal back with nothing on it, neither on the screen nor to be
/// scrolled back to, whoever wrote it.
pub(super) fn restore_blank() {
    restore();
    let mut out = stdout();
    let _ = execute!(out, Clear(ClearType::All), Clear(ClearType::Purge), MoveTo(0, 0));
}

/// Puts text on the clipboard of the terminal (OSC 52), which works over ssh
/// too, where the terminal allows it.
pub(super) fn copy(text: &str) -> io::Result<()> {
    execute!(stdout(), crossterm::clipboard::CopyToClipboard::to_clipboard_from(text))
}
