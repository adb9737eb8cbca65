//! Everything the interface knows.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use tui_input::Input;

use super::{
    codes::CodesScreen,
    correct::{Noted, Wording},
    desk::Desk,
    filters::FilterPanel,
    find::Find,
    handover::Handover,
    keymap::{Condition, Keymap, Mode},
    lock::Lock,
    map::Map,
    notes, on_read,
    page::Page,
    picker::Picker,
    read::Read,
    shortlist::ShortlistScreen,
    updates::Updates,
};
use crate::{
    directory::{Correction, Directory, LanguageTag},
    handout::Shortlist,
    i18n::I18n,
    search::Index,
    sheet::Context,
};

/// The directory in memory, with what belongs to it.
#[derive(Debug)]
pub struct Library {
    /// The entries.
    pub directory: Directory,
    /// What finds them.
    pub index: Index,
    /// Bytes of the store on disk; 0 when there is none.
    pub store_bytes: u64,
    /// Number of the generation in use; 0 when there is no store.
    pub generation: u64,
}

/// The colours of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
    /// As far apart as a terminal can.
    HighContrast,
    /// No colour at all.
    Mono,
}

impl Theme {
    /// In the order in which a key goes through them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::Mono];

    /// The name in settings and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }

    /// The theme of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one after this, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::HighContrast,
            Self::HighContrast => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }
}

/// What the interface starts with.
pub struct Settings {
    /// Tag of the interface language.
    pub language: String,
    /// The zone of the person reading.
    pub zone: TimeZone,
    /// The colours.
    pub theme: Theme,
    /// What keys do.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Something to say at start, such as a keymap file that was refused. It
    /// stays until a key is pressed.
    pub warning: Option<String>,
}

/// A screen that can lie on top of another; Esc takes the topmost away.
#[derive(Debug)]
pub enum Screen {
    /// An entry.
    Read(Box<Read>),
    /// About the directory; scrolled so many lines.
    Status(usize),
    /// The help; scrolled so many lines.
    Help(usize),
    /// Every action by name.
    Palette(Palette),
    /// A choice of a few things.
    Picker(Picker),
    /// The words of a correction.
    Wording(Box<Wording>),
    /// What was noted as not true; what that is, is in [`State::corrections`].
    Corrections(Noted),
    /// Updates; what is on it is in [`State::updates`].
    Updates,
    /// The shortlist; what is on it is in [`State::shortlist`].
    Shortlist(ShortlistScreen),
    /// The desk; what is on it is in [`State::desk`].
    Desk,
    /// Handing over.
    Handover(Box<Handover>),
    /// Codes for the camera of a phone.
    Codes(CodesScreen),
    /// The results as points on a map.
    Map(Map),
}

/// The palette of actions.
#[derive(Debug, Default)]
pub struct Palette {
    /// What is typed.
    pub input: Input,
    /// Which of the matching actions is selected.
    pub selected: usize,
}

/// How far loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loading {
    /// Records done.
    pub done: usize,
    /// Records in all; 0 while not known.
    pub total: usize,
}

/// One line said to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// When it fades; a warning stays until the next key.
    pub until: Option<Timestamp>,
}

