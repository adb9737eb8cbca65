//! Where updates can come from, and how far each has come. What is done about
//! them outside is asked for with [`Ask`] and comes back as [`Told`].

use std::{path::PathBuf, sync::Arc};

use jiff::Timestamp;
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
    /// True when nobody on the way can read along.
    pub secret: bool,
}

/// The version of a publisher that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Have {
    /// The version.
    pub version: u64,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// A version whose signatures were verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The publisher's name.
    pub name: String,
    /// How to reach the publisher.
    pub contact: String,
    /// The fingerprint as words.
    pub words: Vec<String>,
    /// The same as hex digits.
    pub hex: String,
    /// True when the publisher was accepted before.
    pub known: bool,
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
}

/// Why something was refused or failed: a code with its messages
/// (`updates-refused-CODE`, `updates-hint-CODE`) and their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The code.
    pub code: String,
    /// Values for its messages.
    pub values: Vec<(&'static str, String)>,
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
    },
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
}

/// A newer version on a drive that was put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Where it lies.
    pub source: UpdateSource,
    /// What to know of it.
    pub offer: Box<Offer>,
}

/// Everything about updates. It lasts while the screen is closed.
#[derive(Debug, Default)]
pub struct Updates {
    /// The sources, drives first.
    pub rows: Vec<Row>,
    /// Which one is selected.
    pub selected: usize,
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
        /// The publisher's name and version now in use, where there is one.
        now: Option<(String, u64)>,
        /// The directory.
        library: Arc<Library>,
    },
    /// There is no generation to go back to, or it did not work.
    CannotGoBack(Refused),
}
