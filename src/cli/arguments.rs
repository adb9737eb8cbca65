//! What can be asked for on the command line. The words of the help are
//! Fluent messages, put in by [`super::help`].

use std::path::PathBuf;

use super::{
    correct::CorrectArguments, corrections::CorrectionsCommand, import::ImportArguments,
    publish::arguments::PublishCommand, publishers::PublishersCommand, shortlist::ShortlistCommand,
    sources::SourcesCommand, sync::SyncArguments,
};
use clap::{Args, Parser, Subcommand};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "parasol", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub struct Arguments {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// For tests: a command panics at once, the interface on F12.
    #[arg(long, hide = true)]
    pub debug_panic: bool,
    /// What to do; nothing opens the interface.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Where the store lies.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Language to speak and to read entries in.
    #[arg(long, global = true, value_name = "TAG")]
    pub lang: Option<String>,
    /// Without colours.
    #[arg(long, global = true)]
    pub no_color: bool,
    /// Only results and errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// The made-up directory for training, in memory.
    #[arg(long, global = true)]
    pub demo: bool,
    /// Theme of the interface.
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The linear search.
    Find(FindArguments),
    /// One entry in full.
    Show {
        /// Id of the entry.
        #[arg(value_name = "ID")]
        id: String,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// The interactive linear mode.
    Browse,
    /// What the directory holds.
    Status {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Looks for trouble.
    Doctor {
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// Sets the store aside and builds it anew.
        #[arg(long)]
        rebuild: bool,
    },
    /// What opens the vault.
    Passphrase {
        /// What to do with it.
        #[command(subcommand)]
        command: PassphraseCommand,
    },
    /// Takes away what was kept.
    Wipe {
        /// The directory and the settings too.
        #[arg(long)]
        everything: bool,
        /// Without a question.
        #[arg(long)]
        yes: bool,
    },
    /// Says what is not true about an entry.
    Correct(CorrectArguments),
    /// What was noted for those who publish.
    Corrections {
        /// What to do with it.
        #[command(subcommand)]
        command: CorrectionsCommand,
    },
    /// Entries put aside for somebody.
    Shortlist {
        /// What to do.
        #[command(subcommand)]
        command: ShortlistCommand,
    },
    /// Something to take along.
    Handout(HandoutArguments),
    /// Whose bundle it is, and whether all of it is as it was signed.
    Verify {
        /// The bundle: a file, or a folder with a site.
        #[arg(value_name = "FILE")]
        bundle: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Takes a bundle.
    Import(ImportArguments),
    /// Goes back to the version before.
    Rollback {
        /// Without a question.
        #[arg(long)]
        yes: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Writes the bundle in use, for somebody else.
    Share {
        /// The file to write, or a folder.
        #[arg(value_name = "OUT")]
        share_to: PathBuf,
        /// Only this publisher's: id or name.
        #[arg(long, value_name = "PUBLISHER")]
        publisher: Option<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Whose records there are.
    Publishers {
        /// What to do.
        #[command(subcommand)]
        command: PublishersCommand,
    },
    /// The sites that updates may be asked of.
    Sources {
        /// What to do.
        #[command(subcommand)]
        command: SourcesCommand,
    },
    /// Asks sites for updates.
    Sync(SyncArguments),
    /// Bundles on drives.
    Drives {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// The curator's side.
    Publish {
        /// What to do.
        #[command(subcommand)]
        command: PublishCommand,
    },
    /// Sources of any format into HSDS or tables.
    Convert(ConvertArguments),
    /// The directory, or a part of it, as HSDS or as a table.
    Export(ExportArguments),
    /// Completions for a shell.
    Completions {
        /// Which shell.
        #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// The manual page.
    Man,
    /// The help of a command.
    Help {
        /// Which command.
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

/// What can be done with the passphrase.
#[derive(Debug, Subcommand)]
pub enum PassphraseCommand {
    /// Makes the vault.
    Set {
        /// A second passphrase, which opens an empty vault.
        #[arg(long)]
        second: bool,
        /// Without a question.
        #[arg(long)]
        yes: bool,
    },
    /// Another passphrase for the same vault.
    Change,
    /// Puts the whole directory into the vault, or takes it out.
    Directory {
        /// Whether it is to be in the vault.
        #[arg(id = "directory-switch", value_name = "on|off", value_parser = ["on", "off"], hide_possible_values = true)]
        switch: String,
        /// For tests: ends the program at a stage.
        #[arg(id = "directory-end-at", long = "debug-end-at", value_name = "STAGE", hide = true)]
        debug_end_at: Option<String>,
    },
    /// Takes the vault away with everything in it.
    Remove {
        /// Without a question.
        #[arg(long)]
        yes: bool,
    },
}

/// What to convert, and how.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ConvertArguments {
    /// A file, a folder or a zip file.
    #[arg(value_name = "SOURCE")]
    pub source: PathBuf,
    /// What the source is.
    #[arg(id = "source-format", long = "from", value_name = "FORMAT", value_enum, default_value = "auto")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub from: SourceFormat,
    /// Where to write.
    #[arg(id = "target", long = "to", value_name = "OUT")]
    pub to: Option<PathBuf>,
    /// What the columns of a spreadsheet hold.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Prints a mapping.
    #[arg(long)]
    pub propose: bool,
    /// Country of places and numbers that name none.
    #[arg(id = "source-country", long = "country", value_name = "CC")]
    pub country: Option<String>,
    /// Where the whole report goes.
    #[arg(id = "report-file", long = "report", value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Any problem refuses everything.
    #[arg(long)]
    pub strict: bool,
    /// Keeps the addresses of confidential places.
    #[arg(long)]
    pub keep_confidential: bool,
    /// The report as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What `export` writes, and where to.
#[derive(Debug, Default, Args)]
pub struct ExportArguments {
    /// What to find; everything without.
    #[command(flatten)]
    pub find: FindArguments,
    /// Where to write.
    #[arg(id = "export_to", long = "to", value_name = "OUT")]
    pub to: Option<PathBuf>,
}

/// What a source is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SourceFormat {
    /// What it looks like.
    Auto,
    /// HSDS as JSON.
    Hsds,
    /// A package of HSDS tables.
    HsdsCsv,
    /// Profile pages.
    Nswp,
    /// Spreadsheets of any columns.
    Csv,
}

/// Words and filters of `find`.
#[derive(Debug, Default, Args)]
pub struct FindArguments {
    /// Words and filters; `-` reads them from standard input.
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Slug of a need; may be given several times.
    #[arg(long, value_name = "SLUG")]
    pub need: Vec<String>,
    /// City, region or country.
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Country.
    #[arg(long, value_name = "CC")]
    pub country: Option<String>,
    /// Language spoken.
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Whom it is for.
    #[arg(long, value_name = "SLUG")]
    pub population: Option<String>,
    /// How to reach it.
    #[arg(long, value_name = "KIND")]
    pub access: Option<String>,
    /// Open now, or then.
    #[arg(long, value_name = "WHEN", num_args = 0..=1, default_missing_value = "now")]
    #[arg(hide_default_value = true)]
    pub open: Option<String>,
    /// Checked within so many days.
    #[arg(long, value_name = "DAYS")]
    pub checked_within: Option<u16>,
    /// At most so many results.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// What `handout` writes, and where to.
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct HandoutArguments {
    /// Ids of the entries; those of the shortlist if none is given.
    #[arg(id = "handout_ids", value_name = "ID")]
    pub ids: Vec<String>,
    /// The file to write; its ending says which form. `-` is standard output.
    #[arg(id = "handout_to", long = "to", value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// The form, whatever the ending says.
    #[arg(id = "handout_as", long = "as", value_name = "FORM", value_parser = ["txt", "md", "html"])]
    #[arg(hide_possible_values = true)]
    pub form: Option<String>,
    /// Print it.
    #[arg(id = "handout_print", long = "print")]
    pub print: bool,
    /// The printer.
    #[arg(id = "handout_printer", long = "printer", value_name = "NAME")]
    pub printer: Option<String>,
    /// Lists the printers and does nothing else.
    #[arg(id = "handout_printers", long = "printers")]
    pub printers: bool,
    /// Twice as large.
    #[arg(id = "handout_large", long = "large")]
    pub large: bool,
    /// Without anything that tells what it is.
    #[arg(id = "handout_discreet", long = "discreet")]
    pub discreet: bool,
    /// Also what is much too old.
    #[arg(id = "handout_past_limit", long = "past-limit")]
    pub past_limit: bool,
    /// Small cards to fold.
    #[arg(id = "handout_pocket", long = "pocket")]
    pub pocket: bool,
    /// When the person can go.
    #[arg(id = "handout_at", long = "at", value_name = "WHEN")]
    pub at: Option<String>,
    /// The entry at which the person starts.
    #[arg(id = "handout_from", long = "from", value_name = "ID")]
    pub from: Option<String>,
    /// What to do next; may be given several times.
    #[arg(id = "handout_step", long = "step", value_name = "STEP")]
    pub step: Vec<String>,
    /// What to do next, in own words; `-` reads standard input.
    #[arg(id = "handout_own_step", long = "own-step", value_name = "TEXT", allow_hyphen_values = true)]
    pub own_step: Option<String>,
    /// A note; `-` reads standard input.
    #[arg(id = "handout_note", long = "note", value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
}

impl Command {
    /// True when errors are wanted as JSON too.
    pub fn json(&self) -> bool {
        match self {
            Self::Find(find) => find.json,
            Self::Show { json, .. } | Self::Status { json } | Self::Doctor { json, .. } | Self::Verify { json, .. } => {
                *json
            }
            Self::Publish { command } => command.json(),
            Self::Convert(convert) => convert.json,
            Self::Export(export) => export.find.json,
            Self::Import(import) => import.json,
            Self::Rollback { json, .. } | Self::Share { json, .. } | Self::Drives { json } => *json,
            Self::Publishers { command } => command.json(),
            Self::Correct(correct) => correct.json,
            Self::Corrections { command } => command.json(),
            Self::Sources { command } => command.json(),
            Self::Sync(sync) => sync.json,
            Self::Shortlist { command } => command.json(),
            _ => false,
        }
    }
}
