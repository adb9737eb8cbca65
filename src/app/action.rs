//! Everything a key can do. One table gives the enum, the names that keymap
//! files use, and the messages that the footer, the help and the palette show.

/// Defines [`Action`] with its names.
macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Something a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $variant,)*
            /// Open the nth result or choice on the screen, from 1 to 9.
            OpenNth(u8),
        }

        impl Action {
            /// Every action but [`Action::OpenNth`], in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in keymap files: `next-section`.
            pub fn name(self) -> String {
                match self {
                    $(Self::$variant => $name.to_owned(),)*
                    Self::OpenNth(n) => format!("open-{n}"),
                }
            }
        }
    };
}

actions! {
    /// Select the line above, or scroll up.
    Up = "up",
    /// Select the line below, or scroll down.
    Down = "down",
    /// A screenful up.
    PageUp = "page-up",
    /// A screenful down.
    PageDown = "page-down",
    /// To the first.
    First = "first",
    /// To the last.
    Last = "last",
    /// Open or take what is selected.
    Open = "open",
    /// Leave the screen, or clear the query.
    Back = "back",
    /// Move on: query, list, filters.
    FocusNext = "focus-next",
    /// Move back: filters, list, query.
    FocusPrevious = "focus-previous",
    /// Go to the query and type.
    FocusQuery = "focus-query",
    /// Go to the filters.
    FocusFilters = "focus-filters",
    /// Take the completion that is offered.
    Complete = "complete",
    /// Take what is offered when nothing was found.
    TakeOffer = "take-offer",
    /// Drop the last filter.
    DropFilter = "drop-filter",
    /// Drop every filter and word.
    ClearAll = "clear-all",
    /// The next entry of the results, without going back.
    NextEntry = "next-entry",
    /// The previous entry of the results.
    PreviousEntry = "previous-entry",
    /// Jump to the next section.
    NextSection = "next-section",
    /// Jump to the previous section.
    PreviousSection = "previous-section",
    /// Choose something of the entry to copy.
    Copy = "copy",
    /// Copy the whole entry.
    CopyAll = "copy-all",
    /// Show what is withheld of an entry that is much too old.
    Reveal = "reveal",
    /// Read the entry in the next language it has.
    TextLanguage = "text-language",
    /// Services of the organisation, or the organisation of the service.
    Related = "related",
    /// Find words inside the entry.
    FindInside = "find-inside",
    /// The next place where they stand.
    FindNext = "find-next",
    /// Put the entry on the shortlist, or take it off.
    Shortlist = "shortlist",
    /// The shortlist.
    ToShortlist = "to-shortlist",
    /// Hand over: write, print, copy, show codes.
    HandOver = "hand-over",
    /// Codes for the camera of a phone.
    Codes = "codes",
    /// The next choice of what is selected.
    NextChoice = "next-choice",
    /// The choice before.
    PreviousChoice = "previous-choice",
    /// Write a file.
    WriteFile = "write-file",
    /// Print.
    Print = "print",
    /// Dark and light changed round.
    Invert = "invert",
    /// Write a note.
    Note = "note",
    /// Move the entry up in the list.
    MoveUp = "move-up",
    /// Move the entry down in the list.
    MoveDown = "move-down",
    /// About the directory: publisher, age, coverage.
    Status = "status",
    /// Updates: sites, drives, what they would change.
    Updates = "updates",
    /// The curator's desk: what to mend in the directory.
    Desk = "desk",
    /// Everything about what is selected.
    Details = "details",
    /// The directory before the last update.
    GoBack = "go-back",
    /// The results on a map, and back to the list.
    Map = "map",
    /// Look nearer.
    ZoomIn = "zoom-in",
    /// See more.
    ZoomOut = "zoom-out",
    /// Move the view to the left.
    MoveLeft = "move-left",
    /// Move the view to the right.
    MoveRight = "move-right",
    /// The help.
    Help = "help",
    /// Every action by name.
    Palette = "palette",
    /// Say what is not true about the entry.
    Correct = "correct",
    /// What was said so far.
    Corrections = "corrections",
    /// Take the selected one away.
    Remove = "remove",
    /// Seal it into a file.
    Seal = "seal",
    /// The next interface language.
    Language = "language",
    /// The next theme.
    Theme = "theme",
    /// An empty screen that tells nothing.
    Lock = "lock",
    /// Put the program to sleep, as shells do.
    Suspend = "suspend",
    /// Leave.
    Quit = "quit",
    /// Leave at once, nothing left on the screen.
    QuickExit = "quick-exit",
}

impl Action {
    /// The action of a name in a keymap file.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(digit) = name.strip_prefix("open-") {
            return digit.parse().ok().filter(|n| (1..=9).contains(n)).map(Self::OpenNth);
        }
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }

    /// Id of the message that says what it does: `action-next-section`.
    pub fn message_id(self) -> String {
        match self {
            Self::OpenNth(_) => "action-open-nth".to_owned(),
            action => format!("action-{}", action.name()),
        }
    }

    /// Id of the short message for the footer: `footer-next-section`.
    pub fn footer_id(self) -> String {
        match self {
            Self::OpenNth(_) => "footer-open-nth".to_owned(),
            action => format!("footer-{}", action.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_found_by_its_name() {
        for action in Action::ALL.iter().copied().chain((1..=9).map(Action::OpenNth)) {
            assert_eq!(Action::from_name(&action.name()), Some(action));
        }
        assert_eq!(Action::from_name("open-0"), None);
        assert_eq!(Action::from_name("dance"), None);
    }
}
