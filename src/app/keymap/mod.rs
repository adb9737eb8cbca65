//! Which key does what where: `data/keymap.toml`, overridden by the user's own
//! file. The footer, the help and the palette are made from the same rows.

mod chord;
mod file;

use std::sync::LazyLock;

pub use chord::{Chord, Key};
pub use file::KeymapProblem;

use super::action::Action;

/// Where the focus is: decides what keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Typing the query of Find.
    Query,
    /// The results of Find.
    List,
    /// The filter panel of Find.
    Filters,
    /// Reading an entry.
    Read,
    /// Typing what to find inside an entry.
    Inside,
    /// Choosing one of a few things.
    Picker,
    /// Typing in the palette of actions.
    Palette,
    /// About the directory.
    Status,
    /// The help.
    Help,
    /// Where updates come from.
    Updates,
    /// Typing the first two words of a new publisher's fingerprint.
    Trust,
    /// What was put aside for somebody.
    Shortlist,
    /// What was noted as not true.
    Corrections,
    /// Handing over.
    Handover,
    /// Codes for the camera of a phone.
    Codes,
    /// Typing a line below a screen: a note, a name of a file.
    Line,
    /// The curator's desk.
    Desk,
    /// The results on a map.
    Map,
    /// Locked.
    Lock,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 19] = [
        Self::Query,
        Self::List,
        Self::Filters,
        Self::Read,
        Self::Inside,
        Self::Picker,
        Self::Palette,
        Self::Status,
        Self::Help,
        Self::Updates,
        Self::Trust,
        Self::Shortlist,
        Self::Corrections,
        Self::Handover,
        Self::Codes,
        Self::Line,
        Self::Desk,
        Self::Map,
        Self::Lock,
    ];

    /// The name in keymap files and in message ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::List => "list",
            Self::Filters => "filters",
            Self::Read => "read",
            Self::Inside => "inside",
            Self::Picker => "picker",
            Self::Palette => "palette",
            Self::Status => "status",
            Self::Help => "help",
            Self::Updates => "updates",
            Self::Trust => "trust",
            Self::Shortlist => "shortlist",
            Self::Corrections => "corrections",
            Self::Handover => "handover",
            Self::Codes => "codes",
            Self::Line => "line",
            Self::Desk => "desk",
            Self::Map => "map",
            Self::Lock => "lock",
        }
    }

    /// True where letters type: there the letters that act take Alt.
    pub fn types(self) -> bool {
        matches!(self, Self::Query | Self::Inside | Self::Palette | Self::Trust | Self::Line)
    }
}

/// Something that must hold for a row of the keymap to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// A filter is being typed and can be completed.
    Completing,
    /// Nothing was found and there is an offer to take.
    Offer,
    /// Nothing is typed.
    Empty,
    /// Nothing is typed and filters are active.
    EmptyWithFilters,
    /// There is a result, or a need of the start menu, to open.
    Result,
    /// The selection is an entry.
    Entry,
    /// A source of updates is selected.
    Source,
    /// Something of the entry is withheld, since it is much too old.
    Withheld,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Self; 8] = [
        Self::Completing,
        Self::Offer,
        Self::Empty,
        Self::EmptyWithFilters,
        Self::Result,
        Self::Entry,
        Self::Source,
        Self::Withheld,
    ];

    /// The name in keymap files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Completing => "completing",
            Self::Offer => "offer",
            Self::Empty => "empty",
            Self::EmptyWithFilters => "empty-with-filters",
            Self::Result => "result",
            Self::Entry => "entry",
            Self::Source => "source",
            Self::Withheld => "withheld",
        }
    }
}

/// One row: in this mode this key does this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub mode: Mode,
    /// Which key.
    pub chord: Chord,
    /// What; `None` when a user's file takes a key away.
    pub action: Option<Action>,
    /// When it counts; always, if `None`.
    pub when: Option<Condition>,
    /// Place in the footer, 1 being the most wanted; not there if `None`.
    pub footer: Option<u8>,
    /// Line of the file that says so, from 1.
    line: usize,
}

/// All rows: the user's before the program's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// The program's own keymap. A test keeps it valid; if it were not, the
/// chords that leave the program still work (see [`Keymap::action`]).
static OWN: LazyLock<Keymap> = LazyLock::new(|| Keymap {
    bindings: file::read("data/keymap.toml", include_str!("../../../data/keymap.toml")).unwrap_or_default(),
});

impl Default for Keymap {
    fn default() -> Self {
        OWN.clone()
    }
}

impl Keymap {
    /// The program's keymap with a user's file over it. `name` is how the user
    /// knows the file.
    pub fn with_user_file(name: &str, text: &str) -> Result<Self, KeymapProblem> {
        let mut bindings = file::read(name, text)?;
        let overridden = |own: &Binding| {
            bindings.iter().any(|user| user.mode == own.mode && user.chord == own.chord && user.when == own.when)
        };
        let kept: Vec<Binding> = OWN.bindings.iter().filter(|own| !overridden(own)).cloned().collect();
        bindings.extend(kept);
        let keymap = Self { bindings };
        keymap.check_exits(name)?;
        Ok(keymap)
    }

