//! Where updates can come from, and how far each has come. What is done about
//! them outside is asked for with [`Ask`] and comes back as [`Told`].

use std::{path::PathBuf, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use tui_input::Input;

use super::state::Library;

/// Where an update lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum UpdateSource {
    /// A bundle on a drive, by its path. Drives come before sites: they are
    /// here now and cost nothing.
    File(PathBuf),
    /// A static web site, by its address.
    Site(String),
}

/// What is known of a source before anything was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The source.
    pub source: UpdateSource,
    /// What it is called: a site's address as people say it, a drive's name.
    pub name: String,
    /// Name of the file on a drive.
    pub file: String,
    /// Bytes of the file on a drive.
    pub bytes: Option<u64>,
    /// When a site last answered.
    pub answered: Option<Timestamp>,
    /// When it was asked since then and that was no use.
    pub failed: Option<NoUse>,
    /// True when nobody on the way can read along.
    pub secret: bool,
}

/// That asking a site was no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoUse {
    /// When it was asked.
    pub at: Timestamp,
    /// The word for why, as commands say it to programs.
    pub code: String,
}

/// The version of a publisher that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Have {
    /// The version.
    pub version: u64,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// Who has accepted a publisher, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// Nobody has: nothing is taken from it.
    Not,
    /// The person did, a moment ago. What is remembered knows nothing of it
    /// before something is taken.
    JustNow,
    /// An administrator did; nothing was taken from it yet.
    ByAdministrator,
    /// Something was taken from it before.
    Before,
}

/// A version whose signatures were verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The publisher's id.
    pub publisher: String,
    /// The publisher's name.
    pub name: String,
    /// How to reach the publisher.
    pub contact: String,
    /// The fingerprint as words.
    pub words: Vec<String>,
    /// The same as hex digits.
    pub hex: String,
    /// Who has accepted the publisher.
    pub accepted: Accepted,
    /// A publisher in use with a name that looks the same.
    pub looks_like: Option<String>,
    /// The version.
    pub version: u64,
    /// When it was published.
    pub published: Timestamp,
    /// Until when its publisher stands by it.
    pub expires: Timestamp,
    /// What is in use of this publisher.
    pub have: Option<Have>,
    /// True when the publisher is switched off: what is taken is kept, and not
    /// shown.
    pub off: bool,
    /// Bytes to get, those that are here already included.
    pub bytes: u64,
    /// Bytes that are here already, from an earlier try.
    pub kept: u64,
    /// Organisations in it.
    pub organizations: u64,
    /// Services in it.
    pub services: u64,
    /// True when the clock is behind the day on which it was signed.
    pub clock_behind: bool,
}

impl Offer {
    /// True when it is newer than what is in use, or all new.
    pub fn is_newer(&self) -> bool {
        self.have.as_ref().is_none_or(|have| have.version < self.version)
    }

    /// True when it may be taken.
    pub fn is_accepted(&self) -> bool {
        self.accepted != Accepted::Not
    }

    /// Brings what is said of it up to date, now that the directory `after` is
    /// in use and no longer `before`.
    pub(super) fn beside(&mut self, before: Option<&Library>, after: &Library) {
        let have = |library: &Library| {
            let ours = library.directory.publications().find(|one| one.publisher == self.publisher)?;
            Some(Have { version: ours.version, published: ours.published })
        };
        let (was, now) = (before.and_then(have), have(after));
        if now.is_some() {
            self.accepted = Accepted::Before;
        }
        // A publisher that is switched off is in neither, and in use all the same.
        if was.is_some() || now.is_some() {
            self.have = now;
        }
    }

    /// Brings it up to date after `other` was taken, which may be kept without
    /// being shown.
    pub(super) fn beside_taken(&mut self, other: &Self) {
        if self.publisher == other.publisher {
            self.accepted = Accepted::Before;
            self.have = Some(Have { version: other.version, published: Some(other.published) });
        }
    }
}

/// Why a change matters to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The entry is on the shortlist.
    Shortlist,
    /// The entry was read since the program was started.
    Read,
}

/// What becomes of an entry that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryChange {
    /// Why it matters.
    pub because: Because,
    /// The entry's name.
    pub name: String,
    /// What changes; nothing when it is withdrawn.
    pub fields: Vec<FieldChange>,
    /// Why it is withdrawn, if it is.
    pub withdrawn: Option<String>,
}

