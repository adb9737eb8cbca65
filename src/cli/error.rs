//! What went wrong, for people and for programs: one line what happened, one
//! line what to do. Both are Fluent messages, `cli-error-CODE` and
//! `cli-hint-CODE`, so a failure without a hint cannot be made.

use std::{io, path::Path};

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::{
    exit::ExitCode,
    words::{json_line, list, one_line},
};
use crate::{
    app::Theme,
    i18n::{Arg, I18n},
    store::{Holder, StoreError, files::folder_of},
};

/// Defines the codes: the name here, the word in JSON and in message ids, and
/// how the program ends.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal => $exit:ident,)*) => {
        /// The kinds of failures. Programs may rely on the words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in JSON and in message ids.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// How the program ends.
            pub fn exit(self) -> ExitCode {
                match self { $(Self::$name => ExitCode::$exit,)* }
            }
        }
    };
}

codes! {
    /// No entry matches at all.
    NothingFound = "nothing-found" => NothingFound,
    /// No entry has a word.
    NoSuchWord = "no-such-word" => NothingFound,
    /// No entry has all the words.
    NoSuchCombination = "no-such-combination" => NothingFound,
    /// A filter leaves nothing.
    FilterLeavesNothing = "filter-leaves-nothing" => NothingFound,
    /// Several filters together leave nothing.
    FiltersLeaveNothing = "filters-leave-nothing" => NothingFound,
    /// Nothing is from such a publisher.
    NotFromPublisher = "not-from-publisher" => NothingFound,
    /// No entry has this id.
    UnknownId = "unknown-id" => NothingFound,

    /// There is no such command.
    UnknownCommand = "unknown-command" => WrongUse,
    /// There is no such option.
    UnknownOption = "unknown-option" => WrongUse,
    /// An option lacks its value.
    MissingValue = "missing-value" => WrongUse,
    /// An option cannot have this value.
    InvalidValue = "invalid-value" => WrongUse,
    /// A command lacks an argument.
    MissingArgument = "missing-argument" => WrongUse,
    /// An argument is given twice or not wanted.
    Arguments = "arguments" => WrongUse,
    /// There is no such filter.
    UnknownFilter = "unknown-filter" => WrongUse,
    /// A filter has no such value.
    UnknownFilterValue = "unknown-filter-value" => WrongUse,
    /// The input is not UTF-8.
    InputNotText = "input-not-text" => WrongUse,
    /// The interface needs a terminal.
    NoTerminal = "no-terminal" => WrongUse,
    /// Not shaped like a language tag.
    NotALanguage = "not-a-language" => WrongUse,
    /// There is no such theme.
    UnknownTheme = "unknown-theme" => WrongUse,
    /// PARASOL_TZ names no time zone.
    UnknownZone = "unknown-zone" => WrongUse,
    /// PARASOL_NOW is no instant.
    NotAnInstant = "not-an-instant" => WrongUse,
    /// `--demo` has no store to rebuild.
    NothingToRebuild = "nothing-to-rebuild" => WrongUse,

    // The vault.
    /// There is no vault.
    NoVault = "no-vault" => WrongUse,
    /// There is a vault already.
    VaultThere = "vault-there" => WrongUse,
    /// Nobody can be asked for the passphrase.
    PassphraseNeeded = "passphrase-needed" => WrongUse,
    /// A passphrase of nothing.
    EmptyPassphrase = "empty-passphrase" => WrongUse,
    /// Both passphrases are the same.
    SamePassphrase = "same-passphrase" => WrongUse,
    /// The passphrase was typed differently the second time.
    PassphrasesDiffer = "passphrases-differ" => WrongUse,
    /// The person gave up.
    Cancelled = "cancelled" => WrongUse,
    /// The person did not say yes.
    NotConfirmed = "not-confirmed" => WrongUse,
    /// The passphrase opens nothing.
    WrongPassphrase = "wrong-passphrase" => Refused,
    /// More than the vault holds.
    VaultFull = "vault-full" => Refused,
    /// The vault is damaged.
    VaultDamaged = "vault-damaged" => Machine,
    /// Not enough memory for a passphrase.
    NoMemory = "no-memory" => Machine,
    // Corrections.
    /// There is neither a vault nor a file for a correction.
    NothingKeepsIt = "nothing-keeps-it" => WrongUse,
    /// No correction has this number.
    NoSuchCorrection = "no-such-correction" => NothingFound,
    /// Nothing was noted.
    NothingToSeal = "nothing-to-seal" => NothingFound,
    /// One file is for one publisher.
    SeveralPublishers = "several-publishers" => WrongUse,
    /// No key of the publisher opens a file.
    NotSealedForUs = "not-sealed-for-us" => Refused,
    /// A correction cannot be written into its record.
    CannotAccept = "cannot-accept" => Refused,
    /// A publisher has no key for corrections.
    NoCorrectionsKey = "no-corrections-key" => Refused,
    /// The vault cannot go as long as the directory is in it.
    DirectoryInVault = "directory-in-vault" => WrongUse,
    // The shortlist and handouts.
    /// Between commands only a vault keeps a shortlist.
    ShortlistNeedsVault = "shortlist-needs-vault" => WrongUse,
    /// The entry is not on the shortlist.
    NotOnShortlist = "not-on-shortlist" => NothingFound,
    /// No entry was named.
    NothingToHandOver = "nothing-to-hand-over" => WrongUse,
    /// Too old to be handed over without a second thought.
    PastLimit = "past-limit" => Refused,
    /// No handout is written in this language.
    NoHandoutLanguage = "no-handout-language" => WrongUse,
    /// The ending of the file names no form.
    UnknownHandoutForm = "unknown-handout-form" => WrongUse,
    /// There is no such step.
    UnknownStep = "unknown-step" => WrongUse,
    /// Not a day and a time.
    NotAMoment = "not-a-moment" => WrongUse,
    /// The entry to start from is not on the map.
    NotOnTheMap = "not-on-the-map" => WrongUse,
    /// Several printers and none of them usual.
    WhichPrinter = "which-printer" => WrongUse,
    /// The printing system refuses.
    Printer = "printer" => Machine,
    /// A file that was named cannot be written.
    FileNotWritten = "file-not-written" => Machine,

    // Bundles: one code for each thing that a person can do about it.
    /// A bundle is cut short or not what its metadata say.
    Damaged = "damaged" => Refused,
    /// A bundle is not signed as it has to be.
    NotTrusted = "not-trusted" => Refused,
    /// A bundle is older than what was taken before.
    Older = "older" => Refused,
    /// Nobody has accepted this publisher yet.
    UnknownPublisher = "unknown-publisher" => Refused,
    /// A bundle is beyond a limit, or of a shape that no honest one has.
    Unsafe = "unsafe" => Refused,
    /// A bundle is made for a newer program.
    Unsupported = "unsupported" => Refused,
    /// Past its date, where that is not tolerated.
    Expired = "expired" => Refused,
    /// A place cannot be reached.
    Unreachable = "unreachable" => Machine,
    /// A file cannot be read.
    CannotRead = "cannot-read" => Machine,
    // Taking and going back.
    /// There is no generation to go back to.
    NothingBefore = "nothing-before" => NothingFound,
    /// No publisher of this name is in use.
    NoSuchPublisher = "no-such-publisher" => NothingFound,
    /// Several publishers of this name are in use.
    SeveralCalledSo = "several-called-so" => WrongUse,
    /// No bundle is kept.
    NothingToShare = "nothing-to-share" => NothingFound,
    /// Several bundles do not go into one file.
    SeveralToShare = "several-to-share" => WrongUse,
    /// The made-up directory cannot be changed.
    NotInDemo = "not-in-demo" => WrongUse,
    /// trusted.toml cannot be used.
    TrustedFile = "trusted-file" => Refused,
    // Updates.
    /// No site is known.
    NoSources = "no-sources" => NothingFound,
    /// The site is none of the sources.
    UnknownSource = "unknown-source" => NothingFound,
    /// There is no directory at an address.
    NothingAtAddress = "nothing-at-address" => NothingFound,
    /// No drive has a bundle.
    NoBundles = "no-bundles" => NothingFound,
    /// What is no address of a site.
    NotAnAddress = "not-an-address" => WrongUse,
    /// There are as many sources as are kept.
    TooManySources = "too-many-sources" => WrongUse,
    /// The list of sources cannot be used.
    SourcesFile = "sources-file" => Refused,
    /// More than is fetched over a metered line.
    Metered = "metered" => Refused,
    // Publishing.
    /// The folder is no publisher's.
    NotAPublisher = "not-a-publisher" => WrongUse,
    /// Something is there already and is not written over.
    AlreadyThere = "already-there" => WrongUse,
    /// There are no key files.
    NoKeys = "no-keys" => WrongUse,
    /// No record has this id.
    UnknownRecord = "unknown-record" => NothingFound,
    /// No key has this id.
    NoSuchKey = "no-such-key" => NothingFound,
    /// The passphrase does not open a key.
    WrongKeyPassphrase = "wrong-key-passphrase" => Refused,
    /// A key file is damaged.
    NotAKey = "not-a-key" => Refused,
    /// There are not enough keys of a role.
    TooFewKeys = "too-few-keys" => Refused,
    /// Records have errors.
    RecordsInvalid = "records-invalid" => Refused,
    /// publisher.toml cannot be used.
    PublisherSettings = "publisher-settings" => Refused,
    /// The metadata of a publisher's folder cannot be used.
    PublisherMetadata = "publisher-metadata" => Refused,
    /// The editor cannot be started, or failed.
    EditorFailed = "editor-failed" => Machine,
    /// What was edited cannot be a record.
    DraftInvalid = "draft-invalid" => Refused,
    /// Two folders say different things.
    MergeConflicts = "merge-conflicts" => Refused,
    /// Not a day on which something can have been checked.
    NotACheckDay = "not-a-check-day" => WrongUse,
    /// A folder lies where a bundle is to be written.
    OutIsFolder = "out-is-folder" => WrongUse,
    /// Something else than a bundle lies where one is to be written.
    OutNotABundle = "out-not-a-bundle" => WrongUse,
    /// A site cannot lie where the publisher's own files do.
    SitePlace = "site-place" => WrongUse,
    /// What was withdrawn would not be withdrawn any more.
    WithdrawnLost = "withdrawn-lost" => Refused,
    /// A release would be beyond a limit.
    TooLarge = "too-large" => Refused,
    // convert
    /// There is nothing at the path of a source.
    NoSuchSource = "no-such-source" => WrongUse,
    /// A source holds nothing that is read.
    NothingToConvert = "nothing-to-convert" => WrongUse,
    /// The ending of a file names no format.
    UnknownTarget = "unknown-target" => WrongUse,
    /// A mapping of columns has a fault or does not fit.
    MappingWrong = "mapping-wrong" => WrongUse,
    /// A mapping is wanted of none or several spreadsheets.
    OneSpreadsheet = "one-spreadsheet" => WrongUse,
    /// A spreadsheet has no column of names.
    NoMapping = "no-mapping" => Refused,
    /// No record could be taken.
    NothingTaken = "nothing-taken" => Refused,
    /// There were problems, and none were allowed.
    StrictRefused = "strict-refused" => Refused,

    /// No home folder, so no data folder.
    NoDataFolder = "no-data-folder" => Machine,
    /// The data folder is a file.
    NotAFolder = "not-a-folder" => Machine,
    /// The data folder cannot be written.
    CannotWrite = "cannot-write" => Machine,
    /// No room left.
    DiskFull = "disk-full" => Machine,
    /// Another program has the store.
    StoreInUse = "store-in-use" => Machine,
    /// The store does not work.
    StoreBroken = "store-broken" => Machine,
    /// The result cannot be written.
    Output = "output" => Machine,
    /// The input cannot be read.
    Input = "input" => Machine,
    /// A check of `doctor` failed.
    ChecksFailed = "checks-failed" => Machine,
    /// The terminal does not work.
    Terminal = "terminal" => Machine,
    /// The program itself failed.
    Internal = "internal" => Machine,
}