/// The whole state of the interface.
pub struct State {
    /// Messages in the language in use.
    pub i18n: I18n,
    /// The instant of the event being handled.
    pub now: Timestamp,
    /// The zone of the person reading.
    pub zone: TimeZone,
    /// The colours.
    pub theme: Theme,
    /// What keys do.
    pub keymap: Keymap,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The directory; `None` while it loads.
    pub library: Option<Arc<Library>>,
    /// How far loading has come.
    pub loading: Loading,
    /// The screen at the bottom: find.
    pub find: Find,
    /// The filter panel beside it.
    pub filters: FilterPanel,
    /// What lies on top, the topmost last.
    pub screens: Vec<Screen>,
    /// Nothing is shown and nothing but unlocking is done.
    pub locked: bool,
    /// What unlocks it.
    pub lock: Lock,
    /// The selected entry laid out beside the list, where there is room.
    pub preview: Option<Page>,
    /// The line said to the user.
    pub message: Option<Message>,
    /// The language to read entries in, when it is not the interface's.
    pub text_language: Option<LanguageTag>,
    /// Everything about updates.
    pub updates: Updates,
    /// What was put aside for somebody. On disk only in a vault.
    pub shortlist: Shortlist,
    /// Everything about the desk.
    pub desk: Desk,
    /// What was noted as not true. On disk in the vault only.
    pub corrections: Vec<Correction>,
    /// Ids of the entries read since the program was started, the last one
    /// last. Never written to disk.
    pub recent: Vec<String>,
    /// When Esc was last pressed: twice in half a second leaves at once.
    pub last_escape: Option<Timestamp>,
}

/// How long a message stands.
const MESSAGE_FOR: SignedDuration = SignedDuration::from_secs(4);

/// From this width on, Find shows list and preview side by side.
pub const SIDE_BY_SIDE_FROM: u16 = 110;
/// Rows under what is read: a rule, the status line, the footer.
pub const READ_CHROME: u16 = 3;
/// The smallest screen that is drawn.
pub const SMALLEST: (u16, u16) = (40, 10);

impl State {
    /// The state at start: nothing loaded, the query empty.
    pub fn new(settings: Settings, now: Timestamp) -> Self {
        Self {
            i18n: I18n::new(&settings.language),
            now,
            zone: settings.zone,
            theme: settings.theme,
            keymap: settings.keymap,
            size: settings.size,
            library: None,
            loading: Loading::default(),
            find: Find::default(),
            filters: FilterPanel::default(),
            screens: Vec::new(),
            locked: false,
            lock: Lock::default(),
            preview: None,
            message: settings.warning.map(|text| Message { text, until: None }),
            text_language: None,
            updates: Updates::default(),
            shortlist: Shortlist::default(),
            desk: Desk::default(),
            corrections: Vec::new(),
            recent: Vec::new(),
            last_escape: None,
        }
    }

    /// Where the focus is.
    pub fn mode(&self) -> Mode {
        if self.locked {
            return Mode::Lock;
        }
        match self.screens.last() {
            None => self.find.focus.mode(),
            Some(Screen::Read(read)) if read.inside.is_some() => Mode::Inside,
            Some(Screen::Read(_)) => Mode::Read,
            Some(Screen::Status(_)) => Mode::Status,
            Some(Screen::Help(_)) => Mode::Help,
            Some(Screen::Palette(_)) => Mode::Palette,
            Some(Screen::Picker(_)) => Mode::Picker,
            Some(Screen::Wording(_)) => Mode::Line,
            Some(Screen::Corrections(noted)) if noted.path.is_some() => Mode::Line,
            Some(Screen::Corrections(_)) => Mode::Corrections,
            Some(Screen::Updates) if self.updates.typing.is_some() => Mode::Trust,
            Some(Screen::Updates) => Mode::Updates,
            Some(Screen::Shortlist(screen)) if screen.typing.is_some() => Mode::Line,
            Some(Screen::Shortlist(_)) => Mode::Shortlist,
            Some(Screen::Desk) => Mode::Desk,
            Some(Screen::Handover(handover)) if handover.typing.is_some() => Mode::Line,
            Some(Screen::Handover(_)) => Mode::Handover,
            Some(Screen::Codes(_)) => Mode::Codes,
            Some(Screen::Map(_)) => Mode::Map,
        }
    }