/// What changes in a part of an entry, in the words of its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The part: the label of its section.
    pub label: String,
    /// What it says now; empty when it says nothing.
    pub before: String,
    /// What it will say; empty when it will say nothing.
    pub after: String,
}

/// What taking a version would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// Entries that are new.
    pub added: usize,
    /// Entries that differ.
    pub changed: usize,
    /// Entries that it withdraws.
    pub withdrawn: usize,
    /// Entries that it leaves out without a word.
    pub left_out: usize,
    /// Those that matter to the person.
    pub entries: Vec<EntryChange>,
}

/// A step of the work on a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A site is asked, or a file opened, and signatures are checked.
    Checking,
    /// Bytes come.
    Getting,
    /// What came is unpacked and compared.
    Unpacking,
    /// The new directory is written.
    Writing,
}

/// Work on a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// What is being done.
    pub step: Step,
    /// Bytes or records that are done.
    pub done: u64,
    /// How many there are; 0 when nobody knows.
    pub total: u64,
    /// When this step began, and what was done then: for the rate.
    pub since: (Timestamp, u64),
    /// When there was last something to be heard of it.
    pub heard: Timestamp,
}

/// Why something was refused or failed: a code with its messages
/// (`updates-refused-CODE`, `updates-hint-CODE`) and their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The code.
    pub code: String,
    /// Values for its messages. `hurdle` is the word of what bars the way to a
    /// place, with messages of its own (`line-…`); `detail` is for experts.
    pub values: Vec<(&'static str, String)>,
}

impl Refused {
    /// A value by its name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// How far a source has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has looked.
    Unasked,
    /// Its signatures are good.
    Offered(Box<Offer>),
    /// It is here, and what it changes is known.
    Previewed(Box<Offer>, Preview),
    /// It was refused, or could not be had.
    Refused(Refused),
    /// It is in use.
    Taken {
        /// The version.
        version: u64,
        /// Entries that were withdrawn by it.
        withdrawn: usize,
        /// What was said of it before it was taken.
        about: Option<Box<(Offer, Preview)>>,
    },
}

impl Stage {
    /// What is known of it, where its signatures were good.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Offered(offer) | Self::Previewed(offer, _) => Some(offer),
            Self::Taken { about, .. } => about.as_ref().map(|about| &about.0),
            Self::Unasked | Self::Refused(_) => None,
        }
    }

    /// True when it is something that could be taken, and newer.
    pub fn is_news(&self) -> bool {
        match self {
            Self::Offered(offer) | Self::Previewed(offer, _) => offer.is_accepted() && offer.is_newer(),
            _ => false,
        }
    }

    /// The same when what was prepared of it is not at hand any more. Who was
    /// accepted a moment ago is so with what was prepared, and no longer.
    pub(super) fn unprepared(self) -> Self {
        match self {
            Self::Previewed(mut offer, _) => {
                if offer.accepted == Accepted::JustNow {
                    offer.accepted = Accepted::Not;
                }
                Self::Offered(offer)
            }
            other => other,
        }
    }
}

/// A source, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The source.
    pub listed: Listed,
    /// How far it has come.
    pub stage: Stage,
    /// What is being done now. When it is stopped, the stage is as it was.
    pub work: Option<Work>,
    /// Its drive was taken out while something was done about it. It is shown
    /// until that has ended and been seen.
    pub gone: bool,
}

/// What is to be said of a drive that was put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewsOf {
    /// There is a newer version on it.
    Newer(Box<Offer>),
    /// What is on it cannot be used.
    Unusable,
}

/// Something on a drive that was put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Where it lies.
    pub source: UpdateSource,
    /// The drive's name.
    pub drive: String,
    /// What it is.
    pub of: NewsOf,
}

/// Everything about updates. It lasts while the screen is closed.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they say things that have nothing to do with each other")]
pub struct Updates {
    /// The sources, drives first.
    pub rows: Vec<Row>,
    /// Which one is selected.
    pub selected: usize,
    /// True when the person has moved the marker since the screen was opened,
    /// or done something with what it is on: then it stays there.
    pub moved: bool,
    /// All about the selected one fills the screen, scrolled by so many lines.
    pub details: Option<usize>,
    /// The first two words of a new publisher's fingerprint, being typed.
    pub typing: Option<Input>,
    /// True when other words were typed.
    pub wrong_words: bool,
    /// Something to say on whatever screen there is.
    pub news: Option<News>,
    /// True when this session has taken something that can be undone.
    pub can_go_back: bool,
    /// The generation before is being put in use. To ask again now would come
    /// to the one after it.
    pub going_back: bool,
}