/// A failure, worded; and as programs get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What kind.
    pub code: Code,
    /// What happened, on one line.
    pub message: String,
    /// What to do, on one line; empty where a person has just decided.
    pub hint: String,
    /// The publisher that the one in question is not, but is called like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looks_like: Option<String>,
    /// What exactly is wrong, in English: for programs and those who mend them,
    /// where it tells a person nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A failure with more about it.
#[derive(Serialize)]
struct Envelope<'a> {
    error: Error<'a>,
}

#[derive(Serialize)]
struct Error<'a> {
    #[serde(flatten)]
    failure: &'a Failure,
    #[serde(flatten)]
    details: &'a Map<String, Value>,
}

/// What the machine says, in words: of what happens to people. The rest says it
/// itself, in English.
pub fn io_detail(i18n: &I18n, error: &io::Error) -> String {
    use io::ErrorKind::{
        IsADirectory, NotADirectory, NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull, UnexpectedEof,
    };
    i18n.text(match error.kind() {
        NotFound => "cli-detail-not-found",
        PermissionDenied => "cli-detail-not-allowed",
        ReadOnlyFilesystem => "cli-detail-read-only",
        StorageFull => "cli-detail-full",
        IsADirectory => "cli-detail-is-folder",
        NotADirectory => "cli-detail-not-folder",
        UnexpectedEof => "cli-detail-cut-short",
        _ => return error.to_string(),
    })
}

