//! A scripted session: keys in, screens out. [`Script`] drives the interface
//! on a terminal in memory, with a fixed clock, zone and language; anything
//! else that is a [`Session`] understands the same words.
#![allow(dead_code, reason = "each test program uses the part it needs")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails says where")]

pub mod fixture;

use std::sync::{Arc, LazyLock};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use parasol::{
    app::{
        Effect, Event, Library, Loading, Settings, State, Theme,
        keymap::{Chord, Key, Keymap},
        update,
    },
    desk::Quality,
    directory::Directory,
    search::{Cancel, Index, Request},
    text::wrap::columns,
    ui,
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

/// Noon on a Tuesday.
pub const NOW: &str = "2026-11-24T12:00:00Z";

/// What a test says to an interface, wherever it runs.
pub trait Session {
    /// Presses keys, named as in keymap files, with blanks between them:
    /// `tab alt-1 ctrl-l`.
    fn keys(&mut self, keys: &str) -> &mut Self;
    /// Types text.
    fn types(&mut self, text: &str) -> &mut Self;
    /// Goes on once `text` is on the screen; fails with the screen if it does
    /// not come.
    fn wait_for(&mut self, text: &str) -> &mut Self;
    /// The screen as text.
    fn snap(&mut self) -> String;
}

fn library(directory: Directory) -> Arc<Library> {
    let index = Index::build(&directory);
    Arc::new(Library { directory, index, store_bytes: 0, generation: 0 })
}

/// A session in memory.
pub struct Script {
    /// What the interface knows.
    pub state: State,
    /// What it has asked for so far, searches excepted.
    pub effects: Vec<Effect>,
    now: Timestamp,
    terminal: Terminal<TestBackend>,
    frame: Buffer,
}

impl Script {
    /// A session of so many columns and rows, in English, with nothing loaded.
    pub fn new(columns: u16, rows: u16) -> Self {
        Self::with(columns, rows, "en", Theme::Dark)
    }

    /// A session in a language and a theme, with nothing loaded.
    pub fn with(columns: u16, rows: u16, language: &str, theme: Theme) -> Self {
        let now = NOW.parse().unwrap();
        let settings = Settings {
            language: language.to_owned(),
            zone: TimeZone::UTC,
            theme,
            keymap: Keymap::default(),
            size: (columns, rows),
            warning: None,
        };
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut script =
            Self { state: State::new(settings, now), effects: Vec::new(), now, terminal, frame: Buffer::default() };
        script.draw();
        script
    }

    /// The same with the directory of [`fixture`] loaded.
    pub fn loaded(columns: u16, rows: u16) -> Self {
        let mut script = Self::new(columns, rows);
        script.load(fixture::directory());
        script
    }

    /// The same with the made-up directory for training loaded, which has
    /// places with coordinates.
    pub fn demo(columns: u16, rows: u16) -> Self {
        // Made once: a thousand entries take their time in a test program.
        static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| {
            let today = TimeZone::UTC.to_datetime(NOW.parse().unwrap()).date();
            library(Directory::new(vec![parasol::directory::demo::release(today)]))
        });
        let mut script = Self::new(columns, rows);
        script.event(Event::Loaded(Arc::clone(&LIBRARY), None));
        script
    }

    /// Brings a directory into memory, as the loader does.
    pub fn load(&mut self, directory: Directory) -> &mut Self {
        self.event(Event::Loaded(library(directory), None))
    }

    /// Searches for an entry of [`fixture`] by its name and opens it.
    pub fn read(&mut self, id: &str) -> &mut Self {
        let library = self.state.library.clone().unwrap();
        let entry = library.directory.find(id).unwrap();
        self.types(&entry.name().value);
        let at = self.state.find.hits().iter().position(|hit| hit.entry == entry.number);
        let at = at.unwrap_or_else(|| panic!("{id} is not among the results"));
        self.keys(&"down ".repeat(at)).keys("enter")
    }

    /// Tells how far loading has come.
    pub fn loading(&mut self, done: usize, total: usize) -> &mut Self {
        self.event(Event::Loading(Loading { done, total }))
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.backend_mut().resize(columns, rows);
        self.event(Event::Resize(columns, rows))
    }

    /// Lets time go by, and wakes the interface as its deadline asks.
    pub fn passes(&mut self, milliseconds: i64) -> &mut Self {
        self.now += SignedDuration::from_millis(milliseconds);
        self.event(Event::Wake)
    }

    /// Lets anything happen.
    pub fn event(&mut self, event: Event) -> &mut Self {
        let effects = update(&mut self.state, event, self.now);
        self.perform(effects);
        self.draw();
        self
    }

    /// Presses one key.
    pub fn press(&mut self, chord: Chord) -> &mut Self {
        self.event(Event::Key(chord))
    }

    /// Searches at once; keeps the other effects for the test to look at.
    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let today = self.now.to_zoned_datetime(TimeZone::UTC).date();
            if let Effect::Judge(asked) = effect {
                let library = self.state.library.clone().unwrap();
                let quality = Quality::of(&library.directory, None, self.now, today);
                let effects = update(&mut self.state, Event::Judged(asked, Box::new(quality)), self.now);
                self.perform(effects);
                continue;
            }
            let Effect::Search(generation, query) = &effect else {
                self.effects.push(effect);
                continue;
            };
            let library = self.state.library.clone().unwrap();
            let request = Request { query, now: self.now, today, limit: 200, explained: 50 };
            let found = library.index.search(&library.directory, request, &Cancel::default()).unwrap();
            let effects = update(&mut self.state, Event::Found(*generation, Box::new(found)), self.now);
            self.perform(effects);
        }
    }

    fn draw(&mut self) {
        let state = &self.state;
        let frame = self.terminal.draw(|frame| ui::draw(state, frame)).unwrap();
        self.frame = frame.buffer.clone();
        assert_clean(self.buffer());
    }

    /// The cells of the screen. Those of the frame, not of the test terminal:
    /// that keeps what stood behind the second half of a wide character, which
    /// real terminals do not.
    pub fn buffer(&self) -> &Buffer {
        &self.frame
    }
}

impl Session for Script {
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let chord = Chord::parse(key).unwrap_or_else(|| panic!("no key is called {key}"));
            self.press(chord);
        }
        self
    }

    fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.press(Chord::plain(Key::Char(c)));
        }
        self
    }

    fn wait_for(&mut self, text: &str) -> &mut Self {
        let screen = self.snap();
        assert!(screen.contains(text), "{text:?} is not on the screen:\n{screen}");
        self
    }

    /// The rows without the blanks at their ends, and where the cursor is.
    fn snap(&mut self) -> String {
        let buffer = self.buffer();
        let mut rows: Vec<String> = (0..buffer.area.height).map(|y| row(buffer, y)).collect();
        let backend = self.terminal.backend();
        let cursor = backend.cursor_position();
        rows.push(if backend.cursor_visible() { format!("[cursor {cursor}]") } else { "[no cursor]".to_owned() });
        rows.join("\n")
    }
}

/// A row of the screen as text. A wide character covers the cell after it.
pub fn row(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += columns(symbol).max(1) as u16;
    }
    text.trim_end().to_owned()
}

/// Nothing that steers a terminal, or the direction of its text, is on the
/// screen; and no wide character sticks out at the right.
pub fn assert_clean(buffer: &Buffer) {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            assert!(!symbol.chars().any(steers), "{symbol:?} at {x},{y}");
            assert!(usize::from(x) + columns(symbol) <= usize::from(buffer.area.width), "{symbol:?} at {x},{y}");
        }
    }
}