impl Updates {
    /// The selected row.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Row> {
        self.rows.get_mut(self.selected)
    }

    pub(super) fn row_mut(&mut self, source: &UpdateSource) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.listed.source == *source)
    }

    /// True while something is done about any source.
    pub fn is_busy(&self) -> bool {
        self.rows.iter().any(|row| row.work.is_some())
    }

    /// Puts the marker on the first source that has something newer. Only as
    /// long as nobody has moved it, and never away from something newer or
    /// from what is being done.
    pub(super) fn mark_news(&mut self) {
        let stays = |row: &Row| row.work.is_some() || row.stage.is_news();
        if self.moved || self.is_busy() || self.current().is_some_and(stays) {
            return;
        }
        if let Some(at) = self.rows.iter().position(|row| row.stage.is_news()) {
            self.selected = at;
        }
    }

    /// What was prepared of other sources than this one is not at hand any more.
    pub(super) fn unprepare_but(&mut self, source: &UpdateSource) {
        for row in self.rows.iter_mut().filter(|row| row.listed.source != *source) {
            row.stage = std::mem::replace(&mut row.stage, Stage::Unasked).unprepared();
        }
    }

    /// Drops drives that were taken out, once nothing can come of them.
    pub(super) fn drop_gone(&mut self) {
        let ended = |stage: &Stage| matches!(stage, Stage::Unasked | Stage::Offered(_));
        let selected = self.current().map(|row| row.listed.source.clone());
        self.rows.retain(|row| !row.gone || row.work.is_some() || !ended(&row.stage));
        self.select(selected.as_ref());
    }

    /// Puts the marker on a source; on the first where that is not there. True
    /// if it is.
    pub(super) fn select(&mut self, source: Option<&UpdateSource>) -> bool {
        let at = source.and_then(|source| self.rows.iter().position(|row| row.listed.source == *source));
        self.selected = at.unwrap_or(0);
        at.is_some()
    }

    /// When what is said of a site that is waited for has to be said anew.
    pub(super) fn next_second(&self, now: Timestamp) -> Option<Timestamp> {
        let waits = |row: &Row| matches!(row.listed.source, UpdateSource::Site(_));
        let heard = self.rows.iter().filter(|row| waits(row)).find_map(|row| Some(row.work.as_ref()?.heard))?;
        let into_it = now.duration_since(heard).as_millis().rem_euclid(1_000);
        let left = SignedDuration::from_millis(1_000 - i64::try_from(into_it).unwrap_or(0));
        now.checked_add(left).ok()
    }
}

/// What has to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// List the sources and drives anew.
    List,
    /// Check the signatures of a source. A site is asked for a few kilobytes.
    Look(UpdateSource),
    /// Get the directory of a source and compare it with the one in use.
    Preview {
        /// The source.
        source: UpdateSource,
        /// The first two words, where the publisher is new.
        words: Option<String>,
        /// Ids of the entries that matter to the person.
        matters: Vec<(String, Because)>,
        /// Tag of the language in which changes are said.
        language: String,
    },
    /// Take what was previewed.
    Take(UpdateSource),
    /// Go back to the generation before.
    GoBack,
    /// Stop whatever is being done, without a trace.
    Stop,
}

/// What came of it.
#[derive(Debug)]
pub enum Told {
    /// The sources there are.
    Listed(Vec<Listed>),
    /// The signatures of a source are good.
    Offered(UpdateSource, Box<Offer>),
    /// A source has come so far.
    Step(UpdateSource, Step, u64, u64),
    /// A source is here, and this is what it changes.
    Previewed(UpdateSource, Box<Offer>, Preview),
    /// A source was refused.
    Refused(UpdateSource, Refused),
    /// A drive was put in with nothing on it but what cannot be used.
    Unusable(UpdateSource, Refused),
    /// The work was stopped; all is as it was.
    Stopped(UpdateSource),
    /// A source is in use.
    Taken {
        /// The source.
        source: UpdateSource,
        /// The version.
        version: u64,
        /// Entries withdrawn by it.
        withdrawn: usize,
        /// The new directory.
        library: Arc<Library>,
    },
    /// The generation before is in use again.
    WentBack {
        /// The directory.
        library: Arc<Library>,
    },
    /// There is no generation to go back to, or it did not work.
    CannotGoBack(Refused),
}