    /// Whether a condition of the keymap holds.
    pub fn holds(&self, condition: Condition) -> bool {
        let typed_nothing = self.find.input.value().trim().is_empty();
        match condition {
            Condition::Completing => !self.find.completions.is_empty(),
            Condition::Offer => self.find.offer().is_some() && self.find.partial().is_none(),
            Condition::Empty => typed_nothing,
            Condition::EmptyWithFilters => self.find.input.value().is_empty() && !self.find.filters.is_empty(),
            Condition::Result => self.find.waiting || self.start_menu() || self.find.selected_entry().is_some(),
            Condition::Withheld => on_read::withholds(self),
            Condition::Source => self.updates.current().is_some(),
            Condition::Entry => !self.start_menu() && self.find.selected_entry().is_some(),
        }
    }

    /// True when Find shows the needs to choose from instead of results.
    pub fn start_menu(&self) -> bool {
        self.find.input.value().trim().is_empty() && self.find.filters.is_empty() && self.find.problem.is_none()
    }

    /// True when list and preview stand side by side.
    pub fn side_by_side(&self) -> bool {
        self.size.0 >= SIDE_BY_SIDE_FROM
    }

    /// Columns of the list when a preview stands beside it.
    pub fn list_columns(&self) -> u16 {
        if self.side_by_side() { self.size.0 * 9 / 20 } else { self.size.0 }
    }

    /// Columns of the preview, without the margins beside it.
    pub fn preview_columns(&self) -> u16 {
        self.size.0.saturating_sub(self.list_columns()).saturating_sub(4)
    }

    /// Rows of a result: two, or one where rows are few.
    pub fn rows_per_result(&self) -> usize {
        if self.size.1 < 16 || self.size.0 < 60 { 1 } else { 2 }
    }

    /// Rows between the line under the query and the line above the footer.
    pub fn body_rows(&self) -> usize {
        usize::from(self.size.1.saturating_sub(5)).max(1)
    }

    /// Rows for an entry that is read: its name stands where the query stood.
    pub fn read_rows(&self) -> usize {
        usize::from(self.size.1.saturating_sub(READ_CHROME)).max(1)
    }

    /// Results that fit on the screen at once.
    pub fn results_on_screen(&self) -> usize {
        // One body row goes to the line with the count, others to what is said
        // about the results.
        let rows = self.body_rows().saturating_sub(1 + notes::above(self).len());
        let most = rows / self.rows_per_result();
        let here = self.find.offset..self.find.offset + most;
        let apart = notes::apart(self).iter().filter(|(first, _)| here.contains(first)).count();
        (rows.saturating_sub(apart) / self.rows_per_result()).max(1)
    }

    /// What wording depends on.
    pub fn context(&self) -> Context<'_> {
        Context {
            i18n: &self.i18n,
            text_language: self.text_language.as_ref().map_or(self.i18n.language(), LanguageTag::as_str),
            now: self.now,
            zone: &self.zone,
        }
    }

    /// Says something that fades.
    pub fn say(&mut self, text: String) {
        self.say_for(text, MESSAGE_FOR);
    }

    /// Says something that fades after `time`.
    pub fn say_for(&mut self, text: String, time: SignedDuration) {
        self.message = Some(Message { text, until: self.now.checked_add(time).ok() });
    }

    /// The instant at which something on the screen has to change by itself.
    pub fn deadline(&self) -> Option<Timestamp> {
        let fades = self.message.as_ref().and_then(|message| message.until);
        // How long a site has been silent is said by the second.
        let seen = !self.locked && matches!(self.screens.last(), Some(Screen::Updates));
        let waits = seen.then(|| self.updates.next_second(self.now)).flatten();
        fades.into_iter().chain(waits).min()
    }

    /// The entry on which the topmost Read, or the list, stands.
    pub fn current_entry(&self) -> Option<crate::directory::EntryNo> {
        let read = self.screens.iter().rev().find_map(|screen| match screen {
            Screen::Read(read) => Some(read.entry),
            _ => None,
        });
        // The start menu has results behind it, but nobody sees them.
        read.or_else(|| self.find.selected_entry().filter(|_| !self.start_menu()))
    }
}