impl Failure {
    /// A failure in the words of its code, with values put in.
    pub fn new(i18n: &I18n, code: Code, values: &[(&str, Arg<'_>)]) -> Self {
        let text = |what: &str| one_line(&i18n.with(&format!("cli-{what}-{}", code.word()), values));
        Self { code, message: text("error"), hint: text("hint"), looks_like: None, detail: None }
    }

    /// The same failure with a better hint.
    #[must_use]
    pub fn hinting(self, hint: &str) -> Self {
        Self { hint: one_line(hint), ..self }
    }

    /// The same failure with what exactly is wrong.
    #[must_use]
    pub fn detailed(self, detail: Option<String>) -> Self {
        Self { detail: detail.map(|detail| one_line(&detail)), ..self }
    }

    /// How the program ends.
    pub fn exit(&self) -> ExitCode {
        self.code.exit()
    }

    /// Two lines for a person.
    pub fn lines(&self, i18n: &I18n) -> String {
        let label = if self.exit() == ExitCode::NothingFound { "cli-label-nothing" } else { "cli-label-error" };
        let what = format!("{}: {}\n", i18n.text(label), self.message);
        if self.hint.is_empty() { what } else { format!("{what}{}: {}\n", i18n.text("cli-label-hint"), self.hint) }
    }

    /// One line for a program.
    pub fn json(&self) -> String {
        self.json_with(&Map::new())
    }

    /// The same with more about it.
    pub fn json_with(&self, details: &Map<String, Value>) -> String {
        json_line(&Envelope { error: Error { failure: self, details } })
    }

    /// A file or folder that cannot be used.
    pub fn of_io(i18n: &I18n, code: Code, path: &Path, error: &io::Error) -> Self {
        let path = path.display().to_string();
        Self::new(i18n, code, &[("path", path.into()), ("detail", io_detail(i18n, error).into())])
    }

    /// A file that the person named and that cannot be written there.
    pub fn of_output(i18n: &I18n, path: &Path, error: &StoreError) -> Self {
        let detail = match error {
            _ if !folder_of(path).is_dir() => i18n.text("cli-detail-no-folder"),
            StoreError::DiskFull { .. } => i18n.text("cli-detail-full"),
            StoreError::CannotWrite { source, .. } => io_detail(i18n, source),
            error => error.to_string(),
        };
        let path = path.display().to_string();
        Self::new(i18n, Code::FileNotWritten, &[("path", path.into()), ("detail", detail.into())])
    }

    /// A theme that there is none of.
    pub fn unknown_theme(i18n: &I18n, name: &str) -> Self {
        let themes = list(&Theme::ALL.map(Theme::name));
        Self::new(i18n, Code::UnknownTheme, &[("name", name.into()), ("themes", themes.into())])
    }

    /// A store that another program has.
    pub fn in_use(i18n: &I18n, holder: Option<&Holder>) -> Self {
        let pid = holder.map_or_else(|| "unknown".to_owned(), |holder| holder.pid.to_string());
        let purpose = holder.map_or("", |holder| holder.purpose.as_str());
        Self::new(i18n, Code::StoreInUse, &[("pid", pid.into()), ("purpose", purpose.into())])
    }

    /// A store that cannot be used.
    pub fn of_store(i18n: &I18n, error: &StoreError) -> Self {
        let at = |path: &Path| ("path", Arg::from(path.display().to_string()));
        match error {
            StoreError::InUse { holder } => Self::in_use(i18n, holder.as_ref()),
            StoreError::NotADirectory { path } => Self::new(i18n, Code::NotAFolder, &[at(path)]),
            StoreError::DiskFull { path } => Self::new(i18n, Code::DiskFull, &[at(path)]),
            StoreError::CannotWrite { path, source } => Self::of_io(i18n, Code::CannotWrite, path, source),
            other => Self::new(i18n, Code::StoreBroken, &[("detail", other.to_string().into())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::available;

    #[test]
    fn every_failure_has_both_lines_in_every_language() {
        for language in available() {
            let i18n = I18n::new(language);
            for code in Code::ALL {
                for what in ["error", "hint"] {
                    let id = format!("cli-{what}-{}", code.word());
                    assert!(i18n.has(&id), "{language} has no {id}");
                }
            }
        }
    }

    #[test]
    fn every_word_for_a_site_of_no_use_is_that_of_a_code() {
        for word in crate::sync::sources::NO_USE {
            assert!(Code::ALL.iter().any(|code| code.word() == word), "{word}");
        }
    }

    #[test]
    fn every_error_begins_like_a_sentence() {
        for language in ["en", "es"] {
            let i18n = I18n::new(language);
            for code in Code::ALL.iter().filter(|code| code.word() != "publisher-settings") {
                let message = i18n.with(&format!("cli-error-{}", code.word()), &[]);
                let first = message.chars().find(|letter| letter.is_alphabetic());
                let begins_with_a_value = message.starts_with('{') || message.starts_with(['“', '«', '"']);
                assert!(begins_with_a_value || first.is_some_and(char::is_uppercase), "{language}: {message}");
            }
        }
    }

    #[test]
    fn a_failure_cannot_break_its_line_or_drive_the_terminal() {
        let i18n = I18n::new("en");
        let failure = Failure::new(&i18n, Code::UnknownId, &[("id", "a\nb\u{1b}[2J\u{202e}".into())]);
        assert_eq!(failure.lines(&i18n).lines().count(), 2);
        assert!(!failure.message.contains(['\u{1b}', '\u{202e}']), "{}", failure.message);
    }

    #[test]
    fn the_json_has_code_message_and_hint() {
        let i18n = I18n::new("en");
        let failure = Failure::new(&i18n, Code::NoTerminal, &[]);
        let value: Value = serde_json::from_str(&failure.json()).unwrap();
        assert_eq!(value["error"]["code"], "no-terminal");
        assert_eq!(value["error"]["message"], failure.message);
        assert_eq!(value["error"]["hint"], failure.hint);
    }
}