    /// Refuses a file that leaves no way out of a screen.
    fn check_exits(&self, name: &str) -> Result<(), KeymapProblem> {
        for mode in Mode::ALL {
            for action in [Action::Back, Action::Lock, Action::Quit] {
                // The lock screen is left by Open, and needs no second lock.
                let needed = mode != Mode::Lock || action == Action::Quit;
                if needed && self.keys(mode, action).next().is_none() {
                    return Err(KeymapProblem::NoWayOut {
                        file: name.to_owned(),
                        mode: mode.name(),
                        action: action.name(),
                    });
                }
            }
        }
        Ok(())
    }

    /// What a key does in a mode. A row whose condition holds goes before one
    /// without a condition.
    pub fn action(&self, mode: Mode, chord: Chord, holds: impl Fn(Condition) -> bool) -> Option<Action> {
        let rows = || self.bindings.iter().filter(|row| row.mode == mode && row.chord == chord);
        rows()
            .find(|row| row.when.is_some_and(&holds))
            .or_else(|| rows().find(|row| row.when.is_none()))
            .and_then(|row| row.action)
    }

    /// The keys that do something in a mode, whatever the condition.
    pub fn keys(&self, mode: Mode, action: Action) -> impl Iterator<Item = Chord> {
        self.bindings.iter().filter(move |row| row.mode == mode && row.action == Some(action)).map(|row| row.chord)
    }

    /// All rows of a mode, in the order of the files.
    pub fn rows(&self, mode: Mode) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |row| row.mode == mode)
    }

    /// The actions for the footer, most wanted first, each with its first key.
    pub fn footer(&self, mode: Mode, holds: impl Fn(Condition) -> bool) -> Vec<(Chord, Action)> {
        let mut rows: Vec<(u8, Chord, Action)> = self
            .rows(mode)
            .filter(|row| row.when.is_none_or(&holds) && self.action(mode, row.chord, &holds) == row.action)
            .filter_map(|row| Some((row.footer?, row.chord, row.action?)))
            .collect();
        rows.sort_by_key(|(rank, _, _)| *rank);
        let mut seen = Vec::new();
        rows.retain(|(_, _, action)| {
            !seen.contains(action) && {
                seen.push(*action);
                true
            }
        });
        rows.into_iter().map(|(_, chord, action)| (chord, action)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(text: &str) -> Chord {
        Chord::parse(text).unwrap()
    }

    #[test]
    fn the_programs_own_keymap_is_valid_and_leaves_every_screen() {
        let rows = file::read("data/keymap.toml", include_str!("../../../data/keymap.toml"));
        let rows = rows.unwrap_or_else(|problem| panic!("{problem}"));
        Keymap { bindings: rows }.check_exits("data/keymap.toml").unwrap();
    }

    #[test]
    fn every_action_can_be_reached_by_a_key() {
        let keymap = Keymap::default();
        for action in Action::ALL.iter().copied().chain((1..=9).map(Action::OpenNth)) {
            let reached = Mode::ALL.iter().any(|mode| keymap.keys(*mode, action).next().is_some());
            assert!(reached, "no key for {}", action.name());
        }
    }

    #[test]
    fn letters_type_in_the_query_and_act_elsewhere() {
        let keymap = Keymap::default();
        let never = |_| false;
        assert_eq!(keymap.action(Mode::Query, chord("c"), never), None);
        assert_eq!(keymap.action(Mode::Query, chord("alt-c"), never), Some(Action::Copy));
        assert_eq!(keymap.action(Mode::List, chord("c"), never), Some(Action::Copy));
        for mode in Mode::ALL.into_iter().filter(|mode| mode.types()) {
            for row in keymap.rows(mode) {
                assert_eq!(row.chord.typed(), None, "{} types in {}", row.chord, mode.name());
            }
        }
    }

    #[test]
    fn the_footer_shows_at_most_six_actions_and_they_make_sense_now() {
        let keymap = Keymap::default();
        for mode in Mode::ALL {
            for holds in [true, false] {
                let footer = keymap.footer(mode, |_| holds);
                assert!(footer.len() <= 9, "{} has {} in its footer", mode.name(), footer.len());
            }
        }
    }

    #[test]
    fn a_users_row_goes_before_the_programs() {
        let text = "[[bind]]\nmode = \"list\"\nkey = \"c\"\naction = \"status\"\n";
        let keymap = Keymap::with_user_file("keymap.toml", text).unwrap();
        assert_eq!(keymap.action(Mode::List, chord("c"), |_| false), Some(Action::Status));
        assert_eq!(keymap.action(Mode::Read, chord("c"), |_| false), Some(Action::Copy));
    }

    #[test]
    fn a_file_that_leaves_no_way_out_is_refused() {
        let text = "[[bind]]\nmode = \"read\"\nkey = \"esc\"\naction = \"none\"\n";
        let problem = Keymap::with_user_file("keymap.toml", text).unwrap_err();
        assert!(matches!(problem, KeymapProblem::NoWayOut { mode: "read", .. }), "{problem}");
    }
}
